"""The legend and the caption stand below a picture, in as many columns as its width has room for."""

from __future__ import annotations

from typing import Any

import pytest

from tipgraph.analysis.routes.pictures.style import ENTRIES, caption, legend


def top(group: dict[str, Any]) -> int:
    """Return the distance of a part from the picture's lower edge."""
    before, _, distance = group["encode"]["update"]["y"]["signal"].partition(" + ")
    assert before == "height"
    return int(distance)


@pytest.mark.parametrize(("columns", "rows"), [(4, 3), (3, 4), (2, 5)])
def test_entries_fill_the_columns_and_the_caption_stands_below(columns: int, rows: int) -> None:
    words = [mark["encode"]["update"] for mark in legend(columns)["marks"] if mark["type"] == "text"]
    places = [(look["x"]["signal"], look["y"]["value"]) for look in words]
    assert len(set(places)) == len(ENTRIES)
    assert len({x for x, _ in places}) == columns
    lines = sorted({y for _, y in places})
    assert len(lines) == rows
    first, second = (
        mark["encode"]["update"]["y"]["value"] for mark in caption(["one", "two"], columns)["marks"]
    )
    assert (
        top(legend(columns)) + lines[-1]
        < top(caption([], columns)) + first
        < top(caption([], columns)) + second
    )
