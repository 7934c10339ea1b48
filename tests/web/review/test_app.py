"""Requests and answers of the review page, without a browser."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from pyoxigraph import RdfFormat, Store, parse
from python_calamine import CalamineWorkbook
from starlette.applications import Starlette

from tests import drafts
from tests.web.review.reviewing import TOKEN, corrections_in, kenya, session
from tipgraph.build.extractions import ExtractionWithText
from tipgraph.model.iris import document_iri, report_iri
from tipgraph.rdf.emit import quads
from tipgraph.rdf.reference import reference
from tipgraph.reading import Defaults, Limits
from tipgraph.web.review.app import Desk, application
from tipgraph.web.review.intake import DropDesk
from tipgraph.web.server.http import PublicURL
from tipgraph.web.server.pages import site

HOST = "http://127.0.0.1:8000"
Ask = Callable[..., httpx.Response]


def asking(opened: Desk | Starlette) -> Ask:
    """Return a function that sends a request to a desk, as its own page does unless told otherwise."""
    app = opened if isinstance(opened, Starlette) else application(TOKEN, opened)

    def ask(path: str, method: str = "GET", **options: Any) -> httpx.Response:
        host, token = options.pop("host", HOST), options.pop("token", TOKEN)
        headers: Mapping[str, str] = options.pop("headers", {"Origin": host})

        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url=host) as client:
                return await client.request(method, f"/{token}/{path}", headers=headers, **options)

        return asyncio.run(send())

    return ask


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    return asking(Desk("kim", session(tmp_path)))


@pytest.fixture
def dropping(tmp_path: Path) -> Iterator[tuple[DropDesk, Ask]]:
    record = session(tmp_path).record
    with DropDesk.opened("kim", record, (), Defaults(), Limits(file=10_000)) as desk:
        yield desk, asking(desk)


def judge(ask: Ask, item: int, verdict: str, **more: Any) -> httpx.Response:
    return ask("verdicts", "POST", json={"item": item, "verdict": verdict, "by": "kim", **more})


def test_another_name_of_this_machine_is_refused(ask: Ask) -> None:
    assert ask("review").status_code == 200
    assert ask("review", host="http://rebound.example:8000").status_code == 400


@pytest.mark.parametrize("token", ["", "a-toke", "a-token2", "é"])
def test_without_the_token_there_is_nothing(ask: Ask, token: str) -> None:
    assert ask("review", token=token).status_code == 404


def test_a_ticket_leads_to_the_token_once(tmp_path: Path) -> None:
    ask = asking(application(TOKEN, Desk("kim", session(tmp_path)), "a-ticket"))
    assert ask("review", token="a-ticket").headers["location"] == f"/{TOKEN}/"
    assert ask("review", token="a-ticket").status_code == 404
    assert ask("review").status_code == 200


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}])
def test_verdicts_of_other_pages_are_refused(ask: Ask, tmp_path: Path, headers: dict[str, str]) -> None:
    answer = ask("verdicts", "POST", json={"item": 0, "verdict": "accept"}, headers=headers)
    assert answer.status_code == 403
    assert not (tmp_path / "mine.jsonl").exists()


def test_the_page_runs_no_script_but_its_own(ask: Ask) -> None:
    answer = ask("review")
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert ask("static/review.js").headers["content-type"].startswith("text/javascript")
    assert ask("static/..%2fapp.py").status_code == ask("static/none.js").status_code == 404


def test_the_text_is_escaped(ask: Ask) -> None:
    assert "Qatar &amp; &lt;Oman&gt;" in ask("narrative/0").text


def test_the_start_leads_to_the_page(ask: Ask) -> None:
    assert ask("").headers["location"] == f"/{TOKEN}/review"


def test_a_verdict_is_on_the_disk_when_the_answer_comes(ask: Ask, tmp_path: Path) -> None:
    assert judge(ask, 0, "reject", reason="No").status_code == 200
    [correction] = corrections_in(tmp_path / "mine.jsonl")
    assert (correction.verdict, correction.by, correction.reason) == ("reject", "kim", "No")
    found = ask("look?step=resume&by=kim").json()
    assert (found["item"], found["reviewed"], found["of"], found["states"]["0"]) == (1, 1, 5, "reject")
    assert "kim" in found["panel"]


def test_a_verdict_that_cannot_be_written_is_not_saved(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "mine.jsonl").mkdir()  # for root, no file is read-only
    answer = judge(ask, 0, "accept")
    assert answer.status_code >= 400
    assert answer.json()["problem"]


def test_the_chosen_claim_stays_chosen_in_its_sentence(ask: Ask) -> None:
    chosen = {at: ask(f"look?document=0&sentence=0&at={at}").json()["item"] for at in (0, 1, 2)}
    assert chosen == {0: 0, 1: 1, 2: 0}
    assert ask("look?document=0&sentence=99&at=0").json()["sentence"] == 3


@pytest.fixture
def two_texts(tmp_path: Path) -> Ask:
    """The five claims of `kenya`, and a text without claims."""
    narrative, extraction = drafts.draft("UGA", "2018", drafts.says("Nothing is known."), identifier="uganda")
    return asking(Desk("kim", session(tmp_path, kenya(), ExtractionWithText(extraction, narrative.text))))


def test_a_text_without_claims_is_reached_and_takes_what_is_missing(two_texts: Ask, tmp_path: Path) -> None:
    assert '<option value="1">Uganda, ' in two_texts("review").text
    places = {
        sentence: two_texts(f"look?document={sentence[0]}&sentence={sentence[1]}&at=4").json()
        for sentence in [(0, 4), (1, -1), (1, 1)]
    }
    shown = {asked: (found["document"], found["sentence"]) for asked, found in places.items()}
    assert shown == {(0, 4): (1, 0), (1, -1): (0, 3), (1, 1): (1, 0)}
    assert "This sentence has no claims" in places[0, 4]["panel"]
    fields = {"code": ["Mining"]}
    missing = {"document": 1, "verdict": "add", "kind": "sector", "fields": fields, "start": 0, "end": 7}
    assert two_texts("verdicts", "POST", json=missing).status_code == 200
    assert [each.quote for each in corrections_in(tmp_path / "mine.jsonl")] == ["Nothing"]


def test_texts_without_any_claim_are_shown(tmp_path: Path) -> None:
    narrative, extraction = drafts.draft("UGA", "2018", drafts.says("Nothing is known."))
    ask = asking(Desk("kim", session(tmp_path, ExtractionWithText(extraction, narrative.text))))
    found = ask("look?step=resume&at=-1").json()
    assert (found["item"], found["document"], found["sentence"]) == (None, 0, 0)


def test_a_graph_without_texts_and_claims_is_nothing_to_show(tmp_path: Path) -> None:
    _, extraction = drafts.draft("UGA", "2018", drafts.says("Nothing is known."))
    ask = asking(Desk("kim", session(tmp_path, ExtractionWithText(extraction, None))))
    assert ask("look?step=resume&at=-1").json()["passage"] is None
    assert "Uganda" not in ask("review").text


def test_a_link_leads_to_the_words_of_a_claim(two_texts: Ask) -> None:
    document = document_iri(kenya().extraction.document)
    for name in (quote(document, safe=""), "uganda"):
        found = two_texts(f"look?document={name}&offset=50&at=-1").json()
        assert (found["document"], found["sentence"]) == ((1, 0) if name == "uganda" else (0, 1))
    assert "is not open here" in two_texts("look?document=oman&offset=1").json()["problem"]


def test_claims_of_a_server_of_this_machine_link_to_the_page(two_texts: Ask) -> None:
    store, source = Store(), kenya()
    store.extend([*reference(), *quads(source.extraction)])
    report = f"report/{report_iri(source.extraction.document.report).partition('/report/')[2]}.html"
    page = site(store, PublicURL(review="http://127.0.0.1:8001/at/")).reply(report).body.decode()
    assert "/at/" not in site(store, PublicURL()).reply(report).body.decode()
    link = page.partition("http://127.0.0.1:8001/at/?")[2].partition('"')[0].replace("&amp;", "&")
    assert two_texts("", token=f"at/?{link}").status_code == 200
    assert two_texts(f"look?{link}&at=-1").json()["document"] == 0


def test_labels_become_codes(ask: Ask, tmp_path: Path) -> None:
    fields = {"origin": ["Kenya"], "destination": ["oman"], "victims": ["Women", "Girls"]}
    assert judge(ask, 0, "replace", fields=fields).status_code == 200
    [correction] = corrections_in(tmp_path / "mine.jsonl")
    assert correction.new["destination"] == "OMN"
    assert set(correction.new["victims"]) == {"girls", "women"}


def test_a_label_that_is_misspelt_is_no_code(ask: Ask, tmp_path: Path) -> None:
    answer = judge(ask, 0, "replace", fields={"origin": ["Kenya"], "destination": ["Omann"]})
    assert answer.status_code == 400
    assert "Destination: there is no 'Omann'" in answer.json()["problem"]
    assert not (tmp_path / "mine.jsonl").exists()


def test_a_name_that_is_no_handle_is_refused(ask: Ask) -> None:
    answer = ask("verdicts", "POST", json={"item": 0, "verdict": "accept", "by": "Kim Lee <kim@example.org>"})
    assert answer.status_code == 400
    assert "an ORCID, a handle" in answer.json()["problem"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'{"document": 0, "passage": 7, "verdict": "complete"}',
        b'{"item": 99, "verdict": "accept"}',
        b'{"item": "a"}',
        b"x" * (1 << 21),
        b"[" * 100_000,
        b'{"item": 1e400, "verdict": "accept"}',
        b'{"item": 0, "verdict": "accept", "by": "\\ud800"}',
        b'{"item": 0, "verdict": "replace", "fields": ["Kenya"]}',
        b'{"document": 0, "verdict": "add", "kind": "sector", "fields": {"code": 5}, "start": 0, "end": 5}',
    ],
)
def test_requests_that_make_no_sense_are_refused(ask: Ask, body: bytes) -> None:
    answer = ask("verdicts", "POST", content=body)
    assert answer.status_code == 400
    assert answer.json()["problem"]


@pytest.mark.parametrize(
    "path",
    ["narrative/7", f"narrative/{'9' * 5000}", "form?item=77", "form?kind=x", "look?document=9&sentence=0"],
)
def test_addresses_of_nothing_are_refused(ask: Ask, path: str) -> None:
    assert ask(path).status_code == 400


def test_places_are_searched_and_few_labels_are_there(ask: Ask) -> None:
    assert ask("choices?scheme=place&words=qat").json()[0] == "Qatar"
    form = ask("form?item=0").text
    assert 'value="Qatar"' in form
    assert "Guatemala" not in form
    assert ">Insufficient<" in ask("form?kind=measure").text


def test_the_corrected_claims_are_downloaded(ask: Ask) -> None:
    judge(ask, 1, "reject")
    lines = ask("download/claims.csv").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 5
    rows = CalamineWorkbook.from_filelike(BytesIO(ask("download/claims.xlsx").content)).get_sheet_by_index(0)
    assert [row[0] for row in rows.to_python()] == [line.partition(",")[0] for line in lines]
    assert list(parse(ask("download/claims.ttl").content, RdfFormat.TURTLE))
    [row] = ask("download/corrections.jsonl").text.splitlines()
    assert json.loads(row)["verdict"] == "reject"
    assert ask("download/passwords").status_code == 404


def test_the_corrected_routes_are_on_a_map(ask: Ask) -> None:
    assert ">Map</a>" in ask("review").text
    answer = ask("map")
    assert "exploited in Qatar" in answer.text
    assert answer.headers["content-security-policy"] == "frame-ancestors 'none'"
    judge(ask, 0, "reject")
    assert "exploited in Qatar" not in ask("map").text


TEXT = b"2019 Trafficking in Persons Report: Kenya\n\nKenyan women are exploited in Qatar."
BARE = b"Kenyan women are exploited in Qatar."


def test_a_file_is_dropped_corrected_and_read(dropping: tuple[DropDesk, Ask]) -> None:
    desk, ask = dropping
    assert ask("").headers["location"] == f"/{TOKEN}/files"
    assert ask("review").status_code == 400
    assert ask("files/kenya.txt", "PUT", content=TEXT).json() == {"found": 1}
    assert ask("files/..%5c..%5cnotes.txt", "PUT", content=BARE).json() == {"found": 1}
    page = ask("files").text
    assert 'value="Kenya"' in page
    assert 'value="2019"' in page
    assert "notes.txt" in page
    assert 'class="problem"' in page
    given = {
        "0.0": {"country": "Uganda", "year": "2020", "publication": "tip"},
        "1.0": {"country": "KEN", "year": "2018", "publication": "My notes"},
    }
    assert ask("read", "POST", json=given).json()["claims"] > 2
    reports = [each.extraction.document.report for each in desk.session.sources]
    assert sorted((each.publication, each.country, each.edition) for each in reports) == [
        ("my-notes", "KEN", "2018"),
        ("tip", "UGA", "2020"),
    ]
    assert "exploited in Qatar" in ask("results").text
    assert ask("review").status_code == 200


def test_a_file_without_country_says_so_and_reading_asks_for_it(dropping: tuple[DropDesk, Ask]) -> None:
    _, ask = dropping
    ask("files/notes.txt", "PUT", content=BARE)
    assert 'class="problem"' in ask("files").text
    answer = ask("read", "POST", json={"0.0": {"country": "", "year": ""}})
    assert "give each a country, a year and a publication" in answer.json()["problem"]
    assert ask("read", "POST", json={"0.0": {"country": "Kenia", "year": "2019"}}).status_code == 400


@pytest.mark.parametrize("given", [None, [], {"0.0": ["KEN"]}, {"0.0": {"year": "\ud800"}}])
def test_corrections_of_files_that_make_no_sense_are_refused(
    dropping: tuple[DropDesk, Ask], given: Any
) -> None:
    _, ask = dropping
    ask(f"files/{'語' * 300}.txt", "PUT", content=TEXT)
    answer = ask("read", "POST", content=json.dumps(given).encode())
    assert answer.status_code == 400
    assert answer.json()["problem"]


def test_a_file_is_removed(dropping: tuple[DropDesk, Ask]) -> None:
    _, ask = dropping
    ask("files/kenya.txt", "PUT", content=TEXT)
    ask("files/0", "DELETE")
    assert "kenya.txt" not in ask("files").text


def test_a_file_that_is_too_large_is_named_and_the_others_are_read(dropping: tuple[DropDesk, Ask]) -> None:
    desk, ask = dropping
    ask("files/long.txt", "PUT", content=b"a" * 10_001)
    ask("files/kenya.txt", "PUT", content=TEXT)
    assert "long.txt: it has over 10,000 bytes" in ask("files").text
    assert ask("read", "POST", json={"0.0": {"country": "KEN"}}).status_code == 200
    assert len(desk.session.sources) == 1


def test_what_a_person_says_is_added_to_the_options_of_the_command(tmp_path: Path) -> None:
    record = session(tmp_path).record
    with DropDesk.opened("kim", record, (), Defaults(country="KEN"), Limits()) as desk:
        ask = asking(desk)
        ask("files/notes.txt", "PUT", content=BARE)
        given = {"0.0": {"year": "2018", "publication": "notes"}}
        assert ask("read", "POST", json=given).status_code == 200
        [source] = desk.session.sources
    assert source.extraction.document.report.country == "KEN"


def test_a_table_without_years_is_read_with_the_year_that_a_person_says(
    dropping: tuple[DropDesk, Ask],
) -> None:
    desk, ask = dropping
    rows = "KEN,Kenyan women are exploited in Qatar.\nUGA,Ugandan women are exploited in Oman.\n"
    ask("files/notes.csv", "PUT", content=f"country,narrative\n{rows}".encode())
    problems = ask("files").text.count("data-id")
    given = {f"0.{at}": {"year": "2018", "publication": "notes"} for at in range(problems)}
    assert ask("read", "POST", json=given).status_code == 200
    countries = [each.extraction.document.report.country for each in desk.session.sources]
    assert sorted(countries) == ["KEN", "UGA"]


@pytest.mark.parametrize("year", ["12", "9" * 5000, "2018a"])
def test_a_year_that_is_none_is_refused(dropping: tuple[DropDesk, Ask], year: str) -> None:
    _, ask = dropping
    ask("files/notes.txt", "PUT", content=BARE)
    answer = ask("read", "POST", json={"0.0": {"year": year}})
    assert "is not a year" in answer.json()["problem"]
