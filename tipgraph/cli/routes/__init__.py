"""``tipgraph routes``: the group, and its commands by name; a command's module is imported when it runs."""

from __future__ import annotations

import click

from tipgraph.cli.group import Lazy, LazyGroup

__all__ = ["COMMANDS", "routes"]

_HERE = "tipgraph.cli.routes"

COMMANDS = [
    Lazy("summary", f"{_HERE}.summary:summary", "The network at a glance."),
    Lazy("hubs", f"{_HERE}.hubs:hubs", "Rank places by a measure of their routes."),
    Lazy("paths", f"{_HERE}.paths:paths", "Find documented corridors between two places."),
    Lazy("between", f"{_HERE}.between:between", "List what is said of the routes between two places."),
    Lazy("communities", f"{_HERE}.communities:communities", "Group places that are densely joined."),
    Lazy("profile", f"{_HERE}.profile:profile", "Show a country as source, transit and destination."),
    Lazy("compare", f"{_HERE}.compare:compare", "Compare two years."),
    Lazy("corroborated", f"{_HERE}.corroborated:corroborated", "List routes by who speaks of them."),
    Lazy("export", f"{_HERE}.export:export", "Write the network for other programs."),
    Lazy("map", f"{_HERE}.pictures:map_", "Draw the routes on a map, as a page."),
    Lazy("graph", f"{_HERE}.pictures:graph", "Draw the network without geography, as a page."),
    Lazy("plot", f"{_HERE}.pictures:plot", "Draw a figure for a paper."),
]
"""Every command: its name, where it stands, and its line in the group's help."""


@click.group(cls=LazyGroup, commands=COMMANDS)
def routes() -> None:
    """Analyse routes as a network: tables, files, maps.

    \b
    Examples:
      tipgraph routes summary graph.trig
      tipgraph routes hubs graph.trig --by betweenness
      tipgraph routes map archive/ -o routes.html --from 2015

    A claim is what a report says; a mention is no measure of how common a thing is.
    """
