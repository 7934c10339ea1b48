from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.support import run
from tests.paths import EXAMPLES


def test_words_tree_and_measures() -> None:
    done = run("explain", "Courts failed to convict any traffickers.")
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert "  courts/N failed/E to/T convict/V any/D traffickers/N ./." in lines
    assert "    INFINITIVE to convict (infinitive)" in lines
    assert "  conviction not-done: 'to convict' (negation by 'failed')" in lines


def test_no_measure() -> None:
    assert run("explain", "Men fled.").stdout.splitlines()[-1] == "  none"


def test_claims_beside_it() -> None:
    lines = run("explain", "Courts convicted three men.", "--country", "Moldova").stdout.splitlines()
    assert lines[lines.index("claims of tipgraph build") + 1 :] != []


def test_the_year_of_the_report() -> None:
    said = ("explain", "The country was placed on Tier 2.", "--country", "Moldova", "--json")
    for options, year in (((), 2020), (("--year", "2012"), 2012)):
        (claim,) = json.loads(run(*said, *options).stdout)["claims"]
        assert (claim["report_year"], claim["tier_year"]) == (year, year)


def test_json() -> None:
    found = json.loads(run("explain", "Courts convicted no traffickers.", "--json").stdout)
    (segment,) = found["segments"]
    assert found["claims"] is None
    assert segment["text"] == "Courts convicted no traffickers."
    assert [token["word"] for token in segment["tokens"]] == ["courts", "convicted", "no", "traffickers", "."]
    (measure,) = segment["measures"]
    assert (measure["type"], measure["status"]) == ("conviction", "not-done")
    assert segment["nodes"][measure["node"]]["lemma"] == "convict"
    assert [operator["word"] for operator in measure["operators"]] == ["no"]


def test_an_unknown_country() -> None:
    done = run("explain", "Men fled.", "--country", "Moldov")
    assert done.exit_code == 2
    assert "did you mean Moldova" in done.stderr


def test_counts_are_shown() -> None:
    text = "Police identified 40 victims in 2019. Of these, 12 were boys."
    lines = run("explain", text).stdout.splitlines()
    assert "  victim-identification 40 victims in 2019: '40 victims'" in lines
    assert "  victim-identification 12 victims in 2019: '12'" in lines
    found = json.loads(run("explain", text, "--json").stdout)
    assert [[count["count"] for count in segment["counts"]] for segment in found["segments"]] == [[40], [12]]


@pytest.mark.parametrize(
    ("before", "held"),
    [
        ("Thai girls are taken to Oman.", {"people": "Thai girls", "origins": "THA", "destinations": "OMN"}),
        ("Women from Laos transit Mali to Spain.", {"groups": "women", "via": "MLI", "there": "ESP"}),
        ("Boys are forced to beg.", {"exploitation": "forced-begging"}),
        ("In 2018 courts convicted 12 men.", {"year": "2018", "counted": "conviction"}),
        ("A court tried corrupt officials.", {"actor": "officials, official"}),
        ("The weather was bad.", {}),
        ("Thai girls are taken to Oman. Rain fell in 2018.", {"there": "OMN"}),
    ],
)
def test_what_holds_when_a_sentence_is_read(before: str, held: dict[str, str]) -> None:
    text = f"{before} They were sold there."
    found = json.loads(run("explain", text, "--json").stdout)["segments"]
    assert found[0]["held"] == {}
    assert held.items() <= {name: ", ".join(values) for name, values in found[-1]["held"].items()}.items()
    lines = run("explain", text).stdout.splitlines()
    page = run("explain", text, "--html", "-").stdout
    for name, value in held.items():
        assert f"  {name}: {value}" in lines
        assert f"{name}</span> {value}" in page


def test_frames_that_verbs_take_and_do_not_take() -> None:
    text = "Boys may be taken to Spain."
    lines = run("explain", text).stdout.splitlines()
    assert "  may be taken: move.passive (possible by 'may')" in lines
    assert "    to 'spain': place → destination [ESP]" in lines
    assert "    not move.active: the verb is not active" in lines
    (segment,) = json.loads(run("explain", text, "--json").stdout)["segments"]
    (predicate,) = segment["predicates"]
    assert (predicate["frames"], predicate["hedge"]) == (["move.passive"], "may")


def test_measures_that_are_only_named_have_a_reason() -> None:
    lines = run(
        "explain", "Nuns opened a shelter. Under the law, courts convicted nine men."
    ).stdout.splitlines()
    assert "  victim-services: 'a shelter' (others act)" in lines
    assert "  legislation: 'the law' (named in passing)" in lines


def test_claims_have_their_rules_and_quotes() -> None:
    lines = run("explain", "Boys may be taken to Spain.", "--country", "Mali").stdout.splitlines()
    at = lines.index("  route MLI → ESP: boys, possible")
    assert lines[at + 1] == "    route.out-of-report-country: 'Boys may be taken to Spain'"


def test_words_of_your_own() -> None:
    own = EXAMPLES / "vocabulary" / "shipbreaking.ttl"
    said = ("explain", "Men are forced to work in shipbreaking yards.", "--country", "Mali")
    assert "sector shipbreaking" not in run(*said).stdout
    assert "sector shipbreaking" in run(*said, "--vocabulary", str(own)).stdout


def test_a_page(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    said = ("explain", "Nuns opened a shelter. Boys may be taken to Spain <b>.", "--country", "Mali")
    assert run(*said, "--html", str(page)).exit_code == 0
    shown = page.read_text()
    assert "move.passive" in shown
    assert "others act" in shown
    assert "&lt;b&gt;" in shown
    assert shown == run(*said, "--html", "-").stdout.removesuffix("\n")
