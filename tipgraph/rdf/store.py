"""Graphs for reading: what each can be asked, and opening an RDF file, an embedded store or a server."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol, overload, runtime_checkable

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    Variable,
)

from tipgraph.errors import UnreadableError
from tipgraph.model.claims import MODEL
from tipgraph.model.iris import BASE, PREFIXES
from tipgraph.rdf.formats import FORMATS, format_by_content, is_address, is_rdf, is_store, open_unpacked
from tipgraph.rdf.provenance import RUNS
from tipgraph.rdf.reference import ONTOLOGY, REFERENCE
from tipgraph.rdf.reference import reference as reference_quads
from tipgraph.rdf.terms import code_of, term
from tipgraph.util.optional import require

__all__ = [
    "NON_DATA_GRAPHS",
    "Queryable",
    "data_graphs",
    "english_label",
    "is_of_older_model",
    "open_graph",
    "refuse_older_model",
    "rule_precisions",
    "user_statements",
]


@runtime_checkable
class Queryable(Protocol):
    """A graph that can be queried. The methods are a subset of those of `pyoxigraph.Store`."""

    def query(
        self,
        query: str,
        /,
        *,
        base_iri: str | None = None,
        prefixes: dict[str, str] | None = None,
        use_default_graph_as_union: bool = False,
        substitutions: dict[Variable, NamedNode | BlankNode | Literal | Triple] | None = None,
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Return the result of a SPARQL query; ``substitutions`` are values for variables.

        Raises SyntaxError for malformed SPARQL, and RuntimeError if a substituted variable is not selected.
        """

    def quads_for_pattern(
        self,
        subject: NamedNode | BlankNode | Triple | None,
        predicate: NamedNode | None,
        object: NamedNode | BlankNode | Literal | Triple | None,
        graph_name: NamedNode | BlankNode | DefaultGraph | None = None,
        /,
    ) -> Iterator[Quad]:
        """Yield the quads that match a pattern; None matches anything."""

    def named_graphs(self) -> Iterator[NamedNode | BlankNode]:
        """Yield the names of the named graphs."""


def english_label(node: NamedNode, store: Queryable) -> str:
    """Return the English name of a place or concept, or its code."""
    labels = (quad.object for quad in store.quads_for_pattern(node, term("skos:prefLabel"), None))
    english = (each.value for each in labels if isinstance(each, Literal) and each.language == "en")
    return min(english, default=code_of(node.value))


NON_DATA_GRAPHS = (*REFERENCE, RUNS)
"""The graphs beside the data: the ontology, vocabularies and places, and the provenance of runs."""


@overload
def open_graph(source: Path, *, reference: bool = True) -> Store: ...


@overload
def open_graph(source: str | Path, *, reference: bool = True) -> Queryable: ...


def open_graph(source: str | Path, *, reference: bool = True) -> Queryable:
    """Open a graph for reading: an RDF file, gzipped or not, a store's folder, or a server's address.

    The format of a file is detected from its content. With ``reference``, the ontology, vocabularies and
    places are added in memory to the data of a file, because queries need them; a store holds them already.
    Raises UnreadableError if ``source`` is missing, damaged or something else, or if the server does not
    answer; and UsageError if the address or the credentials are malformed.
    """
    if is_address(source):
        return _open_server(str(source))
    path = Path(source)
    if path.is_dir():
        return _open_folder(path)
    store = _load_file(path)
    if reference and not store.contains_named_graph(ONTOLOGY):
        store.bulk_extend(reference_quads())
    return store


def _open_server(address: str) -> Queryable:
    require("remote")
    from tipgraph.rdf.remote.address import Address
    from tipgraph.rdf.remote.store import RemoteStore

    return RemoteStore(Address.of(address))


def _open_folder(path: Path) -> Store:
    if not is_store(path):
        raise UnreadableError(
            f"{path} is a folder, but not a store",
            remedy="give an RDF file, or a folder that tipgraph build wrote",
        )
    try:
        return Store.read_only(str(path))
    except (OSError, RuntimeError) as error:
        raise UnreadableError(f"{path}: {error}", remedy="the store is damaged: build it again") from error


def _load_file(path: Path) -> Store:
    store = Store()
    try:
        format = format_by_content(path)
        with open_unpacked(path) as file:
            store.bulk_load(file, format, base_iri=BASE)
    except FileNotFoundError as error:
        raise UnreadableError(f"{path}: there is no such file or folder", remedy="check the path") from error
    except (EOFError, zlib.error) as error:
        raise UnreadableError(f"{path}: the file is truncated or damaged", remedy="get it again") from error
    except SyntaxError as error:
        _refuse_reports(path)
        raise UnreadableError(
            f"{path}: {error}", remedy=f"correct it, if it is meant to be {_name(format)}"
        ) from error
    except (OSError, ValueError) as error:
        raise UnreadableError(f"{path}: {error}", remedy="check that you may read it") from error
    if not store:
        _refuse_reports(path)  # JSON without a context loads as an empty graph
    return store


def _refuse_reports(path: Path) -> None:
    """Raise UnreadableError if neither the name nor the content of a file is that of a graph."""
    ending = Path(path.name.removesuffix(".gz")).suffix.lower()
    if path.stat().st_size and ending not in FORMATS and not is_rdf(path):
        raise UnreadableError(f"{path} is not a graph", remedy="make one with `tipgraph build`")


def _name(format: RdfFormat) -> str:
    return "Turtle or TriG" if format == RdfFormat.TRIG else format.name


def data_graphs(store: Queryable) -> list[NamedNode]:
    """Return the names of the graphs that hold data, sorted: all but the `NON_DATA_GRAPHS`."""
    found = (graph for graph in store.named_graphs() if isinstance(graph, NamedNode))
    return sorted((graph for graph in found if graph not in NON_DATA_GRAPHS), key=lambda graph: graph.value)


def user_statements(store: Queryable) -> list[Quad]:
    """Return the statements in the reference graphs that come from the user's vocabularies."""
    ours = set(reference_quads())
    found = (quad for graph in REFERENCE for quad in store.quads_for_pattern(None, None, None, graph))
    return [quad for quad in found if quad not in ours]


_PRECISIONS = "SELECT ?rule ?precision { ?node skos:notation ?rule ; tg:precision ?precision }"


def rule_precisions(store: Queryable) -> dict[str, float]:
    """Return the precision of each rule, as the graph states it."""
    found = store.query(_PRECISIONS, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return {
        rule.value: float(precision.value)
        for rule, precision in found
        if isinstance(rule, Literal) and isinstance(precision, Literal)
    }


_STATED = f"ASK {{ ?run tg:model ?number FILTER NOT EXISTS {{ ?other tg:model {MODEL} }} }}"
_TWO_SELECTORS = """
ASK { ?selector a oa:TextPositionSelector FILTER NOT EXISTS { ?selector a tg:TextSelector } }
"""
_CLAIMS_ON_ROUTES = "ASK { ?claim a tg:RouteClaim }"
_ROUTES = "ASK { ?claim tg:onRoute ?route }"


def is_of_older_model(store: Queryable) -> bool:
    """Return whether a graph is of an older model than `MODEL`.

    The descriptions of runs state the number since 0.2. A graph of 0.1 has evidence with two selectors, and
    claims on routes without `tg:onRoute`.
    """
    return (
        _asks(store, _STATED)
        or _asks(store, _TWO_SELECTORS)
        or (_asks(store, _CLAIMS_ON_ROUTES) and not _asks(store, _ROUTES))
    )


def refuse_older_model(store: Queryable, source: str | Path) -> None:
    """Raise UnreadableError if a graph is of an older model."""
    if is_of_older_model(store):
        raise UnreadableError(
            f"{source} was built by tipgraph 0.1, with an older model of claims",
            remedy=f"build it again from its sources: tipgraph build SOURCE... -o {source}",
        )


def _asks(store: Queryable, query: str) -> bool:
    return bool(store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True))
