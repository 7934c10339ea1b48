"""Journeys: where people come from, pass through and go, as a predicate and its story say it together."""

from __future__ import annotations

from tipgraph.understanding.routes.content import BACK
from tipgraph.understanding.routes.context import Context, Story
from tipgraph.understanding.routes.facts import Facts
from tipgraph.understanding.routes.people import Origin, People
from tipgraph.understanding.routes.predicates import Argument, Predicate
from tipgraph.understanding.routes.statements import IMPLIED, INSIDE, RouteStatement
from tipgraph.understanding.syntax.tree import Node, Role
from tipgraph.understanding.tokens.sentences import Span

__all__ = ["Journeys"]

_SUFFERED = frozenset(("object", "to", "of", "in"))
"""Roles of what people suffer."""


class Journeys:
    """Lets predicates and stories add to each other. ``found`` are the statements so far."""

    def __init__(self, context: Context, found: list[RouteStatement]) -> None:
        self.context, self.found, self.home = context, found, context.country

    def go_on(self, story: Story, facts: Facts, *, is_named: bool) -> None:
        """Add to a predicate what its story knows, and to the story what it says."""
        self.go_on_from(story, facts)
        self.go_on_through(story, facts)
        self.go_on_to(story, facts, is_named=is_named)
        if not story.statements and not (facts.exploitation and story.exploitation):
            facts.exploitation = facts.exploitation or list(story.exploitation)
            facts.sectors = facts.sectors or list(story.sectors)
        story.exploitation += facts.exploitation
        story.sectors += facts.sectors
        self.apply_story(story, facts)
        story.sentence = self.context.sentence

    def go_on_from(self, story: Story, facts: Facts) -> None:
        """Say where people come from: who comes from elsewhere only passes through "from Libya"."""
        places = facts.places
        facts.starts_here = story.starts_here
        story.starts_here |= self.is_home(places["departure"])
        if places["departure"]:
            known = {origin.code for people in story.people for origin in people.origins}
            is_known = bool(places["destination"]) or known >= {place.code for place in places["departure"]}
            is_new = not story.has_origin and not self.is_home(places["departure"])
            starts = is_known or is_new  # else they may be exploited where they are recruited
            places["origin" if starts else "destination"] += (
                place._replace(is_implied=not starts) for place in places["departure"]
            )
        if story.has_origin and places["origin"]:
            known = {origin.code for people in story.people for origin in people.origins}
            legs = [origin for origin in places["origin"] if origin.code not in known]
            ends = {*places["destination"], *story.destinations}
            is_here = all(end.code == self.home for end in ends)
            places["via"] += (leg for leg in legs if not (is_here and leg.code == self.home))
            places["origin"] = []
            self.withdraw(story, legs)
        elif places["origin"] and story.people:
            story.people = [people._replace(origins=tuple(places["origin"])) for people in story.people]

    def is_home(self, places: list[Origin]) -> bool:
        """Tell whether one of some places is the report country."""
        return any(place.code == self.home for place in places)

    def go_on_through(self, story: Story, facts: Facts) -> None:
        """Say where people pass through."""
        places = facts.places
        if places["via"] and not places["destination"] and not facts.exploited:
            self.pass_through(story, places["via"])
        goals = {goal.code for goal in places["destination"]}
        before = [goal.code for goal in story.destinations if not goal.is_implied]
        goes_elsewhere = bool(before) and goals.isdisjoint(before)
        if goals and goes_elsewhere and not places["via"]:
            return  # "through Niger to Italy, and some are taken to Oman"
        story.via += (place for place in places["via"] if place not in story.via)
        places["via"] = list(story.via)

    def go_on_to(self, story: Story, facts: Facts, *, is_named: bool) -> None:
        """Say where people go: where the story has said, if the predicate does not say it."""
        places = facts.places
        if facts.enters and not story.has_origin:
            people = story.people or [People((), ())]
            story.people = [each._replace(foreign=True) for each in people]
        if places["destination"]:
            if all(place.is_implied for place in story.destinations) and not facts.of_some:
                self.withdraw(story, story.destinations)
            self.add_leg(story, facts)
            story.destinations = list(places["destination"])
        elif facts.exploited or facts.sectors or facts.is_there or not is_named or self.is_told_here(story):
            places["destination"] = list(story.destinations) or self.places_meant(story, facts)
        story.promised = [] if facts.is_away else story.promised + places["promised"]

    def is_told_here(self, story: Story) -> bool:
        """Tell whether the sentence says where people go: "girls who are sold in Mali come from Togo"."""
        last = story.statements[-1:]
        is_named = not any(place.is_implied for place in story.destinations)
        return is_named and any(sentence == self.context.sentence for sentence, _ in last)

    def places_meant(self, story: Story, facts: Facts) -> list[Origin]:
        """Return where something happens to people: "there", or for those from elsewhere at a place ahead."""
        if story.promised and (facts.is_there or facts.is_strong):
            return [] if facts.is_away else story.promised
        if not story.has_origin or facts.kinds & (INSIDE | {"abroad"}):
            return []
        there = self.context.goal or self.context.place
        return ([there] if there else []) if facts.is_there else list(self.context.scene)

    def suffer_again(self, predicate: Predicate, facts: Facts) -> None:
        """Repeat what was suffered before: "for the same purpose", "with smaller numbers taken to Spain"."""
        is_told_here = self.context.suffered_in == self.context.sentence
        is_bare = is_told_here and not (facts.exploitation or facts.sectors)
        if (is_bare and _is_of_part(predicate.head)) or any(map(_is_same_purpose, predicate.arguments)):
            exploitation, sectors = self.context.suffered
            facts.exploitation, facts.sectors = list(exploitation), list(sectors)
            facts.exploited |= bool(exploitation)
        elif facts.exploitation:
            self.context.suffered = facts.exploitation, facts.sectors
            self.context.suffered_in = self.context.sentence

    def withdraw(self, story: Story, places: list[Origin]) -> None:
        """Withdraw that people only go to some places: "women fleeing Laos are sold in China"."""
        codes = {place.code for place in places}
        origins = {origin.code for people in story.people for origin in people.origins}
        for sentence, at in story.statements:
            said = self.found[at]
            if origins and said.origin not in origins:
                continue  # "women from Mali, and girls from Togo who are sold in Spain"
            is_vague = all(place.is_implied for place in places) and not (said.exploitation or said.sectors)
            is_meant = said.destination in codes and self.context.sentence - sentence <= is_vague
            if is_meant and (is_vague or at in self.context.weak | self.context.tentative):
                self.context.withdrawn.add(at)

    def trace_back(self, story: Story, clause: Span) -> None:
        """Correct where people were implied to come from: "girls sold in Mali are mostly Danes"."""
        said = [at for sentence, at in story.statements if sentence == self.context.sentence]
        said = [at for at in said if self.found[at].rule == IMPLIED]
        for at in said if story.has_origin else ():
            self.context.withdrawn.add(at)
            old = self.found[at]._replace(rule="origin-and-destination")
            old = old._replace(start=min(old.start, clause.start), end=max(old.end, clause.end))
            for people in story.people:
                for origin in people.origins:
                    story.statements.append((self.context.sentence, len(self.found)))
                    self.found.append(old._replace(origin=origin.code, victims=people.groups or old.victims))

    def add_leg(self, story: Story, facts: Facts) -> None:
        """Add where people were before: "those who live in Sudan are sold in Egypt"."""
        goals = {goal.code for goal in facts.places["destination"]}
        before = [goal for goal in story.destinations if goal.code not in goals and not goal.is_implied]
        if not goals.isdisjoint(passed.code for passed in story.via):
            return  # "pass through Mali on the way to Spain and are sold in Mali"
        if facts.goes_on:
            facts.places["via"] += before
        elif story.leg == self.context.sentence and (facts.is_strong or facts.moving):
            facts.places["via"] += (goal for goal in before if goal.code != self.home)

    def apply_story(self, story: Story, facts: Facts) -> None:
        """Apply what the people suffer to a clause on where they go, unless they suffer it elsewhere."""
        there = {destination.code for destination in facts.places["destination"]}
        if facts.exploited:
            story.hedge = facts.hedge if not story.exploited else story.hedge
            story.exploited = True
            story.exploited_in += there if facts.is_strong else ()
            story.exploited_in += (self.home,) if facts.kinds & INSIDE else ()
        elif story.exploited and not (story.exploited_in and there and there.isdisjoint(story.exploited_in)):
            facts.exploited = True
            facts.hedge = story.hedge if facts.hedge is None else facts.hedge

    def pass_through(self, story: Story, via: list[Origin]) -> None:
        """Add places of passage to what the sentence has said of the same people."""
        for sentence, at in story.statements:
            if self.context.sentence - sentence <= 1:
                old = self.found[at]
                ends = (old.origin, old.destination)
                new = dict.fromkeys([*old.via, *(v.code for v in via if v.code not in ends)])
                self.found[at] = old._replace(via=tuple(new))


def _is_of_part(clause: Node) -> bool:
    """Tell whether a clause says where some of the exploited go: "with smaller numbers taken to Spain"."""
    part = clause.parent if clause.role == Role.PARTICIPLE else None
    if part is None or part.role != "with":
        return False
    return "amount" in part.classes and "exploit" in part.parent_classes


def _is_same_purpose(argument: Argument) -> bool:
    """Tell whether a phrase stands for what was suffered before: "for the same purpose", "the same abuse"."""
    node = argument.node
    whole = node.parent if node.role == "of" and node.parent is not None else node
    content = argument.content
    if "victimization" in content.kinds and not content.exploitation and argument.role in _SUFFERED:
        return "same" in whole.words  # "face the same form of exploitation"
    is_purpose = argument.role == "for" and "purpose" in node.classes
    return is_purpose and (node.determiner in BACK or "same" in node.words)
