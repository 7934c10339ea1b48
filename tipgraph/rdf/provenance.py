"""The provenance of a graph: each run that wrote to it is a PROV-O activity in the graph of runs.

Only this graph holds times, so that the same input gives the same bytes elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Quad

from tipgraph.model.claims import MODEL
from tipgraph.model.iris import BASE, graph_iri
from tipgraph.rdf.terms import english, term, typed

__all__ = ["RUNS", "Run", "quads", "run_iri"]

RUNS = NamedNode(BASE + "graph/runs")
"""The name of the graph of runs."""

Statement = tuple[NamedNode, NamedNode, NamedNode | Literal]


@dataclass(frozen=True, slots=True)
class Run:
    """A build: its times (with a time zone), the program's version, its inputs and its output.

    ``sources`` are the inputs as given, ``documents`` the IRIs of the documents whose graphs it wrote.
    ``excluded`` counts the sources that could not be read. ``model`` is the number of the model of claims.
    """

    started: datetime
    ended: datetime
    version: str
    sources: tuple[str, ...]
    documents: tuple[str, ...] = ()
    claims: int = 0
    excluded: int = 0
    model: str = MODEL


def run_iri(run: Run) -> str:
    """Return the IRI of a run: its start, and a digest that distinguishes runs of the same second.

    >>> run = Run(datetime(2026, 1, 2, tzinfo=UTC), datetime(2026, 1, 3, tzinfo=UTC), "0.1.0", ("a.txt",))
    >>> run_iri(run)
    'https://w3id.org/tipgraph/run/20260102T000000Z-b6f1bfaf'
    """
    digest = sha256(repr((run.started.isoformat(), run.version, run.sources)).encode()).hexdigest()
    return f"{BASE}run/{run.started.astimezone(UTC):%Y%m%dT%H%M%SZ}-{digest[:8]}"


def quads(run: Run) -> list[Quad]:
    """Return the quads that describe a run."""
    return [Quad(*statement, RUNS) for statement in (*_activity(run), *_software(run.version))]


def _activity(run: Run) -> Iterator[Statement]:
    node = NamedNode(run_iri(run))
    yield node, term("rdf:type"), term("prov:Activity")
    yield node, term("prov:startedAtTime"), _time(run.started)
    yield node, term("prov:endedAtTime"), _time(run.ended)
    yield node, term("prov:wasAssociatedWith"), _agent(run.version)
    for source in run.sources:
        yield node, term("dcterms:source"), Literal(source)
    for document in run.documents:
        yield node, term("prov:generated"), NamedNode(graph_iri(document))
    yield node, term("tg:documentsRead"), typed(str(len(run.documents)), "integer")
    yield node, term("tg:claimsMade"), typed(str(run.claims), "integer")
    yield node, term("tg:sourcesExcluded"), typed(str(run.excluded), "integer")
    yield node, term("tg:model"), typed(run.model, "integer")


def _software(version: str) -> Iterator[Statement]:
    node = _agent(version)
    yield node, term("rdf:type"), term("prov:SoftwareAgent")
    yield node, term("rdfs:label"), english(f"tipgraph {version}")
    yield node, term("schema:softwareVersion"), Literal(version)


def _agent(version: str) -> NamedNode:
    return NamedNode(f"{BASE}software/{version}")


def _time(moment: datetime) -> Literal:
    return typed(moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"), "dateTime")
