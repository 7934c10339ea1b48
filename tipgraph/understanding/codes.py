"""Claims with a single code: victim groups, kinds of exploitation, and sectors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tipgraph.model.claims import ExploitationClaim, SectorClaim, VictimGroupClaim
from tipgraph.understanding.clauses import Clause
from tipgraph.understanding.context import certainty, sector_arguments, spouse_arguments, subject_span_end
from tipgraph.understanding.grammar import LAW_ENFORCEMENT, LOCATION_PREPOSITIONS
from tipgraph.understanding.inflect import BASE, NOUN, PAST, PRESENT
from tipgraph.understanding.mention import Mention
from tipgraph.understanding.narrative_analysis import Analysis
from tipgraph.understanding.negation import is_negated

__all__ = ["exploitation", "sectors", "victim_groups"]

_ADULTS = frozenset({"men", "women", "adults"})
_NEAR = 12
"""Code points between a verb and its object, or a noun and its relative clause: "two men", "men who buy"."""
_CHILDREN = frozenset({"children", "boys", "girls"})
_LISTED = frozenset({"victim-group", "conj", "comma", "degree"})
_REACH = 40
"""Code points of a list between "by" and those who do it."""
_ACTORS = ("perpetrator", "buyer", "official")


def victim_groups(analysis: Analysis) -> Iterator[VictimGroupClaim]:
    """Yield the groups named as victims or at risk, but not those named as exploiters."""
    for clause, mention in _suffered(analysis, "victim-group"):
        if not _is_actor(clause, mention) and not _is_audience(clause, mention):
            yield VictimGroupClaim(
                code=mention.code,
                evidence=analysis.evidence(clause, at=[mention]),
                rules=("victim-group.named",),
                certainty=certainty(clause, mention),
            )
    yield from _child_soldiers(analysis)


def _child_soldiers(analysis: Analysis) -> Iterator[VictimGroupClaim]:
    """Child soldiers are children, whatever words name them."""
    for clause, mention in _named(analysis, "exploitation"):
        if mention.code == "child-soldiering":
            yield VictimGroupClaim(
                code="children",
                evidence=analysis.evidence(clause, at=[mention]),
                rules=("victim-group.child-soldiers",),
                certainty=certainty(clause, mention),
            )


def exploitation(analysis: Analysis) -> Iterator[ExploitationClaim]:
    """Yield the kinds of exploitation in the text."""
    for clause, mention in _named(analysis, "exploitation"):
        yield ExploitationClaim(
            code=mention.code,
            evidence=analysis.evidence(clause, at=[mention]),
            rules=("exploitation.named",),
            certainty=certainty(clause, mention),
        )
    yield from _domestic_servitude(analysis)
    yield from _child_soldiering(analysis)


def _child_soldiering(analysis: Analysis) -> Iterator[ExploitationClaim]:
    """Children whom armed groups recruit or use."""
    for clause in analysis.describing("armed-group"):
        children = [m for m in clause.of("victim-group") if m.code in _CHILDREN]
        if children and "recruitment" in clause.kinds and not is_negated(clause):
            yield ExploitationClaim(
                code="child-soldiering",
                evidence=analysis.evidence(clause, at=[*clause.of("armed-group"), *children]),
                rules=("exploitation.armed-group-recruits",),
                certainty=certainty(clause),
            )


def _domestic_servitude(analysis: Analysis) -> Iterator[ExploitationClaim]:
    """Domestic work in which people are exploited is domestic servitude."""
    for clause, mention in _named(analysis, "sector"):
        if mention.code == "domestic-work":
            yield ExploitationClaim(
                code="domestic-servitude",
                evidence=analysis.evidence(clause, at=[mention]),
                rules=("exploitation.domestic-work",),
                certainty=certainty(clause, mention),
            )


def sectors(analysis: Analysis) -> Iterator[SectorClaim]:
    """Yield the sectors in which people are exploited."""
    for clause, mention in _suffered(analysis, "sector"):
        if not _addresses(clause):
            yield SectorClaim(
                code=mention.code,
                evidence=analysis.evidence(clause, at=[mention]),
                rules=("sector.named",),
                certainty=certainty(clause, mention),
            )


def _suffered(analysis: Analysis, kind: str) -> Iterator[tuple[Clause, Mention]]:
    """Yield what a clause names of those who suffer, and not of those who exploit them."""
    for clause in analysis.describing(kind):
        if not is_negated(clause):
            until = subject_span_end(clause)
            for mention in _mentions(clause, kind):
                if (mention.start >= until or _sets_the_location(clause, mention)) and not _is_of_actors(
                    clause, mention
                ):
                    yield clause, mention


def _is_audience(clause: Clause, group: Mention) -> bool:
    """Of "campaigns that reached 3,000 students": those who are taught."""
    if group.code != "students" or clause.has("exploitation", "certainty"):
        return False
    return any(
        m.code in ("awareness-campaign", "training") and m.end <= group.start for m in clause.of("measure")
    )


def _mentions(clause: Clause, kind: str) -> Sequence[Mention]:
    return sector_arguments(clause) if kind == "sector" else clause.of(kind)


def _sets_the_location(clause: Clause, mention: Mention) -> bool:
    """Of "on tomato farms, gangs exploit migrants": a phrase in front tells where it happens."""
    first = clause.mentions[0]
    return (
        mention.kind == "sector"
        and first.code in LOCATION_PREPOSITIONS
        and 0 <= mention.start - first.end <= _NEAR
    )


def _is_of_actors(clause: Clause, mention: Mention) -> bool:
    """Of "nightclub owners", "owners of farms" and "truck drivers buy sex": the sector of who acts."""
    if mention.kind != "sector":
        return False
    if any(m.code == "legislation" for m in clause.starting(mention.end, mention.end + 1)):
        return True  # "the domestic worker law"
    buying = [m for m in clause.of("buyer") if m.start >= mention.end]
    if buying and not _exploited_before(clause, buying[0]):
        return True
    before = clause.before(mention.start)
    if before is not None and before.kind == "buyer" and 0 <= mention.start - before.end <= 1:
        return True  # "catering to truck drivers"
    owners = [m for m in clause.of("perpetrator") if 0 <= mention.start - m.end <= _NEAR]
    told = clause.has("exploitation", "exploitation-verb", "victimization")
    return not told and (bool(owners) or _modifies_actor(clause, mention))


def _exploited_before(clause: Clause, other: Mention) -> bool:
    return any(
        m.end <= other.start for kind in ("exploitation", "exploitation-verb") for m in clause.of(kind)
    )


def _addresses(clause: Clause) -> bool:
    """Tell whether a clause is on whom a government informs or trains: "campaigns in markets"."""
    if "measure" not in clause.kinds or "exploitation" in clause.kinds:
        return False
    return any(m.code in ("awareness-campaign", "training") for m in clause.of("measure"))


def _named(analysis: Analysis, kind: str) -> Iterator[tuple[Clause, Mention]]:
    for clause in analysis.describing(kind):
        if not is_negated(clause):
            for mention in _mentions(clause, kind):
                yield clause, mention


def _is_actor(clause: Clause, group: Mention) -> bool:
    """Tell whether a group's words are on who exploits, buys or is tried, and not on victims."""
    if _modifies_actor(clause, group):
        return True
    if group.code not in _ADULTS:
        return False
    near = any(0 <= m.start - group.end <= _NEAR for m in clause.of("buyer"))
    return near or group in spouse_arguments(clause) or _is_tried(clause, group) or _is_agent(clause, group)


def _is_tried(clause: Clause, group: Mention) -> bool:
    """Of "arrested two men" and "a woman was convicted": those whom courts deal with."""
    measures = (m for m in clause.of("measure") if m.code in LAW_ENFORCEMENT)
    tried = [m for m in (*measures, *clause.of("action")) if m.form != NOUN]
    if any(0 <= group.start - m.end <= _NEAR for m in tried):
        return True
    passive = [
        m for m in tried if m.form == PAST and any(0 <= m.start - a.end <= 1 for a in clause.of("aux"))
    ]
    return bool(passive) and group is _first_group(clause) and group.end <= passive[0].start


def _first_group(clause: Clause) -> Mention | None:
    return next(iter(clause.of("victim-group")), None)


def _is_agent(clause: Clause, group: Mention) -> bool:
    """Of "recruited by older women" and "men travel there to exploit boys": those who do it."""
    before = clause.before(group.start)
    while before is not None and before.kind in _LISTED:
        before = clause.before(before.start)
    if before is not None and before.code == "by" and group.start - before.end <= _REACH:
        return any(m.form == PAST and m.end <= before.start for m in clause.of("exploitation-verb"))
    return _travels_to_exploit(clause, group)


def _travels_to_exploit(clause: Clause, group: Mention) -> bool:
    victims = [m for m in clause.of("victim-group") if m.start > group.end]
    moves = [m for m in clause.of("movement") if m.start >= group.end and m.form in (BASE, PRESENT)]
    return bool(moves) and any(
        verb.form == BASE and verb.start >= moves[0].end and 0 <= victim.start - verb.end <= 1
        for verb in clause.of("exploitation-verb")
        for victim in victims
    )


def _modifies_actor(clause: Clause, mention: Mention) -> bool:
    """ "Female traffickers", "child sex tourists": the group says what kind of actor it is."""
    acting = (m for kind in _ACTORS for m in clause.of(kind))
    return clause.has(*_ACTORS) and any(0 <= m.start - mention.end <= 1 for m in acting)
