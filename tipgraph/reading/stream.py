"""The bytes of an open source: unpacked, looked at before they are read, and read within a limit."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, NamedTuple

from tipgraph.errors import InputError

__all__ = ["Span", "Stream"]

_HEAD = 1 << 16
_GZIP = b"\x1f\x8b"


class Span(NamedTuple):
    """Whole lines: bytes of a source, gzip undone, from ``start`` to ``end``, and the first line's number."""

    start: int = 0
    end: int = sys.maxsize
    line: int = 1


_ALL = Span()


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
        self._raw = raw
        with self._translated():
            magic = raw.read(len(_GZIP))
            bytes_ = io.BufferedReader(_Rewound(magic, raw))
            self._packed = magic == _GZIP
            if self._packed:
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

    def lines(self, limit: int, span: Span = _ALL) -> Iterator[tuple[int, bytes | None]]:
        """Yield each line with its number, from 1; None in place of a line longer than ``limit``."""
        self._skip(span.start)
        number, left = span.line, span.end - span.start
        while left > 0 and (line := self._line(limit + 1)):
            left -= len(line)
            if len(line) > limit and not line.endswith(b"\n"):
                left -= self._pass_over_line(limit)
                yield number, None
            else:
                yield number, line
            number += 1

    def spans(self, size: int) -> Iterator[Span]:
        """Part all lines into spans that end with the line in which ``size`` bytes are full.

        The last one is open, and where reading fails begins what fails: its reader meets it there.
        """
        start, line = 0, 1
        try:
            while (found := self._span(size)) is not None:
                length, lines = found
                yield Span(start, start + length, line)
                start, line = start + length, line + lines
        except InputError:
            pass
        yield Span(start, line=line)

    def _span(self, size: int) -> tuple[int, int] | None:
        """Read ``size`` bytes and on to the end of the line; return how many bytes and lines that is."""
        with self._translated():
            block = self._bytes.read(size)
        if len(block) < size:
            return None
        length, lines = len(block), block.count(b"\n")
        while not block.endswith(b"\n") and (block := self._line(_HEAD)):
            length, lines = length + len(block), lines + block.count(b"\n")
        return length, lines

    def _skip(self, size: int) -> None:
        """Go on after the first ``size`` bytes, without reading them where that can be."""
        with self._translated():
            if size and not self._packed and self._raw.seekable():
                self._raw.seek(size)
                self._bytes = io.BufferedReader(_Rewound(b"", self._raw), buffer_size=_HEAD)
                return
            while size > 0 and (block := self._bytes.read(min(size, _HEAD))):
                size -= len(block)

    def _line(self, size: int) -> bytes:
        with self._translated():
            return self._bytes.readline(size)

    def _pass_over_line(self, size: int) -> int:
        """Read on to the end of the line; return how many bytes that was."""
        length = 0
        while rest := self._line(size):
            length += len(rest)
            if rest.endswith(b"\n"):
                break
        return length
