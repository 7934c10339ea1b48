"""Tools for assistants, asked by the client of the SDK."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters
from mcp_types import CallToolResult, Tool

from tests.archive import EXTRACTIONS, store
from tests.paths import GRAPH
from tipgraph.analysis.database import write_tables
from tipgraph.analysis.queries import catalog
from tipgraph.web.mcp import Answers, server

Ask = Callable[..., CallToolResult]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    path = tmp_path_factory.mktemp("mcp") / "tip.db"
    return Answers(store(), lambda: write_tables(EXTRACTIONS, path)[0])


@pytest.fixture(scope="module")
def ask(answers: Answers) -> Ask:
    def ask(tool: str, **arguments: object) -> CallToolResult:
        async def call() -> CallToolResult:
            async with Client(server(answers)) as client:
                return await client.call_tool(tool, arguments)

        return asyncio.run(call())

    return ask


def listed(of: Answers) -> list[Tool]:
    async def call() -> list[Tool]:
        async with Client(server(of)) as client:
            return (await client.list_tools()).tools

    return asyncio.run(call())


def test_each_question_is_a_tool(answers: Answers) -> None:
    tools = {tool.name: tool for tool in listed(answers)}
    assert tools.keys() == {*catalog(), "search-sentences"} - {"extract"}
    schema = tools["measures-of"].input_schema
    assert schema["required"] == ["country", "year"]
    assert schema["properties"]["year"]["type"] == "integer"


EXAMPLES: dict[str, str | int] = {
    "country": "GTM", "year": 2014, "origin": "Guatemala", "destination": "MEX", "sector": "agriculture",
    "role": "source", "measure": "hotline", "region": "north-america", "from": 2014, "to": 2015,
    "victims": "girls",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(catalog().keys() - {"extract"}))
def test_every_tool_answers_with_words_and_addresses(ask: Ask, name: str) -> None:
    given = {each.name: EXAMPLES[each.name] for each in catalog()[name].parameters if each.required}
    found = ask(name, **given)
    assert not found.is_error, found.content
    answer = found.structured_content
    assert answer["question"] == catalog()[name].title
    for row in answer["rows"]:
        for piece in row["evidence"]:
            assert piece.keys() == {"words", "address"}
            assert piece["address"].startswith("https://w3id.org/tipgraph/document/")
    assert answer["rows"] or name in ("tier-downgrades",)


def test_the_words_of_a_row_are_those_of_its_claims(ask: Ask) -> None:
    rows = ask("routes-out", origin="GTM").structured_content["rows"]
    words = {row["destination"]: [piece["words"] for piece in row["evidence"]] for row in rows}
    assert words["CAN"] == ["Men pick fruit in Canada under force"]
    assert words["USA"] == ["Men may be forced to pick fruit in the United States"]
    addresses = {piece["address"].rpartition("/route/")[2][:7] for row in rows for piece in row["evidence"]}
    assert addresses == {"GTM/CAN", "GTM/MEX", "GTM/USA"}


def test_a_row_without_claims_has_no_evidence(ask: Ask) -> None:
    rows = ask("measures-of", country="GTM", year=2014, limit=100).structured_content["rows"]
    verdicts = {row["measure"]: (row["verdict"], len(row["evidence"])) for row in rows}
    assert verdicts["prosecution"] == ("not mentioned", 0)
    assert verdicts["victim-services"][1] > 0


def test_rows_come_in_parts(ask: Ask) -> None:
    everything = ask("routes-out", origin="GTM").structured_content
    parts = [ask("routes-out", origin="GTM", limit=1, offset=at).structured_content for at in range(3)]
    assert [part["total"] for part in parts] == [everything["total"]] * 3
    assert [row for part in parts for row in part["rows"]] == everything["rows"][:3]


def test_search(ask: Ask) -> None:
    found = ask("search-sentences", words="fruit", year=2015).structured_content
    assert found["total"] == 1
    [sentence] = found["sentences"]
    assert sentence["words"] == "Men pick fruit in Canada under force"
    assert "/evidence/" in sentence["address"]
    assert {each["kind"] for each in sentence["claims"]} >= {"route", "sector"}
    assert found["facets"]["code"][0].keys() == {"value", "label", "count"}


@pytest.mark.parametrize(
    ("tool", "given", "message"),
    [
        ("routes-out", {}, "needs origin"),
        ("routes-out", {"origin": "Guatemla"}, "Guatemala"),
        ("routes-out", {"origin": "GTM", "limit": "many"}, "whole number"),
        ("routes-out", {"origin": "GTM", "offset": "9" * 5000}, "whole number"),
        ("search-sentences", {"limit": 1001}, "1000 at most"),
        ("routes-out", {"origin": "GTM", "colour": "red"}, "colour"),
        ("search-sentences", {"countri": "GTM"}, "country"),
        ("no-tool", {}, "no-tool"),
    ],
)
def test_errors_say_what_to_do(ask: Ask, tool: str, given: dict[str, Any], message: str) -> None:
    found = ask(tool, **given)
    assert found.is_error
    assert message in getattr(found.content[0], "text", "")


@pytest.mark.slow
def test_the_command_serves_standard_input_and_output(tmp_path: Path) -> None:
    command = StdioServerParameters(
        command=sys.executable,
        args=["-m", "tipgraph", "mcp", "-q", str(GRAPH)],
        cwd=tmp_path,
        env={**os.environ},
    )

    async def call() -> CallToolResult:
        async with Client(command) as client:
            return await client.call_tool("search-sentences", {"words": "beach"})

    assert asyncio.run(call()).structured_content["total"] > 0
