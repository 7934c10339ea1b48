"""The sources of documents: files, folders, standard input and the web, in the order in which they are read.

What is on the web is fetched once: a copy is kept in the user's cache.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePath
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from tipgraph import __version__
from tipgraph.errors import InputError, UsageError
from tipgraph.model.documents import Skipped
from tipgraph.util.optional import require

__all__ = [
    "IS_PART_OF_PAGE",
    "IS_STORE",
    "STDIN",
    "STORE_MARK",
    "Source",
    "WebSource",
    "absolute",
    "belongs_to_page",
    "cached_copy",
    "is_web_address",
    "may_be_part_of_page",
    "page_stems",
    "printable",
    "relative_to_cwd",
    "walk",
]

STDIN = "-"
_PACKED = (".gz", ".bz2", ".xz")
_READABLE = {
    *(".txt", ".text", ".html", ".htm", ".xhtml", ".pdf", ".json", ".jsonl", ".ndjson", ""),
    *(".mhtml", ".mht", ".webarchive", ".docx", ".rtf", ".odt", ".epub", ".db", ".sqlite", ".sqlite3"),
    *(".zip", ".tar", ".tgz", ".tbz2", ".txz"),
    *(".csv", ".tsv", ".xlsx", ".xls", ".ods", ".parquet"),
}
STORE_MARK = "CURRENT"
"""The file that marks the folder of an embedded store. `build . -o archive` must not read its own archive."""
IS_STORE = "the folder is a graph store"
IS_PART_OF_PAGE = "the folder belongs to a saved web page"
_SAVED_PARTS = ("_files", "-Dateien", "_fichiers", "_archivos", ".fld")
"""Endings of the folders in which browsers save the parts of a page."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file or standard input, not yet opened.

    ``name`` is its name in messages. ``hints`` are the parts of its path from the input on; they may name a
    country or a year. ``given`` is True if the user named the file itself: a file that is not a document is
    an error then, and skipped if it was found in a folder. ``level`` is the number of archives around it.
    """

    name: str
    path: Path | None
    hints: tuple[str, ...] = ()
    given: bool = True
    level: int = 0

    @property
    def identifier(self) -> str:
        """The file's name without the extensions of its format.

        >>> Source("x", Path("tip-2014-guatemala.html.gz")).identifier
        'tip-2014-guatemala'
        """
        return "stdin" if self.path is None else _stem(self.path)

    @property
    def suffix(self) -> str:
        """The extension of the file's format in lower case, or ''."""
        return "" if self.path is None else _unpacked(self.path).suffix.lower()

    @property
    def looks_readable(self) -> bool:
        """Whether a document may have this file's extension."""
        return self.suffix in _READABLE

    @property
    def is_file(self) -> bool:
        """Whether it is a file on this machine, which another process can open too."""
        return self.path is not None

    @property
    def place(self) -> bytes:
        """The absolute path in the encoding of the file system; empty for standard input."""
        return b"" if self.path is None else os.fsencode(absolute(self.path))

    def open(self) -> AbstractContextManager[BinaryIO]:
        """Open the source for reading. Raises InputError if it cannot be opened."""
        if self.path is None:
            return nullcontext(sys.stdin.buffer)  # it stays open
        try:
            return self.path.open("rb")
        except OSError as error:
            raise _unreadable(self.name, error) from error


@dataclass(frozen=True, slots=True)
class WebSource(Source):
    """A page or file on the web. Its ``name`` is its address, and its ``path`` is that of the address."""

    @property
    def is_file(self) -> bool:
        """False: nothing is at the path on this machine."""
        return False

    @property
    def place(self) -> bytes:
        """Nothing, as for standard input: a build reads it again each time."""
        return b""

    def open(self, *, limit: int = sys.maxsize, offline: bool = False) -> AbstractContextManager[BinaryIO]:
        """Open the copy that is kept, or fetch it. Raises InputError if there is none."""
        return _opened(self.name, limit, offline=offline)


def is_web_address(given: str | Path) -> bool:
    """Return whether an input is the address of a page or file on the web.

    >>> is_web_address("https://example.org/kenya.html"), is_web_address("kenya.html")
    (True, False)
    """
    return str(given).lower().startswith(("https://", "http://"))


def _of_address(address: str) -> WebSource:
    parts = [unquote(part) for part in urlsplit(address).path.split("/") if part not in ("", ".", "..")]
    return WebSource(printable(address), Path(*parts or ["page"]), tuple(parts))


def absolute(path: str | Path) -> str:
    """Return the absolute form of a path; the name of standard input and web addresses are unchanged."""
    return str(path) if str(path) == STDIN or is_web_address(path) else os.path.abspath(path)  # noqa: PTH100 - Path would not drop ".."


def relative_to_cwd(path: str) -> str:
    """Return an absolute path for messages, relative to the working directory if it is below it."""
    place, here = Path(path), Path.cwd()
    return printable(place.relative_to(here) if place.is_relative_to(here) else place)


def printable(path: str | Path) -> str:
    """Return a path as valid Unicode, with escapes for bytes that are not.

    >>> print(printable("caf\\udce9.txt"), printable("café.txt"))
    caf\\udce9.txt café.txt
    """
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")


def _unpacked(path: PurePath) -> PurePath:
    return path.with_suffix("") if path.suffix.lower() in _PACKED else path


def _stem(path: PurePath) -> str:
    bare = _unpacked(path)
    return bare.stem if bare.suffix.lower() in _READABLE else bare.name


def _unreadable(name: str, error: OSError) -> InputError:
    return InputError(
        name, f"it cannot be opened ({error.strerror or error})", remedy="check its permissions"
    )


def walk(inputs: Iterable[str | Path]) -> Iterator[Source | InputError | Skipped]:
    """Yield the sources in ``inputs``. The contents of folders are sorted by name.

    ``-`` is standard input, and addresses on the web are sources. Hidden files and folders are ignored.
    Within folders, symbolic links to other folders, broken links, pipes and devices are yielded as Skipped.
    A missing path, a pipe or device that the user named, and a folder that cannot be listed are yielded as
    InputErrors.
    """
    for given in inputs:
        if str(given) == STDIN:
            yield Source("<stdin>", None)
        elif is_web_address(given):
            yield _of_address(str(given))
        else:
            try:
                yield from _walk_path(Path(given))
            except OSError as error:  # the name is too long, or a folder may not be searched
                yield _unreadable(printable(error.filename or given), error)


def _walk_path(path: Path) -> Iterator[Source | InputError | Skipped]:
    if path.is_dir():
        yield from _walk_folder(path, (path.name,))
    elif path.is_file():
        yield Source(printable(path), path, path.parts)
    elif path.exists():
        # Opening a pipe without a writer would block for ever.
        remedy = f"pipe its content to standard input, and give {STDIN} as the input"
        yield InputError(printable(path), "it is neither a file nor a folder", remedy=remedy)
    else:
        yield InputError(printable(path), "there is no such file or folder", remedy="check its spelling")


def _walk_folder(folder: Path, hints: tuple[str, ...]) -> Iterator[Source | InputError | Skipped]:
    try:
        entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        yield _unreadable(printable(folder), error)
        return
    if any(entry.name == STORE_MARK for entry in entries):
        yield Skipped(printable(folder), IS_STORE)
        return
    stems = page_stems(entry.name for entry in entries)
    for entry in entries:
        if entry.is_dir() and not entry.is_symlink():
            if belongs_to_page(entry.name, stems):
                yield Skipped(printable(entry), IS_PART_OF_PAGE)
            else:
                yield from _walk_folder(entry, (*hints, entry.name))
        elif entry.is_file():
            yield Source(printable(entry), entry, (*hints, entry.name), given=False)
        else:
            yield Skipped(printable(entry), _reason_to_skip(entry))


def _reason_to_skip(entry: Path) -> str:
    if entry.is_dir():
        return "links to folders are not followed"
    return "it is neither a file nor a folder" if entry.exists() else "the link is broken"


def page_stems(names: Iterable[str]) -> set[str]:
    """Return the names of the web pages among the files of a folder, without their extensions."""
    paths = map(PurePath, names)
    return {path.stem for path in paths if path.suffix.lower() in (".html", ".htm")}


def may_be_part_of_page(name: str) -> bool:
    """Return whether a folder has a name that browsers give to the parts of a page.

    >>> may_be_part_of_page("Kenya_files"), may_be_part_of_page("files")
    (True, False)
    """
    return name.endswith(_SAVED_PARTS)


def belongs_to_page(name: str, stems: set[str]) -> bool:
    """Return whether a folder holds the parts of one of these web pages, as browsers save them."""
    return any(name.endswith(ending) and name.removesuffix(ending) in stems for ending in _SAVED_PARTS)


_TIMEOUT = 30.0
"""Seconds without an answer."""
_LONGEST = 300.0
"""Seconds for a whole file."""
_REDIRECTS = 5
_REMEDY = "check the address and the connection, or save the page and give the file"


def cached_copy(address: str) -> Path:
    """Return where the copy of an address is kept; it may be missing."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "tipgraph" / "pages" / sha256(address.encode("utf-8", "replace")).hexdigest()


def _opened(address: str, limit: int, *, offline: bool) -> AbstractContextManager[BinaryIO]:
    """Open the copy of an address, after fetching it if there is none.

    Raises InputError if it cannot be fetched or has more than ``limit`` bytes, if there is no copy and the
    program is ``offline``, and if the extra ``remote`` is missing.
    """
    copy = cached_copy(address)
    if not copy.is_file():
        if offline:
            remedy = "leave out --offline, or save the page and give the file"
            raise InputError(address, "it was not fetched before", remedy=remedy)
        _save(_fetched(address, limit), copy)
    return copy.open("rb")


def _save(content: bytes, copy: Path) -> None:
    copy.parent.mkdir(parents=True, exist_ok=True)
    part = copy.with_suffix(f".{os.getpid()}")
    part.write_bytes(content)
    part.replace(copy)


def _fetched(address: str, limit: int) -> bytes:
    try:
        require("remote")
    except UsageError as error:
        raise InputError(address, error.cause, remedy=error.remedy) from error
    import httpx

    agent = {"User-Agent": f"tipgraph/{__version__}"}
    client = httpx.Client(follow_redirects=True, max_redirects=_REDIRECTS, timeout=_TIMEOUT, headers=agent)
    try:
        with client, client.stream("GET", address) as response:
            response.raise_for_status()
            return _body(response.iter_bytes(), address, limit)
    except httpx.HTTPStatusError as error:
        cause = f"the server answers {error.response.status_code} {error.response.reason_phrase}"
        raise InputError(address, cause, remedy=_REMEDY) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise InputError(address, f"it cannot be fetched ({error})", remedy=_REMEDY) from error


def _body(blocks: Iterable[bytes], address: str, limit: int) -> bytes:
    end, content = time.monotonic() + _LONGEST, bytearray()
    for block in blocks:
        content += block
        if len(content) > limit:
            cause = f"it has more than {limit:,} bytes"
            raise InputError(address, cause, remedy="check that it is a report, or raise --max-size")
        if time.monotonic() > end:
            raise InputError(address, f"it takes more than {_LONGEST:g} seconds", remedy=_REMEDY)
    return bytes(content)
