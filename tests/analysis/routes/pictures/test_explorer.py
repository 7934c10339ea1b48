"""Pages: the same bytes each time, safe for any text, and never over the size limit."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import pytest

from tests.analysis.routes.pictures.samples import HOSTILE, ROUTES, many, words
from tipgraph.analysis.routes import Gazetteer, Selection, select
from tipgraph.analysis.routes.pictures import page

GAZETTEER = Gazetteer()


class Reader(HTMLParser):
    """Reads a page as a browser does: its elements and its policy."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    @property
    def policy(self) -> str:
        return next(
            a["content"] or "" for _, a in self.tags if a.get("http-equiv") == "Content-Security-Policy"
        )


def content(html: str) -> Any:
    found = re.search(r'<script type="application/json" id="content">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


@pytest.mark.parametrize("layout", ["map", "layered", "force"])
def test_same_bytes(layout: str) -> None:
    made = [page(ROUTES, words, GAZETTEER, layout=layout).html for _ in range(2)]
    assert made[0] == made[1]


def test_quotes_are_data_and_nothing_else() -> None:
    html = page(ROUTES, words, GAZETTEER).html
    assert HOSTILE in content(html)["quotes"]
    assert "<img src=x" not in html
    assert "document.title='taken'</script>" not in html
    assert [tag for tag, _ in Reader(html).tags].count("script") == 2 + 8


def test_the_title_is_escaped() -> None:
    html = page(ROUTES, words, GAZETTEER, title="</title><script>alert(1)</script>").html
    assert "<script>alert" not in html
    assert "&lt;/title&gt;" in html


def test_characters_that_no_picture_can_hold_are_replaced() -> None:
    def odd(claims: Iterable[str]) -> dict[str, list[str]]:
        return {claim: ["a\x0bb\ud800"] for claim in claims}

    html = page(ROUTES, odd, GAZETTEER, title="c\x00d").html
    assert content(html)["quotes"] == ["a\ufffdb\ufffd"]
    assert "<title>c\ufffdd</title>" in html
    html.encode()


def test_the_policy_lets_only_its_own_scripts_run_and_nothing_be_asked_for() -> None:
    html = page(ROUTES, words, GAZETTEER).html
    reader = Reader(html)
    own = re.findall("<script>(.*?)</script>", html, re.DOTALL)
    assert len(own) == 8
    assert reader.policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-eval" not in reader.policy
    assert "unsafe-inline" not in reader.policy.split("style-src")[0]
    for text in own:
        assert f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" in reader.policy


def test_nothing_is_linked_from_elsewhere() -> None:
    for tag, attributes in Reader(page(ROUTES, words, GAZETTEER).html).tags:
        assert not {"src", "srcset", "action"} & set(attributes), tag
        assert (attributes.get("href") or "#").startswith(("#", "data:"))


def test_all_claims_are_there_with_report_and_year() -> None:
    found = content(page(ROUTES, words, GAZETTEER).html)
    assert len(found["claims"]) == len(ROUTES.routes)
    assert len(found["reports"]) == len(ROUTES.reports)
    assert found["codes"]["publication"] == [["tip", "Trafficking in Persons Report"]]
    assert ["sex-trafficking", "Sex trafficking"] in found["codes"]["exploitation"]


def test_who_speaks_of_a_route_is_kept_though_its_claim_is_not() -> None:
    children = select(ROUTES, Selection(victims=frozenset({"children"})), GAZETTEER)
    found = content(page(children, words, GAZETTEER).html)
    assert len(found["claims"]) == 1
    told = [(found["places"][o][0], found["reports"][r][:2]) for o, _, r in found["otherReports"]]
    thailand = [place[0] for place in found["places"]].index("THA")
    assert told == [("KHM", [thailand, 2004]), ("KHM", [thailand, 2012])]


def test_places_without_coordinates_are_kept_for_the_table() -> None:
    places = {place[0]: place for place in content(page(ROUTES, words, GAZETTEER).html)["places"]}
    assert places["QQQ"][2:4] == [None, None]
    assert places["THA"][5] == "764"


def test_more_than_fits_is_left_out_strongest_last_and_said() -> None:
    routes = many(6000)
    whole = page(routes, words, GAZETTEER)
    assert whole.claims_excluded == 0
    assert "This page is incomplete" not in whole.html
    limit = len(whole.html.encode()) - 200_000
    cut = page(routes, words, GAZETTEER, limit=limit)
    assert limit - 300_000 < len(cut.html.encode()) <= limit
    kept = content(cut.html)["claims"]
    assert len(kept) + cut.claims_excluded == 6000
    assert "This page is incomplete" in cut.html
    assert f"{cut.claims_excluded:,} of 6,000 claims" in cut.html


def test_nothing_found_still_makes_a_page() -> None:
    assert content(page(many(0), words, GAZETTEER).html)["claims"] == []


def test_five_thousand_claims_stay_under_six_megabytes() -> None:
    made = page(many(5000), words, GAZETTEER)
    assert made.claims_excluded == 0
    assert len(made.html.encode()) < 6_000_000


def test_previews_of_links_have_title_and_picture() -> None:
    plain = page(ROUTES, words, GAZETTEER, title='"Girls" & boys').html
    assert '<meta property="og:title" content="&#34;Girls&#34; &amp; boys">' in plain
    assert "og:image" not in plain
    known = ("https://example.org/map.html", "https://example.org/map.png")
    published = page(ROUTES, words, GAZETTEER, addresses=known).html
    assert f'<meta property="og:url" content="{known[0]}">' in published
    assert f'<meta property="og:image" content="{known[1]}">' in published
