"""Builds on Dask: sources from anywhere fsspec reaches, processed by workers, written as partitions.

Needs the extra ``dask``. The import raises UsageError if it is not installed.
"""

from tipgraph.util.optional import require

require("dask")

from tipgraph.build.dask.load import load  # noqa: E402
from tipgraph.build.dask.run import distribute  # noqa: E402

__all__ = ["distribute", "load"]
