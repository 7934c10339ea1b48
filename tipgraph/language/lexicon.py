"""The lexicon: every label of the ontology in all its forms, matched in one pass over a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from tipgraph.language.grammar import CLOSED_CLASS
from tipgraph.language.inflect import NOUN, PAST, PLURAL, noun_forms, spellings, verb_forms
from tipgraph.language.mention import Mention
from tipgraph.language.regions import RegionNames
from tipgraph.vocabulary import Concept, Vocabulary

__all__ = ["GAP", "Lexicon", "Sense"]

GAP = "…"
"""Stands in a label for up to ``REACH`` code points of other words."""
REACH = 90
_UNMATCHED_SCHEMES = frozenset({"measure-category", "section", "publication", "polarity", "route-kind"})
_PROPER_SCHEMES = frozenset({"place"})
_FLAT = str.maketrans({"-": " ", "‑": " ", "–": " ", "—": " ", "\n": " ", "\t": " ", "’": "'", "‘": "'"})
_VERB = "to "
_COMMON = frozenset({"victim-group", "exploitation", "sector", "perpetrator"})
_BARRIER = re.compile(
    r";|\. | but | while |\w+ (?:\w+ )*and \w+ed |\w, (?:and \w+ )?\w+ed |\b(?:is|are|was|were|has|have|had) "
)
"""What no gap crosses: the end of a clause, a second verb ("prosecuted men and identified victims")."""
_BE = re.compile(r" (?:is|are|was|were|be|been|being) ")
_GENITIVE = re.compile(r"\bof (?:\w+ )?$")


class Sense(NamedTuple):
    """One meaning of a surface form.

    ``capital`` asks for an initial capital in the text, ``exact`` for the very letters;
    ``tail`` holds the forms that have to follow (or, for a passive, to precede) across a gap.
    """

    kind: str
    code: str
    form: str
    capital: bool = False
    exact: str = ""
    tail: tuple[str, ...] = ()

    @property
    def plain(self) -> bool:
        """Whether the form has this sense wherever it stands."""
        return not (self.capital or self.exact or self.tail or self.kind in _COMMON)


def flatten(text: str) -> str:
    """Return a text for matching: lower case, hyphens and line ends as blanks, offsets unchanged.

    >>> flatten("Sex-trafficking’s")
    "sex trafficking's"
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        # A few letters (İ) grow when lowered: they stay as they are.
        lowered = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return lowered.translate(_FLAT)


class Lexicon:
    """Matches the labels of a vocabulary and the closed-class words of English.

    >>> from tipgraph.vocabulary import load
    >>> [(m.kind, m.code) for m in Lexicon(load()).mentions("brick kilns") if m.kind == "sector"]
    [('sector', 'brick-making')]
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        senses: dict[str, dict[Sense, None]] = defaultdict(dict)
        for form, sense in _all_senses(vocabulary):
            senses[form][sense] = None
        self.forms = tuple(senses)
        self._senses = [_with_joint_tails(found) for found in senses.values()]
        # Most forms have their senses wherever they stand: for those, nothing is left to ask.
        self._plain = [
            tuple((s.kind, s.code, s.form) for s in found) if all(s.plain for s in found) else ()
            for found in self._senses
        ]
        self._regions = RegionNames(vocabulary["place"].values())
        self._matcher = AhoCorasick(
            list(senses), matchkind=MatchKind.Standard, implementation=Implementation.DFA
        )

    def mentions(self, text: str) -> list[Mention]:
        """Return all mentions of a text in order; of overlapping ones of a kind, the longest."""
        flat = flatten(text)
        found: list[Mention] = []
        reach = -1
        for start, ends in _whole_words(flat, self._matcher.find_matches_as_indexes(flat, overlapping=True)):
            if start < reach:
                continue
            for end, pattern in reversed(ends):
                plain = self._plain[pattern]
                if plain:
                    readings = [Mention(start, end, kind, code, form) for kind, code, form in plain]
                else:
                    readings = self._readings(pattern, start, end, text, flat)
                if readings:
                    found += readings
                    reach = end
                    break
        return self._regions.complete(found, flat)

    def _readings(self, pattern: int, start: int, end: int, text: str, flat: str) -> list[Mention]:
        """Return a form's senses that fit the text around it."""
        readings = []
        for sense in self._senses[pattern]:
            mention = Mention(start, end, sense.kind, sense.code, sense.form)
            if sense.plain:
                readings.append(mention)
            elif _cased(sense, text, start, end):
                stretched = self._across_gap(mention, flat, sense) if sense.tail else mention
                if stretched is not None:
                    readings.append(stretched)
        return readings

    @staticmethod
    def _across_gap(head: Mention, flat: str, sense: Sense) -> Mention | None:
        """Stretch a verb over the gap to its object, or back to a passive's subject."""
        ahead = flat[head.end : head.end + REACH]
        for tail in sense.tail:
            at = _word_find(ahead, tail)
            if at >= 0 and not _BARRIER.search(ahead, 0, at):
                return head._replace(end=head.end + at + len(tail))
        return _passive(head, flat, sense) if sense.form == PAST else None


def _in_name(text: str, start: int) -> bool:
    """Of "the Child Protection Act": a common noun with a capital inside a sentence is part of a name."""
    before = text[:start].rstrip(" \"'“‘(") if start < 8 else text[start - 8 : start].rstrip(" \"'“‘(")
    return bool(before) and before[-1] not in ".;:!?\n•*-–—"


def _passive(head: Mention, flat: str, sense: Sense) -> Mention | None:
    start = max(0, head.start - 2 * REACH)
    behind = flat[start : head.start]
    behind = behind[max(behind.rfind(";"), behind.rfind(". ")) + 1 :]
    for tail in sense.tail:
        at = behind.rfind(tail)
        if at >= 0 and _BE.search(behind, at) and not _GENITIVE.search(behind, 0, at):
            return head._replace(start=head.start - len(behind) + at)
    return None


def _word_find(text: str, word: str) -> int:
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if (at == 0 or not text[at - 1].isalnum()) and (end == len(text) or not text[end].isalnum()):
            return at
        at = text.find(word, at + 1)
    return -1


def _whole_words(
    flat: str, matches: Iterable[tuple[int, int, int]]
) -> list[tuple[int, list[tuple[int, int]]]]:
    """Return the matches that are whole words by their start, each start with its ends, shortest first."""
    size = len(flat)
    ends: dict[int, list[tuple[int, int]]] = {}
    for pattern, start, end in matches:
        if end < size and flat[end].isalnum() and flat[end - 1].isalnum():
            continue
        if start and flat[start - 1].isalnum() and flat[start].isalnum():
            continue
        if start in ends:
            ends[start].append((end, pattern))
        else:
            ends[start] = [(end, pattern)]
    return sorted(ends.items())


def _cased(sense: Sense, text: str, start: int, end: int) -> bool:
    """Tell whether capitals are as a sense wants them."""
    if sense.capital and text[start:end].islower():
        return False
    if sense.exact and text[start:end] != sense.exact:
        return False
    common = sense.kind in _COMMON and not sense.capital
    return not (common and text[start].isupper() and _in_name(text, start))


def _all_senses(vocabulary: Vocabulary) -> Iterator[tuple[str, Sense]]:
    for kind, function_words in CLOSED_CLASS.items():
        for word in sorted(function_words):
            yield word, Sense(kind, word, NOUN)
    for scheme in vocabulary:
        if scheme not in _UNMATCHED_SCHEMES:
            for concept in vocabulary[scheme].values():
                yield from _concept_senses(scheme, concept, vocabulary)


def _with_joint_tails(senses: Iterable[Sense]) -> tuple[Sense, ...]:
    """Join the senses of a form that differ only in what has to follow it."""
    tails: dict[Sense, list[str]] = {}
    for sense in senses:
        tails.setdefault(sense._replace(tail=(GAP,) if sense.tail else ()), []).extend(sense.tail)
    return tuple(sense._replace(tail=tuple(dict.fromkeys(found))) for sense, found in tails.items())


def _concept_senses(scheme: str, concept: Concept, vocabulary: Vocabulary) -> Iterator[tuple[str, Sense]]:
    kind = concept.code if scheme == "cue" else scheme
    code = _country_of(concept, vocabulary) if scheme == "place" else concept.code
    proper = scheme in _PROPER_SCHEMES
    for label in concept.names:
        preferred = label == concept.label and not proper
        if scheme != "cue" or not preferred:
            yield from _label_senses(label, kind, code, cased=not preferred, inflected=not proper)
    for demonym in concept.demonyms:
        plural = demonym.endswith("s") and demonym[:-1] in concept.demonyms
        for form, sense in _label_senses(demonym, "demonym", code, cased=True, inflected=False):
            yield form, sense._replace(form=PLURAL if plural else NOUN)


def _country_of(concept: Concept, vocabulary: Vocabulary) -> str:
    """A settlement or a part of a country stands for its country."""
    if any(kind.endswith(("Settlement", "Subdivision")) for kind in concept.types) and concept.broader:
        return vocabulary.by_iri[concept.broader[0]].code
    return concept.code


def _label_senses(
    label: str, kind: str, code: str, *, cased: bool, inflected: bool
) -> Iterator[tuple[str, Sense]]:
    capital, exact = _case(label) if cased else (False, "")
    head, gap, tail = (part.strip() for part in label.partition(GAP))
    tails = tuple(flatten(s) for form in noun_forms(tail) for s in spellings(form)) if gap else ()
    for form, name in _forms(head, inflected):
        for spelling in spellings(form):
            yield flatten(spelling), Sense(kind, code, name, capital, exact if form == head else "", tails)


def _forms(head: str, inflected: bool) -> Iterator[tuple[str, str]]:
    if head.startswith(_VERB):
        yield from verb_forms(head.removeprefix(_VERB))
    elif not inflected:
        yield head, NOUN
    else:
        for form in noun_forms(head):
            yield form, NOUN


def _case(label: str) -> tuple[bool, str]:
    """Capitals in a label other than a preferred one are meant: "San", "NGO", "US"."""
    letters = [c for c in label if c.isalpha()]
    if letters and all(c.isupper() for c in letters):
        return True, label
    return label[:1].isupper(), ""
