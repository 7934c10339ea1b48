"""Pictures of routes: pages with a map or a network to explore, and figures for papers.

>>> from tipgraph.analysis.routes import Gazetteer, read_routes
>>> from tipgraph.rdf.store import open_graph
>>> routes = read_routes(open_graph("examples/graph.trig"))
>>> figure(routes, Gazetteer(), Figure(top=10), ".svg")[:4]
b'<svg'
"""

from tipgraph.analysis.routes.loading import read_quote_texts
from tipgraph.analysis.routes.pictures.explorer import page
from tipgraph.analysis.routes.pictures.figure import PREVIEW, SUFFIXES, Figure, figure, suffix

__all__ = ["PREVIEW", "SUFFIXES", "Figure", "figure", "page", "read_quote_texts", "suffix"]
