"""Shows a narrative with its evidence marked and its claims next to it, on a terminal or as an HTML page."""

from tipgraph.web.show.render import Choice, page, terminal, the_one
from tipgraph.web.show.view import Card, Passage, Piece, View, view

__all__ = ["Card", "Choice", "Passage", "Piece", "View", "page", "terminal", "the_one", "view"]
