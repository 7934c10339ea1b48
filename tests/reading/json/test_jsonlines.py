from __future__ import annotations

import gzip
import json
import logging
from pathlib import Path

import pytest

from tests.paths import SHARED
from tests.reading.support import KENYA, error_of, read_all, read_one, write, write_lines
from tipgraph.errors import InputError
from tipgraph.model.documents import Narrative, Report
from tipgraph.reading import Defaults, Limits, Skipped
from tipgraph.reading.normalize import normalize

TEXT = "Traffickers send children to beg."
LINE = {"id": "k1", "country": "KEN", "year": 2014, "text": TEXT}
CORPORA = [SHARED / "gold" / "passages.jsonl", SHARED / "corpus" / "factbook-dev.jsonl"]


def test_a_line_has_all_metadata(tmp_path: Path) -> None:
    entry = {
        **{"id": "factbook-ago-tier-rating-2015-11-05", "country": "Angola", "date": "2015-11-05"},
        **{"publication": "factbook", "title": "Angola", "url": "https://example.org/ao"},
        **{"text": "Tier 2 – as  before", "section": "tier-rating"},
    }
    narrative = read_one(write_lines(tmp_path / "a.jsonl", [entry]))
    document = narrative.document
    assert narrative.text == "Tier 2 – as before"
    assert document.identifier == entry["id"]
    assert document.report == Report("factbook", "2015-11-05", "AGO", "tier-rating")
    assert (document.title, document.url, document.issued) == (
        "Angola",
        "https://example.org/ao",
        "2015-11-05",
    )
    assert [section.kind for section in document.sections] == ["tier"]
    assert document.source == f"{tmp_path / 'a.jsonl'}:1"


@pytest.mark.parametrize(
    ("entry", "report"),
    [
        (LINE, Report("tip", "2014", "KEN")),
        ({**LINE, "year": "2014", "country": "Kenya"}, Report("tip", "2014", "KEN")),
        ({**LINE, "year": None, "date": "2014-06-20"}, Report("tip", "2014-06-20", "KEN")),
        ({**LINE, "id": "tip-2014-kenya", "year": None, "date": "2014-06-20"}, Report("tip", "2014", "KEN")),
        ({**LINE, "section": "narrative"}, Report("tip", "2014", "KEN")),
        ({**LINE, "section": "annex"}, Report("tip", "2014", "KEN", "annex")),
        ({"id": "x", "country_name": "Kenya", "year": 2014, "text": TEXT}, Report("tip", "2014", "KEN")),
        ({"id": "x", "title": "2014 TIP Report: Kenya", "text": TEXT}, Report("tip", "2014", "KEN")),
        ({"id": "x", "text": f"2014 TIP Report: Kenya\n\n{KENYA}"}, Report("tip", "2014", "KEN")),
        (
            {
                "id": "x",
                "country": "KEN",
                "url": "https://2009-2017.state.gov/j/tip/rls/tiprpt/2014/1.htm",
                "text": TEXT,
            },
            Report("tip", "2014", "KEN"),
        ),
        ({**LINE, "publication": "My Reports"}, Report("my-reports", "2014", "KEN")),
    ],
)
def test_missing_metadata_is_found_in_title_url_and_text(
    tmp_path: Path, entry: dict[str, object], report: Report
) -> None:
    assert read_one(write_lines(tmp_path / "a.jsonl", [entry])).document.report == report


def test_defaults_give_missing_metadata(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", [{"id": "x", "text": TEXT}])
    defaults = Defaults(country="KEN", year=2014, publication="tip")
    assert read_one(path, defaults).document.report == Report("tip", "2014", "KEN")
    assert error_of(path).remedy == "give --country"


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        (json.dumps(LINE)[:40], "the line is not valid JSON"),
        ("[1, 2]", "the line is not a JSON object"),
        (json.dumps({**LINE, "id": 7}), '"id" is a number instead of a string'),
        (json.dumps({**LINE, "text": ["a"]}), '"text" is a list instead of a string'),
        (json.dumps({**LINE, "title": {"en": "a"}}), '"title" is an object'),
        (json.dumps({**LINE, "year": 2014.5}), '"year" is a number instead of a year'),
        (json.dumps({**LINE, "year": True}), '"year" is true or false'),
        (json.dumps({**LINE, "year": "last"}), '"year" is a string'),
        (json.dumps({**LINE, "year": 1914}), "'1914' is neither a year"),
        (json.dumps({**LINE, "year": None, "date": "2014-13-01"}), "'2014-13-01' is neither"),
        (json.dumps({**LINE, "year": None, "date": "2012-02-31"}), "'2012-02-31' is neither"),
        (
            json.dumps({**LINE, "publication": "tip", "date": "2012-02-31"}),
            "'2012-02-31' is not a valid date",
        ),
        (json.dumps({**LINE, "date": "12/02/2012"}), "'12/02/2012' is not a valid date"),
        (json.dumps({**LINE, "year": "20\u0661\u0664"}), "is neither a year"),
        (json.dumps({**LINE, "publication": "?!"}), "its publication '?!' has no letters or digits"),
        (json.dumps({**LINE, "id": ".."}), "its id '..' has no letters or digits"),
        (json.dumps({**LINE, "section": "."}), "its section '.' has no letters or digits"),
        (json.dumps({**LINE, "country": "Ruritania"}), "unknown country 'Ruritania'"),
        (json.dumps({**LINE, "text": "  "}), '"text" is missing'),
        (json.dumps({"country": "KEN", "text": TEXT}), '"id" is missing'),
        (json.dumps({**LINE, "id": "a\ud800b"}), "\"id\" has a lone surrogate ('\\ud800') at character 2"),
        (json.dumps({**LINE, "url": "https://example.org/\udfff"}), '"url" has'),
        (json.dumps({**LINE, "section": "\udc00"}), '"section" has'),
        (json.dumps({**LINE, "text": TEXT + "\ud800"}), '"text" has'),
        ("\x00\x01", "binary data"),
        pytest.param("[" * 100_000, "the line is not valid JSON", id="nested too deeply"),
    ],
)
def test_a_bad_line_is_an_error_with_its_number_and_reading_continues(
    tmp_path: Path, line: str, cause: str
) -> None:
    good = [json.dumps({**LINE, "id": name}) for name in ("first", "last")]
    path = write(tmp_path / "a.jsonl", "\n".join([good[0], "", line, good[1]]))
    first, error, last = read_all(path)
    assert isinstance(first, Narrative)
    assert isinstance(last, Narrative)
    assert isinstance(error, InputError)
    assert str(error).startswith(f"{path}:3: ")
    assert cause in str(error)
    assert error.remedy


def test_a_line_beyond_the_limit_is_an_error_and_reading_continues(tmp_path: Path) -> None:
    long, short = {**LINE, "text": TEXT * 100}, {**LINE, "id": "k2"}
    path = write_lines(tmp_path / "a.jsonl", [long, short])
    error, last = read_all(path, limits=Limits(line=200))
    assert isinstance(error, InputError)
    assert "longer than 200 bytes" in str(error)
    assert isinstance(last, Narrative)


def test_duplicates_are_skipped_and_conflicts_are_errors(tmp_path: Path) -> None:
    entries = [LINE, LINE, {**LINE, "text": "Traffickers sell girls."}, {**LINE, "year": 2015}]
    first, again, other, next_year = read_all(write_lines(tmp_path / "a.jsonl", entries))
    assert isinstance(first, Narrative)
    assert isinstance(next_year, Narrative)
    assert isinstance(again, Skipped)
    path = tmp_path / "a.jsonl"
    assert str(again) == f"{path}:2: 'k1' was read before from {path}:1, with the same text"
    assert isinstance(other, InputError)
    assert f"a.jsonl:3: 'k1' was read before from {path}:1, with a different text" in str(other)


def test_unused_keys_are_logged_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "tipgraph")
    read_all(write_lines(tmp_path / "a.jsonl", [{**LINE, "mood": 1}, {**LINE, "id": "b", "colour": 2}]))
    assert [record.getMessage() for record in caplog.records] == [
        f"{tmp_path / 'a.jsonl'}: unused keys: colour, mood"
    ]


def test_lines_can_have_other_names_compression_and_encodings(tmp_path: Path) -> None:
    content = json.dumps({**LINE, "text": "Côte d’Ivoire traffickers"}, ensure_ascii=False) + "\n"
    for name, data in {
        "packed.jsonl.gz": gzip.compress(content.encode()),
        "lines.txt": content.encode(),
        "mark.ndjson": content.encode("utf-8-sig"),
        "wide.jsonl": content.encode("utf-16"),
        "old.jsonl": content.encode("cp1252"),
    }.items():
        assert read_one(write(tmp_path / name, data)).text == "Côte d’Ivoire traffickers", name


@pytest.mark.parametrize("path", CORPORA, ids=lambda path: path.name)
def test_the_shared_passages_are_read_without_loss(path: Path) -> None:
    if not path.is_file():
        pytest.skip("the corpus (../shared) is not here")
    entries = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    narratives = [outcome for outcome in read_all(path) if isinstance(outcome, Narrative)]
    assert [(n.document.identifier, n.document.report.country, n.text) for n in narratives] == [
        (entry["id"], entry["country"], normalize(entry["text"])) for entry in entries
    ]
    assert all(n.text.split() == entry["text"].split() for n, entry in zip(narratives, entries, strict=True))
    publications = {
        n.document.identifier.partition("-")[0]: n.document.report.publication for n in narratives
    }
    assert all(prefix == publication for prefix, publication in publications.items())


def test_a_line_that_is_nested_too_deeply_is_an_error_and_others_are_read(tmp_path: Path) -> None:
    deep = '{"a":' + "[" * 30_000 + "]" * 30_000 + "}"
    good = json.dumps({"id": "k", "country": "KEN", "year": 2014, "text": "Traffickers force boys to beg."})
    for name in ("a.jsonl", "a.txt"):
        error, narrative = read_all(write(tmp_path / name, f"{deep}\n{good}\n"))
        assert "not valid JSON" in str(error)
        assert isinstance(narrative, Narrative)


@pytest.mark.parametrize("key", ["id", "title", "url"])
def test_control_characters_are_refused_and_shown_as_escapes(tmp_path: Path, key: str) -> None:
    entry = {"id": "k", "country": "KEN", "year": 2014, "text": "Boys beg.", key: "a\x1b[31mb"}
    error = error_of(write(tmp_path / "a.jsonl", json.dumps(entry) + "\n"))
    assert r"control character ('\x1b')" in str(error)
    assert "\x1b" not in str(error)
