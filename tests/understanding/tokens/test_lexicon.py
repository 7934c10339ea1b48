"""Labels in a text: forms, cases, gaps, and which of several wins."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.understanding.extraction import shared_extractor
from tipgraph.model import vocabulary
from tipgraph.model.vocabulary import Concept, Vocabulary
from tipgraph.understanding.tokens.lexicon import Lexicon, flatten
from tipgraph.understanding.tokens.mention import Mention


def small(scheme: str, *labels: str, code: str = "x", preferred: str = "Preferred") -> Lexicon:
    """Return a lexicon of one concept with some alternative labels."""
    concept = Concept("https://example.org/x", scheme, code, preferred, alternatives=list(labels))
    return Lexicon(Vocabulary([concept]))


def named(lexicon: Lexicon, text: str, kind: str) -> list[str]:
    return [text[m.start : m.end] for m in lexicon.mentions(text) if m.kind == kind]


def codes(lexicon: Lexicon, text: str, kind: str) -> list[str]:
    return [m.code for m in lexicon.mentions(text) if m.kind == kind]


@pytest.mark.parametrize(
    ("label", "text", "wanted"),
    [
        ("brick kiln", "a brick kiln and two brick kilns", ["brick kiln", "brick kilns"]),
        ("brick kiln", "Brick-kilns", ["Brick-kilns"]),
        ("brick-kiln", "brick kilns", ["brick kilns"]),
        ("brick kiln", "brick\nkilns", ["brick\nkilns"]),
        ("brick kiln", "brick kilnsman, sunbrick kiln", []),
        ("labor camp", "labour camps", ["labour camps"]),
        ("to investigate", "They investigated and investigate; investigating goes on.", None),
        ("women's shelter", "a women’s shelter", ["women’s shelter"]),
        ("shop", "shop shopping workshop", ["shop"]),
        ("24-hour line", "24-hour lines", ["24-hour lines"]),
    ],
)
def test_labels_in_all_their_forms(label: str, text: str, wanted: list[str] | None) -> None:
    found = named(small("measure", label), text, "measure")
    assert found == (["investigated", "investigate", "investigating"] if wanted is None else wanted)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("investigate", "base"),
        ("investigates", "present"),
        ("investigated", "past"),
        ("investigating", "gerund"),
    ],
)
def test_forms_are_named(text: str, forms: str) -> None:
    (mention,) = small("measure", "to investigate").mentions(text)
    assert mention.form == forms


@pytest.mark.parametrize(
    ("label", "text", "found"),
    [
        ("San", "San women", True),
        ("San", "the san of a word", False),
        ("Roma", "ROMA women", True),
        ("IDP", "an IDP camp", True),
        ("IDP", "an idp camp", False),
        ("IDP", "many IDPs", True),
        ("US", "in the US", True),
        ("US", "gave us hope", False),
        ("US", "Us too", False),
        ("and May", "April and May", True),
        ("and May", "And May", True),
        ("and May", "and may be sold", False),
        ("orphan", "Orphans beg", True),
        ("orphan", "ORPHANS BEG", True),
    ],
)
def test_capitals_in_a_label_are_meant(label: str, text: str, found: bool) -> None:
    assert bool(named(small("ngo", label), text, "ngo")) is found


@pytest.mark.parametrize("text", ["SECTOR", "a sector", "Sectors"])
def test_a_preferred_label_is_capitalized_by_convention_only(text: str) -> None:
    assert named(small("sector", preferred="Sector"), text, "sector")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("children beg", ["children"]),
        ("Children beg.", ["Children"]),
        ("It ended. Children beg.", ["Children"]),
        ("The Children Protection Act passed.", []),
        ("The National Children Bureau met.", []),
        ("The Bureau for Children met.", []),
    ],
)
def test_common_nouns_inside_names(text: str, found: list[str]) -> None:
    assert named(small("victim-group", "children"), text, "victim-group") == found


def test_the_longest_label_wins(lexicon: Lexicon) -> None:
    assert codes(lexicon, "Equatorial Guinea and Guinea-Bissau and Papua New Guinea and Guinea", "place") == [
        "GNQ",
        "GNB",
        "PNG",
        "GIN",
    ]


def test_a_label_of_two_concepts_has_both_senses(lexicon: Lexicon) -> None:
    found = {(m.kind, m.code) for m in lexicon.mentions("domestic servitude")}
    assert {("exploitation", "domestic-servitude"), ("sector", "domestic-work")} <= found


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("Côte d'Ivoire", "place", "CIV"),
        ("Cote d’Ivoire", "place", "CIV"),
        ("Burma", "place", "MMR"),
        ("Czechia", "place", "CZE"),
        ("Turkey", "place", "TUR"),
        ("Türkiye", "place", "TUR"),
        ("the UK", "place", "GBR"),
        ("the U.S.", "place", "USA"),
        ("Hong Kong", "place", "HKG"),
        ("Gaza", "place", "PSE"),
        ("Lagos", "place", "NGA"),
        ("Filipinas", "demonym", "PHL"),
        ("Persian Gulf states", "place", "gulf-states"),
        ("neighbouring countries", "place", "neighboring-countries"),
        ("Sub-Saharan Africa", "place", "sub-saharan-africa"),
        ("sub-Saharan Africans", "demonym", "sub-saharan-africa"),
    ],
)
def test_the_ontology_s_labels(lexicon: Lexicon, text: str, kind: str, code: str) -> None:
    assert code in codes(lexicon, text, kind)


def test_demonyms_tell_plurals_from_adjectives(lexicon: Lexicon) -> None:
    found = {text: lexicon.mentions(text)[0].form for text in ("Angolan", "Angolans")}
    assert found == {"Angolan": "noun", "Angolans": "plural"}


def test_every_preferred_label_of_a_concept_is_matched(lexicon: Lexicon) -> None:
    loaded = vocabulary.load()
    for scheme in ("sector", "exploitation", "victim-group", "measure", "tier"):
        for concept in loaded[scheme].values():
            assert concept.code in codes(lexicon, concept.label, scheme), concept.iri


@pytest.mark.parametrize("letters", ["İ", "İİİ ", "ẞ", "ﬁ", "𝔘"])
def test_letters_that_grow_when_lowered_move_no_offset(lexicon: Lexicon, letters: str) -> None:
    text = f"{letters} boys beg in İzmir: brick kilns."
    assert named(lexicon, text, "victim-group") == ["boys"]
    assert "brick kilns" in named(lexicon, text, "sector")


@given(st.text(max_size=60))
def test_flat_texts_are_as_long(text: str) -> None:
    assert len(flatten(text)) == len(text)


WORDS = ["boys", "and", "from", "Thailand", "İ", ",", "-", "of", "sex", "trafficking", "in", "bars", "NGO"]


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_mentions_are_in_order_and_inside(words: list[str]) -> None:
    text = " ".join(words)
    found = shared_extractor().reader.lexicon.mentions(text)
    assert found == sorted(found, key=lambda mention: mention.start)
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    by_kind: dict[str, list[Mention]] = {}
    for mention in found:
        by_kind.setdefault(mention.kind, []).append(mention)
    for mentions in by_kind.values():
        spans = sorted({(m.start, m.end) for m in mentions})
        assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_a_user_s_labels_join_the_ontology_s(tmp_path: Path) -> None:
    file = tmp_path / "more.ttl"
    file.write_text(
        """
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <https://w3id.org/tipgraph/concept/sector/mining> skos:altLabel "amber digging"@en .
        """
    )
    lexicon = Lexicon(vocabulary.load([file]))
    assert codes(lexicon, "amber digging and mining", "sector") == ["mining", "mining"]
