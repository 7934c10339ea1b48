"""The extractor as a whole: plug-ins, user vocabularies, sentences without claims."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path
from types import ModuleType

import pytest

from tests.paths import REPORTS
from tests.understanding.extraction import claims, narrative
from tests.understanding.tables import cases
from tipgraph.errors import InputError, UnreadableError
from tipgraph.model.claims import SectorClaim
from tipgraph.understanding import Extractor
from tipgraph.understanding import extractor as extractor_module
from tipgraph.understanding.extractor import BUILT_IN, ENTRY_POINT
from tipgraph.understanding.reader import Analysis

KENYA = REPORTS / "2004/kenya-2004.txt"
AMBER = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix scheme: <https://w3id.org/tipgraph/scheme/> .
@prefix sector: <https://w3id.org/tipgraph/concept/sector/> .

sector:amber-digging a skos:Concept ;
    skos:inScheme scheme:sector ; skos:notation "amber-digging" ;
    skos:prefLabel "Amber digging"@en ;
    skos:definition "Digging for amber, mostly in Rivne."@en ;
    skos:altLabel "amber pit"@en , "to dig … amber"@en .
"""


def amber(analysis: Analysis) -> Iterator[SectorClaim]:
    """A plug-in that makes a sector claim for the word amber."""
    for segment in analysis.segments:
        start, end = segment.span
        if "amber" in analysis.text[start:end].lower():
            evidence = analysis.evidence(segment.span)
            yield SectorClaim(code="amber", evidence=(evidence,), rules=("amber.named",))


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Install a package that brings one extractor."""
    module = ModuleType("amber_package")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(module, "amber", amber, raising=False)
    installed = EntryPoints([EntryPoint("amber", f"{module.__name__}:amber", ENTRY_POINT)])
    monkeypatch.setattr(extractor_module, "entry_points", lambda *, group: installed.select(group=group))


@pytest.mark.usefixtures("plugged")
def test_other_packages_add_extractors_by_an_entry_point(extractor: Extractor) -> None:
    extraction = Extractor(extractor.reader).read(
        narrative("UKR", "Boys are exploited in amber pits and mines.")
    )
    assert {(c.key[0], c.rules) for c in extraction.claims if c.kind == "sector"} == {
        ("amber", ("amber.named",)),
        ("mining", ("sector.named",)),
    }


@pytest.mark.usefixtures("plugged")
def test_a_plug_in_comes_after_what_is_built_in(extractor: Extractor) -> None:
    assert Extractor(extractor.reader).extracts == (*BUILT_IN, amber)
    assert Extractor(extractor.reader, ()).extracts == (amber,)


def test_turtle_alone_teaches_a_sector(tmp_path: Path) -> None:
    file = tmp_path / "amber.ttl"
    file.write_text(AMBER, encoding="utf-8")
    text = "Ukrainian boys are exploited in amber pits. Men from Belarus dig for amber as forced laborers."
    taught = Extractor.load([file]).read(narrative("UKR", text))
    plain = Extractor.load().read(narrative("UKR", text))
    (claim,) = [c for c in taught.claims if c.kind == "sector"]
    assert claim.key == ("amber-digging",)
    assert [e.quote for e in claim.evidence] == [s.rstrip(".") for s in text.split(". ")]
    assert "sector" not in {c.kind for c in plain.claims}


def test_a_vocabulary_that_is_no_turtle_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bad.ttl"
    file.write_text("this is no Turtle")
    with pytest.raises(UnreadableError, match=r"bad\.ttl"):
        Extractor.load([file])


def test_a_vocabulary_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"none\.ttl"):
        Extractor.load([tmp_path / "none.ttl"])


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("", 0),
        ("Nobody is named here.", 0),
        ("Kenya lies on the coast.", 1),
        ("Kenya lies on the coast. Kenyans like tea. Girls are exploited in Kenya.", 2),
        ("Girls from Uganda are exploited in Kenya.", 0),
        ("Kenya lies on the coast; girls are exploited in bars.", 0),
    ],
)
def test_sentences_that_name_a_place_and_give_no_claim_are_counted(
    extractor: Extractor, text: str, silent: int
) -> None:
    assert extractor.read(narrative("KEN", text)).sentences_without_claims == silent


def test_a_text_without_claims_gives_an_empty_extraction(extractor: Extractor) -> None:
    work = narrative("KEN", "Nothing to see.")
    extraction = extractor.read(work)
    assert (extraction.document, extraction.claims) == (work.document, ())


def test_what_a_narrative_makes_has_no_cycles() -> None:
    """Builds let the collector rest: counted references alone must free what an analysis holds."""
    extractor = Extractor.load()
    kenya = narrative("KEN", KENYA.read_text("utf-8"))
    extractor.read(kenya)
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        extractor.read(kenya)
        gc.collect()
        found = [type(each) for each in gc.garbage]  # other tests may have left threads that make cycles
        assert [each for each in found if each.__module__.startswith("tipgraph")] == []
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()


def failing(_: Analysis) -> Iterator[SectorClaim]:
    raise ValueError("no such amber")


def test_a_narrative_that_an_extractor_fails_on_is_named(extractor: Extractor) -> None:
    with pytest.raises(InputError, match=r"could not be understood .ValueError: no such amber.: report it"):
        Extractor(extractor.reader, [failing]).read(narrative("UKR", "Boys are exploited in mines."))


def test_what_was_read_before_changes_nothing() -> None:
    """The reader keeps the readings of sentences, which other documents repeat."""
    officials = "Police arrested two officials. Three were convicted in 2018."
    texts = [
        ("KEN", officials),
        ("KEN", f"Women from Uganda are exploited in Kenya. {officials}"),
        ("UGA", f"{officials}\n\nThree were convicted in 2018."),
        ("UGA", "Three were convicted in 2018. Women from Uganda are exploited in Kenya."),
    ]
    documents = [narrative(country, text) for country, text in texts]
    forwards, backwards = Extractor.load(), Extractor.load()
    found = [forwards.read(each) for each in documents]
    assert [backwards.read(each) for each in reversed(documents)] == found[::-1]
    assert [forwards.read(each) for each in documents] == found


@pytest.mark.parametrize("name", ["measures", "routes", "counts"])
def test_texts_may_end_anywhere(name: str) -> None:
    """Every 40th sentence of a table, cut behind each of its words, without a stop."""
    for case in cases(name)[::40]:
        words = case.text.rstrip(".").split()
        for end in range(1, len(words)):
            text = " ".join(words[:end])
            found = claims(case.country, text)  # InputError if it fails
            assert all(claim.evidence[0].end <= len(text) for claim in found)
