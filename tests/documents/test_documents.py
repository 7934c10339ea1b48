"""Every kind of file goes through the command line: the same report, and the same facts as its page."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.cli.support import run
from tests.documents.samples import PAGE, SAMPLES
from tests.narratives import write_lines

KINDS = [name for name in SAMPLES if name != "reports.zip"]
SHOWN = ("kind", "role", "origin", "destination", "measure", "value", "code")


def facts(path: Path) -> list[tuple[object, ...]]:
    done = run("facts", path, "--format", "jsonl")
    assert done.exit_code == 0, done.output
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return sorted({tuple(str(each.get(name)) for name in SHOWN) for each in found})


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[object, ...]]:
    path = tmp_path_factory.mktemp("page") / "2022" / "tip-kenya.html"
    path.parent.mkdir()
    path.write_text(PAGE, encoding="utf-8")
    return facts(path)


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_of_file_gives_the_same_facts(
    tmp_path: Path, name: str, expected: list[tuple[object, ...]]
) -> None:
    path = tmp_path / name
    path.write_bytes(SAMPLES[name])
    (row,) = json.loads(run("inspect", path, "--format", "json").stdout)
    assert (row["publication"], row["country"], row["year"]) == ("tip", "KEN", "2022")
    has_no_title = name == "narratives.sqlite"
    assert row["doubts"] == ["nothing names its publication: it is taken for tip"] * has_no_title
    assert expected
    assert facts(path) == expected


def test_a_zip_gives_a_report_a_year(tmp_path: Path) -> None:
    path = tmp_path / "reports.zip"
    path.write_bytes(SAMPLES[path.name])
    rows = json.loads(run("inspect", path, "--format", "json").stdout)
    assert [(row["source"], row["year"]) for row in rows] == [
        (f"{path}/{year}/kenya.html", year) for year in ("2021", "2022")
    ]


def test_a_route_stays_in_its_numbered_item(tmp_path: Path) -> None:
    text = (
        "Traffickers use routes: (1) they move women from Somalia to Yemen; (2) they take children from "
        "Kenya to Oman; and (3) they send men from Djibouti to Saudi Arabia. Tier rating: Tier 2 Watch List."
    )
    line = {"id": "x", "country": "SOM", "year": 2015, "publication": "tip", "text": text}
    done = run("facts", write_lines(tmp_path / "a.jsonl", [line]), "--format", "jsonl")
    found = [json.loads(each) for each in done.stdout.splitlines()]
    routes = {(each["origin"], each["destination"]) for each in found if each["kind"] == "route"}
    assert routes == {("SOM", "YEM"), ("KEN", "OMN"), ("DJI", "SAU")}
    assert [each["tier"] for each in found if each["kind"] == "tier"] == ["2WL"]


@pytest.mark.slow
def test_two_publications_on_a_country_and_year_stay_two_reports(tmp_path: Path) -> None:
    publications = ("tip", "country-reports-on-human-rights-practices")
    text = "Traffickers force girls from Kenya to clean houses in Qatar."
    lines = [
        {
            "id": name,
            "country": "KEN",
            "year": 2014,
            "publication": name,
            "section": "trafficking",
            "text": text,
        }
        for name in publications
    ]
    graph, site = tmp_path / "graph.nq", tmp_path / "site"
    assert run("build", write_lines(tmp_path / "a.jsonl", lines), "-o", graph).exit_code == 0
    read = run("query", "reports-read", graph, "--format", "csv").stdout
    assert [row["publication"] for row in csv.DictReader(read.splitlines())] == sorted(publications)
    header, row = csv.reader(run("panel", graph).stdout.splitlines())
    assert dict(zip(header, row, strict=True))["reports"] == "2"
    assert run("publish", graph, "-o", site, "-j", "1").exit_code == 0
    assert all((site / "report" / name / "2014").is_dir() for name in publications)
