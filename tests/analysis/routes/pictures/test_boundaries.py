"""The outlines of countries: the generator's output, with the codes of places."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from tipgraph.analysis.routes import Gazetteer
from tools.boundaries import BOUNDARIES, boundaries


@pytest.mark.slow
def test_the_committed_file_is_what_the_generator_makes() -> None:
    if not shutil.which("npm"):
        pytest.skip("npm is not installed")
    try:
        made = boundaries()
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        pytest.skip("npm's registry is not reached")
    assert made == BOUNDARIES.read_bytes()


def test_source_and_licence_stand_beside_it() -> None:
    text = BOUNDARIES.with_suffix(".md").read_text(encoding="utf-8")
    assert "Natural Earth" in text
    assert "public domain" in text


@pytest.mark.parametrize("place", ["THA", "NGA", "MDA", "USA", "SSD", "FJI"])
def test_countries_are_found_by_their_number(place: str) -> None:
    outlines = json.loads(BOUNDARIES.read_text())["objects"]["countries"]["geometries"]
    assert Gazetteer().number(place) in {outline.get("id") for outline in outlines}


def test_the_file_is_small() -> None:
    assert BOUNDARIES.stat().st_size < 200_000
