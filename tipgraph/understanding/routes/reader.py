"""Routes: who is moved or exploited, from where to where, as each predicate says it."""

from __future__ import annotations

from collections.abc import Iterable

from tipgraph.understanding.routes.content import ACTOR, PEOPLE, PLACE, PRONOUNS, STRANGERS, is_homeward
from tipgraph.understanding.routes.context import Context, Story
from tipgraph.understanding.routes.facts import Facts
from tipgraph.understanding.routes.frames import DEFAULT, MOVING
from tipgraph.understanding.routes.journeys import Journeys
from tipgraph.understanding.routes.people import Origin, People, refers_back
from tipgraph.understanding.routes.predicate_facts import FactReader
from tipgraph.understanding.routes.predicates import (
    SUBORDINATE,
    Argument,
    Contents,
    Predicate,
    says_what_people_are,
)
from tipgraph.understanding.routes.segments import (
    Denials,
    begins_story,
    is_cleft,
    last_place,
    moves_goods,
    named_before,
    place_described,
    places_judged,
    places_of,
)
from tipgraph.understanding.routes.statements import (
    IMPLIED,
    Ends,
    RoleStatement,
    Statements,
    certainty_of,
    read_ends,
    roles,
    roles_of_routes,
    route_statement,
    settle,
    states_route,
)
from tipgraph.understanding.routes.stories import Stories
from tipgraph.understanding.syntax.labels import Labels
from tipgraph.understanding.syntax.mentions import Occurrence, Reading
from tipgraph.understanding.syntax.tree import VERB, WHERE, Node, Role
from tipgraph.understanding.tokens.sentences import Span

__all__ = ["read_statements"]

_MOVING = frozenset(("travel", "pass", "arrive", "leave"))
"""Classes of verbs whose subject moves."""
_OF_CRIME = ("for", "of")
_REMEMBERED = frozenset(("return", "forbid"))
"""Classes of verbs that say nothing of routes, but name people about whom the text goes on."""
_TAKEN = frozenset(("count-unit", "measure"))
"""Kinds of what officials do: "an investigation", "raids"."""
_OF_BUYERS = {"child-sex-tourism"}
"""Who travels for that is no victim."""


def read_statements(occurrences: Iterable[Occurrence], context: Context, labels: Labels) -> Statements:
    """Return the statements of routes and roles in the segments of a text, in order.

    ``context`` is a new one. ``labels`` are those in two parts of exploitation and work.
    """
    said = Statements([], [])
    for start, reading, opens_paragraph in occurrences:
        context.next_sentence(start, opens_paragraph=opens_paragraph)
        if context.recent() is not None or reading.once(begins_story):
            _Routes(reading, context, labels, said).read()
        context.place = context.goal or reading.once(last_place) or context.place
    for story in context.stories:
        settle(said.routes, [at for _, at in story.statements], context.weak)
    found = [route for at, route in enumerate(said.routes) if at not in context.withdrawn]
    return Statements(found, [*said.roles, *roles_of_routes(found, context.country)])


class _Routes:
    """Reads the predicates of a segment in order."""

    def __init__(self, reading: Reading, context: Context, labels: Labels, said: Statements) -> None:
        self.reading, self.context, self.found, self.roles = reading, context, said.routes, said.roles
        self.home = context.country
        self.contents = reading.once(Contents)
        self.denials = Denials(self.contents)
        self.reader = (
            FactReader(reading, labels, context.countries)
            if reading.once(refers_back)
            else reading.once(FactReader, labels)
        )
        self.peoples = self.reader.peoples
        self.journeys = Journeys(context, self.found)
        self.stories = Stories(reading, self.contents, self.peoples, context)
        self.facts: dict[Node, Facts] = {}
        self.passage: dict[Node, list[tuple[int, str]]] = {}  # by the verb of "is a transit country for"

    def read(self) -> None:
        """Add the statements of all predicates."""
        for predicate in self.contents.predicates:
            if predicate.is_stated is None:
                predicate.is_stated = self.is_stated(predicate)
            if predicate.is_stated:
                self.read_predicate(predicate)
            elif any(frame.verb_class in _REMEMBERED for frame in predicate.frames):
                self.remember(predicate)
            elif predicate is not self.contents.predicates[-1] and self.denials.deny_route(predicate):
                self.name_people(predicate)
            else:
                self.context.remember(predicate)
                if elsewhere := self.reader.read(predicate)[0].elsewhere:
                    self.context.goal = Origin(elsewhere[-1])  # "a Thai court tried men for acts there"

    def is_stated(self, predicate: Predicate) -> bool:
        """Tell whether a predicate states something of victims: nothing denies it, and no actor is meant."""
        if any(frame.kind == "none" for frame in predicate.frames):
            return False
        head, denials = predicate.head, self.denials
        if any(verb.negated for verb in predicate.verbs):
            return False
        if denials.deny_route(predicate) or denials.deny_content(head) or self.is_move_of_actor(predicate):
            return False
        if moves_goods(predicate, self.contents):
            return False
        if head.kind == VERB and head.copula and any(self.is_actor(a) for a in predicate.arguments):
            return False  # "traffickers are mostly men from Spain"
        parent = head.parent
        of_actor = parent is not None and head.role in SUBORDINATE and self.contents[parent].who == ACTOR
        return not of_actor or any(
            a.content.who == PEOPLE or a.node.lemma in PRONOUNS for a in predicate.arguments
        )

    def is_move_of_actor(self, predicate: Predicate) -> bool:
        """Tell whether it is who exploits that moves: "traffickers from Mali work in Togo"."""
        frame = predicate.frames[0] if predicate.frames else None
        if frame is None or frame.verb_class not in _MOVING:
            return False
        subjects = (a for a in predicate.arguments if a.depth <= 1 and a.node.first < predicate.head.first)
        return any(map(self.is_actor, subjects)) and not any(
            a.content.who == PEOPLE for a in predicate.arguments
        )

    def is_act_of_officials(self, predicate: Predicate) -> bool:
        """Tell whether officials take a measure: "police in Spain investigated the trafficking of women"."""
        acts = any(a.role == "subject" and "official" in a.content.head for a in predicate.arguments)
        direct = [a for a in predicate.arguments if not a.depth]
        taken = [a.content for a in direct if a.role == "object"]
        return acts and any(c.kinds & _TAKEN for c in taken) and not any(c.who == PEOPLE for c in taken)

    def is_actor(self, argument: Argument) -> bool:
        """Tell whether a subject names who exploits: "the majority of traffickers"."""
        return argument.role in ("subject", "of", "predicate") and "perpetrator" in argument.content.head

    def remember(self, predicate: Predicate) -> None:
        """Begin the story of people who come back, or may not go: "repatriated women from Oman, who were"."""
        facts = self.reader.read(predicate)[0]
        self.repeat(predicate, facts)
        described = predicate.head.parent if predicate.head.role in SUBORDINATE else None
        lead = facts.lead or (self.peoples.antecedent(described) if facts.exploitation else None)
        if lead is not None and not self.denials.deny_route(predicate):
            told = self.context.story_of(lead)
            if told is not None:  # "victims sold for sex were repatriated"
                facts.suffer(told.exploitation, told.sectors)
            people, places = self.peoples.returning(lead)
            whence = places or self.whence(predicate, facts)
            places = whence or facts.places["destination"]
            come_back = lead.first < predicate.head.first  # "victims returned from", "were repatriated"
            if come_back and not predicate.head.passive:
                behind = (a.content for a in predicate.arguments if a.node.first > predicate.head.first)
                named = {place.code for content in behind for place in content.places}
                people, places = facts.people or people, [each for each in places if each.code in named]
            story = self.context.begin(lead, people, self.stories.new.span(lead))
            story.destinations, story.returned = places, True
            story.sectors, story.clause = list(facts.sectors), self.clause(predicate)
            sends = bool(whence) and not is_homeward(predicate.head)  # "sent home victims from Mali"
            is_told = story.has_origin or sends or come_back or predicate.head.passive
            if is_told and facts.of_victims(predicate.verbs):
                facts.places["destination"] = places
                facts.is_strong = facts.exploited = True
                is_own = not (story.has_origin and places)  # "a victim was repatriated from Oman"
                for ends in read_ends(people, facts, self.home if is_own else "", is_named=is_own):
                    self.add_route(predicate, facts, ends, story)

    def whence(self, predicate: Predicate, facts: Facts) -> list[Origin]:
        """Return from where people are brought home: "brought women home from Oman", "consuls in Oman"."""
        starts = (a for a in predicate.arguments if a.role == "from" and a.content.who == PLACE)
        named = [Origin(place.code, place.hedge) for a in starts for place in a.content.places]
        subject = predicate.head.subject
        is_mission = subject is not None and "mission" in subject.classes and not predicate.head.passive
        sends = is_mission and predicate.frames[0].verb_class == "return"
        return named or (list(map(Origin, facts.elsewhere)) if sends else [])

    def name_people(self, predicate: Predicate) -> None:
        """Begin the story of people of whom something is denied: "no girls are sold in Mali, but"."""
        facts = self.reader.read(predicate)[0]
        if facts.lead is not None:
            self.context.begin(facts.lead, facts.people, self.stories.new.span(facts.lead))

    def read_predicate(self, predicate: Predicate) -> None:
        """Add the statements of a predicate."""
        before: Story | None = None
        for facts in self.reader.read(predicate):
            if set(facts.exploitation) != _OF_BUYERS:
                before = self.read_facts(predicate, facts, before)
        self.context.remember(predicate)

    def read_facts(self, predicate: Predicate, facts: Facts, before: Story | None) -> Story | None:
        """Add the statements of a part of a predicate. ``before`` is the story of the part before."""
        self.repeat(predicate, facts)
        story, is_named = self.story_of(predicate, facts, before)
        self.apply_role(predicate, facts)
        self.apply_host(predicate, facts)
        self.apply_agent(predicate, facts)
        self.apply_where(predicate, facts)
        self.apply_passage(predicate, facts, story)
        self.journeys.suffer_again(predicate, facts)
        is_done = story is not None and "exploitation-verb" in facts.kinds
        facts.exploited |= is_done and not _only_moves(predicate, facts, story)
        is_new = story is None or self.goes_on(story, predicate, facts, is_named=is_named)
        people = story.people if story is not None else facts.people
        self.add_roles(predicate, facts, people, story)
        if is_new and states_route(facts, story) and not self.is_act_of_officials(predicate):
            for ends in read_ends(people, facts, self.home, is_named=is_named):
                if not self.is_around(predicate, facts, ends):
                    self.add_route(predicate, facts, ends, story)
        return story

    def is_around(self, predicate: Predicate, facts: Facts, ends: Ends) -> bool:
        """Tell whether a region is only where home lies, too: "trafficking is common throughout Asia".

        What is done to people there is done elsewhere: "women are exploited in Asia".
        """
        goals = {place.code for place in facts.places["destination"]}
        frame = predicate.frames[0].name if predicate.frames else DEFAULT
        says_what_is = frame == DEFAULT and "abroad" not in facts.kinds
        is_home = says_what_is and ends.rule == IMPLIED and goals.issubset(self.context.regions)
        named = (a.node for a in predicate.arguments for p in a.content.places if p.code == ends.destination)
        return is_home and "other" not in (word for node in named for word in node.words)

    def story_of(self, predicate: Predicate, facts: Facts, before: Story | None) -> tuple[Story | None, bool]:
        """Return the story that a part of a predicate belongs to, and whether its people are named."""
        story, is_named = self.stories.of(predicate, facts)
        if before is not None and not facts.people:
            story, is_named = before, True
        if story is not None and facts.exploited and "abroad" not in facts.kinds:
            is_named |= not (story.statements or story.destinations)  # they are exploited here
        return story, is_named or self.stories.is_of_another(predicate) or _is_coming(predicate, facts, story)

    def goes_on(self, story: Story, predicate: Predicate, facts: Facts, *, is_named: bool) -> bool:
        """Let a predicate and its story add to each other. Tell whether the predicate says anything new."""
        story.clause = story.clause or self.clause(predicate)
        self.equate(predicate, story)
        is_new = not self.is_repeated(story, facts)
        is_goal_named = bool(facts.places["destination"])
        self.journeys.go_on(story, facts, is_named=is_named)
        # "fly to Spain and are then driven to Italy", "come to Spain only to be moved on to Italy"
        if facts.goes_on and (predicate.head.is_conjunct or predicate.head.role == Role.INFINITIVE):
            self.journeys.withdraw(story, facts.places["via"])
        if not is_goal_named:
            self.journeys.trace_back(story, self.clause(predicate))
        if facts.places["destination"]:
            head, is_start = predicate.head, bool(facts.places["departure"])  # "seized in Mali, sold in Togo"
            is_leg = is_start or (head.role in SUBORDINATE and not (facts.is_strong or head.copula))
            story.leg = self.context.sentence if is_leg else -1
        return is_new

    def add_roles(
        self, predicate: Predicate, facts: Facts, people: list[People], story: Story | None
    ) -> None:
        """Add what a predicate says of the report country's role. Foreigners are not exploited at home."""
        some = facts.of_some or predicate.head.adverbs  # "they also come from Mali"
        all_come = facts.says_whence and not some
        if story is not None and all_come and story.inside in self.roles and story.is_foreign(self.home):
            self.roles[:] = [role for role in self.roles if role is not story.inside]
        at, clause = self.context.start + predicate.head.head_token.start, self.clause(predicate)
        for role, rule in roles(predicate, facts, people, self.home):
            self.roles.append(RoleStatement(role, rule, certainty_of(facts.hedge), *clause, at))
            if role == "internal" and story is not None and not story.has_origin:
                story.inside = self.roles[-1]

    def add_route(self, predicate: Predicate, facts: Facts, ends: Ends, story: Story | None) -> None:
        """Add a statement of a route, and keep in the story that it was made."""
        at = len(self.found)
        if story is not None:
            story.statements.append((self.context.sentence, at))
            story.destinations = story.destinations or [Origin(ends.destination, is_implied=True)]
        if not (facts.is_strong or "victim" in facts.kinds):  # but "victims come from Mali"
            self.context.weak.add(at)
        elif says_what_people_are(predicate):
            self.context.tentative.add(at)
        start = self.context.start
        self.found.append(route_statement(predicate, facts, ends, story, self.contents, start))

    def gives_another_role(self, verb: Node) -> bool:
        """Tell whether a verb gives another country a role: "Italy is the main destination"."""
        predicate = self.contents.by_verb.get(verb)
        return predicate is not None and self.stories.is_of_another(predicate)

    def equate(self, predicate: Predicate, story: Story) -> None:
        """Make the story of a subject that of its predicate, too: "most are women, who are sold"."""
        for argument in predicate.arguments if says_what_people_are(predicate) else ():
            if argument.role == "predicate" and argument.content.who == PEOPLE:
                self.context.share(argument.node.group[0], story)

    def is_repeated(self, story: Story, facts: Facts) -> bool:
        """Tell whether facts add nothing to what has been said of people.

        That is so of "and had no passports" in one sentence, and of "beat their victims" in any.
        """
        names_people = any(people != People((), ()) for people in facts.people)
        is_new = names_people or facts.exploitation or facts.sectors or any(facts.places.values())
        told = [sentence == self.context.sentence or bool(facts.people) for sentence, _ in story.statements]
        is_told = any(told[-1:]) and story.exploited
        return is_told and (facts.hedge is None) == (story.hedge is None) and not is_new

    def apply_agent(self, predicate: Predicate, facts: Facts) -> None:
        """Apply who acts in a participle: "traffickers transporting children"."""
        head = predicate.head
        if head.kind == VERB and head.role in SUBORDINATE and head.parent is not None:
            content = self.contents[head.parent]
            facts.exploited |= content.who == ACTOR and "perpetrator" in content.head
        for node in head.ancestors():
            for at, country in self.passage.get(node, ()):
                if at < head.first and facts.places["destination"]:
                    facts.places["via"] += [Origin(code) for code in (country,) if code]
            above = self.facts.get(node)
            is_judged = head.role == Role.THAT and node.copula  # "it is likely that"
            is_within = above is not None and (above.roles or head.role == WHERE or is_judged)
            if facts.hedge is None and above is not None and is_within:
                facts.hedge = above.hedge  # "possibly a source of women sold in Spain", "may go there, where"

    def apply_where(self, predicate: Predicate, facts: Facts) -> None:
        """Say where things happen: "the destinations are Russia and Poland, where men are exploited"."""
        head = predicate.head
        above = self.facts.get(head.parent) if head.parent is not None else None
        is_there = head.role == WHERE or is_cleft(head)
        if head.role in _OF_CRIME and head.parent is not None and "try" in head.parent.classes:
            above, is_there = self.facts_of_trial(head.parent), True  # "jailed in Spain for selling girls"
        if is_there and not facts.places["destination"]:
            named = named_before(predicate, self.contents)
            goals = above.places["destination"] if above is not None else []
            goals = goals or (place_described(head, self.contents) if facts.people else [])
            facts.places["destination"] = [goal for goal in goals if not named or goal.code in named]

    def facts_of_trial(self, verb: Node) -> Facts | None:
        """Return the facts of a clause on who is tried where: "police in Spain arrested men for"."""
        predicate = self.contents.by_verb.get(verb)
        facts = self.reader.read(predicate)[0] if predicate is not None else None
        if facts is not None and not facts.places["destination"]:
            facts.places["destination"] = [Origin(code) for code in facts.elsewhere]
        return facts

    def apply_passage(self, predicate: Predicate, facts: Facts, story: Story | None) -> None:
        """Say through where people go who "transit to Spain": the country that they are in."""
        passes = any(frame.verb_class == "pass" for frame in predicate.frames)
        goals = [place.code for place in facts.places["destination"]]
        is_new = bool(goals) and passes and self.home not in goals
        if is_new and story is not None and self.journeys.is_home(story.destinations):
            facts.places["via"].append(Origin(self.home, is_implied=True))

    def apply_host(self, predicate: Predicate, facts: Facts) -> None:
        """Apply where people come to: "Oman hosts refugees from Iraq", "Oman is a market for Lao women"."""
        verb = predicate.head
        judged = verb.child(Role.PREDICATE) if "be" in verb.classes else None
        hosts = "host" in verb.classes and not verb.passive
        hosts |= judged is not None and "venue" in judged.classes
        if hosts and facts.lead is not None and any(people.origins for people in facts.people):
            facts.places["destination"] += (Origin(p.code, p.hedge) for p in places_of(predicate, "subject"))
            facts.moving = True

    def repeat(self, predicate: Predicate, facts: Facts) -> None:
        """Add what a verb that is omitted said before: "boys are sold for sex in Mali and girls in Togo"."""
        head = predicate.head
        omitted = head.repeats
        follows = any(frame.verb_class == "follow" for frame in predicate.frames)
        if follows or (head.copula and head.tokens[head.first - 1].word in ("as", "so")):
            omitted = next(reversed(self.facts), None)  # "as are women from Mali", "followed by Spain"
        self.facts[head] = facts
        first = self.facts.get(head.group[0])
        if first is not None and follows:
            facts.exploited |= first.exploited
            if self.gives_another_role(head.group[0]):
                facts.moving = facts.is_later_part = True
            named = first.places["origin"] or any(people.origins for people in first.people)
            is_origin = first.last_field == "origin" or not first.places["destination"]
            if named and is_origin and first.roles <= {"source"} and facts.places["destination"]:
                groups = tuple(group for people in first.people for group in people.groups)
                facts.people = [People(groups, tuple(facts.places["destination"]))]
                facts.places["destination"] = []
        before = self.facts.get(omitted) if omitted is not None else None
        if before is not None:
            facts.suffer_too(before, predicate.arguments)
            facts.exploited = facts.exploited or before.exploited
            facts.is_strong = facts.is_strong or before.is_strong
            facts.hedge = before.hedge if facts.hedge is None else facts.hedge

    # -- what it says

    def apply_role(self, predicate: Predicate, facts: Facts) -> None:
        """Apply "a transit country for": who comes from where goes through the subject."""
        if not facts.roles:
            return
        subject = places_of(predicate, "subject")
        if self.stories.is_of_another(predicate):
            field = {"source": "origin", "transit": "via", "destination": "destination"}
            for role in facts.roles & field.keys():
                named = places_judged(predicate)
                facts.places[field[role]] += (Origin(p.code, p.hedge) for p in named)
            if "source" not in facts.roles:
                facts.elsewhere += (place.code for place in subject)
            return
        facts.elsewhere += (place.code for place in subject)
        if "source" in facts.roles and not any(people.origins for people in facts.people):
            return  # "a source and transit country for women trafficked to Spain"
        country = subject[0].code if subject else self.home
        if "transit" in facts.roles and "destination" not in facts.roles:
            facts.places["via"].append(Origin(country))
        roles = [a for a in predicate.arguments if a.content.roles]
        transit = [a for a in roles if "transit" in a.content.roles]
        if transit:
            self.passage[predicate.head] = [(transit[-1].node.first, country)]

    def clause(self, predicate: Predicate) -> Span:
        """Return the clause of a predicate in the text."""
        return predicate.span.moved(self.context.start)


def _is_coming(predicate: Predicate, facts: Facts, story: Story | None) -> bool:
    """Tell whether people come or are brought from a place: "most of them came from Mali"."""
    names = {frame.name for frame in predicate.frames[:1]}
    is_new = story is not None and not story.destinations
    comes = is_new and (bool(names & {"travel.any", "originate.any"}) or says_what_people_are(predicate))
    return bool(facts.places["origin"]) and comes


def _only_moves(predicate: Predicate, facts: Facts, story: Story | None) -> bool:
    """Tell whether migrants are only taken somewhere, not by traffickers: "smugglers bring migrants"."""
    groups = {group for people in story.people for group in people.groups} if story is not None else set()
    is_move = all(frame.verb_class in MOVING for frame in predicate.frames)
    return bool(groups) and groups <= STRANGERS and is_move and "perpetrator" not in facts.agents
