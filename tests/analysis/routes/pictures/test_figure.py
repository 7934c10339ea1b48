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


@pytest.mark.parametrize("kind", SUFFIXES)
def test_same_bytes(kind: str) -> None:
    assert figure(ROUTES, GAZETTEER, Figure(), kind) == figure(ROUTES, GAZETTEER, Figure(), kind)


def test_a_pdf_of_another_process_is_the_same(tmp_path: Path) -> None:
    code = (
        "import sys; from tests.analysis.routes.pictures.samples import ROUTES; "
        "from tipgraph.analysis.routes import Gazetteer;"
        "from tipgraph.analysis.routes.pictures import Figure, figure;"
        "open(sys.argv[1], 'wb').write(figure(ROUTES, Gazetteer(), Figure(), '.pdf'))"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "a.pdf")], check=True)
    assert (tmp_path / "a.pdf").read_bytes() == figure(ROUTES, GAZETTEER, Figure(), ".pdf")


@pytest.mark.parametrize("kind", SUFFIXES)
def test_a_title_may_have_characters_that_pictures_cannot_hold(kind: str) -> None:
    # In a separate process: an abort would end all tests.
    code = (
        "import sys; from tests.analysis.routes.pictures.samples import ROUTES; "
        "from tipgraph.analysis.routes import Gazetteer;"
        "from tipgraph.analysis.routes.pictures import Figure, figure;"
        "sys.stdout.buffer.write(figure(ROUTES, Gazetteer(), Figure(title='a\\x0bb\\udcff'), sys.argv[1]))"
    )
    made = subprocess.run([sys.executable, "-c", code, kind], capture_output=True, check=True).stdout
    assert len(made) > 1000
    if kind == ".svg":
        assert "a\ufffdb\ufffd" in made.decode()


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
