"""Graphs on servers that others run: SPARQL 1.1 queries, updates and the Graph Store protocol over HTTP.

Imported only where an address is given: what speaks HTTP takes time to load.
"""
