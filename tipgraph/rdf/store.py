"""Graphs opened for reading: an RDF file, an embedded store's folder, or a server's."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import overload

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from tipgraph.errors import UnreadableError
from tipgraph.model.iris import BASE
from tipgraph.rdf.formats import FORMATS, by_content, is_address, is_rdf, is_store, unpacked
from tipgraph.rdf.provenance import RUNS
from tipgraph.rdf.queryable import Queryable
from tipgraph.rdf.reference import ONTOLOGY, REFERENCE
from tipgraph.rdf.reference import reference as reference_quads
from tipgraph.util.optional import require

__all__ = ["APART", "data_graphs", "open_graph", "own_statements"]

APART = (*REFERENCE, RUNS)
"""The graphs beside the data: the ontology folder's, and the provenance of runs."""


@overload
def open_graph(source: Path, *, reference: bool = True) -> Store: ...
@overload
def open_graph(source: str | Path, *, reference: bool = True) -> Queryable: ...


def open_graph(source: str | Path, *, reference: bool = True) -> Queryable:
    """Open a graph for reading: an RDF file, gzipped or not, by its content, a store's folder, or a server.

    With ``reference``, the ontology, vocabularies and places are in it, in their graphs, as questions
    need them: a store has them, and to a file's data they are added in memory.
    Raises UnreadableError where there is nothing, something else, a damaged graph, or a server that does
    not answer; UsageError for what is no address, and for credentials that cannot be meant.
    """
    if is_address(source):
        return _server(str(source))
    path = Path(source)
    if path.is_dir():
        return _folder(path)
    store = _file(path)
    if reference and not store.contains_named_graph(ONTOLOGY):
        store.bulk_extend(reference_quads())
    return store


def data_graphs(store: Queryable) -> list[NamedNode]:
    """Return the names of the graphs that hold data, sorted: all but those `APART`."""
    found = (graph for graph in store.named_graphs() if isinstance(graph, NamedNode))
    return sorted((graph for graph in found if graph not in APART), key=lambda graph: graph.value)


def own_statements(store: Queryable) -> list[Quad]:
    """Return what the vocabularies and places of a graph have beyond the ontology folder's: a user's own."""
    ours = set(reference_quads())
    found = (quad for graph in REFERENCE for quad in store.quads_for_pattern(None, None, None, graph))
    return [quad for quad in found if quad not in ours]


def _server(address: str) -> Queryable:
    require("remote")
    from tipgraph.rdf.remote.address import Address
    from tipgraph.rdf.remote.store import RemoteStore

    return RemoteStore(Address.of(address))


def _folder(path: Path) -> Store:
    if not is_store(path):
        raise UnreadableError(
            f"{path} is a folder, but no store",
            remedy="give an RDF file or a folder that tipgraph build made",
        )
    try:
        return Store.read_only(str(path))
    except (OSError, RuntimeError) as error:
        raise UnreadableError(f"{path}: {error}", remedy="the store is damaged: build it again") from error


def _file(path: Path) -> Store:
    store = Store()
    try:
        form = by_content(path)
        with unpacked(path) as file:
            store.bulk_load(file, form, base_iri=BASE)
    except FileNotFoundError as error:
        raise UnreadableError(f"{path}: there is no such file or folder", remedy="check the path") from error
    except (EOFError, zlib.error) as error:
        raise UnreadableError(f"{path}: the file is cut short or damaged", remedy="get it again") from error
    except SyntaxError as error:
        _refuse_reports(path)
        raise UnreadableError(
            f"{path}: {error}", remedy=f"correct it, if it is meant to be {_named(form)}"
        ) from error
    except (OSError, ValueError) as error:
        raise UnreadableError(f"{path}: {error}", remedy="check that you may read it") from error
    if not store:
        _refuse_reports(path)  # JSON without a context loads as nothing
    return store


def _refuse_reports(path: Path) -> None:
    """Raise UnreadableError where neither a file's name nor its beginning is that of a graph."""
    ending = Path(path.name.removesuffix(".gz")).suffix.lower()
    if path.stat().st_size and ending not in FORMATS and not is_rdf(path):
        raise UnreadableError(f"{path} is not a graph", remedy="make one with `tipgraph build`")


def _named(form: RdfFormat) -> str:
    return "Turtle or TriG" if form == RdfFormat.TRIG else form.name
