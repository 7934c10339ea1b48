"""The dumps: the whole graph and the reports of each year in every format, and tables."""

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
from tipgraph.web.publish.worker import FACTS, PieceRef, read_sorted

__all__ = ["Dump", "dump_tasks", "dump_writer", "write_dump"]

_TABLE = (",".join(COLUMNS) + "\n").encode()
_NAMES = {".ttl": "Turtle", ".trig": "TriG", ".nq": "N-Quads", ".jsonld": "JSON-LD", ".csv": "CSV"}


class Dump(NamedTuple):
    """A file to download.

    ``part`` is the part of the page of data that lists the file ("graph", "y2014").
    """

    path: str
    title: str
    size: int
    sha256: str
    part: str


@dataclass(frozen=True, slots=True)
class DumpTask:
    """A dump to write: its path without the ending, and whether it is also written without compression."""

    path: str
    ending: str
    part: str
    plain: bool
    pieces: Sequence[PieceRef]


def dump_tasks(pieces: Mapping[str, Sequence[PieceRef]]) -> list[DumpTask]:
    """Return the dumps to write: of all pieces, by ending, and for each year compressed only."""
    tasks = []
    for ending, found in pieces.items():
        is_table = ending == FACTS
        tasks.append(
            DumpTask(
                "data/facts" if is_table else "data/all",
                ending,
                "facts" if is_table else "graph",
                True,
                found,
            )
        )
    for year in sorted({piece.year for found in pieces.values() for piece in found}):
        for ending, found in pieces.items():
            path = f"data/{year}-facts" if ending == FACTS else f"data/{year}"
            of_year = [piece for piece in found if piece.year == year]
            tasks.append(DumpTask(path, ending, f"y{year}", False, of_year))
    return tasks


def dump_writer(folder: Path) -> Callable[[DumpTask], list[Dump]]:
    """Return the function that writes dumps to a folder."""
    return partial(_make, folder)


def _make(folder: Path, task: DumpTask) -> list[Dump]:
    path = task.path + task.ending
    made = write_dump(folder, path, task.part, _contents(task), plain=task.plain)
    if task.ending == FACTS:
        made = [dump._replace(title=f"Facts, one a claim: {dump.title}") for dump in made]
    return made


def _contents(task: DumpTask) -> Iterator[bytes]:
    form = FORMATS.get(task.ending)
    header, separator, footer = (form.header, form.separator, form.footer) if form else (_TABLE, b"", b"")
    yield header
    for number, content in enumerate(read_sorted(task.pieces)):
        if number:
            yield separator
        yield content
    yield footer


def write_dump(
    folder: Path, path: str, part: str, contents: Iterable[bytes], *, plain: bool = True
) -> list[Dump]:
    """Write a file compressed and, if ``plain``, also without compression; return what was written.

    This is done in one pass, because the files of a large archive have gigabytes. The compressed file holds
    neither name nor time, so that the same content gives the same bytes.
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
    """A file that is being written, with its size and digest."""

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
        """Return the description of the file, once it is written."""
        return Dump(self._path, self._title, self._size, self._digest.hexdigest(), part)
