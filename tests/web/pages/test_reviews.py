"""Pages and data of claims that people reviewed."""

from __future__ import annotations

from dataclasses import replace

from pyoxigraph import Store

from tests.drafts import draft, route, says
from tipgraph.model.claims import Review
from tipgraph.model.iris import BASE
from tipgraph.rdf.emit import quads
from tipgraph.web.pages import Archive
from tipgraph.web.pages.routes import statements
from tipgraph.web.show import page
from tipgraph.web.view import view

REVIEW = Review("kim", "replace", "2026-11-27", "Not Belize")


def test_the_statements_on_a_route_have_their_reviews() -> None:
    _, made = draft("GTM", "2014", says("[Girls are exploited in Mexico].", route("GTM", "MEX")))
    [claim] = made.claims
    reviewed = replace(claim, reviews=(REVIEW,), replaces=(f"{BASE}document/tip/2014/GTM/x/route/GTM/BLZ/0",))
    store = Store()
    store.extend(quads(replace(made, claims=(reviewed,))))
    [copy] = statements(Archive(store), f"{BASE}route/GTM/MEX")
    assert copy.extraction.claims == (reviewed,)


def test_pages_say_who_reviewed_a_claim() -> None:
    narrative, made = draft("GTM", "2014", says("[Girls are exploited in Mexico].", route("GTM", "MEX")))
    [claim] = made.claims
    shown = view(replace(made, claims=(replace(claim, reviews=(REVIEW,)),)), narrative.text)
    assert "replaced by kim (2026-11-27)" in page(shown)
    assert "replaced by" not in page(view(made, narrative.text))
