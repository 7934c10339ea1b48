"""Networks of routes as files that other programs open: Gephi, Cytoscape, maps, Graphviz, spreadsheets.

>>> from tipgraph.analysis.routes import Atlas, aggregate, read_routes
>>> from tipgraph.analysis.routes.export import flat, write
>>> from tipgraph.rdf.store import open_graph
>>> store = open_graph("examples/graph.trig")
>>> network = flat(aggregate(read_routes(store), Atlas()), store)
>>> network["KHM"]["THA"]["label"], network["KHM"]["THA"]["years"]
('Cambodia → Thailand', '2004|2012|2019')

`write` puts such a network into a file of the format that the file's name ends in.
"""

from tipgraph.analysis.routes.export.flat import SEPARATOR, Flat, flat
from tipgraph.analysis.routes.export.writing import FORMATS, Format, Written, form_of, write

__all__ = ["FORMATS", "SEPARATOR", "Flat", "Format", "Written", "flat", "form_of", "write"]
