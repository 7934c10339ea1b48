from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.paths import SHARED
from tests.reading.support import KENYA, error_of, read_one, under, write
from tipgraph.model.documents import Report
from tipgraph.reading import Defaults
from tipgraph.reading.plaintext import unwrapped

GUATEMALA = SHARED / "corpus" / "tip-2002-guatemala.txt"


@pytest.mark.parametrize(
    "name", ["2014/kenya.txt", "tip-2014-kenya.txt", "kenya/tip_2014.text", "2014/kenya"]
)
def test_the_path_gives_missing_metadata(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, "Girls are forced to clean houses, and traffickers go free.")
    assert read_one(path).document.report == Report("tip", "2014", "KEN")


def test_defaults_give_missing_metadata_and_the_text_has_priority(tmp_path: Path) -> None:
    bare = write(tmp_path / "a.txt", "Traffickers send children to beg.")
    defaults = Defaults(country="Burma", year=2011, publication="Trafficking in Persons Report")
    assert read_one(bare, defaults).document.report == Report("tip", "2011", "MMR")
    titled = write(tmp_path / "b.txt", f"2014 Trafficking in Persons Report: Kenya\n\n{KENYA}")
    assert read_one(titled, defaults).document.report == Report("tip", "2014", "KEN")


def test_a_missing_country_or_year_is_an_error_with_the_option(tmp_path: Path) -> None:
    path = write(tmp_path / "x.txt", "Traffickers send children to beg.")
    assert error_of(path).remedy == "give --country"
    assert error_of(path, Defaults(country="KEN")).remedy == "give --year"


def test_an_unrelated_text_is_an_error_unless_the_user_gives_its_publication(tmp_path: Path) -> None:
    path = write(tmp_path / "kenya-2014.txt", "Rain fell on the hills all day.")
    assert "does not look like a report" in str(error_of(path))
    assert read_one(path, Defaults(publication="weather")).document.report == Report("weather", "2014", "KEN")


def test_lines_broken_at_a_fixed_width_are_joined_and_others_are_not() -> None:
    wrapped = (
        "Children from the villages of the north are sent to the capital, where they\n"
        "sell water in the streets.\n\nProtection\nNobody helped them."
    )
    assert unwrapped(wrapped) == (
        "Children from the villages of the north are sent to the capital, where they"
        " sell water in the streets.\n\nProtection\nNobody helped them."
    )
    listed = "• Train the judges of the courts that hear cases of trafficking, and\n• Fund shelters."
    assert unwrapped(listed) == listed


def test_windows_1252_and_utf_16_are_read(tmp_path: Path) -> None:
    title = "2014 Trafficking in Persons Report: Kenya"
    text = f"{title}\r\n\r\nKENYA (Tier\xa02)\r\n\r\nVictims’ “rights” – trafficking."
    expected = "KENYA (Tier 2)\n\nVictims’ “rights” – trafficking."
    for encoding in ("cp1252", "utf-16", "utf-8-sig"):
        assert read_one(write(tmp_path / f"{encoding}.txt", text.encode(encoding))).text == expected


@pytest.mark.skipif(not GUATEMALA.is_file(), reason="the corpus (../shared/corpus) is not here")
def test_the_copy_from_refworld_has_the_text_of_the_gold_passage() -> None:
    narrative = read_one(GUATEMALA)
    document = narrative.document
    assert document.report == Report("tip", "2002", "GTM")
    assert document.identifier == "tip-2002-guatemala"
    assert document.issued == "2002-06-05"
    assert document.title == "U.S. Department of State 2002 Trafficking in Persons Report - Guatemala"
    assert [kind for kind, _ in under(narrative)] == ["profile", "tier"]
    passages = map(json.loads, (SHARED / "gold" / "passages.jsonl").read_text("utf-8").splitlines())
    gold = next(passage["text"] for passage in passages if passage["id"] == document.identifier)
    assert narrative.text == gold.rstrip()


def test_white_space_before_a_text_does_not_make_it_empty(tmp_path: Path) -> None:
    path = write(tmp_path / "kenya-2014.txt", " " * 70_000 + f"\n{KENYA}")
    assert read_one(path).document.report.country == "KEN"


def test_words_broken_at_the_ends_of_lines_are_joined() -> None:
    lines = [
        "The traffickers took them to a workshop near the old harbour, and the go-",
        "vernment of the well-known town, where the government did nothing, let anti-",
        "trafficking officers go home. They stayed in a small room for two years.",
    ]
    joined = unwrapped("\n".join(lines))
    assert "\n" not in joined
    for words in (
        "and the government of the well-known town, where",
        "let anti-trafficking officers go home.",
    ):
        assert words in joined


def test_running_heads_inside_sentences_are_removed(tmp_path: Path) -> None:
    path = write(
        tmp_path / "latvia-2018.txt", "Traffickers sell women, and 268LATVIAChinese girls and 9LATVIAmen."
    )
    assert read_one(path).text == "Traffickers sell women, and Chinese girls and men."


@pytest.mark.parametrize("name", ["Israel, West Bank and Gaza", "ISRAEL, WEST BANK, AND GAZA (Tier 1)"])
def test_a_title_with_places_of_the_same_report_is_that_of_the_country(tmp_path: Path, name: str) -> None:
    text = f"2019 Trafficking in Persons Report\n\n{name}\n\nTraffickers sell women from Gaza."
    assert read_one(write(tmp_path / "a.txt", text)).document.report == Report("tip", "2019", "ISR")
