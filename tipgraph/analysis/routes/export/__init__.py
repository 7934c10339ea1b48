"""Write networks of routes to files for Gephi, Cytoscape, maps, Graphviz and spreadsheets.

>>> from tipgraph.analysis.routes import Gazetteer, aggregate, read_routes
>>> from tipgraph.analysis.routes.export import flatten, write
>>> from tipgraph.rdf.store import open_graph
>>> store = open_graph("examples/graph.trig")
>>> network = flatten(aggregate(read_routes(store), Gazetteer()), store)
>>> network["KHM"]["THA"]["label"], network["KHM"]["THA"]["years"]
('Cambodia → Thailand', '2004|2012|2019')

`write` writes such a network to a file; the suffix of the file's name decides the format.
"""

from tipgraph.analysis.routes.export.flat import SEPARATOR, FlatGraph, flatten
from tipgraph.analysis.routes.export.formats import FORMATS, Format, Written, format_of, write

__all__ = ["FORMATS", "SEPARATOR", "FlatGraph", "Format", "Written", "flatten", "format_of", "write"]
