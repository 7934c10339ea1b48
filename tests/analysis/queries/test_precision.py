"""The precision of claims in results, and the choice of claims by it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import Store

from tests.analysis.queries.running import table
from tests.archive import store
from tests.drafts import count, draft, measure, role, route, says
from tipgraph.analysis.queries import catalog, run_query
from tipgraph.errors import UsageError
from tipgraph.model.claims import Extraction, Review
from tipgraph.model.precision import Precisions, shipped

RULES = {
    "role": ("role.transit", "role.named"),
    "route": ("route.out-of-report-country",),
    "measure": ("operator.none",),
    "count": ("count.quantity",),
}
VALUES = {
    "claims": {"country": "GTM", "year": "2014"},
    "counts": {"country": "GTM"},
    "measures-by-group": {"victims": "women"},
    "roles": {"role": "transit", "year": "2014"},
    "route-statements": {"origin": "GTM", "destination": "MEX"},
    "route-words": {"origin": "GTM", "destination": "MEX"},
}

GIVEN = {
    "country": "GTM", "origin": "GTM", "destination": "MEX", "year": "2014", "from": "2013", "to": "2014",
    "measure": "hotline", "role": "transit", "via": "MEX", "region": "central-america", "sector": "mining",
    "victims": "women", "exploitation": "forced-labor", "status": "done",
}  # fmt: skip


def extraction(*reviews: Review) -> Extraction:
    claims = (
        role("transit"),
        route("GTM", "MEX"),
        measure("hotline", "done", victims=("women",)),
        count("conviction", 3),
    )
    _, made = draft("GTM", "2014", says("[x].", *claims))
    return replace(
        made,
        claims=tuple(
            replace(claim, rules=RULES[claim.kind], reviews=reviews if claim.kind == "count" else ())
            for claim in made.claims
        ),
    )


@pytest.fixture(scope="module")
def graph() -> Store:
    return store([extraction()])


@pytest.mark.parametrize("name", VALUES)
def test_a_row_of_a_claim_has_the_figures_of_its_best_rule(graph: Store, name: str) -> None:
    columns, rows = table(graph, name, VALUES[name])
    known = Precisions(shipped())
    scores = {kind: known.best(rules) for kind, rules in RULES.items()}
    kinds = (
        [row[columns.index("kind")] for row in rows] if name == "claims" else [name.split("-")[0].rstrip("s")]
    )
    assert len(rows) == len(kinds) > 0
    for kind, row in zip(kinds, rows, strict=True):
        score = scores[kind]
        assert score is not None
        assert float(row[columns.index("precision")]) == pytest.approx(score.precision, abs=5e-4)
        assert row[columns.index("cases")] == score.fired


def test_a_claim_of_an_unknown_rule_has_no_figures(archive: Store) -> None:
    columns, rows = table(archive, "counts", {"country": "GTM"})
    assert rows
    assert {tuple(row[columns.index("precision") :]) for row in rows} == {("", "")}


@pytest.mark.parametrize("least", [0.0, 0.9, 0.95, 0.99, 1.0])
def test_claims_of_less_precise_rules_do_not_count(graph: Store, least: float) -> None:
    columns, every = table(graph, "claims", VALUES["claims"])
    scores = {kind: Precisions(shipped()).best(rules) for kind, rules in RULES.items()}
    reliable = [
        row for row in every if (score := scores[row[columns.index("kind")]]) and score.precision >= least
    ]
    assert table(graph, "claims", VALUES["claims"], min_precision=least)[1] == reliable
    assert len(every) == 4


def test_claims_that_people_reviewed_always_count() -> None:
    reviewed = store([extraction(Review("kim", "accept"))])
    _, rows = table(reviewed, "counts", VALUES["counts"], min_precision=1.0)
    assert len(rows) == 1


def test_only_claims_that_people_reviewed_count(graph: Store) -> None:
    assert table(graph, "counts", VALUES["counts"], reviewed=True)[1] == []
    reviewed = store([extraction(Review("kim", "accept"))])
    assert len(table(reviewed, "counts", VALUES["counts"], reviewed=True)[1]) == 1


@pytest.mark.parametrize("name", [name for name in catalog() if name not in ("extract", "reports-read")])
def test_every_question_on_claims_can_be_asked_of_precise_ones(graph: Store, name: str) -> None:
    values = {each.name: GIVEN[each.name] for each in catalog()[name].parameters if each.required}
    columns, every = table(graph, name, values)
    assert table(graph, name, values, min_precision=0.0) == (columns, every)


def test_questions_without_claims_have_no_precision(graph: Store) -> None:
    with pytest.raises(UsageError, match="does not select claims"):
        run_query(graph, "reports-read", min_precision=0.5)


def test_a_graph_without_figures_is_refused() -> None:
    with pytest.raises(UsageError, match="no precision of rules"):
        run_query(Store(), "SELECT * {\n?claim tg:tier ?tier\n}", min_precision=0.5)
