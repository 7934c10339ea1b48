"""Routes as networks: which places they join, who says so, through where, and what changes.

>>> from tipgraph.routes import Atlas, aggregate, read_routes
>>> from tipgraph.store import open_graph
>>> routes = read_routes(open_graph("examples/graph.trig"))
>>> network = aggregate(routes, Atlas())
>>> network["KHM"]["THA"]["weight"] > 0
True

A claim is what a report says; a mention is no measure of how common a thing is.
"""

from tipgraph.routes.atlas import SUBREGIONS, Atlas, Point
from tipgraph.routes.corroboration import Corroborated, Support, corroborated
from tipgraph.routes.figures import Figure, Joint, Leading, figures, joints, leading
from tipgraph.routes.network import aggregate, legs, multigraph, without_regions
from tipgraph.routes.networks import Networks, networks, undirected
from tipgraph.routes.paths import Corridor, Leg, Told, corridors
from tipgraph.routes.reading import read_quotes, read_roles, read_routes
from tipgraph.routes.regions import Regions, passing_countries, with_regions
from tipgraph.routes.route import Quote, Report, Role, Route, Routes
from tipgraph.routes.selection import Selection, select
from tipgraph.routes.statements import between

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
