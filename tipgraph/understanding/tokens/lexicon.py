"""Matches every label of the ontology, in all its forms, in one pass over a text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from itertools import chain, product
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from tipgraph.model.vocabulary import Concept, Vocabulary
from tipgraph.understanding.tokens.inflect import NOUN, PLURAL, noun_forms, spellings, verb_forms
from tipgraph.understanding.tokens.mention import Mention, mention_of
from tipgraph.understanding.tokens.numbers import NUMBER_WORDS
from tipgraph.understanding.tokens.places import RegionNames
from tipgraph.understanding.tokens.words import english

__all__ = ["ELLIPSIS", "Lexicon", "Sense", "alternatives"]

ELLIPSIS = "…"
"""Marks the gap in a discontinuous label. The lexicon does not match these: they are found on trees."""
_APART = "measure"
"""The kind of mentions that stand inside no others."""
_PRONOUNS = "it they them its their others some these those many most he she"
_RELATIVES = "who whom whose which that where"
_CLOSED_CLASSES: dict[str, frozenset[str]] = {
    "number": NUMBER_WORDS,
    "pronoun": frozenset(_PRONOUNS.split(" ")),
    "rel": frozenset(_RELATIVES.split(" ")),
}
"""Words that counts ask for, by kind."""
_PREPOSITION = re.compile(
    "(?:in|within|inside|throughout|across|near|at|on|along|aboard|around|onto|through|via|from|to|into|towards?"
    r"|of|for|by|with|under|against|between|among|as|about|per|during)(?:[ -]|\Z)"
)
"""How labels begin that have no plural."""
_UNMATCHED_SCHEMES = frozenset({
    "status", "measure-category", "section", "publication", "route-kind", "rule",
    "iccs", "htcds", "ilo-indicator", "palermo",
})  # fmt: skip
_PROPER_SCHEMES = frozenset({"place"})
_FLAT = (("-", " "), ("‑", " "), ("–", " "), ("—", " "), ("\n", " "), ("\t", " "), ("’", "'"), ("‘", "'"))
_PARTS = re.compile(r"\w+|\W+")
_NARROW = "cp1252"
"""Holds nearly all texts, in a byte a letter."""
_IS_WORD = bytes(bytes([byte]).decode(_NARROW, "replace").isalnum() for byte in range(256))
_VERB = "to "
_NO_VERBS = frozenset(("a", "and", "the"))
"""Function words behind the preposition: "to a lesser extent"."""
_COMMON = frozenset({"victim-group", "exploitation", "sector", "perpetrator"})
_second = itemgetter(1)


class Sense(NamedTuple):
    """One meaning of a surface form.

    ``capital`` requires an initial capital in the text. ``exact`` requires these letters, except that the
    first may be a capital at the start of a sentence.
    """

    kind: str
    code: str
    form: str
    capital: bool = False
    exact: str = ""

    @property
    def is_common(self) -> bool:
        """Whether a capital inside a sentence rules out this sense, because it marks a name."""
        return self.kind in _COMMON and not self.capital


def flatten(text: str) -> str:
    """Normalize a text for matching: lower case, and blanks for hyphens and line ends. Offsets stay the same.

    >>> flatten("Sex-trafficking’s")
    "sex trafficking's"
    """
    flat = text.lower()
    if len(flat) != len(text):
        # A few letters (İ) grow when lowered: they stay as they are.
        flat = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    for mark, plain in _FLAT:  # one by one they take a tenth of the time of str.translate
        flat = flat.replace(mark, plain)
    return flat


def _with_initials(flat: str) -> str:
    """Return a flat text with a capital at each word: so a matcher finds no word inside another's end.

    >>> _with_initials("men in a mine's shaft")
    "Men In A Mine'S Shaft"
    """
    titled = flat.title()
    if len(titled) != len(flat):  # letters that grow (ß) stay here, too
        titled = "".join(t if len(t := word.title()) == len(word) else word for word in _PARTS.findall(flat))
    return titled


def _inside_words(flat: str) -> bytes:
    """Tell for each offset of a text, its end included, whether letters or figures stand on both sides.

    >>> list(_inside_words("an ox"))
    [0, 1, 0, 0, 1, 0]
    """
    try:
        word = flat.encode(_NARROW).translate(_IS_WORD)
    except UnicodeEncodeError:
        word = bytes(map(str.isalnum, flat))
    # All offsets in one step: a text has thousands, and each of them is asked for many matches.
    flags = int.from_bytes(word, "little")
    return (flags & flags << 8).to_bytes(len(flat) + 1, "little")


def alternatives(label: str) -> Iterator[str]:
    """Yield the labels that one with slashes stands for.

    >>> list(alternatives("special unit/court"))
    ['special unit', 'special court']
    """
    if "/" in label:
        yield from map(" ".join, product(*(word.split("/") for word in label.split(" "))))
    else:
        yield label


_ByKind = tuple[tuple[str, list[tuple[str, str]]], ...]
"""Codes and forms by kind."""


class Lexicon:
    """Matches the labels of a vocabulary and number words.

    >>> from tipgraph.model.vocabulary import load
    >>> [(m.kind, m.code) for m in Lexicon(load()).mentions("brick kilns") if m.kind == "sector"]
    [('sector', 'brick-making')]

    Mentions of ``hidden`` kinds are not returned; they only keep others from standing inside them.
    """

    def __init__(self, vocabulary: Vocabulary, *, hidden: Set[str] = frozenset()) -> None:
        self.vocabulary, self._hidden = vocabulary, hidden
        senses: dict[str, dict[Sense, None]] = defaultdict(dict)
        for form, sense in _all_senses(vocabulary):
            senses[form][sense] = None
        self.forms = tuple(senses)
        self._senses = [tuple(found) for found in senses.values()]
        # Most forms have the same senses wherever they are in lower case, or wherever they
        # are not: for those, nothing is left to ask of the text around them. They are kept by pattern.
        self._in_lower_case: dict[int, _ByKind | None] = {}
        self._in_capitals: dict[int, _ByKind | None] = {}
        self._regions = RegionNames(vocabulary["place"].values())
        self._matcher = AhoCorasick(
            [_with_initials(form) for form in senses],
            matchkind=MatchKind.Standard,
            implementation=Implementation.ContiguousNFA,  # small enough for a processor's cache
        )

    def mentions(self, text: str) -> list[Mention]:
        """Return all mentions in a text, by start, the longest first, with those that stand inside them.

        Of overlapping mentions of one kind, the longest wins. Measures stand inside no other mentions.

        >>> from tipgraph.model.vocabulary import load
        >>> found = Lexicon(load()).mentions("relied on NGOs")
        >>> [mention.kind for mention in found if mention.kind in ("measure", "ngo")]
        ['measure', 'ngo']
        """
        flat = flatten(text)
        found: list[Mention] = []
        reach: dict[str, int] = {}
        behind = 0  # the end of the last mention that stands inside no other one
        lower, capitals = self._in_lower_case, self._in_capitals
        for pattern, start, end in self._whole_words(flat):
            known = lower if text[start:end].islower() else capitals
            if pattern not in known:
                settled = _settled(self._senses[pattern], capital=known is capitals)
                known[pattern] = self._by_kind(settled)
            kinds = known[pattern]
            if kinds is None:
                kinds = self._nested(pattern, text, start, end)
            for kind, named in kinds:
                if start >= (behind if kind == _APART else reach.get(kind, 0)):
                    reach[kind] = end
                    found += [mention_of((start, end, kind, code, form)) for code, form in named]
            if kinds and start >= behind:
                behind = end
        return self._regions.complete(found, flat)

    def _nested(self, pattern: int, text: str, start: int, end: int) -> _ByKind:
        """Return what a form means whose senses depend on the text around it."""
        fitting = (sense for sense in self._senses[pattern] if _cased(sense, text, start, end))
        return self._by_kind((sense.kind, sense.code, sense.form) for sense in fitting) or ()

    def _by_kind(self, senses: Iterable[tuple[str, str, str]] | None) -> _ByKind | None:
        """Group codes and forms by their kind."""
        if senses is None:
            return None
        found: dict[str, list[tuple[str, str]]] = {}
        for kind, code, form in senses:
            named = found.setdefault(kind, [])
            if kind not in self._hidden:
                named.append((code, form))
        return tuple(found.items())

    def _whole_words(self, flat: str) -> Iterable[tuple[int, int, int]]:
        """Return pattern, start and end of all forms in a text: by start, the longest first."""
        matches = self._matcher.find_matches_as_indexes(_with_initials(flat), overlapping=True)
        inside = _inside_words(flat)
        found = [match for match in matches if not (inside[match[1]] or inside[match[2]])]
        # They come by end. Sorting is stable, so backwards those with one start are the longest first.
        found.sort(key=_second, reverse=True)
        return reversed(found)


def _in_name(text: str, start: int) -> bool:
    """Of "the Child Protection Act": a common noun with a capital inside a sentence is part of a name."""
    before = text[:start].rstrip(" \"'“‘(") if start < 8 else text[start - 8 : start].rstrip(" \"'“‘(")
    return bool(before) and before[-1] not in ".;:!?\n•*-–—"


def _settled(senses: Iterable[Sense], *, capital: bool) -> tuple[tuple[str, str, str], ...] | None:
    """Return a form's senses in capitals or in lower case; None where other things decide, too."""
    fitting = [s for s in senses if capital or not (s.capital or s.exact)]
    if capital and any(s.exact or s.is_common for s in fitting):
        return None
    return tuple((s.kind, s.code, s.form) for s in fitting)


def _cased(sense: Sense, text: str, start: int, end: int) -> bool:
    """Tell whether capitals are as a sense wants them."""
    if sense.exact and text[start + 1 : end] != sense.exact[1:]:
        return False
    return not (sense.is_common and text[start].isupper() and _in_name(text, start))


def _all_senses(vocabulary: Vocabulary) -> Iterator[tuple[str, Sense]]:
    for kind, closed in _CLOSED_CLASSES.items():
        for word in sorted(closed):
            yield word, Sense(kind, word, NOUN)
    for scheme in vocabulary:
        if scheme not in _UNMATCHED_SCHEMES:
            for concept in vocabulary[scheme].values():
                yield from _concept_senses(scheme, concept, vocabulary)


def _concept_senses(scheme: str, concept: Concept, vocabulary: Vocabulary) -> Iterator[tuple[str, Sense]]:
    kind = concept.code if scheme == "cue" else scheme
    code = _country_of(concept, vocabulary) if scheme == "place" else concept.code
    proper = scheme in _PROPER_SCHEMES
    names = concept.names if proper else chain.from_iterable(map(alternatives, concept.names))
    for label in (name for name in names if ELLIPSIS not in name):
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
    for form, name in _forms(label, inflected):
        for spelling in spellings(form):
            yield flatten(spelling), Sense(kind, code, name, capital, exact if form == label else "")


def _forms(head: str, inflected: bool) -> Iterator[tuple[str, str]]:
    if head.startswith(_VERB) and not _is_preposition(head.split()[1]):
        yield from verb_forms(head.removeprefix(_VERB))
    elif not inflected or _PREPOSITION.match(head):
        yield head, NOUN  # "in-country" has no plural
    else:
        for form in noun_forms(head):
            yield form, NOUN


def _is_preposition(word: str) -> bool:
    """Tell whether "to" before a word is a preposition in labels: "to the capital", "to larger cities"."""
    return word in _NO_VERBS or "no_verb_behind_to" in english().classes(word)


def _case(label: str) -> tuple[bool, str]:
    """Capitals in a label other than a preferred one are meant: "San", "NGO", "US", "and May"."""
    letters = [c for c in label if c.isalpha()]
    if letters and all(c.isupper() for c in letters):
        return True, label
    return label[:1].isupper(), label if label[:1].islower() and not label.islower() else ""
