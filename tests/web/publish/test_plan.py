from __future__ import annotations

from pathlib import Path, PurePosixPath
from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from tipgraph.web.publish.plan import RelativeLinks, file_path


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
