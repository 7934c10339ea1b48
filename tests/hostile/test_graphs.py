"""Graphs that others changed: validation names what is wrong, and so do commands that need it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store

from tests.archive import store as archive
from tests.rdf.remote.filling import fill, update
from tests.rdf.remote.servers import oxigraph
from tests.web.server.serving import in_process
from tipgraph.analysis.facts import facts
from tipgraph.analysis.queries import catalog, run_query
from tipgraph.analysis.queries.query import by_graph_forms
from tipgraph.analysis.queries.results import Rows, prefixes
from tipgraph.analysis.routes import read_routes
from tipgraph.cli import main
from tipgraph.errors import TipgraphError
from tipgraph.rdf.formats import LEDGER_NAME
from tipgraph.rdf.reference import reference
from tipgraph.rdf.restore import extractions
from tipgraph.rdf.terms import term
from tipgraph.validation.conformance import explained, find_violation, iris_in
from tipgraph.validation.validator import validate
from tipgraph.web.pages.archive import Thesaurus
from tipgraph.web.server.http import PublicURL
from tipgraph.web.server.jobs import Problem
from tipgraph.web.server.pages import ServedSite

XSD = "http://www.w3.org/2001/XMLSchema#"
ELSEWHERE = NamedNode("https://example.org/x")
HUGE = Literal("9" * 5_000, datatype=NamedNode(f"{XSD}integer"))

Term = BlankNode | NamedNode | Literal


def documents() -> list[Quad]:
    return list(_documents())


@cache
def _documents() -> tuple[Quad, ...]:
    quads = (quad for quad in archive() if isinstance(quad.graph_name, NamedNode))
    return tuple(sorted((quad for quad in quads if "/document/" in quad.graph_name.value), key=str))


def with_value(predicate: str, value: Term) -> list[Quad]:
    """Return the graph with another value of a property, in one place."""
    quads = documents()
    at = next(at for at, quad in enumerate(quads) if quad.predicate == term(predicate))
    quad = quads[at]
    quads[at] = Quad(quad.subject, quad.predicate, value, quad.graph_name)
    return quads


def without(predicate: str) -> list[Quad]:
    return [quad for quad in documents() if quad.predicate != term(predicate)]


def with_a_nameless_document() -> list[Quad]:
    quads = documents()
    name = next(quad.subject for quad in quads if quad.predicate == term("tg:report"))

    def renamed(node: object) -> object:
        return BlankNode("document") if node == name else node

    return [Quad(renamed(q.subject), q.predicate, renamed(q.object), q.graph_name) for q in quads]  # type: ignore[arg-type]


GRAPHS: dict[str, Callable[[], Iterable[Quad]]] = {
    "a blank node as an offset": lambda: with_value("oa:start", BlankNode("x")),
    "a text as an offset": lambda: with_value("oa:end", Literal("x")),
    "a huge offset": lambda: with_value("oa:end", HUGE),
    "an IRI as a year": lambda: with_value("tg:year", ELSEWHERE),
    "a text as a country": lambda: with_value("tg:country", Literal("x")),
    "a text as a report": lambda: with_value("tg:report", Literal("x")),
    "a blank node as an identifier": lambda: with_value("dcterms:identifier", BlankNode("x")),
    "a place from elsewhere": lambda: with_value("tg:origin", ELSEWHERE),
    "a huge count": lambda: with_value("tg:count", HUGE),
    "a nameless document": with_a_nameless_document,
    "no years": lambda: without("tg:year"),
    "no evidence": lambda: without("oa:hasSelector"),
}
AT_ONCE = {
    "a blank node as an offset", "a huge offset", "an IRI as a year", "a place from elsewhere",
    "a nameless document", "no evidence",
}  # fmt: skip
"""The graphs that quick runs give to the commands, too: one of each kind of damage."""
COMMANDS = (
    ["validate"], ["facts"], ["panel"], ["routes", "summary"], ["show", "GRAPH", "tip-2014-gtm"],
    ["query", "reports-read", "GRAPH"], ["query", "routes-out", "GRAPH", "-p", "origin=GTM"],
)  # fmt: skip


def written(quads: Iterable[Quad], folder: Path) -> Path:
    store = Store()
    store.extend(quads)
    store.dump(str(folder / "changed.nq"), RdfFormat.N_QUADS)
    return folder / "changed.nq"


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name in AT_ONCE else pytest.mark.slow) for name in GRAPHS]
)
def test_commands_read_it_or_say_what_is_wrong(name: str, tmp_path: Path) -> None:
    path = written(GRAPHS[name](), tmp_path)
    for command in COMMANDS:
        given = [str(path) if each == "GRAPH" else each for each in command]
        result = CliRunner().invoke(main, given if "GRAPH" in command else [*command, str(path)])
        assert result.exception is None or isinstance(result.exception, SystemExit), command
        if command == ["validate"]:
            assert result.exit_code == 1
            assert "Violation" in result.output
        elif result.exit_code:
            assert result.exit_code == 2
            assert result.output.splitlines()[-1].startswith("Error: ")
            assert str(path) in result.output or "w3id.org" in result.output
        elif command[0] != "query":
            assert f"Warning: {path} does not conform to the shapes: " in result.output


@pytest.mark.parametrize("name", GRAPHS)
def test_documents_are_listed_though_their_reports_are_damaged(name: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["show", str(written(GRAPHS[name](), tmp_path))])
    assert isinstance(result.exception, SystemExit)
    assert "Error: " in result.output


def test_a_store_that_no_build_wrote_is_checked_as_a_file_is(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "store"))
    store.bulk_extend(GRAPHS["a place from elsewhere"]())
    del store
    warning = f"Warning: {tmp_path / 'store'} does not conform to the shapes: "
    command = ["facts", str(tmp_path / "store")]
    assert warning in CliRunner().invoke(main, command).output
    (tmp_path / "store" / LEDGER_NAME).touch()
    assert warning not in CliRunner().invoke(main, command).output


@pytest.mark.slow
def test_commands_read_it_on_a_server_or_say_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    names = {"a huge offset", "an IRI as a year", "a text as a report", "a nameless document"}
    refused = set()
    with oxigraph() as server:
        for name in names:
            update(server, "DROP ALL")
            fill(server.address, [*GRAPHS[name](), *reference()])
            for command in (["facts"], ["routes", "summary"], ["show", "GRAPH", "tip-2014-gtm"]):
                given = [server.address if each == "GRAPH" else each for each in command]
                line = given if "GRAPH" in command else [*command, server.address]
                result = CliRunner().invoke(main, line)
                assert result.exit_code in (0, 2), (name, command, result.exception)
                if result.exit_code:
                    assert result.output.splitlines()[-1].startswith("Error: ")
                    assert server.address in result.output or "w3id.org" in result.output
                    refused.add(name)
    assert refused == names


def test_a_query_is_told_of_what_it_needs(tmp_path: Path) -> None:
    path = written(GRAPHS["an IRI as a year"](), tmp_path)
    needing = CliRunner().invoke(main, ["query", "reports-read", str(path)])
    assert "report/factbook/2014/CUB ontology#year https://example.org/x (Give exactly one" in needing.output
    path = written(GRAPHS["a blank node as an identifier"](), tmp_path)
    other = CliRunner().invoke(main, ["query", "routes-out", str(path), "-p", "origin=GTM"])
    assert "conform" not in other.output


def test_a_site_is_refused_with_the_first_violation(tmp_path: Path) -> None:
    path = written(GRAPHS["an IRI as a year"](), tmp_path)
    result = CliRunner().invoke(main, ["publish", str(path), "-o", str(tmp_path / "site"), "-j", "1"])
    assert result.exit_code == 2
    assert f"Error: {path} does not conform to the shapes: " in result.output
    assert "report/factbook/2014/CUB ontology#year" in result.output
    assert not (tmp_path / "site").exists()


def test_a_served_page_names_the_first_violation(tmp_path: Path) -> None:
    with in_process(written(GRAPHS["an IRI as a year"](), tmp_path)) as server:
        response = server.fetch("/report/tip/2014/GTM.html")
    assert response.status == 500
    assert "does not conform to the shapes: report/factbook/2014/CUB ontology#year" in response.text


def test_errors_of_a_graph_that_conforms_are_raised() -> None:
    store = Store()
    store.extend(documents())
    with pytest.raises(KeyError, match="lost"), explained("a.nq", lambda: store):
        raise KeyError("lost")


CHANGES: dict[str, Callable[[list[Quad]], tuple[list[Quad], list[Quad]]]] = {
    "an IRI": lambda quads: replaced(quads[0], ELSEWHERE),
    "a blank node": lambda quads: replaced(quads[0], BlankNode("x")),
    "a huge number": lambda quads: replaced(quads[0], HUGE),
    "lost everywhere": lambda quads: (quads, []),
}
"""Changes of the statements with a property: those that go, and those that come."""


def replaced(quad: Quad, value: Term) -> tuple[list[Quad], list[Quad]]:
    return [quad], [Quad(quad.subject, quad.predicate, value, quad.graph_name)]


class Uses:
    """What commands and pages make of a graph, by name: a text, or the error."""

    PAGES = ("report/tip/2014/GTM.html", "place/GTM.html")
    QUERIES = ("reports-read", "routes-out", "counts", "tiers", "claims")

    def __init__(self, store: Store) -> None:
        self._store = store

    def __call__(self) -> dict[str, str | Exception]:
        found = {
            "facts": self._tried(self._facts),
            "routes": self._tried(lambda: str(read_routes(self._store))),
        }
        site = self._tried(lambda: ServedSite(self._store, PublicURL()))
        pages = {path: self._tried(partial(self._page, site, path)) for path in self.PAGES}
        answers = {name: self._tried(partial(self._answer, name)) for name in self.QUERIES}
        return found | pages | answers

    @staticmethod
    def _page(site: ServedSite, path: str) -> str:
        return site.reply(path).body.decode()

    def _facts(self) -> str:
        return str([fact for extraction in extractions(self._store) for fact in facts(extraction)])

    def _answer(self, name: str) -> str:
        query = catalog()[name]
        needed = {parameter.name for parameter in query.parameters if parameter.required}
        values = {"country": "GTM", "origin": "GTM", "year": "2014"}
        answer = run_query(self._store, query, {key: values[key] for key in needed})
        assert isinstance(answer, Rows)
        return str(answer.cells())

    @staticmethod
    def _tried(use: Callable[[], Any]) -> Any:
        try:
            return use()
        except Exception as error:
            return error


@pytest.fixture(scope="module")
def store() -> Store:
    copy = Store()
    copy.extend(archive())
    return copy


@pytest.fixture(scope="module")
def thesaurus_once(store: Store) -> Iterator[None]:
    """Read the vocabularies once for all pages: only documents are changed."""
    once = Thesaurus(store)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tipgraph.web.pages.archive.Thesaurus", lambda _: once)
        yield


@pytest.fixture(scope="module")
def unchanged(store: Store) -> dict[str, str | Exception]:
    assert find_violation(store) is None
    return Uses(store)()


@pytest.mark.slow
@pytest.mark.usefixtures("thesaurus_once")
@pytest.mark.parametrize("name", sorted({quad.predicate.value for quad in documents()}))
def test_every_change_is_harmless_or_named(name: str, store: Store, unchanged: dict[str, object]) -> None:
    quads = [quad for quad in documents() if quad.predicate.value == name]
    for change in CHANGES.values():
        gone, new = change(quads)
        for quad in gone:
            store.remove(quad)
        store.extend(new)
        if (violation := find_violation(store)) is None:
            assert validate(store).conforms
        for use, outcome in Uses(store)().items():
            if isinstance(outcome, Exception) and not isinstance(outcome, TipgraphError | Problem):
                assert violation, (use, outcome)
            elif outcome != unchanged[use] and violation and use in Uses.QUERIES:
                assert find_violation(store, needs(use)), use
        for quad in new:
            store.remove(quad)
        store.extend(gone)


def needs(query: str) -> frozenset[str]:
    return iris_in(catalog()[query].text + by_graph_forms().get(query, ""), prefixes())
