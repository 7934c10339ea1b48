"""Messages between the server and its child processes: a length, and a pickled value.

A process of the server's own, which is told something and answers, one message after the other.

Child processes that answer jobs, and are killed and replaced when they take too long.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import sys
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Self

import tipgraph
from tipgraph.errors import TipgraphError
from tipgraph.web.server.job import Job, Reply, Task
from tipgraph.web.server.problem import Problem
from tipgraph.web.server.queue import Turns, busy

__all__ = ["Child", "Pool", "channel", "packed", "read", "received", "send"]

_LENGTH = 8


def packed(value: object) -> bytes:
    """Return a message."""
    body = pickle.dumps(value)
    return len(body).to_bytes(_LENGTH, "big") + body


def channel() -> BinaryIO:
    """Return what was standard output, so that whatever prints does not print into messages."""
    found = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    return found


def send(file: BinaryIO, message: bytes) -> None:
    """Write all of a message to a file that may take a part at a time."""
    left = memoryview(message)
    while left:
        left = left[file.write(left) :]


def read(file: BinaryIO) -> Any:
    """Read a message; raises EOFError where the other side has ended."""
    body = _exactly(file, int.from_bytes(_exactly(file, _LENGTH), "big"))
    return pickle.loads(body)


def _exactly(file: BinaryIO, size: int) -> bytes:
    found = file.read(size)
    if len(found) < size:
        raise EOFError
    return found


async def received(stream: asyncio.StreamReader) -> Any:
    """Wait for a message; raises EOFError where the other side has ended."""
    length = int.from_bytes(await stream.readexactly(_LENGTH), "big")
    return pickle.loads(await stream.readexactly(length))


_ROOT = str(Path(tipgraph.__file__).parents[1])


class Child:
    """One child process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._killed = False

    @classmethod
    async def start(cls, module: str) -> Self:
        """Start a module as a program."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", module,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            # The same package as this one, and nothing of the folder that the server was started in.
            env={**os.environ, "PYTHONPATH": _ROOT},
        )  # fmt: skip
        return cls(process)

    async def exchange(self, message: object) -> Any:
        """Send a message, and return the answer; raises EOFError or ConnectionError where the child dies."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(packed(message))
        await stdin.drain()
        return await received(stdout)

    async def kill(self) -> None:
        """End the child, whatever it is doing."""
        if not self._killed:
            # Once only: a second signal could take the exit status from asyncio, which then complains.
            self._killed = True
            with suppress(ProcessLookupError):
                self._process.kill()
        await self._process.wait()


_STARTING = 60.0
_PAUSE = 1.0
"""Seconds to wait before a worker that did not start is started again."""


async def _worker(task: Task) -> Child:
    """Start a child for a task; raises TipgraphError where it does not become ready."""
    worker = await Child.start("tipgraph.web.server.worker")
    try:
        async with asyncio.timeout(_STARTING):
            await worker.exchange(task)
    except BaseException as error:
        await worker.kill()
        if isinstance(error, EOFError | OSError | TimeoutError):
            raise TipgraphError("a process that answers queries did not start") from error
        raise
    return worker


class Pool:
    """A number of workers, and those who wait for one.

    A job that passes its time, or whose asker is gone, takes its worker with it; another is started in
    its place.
    """

    def __init__(self, task: Task) -> None:
        self._task = task
        self._limits = task.limits
        # The one that worked last has its store's pages at hand.
        self._idle: asyncio.LifoQueue[Child] = asyncio.LifoQueue()
        self._turns = Turns(task.limits.workers)
        self._all: set[Child] = set()
        self._stopped = False
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Start the workers; raises TipgraphError where they do not."""
        await asyncio.gather(*(self._add() for _ in range(self._limits.workers + self._limits.spare)))

    async def stop(self) -> None:
        """End all workers."""
        self._stopped = True  # those that are killed are not to be replaced
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*(worker.kill() for worker in self._all), *self._tasks, return_exceptions=True)

    async def run(self, job: Job, client: str) -> Reply:
        """Have a job of a client's done.

        Raises Problem: what the job itself meets; 503 where none of those before this one ended in time,
        504 when the job's own time is over, 500 where its worker died or the pool was stopped.
        """
        try:
            return await self._run(job, client)
        except asyncio.CancelledError as error:
            if self._stopped:
                raise Problem(500, "the processes that were to answer have ended", "ask again") from error
            raise

    async def _run(self, job: Job, client: str) -> Reply:
        try:
            await self._turns.wait(client, self._limits.timeout)
        except TimeoutError as error:
            raise busy(503, "other queries took all the time there was to wait", self._limits) from error
        try:
            found = await self._answer(await self._free(), job)
        finally:
            self._turns.end(client)
        if isinstance(found, Problem):
            raise found
        return found

    async def _free(self) -> Child:
        """Return a worker that is free: at once, but where it has yet to be started."""
        try:
            async with asyncio.timeout(self._limits.timeout):
                return await self._idle.get()
        except TimeoutError as error:
            raise busy(503, "the processes that answer are being started anew", self._limits) from error

    async def _answer(self, worker: Child, job: Job) -> Reply | Problem:
        try:
            async with asyncio.timeout(self._limits.timeout):
                found: Reply | Problem = await worker.exchange(job)
        except TimeoutError as error:
            self._replace(worker)
            raise Problem(
                504, f"the answer took longer than {self._limits.timeout:g} seconds", "ask for less"
            ) from error
        except (EOFError, ConnectionError) as error:
            self._replace(worker)
            raise Problem(500, "the process that was to answer has ended", "ask for less") from error
        except BaseException:
            self._replace(worker)  # whoever asked is gone
            raise
        self._idle.put_nowait(worker)
        return found

    async def _add(self) -> None:
        worker = await _worker(self._task)
        if self._stopped:
            await worker.kill()
            return
        self._all.add(worker)
        self._idle.put_nowait(worker)

    def _replace(self, worker: Child) -> None:
        self._begin(self._replaced(worker))

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)  # asyncio itself does not hold on to tasks
        task.add_done_callback(self._tasks.discard)

    async def _replaced(self, worker: Child) -> None:
        await worker.kill()
        self._all.discard(worker)
        while not self._stopped:
            try:
                await self._add()
                break
            except (TipgraphError, OSError):
                await asyncio.sleep(_PAUSE)
