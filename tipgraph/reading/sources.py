"""Where documents come from: files, folders and standard input, in the order in which they are read."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO

from tipgraph.errors import InputError
from tipgraph.reading.outcome import Skipped

__all__ = [
    "STDIN",
    "STORE_MARK",
    "Source",
    "absolute",
    "belongs_to_page",
    "page_stems",
    "printable",
    "relative_to_cwd",
    "walk",
]

STDIN = "-"
_PACKED = ".gz"
_READABLE = {".txt", ".text", ".html", ".htm", ".xhtml", ".pdf", ".json", ".jsonl", ".ndjson", ""}
STORE_MARK = "CURRENT"
"""The file by which an embedded store is known: `build . -o archive` must not read its own archive."""
_SAVED_PARTS = ("_files", "-Dateien", "_fichiers", "_archivos", ".fld")


@dataclass(frozen=True, slots=True)
class Source:
    """One file or standard input, not yet opened.

    ``name`` is what messages call it. ``hints`` are the parts of its path, as far as the user gave it or
    the walk went, that may name a country or a year. ``given`` tells whether the user named the file
    itself: what is found in a folder and is no document is passed over, what was named is an error.
    """

    name: str
    path: Path | None
    hints: tuple[str, ...] = ()
    given: bool = True

    @property
    def identifier(self) -> str:
        """The file's name without the endings that tell its form.

        >>> Source("x", Path("tip-2014-guatemala.html.gz")).identifier
        'tip-2014-guatemala'
        """
        return "stdin" if self.path is None else _stem(self.path)

    @property
    def suffix(self) -> str:
        """The ending that tells the file's form, in small letters; '' where there is none."""
        return "" if self.path is None else _unpacked(self.path).suffix.lower()

    @property
    def looks_readable(self) -> bool:
        """Whether the name is one that a document may have."""
        return self.suffix in _READABLE

    @property
    def place(self) -> bytes:
        """The absolute path as the system writes it, however it was given; empty for standard input."""
        return b"" if self.path is None else os.fsencode(absolute(self.path))

    def open(self) -> AbstractContextManager[BinaryIO]:
        """Open the source for reading. Raises InputError where that is not possible."""
        if self.path is None:
            return nullcontext(sys.stdin.buffer)  # not ours to close
        try:
            return self.path.open("rb")
        except OSError as error:
            raise _unreadable(self.name, error) from error


def absolute(path: str | Path) -> str:
    """Return a path that leads there from anywhere; standard input's name stays as it is."""
    return STDIN if str(path) == STDIN else os.path.abspath(path)  # noqa: PTH100 - Path would not drop ".."


def relative_to_cwd(path: str) -> str:
    """Return an absolute path for messages: relative where it is below the working folder."""
    place, here = Path(path), Path.cwd()
    return printable(place.relative_to(here) if place.is_relative_to(here) else place)


def printable(path: str | Path) -> str:
    """Return a path as messages and graphs can have it: what of its name is no Unicode is escaped.

    >>> print(printable("caf\\udce9.txt"), printable("café.txt"))
    caf\\udce9.txt café.txt
    """
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")


def _unpacked(path: PurePath) -> PurePath:
    return path.with_suffix("") if path.suffix.lower() == _PACKED else path


def _stem(path: PurePath) -> str:
    bare = _unpacked(path)
    return bare.stem if bare.suffix.lower() in _READABLE else bare.name


def _unreadable(name: str, error: OSError) -> InputError:
    return InputError(
        name, f"cannot be opened ({error.strerror or error})", remedy="check that you may read it"
    )


def walk(inputs: Iterable[str | Path]) -> Iterator[Source | InputError | Skipped]:
    """Yield the sources that ``inputs`` name, folders with all that is in them, sorted by name.

    ``-`` is standard input. Hidden files and folders are left out; folders reached by a symbolic link
    inside another, links that lead nowhere, pipes and devices are passed over. A path that does not exist,
    a pipe or device that was named, and a folder that cannot be listed are each an InputError.
    """
    for given in inputs:
        if str(given) == STDIN:
            yield Source("<stdin>", None)
        else:
            try:
                yield from _walk_path(Path(given))
            except OSError as error:  # a name that is too long, or a folder that hides what it holds
                yield _unreadable(printable(error.filename or given), error)


def _walk_path(path: Path) -> Iterator[Source | InputError | Skipped]:
    if path.is_dir():
        yield from _walk_folder(path, (path.name,))
    elif path.is_file():
        yield Source(printable(path), path, path.parts)
    elif path.exists():
        # Opening a pipe that nobody writes to would wait for ever.
        remedy = f"give what it holds as standard input, under the name {STDIN}"
        yield InputError(printable(path), "is neither a file nor a folder", remedy=remedy)
    else:
        yield InputError(printable(path), "there is no such file or folder", remedy="check its spelling")


def _walk_folder(folder: Path, hints: tuple[str, ...]) -> Iterator[Source | InputError | Skipped]:
    try:
        entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        yield _unreadable(printable(folder), error)
        return
    if any(entry.name == STORE_MARK for entry in entries):
        yield Skipped(printable(folder), "is a graph store, not a folder of reports")
        return
    stems = page_stems(entry.name for entry in entries)
    for entry in entries:
        if entry.is_dir() and not entry.is_symlink():
            if belongs_to_page(entry.name, stems):
                yield Skipped(printable(entry), "holds what a browser saved along with a page")
            else:
                yield from _walk_folder(entry, (*hints, entry.name))
        elif entry.is_file():
            yield Source(printable(entry), entry, (*hints, entry.name), given=False)
        else:
            yield Skipped(printable(entry), _oddity(entry))


def _oddity(entry: Path) -> str:
    if entry.is_dir():
        return "is a link to a folder, which is not followed"
    return "is neither a file nor a folder" if entry.exists() else "is a link that leads nowhere"


def page_stems(names: Iterable[str]) -> set[str]:
    """Return what the pages among the files of a folder are called, without their endings."""
    paths = map(PurePath, names)
    return {path.stem for path in paths if path.suffix.lower() in (".html", ".htm")}


def belongs_to_page(name: str, stems: set[str]) -> bool:
    """Tell whether a folder holds what a browser saved along with one of these pages."""
    return any(name.endswith(ending) and name.removesuffix(ending) in stems for ending in _SAVED_PARTS)
