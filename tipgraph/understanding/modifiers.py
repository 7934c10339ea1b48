"""Measures that only modify another one ("training on victim identification"), or that are not the head.

A non-head mention belongs to another measure, or only names who acts, exploits or is tried.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from tipgraph.understanding.clauses import Clause, is_verb
from tipgraph.understanding.context import subject_span_end
from tipgraph.understanding.grammar import LAW_ENFORCEMENT, words
from tipgraph.understanding.inflect import BASE, GERUND, NOUN, PAST, PRESENT
from tipgraph.understanding.mention import Mention

__all__ = ["PERSONNEL", "is_modifier", "is_non_head"]

PERSONNEL = words("specialized-unit coordination-body labor-regulation border-control")
"""Measures whose nouns may name those who act or are taught."""
_COMPLEMENT = words("to on at through")
_ADJUNCT = words("in by from among between")
_TO_DEEDS = words("by from")
"""Adjuncts that may lead to a deed: "by opening a shelter", "kept them from getting care"."""
_LOOSE = words(
    "degree status certainty pronoun foreign victim-group demonym exemplifier quantity victimization "
    "exploitation-verb transit-verb"
)
_LISTED = words("measure conj comma exploitation degree victimization")
_SUBJECTS = words("on in about")
"""Prepositions of what is taught."""
_DEALT_WITH = words("perpetrator victim victim-group person")
"""Whom measures are on: "sentence convicted traffickers", "aid for repatriated children"."""
_THOSE = ("those ", "of the ", "Of the ")
_GENITIVES = ("'s ", "’s ")
_FIRM = 4
"""Mentions before a measure that are looked at."""
_REMAINING = 25
"""Code points of words between a preposition and its noun's participle."""
_APART = 3
"""Words between a preposition and the noun that it governs."""


def is_modifier(clause: Clause, measure: Mention, earlier: Sequence[Mention], text: str) -> bool:
    """Tell whether a measure modifies another one. ``earlier`` are the measures before it."""
    if "how-many" in clause.kinds and any(0 <= measure.start - m.end <= 1 for m in clause.of("how-many")):
        return "neg" in clause.kinds  # "did not report how many inspections it made"
    if measure.form in (BASE, PRESENT):
        return _is_misread(clause, measure)
    if measure.form == PAST:
        return _attributive(clause, measure, text)
    if measure.form == NOUN and (_is_asked_about(clause, measure) or _is_owner(clause, measure, text)):
        return True
    if _is_missed(clause, measure):
        return False
    before = _firm_before(clause, measure)
    if not before:
        return False
    if measure.form == GERUND:
        left = before[-1].code == "from" and measure.start - before[-1].end <= 1
        return left or _is_taught(clause, measure, earlier)
    if _is_in_relative(before):
        return _tells_of_others(before)
    if before[-1].code == "training" and measure.start - before[-1].end <= 1:
        return measure.code in PERSONNEL  # "training for inspectors"
    near = before[-1].kind == "prep" and len(text[before[-1].end : measure.start].split()) <= _APART
    return (near and _is_governed(clause, measure, before, earlier)) or _is_taught(clause, measure, earlier)


def _is_asked_about(clause: Clause, measure: Mention) -> bool:
    """Of "did not report how many calls the hotlines received": what is not known is their number."""
    if "how-many" not in clause.kinds:
        return False
    asking = [m for m in clause.of("how-many") if m.code == "how-many" and m.end <= measure.start]
    if not asking or not any(m.end <= asking[0].start for m in clause.of("neg")):
        return False
    listed = all(m.kind in _LISTED for m in clause.starting(asking[0].end, measure.start - 1))
    return listed or any(is_verb(m) for m in clause.starting(measure.end, clause.span.end))


def _is_missed(clause: Clause, measure: Mention) -> bool:
    """Of "was hampered by a lack of training"."""
    cues = (m for m in clause.of("status") if m.code == "not-done" and m.form == NOUN)
    return any(measure.start - m.end == 1 for m in cues)


def _is_owner(clause: Clause, measure: Mention, text: str) -> bool:
    """Of "the law's compensation fund": the law is named for the fund."""
    owning = measure.code == "legislation" and text.startswith(_GENITIVES, measure.end)
    return owning and any(m.start > measure.end for m in clause.of("measure"))


def _is_misread(clause: Clause, measure: Mention) -> bool:
    """Of "detained in raids": a noun that looks like a verb, and is looked at as one by itself."""
    at_start = clause.starting(measure.start, measure.start)
    if not any(m.form == NOUN and m.kind == "measure" for m in at_start):
        return False
    before = _firm_before(clause, measure)[-1:]
    return any(m.kind == "prep" and m.code != "to" for m in before)


def _is_in_relative(before: Sequence[Mention]) -> bool:
    """Of "NGOs that provide services": whose the measure is shows before "that"."""
    after_rel = len(before) > 1 and before[-2].kind == "rel" and before[-1].kind == "status"
    return before[-1].kind == "rel" or after_rel


def _tells_of_others(before: Sequence[Mention]) -> bool:
    """Of "NGOs in X that help victims"; not of "a charity ran a home that helps", "NGOs reported that …"."""
    at = next((k for k in reversed(range(len(before))) if before[k].kind in ("ngo", "measure")), None)
    if at is None or (before[at + 1].kind == "rel" and before[at + 1].start - before[at].end > 1):
        return False
    return before[at].kind == "ngo" or before[at].code == "ngo-cooperation"


def _is_governed(
    clause: Clause, measure: Mention, before: Sequence[Mention], earlier: Sequence[Mention]
) -> bool:
    """Tell whether the preposition before a measure makes it part of what is said before that."""
    prep = before[-1]
    if prep.code == "under":
        return len(before) > 1
    if prep.code == "with" and measure.code == "legislation":
        return True  # "in accordance with the law"
    nouns = (*clause.of("instrument"), *clause.of("status"))
    governors = {m.kind for m in nouns if 0 <= prep.start - m.end <= 1}
    if "instrument" in governors or ("status" in governors and prep.code == "in"):
        return False
    completes = prep.code in _COMPLEMENT and not _is_infinitive(clause, prep, measure)
    completes = completes and bool(earlier) and not _is_predicate(clause, earlier[-1], prep)
    adjunct = prep.code in _ADJUNCT and not (prep.code in _TO_DEEDS and _has_gerund(clause, prep, measure))
    return adjunct or completes or _is_audience(measure, prep, earlier)


def _is_predicate(clause: Clause, earlier: Mention, prep: Mention) -> bool:
    """Of "those who assisted the police were entitled to care": a verb parts the care from the rest."""
    return earlier.form != NOUN and any(earlier.end <= m.start < prep.start for m in clause.of("aux"))


def _has_gerund(clause: Clause, prep: Mention, measure: Mention) -> bool:
    """Of "helped them by opening a shelter": what is done, and no circumstance of what is done."""
    return any(m.form == GERUND for m in clause.starting(prep.end, measure.start - 1))


def _firm_before(clause: Clause, measure: Mention) -> list[Mention]:
    """Return the last mentions before a measure that are no loose attributes, in order."""
    ahead = (m for m in reversed(clause.mentions) if m.end <= measure.start and m.kind not in _LOOSE)
    return list(islice(ahead, _FIRM))[::-1]


def _is_infinitive(clause: Clause, prep: Mention, measure: Mention) -> bool:
    """Of "ordered them to pay compensation": "to" belongs to a verb."""
    return any(m.form == BASE and prep.end <= m.start and m.end <= measure.start for m in clause.mentions)


def _is_taught(clause: Clause, measure: Mention, earlier: Sequence[Mention]) -> bool:
    """Of "trained police on finding and referring victims": what is taught."""
    taught = next((m for m in reversed(earlier) if m.code == "training"), None)
    if taught is None or taught.end > measure.start:
        return False
    between = clause.starting(taught.end, measure.start - 1)
    on = next((at for at, m in enumerate(between) if m.kind == "prep" and m.code in _SUBJECTS), None)
    return on is not None and all(m.kind in _LISTED or m.kind in _LOOSE for m in between[on + 1 :])


def _is_audience(measure: Mention, prep: Mention, earlier: Sequence[Mention]) -> bool:
    """Of "training for labor inspectors": those who are taught."""
    taught = any(m.code == "training" and m.end <= prep.start for m in earlier)
    return prep.code in ("for", "of") and taught and measure.code in PERSONNEL


def _is_among_the_rest(clause: Clause, measure: Mention) -> bool:
    """Of "no aid to the remaining 23 identified victims": what was done for them is not denied."""
    before = clause.before(measure.start)
    if before is None or (before.kind != "prep" and before.form != BASE):
        return False
    if measure.start - before.end > (_REMAINING if before.kind == "prep" else len(" any ")):
        return False
    return any(m.kind in _DEALT_WITH for m in clause.starting(measure.start + 1, measure.end + 1))


def _attributive(clause: Clause, measure: Mention, text: str) -> bool:
    """Of "sentence convicted traffickers": a participle between a verb or preposition and its noun."""
    if text.endswith(_THOSE, clause.span.start, measure.start):
        return True  # "those identified as victims", "of the convicted"
    if "neg" in clause.kinds and _is_among_the_rest(clause, measure):
        return True
    if not any(m.kind in _DEALT_WITH for m in clause.starting(measure.end, measure.end + 1)):
        return False
    if measure.start == clause.sentence.start and any(m.start > measure.end for m in clause.verbs):
        return True  # "convicted traffickers went to prison"
    return any(
        0 <= measure.start - m.end <= 1 for kind in ("prep", "measure", "rel") for m in clause.of(kind)
    )


_DEGREES = words("degree exemplifier")
_TO_A_VERB = words("aux neg degree status exemplifier")
_FUNDED = words("action-plan coordination-body specialized-unit")
_TO_AN_OBJECT = words("prep measure status degree quantity conj comma")
_HELPERS = words("ngo official officer")
_ARTICLE = len(" the ")
"""Code points of an article."""
_NEAR = 25
"""Code points between a verb and its object."""
_WHOM = words("perpetrator victim victim-group person victimization")


def is_non_head(
    clause: Clause, measure: Mention, earlier: Sequence[Mention], later: Sequence[Mention]
) -> bool:
    """Tell whether a measure is a non-head mention. ``earlier`` and ``later`` are the measures around it."""
    if _overruled(clause, measure, (*earlier, *later)):
        return True
    if "departure-verb" in clause.kinds and _is_left(clause, measure):
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
    within = (m for m in clause.of("reintegration") if measure.start <= m.start < measure.end)
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
    """In "were not allowed to leave the shelter", the shelter is not a service."""
    if measure.form != NOUN or clause.section == "recommendations":
        return False
    before = clause.before(measure.start)
    return before is not None and before.kind == "departure-verb" and measure.start - before.end <= _ARTICLE


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
    """In "the anti-trafficking unit investigated 12 cases", the unit is only the actor."""
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
    exploits = clause.span.start < subject_span_end(clause) and measure.start < subject_span_end(clause)
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
