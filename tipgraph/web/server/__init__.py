"""A server for a graph: a SPARQL endpoint, a page to query it on, and a page for every thing in it.

`tipgraph.web.server.server` has what starts it. Here is nothing, as the processes that answer queries import
this package, too, and are started anew whenever one of them had to be stopped.
"""
