"""Who acts and who suffers in a clause, and how sure it is: what several kinds of claim ask."""

from __future__ import annotations

from collections.abc import Iterable

from tipgraph.language.clauses import Clause
from tipgraph.language.inflect import BASE, PRESENT
from tipgraph.language.mention import Mention

__all__ = ["agents_end", "certainty", "is_exploitative", "names_role"]


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
    for mention in clause.of("exploitation-verb"):
        if mention.form in (BASE, PRESENT) and not _infinitive(clause, mention):
            return mention.start
    return clause.span.start


def _infinitive(clause: Clause, verb: Mention) -> bool:
    before = [m for m in clause.mentions if m.end <= verb.start]
    return bool(before) and before[-1].kind == "prep" and verb.start - before[-1].end <= 1


def certainty(mentions: Iterable[Mention]) -> str:
    """Return ``possible`` where any mention hedges, else ``asserted``."""
    return "possible" if any(m.kind == "certainty" for m in mentions) else "asserted"


def names_role(clause: Clause, role: Mention) -> bool:
    """Tell whether a word for a role is said of a country: "a transit country", not "they transit Chad"."""
    return clause.has("country-noun") or role.end - role.start > len(role.code)
