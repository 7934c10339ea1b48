"""Stories: which of them a predicate belongs to, or begins.

A story is about the people whom a phrase named, and continues with pronouns, relative clauses, and verbs that
share their subject.
"""

from __future__ import annotations

from collections.abc import Iterator

from tipgraph.understanding.routes.content import AUTHORITIES, PEOPLE, PLACE, PRONOUNS
from tipgraph.understanding.routes.context import Context, Story
from tipgraph.understanding.routes.facts import Facts
from tipgraph.understanding.routes.frames import frames
from tipgraph.understanding.routes.new_stories import TOLD, NewStories, groups_of, origins_of
from tipgraph.understanding.routes.parts import names_goal, names_start
from tipgraph.understanding.routes.people import People, Peoples
from tipgraph.understanding.routes.persons import suffers, traveller, victim
from tipgraph.understanding.routes.predicates import (
    SUBORDINATE,
    Contents,
    Predicate,
    acts_in_clause,
    says_what_people_are,
)
from tipgraph.understanding.routes.segments import (
    are_of_victims,
    counts,
    counts_people,
    names_victims,
    places_judged,
    shares_fate,
)
from tipgraph.understanding.syntax.mentions import ORDER, Reading
from tipgraph.understanding.syntax.tree import NOUN, VERB, WHERE, Node, Role

__all__ = ["Stories"]

_AHEAD = 4
"""Predicates of which one is the main one, behind what stands ahead of it."""
_DEFINITE = frozenset(("the", "their", "his", "her", "its"))
_OWN = frozenset(("their", "his", "her"))
_MOST = frozenset(("most", "many"))
_INDEFINITE = frozenset(("a", "an"))
_ENTERED = frozenset(("destination", "transit"))
_ANY = _ENTERED | {"source"}
"""Roles of a country for victims from elsewhere, and for all."""
_JUDGED_AS = frozenset(("subject", "predicate"))


class Stories:
    """Finds the stories that the predicates of a segment belong to, and begins new ones."""

    def __init__(self, reading: Reading, contents: Contents, peoples: Peoples, context: Context) -> None:
        self.reading, self.contents, self.peoples, self.context = reading, contents, peoples, context
        self.home = context.country
        self.new = NewStories(reading, contents, peoples, context)

    def of(self, predicate: Predicate, facts: Facts) -> tuple[Story | None, bool]:
        """Return the story that a predicate belongs to, and whether the sentence names its people."""
        if facts.roles:
            self.context.summed_in, self.context.summed_as = self.context.sentence, facts.roles
        before = self.context.recent()
        is_near = predicate is self.contents.predicates[0] or self.is_told_here()
        if before is not None and before.exploited and is_near and facts.people and shares_fate(predicate):
            return self.new.begin_beside(before, predicate, facts), True
        if facts.people and facts.lead is not None and not self.are_the_same(facts):
            return self.of_named(facts.lead, predicate, facts), True
        if facts.people and facts.lead is None:
            return None, True
        if (movement := self.movement(predicate, facts)) is not None:
            people = [People((), tuple(facts.places["origin"]))]
            story = self.context.begin(movement, people, self.new.span(movement))
            story.destinations = list(facts.places["destination"])
            return None, False
        whence = self.of_origins(before, predicate, facts) if before is not None else None
        if whence is not None:
            return whence
        antecedent = self.antecedent(predicate) if not facts.people else None
        if antecedent is not None:
            beside = None if predicate.head.is_bare else self.new.beside(antecedent, facts)
            return beside or self.new.story_of(antecedent), True
        return self.of_recent(predicate, facts)

    def of_origins(
        self, before: Story, predicate: Predicate, facts: Facts
    ) -> tuple[Story | None, bool] | None:
        """Return the story of a predicate that says from where people come, or None if it says more."""
        if self.names_origins(predicate, facts):
            if self.lacks_origin(before):
                return before, True  # "foreign women are sold here. The countries of origin are"
            if before.has_origin:
                return None, True  # "Lao women are sold in Oman. The main sources are Mali and Togo"
        if before.has_origin and self.says_other_origin(predicate, facts):
            return self.new.begin_beside(before, predicate, facts), True
        if facts.places["origin"] and self.is_of_others(predicate, before):
            return None, True  # "12 were from Mali, nine from Togo"
        return None

    def of_recent(self, predicate: Predicate, facts: Facts) -> tuple[Story | None, bool]:
        """Return the story that a predicate without antecedent goes on, and whether it began right here."""
        taken_up = self.context.recent() if facts.people or self.takes_up(predicate) else None
        seen = self.of_traveller(predicate, facts)
        recent = seen or self.of_pair(predicate) or taken_up or self.of_nobody_known(predicate, facts)
        if recent is not None and facts.lead is not None and facts.lead.determiner in _DEFINITE:
            self.context.share(facts.lead, recent)  # "the victims were taken to Spain and sold"
        begun_here = recent is not None and recent.span.start >= self.context.start
        verb, subject = predicate.head, predicate.head.subject
        of_place = subject is not None and verb.passive and self.contents[subject].who == PLACE
        lacks_subject = verb.kind == VERB and (subject is None or of_place)
        return recent, begun_here and lacks_subject  # "a destination for girls, sold in brothels"

    def of_named(self, lead: Node, predicate: Predicate, facts: Facts) -> Story:
        """Return the story of people whom a predicate names, or begin it."""
        facts.people = self.tied_to(facts, facts.people)
        known = self.context.story_of(lead)
        if known is not None and not known.has_origin:
            known.people = facts.people
        goes_on = facts.is_there or predicate.head.role == WHERE  # "to Togo, where girls are sold"
        whence = known is None and self.says_whence(predicate, facts)
        story = known or self.new.begin(lead, facts.people, goes_on=goes_on, whence=whence)
        for part in self.parts_of(lead) if known is None else ():
            story.exploitation += part.exploitation
            story.sectors += part.sectors
            story.exploited |= part.exploited
        return story

    def parts_of(self, lead: Node) -> Iterator[Story]:
        """Yield the stories of some of the people: "victims, including those who were sold, were freed"."""
        parts = (each for each in lead.nouns("including") if each.lemma in PRONOUNS)
        return (each for each in map(self.context.story_of, parts) if each)

    def tied_to(self, facts: Facts, people: list[People]) -> list[People]:
        """Give people the groups that the text tied to what they suffer: "sex trafficking victims are"."""
        lead = facts.lead
        if lead is None or "victim" not in self.contents[lead].head or not facts.exploitation:
            return people
        if any(each.groups for each in people) or self.contents[lead].places:
            return people
        is_foreign = bool(origins_of(people) - {self.home})
        groups = self.context.victims_of(facts.exploitation, _ENTERED if is_foreign else _ANY)
        return [each._replace(groups=groups) for each in people]

    def is_of_others(self, predicate: Predicate, before: Story) -> bool:
        """Tell whether a predicate is about some of those whose origin the text named."""
        subjects = (argument.node for argument in predicate.arguments if argument.role == "subject")
        return before.has_origin and any(map(counts, subjects))

    def names_origins(self, predicate: Predicate, facts: Facts) -> bool:
        """Tell whether a predicate only says where people come from: not "is a source of tourists"."""
        named = (argument.node for argument in predicate.arguments if argument.content.roles)
        of = (each for node in named for each in node.nouns("of", "for") if not self.contents[each].roles)
        is_source = facts.roles == {"source"} and not facts.people
        return is_source and all("victim" in self.contents[each].head for each in of)

    def lacks_origin(self, story: Story) -> bool:
        """Tell whether a story is about foreigners of whom the text has not yet said where they are from."""
        foreign = bool(story.people) and all(each.foreign and not each.origins for each in story.people)
        return foreign and story.exploited and self.home in {each.code for each in story.destinations}

    def of_pair(self, predicate: Predicate) -> Story | None:
        """Begin the story of the first or last of two whom the text named: "the latter are sold"."""
        subject = predicate.head.subject
        if subject is None or subject.lemma not in ORDER:
            return None
        told = reversed(self.context.stories[-TOLD:])
        pair = next((each for each in told if len(each.people) == len(ORDER)), None)
        return self.new.begin(subject, [pair.people[ORDER[subject.lemma]]], goes_on=True) if pair else None

    def of_nobody_known(self, predicate: Predicate, facts: Facts) -> Story | None:
        """Begin the story of a pronoun or name that is exploited: "he was taken to Oman and made to beg"."""
        if (person := victim(predicate, facts, self.contents)) is not None:
            return self.new.begin(person, [People((), ())])
        if (person := traveller(predicate, self.contents)) is not None:
            self.context.notice(person, self.new.span(person), facts.places)
        return None

    def of_traveller(self, predicate: Predicate, facts: Facts) -> Story | None:
        """Begin the story of who went somewhere: "Amina left Mali for Oman, where she was forced to"."""
        seen = self.context.traveller
        is_told = seen is not None and suffers(predicate, facts, seen.person)
        return self.context.tell_of_traveller() if is_told else None

    def movement(self, predicate: Predicate, facts: Facts) -> Node | None:
        """Return what names people by what they do: "a source country for migration; these migrants are"."""
        whence = facts.places["origin"] or "source" in facts.roles or not facts.places["destination"]
        if not (facts.roles and whence):
            return None  # "a transit country for migration to Spain. Some are sold."
        moves = (a for a in predicate.arguments if a.role == "for" and "movement" in a.content.kinds)
        return next((a.node for a in moves), None)

    def says_whence(self, predicate: Predicate, facts: Facts) -> bool:
        """Tell whether a predicate says where people come from whom the text named: "most are from Mali"."""
        before, subject = self.context.recent(), predicate.head.subject
        if before is None or not any(people.origins or people.foreign for people in facts.people):
            return False
        parts = (a.node for a in predicate.arguments if a.role in ("subject", "predicate"))
        is_number = any(map(counts, parts))  # "12 were Danes, and nine were Lao"
        if (before.has_origin or before.statements) and not is_number:
            return False
        if predicate.head.kind == NOUN:
            return before.span.start >= self.context.start  # "12 victims: nine Danes"
        is_part = subject is None or subject.head_token.tag == "P" or is_number
        return is_part and says_what_people_are(predicate)

    def says_other_origin(self, predicate: Predicate, facts: Facts) -> bool:
        """Tell whether a predicate says from where else people are: "they may also come from Brazil"."""
        starts = any(argument.role == "from" for argument in predicate.arguments)
        goes_on = starts and bool(facts.places["origin"]) and self.takes_up(predicate)
        also = any(predicate.head.tokens[at].word == "also" for at in predicate.head.adverbs)
        return goes_on and (predicate.head.copula or also)

    def are_the_same(self, facts: Facts) -> bool:
        """Tell whether people without a name are those of the story before: "victims are sold"."""
        before = self.context.recent()
        if before is None or facts.lead is None:
            return False
        if any(people != People((), ()) for people in facts.people):
            return False
        lead = facts.lead
        if "victim" not in self.contents[lead].head or facts.places["origin"]:
            return False
        if lead.determiner in _DEFINITE:
            return True
        if facts.agents & AUTHORITIES:
            return False  # "Girls are sold in Oman. The state must identify victims."
        from_home = all(o.code == self.home for people in before.people for o in people.origins)
        passes_home = any(place.code == self.home for place in facts.places["via"])
        is_before = before.sentence == self.context.sentence or from_home or passes_home
        told = [story for story in self.context.stories[-2:] if story.sentence == before.sentence]
        is_alone = lead.first == lead.last - (lead.determiner in _MOST and len(told) == 1)  # "most victims"
        return is_before and is_alone and bool(groups_of(before.people))

    def antecedent(self, predicate: Predicate) -> Node | None:
        """Return the people whom a relative clause, a participle or a further verb of a list is about."""
        head = predicate.head
        if head.kind == VERB and head.role in SUBORDINATE:
            if self.is_told_here() and acts_in_clause(head, self.contents):
                return None  # "girls were stopped with a woman who was taking them to Spain"
            return self.peoples.antecedent(head.parent)
        subject = head.subject if head.kind == VERB else None
        if (announced := self.announced(predicate)) is not None:
            return announced
        if subject is None or self.contents[subject].who != PEOPLE or not (head.passive or head.is_conjunct):
            return None
        acts = not head.passive and frames().field(predicate.frames[0], "subject", "person") == "agent"
        return None if acts else subject

    def announced(self, predicate: Predicate) -> Node | None:
        """Return whom a clause that opens a sentence is about: "lured by false offers, girls are sold"."""
        head, subject = predicate.head, predicate.head.subject
        clauses = [each for each in self.contents.predicates[:_AHEAD] if _opens(each.head)]
        if predicate not in clauses[:-1] or self.is_told_here():
            return None
        is_open = head.is_adverbial and subject is not None and subject.lemma in PRONOUNS
        is_open |= subject is None and head.form in ("past", "gerund")
        main = clauses[clauses.index(predicate) + 1].head.subject
        is_main = is_open and main is not None and self.contents[main].who == PEOPLE
        return main if is_main else None

    def takes_up(self, predicate: Predicate) -> bool:
        """Tell whether a predicate goes on about people named before, by a pronoun or without a subject."""
        head = predicate.head
        tells = "report" in head.classes and not head.passive and head.child(Role.GERUND) is None
        if head.kind != VERB or tells:  # but "some report being sold"
            return False
        objects = (a.node for a in predicate.arguments if a.role == "object")
        if any(each.lemma in PRONOUNS and not _is_of_period(each) for each in objects):
            return True  # "sold them", but not "exceeded those of the year before"
        subject = head.subject
        is_deed = head.role == Role.INFINITIVE and self.reading.measures(head)  # "efforts to investigate it"
        if (is_deed or head.role in SUBORDINATE) and self.is_of_thing(head):
            return False  # "forced labor originating in Mali", "groups led by women"
        if subject is None and self.is_about_deed(head):
            return False  # "opening shelters is a priority"
        members = subject.nouns("of") if subject is not None else ()
        if subject is not None and not counts_people(self.contents, subject):
            return False  # "some of the officials", "a third of the money"
        starts = map(names_start, predicate.arguments)
        goals = map(names_goal, predicate.arguments) if head.passive else ()
        in_work = not (head.passive or head.copula) and any(
            a.content.exploitation for a in predicate.arguments
        )
        suffers = in_work and frames().field(predicate.frames[0], "subject", "person") == "victims"
        is_told = bool(head.repeats) or suffers or any(starts) or any(goals)
        goes_on = subject is not None and counts(subject) and is_told
        if subject is None or subject.lemma in PRONOUNS or goes_on:
            return True  # "12 came from Mali", "nine in Togo", "a few are taken to Spain"
        if any(each.lemma in PRONOUNS for each in members):
            return True  # "a number of them"
        names_people = any(
            a.content.who == PEOPLE or (a.content.roles and a.node.determiner in _INDEFINITE)
            for a in predicate.arguments
        )  # "Oman is a destination country" begins a story; "the main destination is Oman" goes on
        if head.is_conjunct and self.is_told_here():
            return True
        return self.is_of_another(predicate) and not names_people and self.may_go_on(predicate)

    def is_about_deed(self, verb: Node) -> bool:
        """Tell whether a verb is a measure, or says something of one: "opening shelters is a priority"."""
        deed = verb.child(Role.GERUND) or verb
        is_subject = deed.role == Role.GERUND and deed.parent is not None and deed.last < deed.parent.first
        return is_subject and any(map(self.reading.measures, (deed, *self.reading.objects(deed))))

    def may_go_on(self, predicate: Predicate) -> bool:
        """Tell whether other countries are where people go on to: not if they are exploited here."""
        before = self.context.recent()
        if before is None:
            return True
        stay = {place.code for place in before.destinations} == {self.home}
        return not stay or any(a.node.determiner in _OWN for a in predicate.arguments)

    def is_told_here(self) -> bool:
        """Tell whether this sentence, too, is about the people named last."""
        recent = self.context.recent()
        return recent is not None and recent.sentence == self.context.sentence

    def is_of_thing(self, clause: Node) -> bool:
        """Tell whether a relative clause or a participle is right behind a noun that names no victims."""
        parent = clause.parent
        if parent is None or parent.lemma in PRONOUNS or counts(parent) or clause.copula:
            return False  # "the majority coming from Mali", "the main destinations being Oman and Qatar"
        is_right_behind = parent.last + 1 == clause.group[0].first  # "shelters funded and run by NGOs"
        is_near = clause.role == Role.RELATIVE or is_right_behind
        return is_near and self.contents[parent].who not in (PEOPLE, PLACE)

    def is_of_another(self, predicate: Predicate) -> bool:
        """Tell whether a predicate gives other countries a role: "Italy and Spain are destinations"."""
        named = places_judged(predicate)
        roles = [a for a in predicate.arguments if a.content.roles]
        lists_home = any(place.code == self.home for place in named)
        starts = names_victims(predicate) and any(map(names_start, predicate.arguments))
        is_listed = len(named) > 1 and starts  # "Mali and Benin are destinations for girls from Togo"
        others = named and (not lists_home or is_listed or are_of_victims(predicate, roles))
        return bool(roles and others) and all(a.role in _JUDGED_AS for a in roles)


def _is_of_period(pronoun: Node) -> bool:
    """Tell whether a pronoun is for what happened at another time: "those of the year before"."""
    return any("period" in each.classes for each in pronoun.nouns("of"))


def _opens(verb: Node) -> bool:
    """Tell whether a verb is the main one, or one ahead of it: "having left Mali, girls end up in"."""
    return verb.kind == VERB and (verb.parent is None or verb.role == Role.GERUND)
