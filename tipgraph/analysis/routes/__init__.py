"""Routes as networks: which places they connect, which reports state them, transit places, and changes.

>>> from tipgraph.analysis.routes import Gazetteer, aggregate, read_routes
>>> from tipgraph.rdf.store import open_graph
>>> routes = read_routes(open_graph("examples/graph.trig"))
>>> network = aggregate(routes, Gazetteer())
>>> network["KHM"]["THA"]["weight"] > 0
True

A claim is what a report states. The number of mentions does not measure how common trafficking is.
"""

from tipgraph.analysis.routes.gazetteer import Gazetteer, Point
from tipgraph.analysis.routes.loading import Quote, read_quotes, read_roles, read_routes
from tipgraph.analysis.routes.network import Networks, aggregate, legs, multigraph, networks, undirected
from tipgraph.analysis.routes.paths import Basis, Corridor, Leg, corridors
from tipgraph.analysis.routes.route import (
    Corroborated,
    Report,
    Role,
    Route,
    Routes,
    Support,
    between,
    corroborated,
)
from tipgraph.analysis.routes.selection import (
    Regions,
    Selection,
    select,
    with_regions,
    without_transit_regions,
)
from tipgraph.analysis.routes.statistics import TopPlaces, network_statistics, structures, top_places

__all__ = [
    "Basis",
    "Corridor",
    "Corroborated",
    "Gazetteer",
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
    "TopPlaces",
    "aggregate",
    "between",
    "corridors",
    "corroborated",
    "legs",
    "multigraph",
    "network_statistics",
    "networks",
    "read_quotes",
    "read_roles",
    "read_routes",
    "select",
    "structures",
    "top_places",
    "undirected",
    "with_regions",
    "without_transit_regions",
]
