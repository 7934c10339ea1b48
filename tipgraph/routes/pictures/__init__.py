"""Pictures of routes: pages to explore them on a map or as a network, and figures for papers."""

from tipgraph.routes.pictures.figure import ENDINGS, Figure, ending, figure

__all__ = ["ENDINGS", "Figure", "ending", "figure"]
