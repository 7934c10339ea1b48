"""The target of a number: the noun that it counts and the measure that governs it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from tipgraph.understanding.grammar import BE, LAW_ENFORCEMENT, words
from tipgraph.understanding.inflect import BASE, GERUND, NOUN, PAST
from tipgraph.understanding.mention import Mention
from tipgraph.understanding.narrative_analysis import Segment
from tipgraph.understanding.numerals import Number

__all__ = ["REACH", "UNITS", "QuantityTarget", "is_money", "same", "subject_of_change", "target_of"]

UNITS = {
    "investigation": "cases",
    "prosecution": "cases",
    "conviction": "persons",
    "sentencing": "persons",
    "official-complicity": "persons",
    "training": "persons",
    "victim-identification": "victims",
    "victim-referral": "victims",
    "victim-services": "victims",
    "repatriation": "victims",
    "legal-status": "victims",
    "compensation": "victims",
    "funding": "currency",
    "labor-regulation": "cases",
    "hotline": "cases",
    "awareness-campaign": "persons",
}
"""Measures that are counted, with what "12 convictions" counts where no other noun says it."""
_RESULTS = LAW_ENFORCEMENT | words("legal-status")
"""Measures that are counted by their own noun: "12 convictions", "12 permits", not "three shelters"."""
_COUNTABLE = {
    "count-unit": "",
    "victim-group": "victims",
    "victim": "victims",
    "perpetrator": "persons",
    "officer": "persons",
    "person": "",
    "partitive": "",
}
"""Nouns that can be counted, with their unit; where it is empty, their code or their measure says it."""
_OF_VICTIMS = words("victim-identification victim-referral victim-services repatriation")
"""Measures whose verbs take a bare number for people: "identified 40 victims and referred 30"."""
_NO_VICTIMS = words("perpetrator officer")
"""Whom no victim is among: "ordered one trafficker to pay compensation"."""
_ATTRIBUTES = words("exploitation trafficking victimization exploitation-verb")
"""What may join the attributes of a noun: "12 sex and labor trafficking cases"."""
_NEAR = 25
"""Code points between a verb and a bare number that it governs: "convicted approximately 12"."""
_CLOSE = len(" for ")
"""Code points between a noun and a number that it governs: "sentences for 12", "return of 12"."""
_GIVEN = words("victim-services legal-status compensation sentencing")
"""Measures that people are given."""
_PAID = words("funding compensation")
"""Measures that sums of money can refer to."""
_AUXILIARIES = BE | words("had have has")
_COUNTED_NOUN = words(
    "count-unit victim-group victim perpetrator officer person partitive demonym foreign quantity "
    "action trafficking recruitment"
)
"""What may stand between a number and the verb that it is the subject of."""
_FEW = 8
"""Mentions between an auxiliary and its participle."""
_ADVERBIAL = words("action degree prep status recruitment trafficking")
REACH = 45
"""Code points between a number and the noun that it counts."""


class QuantityTarget(NamedTuple):
    """What a number counts. ``governor`` is the measure, or None if the previous number supplies it."""

    types: tuple[str, ...]
    unit: str
    governor: Mention | None = None


def target_of(
    number: Number,
    ahead: Sequence[Mention],
    results: Sequence[Mention],
    segment: Segment,
    before: QuantityTarget | None = None,
) -> QuantityTarget | None:
    """Return the target of a number: the noun after it and the measure that governs it.

    ``ahead`` are the mentions that may include the noun, ``results`` the measures that may govern it, and
    ``before`` the target of the previous number.
    """
    unit = _noun(number, ahead)
    if number.currency or (unit is not None and unit.code == "currency"):
        fined = any(m.code == "sentencing" for m in results)
        paid = _paid(number, ahead, results)
        if fined and (paid is None or paid.code != "compensation"):
            return None
        return QuantityTarget((paid.code if paid else "funding",), "currency", paid)
    result = next((m for m in _phrase(ahead) if m.code in _RESULTS and m.form == NOUN), None)
    if result is not None and (unit is None or result.start <= unit.start):
        return QuantityTarget((result.code,), UNITS[result.code], result)
    adjoining = next((m for m in ahead if m in results and _adjoins(m, number, segment.mentions)), None)
    passive = _of_passive([m for m in ahead if m is not adjoining], segment, results)
    if passive is not None:
        return QuantityTarget((passive.code,), _unit(unit, (passive.code,), before), passive)
    if adjoining is not None and not _is_governed(adjoining, unit, number, results):
        # "12 men were arrested", but "the 27 convicted traffickers", "four led to convictions".
        own = unit if unit is not None and unit.start == adjoining.start else None
        return QuantityTarget((adjoining.code,), _unit(own, (adjoining.code,), before), adjoining)
    if unit is None:
        return _object(number, results, segment.mentions, before) or _received(number, ahead, results)
    group = _governors(number, unit, results, segment)
    types = tuple(dict.fromkeys(m.code for m in group if m.code != "funding"))  # "it funded two shelters"
    if not types or not _fits(unit, types[0]):
        return None
    return QuantityTarget(types, _unit(unit, types, before), group[0])


def _fits(unit: Mention, type_: str) -> bool:
    """Tell whether a noun may be what a measure is on: suspects are not repatriated, police only trained."""
    if unit.kind == "official":
        return type_ == "training"
    return not (unit.kind in _NO_VICTIMS and UNITS[type_] == "victims")


def is_money(number: Number, ahead: Sequence[Mention]) -> bool:
    """Tell whether a number is an amount of money: "$12", "500 pesos"."""
    unit = _noun(number, ahead)
    return number.currency or (unit is not None and unit.code == "currency")


def _noun(number: Number, ahead: Sequence[Mention]) -> Mention | None:
    """Return the noun that a number counts; none of "two courses for boys" and "12 were boys"."""
    for at, mention in enumerate(ahead):
        if mention.kind in _COUNTABLE:
            return _head(mention, ahead[at + 1 :])
        if mention.kind == "official" and mention.start - number.end <= 1:
            return next((m for m in ahead if m.start == mention.start and m.kind in _COUNTABLE), mention)
        if mention.kind == "prep" and mention.code != "of":
            return None
        if mention.kind == "aux" or (
            mention.kind == "status" and not _is_attribute(mention, ahead[at + 1 :])
        ):
            return None
    return None


def _is_attribute(status: Mention, following: Sequence[Mention]) -> bool:
    """Of "12 reported cases", but not of "12 programs reached some people"."""
    if status.form != PAST:
        return True
    beside = {m.kind for m in following if m.start - status.end == 1}
    return not beside.isdisjoint(_COUNTABLE) and "quantity" not in beside


def _head(noun: Mention, following: Sequence[Mention]) -> Mention:
    """Return the last noun of several: of "26 criminal cases", the cases are counted."""
    for mention in following:
        if mention.start - noun.end == 1 and mention.kind == "count-unit":
            noun = mention
    return noun


def _phrase(ahead: Sequence[Mention]) -> Sequence[Mention]:
    """Return the mentions of the noun phrase that a number begins: "30 sex and labor trafficking cases"."""
    for at, mention in enumerate(ahead):
        joins = mention.kind == "conj" and any(m.kind in _ATTRIBUTES for m in ahead[at + 1 : at + 2])
        if mention.kind in ("prep", "comma") or (mention.kind == "conj" and not joins):
            return ahead[:at]
    return ahead


def _adjoins(participle: Mention, number: Number, mentions: Sequence[Mention]) -> bool:
    """Of "12 men were arrested"; but not of "12 men who were arrested"."""
    if participle.form not in (PAST, GERUND) or participle.start - number.end > 1:
        return False
    attributive = any(m.start - participle.end == 1 and m.kind in _COUNTABLE for m in mentions)
    if participle.form == GERUND and attributive:
        return False  # "12 investigating judges"; but "12 ending in convictions"
    inside = mentions[bisect_left(mentions, (participle.start,)) : bisect_left(mentions, (participle.end,))]
    return not any(m.kind in ("rel", "partitive") for m in inside)


def _is_governed(
    participle: Mention, unit: Mention | None, number: Number, results: Sequence[Mention]
) -> bool:
    """In "issued sentences for 25 convicted men", the measure comes before the people."""
    attributive = unit is not None and 0 <= unit.start - participle.end <= 1
    return attributive and any(0 <= number.start - m.end <= _CLOSE for m in results)


def subject_of_change(number: Number, results: Sequence[Mention]) -> QuantityTarget | None:
    """Return the target of a number after a change: "convictions rose from two to four"."""
    noun = next((m for m in reversed(results) if m.form == NOUN and m.end <= number.start), None)
    return None if noun is None or number.currency else QuantityTarget((noun.code,), UNITS[noun.code], noun)


def same(
    before: QuantityTarget | None, number: Number, ahead: Sequence[Mention], *, money: bool
) -> QuantityTarget | None:
    """Return the target of the previous number, unless only one of the two is money."""
    if before is None or (before.unit == "currency") != money:
        return None
    noun = _noun(number, ahead)
    if noun is None or noun.kind == "partitive" or before.types[0] not in LAW_ENFORCEMENT:
        return before._replace(governor=None)
    return before._replace(governor=None, unit=_unit(noun, before.types))


def _paid(number: Number, ahead: Sequence[Mention], results: Sequence[Mention]) -> Mention | None:
    """Of "spent $9 on shelters and $2 in compensation": what is beside a sum, else the verb before it."""
    told = [m for m in results if m.code in _PAID]
    before = [m for m in reversed(told) if m.start < number.start]
    beside = [*ahead[:2], *(m for m in before if number.start - m.end <= len(" of "))]
    verbs = [m for m in before if m.form != NOUN]
    return next((m for m in (*beside, *verbs, *before, *told) if m in told), None)


def _object(
    number: Number, results: Sequence[Mention], mentions: Sequence[Mention], before: QuantityTarget | None
) -> QuantityTarget | None:
    """Of "it convicted seven": the verb right before a bare number, or around it, says what it counts."""
    verbs = [m for m in results if m.form != NOUN and (m.code in LAW_ENFORCEMENT or m.code in _OF_VICTIMS)]
    near = [m for m in verbs if m.start < number.start and _is_before(m, number, mentions)]
    types = (near[-1].code,) if near else ()
    if near:
        return QuantityTarget(types, _unit(None, types, before), near[-1])
    given = next((m for m in reversed(results) if _is_given(m, number, mentions)), None)
    return None if given is None else QuantityTarget((given.code,), UNITS[given.code], given)


def _received(number: Number, ahead: Sequence[Mention], results: Sequence[Mention]) -> QuantityTarget | None:
    """ "80 received legal aid" and "80 were given legal aid": what these people got."""
    at = next((at for at, m in enumerate(ahead) if m.kind in ("receiving", "aux", "comma", "conj")), None)
    if at is None:
        return None
    verb = ahead[at]
    getting = verb.kind == "receiving" and verb.start - number.end <= 1
    given = verb.code in BE and any((m.kind, m.form) == ("status", PAST) for m in ahead[at + 1 : at + 2])
    if not (getting or given):
        return None
    got = next((m for m in ahead[at:] if m in results and m.form == NOUN and m.code in _GIVEN), None)
    return None if got is None else QuantityTarget((got.code,), UNITS[got.code], got)


def _is_before(verb: Mention, number: Number, mentions: Sequence[Mention]) -> bool:
    """Tell whether a verb is right before a number: "convicted seven", "convicted only about seven"."""
    if number.start - verb.end > _NEAR:
        return False
    between = mentions[bisect_left(mentions, (verb.end,)) : bisect_left(mentions, (number.start,))]
    return all(m.kind in ("degree", "status", "quantity") or m.code in ("about", "around") for m in between)


def _is_given(noun: Mention, number: Number, mentions: Sequence[Mention]) -> bool:
    """Of "granted residence to nine": what they got is named before them."""
    if noun.form != NOUN or UNITS[noun.code] != "victims" or number.start - noun.end > _CLOSE:
        return False
    first = bisect_left(mentions, (noun.end,))
    return any(m.code == "to" and m.end < number.start for m in mentions[first : first + 1])


def _of_passive(ahead: Sequence[Mention], segment: Segment, results: Sequence[Mention]) -> Mention | None:
    """Of "the victims identified, 17 were referred": the verb that a number is the subject of."""
    aux = next((m for m in ahead if m.kind not in _COUNTED_NOUN), None)
    if aux is None or aux.code not in _AUXILIARIES:
        return None
    first = bisect_left(segment.mentions, (aux.end,))
    following = (m for m in segment.mentions[first : first + _FEW] if m.kind not in _ADVERBIAL)
    verb = next((m for m in following if m.kind != "aux"), None)
    return next((m for m in results if verb is not None and m.form == PAST and m.end == verb.end), None)


def _unit(unit: Mention | None, types: Sequence[str], before: QuantityTarget | None = None) -> str:
    """Return the unit that a noun says; whether people are victims or tried, their measure says better."""
    usual = UNITS[types[0]]
    if unit is None or unit.kind == "partitive":
        # "It arrested 17 suspects and charged nine": those are suspects, too.
        tried = before is not None and before.unit == "persons" and before.types[0] in LAW_ENFORCEMENT
        return "persons" if tried and types[0] in LAW_ENFORCEMENT else usual
    if unit.kind == "victim-group" and types[0] in LAW_ENFORCEMENT:
        return "persons"  # "arrested six men"
    said = unit.code if unit.kind == "count-unit" else _COUNTABLE.get(unit.kind, "")
    return usual if not said or {said, usual} <= {"persons", "victims"} else said


def _governors(
    number: Number, unit: Mention, results: Sequence[Mention], segment: Segment
) -> Sequence[Mention]:
    """Return the measures said of what is counted: the last before it, else the first after its noun."""
    mentions = segment.mentions
    own = [m for m in results if (m.start, m.end) == (unit.start, unit.end) and unit.kind == "count-unit"]
    participles = [m for m in results if m.form == PAST and m.start - unit.end == 1]
    if own:  # "644 victims identified"
        return own
    if participles and unit.kind != "officer":  # "nine suspects arrested in 2014"
        return participles[:1]
    before = [m for m in results if m.start < number.start]
    named = [m for m in before if m.form == NOUN and _is_of(m, number, mentions)]
    if named:  # "assisted in the return of 12 victims"
        return named[-1:]
    around = _innermost([m for m in before if number.end < m.end], mentions)
    if around and around[0].form == BASE:
        # "With help from nuns, police freed 12 victims": that help is no verb.
        finite = [m for m in before if m.form == PAST and m.start > around[0].start]
        return finite[-1:] or around
    if around:  # "identified and referred 12 victims": its verb, and those like it that share the object
        return [*around, *(m for m in before if around[0].start < m.start and m.form == around[0].form)]
    if before:
        return _coordinated(list(reversed(before)), mentions)
    return _coordinated(
        [m for m in results if m.start >= unit.start and _is_said_of(unit, m, mentions)], mentions
    )


def _innermost(around: Sequence[Mention], mentions: Sequence[Mention]) -> Sequence[Mention]:
    """Of "helped identify 41 victims", the verb inside; of "identified and gave aid to 41 victims", both."""
    if len(around) < 2:
        return around
    outer, inner = around[0], around[-1]
    between = [m for m in mentions if outer.start < m.start <= inner.start]
    joined = any(m.kind == "conj" or m.form == outer.form for m in between)
    return around if joined else [inner]


def _is_of(noun: Mention, number: Number, mentions: Sequence[Mention]) -> bool:
    """Tell whether a number depends on a measure's noun: "the conviction of 12 men"."""
    if number.start - noun.end > _CLOSE:
        return False
    first = bisect_left(mentions, (noun.end,))
    return any(m.code == "of" for m in mentions[first : first + 1])


def _is_said_of(unit: Mention, measure: Mention, mentions: Sequence[Mention]) -> bool:
    """Tell whether a later verb is on a noun: "turned 140 victims away and assisted none" is on none."""
    between = [m for m in mentions if unit.end <= m.start and m.end <= measure.start]
    if any(m.kind == "partitive" for m in between):
        return False  # "43 men, of whom 21 were convicted"
    passive = any(m.kind == "aux" for m in between)
    # "The unit's 28 officers investigated 44 cases"; "33 victims testified, and the police housed nine".
    acting = unit.kind == "officer" and not passive
    if any(m.kind == "official" for m in between) and any(m.kind in ("comma", "conj") for m in between):
        return False
    if measure.form == NOUN and any(m.code == "for" and m.end + 1 == measure.start for m in between):
        return False  # "33 victims applied for permits"
    return measure.form == NOUN or not (acting or (not passive and any(m.kind == "conj" for m in between)))


def _coordinated(results: Sequence[Mention], mentions: Sequence[Mention]) -> Sequence[Mention]:
    """Return the first measure, with those joined to it ("prosecuted and convicted")."""
    if not results:
        return ()
    group = [results[0]]
    for other in results[1:]:
        low, high = sorted((group[-1], other))
        if other.form != group[0].form or high.start - low.end > REACH:
            break
        if any(low.end < m.end <= high.start and m.kind not in ("conj", "comma") for m in mentions):
            break
        group.append(other)
    return group
