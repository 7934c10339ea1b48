from __future__ import annotations

import json

from tests.cli.support import run


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
