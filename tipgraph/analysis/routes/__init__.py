"""Routes as networks: which places they join, who says so, through where, and what changes.

>>> from tipgraph.analysis.routes import Atlas, aggregate, read_routes
>>> from tipgraph.rdf.store import open_graph
>>> routes = read_routes(open_graph("examples/graph.trig"))
>>> network = aggregate(routes, Atlas())
>>> network["KHM"]["THA"]["weight"] > 0
True

A claim is what a report says; a mention is no measure of how common a thing is.
"""

from tipgraph.analysis.routes.atlas import SUBREGIONS, Atlas, Point
from tipgraph.analysis.routes.corroboration import Corroborated, Support, corroborated
from tipgraph.analysis.routes.loading import read_quotes, read_roles, read_routes
from tipgraph.analysis.routes.network import (
    Networks,
    aggregate,
    legs,
    multigraph,
    networks,
    undirected,
    without_regions,
)
from tipgraph.analysis.routes.overview import Figure, Joint, Leading, figures, joints, leading
from tipgraph.analysis.routes.paths import Corridor, Leg, Told, corridors
from tipgraph.analysis.routes.regions import Regions, Selection, passing_countries, select, with_regions
from tipgraph.analysis.routes.route import Quote, Report, Role, Route, Routes, between

__all__ = [
    "SUBREGIONS",
    "Atlas",
    "Corridor",
    "Corroborated",
    "Figure",
    "Joint",
    "Leading",
    "Leg",
    "Networks",
    "Point",
    "Quote",
    "Regions",
    "Report",
    "Role",
    "Route",
    "Routes",
    "Selection",
    "Support",
    "Told",
    "aggregate",
    "between",
    "corridors",
    "corroborated",
    "figures",
    "joints",
    "leading",
    "legs",
    "multigraph",
    "networks",
    "passing_countries",
    "read_quotes",
    "read_roles",
    "read_routes",
    "select",
    "undirected",
    "with_regions",
    "without_regions",
]
