"""Measures of the networks of routes: one a module, with its source, meaning and degenerate cases.

They take networkx' graphs, as `tipgraph.routes.networks` makes them, and call networkx by its public names:
where a user installs one of its backends, that computes them. See docs/routes.md.
"""

from tipgraph.routes.measures.betweenness import betweenness
from tipgraph.routes.measures.bridges import bridges, cut_vertices
from tipgraph.routes.measures.catalogue import MEASURES, Measure, Ranked, ranked
from tipgraph.routes.measures.change import Change, changes
from tipgraph.routes.measures.communities import Communities, adjusted_rand, communities
from tipgraph.routes.measures.components import components
from tipgraph.routes.measures.concentration import evenness, evenness_of_destinations, evenness_of_origin
from tipgraph.routes.measures.cores import cores
from tipgraph.routes.measures.hits import authorities, hubs
from tipgraph.routes.measures.pagerank import pagerank
from tipgraph.routes.measures.passages import passages
from tipgraph.routes.measures.profile import Line, Part, Profile, profile
from tipgraph.routes.measures.reciprocity import reciprocity, returned
from tipgraph.routes.measures.strength import in_strength, out_strength

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
