"""Routes: origin, destination, transit, victims, exploitation and sectors, from frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from tipgraph.model.claims import RouteClaim
from tipgraph.understanding.clauses import Clause
from tipgraph.understanding.context import hedges, is_plural_role, names_role
from tipgraph.understanding.distribution import Distribution, distribution
from tipgraph.understanding.frames import Frame, frames
from tipgraph.understanding.grammar import LAW_ENFORCEMENT, words
from tipgraph.understanding.inflect import NOUN, PAST
from tipgraph.understanding.mention import Mention
from tipgraph.understanding.narrative_analysis import Analysis
from tipgraph.understanding.negation import is_negated
from tipgraph.understanding.place_arguments import DESTINATION, NATIONALITY, PlaceArgument
from tipgraph.understanding.statement_words import statement_words

__all__ = ["extract"]

_MIGRANTS = words("migrants refugees")
_SUBJECTS = words("official victim-group person demonym place perpetrator")
_CARE = words("victim-identification victim-referral victim-services")


class _End(NamedTuple):
    """One end of a route: a place, the use that names it (None where it is implied), its people."""

    place: str
    argument: PlaceArgument | None = None
    hedged: bool = False
    victims: tuple[str, ...] | None = None


def extract(analysis: Analysis) -> list[RouteClaim]:
    """Return a claim for every origin and destination that a frame joins."""
    return analysis.once(_all_routes)


def _all_routes(analysis: Analysis) -> list[RouteClaim]:
    return list(_each_route(analysis))


def _each_route(analysis: Analysis) -> Iterator[RouteClaim]:
    for frame in analysis.once(frames):
        if set(frame.codes("exploitation")) == {"child-sex-tourism"}:
            continue  # people who travel for that are not victims
        if all(is_negated(clause) for clause in frame.clauses):
            continue
        if (frame.exploitative or frame.moving or frame.sectors()) and not _is_measure(frame):
            yield from _routes(analysis, frame)


def _is_measure(frame: Frame) -> bool:
    """What a government did with or for other countries moves no one."""
    first = frame.clauses[0]
    if any(m.code == "repatriation" for m in first.of("measure")):
        return True
    if not _by_officials(first):
        return False
    tries = any(m.code in LAW_ENFORCEMENT and m.form != NOUN for m in first.of("measure"))
    if tries:
        return not _tells_of_the_crime(first)
    told = any("exploitation" in c.kinds for c in frame.clauses) or _finds_victims(first)
    return first.has("measure", "status") and not told


def _finds_victims(clause: Clause) -> bool:
    """In "identified 12 victims from Niger", the word "victims" states what happened to them."""
    found = any(m.code in _CARE for m in clause.of("measure"))
    return found and "victim" in clause.kinds and not clause.has("neg", "certainty")


def _tells_of_the_crime(clause: Clause) -> bool:
    """ "Dismantled a ring that had forced women into prostitution" states what the offenders did."""
    done = [m.start for m in clause.of("exploitation-verb") if m.form == PAST]
    return any(m.code != "whom" and any(m.end <= at for at in done) for m in clause.of("rel"))


def _by_officials(clause: Clause) -> bool:
    """Tell whether officials are a clause's subject, "Thai authorities" among them."""
    at, subject = next(((at, m) for at, m in enumerate(clause.mentions) if m.kind in _SUBJECTS), (0, None))
    if clause.mentions[:1] and clause.mentions[0].code == "it":
        return True
    if subject is None or subject.kind == "official":
        return subject is not None and not _reports(clause, subject)
    following = clause.mentions[at + 1 : at + 2]
    return any(m.kind == "official" and m.start - subject.end <= 1 for m in following)


def _reports(clause: Clause, subject: Mention) -> bool:
    """Of "border guards reported that girls are sold": the officials are no subject of what they tell."""
    people = (m.start for kind in ("victim-group", "demonym", "victim") for m in clause.of(kind))
    first = min((start for start in people if start >= subject.end), default=clause.span.end)
    return any(m.code == "that" and subject.end <= m.start < first for m in clause.of("rel"))


def _routes(analysis: Analysis, frame: Frame) -> Iterator[RouteClaim]:
    joined = [
        (origin, destination, rule)
        for origins, destinations, rule in _ends(frame, analysis.country)
        for origin in origins
        for destination in destinations
        if origin.place != destination.place
    ]
    if joined:
        told = _told(frame, analysis.country)
        for origin, destination, rule in joined:
            yield _claim(analysis, frame, origin, destination, told, rule)


def _ends(frame: Frame, home: str) -> Iterator[tuple[list[_End], list[_End], str]]:
    """Yield origins and destinations that belong together, and the rule that joins them."""
    if (frame.between or frame.both_ways) and frame.exploitative:
        ends = _distinct(_End(u.place, u, u.hedged) for u in (*frame.between, *frame.both_ways))
        one, *others = ends if frame.between else [_End(home), *ends]
        yield [one], others, "route.between"
        yield others, [one], "route.between"
        return
    origins = _distinct(_End(u.place, u, u.hedged, _codes(u, frame)) for u in frame.origins)
    locations = _distinct(_End(u.place, u, u.hedged) for u in frame.locations)
    abroad = [end for end in locations if end.place != home]
    if origins and locations:
        legs = _legs(origins, locations)
        yield from legs or [(origins, locations, "route.origin-and-destination")]
    elif origins and frame.implied and frame.at_home:
        yield [end for end in origins if end.place != home], [_End(home)], "route.into-report-country"
    elif origins and (frame.implied or frame.elsewhere or _only_passes(frame, home)):
        return  # people who only pass through have no named destination
    elif origins:
        foreign = [end for end in origins if end.place != home]
        yield foreign, [_End(home)], "route.into-report-country"
    elif (
        abroad
        and not frame.foreign
        and not _is_of_buyers(frame)
        and all(u.place != home for u in frame.transit)
    ):
        yield [_End(home)], abroad, "route.out-of-report-country"


def _only_passes(frame: Frame, home: str) -> bool:
    """Tell whether people only pass through: "transit Kenya", "a transit country for victims from X"."""
    roles = {m.code for clause in frame.clauses for m in clause.of("role") if not is_plural_role(m)}
    return any(u.place == home for u in frame.transit) or ("transit" in roles and "destination" not in roles)


def _is_of_buyers(frame: Frame) -> bool:
    """Of "tourists buy sex from girls in X": no one is taken there."""
    first = next((m for m in frame.clauses[0].mentions if m.kind in _SUBJECTS or m.kind == "buyer"), None)
    return first is not None and (
        first.kind == "buyer" or any(0 <= m.start - first.end <= 1 for m in frame.clauses[0].of("buyer"))
    )


def _distinct(ends: Iterable[_End]) -> list[_End]:
    """Return the ends without those that say again what another says."""
    return list({(end.place, end.hedged, end.victims): end for end in ends}.values())


def _legs(origins: Sequence[_End], locations: Sequence[_End]) -> list[tuple[list[_End], list[_End], str]]:
    """Pair the ends of "from A to B and from C to D" in turn; empty where the text lists only one pair."""
    ends = sorted((*origins, *locations), key=lambda end: end.argument.mention.start if end.argument else 0)
    runs = [(goal, list(run)) for goal, run in groupby(ends, key=lambda end: end in locations)]
    in_turn = [goal for goal, _ in runs] == [False, True] * (len(runs) // 2)
    if len(runs) < 4 or not in_turn or not (_are_goals(locations) or _are_peoples(origins)):
        return []
    return [(runs[at][1], runs[at + 1][1], "route.paired") for at in range(0, len(runs), 2)]


def _are_goals(ends: Sequence[_End]) -> bool:
    return all(end.argument is not None and end.argument.function == DESTINATION for end in ends)


def _are_peoples(ends: Sequence[_End]) -> bool:
    """Of "Thai women in Japan and Burmese men in Malaysia": each people stands with its own place."""
    return all(
        end.argument is not None and end.argument.function == NATIONALITY and end.victims for end in ends
    )


def _codes(argument: PlaceArgument, frame: Frame) -> tuple[str, ...] | None:
    """Return the groups of people from a place; None where they are those that the frame names.

    Of "Thai women and Lao workers", the workers are no women.
    """
    groups = argument.people
    if groups and len({other.place for other in frame.origins}) == 1:
        groups = (*groups, *(m for m in frame.groups if m.start > groups[-1].end))
    if argument.named and not groups:
        of_others = {m for other in frame.origins for m in other.people}
        if of_others:
            groups = tuple(m for m in frame.groups if m not in of_others)
            return tuple(dict.fromkeys(m.code for m in groups))
    return tuple(dict.fromkeys(m.code for m in groups)) or None


def _via(frame: Frame, home: str) -> tuple[str, ...]:
    transit = [u.place for u in frame.transit]
    if not transit:
        transit = [
            _whose(clause, role, home)
            for clause in frame.clauses
            for role in _transit(clause)
            if names_role(clause, role)
        ]
    return tuple(dict.fromkeys(transit))


def _whose(clause: Clause, role: Mention, home: str) -> str:
    """Return the country that a role is said of: "Guatemala is a transit country for …"."""
    return next((m.code for m in clause.of("place") if m.end <= role.start), home)


def _transit(clause: Clause) -> list[Mention]:
    return [m for m in clause.of("role") if m.code == "transit"]


def _is_of_victims(frame: Frame) -> bool:
    """Tell whether "a destination country for" is said of others than migrants: then of victims."""
    migrate = any(m.code in _MIGRANTS for m in frame.groups) or any(c.has("movement") for c in frame.clauses)
    return bool(frame.codes("role")) and not migrate


@dataclass(frozen=True, slots=True)
class _Told:
    """What a frame states about all its routes."""

    via: tuple[str, ...]
    route_kind: str
    groups: tuple[str, ...]
    exploitation: tuple[str, ...]
    named: tuple[str, ...]
    sectors: tuple[str, ...]
    arguments: Sequence[Mention]
    hedges: Sequence[Mention]
    apart: Distribution


def _told(frame: Frame, home: str) -> _Told:
    return _Told(
        via=_via(frame, home),
        route_kind="trafficking" if frame.exploitative or _is_of_victims(frame) else "migration",
        groups=tuple(dict.fromkeys(m.code for m in frame.groups)),
        exploitation=frame.exploitation(),
        named=frame.codes("exploitation"),
        sectors=frame.sectors(),
        arguments=(
            *frame.groups,
            *frame.mentions("exploitation"),
            *frame.sector_mentions(),
            *(argument.mention for argument in frame.transit),
        ),
        hedges=tuple(hedge for clause in frame.clauses for hedge in hedges(clause)),
        apart=distribution(frame),
    )


def _claim(
    analysis: Analysis, frame: Frame, origin: _End, destination: _End, told: _Told, rule: str
) -> RouteClaim:
    hedged = frame.hedged or origin.hedged or destination.hedged
    operators = told.hedges if hedged else ()
    ends = [end.argument.mention for end in (origin, destination) if end.argument]
    victims = told.groups if origin.victims is None else origin.victims
    shared = told.named if told.apart.sectors else told.exploitation
    apart, share = told.apart, (origin if told.apart.by_origin else destination).place
    words = statement_words(analysis, frame.clauses, [*ends, *told.arguments, *operators])
    return RouteClaim(
        **words._asdict(),
        operators=tuple(sorted({analysis.text[m.start : m.end] for m in operators})),
        rules=(rule,),
        certainty="possible" if hedged else "asserted",
        origin=origin.place,
        destination=destination.place,
        via=tuple(place for place in told.via if place not in (origin.place, destination.place)),
        route_kind=told.route_kind,
        victims=apart.victims.get(share) or victims,
        exploitation=apart.exploitation.get(share, shared),
        sectors=apart.sectors.get(share, told.sectors),
    )
