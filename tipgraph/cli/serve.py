"""``tipgraph serve`` and ``tipgraph mcp``: answers to browsers and programs, and to assistants."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from tipgraph.cli.console import Console
from tipgraph.cli.options import console_options

__all__ = ["mcp", "serve"]


@click.command()
@click.argument("graph", metavar="GRAPH")
@click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="ADDRESS",
    help="The address to listen on. The default is for this machine only; 0.0.0.0 is for all networks.",
)  # fmt: skip
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 selects a free port."
)
@click.option(
    "--public-url", default="", metavar="URL",
    help="The address of a proxy in front of the server, such as https://example.org/tip/.",
)  # fmt: skip
@click.option(
    "--refresh", type=click.FloatRange(0.01, 525_600), metavar="MINUTES",
    help="How often to check GRAPH for changes.  [default: all the time for a file or store, never for a "
    "SPARQL server]",
)  # fmt: skip
@click.option(
    "--timeout", type=click.FloatRange(0.1, 3600), default=30.0, show_default=True, metavar="SECONDS",
    help="The time limit of a query.",
)  # fmt: skip
@click.option(
    "--max-results", type=click.IntRange(1), default=100_000, show_default=True, metavar="N",
    help="The largest number of rows or triples in an answer.",
)  # fmt: skip
@click.option(
    "--workers", type=click.IntRange(1, 256), metavar="N",
    help="The number of queries that run at the same time.  [default: one for each processor, 2 to 8]",
)  # fmt: skip
@click.option(
    "--cors", multiple=True, metavar="ORIGIN",
    help="A site whose pages may query this server, such as https://example.org; * for all (repeatable).",
)  # fmt: skip
@click.option(
    "--frame-ancestors", multiple=True, metavar="ORIGIN",
    help="A site whose pages may show the map of routes in a frame; * for all (repeatable).",
)  # fmt: skip
@click.option(
    "--review-port", type=click.IntRange(1, 65535), metavar="PORT",
    help="The port of tipgraph review on this machine: each claim links to it.",
)  # fmt: skip
@console_options
def serve(
    console: Console, graph: str, host: str, port: int, public_url: str, refresh: float | None,
    timeout: float, max_results: int, workers: int | None, cors: tuple[str, ...],
    frame_ancestors: tuple[str, ...], review_port: int | None,
) -> None:  # fmt: skip
    """Serve a graph: pages, a query page and a SPARQL endpoint.

    GRAPH is an RDF file, a store's folder or a SPARQL server's address, whose graphs are copied first. The
    server only reads it, and runs until Ctrl-C. Pages of countries, regions, reports and concepts are at /,
    the query page is at /query, the search at /search, the map of routes at /map, and the SPARQL 1.1 Protocol
    at /sparql. When a file or store is built again, the server switches to the new version without a restart;
    --refresh copies the graphs of a SPARQL server again.

    Needs the extra serve (pip install 'tipgraph[serve]').

    \b
    Examples:
      tipgraph serve graph.trig
      tipgraph serve archive/ --port 8080 --timeout 10 --max-results 5000
      tipgraph serve archive/ --cors 'https://example.org'
      tipgraph serve archive/ --frame-ancestors 'https://example.org'
      tipgraph serve archive/ --public-url https://example.org/tip/
      tipgraph serve http://localhost:7878 --refresh 60

    Exit codes: 2 failed; 130 interrupted.
    """
    from tipgraph.util.optional import require

    require("serve")
    from tipgraph.web.server.limits import Limits
    from tipgraph.web.server.server import serve as run

    given = Limits(timeout=timeout, max_results=max_results, **({"workers": workers} if workers else {}))
    run(
        graph, host=host, port=port, public_url=public_url, refresh=refresh * 60 if refresh else None,
        limits=given, cors=cors, frames=frame_ancestors, review=review_port,
        ready=lambda address: console.note(f"Serving {graph} at {address} until Ctrl-C"), notify=console.note,
        warn=console.error,
    )  # fmt: skip


@click.command()
@click.argument("graph")
@console_options
def mcp(console: Console, graph: str) -> None:
    """Answer the questions of an assistant about a graph.

    GRAPH is an RDF file, a store's folder or a SPARQL server's address. The command serves the Model Context
    Protocol on standard input and output: each built-in query is a tool, and so is the search of sentences.
    Each answer has the words of reports, with the addresses of their claims.

    Needs the extra mcp (pip install 'tipgraph[mcp]').

    \b
    Examples:
      tipgraph mcp /data/graph.trig
    In the settings of an assistant:
      {"mcpServers": {"tipgraph": {"command": "tipgraph", "args": ["mcp", "/data/graph.trig"]}}}

    Exit codes: 0 the input has ended; 2 failed; 130 interrupted.
    """
    from tipgraph.util.optional import require

    require("mcp")
    from tipgraph.analysis.database import write_tables
    from tipgraph.rdf.restore import extractions
    from tipgraph.rdf.store import open_graph, refuse_older_model
    from tipgraph.web.mcp import Answers, serve

    store = open_graph(graph)
    refuse_older_model(store, graph)
    with TemporaryDirectory(prefix="tipgraph-mcp-") as folder:

        @cache
        def tables() -> Path:
            return write_tables(extractions(store), Path(folder, "tables.db"))[0]

        console.note(f"Answering about {graph} until the input ends")
        serve(Answers(store, tables))
