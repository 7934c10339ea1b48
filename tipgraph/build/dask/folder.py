"""The folder of a distributed graph: its partitions and its manifest, wherever fsspec reaches.

All failures of files are OSErrors, as the readers expect.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit
from uuid import uuid4

from fsspec import AbstractFileSystem
from fsspec.core import url_to_fs

from tipgraph.errors import UnreadableError, UnwritableError, UsageError

__all__ = ["MANIFEST", "Folder", "file_errors", "file_system", "is_partition_name", "is_web", "open_file"]

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
        self._file: Any = None  # a file that cannot be opened is closed too
        with file_errors():
            self._file = system.open(path, "rb", block_size=_BLOCK)
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
        if not self.closed and self._file is not None:
            self._file.close()
        super().close()


MANIFEST = "manifest.json"
"""Written last: a folder that has it also has every file that it names."""

_DIGITS = 16
_UNFINISHED = ".unfinished-"
_NAME = re.compile(rf"(?:part-\d{{6,}}|vocabularies|concepts|reprints)-[0-9a-f]{{{_DIGITS}}}\.nq\.gz")


class Folder:
    """A folder, given by path or address. Workers get a copy of this object.

    Raises UsageError as `file_system` does.
    """

    def __init__(self, address: str | Path) -> None:
        self._system, self._path = file_system(str(address))
        self.address = str(address)

    def prepare(self) -> None:
        """Create the folder if it is missing. Raises UnwritableError if it holds something else."""
        with self._writing():
            self._system.makedirs(self._path, exist_ok=True)
        others = sorted(name for name in self.names() if not _is_ours(name))
        if others:
            raise UnwritableError(
                f"{self.address} holds something else than a distributed graph ({others[0]})",
                remedy="name a new folder",
            )

    def write_partition(self, stem: str, content: bytes) -> str:
        """Write a partition and return its name.

        The name has a digest of the content, so work that is done twice changes nothing.
        """
        name = f"{stem}-{sha256(content).hexdigest()[:_DIGITS]}.nq.gz"
        self.write(name, content)
        return name

    def write(self, name: str, content: bytes) -> None:
        """Write a file under a temporary name and rename it. Raises UnwritableError if that fails."""
        unfinished = self._at(f"{_UNFINISHED}{uuid4().hex}")
        with self._writing():
            try:
                self._system.pipe_file(unfinished, content)
                self._system.mv(unfinished, self._at(name))
            except BaseException:
                with suppress(Exception):
                    self._system.rm_file(unfinished)
                raise

    def read(self, name: str) -> bytes:
        """Return a file's content. Raises UnreadableError if it is missing or cannot be read."""
        try:
            with file_errors():
                content: bytes = self._system.cat_file(self._at(name))
        except FileNotFoundError as error:
            raise UnreadableError(
                f"{self.address}/{name}: there is no such file",
                remedy="run tipgraph distribute to its end, or copy the whole folder",
            ) from error
        except OSError as error:
            raise UnreadableError(
                f"{self.address}/{name}: {error.strerror or error}", remedy="check that you may read it"
            ) from error
        return content

    def keep_only(self, names: Collection[str]) -> None:
        """Remove the files of earlier runs and of workers that died, except those in ``names``."""
        with self._writing():
            for name in self.names():
                if name not in names and _is_ours(name):
                    self._system.rm_file(self._at(name))

    def names(self) -> list[str]:
        """Return the names of all files in the folder."""
        with self._writing():
            self._system.invalidate_cache(self._path)
            try:
                paths = self._system.ls(self._path, detail=False)
            except FileNotFoundError:  # an object store has no empty folders
                return []
        return [str(path).rstrip("/").rpartition("/")[2] for path in paths]

    def _at(self, name: str) -> str:
        return f"{self._path.rstrip('/')}/{name}"

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            with file_errors():
                yield
        except OSError as error:
            raise UnwritableError(
                f"{self.address}: {error.strerror or error}",
                remedy="check that you may write there, from the workers too",
            ) from error


def is_partition_name(name: str) -> bool:
    """Return whether a file name is that of a partition.

    >>> is_partition_name("part-000042-0123456789abcdef.nq.gz"), is_partition_name("../graph.nq.gz")
    (True, False)
    """
    return _NAME.fullmatch(name) is not None


def _is_ours(name: str) -> bool:
    return name == MANIFEST or is_partition_name(name) or name.startswith(_UNFINISHED)
