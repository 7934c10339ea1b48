"""Files that fsspec reaches, and their failures as the OSErrors that readers expect.

The folder that partitions and their manifest are written to and read from, wherever fsspec reaches.
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

__all__ = ["MANIFEST", "Folder", "is_name", "is_web", "opened", "reaching", "system_of"]

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


MANIFEST = "manifest.json"
"""Written last: where it is, all that it names is there too."""

_DIGITS = 16
_UNFINISHED = ".unfinished-"
_NAME = re.compile(rf"(?:part-\d{{6,}}|vocabularies|concepts)-[0-9a-f]{{{_DIGITS}}}\.nq\.gz")


def is_name(name: str) -> bool:
    """Tell whether a name is one that partitions have.

    >>> is_name("part-000042-0123456789abcdef.nq.gz"), is_name("../graph.nq.gz")
    (True, False)
    """
    return _NAME.fullmatch(name) is not None


class Folder:
    """A folder by its path or address; workers get it as it is. Raises UsageError as `system_of` does."""

    def __init__(self, address: str | Path) -> None:
        self._system, self._path = system_of(str(address))
        self.address = str(address)

    def prepare(self) -> None:
        """Make the folder where there is none. Raises UnwritableError where it holds something else."""
        with self._writing():
            self._system.makedirs(self._path, exist_ok=True)
        others = sorted(name for name in self.names() if not _is_ours(name))
        if others:
            raise UnwritableError(
                f"{self.address} holds something else than a distributed graph ({others[0]})",
                remedy="name a new folder",
            )

    def keep(self, stem: str, content: bytes) -> str:
        """Write a partition, named by its content; return the name.

        The same content has the same name, so that work done twice changes nothing.
        """
        name = f"{stem}-{sha256(content).hexdigest()[:_DIGITS]}.nq.gz"
        self.write(name, content)
        return name

    def write(self, name: str, content: bytes) -> None:
        """Write a file under another name and move it to its place. Raises UnwritableError."""
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
        """Return a file's content. Raises UnreadableError where it is missing or cannot be read."""
        try:
            with reaching():
                content: bytes = self._system.cat_file(self._at(name))
        except FileNotFoundError as error:
            raise UnreadableError(
                f"{self.address}/{name}: there is no such file",
                remedy="run tipgraph distribute to its end, or copy all of its folder",
            ) from error
        except OSError as error:
            raise UnreadableError(
                f"{self.address}/{name}: {error.strerror or error}", remedy="check that you may read it"
            ) from error
        return content

    def keep_only(self, names: Collection[str]) -> None:
        """Remove what earlier runs, or workers that died, have left beside these files."""
        with self._writing():
            for name in self.names():
                if name not in names and _is_ours(name):
                    self._system.rm_file(self._at(name))

    def names(self) -> list[str]:
        """Return the names of all files that are there."""
        with self._writing():
            self._system.invalidate_cache(self._path)
            try:
                paths = self._system.ls(self._path, detail=False)
            except FileNotFoundError:  # stores of objects have no folders but those with something in them
                return []
        return [str(path).rstrip("/").rpartition("/")[2] for path in paths]

    def _at(self, name: str) -> str:
        return f"{self._path.rstrip('/')}/{name}"

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            with reaching():
                yield
        except OSError as error:
            raise UnwritableError(
                f"{self.address}: {error.strerror or error}",
                remedy="check that you may write there, from the workers too",
            ) from error


def _is_ours(name: str) -> bool:
    return name == MANIFEST or is_name(name) or name.startswith(_UNFINISHED)
