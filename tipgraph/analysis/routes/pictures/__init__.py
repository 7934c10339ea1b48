"""Pictures of routes: pages to explore them on a map or as a network, and figures for papers.

>>> from tipgraph.analysis.routes import Atlas, read_routes
>>> from tipgraph.rdf.store import open_graph
>>> routes = read_routes(open_graph("examples/graph.trig"))
>>> figure(routes, Atlas(), Figure(top=10), ".svg")[:4]
b'<svg'
"""

from tipgraph.analysis.routes.pictures.content import read_words
from tipgraph.analysis.routes.pictures.figure import ENDINGS, Figure, ending, figure
from tipgraph.analysis.routes.pictures.page import LIMIT, Page, page

__all__ = ["ENDINGS", "LIMIT", "Figure", "Page", "ending", "figure", "page", "read_words"]
