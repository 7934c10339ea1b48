"""Messages between the server and its child processes: a length, and a pickled value."""

from __future__ import annotations

import asyncio
import pickle
from typing import Any, BinaryIO

__all__ = ["packed", "read", "received"]

_LENGTH = 8


def packed(value: object) -> bytes:
    """Return a message."""
    body = pickle.dumps(value)
    return len(body).to_bytes(_LENGTH, "big") + body


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
