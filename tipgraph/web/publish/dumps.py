"""The dumps: the whole graph and each year's reports in every format, and tables, plain and packed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from gzip import GzipFile
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, Self

from tipgraph.analysis.facts import COLUMNS
from tipgraph.rdf.formats import FORMATS
from tipgraph.web.publish.work import FACTS, Place, in_order

__all__ = ["Dump", "Order", "dumped", "dumper", "orders"]

_TABLE = (",".join(COLUMNS) + "\n").encode()
_NAMES = {".ttl": "Turtle", ".trig": "TriG", ".nq": "N-Quads", ".jsonld": "JSON-LD", ".csv": "CSV"}


class Dump(NamedTuple):
    """A file to download: its path, what it is called, its bytes, their SHA-256; ``part`` is what it is of.

    ``part`` is the fragment of the page of data that the file stands under ("graph", "y2014").
    """

    path: str
    title: str
    size: int
    sha256: str
    part: str


@dataclass(frozen=True, slots=True)
class Order:
    """A dump to be put together: its path without the ending, and whether it lies there unpacked as well."""

    path: str
    ending: str
    part: str
    plain: bool
    places: Sequence[Place]


def orders(places: Mapping[str, Sequence[Place]]) -> list[Order]:
    """Return the dumps to make of all pieces, by ending: of everything, and packed ones of each year."""
    found = []
    for ending, pieces in places.items():
        name = "facts" if ending == FACTS else "all"
        found.append(Order(f"data/{name}", ending, "facts" if ending == FACTS else "graph", True, pieces))
    for year in sorted({place.year for pieces in places.values() for place in pieces}):
        for ending, pieces in places.items():
            name = f"data/{year}-facts" if ending == FACTS else f"data/{year}"
            of_year = [place for place in pieces if place.year == year]
            found.append(Order(name, ending, f"y{year}", False, of_year))
    return found


def dumper(folder: Path) -> Callable[[Order], list[Dump]]:
    """Return the function that makes dumps in a folder."""
    return partial(_make, folder)


def _make(folder: Path, wanted: Order) -> list[Dump]:
    path = wanted.path + wanted.ending
    made = dumped(folder, path, wanted.part, _contents(wanted), plain=wanted.plain)
    if wanted.ending == FACTS:
        made = [dump._replace(title=f"Facts, one a claim: {dump.title}") for dump in made]
    return made


def _contents(wanted: Order) -> Iterator[bytes]:
    form = FORMATS.get(wanted.ending)
    header, separator, footer = (form.header, form.separator, form.footer) if form else (_TABLE, b"", b"")
    yield header
    for number, content in enumerate(in_order(wanted.places)):
        if number:
            yield separator
        yield content
    yield footer


def dumped(
    folder: Path, path: str, part: str, contents: Iterable[bytes], *, plain: bool = True
) -> list[Dump]:
    """Write a file of the site and, beside it, a packed one, or that alone; return what was written.

    All in one pass, as a large archive's are gigabytes. Neither name nor time is packed, so that the same
    content gives the same bytes.
    """
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    name = _NAMES[Path(path).suffix]
    with ExitStack() as stack:
        packed = stack.enter_context(_Output(folder, f"{path}.gz", f"{name}, gzipped"))
        whole = [stack.enter_context(_Output(folder, path, name))] if plain else []
        gz = stack.enter_context(GzipFile("", "wb", 6, packed, mtime=0))
        for content in contents:
            gz.write(content)
            for output in whole:
                output.write(content)
    return [output.dump(part) for output in (*whole, packed)]


class _Output:
    """A file that is written, its size and its digest."""

    def __init__(self, folder: Path, path: str, title: str) -> None:
        self._path = path
        self._title = title
        self._file = (folder / path).open("wb")
        self._digest = sha256()
        self._size = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, content: bytes) -> int:
        self._digest.update(content)
        self._size += len(content)
        return self._file.write(content)

    def flush(self) -> None:
        self._file.flush()

    def dump(self, part: str) -> Dump:
        """Return what there is to say of the file once it is written."""
        return Dump(self._path, self._title, self._size, self._digest.hexdigest(), part)
