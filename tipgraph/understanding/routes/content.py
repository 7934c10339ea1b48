"""What a noun phrase names: people, places, exploitation, sectors, and who acts.

A nationality belongs to what its noun names. "Thai women" are people from Thailand, "Thai factories" are in
Thailand, and "Thai traffickers" exploit people from anywhere.
"""

from __future__ import annotations

from collections.abc import Set
from typing import NamedTuple

from tipgraph.understanding.routes.work import SUFFERED, is_many, is_no_work
from tipgraph.understanding.syntax.mentions import MAX_ITEMS, Placed, Reading
from tipgraph.understanding.syntax.tree import ADJECTIVE, AFAR, VERB, Node, Role
from tipgraph.understanding.tokens.inflect import PLURAL
from tipgraph.understanding.tokens.mention import PLACES

__all__ = [
    "ACTOR",
    "ADJACENT",
    "AUTHORITIES",
    "BACK",
    "EXAMPLES",
    "FROM",
    "NAMING",
    "NOBODY",
    "OTHER",
    "PEOPLE",
    "PLACE",
    "PROMISED",
    "PRONOUNS",
    "SCENE",
    "STRANGERS",
    "Content",
    "PlaceName",
    "is_homeward",
    "qualifies",
    "read_content",
]  # fmt: skip

PEOPLE, ACTOR, SCENE, OTHER, PLACE = "people", "actor", "scene", "other", "place"
PRONOUNS = frozenset(
    ("they", "them", "themselves", "he", "she", "him", "her", "some", "many", "most", "others", "those",
     "who", "ones", "all", "several", "both", "few", "both groups", "both categories")
)  # fmt: skip
"""Words that stand for people named before, unless they are named behind: "those from Mali"."""
_IN = frozenset(("in", "within", "across", "throughout"))
_TO = frozenset(("to", "into", "from", "through"))
PROMISED = "promised"
"""The role of a place where promised work is to be."""
NAMING = frozenset(("from", "who"))
"""Words behind a pronoun that say whom it stands for."""
_ACTORS = frozenset(("perpetrator", "smuggler", "buyer", "official", "ngo", "complicity", "armed-group"))
_PEOPLE = frozenset(("victim-group", "person", "victim"))
_WORK = frozenset(("sector", "workplace"))
ADJACENT = 2
"""Tokens from a noun to the one behind its preposition."""
_SCENES = _WORK | {"exploitation"}
_HEADS = _PEOPLE | _ACTORS | _SCENES | {"country-noun", "place", "demonym"}
BACK = frozenset(("these", "those", "such"))
"""Determiners that take up what was named before."""
FROM = frozenset(("from", "out of", "of"))
EXAMPLES = AFAR | {"including", "such as", "like", Role.APPOSITION, Role.BRACKETS}
"""What a phrase is to the phrase that it gives examples of."""
NOBODY = frozenset(("agent", "opaque"))
"""Values of a frame's field ``person`` by which an argument names no victims."""
AUTHORITIES = frozenset(("official", "ngo"))
"""Kinds of words for who takes measures."""
STRANGERS = frozenset(("migrants", "refugees"))
"""Groups of people who move from country to country."""
_ALONG, _PASSED = frozenset(("on", "along")), frozenset(("transit",))
_BESIDE = "neighboring-countries"
_DESCRIBED = frozenset(("those", "ones"))
_VICTIMS = frozenset(("victim",))
_OFFENDERS = frozenset(("perpetrator",))
_PLACE = frozenset(("place",))
_NO_WORK = frozenset(("officer", "not-work"))
"""Kinds of longer names of which a sector is no part: "public servant", "hand in glove"."""
_MEASURE = frozenset(("measure",))
_COUNTRY_NOUN = frozenset(("country-noun",))
_NOTHING: frozenset[str] = frozenset()
_COUNTRIES = frozenset(("country-noun", "role"))
"""Kinds of nouns that stand for countries: "Asian countries", "Asian destinations"."""


class PlaceName(NamedTuple):
    """A place that a phrase names: its code, its first token, and what it is said of.

    ``of`` is the kind of the head for a nationality ("Thai women"), and ``place`` for a head ("Thailand").
    """

    code: str
    at: int
    of: str
    hedge: int | None = None


class Content(NamedTuple):
    """What a noun phrase names. ``who`` is the kind of its head."""

    who: str
    head: frozenset[str]
    kinds: frozenset[str]
    groups: tuple[tuple[str, int], ...]
    places: tuple[PlaceName, ...]
    exploitation: tuple[tuple[str, int], ...]
    sectors: tuple[tuple[str, int], ...]
    roles: frozenset[str]
    plural_role: bool
    names_group: bool
    hedge: int | None


_OTHERWISE_NAMED = frozenset(("domestic-work", "drug-trade", "entertainment", "transportation"))
"""Sectors in which forced work is often another kind, or no work of victims: "forced transportation"."""
_BARE = {"toil": "forced-labor", "wedlock": "forced-marriage"}
"""What nouns of some classes name in a list of exploitation."""
_TRAFFICKED = frozenset(("trafficking", "exploitation-verb"))
_SUFFERING = frozenset(("for", "into", "to", "of"))
_BEING = frozenset(("as", "into", Role.PREDICATE))
"""Roles of what people are made."""
_BLANK = {
    is_plural: Content(
        OTHER, _NOTHING, _NOTHING, (), (), (), (), _NOTHING, is_plural, names_group=False, hedge=None
    )
    for is_plural in (False, True)
}
"""What a phrase without mentions names."""


def read_content(reading: Reading, node: Node) -> Content:
    """Return what a phrase names."""
    placed = _inside(reading, node) if reading.has_mentions(node) else None
    is_plural = is_many(node)
    is_bare = all(token.tag == "R" for token in node.tokens[node.first : node.head])  # "later some are"
    is_pronoun = node.lemma in PRONOUNS and is_bare
    behind = [token.word for token in node.tokens[node.last + 1 : node.last + 2]]
    said = _participle_of(node) if is_pronoun else None
    if said is not None and "try" in said.classes:
        return _BLANK[is_plural]._replace(who=ACTOR, head=_OFFENDERS)  # "those convicted were Danes"
    is_taken = said is not None and said.classes & SUFFERED
    is_named = is_pronoun and (is_taken or not NAMING.isdisjoint(behind))
    who = PEOPLE if is_named or _are_from(reading, node) else OTHER
    passed = _PASSED if _is_on_path(reading, node) else _NOTHING
    if placed and "spouse" in node.classes:
        placed = _behind_owner(node, placed)
    if not placed:
        blank = _BLANK[is_plural]
        listed = _listed(reading, node)
        is_blank = who == OTHER and not (passed or listed)
        return blank if is_blank else blank._replace(who=who, roles=passed, exploitation=listed)
    kinds = frozenset([p.mention.kind for p in placed])
    kinds |= _VICTIMS if said is not None and "rescue" in said.classes else _NOTHING
    head = _NOTHING
    if not (is_pronoun or who == PEOPLE):
        who, head = _head(reading, node, placed, kinds)
    roles = _outside(placed, _MEASURE) if "role" in kinds else []  # but "transit homes" are no role
    outside = _outside(placed, _PLACE) if "place" in kinds else placed
    work = outside if kinds.isdisjoint(_NO_WORK) else _outside(outside, _NO_WORK)
    sectors = _codes(work, kinds, "sector")
    sectors += _with_domestic(node, sectors)
    is_beside = any(p.mention.kind == "adjacency" for p in outside)  # but "bordering countries" are a place
    return Content(
        who,
        head,
        kinds,
        () if _is_school_alone(node) else _codes(work, kinds, "victim-group"),
        _places(node, placed, who) if kinds & PLACES and not is_beside else (),
        _suffered(node, head, _codes(outside, kinds, "exploitation")) or _forced(node, who, sectors),
        () if sectors and is_no_work(reading, node, (code for code, _ in sectors)) else sectors,
        passed.union(p.mention.code for p in roles if p.mention.kind == "role"),
        is_plural,
        "victim-group" in kinds
        and any(p.mention.kind == "victim-group" and p.first <= node.head <= p.last for p in placed),
        _hedge(placed) if "certainty" in kinds else None,
    )


def _suffered(
    node: Node, head: frozenset[str], forms: tuple[tuple[str, int], ...]
) -> tuple[tuple[str, int], ...]:
    """Leave out crimes that the word for those who do them names: "gang members", but not "work as" them."""
    does = not head.isdisjoint(_OFFENDERS) and node.role not in _BEING
    return tuple(each for each in forms if each[0] != "forced-criminality") if does else forms


def _is_school_alone(node: Node) -> bool:
    """Tell whether schools are named, and nobody there: "inspected Koranic schools", not "at" them."""
    is_there = node.role in _IN | _TO | {"at"} or "attend" in node.parent_classes
    return "institution" in node.classes and not is_there


def _forced(node: Node, who: str, sectors: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """Return forced labor for work that somebody is forced to do: "forced mining"."""
    is_work = who == SCENE or "employment" in node.classes
    at = node.modifier("forced") if is_work and sectors and not node.nouns("of") else None
    is_named = at is not None and _OTHERWISE_NAMED.isdisjoint(code for code, _ in sectors)
    return (("forced-labor", at),) if at is not None and is_named else ()


def _listed(reading: Reading, node: Node) -> tuple[tuple[str, int], ...]:
    """Return what a noun names beside exploitation: "for prostitution and labor", "trafficked for labor"."""
    named = (code for name, code in _BARE.items() if name in node.classes and node.first == node.last)
    code = next(named, None)
    if code is None or node.role not in _SUFFERING:
        return ()
    items = [each for each in node.group[:MAX_ITEMS] if "exploitation" in reading.kinds(each)]
    is_named = any("toil" in node.classes or each.modifier("forced") is not None for each in items)
    above = reading.kinds_at(node.parent.head) if node.parent is not None and node.role == "for" else _NOTHING
    is_named |= "toil" in node.classes and not above.isdisjoint(_TRAFFICKED)
    return ((code, node.head),) if is_named else ()


def _with_domestic(node: Node, sectors: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    """Return domestic work that shares its noun with another sector: "domestic and fishing industries"."""
    if "industry" not in node.head_token.classes:
        return ()  # "domestic and farm animals"
    joined = (at - 2 for _, at in sectors if at - 2 >= node.first and node.tokens[at - 1].tag == "&")
    found = next((at for at in joined if "household" in node.tokens[at].classes), None)
    return () if found is None else (("domestic-work", found),)


def _is_on_path(reading: Reading, node: Node) -> bool:
    """Tell whether a phrase says that a country is passed through: "Serbia lies on a smuggling route"."""
    verb = node.parent
    if node.role not in _ALONG or "path" not in node.classes or verb is None or verb.subject is None:
        return False
    return "place" in reading.head_kinds(verb.subject) and not verb.nouns(Role.OBJECT)


def _are_from(reading: Reading, node: Node) -> bool:
    """Tell whether a number stands for people, because a place is behind it: "12 from Mali", "a handful"."""
    counts = node.head_token.tag == "C" or "amount" in node.classes
    whole = node.group[0].parent if node.group[0].role in EXAMPLES else None
    if not counts or (whole is not None and reading.head_kinds(whole).isdisjoint(_PEOPLE)):
        return False  # "from Asia (three from Laos)"
    words = [token.word for token in node.tokens[node.last + 1 : node.last + 4]]
    at = next((at for at, word in enumerate(words) if word != ","), 0)
    behind = node.last + at + (3 if "the" in words[at + 1 :] else 2)
    return words[at : at + 1] == ["from"] and not reading.kinds_at(behind).isdisjoint(PLACES)


def _participle_of(node: Node) -> Node | None:
    """Return the participle that says who "those" are, unless something is done to them: "those sold"."""
    verb = node.clause
    if node.lemma not in _DESCRIBED or verb is None:
        return None
    behind = (child for child in node.children if child.role == Role.PARTICIPLE)
    found = next((child for child in behind if child.first == node.last + 1), None)
    return None if found is not None and "try" in found.classes and verb.passive else found


def _behind_owner(node: Node, placed: list[Placed]) -> list[Placed]:
    """Return the mentions behind a genitive: no men in "Danish men's wives"."""
    owner = max((i for i in range(node.first, node.head) if node.tokens[i].tag == "'"), default=-1)
    return [each for each in placed if each.first > owner]


def _hedge(placed: list[Placed]) -> int | None:
    """Return the first word that hedges, and is no part of a name for people: "potential victims"."""
    outside = _outside(placed, _PEOPLE)
    return next((p.first for p in outside if p.mention.kind == "certainty"), None)


def _inside(reading: Reading, node: Node) -> list[Placed]:
    """Return the mentions that lie in a phrase, with those of several phrases that end in it, in order.

    A place that is only part of a word, as in "Thai-owned" or "non-Thai", does not count.
    """
    by_token, tokens = reading.placed, reading.tree.tokens
    behind = [token.tag for token in tokens[node.last + 1 : node.last + 2]]
    has_adverb = node.kind == VERB and behind == ["R"]  # "exploited sexually"
    found = [
        placed
        for i in range(node.first, node.last + 1 + has_adverb)
        if i in by_token
        for placed in by_token[i]
        if placed.mention.kind not in PLACES
        or (
            placed.mention.end >= tokens[placed.last].end and not tokens[placed.first].word.startswith("non-")
        )
    ]
    return sorted(dict.fromkeys(found), key=lambda each: (each.first, -each.last))


def _codes(placed: list[Placed], kinds: frozenset[str], kind: str) -> tuple[tuple[str, int], ...]:
    if kind not in kinds:
        return ()
    found = (p for p in placed if p.mention.kind == kind)
    return tuple({p.mention.code: (p.mention.code, p.first) for p in found}.values())


def _outside(placed: list[Placed], names: Set[str]) -> list[Placed]:
    """Return the mentions, in order, that are no part of a longer name: "San" in "San Pedro"."""
    found: list[Placed] = []
    first = last = -1  # of the name that reaches the furthest
    for p in placed:
        if last < p.last or (last == p.last and first == p.first):
            found.append(p)
        if p.mention.kind in names and p.last > last:
            first, last = p.first, p.last
    return found


def _head(
    reading: Reading, node: Node, placed: list[Placed], of_all: frozenset[str]
) -> tuple[str, frozenset[str]]:
    """Return what the head of a phrase is, by the longest label that ends with it or holds it.

    ``of_all`` are the kinds of all labels in the phrase.
    """
    at = node.head
    if not (of_all.isdisjoint(_COUNTRIES) or of_all.isdisjoint(PLACES)) and any(
        p.mention.kind in _COUNTRIES and p.last == at for p in placed
    ):
        return PLACE, _COUNTRY_NOUN
    covering = [p for p in placed if p.first <= at <= p.last and p.mention.kind in _HEADS]
    if not covering:
        is_place = node.role in _IN | _TO and any(_names(p, node) for p in placed)
        is_scene = node.role in _IN and not of_all.isdisjoint(_WORK)
        return (PLACE if is_place else SCENE if is_scene else OTHER), _NOTHING
    every = kinds = frozenset([p.mention.kind for p in covering])
    if len(kinds) > 1:
        sizes = [min(p.last, node.last) - max(p.first, node.first) for p in covering]
        longest = max(sizes)
        kinds = frozenset(p.mention.kind for p, size in zip(covering, sizes, strict=True) if size == longest)
    if kinds == {"demonym"}:
        is_plural = any(p.mention.form == PLURAL for p in covering)
        return _of_nationality(reading, node, is_plural=is_plural), every
    if "country-noun" in every and node.role in _IN | _TO:
        return PLACE, every  # "in the state of Para"
    if "institution" in node.classes:
        return SCENE, every
    are_captives = "captive" in node.classes and is_many(node)
    return _of_kinds(kinds, every, are_captives=are_captives), every


def _names(placed: Placed, node: Node) -> bool:
    """Tell whether a place stands right before the head of a phrase: "the wider East Africa region"."""
    return placed.mention.kind == "place" and placed.last == node.head - 1


def _of_kinds(kinds: frozenset[str], every: frozenset[str], *, are_captives: bool) -> str:
    """Return what a head is by the kinds of the longest labels, and by those of all."""
    if kinds & _ACTORS and "victim-group" not in kinds:
        return ACTOR
    if "perpetrator" in every and "sector" in kinds and kinds.isdisjoint(_PEOPLE):
        return ACTOR  # "fishing companies", but "boat crews"
    if every & _PEOPLE:
        return PEOPLE
    if every == {"exploitation"} and are_captives:
        return PEOPLE  # "brides", "forced laborers"
    return PLACE if kinds & {"place", "country-noun"} else SCENE


def _of_nationality(reading: Reading, node: Node, *, is_plural: bool) -> str:
    """Return what a nationality without a noun is: people, or in a list of places one of them."""
    if node.kind == ADJECTIVE:
        return OTHER
    # "to India, Middle Eastern, and other countries", but "Thais in farming, Chinese on building sites"
    places = ("place" in reading.head_kinds(item) for item in node.group[:MAX_ITEMS])
    is_place = (node.role in _IN and not node.is_conjunct) or (node.role in _IN | _TO and any(places))
    return PLACE if not is_plural and is_place else PEOPLE


def _places(node: Node, placed: list[Placed], who: str) -> tuple[PlaceName, ...]:
    """Return the places of a phrase, each with what it is said of."""
    found: list[PlaceName] = []
    hedges = [p for p in reversed(placed) if p.mention.kind == "certainty"]
    adverbs = {p.last: p.first for p in hedges if node.tokens[p.first].tag == "R"}
    for p in placed:
        if p.mention.kind not in PLACES or not node.first <= p.last <= node.last:
            continue
        if p.first > 0 and "native" in node.tokens[p.first - 1].classes:
            continue
        is_head = p.first <= node.head <= p.last or (who == PLACE and _names(p, node))
        is_beside = p.mention.code == _BESIDE and not is_many(node)
        if who == PLACE and (is_beside or not is_head) and node.nouns("of"):
            continue  # "the West African country of Mali", "the neighboring country of Mali"
        of = PLACE if is_head and who != PEOPLE else who
        found.append(PlaceName(p.mention.code, p.first, of, adverbs.get(p.first - 1)))
    return tuple(found)


def qualifies(content: Content) -> bool:
    """Tell whether a hedge only says what people are like: "vulnerable Thai women"."""
    hedge = content.hedge
    return content.who == PEOPLE and hedge is not None and any(place.at > hedge for place in content.places)


def is_homeward(verb: Node) -> bool:
    """Tell whether an adverb behind a verb says that people come back: "flown home", "came back"."""
    return any("homeward" in token.classes for token in verb.tokens[verb.last + 1 : verb.last + 2])
