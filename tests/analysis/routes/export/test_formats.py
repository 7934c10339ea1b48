"""Formats by name and suffix."""

from __future__ import annotations

from pathlib import Path

import pytest

from tipgraph.analysis.routes.export import FORMATS, format_of
from tipgraph.errors import UsageError


def test_every_ending_is_of_one_format() -> None:
    for form in FORMATS.values():
        for ending in form.suffixes:
            assert format_of(Path(f"a{ending.upper()}")) is form


@pytest.mark.parametrize(
    ("path", "name", "says"),
    [
        ("routes", None, "routes: unknown file format: use a name that ends in .gexf"),
        ("routes.ttl", None, "or name the format: gexf"),
        ("-", "dot", "cannot write to standard output (-): give the name of a file"),
        ("routes.dot", "gefx", "gefx: unknown format: did you mean gexf?"),
    ],
)
def test_refused(path: str, name: str | None, says: str) -> None:
    with pytest.raises(UsageError) as caught:
        format_of(Path(path), name)
    assert says in str(caught.value)
