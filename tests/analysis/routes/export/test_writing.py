"""Files that are complete or not written."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from tests.analysis.routes.export.networks import claims, pairs
from tipgraph.analysis.routes.export import FORMATS, write
from tipgraph.analysis.routes.network import flatten
from tipgraph.errors import UnwritableError

SUFFIXES = [ending for form in FORMATS.values() for ending in form.suffixes]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_network_gives_the_same_bytes(suffix: str, tmp_path: Path) -> None:
    for network in (pairs(), claims()):
        once = write(network, tmp_path / f"once{suffix}").files
        again = write(network.copy(), tmp_path / f"again{suffix}").files
        for one, other in zip(once, again, strict=True):
            assert one.read_bytes() == other.read_bytes()
            assert b"NetworkX" not in one.read_bytes()
            assert b"lastmodified" not in one.read_bytes()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_network_of_nothing(suffix: str, tmp_path: Path) -> None:
    written = write(flatten(nx.DiGraph()), tmp_path / f"empty{suffix}")
    assert (written.places, written.edges, written.unplaced) == (0, 0, ())
    assert all(path.stat().st_size for path in written.files)


def test_what_is_told(tmp_path: Path) -> None:
    network = pairs()
    del network.nodes["MEX"]["latitude"]
    written = write(network, tmp_path / "new" / "routes.txt", "dot")
    assert written.files == (tmp_path / "new" / "routes.txt",)
    assert (written.places, written.edges) == (len(network), network.number_of_edges())
    assert written.unplaced == ("Mexico",)


def test_a_link_stays(tmp_path: Path) -> None:
    (tmp_path / "there.dot").touch()
    (tmp_path / "here.dot").symlink_to(tmp_path / "there.dot")
    write(pairs(), tmp_path / "here.dot")
    assert (tmp_path / "here.dot").is_symlink()
    assert (tmp_path / "there.dot").read_text().startswith("digraph")


def test_what_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "r-edges.csv").mkdir()
    (tmp_path / "r-nodes.csv").write_text("old")
    with pytest.raises(UnwritableError, match=r"r-edges\.csv is a folder: give the name of a file"):
        write(pairs(), tmp_path / "r.csv")
    assert (tmp_path / "r-nodes.csv").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r-edges.csv", "r-nodes.csv"]


def test_a_place_that_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UnwritableError, match=r"file/r\.gexf"):
        write(pairs(), tmp_path / "file" / "r.gexf")
