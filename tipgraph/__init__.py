"""From Trafficking-in-Persons narratives to a validated, citable knowledge graph."""

__version__ = "0.1.0"
