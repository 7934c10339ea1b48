"""Roles of the report country: source, transit, destination, internal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tipgraph.model.claims import RoleClaim
from tipgraph.understanding.clauses import Clause
from tipgraph.understanding.context import (
    begins_elsewhere,
    certainty,
    is_exploitative,
    is_plural_role,
    names_role,
)
from tipgraph.understanding.frames import Frame, frames
from tipgraph.understanding.grammar import words
from tipgraph.understanding.inflect import GERUND, NOUN
from tipgraph.understanding.mention import Mention
from tipgraph.understanding.narrative_analysis import Analysis
from tipgraph.understanding.negation import is_negated
from tipgraph.understanding.place_arguments import NATIONALITY, ORIGIN
from tipgraph.understanding.routes import extract as extract_routes

__all__ = ["extract"]

_PEOPLE = words("person victim victim-group")
_PLURAL = re.compile(r"\w+(?:\s\w+)?\s+countries\b")
_COUNTRIES_OF = "countries of "
"""What shows that a word for a role is said of other countries: "transit countries"."""


def extract(analysis: Analysis) -> Iterator[RoleClaim]:
    """Yield the roles that are named, and those that follow from other statements."""
    for kind, told in (("role", _labelled), ("foreign", _foreign), ("abroad", _abroad)):
        for clause in analysis.describing(kind):
            if not is_negated(clause):
                yield from told(analysis, clause)
    for frame in analysis.once(frames):
        yield from _at_home(analysis, frame)
        yield from _through(analysis, frame)
        if frame.both_ways:
            yield from _both_ways(analysis, frame)
    yield from _from_routes(analysis)


def _claim(analysis: Analysis, clause: Clause, role: str, rule: str, *at: Mention) -> RoleClaim:
    return RoleClaim(
        role=role,
        evidence=analysis.evidence(clause, at=at),
        rules=(f"role.{rule}",),
        certainty=certainty(clause),
    )


def _labelled(analysis: Analysis, clause: Clause) -> Iterator[RoleClaim]:
    """ "X is a source, transit, and, to a lesser extent, destination country"."""
    for mention in clause.of("role"):
        if mention.code == "internal":
            fits = "neg" not in clause.kinds
        else:
            fits = _is_said_of_home(analysis, clause, mention)
        if fits:
            yield _claim(analysis, clause, mention.code, "named", mention)


def _is_said_of_home(analysis: Analysis, clause: Clause, role: Mention) -> bool:
    """Tell whether a role is the report country's, and not an origin of people or other countries."""
    return (
        ("aux" in clause.kinds or names_role(clause, role))
        and not _PLURAL.match(analysis.text, role.start)
        and not analysis.text.endswith(_COUNTRIES_OF, clause.span.start, role.start)
        and not is_plural_role(role)
        and not any(0 <= role.start - m.end <= 1 for m in clause.of("demonym"))
        and not _of_another(analysis, clause, role)
    )


def _of_another(analysis: Analysis, clause: Clause, role: Mention) -> bool:
    """Tell whether a role is said of another country: "Mali is a source country" in a report on Chad."""
    named = [m for m in clause.of("place") if m.end <= role.start]
    if not named and clause.shared and clause.previous is not None:
        named = list(clause.previous.of("place")[:1]) if "role" in clause.previous.kinds else []
    return bool(named) and analysis.country not in {m.code for m in named}


def _foreign(analysis: Analysis, clause: Clause) -> Iterator[RoleClaim]:
    """ "Foreign victims in X": people from elsewhere make the country a destination."""
    if is_exploitative(clause) or "victim" in clause.kinds:
        for mention in [m for m in clause.of("foreign") if not _of_others(analysis, clause, m)][:1]:
            yield _claim(analysis, clause, "destination", "foreign-victims", mention)


def _of_others(analysis: Analysis, clause: Clause, foreign: Mention) -> bool:
    """Tell whether it is buyers, traffickers, officials or things ("its foreign aid") that are foreign."""
    if analysis.text.startswith("-", foreign.end) or _of_vessels(clause, foreign):
        return True  # "foreign-flagged", "foreign fishing vessels"
    if any(m.code == "its" and foreign.start - m.end == 1 for m in clause.of("pronoun")):
        return True
    actors = (m for kind in ("buyer", "perpetrator", "official") for m in clause.of(kind))
    return any(foreign.start <= m.start <= foreign.end + 1 for m in actors)


def _of_vessels(clause: Clause, foreign: Mention) -> bool:
    """Tell whether a noun for a place of work follows, and none for people."""
    end, kinds = foreign.end, set[str]()
    while following := clause.starting(end, end + 1):
        kinds.update(m.kind for m in following)
        end = max(m.end for m in following)
    return not kinds.isdisjoint(("sector", "workplace")) and kinds.isdisjoint(_PEOPLE)


def _abroad(analysis: Analysis, clause: Clause) -> Iterator[RoleClaim]:
    """ "Victims from X abroad"."""
    if (is_exploitative(clause) or "victim" in clause.kinds) and "buyer" not in clause.kinds:
        origins = {u.place for u in analysis.place_arguments(clause) if u.function in (NATIONALITY, ORIGIN)}
        if origins and analysis.country not in origins:
            return
        for mention in clause.of("abroad")[:1]:
            yield _claim(analysis, clause, "source", "victims-abroad", mention)


def _at_home(analysis: Analysis, frame: Frame) -> Iterator[RoleClaim]:
    """The country's own people exploited inside it."""
    if (
        not frame.exploitative
        or all(map(is_negated, frame.clauses))
        or all(map(_tells_of_help, frame.clauses))
    ):
        return
    home = analysis.country
    own = any(u.place == home for u in frame.origins)
    here = any(u.place == home for u in frame.locations)
    from_elsewhere = bool(frame.origins) and not own
    strangers = frame.foreign or "migrants" in frame.codes("victim-group")
    if begins_elsewhere(frame.clauses[0], home):
        return
    if (frame.at_home or (here and not strangers)) and not from_elsewhere:
        for clause in frame.clauses[:1]:
            yield _claim(analysis, clause, "internal", "internal", *clause.of("domestic"))


def _tells_of_help(clause: Clause) -> bool:
    """Tell whether a clause is on what a government does, and not on what happens: "a shelter in Lagos"."""
    happens = any(m.form not in (NOUN, GERUND) for m in clause.of("exploitation-verb"))
    return "measure" in clause.kinds and not (happens or "exploitation" in clause.kinds)


def _through(analysis: Analysis, frame: Frame) -> Iterator[RoleClaim]:
    """People who pass through the country."""
    for argument in [] if is_negated(frame.clauses[0]) else frame.transit:
        if argument.place == analysis.country:
            yield _claim(analysis, frame.clauses[0], "transit", "transit", argument.mention)


def _both_ways(analysis: Analysis, frame: Frame) -> Iterator[RoleClaim]:
    """ "Trafficked to, from, and through X": the country at both ends."""
    if not frame.exploitative or is_negated(frame.clauses[0]):
        return
    for argument in frame.both_ways:
        if argument.place == analysis.country:
            yield _claim(analysis, frame.clauses[0], "source", "route.between", argument.mention)
            yield _claim(analysis, frame.clauses[0], "destination", "route.between", argument.mention)


def _from_routes(analysis: Analysis) -> Iterator[RoleClaim]:
    home = analysis.country
    for route in extract_routes(analysis):
        if route.route_kind != "trafficking":
            continue
        for role, fits in (
            ("source", route.origin == home),
            ("destination", route.destination == home),
            ("transit", home in route.via),
        ):
            if fits:
                yield RoleClaim(
                    role=role,
                    evidence=route.evidence,
                    rules=(f"role.{route.rules[0]}",),
                    certainty=route.certainty,
                )
