"""Publishes a graph as a static site of linked data, which any web server can host."""

from tipgraph.web.publish.plan import Metadata
from tipgraph.web.publish.publication import Published, publish

__all__ = ["Metadata", "Published", "publish"]
