"""A graph published as a static site of linked data, which any web server can host."""

from tipgraph.web.publish.plan import Words
from tipgraph.web.publish.publication import Published, publish

__all__ = ["Published", "Words", "publish"]
