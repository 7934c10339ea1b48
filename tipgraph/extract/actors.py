"""Whose deeds a clause tells of: only the report country's government takes measures."""

from __future__ import annotations

from tipgraph.language.clauses import Clause, is_verb
from tipgraph.language.grammar import words
from tipgraph.language.inflect import NOUN, PAST
from tipgraph.language.mention import Mention

__all__ = ["is_government"]

_PEOPLE = words("person victim-group demonym victim")
_SUBJECTS = _PEOPLE | words("official perpetrator client ngo place measure pronoun")
_AUXILIARY = 15
"""Code points between an auxiliary and its participle: "were regularly inspected"."""
_CARE = words("victim-services victim-referral compensation legal-status repatriation")
"""Measures that people receive, so that they may be their clause's subject."""


def is_government(clause: Clause, measure: Mention, status: str, country: str) -> bool:
    """Tell whether a measure may be the government's of ``country``: nobody else is its clause's subject."""
    subject = _subject(clause)
    if subject is None:
        return True
    if _is_foreign(clause, subject, country):
        return False
    if subject.kind in _PEOPLE and (measure.form == NOUN or _is_attribute(clause, measure)):
        return status != "done" or _received(clause, measure)
    if subject.kind == "perpetrator" and measure.form == PAST and clause.has("aux"):
        return True  # "no traffickers were convicted"
    return subject.kind not in ("perpetrator", "client", "ngo") or measure.start <= subject.start


def _is_attribute(clause: Clause, measure: Mention) -> bool:
    """Of "workers face confiscated passports": a participle with no auxiliary is no predicate."""
    passive = any(0 <= measure.start - m.end <= _AUXILIARY for m in clause.of("aux"))
    return measure.code == "labor-regulation" and measure.form == PAST and not passive


def _received(clause: Clause, measure: Mention) -> bool:
    """Of "victims received compensation": unless exploitation is what the clause is about."""
    return measure.code in _CARE and not clause.has("exploitation", "exploitation-verb", "affliction")


def _is_foreign(clause: Clause, subject: Mention, country: str) -> bool:
    """Tell whether a subject is another country, or an official of one: "Spanish courts"."""
    if subject.kind == "place":
        return subject.code != country
    if subject.kind != "official" or not clause.has("demonym", "place", "foreign"):
        return False
    named = (*clause.of("demonym"), *clause.of("place"), *clause.of("foreign"))
    before = [m for m in named if 0 <= subject.start - m.end <= 1]
    after = [m for m in clause.of("place") if 0 <= m.start - subject.end <= len(" of the ")]
    return any(m.kind == "foreign" or m.code != country for m in (*before, *after))


def _subject(clause: Clause) -> Mention | None:
    """Return the first mention of someone who may act, past "NGOs reported that"."""
    if clause.shared and clause.previous is not None:
        return _subject(clause.previous)
    subject = _first(clause)
    if subject is not None and subject.kind == "ngo":
        reported = next((m for m in clause.of("rel") if m.start >= subject.end), None)
        told = [m for m in clause.of("official") if reported is not None and m.start >= reported.end]
        return told[0] if told else subject
    return subject


def _first(clause: Clause) -> Mention | None:
    previous: Mention | None = None
    for mention in clause.mentions:
        in_phrase = previous is not None and previous.kind == "prep" and mention.start - previous.end <= 5
        if (mention.kind in _SUBJECTS and not in_phrase) or is_verb(mention):
            return mention if mention.kind in _SUBJECTS else None
        previous = mention
    return None
