"""What processes leave for the dumps: pieces in files of their own, found by key.

What one process does for a site: all of a country, or a concept, or a page that leads to others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import BinaryIO, NamedTuple

from pyoxigraph import Quad

from tipgraph.analysis.facts import COLUMNS, Fact, facts, write_csv
from tipgraph.rdf.formats import FORMATS
from tipgraph.rdf.serialize import Piece, canonical_order, group_quads, iri_sort_key, serialize_groups
from tipgraph.rdf.terms import term
from tipgraph.web.pages import (
    Copy,
    Report,
    concept_page,
    concepts_in,
    country_page,
    region_page,
    report_page,
    scheme_page,
)
from tipgraph.web.publish.linked_data import (
    ENDINGS,
    document,
    of_concept,
    of_country,
    of_scheme,
    one_each,
    whole,
)
from tipgraph.web.publish.plan import Plan, Workplace

__all__ = ["FACTS", "Done", "Job", "Place", "Shelf", "Worker", "in_order", "worker"]


class Place(NamedTuple):
    """Where a piece lies, and of what year it is."""

    key: str
    year: int
    file: str
    offset: int
    length: int


@dataclass(slots=True)
class Shelf:
    """A file that pieces are put into."""

    path: Path
    _end: int = 0

    def put(self, parts: Iterable[Piece], year: int) -> list[Place]:
        """Put pieces of a year at the end, and return where they lie."""
        places = []
        with self.path.open("ab") as file:
            for part in parts:
                file.write(part.content)
                places.append(Place(part.key, year, str(self.path), self._end, len(part.content)))
                self._end += len(part.content)
        return places


def in_order(places: Iterable[Place]) -> Iterator[bytes]:
    """Yield the contents of places, sorted by key."""
    files: dict[str, BinaryIO] = {}
    try:
        for place in sorted(places, key=lambda each: iri_sort_key(each.key)):
            file = files.get(place.file)
            if file is None:
                file = files[place.file] = Path(place.file).open("rb")  # noqa: SIM115 - closed below, all of them
            file.seek(place.offset)
            yield file.read(place.length)
    finally:
        for file in files.values():
            file.close()


FACTS = ".csv"
"""The ending that stands for the table of facts among those of the dumps."""
_TYPE = term("rdf:type")
_REPORT_ENDINGS = (".ttl", ".trig", ".jsonld")


class Job(NamedTuple):
    """A thing to make the page of; ``used`` is for concepts, what `uses` gives."""

    kind: str
    iri: str
    used: Mapping[str, str] = {}


@dataclass(slots=True)
class Done:
    """What came of a job: pieces for the dumps by ending, and the concepts that reports name.

    ``uses`` has the first claim that names a concept by the concept and the report; ``quads`` counts
    statements by year, ``classes`` the things of each class by the class's IRI.
    """

    reports: int = 0
    claims: int = 0
    quads: Counter[int] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    places: dict[str, list[Place]] = field(default_factory=dict)
    uses: dict[str, dict[str, str]] = field(default_factory=dict)


def worker(plan: Plan) -> Callable[[Job], Done]:
    """Open the graph and return the function that does jobs: to be called once in each process."""
    return Worker(Workplace(plan))


class Worker:
    """Does jobs."""

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._archive = place.archive
        self._kinds: dict[str, Callable[[Job], Done]] = {
            "country": self._country,
            "region": self._region,
            "scheme": self._scheme,
            "concept": self._concept,
        }

    def __call__(self, job: Job) -> Done:
        """Do a job."""
        return self._kinds[job.kind](job)

    def _beside(self, path: str, page: str, quads: Iterable[Quad]) -> None:
        """Write a page and the documents beside it."""
        self._place.write(path, ".html", page)
        said = list(quads)
        for ending in ENDINGS:
            self._place.write(path, ending, document(said, ending))

    def _region(self, job: Job) -> Done:
        path = self._place.path(job.iri)
        page = region_page(self._place.site(path), job.iri)
        self._beside(path, page, of_concept(self._archive, job.iri))
        return Done()

    def _scheme(self, job: Job) -> Done:
        path = self._place.path(job.iri)
        page = scheme_page(self._place.site(path), job.iri)
        self._beside(path, page, of_scheme(self._archive, job.iri))
        return Done()

    def _concept(self, job: Job) -> Done:
        path = self._place.path(job.iri)
        page = concept_page(self._place.site(path), job.iri, job.used)
        self._beside(path, page, of_concept(self._archive, job.iri))
        return Done()

    def _country(self, job: Job) -> Done:
        done = Done()
        shelves = {ending: self._shelf(job.iri, ending) for ending in (*FORMATS, FACTS)}
        copies: list[Copy] = []
        for report in self._archive.by_country.get(job.iri, ()):
            copies += self._report(report, shelves, done)
        path = self._place.path(job.iri)
        page = country_page(self._place.site(path), job.iri, copies)
        self._beside(path, page, of_country(self._archive, job.iri))
        return done

    def _shelf(self, iri: str, ending: str) -> Shelf:
        return Shelf(self._place.plan.spool / (sha256(iri.encode()).hexdigest()[:32] + ending))

    def _report(self, report: Report, shelves: Mapping[str, Shelf], done: Done) -> list[Copy]:
        quads = canonical_order(self._archive.quads(report))
        path = self._place.path(report.iri)
        merged = one_each(quads, report.documents)
        groups = {True: group_quads(quads, graphs=True), False: group_quads(merged, graphs=False)}
        for ending, form in FORMATS.items():
            # They are in order: to sort them takes longest.
            parts = serialize_groups(groups[form.has_graphs], replace(form, ordered=False))
            done.places.setdefault(ending, []).extend(shelves[ending].put(parts, report.year))
            if ending in _REPORT_ENDINGS:
                self._place.write(path, ending, whole(parts, ending))
        copies = self._archive.extractions(report, quads)
        self._place.write(path, ".html", report_page(self._place.site(path), report, copies))
        table = Piece(report.iri, _table(report, copies))
        done.places.setdefault(FACTS, []).extend(shelves[FACTS].put([table], report.year))
        for concept, claim in concepts_in(report, quads).items():
            done.uses.setdefault(concept, {})[report.iri] = claim
        done.reports += 1
        done.quads[report.year] += len(quads)
        done.classes.update(
            str(getattr(quad.object, "value", "")) for quad in quads if quad.predicate == _TYPE
        )
        done.claims += sum(len(copy.extraction.claims) for copy in copies)
        return copies


def _table(report: Report, copies: Iterable[Copy]) -> bytes:
    """Return the facts of a report as rows, without the header."""
    rows: list[Fact] = [fact | {"report": report.iri} for copy in copies for fact in facts(copy.extraction)]
    text = StringIO()
    write_csv(rows, text, COLUMNS)
    return text.getvalue().partition("\n")[2].encode()
