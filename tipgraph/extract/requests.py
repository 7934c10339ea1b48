"""What a report asks for, told by its grammar: sentences in the imperative."""

from __future__ import annotations

import re
from operator import attrgetter

from tipgraph.language.clauses import Clause
from tipgraph.language.grammar import words
from tipgraph.language.inflect import BASE, NOUN
from tipgraph.language.mention import Mention

__all__ = ["is_imperative"]

_end = attrgetter("end")
_BEFORE_A_VERB = words("conj comma degree list-opener contrast neg")
_LEAD = re.compile(r"[\W_]*(?:and |or |then )?(?:\w+ly |fully |further |also |not )*", re.IGNORECASE)
_OBJECT_NEXT = re.compile(r",|\s(?!(?:for|of|from|by|in|is|are|was|were|has|have|had|remain)\b)")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|had|does|did|remain(?:s|ed)?|will|would|can|could|may|might)\b"
)


def is_imperative(clause: Clause, text: str) -> bool:
    """Tell whether a clause asks for something: "Vigorously investigate …", "* Do not penalize victims".

    Reports put only recommendations so, with or without a heading above them.
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
