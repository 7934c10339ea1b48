"""Routes to draw: over the date line, to regions, through a place, only possible; with hostile words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tipgraph.analysis.routes import Report, Route, Routes
from tipgraph.model.iris import BASE

__all__ = ["HOSTILE", "PASSING", "ROUTES", "many", "words"]

HOSTILE = "</script><script>document.title='taken'</script><img src=x onerror=alert(1)> & \u2028 “ü”"


def _report(country: str, year: int) -> Report:
    return Report(f"{BASE}report/tip/{year}/{country}", country, year)


def _route(origin: str, destination: str, on: str, year: int, **rest: object) -> Route:
    claim = f"{BASE}document/tip/{year}/{on}/route/{origin}/{destination}"
    return Route(claim, _report(on, year), origin, destination)._replace(**rest)  # type: ignore[arg-type]  # by name


_SURE = {"rules": ("route.into-report-country", "review.accept"), "precision": 0.976}
_WOMEN = {"victims": ("women",), "exploitation": ("sex-trafficking",)}
ROUTES = Routes(
    routes=[
        _route("KHM", "THA", "THA", 2004, **_WOMEN),
        _route("KHM", "THA", "KHM", 2004, victims=("children",), exploitation=("forced-begging",), **_SURE),
        _route("KHM", "THA", "THA", 2012, **_WOMEN),
        _route("THA", "KHM", "THA", 2012, certainty="possible"),
        _route("FJI", "WSM", "FJI", 2019, exploitation=("forced-labor",), sectors=("fishing",)),
        _route("JPN", "USA", "USA", 2019, kind="migration", rules=("x",), precision=0.976),
        _route("NGA", "europe", "NGA", 2012, via=("LBY",), **_WOMEN),
        _route("MDA", "QQQ", "MDA", 2004, **_WOMEN),
    ],
    reports=[_report(*each) for each in (
        ("THA", 2004), ("KHM", 2004), ("THA", 2012), ("KHM", 2012), ("FJI", 2019), ("USA", 2019),
        ("NGA", 2012), ("MDA", 2004),
    )],
)  # fmt: skip
"""QQQ, which no vocabulary has, has no place on the map."""

PASSING = Routes(
    routes=[
        _route("NGA", "ITA", "NGA", 2004, via=("LBY", "NER")),
        _route("NGA", "ITA", "ITA", 2004, via=("LBY",)),
        _route("NGA", "ITA", "NGA", 2012),
        _route("NGA", "ESP", "NGA", 2004, via=("ESP", "LBY")),
        _route("KHM", "KHM", "KHM", 2004),
    ],
    reports=[_report(*each) for each in (("NGA", 2004), ("NGA", 2012), ("ITA", 2004), ("KHM", 2004))],
)
"""Three routes of four are named with stops, in two reports; one leads to where it begins."""


def words(claims: Iterable[str]) -> Mapping[str, list[str]]:
    """Return quotes: hostile words for all claims, and the claim's own."""
    return {claim: [HOSTILE, f"What the report says of {claim[-7:]}."] for claim in claims}


def many(number: int) -> Routes:
    """Return routes between as many places as there are, each named by one report, some by two."""
    places = (
        "KHM",
        "THA",
        "JPN",
        "USA",
        "NGA",
        "FJI",
        "WSM",
        "MDA",
        "LAO",
        "VNM",
        "CHN",
        "IND",
        "KEN",
        "MEX",
    )
    pairs = [(one, other) for one in places for other in places if one != other]
    made = [
        _route(*pairs[at % len(pairs)], places[at % len(places)], 1900 + at // len(pairs))
        for at in range(number)
    ]
    return Routes(made, sorted({route.report for route in made}))
