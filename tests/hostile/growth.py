"""Texts of any length that once took time in proportion to the square of their length, or nearly could."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NamedTuple

__all__ = ["GROWING", "PROSE", "Growing"]

PROSE = "Traffickers exploit girls from Kenya in forced labor. Courts convicted twelve men in 2012. "


class Growing(NamedTuple):
    """A kind of document: its name, its file's name, a number of repeats, and its content for a number."""

    name: str
    file: str
    repeats: int
    make: Callable[[int], str]


def _page(body: str) -> str:
    return f"<html><head><title>Kenya</title></head><body>{body}<p>{PROSE * 10}</p></body></html>"


def _factbook(key: str) -> str:
    entry = {key: {"text": PROSE * 9}}
    return json.dumps({"Introduction": {}, "Government": {}, "Transnational Issues": entry})


def _text(body: str) -> str:
    return f"Kenya\n\n{PROSE * 3}\n\n{body}\n\n{PROSE}"


def _line(**values: str) -> str:
    return json.dumps({"id": "a", "text": PROSE * 9, **values})


GROWING = (
    Growing("a long tag behind tags", "a.html", 10_000, lambda n: _page("<i></i>" * 10_000 + "<" + "a" * n)),
    Growing("tags in tags", "a.html", 2_000, lambda n: _page("<i></i>" * 10_001 + "<a" * n)),
    Growing("quotes in tags", "a.html", 2_000, lambda n: _page('<a "' * n + "<a '" * n)),
    Growing("a data address", "a.html", 10_000, lambda n: _page(f"<img src='data:{'aA3/+' * n}'>")),
    Growing("bold words", "a.html", 1_500, lambda n: _page("<b>x</b>" * n)),
    Growing("links", "a.html", 1_500, lambda n: _page("<a href='/'>x</a>" * n)),
    Growing("menus", "a.html", 1_000, lambda n: _page("<div class='nav menu'>x y</div>" * n)),
    Growing("comments", "a.html", 5_000, lambda n: _page("<!-- " * n)),
    Growing("a bold heading", "a.html", 1_000, lambda n: _page(f"<b>Prosecution{'*_' * n}x</b>")),
    Growing("countries", "a.html", 60, lambda n: _page(f"<h2>Kenya (Tier 2)</h2><p>{PROSE * 3}</p>" * n)),
    Growing("a key", "a.json", 10_000, lambda n: _factbook("traffi" + "_" * n)),
    Growing("a key of words", "a.json", 3_000, lambda n: _factbook("traffi_in " * n)),
    Growing("a title of spaces", "a.jsonl", 10_000, lambda n: _line(title=f"Kenya{' ' * n}x")),
    Growing("a title of brackets", "a.jsonl", 3_000, lambda n: _line(title=f"Kenya{' (' * n}x")),
    Growing("an address", "a.jsonl", 3_000, lambda n: _line(url=f"http://x/{'a-' * n}")),
    Growing("a heading of stars", "a.txt", 5_000, lambda n: _text(f"Prosecution{'*' * n}x")),
    Growing("stars", "a.txt", 5_000, lambda n: _text("* " * n + "x")),
    Growing("recommendations", "a.txt", 500, lambda n: _text(". Recommendations for Kenya: Fund it. " * n)),
    Growing("lines of capitals", "a.txt", 1_500, lambda n: _text("KENYA \n" * n)),
    Growing("lines of countries", "a.txt", 1_000, lambda n: _text("Kenya\nUganda\n" * n)),
    Growing("combining marks", "a.txt", 2_000, lambda n: _text("e" + "\u0301\u0323\u0301\u0327" * n)),
    Growing("soft hyphens", "a.txt", 5_000, lambda n: _text("\u00ad " * n)),
    Growing("ligatures", "a.txt", 2_000, lambda n: _text("ﬁgirls " * n)),
    Growing("mojibake", "a.txt", 3_000, lambda n: _text("â€™ " * n)),
    Growing("wrapped lines", "a.txt", 1_000, lambda n: _text((PROSE[:70] + "\n") * n)),
    Growing("footers", "a.txt", 1_000, lambda n: _text("UNHCR\n" + "search\n" * n)),
    Growing(
        "quotes in a cell", "a.csv", 20_000, lambda n: f'country,text\nKenya,"{PROSE}{chr(34) * 2 * n}"\n'
    ),
    Growing("columns", "a.csv", 3_000, lambda n: f"country,text{',a' * n}\nKenya,{PROSE}\n"),
)
