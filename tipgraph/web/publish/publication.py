"""Publishes a site: several processes write pages and documents, then come dumps and descriptions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode

from tipgraph.errors import UnwritableError, UsageError
from tipgraph.model.iris import BASE
from tipgraph.rdf.formats import is_foreign
from tipgraph.rdf.store import NON_DATA_GRAPHS, open_graph
from tipgraph.util.outputs import move_into_place, temporary_output, writing
from tipgraph.util.processes import parallel_map
from tipgraph.validation.conformance import explained, find_violation
from tipgraph.web.pages.site import is_web
from tipgraph.web.publish.description import Counts
from tipgraph.web.publish.extras import (
    write_descriptions,
    write_extra_dumps,
    write_general_pages,
    write_search,
)
from tipgraph.web.publish.local_store import local_store, rename_iris
from tipgraph.web.publish.plan import LICENCE, Metadata, Plan, SiteWriter
from tipgraph.web.publish.worker import (
    Dump,
    PieceRef,
    Task,
    TaskResult,
    Worker,
    dump_tasks,
    dump_writer,
    worker,
)

__all__ = ["Published", "publish"]

Progress = Callable[[int, int, str], None]
"""Is called with the number of steps done, their total number, and a note on the current one."""

_METADATA = Metadata()
_SHARE = 50
"""Reports for which another process is worth while, because each has to read the vocabularies first."""
_MARK = ".tipgraph-site"
"""A file that marks a folder as a published site."""


def _quietly(done: int, total: int, note: str) -> None:
    """Take the place of a progress bar."""


@dataclass(slots=True)
class Published:
    """What was published.

    ``excluded`` has the graphs of the store that belong to no document, and ``violation`` the first violation
    of a graph that is not a store.
    """

    reports: int = 0
    claims: int = 0
    files: int = 0
    size: int = 0
    excluded: list[str] = field(default_factory=list)
    violation: str | None = None


def publish(
    graph: str | Path,
    output: str | Path,
    base: str = BASE,
    *,
    texts: bool = False,
    own_iris: bool = False,
    jobs: int = 1,
    progress: Progress = _quietly,
    metadata: Metadata = _METADATA,
) -> Published:
    """Write the site of a graph to a folder, which is replaced as a whole.

    - ``graph``: a file, a store's folder, or the address of a SPARQL server.
    - ``base``: the address that the site will be served at. Descriptions, canonical addresses and redirects
      have it; links between pages are relative, and work anywhere.
    - ``texts``: publish narratives in full, if the graph has them.
    - ``own_iris``: give reports, documents and claims IRIs below the base.
    - ``jobs``: the number of processes.
    - ``metadata``: the name, licence, publisher and contact of the dataset.

    Raises UnreadableError for a graph that cannot be read or lacks a part of the model, UsageError for an
    invalid base, UnwritableError for a folder that cannot be written or is not a site.
    """
    target = Path(output).resolve()
    _check_target(target)
    _check_licence(metadata.licence)
    _check_contact(metadata.contact)
    base = _checked(base)
    with temporary_output(target) as folder, writing(target):
        store = local_store(graph, folder / "graph", partial(_copied, progress))
        plan = Plan(store, folder / "site", folder / "temporary", base, metadata, texts)
        plan.folder.mkdir()
        plan.temporary.mkdir()
        if own_iris:
            rename_iris(open_graph(store), plan.base, folder / "renamed")
            plan = replace(plan, graph=folder / "renamed", iris=plan.base)
        with explained(str(graph), lambda: open_graph(store)):
            published = _Publication(str(graph), plan, jobs, progress).run()
        if store.parent == folder or is_foreign(store):  # a copy, or no store of a build
            published.violation = find_violation(open_graph(store))
        (plan.folder / _MARK).write_bytes(b"")
        move_into_place(plan.folder, target)
    return published


def _copied(progress: Progress, done: int, total: int, _: int) -> None:
    progress(done, total, "graphs copied from the server")


def _checked(base: str) -> str:
    if not _is_iri(base) or not is_web(base) or "?" in base or "#" in base:
        raise UsageError(
            f"{base!r} is not an address", remedy="give one like https://example.org/trafficking/"
        )
    return base.rstrip("/") + "/"


def _check_contact(iri: str) -> None:
    is_email = iri.startswith("mailto:") and "@" in iri
    if iri and not (_is_iri(iri) and (is_email or is_web(iri))):
        raise UsageError(f"{iri!r} is no contact", remedy="give an e-mail address or that of a page")


def _check_licence(iri: str) -> None:
    if not _is_iri(iri):
        raise UsageError(f"{iri!r} is not the IRI of a licence", remedy=f"give one like {LICENCE}")


def _is_iri(text: str) -> bool:
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


def _check_target(target: Path) -> None:
    """Raise UnwritableError for a folder that holds anything but a site."""
    if target.is_file() or (target.is_dir() and any(target.iterdir()) and not (target / _MARK).exists()):
        raise UnwritableError(
            f"{target} is not empty and not a published site",
            remedy="name a new folder, or that of an earlier site",
        )


class _Publication:
    """The steps of publishing a site, and what they pass on."""

    def __init__(self, source: str, plan: Plan, jobs: int, progress: Progress) -> None:
        self._source = source
        self._plan = plan
        self._progress = progress
        self._writer = SiteWriter(plan)
        self._jobs = min(jobs, 1 + len(self._writer.archive.reports) // _SHARE)
        self._pieces: dict[str, list[PieceRef]] = {}
        self._uses: dict[str, dict[str, str]] = {}
        self._counts = Counts(Counter(), Counter())
        self._published = Published()

    def run(self) -> Published:
        """Do all steps."""
        for done in self._work("pages", [*self._countries(), *self._regions(), *self._routes()]):
            self._collect(done)
        for _ in self._work("concepts", self._concepts()):
            pass
        dumps = [*self._dumps(), *write_extra_dumps(self._writer)]
        write_general_pages(self._writer, dumps)
        write_search(self._writer)
        write_descriptions(self._writer, dumps, self._counts)
        return self._summary()

    def _work(self, note: str, tasks: list[Task]) -> Iterator[TaskResult]:
        # This process has the graph open already; another has to open it.
        make = partial(worker, self._plan) if self._jobs > 1 else partial(Worker, self._writer)
        yield from self._reporting(note, parallel_map(make, tasks, self._jobs), len(tasks))

    def _reporting(self, note: str, results: Iterable[Any], total: int) -> Iterator[Any]:
        for number, result in enumerate(results, start=1):
            self._progress(number, total, note)
            yield result

    def _countries(self) -> list[Task]:
        archive = self._writer.archive
        known = {each.iri for each in archive.thesaurus.countries}
        if not archive.reports:
            raise UsageError(f"{self._source} has no reports", remedy="build a graph of reports")
        unknown = sorted(set(archive.by_country) - known)
        if unknown:
            raise UsageError(
                f"{self._source}: {unknown[0]} is the country of a report, but not a place of the graph",
                remedy="run tipgraph validate on the graph",
            )
        return [Task("country", iri) for iri in sorted(known)]

    def _regions(self) -> list[Task]:
        return [Task("region", each.iri) for each in self._writer.archive.thesaurus.regions]

    def _routes(self) -> list[Task]:
        return [Task("route", iri) for iri in self._writer.archive.route_ends]

    def _concepts(self) -> list[Task]:
        thesaurus = self._writer.archive.thesaurus
        concepts = sorted(iri for iri in thesaurus.resources if iri.startswith(f"{BASE}concept/"))
        schemes = [
            Task("scheme", each.iri) for each in thesaurus.schemes if each.iri.startswith(f"{BASE}scheme/")
        ]
        return [*schemes, *(Task("concept", iri, self._uses.get(iri, {})) for iri in concepts)]

    def _collect(self, done: TaskResult) -> None:
        self._published.reports += done.reports
        self._published.claims += done.claims
        self._counts.quads.update(done.quads)
        self._counts.classes.update(done.classes)
        _extend(self._pieces, done.pieces)
        for concept, used in done.uses.items():
            self._uses.setdefault(concept, {}).update(used)

    def _dumps(self) -> list[Dump]:
        tasks = dump_tasks(self._pieces)
        made = parallel_map(partial(dump_writer, self._plan.folder), tasks, self._jobs)
        return [dump for dumps in self._reporting("dumps", made, len(tasks)) for dump in dumps]

    def _summary(self) -> Published:
        files = [path for path in self._plan.folder.rglob("*") if path.is_file()]
        self._published.files = len(files)
        self._published.size = sum(path.stat().st_size for path in files)
        documents = self._writer.archive.documents
        named = self._writer.archive.store.named_graphs()
        graphs = (graph.value for graph in named if graph not in NON_DATA_GRAPHS)
        self._published.excluded = sorted(name for name in graphs if name.partition("#")[0] not in documents)
        return self._published


def _extend(pieces: dict[str, list[PieceRef]], more: Mapping[str, Iterable[PieceRef]]) -> None:
    for ending, found in more.items():
        pieces.setdefault(ending, []).extend(found)
