"""A site made whole: pages and documents by several processes, dumps of what they leave, and descriptions."""

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
from tipgraph.rdf.store import APART, open_graph
from tipgraph.util.atomic import move_into_place, temporary_output, writing
from tipgraph.util.processes import parallel_map
from tipgraph.web.pages.site import is_web
from tipgraph.web.publish.arrange import embedded, rename
from tipgraph.web.publish.dumps import Dump, dumper, orders
from tipgraph.web.publish.extras import described, extra_dumps, extras
from tipgraph.web.publish.plan import LICENCE, Plan, Words, Workplace
from tipgraph.web.publish.work import Done, Job, Place, Worker, worker

__all__ = ["Published", "Tell", "publish"]

Tell = Callable[[int, int, str], None]
"""Is told how many steps are done, of how many, and what the present one is."""

_WORDS = Words()
_SHARE = 50
"""Reports that are worth a process of their own: each has to read the vocabularies first."""
_MARK = ".tipgraph-site"
"""Tells a folder that a site was published to from one of something else."""


def _quietly(done: int, total: int, note: str) -> None:
    """Take the place of a progress bar."""


@dataclass(slots=True)
class Published:
    """What came of it: ``excluded`` names graphs of the store that are no document's."""

    reports: int = 0
    claims: int = 0
    files: int = 0
    size: int = 0
    excluded: list[str] = field(default_factory=list)


def publish(
    graph: str | Path,
    output: str | Path,
    base: str = BASE,
    *,
    texts: bool = False,
    own_iris: bool = False,
    jobs: int = 1,
    tell: Tell = _quietly,
    words: Words = _WORDS,
) -> Published:
    """Write the site of a graph (a file, a store's folder, a server) to a folder, replaced as a whole.

    ``base`` is the address that it will be served at: links between pages are relative, and hold
    anywhere; descriptions, canonical addresses and redirects have the base. IRIs in the graph stay as
    they are, unless ``own_iris`` asks for reports, documents and claims to be renamed below the base.
    ``texts`` publishes narratives in full, where the graph has them. ``jobs`` is the number of
    processes. ``words`` are what is said of the dataset.

    Raises UnreadableError for a graph that is none or lacks a part of the model, UsageError for a base
    that is no address, UnwritableError for a folder that holds something else or cannot be written.
    """
    target = Path(output).resolve()
    _check_target(target)
    _check_licence(words.licence)
    base = _checked(base)
    with temporary_output(target) as folder, writing(target):
        store = embedded(graph, folder / "graph", partial(_copied, tell))
        plan = Plan(store, folder / "site", folder / "spool", base, words, texts)
        plan.folder.mkdir()
        plan.spool.mkdir()
        if own_iris:
            rename(open_graph(store), plan.base, folder / "renamed")
            plan = replace(plan, graph=folder / "renamed", iris=plan.base)
        published = _Publication(str(graph), plan, jobs, tell).run()
        (plan.folder / _MARK).write_bytes(b"")
        move_into_place(plan.folder, target)
    return published


def _copied(tell: Tell, done: int, total: int, _: int) -> None:
    tell(done, total, "graphs copied from the server")


def _checked(base: str) -> str:
    if not _is_iri(base) or not is_web(base) or "?" in base or "#" in base:
        raise UsageError(f"{base!r} is no address", remedy="give one like https://example.org/trafficking/")
    return base.rstrip("/") + "/"


def _check_licence(iri: str) -> None:
    if not _is_iri(iri):
        raise UsageError(f"{iri!r} is no IRI of a licence", remedy=f"give one like {LICENCE}")


def _is_iri(text: str) -> bool:
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


def _check_target(target: Path) -> None:
    """Raise UnwritableError for a folder that something else than a site is in."""
    if target.is_file() or (target.is_dir() and any(target.iterdir()) and not (target / _MARK).exists()):
        raise UnwritableError(
            f"{target} holds something else than a site",
            remedy="name a new folder, or that of an earlier site",
        )


class _Publication:
    """The steps, one after the other, and what they hand on."""

    def __init__(self, source: str, plan: Plan, jobs: int, tell: Tell) -> None:
        self._source = source
        self._plan = plan
        self._tell = tell
        self._place = Workplace(plan)
        self._jobs = min(jobs, 1 + len(self._place.archive.reports) // _SHARE)
        self._places: dict[str, list[Place]] = {}
        self._uses: dict[str, dict[str, str]] = {}
        self._quads: Counter[int] = Counter()
        self._classes: Counter[str] = Counter()
        self._published = Published()

    def run(self) -> Published:
        """Do all of it."""
        for done in self._work("pages", [*self._countries(), *self._regions()]):
            self._take(done)
        for _ in self._work("concepts", self._concepts()):
            pass
        dumps = [*self._dumps(), *extra_dumps(self._place)]
        extras(self._place, dumps)
        described(self._place, dumps, self._quads, self._classes)
        return self._counted()

    def _work(self, note: str, jobs: list[Job]) -> Iterator[Done]:
        # In this process the graph is open already; another has to open it.
        make = partial(worker, self._plan) if self._jobs > 1 else partial(Worker, self._place)
        yield from self._told(note, parallel_map(make, jobs, self._jobs), len(jobs))

    def _told(self, note: str, results: Iterable[Any], total: int) -> Iterator[Any]:
        for number, result in enumerate(results, start=1):
            self._tell(number, total, note)
            yield result

    def _countries(self) -> list[Job]:
        archive = self._place.archive
        known = {each.iri for each in archive.thesaurus.countries}
        if not archive.reports:
            raise UsageError(f"{self._source}: there is no report in it", remedy="build a graph of reports")
        strange = sorted(set(archive.by_country) - known)
        if strange:
            raise UsageError(
                f"{self._source}: {strange[0]} is the country of a report, but not among the graph's places",
                remedy="run tipgraph validate on the graph",
            )
        return [Job("country", iri) for iri in sorted(known)]

    def _regions(self) -> list[Job]:
        return [Job("region", each.iri) for each in self._place.archive.thesaurus.regions]

    def _concepts(self) -> list[Job]:
        thesaurus = self._place.archive.thesaurus
        concepts = sorted(iri for iri in thesaurus.resources if iri.startswith(f"{BASE}concept/"))
        schemes = [
            Job("scheme", each.iri) for each in thesaurus.schemes if each.iri.startswith(f"{BASE}scheme/")
        ]
        return [*schemes, *(Job("concept", iri, self._uses.get(iri, {})) for iri in concepts)]

    def _take(self, done: Done) -> None:
        self._published.reports += done.reports
        self._published.claims += done.claims
        self._quads += done.quads
        self._classes += done.classes
        _extend(self._places, done.places)
        for concept, used in done.uses.items():
            self._uses.setdefault(concept, {}).update(used)

    def _dumps(self) -> list[Dump]:
        wanted = orders(self._places)
        made = parallel_map(partial(dumper, self._plan.folder), wanted, self._jobs)
        return [dump for dumps in self._told("dumps", made, len(wanted)) for dump in dumps]

    def _counted(self) -> Published:
        files = [path for path in self._plan.folder.rglob("*") if path.is_file()]
        self._published.files = len(files)
        self._published.size = sum(path.stat().st_size for path in files)
        documents = self._place.archive.documents
        graphs = (graph.value for graph in self._place.archive.store.named_graphs() if graph not in APART)
        self._published.excluded = sorted(name for name in graphs if name.partition("#")[0] not in documents)
        return self._published


def _extend(places: dict[str, list[Place]], more: Mapping[str, Iterable[Place]]) -> None:
    for ending, found in more.items():
        places.setdefault(ending, []).extend(found)
