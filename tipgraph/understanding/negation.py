"""Negation: whether a clause says that something does not happen, and the scope of its negations.

Examples: "no reports of", "are not exploited", "failed to find".
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
    "is_figure",
    "is_negated",
    "is_subject",
    "scopes_over",
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


def is_negated(clause: Clause) -> bool:
    """Tell whether a clause says that something does not happen.

    The negation of a government measure does not count, nor does one inside a relative clause.
    """
    return (clause.has("neg", "denial", "status") or clause.opener in _JOINING) and clause.once(_is_negated)


def _is_negated(clause: Clause) -> bool:
    if _denies_report(clause) or _reports_nothing(clause):
        return True
    if "measure" in clause.kinds or "neg" not in clause.kinds:
        return _continues_negation(clause)
    return any(
        _negates(clause, negation) for negation in clause.of("neg") if not in_relative(clause, negation)
    )


def _denies_report(clause: Clause) -> bool:
    """Of "officials denied that …", "it is not true that …", and "rumors that … proved false"."""
    denials = clause.of("denial")
    for that in [m for m in clause.of("rel") if m.code == "that"] if denials else ():
        if any(0 <= that.start - denial.end <= _OBJECT for denial in denials):
            return True
        told = clause.starting(that.start - _OBJECT, that.start)
        if any(m.kind == "report-noun" for m in told) and any(m.start >= that.end for m in denials):
            return True
    return False


def _reports_nothing(clause: Clause) -> bool:
    """Of "no reports of", "did not find", "have yet to encounter"; not of "no reports on prosecutions"."""
    negations = (*clause.of("neg"), *(m for m in clause.of("status") if m.code == "not-done"))
    for negation in negations:
        passed = _ACTING | _JOINED if negation.code == "neither" else _DEGREES
        first = next((m for m in clause.mentions if m.start >= negation.end and m.kind not in passed), None)
        told = first is not None and first.kind == "report-noun" and not in_relative(clause, negation)
        if told and first is not None and not any(m.start >= first.end for m in clause.of("measure")):
            return clause.has(*_HAPPENING)
    return False


def _continues_negation(clause: Clause) -> bool:
    """Of "are not taken to Y or made to work there", "no reports of girls taken to Y and exploited there"."""
    before = clause.previous
    if before is None or not clause.shared or clause.opener not in _JOINING or clause.has("aux", "measure"):
        return False
    return is_negated(before) if clause.opener != "and" else _reports_nothing(before)


def _negates(clause: Clause, negation: Mention) -> bool:
    opens = clause.mentions[0] is negation or clause.opener == negation.code
    if negation.code in ("without", "instead of") or (negation.code == "nor" and not opens):
        return False
    beside = _BESIDE | _ACTING if negation.code in _DETERMINERS else _BESIDE
    first = next((m for m in clause.mentions if m.start >= negation.end and m.kind not in beside), None)
    if first is not None and first.kind in ("status", "report-noun") and _is_passive(clause, negation, first):
        first = next((m for m in clause.mentions if m.start >= first.end and m.kind not in beside), None)
    if first is None or first.code == "done":
        return _is_said_of(clause, negation)
    return first.kind in _HAPPENING


def _is_passive(clause: Clause, negation: Mention, verb: Mention) -> bool:
    """Of "is not considered a transit country", "no men are held in debt bondage"."""
    near = any(0 <= verb.start - m.end <= len(" not ") for m in clause.of("aux"))
    return verb.form == PAST and (near or negation.code in _DETERMINERS)


def _is_said_of(clause: Clause, negation: Mention) -> bool:
    """Of "the exploitation of girls does not occur": what happens is the subject of the denial."""
    before = [m for m in clause.mentions if m.end <= negation.start and m.kind != "aux"]
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


def scopes_over(clause: Clause, negation: Mention, measure: Mention) -> bool:
    """Tell whether a measure is in the scope of a negation: after it, or before it as its subject."""
    if in_relative(clause, negation) and not in_relative(clause, measure):
        return False
    if is_figure(clause, negation) or (negation.end <= measure.start and _is_time(clause, measure)):
        return False
    determiner = negation.code in DETERMINERS
    if negation.start >= measure.end and negation.code in AHEAD:
        return False  # it denies only what comes next
    if negation.code == "instead of":
        return measure.form == GERUND
    if negation.start >= measure.end and determiner:
        return _negates_object(clause, negation, measure) or _is_for_nobody(clause, negation)
    if negation.start >= measure.end:
        return is_subject(clause, measure) and not _leads_to_nothing(clause, negation, measure)
    if negation.code == "without":
        between = clause.starting(negation.end, measure.start - 1)
        return not any(is_verb(m) and m.kind != "measure" and m.code != "being" for m in between)
    if (
        not determiner
        or measure.form != NOUN
        or _is_pronoun(clause, negation)
        or _is_of_people(clause, negation)
    ):
        return True
    between = [m for m in clause.mentions if negation.end <= m.start and m.end <= measure.start]
    return all((m.kind in PHRASE or m.code in _OF) and not is_verb(m) for m in between)


def is_figure(clause: Clause, negation: Mention) -> bool:
    """Tell whether a negation is one figure among others: "from no prison time to three years"."""
    if negation.code not in DETERMINERS:
        return False
    compared = any(m.end <= negation.start for m in clause.of("comparison"))
    return compared or any(m.code == "from" and negation.start - m.end == 1 for m in clause.of("prep"))


def _is_time(clause: Clause, measure: Mention) -> bool:
    """Of "did not find victims during inspections": those took place."""
    during = [m for m in clause.of("prep") if m.code == "during" and 0 <= measure.start - m.end <= _GOVERNED]
    return measure.form == NOUN and any(
        all(m.kind in PHRASE or m.kind == "pronoun" for m in clause.starting(p.end, measure.start - 1))
        for p in during
    )


def _is_pronoun(clause: Clause, negation: Mention) -> bool:
    """Tell whether "none" is itself the subject: "none led to convictions", "none of which led to them"."""
    ahead = (m for m in clause.mentions if m.start >= negation.end and m.kind not in _PARTITIVE)
    following = next(ahead, None)
    return negation.code in _NOT_ONE and following is not None and is_verb(following)


def _is_of_people(clause: Clause, negation: Mention) -> bool:
    """Of "no victims received restitution": where nobody is the subject, nothing in the clause is done."""
    if any(m.end <= negation.start for m in clause.verbs):
        return False
    ahead = (m for m in clause.mentions if m.start >= negation.end and m.kind not in _MODIFYING)
    head = next((m for m in ahead if m.code not in _OF), None)  # "none of the victims"
    return head is not None and head.kind in _PEOPLE


def _negates_object(clause: Clause, negation: Mention, measure: Mention) -> bool:
    """Of "convicted no traffickers": what is done to nobody is not done."""
    between = [m for m in clause.mentions if measure.end <= m.start and m.end <= negation.start]
    return measure.form != NOUN and all(m.kind in ("measure", "conj", "comma") for m in between)


def _is_for_nobody(clause: Clause, negation: Mention) -> bool:
    """Of "gave compensation to no one"."""
    return any(m.code in _TO_WHOM and 0 <= negation.start - m.end <= 1 for m in clause.of("prep"))


def _leads_to_nothing(clause: Clause, negation: Mention, measure: Mention) -> bool:
    """Of "inspections did not lead to arrests": they took place, and something else did not."""
    does = any(m.code in DO and 0 <= negation.start - m.end <= 1 for m in clause.of("aux"))
    others = (m for m in clause.of("measure") if m.start >= negation.end)
    return does and measure.code in _EVENTS and any(m.code != measure.code for m in others)


def is_subject(clause: Clause, measure: Mention) -> bool:
    """Tell whether a measure comes before the verb of its clause, as in "efforts to prosecute …"."""
    before = [m for m in clause.verbs if m.end <= measure.start]
    governed = [m.code for m in clause.of("prep") if 0 <= measure.start - m.end <= _GOVERNED]
    infinitive = measure.form == BASE and "to" in governed
    gerund = measure.form == GERUND and (bool(governed) or measure is clause.mentions[0])
    return not before and (measure.form == NOUN or infinitive or gerund)
