"""Measures of the networks of routes: one a module, with its source, meaning and degenerate cases.

They take networkx' graphs, as `tipgraph.analysis.routes.multigraph` and
`tipgraph.analysis.routes.aggregate` make them, and call networkx by its public names: where a user installs
one of its backends, that computes them. See docs/routes.md.
"""

from tipgraph.analysis.routes.measures.catalogue import MEASURES, Change, Measure, Ranked, changes, ranked
from tipgraph.analysis.routes.measures.centrality import (
    authorities,
    betweenness,
    hubs,
    in_strength,
    out_strength,
    pagerank,
    transit,
)
from tipgraph.analysis.routes.measures.communities import Communities, adjusted_rand_index, communities
from tipgraph.analysis.routes.measures.profile import Line, Part, Profile, profile
from tipgraph.analysis.routes.measures.structure import (
    bridges,
    core_numbers,
    cut_vertices,
    evenness,
    evenness_of_destinations,
    evenness_of_origin,
    overall_reciprocity,
    reciprocity,
    strong_components,
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
    "adjusted_rand_index",
    "authorities",
    "betweenness",
    "bridges",
    "changes",
    "communities",
    "core_numbers",
    "cut_vertices",
    "evenness",
    "evenness_of_destinations",
    "evenness_of_origin",
    "hubs",
    "in_strength",
    "out_strength",
    "overall_reciprocity",
    "pagerank",
    "profile",
    "ranked",
    "reciprocity",
    "strong_components",
    "transit",
]
