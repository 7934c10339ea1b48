"""The notebook: its cells run one after the other, and show the table and the figure that are stored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.paths import ROOT
from tools.notebook import NOTEBOOK, executed

STORED: dict[str, Any] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
MOST_BYTES = 100_000


def shown(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what the cells show; of a picture, only its kind, as it depends on installed fonts."""
    found = [output["data"] for cell in notebook["cells"] for output in cell.get("outputs", ())]
    return [{kind: kind == "image/png" or value for kind, value in data.items()} for data in found]


def test_the_outputs_are_stored() -> None:
    assert [sorted(data) for data in shown(STORED)] == [*[["text/html", "text/plain"]] * 2, ["image/png"]]
    assert NOTEBOOK.stat().st_size < MOST_BYTES


@pytest.mark.slow
def test_the_cells_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": "notebook"}
    assert shown(executed(STORED, names)) == shown(STORED), "run: python -m tools.regenerate"
    regression = names["regression"]
    assert isinstance(regression, pd.DataFrame)
    assert list(regression.columns) == ["all claims", "precise rules"]
    assert (regression.loc["observations"].astype(int) > 10).all()
    assert regression.nunique(axis=1)["tier rank"] == 2, "precise rules state fewer routes"
    assert (tmp_path / "notebook.png").read_bytes().startswith(b"\x89PNG")
