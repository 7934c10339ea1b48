"""The panel of countries and years."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.archive import EXTRACTIONS
from tests.drafts import count, draft, measure, role, route, says, tier
from tipgraph.analysis.panel import FORMATS, Panel, panel, write, write_codebook, write_csv
from tipgraph.analysis.panel.country_years import STATES
from tipgraph.errors import UsageError
from tipgraph.model.claims import Extraction, Review, RouteClaim
from tipgraph.model.precision import Precisions, shipped
from tipgraph.model.vocabulary import load


def table(found: Panel) -> dict[tuple[str, int], dict[str, Any]]:
    rows: list[dict[str, Any]] = [dict(zip(found.names, row, strict=True)) for row in found.rows]
    return {(row["country"], row["year"]): row for row in rows}


@pytest.fixture(scope="module")
def rows() -> dict[tuple[str, int], dict[str, Any]]:
    return table(panel(EXTRACTIONS, balanced=True))


def test_every_country_in_every_year(rows: dict[tuple[str, int], dict[str, Any]]) -> None:
    assert list(rows) == [(country, year) for country in ("CUB", "GTM", "MEX") for year in (2014, 2015)]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (
            ("GTM", 2014),
            {
                "name": "Guatemala",
                "cow": 90,
                "reports": 1,
                "tier": "2",
                "role_source": 1,
                "state_role_source": "yes",
                "role_destination": 0,
                "state_role_destination": "not-mentioned",
                "routes_out": 1,
                "routes_in": 0,
                "routes_out_possible": 1,
                "routes_in_possible": 0,
                "routes_in_elsewhere": 0,
                "did_conviction": 0,
                "state_conviction": "not-done",
                "did_legislation": None,
                "state_legislation": "mixed",
                "did_victim_services": 1,
                "state_victim_services": "insufficient",
                "did_action_plan": None,
                "state_action_plan": "planned",
                "did_hotline": None,
                "state_hotline": "recommended",
                "did_funding": None,
                "state_funding": "not-mentioned",
                "count_conviction_persons": None,
            },
        ),
        (
            ("GTM", 2015),
            {
                "tier": "2WL",
                "tier_rank": 3,
                "count_conviction_persons": 4,
                "state_role_transit": "not-mentioned",
            },
        ),
        (("MEX", 2014), {"count_conviction_persons": 12, "routes_in": 1, "routes_in_possible": 1}),
        (
            ("MEX", 2015),
            {
                "reports": 0,
                "tier": None,
                "state_tier": "no-report",
                "role_source": None,
                "state_role_source": "no-report",
                "routes_in": None,
                "routes_in_elsewhere": 1,
                "routes_out_elsewhere": 0,
                "did_conviction": None,
                "state_conviction": "no-report",
                "count_conviction_persons": None,
            },
        ),
        (
            ("CUB", 2014),
            {
                "role_transit": None,
                "state_role_transit": "possible",
                "state_tier": "not-mentioned",
                "routes_out": 2,
            },
        ),
    ],
)
def test_cells(
    rows: dict[tuple[str, int], dict[str, Any]], key: tuple[str, int], expected: dict[str, Any]
) -> None:
    assert {column: rows[key][column] for column in expected} == expected


def test_a_state_for_every_cell_that_is_not_known(rows: dict[tuple[str, int], dict[str, Any]]) -> None:
    for row in rows.values():
        assert all(row[name] for name in row if name.startswith("state_"))


def test_rows_only_where_something_was_read() -> None:
    assert set(table(panel(EXTRACTIONS))) == {
        ("CUB", 2014), ("GTM", 2014), ("GTM", 2015), ("MEX", 2014),
    }  # fmt: skip


def test_columns_for_every_measure() -> None:
    names = set(panel(EXTRACTIONS).names)
    assert {f"did_{code.replace('-', '_')}" for code in load()["measure"]} <= names
    assert {f"state_{code.replace('-', '_')}" for code in load()["measure"]} <= names


@pytest.mark.parametrize(
    ("sections", "role", "training", "routes"),
    [
        (("current-situation",), "not-mentioned", "not-read", 0),
        (("tier-rating",), "not-read", "not-mentioned", None),
        (("current-situation", "tier-rating"), "not-mentioned", "not-mentioned", 0),
        (("forced-labor",), "not-read", "not-mentioned", None),
        ((None,), "not-mentioned", "not-mentioned", 0),
    ],
)
def test_not_mentioned_only_where_it_would_be_mentioned(
    sections: tuple[str | None, ...], role: str, training: str, routes: int | None
) -> None:
    read = [
        draft("AGO", "2014", says("[Nothing]."), publication="factbook", section=section, identifier=f"{n}")[
            1
        ]
        for n, section in enumerate(sections)
    ]
    [row] = table(panel(read)).values()
    assert (row["state_role_source"], row["state_training"], row["routes_in"]) == (role, training, routes)


def test_a_text_that_need_not_name_routes_still_counts_those_that_it_names() -> None:
    said = says("From [Kenya to Oman].", route("KEN", "OMN"))
    _, read = draft("KEN", "2019", said, publication="hr", section="forced-labor")
    [row] = table(panel([read])).values()
    assert (row["routes_out"], row["routes_in"]) == (1, None)


def test_copies_and_their_order_change_nothing() -> None:
    assert panel([*reversed(EXTRACTIONS), EXTRACTIONS[0]]) == panel(EXTRACTIONS)


def test_tiers_stand_in_their_own_year_and_may_contradict() -> None:
    _, summary = draft("MEX", "2015", says("It was on [Tier 3].", tier("3", 2014)), publication="factbook")
    found = table(panel([*EXTRACTIONS, summary]))
    assert (found["MEX", 2014]["tier"], found["MEX", 2014]["state_tier"]) == (None, "mixed")
    assert found["MEX", 2015]["state_tier"] == "not-mentioned"


@pytest.mark.parametrize(("year", "years"), [(2012, [2012, 2013, 2014]), (2016, [2014, 2015, 2016])])
def test_a_tier_of_a_year_without_reports_has_a_row(year: int, years: list[int]) -> None:
    summary = draft("MEX", "2014", says("It is on [Tier 3].", tier("3", year)))[1]
    other = draft("CUB", "2014", says("A [source].", role("source")))[1]
    found = table(panel([summary, other], balanced=True))
    assert list(found) == [(country, each) for country in ("CUB", "MEX") for each in years], "balanced"
    row = found["MEX", year]
    assert (row["reports"], row["tier"], row["state_role_source"], row["routes_in"]) == (
        0, "3", "no-report", None,
    )  # fmt: skip
    assert found["CUB", year]["state_tier"] == "no-report"
    assert found["MEX", 2014]["state_tier"] == "not-mentioned"


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
    assert row["count_funding_currency"] == 2.5


def test_a_measure_of_an_earlier_year_is_told_apart() -> None:
    """A report covers its year and the one before, as for counts."""
    claims = (
        measure("legislation", "done", period=2012), measure("training", "done", period=2013),
        measure("conviction", "not-done", period=2012), measure("conviction", "done"),
    )  # fmt: skip
    row = table(panel([draft("GTM", "2014", says("[x].", *claims))[1]]))["GTM", 2014]
    assert (row["did_legislation"], row["state_legislation"]) == (None, "earlier")
    assert (row["did_training"], row["did_conviction"]) == (1, 1)
    of_2013 = says("[x].", *claims, tier("2", 2013))
    row = table(panel([draft("GTM", "2014", of_2013)[1]]))["GTM", 2014]
    assert row["did_legislation"] == 1, "a tier for 2013 says that the report covers 2013 and 2012"


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
    assert (row["name"], row["cow"], row["state_own_measure"]) == ("XAA", None, "done")


def test_nothing_read() -> None:
    assert panel([]).rows == ()


def test_csv() -> None:
    file = io.StringIO()
    found = panel(EXTRACTIONS)
    write_csv(found, file)
    read = list(csv.reader(io.StringIO(file.getvalue())))
    cells = [["" if cell is None else str(cell) for cell in row] for row in found.rows]
    assert read == [list(found.names), *cells]


@pytest.fixture(params=sorted(FORMATS))
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> pd.DataFrame:
    """The panel in pandas, by way of a file."""
    path = tmp_path / f"panel{request.param}"
    write(panel(EXTRACTIONS), path)
    readers: dict[str, Callable[[Path], pd.DataFrame]] = {
        ".csv": pd.read_csv, ".parquet": pd.read_parquet, ".dta": pd.read_stata,
    }  # fmt: skip
    return readers[request.param](path)


def test_numbers_are_numbers_in_pandas(opened: pd.DataFrame) -> None:
    for column in panel(EXTRACTIONS).columns:
        is_number = pd.api.types.is_numeric_dtype(opened[column.name[:32]])
        is_empty = opened[column.name[:32]].isna().all()
        assert is_number or is_empty or column.type in ("text", "state"), column.name
    first = opened.loc[(opened["country"] == "GTM") & (opened["year"] == 2014)].iloc[0]
    assert first["did_conviction"] == 0
    assert first["state_conviction"] == "not-done"
    assert pd.isna(first["did_funding"])


def test_stata_has_labels(tmp_path: Path) -> None:
    write(panel(EXTRACTIONS), tmp_path / "panel.dta")
    with pd.read_stata(tmp_path / "panel.dta", iterator=True) as reader:
        assert reader.variable_labels()["reports"].startswith("Reports read")
        assert set(reader.value_labels()["state_tier"].values()) >= {"stated", "not-read"}


def test_an_unknown_extension(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"unknown extension .*\.xls"):
        write(panel(EXTRACTIONS), tmp_path / "panel.xls")
    with pytest.raises(UsageError, match=r"use \.md or \.json"):
        write_codebook(panel(EXTRACTIONS), tmp_path / "codebook.txt")


def test_the_codebook_has_every_column_and_its_values(tmp_path: Path) -> None:
    found = panel(EXTRACTIONS)
    write_codebook(found, tmp_path / "codebook.json")
    written = json.loads((tmp_path / "codebook.json").read_text(encoding="utf-8"))
    assert [column["name"] for column in written["columns"]] == list(found.names)
    described = {column["name"]: column["values"] for column in written["columns"]}
    for row in found.rows:
        for name, cell in zip(found.names, row, strict=True):
            assert cell in described[name] or not name.startswith("state_")
    write_codebook(found, tmp_path / "codebook.md")
    lines = (tmp_path / "codebook.md").read_text(encoding="utf-8").splitlines()
    rows = [line.split("`")[1] for line in lines if line.startswith("| `")]
    assert rows == [*found.names, *STATES]


def reading(*rules: str) -> Extraction:
    """Return a report with a route of each rule, each to another place."""
    ends = ("MEX", "USA", "HND", "BLZ")
    _, made = draft("GTM", "2014", says("[x].", *(route("GTM", end) for end in ends[: len(rules)])))
    named = dict(zip(ends, rules, strict=False))
    claims = tuple(
        replace(claim, rules=(named[claim.destination],))
        for claim in made.claims
        if isinstance(claim, RouteClaim)
    )
    return replace(made, claims=claims)


def test_only_claims_of_precise_rules() -> None:
    read = reading("route.origin-and-destination", "route.out-of-report-country", "route.new")
    for least, number in ((None, 3), (0.0, 2), (0.95, 1), (1.0, 0)):
        row = table(panel([read], min_precision=least))["GTM", 2014]
        assert (row["reports"], row["routes_out"]) == (1, number)


def test_only_claims_that_people_reviewed() -> None:
    read = reading("route.origin-and-destination", "route.new")
    first, *others = read.claims
    known = replace(read, claims=(replace(first, reviews=(Review("kim", "accept"),)), *others))
    for claims, number in ((read, 0), (known, 1)):
        row = table(panel([claims], reviewed=True))["GTM", 2014]
        assert (row["reports"], row["routes_out"]) == (1, number)


def test_claims_that_are_not_selected_have_a_state() -> None:
    made = draft("GTM", "2014", says("[x].", role("source"), measure("training", "done")))[1]
    for options in ({"reviewed": True}, {"min_precision": 1.0}):
        row = table(panel([made], **options))["GTM", 2014]
        assert [row[name] for name in ("role_source", "did_training")] == [None, None]
        assert row["state_role_source"] == row["state_training"] == "not-selected"
        assert row["state_role_transit"] == row["state_awareness_campaign"] == "not-mentioned"


def test_every_state_is_a_value_of_its_column() -> None:
    made = draft("GTM", "2014", says("[x].", role("source"), measure("training", "done")))[1]
    found = panel([*EXTRACTIONS, made], balanced=True, reviewed=True)
    for row in found.rows:
        states = zip(found.columns, row, strict=True)
        assert all(cell in column.values for column, cell in states if column.type == "state")


def test_routes_that_people_accepted_are_certain() -> None:
    read = reading("route.new", "route.new")
    accepted = tuple(replace(claim, reviews=(Review("kim", "accept"),)) for claim in read.claims)
    for claims, low in ((accepted, 2), (read.claims, 0)):
        row = table(panel([replace(read, claims=claims)], intervals=True))["GTM", 2014]
        assert (row["routes_out"], row["routes_out_low"]) == (2, low)


def test_numbers_of_routes_have_bounds_on_request() -> None:
    read = [reading("route.origin-and-destination", "route.new"), *EXTRACTIONS]
    found = panel(read, intervals=True)
    rows = table(found)
    row = rows["GTM", 2014]
    assert row["routes_out_low"] <= row["routes_out"] == row["routes_out_high"]
    assert (row["routes_in_low"], row["routes_in_high"]) == (0, 0)
    assert all(
        (row["routes_in"] is None) == (row["routes_in_low"] is None) == (row["routes_in_high"] is None)
        for row in rows.values()
    )
    assert "routes_out_low" not in panel(EXTRACTIONS).names
    assert found == panel(
        [reading("route.origin-and-destination", "route.new"), *EXTRACTIONS], intervals=True
    )


SURE, LESS_SURE = "route.origin-and-destination", "route.out-of-report-country"


def weighed(*readings: Extraction) -> dict[str, Any]:
    [row] = table(panel(readings, weigh=True)).values()
    return row


def test_expected_routes_are_the_sum_of_the_precision_of_their_best_rules() -> None:
    precisions = Precisions(shipped())
    sure, less = precisions.weight([SURE]), precisions.weight([LESS_SURE])
    assert sure > less > 0.5
    row = weighed(reading(SURE, LESS_SURE, "route.new"))
    assert (row["routes_out"], row["routes_in_expected"]) == (3, 0)
    assert row["routes_out_expected"] == pytest.approx(sure + less + 0.5)
    twice = replace(reading(LESS_SURE), document=replace(reading().document, identifier="copy"))
    assert weighed(reading(SURE), twice)["routes_out_expected"] == pytest.approx(sure)


@pytest.mark.parametrize(
    ("claims", "column", "value"),
    [
        ((role("source", rules=("role.named", "role.new")),), "role_source", "role.named"),
        ((role("source", certainty="possible", rules=("role.named",)),), "role_source", "role.named"),
        ((measure("hotline", "done", rules=("measure.new",)),), "hotline", None),
        ((count("conviction", 3, rules=("measure.new",)),), "count_conviction_persons", None),
        ((tier("2", rules=("tier.new",)),), "tier", None),
    ],
)  # fmt: skip
def test_the_precision_of_the_claim_behind_a_cell(
    claims: tuple[Callable[..., Any], ...], column: str, value: str | None
) -> None:
    row = weighed(draft("GTM", "2014", says("[x].", *claims))[1])
    assert row[f"p_{column}"] == (Precisions(shipped()).weight([value]) if value else 0.5)
    assert row["p_training"] is None


def test_a_measure_not_done_has_a_weight_and_a_role_not_mentioned_has_none() -> None:
    claims = (measure("hotline", "not-done", rules=("measure.new",)),)
    row = weighed(draft("GTM", "2014", says("[x].", *claims))[1])
    assert (row["did_hotline"], row["p_hotline"]) == (0, 0.5)
    assert (row["role_transit"], row["p_role_transit"]) == (0, None)


def test_contradictory_cells_have_no_precision_and_the_largest_count_has_its_own() -> None:
    claims = (
        measure("hotline", "done", rules=("measure.new",)),
        measure("hotline", "not-done", rules=("measure.new",)),
        count("conviction", 3, rules=("review.add",)),
        count("conviction", 9, rules=("measure.new",)),
    )
    row = weighed(draft("GTM", "2014", says("[x].", *claims))[1])
    assert (row["state_hotline"], row["p_hotline"]) == ("mixed", None)
    assert (row["count_conviction_persons"], row["p_count_conviction_persons"]) == (9, 0.5)


def test_names_of_weights_stay_different_in_stata(tmp_path: Path) -> None:
    units = ("persons", "victims", "cases", "months", "years", "investigations")
    claims = [count(code, 1, unit) for code in load()["measure"] for unit in units]
    found = panel([draft("GTM", "2014", says("[x].", *claims))[1]], weigh=True)
    write(found, tmp_path / "panel.dta")
    assert len(pd.read_stata(tmp_path / "panel.dta").columns) == len(found.names)
