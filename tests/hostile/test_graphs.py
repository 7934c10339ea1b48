"""Graphs that others changed: validation names what is wrong, and so do commands that need it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store

from tests.archive import store as archive
from tipgraph.cli import main
from tipgraph.rdf.terms import term
from tipgraph.validation.conformance import explained

XSD = "http://www.w3.org/2001/XMLSchema#"
ELSEWHERE = NamedNode("https://example.org/x")
HUGE = Literal("9" * 5_000, datatype=NamedNode(f"{XSD}integer"))

Term = BlankNode | NamedNode | Literal


def documents() -> list[Quad]:
    quads = (quad for quad in archive() if isinstance(quad.graph_name, NamedNode))
    return sorted((quad for quad in quads if "/document/" in quad.graph_name.value), key=str)


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
    "an IRI as a year": lambda: with_value("tg:year", ELSEWHERE),
    "a text as a year": lambda: with_value("tg:year", Literal("x")),
    "a text as a country": lambda: with_value("tg:country", Literal("x")),
    "a text as a report": lambda: with_value("tg:report", Literal("x")),
    "a blank node as an identifier": lambda: with_value("dcterms:identifier", BlankNode("x")),
    "a place from elsewhere": lambda: with_value("tg:origin", ELSEWHERE),
    "a huge count": lambda: with_value("tg:count", HUGE),
    "a nameless document": with_a_nameless_document,
    "no years": lambda: without("tg:year"),
    "no evidence": lambda: without("oa:hasSelector"),
}
COMMANDS = (["validate"], ["facts"], ["panel"], ["routes", "summary"])


def written(quads: Iterable[Quad], folder: Path) -> Path:
    store = Store()
    store.extend(quads)
    store.dump(str(folder / "changed.nq"), RdfFormat.N_QUADS)
    return folder / "changed.nq"


@pytest.mark.parametrize("name", GRAPHS)
def test_commands_read_it_or_say_what_is_wrong(name: str, tmp_path: Path) -> None:
    path = written(GRAPHS[name](), tmp_path)
    for command in COMMANDS:
        result = CliRunner().invoke(main, [*command, str(path)])
        assert result.exception is None or isinstance(result.exception, SystemExit), command
        if command == ["validate"]:
            assert result.exit_code == 1
            assert "Violation" in result.output
        elif result.exit_code:
            assert result.exit_code == 2
            assert result.output.splitlines()[-1].startswith("Error: ")
            assert str(path) in result.output or "w3id.org" in result.output


def test_a_site_is_refused_with_the_first_violation(tmp_path: Path) -> None:
    path = written(GRAPHS["an IRI as a year"](), tmp_path)
    result = CliRunner().invoke(main, ["publish", str(path), "-o", str(tmp_path / "site"), "-j", "1"])
    assert result.exit_code == 2
    assert f"Error: {path} does not conform to the shapes: " in result.output
    assert "report/factbook/2014/CUB ontology#year" in result.output
    assert not (tmp_path / "site").exists()


def test_errors_of_a_graph_that_conforms_are_raised() -> None:
    store = Store()
    store.extend(documents())
    with pytest.raises(KeyError, match="lost"), explained("a.nq", lambda: store):
        raise KeyError("lost")
