"""Reads a text by structure: each segment with its tree and the measures that it states.

The `Analysis` of a narrative holds all of it. Every extractor of claims gets one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path
from sys import maxsize
from typing import NamedTuple

from tipgraph.model.claims import Evidence
from tipgraph.model.documents import Narrative
from tipgraph.model.vocabulary import Vocabulary, load
from tipgraph.understanding.actors.pronouns import actors_after
from tipgraph.understanding.measures.reader import statements
from tipgraph.understanding.measures.statement import Statement
from tipgraph.understanding.operators.factuality import HEADING
from tipgraph.understanding.operators.listed import is_alike, left_by
from tipgraph.understanding.operators.spans import operator_span
from tipgraph.understanding.routes.context import Context
from tipgraph.understanding.routes.reader import read_statements
from tipgraph.understanding.routes.statements import Statements
from tipgraph.understanding.syntax.clauses import parse
from tipgraph.understanding.syntax.labels import Labels
from tipgraph.understanding.syntax.mentions import MEASURE, NOBODY, Actors, Occurrence, Reading
from tipgraph.understanding.tokens.enumerations import in_line
from tipgraph.understanding.tokens.footnotes import without_notes
from tipgraph.understanding.tokens.lexicon import Lexicon
from tipgraph.understanding.tokens.mention import PLACES, Mention, mention_of
from tipgraph.understanding.tokens.places import A_COUNTRY, Disambiguated, disambiguate
from tipgraph.understanding.tokens.sentences import LIMIT, Span, fitted, is_item, segments, sentences

__all__ = ["Analysis", "Reader", "Segment", "Words", "analyze", "in_order", "opens_paragraph", "segments_of"]


_UNUSED = frozenset(("degree", "exemplifier", "quantity", "reporting-verb"))
"""Kinds of mentions that no rule asks for."""
_NAMED = PLACES | {"sector", "workplace"}
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_BLANKS = 8
"""Code points before a segment that are searched for the end of a line."""


_KEPT = 500
"""Readings of other texts that are kept."""


@dataclass(eq=False, slots=True)
class Segment:
    """A sentence, or a part of one between semicolons.

    ``section`` is the kind of the section that it is in. ``mentions`` are the labels of the ontology that it
    holds, in order, and ``kinds`` are their kinds. ``before`` says of whom the text before it speaks,
    ``heading`` is the part that announces the list that it is part of, and ``leading`` are the words there
    that say something of it. ``parsed`` is its tree, and ``statements`` are the measures that it states, once
    they are read.
    """

    span: Span
    sentence: Span
    section: str | None
    mentions: Sequence[Mention]
    kinds: Set[str]
    before: Actors = NOBODY
    heading: Span | None = None
    leading: tuple[Span, ...] = ()
    parsed: Reading | None = None
    statements: Sequence[Statement] = ()

    @property
    def is_described(self) -> bool:
        """Whether it describes the situation, and does not recommend something."""
        return self.section != "recommendations"

    @property
    def reading(self) -> Reading:
        """The tree, which knows of whom the text before it speaks."""
        assert self.parsed is not None
        self.parsed.before = self.before
        return self.parsed


def segments_of(
    text: str, mentions: Sequence[Mention], sections: Callable[[int], str | None], starts: Iterable[int] = ()
) -> Iterator[Segment]:
    """Yield the segments of a text. A section that begins inside a sentence has the words behind it.

    ``sections`` returns the kind of the section that an offset is in, and ``starts`` are those of sections.
    """
    at = 0
    for sentence in sentences(text, starts):
        for span in segments(text, sentence):
            first = bisect_left(mentions, (span.start,), at)
            at = bisect_left(mentions, (span.end,), first)
            found = mentions[first:at]
            kinds = frozenset(mention.kind for mention in found)
            yield Segment(span, sentence, sections(span.end - 1), found, kinds)


def in_order(text: str, found: Iterable[Segment], parse: Callable[[Segment], object]) -> Iterator[Segment]:
    """Parse segments one after another, so that each one knows of whom the one before speaks.

    Across paragraphs it only knows whether they were officials.
    """
    actors = NOBODY
    last: Segment | None = None
    for segment in found:
        parse(segment)
        segment.before = Actors(actors.officials) if opens_paragraph(text, segment.span) else actors
        if last is not None and (_is_listed(text, last, segment) or is_alike(segment.reading)):
            _go_on(segment, last)
        yield segment
        actors, last = actors_after(segment.reading)._replace(left=""), segment


def _go_on(segment: Segment, last: Segment) -> None:
    """Tell a part of a list what the part before says of it."""
    assert segment.parsed is not None
    left = left_by(last.reading, segment.parsed)
    if left is None:
        return
    segment.before = segment.before._replace(left=left.kind.value)
    segment.heading = last.heading or last.span
    own = [operator_span(last.reading.tree, each) for each in left.operators if each.token != HEADING]
    segment.leading = (*last.leading, *(span.moved(last.span.start) for span in own))


def _is_listed(text: str, last: Segment, segment: Segment) -> bool:
    """Tell whether a segment is a part of a sentence or list that goes on."""
    if last.sentence == segment.sentence:
        return True
    is_open = bool(last.before.left) or text[last.span.end - 1] == ":"
    return is_open and is_item(text, segment.sentence)


class Words(NamedTuple):
    """All that the reading of a segment depends on. The offsets of mentions count from its start."""

    text: str
    mentions: tuple[Mention, ...]
    country: str

    @classmethod
    def of(cls, text: str, span: Span, country: str, mentions: Iterable[Mention]) -> Words:
        """Return the words of a segment of a text, with those mentions that are inside."""
        start, end = span
        inside = [
            mention_of((first - start, last - start, kind, code, form))
            for first, last, kind, code, form in mentions
            if start <= first and last <= end
        ]
        return cls(text[start:end], tuple(inside), country)


def opens_paragraph(text: str, span: Span) -> bool:
    """Tell whether a line begins with a segment of a text."""
    before = text[max(0, span.start - _BLANKS) : span.start]
    return "\n" in before[len(before.rstrip()) :]


class Reader:
    """Reads texts with the labels of one vocabulary.

    >>> text = "The government did not operate shelters, but police arrested two traffickers."
    >>> for segment in Reader.load().read(text):
    ...     print([(statement.type, statement.status) for statement in segment.statements])
    [('victim-services', 'not-done'), ('investigation', 'done')]
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.lexicon = _lexicon(vocabulary)
        self.labels = Labels(vocabulary, MEASURE)
        self.work = Labels(vocabulary, "exploitation", "sector")
        self._kept: dict[Words, Reading] = {}

    @classmethod
    def load(cls, vocabulary_files: Sequence[Path] = ()) -> Reader:
        """Build the lexicon from the labels of the ontology and the user's files."""
        return cls(load(vocabulary_files))

    def read(self, text: str, section: str | None = None, country: str = "") -> Iterator[Segment]:
        """Yield the segments of a text in one section, in order, with the measures that each one states."""

        def parse(segment: Segment) -> None:
            segment.parsed = self.take(Words.of(text, segment.span, country, segment.mentions))

        mentions = self.mentions(text, country)
        text = in_line(without_notes(text), mentions)
        found = segments_of(text, mentions, lambda _: section)
        for segment in in_order(text, found, parse):
            segment.statements = statements(segment.reading, self.labels, self.work, section)
            yield segment

    def mentions(self, text: str, country: str = "") -> list[Mention]:
        """Return the mentions of a text, each place name with one meaning."""
        return self.disambiguated(text, country).mentions

    def disambiguated(self, text: str, country: str = "") -> Disambiguated:
        """Return the mentions of a text, and the place names that remain ambiguous."""
        found = _longest_places(self.lexicon.mentions(text))
        found = [
            m._replace(end=m.end - 4) if m.kind == "role" and text.endswith(" and", 0, m.end) else m
            for m in found
        ]
        known, ambiguous = disambiguate(found, text, country, self.lexicon.vocabulary)
        regions = self.regions(country)
        known = [m for m in known if m.code not in regions or not _means_country(m, text)]
        parts = self.parts(country)
        known = [m._replace(code=country) if m.code in parts and m.kind in PLACES else m for m in known]
        names = [m for m in known if m.kind == "not-a-place"]
        if names:
            known = [m for m in known if m.kind not in _NAMED or not _is_inside(m, names)]
        if addresses := [Mention(*found.span(), "address", "", "") for found in _ADDRESS.finditer(text)]:
            known = [m for m in known if not _is_inside(m, addresses)]
        return Disambiguated(known, ambiguous)

    def take(self, words: Words) -> Reading:
        """Return the reading of some words. Give it back to `keep`, so that they need not be parsed again."""
        kept = self._kept.pop(words, None)
        return kept or Reading(parse(words.text, words.mentions), words.mentions, words.country)

    def regions(self, country: str) -> list[str]:
        """Return the codes of the regions that a country lies in."""
        home = self.lexicon.vocabulary["place"].get(country)
        return [self.lexicon.vocabulary.by_iri[iri].code for iri in home.broader] if home else []

    def parts(self, country: str) -> list[str]:
        """Return the codes of the parts of a former country: Serbia of Serbia and Montenegro.

        What left Yugoslavia before Serbia and Montenegro followed it is none.
        """
        place = self.lexicon.vocabulary["place"].get(country)
        following = [self.lexicon.vocabulary.by_iri[iri] for iri in place.all("successor")] if place else []
        former = next((each for each in following if each.all("successor")), None)
        return self.parts(former.code) if former else [each.code for each in following]

    def keep(self, readings: Mapping[Words, Reading]) -> None:
        """Keep the last readings: reports repeat sentences of other countries and years."""
        self._kept.update(readings)
        for words in list(islice(self._kept, max(0, len(self._kept) - _KEPT))):
            self._kept.pop(words).release()


@lru_cache(maxsize=4)
def _lexicon(vocabulary: Vocabulary) -> Lexicon:
    """Return the lexicon of a vocabulary, which takes a quarter of a second to build and never changes."""
    return Lexicon(vocabulary, hidden=_UNUSED)


def _longest_places(mentions: list[Mention]) -> list[Mention]:
    """Leave out nationalities and places inside longer ones: "Saudi" in "Saudi Arabia".

    ``mentions`` come by start, the longest first.
    """
    kept: list[Mention] = []
    reach = Mention(0, 0, "", "", "")
    for mention in mentions:
        if mention.kind in PLACES:
            if mention.end <= reach.end and (mention.start, mention.end) != reach[:2]:
                continue
            reach = mention
        kept.append(mention)
    return sorted(kept)


def _means_country(region: Mention, text: str) -> bool:
    """Tell whether a region stands for the report country in it: "the Central American country"."""
    is_the = text.endswith(("the ", "The "), 0, region.start)
    return is_the and A_COUNTRY.match(text, region.end) is not None


def _is_inside(mention: Mention, names: list[Mention]) -> bool:
    """Tell whether a mention is part of a name of something else."""
    at = bisect_right(names, (mention.start, maxsize))
    return at > 0 and names[at - 1].end >= mention.end


@dataclass(eq=False)
class Analysis:
    """The segments of a narrative, each with its tree.

    ``country`` is the code of the report country. ``as_read`` is the text without the marks of lists.
    ``ambiguous`` lists place names with several possible
    meanings that the text does not resolve. Extractors of other packages may use ``text``, ``country``,
    ``segments`` and ``evidence``; everything else may change in any version.
    """

    narrative: Narrative
    reader: Reader
    as_read: str
    segments: Sequence[Segment]
    ambiguous: tuple[str, ...] = ()
    text: str = field(init=False, repr=False)
    country: str = field(init=False)
    _readings: dict[Words, Reading] = field(init=False, default_factory=dict, repr=False)
    _quotes: dict[Span, Evidence] = field(init=False, default_factory=dict, repr=False)
    """Each quote, made once: to tell whether its words occur again, the whole text is searched."""
    _shared: dict[int, dict[Evidence, None]] = field(init=False, default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.text = self.narrative.text
        self.country = self.narrative.document.report.country

    def reading(self, segment: Segment) -> Reading:
        """Return the tree of a segment, with its mentions. Segments of the same words share it."""
        if segment.parsed is None:
            words = Words.of(self.as_read, segment.span, self.country, segment.mentions)
            if words not in self._readings:
                self._readings[words] = self.reader.take(words)
            segment.parsed = self._readings[words]
        return segment.reading

    def in_order(self) -> Iterator[Segment]:
        """Yield the segments with their trees; each one knows of whom the one before speaks."""
        return in_order(self.as_read, self.segments, self.reading)

    def described(self) -> Iterator[tuple[Segment, Reading]]:
        """Yield the segments that describe the situation, in order, with their trees."""
        for segment in self.segments:
            if segment.is_described:
                yield segment, self.reading(segment)

    def occurrences(self) -> Iterator[Occurrence]:
        """Yield the trees of these segments, with where each one stands."""
        for segment, reading in self.described():
            yield Occurrence(segment.span.start, reading, opens_paragraph(self.text, segment.span))

    @cached_property
    def statements(self) -> Statements:
        """What the text says of routes and of the roles of the report country."""
        context = Context(self.country, self.reader.regions(self.country))
        return read_statements(self.occurrences(), context, self.reader.work)

    def release(self) -> None:
        """Give all trees back to the reader."""
        for segment in self.segments:
            segment.parsed = None
        self.reader.keep(self._readings)
        self._readings = {}

    # -- evidence

    def evidence(self, span: Span, at: Span | None = None, *, longest: int = LIMIT) -> Evidence:
        """Quote some words, of a long span those around ``at``.

        If the evidence of a statement holds the words ``at``, it is the evidence.
        """
        if at is not None and (shared := self._of_statement(at)) is not None:
            return shared
        words = fitted(self.text, span, at or span, longest)
        if words not in self._quotes:
            self._quotes[words] = Evidence.of(self.text, *words)
        return self._quotes[words]

    def share(self, evidence: Iterable[Evidence]) -> None:
        """Let claims on what these words mention have them as their evidence too."""
        for piece in evidence:
            self._shared.setdefault(self._sentence(piece.start), {})[piece] = None

    def _of_statement(self, at: Span) -> Evidence | None:
        found = self._shared.get(self._sentence(at.start), ())
        return next((piece for piece in found if piece.start <= at.start and at.end <= piece.end), None)

    @cached_property
    def _starts(self) -> list[int]:
        return [segment.span.start for segment in self.segments]

    def _sentence(self, offset: int) -> int:
        """Return the index of the last segment that begins before an offset."""
        return bisect_right(self._starts, offset)


def analyze(narrative: Narrative, reader: Reader) -> Analysis:
    """Analyze a narrative with a reader, which parses the segments whose trees are asked for."""
    text, document = narrative.text, narrative.document
    mentions, ambiguous = reader.disambiguated(text, document.report.country)

    def section(offset: int) -> str | None:
        found = document.section_of(offset)
        return found.kind if found else None

    starts = [each.start for each in document.sections]
    as_read = in_line(without_notes(text), mentions)
    found = list(segments_of(as_read, mentions, section, starts))
    return Analysis(narrative, reader, as_read, found, ambiguous)
