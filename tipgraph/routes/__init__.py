"""Routes as networks: which places they join, who says so, through where, and what changes.

>>> from tipgraph.routes import Atlas, aggregate, read_routes
>>> from tipgraph.store import open_graph
>>> routes = read_routes(open_graph("examples/graph.trig"))
>>> network = aggregate(routes, Atlas())
>>> network["KHM"]["THA"]["weight"] > 0
True

A claim is what a report says; a mention is no measure of how common a thing is.
"""

from tipgraph.routes.atlas import Atlas, Point
from tipgraph.routes.corroboration import Corroborated, Support, corroborated
from tipgraph.routes.network import aggregate, legs, multigraph, without_regions
from tipgraph.routes.reading import read_quotes, read_routes
from tipgraph.routes.regions import Regions, with_regions
from tipgraph.routes.route import Quote, Report, Route, Routes
from tipgraph.routes.selection import Selection, select

__all__ = [
    "Atlas",
    "Corroborated",
    "Point",
    "Quote",
    "Regions",
    "Report",
    "Route",
    "Routes",
    "Selection",
    "Support",
    "aggregate",
    "corroborated",
    "legs",
    "multigraph",
    "read_quotes",
    "read_routes",
    "select",
    "with_regions",
    "without_regions",
]
