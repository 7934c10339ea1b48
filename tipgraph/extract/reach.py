"""Which measures of a clause a denial reaches."""

from __future__ import annotations

from tipgraph.extract.context import in_relative
from tipgraph.extract.law import LAW_ENFORCEMENT
from tipgraph.language.clauses import Clause, is_verb
from tipgraph.language.grammar import words
from tipgraph.language.inflect import BASE, GERUND, NOUN
from tipgraph.language.mention import Mention

__all__ = [
    "AHEAD",
    "ATTRIBUTIVE",
    "DETERMINERS",
    "DO",
    "MODIFIERS",
    "PHRASE",
    "is_figure",
    "is_subject",
    "reaches",
]

DETERMINERS = words("no none nobody zero 0")
DO = words("do does did")
ATTRIBUTIVE = words("trafficking affliction exploitation-verb")
"""What the word "trafficking" is taken for: of "no trafficking convictions", it only says which ones."""
MODIFIERS = ATTRIBUTIVE | words("degree exploitation demonym domestic victim victim-group measure conj")
PHRASE = MODIFIERS | words("comma place person foreign official complicity list-opener status quantity")
"""Kinds of mentions that may stand in one noun phrase."""
_OF = words("of for on")
_PEOPLE = words("person victim victim-group official officer perpetrator")
_MODIFYING = ATTRIBUTIVE | words("degree exploitation demonym foreign")
_PARTITIVE = words("partitive rel")
_TO_WHOM = words("to for against")
_EVENTS = LAW_ENFORCEMENT | words("labor-regulation awareness-campaign hotline training")
"""Measures that take place, and lead to others."""
_NOT_ONE = words("none nobody")
AHEAD = frozenset({"without", "instead of"})
"""Denials of only what comes next."""
_GOVERNED = 25
"""Code points between a preposition and the verb that it governs."""


def reaches(clause: Clause, denial: Mention, measure: Mention) -> bool:
    """Tell whether a denial covers a measure: before it, or after it where the measure is its subject."""
    if in_relative(clause, denial) and not in_relative(clause, measure):
        return False
    if is_figure(clause, denial) or (denial.end <= measure.start and _is_time(clause, measure)):
        return False
    determiner = denial.code in DETERMINERS
    if denial.start >= measure.end and denial.code in AHEAD:
        return False  # it denies only what comes next
    if denial.code == "instead of":
        return measure.form == GERUND
    if denial.start >= measure.end and determiner:
        return _denies_object(clause, denial, measure) or _is_for_nobody(clause, denial)
    if denial.start >= measure.end:
        return is_subject(clause, measure) and not _leads_to_nothing(clause, denial, measure)
    if denial.code == "without":
        between = clause.starting(denial.end, measure.start - 1)
        return not any(is_verb(m) and m.kind != "measure" and m.code != "being" for m in between)
    if not determiner or measure.form != NOUN or _is_pronoun(clause, denial) or _is_of_people(clause, denial):
        return True
    between = [m for m in clause.mentions if denial.end <= m.start and m.end <= measure.start]
    return all((m.kind in PHRASE or m.code in _OF) and not is_verb(m) for m in between)


def is_figure(clause: Clause, denial: Mention) -> bool:
    """Of "ranged from no prison time to three years", "compared with no trials": a number among others."""
    if denial.code not in DETERMINERS:
        return False
    compared = any(m.end <= denial.start for m in clause.of("comparison"))
    return compared or any(m.code == "from" and denial.start - m.end == 1 for m in clause.of("prep"))


def _is_time(clause: Clause, measure: Mention) -> bool:
    """Of "did not find victims during inspections": those took place."""
    during = [m for m in clause.of("prep") if m.code == "during" and 0 <= measure.start - m.end <= _GOVERNED]
    return measure.form == NOUN and any(
        all(m.kind in PHRASE or m.kind == "pronoun" for m in clause.starting(p.end, measure.start - 1))
        for p in during
    )


def _is_pronoun(clause: Clause, denial: Mention) -> bool:
    """Tell whether "none" is itself the subject: "none led to convictions", "none of which led to them"."""
    ahead = (m for m in clause.mentions if m.start >= denial.end and m.kind not in _PARTITIVE)
    following = next(ahead, None)
    return denial.code in _NOT_ONE and following is not None and is_verb(following)


def _is_of_people(clause: Clause, denial: Mention) -> bool:
    """Of "no victims received restitution": where nobody is the subject, nothing in the clause is done."""
    if any(m.end <= denial.start for m in clause.verbs):
        return False
    ahead = (m for m in clause.mentions if m.start >= denial.end and m.kind not in _MODIFYING)
    head = next((m for m in ahead if m.code not in _OF), None)  # "none of the victims"
    return head is not None and head.kind in _PEOPLE


def _denies_object(clause: Clause, denial: Mention, measure: Mention) -> bool:
    """Of "convicted no traffickers": what is done to nobody is not done."""
    between = [m for m in clause.mentions if measure.end <= m.start and m.end <= denial.start]
    return measure.form != NOUN and all(m.kind in ("measure", "conj", "comma") for m in between)


def _is_for_nobody(clause: Clause, denial: Mention) -> bool:
    """Of "gave compensation to no one"."""
    return any(m.code in _TO_WHOM and 0 <= denial.start - m.end <= 1 for m in clause.of("prep"))


def _leads_to_nothing(clause: Clause, denial: Mention, measure: Mention) -> bool:
    """Of "inspections did not lead to arrests": they took place, and something else did not."""
    does = any(m.code in DO and 0 <= denial.start - m.end <= 1 for m in clause.of("aux"))
    others = (m for m in clause.of("measure") if m.start >= denial.end)
    return does and measure.code in _EVENTS and any(m.code != measure.code for m in others)


def is_subject(clause: Clause, measure: Mention) -> bool:
    """Tell whether a measure comes before its clause's verb: a noun, or as in "efforts to prosecute"."""
    before = [m for m in clause.verbs if m.end <= measure.start]
    governed = [m.code for m in clause.of("prep") if 0 <= measure.start - m.end <= _GOVERNED]
    infinitive = measure.form == BASE and "to" in governed
    gerund = measure.form == GERUND and (bool(governed) or measure is clause.mentions[0])
    return not before and (measure.form == NOUN or infinitive or gerund)
