"""Messages between the server and its child processes: a length, and a pickled value."""

from __future__ import annotations

import asyncio
import os
import pickle
from typing import Any, BinaryIO

__all__ = ["channel", "packed", "read", "received", "send"]

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
