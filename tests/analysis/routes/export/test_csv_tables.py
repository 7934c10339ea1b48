"""Files of CSV tables."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from tests.analysis.routes.export.networks import pairs
from tipgraph.analysis.routes.export import csv_tables


def test_the_zip_holds_the_same() -> None:
    (packed,) = csv_tables(pairs(), Path("r.zip")).values()
    plain = csv_tables(pairs(), Path("r.csv"))
    with ZipFile(BytesIO(packed)) as archive:
        assert archive.namelist() == ["nodes.csv", "edges.csv"]
        for name in archive.namelist():
            assert archive.read(name) == plain[Path(f"r-{name}")]


def test_any_name_will_do() -> None:
    assert list(csv_tables(pairs(), Path("a/r"))) == [Path("a/r-nodes.csv"), Path("a/r-edges.csv")]
