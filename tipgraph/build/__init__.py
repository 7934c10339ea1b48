"""The build: narratives in, a validated graph out, over as many processes as one likes."""

from tipgraph.build.run import build_graph
from tipgraph.build.summary import Change, NothingReadError, Summary

__all__ = ["Change", "NothingReadError", "Summary", "build_graph"]
