"""The promises of each named query's description: a small graph, and the rows of the result.

Each row has a query, the sentence or part of a sentence that it tests, the reports of the graph, the query's
parameters, and the rows of the result.
"""

from __future__ import annotations

from typing import Any

from tests.drafts import (
    Unfounded,
    count,
    draft,
    exploitation,
    measure,
    role,
    route,
    says,
    sector,
    tier,
    victims,
)
from tipgraph.model.claims import Evidence, Extraction
from tipgraph.model.iris import BASE

__all__ = ["PROMISES", "VERDICTS", "report"]

Row = list[Any]


def report(country: str, year: int, *claims: Unfounded, copy: str = "a", **more: str) -> Extraction:
    """Return the claims of a report, whose text is ``x.``; ``copy`` distinguishes copies of a report."""
    identifier = f"{copy}-{country}-{year}"
    return draft(country, str(year), says("[x].", *claims), identifier=identifier, **more)[1]


def iri(country: str, year: int) -> str:
    return f"report/tip/{year}/{country}"


GTM, MEX, USA, CUB = (
    ("GTM", "Guatemala"), ("MEX", "Mexico"), ("USA", "United States"), ("CUB", "Cuba"),
)  # fmt: skip
TO_MEXICO = route("GTM", "MEX")
MAYBE_TO_MEXICO = route("GTM", "MEX", certainty="possible")
NOBODY = measure("conviction", "not-done")
RECOMMENDED_AND_DONE = [
    report("GTM", 2014, measure("hotline", "recommended")), report("GTM", 2016, measure("hotline", "done")),
]  # fmt: skip
MADE_TO_FARM = {"sectors": ("agriculture",), "exploitation": ("forced-labor",)}


def _convictions(promise: str, contradicted: str, *claims: Unfounded) -> tuple[Any, ...]:
    """Return a row on a report of 2014 that states no convictions, and further claims."""
    row = [*GTM, contradicted, "x", iri("GTM", 2014)]
    return "no-convictions", promise, [report("GTM", 2014, NOBODY, *claims)], {"year": "2014"}, [row]


def _recommended(promise: str, verdict: str, *statuses: str) -> tuple[Any, ...]:
    """Return a row on a hotline that is recommended in 2014 and has some statuses in 2015."""
    reports = [
        report("GTM", 2014, measure("hotline", "recommended")),
        report("GTM", 2015, role("source"), *(measure("hotline", status) for status in statuses)),
    ]
    rows = [[*GTM, "hotline", "Hotline", verdict]] if verdict else []
    return "recommendations-not-acted-on", promise, reports, {"year": "2014"}, rows


def _tiers(promise: str, before: str, after: str, *rows: Row, change: str | None = None) -> tuple[Any, ...]:
    """Return a row on a tier of 2014, if any, and one of 2015."""
    earlier = [report("GTM", 2014, tier(before))] if before else []
    reports = [*earlier, report("GTM", 2015, tier(after, change=change))]
    return "tier-downgrades", promise, reports, {"year": "2015"}, list(rows)


PROMISES: list[tuple[str, str, list[Extraction], dict[str, str], list[Row]]] = [
    ("changes", "both years need a report", [report("GTM", 2014, TO_MEXICO)],
     {"country": "GTM", "from": "2014", "to": "2015"}, []),
    ("changes", "a route with other victims is the same route",
     [report("GTM", 2014, route("GTM", "MEX", victims=("men",))),
      report("GTM", 2015, route("GTM", "MEX", victims=("girls",)))],
     {"country": "GTM", "from": "2014", "to": "2015"}, []),
    ("changes", "Kinds of claims are compared only if texts of both years speak of them",
     [report("GTM", 2014, TO_MEXICO, measure("hotline", "done"), tier("2")),
      report("GTM", 2015, role("source"), section="current-situation")],
     {"country": "GTM", "from": "2014", "to": "2015"},
     [["role", "source", "appeared"], ["route", "GTM/MEX", "vanished"]]),
    ("changes", "Kinds of claims are compared only if texts of both years speak of them",
     [report("GTM", 2014, TO_MEXICO, measure("hotline", "done"), sector("mining")),
      report("GTM", 2015, tier("2"), section="forced-labor")],
     {"country": "GTM", "from": "2014", "to": "2015"},
     [["measure", "hotline/done", "vanished"], ["sector", "mining", "vanished"], ["tier", "2", "appeared"]]),
    ("changes", "counts are excluded",
     [report("GTM", 2014, count("conviction", 1)), report("GTM", 2015, count("conviction", 2))],
     {"country": "GTM", "from": "2014", "to": "2015"}, []),
    ("claims", "a claim of copies at the same position is listed once",
     [report("GTM", 2014, role("source"), copy=copy) for copy in ("a", "b")],
     {"country": "GTM", "year": "2014"},
     [[iri("GTM", 2014), 0, "role", "source", "asserted", "x"]]),
    ("claims", "origin and destination, measure and status, or measure, number, unit and period",
     [report("GTM", 2014, route("GTM", "neighboring-countries"), measure("hotline", "done"),
             count("conviction", 3, period=2013), count("conviction", "2.5"), tier("2"))],
     {"country": "GTM", "year": "2014"},
     [[iri("GTM", 2014), 0, kind, what, "asserted", "x"] for kind, what in (
         ("count", "conviction/2.5/persons"), ("count", "conviction/3/persons/2013"),
         ("measure", "hotline/done"), ("route", "GTM/neighbors"), ("tier", "2"))]),
    ("corroborated-routes", "a report asserts the route or calls it possible",
     [report("GTM", 2014, TO_MEXICO), report("MEX", 2014, MAYBE_TO_MEXICO)],
     {"year": "2014"}, [[*GTM, *MEX, "asserts it", "calls it possible"]]),
    ("corroborated-routes", "a report asserts the route if one of its documents does",
     [report("GTM", 2014, MAYBE_TO_MEXICO), report("MEX", 2014, MAYBE_TO_MEXICO),
      report("MEX", 2014, TO_MEXICO, copy="b")],
     {"year": "2014"}, [[*GTM, *MEX, "calls it possible", "asserts it"]]),
    ("corroborated-routes", "both reports state it",
     [report("GTM", 2014, TO_MEXICO), report("MEX", 2014, route("MEX", "GTM"))], {"year": "2014"}, []),
    ("corroborated-routes", "both reports are of the year",
     [report("GTM", 2014, TO_MEXICO), report("MEX", 2015, TO_MEXICO)], {"year": "2014"}, []),
    ("corroborated-routes", "routes of regions are excluded",
     [report("GTM", 2014, route("GTM", "europe"), route("GTM", "neighbors"))], {"year": "2014"}, []),
    ("corroboration", "whichever report states them",
     [report("GTM", 2014, role("source")), report("HND", 2014, TO_MEXICO)],
     {"country": "GTM", "year": "2014"},
     [[*GTM, *MEX, "does not mention it", "no report read"]]),
    ("corroboration", "it does not mention the route; or no report was read",
     [report("GTM", 2014, TO_MEXICO), report("MEX", 2014, tier("2"), section="tier-rating")],
     {"country": "GTM", "year": "2014"}, [[*GTM, *MEX, "states it", "no report read"]]),
    ("corroboration", "the report on each end states the route",
     [report("GTM", 2014, TO_MEXICO), report("MEX", 2014, MAYBE_TO_MEXICO)],
     {"country": "MEX", "year": "2014"}, [[*GTM, *MEX, "states it", "states it"]]),
    ("counts", "the year is empty if the text does not state it",
     [report("GTM", 2014, count("conviction", 12))], {"country": "GTM"},
     [["2014", "", "12", "persons", "x", iri("GTM", 2014)]]),
    ("exploitation-by-victims", "the number of reports, not of claims or copies",
     [*(report("GTM", 2014, *(route("GTM", to, victims=("men",), exploitation=("forced-labor",))
                              for to in ("MEX", "USA")), copy=copy) for copy in ("a", "b")),
      report("MEX", 2014, route("MEX", "USA", victims=("men",), exploitation=("forced-labor",)))],
     {"year": "2014"}, [["men", "Men", "forced-labor", "Forced labor", 2]]),
    ("exploitation-by-victims", "routes name both together",
     [report("GTM", 2014, route("GTM", "MEX", victims=("men",)), victims("men"), exploitation("forced-labor"),
             route("GTM", "USA", exploitation=("forced-labor",)))],
     {"year": "2014"}, []),
    ("exploitation-by-victims", "routes name both, measures do not count",
     [report("GTM", 2014, measure("hotline", "done", victims=("men",), exploitation=("forced-labor",)))],
     {"year": "2014"}, []),
    ("exploitation-in-sector", "the number of reports and of origins",
     [report("GTM", 2014, route("GTM", "USA", **MADE_TO_FARM), route("CUB", "USA", **MADE_TO_FARM)),
      report("GTM", 2015, route("GTM", "USA", **MADE_TO_FARM))],
     {"sector": "agriculture"}, [[*USA, 2, 2]]),
    ("exploitation-in-sector", "routes name both",
     [report("GTM", 2014, route("GTM", "USA", sectors=("agriculture",)),
             route("GTM", "MEX", exploitation=("forced-labor",)))],
     {"sector": "agriculture"}, []),
    ("hubs", "different destinations and origins",
     [report("GTM", 2014, TO_MEXICO, route("GTM", "USA")), report("MEX", 2014, TO_MEXICO)],
     {"year": "2014"}, [[*GTM, 2, 0], [*MEX, 0, 1], [*USA, 0, 1]]),
    ("hubs", "only asserted trafficking routes count",
     [report("GTM", 2014, MAYBE_TO_MEXICO, route("GTM", "USA", route_kind="migration"))],
     {"year": "2014"}, []),
    _convictions("nobody was convicted", "no"),
    _convictions("also states convictions in words", "yes", measure("conviction", "done")),
    _convictions("also states convictions that fall short", "yes", measure("conviction", "insufficient")),
    _convictions("planned convictions are none", "no", measure("conviction", "planned")),
    _convictions("other measures are no convictions", "no", measure("prosecution", "done")),
    _convictions("a count of no stated year", "yes", count("conviction", 3)),
    _convictions("a count of that year", "yes", count("conviction", 3, period=2014)),
    _convictions("a count of the year before", "yes", count("conviction", 3, period=2013)),
    _convictions("a count of an earlier year", "no", count("conviction", 3, period=2012)),
    _convictions("a count of 0", "no", count("conviction", 0)),
    ("measures-by-group", "the measures that name the group, with their status",
     [report("GTM", 2014, measure("victim-services", "not-done", victims=("boys", "men")),
             measure("hotline", "done", victims=("girls",)), victims("men"))],
     {"victims": "men"},
     [["GTM", "Guatemala", "2014", "victim-services", "not-done", "x", iri("GTM", 2014)]]),
    ("measures-by-group", "a measure that names no group is not listed",
     [report("GTM", 2014, measure("hotline", "done"), victims("men"))], {"victims": "men"}, []),
    ("no-convictions", "the reports of that year also state convictions",
     [report("GTM", 2014, NOBODY), report("GTM", 2014, count("conviction", 3), publication="factbook")],
     {"year": "2014"}, [[*GTM, "yes", "x", iri("GTM", 2014)]]),
    _convictions("an earlier year than the one before the report's does not count", "no",
                 measure("conviction", "done", period=2012)),
    ("no-convictions", "an earlier year than the one before the report's",
     [report("GTM", 2014, measure("conviction", "not-done", period=2012))], {"year": "2014"}, []),
    ("no-convictions", "or before the year that its tier is for",
     [report("GTM", 2014, measure("conviction", "not-done", period=2012), tier("2", 2013))], {"year": "2014"},
     [[*GTM, "no", "x", iri("GTM", 2014)]]),
    ("no-convictions", "a report that does not mention convictions is not listed",
     [report("GTM", 2014, measure("prosecution", "not-done"))], {"year": "2014"}, []),
    ("possible-routes", "no report asserts",
     [report("GTM", 2014, MAYBE_TO_MEXICO), report("MEX", 2015, TO_MEXICO)], {"country": "GTM"}, []),
    ("possible-routes", "the number of reports that call them possible",
     [report("GTM", 2014, MAYBE_TO_MEXICO), report("MEX", 2015, MAYBE_TO_MEXICO)],
     {"country": "MEX"}, [[*GTM, *MEX, 2, "2014", "2015"]]),
    _recommended("does not state as done", "", "done"),
    _recommended("does not state as insufficient", "", "insufficient"),
    _recommended("does not state as done, though also not done", "", "done", "not-done"),
    _recommended("states that they were not done", "not done", "not-done", "planned", "recommended"),
    _recommended("states that they are planned", "planned", "planned", "recommended"),
    _recommended("recommends them again", "recommended again", "recommended"),
    _recommended("does not mention them", "not mentioned"),
    ("recommendations-not-acted-on", "no report of the next year was read", RECOMMENDED_AND_DONE,
     {"year": "2014"}, [[*GTM, "hotline", "Hotline", "no report read"]]),
    ("recommendations-not-acted-on", "the year of the report that may show action", RECOMMENDED_AND_DONE,
     {"year": "2014", "next": "2016"}, []),
    ("recommendations-not-acted-on", "measures that the report recommends",
     [report("GTM", 2014, measure("hotline", "planned"))], {"year": "2014"}, []),
    ("reports-read", "a claim that two copies make counts twice",
     [report("GTM", 2014, role("source"), copy=copy) for copy in ("a", "b")],
     {"country": "GTM", "year": "2014"},
     [["Guatemala", "tip", "Trafficking in Persons Report 2014: Guatemala", 2, 2, iri("GTM", 2014)]]),
    ("reports-read", "a report without claims is a report", [report("GTM", 2014), report("CUB", 2015)],
     {"year": "2014"},
     [[*GTM, "tip", "Trafficking in Persons Report 2014: Guatemala", 1, 0, iri("GTM", 2014)]]),
    ("roles", "whether the reports assert it",
     [report("GTM", 2014, role("transit", certainty="possible")), report("MEX", 2014, role("transit"))],
     {"role": "transit", "year": "2014"},
     [[*GTM, "possible", iri("GTM", 2014)], [*MEX, "asserted", iri("MEX", 2014)]]),
    ("route-statements", "a statement of copies is listed once",
     [report("GTM", 2014, route("GTM", "MEX", victims=("girls", "boys")), copy=copy) for copy in ("a", "b")],
     {"origin": "GTM", "destination": "MEX"},
     [["2014", "GTM", "trafficking", "asserted", "boys|girls", "", "", "", "x", "", iri("GTM", 2014), 0]]),
    ("route-statements", "victims and exploitation of a row are stated together",
     [draft("GTM", "2014", says("[Men dig].", route("GTM", "MEX", victims=("men",))),
            says("[They beg].", route("GTM", "MEX", exploitation=("forced-begging",), certainty="possible",
                                      context=(Evidence(0, 3, "Men"),))))[1]],
     {"origin": "GTM", "destination": "MEX"},
     [["2014", "GTM", "trafficking", "asserted", "men", "", "", "", "Men dig", "", iri("GTM", 2014), 0],
      ["2014", "GTM", "trafficking", "possible", "", "forced-begging", "", "", "They beg", "Men",
       iri("GTM", 2014), 9]]),
    ("route-statements", "a route to the neighboring countries of a report's country",
     [report("GTM", 2014, route("GTM", "neighboring-countries", via=("neighboring-countries",)))],
     {"origin": "GTM", "destination": f"{BASE}place/GTM/neighbors"},
     [["2014", "GTM", "trafficking", "asserted", "", "", "", "neighbors", "x", "",
       iri("GTM", 2014), 0]]),
    ("route-words", "every report that states a route",
     [report("GTM", 2014, TO_MEXICO), report("HND", 2015, MAYBE_TO_MEXICO)],
     {"origin": "GTM", "destination": "MEX"},
     [["2014", "GTM", "trafficking", "asserted", "x", iri("GTM", 2014)],
      ["2015", "HND", "trafficking", "possible", "x", iri("HND", 2015)]]),
    ("routes-into", "the number of reports that assert it, and the first and last year",
     [report("GTM", 2014, TO_MEXICO), report("GTM", 2014, TO_MEXICO, copy="b"),
      report("MEX", 2015, MAYBE_TO_MEXICO)],
     {"destination": "MEX"}, [[*GTM, "trafficking", 2, 1, "2014", "2015"]]),
    ("routes-into", "only reports of this year",
     [report("GTM", 2014, TO_MEXICO), report("MEX", 2015, MAYBE_TO_MEXICO)],
     {"destination": "MEX", "year": "2015"}, [[*GTM, "trafficking", 1, 0, "2015", "2015"]]),
    ("routes-into-by-sector", "the sectors that statements name together with the origin",
     [report("GTM", 2014, route("GTM", "MEX", sectors=("agriculture",)), TO_MEXICO),
      report("MEX", 2015, route("CUB", "MEX", sectors=("mining",), certainty="possible"))],
     {"destination": "MEX"},
     [["agriculture", "Agriculture", *GTM, "trafficking", 1, 1, "2014", "2014"],
      ["mining", "Mining", *CUB, "trafficking", 1, 0, "2015", "2015"]]),
    ("routes-into-by-sector", "Statements without a sector are not counted",
     [report("GTM", 2014, TO_MEXICO, sector("agriculture"))], {"destination": "MEX"}, []),
    ("routes-into-by-sector", "only reports of this year",
     [report("GTM", 2014, route("GTM", "MEX", sectors=("agriculture",)))],
     {"destination": "MEX", "year": "2015"}, []),
    ("routes-out", "the number of reports that assert it, and the first and last year",
     [report("GTM", 2014, TO_MEXICO), report("GTM", 2014, TO_MEXICO, copy="b"),
      report("MEX", 2015, MAYBE_TO_MEXICO)],
     {"origin": "GTM"}, [[*MEX, "trafficking", 2, 1, "2014", "2015"]]),
    ("routes-out", "only reports of this year",
     [report("GTM", 2014, TO_MEXICO), report("MEX", 2015, MAYBE_TO_MEXICO)],
     {"origin": "GTM", "year": "2015"}, [[*MEX, "trafficking", 1, 0, "2015", "2015"]]),
    ("routes-into-region", "the region itself, its countries and the smaller regions in it",
     [report("GTM", 2014, route("GTM", "asia"), route("GTM", "KHM"), route("GTM", "southeast-asia"),
             route("GTM", "MEX"))],
     {"region": "asia"},
     [[*GTM, "asia", "Asia", 1], [*GTM, "KHM", "Cambodia", 1],
      [*GTM, "southeast-asia", "Southeast Asia", 1]]),
    ("routes-via", "the number of reports",
     [report(*when, route("GTM", "USA", via=("MEX",))) for when in (("GTM", 2014), ("MEX", 2015))],
     {"origin": "GTM"}, [[*MEX, *USA, 2, "2014", "2015"]]),
    ("sectors-of", "sectors that reports name, not those of routes",
     [report("GTM", 2014, sector("mining"), route("GTM", "MEX", sectors=("agriculture",)))],
     {"country": "GTM"}, [["mining", "Mining", 1, "2014", "2014"]]),
    _tiers("2 is lower than 1", "1", "2", [*GTM, "1", "2", "no"]),
    _tiers("2WL is lower than 2", "2", "2WL", [*GTM, "2", "2WL", "no"]),
    _tiers("3 is lower than 2WL", "2WL", "3", [*GTM, "2WL", "3", "no"]),
    _tiers("2 is not lower than 2", "2", "2"),
    _tiers("2 is not lower than 3", "3", "2"),
    _tiers("a report states the downgrade", "2", "2WL", [*GTM, "2", "2WL", "yes"], change="downgraded"),
    _tiers("even if the tier of the year before is not in the graph", "", "3", [*GTM, "", "3", "yes"],
           change="downgraded"),
    _tiers("a special case is not better than a tier", "special-case", "3"),
    _tiers("a special case is not worse than a tier", "1", "special-case"),
    ("tier-downgrades", "the tier of the year, whichever report states it",
     [report("GTM", 2014, tier("2", 2014)), report("GTM", 2016, tier("3", 2015))],
     {"year": "2015"}, [[*GTM, "2", "3", "no"]]),
    ("tiers", "the year that the placement applies to, or else the report's",
     [report("GTM", 2014, tier("2")), report("GTM", 2014, tier("2WL", 2013), copy="b")],
     {"country": "GTM"},
     [["2013", "2WL", "", "", "", "x", iri("GTM", 2014)], ["2014", "2", "", "", "", "x", iri("GTM", 2014)]]),
    ("tiers", "one quote, which names the tier",
     [draft("GTM", "2014", says("It [does not comply], is on [Tier 2], and [makes efforts].", tier("2")))[1]],
     {"country": "GTM"}, [["2014", "2", "", "", "", "Tier 2", iri("GTM", 2014)]]),
    ("victims-in-sector", "by origin and destination, with the number of reports",
     [report(on, 2014, route("GTM", "USA", victims=("men",), sectors=("mining",))) for on in ("GTM", "USA")],
     {"sector": "mining", "year": "2014"}, [["men", *GTM, *USA, 2, "2014", "2014"]]),
    ("victims-of", "whether any report asserts it",
     [report("GTM", 2014, victims("men", certainty="possible")),
      report("GTM", 2014, victims("men"), victims("boys", certainty="possible"), publication="factbook")],
     {"country": "GTM"}, [["2014", "boys", "Boys", 1, "possible"], ["2014", "men", "Men", 2, "asserted"]]),
]  # fmt: skip

VERDICTS: list[tuple[list[str] | None, str]] = [
    (["done"], "done"),
    (["done", "planned", "recommended"], "done"),
    (["insufficient"], "insufficient"),
    (["done", "insufficient"], "insufficient"),
    (["not-done"], "not done"),
    (["not-done", "planned"], "not done"),
    (["done", "not-done"], "mixed"),
    (["insufficient", "not-done"], "mixed"),
    (["planned"], "planned"),
    (["planned", "recommended"], "planned"),
    (["recommended"], "only recommended"),
    ([], "not mentioned"),
    (None, "no report read"),
]
"""The statuses of a measure in a report (None: no report), and the verdict on the measure."""
