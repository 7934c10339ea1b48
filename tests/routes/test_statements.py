"""What is said of two places."""

from __future__ import annotations

from tests.routes.making import route
from tipgraph.routes import between

STATED = [
    route("THA MYS", "THA", 2012), route("MYS THA", "MYS", 2004), route("CHN THA MYS", "THA", 2004),
    route("THA IDN", "THA", 2004),
]  # fmt: skip


def test_either_way_and_on_longer_ways_by_year() -> None:
    found = between(STATED, "MYS", "THA")
    assert [(each.report.year, each.origin) for each in found] == [
        (2004, "MYS"), (2004, "CHN"), (2012, "THA")
    ]  # fmt: skip


def test_the_ends_of_a_way_through_others_are_joined_too() -> None:
    assert [each.via for each in between(STATED, "CHN", "MYS")] == [("THA",)]


def test_nothing_is_said() -> None:
    assert between(STATED, "CHN", "IDN") == []
    assert between([], "CHN", "IDN") == []
