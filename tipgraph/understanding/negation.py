"""Whether a clause denies that something happens: "no reports of", "are not exploited", "failed to find".

Which measures of a clause a denial reaches.
"""

from __future__ import annotations

from tipgraph.understanding.clauses import Clause, is_verb
from tipgraph.understanding.context import in_relative
from tipgraph.understanding.grammar import LAW_ENFORCEMENT, words
from tipgraph.understanding.inflect import BASE, GERUND, NOUN, PAST
from tipgraph.understanding.mention import Mention

__all__ = [
    "AHEAD",
    "ATTRIBUTIVE",
    "DETERMINERS",
    "DO",
    "MODIFIERS",
    "PHRASE",
    "is_denied",
    "is_figure",
    "is_subject",
    "reaches",
]

_HAPPENING = words("exploitation exploitation-verb victimization role movement departure-verb sector")
_BESIDE = words(
    "aux rel degree victim-group person victim demonym conj comma place foreign quantity exemplifier pronoun "
    "prep certainty how-many country-noun workplace partitive neg"
)
"""Kinds that may stand between a denial and what it denies."""
_ACTING = words("perpetrator official officer buyer")
"""Kinds that may stand there, too, where the denial is a determiner: "no trafficker exploits"."""
_DETERMINERS = words("no none neither nor")
_OBJECT = 15
"""Code points between a denial and "that": "denied reports that"."""
_JOINED = words("conj neg aux degree")
_DEGREES = words("degree")
_JOINING = words("and or nor")


def is_denied(clause: Clause) -> bool:
    """Tell whether a clause denies that something happens.

    A denial of what a government did denies nothing of the kind, nor does one within a relative clause.
    """
    return (clause.has("neg", "denial", "status") or clause.opener in _JOINING) and clause.once(_is_denied)


def _is_denied(clause: Clause) -> bool:
    if _says_that_not(clause) or _nothing_is_told(clause):
        return True
    if "measure" in clause.kinds or "neg" not in clause.kinds:
        return _goes_on(clause)
    return any(_denies(clause, denial) for denial in clause.of("neg") if not in_relative(clause, denial))


def _says_that_not(clause: Clause) -> bool:
    """Of "officials denied that …", "it is not true that …", and "rumors that … proved false"."""
    denials = clause.of("denial")
    for that in [m for m in clause.of("rel") if m.code == "that"] if denials else ():
        if any(0 <= that.start - denial.end <= _OBJECT for denial in denials):
            return True
        told = clause.starting(that.start - _OBJECT, that.start)
        if any(m.kind == "report-noun" for m in told) and any(m.start >= that.end for m in denials):
            return True
    return False


def _nothing_is_told(clause: Clause) -> bool:
    """Of "no reports of", "did not find", "have yet to encounter"; not of "no reports on prosecutions"."""
    denials = (*clause.of("neg"), *(m for m in clause.of("status") if m.code == "not-done"))
    for denial in denials:
        passed = _ACTING | _JOINED if denial.code == "neither" else _DEGREES
        first = next((m for m in clause.mentions if m.start >= denial.end and m.kind not in passed), None)
        told = first is not None and first.kind == "report-noun" and not in_relative(clause, denial)
        if told and first is not None and not any(m.start >= first.end for m in clause.of("measure")):
            return clause.has(*_HAPPENING)
    return False


def _goes_on(clause: Clause) -> bool:
    """Of "are not taken to Y or made to work there", "no reports of girls taken to Y and exploited there"."""
    before = clause.previous
    if before is None or not clause.shared or clause.opener not in _JOINING or clause.has("aux", "measure"):
        return False
    return is_denied(before) if clause.opener != "and" else _nothing_is_told(before)


def _denies(clause: Clause, denial: Mention) -> bool:
    opens = clause.mentions[0] is denial or clause.opener == denial.code
    if denial.code in ("without", "instead of") or (denial.code == "nor" and not opens):
        return False
    beside = _BESIDE | _ACTING if denial.code in _DETERMINERS else _BESIDE
    first = next((m for m in clause.mentions if m.start >= denial.end and m.kind not in beside), None)
    if first is not None and first.kind in ("status", "report-noun") and _is_passive(clause, denial, first):
        first = next((m for m in clause.mentions if m.start >= first.end and m.kind not in beside), None)
    if first is None or first.code == "done":
        return _is_said_of(clause, denial)
    return first.kind in _HAPPENING


def _is_passive(clause: Clause, denial: Mention, verb: Mention) -> bool:
    """Of "is not considered a transit country", "no men are held in debt bondage"."""
    near = any(0 <= verb.start - m.end <= len(" not ") for m in clause.of("aux"))
    return verb.form == PAST and (near or denial.code in _DETERMINERS)


def _is_said_of(clause: Clause, denial: Mention) -> bool:
    """Of "the exploitation of girls does not occur": what happens is the subject of the denial."""
    before = [m for m in clause.mentions if m.end <= denial.start and m.kind != "aux"]
    what = next((m for m in before if m.kind in _HAPPENING), None)
    return what is not None and what.form == NOUN and not any(is_verb(m) for m in before if m is not what)


DETERMINERS = words("no none nobody zero 0")
DO = words("do does did")
ATTRIBUTIVE = words("trafficking victimization exploitation-verb")
"""What the word "trafficking" is taken for: of "no trafficking convictions", it only says which ones."""
MODIFIERS = ATTRIBUTIVE | words("degree exploitation demonym domestic victim victim-group measure conj")
PHRASE = MODIFIERS | words("comma place person foreign official complicity exemplifier status quantity")
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
