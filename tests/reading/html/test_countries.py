from __future__ import annotations

from tipgraph.reading.html import Line
from tipgraph.reading.webpage import countries_of

TEXT = Line("Boys are sent to the coast to fish, and girls to the towns to cook and to sell water. " * 2)


def test_headings_split_countries_and_an_index_does_not() -> None:
    preface = [Line("Countries A through C"), Line("Albania", True), Line("Chile", True)]
    albania = [Line("Albania", True), TEXT, Line("Prosecution", True), TEXT]
    chile = [Line("CHILE (Tier 2)"), TEXT]
    above, countries = countries_of([*preface, *albania, *chile])
    assert list(above) == preface
    assert countries == [("ALB", albania), ("CHL", chile)]


def test_a_name_is_a_heading_only_if_marked_or_in_capitals() -> None:
    assert countries_of([Line("Albania"), TEXT])[1] == []
    assert [code for code, _ in countries_of([Line("ALBANIA"), TEXT])[1]] == ["ALB"]


def test_a_country_with_two_headings_is_one_country() -> None:
    lines = [Line("ALBANIA"), TEXT, Line("CHILE"), TEXT, Line("ALBANIA"), TEXT]
    assert [(code, len(part)) for code, part in countries_of(lines)[1]] == [("ALB", 4), ("CHL", 2)]
