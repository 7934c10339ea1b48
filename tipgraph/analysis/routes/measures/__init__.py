"""Measures of networks of routes, each with its source, meaning and degenerate cases.

They take the graphs of `tipgraph.analysis.routes.network` and call public functions of networkx, so that a
backend of networkx can compute them if the user installs one. See docs/routes.md.
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
from tipgraph.analysis.routes.measures.profile import Line, Part, Profile, profile
from tipgraph.analysis.routes.measures.structure import (
    Communities,
    adjusted_rand_index,
    bridges,
    communities,
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
