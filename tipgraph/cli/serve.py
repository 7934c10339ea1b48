"""``tipgraph serve``."""

from __future__ import annotations

import click

from tipgraph.cli.console import Console
from tipgraph.cli.options import common

__all__ = ["serve"]


@click.command()
@click.argument("graph", metavar="GRAPH")
@click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="ADDRESS",
    help="Where to listen: by default for this machine alone; 0.0.0.0 for all that can reach it.",
)  # fmt: skip
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 for any that is free."
)
@click.option(
    "--public-url", default="", metavar="URL",
    help="The address at which a proxy passes requests on, such as https://example.org/tip/.",
)  # fmt: skip
@click.option(
    "--refresh", type=click.FloatRange(0.01, 525_600), metavar="MINUTES",
    help="How often to look whether GRAPH has changed; by default all the time for a file or store, and "
    "never for a server, which is copied for that.",
)  # fmt: skip
@click.option(
    "--timeout", type=click.FloatRange(0.1, 3600), default=30.0, show_default=True, metavar="SECONDS",
    help="Stop a query that takes longer.",
)  # fmt: skip
@click.option(
    "--max-results", type=click.IntRange(1), default=100_000, show_default=True, metavar="N",
    help="Refuse an answer of more rows or triples.",
)  # fmt: skip
@click.option(
    "--workers", type=click.IntRange(1, 256), metavar="N",
    help="Queries that run at a time; by default one a core, two to eight.",
)  # fmt: skip
@click.option(
    "--cors", multiple=True, metavar="ORIGIN",
    help="A site whose pages may ask this server, such as https://example.org; * for all (repeatable).",
)  # fmt: skip
@common
def serve(
    console: Console, graph: str, host: str, port: int, public_url: str, refresh: float | None,
    timeout: float, max_results: int, workers: int | None, cors: tuple[str, ...],
) -> None:  # fmt: skip
    """Serve a graph: pages, a query page, and a SPARQL endpoint.

    GRAPH is an RDF file, a store, or the address of a SPARQL server, whose graphs are copied first. It is
    only read, and served until Ctrl-C: pages of countries, regions, reports and concepts at /, a page to
    query at /query, the SPARQL 1.1 Protocol at /sparql. A file or store that was built anew is noticed
    and served as it is then, without a restart; what a server has is copied again with --refresh.

    \b
    Examples:
      tipgraph serve graph.trig
      tipgraph serve archive/ --port 8080 --timeout 10 --max-results 5000
      tipgraph serve archive/ --cors 'https://example.org'
      tipgraph serve archive/ --public-url https://example.org/tip/
      tipgraph serve http://localhost:7878 --refresh 60

    Exit codes: 2 could not run; 130 interrupted.
    """
    from tipgraph.web.server.limits import Limits
    from tipgraph.web.server.server import serve as run

    given = Limits(timeout=timeout, max_results=max_results, **({"workers": workers} if workers else {}))
    run(
        graph, host=host, port=port, public=public_url, refresh=refresh * 60 if refresh else None,
        limits=given, cors=cors,
        ready=lambda address: console.note(f"Serving {graph} at {address} until Ctrl-C"), say=console.note,
        complain=console.error,
    )  # fmt: skip
