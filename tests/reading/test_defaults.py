from __future__ import annotations

import pytest

from tipgraph.errors import UsageError
from tipgraph.reading import Defaults


@pytest.mark.parametrize("country", ["KEN", "ken", "Burma", "Cote d'Ivoire", None])
def test_known_countries(country: str | None) -> None:
    assert Defaults(country=country).country == country


@pytest.mark.parametrize(
    ("country", "remedy"),
    [("Guatamala", "did you mean Guatemala"), ("Qqqqqq", "use an ISO 3166-1 alpha-3 code"), ("", "ISO")],
)
def test_an_unknown_country_is_refused(country: str, remedy: str) -> None:
    with pytest.raises(UsageError, match=f"unknown country '{country}': .*{remedy}"):
        Defaults(country=country)


@pytest.mark.parametrize("year", [2000, 2100, None])
def test_years_of_reports(year: int | None) -> None:
    assert Defaults(year=year).year == year


@pytest.mark.parametrize("year", [0, 1999, 2101])
def test_other_years_are_refused(year: int) -> None:
    with pytest.raises(UsageError, match=f"{year} is not a report year: give a year from 2000 to 2100"):
        Defaults(year=year)


def test_a_publication_without_letters_or_digits_is_refused() -> None:
    with pytest.raises(UsageError, match=r"the publication '\.\.' has no letters or digits"):
        Defaults(publication="..")
    assert Defaults(publication="My Reports").publication == "My Reports"
