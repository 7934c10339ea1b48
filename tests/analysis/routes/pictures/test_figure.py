"""Figures: the same bytes each time, text that stays text, captions that say what is missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pytest

from tests.analysis.routes.pictures.samples import ROUTES
from tipgraph.analysis.routes import Gazetteer
from tipgraph.analysis.routes.pictures import SUFFIXES, Figure, figure, suffix
from tipgraph.errors import UsageError

GAZETTEER = Gazetteer()


def made_elsewhere(title: str, folder: Path) -> dict[str, bytes]:
    """Return the figure in all formats, as another process makes it."""
    code = f"""
from pathlib import Path
from tests.analysis.routes.pictures.test_figure import GAZETTEER, ROUTES, SUFFIXES, Figure, figure

for kind in SUFFIXES:
    made = figure(ROUTES, GAZETTEER, Figure(title={title!r}), kind)
    Path({str(folder)!r}, f"a{{kind}}").write_bytes(made)
"""
    subprocess.run([sys.executable, "-c", code], check=True)
    return {kind: (folder / f"a{kind}").read_bytes() for kind in SUFFIXES}


@pytest.mark.slow
def test_another_process_makes_the_same_bytes(tmp_path: Path) -> None:
    made = {kind: figure(ROUTES, GAZETTEER, Figure(title="Ways"), kind) for kind in SUFFIXES}
    assert made_elsewhere("Ways", tmp_path) == made


@pytest.mark.slow
def test_a_title_may_have_characters_that_pictures_cannot_hold(tmp_path: Path) -> None:
    # In a separate process: an abort would end all tests.
    made = made_elsewhere("a\x0bb\udcff", tmp_path)
    assert all(len(content) > 1000 for content in made.values())
    assert "a\ufffdb\ufffd" in made[".svg"].decode()


def test_letters_of_a_pdf_can_be_read() -> None:
    document = pypdfium2.PdfDocument(figure(ROUTES, GAZETTEER, Figure(title="Ways & <means>"), ".pdf"))
    text = document[0].get_textpage().get_text_range()
    assert "Ways & <means>" in text
    assert "mentions do not measure how common trafficking is" in text
    document.close()


def test_an_svg_escapes_and_asks_for_nothing() -> None:
    svg = figure(ROUTES, GAZETTEER, Figure(title="</svg><script>"), ".svg").decode()
    assert "<script>" not in svg
    assert "&lt;/svg" in svg
    assert "href=" not in svg
    assert ">Cambodia</text>" in svg


def test_a_png_is_dense_enough_for_print() -> None:
    data = figure(ROUTES, GAZETTEER, Figure(width=600), ".png")
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(data[16:20]) >= 1800


def test_the_caption_says_how_many_of_how_many() -> None:
    few = figure(ROUTES, GAZETTEER, Figure(top=2), ".svg").decode()
    assert "The 2 most reported of 5 routes, from 8 claims of 7 reports, 2004–2019." in few
    assert "All 5 routes" in figure(ROUTES, GAZETTEER, Figure(), ".svg").decode()


def test_endings() -> None:
    assert suffix(Path("routes.PDF")) == ".pdf"
    with pytest.raises(UsageError, match=r"routes\.gif.*\.svg, \.png, \.pdf"):
        suffix(Path("routes.gif"))
