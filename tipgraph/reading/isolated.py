"""The separate process that `tipgraph.reading.isolation` starts. It reads one source after another.

The system limits its memory and its processor time. Time counts up to the next document of a source, so that
a long archive may take long. Where the system cannot count a process's own time, elapsed time counts.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import pickle
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import BinaryIO, NamedTuple

from tipgraph.errors import TipgraphError
from tipgraph.reading.defaults import Defaults, Limits
from tipgraph.reading.outcome import Outcome
from tipgraph.reading.sources import Source

__all__ = ["LOGGER", "Completed", "Job", "Logged", "Message", "OutOfMemory", "main"]

LOGGER = "tipgraph"
_REUSABLE = 192 << 20
"""The greatest size in bytes of a process that reads another source."""
_PATIENCE = 10
"""Elapsed time that a source may take, in multiples of its processor time: a disk may be slow."""


@dataclass(frozen=True, slots=True)
class Job:
    """A source to read. ``data`` has its bytes if only the other process can open it."""

    source: Source
    defaults: Defaults
    limits: Limits
    data: bytes | None = field(default=None, repr=False)
    log_level: int = logging.WARNING


class Logged(NamedTuple):
    """A message for the log of the process that waits."""

    name: str
    level: int
    text: str


class OutOfMemory(NamedTuple):
    """Reading has reached the limit of memory. The process ends."""


class Completed(NamedTuple):
    """The source has no more outcomes. The process is not reusable if it has taken much memory."""

    reusable: bool


Message = Outcome | TipgraphError | Logged | OutOfMemory | Completed
"""What the process sends; an error that is no InputError is to be raised."""


def main() -> None:
    """Read the sources of the jobs on standard input until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the other one decides
    jobs, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print must not mix with the answers
    log = _Log(answers)
    logging.getLogger(LOGGER).addHandler(log)
    try:
        while True:
            job: Job = pickle.load(jobs)
            logging.getLogger(LOGGER).setLevel(job.log_level)
            _limit_memory(job.limits.memory)
            for message in _messages(job):
                _send(message, answers)
    except (EOFError, BrokenPipeError):
        os._exit(0)  # the other process has gone


class _Log(logging.Handler):
    """Sends what is logged to the other process."""

    def __init__(self, answers: BinaryIO) -> None:
        super().__init__()
        self._answers = answers

    def emit(self, record: logging.LogRecord) -> None:
        """Send a record."""
        _send(Logged(record.name, record.levelno, record.getMessage()), self._answers)


def _send(message: Message, answers: BinaryIO) -> None:
    pickle.dump(message, answers)
    answers.flush()
    if isinstance(message, OutOfMemory):
        os._exit(0)


def _messages(job: Job) -> Iterator[Message]:
    found = _outcomes(job)
    while True:
        _start_clock(job.limits.seconds)
        try:
            message: Message = next(found)
        except StopIteration:
            yield Completed(_is_small())
            return
        except MemoryError:
            message = OutOfMemory()
        except TipgraphError as error:
            message = error
        finally:
            _stop_clock()
        yield message


def _outcomes(job: Job) -> Iterator[Outcome]:
    from tipgraph.reading.inputs import outcomes_here

    if job.data is None:
        return outcomes_here(job.source, job.defaults, job.limits)
    return outcomes_here(job.source, job.defaults, job.limits, BytesIO(job.data))


def _limit_memory(size: int) -> None:
    if sys.platform != "win32":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (size if most < 0 else min(size, most), most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _is_small() -> bool:
    """Return whether the process has never been large; what it took, it might not give back."""
    if sys.platform == "win32":
        return True
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return (peak if sys.platform == "darwin" else peak * 1024) <= _REUSABLE


def _start_clock(seconds: float) -> None:
    """Have the system end this process after that time of the processor, whatever it is doing."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)
        seconds *= _PATIENCE
    faulthandler.dump_traceback_later(seconds, exit=True)


def _stop_clock() -> None:
    faulthandler.cancel_dump_traceback_later()
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, 0)
