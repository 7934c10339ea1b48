"""Reads sources in a separate process, which ends when a source takes too much memory or time.

The process is started for the first such source and reads one after another. The system limits its memory and
its processor time and ends it, even inside a library in C; the next source gets a new process. Time counts up
to the next document of a source, so that a long archive may take long. Where the system cannot count a
process's own time, elapsed time counts. The process also ends with the program that started it, because its
standard input closes then.
"""

from __future__ import annotations

import atexit
import faulthandler
import logging
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import IO, BinaryIO, NamedTuple

from tipgraph.errors import InputError, TipgraphError
from tipgraph.model.documents import Outcome
from tipgraph.reading.defaults import Defaults, Limits
from tipgraph.reading.sources import Source

__all__ = ["LOGGER", "Completed", "Job", "Logged", "Message", "OutOfMemory", "isolated_outcomes", "main"]

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
    return (peak if sys.platform == "darwin" else _own_peak(peak) * 1024) <= _REUSABLE


def _own_peak(peak: int) -> int:
    """Return the peak in KiB without that of the process that started this one, which Linux counts in."""
    with suppress(OSError), Path("/proc/self/status").open(encoding="utf-8") as status:
        return next((int(line.split()[1]) for line in status if line.startswith("VmHWM:")), peak)
    return peak


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


_FAILED = 3
_PROGRAM = f"""\
import os
try:
    from tipgraph.reading.isolation import main
    main()
except BaseException:
    os._exit({_FAILED})
"""
_MIB = 1 << 20
_ROOMY = 1 << 30
"""The least limit of memory at which what a process keeps of earlier sources does not matter."""
_ENDING = 1.0
"""Seconds for a process that has closed its output to end."""


def isolated_outcomes(job: Job) -> Iterator[Outcome]:
    """Yield an outcome for each document in a source. If a limit is reached, the last one is an InputError.

    Raises what the reader raises, and TipgraphError if the process does not start.
    """
    process = _idle.pop() if _idle and job.limits.memory >= _ROOMY else _Process()
    completed = None
    try:
        for message in process.messages(job):
            if isinstance(message, Completed):
                completed = message
            elif isinstance(message, Logged):
                logging.getLogger(message.name).log(message.level, "%s", message.text)
            elif isinstance(message, TipgraphError) and not isinstance(message, InputError):
                raise message
            elif not isinstance(message, OutOfMemory):
                yield message
        if not completed:
            yield _refusal(job, process.exit_code())
    finally:
        if completed and completed.reusable and not _idle:
            _idle.append(process)
        else:
            process.end()


class _Process:
    """A process that reads sources."""

    def __init__(self) -> None:
        folders = (folder or str(os.curdir) for folder in sys.path)
        self._process = subprocess.Popen(
            [sys.executable, "-P", f"-Xutf8={sys.flags.utf8_mode}", "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(folders)},
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._jobs: IO[bytes] = self._process.stdin
        self._answers: IO[bytes] = self._process.stdout

    def messages(self, job: Job) -> Iterator[Message]:
        """Send a job and yield the messages that come back, up to a Completed unless the process ends."""
        with suppress(EOFError, OSError, pickle.UnpicklingError):  # it has ended
            pickle.dump(job, self._jobs)
            self._jobs.flush()
            while True:
                message: Message = pickle.load(self._answers)
                yield message
                if isinstance(message, Completed):
                    return

    def exit_code(self) -> int:
        """Return the exit code of a process that has ended; it is negative for a signal."""
        with suppress(subprocess.TimeoutExpired):
            return self._process.wait(_ENDING)
        return 0

    def end(self) -> None:
        """End the process."""
        self._process.kill()
        with suppress(OSError):  # a job that the process did not read
            self._jobs.close()
        self._answers.close()
        self._process.wait()


_idle: list[_Process] = []
"""The process that waits for a source, if there is one."""
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_idle.clear)  # they answer one process


@atexit.register
def _end_idle() -> None:
    while _idle:
        _idle.pop().end()


def _refusal(job: Job, code: int) -> InputError:
    """Return the error for a source at which the process ended: out of time, out of memory, or a crash."""
    if code == _FAILED:
        raise TipgraphError("the process that reads files does not start", remedy="install tipgraph again")
    seconds, mib = job.limits.seconds, job.limits.memory // _MIB
    if code in (-getattr(signal, "SIGPROF", 0), 1):
        cause = f"reading takes more than {seconds:g} seconds"
        remedy = "export it again or split it, or raise --max-seconds"
    else:
        crash = f", or crashes the library that reads it (signal {-code})" if code < 0 else ""
        cause = f"reading takes more than {mib:,} MiB of memory{crash}"
        remedy = "export it again or split it, or raise --max-memory"
    return InputError(job.source.name, cause, remedy=remedy)
