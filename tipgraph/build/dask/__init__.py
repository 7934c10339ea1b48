"""Building on Dask: documents from anywhere fsspec reaches, understood on workers, written as partitions.

Needs the extra ``dask``; raises UsageError on import where it is not installed.
"""

from tipgraph.util.optional import extra

with extra("dask"):
    import distributed  # noqa: F401 - tried first, so that what is missing is told in words
    import fsspec  # noqa: F401

from tipgraph.build.dask.load import Loaded, load
from tipgraph.build.dask.run import distribute

__all__ = ["Loaded", "distribute", "load"]
