"""Statements of routes and of the report country's roles, as a predicate and its story give them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tipgraph.understanding.routes.codes import implied
from tipgraph.understanding.routes.content import ACTOR, AUTHORITIES, OTHER, PEOPLE, PRONOUNS, STRANGERS
from tipgraph.understanding.routes.context import Story
from tipgraph.understanding.routes.facts import Facts
from tipgraph.understanding.routes.frames import DEFAULT
from tipgraph.understanding.routes.people import Origin, People
from tipgraph.understanding.routes.positions import ONWARD_TO
from tipgraph.understanding.routes.predicates import Argument, Contents, Predicate
from tipgraph.understanding.routes.segments import counts, is_of_goods, places_judged
from tipgraph.understanding.tokens.sentences import Span

__all__ = [
    "IMPLIED", "INSIDE", "Ends", "RoleStatement", "RouteStatement", "Statements", "certainty_of", "read_ends",
    "roles", "roles_of_routes", "route_statement", "settle", "states_route",
]  # fmt: skip


IMPLIED = "out-of-report-country"
"""The rule of a route whose origin the text does not name."""


class RouteStatement(NamedTuple):
    """What one predicate says of a route.

    ``start`` and ``end`` are the offsets of its clause, and ``at`` is that of its verb. ``context`` is the
    earlier clause that names the people, and ``told`` are others that say what they suffer. ``hedges`` are
    the words that make it only possible. ``rule`` says which ends the text names.
    """

    origin: str
    destination: str
    via: tuple[str, ...]
    kind: str
    victims: tuple[str, ...]
    exploitation: tuple[str, ...]
    sectors: tuple[str, ...]
    certainty: str
    start: int
    end: int
    at: int
    context: Span | None
    hedges: tuple[Span, ...]
    frame: str
    rule: str
    told: tuple[Span, ...] = ()


class RoleStatement(NamedTuple):
    """What one predicate says of the report country's role.

    ``start`` and ``end`` are the offsets of its clause, and ``at`` is that of its verb.
    """

    role: str
    rule: str
    certainty: str
    start: int
    end: int
    at: int


class Statements(NamedTuple):
    """What a text says of routes, and of the roles of the report country."""

    routes: list[RouteStatement]
    roles: list[RoleStatement]


def route_statement(
    predicate: Predicate, facts: Facts, ends: Ends, story: Story | None, contents: Contents, start: int
) -> RouteStatement:
    """Return what a predicate of the segment at an offset says of a route."""
    tokens, clause = contents.reading.tree.tokens, predicate.span.moved(start)
    span = clause if story is None else story.clause_around(clause)
    passed = (*(place.code for place in facts.places["via"]), *ends.legs)
    via = (code for code in passed if code not in ends[:2])
    # Of the words that hedge, those of the sentence before have no offset here.
    hedges = (
        at for at in dict.fromkeys((ends.hedge, facts.hedge)) if at is not None and at in contents.hedges
    )
    return RouteStatement(
        ends.origin,
        ends.destination,
        tuple(dict.fromkeys(via)),
        "trafficking" if facts.exploited else "migration",
        ends.groups,
        tuple(dict.fromkeys([*facts.exploitation, *implied(facts.sectors)])),
        tuple(dict.fromkeys(facts.sectors)),
        certainty_of(ends.hedge, facts.hedge),
        *span,
        start + tokens[predicate.head.head].start,
        None if story is None else story.named_before(span.start),
        tuple(Span(tokens[at].start, tokens[at].end).moved(start) for at in hedges),
        " ".join(frame.name for frame in predicate.frames) or DEFAULT,
        ends.rule,
    )


def certainty_of(*hedges: int | None) -> str:
    """Return the certainty of what some words hedge, if they do."""
    return "asserted" if all(hedge is None for hedge in hedges) else "possible"


def roles_of_routes(found: list[RouteStatement], country: str) -> Iterator[RoleStatement]:
    """Yield the roles that follow from routes of trafficking."""
    for route in found:
        if route.kind == "trafficking":
            fits = {
                "source": route.origin == country,
                "destination": route.destination == country,
                "transit": country in route.via,
            }
            for role in (role for role, is_so in fits.items() if is_so):
                yield RoleStatement(
                    role,
                    f"route.{route.rule}",
                    route.certainty,
                    route.start,
                    route.end,
                    route.at,
                )


def settle(found: list[RouteStatement], said: Iterable[int], weak: set[int]) -> None:
    """Make trafficking of a movement, if the same people are said to be trafficked between the same ends.

    ``said`` has the indexes of all statements on some people. ``weak`` has those of statements that say only
    that people move: "women migrate to Spain and may be exploited".
    """
    stated: dict[tuple[str, str], str] = {}
    for at in said:
        if at not in weak:
            ends = found[at].origin, found[at].destination
            stated[ends] = min(found[at].certainty, stated.get(ends, "possible"))
    for at in weak.intersection(said):
        certainty = stated.get((found[at].origin, found[at].destination))
        if certainty:
            found[at] = found[at]._replace(kind="trafficking", certainty=certainty)


class Ends(NamedTuple):
    """Both ends of a route, the groups on it, and what hedges one of the three."""

    origin: str
    destination: str
    groups: tuple[str, ...]
    hedge: int | None
    rule: str
    legs: tuple[str, ...] = ()


def read_ends(people: list[People], facts: Facts, country: str, *, is_named: bool) -> Iterator[Ends]:
    """Yield the ends of each route. A missing end is the report country, where the sentence allows it."""
    places, home = facts.places, Origin(country)
    rule = "paired" if facts.is_part else "origin-and-destination"
    if places["both"] or places["around"]:
        around = [home, *places["around"]] if places["around"] else []
        yield from _both_ways(people, around or places["both"], home)
        return
    named = [(o, p) for p in people or [People((), ())] for o in (p.origins or places["origin"])]
    passes_home = any(v.code == country for v in places["via"]) and home not in places["destination"]
    if named and places["destination"]:
        pairs = [(o, d, p) for o, p in named for d in places["destination"]]
        if facts.in_turn and len({o.code for o, _ in named}) == len(places["destination"]):
            turns = dict(zip(dict.fromkeys(o.code for o, _ in named), places["destination"], strict=True))
            pairs = [(o, turns[o.code], p) for o, p in named]
    elif named and is_named and not (set(facts.elsewhere) - {country}) and not passes_home:
        pairs, rule = [(o, home, p) for o, p in named if o.code != country], "into-report-country"
    elif not (named or passes_home or facts.agents & {"buyer"} or any(p.foreign for p in people)):
        if facts.agents and not (people or is_named or facts.is_strong or facts.roles):
            return  # "brokers keep networks in Mali"
        if _is_of_nobody(people, facts) and not is_named:
            return  # "alarming flows in South Asia"
        abroad = [d for d in places["destination"] if d.code != country and not facts.lists_home]
        pairs = [(home, d, p) for d in abroad for p in people or [People((), ())]]
        rule = IMPLIED
    else:
        return
    yield from _joined(pairs, rule)


def _is_of_nobody(people: list[People], facts: Facts) -> bool:
    """Tell whether no people are named, and hardly anything that they suffer."""
    if facts.sectors or any(each.groups or each.origins or each.foreign for each in people):
        return False
    if not people:  # "alarming flows of trafficking", "became the second in Asia to do so"
        is_named = facts.exploitation or facts.roles or facts.kinds & {"trafficking", "exploitation-verb"}
        return facts.kinds != {"place"} and (facts.moving or not is_named)  # but "followed by Spain"
    return not (facts.moving or "exploitation-verb" in facts.kinds)


def _both_ways(people: list[People], both: list[Origin], home: Origin) -> Iterator[Ends]:
    one, *others = both if len(both) > 1 else [home, *both]
    groups = tuple(dict.fromkeys(group for p in people for group in p.groups))
    for other in (each for each in others if each.code != one.code):
        yield Ends(one.code, other.code, groups, other.hedge, "between")
        yield Ends(other.code, one.code, groups, other.hedge, "between")


def _joined(pairs: Iterable[tuple[Origin, Origin, People]], rule: str) -> Iterator[Ends]:
    """Join pairs with the same ends. One without a hedge makes them certain."""
    groups: dict[tuple[str, str], list[str]] = {}
    hedges: dict[tuple[str, str], list[int | None]] = {}
    legs: dict[tuple[str, str], tuple[str, ...]] = {}
    for origin, destination, people in pairs:
        if origin.code != destination.code:
            key = origin.code, destination.code
            groups.setdefault(key, []).extend(people.groups)
            legs[key] = destination.legs
            hedge = next((h for h in (origin.hedge, destination.hedge, people.hedge) if h is not None), None)
            hedges.setdefault(key, []).append(hedge)
    for key, codes in groups.items():
        hedge = None if None in hedges[key] else hedges[key][0]
        yield Ends(*key, tuple(dict.fromkeys(codes)), hedge, rule, legs[key])


_LABELLED = frozenset(("subject", "object", "predicate", "as", "among", "into"))
"""Roles of arguments in which a label such as "a transit country" is said of the subject."""
_EQUATED = frozenset(("predicate", "as", "among"))
"""Those in which even several countries are: "is among source and transit countries"."""
_HAPPENING = frozenset(("exploitation", "exploitation-verb"))
_TRAFFICKING = frozenset(("exploitation", "trafficking"))
_MAIN = frozenset(("subject", "object", "of"))
_WITHIN = frozenset(("within", "inside", "throughout"))
INSIDE = frozenset(("domestic", "in-country"))
"""Kinds of words for what happens in the report country."""
_NOT_AT = frozenset(("to", "into", "for", "towards", "by"))


_MANY = frozenset(("all", "most", "many", "some", "several"))


def roles(predicate: Predicate, facts: Facts, people: list[People], home: str) -> Iterator[tuple[str, str]]:
    """Yield the roles that a predicate gives the report country, and why. Several may be the same."""
    yield from ((role, "named") for role in _labelled(predicate, facts, home))
    is_crossed = any(frame.name == "pass.passive" for frame in predicate.frames)
    crosses = not is_crossed or any(each.groups for each in people)
    if crosses and any(place.code == home for place in facts.places["via"]):
        yield "transit", "transit"  # but not "is crossed by trucks"
    if not facts.exploited and "exploitation-verb" not in facts.kinds:
        return
    origins = {origin.code for each in people for origin in each.origins}
    origins |= {origin.code for origin in facts.places["origin"]}
    passes = {place.code for place in facts.places["via"]} - {p.code for p in facts.places["destination"]}
    stays = home not in passes or _suffers_here(predicate, facts, home)
    are_foreign = any(each.foreign for each in people)
    is_foreign = stays and are_foreign
    if is_foreign or _are_strangers(predicate, facts, people, origins, home):
        yield "destination", "foreign-victims"
    named = any(each.groups or each.origins for each in people)
    is_of_things = not named and any(_is_thing(argument) for argument in predicate.arguments)
    is_of_others = is_of_things or (are_foreign and not stays) or facts.agents & {"buyer"}
    if "abroad" in facts.kinds and origins <= {home} and not is_of_others:
        yield "source", "victims-abroad"
    if any(place.code == home for place in (*facts.places["both"], *facts.places["around"])):
        yield from (("source", "route.between"), ("destination", "route.between"))
    if any(argument.node.negated for argument in predicate.arguments):
        return
    if _is_internal(predicate, facts, people, origins, home, is_foreign=is_foreign):
        yield "internal", "internal"


def _suffers_here(predicate: Predicate, facts: Facts, home: str) -> bool:
    """Tell whether who passes is exploited on the way: "they transit Mali and are abused", not "in Togo"."""
    stops = (argument for argument in predicate.arguments if argument.role not in ONWARD_TO)
    ends = {place.code for argument in stops for place in argument.content.places}
    adverbs = (verb.tokens[at] for verb in predicate.verbs for at in verb.adverbs)
    is_away = "abroad" in facts.kinds or any("elsewhere" in adverb.classes for adverb in adverbs)
    is_here = not (is_away or ends - {home})
    return is_here and bool(facts.exploitation or (facts.is_strong and home not in ends))


def _is_thing(argument: Argument) -> bool:
    """Tell whether a phrase is a subject that names no people: "steps" or "millions of krona were taken"."""
    is_blank = argument.content.who == OTHER and argument.content.kinds <= {"count-unit"}
    stands = argument.node.lemma in PRONOUNS or counts(argument.node)
    return argument.role == "subject" and is_blank and not stands


def _labelled(predicate: Predicate, facts: Facts, home: str) -> Iterator[str]:
    """Yield the roles that labels give: "X is a source and transit country"."""
    judged = {place.code for place in places_judged(predicate)}
    of_another = home not in judged and (bool(judged) or _judges_many(predicate))
    for argument in predicate.arguments:
        content = argument.content
        if not content.roles or argument.node.negated or is_of_goods(argument, predicate):
            continue
        if content.sectors and not content.exploitation:
            continue  # "a tourism destination"
        if "internal" in content.roles and facts.kinds & _TRAFFICKING:
            yield "internal"
        several = len(content.roles) > 1 and (argument.role in _EQUATED or not content.plural_role)
        is_number = argument.role == "subject" and argument.node.role == "of"
        if "report" in predicate.head.classes and (argument.role == "object" or is_number):
            continue  # "said a source", "a range of sources reported"
        if of_another or not (several or _is_label(argument)):
            continue
        yield from (role for role in sorted(content.roles) if role != "internal")


def _judges_many(predicate: Predicate) -> bool:
    """Tell whether a clause says what countries are in general: "all countries are destinations"."""
    subjects = (a for a in predicate.arguments if a.role == "subject" and not a.depth)
    return any(a.node.determiner in _MANY and "country-noun" in a.content.head for a in subjects)


def _is_label(argument: Argument) -> bool:
    content, host = argument.content, argument.node.group[0].host
    is_one = host is not None and host.lemma == "one"  # "one of the"
    behind = [token.word for token in argument.node.tokens[argument.node.last + 1 : argument.node.last + 2]]
    return (
        argument.role in _LABELLED
        and content.who not in (PEOPLE, ACTOR)
        and (is_one or not content.plural_role)
        and not (content.places or behind == [":"])  # "Source: Ministry of Justice"
    )


def _are_strangers(
    predicate: Predicate, facts: Facts, people: list[People], origins: set[str], home: str
) -> bool:
    """Tell whether migrants or refugees are exploited in the country, or are named and no place is."""
    groups = {group for each in people for group in each.groups}
    here = any(place.code == home and not place.is_implied for place in facts.places["destination"])
    is_nowhere = not (facts.places["destination"] or facts.elsewhere or "abroad" in facts.kinds)
    main = (group for a in predicate.arguments if a.role in _MAIN for group, _ in a.content.groups)
    is_here = here or not facts.kinds.isdisjoint(INSIDE) or (is_nowhere and not STRANGERS.isdisjoint(main))
    acting = (a.content.kinds for a in predicate.arguments if a.role == "subject" and a.content.who == ACTOR)
    is_measure = "measure" in facts.kinds and not any("measure" in kinds for kinds in acting)
    is_said = facts.is_strong and not is_measure  # "labor brokers", but not "a center for assisting migrants"
    return is_said and not groups.isdisjoint(STRANGERS) and not origins and is_here


def _is_internal(
    predicate: Predicate,
    facts: Facts,
    people: list[People],
    origins: set[str],
    home: str,
    *,
    is_foreign: bool,
) -> bool:
    """Tell whether the country's own people are exploited inside it."""
    from_abroad = is_foreign or any(o.code != home for each in facts.people for o in each.origins)
    added = facts.is_inside and "domestic" in facts.kinds and bool(people) and not from_abroad
    is_foreign_only = origins and home not in origins and not added
    if is_foreign_only or not (people or _happens_inside(predicate, facts)):
        return False  # "courts tried nobody for forced labor in Mali"
    if "measure" in facts.kinds and not facts.kinds & _HAPPENING:
        return False
    acts = bool(facts.agents & AUTHORITIES) and "report" not in predicate.head.classes
    if acts and not predicate.takes_people:
        return False  # "the government prevents forced labor in the country"
    groups = {group for each in people for group in each.groups}
    here = any(place.code == home and not place.is_implied for place in facts.places["destination"])
    starts = facts.starts_here and facts.is_strong and not (is_foreign or from_abroad)
    own = home in origins or starts
    elsewhere = facts.places["destination"] and not any(d.code == home for d in facts.places["destination"])
    here = here and (own or _is_at(predicate, home))  # "lured to Mali" does not say from where
    here = here or (own and "in-country" in facts.kinds and not elsewhere)
    if added or ("domestic" in facts.kinds and not elsewhere):
        return True
    is_own = own or origins or not people or (groups and facts.is_strong and facts.exploitation)
    return here and bool(is_own) and (own or not is_foreign) and groups.isdisjoint(STRANGERS)


def _is_at(predicate: Predicate, home: str) -> bool:
    """Tell whether a place of the country is named where something happens, and not as where one goes."""
    return any(
        place.code == home
        for argument in predicate.arguments
        if argument.role not in _NOT_AT
        for place in argument.content.places
    )


def _happens_inside(predicate: Predicate, facts: Facts) -> bool:
    """Tell whether exploitation is said to happen inside the country. "In the country" does not say so."""
    inside = "domestic" in facts.kinds or any(a.role in _WITHIN for a in predicate.arguments)
    return inside and bool(facts.kinds & _TRAFFICKING) and "measure" not in facts.kinds


def states_route(facts: Facts, story: Story | None) -> bool:
    """Tell whether facts say that people are exploited, move or work."""
    moves = bool(facts.roles or facts.places["origin"] or facts.is_later_part)
    moves = not story.returned if story is not None else moves
    return facts.exploited or (facts.moving and moves) or bool(facts.sectors and facts.people)
