from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.support import KENYA, error_of, read_all, read_one, under, write
from tipgraph.model.documents import Narrative
from tipgraph.reading import Defaults, Limits
from tipgraph.reading.defaults import LIMITS


@pytest.mark.parametrize("levels", [500, 5_000, 200_000])
@pytest.mark.parametrize("tags", ["<div>", "<b>", "<SPAN class=x>", "<div><!-- --></div><div>"])
def test_a_page_nested_too_deeply_is_an_error(tmp_path: Path, tags: str, levels: int) -> None:
    page = "<html><body><p>" + tags * levels + "Traffickers lure girls to Kenya. " * 20
    assert "nested too deeply" in str(error_of(write(tmp_path / "a.html", page)))


def test_a_page_at_the_limit_of_browsers_is_read(tmp_path: Path) -> None:
    page = "<html><body>" + "<div>" * (LIMITS.depth - 5) + "Traffickers lure girls to Kenya. " * 20
    assert read_one(write(tmp_path / "a.html", page), Defaults(country="KEN", year=2014)).text


@pytest.mark.parametrize(("depth", "readable"), [(12, True), (11, False)])
def test_tags_without_an_end_tag_do_not_count(tmp_path: Path, depth: int, readable: bool) -> None:
    flat = "<p>2014 TIP Report: Kenya" + "<p>Traffickers lure girls to Kenya.<br><img src=x>" * 400
    path = write(tmp_path / "a.html", "<html><body>" + "<div>" * 8 + flat)
    (outcome,) = read_all(path, limits=Limits(depth=depth))
    assert isinstance(outcome, Narrative) == readable
    assert readable or "nested too deeply" in str(outcome)


def test_bold_headings_at_the_start_of_a_paragraph_are_separate_lines(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in KENYA.split("\n\n")[:3])
    page = (
        f"<html><title>2014 TIP Report: Kenya</title><body>{paragraphs}<p><b>Prosecution</b> Courts sat.</p>"
    )
    narrative = read_one(write(tmp_path / "a.html", page))
    assert under(narrative)[-1] == ("prosecution", "Courts sat.")


def test_unknown_headings_open_other_sections(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in KENYA.split("\n\n")[:3])
    page = f"<html><title>2014 TIP Report: Kenya</title><body>{paragraphs}<h3>What went wrong</h3><p>All.</p>"
    narrative = read_one(write(tmp_path / "a.html", page))
    assert under(narrative)[-1] == ("other", "All.")
    assert narrative.document.sections[-1].heading == "What went wrong"
