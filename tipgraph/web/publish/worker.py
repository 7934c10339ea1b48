"""The work of one process for a site: pages and documents of things, and the dumps of the whole graph.

The pieces of the reports' documents are also written to files, from which the dumps are put together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from gzip import GzipFile
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import BinaryIO, NamedTuple, Self

from pyoxigraph import Quad

from tipgraph.analysis.facts import COLUMNS, Fact, facts, write_csv
from tipgraph.rdf.formats import FORMATS
from tipgraph.rdf.serialize import Piece, canonical_order, group_quads, iri_sort_key, pieces, serialize_groups
from tipgraph.rdf.terms import term
from tipgraph.web.pages import (
    Copy,
    Report,
    concept_page,
    concepts_in,
    country_page,
    region_page,
    report_page,
    route_page,
    scheme_page,
)
from tipgraph.web.publish.linked_data import (
    ENDINGS,
    document,
    join_pieces,
    merge_graphs,
    of_concept,
    of_country,
    of_report,
    of_route,
    of_scheme,
)
from tipgraph.web.publish.plan import Plan, SiteWriter

__all__ = [
    "FACTS",
    "Dump",
    "PieceRef",
    "Task",
    "TaskResult",
    "Worker",
    "dump_tasks",
    "dump_writer",
    "worker",
    "write_dump",
]


class PieceRef(NamedTuple):
    """The position of a piece in a file, and the year of its report."""

    key: str
    year: int
    file: str
    offset: int
    length: int


@dataclass(slots=True)
class PieceFile:
    """A file of pieces."""

    path: Path
    _end: int = 0

    def append(self, parts: Iterable[Piece], year: int) -> list[PieceRef]:
        """Append pieces of a year, and return their positions."""
        positions = []
        with self.path.open("ab") as file:
            for part in parts:
                file.write(part.content)
                positions.append(PieceRef(part.key, year, str(self.path), self._end, len(part.content)))
                self._end += len(part.content)
        return positions


def _read_sorted(pieces: Iterable[PieceRef]) -> Iterator[bytes]:
    """Yield the contents of pieces, sorted by key."""
    files: dict[str, BinaryIO] = {}
    try:
        for piece in sorted(pieces, key=lambda each: iri_sort_key(each.key)):
            file = files.get(piece.file)
            if file is None:
                file = files[piece.file] = Path(piece.file).open("rb")  # noqa: SIM115 - all are closed below
            file.seek(piece.offset)
            yield file.read(piece.length)
    finally:
        for file in files.values():
            file.close()


FACTS = ".csv"
"""The ending that stands for the table of facts among the formats of dumps."""
_TYPE = term("rdf:type")
_ROUTE = term("tg:Route").value
_REPORT_ENDINGS = (".ttl", ".trig", ".jsonld")


class Task(NamedTuple):
    """A thing whose page is to be written; ``used`` is for concepts: a claim with it, by report."""

    kind: str
    iri: str
    used: Mapping[str, str] = {}


@dataclass(slots=True)
class TaskResult:
    """The result of a task.

    - ``quads``: the number of statements by year; ``classes``: of things by the IRI of their class.
    - ``pieces``: the pieces for dumps, by ending.
    - ``uses``: for each concept, the first claim with it in each report.
    """

    reports: int = 0
    claims: int = 0
    quads: Counter[int] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    pieces: dict[str, list[PieceRef]] = field(default_factory=dict)
    uses: dict[str, dict[str, str]] = field(default_factory=dict)


def worker(plan: Plan) -> Callable[[Task], TaskResult]:
    """Open the graph, and return the function that does tasks. Each process calls this once."""
    return Worker(SiteWriter(plan))


class Worker:
    """Does tasks."""

    def __init__(self, writer: SiteWriter) -> None:
        self._writer = writer
        self._archive = writer.archive
        self._kinds: dict[str, Callable[[Task], TaskResult]] = {
            "country": self._country,
            "region": self._region,
            "route": self._route,
            "scheme": self._scheme,
            "concept": self._concept,
        }

    def __call__(self, task: Task) -> TaskResult:
        """Do a task."""
        return self._kinds[task.kind](task)

    def _write(self, path: str, page: str, quads: Iterable[Quad]) -> None:
        """Write a page and its documents."""
        self._writer.write(path, ".html", page)
        statements = list(quads)
        for ending in ENDINGS:
            own = self._writer.about(path, ending)
            self._writer.write(path, ending, document([*statements, *own], ending))

    def _region(self, task: Task) -> TaskResult:
        path = self._writer.path(task.iri)
        page = region_page(self._writer.site(path), task.iri)
        self._write(path, page, of_concept(self._archive, task.iri))
        return TaskResult()

    def _route(self, task: Task) -> TaskResult:
        path = self._writer.path(task.iri)
        page = route_page(self._writer.site(path), task.iri)
        self._write(path, page, of_route(self._archive, task.iri))
        return TaskResult(classes=Counter({_ROUTE: 1}))

    def _scheme(self, task: Task) -> TaskResult:
        path = self._writer.path(task.iri)
        page = scheme_page(self._writer.site(path), task.iri)
        self._write(path, page, of_scheme(self._archive, task.iri))
        return TaskResult()

    def _concept(self, task: Task) -> TaskResult:
        path = self._writer.path(task.iri)
        page = concept_page(self._writer.site(path), task.iri, task.used)
        self._write(path, page, of_concept(self._archive, task.iri))
        return TaskResult()

    def _country(self, task: Task) -> TaskResult:
        done = TaskResult()
        piece_files = {ending: self._piece_file(task.iri, ending) for ending in (*FORMATS, FACTS)}
        copies: list[Copy] = []
        for report in self._archive.by_country.get(task.iri, ()):
            copies += self._report(report, piece_files, done)
        path = self._writer.path(task.iri)
        page = country_page(self._writer.site(path), task.iri, copies)
        self._write(path, page, of_country(self._archive, task.iri))
        return done

    def _piece_file(self, iri: str, ending: str) -> PieceFile:
        return PieceFile(self._writer.plan.temporary / (sha256(iri.encode()).hexdigest()[:32] + ending))

    def _report(self, report: Report, piece_files: Mapping[str, PieceFile], done: TaskResult) -> list[Copy]:
        stated = self._archive.quads(report)
        copies = self._archive.extractions(report, stated)
        quads = canonical_order(of_report(self._archive, stated, copies))
        path = self._writer.path(report.iri)
        merged = merge_graphs(quads, report.documents)
        groups = {True: group_quads(quads, graphs=True), False: group_quads(merged, graphs=False)}
        for ending, form in FORMATS.items():
            # They are sorted already, and sorting takes longest.
            parts = serialize_groups(groups[form.has_graphs], replace(form, ordered=False))
            done.pieces.setdefault(ending, []).extend(piece_files[ending].append(parts, report.year))
            if ending in _REPORT_ENDINGS:
                own = pieces(self._writer.about(path, ending), form)
                self._writer.write(path, ending, join_pieces([*parts, *own], ending))
        self._writer.write(path, ".html", report_page(self._writer.site(path), report, copies))
        table = Piece(report.iri, _table(report, copies))
        done.pieces.setdefault(FACTS, []).extend(piece_files[FACTS].append([table], report.year))
        for concept, claim in concepts_in(report, quads).items():
            done.uses.setdefault(concept, {})[report.iri] = claim
        done.reports += 1
        done.quads[report.year] += len(stated)  # the names are not of the graph
        kinds = (str(getattr(quad.object, "value", "")) for quad in quads if quad.predicate == _TYPE)
        done.classes.update(kind for kind in kinds if kind != _ROUTE)  # many documents describe a route
        done.claims += sum(len(copy.extraction.claims) for copy in copies)
        return copies


def _table(report: Report, copies: Iterable[Copy]) -> bytes:
    """Return the facts of a report as CSV, without the header."""
    rows: list[Fact] = [fact | {"report": report.iri} for copy in copies for fact in facts(copy.extraction)]
    text = StringIO()
    write_csv(rows, text, COLUMNS)
    return text.getvalue().partition("\n")[2].encode()


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
    for number, content in enumerate(_read_sorted(task.pieces)):
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
