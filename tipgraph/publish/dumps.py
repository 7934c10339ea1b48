"""The dumps: the whole graph and each year's reports in every format, and tables, plain and packed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from gzip import GzipFile
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from tipgraph.facts import COLUMNS
from tipgraph.formats import FORMATS
from tipgraph.publish.spooled import Place, in_order
from tipgraph.publish.work import FACTS

__all__ = ["Dump", "Order", "dumper", "orders", "packed"]

_TABLE = (",".join(COLUMNS) + "\n").encode()
_NAMES = {".ttl": "Turtle", ".trig": "TriG", ".nq": "N-Quads", ".jsonld": "JSON-LD", ".csv": "CSV"}
_CHUNK = 1 << 20


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
    target = folder / (wanted.path + wanted.ending)
    target.parent.mkdir(parents=True, exist_ok=True)
    _write(target, wanted)
    made = packed(folder, wanted.path + wanted.ending, wanted.part)
    if wanted.ending == FACTS:
        made = [dump._replace(title=f"Facts, one a claim: {dump.title}") for dump in made]
    if not wanted.plain:
        target.unlink()
        return made[1:]
    return made


def _write(target: Path, wanted: Order) -> None:
    form = FORMATS.get(wanted.ending)
    header, separator, footer = (form.header, form.separator, form.footer) if form else (_TABLE, b"", b"")
    with target.open("wb") as file:
        file.write(header)
        for number, content in enumerate(in_order(wanted.places)):
            file.write(separator if number else b"")
            file.write(content)
        file.write(footer)


def packed(folder: Path, path: str, part: str) -> list[Dump]:
    """Pack a file of the site beside it, and return both.

    Neither name nor time is within, so that the same content gives the same bytes.
    """
    plain, target = folder / path, folder / f"{path}.gz"
    with plain.open("rb") as source, target.open("wb") as file, GzipFile("", "wb", 6, file, mtime=0) as gz:
        shutil.copyfileobj(source, gz, _CHUNK)
    name = _NAMES[plain.suffix]
    return [_dump(folder, path, name, part), _dump(folder, f"{path}.gz", f"{name}, gzipped", part)]


def _dump(folder: Path, path: str, title: str, part: str) -> Dump:
    digest = sha256()
    with (folder / path).open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return Dump(path, title, (folder / path).stat().st_size, digest.hexdigest(), part)
