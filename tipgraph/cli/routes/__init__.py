"""``tipgraph routes``: a group of commands, each imported when it runs."""

from __future__ import annotations

import click

from tipgraph.cli import Lazy, LazyGroup

__all__ = ["COMMANDS", "routes"]

_HERE = "tipgraph.cli.routes"

COMMANDS = [
    Lazy(
        "summary",
        f"{_HERE}.network_measures:summary",
        "Print statistics of the network and its leading places.",
    ),
    Lazy("hubs", f"{_HERE}.network_measures:hubs", "Rank places by a measure of their routes."),
    Lazy("paths", f"{_HERE}.paths:paths", "Find documented corridors between two places."),
    Lazy("between", f"{_HERE}.paths:between", "List the claims about routes between two places."),
    Lazy("communities", f"{_HERE}.network_measures:communities", "Group places that are densely connected."),
    Lazy(
        "profile",
        f"{_HERE}.network_measures:profile",
        "Show a country as source, transit and destination.",
    ),
    Lazy("compare", f"{_HERE}.network_measures:compare", "Compare two years."),
    Lazy("corroborated", f"{_HERE}.paths:corroborated", "List routes with the reports that name them."),
    Lazy("export", f"{_HERE}.export:export", "Write the network for other programs."),
    Lazy("map", f"{_HERE}.export:map_", "Draw the routes on a map, as a page."),
    Lazy("graph", f"{_HERE}.export:graph", "Draw the network without geography, as a page."),
    Lazy("plot", f"{_HERE}.export:plot", "Draw a figure for a paper."),
]
"""All commands: name, module and line in the help."""


@click.group(cls=LazyGroup, commands=COMMANDS)
def routes() -> None:
    """Analyse routes as a network: tables, files, maps.

    \b
    Examples:
      tipgraph routes summary graph.trig
      tipgraph routes hubs graph.trig --by betweenness
      tipgraph routes map archive/ -o routes.html --from 2015

    The number of reports that name a route does not measure how common trafficking on it is.
    """
