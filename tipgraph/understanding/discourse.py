"""Discourse: what the text before a sentence leaves for it, so that `tipgraph explain` can show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tipgraph.understanding.claims import measures
from tipgraph.understanding.claims.counts import counts_in_order
from tipgraph.understanding.counts.reader import Count
from tipgraph.understanding.reader import Analysis, Segment
from tipgraph.understanding.routes.context import Context
from tipgraph.understanding.routes.people import Origin
from tipgraph.understanding.routes.reader import read_statements

__all__ = ["Held", "in_order"]


class Held(NamedTuple):
    """What holds when a sentence is read. Each field has codes, or words of the text.

    ``people`` are the words for those whom a pronoun would mean, ``groups``, ``origins``, ``destinations``,
    ``via``, ``exploitation`` and ``sectors`` what was said of them, and ``there`` is the last place abroad.
    ``year`` is that of a number without one, and ``counted`` what such a number counts. ``actor`` has
    "officials" if they are the last people named, and the pronouns that mean others than the government.
    ``deeds`` are the measures of the sentence before, for which "so" or "none of these" would stand.
    ``heading`` has what the heading of a list says of its items, and its words.
    """

    people: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    exploitation: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    deeds: tuple[str, ...] = ()
    heading: tuple[str, ...] = ()


def in_order(analysis: Analysis) -> Iterator[tuple[Segment, Held, list[Count]]]:
    """Yield each segment that describes the situation, what holds when it is read, and its counts.

    The segments have what they state of measures.

    >>> from tipgraph.model.documents import Document, Narrative, Report
    >>> from tipgraph.understanding.reader import analyze
    >>> from tipgraph.understanding.reader import Reader
    >>> text = "In 2019 police identified six Thai girls, who had been taken to Oman. They were sold there."
    >>> document = Document("x", Report("tip", "2020", "THA"), "")
    >>> *_, (_, held, _) = in_order(analyze(Narrative(document, text), Reader.load()))
    >>> held.people, held.destinations, held.there, held.year
    (('six Thai girls',), ('OMN',), ('OMN',), ('2019',))
    """
    segments, deeds = list[Segment](), list[tuple[str, ...]]()
    for segment, recent in measures.with_recent(analysis):
        segment.statements = measures.statements_in(analysis, segment, recent)
        if segment.is_described:
            segments.append(segment)
            deeds.append(tuple(_deeds(analysis, recent)))
    context = _Witness(analysis.country, analysis.text)
    read_statements(analysis.occurrences(), context, analysis.reader.work)
    counted = counts_in_order(analysis)
    for segment, held, (_, before, counts), named in zip(segments, context.seen, counted, deeds, strict=True):
        held = held._replace(
            deeds=named,
            year=() if before.year is None else (str(before.year),),
            counted=before.target.types if before.target is not None else (),
            heading=_heading(analysis.text, segment),
            actor=tuple(name for name, holds in segment.before._asdict().items() if holds is True),
        )
        yield segment, held, counts


class _Witness(Context):
    """Notes what holds at each sentence."""

    def __init__(self, country: str, text: str) -> None:
        super().__init__(country)
        self.text, self.seen = text, list[Held]()

    def next_sentence(self, start: int, *, opens_paragraph: bool = False) -> None:
        super().next_sentence(start, opens_paragraph=opens_paragraph)
        self.seen.append(_held(self.text, self))


def _deeds(analysis: Analysis, recent: measures.Recent) -> Iterator[str]:
    """Yield the deeds that the sentence before names, with their status if it states them."""
    for deed in measures.deeds_of(analysis, recent.last) if recent.last is not None else ():
        if not deed.in_passing:
            yield f"{deed.type} {deed.status or 'only named'} ({' '.join(deed.node.words)!r})"


def _heading(text: str, segment: Segment) -> tuple[str, ...]:
    if segment.heading is None:
        return ()
    return segment.before.left, text[slice(*segment.heading.strip(text))]


def _held(text: str, context: Context) -> Held:
    """Return what the text has said of people and places."""
    held = Held(there=() if context.place is None else (context.place.code,))
    story = context.recent()
    if story is None:
        return held
    return held._replace(
        people=(text[slice(*story.span)],),
        groups=tuple(dict.fromkeys(group for people in story.people for group in people.groups)),
        origins=_codes(origin for people in story.people for origin in people.origins),
        destinations=_codes(story.destinations),
        via=_codes(story.via),
        exploitation=tuple(dict.fromkeys(story.exploitation)),
        sectors=tuple(dict.fromkeys(story.sectors)),
    )


def _codes(places: Iterable[Origin]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place.code for place in places))
