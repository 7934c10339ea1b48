"""Measures of the networks of routes: one a module, with its source, meaning and degenerate cases.

They take networkx' graphs, as `tipgraph.analysis.routes.network` makes them, and call networkx by its
public names: where a user installs one of its backends, that computes them. See docs/routes.md.
"""

from tipgraph.analysis.routes.measures.catalogue import MEASURES, Change, Measure, Ranked, changes, ranked
from tipgraph.analysis.routes.measures.centrality import (
    authorities,
    betweenness,
    hubs,
    in_strength,
    out_strength,
    pagerank,
    passages,
)
from tipgraph.analysis.routes.measures.communities import Communities, adjusted_rand, communities
from tipgraph.analysis.routes.measures.profile import Line, Part, Profile, profile
from tipgraph.analysis.routes.measures.structure import (
    bridges,
    components,
    cores,
    cut_vertices,
    evenness,
    evenness_of_destinations,
    evenness_of_origin,
    reciprocity,
    returned,
)

__all__ = [
    "MEASURES",
    "Change",
    "Communities",
    "Line",
    "Measure",
    "Part",
    "Profile",
    "Ranked",
    "adjusted_rand",
    "authorities",
    "betweenness",
    "bridges",
    "changes",
    "communities",
    "components",
    "cores",
    "cut_vertices",
    "evenness",
    "evenness_of_destinations",
    "evenness_of_origin",
    "hubs",
    "in_strength",
    "out_strength",
    "pagerank",
    "passages",
    "profile",
    "ranked",
    "reciprocity",
    "returned",
]
