from __future__ import annotations

from pathlib import Path, PurePosixPath
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipgraph.web.publish.plan import RelativeLinks, clashing_paths, file_path


@given(st.lists(st.text(min_size=1), min_size=1, max_size=5))
def test_no_name_leads_out_of_the_folder(steps: list[str]) -> None:
    file = PurePosixPath(file_path("/".join(quote(step, safe="-._~") for step in steps)))
    assert not file.is_absolute()
    assert ".." not in file.parts
    assert len(file.parts) == len(steps)
    assert not any(part.startswith(".") for part in file.parts)


def test_names_that_are_too_long_are_made_short(tmp_path: Path) -> None:
    (tmp_path / file_path("x" * 500)).write_bytes(b"")


def test_links_are_relative_to_their_page() -> None:
    links = RelativeLinks.of("report/factbook/2014/GTM/part%20two")
    assert links.page("") == "../../../../index.html"
    assert links.page("report/factbook/2014/GTM/part%20two") == "part%20two.html"
    assert links.file("static/site.css") == "../../../../static/site.css"


@pytest.mark.parametrize(
    ("paths", "clashing"),
    [
        (["place/AGO", "place/ago-x"], []),
        (["concept/sector/Mining", "concept/sector/mining"], ["concept/sector/mining"]),
        (["report/tip/2014/AGO", "report/TIP/2014/AGO"], ["report/tip/2014/AGO"]),
        (["report/a/2014/AGO", "report/b/2014/AGO"], []),
        (["concept/a/e%CC%81", "concept/a/%C3%A9"], ["concept/a/e%CC%81"]),
        (["concept/a/STRASSE", "concept/a/stra%C3%9Fe"], ["concept/a/stra%C3%9Fe"]),
        (["x", "x"], []),
    ],
)
def test_paths_that_differ_only_by_case_or_normal_form(paths: list[str], clashing: list[str]) -> None:
    assert sorted(clashing_paths(paths)) == clashing


def test_a_page_whose_name_is_taken_has_a_digest_in_its_place() -> None:
    one, other = "report/tip/2014/AGO/A", "report/tip/2014/AGO/a"
    links = RelativeLinks.of("place/AGO", clashing_paths([one, other]))
    assert links.page(one) == "../report/tip/2014/AGO/A.html"
    name = links.page(other).removesuffix(".html")
    assert name.startswith("../report/tip/2014/AGO/x-")
    assert links.file(f"{other}.ttl") == f"{name}.ttl"
