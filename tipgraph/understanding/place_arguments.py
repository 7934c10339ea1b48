"""The place arguments of a clause: each place with its function, such as origin, location or destination."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from tipgraph.understanding.clauses import Clause
from tipgraph.understanding.grammar import LOCATION_PREPOSITIONS, TRANSIT_PREPOSITIONS, words
from tipgraph.understanding.inflect import NOUN, PLURAL
from tipgraph.understanding.mention import Mention
from tipgraph.understanding.placelists import PlaceList, place_lists, words_between

__all__ = [
    "ACTOR",
    "BOTH_WAYS",
    "DESTINATION",
    "LOCATION",
    "NATIONALITY",
    "ORIGIN",
    "OTHER",
    "TRANSIT",
    "PlaceArgument",
    "place_arguments",
]

NATIONALITY = "nationality"
"""A nationality of victims, or of people who may be victims: "Angolan boys"."""
ORIGIN = "origin"
"""Where people come from: "boys from Angola"."""
LOCATION = "location"
"""Where something happens: "in Angola", "Libyan brothels"."""
DESTINATION = "destination"
"""Where people go or are taken: "to Angola"."""
TRANSIT = "transit"
"""Where people pass through."""
BETWEEN = "between"
"""Either end of movement in both directions: "between Mali and Senegal"."""
BOTH_WAYS = "both-ways"
"""Both origin and destination: "to and from neighboring countries"."""
ACTOR = "actor"
"""Describes traffickers, buyers, officials or things, and is no part of a route."""
OTHER = "other"
"""The subject of the sentence, or a place without a known function."""

_PEOPLE_HEADS = words("victim-group person victim")
_ACTOR_HEADS = words("perpetrator smuggler buyer official complicity ngo")
_SETTINGS = words("sector workplace")
_ORDEALS = _SETTINGS | words("exploitation")
_QUALIFYING = words("foreign certainty exemplifier degree demonym")
_GOVERNED_THROUGH = words(
    "role exemplifier foreign certainty degree workplace country-noun pronoun domestic abroad"
)
_GOVERNING_VERBS = words("arrival-verb transit-verb departure-verb adjacency")
_LISTED_PEOPLE = words(
    "victim-group conj comma person victim foreign exemplifier degree certainty pronoun partitive quantity"
)
_LINKING = words("prep exemplifier movement rel domestic")
_BEFORE_HEDGE = words("conj comma prep bracket exemplifier contrast aux arrival-verb")
_JOINING = words("prep transit-verb conj comma")
_TOWARDS = words("to into toward towards arrival-verb")
_REACH = 4
"""Words that may stand between a preposition and its place, or an adjective and its noun."""
_NOMINAL_NEXT = re.compile(
    r"""\s*(?:$|[.,;:)]|(?:who|which|that|in|to|are|were|is|was|have|had|has|from|and|or|may|abroad|also|working
    |living|into|origin|nationality)\b)""",
    re.VERBOSE,
)
"""What shows that a nationality stands for people by itself: "some Vietnamese are"."""
_ETHNIC = re.compile(r"\b[Ee]thnic(?:ally)? $")
"""What shows that a nationality is one of a country's own minorities: "ethnic Vietnamese families"."""
_ROLES = {"source": ORIGIN, "transit": TRANSIT, "destination": LOCATION}
_PLURAL_ROLE = re.compile(r"s\b|\scountries\b")
"""What shows that a word for a role is said of several countries."""
_ASIDE = 8
"""Mentions that an aside in a list of places may have."""
_PHRASE = 90
"""Code points from "in" to the place in "in the construction, fishing, and textile sectors of …"."""
_OF_LOCATION = re.compile(
    r"\b(?:in|on|at|along|near|across|throughout|within) (?:[\w-]+,? ){1,8}of (?:\w+ ){0,3}$"
)
"""What shows that "of" introduces a location: "on the coast of"."""

_SHARED_LIST = re.compile(
    r"""\b(?:(?:through|via|transit(?:ing)?),?\ (?:and|or|and/or)\ (?:\w+\ )?(?:in|into|to|within)
    |(?:in|into|to|within|(?P<from>from)),?\ (?:and|or|and/or)\ (?:\w+\ )?(?:through|via))\ (?:the\ )?$""",
    re.VERBOSE,
)
"""Two prepositions with one list of places: "through or stranded in"."""


_TO_AND_FROM = re.compile(
    r"""\b(?:to,?\ (?:and\ |or\ |and/or\ )?from|from,?\ (?:and\ |or\ |and/or\ )?to)
    (?:,?\ (?:and\ |or\ |and/or\ )?(?:(?P<through>through)|within))*\ (?:the\ )?$""",
    re.VERBOSE,
)
"""Prepositions of both directions with one list of places: "to, from, and through"."""


class PlaceArgument(NamedTuple):
    """A place and its function. ``people`` are the victim groups linked to it.

    ``named`` is true if the words name people from the place, with or without a victim group: "Thai workers".
    """

    place: str
    function: str
    mention: Mention
    hedged: bool = False
    people: tuple[Mention, ...] = ()
    named: bool = False


def place_arguments(clause: Clause, text: str) -> list[PlaceArgument]:
    """Return the place arguments of a clause, in order."""
    found: list[PlaceArgument] = []
    for listed in place_lists(clause.mentions, text):
        previous = found[-1] if found else None
        aside = previous is not None and previous.function == NATIONALITY and _after_aside(listed, found)
        function = aside or _function(listed, previous)
        if function == OTHER and "role" in clause.kinds:
            function = _of_role(clause, text)
        people = _people(listed, function)
        groups = tuple(m for m in people if m.kind == "victim-group")
        for each in (function, TRANSIT) if _is_transit_too(listed, function) else (function,):
            found += [
                PlaceArgument(m.code, each, m, _hedged(clause, m), groups, bool(people))
                for m in listed.members
            ]
    return found


def _after_aside(listed: PlaceList, found: Sequence[PlaceArgument]) -> str | None:
    """Return how a list continues after an aside: "from Peru, including Quechua Bolivians, and Chile"."""
    if len(found) < 2 or listed.adjectival:
        return None
    opened = any(m.kind == "exemplifier" for m in listed.before[-_ASIDE:] if m.end <= found[-1].mention.start)
    closed = [m.kind for m in listed.before[-2:]] == ["comma", "conj"]
    outer = next((argument for argument in reversed(found) if argument.function != NATIONALITY), None)
    return outer.function if outer and opened and closed else None


def _is_transit_too(listed: PlaceList, function: str) -> bool:
    """Tell whether prepositions share a list, and one of them is "through": "into or through Sudan"."""
    if function == BOTH_WAYS:
        both = _goes_both_ways(listed)
        return both is not None and both["through"] is not None
    return function in (LOCATION, DESTINATION, ORIGIN) and _two_prepositions(listed) is not None


def _goes_both_ways(listed: PlaceList) -> re.Match[str] | None:
    if len(listed.before) < 2 or listed.before[-2].kind not in _JOINING:
        return None
    return _TO_AND_FROM.search(listed.text, max(0, listed.start - 40), listed.start)


def _two_prepositions(listed: PlaceList) -> str | None:
    """Return the function that a list has besides being passed: the other of its two prepositions'."""
    if not any(m.kind == "conj" for m in listed.before[-_REACH:]):
        return None
    found = _SHARED_LIST.search(listed.text, max(0, listed.start - 40), listed.start)
    return found and (ORIGIN if found["from"] else DESTINATION)


def _function(listed: PlaceList, previous: PlaceArgument | None) -> str:
    following = listed.text[listed.end : listed.end + 1]
    if following == "-":
        return ACTOR  # "Chinese-owned"
    if listed.adjectival:
        return _of_adjective(listed)
    if _names_people(listed):
        return NATIONALITY
    if _abbreviates(listed) and _names_actors(listed):
        return ACTOR  # "U.S. soldiers", but "in Ghana officials …"
    if following in ("’", "'"):
        return _of_possessive(listed)
    governor = _governor(listed)
    if governor is None:
        return _resumed(listed, previous) or OTHER
    return _of_governor(listed, governor) or OTHER


def _of_role(clause: Clause, text: str) -> str:
    """Of "other destinations are Spain and Greece", "source countries include Mali": what the noun says."""
    roles = clause.of("role")
    plural = all(
        _PLURAL_ROLE.search(text, role.start, role.end + len(" countries"))
        or text.endswith("countries of ", 0, role.start)
        for role in roles
    )
    return next((_ROLES[role.code] for role in roles if role.code in _ROLES), OTHER) if plural else OTHER


def _of_adjective(listed: PlaceList) -> str:
    """Tell whom or what a nationality qualifies."""
    if _governor(listed) == "by" or _is_among_actors(listed):
        return ACTOR
    if _ETHNIC.search(listed.text, max(0, listed.start - 12), listed.start):
        return OTHER
    if listed.members[-1].form == PLURAL or _NOMINAL_NEXT.match(listed.text, listed.end):
        return NATIONALITY
    for mention in listed.after:
        if words_between(listed.text, listed.end, mention.start) >= _REACH:
            break
        if mention.kind in _SETTINGS:
            return _of_head(listed, mention)
        if mention.kind in _PEOPLE_HEADS:
            return NATIONALITY
        if mention.kind in _ACTOR_HEADS:
            return ACTOR
        if mention.kind not in _QUALIFYING and mention.kind in ("prep", "aux", "conj", "comma", "rel"):
            break
    return OTHER


def _is_among_actors(listed: PlaceList) -> bool:
    """Of "tourists, including Germans, buy sex": those who buy."""
    if not listed.before or listed.before[-1].kind not in ("exemplifier", "status"):
        return False
    named = (
        m for m in reversed(listed.before) if m.kind not in ("exemplifier", "status", "comma", "bracket")
    )
    head = next(named, None)
    if head is None or head.form != NOUN:
        return False
    return any(m.start == head.start and m.kind in _ACTOR_HEADS for m in listed.before)


def _of_head(listed: PlaceList, modifier: Mention) -> str:
    """Of "Thai construction workers" (people), "Thai construction companies" (actors) and "Thai sites"."""
    end = modifier.end
    for mention in listed.after:
        if mention.start <= modifier.start:
            continue
        if words_between(listed.text, end, mention.start) or mention.kind == "comma":
            return LOCATION
        if mention.kind in _PEOPLE_HEADS:
            return NATIONALITY
        if mention.kind in _ACTOR_HEADS:
            return ACTOR
        if mention.kind not in ("sector", "conj"):
            return LOCATION
        end = mention.end
    return LOCATION


def _names_people(listed: PlaceList) -> bool:
    """Tell whether a name stands right before a noun for people: "Hong Kong residents"."""
    return any(m.kind in _PEOPLE_HEADS and m.start == listed.end + 1 for m in listed.after[:2])


def _abbreviates(listed: PlaceList) -> bool:
    """Tell whether a name is one of capitals: those serve as adjectives, too."""
    last = listed.members[-1]
    return listed.text[last.start : last.end].replace(".", "").isupper()


def _names_actors(listed: PlaceList) -> bool:
    return any(m.kind in _ACTOR_HEADS and m.start == listed.end + 1 for m in listed.after[:2])


def _of_possessive(listed: PlaceList) -> str:
    """Of "in Guinea's mines" (a scene), "Guinea's women" (people) and "Guinea's government"."""
    governor = _governor(listed)
    if governor in _TOWARDS and listed.after and listed.after[0].kind in _ORDEALS:
        return DESTINATION
    for mention in listed.after[:2]:
        if mention.kind in _SETTINGS and governor in LOCATION_PREPOSITIONS | words("to from"):
            return LOCATION
        if mention.kind in _PEOPLE_HEADS and mention.start - listed.end <= 3:
            return NATIONALITY
    if governor == "from":
        return ORIGIN  # "men from Burma's Rakhine State"
    return LOCATION if governor in ("in", "within") else ACTOR


def _of_governor(listed: PlaceList, governor: str) -> str | None:
    if governor == "between":
        return BETWEEN
    if governor in LOCATION_PREPOSITIONS:
        return LOCATION
    if _goes_both_ways(listed):
        return BOTH_WAYS
    if governor in TRANSIT_PREPOSITIONS or governor == "transit-verb":
        return _two_prepositions(listed) or TRANSIT
    if governor in _TOWARDS or (governor == "for" and _leaves(listed)):
        return DESTINATION
    if governor == "of" and _OF_LOCATION.search(listed.text, max(0, listed.start - _PHRASE), listed.start):
        return LOCATION
    return _of_source(listed, governor) if governor in ("from", "of", "departure-verb") else None


def _leaves(listed: PlaceList) -> bool:
    """Tell whether someone leaves a place for the listed ones: "leave Haiti for Canada"."""
    going = [
        m.kind for m in listed.before if m.kind in ("departure-verb", "movement", "exploitation-verb", "aux")
    ]
    return bool(going) and going[-1] == "departure-verb"


def _governor(listed: PlaceList) -> str | None:
    """Return the preposition, or the kind of verb, that a list of places depends on."""
    end, follower = listed.start, ""
    for mention in reversed(listed.before):
        if mention.end > end:
            continue
        if words_between(listed.text, mention.end, end) > _REACH or ";" in listed.text[mention.end : end]:
            return None
        if mention.kind == "prep":
            return mention.code
        if mention.kind in _GOVERNING_VERBS:
            return mention.kind
        if mention.kind in ("comma", "conj") and _after_the_country(listed, mention):
            return "in"
        apposed = mention.kind == "comma" and follower == "exemplifier"
        if mention.kind not in _GOVERNED_THROUGH and not apposed:
            if _has_other_sense(listed, mention):
                continue  # "to reach", "including": verbs of measures, too
            return None
        end, follower = mention.start, mention.kind
    return None


def _after_the_country(listed: PlaceList, joint: Mention) -> bool:
    """Tell whether a list goes on after "throughout the country", that is: after a scene at home."""
    return any(m.kind == "domestic" and 0 <= joint.start - m.end <= 1 for m in listed.before)


def _has_other_sense(listed: PlaceList, mention: Mention) -> bool:
    """Tell whether the words of a mention have a sense that may stand between a place and its governor."""
    senses = {m.kind for m in listed.before if m.start == mention.start}
    return not senses.isdisjoint(_GOVERNED_THROUGH | _GOVERNING_VERBS)


def _of_source(listed: PlaceList, governor: str) -> str:
    """Tell whom "from X" is said of: people, or those who buy or traffic them."""
    for mention in reversed(listed.before):
        if mention.kind in _ACTOR_HEADS:
            return ACTOR
        if mention.kind in _PEOPLE_HEADS or mention.kind in ("foreign", "exploitation-verb"):
            return ORIGIN
        if governor == "of" and mention.kind in ("measure", "workplace", "country-noun"):
            return OTHER
    return OTHER if governor == "of" else ORIGIN


def _resumed(listed: PlaceList, previous: PlaceArgument | None) -> str | None:
    """Return the function of the list before, if this one takes it up again after a few unknown words."""
    if previous is None or previous.function == NATIONALITY:
        return None
    near = words_between(listed.text, previous.mention.end, listed.start) < _REACH
    return previous.function if near and ";" not in listed.text[previous.mention.end : listed.start] else None


def _people(listed: PlaceList, function: str) -> list[Mention]:
    """Return the words for people that a nationality, or "from X", is said of."""
    nearby: list[Mention] = []
    if function == NATIONALITY:
        nearby = list(takewhile(lambda m: m.kind in _LISTED_PEOPLE or m.kind == "exploitation", listed.after))
    elif function == ORIGIN:
        linked = list(reversed(listed.before))
        while linked and linked[0].kind in _LINKING:
            del linked[0]
        nearby = [*_those_from(linked), *_apposed(listed)]
    if not nearby:
        return nearby
    pronouns = {m.start for m in nearby if m.kind == "pronoun"}  # "others from Laos": of those before
    return [m for m in nearby if m.kind in _PEOPLE_HEADS and m.start not in pronouns]


def _those_from(linked: Sequence[Mention]) -> list[Mention]:
    """Return the list of people right before "from X", backwards; not those whom a nationality qualifies.

    Of "Thai children and women from Laos", the women are from Laos.
    """
    nearby = list(takewhile(lambda m: m.kind in _LISTED_PEOPLE, linked))
    following = linked[len(nearby) : len(nearby) + 1]
    if not nearby or any(m.kind == "pronoun" for m in nearby[:2]):
        return nearby  # "Thai women and children, and those from Laos"
    if following and following[0].kind == "demonym" and nearby[-1].kind != "conj":
        joint = "exemplifier" if any(m.kind == "exemplifier" for m in nearby) else "conj"
        return list(takewhile(lambda m: m.kind != joint, nearby))
    return nearby


def _apposed(listed: PlaceList) -> list[Mention]:
    """Of "boys from Niger and Mali, many of them pupils": what is added on them."""
    after = [m for m in listed.after[:4] if m.kind != "comma"]
    return after[1:2] if after and after[0].kind == "partitive" else []


def _hedged(clause: Clause, place: Mention) -> bool:
    """Tell whether an adverb weakens this one item: "possibly Congolese", "and possibly in Spain"."""
    hedges = clause.of("certainty")
    if not hedges:
        return False
    before = clause.before(place.start)
    governed = before is not None and before.kind == "prep"
    starts = (place.start, before.start) if governed and before is not None else (place.start,)
    return any(0 <= start - m.end <= 2 and _stands_apart(clause, m) for m in hedges for start in starts)


def _stands_apart(clause: Clause, hedge: Mention) -> bool:
    """Of "and possibly Thai women", but not of "recruit vulnerable Thai women"."""
    before = clause.before(hedge.start)
    return before is None or before.kind in _BEFORE_HEDGE
