"""Results in numbers: people investigated, convicted, identified or helped, and money spent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tipgraph.model.claims import CountClaim
from tipgraph.understanding.actors import about_officials, is_government, is_of_ngo
from tipgraph.understanding.clauses import Clause
from tipgraph.understanding.grammar import LAW_ENFORCEMENT, words
from tipgraph.understanding.inflect import NOUN, PAST
from tipgraph.understanding.measure_status import SUPPOSED, status_of
from tipgraph.understanding.measures import measure_mentions
from tipgraph.understanding.mention import Mention
from tipgraph.understanding.narrative_analysis import Analysis, Segment
from tipgraph.understanding.numerals import Number
from tipgraph.understanding.quantities import Antecedent, Quantities, Quantity
from tipgraph.understanding.quantity_targets import QuantityTarget
from tipgraph.understanding.statement_words import statement_words

__all__ = ["extract"]

_RESULT_NOUNS = {
    "labor-regulation": frozenset[str](),
    "hotline": words("cases"),
    "awareness-campaign": words("persons victim-group person"),
}
"""What results of these are counted in, of whatever kind where it is empty; never those who act."""
_UNDONE = words("not-done planned recommended")
_ABLE = words("can could")
_MODALS = _ABLE | words("may might must would should shall will")
_MODAL = len("could ")
_DIGIT = re.compile(r"\d")


def extract(analysis: Analysis) -> Iterator[CountClaim]:
    """Yield the counts in all sentences except recommendations."""
    last: Antecedent | None = None
    for segment in analysis.segments:
        if segment.section == "recommendations":
            continue
        if not _has_number(analysis, segment):
            continue
        antecedent = last.continued_by(analysis.text, segment) if last is not None else None
        if antecedent is None and "measure" not in segment.kinds:
            continue
        quantities = Quantities(analysis.text, segment, antecedent)
        claims = [claim for quantity in quantities.found for claim in _claims(analysis, segment, quantity)]
        yield from claims
        # What others did continues inside its sentence only.
        if claims or (last is not None and last.segment.sentence == segment.sentence):
            last = quantities.antecedent or last


def _has_number(analysis: Analysis, segment: Segment) -> bool:
    return "number" in segment.kinds or bool(_DIGIT.search(analysis.text, *segment.span))


def _claims(analysis: Analysis, segment: Segment, quantity: Quantity) -> Iterator[CountClaim]:
    number, target = quantity.number, quantity.target
    clause = next(
        (c for c in segment.clauses if c.span.start <= number.start < c.span.end), segment.clauses[0]
    )
    at = Mention(number.start, number.end, "number", "", NOUN)
    asked = any(m.code == "recommended" for m in clause.of("status"))
    if asked or _is_of_another_kind(target, quantity.ahead):
        return
    if not _is_result(analysis, segment, clause, quantity):
        return
    measures = [m for m in clause.of("measure") if m.form != NOUN]
    trials = [m for m in measures if m.code in LAW_ENFORCEMENT]
    of_officials = target.governor in analysis.once(_trials_of_officials)
    for type_ in target.types:
        tried = type_ in LAW_ENFORCEMENT and (of_officials or any(about_officials(clause, m) for m in trials))
        yield CountClaim(
            type="official-complicity" if tried else type_,
            count=number.value,
            unit=target.unit,
            period=quantity.period,
            **statement_words(analysis, [clause], [at])._asdict(),
            rules=("count.quantity",),
        )


def _is_result(analysis: Analysis, segment: Segment, clause: Clause, quantity: Quantity) -> bool:
    """Tell whether what a number of a clause counts is the government's, and came about."""
    target = quantity.target
    measure = target.governor
    if measure is None:
        verbs = [m for m in clause.of("measure") if m.form != NOUN]
        own = all(is_government(clause, m, "done", analysis.country) for m in verbs)
        # "The NGO-run shelter received $4,000" from the government; "an NGO gave $4,000" is its own.
        return own and ("receiving" in clause.kinds or not is_of_ngo(clause))
    # A passive may stretch back to its subject in the clause before: "…, 45 of whom were referred".
    at = clause.span.start if measure.start < clause.span.start < measure.end else measure.start
    told = next((c for c in segment.clauses if c.span.start <= at < c.span.end), clause)
    if quantity.compared:  # "no victims were helped, down from six in 2009": those were
        return is_government(told, measure, "done", analysis.country)
    if measure.form == PAST and not _is_undone(told, measure, quantity.number):
        known = measure in analysis.once(_status_of_measures)
        return known or is_government(told, measure, "done", analysis.country)
    return _came_about(analysis, told, measure)


def _is_undone(clause: Clause, measure: Mention, number: Number) -> bool:
    """Tell whether words up to a verb's number deny it: "12 were not tried", "12 would be tried".

    What comes after both is on something else: "it opened nine cases, and six were dismissed".
    """
    behind = number.start <= measure.start
    first, last = (number.end, measure.end) if behind else (clause.span.start, number.start)
    return any(
        m.kind == "neg" or m.code in _UNDONE or m.code in _MODALS for m in clause.starting(first, last)
    )


def _came_about(analysis: Analysis, clause: Clause, measure: Mention) -> bool:
    """Tell whether the government did what is counted: not "did not repatriate the 36 victims"."""
    if any(m.code in _ABLE for m in clause.starting(measure.start - _MODAL, measure.start)):
        return False  # "the shelter can house 40"
    known = analysis.once(_status_of_measures).get(measure)
    if known is not None:
        return known not in _UNDONE
    status, rule = status_of(clause, measure, analysis.text)
    came_about = status not in _UNDONE and rule != SUPPOSED
    return came_about and is_government(clause, measure, "done", analysis.country)


def _status_of_measures(analysis: Analysis) -> dict[Mention, str]:
    # What a later clause denies ("but none were completed") was begun, and is counted all the same.
    return {measured.mention: measured.status for measured in reversed(analysis.once(measure_mentions))}


def _is_of_another_kind(target: QuantityTarget, ahead: Sequence[Mention]) -> bool:
    """Of "69 labor inspectors", "two hotlines", "leaflets in eight languages": no result of the measure."""
    wanted = _RESULT_NOUNS.get(target.types[0])
    if wanted is None or target.governor is None:
        return False
    first = [m for m in ahead if m.start == ahead[0].start] if ahead else []
    if any(m.kind == "partitive" for m in first):
        return False  # "1,200 calls, 34 of which"
    people = any(m.kind in ("official", "officer", "place", "country-noun") for m in first)
    return people or (bool(wanted) and not any(m.code in wanted or m.kind in wanted for m in ahead))


def _trials_of_officials(analysis: Analysis) -> set[Mention]:
    return {
        measured.mention
        for measured in analysis.once(measure_mentions)
        if measured.type == "official-complicity"
    }
