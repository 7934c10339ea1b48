from __future__ import annotations

import pytest

from tipgraph.errors import UsageError
from tipgraph.reading import Defaults


@pytest.mark.parametrize("country", ["KEN", "ken", "Burma", "Cote d'Ivoire", None])
def test_countries_that_there_are(country: str | None) -> None:
    assert Defaults(country=country).country == country


@pytest.mark.parametrize(
    ("country", "remedy"),
    [("Guatamala", "did you mean Guatemala"), ("Qqqqqq", "use an ISO 3166-1 alpha-3 code"), ("", "ISO")],
)
def test_a_country_that_does_not_exist_is_refused_at_once(country: str, remedy: str) -> None:
    with pytest.raises(UsageError, match=f"there is no country '{country}': .*{remedy}"):
        Defaults(country=country)


@pytest.mark.parametrize("year", [2000, 2100, None])
def test_years_of_reports(year: int | None) -> None:
    assert Defaults(year=year).year == year


@pytest.mark.parametrize("year", [0, 1999, 2101])
def test_another_year_is_refused_at_once(year: int) -> None:
    with pytest.raises(UsageError, match=f"{year} is no year of a report: give one from 2000 to 2100"):
        Defaults(year=year)


def test_a_publication_that_names_nothing_is_refused_at_once() -> None:
    with pytest.raises(UsageError, match=r"the publication '\.\.' names nothing: give it a name"):
        Defaults(publication="..")
    assert Defaults(publication="My Reports").publication == "My Reports"
