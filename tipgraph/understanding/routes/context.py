"""The context of a text: what it has said of people, for the clauses that go on about them.

Stories, places, and what was suffered last are the state that crosses clauses.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from tipgraph.understanding.routes.content import FROM, PLACE
from tipgraph.understanding.routes.parts import names_goal
from tipgraph.understanding.routes.people import Origin, People
from tipgraph.understanding.routes.predicates import Predicate
from tipgraph.understanding.syntax.tree import Node
from tipgraph.understanding.tokens.sentences import Span

__all__ = ["Context", "Story"]

_BACK = 4
"""Sentences back to which "the girls" may refer."""


@dataclass(slots=True)
class Story:
    """What has been said of some people.

    The last sentence about them is ``sentence``. They are named in ``span``. If ``returned``, they went home.
    ``leg`` is the sentence that has said only where they go or are. ``hedge`` is the word that hedges their
    exploitation, and ``exploited_in`` where it happens. ``promised`` is where they were promised work.
    ``inside`` is the statement that they are exploited at home, and ``starts_here`` says that they are
    recruited there. ``clause`` is the first one about them.
    ``statements`` has the sentences and indexes of those about them.
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
    returned: bool = False
    hedge: int | None = None
    exploited_in: list[str] = field(default_factory=list)
    promised: list[Origin] = field(default_factory=list)
    statements: list[tuple[int, int]] = field(default_factory=list)
    inside: Hashable = None
    starts_here: bool = False

    @property
    def has_origin(self) -> bool:
        """Whether the text says where the people come from."""
        return any(people.origins for people in self.people)

    def is_foreign(self, home: str) -> bool:
        """Tell whether the text says that all the people come from elsewhere."""
        homes = {origin.code for people in self.people for origin in people.origins}
        return bool(homes) and home not in homes

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


class Summary(NamedTuple):
    """A story of a sentence that says what the country is, as a source, destination or place of transit."""

    paragraph: int
    roles: frozenset[str]
    story: Story


class Traveller(NamedTuple):
    """A person of whom the text has said only that he or she went or was taken somewhere."""

    person: Node
    story: Story


class Context:
    """The stories of a text, and the last one. ``regions`` are those that the report country lies in."""

    def __init__(self, country: str, regions: Collection[str] = ()) -> None:
        self.country, self.regions = country, regions
        self.sentence = 0
        self.start = 0  # the offset of the sentence
        self.weak: set[int] = set()  # indexes of statements that say only that people move
        self.tentative: set[int] = set()  # indexes of those that say what people are, and not where they go
        self.withdrawn: set[int] = set()  # indexes of statements whose end a later clause corrects
        self.suffered: tuple[list[str], list[str]] = ([], [])  # the last exploitation, and its sectors
        self.suffered_in = 0  # the sentence that says so
        self.stories: list[Story] = []
        self.summaries: list[Summary] = []
        self.summed_in = 0  # the last such sentence
        self.summed_as: set[str] = set()  # what it says that the country is
        self.paragraph = 0
        self.last: Story | None = None
        self.traveller: Traveller | None = None
        self.place: Origin | None = None  # the last place of the sentence before, for "there"
        self.goal: Origin | None = None  # the last place of this one that people do not come from
        self.scene: list[Origin] = []  # the places ahead of its first clause
        self._by_people: dict[Hashable, Story] = {}

    def next_sentence(self, start: int, *, opens_paragraph: bool = False) -> None:
        """Begin a sentence at an offset. That of a new paragraph refers to nothing before it."""
        self.sentence += 1
        self.start = start
        self.goal, self.scene = None, []
        if self.traveller is not None and self.sentence - self.traveller.story.sentence > 1:
            self.traveller = None
        if opens_paragraph:
            self.last = self.place = self.traveller = None
            self.paragraph += 1
            self.summaries = [each for each in self.summaries if each.paragraph + 1 >= self.paragraph]
        self._by_people.clear()

    def remember(self, predicate: Predicate) -> None:
        """Keep where something happens, for "there" and for further clauses: "in Mali, men beg and girls"."""
        named = [a for a in predicate.arguments if a.content.who == PLACE and a.role not in FROM]
        named = [a for a in named if a.role != "object" or not a.depth]  # but "passports of Spain"
        places = [Origin(place.code) for argument in named for place in argument.content.places]
        if places:  # "Mali is a hub in West Africa: girls are brought there"
            self.goal = Origin(self.country) if places[-1].code in self.regions else places[-1]
        subject = predicate.head.subject
        ahead = [a for a in named if subject is not None and a.node.first < subject.first and names_goal(a)]
        self.scene += (Origin(place.code) for argument in ahead for place in argument.content.places)

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
        self.stories.append(story)
        self.last = story
        if self.summed_in == self.sentence:
            self.summaries.append(Summary(self.paragraph, frozenset(self.summed_as), story))
        return story

    def notice(self, person: Node, span: Span, places: Mapping[str, list[Origin]]) -> None:
        """Keep who goes somewhere, in case the text goes on that he or she is exploited there."""
        story = Story([People((), tuple(places["origin"]))], self.sentence, span)
        story.destinations, story.via = list(places["destination"]), list(places["via"])
        self.traveller = Traveller(person, story)

    def tell_of_traveller(self) -> Story | None:
        """Begin the story of who went somewhere last."""
        if self.traveller is None:
            return None
        story, self.traveller = self.traveller.story, None
        story.sentence, self.last = self.sentence, story
        self.stories.append(story)
        return story

    def victims_of(self, exploitation: list[str], roles: Collection[str]) -> tuple[str, ...]:
        """Return whom this paragraph or the one before ties to some exploitation, but not to all of it.

        It says that the country has one of some roles: "a destination for boys made to beg and for women".
        """
        told = [each for each in self.summaries if each.story.exploitation and not each.story.has_origin]
        tied = [each for each in told if set(exploitation) <= set(each.story.exploitation)]
        if len(tied) == len(told):
            return ()
        people = (each for summary in tied if summary.roles & set(roles) for each in summary.story.people)
        return tuple(dict.fromkeys(group for each in people for group in each.groups))

    def countries(self) -> list[Origin]:
        """Return the places abroad of the last story, for "these countries"."""
        story = self.recent()
        if story is None:
            return []
        named = [*(o for p in story.people for o in p.origins), *story.destinations]
        return list(dict.fromkeys(Origin(o.code) for o in named if o.code != self.country))

    def is_near(self, story: Story) -> bool:
        """Tell whether "the girls" may be those of a story: further back, it says where they come from."""
        return self.sentence - story.sentence <= (_BACK if story.has_origin else 1)

    def recent(self) -> Story | None:
        """Return the last story, if it is from this sentence or the one before."""
        last = self.last
        return last if last is not None and self.sentence - last.sentence <= 1 else None
