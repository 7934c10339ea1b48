"""The bytes of an open source: unpacked, looked at before they are read, and read within a limit."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from tipgraph.errors import InputError

__all__ = ["Stream"]

_HEAD = 1 << 16
_GZIP = b"\x1f\x8b"


class _Rewound(io.RawIOBase):
    """A stream that gives once more the bytes that were read to recognise it."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = memoryview(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's buffer is private
        part = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


class Stream:
    """A source's bytes, gzip undone. ``head`` is their beginning; reading starts there nonetheless.

    Raises InputError, on opening as on reading, where a gzip file is damaged or the source fails.
    """

    def __init__(self, raw: BinaryIO, source: str) -> None:
        self.source = source
        with self._translated():
            magic = raw.read(len(_GZIP))
            bytes_ = io.BufferedReader(_Rewound(magic, raw))
            if magic == _GZIP:
                bytes_ = io.BufferedReader(gzip.GzipFile(fileobj=bytes_))  # type: ignore[arg-type]  # a raw stream in all but name
            self.head = bytes_.read(_HEAD)
            self._bytes = io.BufferedReader(_Rewound(self.head, bytes_), buffer_size=_HEAD)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise InputError(
                self.source, "the gzip file is cut short or damaged", remedy="download or pack it again"
            ) from error
        except OSError as error:
            raise InputError(
                self.source,
                f"reading it failed ({error.strerror or error})",
                remedy="check that you may read it",
            ) from error

    def read(self, limit: int) -> bytes:
        """Return all bytes. Raises InputError where there are more than ``limit``."""
        with self._translated():
            data = self._bytes.read(limit + 1)
        if len(data) > limit:
            raise InputError(
                self.source,
                f"is larger than the {limit:,} bytes that one document may have",
                remedy="split it, or check that it is what its name says",
            )
        return data

    def lines(self, limit: int) -> Iterator[tuple[int, bytes | None]]:
        """Yield each line with its number, from 1; None in place of a line longer than ``limit``."""
        number = 0
        while line := self._line(limit + 1):
            number += 1
            if len(line) > limit and not line.endswith(b"\n"):
                self._pass_over_line(limit)
                yield number, None
            else:
                yield number, line

    def _line(self, size: int) -> bytes:
        with self._translated():
            return self._bytes.readline(size)

    def _pass_over_line(self, size: int) -> None:
        while (rest := self._line(size)) and not rest.endswith(b"\n"):
            pass
