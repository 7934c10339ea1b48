"""The bytes of an open source: decompressed, with a look ahead, and read within a limit."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import stat
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, BinaryIO, NamedTuple

from tipgraph.errors import InputError

__all__ = ["Span", "Stream"]

_HEAD = 1 << 16
_BLOCK = 1 << 20
_WHITE_SPACE = 1 << 20
"""The greatest size of white space before a text. More makes the file an empty one."""
_PACKED: Mapping[bytes, tuple[str, Callable[..., Any] | None]] = {
    b"\x1f\x8b": ("gzip", gzip.open),
    b"BZh": ("bzip2", bz2.open),
    b"\xfd7zXZ\x00": ("xz", lzma.open),
}
"""Compressed forms by their first bytes."""
_LONGEST_MAGIC = max(map(len, _PACKED))
_RATIO = 200
_RATIO_FROM = 64 << 20
"""How many times a file may be compressed, and the size in bytes from which this counts."""


_DAMAGE = (
    *(EOFError, zlib.error, gzip.BadGzipFile, lzma.LZMAError),
    *(zipfile.BadZipFile, tarfile.TarError, NotImplementedError),
)


class Span(NamedTuple):
    """A range of whole lines: its first and last byte after decompression, and its first line's number."""

    start: int = 0
    end: int = sys.maxsize
    line: int = 1


_ALL = Span()


class _Rewound(io.RawIOBase):
    """A stream that starts again with the bytes that were already read."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = memoryview(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's buffer is private
        part = self._head[: len(buffer)] or self._rest.read(min(len(buffer), _BLOCK))
        self._head = self._head[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


def _size(raw: BinaryIO) -> int:
    """Return the size of a regular file, else 0."""
    try:
        status = os.fstat(raw.fileno())
    except (AttributeError, OSError):  # it is in memory or in an archive
        return 0
    return status.st_size if stat.S_ISREG(status.st_mode) else 0


def _first_bytes(bytes_: BinaryIO) -> bytes:
    """Read until something other than white space comes, within a limit."""
    head = block = bytes_.read(_HEAD)
    while block and not block.strip() and len(head) < _WHITE_SPACE:
        block = bytes_.read(_HEAD)
        head += block
    return head


class _Counted(io.RawIOBase):
    """A stream that counts the bytes that were read from it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's buffer is private
        part = self._file.read(len(buffer))
        self.count += len(part)
        buffer[: len(part)] = part
        return len(part)


class _Unpacked(_Counted):
    """A decompressed stream that ends with an InputError when it grows far beyond its compressed form."""

    def __init__(self, file: BinaryIO, packed: _Counted, source: str) -> None:
        super().__init__(file)
        self._packed, self._source = packed, source

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed's buffer is private
        length = super().readinto(buffer)
        if self.count > max(_RATIO_FROM, _RATIO * self._packed.count):
            cause = f"it is compressed more than {_RATIO} times, as only a bomb is"
            raise InputError(self._source, cause, remedy="leave it out, or unpack it and give the file")
        return length


class Stream:
    """The bytes of a source, decompressed if it is a file of gzip, bzip2 or xz.

    ``head`` holds the first bytes, which `read` and `lines` return too. ``size`` is that of the file before
    decompression, or 0 if it is not known.
    All methods raise InputError if a compressed file is damaged or the source cannot be read.
    """

    def __init__(self, raw: BinaryIO, source: str) -> None:
        self.source = source
        self._raw = raw
        self._packed = ""
        with self._translated():
            self.size = _size(raw)
            magic = raw.read(_LONGEST_MAGIC)
            bytes_: io.BufferedReader[Any] = io.BufferedReader(_Rewound(magic, raw))
            self._packed, unpack = next(
                (found for start, found in _PACKED.items() if magic.startswith(start)), ("", None)
            )
            if unpack is not None:
                packed = _Counted(bytes_)
                unpacked = unpack(io.BufferedReader(packed), "rb")
                bytes_ = io.BufferedReader(_Unpacked(unpacked, packed, source), buffer_size=_HEAD)
            self.is_packed = unpack is not None
            self.head = _first_bytes(bytes_)
            self._bytes = io.BufferedReader(_Rewound(self.head, bytes_), buffer_size=_HEAD)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except _DAMAGE as error:
            cause = f"the {self._packed or 'archived'} file is cut off or damaged"
            raise InputError(self.source, cause, remedy="download or compress it again") from error
        except OSError as error:
            if self._packed == "bzip2" and error.errno is None:
                cause = "the bzip2 file is cut off or damaged"
                raise InputError(self.source, cause, remedy="download or compress it again") from error
            raise InputError(
                self.source,
                f"reading failed ({error.strerror or error})",
                remedy="check the disk and the file's permissions",
            ) from error

    def read(self, limit: int) -> bytes:
        """Return all bytes. Raises InputError if there are more than ``limit``, without reading them all."""
        if self.size > limit:
            raise self._too_large(limit)
        blocks, size = [], 0
        with self._translated():
            while block := self._bytes.read(_BLOCK):
                size += len(block)
                if size > limit:
                    raise self._too_large(limit)
                blocks.append(block)
        return b"".join(blocks)

    def _too_large(self, limit: int) -> InputError:
        unpacked = " after decompression" if self.is_packed else ""
        cause = f"the file is larger than the limit of {limit:,} bytes{unpacked}"
        return InputError(self.source, cause, remedy="check that it is a report, or raise --max-size")

    def rest(self) -> BinaryIO:
        """Return the bytes as a file. Reading it raises what the source's decompression raises."""
        return self._bytes

    @contextmanager
    def seekable(self, limit: int) -> Iterator[BinaryIO]:
        """Return all bytes as a file for random access; `read` returns them again.

        Raises InputError if there are more than ``limit`` and the source is not itself a file.
        """
        if not self._packed and isinstance(self._raw, io.BufferedReader) and self._raw.seekable():
            place = self._raw.tell()
            try:
                yield self._raw
            finally:
                self._raw.seek(place)
        else:
            data = self.read(limit)
            self._bytes = io.BufferedReader(_Rewound(b"", io.BytesIO(data)), buffer_size=_HEAD)
            yield io.BytesIO(data)

    def lines(self, limit: int, span: Span = _ALL) -> Iterator[tuple[int, bytes | None]]:
        """Yield each line's number, counted from 1, and its bytes, or None if it is longer than ``limit``."""
        self._skip(span.start)
        number, left = span.line, span.end - span.start
        while left > 0 and (line := self._line(limit + 1)):
            left -= len(line)
            if len(line) > limit and not line.endswith(b"\n"):
                left -= self._skip_line(limit)
                yield number, None
            else:
                yield number, line
            number += 1

    def spans(self, size: int) -> Iterator[Span]:
        """Split all lines into spans of at least ``size`` bytes.

        The last span has no end. If reading fails, the last span begins before the failure, so that its
        reader reports the error.
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
        """Read ``size`` bytes and the rest of the line; return the number of bytes and lines."""
        with self._translated():
            block = self._bytes.read(size)
        if len(block) < size:
            return None
        length, lines = len(block), block.count(b"\n")
        while not block.endswith(b"\n") and (block := self._line(_HEAD)):
            length, lines = length + len(block), lines + block.count(b"\n")
        return length, lines

    def _skip(self, size: int) -> None:
        """Skip the first ``size`` bytes, without reading them if the source is seekable."""
        with self._translated():
            if size and not self.is_packed and self._raw.seekable():
                self._raw.seek(size)
                self._bytes = io.BufferedReader(_Rewound(b"", self._raw), buffer_size=_HEAD)
                return
            while size > 0 and (block := self._bytes.read(min(size, _HEAD))):
                size -= len(block)

    def _line(self, size: int) -> bytes:
        with self._translated():
            return self._bytes.readline(size)

    def _skip_line(self, size: int) -> int:
        """Read to the end of the line in blocks of ``size`` bytes; return the number of bytes."""
        length = 0
        while rest := self._line(size):
            length += len(rest)
            if rest.endswith(b"\n"):
                break
        return length
