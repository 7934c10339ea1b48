"""A graph published as a static site of linked data, which any web server can host.

>>> from tempfile import TemporaryDirectory
>>> from pathlib import Path
>>> with TemporaryDirectory() as folder:
...     published = publish("examples/graph.trig", Path(folder) / "site", "https://example.org/trafficking/")
...     published.reports, (Path(folder) / "site/place/KEN.ttl").exists()
(20, True)
"""

from tipgraph.publish.plan import Words
from tipgraph.publish.publication import Published, publish

__all__ = ["Published", "Words", "publish"]
