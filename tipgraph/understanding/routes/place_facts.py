"""Places of a predicate: which field each one has, by its preposition and what stands around it."""

from __future__ import annotations

from collections.abc import Callable

from tipgraph.understanding.routes import positions
from tipgraph.understanding.routes.content import ACTOR, BACK, EXAMPLES, FROM, OTHER, PLACE, SCENE
from tipgraph.understanding.routes.facts import FIELDS, Facts
from tipgraph.understanding.routes.frames import frames
from tipgraph.understanding.routes.people import Origin, Peoples
from tipgraph.understanding.routes.predicates import Argument, Contents
from tipgraph.understanding.syntax.tree import VERB, Node

__all__ = ["TO", "PlaceReader"]

TO = frozenset(("to", "into", "bound for"))
"""Roles of places that are no goals if a further one is."""
_ONWARD = 3
"""Words before a place among which one says that people go on to it."""
_HELD = frozenset(("of", "object", "with"))
"""Roles of what says from where people are: "of Lao origin", "who hold Lao passports"."""
_WITHIN = frozenset(("in", "across", "throughout"))
_INSTEAD = frozenset(("rather than", "instead of"))
_START, _INSIDE = frozenset(("from", "out of")), frozenset(("in", "within", "inside"))
_OWN = frozenset(("from", "in", "of"))


class PlaceReader:
    """Reads the places that phrases name. ``countries`` returns those that "these countries" stands for."""

    def __init__(
        self, home: str, contents: Contents, peoples: Peoples, countries: Callable[[], list[Origin]]
    ) -> None:
        self.home, self.contents, self.peoples, self.countries = home, contents, peoples, countries
        self.legs: dict[Node, tuple[str, ...]] = {}

    def add(self, facts: Facts, argument: Argument) -> None:
        """Add the places that a phrase names, in the fields of its prepositions."""
        node, content = argument.node, argument.content
        denial = node.tokens[node.first - 2] if node.first > 1 else None
        is_denied = denial is not None and (denial.tag == "!" or denial.word in _INSTEAD)
        if is_denied or (content.places and positions.is_no_end(node, self.contents)):
            return  # "to Iraq, not to Italy", "rather than to Italy"
        host = node.group[0].host
        if host is not None and argument.role in _OWN and self.is_of_actor(node, host):
            facts.elsewhere += (place.code for place in content.places)
            return
        whole = node.group[0].parent if node.group[0].role in EXAMPLES else None
        shared = node.shared if whole is None else whole.shared  # "to and from two countries, including Togo"
        is_descent = argument.role in _HELD and "descent" in node.classes
        roles = ("from" if is_descent else argument.role, *shared)
        if "from" in node.shared and node.tokens[node.group[0].first - 2].word == "from":
            roles = ("from",)  # "from across Asia"
        is_start = whole is not None and self.contents[whole].roles == {"source"} and argument.role == "in"
        if is_start and self.field(facts, argument, "in") == "destination":
            roles = ("from",)  # "are exploited in countries of origin, including Togo"
        if not (TO.isdisjoint(roles) or _START.isdisjoint(roles)):
            facts.places["around"] += (Origin(place.code, place.hedge) for place in content.places)
            facts.places["around"] += [] if content.places else self.places_meant(node, "destination")
            facts.kinds |= {"domestic" for role in roles if role in _INSIDE}  # "to, from, and within"
            roles = ("through",) if "through" in roles else ()
        for role in roles:
            self.add_as(facts, argument, role)

    def add_as(self, facts: Facts, argument: Argument, role: str) -> None:
        """Add the places of a phrase in the field of one preposition."""
        node, content = argument.node, argument.content
        besides = role == "in addition to"  # "to Mexico, in addition to Cuba"
        name = facts.last_field if besides else self.field(facts, argument, role)
        if besides and name == "origin" and facts.people and facts.people[-1].origins:
            facts.add_origins(Origin(p.code, p.hedge) for p in content.places if p.of == PLACE)
            return
        legs = self.legs_before(facts, node) if name == "destination" else ()
        hedge = self.contents.hedge_before(node)
        if hedge is None and node.is_conjunct:
            hedge = content.hedge
        for place in content.places:
            found = Origin(place.code, hedge if place.hedge is None else place.hedge, legs)
            is_scene = place.of == OTHER and name == "destination" and bool(content.exploitation)
            if place.of == OTHER and "descent" in node.classes and not facts.agents:
                facts.places["origin"].append(found)
            elif is_scene or (place.of == SCENE and (name or self.is_stay(node, role, place.code))):
                facts.places[name or "destination"].append(found)  # but not "girls from Thai villages"
            elif place.of == PLACE and (name or role in FROM):
                facts.last_field = name or "origin"
                facts.places.get(name, []).append(found)
        facts.lists_home |= node.is_conjunct and any(p.code == self.home for p in content.places)
        if name and not content.places and content.who == PLACE:
            facts.places[name] += self.places_meant(node, name)
        is_added = node.first > 1 and node.tokens[node.first - 2].tag == "&" and not node.shared
        if role == "within" and is_added and self.names_home(node):
            facts.kinds, facts.is_inside = facts.kinds | {"domestic"}, True  # "to Oman, and within Mali"
        facts.enters |= role == "into" and content.who == PLACE and self.is_home(facts)

    def is_stay(self, node: Node, role: str, code: str) -> bool:
        """Tell whether people stay at a place: not "from Thai towns", unless Thailand is home."""
        return role not in FROM or (code == self.home and "institution" not in node.classes)

    def is_home(self, facts: Facts) -> bool:
        """Tell whether people go to the report country."""
        return any(place.code == self.home for place in facts.places["destination"])

    def names_home(self, node: Node) -> bool:
        """Tell whether a phrase names the report country: by its name, or as "the country"."""
        places = self.contents[node].places
        return "homeland" in node.classes if not places else any(p.code == self.home for p in places)

    def places_meant(self, node: Node, name: str) -> list[Origin]:
        """Return the places that "these countries" or "through the country" stands for."""
        if name == "both":
            return self.peoples.countries_before() or self.countries()  # "between the two countries"
        if "same" in node.words:
            return self.countries()[-1:]  # "to the same country"
        if node.determiner in BACK:
            return self.countries()
        bare = node.words[:-1] == ["the"] and "homeland" in node.classes
        is_here = bare and name in ("via", "destination") and node.role != "in"
        return [Origin(self.home)] if is_here else []

    def legs_before(self, facts: Facts, node: Node) -> tuple[str, ...]:
        """Return the places before another one that people go on to: "to Libya and then to Italy"."""
        before = node.tokens[max(node.first - _ONWARD, 0) : node.first]
        if any("onward" in token.classes for token in before):
            self.legs[node.group[0]] = tuple(place.code for place in facts.places["destination"])
        return self.legs.get(node.group[0], ())

    def is_of_actor(self, node: Node, host: Node) -> bool:
        """Tell whether a place is that of who acts before it: "gangs in Peru", not "sold to gangs in"."""
        parent, start = node.parent, node.group[0].first
        is_apart = parent is not None and parent.kind == VERB and parent.first > host.first
        is_apart |= start > 1 and node.tokens[start - 2].tag == ","  # "according to police, in Peru"
        is_police = "official" in self.contents[host].head
        goes_there = (host.role == "by" and not is_police and node.role != "from") or (
            host.role == "to" and node.role == "in"
        )
        return self.contents[host].who == ACTOR and not (goes_there or is_apart)

    def field(self, facts: Facts, argument: Argument, role: str) -> str:
        """Return the field of a place in a role, or nothing."""
        name, node = frames().field(argument.frame, role, "place"), argument.node
        is_whence = name == "origin" or argument.frame.verb_class == "rescue"
        if is_whence and role in FROM and self.peoples.people_before(node) is not None:
            return ""
        start = frames().field(argument.frame, "from", "place")
        if (
            name in ("departure", "destination")
            and role == "in"
            and positions.is_in_origin(node, self.contents)
        ):
            return start  # "lured from their homes in Mexico", "freed from a bar in Peru"
        if role in _WITHIN and positions.is_in_goal(node, self.contents):
            return "destination"
        if name == "destination" and role == "in" and positions.is_passed(node, self.contents):
            return "via"
        if role == "in" and _is_left(argument):
            return "origin"
        if name == "destination" and role in _WITHIN and argument.depth and facts.has_goal:
            return "origin"  # "girls in Nepal are sold to India", "are promised jobs in India"
        if name == "departure" and not positions.follows_people(node, self.contents):
            return "destination"  # "recruited in Nepal for prostitution in India"
        if name == "via" and role == "in" and positions.follows_exploitation(node, self.contents):
            return "destination"  # "transit Laos for prostitution in Thailand"
        if name == "both" and positions.follows_other(node, self.contents):
            return ""  # "talks between Mali and Togo"
        return name if name in FIELDS else ""


def _is_left(argument: Argument) -> bool:
    """Tell whether a place is where people set out: "fled war in Mali", "women in Mali accept jobs"."""
    verb_class = argument.frame.verb_class
    sets_out = verb_class == "accept" and bool(argument.depth)
    return sets_out or (verb_class == "leave" and positions.is_left(argument.node))
