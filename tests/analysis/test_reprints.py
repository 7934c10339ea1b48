"""Reprints: queries, panels and routes count an earlier edition's words once, unless they are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest
from pyoxigraph import Store

from tests.archive import EXTRACTIONS, store
from tests.drafts import count, draft, measure, role, route, says, sector, tier, victims
from tipgraph.analysis.panel import panel
from tipgraph.analysis.panel.table import Cell
from tipgraph.analysis.queries import Rows, catalog, notes, run_query
from tipgraph.analysis.queries.query import Parameter, by_graph_forms, with_reprints
from tipgraph.analysis.routes import read_routes
from tipgraph.model.claims import Extraction
from tipgraph.model.documents import Repetition

_SAYS = (
    says("Guatemala is a [source country].", role("source")),
    says("[Girls pick fruit in Mexico].", route(
        "GTM", "MEX", via=("BLZ",), victims=("girls",), exploitation=("forced-labor",),
        sectors=("agriculture",),
    ), route("GTM", "CAN"), sector("agriculture")),
    says("[Men may work in Kuwait].", route("GTM", "KWT", certainty="possible"), victims("men")),
    says("It is on [Tier 3].", tier("3")),
    says("[Nobody was convicted].", measure("conviction", "not-done")),
    says("[Nine were convicted].", count("conviction", 9)),
    says("[Girls have no shelter].", measure("victim-services", "not-done", victims=("girls",))),
    says("It should [open a hotline].", measure("hotline", "recommended")),
)  # fmt: skip
_PLAIN = draft("GTM", "2016", *_SAYS)[1]
_MEXICO = draft("MEX", "2016", says("[Guatemalan girls are exploited].", route("GTM", "MEX")))[1]
ORIGINALS = [*EXTRACTIONS, _MEXICO]
_EARLIER = "https://w3id.org/tipgraph/report/tip/2014/GTM"
REPRINT = replace(_PLAIN, document=replace(_PLAIN.document, repeats=Repetition(_EARLIER, Decimal("0.95"))))
COUNTING = [name for name, query in catalog().items() if with_reprints(query.text) != query.text]
_VALUES = {
    "country": "GTM", "destination": "MEX", "origin": "GTM", "measure": "conviction", "sector": "agriculture",
    "victims": "girls", "exploitation": "forced-labor", "region": "gulf-states", "role": "source",
    "status": "not-done",
}  # fmt: skip


def values(parameters: tuple[Parameter, ...]) -> Iterator[dict[str, str]]:
    """Yield values of the parameters: with each year, and without those that are optional."""
    for year, optional in product(("2015", "2016", "2014"), (True, False)):
        wanted = [each for each in parameters if each.required or (optional and each.default is None)]
        yield {each.name: year if each.type == "year" else _VALUES[each.name] for each in wanted}


def rows(store: Store, name: str, given: dict[str, str], *, reprints: bool = False) -> list[str]:
    found = run_query(store, name, given, reprints=reprints)
    assert isinstance(found, Rows)
    return [str(row) for row in found.solutions]


@pytest.fixture(scope="module")
def with_reprint() -> Store:
    return store([*ORIGINALS, REPRINT])


@pytest.fixture(scope="module")
def without() -> Store:
    return store(ORIGINALS)


@pytest.fixture(scope="module")
def as_original() -> Store:
    return store([*ORIGINALS, _PLAIN])


def test_each_form_of_a_counting_query_leaves_reprints_out() -> None:
    assert len(COUNTING) == 22
    forms = {name for name, text in by_graph_forms().items() if with_reprints(text) != text}
    assert forms == by_graph_forms().keys() & set(COUNTING)


@pytest.mark.parametrize("name", COUNTING)
def test_a_counting_query_answers_as_without_the_reprint(
    name: str, with_reprint: Store, without: Store, as_original: Store
) -> None:
    changes = False
    for given in values(catalog()[name].parameters):
        own, all_ = (rows(with_reprint, name, given, reprints=each) for each in (False, True))
        assert own == rows(without, name, given)
        assert all_ == rows(as_original, name, given)
        changes |= own != all_
    assert changes


def test_a_note_counts_the_reprints_of_the_country_and_years(with_reprint: Store) -> None:
    def noted(name: str, *, reprints: bool = False, **given: str) -> bool:
        return any(
            "reprints" in note for note in notes(catalog()[name], given, with_reprint, reprints=reprints)
        )

    assert noted("victims-of", country="GTM")
    assert noted("hubs", year="2016")
    assert not noted("hubs", year="2015")
    assert not noted("victims-of", country="MEX")
    assert not noted("hubs", year="2016", reprints=True)
    assert not noted("claims", country="GTM", year="2016")


def row(extractions: list[Extraction], *, reprints: bool) -> dict[str, Cell]:
    found = panel(extractions, reprints=reprints)
    made = [dict(zip(found.names, each, strict=True)) for each in found.rows]
    return next(each for each in made if (each["country"], each["year"]) == ("GTM", 2016))


def test_a_panel_says_that_only_a_reprint_was_read() -> None:
    own = row([*ORIGINALS, REPRINT], reprints=False)
    assert (own["reports"], own["reprints"], own["tier"], own["role_source"], own["routes_out"]) == (
        0, 1, None, None, None,
    )  # fmt: skip
    assert {own[name] for name in ("state_tier", "state_role_source", "state_conviction")} == {"reprint"}
    counted = row([*ORIGINALS, REPRINT], reprints=True)
    assert counted == row([*ORIGINALS, _PLAIN], reprints=False)
    assert (counted["reports"], counted["reprints"], counted["tier"]) == (1, 0, "3")


def test_routes_leave_reprints_out_and_name_them(
    with_reprint: Store, without: Store, as_original: Store
) -> None:
    own = read_routes(with_reprint)
    assert [report.year for report in own.reprints] == [2016]
    assert replace(own, reprints=()) == read_routes(without)
    assert replace(read_routes(with_reprint, reprints=True), reprints=()) == read_routes(as_original)
    assert own.skipped == 0
