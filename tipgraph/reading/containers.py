"""Reads ZIP and tar archives as folders: each member as a source. Nothing is written to disk."""

from __future__ import annotations

import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import IO, BinaryIO, TypeAlias, cast

from tipgraph.errors import InputError
from tipgraph.model.documents import Skipped
from tipgraph.reading.defaults import Limits
from tipgraph.reading.sources import (
    IS_PART_OF_PAGE,
    Source,
    belongs_to_page,
    may_be_part_of_page,
    page_stems,
    printable,
)
from tipgraph.reading.stream import Stream

__all__ = ["Found", "opened_zip", "tar_members", "zip_members"]

_DAMAGED = "download it again, or pack it again"
_ENCRYPTED = 1
_RATIO_FROM = 1 << 20
"""The size in bytes from which a member's rate of compression is checked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Source):
    """A member of an archive. ``opened`` opens it; ``level`` counts the archives around it."""

    opened: Callable[[], IO[bytes] | None]
    given: bool = False

    def open(self) -> AbstractContextManager[BinaryIO]:
        """Open the member for reading. Raises InputError if it cannot be opened."""
        try:
            file = self.opened()
        except (NotImplementedError, RuntimeError, zipfile.BadZipFile, tarfile.TarError) as error:
            raise InputError(self.name, f"it cannot be unpacked ({error})", remedy=_DAMAGED) from error
        if file is None:
            raise InputError(self.name, "it is not a file", remedy=_DAMAGED)
        return closing(cast(BinaryIO, file))


Found: TypeAlias = Member | Skipped | InputError


@contextmanager
def opened_zip(stream: Stream, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """Open a ZIP archive. Raises InputError if it is damaged."""
    with stream.seekable(limits.file) as file:
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise InputError(stream.source, "the ZIP archive is damaged", remedy=_DAMAGED) from error
        with archive:
            yield archive


def zip_members(archive: zipfile.ZipFile, source: Source, limits: Limits) -> Iterator[Found]:
    """Yield the members of a ZIP archive by name. Raises InputError if they are too many or too large."""
    infos = [info for info in archive.infolist() if not info.is_dir() and not _is_hidden(info.filename)]
    _refuse_beyond(len(infos), limits.members, "files", source)
    _refuse_beyond(sum(info.file_size for info in infos), limits.unpacked, "bytes after unpacking", source)
    names = {info.filename: PurePosixPath(info.filename).parts for info in infos}
    skipped = set(_parts_of_pages(names.values()))
    for folder in sorted(skipped):
        yield Skipped(_name(source, folder), IS_PART_OF_PAGE)
    for info in sorted(infos, key=lambda info: names[info.filename]):
        parts = names[info.filename]
        if any(parts[:length] in skipped for length in range(1, len(parts))):
            continue
        yield _of_zip(archive, info, _member(source, parts, partial(archive.open, info)), limits)


def _of_zip(archive: zipfile.ZipFile, info: zipfile.ZipInfo, member: Member, limits: Limits) -> Found:
    if info.flag_bits & _ENCRYPTED and not archive.pwd:
        return InputError(
            member.name, "it is protected by a password", remedy="unpack the archive, give the files"
        )
    if stat.S_ISLNK(info.external_attr >> 16):
        return Skipped(member.name, "it is a link")
    if info.file_size > max(_RATIO_FROM, limits.ratio * info.compress_size):
        cause = f"it is compressed more than {limits.ratio} times, as only a bomb is"
        return InputError(member.name, cause, remedy="leave it out, or unpack it and give the file")
    return member


def tar_members(stream: Stream, source: Source, limits: Limits) -> Iterator[Found]:
    """Yield the members of a tar archive in its order. Raises InputError as `zip_members` does."""
    count = size = 0
    try:
        with tarfile.open(fileobj=stream.rest(), mode="r|") as archive:
            for info in archive:
                count, size = count + 1, size + max(0, info.size)
                _refuse_beyond(count, limits.members, "files", source)
                _refuse_beyond(size, limits.unpacked, "bytes after unpacking", source)
                parts = PurePosixPath(info.name).parts
                if info.isdir() or _is_hidden(info.name) or any(map(may_be_part_of_page, parts[:-1])):
                    continue  # whether a page stands beside the folder is not known before the end
                member = _member(source, parts, partial(archive.extractfile, info))
                yield member if info.isfile() else Skipped(member.name, "it is neither a file nor a folder")
    except tarfile.TarError as error:
        raise InputError(source.name, "the tar archive is cut off or damaged", remedy=_DAMAGED) from error


def _member(source: Source, parts: tuple[str, ...], opened: Callable[[], IO[bytes] | None]) -> Member:
    parts = tuple(part for part in parts if part not in ("/", ".."))
    return Member(
        name=_name(source, parts),
        path=source.path.__class__(*parts) if source.path else None,
        hints=(*source.hints, *parts),
        level=source.level + 1,
        opened=opened,
    )


def _name(source: Source, parts: Iterable[str]) -> str:
    return printable("/".join((source.name, *parts)))


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts if part != "..")


def _parts_of_pages(paths: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield the folders in which a browser saved the parts of a page beside them."""
    files: dict[tuple[str, ...], set[str]] = {}
    folders: dict[tuple[str, ...], set[str]] = {}
    for *above, name in paths:
        files.setdefault(tuple(above), set()).add(name)
        for depth in range(len(above)):
            folders.setdefault(tuple(above[:depth]), set()).add(above[depth])
    for folder, names in folders.items():
        stems = page_stems(files.get(folder, ()))
        yield from ((*folder, name) for name in names if belongs_to_page(name, stems))


def _refuse_beyond(found: int, limit: int, what: str, source: Source) -> None:
    if found > limit:
        cause = f"the archive has more than {limit:,} {what}"
        raise InputError(source.name, cause, remedy="unpack it and give the files, or split it")
