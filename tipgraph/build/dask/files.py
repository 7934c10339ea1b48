"""Files that fsspec reaches. All their failures are OSErrors, as the readers expect."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from fsspec import AbstractFileSystem
from fsspec.core import url_to_fs

from tipgraph.errors import UsageError

__all__ = ["file_errors", "file_system", "is_web", "open_file"]

_BLOCK = 1 << 18
"""Bytes to fetch at a time."""


@contextmanager
def file_errors() -> Iterator[None]:
    """Turn every exception of a file system into an OSError: each one raises errors of its libraries."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise OSError(f"{type(error).__name__}: {error}") from error


def file_system(address: str) -> tuple[AbstractFileSystem, str]:
    """Return the file system of an address or path, and the path in it.

    Raises UsageError if the address has a password, or a scheme that no installed library reads.
    """
    if urlsplit(address).password is not None:
        raise UsageError(
            "an address has a password in it, which others could read",
            remedy="give credentials in fsspec's configuration or in the environment",
        )
    try:
        with file_errors():
            system, path = url_to_fs(address)
    except OSError as error:
        remedy = "check the address, and install the library for its scheme"
        raise UsageError(f"{address}: {error}", remedy=remedy) from error
    return system, path


def is_web(system: AbstractFileSystem) -> bool:
    """Return whether a file system is a web server. Its folders are the addresses that end in ``/``."""
    return "http" in ((system.protocol,) if isinstance(system.protocol, str) else system.protocol)


def open_file(system: AbstractFileSystem, path: str) -> BinaryIO:
    """Open a file for reading. Raises OSError, now or while reading, if that fails."""
    return io.BufferedReader(_File(system, path), _BLOCK)


class _File(io.RawIOBase):
    """A file open for reading whose failures are OSErrors."""

    def __init__(self, system: AbstractFileSystem, path: str) -> None:
        with file_errors():
            self._file: Any = system.open(path, "rb", block_size=_BLOCK)
            # A stream from a web server claims to be seekable even if it is not.
            self._seekable = bool(self._file.seekable()) and getattr(self._file, "size", None) is not None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._seekable

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        with file_errors():
            return int(self._file.seek(offset, whence))

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's buffer is private
        with file_errors():
            part = self._file.read(len(buffer))
        buffer[: len(part)] = part
        return len(part)

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()
