"""A server for a graph: a SPARQL endpoint, a query page, and a page for every thing in the graph.

`tipgraph.web.server.server.serve` starts it. One process speaks HTTP; worker processes answer the requests.
"""
