"""What holds of the claims of any text, whatever it says: tried on sentences of all tables, mixed."""

from __future__ import annotations

import re
import sys
from random import Random
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.paths import ROOT
from tests.reading.support import read_all
from tests.understanding.extraction import narrative, shared_extractor
from tests.understanding.tables import CASES, cases
from tipgraph.model.claims import Claim, Evidence, Extraction, RouteClaim, Statement
from tipgraph.model.documents import Narrative, Section
from tipgraph.understanding.operators.spans import predicate_of
from tipgraph.understanding.reader import Analysis, analyze
from tipgraph.understanding.tokens.sentences import Span, sentences

SENTENCES = sorted({case.text for path in CASES.glob("*.txt") for case in cases(path.stem)})
COUNTRIES = ("MEX", "KEN", "MDA", "THA")

several = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8)
joints = st.sampled_from([" ", "\n", "\n\n", "  ", "\n• "])
countries = st.sampled_from(COUNTRIES)
LINKING = [
    *["and", "to", "who", "not", "without", "is", "was", "none", "neither", "those", "where", "as", "for"],
    *[",", ":", ";", "(", ")", "although", "that it", "of which", "by which", "such as", "there is"],
]


@st.composite
def broken_sentences(draw: st.DrawFn) -> str:
    """Pieces of sentences with function words between them, as in captions and texts that were cut."""
    pieces = []
    for sentence in draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4)):
        words = sentence.split()
        first = draw(st.integers(0, len(words) - 1))
        pieces += [*words[first : first + draw(st.integers(1, 14))], draw(st.sampled_from(LINKING))]
    return " ".join(pieces)


def read(country: str, text: str, sections: tuple[Section, ...] = ()) -> Extraction:
    return shared_extractor().read(narrative(country, text, sections=sections))


def keys(extraction: Extraction) -> set[tuple[str, tuple[str, ...]]]:
    return {(claim.kind, claim.key) for claim in extraction.claims}


@given(countries, several, joints)
def test_every_claim_shows_its_words(country: str, chosen: list[str], joint: str) -> None:
    text = joint.join(chosen)
    spans = sentences(text)
    for claim in read(country, text).claims:
        assert claim.evidence
        assert claim.rules
        for piece in (*claim.evidence, *getattr(claim, "context", ())):
            assert text[piece.start : piece.end] == piece.quote
            assert any(start <= piece.start and piece.end <= end for start, end in spans)
            assert text[: piece.start].endswith(piece.prefix)
            assert text[piece.end :].startswith(piece.suffix)


@given(countries, several, joints)
def test_a_statement_has_one_clause_and_at_most_one_before_it(
    country: str, chosen: list[str], joint: str
) -> None:
    text = joint.join(chosen)
    for claim in read(country, text).claims:
        if isinstance(claim, Statement):
            assert [piece.start for piece in claim.evidence] == [claim.offset]
            if not isinstance(claim, RouteClaim):  # the only route may take what is said elsewhere
                assert len(claim.context) <= 1
                assert all(piece.end <= claim.offset for piece in claim.context)


@given(countries, several, joints)
def test_evidence_or_context_holds_all_operators(country: str, chosen: list[str], joint: str) -> None:
    for claim in read(country, joint.join(chosen)).claims:
        assert set(claim.operators) == operators_quoted(claim)


def operators_quoted(claim: Claim) -> set[str]:
    pieces = (*claim.evidence, *getattr(claim, "context", ()))
    return {words for words in claim.operators if any(words in piece.quote for piece in pieces)}


def test_evidence_in_whole_texts_is_a_clause_with_its_operators(our_narratives: list[Narrative]) -> None:
    for each in our_narratives:
        claims = shared_extractor().read(each).claims
        segments = analyze(each, shared_extractor().reader)
        assert [claim for claim in claims if set(claim.operators) != operators_quoted(claim)] == []
        pieces = {piece for claim in claims for piece in claim.evidence}
        contexts = {piece for claim in claims for piece in getattr(claim, "context", ())}
        spans = [with_context(each.text, piece, contexts) for piece in pieces]
        assert [each.text[slice(*span)] for span in spans if is_cut(segments, span)] == []


def with_context(text: str, piece: Evidence, contexts: set[Evidence]) -> Span:
    """Return the offsets of some evidence with the context that ends where it begins."""
    before = [each.start for each in contexts if not text[each.end : piece.start].strip(" ,")]
    return Span(min([piece.start, *(start for start in before if start < piece.start)]), piece.end)


@pytest.fixture(scope="module")
def our_narratives() -> list[Narrative]:
    gold = ROOT / "tests" / "gold"
    read = (*read_all(gold / "styles.texts.jsonl"), *read_all(gold / "era2005"))
    found = [each for each in read if isinstance(each, Narrative)]
    assert len(found) == 41
    return found


def is_cut(analysis: Analysis, piece: Span) -> bool:
    """Tell whether evidence begins or ends inside a phrase, or without a part of the clause of its verb."""
    segment = next(each for each in analysis.segments if each.span.start <= piece.start < each.span.end)
    tree, piece = analysis.reading(segment).tree, piece.moved(-segment.span.start)
    inside = [i for i, t in enumerate(tree.tokens) if piece.start <= t.start and t.end <= piece.end]
    nodes = [tree.at[i] for i in inside if i in tree.at]
    before = next((tree.at[i] for i in range(inside[0] - 1, -1, -1) if i in tree.at), None)
    behind = next((tree.at[i] for i in range(inside[-1] + 1, len(tree.tokens)) if i in tree.at), None)
    return any(
        outside in nodes or (predicate_of(outside) is predicate_of(edge) and predicate_of(edge) in nodes)
        for outside, edge in ((before, nodes[0]), (behind, nodes[-1]))
        if outside is not None
    )


@given(countries, several, joints)
def test_claims_are_sorted_and_each_made_once(country: str, chosen: list[str], joint: str) -> None:
    found = [claim.identity for claim in read(country, joint.join(chosen)).claims]
    assert found == sorted(set(found))


@given(countries, several)
def test_two_runs_agree(country: str, chosen: list[str]) -> None:
    text = " ".join(chosen)
    assert read(country, text) == read(country, text)


PARAGRAPH = "\n\n"


def undated(extraction: Extraction) -> set[tuple[str, tuple[str, ...]]]:
    """Return the keys of claims, counts without their years: a year holds on through its paragraph."""
    return {(kind, key[:3] if kind == "count" else key) for kind, key in keys(extraction)}


_TAKING_UP = re.compile(
    r"(?:It|They|We|Our|He|She|This|These|Those|Some|Many|Most|Few|None|Nobody|No one|Of|Among"
    r"|Further|Although"
    r"|\w+ of (?:the|them)"
    r"|(?:In|During|Over) (?:that|the (?:same|previous|preceding|prior))|\w+ (?:were|was|received))\b"
)
_PEOPLE = "women?|men|girls|boys|children|victims?|workers|famil(?:y|ies)|maids?|owners|traffickers|brokers"
_REFERRING = re.compile(
    r"\b(?:transit|of (?:the victims|them)|there|Korean|he|she|him|his|her|(?:last|this|next) year"
    r"|annual report of|[Tt]he (?:case|inquiry|sentence|second|seven|latter|detained)"
    rf"|[Tt]he (?:\d+ )?(?:{_PEOPLE}))\b"
)
APART = {
    "The inspectorate documented 200 violations of the labor code.": (
        "The share of victims who testified fell from 40 to 12.",
    ),
    "Courts convicted three traffickers.": ("The number of victims deported rose from two to eight.",),
    "Officials opened nine new investigations.": ("The number of referrals rose by 30 to 133.",),
    "Police brought more than 70 cases against traffickers.": ("Girls claim to be 18.",),
    "Courts convicted 40 traffickers.": ("According to NGOs, the number of victims rose from 12 to 20.",),
    "A charity helped two victims of trafficking from Nigeria.": (
        "10,000 to 15,000 Nepalis are trafficked to India every year.",
    ),
    "Women from Nepal are exploited in India.": (
        "The main source countries in the region are Romania, Moldova and Ukraine.",
    ),
    "Police arrested 12 men who sold girls from Laos to Oman.": (
        "Kenya and Tanzania are destinations for cocoa from Ghana.",
        "The main source country is Benin, followed by Togo.",
        "Mary left Nigeria for Italy, where she was forced into prostitution.",
    ),
    "Roma boys are forced to beg in Montenegro. Most of these boys come from Albania.": (
        "Raising awareness and opening shelters, above all in rural areas, remain crucial.",
    ),
    "Girls are trafficked between Mali and nearby countries like Senegal and Guinea.": (
        "Implementing the national action plan remained a priority.",
    ),
    "Dutch tourists and sailors buy sex from local girls on Saint Martin in the Netherlands Antilles.": (
        "Awareness-raising in schools was limited.",
    ),
}
"""Pairs of sentences of which the second speaks of nothing in the first, though it is like what does."""
MISREAD = {
    "Police opened 17 cases in 2003.": ("The north is one of the trafficking hot spots.",),
    "Police identified 81 victims in 2019.": (
        "The number of trafficking cases registered in 2008, 2009 and 2010 were 3030, "
        "2848 and 3422 respectively.",
    ),
    "Officials trained 40 judges.": ("Cases rose from nine in 2017 to 12 in 2018, according to the police.",),
    "Police arrested 12 men.": ("Gambian women were trafficked to Oman, among them six girls.",),
    "NGOs identified 40 victims in Togo.": (
        "Police in Lagos said on Tuesday they had busted a baby-trafficking ring and "
        "taken nine suspects into custody.",
    ),
    "Women from Nepal are exploited in India.": (
        "Recruiters travel to villages, search for girls and send them to Oman.",
    ),
    "Police arrested 12 men who sold girls from Laos to Oman.": (
        "Italy remained the main destination, followed by Spain and Belgium.",
        "Women from Moldova make up the largest group of victims.",
    ),
    "Girls are taken to Thailand, Vietnam, and Macau in the P. R. C.": (
        "Officials participated in training provided by an NGO.",
    ),
    "Women move to Gabon for marriage and labor.": ("Identification of victims needs to be strengthened.",),
}
"""Pairs that should be read as such, too."""
_KEPT_OUT = {*MISREAD, *(sentence for behind in MISREAD.values() for sentence in behind)}
UPRIGHT = [
    text
    for text in SENTENCES
    if text.endswith((".", "!", "?", "”", '"'))
    and not _REFERRING.search(text)
    and not _TAKING_UP.match(text)
    and text not in _KEPT_OUT
]
"""Sentences that refer to nothing before them, with a mark at their end.

"Transit", a noun and a verb, and "Korean" are excluded: their reading depends on the words around them.
So are people and years that only a text before can tell, such as "the victims" and "last year".
"""


@given(countries, st.lists(st.sampled_from(UPRIGHT), max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_sentences_changes_no_claim(country: str, chosen: list[str], random: Random) -> None:
    shuffled = list(chosen)
    random.shuffle(shuffled)
    assert keys(read(country, PARAGRAPH.join(shuffled))) == keys(read(country, PARAGRAPH.join(chosen)))
    assert undated(read(country, " ".join(shuffled))) == undated(read(country, " ".join(chosen)))


@given(countries, st.lists(st.sampled_from(UPRIGHT), max_size=8))
def test_a_sentence_says_the_same_alone_and_among_others(country: str, chosen: list[str]) -> None:
    alone = [read(country, sentence) for sentence in chosen]
    assert keys(read(country, PARAGRAPH.join(chosen))) == set().union(*map(keys, alone))
    assert undated(read(country, " ".join(chosen))) == set().union(*map(undated, alone))


def pairs(known: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(before, each) for before, behind in known.items() for each in behind]


@pytest.mark.parametrize(
    ("before", "behind"),
    [*pairs(APART), *(pytest.param(*pair, marks=pytest.mark.xfail(strict=True)) for pair in pairs(MISREAD))],
)
def test_a_sentence_takes_nothing_up_that_it_does_not_speak_of(before: str, behind: str) -> None:
    alone = undated(read("MEX", before)) | undated(read("MEX", behind))
    assert undated(read("MEX", f"{before} {behind}")) == alone


@given(countries, st.lists(st.sampled_from([s for s in SENTENCES if "none" not in s]), max_size=8))
def test_recommendations_are_all_that_a_section_of_them_gives(country: str, chosen: list[str]) -> None:
    text = " ".join(chosen)
    extraction = read(country, text, (Section("recommendations", "Recommendations", 0, len(text)),))
    assert {key[1] for kind, key in keys(extraction) if kind == "measure"} <= {"recommended"}
    assert not [kind for kind, _ in keys(extraction) if kind == "count"]


@given(countries, st.one_of(st.text(max_size=200), broken_sentences()))
def test_any_text_can_be_read(country: str, text: str) -> None:
    extraction = read(country, text)
    assert extraction.sentences_without_claims >= 0
    for claim in extraction.claims:
        assert all(text[piece.start : piece.end] == piece.quote for piece in claim.evidence)


def test_a_text_without_a_full_stop_is_read_in_pieces() -> None:
    text = "Kenyan women, " * 3_000
    extraction = shared_extractor().read(narrative("KEN", text))
    assert [claim.key for claim in extraction.claims] == [("women",)]
    assert all(len(piece.quote) <= 300 for claim in extraction.claims for piece in claim.evidence)


@pytest.mark.parametrize(
    "text",
    [
        "The government failed to train judges " + "or train judges " * 400,
        "The government did not train judges " + "or train judges " * 400,
        "Train judges " + "and train judges " * 400,
        "Traffickers use boys " + "and use men " * 400 + "and train judges",
    ],
)
def test_a_sentence_of_hundreds_of_clauses_can_be_read(text: str) -> None:
    assert read("KEN", text + ".").claims


def steps(text: str) -> int:
    """Count the calls of the program's own functions that reading a text takes."""
    counted = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event == "call"

    extractor, work = shared_extractor(), narrative("KEN", text)
    sys.setprofile(count)
    try:
        extractor.read(work)
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize(
    "words",
    [
        "Tier 2. ",
        "Kenyan women, ",
        "who did not convict traffickers ",
        "NGOs that provide services ",
        "Police identified 40 victims; ",
    ],
)
def test_twice_the_text_takes_few_times_the_steps(words: str) -> None:
    steps(words)  # what is loaded once
    assert steps(words * 120) < 5 * steps(words * 60)


@pytest.mark.parametrize("mark", ["?", "!", "\n•", ".)\n"])
def test_labels_with_gaps_stay_within_their_sentence(mark: str) -> None:
    text = f"Victims are mostly girls{mark} Police arrested 12 traffickers{mark} Courts convicted nine men."
    found = {claim.key: claim.evidence for claim in read("KEN", text).claims}
    assert ("investigation", "done") in found
    assert ("non-penalization", "not-done") not in found
    assert all(mark not in piece.quote[:-1] for pieces in found.values() for piece in pieces)
