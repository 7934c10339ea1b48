"""Discourse: what the text before a sentence leaves for it, so that `tipgraph explain` can show it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tipgraph.understanding.claims.counts import counts_in_order
from tipgraph.understanding.counts.reader import Context as Counted
from tipgraph.understanding.counts.reader import Count
from tipgraph.understanding.narrative_analysis import Analysis
from tipgraph.understanding.reader import Segment
from tipgraph.understanding.routes.people import Origin
from tipgraph.understanding.routes.reader import stories_in_order
from tipgraph.understanding.routes.statements import Statements
from tipgraph.understanding.routes.stories import Context

__all__ = ["Held", "in_order"]


class Held(NamedTuple):
    """What holds when a sentence is read. Each field has codes, or words of the text.

    ``people`` are the words for those whom a pronoun would mean, ``groups``, ``origins``, ``destinations``,
    ``via``, ``exploitation`` and ``sectors`` what was said of them, and ``there`` is the last place abroad.
    ``year`` is that of a number without one, ``counted`` what such a number counts, and ``actor`` is
    "officials" if they are the last people named.
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


def in_order(analysis: Analysis) -> Iterator[tuple[Segment, Held, list[Count]]]:
    """Yield each segment that describes the situation, what holds when it is read, and its counts.

    >>> from tipgraph.model.documents import Document, Narrative, Report
    >>> from tipgraph.understanding.narrative_analysis import analyze
    >>> from tipgraph.understanding.reader import Reader
    >>> text = "In 2019 police identified six Thai girls, who had been taken to Oman. They were sold there."
    >>> document = Document("x", Report("tip", "2020", "THA"), "")
    >>> *_, (_, held, _) = in_order(analyze(Narrative(document, text), Reader.load()))
    >>> held.people, held.destinations, held.there, held.year
    (('six Thai girls',), ('OMN',), ('OMN',), ('2019',))
    """
    segments = [segment for segment in list(analysis.in_order()) if segment.is_described]
    work, said = analysis.reader.work, Statements([], [])
    stories = stories_in_order(analysis.occurrences(), Context(analysis.country), work, said)
    counts = counts_in_order(analysis)
    for segment, context, (_, counted, found) in zip(segments, stories, counts, strict=True):
        yield segment, _held(analysis.text, segment, context, counted), found


def _held(text: str, segment: Segment, context: Context, counted: Counted) -> Held:
    story = context.recent()
    held = Held(
        there=_codes([context.place] if context.place is not None else []),
        year=() if counted.year is None else (str(counted.year),),
        counted=counted.target.types if counted.target is not None else (),
        actor=("officials",) if segment.follows_officials else (),
    )
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


def _codes(places: Iterator[Origin] | list[Origin]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place.code for place in places))
