"""The build: narratives in, a validated graph out, over as many processes as one likes."""

from tipgraph.pipeline.run import build
from tipgraph.pipeline.summary import Change, NothingReadError, Summary

__all__ = ["Change", "NothingReadError", "Summary", "build"]
