"""Facts of a predicate: what it names, field by field, as its frames say."""

from __future__ import annotations

from collections.abc import Callable

from tipgraph.understanding.routes.content import (
    ACTOR,
    EXAMPLES,
    OTHER,
    PEOPLE,
    PLACE,
    PROMISED,
    PRONOUNS,
    SCENE,
    STRANGERS,
    qualifies,
)
from tipgraph.understanding.routes.facts import Facts, set_origins
from tipgraph.understanding.routes.frames import frames
from tipgraph.understanding.routes.parts import divide, is_prostitution, names_goal, places_and_matters
from tipgraph.understanding.routes.people import Origin, People, Peoples
from tipgraph.understanding.routes.place_facts import TO, PlaceReader
from tipgraph.understanding.routes.positions import ONWARD_TO, goes_on, is_mutual, is_respective, is_there
from tipgraph.understanding.routes.predicates import Argument, Contents, Predicate, is_set_off
from tipgraph.understanding.routes.topics import FOUGHT, is_nobody, only_named, says_which_way
from tipgraph.understanding.syntax.labels import Labels
from tipgraph.understanding.syntax.mentions import MAX_ITEMS, Reading
from tipgraph.understanding.syntax.tree import ADJECTIVE, VERB, Node, Role

__all__ = ["FactReader"]

_EXPLOITED = frozenset(("exploitation", "victimization", "victim", "trafficking", "perpetrator", "certainty"))
_STRONG = frozenset(("exploitation", "victimization", "trafficking", "certainty"))
_FINDING = frozenset(("recruit", "offer", "prey"))
"""Classes of what is done to people where they come from."""
_MAIN, _RESCUING = frozenset(("subject", "object")), frozenset(("subject", "by"))
_WHOLE, _BESIDE = frozenset(("of", "among")), frozenset(("subject", "with"))
_ATTRIBUTES = frozenset(("predicate", "as"))
"""Roles of what people are said to be."""
_SOME = frozenset(("some", "several", "others", "few", "a few"))
"""Words for a part of those named before."""


class FactReader:
    """Reads what predicates of a segment name.

    ``countries`` returns those that "these countries" stands for. ``labels`` are those in two parts.
    """

    def __init__(
        self, reading: Reading, labels: Labels, countries: Callable[[], list[Origin]] = list
    ) -> None:
        self.contents, self.labels = reading.once(Contents), labels
        self.home = reading.country
        self.peoples = Peoples(reading, self.contents, countries)
        self.places = PlaceReader(self.home, self.contents, self.peoples, countries)
        self._known: dict[Predicate, list[Facts]] = {}

    def read(self, predicate: Predicate) -> list[Facts]:
        """Return what a predicate names, for each people with places: "boys to Mali and girls to Togo"."""
        if predicate not in self._known:
            self._known[predicate] = self._read(predicate)
        return [facts.copied() for facts in self._known[predicate]]

    def _read(self, predicate: Predicate) -> list[Facts]:
        parts = divide(predicate.arguments)
        found = [Facts(is_part=len(parts) > 1, is_later_part=part is not parts[0]) for part in parts]
        for facts, part in zip(found, parts, strict=True):
            self.fill(facts, predicate, part)
        set_origins(found, parts)
        for facts, part in zip(found[1:], parts[1:], strict=True):
            if not names_goal(places_and_matters(parts[0])[0]):
                facts.suffer_too(found[0], part)
            facts.exploited |= found[0].exploited
            facts.is_strong |= found[0].is_strong
        return found

    def fill(self, facts: Facts, predicate: Predicate, arguments: list[Argument]) -> None:
        """Add what the verbs of a predicate and some of its arguments name."""
        facts.has_goal = any(map(_is_goal, arguments))
        goals = (a.content for a in arguments if a.role in TO and not a.depth)
        facts.is_away = any(g.who in (OTHER, SCENE) and not (g.places or g.exploitation) for g in goals)
        leads = says_which_way(predicate.arguments)
        for argument in arguments:
            if argument.role != PROMISED:
                self.add(facts, argument, leads=leads)
            else:
                facts.places[PROMISED] += (Origin(p.code) for p in argument.content.places if p.of == PLACE)
        for verb in predicate.verbs:
            self.add_verb(facts, verb, arguments)
        for argument in arguments if facts.people else ():  # "action against the sale of Lao women"
            facts.kinds |= argument.content.kinds if argument.role == "against" else set()
        facts.kinds -= {"abroad"} if any(self.are_others_abroad(facts, a) for a in arguments) else set()
        facts.elsewhere += self.finders(facts, arguments)
        is_met = facts.people and not predicate.takes_people and facts.agents & {"official", "ngo"}
        if is_met and not (facts.places["destination"] or self.home in facts.elsewhere):
            facts.places["destination"] += map(Origin, facts.elsewhere)  # "police in Spain freed"
        subject = predicate.head.subject
        facts.of_some = subject is not None and (subject.lemma in _SOME or "amount" in subject.classes)
        self.begin_at_recruiter(facts, predicate)
        self.complete(facts, predicate, arguments)
        self.pass_on(facts, arguments)
        kinds = {frame.kind for frame in predicate.frames}
        facts.moving = "movement" in kinds or "movement" in facts.kinds or bool(facts.roles)
        facts.moving |= any(argument.role in ONWARD_TO for argument in arguments)
        facts.is_strong = "exploitation" in kinds or bool(facts.kinds & _STRONG)
        groups = {group for people in facts.people for group in people.groups}
        if kinds == {"movement"} and any(frame.verb_class == "engage" for frame in predicate.frames):
            facts.kinds -= {"exploitation", "victimization", "trafficking"}
        is_role = bool(facts.roles and facts.people) and not groups & STRANGERS and "movement" not in kinds
        facts.exploited = bool(facts.kinds & _EXPLOITED) or "exploitation" in kinds or is_role

    def finders(self, facts: Facts, arguments: list[Argument]) -> list[str]:
        """Return the countries of police who find victims: "Thai police identified Lao victims"."""
        goes = facts.elsewhere or facts.places["destination"] or facts.has_goal
        if goes or not (facts.people and all(people.origins for people in facts.people)):
            return []  # "Lao diplomats in Oman found Lao victims"
        found = any(self.is_exploited(a) for a in arguments if a.role in _MAIN)
        finders = (a for a in arguments if a.role == "subject" and "identify" in a.node.parent_classes)
        police = (a for a in finders if "official" in a.content.head and "mission" not in a.node.classes)
        codes = [place.code for a in police for place in a.content.places]
        return codes if found and self.home not in codes else []

    def is_exploited(self, argument: Argument) -> bool:
        """Tell whether a phrase names victims of exploitation: not "victims of a shipwreck"."""
        suffered = [self.contents[each] for each in argument.node.nouns("of")]
        return "victim" in argument.content.head and all(
            each.exploitation or "trafficking" in each.kinds for each in suffered
        )

    def are_others_abroad(self, facts: Facts, argument: Argument) -> bool:
        """Tell whether a phrase says that others are abroad: "workers from abroad", "kin abroad pay"."""
        content, is_other = argument.content, argument.role in _BESIDE and not facts.people
        if not is_other or (content.who != ACTOR and argument.field("person") == "victims"):
            return argument.role == "from" and "abroad" in content.kinds
        return "abroad" in content.kinds | self.contents.kinds_behind(argument.node)

    def add_verb(self, facts: Facts, verb: Node, arguments: list[Argument]) -> None:
        """Add what a verb and its adverbs name."""
        content, kinds_at = self.contents[verb], self.contents.reading.kinds_at
        things = verb.nouns(Role.OBJECT) if "move" in verb.classes else ()
        acts = any("effort" in thing.classes for thing in things)  # "took steps"
        own = content.kinds - FOUGHT if acts else content.kinds
        facts.kinds |= own.union(self.contents.kinds_behind(verb), *map(kinds_at, verb.adverbs))
        facts.add_codes(content)
        if facts.hedge is None and verb.role != Role.GERUND:
            facts.hedge = self.contents.hedge_of(verb, arguments)
        inside = (at for at in verb.adverbs if "domestic" in kinds_at(at))
        facts.is_inside |= any(token.tag == "&" for at in inside for token in verb.tokens[at + 1 : at + 2])
        facts.goes_on |= goes_on(verb)
        facts.is_there |= is_there(verb)
        facts.in_turn |= is_respective(verb)
        if is_mutual(verb):
            starts = [origin for people in facts.people for origin in people.origins]
            facts.places["both"] += [*(starts or facts.places["origin"]), *facts.places["destination"]]

    def begin_at_recruiter(self, facts: Facts, predicate: Predicate) -> None:
        """Let people come from where those are who find them: "agents in Nepal lure girls to India"."""
        finds = any(frame.verb_class in _FINDING for frame in predicate.frames[:1])
        leads_on = facts.places["destination"] or facts.places["promised"]
        is_known = bool(facts.places["origin"] or facts.places["departure"] or not facts.people)
        is_known |= any(people.origins or people.foreign for people in facts.people)
        if finds and leads_on and not is_known and "perpetrator" in facts.agents:
            facts.places["origin"] += map(Origin, dict.fromkeys(facts.elsewhere))

    def pass_on(self, facts: Facts, arguments: list[Argument]) -> None:
        """Make places of passage of those before the goal: "a flight to Dubai en route to Cyprus"."""
        if any(argument.role in ONWARD_TO for argument in arguments):
            goals = (a for a in arguments if a.role in TO or a.frame.verb_class == "arrive")
            before = (a for a in goals if a.role not in ONWARD_TO and a.content.who == PLACE)
            codes = {place.code for argument in before for place in argument.content.places}
            ends = facts.places["destination"]
            facts.places["via"] += (end for end in ends if end.code in codes)
            facts.places["destination"] = [end for end in ends if end.code not in codes]

    def add(self, facts: Facts, argument: Argument, *, leads: bool) -> None:
        """Add what an argument names. ``leads`` says that another one says from or to where people go."""
        content = argument.content
        kinds = content.kinds | self.contents.kinds_behind(argument.node)
        facts.kinds |= kinds - only_named(argument, tells=leads or bool(facts.people))
        self.add_outcome(facts, argument)
        if argument.field("*") == "opaque" or "false-promise" in content.kinds:
            return
        if content.who in (SCENE, OTHER) and argument.node.kind != ADJECTIVE:
            items = map(self.contents.__getitem__, argument.node.group[:MAX_ITEMS])
            kind = "exploitation" if any(item.exploitation for item in items) else "work"
            if argument.field(kind) == "opaque":
                self.places.add(facts, argument)
                return
        facts.roles |= content.roles
        if _is_party(argument, self.contents):
            return
        if is_nobody(argument):
            self.add_actor(facts, argument)
            return
        if argument.field("person") == "victims" and _names_people(argument, self.contents):
            self.add_people(facts, argument)
        if content.places or content.who == PLACE or len(argument.node.group) > 1:
            self.places.add(facts, argument)
        facts.add_codes(content)
        hedge = content.hedge if not qualifies(content) else None
        if argument.role == "predicate":  # "are potential victims"
            hedge = self.contents.hedge_in(argument.node) if hedge is None else hedge
        if not argument.node.is_conjunct and facts.hedge is None:
            facts.hedge = hedge

    def add_outcome(self, facts: Facts, argument: Argument) -> None:
        """Add the exploitation that a promise ends in: "lured by offers that lead to forced labor"."""
        is_lure = argument.frame.verb_class == "recruit"
        for clause in (each for each in argument.node.children if each.role == Role.RELATIVE and is_lure):
            if "result_in" in clause.classes and not (clause.negated or clause.adverbs):
                outcomes = map(self.contents.__getitem__, clause.nouns("to", "in"))
                for outcome in (each for each in outcomes if each.exploitation):
                    facts.add_codes(outcome)

    def add_actor(self, facts: Facts, argument: Argument) -> None:
        """Add who acts and where."""
        facts.agents |= argument.content.head
        facts.exploitation += (code for code, _ in argument.content.exploitation)
        for child in argument.node.nouns("in", "from"):
            places = self.contents[child].places
            facts.elsewhere += (place.code for place in places if place.of == PLACE)
        is_rescuer = argument.frame.verb_class == "rescue" and argument.role in _RESCUING
        if is_rescuer and "official" in argument.content.head:
            facts.elsewhere += (place.code for place in argument.content.places)  # "Thai police freed"

    def add_people(self, facts: Facts, argument: Argument) -> None:
        """Add the people of one item of a list."""
        node = self.peoples.item_of(argument.node)
        items = node.group[:MAX_ITEMS]
        if node not in items:
            return
        people = self.peoples.of(node)[items.index(node)]
        if self.names_nobody(argument, people):
            return
        lead = self.contents[node.group[0]]
        if lead.who != PEOPLE and node.is_conjunct:  # "migrant construction and domestic workers"
            people = people._replace(groups=(*(code for code, _ in lead.groups), *people.groups))
        if argument.role in _ATTRIBUTES or node.role == Role.APPOSITION:
            if facts.people:
                are_foreign = people.foreign and argument.role == "predicate"  # "as foreign workers"
                self.add_predicate(facts, people._replace(foreign=are_foreign))
            verb = node.parent
            becomes = verb is not None and verb.role == Role.INFINITIVE and "force" in verb.parent_classes
            if facts.people or argument.role == "as" or becomes:
                return  # "who are sold as wives", "forced to become child soldiers"
        if facts.people and argument.role == "among" and facts.lead not in items:
            self.add_members(facts, people)
            facts.lead = node.group[0]
        elif facts.people and node.role == "of" and node.lemma in PRONOUNS:
            self.add_members(facts, people)  # "most of them from Laos"
        else:
            if facts.lead is not None and facts.lead.role in _WHOLE and facts.people == [People((), ())]:
                facts.people, facts.lead = [], None  # "of the victims, nine girls are"
            facts.people += [people] if people not in facts.people else []
            facts.lead = facts.lead or (node if facts.is_later_part else node.group[0])

    def names_nobody(self, argument: Argument, people: People) -> bool:
        """Tell whether a phrase for people says nothing of whom a predicate is about."""
        is_example = argument.node.role in EXAMPLES and argument.role not in _ATTRIBUTES
        if argument.depth and is_example and not people.origins:
            return True  # their groups are those of the phrase above
        is_whole = argument.role in _WHOLE and _is_ahead(argument)
        if not (argument.role in _MAIN or is_whole or people.groups or people.origins or people.foreign):
            return True  # "become victims of", "migrate as laborers"
        # "girls are forced into servitude in Romani communities"
        return argument.role == "in" and self.is_of_subject(argument.node)

    def add_members(self, facts: Facts, people: People) -> None:
        """Add who they are of whom a predicate speaks: "victims among Lao workers"."""
        known = [each for each in facts.people if not each.origins]
        facts.people = [each for each in facts.people if each.origins] + [
            each._replace(groups=(*each.groups, *people.groups), origins=people.origins) for each in known
        ]

    def add_predicate(self, facts: Facts, people: People) -> None:
        """Add what the people of a predicate are said to be: "the victims are women from Laos"."""
        origins = [each.origins for each in facts.people]
        if people.origins and people.origins not in origins:
            if () not in origins:
                facts.people.append(people)
            self.add_members(facts, people)
            return
        facts.people = [
            each._replace(groups=(*each.groups, *people.groups), foreign=each.foreign or people.foreign)
            if people.origins in ((), each.origins)
            else each
            for each in facts.people
        ]

    def is_of_subject(self, node: Node) -> bool:
        """Tell whether a phrase depends on a verb whose subject is people."""
        verb = next((above for above in node.ancestors() if above.kind == VERB), None)
        subject = verb.subject if verb is not None else None
        return subject is not None and self.contents[subject].who == PEOPLE

    def complete(self, facts: Facts, predicate: Predicate, arguments: list[Argument]) -> None:
        """Add the codes of labels in two parts, and those that the agent decides: "forced … to work"."""
        for verb in (each for each in predicate.verbs if each.lemma in self.labels.of_verbs):
            labels = self.labels.of_verbs[verb.lemma]
            doing = (a for a in arguments if a.node.last > verb.first and not a.is_aside(verb))
            words = {each.lemma for each in predicate.verbs}.union(*(a.words_of_labels for a in doing))
            found = [label for label in labels if label.forms & words]
            facts.exploitation += (label.code for label in found if label.scheme == "exploitation")
            facts.sectors += (label.code for label in found if label.scheme == "sector")
        if is_prostitution(arguments):
            facts.exploitation = [code for code in facts.exploitation if code != "forced-labor"]
        if not (facts.agents and predicate.takes_people):
            return
        telling = (kind for a in arguments if a.role == "according to" for kind in a.content.head)
        acting = sorted(facts.agents.difference(telling))
        given = {*facts.exploitation, *(group for people in facts.people for group in people.groups)}
        rows = (row for kind in acting for row in frames().by_agent.get(kind, ()))
        facts.exploitation += (code for wanted, code in rows if wanted in given)


def _is_goal(argument: Argument) -> bool:
    """Tell whether a phrase of the verb itself names where people go, or where work is promised."""
    content = argument.content
    is_place = content.who == PLACE and bool(content.places)
    return not argument.depth and argument.role in TO | {PROMISED} and is_place


def _is_ahead(argument: Argument) -> bool:
    """Tell whether a phrase stands ahead of its verb: "of the victims, most are"."""
    verb = argument.node.parent
    return verb is not None and verb.kind == VERB and argument.node.first < verb.first


def _is_party(argument: Argument, contents: Contents) -> bool:
    """Tell whether a phrase names whom victims are made to marry, or who is tried: "a case against men"."""
    host, verb = argument.node.group[0].host, argument.node.parent
    if argument.role == "against":  # "brought a case against", "a case brought against"
        things = (host, verb and verb.parent)
        return any(thing is not None and "count-unit" in contents[thing].kinds for thing in things)
    if argument.role not in ("to", "with", "for") or argument.content.who == SCENE:
        return False  # "through marriages for forced labor"
    suffered = contents[host].exploitation if host and not is_set_off(argument.node) else ()
    return any(code == "forced-marriage" for code, _ in suffered)  # not "as wives, to Ghana"


def _names_people(argument: Argument, contents: Contents) -> bool:
    """Tell whether a phrase names people, be it by a word that has no label: "models are lured to Turkey"."""
    content, verb = argument.content, argument.node.parent
    if content.who == PEOPLE:
        return True
    if verb is None or argument.frame.verb_class != "recruit" or content.who != OTHER or content.kinds:
        return False
    is_done_to = argument.role == ("subject" if verb.passive else "object")
    return is_done_to and content.plural_role and "exploitation-verb" in contents[verb].kinds
