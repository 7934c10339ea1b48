"""The panel of countries and years."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from tests.archive import EXTRACTIONS
from tests.drafts import count, draft, measure, role, route, says, tier
from tipgraph.analysis.panel import Panel, panel
from tipgraph.model.vocabulary import load


def table(found: Panel) -> dict[tuple[str, int], dict[str, Any]]:
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    return {(str(row["country"]), int(row["year"])): row for row in rows}


@pytest.fixture(scope="module")
def rows() -> dict[tuple[str, int], dict[str, Any]]:
    return table(panel(EXTRACTIONS))


def test_every_country_in_every_year(rows: dict[tuple[str, int], dict[str, Any]]) -> None:
    assert list(rows) == [(country, year) for country in ("CUB", "GTM", "MEX") for year in (2014, 2015)]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (
            ("GTM", 2014),
            {
                "name": "Guatemala",
                "cow": "90",
                "reports": 1,
                "tier": "2",
                "role_source": "yes",
                "role_transit": "yes",
                "role_destination": "not-mentioned",
                "routes_out": 1,
                "routes_in": 0,
                "routes_out_possible": 1,
                "routes_in_possible": 0,
                "routes_in_elsewhere": 0,
                "measure_conviction": "not-done",
                "measure_legislation": "mixed",
                "measure_victim-services": "insufficient",
                "measure_action-plan": "planned",
                "measure_hotline": "recommended",
                "measure_funding": "not-mentioned",
                "count_conviction_persons": "not-mentioned",
            },
        ),
        (("GTM", 2015), {"tier": "2WL", "count_conviction_persons": 4, "role_transit": "not-mentioned"}),
        (("MEX", 2014), {"count_conviction_persons": 12, "routes_in": 1, "routes_in_possible": 1}),
        (
            ("MEX", 2015),
            {
                "reports": 0,
                "tier": "no-report",
                "role_source": "no-report",
                "routes_in": "no-report",
                "routes_in_elsewhere": 1,
                "routes_out_elsewhere": 0,
                "measure_conviction": "no-report",
                "count_conviction_persons": "no-report",
            },
        ),
        (("CUB", 2014), {"role_transit": "possible", "tier": "not-mentioned", "routes_out": 2}),
    ],
)
def test_cells(
    rows: dict[tuple[str, int], dict[str, Any]], key: tuple[str, int], expected: dict[str, Any]
) -> None:
    assert {column: rows[key][column] for column in expected} == expected


def test_no_cell_is_empty(rows: dict[tuple[str, int], dict[str, Any]]) -> None:
    assert all(cell != "" for row in rows.values() for cell in row.values())


def test_a_column_for_every_measure() -> None:
    assert {f"measure_{code}" for code in load()["measure"]} <= set(panel(EXTRACTIONS).columns)


def test_copies_and_their_order_change_nothing() -> None:
    assert panel([*reversed(EXTRACTIONS), EXTRACTIONS[0]]) == panel(EXTRACTIONS)


def test_tiers_stand_in_their_own_year_and_may_contradict() -> None:
    _, summary = draft("MEX", "2015", says("It was on [Tier 3].", tier("3", 2014)), publication="factbook")
    found = table(panel([*EXTRACTIONS, summary]))
    assert found["MEX", 2014]["tier"] == "mixed"
    assert found["MEX", 2015]["tier"] == "not-mentioned"


@pytest.mark.parametrize(("year", "years"), [(2012, [2012, 2013, 2014]), (2016, [2014, 2015, 2016])])
def test_a_tier_of_a_year_without_reports_has_a_row(year: int, years: list[int]) -> None:
    summary = draft("MEX", "2014", says("It is on [Tier 3].", tier("3", year)))[1]
    other = draft("CUB", "2014", says("A [source].", role("source")))[1]
    found = table(panel([summary, other]))
    assert list(found) == [(country, each) for country in ("CUB", "MEX") for each in years], "balanced"
    row = found["MEX", year]
    assert (row["reports"], row["tier"], row["role_source"], row["routes_in"]) == (
        0, "3", "no-report", "no-report",
    )  # fmt: skip
    assert found["CUB", year]["tier"] == "no-report"
    assert found["MEX", 2014]["tier"] == "not-mentioned"


def test_no_stated_tier_is_dropped() -> None:
    extractions = [
        draft("AGO", str(edition), says("[x].", tier("2", stated)), identifier=f"{edition}")[1]
        for edition, stated in ((2015, 2013), (2017, 2016), (2019, None), (2020, 2022))
    ]
    found = table(panel(extractions))
    assert {year for (_, year), row in found.items() if row["tier"] == "2"} == {2013, 2016, 2019, 2022}


def test_the_largest_count_of_the_period() -> None:
    sayings = says(
        "[20, of whom 5; 90 before].",
        count("conviction", 20),
        count("conviction", 5, period=2013),
        count("conviction", 90, period=2012),
        count("funding", "2.50", "currency"),
    )
    [row] = table(panel([draft("AGO", "2014", sayings)[1]])).values()
    assert row["count_conviction_persons"] == 20
    assert row["count_funding_currency"] == "2.50"


def test_migration_is_no_route_and_asserted_wins() -> None:
    one = draft(
        "AGO", "2014", says("[x].", route("AGO", "NAM"), route("ZMB", "AGO", route_kind="migration"))
    )[1]
    two = draft("AGO", "2014", says("[x].", route("AGO", "NAM", certainty="possible")), identifier="b")[1]
    [row] = table(panel([one, two])).values()
    assert (row["routes_out"], row["routes_in"], row["routes_out_possible"]) == (1, 0, 0)


def test_a_country_of_the_users_own() -> None:
    [row] = table(
        panel([draft("XAA", "2014", says("[x].", role("source"), measure("own-measure", "done")))[1]])
    ).values()
    assert (row["name"], row["cow"], row["measure_own-measure"]) == ("XAA", "", "done")


def test_nothing_read() -> None:
    assert panel([]) == Panel((), ())


def test_csv() -> None:
    file = io.StringIO()
    found = panel(EXTRACTIONS)
    found.write_csv(file)
    read = list(csv.reader(io.StringIO(file.getvalue())))
    assert read == [list(found.columns), *([str(cell) for cell in row] for row in found.rows)]
