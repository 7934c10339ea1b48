"""Measures that are named in passing: for another deed, or for who acts, exploits or is tried."""

from __future__ import annotations

from collections.abc import Sequence

from tipgraph.extract.complements import PERSONNEL
from tipgraph.extract.context import agents_end
from tipgraph.extract.law import LAW_ENFORCEMENT
from tipgraph.language.clauses import Clause, is_verb
from tipgraph.language.grammar import words
from tipgraph.language.inflect import BASE, GERUND, NOUN, PAST
from tipgraph.language.mention import Mention

__all__ = ["is_named_in_passing"]

_DEGREES = words("degree list-opener")
_TO_A_VERB = words("aux neg degree status list-opener")
_FUNDED = words("action-plan coordination-body specialized-unit")
_TO_AN_OBJECT = words("prep measure status degree quantity conj comma")
_HELPERS = words("ngo official officer")
_ARTICLE = len(" the ")
"""Code points of an article."""
_NEAR = 25
"""Code points between a verb and its object."""
_WHOM = words("perpetrator victim victim-group person affliction")


def is_named_in_passing(
    clause: Clause, measure: Mention, earlier: Sequence[Mention], later: Sequence[Mention]
) -> bool:
    """Tell whether a measure is named for another deed; ``earlier`` and ``later`` are those around it."""
    if _overruled(clause, measure, (*earlier, *later)):
        return True
    if "departure" in clause.kinds and _is_left(clause, measure):
        return True
    if earlier and _is_told_before(clause, measure, earlier):
        return True
    asked = _ASKED.get(measure.code)
    return asked is not None and asked(clause, measure, earlier, later)


def _of_services(
    clause: Clause, measure: Mention, _earlier: Sequence[Mention], later: Sequence[Mention]
) -> bool:
    return _helps_to(clause, measure, later) or _is_for_helpers(clause, measure)


def _of_repatriation(
    clause: Clause, measure: Mention, _earlier: Sequence[Mention], _later: Sequence[Mention]
) -> bool:
    """Of "helped girls return to school": that return is no journey home."""
    within = (m for m in clause.of("resumption") if measure.start <= m.start < measure.end)
    return any(within)


def _of_laws(clause: Clause, measure: Mention, _earlier: Sequence[Mention], later: Sequence[Mention]) -> bool:
    return bool(later) and _is_told_after(clause, measure, later[0])


def _of_personnel(
    clause: Clause, measure: Mention, earlier: Sequence[Mention], later: Sequence[Mention]
) -> bool:
    return (
        _is_party(clause, measure)
        or _acts(clause, measure, later)
        or _is_staff(clause, measure, (*earlier, *later))
        or _is_paid_for(clause, measure, earlier)
    )


def _of_trials(
    clause: Clause, measure: Mention, _earlier: Sequence[Mention], _later: Sequence[Mention]
) -> bool:
    return "critic" in clause.kinds and _is_against_critics(clause, measure)


_ASKED = (
    dict.fromkeys((*PERSONNEL, "action-plan"), _of_personnel)
    | dict.fromkeys(LAW_ENFORCEMENT, _of_trials)
    | {"victim-services": _of_services, "repatriation": _of_repatriation, "legislation": _of_laws}
)
"""What else is asked of a type of measure."""


def _is_told_before(clause: Clause, measure: Mention, earlier: Sequence[Mention]) -> bool:
    around = (m for m in earlier if m.code == measure.code and m.start < measure.start < m.end)
    within = any(not _is_overstretched(clause, m) for m in around)
    return within or any(_tells_of(clause, m, measure) for m in earlier)


def _tells_of(clause: Clause, measure: Mention, later: Mention) -> bool:
    """Of "no law that prohibits trafficking", "no law specifically prohibiting it": the same law."""
    if measure.code != later.code or measure.form != NOUN or later.form == NOUN:
        return False
    between = clause.starting(measure.end, later.start - 1)
    told = bool(between) and between[0].kind == "rel" and between[0].start - measure.end <= 1
    return told or (later.form == GERUND and all(m.kind in _DEGREES for m in between))


def _is_told_after(clause: Clause, measure: Mention, following: Mention) -> bool:
    """Of "the law does not prohibit slavery": the verb tells what the law lacks."""
    if measure.code != following.code or measure.form != NOUN:
        return False
    between = clause.starting(measure.end, following.start - 1)
    return all(m.kind in _TO_A_VERB for m in between) and any(m.kind == "neg" for m in between)


def _helps_to(clause: Clause, measure: Mention, later: Sequence[Mention]) -> bool:
    """Of "helped victims to return home": the help is the return."""
    if measure.form == NOUN:
        return False
    after = [m for m in clause.of("prep") if m.code == "to" and m.start - measure.end == 1]
    return bool(after) and any(m.form == BASE and m.start - after[0].end == 1 for m in later)


def _is_staff(clause: Clause, measure: Mention, others: Sequence[Mention]) -> bool:
    """Of "labor inspectors had no training", "trained judges and border police": people beside a deed."""
    if measure.code not in PERSONNEL or measure.form != NOUN:
        return False
    if not any(m.end == measure.end for m in clause.of("official")):
        return False
    ahead = (m.start for m in clause.of("official") if m.start >= measure.end)
    end = next(ahead, clause.span.end)  # another office may do what comes after it
    return any(m.start < end and (m.start >= measure.end or m.end <= measure.start) for m in others)


def _is_left(clause: Clause, measure: Mention) -> bool:
    """Of "were not allowed to leave the shelter": what is told of it is no care."""
    if measure.form != NOUN or clause.section == "recommendations":
        return False
    before = clause.before(measure.start)
    return before is not None and before.kind == "departure" and measure.start - before.end <= _ARTICLE


def _is_paid_for(clause: Clause, measure: Mention, earlier: Sequence[Mention]) -> bool:
    """Of "did not fund its action plan", "cut funding for the task force": they are there all the same."""
    if measure.code not in _FUNDED or measure.form != NOUN or not earlier:
        return False
    if clause.section == "recommendations" or clause.shared:
        return False  # "adopted but did not fund a plan"
    money = earlier[-1]
    between = clause.starting(money.end, measure.start - 1)
    return money.code == "funding" and all(m.kind in ("prep", "pronoun", "degree") for m in between)


def _is_for_helpers(clause: Clause, measure: Mention) -> bool:
    """Of "gave assistance to charities", "assisted the police": no help for victims."""
    at_start = clause.starting(measure.start, measure.start)
    if any(m.code == "witness-protection" and m.end > measure.end for m in at_start):
        return True  # "to assist in the investigation"
    ahead = [m for m in clause.mentions if m.start >= measure.end][:2]
    given = bool(ahead) and ahead[0].code in ("to", "for") and ahead[0].start - measure.end == 1
    if measure.form == NOUN and not given:
        return False
    whom = ahead[1:] if given else ahead
    return bool(whom) and whom[0].kind in _HELPERS and whom[0].start - measure.end <= _NEAR


def _is_against_critics(clause: Clause, measure: Mention) -> bool:
    """Of "convicted a journalist", "charges against activists": no trafficker is tried."""
    critic = next((m for m in clause.of("critic") if m.start >= measure.start), None)
    if critic is None or critic.start - measure.end > _NEAR:
        return False
    between = clause.starting(measure.end, critic.start - 1)
    return all(m.kind in _TO_AN_OBJECT and m.code != "by" for m in between)


def _acts(clause: Clause, measure: Mention, later: Sequence[Mention]) -> bool:
    """Of "the anti-trafficking unit investigated 12 cases": whoever does a deed is named for it alone."""
    if measure.code not in PERSONNEL or measure.form != NOUN:
        return False
    deed = next((m for m in later if m.form != NOUN), None)
    between = [m for m in clause.verbs if deed is not None and measure.end <= m.start < deed.start]
    return (
        deed is not None
        and deed.form == PAST
        and not between
        and not any(m.end <= measure.start for m in clause.verbs)
    )


def _is_party(clause: Clause, measure: Mention) -> bool:
    """Of "agencies force workers to …", "prosecuted two agencies", "workers face …": no government's work."""
    if measure.code != "labor-regulation":
        return False
    if _is_abuse(clause, measure):
        return True
    exploits = clause.span.start < agents_end(clause) and measure.start < agents_end(clause)
    tried = (m for m in clause.of("measure") if m.code in LAW_ENFORCEMENT and m.form != NOUN)
    return exploits or any(0 <= measure.start - m.end <= _NEAR for m in tried)


def _is_abuse(clause: Clause, measure: Mention) -> bool:
    """Of "some employers withheld passports": what nobody is said to ban, or to have them do."""
    at_start = clause.starting(measure.start, measure.start)
    party = any(m.kind == "perpetrator" and m.end < measure.end for m in at_start)
    told = [m for m in clause.mentions if m.start < measure.end]
    return party and not any(m.kind == "prep" or (is_verb(m) and m.kind != "measure") for m in told)


def _overruled(clause: Clause, measure: Mention, found: Sequence[Mention]) -> bool:
    """ "Arrested victims" is a penalty, no investigation; "penalties" in a law are the law's."""
    if _is_overstretched(clause, measure):
        return True
    penalties = [m for m in found if m.code == "non-penalization" and not _is_overstretched(clause, m)]
    return bool(penalties) and any(m.start <= measure.start and measure.end <= m.end for m in penalties)


def _is_overstretched(clause: Clause, measure: Mention) -> bool:
    """Of "to try offenders or protect victims" and "penalized recruiters": no penalty of victims."""
    if measure.code != "non-penalization":
        return False
    offenders = clause.of("perpetrator")
    return any(measure.start < m.start < measure.end for m in offenders) or _is_on_offenders(clause, measure)


def _is_on_offenders(clause: Clause, measure: Mention) -> bool:
    if measure.form == NOUN or not clause.has("perpetrator"):
        return False
    whom = next((m for m in clause.mentions if m.start > measure.start and m.kind in _WHOM), None)
    return whom is not None and whom.kind == "perpetrator" and whom.start - measure.end <= _NEAR
