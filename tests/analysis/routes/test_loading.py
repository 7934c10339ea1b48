"""Routes read from a graph, with all fields of their claims."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad, Store

from tests.archive import EXTRACTIONS, store
from tests.paths import GRAPH
from tipgraph.analysis.routes import Gazetteer, Selection, read_quotes, read_routes, select
from tipgraph.model.claims import Extraction, RouteClaim
from tipgraph.model.iris import TG, claim_iri, document_iri
from tipgraph.model.precision import Precisions, shipped
from tipgraph.rdf.restore import extractions
from tipgraph.rdf.store import open_graph


def stated(extraction: Extraction) -> Iterator[tuple[object, ...]]:
    report = extraction.document.report
    for claim in extraction.claims:
        if isinstance(claim, RouteClaim):
            yield (
                report.country,
                int(report.edition),
                claim.origin,
                claim.destination,
                claim.route_kind,
                claim.certainty,
                tuple(sorted(claim.via)),
                tuple(sorted(claim.victims)),
                tuple(sorted(claim.exploitation)),
                tuple(sorted(claim.sectors)),
            )


def test_routes_have_all_that_their_claims_say() -> None:
    found = read_routes(store())
    read = [(r.report.country, r.report.year, *r[2:10]) for r in found.routes]
    assert sorted(read) == sorted(claim for extraction in EXTRACTIONS for claim in stated(extraction))
    assert found.skipped == 0


def test_all_reports_are_known_and_copies_are_of_one() -> None:
    found = read_routes(store())
    known = [(report.country, report.year) for report in found.reports]
    assert sorted(known) == [("CUB", 2014), ("GTM", 2014), ("GTM", 2015), ("MEX", 2014)]


def test_routes_are_sorted_by_claim() -> None:
    claims = [route.claim for route in read_routes(store()).routes]
    assert claims == sorted(claims)


def test_the_examples_have_places_passed_through_and_possible_routes() -> None:
    found = read_routes(open_graph(GRAPH, reference=False)).routes
    assert any(route.via for route in found)
    assert any(route.certainty == "possible" for route in found)
    assert any(route.origin == "THA/neighbors" or route.destination == "THA/neighbors" for route in found)


def test_an_empty_store_has_no_routes() -> None:
    assert read_routes(Store()).routes == []


def test_a_claim_that_lacks_a_part_is_counted_as_left_out() -> None:
    made = store()
    kind = NamedNode(TG + "routeKind")
    made.remove(next(made.quads_for_pattern(None, kind, None)))
    found = read_routes(made)
    assert found.skipped == 1


def test_claims_keep_names_that_are_not_made_by_the_recipe() -> None:
    made = store()
    renamed = {route.claim: f"https://example.org/{at}" for at, route in enumerate(read_routes(made).routes)}
    for old, new in renamed.items():
        for quad in list(made.quads_for_pattern(NamedNode(old), None, None)):
            made.remove(quad)
            made.add(Quad(NamedNode(new), quad.predicate, quad.object, quad.graph_name))
    found = read_routes(made).routes
    assert {route.claim for route in found} == set(renamed.values())
    assert all(read_quotes(made, [route.claim])[route.claim] for route in found)


def test_claims_have_the_names_that_the_graph_gives_them() -> None:
    opened = open_graph(GRAPH, reference=False)
    origins = opened.quads_for_pattern(None, NamedNode(TG + "origin"), None)
    named = {quad.subject.value for quad in origins if isinstance(quad.subject, NamedNode)}
    assert {route.claim for route in read_routes(opened).routes} == named


def test_claims_are_found_in_whatever_graphs_they_stand() -> None:
    made = store()
    expected = read_routes(made)
    moved = expected.routes[0].claim
    for quad in list(made.quads_for_pattern(NamedNode(moved), None, None)):
        made.remove(quad)
        made.add(Quad(quad.subject, quad.predicate, quad.object, NamedNode("https://example.org/graph")))
    assert read_routes(made) == expected


def test_claims_without_named_graphs_are_found() -> None:
    made = store()
    bare = Store()
    bare.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in made)
    assert read_routes(bare) == read_routes(made)


def test_rules_are_read_on_request() -> None:
    graph = open_graph(GRAPH)
    claims = {
        claim_iri(document_iri(each.document), claim): claim
        for each in extractions(graph)
        for claim in each.claims
    }
    found = read_routes(graph, rules=True).routes
    assert found
    assert all(route.rules == tuple(sorted(claims[route.claim].rules)) for route in found)
    best = Precisions(shipped()).best
    for route in found:
        score = best(route.rules)
        assert route.precision == (round(score.precision, 3) if score else None)
    assert [route._replace(rules=(), precision=None) for route in found] == read_routes(graph).routes


def test_routes_of_reviewed_claims_alone() -> None:
    graph = store()
    all_of_them = read_routes(graph).routes
    claim = NamedNode(all_of_them[1].claim)
    graph.add(Quad(claim, NamedNode(f"{TG}review"), NamedNode(f"{claim.value}/review/kim")))
    assert [route.claim for route in read_routes(graph, reviewed=True).routes] == [claim.value]


def test_reviewed_claims_pass_every_precision() -> None:
    graph = store()
    claim = NamedNode(read_routes(graph).routes[1].claim)
    before = select(read_routes(graph, rules=True), Selection(min_precision=1.0), Gazetteer()).routes
    assert claim.value not in {route.claim for route in before}
    graph.add(Quad(claim, NamedNode(f"{TG}review"), NamedNode(f"{claim.value}/review/kim")))
    after = select(read_routes(graph, rules=True), Selection(min_precision=1.0), Gazetteer()).routes
    assert {route.claim for route in after} - {route.claim for route in before} == {claim.value}
