"""``tipgraph mcp``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from tipgraph.cli.console import Console
from tipgraph.cli.options import console_options

__all__ = ["mcp"]


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
    from tipgraph.analysis.tables import write_tables
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
