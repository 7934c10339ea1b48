"""Words for plans that are no status of a measure: what is planned is another thing, or came about."""

from __future__ import annotations

from tipgraph.extract.complements import PERSONNEL
from tipgraph.extract.context import in_relative, relative_of
from tipgraph.extract.law import LAW_ENFORCEMENT
from tipgraph.language.clauses import Clause, is_verb
from tipgraph.language.grammar import words
from tipgraph.language.inflect import BASE, NOUN, PAST
from tipgraph.language.mention import Mention

__all__ = ["is_carried_out", "plans_another"]

_WHO = words("who whom whose")
_COUNTING = words("degree quantity list-opener")
_PARTNERSHIPS = words("international-cooperation ngo-cooperation")
_NEAR = 30
"""Code points between a verb and the plan that it is on."""


def plans_another(clause: Clause, cue: Mention, measure: Mention) -> bool:
    """Tell whether a word for plans is on something else than a measure, or on what came about."""
    if cue.code != "planned":
        return False
    if cue.start >= measure.end and (
        _is_made_by(clause, cue, measure) or _is_under_way(clause, cue, measure)
    ):
        return True
    return (
        _is_overtaken(clause, cue, measure)
        or _is_of_whom(clause, cue, measure)
        or _is_of_what(clause, cue, measure)
        or _is_in_another_relative(clause, cue, measure)
        or _is_help(clause, measure)
        or is_carried_out(clause, cue)
    )


def _is_in_another_relative(clause: Clause, cue: Mention, measure: Mention) -> bool:
    """Of "victims who decided to go got permits"; of "a plan that would …", the plan is meant."""
    rel = relative_of(clause, cue)
    if rel is None or not in_relative(clause, cue) or in_relative(clause, measure):
        return False
    return not 0 <= rel.start - measure.end <= len(", ")


def _is_overtaken(clause: Clause, cue: Mention, measure: Mention) -> bool:
    """Of "drafted, finalized, and adopted a plan": what was a draft first is there now."""
    if cue.form == NOUN:
        return False
    ahead = clause.starting(cue.end, measure.end - 1)
    done = next((m for m in ahead if (m.kind, m.code, m.form) == ("status", "done", cue.form)), None)
    if done is None:
        return False
    kinds = {m.kind for m in clause.starting(cue.end, done.start - 1)}
    return bool(kinds) and kinds <= {"conj", "comma", "status"}


def _is_of_whom(clause: Clause, cue: Mention, measure: Mention) -> bool:
    """Of "convicted a man who was released pending appeal": what is said of people is not of the measure."""
    if cue.start < measure.end or "rel" not in clause.kinds:
        return False
    return any(m.code in _WHO for m in clause.starting(measure.end, cue.start))


def _is_of_what(clause: Clause, cue: Mention, measure: Mention) -> bool:
    """Of "found 12 victims and issued permits that would protect them": the permits would."""
    if cue.start < measure.end or "rel" not in clause.kinds:
        return False
    rel = next((m for m in reversed(clause.of("rel")) if measure.end <= m.start and m.end <= cue.start), None)
    return rel is not None and any(is_verb(m) for m in clause.starting(measure.end, rel.start))


def _is_under_way(clause: Clause, cue: Mention, measure: Mention) -> bool:
    """Of "two trials were pending", "met to prepare a law": what comes before is there."""
    if cue.form == NOUN:
        return measure.code in LAW_ENFORCEMENT
    return cue.form == BASE and any(m.code == "to" and cue.start - m.end == 1 for m in clause.of("prep"))


def _is_help(clause: Clause, measure: Mention) -> bool:
    """Of "a law drafted with the help of IOM": the law is planned, and the help was given."""
    before = clause.before(measure.start)
    if measure.code not in _PARTNERSHIPS or measure.form != NOUN or before is None or before.kind == "prep":
        return False  # "to comply with the protocol"
    return any(m.end <= measure.start for m in clause.of("measure"))


def is_carried_out(clause: Clause, cue: Mention) -> bool:
    """Of "held the planned workshop", "passed the draft law": the verb tells what became of the plan."""
    if cue.code != "planned":
        return False
    verbal = any(m.form in (BASE, PAST) for m in clause.starting(cue.start, cue.start))
    earlier = (m for m in reversed(clause.mentions) if m.end <= cue.start and m.kind not in _COUNTING)
    before = next(earlier, None)
    if before is None or cue.start - before.end > _NEAR or _is_refused(clause, before):
        return False
    verbs = clause.of("enactment") if verbal else (*clause.of("enactment"), *clause.of("carrying-out"))
    return any(m.start == before.start for m in verbs)


def _is_refused(clause: Clause, verb: Mention) -> bool:
    return any(0 <= verb.start - m.end <= 1 for m in clause.of("neg"))


def _is_made_by(clause: Clause, cue: Mention, measure: Mention) -> bool:
    """Of "the committee drafted a plan": the plan is planned, and the committee is there."""
    if measure.code not in PERSONNEL or any(0 <= cue.start - m.end <= 1 for m in clause.of("aux")):
        return False
    between = clause.starting(measure.end, cue.start - 1)
    if any(is_verb(m) and m.kind != "aux" for m in between):
        return True  # "the council met, and a draft policy awaited approval"
    return cue.form != NOUN and any(m.end > cue.end for m in clause.of("measure"))
