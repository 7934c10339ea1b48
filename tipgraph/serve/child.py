"""A process of the server's own, which is told something and answers, one message after the other."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

import tipgraph
from tipgraph.serve.frame import packed, received

__all__ = ["Child"]

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
