from __future__ import annotations

import pytest

from tipgraph.reading.identify import (
    CountryHeading,
    country_code,
    country_heading,
    country_in,
    date_in,
    year_in,
    year_in_address,
)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Guatemala", "GTM"),
        ("GUATEMALA", "GTM"),
        ("gtm", "GTM"),
        ("Burma", "MMR"),
        ("Swaziland", "SWZ"),
        ("Macedonia", "MKD"),
        ("The Gambia", "GMB"),
        ("Gambia, The", "GMB"),
        ("Korea, Republic of", "KOR"),
        ("Cote d'Ivoire", "CIV"),
        ("CÔTE D’IVOIRE", "CIV"),
        ("Saint Lucia", "LCA"),
        ("St. Lucia", "LCA"),
        ("Trinidad & Tobago", "TTO"),
        ("Czech Republic", "CZE"),
        ("Guinea", "GIN"),
        ("Guinea-Bissau", "GNB"),
        ("Niger", "NER"),
        ("Georgia", "GEO"),
        ("Congo, Democratic Republic of the", "COD"),
        ("Congo (Kinshasa)", "COD"),
        ("Congo (Brazzaville)", "COG"),
        ("Republic of the Congo", "COG"),
        ("Serbia and Montenegro", "SCG"),
        ("Kosovo", "XKX"),
        ("Burma (Myanmar)", "MMR"),
        ("Korea (Wonderland)", "KOR"),
        ("Korea (DPRK)", None),
        ("Kyrgyz Republic", "KGZ"),
        ("East Timor", "TLS"),
        ("Macedonia, The Former Yugoslav Republic of", "MKD"),
        ("Ruritania", None),
        ("Africa", None),
        ("", None),
    ],
)
def test_a_country_is_known_by_its_names(name: str, code: str | None) -> None:
    assert country_code(name) == code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("2017 Trafficking in Persons Report - Papua New Guinea", "PNG"),
        ("Refworld | Trafficking in Persons Report 2009 - Niger", "NER"),
        ("2021 Trafficking in Persons Report: Nigeria - United States Department of State", "NGA"),
        ("USDOS – US Department of State: “2018 Report - Guinea-Bissau”, Document #1 - ecoi.net", "GNB"),
        ("Trafficking in Persons Report 2003 - Serbia and Montenegro", "SCG"),
        ("Trafficking in Persons Report 2013 - Congo, Democratic Republic of the", "COD"),
        ("2014 Trafficking in Persons Report: United States of America", "USA"),
        ("tip 2014 guatemala", "GTM"),
        ("Albania and Greece compared", None),
        ("Country Narratives: Countries A through C", None),
        ("U.S. Department of State", None),
    ],
)
def test_a_title_speaks_of_one_country_or_of_none(title: str, code: str | None) -> None:
    assert country_in(title) == code


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("GHANA: TIER 2 WATCH LIST", CountryHeading("GHA", True)),
        ("Guatemala (Tier 2)", CountryHeading("GTM", True)),
        ("CHILE – Tier 1", CountryHeading("CHL", True)),
        ("LIBYA: Special Case", CountryHeading("LBY", True)),
        ("Special Case: Libya", CountryHeading("LBY", True)),
        ("ITALY (TIER 2 WATCH LIST)*", CountryHeading("ITA", True)),
        ("ALBANIA", CountryHeading("ALB", False)),
        ("AND", None),
        ("Prosecution", None),
        ("Ghana is a source country (Tier 2)", None),
        ("", None),
    ],
)
def test_a_heading_is_a_country_with_or_without_its_tier(line: str, expected: CountryHeading | None) -> None:
    assert country_heading(line) == expected


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("U.S. Department of State 2002 Trafficking in Persons Report - Guatemala", 2002),
        ("Trafficking in Persons Report 2015 - Country Narratives - Kenya", 2015),
        ("Trafficking in Persons Report (June 2004)", 2004),
        ("2014 TIP Report, read in 2019", 2014),
        ("Guatemala 2014", 2014),
        ("Released online from January 20, 2001 to January 20, 2009", None),
        ("Guatemala", None),
        ("Room 12014", None),
    ],
)
def test_a_title_names_the_year_of_its_report(title: str, year: int | None) -> None:
    assert year_in(title) == year


@pytest.mark.parametrize(
    ("address", "year"),
    [
        ("https://2009-2017.state.gov/j/tip/rls/tiprpt/countries/2014/226728.htm", 2014),
        ("https://2001-2009.state.gov/g/tip/rls/tiprpt/2008/105387.htm", 2008),
        ("https://www.state.gov/reports/2021-trafficking-in-persons-report/nepal/", 2021),
        ("https://www.ecoi.net/en/document/2055160.html", None),
    ],
)
def test_an_address_names_the_year_in_its_path(address: str, year: int | None) -> None:
    assert year_in_address(address) == year


def test_dates_are_read_in_the_ways_that_publishers_write_them() -> None:
    assert date_in("16 June 2009") == date_in("June 16, 2009") == date_in("on 2009-06-16.") == "2009-06-16"
    assert date_in("June 2009") is None
    assert date_in("31 February 2012, or 2012-13-01") is None
    assert date_in("30 February 2012, 1 March 2012") == "2012-03-01"
