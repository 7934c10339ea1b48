"""The site that tests share: publishing takes some seconds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.web.publish import sites
from tipgraph.web.publish import Published, publish


@dataclass(frozen=True)
class Site:
    """A site, its graph, and the result of `publish`."""

    folder: Path
    graph: Path
    base: str
    published: Published


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Return a site with texts, for an address with a path."""
    folder = tmp_path_factory.mktemp("publish")
    graph = sites.graph(folder / "graph.nq", texts=True)
    base = "https://example.org/some%20graph/"
    return Site(folder / "site", graph, base, publish(graph, folder / "site", base, texts=True))
