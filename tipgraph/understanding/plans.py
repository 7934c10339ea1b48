"""Recommendations in the imperative, and words for plans that do not apply to a measure.

A plan may apply to something else, or may have been carried out.
"""

from __future__ import annotations

import re
from operator import attrgetter

from tipgraph.understanding.clauses import Clause, is_verb
from tipgraph.understanding.context import in_relative, relative_of
from tipgraph.understanding.grammar import LAW_ENFORCEMENT, words
from tipgraph.understanding.inflect import BASE, NOUN, PAST
from tipgraph.understanding.mention import Mention
from tipgraph.understanding.modifiers import PERSONNEL

__all__ = ["is_carried_out", "is_imperative", "plans_another"]

_end = attrgetter("end")
_BEFORE_A_VERB = words("conj comma degree exemplifier contrast neg")
_LEAD = re.compile(r"[\W_]*(?:and |or |then )?(?:\w+ly |fully |further |also |not )*", re.IGNORECASE)
_OBJECT_NEXT = re.compile(r",|\s(?!(?:for|of|from|by|in|is|are|was|were|has|have|had|remain)\b)")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|had|does|did|remain(?:s|ed)?|will|would|can|could|may|might)\b"
)


def is_imperative(clause: Clause, text: str) -> bool:
    """Tell whether a clause is a request: "Vigorously investigate …", "* Do not penalize victims".

    Reports use the imperative only for recommendations, with or without a heading.
    """
    if clause.previous is not None:
        joined = clause.shared or clause.opener in ("and", "or")
        return joined and _begins_with_base(clause, text) and is_imperative(clause.previous, text)
    return clause.span.start == clause.sentence.start and _begins_with_base(clause, text)


def _begins_with_base(clause: Clause, text: str) -> bool:
    first = next((m for m in clause.mentions if m.kind not in _BEFORE_A_VERB), None)
    if first is None or not (first.form == BASE or first.code in ("do", "cease")):
        return False
    # Of "hold officials to account", the verb itself, and not what reaches over its object.
    first = min((m for m in clause.starting(first.start, first.start) if m.form == first.form), key=_end)
    verbal = first.form != BASE or _OBJECT_NEXT.match(text, first.end)
    leads = _LEAD.fullmatch(text, clause.span.start, first.start)
    return bool(verbal and leads) and not _has_subject(clause, first, text)


def _has_subject(clause: Clause, first: Mention, text: str) -> bool:
    """Of "Support was limited", "Draft laws remained pending": a finite verb has a subject before it."""
    # "Draft" may be an adjective: then its noun's verb may stand behind what is added on the noun.
    nominal = any(m.form == NOUN for m in clause.starting(first.start, first.start))
    end = clause.sentence.end if nominal else clause.span.end
    rel = next((m.start for m in clause.mentions if m.kind in ("rel", "subordinate")), end)
    return bool(_FINITE.search(text, first.end, rel))


_WHO = words("who whom whose")
_COUNTING = words("degree quantity exemplifier")
_PARTNERSHIPS = words("international-cooperation ngo-cooperation")
_NEAR = 30
"""Code points between a verb and the plan that it is on."""


def plans_another(clause: Clause, cue: Mention, measure: Mention) -> bool:
    """Tell whether a word for plans applies to something other than the measure, or was carried out."""
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
    """Tell whether the verb says that a plan was carried out: "passed the draft law"."""
    if cue.code != "planned":
        return False
    verbal = any(m.form in (BASE, PAST) for m in clause.starting(cue.start, cue.start))
    earlier = (m for m in reversed(clause.mentions) if m.end <= cue.start and m.kind not in _COUNTING)
    before = next(earlier, None)
    if before is None or cue.start - before.end > _NEAR or _is_refused(clause, before):
        return False
    verbs = clause.of("enactment") if verbal else (*clause.of("enactment"), *clause.of("implementation-verb"))
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
