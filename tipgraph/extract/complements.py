"""Measures that only complete another: "training on victim identification", "convicted under the law"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from tipgraph.language.clauses import Clause, is_verb
from tipgraph.language.grammar import words
from tipgraph.language.inflect import BASE, GERUND, NOUN, PAST, PRESENT
from tipgraph.language.mention import Mention

__all__ = ["PERSONNEL", "is_complement"]

PERSONNEL = words("specialized-unit coordination-body labor-regulation border-control")
"""Measures whose nouns may name those who act or are taught."""
_COMPLEMENT = words("to on at through")
_ADJUNCT = words("in by from among between")
_TO_DEEDS = words("by from")
"""Adjuncts that may lead to a deed: "by opening a shelter", "kept them from getting care"."""
_LOOSE = words(
    "degree status certainty pronoun foreign victim-group demonym list-opener quantity affliction "
    "exploitation-verb passage"
)
_LISTED = words("measure conj comma exploitation degree affliction")
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


def is_complement(clause: Clause, measure: Mention, earlier: Sequence[Mention], text: str) -> bool:
    """Tell whether a measure is named for another one; ``earlier`` are the measures before it."""
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
