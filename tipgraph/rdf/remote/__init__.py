"""Graphs on SPARQL servers: SPARQL 1.1 Protocol and Graph Store HTTP Protocol.

Imported only where an address is given: what speaks HTTP takes time to load.
"""
