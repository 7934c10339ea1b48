"""Facts: what a predicate names, field by field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tipgraph.understanding.routes.content import AUTHORITIES, Content
from tipgraph.understanding.routes.parts import names_matter, names_start
from tipgraph.understanding.routes.people import Origin, People
from tipgraph.understanding.routes.predicates import Argument
from tipgraph.understanding.syntax.tree import Node

__all__ = ["FIELDS", "Facts", "set_origins"]

FIELDS = ("origin", "departure", "destination", "via", "both")
"""The fields of places that a frame gives."""
_SITES = frozenset(("entertainment", "hospitality"))
"""Sectors of the places where people are sold for sex."""
_OF_ANY_WORK = frozenset(("forced-labor", "debt-bondage"))
"""Exploitation that may go with all work."""


@dataclass
class Facts:
    """What a predicate names.

    ``lead`` is the first phrase for people. ``places`` has the places of each field, and ``elsewhere`` those
    where the ones who act are. ``is_strong`` says that somebody is exploited, and not only that a trafficker
    acts or a victim moves. ``roles`` are the roles that a country has in it. A later part has its own people,
    or shares those of the first part, and the exploitation if it has none. ``last_field`` is the field of the
    last place. ``has_goal`` says that the verb itself names where people go, ``enters`` that they come into
    the report country, ``is_there`` that something happens at the last place, ``in_turn`` that each people
    has one of the places, ``is_away`` that they are taken to a place that is not named, ``is_inside`` that it
    happens at home, too, ``starts_here`` that they are recruited in the report country, ``lists_home`` that
    home is an item of a list of countries, ``of_some`` that only some of the people are meant.
    """

    people: list[People] = field(default_factory=list)
    lead: Node | None = None
    places: dict[str, list[Origin]] = field(
        default_factory=lambda: {name: [] for name in (*FIELDS, "around", "promised")}
    )
    exploitation: list[str] = field(default_factory=list)
    sectors: list[str] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    agents: set[str] = field(default_factory=set)
    exploited: bool = False
    moving: bool = False
    elsewhere: list[str] = field(default_factory=list)
    hedge: int | None = None
    is_strong: bool = False
    goes_on: bool = False
    has_goal: bool = False
    is_part: bool = False
    is_later_part: bool = False
    last_field: str = ""
    enters: bool = False
    is_there: bool = False
    in_turn: bool = False
    is_away: bool = False
    is_inside: bool = False
    starts_here: bool = False
    lists_home: bool = False
    of_some: bool = False

    def copied(self) -> Facts:
        """Return the same facts, to which others may be added."""
        facts = object.__new__(Facts)
        vars(facts).update(vars(self))
        facts.people, facts.elsewhere = self.people[:], self.elsewhere[:]
        facts.places = {name: places[:] for name, places in self.places.items()}
        facts.exploitation, facts.sectors = self.exploitation[:], self.sectors[:]
        facts.roles, facts.kinds, facts.agents = {*self.roles}, {*self.kinds}, {*self.agents}
        return facts

    def add_origins(self, origins: Iterable[Origin]) -> None:
        """Add where the last people come from, too: "men from Mali, in addition to Togo"."""
        last = self.people[-1]
        self.people[-1] = last._replace(origins=(*last.origins, *origins))

    def suffer_too(self, before: Facts, own: Iterable[Argument]) -> None:
        """Add what others suffer, unless these do other work: "girls are sold for sex, and boys to farms".

        ``own`` are the arguments of these facts.
        """
        if not self.exploitation:
            other = (each for each in own if names_matter(each) and not _is_site_of_sex(each))
            works = bool(self.people) and next(other, None) is not None
            self.exploitation = [code for code in before.exploitation if not works or code in _OF_ANY_WORK]

    @property
    def says_whence(self) -> bool:
        """Whether they say where people come from."""
        return bool(self.places["origin"]) or any(people.origins for people in self.people)

    def suffer(self, exploitation: list[str], sectors: list[str]) -> None:
        """Take over what people suffer, where nothing else is named."""
        self.exploitation = self.exploitation or list(exploitation)
        self.sectors = self.sectors or list(sectors)
        self.exploited |= bool(exploitation)

    def of_victims(self, verbs: Iterable[Node]) -> bool:
        """Tell whether people are victims: "repatriated trafficked minors", not "flew minors home"."""
        helped = bool(self.agents & AUTHORITIES)
        conveyed = any("convey" in verb.classes and (helped or not verb.passive) for verb in verbs)
        return self.exploited or ("exploitation-verb" in self.kinds and not conveyed)

    def add_codes(self, content: Content) -> None:
        """Add the exploitation and the sectors of a phrase."""
        self.exploitation += (code for code, _ in content.exploitation)
        self.sectors += (code for code, _ in content.sectors)


def _is_site_of_sex(argument: Argument) -> bool:
    """Tell whether a phrase names a place where people are sold for sex: "in massage parlors"."""
    sectors = {code for code, _ in argument.content.sectors}
    return bool(sectors) and sectors <= _SITES


def set_origins(found: list[Facts], parts: list[list[Argument]]) -> None:
    """Give the people of each leg its own origins: those of "from Togo to Gabon and from Mali to Niger"."""
    starts = [
        dict.fromkeys(p.code for a in part if names_start(a) for p in a.content.places) for part in parts
    ]
    if len(parts) > 1 and all(starts):
        people = list(found[0].people)
        for facts, codes in zip(found, starts, strict=True):
            origins = tuple(map(Origin, codes))
            facts.people = [each._replace(origins=origins) for each in facts.people or people]
