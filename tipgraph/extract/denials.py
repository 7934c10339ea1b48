"""Whether a clause denies that something happens: "no reports of", "are not exploited", "failed to find"."""

from __future__ import annotations

from tipgraph.extract.context import in_relative
from tipgraph.language.clauses import Clause, is_verb
from tipgraph.language.grammar import words
from tipgraph.language.inflect import NOUN, PAST
from tipgraph.language.mention import Mention

__all__ = ["is_denied"]

_HAPPENING = words("exploitation exploitation-verb affliction role movement departure sector")
_BESIDE = words(
    "aux rel degree victim-group person victim demonym conj comma place foreign quantity list-opener pronoun "
    "prep certainty how-many country-noun setting partitive neg"
)
"""Kinds that may stand between a denial and what it denies."""
_ACTING = words("perpetrator official officer client")
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
        if any(m.kind == "tidings" for m in told) and any(m.start >= that.end for m in denials):
            return True
    return False


def _nothing_is_told(clause: Clause) -> bool:
    """Of "no reports of", "did not find", "have yet to encounter"; not of "no reports on prosecutions"."""
    denials = (*clause.of("neg"), *(m for m in clause.of("status") if m.code == "not-done"))
    for denial in denials:
        passed = _ACTING | _JOINED if denial.code == "neither" else _DEGREES
        first = next((m for m in clause.mentions if m.start >= denial.end and m.kind not in passed), None)
        told = first is not None and first.kind == "tidings" and not in_relative(clause, denial)
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
    if first is not None and first.kind in ("status", "tidings") and _is_passive(clause, denial, first):
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
