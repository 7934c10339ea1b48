"""Networks of routes as files that other programs open: Gephi, Cytoscape, maps, Graphviz, spreadsheets.

>>> from tipgraph.analysis.routes import Gazetteer, aggregate, read_routes
>>> from tipgraph.analysis.routes.export import flatten, write
>>> from tipgraph.rdf.store import open_graph
>>> store = open_graph("examples/graph.trig")
>>> network = flatten(aggregate(read_routes(store), Gazetteer()), store)
>>> network["KHM"]["THA"]["label"], network["KHM"]["THA"]["years"]
('Cambodia → Thailand', '2004|2012|2019')

`write` puts such a network into a file of the format that the file's name ends in.
"""

from tipgraph.analysis.routes.export.flat import SEPARATOR, FlatGraph, flatten
from tipgraph.analysis.routes.export.writing import FORMATS, Format, Written, format_of, write

__all__ = ["FORMATS", "SEPARATOR", "FlatGraph", "Format", "Written", "flatten", "format_of", "write"]
