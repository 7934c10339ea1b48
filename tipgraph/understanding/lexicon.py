"""Matches every label of the ontology, in all its forms, in one pass over a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from operator import attrgetter, itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from tipgraph.model.vocabulary import Concept, Vocabulary
from tipgraph.understanding.grammar import CLOSED_CLASS, NUMBER_WORDS, words
from tipgraph.understanding.inflect import NOUN, PAST, PLURAL, noun_forms, spellings, verb_forms
from tipgraph.understanding.mention import Mention, mention_of
from tipgraph.understanding.placelists import RegionNames
from tipgraph.understanding.sentences import Span

__all__ = ["ELLIPSIS", "Lexicon", "Sense"]

ELLIPSIS = "…"
"""Marks the gap in a discontinuous label, which holds up to ``MAX_GAP`` code points of other words."""
MAX_GAP = 90
_UNMATCHED_SCHEMES = frozenset({"measure-category", "section", "publication", "route-kind"})
_PROPER_SCHEMES = frozenset({"place"})
_FLAT = (("-", " "), ("‑", " "), ("–", " "), ("—", " "), ("\n", " "), ("\t", " "), ("’", "'"), ("‘", "'"))
_PARTS = re.compile(r"\w+|\W+")
_NARROW = "cp1252"
"""Holds nearly all texts, in a byte a letter."""
_IS_WORD = bytes(bytes([byte]).decode(_NARROW, "replace").isalnum() for byte in range(256))
_VERB = "to "
_NO_VERBS = ("to a ", "to the ")
"""Labels that begin with the preposition: "to a lesser extent"."""
_COMMON = frozenset({"victim-group", "exploitation", "sector", "perpetrator"})
_BARRIER = re.compile(
    r";|\. | (?:but|while|against|although|though|because|whereas) |, (?!including )\w+ing "
    r"|\w+ (?:\w+ )*(?:and|or) \w+ed |[\w)], (?:and (?:\w+ ){1,3})?\w+ed "
    r"|\b(?:is|are|was|were|has|have|had|can|could|may|might|will|would|should|must) "
    r"|, (?:and|or) | (?:and|or) to "
)
"""What no gap crosses: the end of a clause, a second verb ("prosecuted men and identified victims")."""
_SHARED = re.compile(
    r"(?:, [\w-]+(?: [\w-]+){0,2}){0,3},? (?:and|or) (?:[\w-]+ ){1,3}"
    r"|(?: [\w-]+,){2,} (?:and|or) (?!\w+ed )[\w-]+ "
)
"""Gaps all the same: verbs that share an object ("identify, refer, or assist victims"), and attributes."""
_start = attrgetter("start")
_second = itemgetter(1)
_BE = re.compile(r" (?:is|are|was|were|be|been) ")
_BEHIND = (";", ". ", ", and ", " that ", " but ", " yet ")
"""What ends the clause that a passive's subject has to be in."""
_GENITIVE = re.compile(r"(?:(\w+) )?\bof (?:\w+ )?$")
_PARTS_OF = NUMBER_WORDS | words("total number majority all both half most many some several none")
"""What a subject may be a part of: "two of the men were", but not "relatives of the men were"."""


_ByKind = tuple[tuple[str, list[tuple[str, str]]], ...]
"""Codes and forms by kind."""


class SecondPart:
    """The possible second parts of a discontinuous label. The pattern is compiled on first use."""

    __slots__ = ("_pattern", "forms")

    def __init__(self, forms: Iterable[str]) -> None:
        self.forms = tuple(dict.fromkeys(forms))
        self._pattern: re.Pattern[str] | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """A pattern that matches the forms as whole words, longest first."""
        if self._pattern is None:
            longest_first = sorted(self.forms, key=len, reverse=True)
            self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
        return self._pattern


class Sense(NamedTuple):
    """One meaning of a surface form.

    ``capital`` requires an initial capital in the text. ``exact`` requires these letters, except that the
    first may be a capital at the start of a sentence. ``second_part`` holds the forms that must follow after
    a gap, or come before one in the passive.
    """

    kind: str
    code: str
    form: str
    capital: bool = False
    exact: str = ""
    second_part: tuple[str, ...] = ()

    @property
    def fits_all(self) -> bool:
        """Whether neither capitals nor the text before can rule out this sense."""
        return not (self.capital or self.exact or self.is_common or self.is_of_figures)

    @property
    def is_of_figures(self) -> bool:
        """Whether the match may be part of a figure instead: "0" in "12.0", or the comma in "1,200"."""
        return self.code.isdigit() or self.kind == "comma"

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


class Lexicon:
    """Matches the labels of a vocabulary and closed-class words.

    >>> from tipgraph.model.vocabulary import load
    >>> [(m.kind, m.code) for m in Lexicon(load()).mentions("brick kilns") if m.kind == "sector"]
    [('sector', 'brick-making')]

    Without ``discontinuous``, it leaves out discontinuous labels. Mentions of ``hidden`` kinds are not
    returned among nested ones; they only keep others from standing inside them.
    """

    def __init__(
        self, vocabulary: Vocabulary, *, discontinuous: bool = True, hidden: Set[str] = frozenset()
    ) -> None:
        self.vocabulary, self._hidden = vocabulary, hidden
        senses: dict[str, dict[Sense, None]] = defaultdict(dict)
        for form, sense in _all_senses(vocabulary):
            if discontinuous or not sense.second_part:
                senses[form][sense] = None
        self.forms = tuple(senses)
        self._senses = [_with_joined_parts(found) for found in senses.values()]
        # Most forms have the same senses wherever they stand, or wherever they are in lower case, or
        # are not: for those, nothing is left to ask of the text around them.
        self._in_lower_case = [_settled(found, capital=False) for found in senses.values()]
        self._in_capitals = [_settled(found, capital=True) for found in senses.values()]
        cases = zip(self._in_lower_case, self._in_capitals, strict=True)
        self._settled = [lower if lower == capital else None for lower, capital in cases]
        self._nested_in_lower_case = [self._by_kind(found) for found in self._in_lower_case]
        self._nested_in_capitals = [self._by_kind(found) for found in self._in_capitals]
        self._regions = RegionNames(vocabulary["place"].values())
        self._matcher = AhoCorasick(
            [_with_initials(form) for form in senses],
            matchkind=MatchKind.Standard,
            implementation=Implementation.ContiguousNFA,  # small enough for a processor's cache
        )

    def mentions(self, text: str, starts: Sequence[int] = (0,)) -> list[Mention]:
        """Return all mentions in a text, in order. Of overlapping mentions of one kind, the longest wins.

        ``starts`` are the offsets of sentences. A discontinuous label never crosses one.
        """
        flat = flatten(text)
        bounds = (0, *starts, len(text))
        found: list[Mention] = []
        settled_ones, in_lower_case, in_capitals = self._settled, self._in_lower_case, self._in_capitals
        reach, stretched_back = -1, False
        for pattern, start, end in self._whole_words(flat):
            if start < reach:
                continue
            settled = settled_ones[pattern]
            if settled is None:
                settled = (in_lower_case if text[start:end].islower() else in_capitals)[pattern]
            if settled is not None:
                for kind, code, form in settled:
                    found.append(mention_of((start, end, kind, code, form)))
                    reach = end
            elif fitting := self._fitting(pattern, start, end, text, flat, bounds):
                found += fitting
                reach = end
                # A passive begins where its subject does, before what was found ahead of it.
                stretched_back = stretched_back or min(fitting).start < start
        if stretched_back:
            found.sort(key=_start)
        return self._regions.complete(found, flat)

    def nested_mentions(self, text: str, *, apart: str) -> list[Mention]:
        """Return all mentions in a text, by start, the longest first, with those that stand inside them.

        Of overlapping mentions of one kind, the longest wins. Mentions of the kind ``apart`` stand inside no
        others. It does not match discontinuous labels.

        >>> from tipgraph.model.vocabulary import load
        >>> found = Lexicon(load()).nested_mentions("relied on NGOs", apart="measure")
        >>> [mention.kind for mention in found if mention.kind in ("measure", "ngo")]
        ['measure', 'ngo']
        """
        flat = flatten(text)
        found: list[Mention] = []
        reach: dict[str, int] = {}
        behind = 0  # the end of the last mention that stands inside no other one
        lower, capitals = self._nested_in_lower_case, self._nested_in_capitals
        for pattern, start, end in self._whole_words(flat):
            kinds = (lower if text[start:end].islower() else capitals)[pattern]
            if kinds is None:
                kinds = self._nested(pattern, text, start, end)
            for kind, named in kinds:
                if start >= (behind if kind == apart else reach.get(kind, 0)):
                    reach[kind] = end
                    found += [mention_of((start, end, kind, code, form)) for code, form in named]
            if kinds and start >= behind:
                behind = end
        return self._regions.complete(found, flat)

    def _nested(self, pattern: int, text: str, start: int, end: int) -> _ByKind:
        """Return what a form means whose senses depend on the text around it."""
        fitting = (
            sense
            for sense, second_part, fits_all in self._senses[pattern]
            if second_part is None and (fits_all or _cased(sense, text, start, end))
        )
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

    def _fitting(
        self, pattern: int, start: int, end: int, text: str, flat: str, bounds: Sequence[int]
    ) -> list[Mention]:
        """Return a form's senses that fit the text around it."""
        fitting = []
        at = bisect_right(bounds, start)
        sentence = Span(bounds[at - 1], bounds[at])
        for sense, second_part, fits_all in self._senses[pattern]:
            if fits_all or _cased(sense, text, start, end):
                mention = mention_of((start, end, sense.kind, sense.code, sense.form))
                stretched = (
                    mention if second_part is None else _discontinuous(mention, flat, second_part, sentence)
                )
                if stretched is not None:
                    fitting.append(stretched)
        return fitting


def _discontinuous(head: Mention, flat: str, second_part: SecondPart, sentence: Span) -> Mention | None:
    """Stretch a verb over the gap to its object, or back to a passive's subject, within its sentence."""
    ahead = second_part.pattern.search(flat, head.end, min(head.end + MAX_GAP, sentence.end))
    if ahead and _is_gap(flat, head.end, ahead.start()):
        return mention_of((head.start, ahead.end(), *head[2:]))
    return _passive(head, flat, second_part, sentence) if head.form == PAST else None


def _is_gap(flat: str, start: int, end: int) -> bool:
    return not _BARRIER.search(flat, start, end) or bool(_SHARED.fullmatch(flat, start, end))


def _in_name(text: str, start: int) -> bool:
    """Of "the Child Protection Act": a common noun with a capital inside a sentence is part of a name."""
    before = text[:start].rstrip(" \"'“‘(") if start < 8 else text[start - 8 : start].rstrip(" \"'“‘(")
    return bool(before) and before[-1] not in ".;:!?\n•*-–—"


def _passive(head: Mention, flat: str, second_part: SecondPart, sentence: Span) -> Mention | None:
    """Stretch a participle back to the subject whose auxiliary stands between the two."""
    start = max(sentence.start, head.start - 2 * MAX_GAP)
    behind = flat[start : head.start]
    behind = behind[max(map(behind.rfind, _BEHIND)) + 1 :]
    for subject in reversed(list(second_part.pattern.finditer(behind))):
        at = subject.start()
        if _BE.search(behind, at) and not _is_genitive(behind, at):
            return head._replace(start=head.start - len(behind) + at)
    return None


def _is_genitive(behind: str, at: int) -> bool:
    """Of "relatives of victims were": the noun only says whose; of "two of the victims were", it is meant."""
    of = _GENITIVE.search(behind, 0, at)
    if of is None or of.start() == 0:
        return False  # "of 40 victims, nine were …"
    return not (of[1] in _PARTS_OF or (of[1] or "").isdigit())


def _settled(senses: Iterable[Sense], *, capital: bool) -> tuple[tuple[str, str, str], ...] | None:
    """Return a form's senses in capitals or in lower case; None where other things decide, too."""
    fitting = [s for s in senses if capital or not (s.capital or s.exact)]
    if any(s.second_part or s.is_of_figures or (capital and (s.exact or s.is_common)) for s in fitting):
        return None
    return tuple((s.kind, s.code, s.form) for s in fitting)


def _cased(sense: Sense, text: str, start: int, end: int) -> bool:
    """Tell whether capitals are as a sense wants them."""
    if sense.capital and text[start:end].islower():
        return False
    if sense.exact and text[start + 1 : end] != sense.exact[1:]:
        return False
    if sense.code.isdigit() and text.endswith((".", ","), 0, start):
        return False  # the end of "12.0"
    if sense.kind == "comma" and text[start - 1 : start].isdigit() and text[end : end + 1].isdigit():
        return False  # "1,200"
    return not (sense.is_common and text[start].isupper() and _in_name(text, start))


def _all_senses(vocabulary: Vocabulary) -> Iterator[tuple[str, Sense]]:
    for kind, function_words in CLOSED_CLASS.items():
        for word in sorted(function_words):
            yield word, Sense(kind, word, NOUN)
    for scheme in vocabulary:
        if scheme not in _UNMATCHED_SCHEMES:
            for concept in vocabulary[scheme].values():
                yield from _concept_senses(scheme, concept, vocabulary)


def _with_joined_parts(senses: Iterable[Sense]) -> tuple[tuple[Sense, SecondPart | None, bool], ...]:
    """Join the senses of a form that differ only in what has to follow it; tell which fit all texts."""
    second_parts: dict[Sense, list[str]] = {}
    for sense in senses:
        second_parts.setdefault(
            sense._replace(second_part=(ELLIPSIS,) if sense.second_part else ()), []
        ).extend(sense.second_part)
    return tuple(
        (sense, SecondPart(found) if found else None, sense.fits_all) for sense, found in second_parts.items()
    )


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
    head, gap, second_part = (part.strip() for part in label.partition(ELLIPSIS))
    capital, exact = _case(head) if cased else (False, "")
    second_parts = (
        tuple(flatten(s) for form in noun_forms(second_part) for s in spellings(form)) if gap else ()
    )
    for form, name in _forms(head, inflected):
        for spelling in spellings(form):
            yield (
                flatten(spelling),
                Sense(kind, code, name, capital, exact if form == head else "", second_parts),
            )


def _forms(head: str, inflected: bool) -> Iterator[tuple[str, str]]:
    if head.startswith(_VERB) and not head.startswith(_NO_VERBS):
        yield from verb_forms(head.removeprefix(_VERB))
    elif not inflected or head.replace("-", " ").partition(" ")[0] in CLOSED_CLASS["prep"]:
        yield head, NOUN  # "in-country" has no plural
    else:
        for form in noun_forms(head):
            yield form, NOUN


def _case(label: str) -> tuple[bool, str]:
    """Capitals in a label other than a preferred one are meant: "San", "NGO", "US", "and May"."""
    letters = [c for c in label if c.isalpha()]
    if letters and all(c.isupper() for c in letters):
        return True, label
    return label[:1].isupper(), label if label[:1].islower() and not label.islower() else ""
