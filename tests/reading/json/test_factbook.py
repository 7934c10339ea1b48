from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.paths import SHARED
from tests.reading.support import error_of, read_all, read_one, skipped_of, under, write
from tipgraph.model.documents import Narrative, Report
from tipgraph.reading import Defaults, Skipped

SITUATION = "Angola is a source country for children who herd cattle in Namibia"
RATING = "Tier 2 Watch List - Angola does not fully comply with the minimum standards (2015)"
RAW = SHARED / "corpus" / "factbook-raw"
LINES = SHARED / "corpus" / "factbook-dev.jsonl"


def text(value: str) -> dict[str, str]:
    return {"text": value}


def country_file(
    path: Path, entry: Mapping[str, object], category: str = "Transnational Issues", name: str = "Angola"
) -> Path:
    names = {"conventional long form": text("Republic of " + name), "conventional short form": text(name)}
    content: dict[str, object] = {
        "Introduction": {"Background": text("An old kingdom.")},
        "Government": {"Country name": names},
        "Transportation": {"National air transport system": {"annual freight traffic": text("46,043,000")}},
    }
    return write(path, json.dumps({**content, category: {"Disputes": text("none"), **entry}}, indent=1))


PARTS = {"current situation": text(SITUATION), "tier rating": text(RATING)}


def test_each_part_of_the_entry_is_a_document(tmp_path: Path) -> None:
    path = country_file(tmp_path / "2015-11-05" / "africa" / "ao.json", {"Trafficking in persons": PARTS})
    situation, rating = read_all(path)
    assert isinstance(situation, Narrative)
    assert isinstance(rating, Narrative)
    assert situation.document.report == Report("factbook", "2015-11-05", "AGO", "current-situation")
    assert situation.document.identifier == "factbook-ago-current-situation-2015-11-05"
    assert under(situation) == [("profile", SITUATION)]
    assert rating.document.identifier == "factbook-ago-tier-rating-2015-11-05"
    assert rating.text == RATING
    assert under(rating) == [("tier", RATING)]


@pytest.mark.parametrize(
    ("entry", "category"),
    [
        ({"Trafficking in persons": {"current situation": SITUATION}}, "Transnational Issues"),
        ({"Trafficking in Persons": {"Current Situation": text(SITUATION)}}, "Transnational issues"),
        ({"Trafficing in persons": {"curent situation": text(SITUATION)}}, "People and Society"),
        ({"Trafficking-in-persons": {"current situations": text(SITUATION)}}, "Transnational Issues"),
        (
            {"Trafficking in persons": text(f"<p><strong>current situation:</strong> {SITUATION}</p>")},
            "Security",
        ),
        ({"Trafficking in persons": f"current situation: {SITUATION}"}, "Transnational Issues"),
        ({"Trafficking in persons": SITUATION}, "Transnational Issues"),
        ({"Crime": {"Human trafficking": {"current situation": text(SITUATION)}}}, "Transnational Issues"),
    ],
)
def test_the_entry_is_found_under_all_its_keys(
    tmp_path: Path, entry: Mapping[str, object], category: str
) -> None:
    narrative = read_one(country_file(tmp_path / "2014-06-20" / "ao.json", entry, category))
    assert narrative.text == SITUATION
    assert narrative.document.report == Report("factbook", "2014-06-20", "AGO", "current-situation")


def test_parts_in_one_text_are_split_at_their_names(tmp_path: Path) -> None:
    entry = {"Trafficking in persons": text(f"current situation: {SITUATION}; tier rating: {RATING}")}
    outcomes = read_all(country_file(tmp_path / "2014-06-20" / "ao.json", entry))
    assert [outcome.text for outcome in outcomes if isinstance(outcome, Narrative)] == [SITUATION, RATING]


def test_tags_are_removed_and_lines_are_kept(tmp_path: Path) -> None:
    html = (
        "<p>Tier 3 &mdash; Angola&rsquo;s courts <em>freed</em> them;&nbsp;none sat (2023)</p><br><p>More</p>"
    )
    entry = {
        "Trafficking in persons": {"trafficking profile": text(html), "note": "two cities were left out"}
    }
    profile, note = read_all(country_file(tmp_path / "2024-02-01" / "ao.json", entry))
    assert isinstance(profile, Narrative)
    assert profile.text == "Tier 3 — Angola’s courts freed them; none sat (2023)\nMore"
    assert profile.document.report.section == "trafficking-profile"
    assert isinstance(note, Narrative)
    assert note.document.report.section == "note"


def test_a_country_without_an_entry_is_skipped(tmp_path: Path) -> None:
    path = country_file(tmp_path / "2017-03-28" / "ao.json", {"Illicit drugs": text("none")})
    assert skipped_of(path).reason == "no entry on trafficking in persons"
    empty = country_file(
        tmp_path / "2017-03-28" / "na.json", {"Trafficking in persons": {"tier rating": text(" ")}}
    )
    assert skipped_of(empty).reason == "no entry on trafficking in persons"


def test_the_edition_is_the_folders_date_or_the_users_year_or_the_last_year(tmp_path: Path) -> None:
    entry = {"Trafficking in persons": {"tier rating": text(RATING)}}
    path = country_file(tmp_path / "africa" / "ao.json", entry)
    assert read_one(path).document.report.edition == "2015"
    assert read_one(path, Defaults(year=2016)).document.report.edition == "2016"
    assert read_one(path).document.identifier == "factbook-ago-tier-rating-2015"
    undated = country_file(tmp_path / "ao.json", {"Trafficking in persons": {"tier rating": text("Tier 3")}})
    assert error_of(undated).remedy == "give --year"


def test_the_country_is_found_by_any_form_of_its_name(tmp_path: Path) -> None:
    entry = {"Trafficking in persons": {"tier rating": text(RATING)}}
    brazzaville = country_file(tmp_path / "cf.json", entry, name="Congo (Brazzaville)")
    assert read_one(brazzaville).document.report.country == "COG"
    nowhere = country_file(tmp_path / "xx.json", entry, name="Ruritania")
    assert "unknown country 'Ruritania'" in str(error_of(nowhere))


def test_a_country_file_on_one_line_is_read_too(tmp_path: Path) -> None:
    path = country_file(tmp_path / "2015-11-05" / "ao.json", {"Trafficking in persons": PARTS})
    for end in ("\n", ""):
        path.write_text(json.dumps(json.loads(path.read_text())) + end)
        assert [type(outcome) for outcome in read_all(path)] == [Narrative, Narrative]


@pytest.mark.skipif(not RAW.is_dir(), reason="the corpus (../shared/corpus) is not here")
def test_the_raw_files_give_the_ids_and_words_of_the_shared_lines() -> None:
    lines = {entry["id"]: entry["text"] for entry in map(json.loads, LINES.read_text("utf-8").splitlines())}
    outcomes = read_all(RAW)
    counts = Counter(type(outcome) for outcome in outcomes)
    assert counts == {Narrative: 135, Skipped: 1}
    narratives = [outcome for outcome in outcomes if isinstance(outcome, Narrative)]
    known = [narrative for narrative in narratives if narrative.document.identifier in lines]
    assert len(known) >= 60
    # The lines have a space where a tag closed before a comma, so compare without white space.
    assert all("".join(lines[n.document.identifier].split()) == "".join(n.text.split()) for n in known)


@pytest.mark.parametrize(("key", "section"), [("victims \ud800 profile", "victims-profile"), ("..", "text")])
def test_odd_keys_give_valid_sections(tmp_path: Path, key: str, section: str) -> None:
    path = country_file(tmp_path / "2015-11-05" / "ao.json", {"Trafficking in persons": {key: SITUATION}})
    assert read_one(path).document.report.section == section


def test_an_entry_nested_too_deeply_is_an_error(tmp_path: Path) -> None:
    path = country_file(tmp_path / "ao.json", {"Trafficking in persons": text("<b>" * 5_000 + SITUATION)})
    assert "nested too deeply" in str(error_of(path))


@pytest.mark.parametrize(
    "entry",
    [
        {
            "Trafficking in persons - current situation": text(SITUATION),
            "Trafficking in persons - tier rating": text(RATING),
        },
        {"trafficking_in_persons": {"current_situation": SITUATION, "tier_rating": RATING}},
    ],
)
def test_keys_that_name_the_part_are_split(tmp_path: Path, entry: Mapping[str, object]) -> None:
    found = read_all(country_file(tmp_path / "2014-06-20" / "ao.json", entry))
    sections = [each.document.report.section for each in found if isinstance(each, Narrative)]
    assert sections == ["current-situation", "tier-rating"]


@pytest.mark.parametrize("place", [{"date": "2016-03-01"}, {"metadata": {"date": "2016-03-01T10:00:00"}}])
def test_the_date_in_the_file_is_the_edition(tmp_path: Path, place: Mapping[str, object]) -> None:
    path = country_file(tmp_path / "ao.json", {"Trafficking in persons": {"current situation": SITUATION}})
    path.write_text(json.dumps({**json.loads(path.read_text()), **place}))
    narrative = read_one(path)
    assert narrative.document.report.edition == "2016-03-01"
    assert str(narrative.document.identification.reasons["year"]) == "date in the file '2016-03-01'"


def test_the_world_is_no_country(tmp_path: Path) -> None:
    path = country_file(tmp_path / "world" / "xx.json", {"Trafficking in persons": PARTS})
    content = json.loads(path.read_text())
    path.write_text(json.dumps({**content, "Government": {"Legal system": text("none")}}))
    assert "it names no country" in skipped_of(path).reason


def test_a_file_of_the_whole_factbook_is_read_by_country(tmp_path: Path) -> None:
    data = {
        "introduction": {"background": "An old kingdom."},
        "government": {"country_name": {"conventional_short_form": "Angola"}},
        "transnational_issues": {"trafficking_in_persons": {"current_situation": SITUATION}},
    }
    world = {**data, "government": {}}
    countries = {
        "angola": {"data": data, "metadata": {"date": "2019-06-03"}},
        "world": {"data": world, "metadata": {}},
    }
    path = write(tmp_path / "factbook.json", json.dumps({"countries": countries}))
    narrative, skipped = read_all(path)
    assert isinstance(narrative, Narrative)
    assert narrative.document.report == Report("factbook", "2019-06-03", "AGO", "current-situation")
    assert narrative.document.source == f"{path}:angola"
    assert isinstance(skipped, Skipped)


def cloned(folder: Path, day: str, address: str) -> None:
    """Commit a folder's files on a day, as if it were a clone."""
    moment = f"{day}T12:00:00Z"
    author = {f"GIT_{role}_{key}": "x" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
    dates = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    for command in (
        ["init", "-q"],
        ["remote", "add", "origin", address],
        ["add", "-A"],
        ["commit", "-q", "--no-gpg-sign", "-m", "Update"],
    ):
        subprocess.run(["git", "-C", folder, *command], check=True, env={**os.environ, **author, **dates})


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_the_edition_of_a_clone_is_the_date_of_the_commit(tmp_path: Path) -> None:
    entry = {"Trafficking in persons": PARTS}
    path = country_file(tmp_path / "clone" / "africa" / "ao.json", entry)
    cloned(tmp_path / "clone", "2016-05-03", "https://example.org/factbook.json.git")
    situation, rating = read_all(path)
    assert isinstance(situation, Narrative)
    assert isinstance(rating, Narrative)
    assert (situation.document.report.edition, rating.document.report.edition) == ("2016-05-03", "2016-05-03")
    assert str(situation.document.identification.reasons["year"]) == "commit '2016-05-03'"
    given = read_all(path, defaults=Defaults(year=2015))
    assert {each.document.report.edition for each in given if isinstance(each, Narrative)} == {"2015"}


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_the_commits_of_other_repositories_say_nothing(tmp_path: Path) -> None:
    entry = {"Trafficking in persons": {"tier rating": text(RATING)}}
    path = country_file(tmp_path / "research" / "ao.json", entry)
    cloned(tmp_path / "research", "2024-05-03", "https://example.org/research.git")
    assert read_one(path).document.report.edition == "2015"
