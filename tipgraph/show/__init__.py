"""A narrative with its evidence marked and its claims beside it: on a terminal, or as a page."""

from tipgraph.show.choice import Choice, the_one
from tipgraph.show.page import page
from tipgraph.show.terminal import terminal
from tipgraph.show.view import Card, Passage, Piece, View, view

__all__ = ["Card", "Choice", "Passage", "Piece", "View", "page", "terminal", "the_one", "view"]
