"""The notebook: its cells run one after the other, and give a table and a figure."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.paths import ROOT

NOTEBOOK = ROOT / "docs/panel.ipynb"


def cells() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    return found


def test_no_output_is_kept() -> None:
    assert [cell.get("outputs", []) for cell in cells()] == [[]] * len(cells())


@pytest.mark.slow
def test_the_cells_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": "notebook"}
    for cell in cells():
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)
    regression = names["regression"]
    assert isinstance(regression, pd.DataFrame)
    assert list(regression.columns) == ["all claims", "precise rules"]
    assert (regression.loc["observations"].astype(int) > 10).all()
    assert regression.nunique(axis=1)["tier rank"] == 2, "precise rules state fewer routes"
    figure = (tmp_path / "notebook.svg").read_text(encoding="utf-8")
    assert "routes out of the country" in figure
    assert "Thailand" in figure
