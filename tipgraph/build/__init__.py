"""Builds: reports in, a validated graph out, on one machine or on a Dask cluster."""

from tipgraph.build.run import build_graph
from tipgraph.build.summary import NothingReadError, StoreChange, Summary

__all__ = ["NothingReadError", "StoreChange", "Summary", "build_graph"]
