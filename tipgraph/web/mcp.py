"""A server of the Model Context Protocol: the named queries and the search as tools for assistants.

Each row of an answer has the words of reports that it rests on, with the addresses of their claims, so that
people can check what an assistant says.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import mcp_types as types
from mcp.server import Server
from mcp.server.stdio import stdio_server
from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions

from tipgraph import __version__
from tipgraph.analysis.queries import Parameter, Query, Rows, catalog, notes, run_query
from tipgraph.analysis.queries.results import prefixes, short
from tipgraph.analysis.search import FACETS, Hit, search
from tipgraph.errors import TipgraphError, UsageError
from tipgraph.model.iris import BASE
from tipgraph.rdf.store import Queryable

__all__ = ["Answers", "serve"]

_INSTRUCTIONS = (
    "Answers what reports on trafficking in persons state. A claim is what a report states; the number of "
    "mentions does not show how common something is, and no mention does not mean no. Quote the words and "
    "give the address of each claim that you use."
)
_LIMIT = 20
"""Rows of an answer, unless the client asks for another number."""
_MOST = 1000
"""The most rows of an answer."""
_PIECES = 3
"""Pieces of evidence of a row."""
_WHOLE = re.compile("[0-9]{1,9}")
_SELECT = re.compile(r"^SELECT\b", re.MULTILINE)
_YEARS = ("year", "reportYear", "next", "before", "from", "to")
"""The variables of queries that are years of reports."""
_NOT_OF_CLAIMS = ("region", "verdict", "change", "tierBefore", "category")
"""The variables whose values no claim has: they are computed."""
_WORDS = """
SELECT ?words (MIN(STR(?claim)) AS ?address) (MAX(?reported) AS ?newest) {{
  {patterns}
  ?claim tg:document ?document ; tg:reportYear ?reported ; tg:evidence ?evidence .
  ?evidence oa:hasSelector ?selector .
  ?selector oa:exact ?words .
  {report}
  FILTER NOT EXISTS {{ ?document tg:repeats ?earlier }}
  {years}
}}
GROUP BY ?words
ORDER BY DESC(?newest) ?address
LIMIT {limit}
"""
_SEARCH = "search-sentences"


@dataclass
class Answers:
    """Answers questions about a graph. ``tables`` returns its database, which is written on first use."""

    store: Queryable
    tables: Callable[[], Path]
    queries: dict[str, Query] = field(default_factory=lambda: {
        name: query for name, query in catalog().items() if _SELECT.search(query.text)
    })  # fmt: skip

    def tools(self) -> list[types.Tool]:
        """Return the tools: a named query each, and the search."""
        named = [
            types.Tool(
                name=name, title=query.title, description=f"{query.title} {query.description}",
                input_schema=_schema({each.name: _property(each) for each in query.parameters},
                                     [each.name for each in query.parameters if each.required]),
                annotations=types.ToolAnnotations(read_only_hint=True),
            )
            for name, query in self.queries.items()
        ]  # fmt: skip
        return [*named, _search_tool()]

    def answer(self, tool: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answer of a tool. Raises UsageError for an unknown tool and for wrong arguments."""
        values = {name: str(value) for name, value in arguments.items() if value is not None}
        limit, offset = (
            _number(values, name, default) for name, default in (("limit", _LIMIT), ("offset", 0))
        )
        if limit > _MOST:
            raise UsageError(
                f"limit={limit} is too many rows", remedy=f"ask for {_MOST} at most, and use offset"
            )
        if tool == _SEARCH:
            return self._search(values, limit, offset)
        if tool not in self.queries:
            raise UsageError(f"there is no tool {tool!r}", remedy="list the tools")
        query = self.queries[tool]
        rows = run_query(self.store, query, values)
        assert isinstance(rows, Rows)
        found = list(rows.solutions)
        names = [variable.value for variable in rows.solutions.variables]
        return {
            "question": query.title,
            "notes": list(notes(query, values, self.store)),
            "total": len(found),
            "rows": [self._row(row, names) for row in found[offset : offset + limit]],
        }

    def _search(self, values: dict[str, str], limit: int, offset: int) -> dict[str, Any]:
        found = search(self.tables(), values.pop("words", ""), values, limit=limit, offset=offset)
        sentences = [_sentence(hit) for hit in found.hits]
        counts = {facet: [asdict(each) for each in values[:_LIMIT]] for facet, values in found.facets.items()}
        return {"total": found.total, "sentences": sentences, "facets": counts}

    def _row(self, row: QuerySolution, names: list[str]) -> dict[str, Any]:
        cells = {name: short(row[name]) for name in names if row[name] is not None}
        return {**cells, "evidence": list(self._evidence(row, names))}

    def _evidence(self, row: QuerySolution, names: list[str]) -> Iterator[dict[str, str]]:
        """Yield the words of claims that have all codes, places and years of a row, the newest first."""
        terms = {name: row[name] for name in names if row[name] is not None and name not in _NOT_OF_CLAIMS}
        codes = [term for term in terms.values() if isinstance(term, NamedNode) and _is_code(term)]
        if not codes:
            return
        report = terms.get("report")
        years = [str(term) for name in _YEARS if isinstance(term := terms.get(name), Literal)]
        query = _WORDS.format(
            patterns=" ".join(f"?claim ?property{at} {term} ." for at, term in enumerate(codes)),
            report=f"?document tg:report {report} ." if isinstance(report, NamedNode) else "",
            years=f"FILTER(?reported IN ({', '.join(years)}))" if years else "",
            limit=_PIECES,
        )
        found = self.store.query(query, prefixes=prefixes(), use_default_graph_as_union=True)
        assert isinstance(found, QuerySolutions)
        for each in found:
            yield {name: str(short(each[name])) for name in ("words", "address")}


def _sentence(hit: Hit) -> dict[str, Any]:
    claims = [{"kind": each.kind, "what": each.description, "address": each.claim} for each in hit.claims]
    return {"words": hit.words, "address": hit.evidence, "report": hit.title, "claims": claims}


def _is_code(term: NamedNode) -> bool:
    return term.value.startswith((f"{BASE}concept/", f"{BASE}place/"))


def _number(values: dict[str, str], name: str, default: int) -> int:
    given = values.pop(name, str(default))
    if not _WHOLE.fullmatch(given):
        raise UsageError(f"{name}={given} is not a whole number", remedy="give up to nine digits")
    return int(given)


def _schema(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    rows = {
        "limit": {
            "type": "integer",
            "minimum": 1,
            "maximum": _MOST,
            "description": f"rows to return, by default {_LIMIT}",
        },
        "offset": {"type": "integer", "minimum": 0, "description": "rows to skip"},
    }
    return {"type": "object", "properties": {**properties, **rows}, "required": required,
            "additionalProperties": False}  # fmt: skip


def _property(parameter: Parameter) -> dict[str, str]:
    if parameter.type in ("year", "integer"):
        return {"type": "integer", "description": parameter.meaning}
    codes = "" if parameter.type == "string" else f" (a code or name of the vocabulary {parameter.type})"
    return {"type": "string", "description": parameter.meaning + codes}


def _search_tool() -> types.Tool:
    words = (
        "words that a sentence has, all of them; mine* stands for all words that begin so, and words in "
        "quotation marks stand together"
    )
    meanings = {facet: f"only with this {facet}" for facet in FACETS} | {
        "country": "only of reports on this country (ISO 3166-1 alpha-3)",
        "code": "only with this code, such as sector/mining; the counts of an answer list codes",
    }
    properties = {name: {"type": "string", "description": meaning} for name, meaning in meanings.items()}
    properties["year"]["type"] = "integer"
    return types.Tool(
        name=_SEARCH, title="Which sentences have these words and codes?",
        description="Sentences of reports on which claims rest, the newest first, with counts by facet.",
        input_schema=_schema({"words": {"type": "string", "description": words}, **properties}, []),
        annotations=types.ToolAnnotations(read_only_hint=True),
    )  # fmt: skip


def server(answers: Answers) -> Server[Any]:
    """Return the server of a graph's answers."""

    async def list_tools(*_: object) -> types.ListToolsResult:
        return types.ListToolsResult(tools=answers.tools())

    async def call_tool(_: object, params: types.CallToolRequestParams) -> types.CallToolResult:
        try:
            # In this thread, as results of the store cannot go to another; there is one client only.
            found = answers.answer(params.name, params.arguments or {})
        except TipgraphError as error:
            return types.CallToolResult(content=[types.TextContent(text=str(error))], is_error=True)
        text = json.dumps(found, ensure_ascii=False)
        return types.CallToolResult(content=[types.TextContent(text=text)], structured_content=found)

    return Server(
        "tipgraph",
        version=__version__,
        instructions=_INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def serve(answers: Answers) -> None:
    """Serve answers on standard input and output until the input ends."""

    async def run() -> None:
        made = server(answers)
        async with stdio_server() as (reading, writing):
            await made.run(reading, writing, made.create_initialization_options())

    asyncio.run(run())
