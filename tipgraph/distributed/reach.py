"""Files that fsspec reaches, and their failures as the OSErrors that readers expect."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from fsspec import AbstractFileSystem
from fsspec.core import url_to_fs

from tipgraph.errors import UsageError

__all__ = ["is_web", "opened", "reaching", "system_of"]

_BLOCK = 1 << 18
"""Bytes that are fetched at a time."""


@contextmanager
def reaching() -> Iterator[None]:
    """Turn whatever a file system raises into an OSError: each has errors of its own libraries."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise OSError(f"{type(error).__name__}: {error}") from error


def system_of(address: str) -> tuple[AbstractFileSystem, str]:
    """Return the file system that an address or path is of, and the path in it.

    Raises UsageError for a kind of address that nothing here reaches, and for one with a password in it.
    """
    if urlsplit(address).password is not None:
        raise UsageError(
            "an address has a password in it, which others could read",
            remedy="give credentials as fsspec's configuration or the environment has them",
        )
    try:
        with reaching():
            system, path = url_to_fs(address)
    except OSError as error:
        raise UsageError(f"{address}: {error}", remedy="check it, and install what reaches it") from error
    return system, path


def is_web(system: AbstractFileSystem) -> bool:
    """Tell whether files are pages of a web server, whose folders only a final ``/`` tells."""
    return "http" in _protocols(system)


def _protocols(system: AbstractFileSystem) -> tuple[str, ...]:
    found = system.protocol
    return (found,) if isinstance(found, str) else tuple(found)


def opened(system: AbstractFileSystem, path: str) -> BinaryIO:
    """Open a file for reading. Raises OSError, then and later, where that is not possible."""
    return io.BufferedReader(_File(system, path), _BLOCK)


class _File(io.RawIOBase):
    """A file open for reading, which fails with OSErrors only."""

    def __init__(self, system: AbstractFileSystem, path: str) -> None:
        with reaching():
            self._file: Any = system.open(path, "rb", block_size=_BLOCK)
            # A stream from a web server calls itself seekable but cannot be sought in.
            self._seekable = bool(self._file.seekable()) and getattr(self._file, "size", None) is not None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._seekable

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        with reaching():
            return int(self._file.seek(offset, whence))

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's buffer is private
        with reaching():
            part = self._file.read(len(buffer))
        buffer[: len(part)] = part
        return len(part)

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()
