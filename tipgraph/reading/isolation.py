"""Reads sources in a separate process, which ends when a source takes too much memory or time.

The process is started for the first such source and reads one after another. The system ends it when it goes
beyond its limits, even inside a library in C; the next source gets a new process. It also ends with the
program that started it, because its standard input closes then.
"""

from __future__ import annotations

import atexit
import logging
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import IO

from tipgraph.errors import InputError, TipgraphError
from tipgraph.reading.isolated import Completed, Job, Logged, Message, OutOfMemory
from tipgraph.reading.outcome import Outcome

__all__ = ["isolated_outcomes"]

_FAILED = 3
_PROGRAM = f"""\
import os
try:
    from tipgraph.reading.isolated import main
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
