"""Negation: whether a clause says that something does not happen.

Examples: "no reports of", "are not exploited", "failed to find".
"""

from __future__ import annotations

from tipgraph.understanding.clauses import Clause, is_verb
from tipgraph.understanding.context import in_relative
from tipgraph.understanding.grammar import words
from tipgraph.understanding.inflect import NOUN, PAST
from tipgraph.understanding.mention import Mention

__all__ = ["is_negated"]

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
