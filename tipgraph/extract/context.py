"""Who acts and who suffers in a clause, and how sure it is: what several kinds of claim ask."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from tipgraph.extract.law import LAW_ENFORCEMENT
from tipgraph.language.clauses import Clause, is_verb
from tipgraph.language.grammar import BE, LOCATION, words
from tipgraph.language.inflect import BASE, NOUN, PAST, PRESENT
from tipgraph.language.mention import Mention
from tipgraph.language.sentences import Span

__all__ = [
    "agents_end",
    "begins_elsewhere",
    "certainty",
    "hedges",
    "in_relative",
    "is_exploitative",
    "is_plural_role",
    "names_role",
    "relative_of",
    "worked_in",
]


_EXPLOITATIVE = (
    "exploitation",
    "exploitation-verb",
    "affliction",
    "certainty",
    "victim",
    "trafficking",
    "perpetrator",
)


def is_exploitative(clause: Clause) -> bool:
    """Tell whether a clause speaks of exploitation, or of people at risk of it."""
    return clause.has(*_EXPLOITATIVE)


def agents_end(clause: Clause) -> int:
    """Return the offset up to which a clause names who exploits: the start of its active verb.

    "Truck drivers exploit boys" is about boys; whatever stands before "exploit" is no victim. A
    clause without such a verb returns its own start.
    """
    return clause.once(_agents_end) if "exploitation-verb" in clause.kinds else clause.span.start


def _agents_end(clause: Clause) -> int:
    crime = _crime_of_the_tried(clause)
    if crime is not None:
        return crime.start
    for mention in clause.of("exploitation-verb"):
        if (
            mention.form in (BASE, PRESENT)
            and not _of_agents(clause, mention)
            and not (_infinitive(clause, mention) or _is_listed(clause, mention))
        ):
            return clause.span.start if _of_their_victims(clause, mention) else mention.start
    return clause.span.start


def _crime_of_the_tried(clause: Clause) -> Mention | None:
    """Return the verb of "arrested six women who had forced girls …": those before it are no victims."""
    tried = [m for m in clause.of("measure") if m.code in LAW_ENFORCEMENT and m.form != NOUN]
    for rel in clause.of("rel"):
        if tried and tried[0].end <= rel.start and rel.code in ("who", "that"):
            after = [m for m in clause.of("exploitation-verb") if m.start >= rel.end and m.form == PAST]
            active = not any(
                m.code in BE for m in clause.of("aux") if after and rel.end <= m.start < after[0].start
            )
            return after[0] if after and active else None
    return None


def _of_agents(clause: Clause, verb: Mention) -> bool:
    """Of "are lured by firms that promise work": the verb of a relative clause behind the predicate."""
    rel = next((m for m in clause.of("rel") if m.end <= verb.start), None)
    return rel is not None and any(m.code in BE and m.end <= rel.start for m in clause.of("aux"))


def _is_listed(clause: Clause, verb: Mention) -> bool:
    """Of "in construction, transport, and cleaning": a noun that looks like a verb."""
    before = clause.before(verb.start)
    after = next((m for m in clause.mentions if m.start >= verb.end), None)
    return (
        before is not None
        and after is not None
        and before.kind in ("comma", "conj", "prep")
        and after.kind in ("comma", "conj")
        and max(verb.start - before.end, after.start - verb.end) <= 1
    )


def _of_their_victims(clause: Clause, verb: Mention) -> bool:
    """Tell whether those who are exploited stand before their exploiters: "men whom traffickers exploit"."""
    for rel in clause.of("rel"):
        if rel.end <= verb.start and rel.code in ("whom", "that", "which"):
            following = next(m for m in clause.mentions if m.start >= rel.end)
            return following.kind in ("perpetrator", "client")
    return False


def _infinitive(clause: Clause, verb: Mention) -> bool:
    before = clause.before(verb.start)
    return before is not None and before.kind == "prep" and verb.start - before.end <= 1


def certainty(clause: Clause) -> str:
    """Return ``possible`` where any word of a clause hedges, else ``asserted``."""
    return "possible" if "certainty" in clause.kinds and hedges(clause) else "asserted"


def hedges(clause: Clause) -> list[Mention]:
    """Return the words of a clause that weaken what it says; "could not" weakens nothing."""
    refusals = {m.start for m in clause.of("neg")}
    return [m for m in clause.of("certainty") if m.end + 1 not in refusals and not _of_one(clause, m)]


def _of_one(clause: Clause, hedge: Mention) -> bool:
    """Of "Chinese and possibly Congolese migrants": only that the last are among them is unsure."""
    following = any(m.kind in _PLACED and m.start - hedge.end == 1 for m in clause.mentions)
    if not following or (before := clause.before(hedge.start)) is None:
        return False
    while before is not None and before.kind in ("conj", "comma"):
        before = clause.before(before.start)
    return before is not None and before.kind in _PLACED


_PLACED = words("demonym place")
_MODALS = words("would could can may might must")


def worked_in(clause: Clause) -> Sequence[Mention]:
    """Return the sectors that a clause names, but not those of work that is only promised.

    "Women, lured by offers of work as dancers, are forced to beg" is not about dancing.
    """
    return clause.once(_worked_in) if "lure" in clause.kinds else clause.of("sector")


def _worked_in(clause: Clause) -> list[Mention]:
    return [sector for sector in clause.of("sector") if not _is_promised(clause, sector)]


def _is_promised(clause: Clause, sector: Mention) -> bool:
    lures = [m for m in clause.of("lure") if m.end <= sector.start]
    between = [m for m in clause.mentions if lures and lures[-1].end <= m.start and m.end <= sector.start]
    return bool(lures) and all(m.kind in _PROMISED for m in between)


_PROMISED = words("sector conj comma prep person setting list-opener degree place demonym movement")


def begins_elsewhere(clause: Clause, home: str) -> bool:
    """Tell whether a clause begins with a place other than ``home``: "In X, a task force …"."""
    if len(clause.mentions) < 2:
        return False
    preposition, place = clause.mentions[:2]
    return preposition.code in LOCATION and place.kind == "place" and place.code != home


def names_role(clause: Clause, role: Mention) -> bool:
    """Tell whether a word for a role is said of a country: "a transit country", not "they transit Chad"."""
    return "country-noun" in clause.kinds or role.end - role.start > len(role.code)


def is_plural_role(role: Mention) -> bool:
    """Of "trafficked to Western destinations": other countries play the role."""
    return role.end - role.start == len(role.code) + 1


def in_relative(clause: Clause, mention: Mention) -> bool:
    """Of "victims who did not testify were deported": the relative clause ends before the main verb."""
    if "rel" not in clause.kinds:
        return False
    spans = clause.once(_relatives)
    at = bisect_right(spans, mention.start, key=attrgetter("start"))
    return at > 0 and mention.end <= spans[at - 1].end


def relative_of(clause: Clause, mention: Mention) -> Mention | None:
    """Return the word that opens the relative clause in which a mention stands, if it stands in one."""
    if "rel" not in clause.kinds:
        return None
    rel = next((m for m in reversed(clause.of("rel")) if m.end <= mention.start), None)
    main = _second_predicate(clause, rel) if rel is not None else None
    return rel if main is None or mention.start < main.start else None


def _relatives(clause: Clause) -> list[Span]:
    """Return where the relative clauses of a clause stand, in order; those within another are left to it."""
    found: list[Span] = []
    for rel in clause.of("rel"):
        main = _second_predicate(clause, rel)
        if main is not None and not (found and main.start <= found[-1].end):
            found.append(Span(rel.end, main.start))
    return found


def _is_noun_too(clause: Clause, verb: Mention) -> bool:
    """Of "funds" and "shelters": within a relative clause they are more likely its object."""
    if verb.form not in (BASE, PRESENT):
        return False
    same = clause.starting(verb.start, verb.start)
    return any(m.form == NOUN and m.kind == "measure" and m.end == verb.end for m in same)


def _second_predicate(clause: Clause, rel: Mention) -> Mention | None:
    """Return the first verb after a relative clause's own verbs and what depends on them."""
    own, apart, modal = False, False, False
    for mention in clause.mentions:
        if mention.start < rel.end or (modal and mention.form == BASE):
            continue  # "which would ban it, open shelters, and train judges"
        modal = modal or mention.code in _MODALS
        if is_verb(mention) and not _is_noun_too(clause, mention):
            if own and apart:
                return mention
            own, apart = True, False
        elif mention.kind not in ("neg", "degree", "status"):
            apart = True
    return None
