"""New stories: the people whom one is about, and what it takes over from the story before."""

from __future__ import annotations

from tipgraph.understanding.routes.content import BACK, PEOPLE, PLACE, PRONOUNS, STRANGERS
from tipgraph.understanding.routes.context import Context, Story
from tipgraph.understanding.routes.facts import Facts
from tipgraph.understanding.routes.people import People, Peoples
from tipgraph.understanding.routes.predicates import SUBORDINATE, Contents, Predicate
from tipgraph.understanding.syntax.mentions import MAX_ITEMS, Reading
from tipgraph.understanding.syntax.tree import Node, Role
from tipgraph.understanding.tokens.sentences import Span

__all__ = ["TOLD", "NewStories", "groups_of", "origins_of"]

TOLD = 4
"""Stories that a new one may go on."""
_DESCRIBING = STRANGERS | {"ethnic-minorities", "indigenous-people", "stateless-persons"}
"""Groups of which people of each sex and age may be."""
_WHOLES = {"girls": "children", "boys": "children", "women": "adults", "men": "adults"}
"""Groups, and those of which they may be part: "Lao children are sold. The girls are taken to Spain."."""


def groups_of(people: list[People]) -> set[str]:
    """Return the victim groups of some people."""
    return {group for each in people for group in each.groups}


def origins_of(people: list[People]) -> set[str]:
    """Return the codes of the countries that some people are from."""
    return {origin.code for each in people for origin in each.origins}


class NewStories:
    """Begins stories in a segment."""

    def __init__(self, reading: Reading, contents: Contents, peoples: Peoples, context: Context) -> None:
        self.reading, self.contents, self.peoples, self.context = reading, contents, peoples, context
        self.home = context.country

    def story_of(self, node: Node) -> Story:
        """Return the story of people in a list, or of one item if other items have clauses too."""
        items = node.group[:MAX_ITEMS]
        apart = [item for item in items[:-1] if any(c.role in SUBORDINATE for c in item.children)]
        apart += [
            item for item in items[-1:] if item is node and item.is_conjunct and self.is_behind_goal(item)
        ]
        if apart and node in items:
            return self.context.story_of((node,)) or self.begin_apart(node, self.sharing(items, node, apart))
        lead = node.group[0]
        known = self.context.story_of(node) or self.context.story_of(lead)
        return known or self.begin(lead, self.peoples.of(lead))

    def begin_apart(self, item: Node, people: list[People]) -> Story:
        """Begin the story of an item of a list, which goes on what the clause has said of all of them."""
        whole, story = (
            self.context.story_of(item.group[0]),
            self.context.begin((item,), people, self.span(item)),
        )
        if whole is not None and all(place.is_implied for place in whole.destinations):
            story.statements, story.destinations = list(whole.statements), list(whole.destinations)
        return story

    def sharing(self, items: list[Node], node: Node, apart: list[Node]) -> list[People]:
        """Return the people of an item, and of those right before it that have its origin and no clause."""
        people, at = self.peoples.of(node), items.index(node)
        first = at
        while first and items[first - 1] not in apart and people[first - 1].origins == people[at].origins:
            first -= 1
        return people[first : at + 1]

    def is_behind_goal(self, item: Node) -> bool:
        """Tell whether an item with its own nationality stands behind a place that the others go to."""
        own = any(place.of == PEOPLE for place in self.contents[item].places)
        before = self.reading.tree.at.get(item.first - 2) or self.reading.tree.at.get(item.first - 3)
        return own and before is not None and self.contents[before].who == PLACE

    def begin_beside(self, before: Story, predicate: Predicate, facts: Facts) -> Story | None:
        """Begin the story of people like those of another one who are from elsewhere, or who are named."""
        origins, facts.places["origin"] = tuple(facts.places["origin"]), []
        if not facts.people and origins_of(before.people) == {self.home}:
            return None  # "brokers take Lao girls to Oman; they also come from Mali"
        named = facts.people or [each._replace(origins=()) for each in before.people[:1]]
        people = [each._replace(origins=each.origins or origins) for each in named]
        facts.exploited |= bool(facts.people)
        story = self.context.begin(predicate.head, people, before.span)
        story.destinations, story.hedge = list(before.destinations), facts.hedge
        facts.places["destination"] = list(before.destinations)
        story.exploitation, story.sectors = list(before.exploitation), list(before.sectors)
        story.exploited, story.clause = before.exploited, before.clause
        return story

    def beside(self, lead: Node, facts: Facts) -> Story | None:
        """Begin the story of others: "are taken to Oman from Mali and are taken from Oman to Italy"."""
        goes_elsewhere = facts.places["departure"] or facts.places["origin"]
        if self.context.story_of(lead) is None or not goes_elsewhere:
            return None
        return self.context.begin(lead, self.peoples.of(lead), self.span(lead))

    def begin(
        self, lead: Node, people: list[People], *, goes_on: bool = False, whence: bool = False
    ) -> Story:
        """Begin a story. "These women" are those whom the story before is about."""
        before = self.before(lead, people)
        if before is None or not (
            goes_on or whence or _points_back(lead) or self.is_known(lead, people, before)
        ):
            return self.context.begin(lead, people, self.span(lead))
        known = origins_of(before.people)
        is_other = bool(known) and not origins_of(people) <= known
        is_other |= self.home in known and any(p.foreign for p in people)
        if is_other and not whence:
            return self.context.begin(lead, people, self.span(lead))
        story = self.go_on(before, lead, people)
        story.exploited = whence or not before.has_origin
        return story

    def go_on(self, before: Story, lead: Node, people: list[People]) -> Story:
        """Begin a story that takes over what the one before says of the same people, or of all of them."""
        named, told = groups_of(people), groups_of(before.people)
        wholes = {_WHOLES.get(group, "") for group in named - told} & told
        meant = [p for p in before.people if (named | wholes) & groups_of([p])] or before.people
        origins = tuple(dict.fromkeys(o for p in meant for o in p.origins))
        groups = tuple(dict.fromkeys(g for p in meant for g in p.groups))
        people = [
            p._replace(origins=p.origins or origins, groups=_same(lead, p.groups, groups)) for p in people
        ]
        story = self.context.begin(lead, people, self.span(lead))
        story.destinations, story.via = list(before.destinations), list(before.via)
        if not wholes:
            story.exploitation, story.sectors = list(before.exploitation), list(before.sectors)
        story.span, story.clause = before.span, before.clause
        story.hedge, story.inside = before.hedge, before.inside
        return story

    def span(self, node: Node) -> Span:
        """Return the offsets of a list of people in the text."""
        tokens, last = self.reading.tree.tokens, node.group[:MAX_ITEMS][-1]
        span = Span(tokens[node.first].start, tokens[max(node.last, last.last)].end)
        return span.moved(self.context.start)

    def before(self, lead: Node, people: list[People]) -> Story | None:
        """Return the story that another one goes on: the last one about "the girls", or the last one."""
        recent = self.context.recent()
        told = self.context.stories[-TOLD:]
        known = [each for each in reversed(told) if self.is_known(lead, people, each)]
        known.sort(key=lambda each: not groups_of(people) <= groups_of(each.people))
        return next((each for each in known if self.context.is_near(each)), recent)

    def is_known(self, lead: Node, people: list[People], before: Story) -> bool:
        """Tell whether "the girls" are those, or some of the children, whom the story before is about."""
        told = groups_of(before.people)
        is_part = all(each.role != Role.RELATIVE for each in lead.children)  # but "the men who sold them"
        known = (g in told or (is_part and _WHOLES.get(g) in told) for g in groups_of(people))
        return lead.determiner == "the" and all(known)


def _points_back(lead: Node) -> bool:
    """Tell whether a phrase stands for people named before: "these women", "some of the women"."""
    of_some = lead.role == "of" and lead.parent is not None and lead.parent.lemma in PRONOUNS
    return of_some or (lead.determiner in BACK and lead.lemma not in BACK)  # but "those sold in Mali"


def _same(lead: Node, named: tuple[str, ...], groups: tuple[str, ...]) -> tuple[str, ...]:
    """Return all groups of people whom a phrase names again: "Roma boys are sold; these boys are Danes"."""
    if not (named and _points_back(lead)):
        return named or groups
    return (*named, *(group for group in groups if group in _DESCRIBING and group not in named))
