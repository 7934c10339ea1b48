"""Discourse: what a text has said of people, for the sentences that go on about them.

It is the only state that crosses clauses. A story is about the people whom a phrase named, and continues with
pronouns, relative clauses, and verbs that share their subject.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

from tipgraph.understanding.routes.people import Origin, People
from tipgraph.understanding.tokens.sentences import Span

__all__ = ["Context", "Story"]


@dataclass(slots=True)
class Story:
    """What has been said of some people.

    The last sentence about them is ``sentence``. They are named in ``span``.
    ``leg`` is the sentence that has said only where they go or are. ``hedge`` is the word that hedges their
    exploitation, and ``exploited_in`` where it happens. ``clause`` is the first one about them.
    ``statements`` has the sentences and indexes of the
    statements about them.
    """

    people: list[People]
    sentence: int
    span: Span
    clause: Span | None = None
    leg: int = -1
    destinations: list[Origin] = field(default_factory=list)
    via: list[Origin] = field(default_factory=list)
    exploitation: list[str] = field(default_factory=list)
    sectors: list[str] = field(default_factory=list)
    exploited: bool = False
    hedge: int | None = None
    exploited_in: list[str] = field(default_factory=list)
    statements: list[tuple[int, int]] = field(default_factory=list)

    def is_of_strangers(self, country: str) -> bool:
        """Tell whether the people come to a country from others."""
        origins = {origin.code for people in self.people for origin in people.origins}
        return bool(origins) and country not in origins and any(d.code == country for d in self.destinations)

    @property
    def has_origin(self) -> bool:
        """Whether the text says where the people come from."""
        return any(people.origins for people in self.people)

    def clause_around(self, clause: Span) -> Span:
        """Return a clause with that of the people, if it is inside it: "women in Mali, forced to beg"."""
        if self.clause is None or not self.clause.start <= clause.start < self.clause.end:
            return clause
        return Span(self.clause.start, max(self.clause.end, clause.end))

    def named_before(self, offset: int) -> Span | None:
        """Return the clause before an offset that names the people, or else their phrase."""
        fits = self.clause is not None and self.clause.start <= self.span.start < self.clause.end <= offset
        named = self.clause if fits else self.span
        return named if named is not None and named.end <= offset else None


class Context:
    """The stories of a text, and the last one."""

    def __init__(self, country: str) -> None:
        self.country = country
        self.sentence = 0
        self.weak: set[int] = set()  # indexes of statements that say only that people move
        self.tentative: set[int] = set()  # indexes of those that say what people are, and not where they go
        self.withdrawn: set[int] = set()  # indexes of statements whose end a later clause corrects
        self.suffered: tuple[list[str], list[str]] = ([], [])  # the last exploitation, and its sectors
        self.last: Story | None = None
        self._by_people: dict[Hashable, Story] = {}

    def next_sentence(self, *, opens_paragraph: bool = False) -> None:
        """Begin a sentence. That of a new paragraph refers to nothing before it."""
        self.sentence += 1
        if opens_paragraph:
            self.last = None
        self._by_people.clear()

    def story_of(self, key: Hashable) -> Story | None:
        """Return the story about the people of a list or of an item, if it has begun."""
        return self._by_people.get(key)

    def share(self, key: Hashable, story: Story) -> None:
        """Make a story that of other people, too."""
        self._by_people.setdefault(key, story)

    def begin(self, key: Hashable, people: list[People], span: Span) -> Story:
        """Begin a story about people whom the text names between two offsets."""
        story = Story(people, self.sentence, span)
        self._by_people[key] = story
        self.last = story
        return story

    def countries(self) -> list[Origin]:
        """Return the places abroad of the last story, for "these countries"."""
        story = self.recent()
        if story is None:
            return []
        named = [*(o for p in story.people for o in p.origins), *story.destinations]
        return list(dict.fromkeys(Origin(o.code) for o in named if o.code != self.country))

    def recent(self) -> Story | None:
        """Return the last story, if it is from this sentence or the one before."""
        last = self.last
        return last if last is not None and self.sentence - last.sentence <= 1 else None
