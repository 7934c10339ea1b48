"""Measures of the government: done, insufficient, not done, planned or recommended.

A measure is a noun or verb of the ontology. Its status depends on operators in the clause around it, such as
a negation, a word for failure or lack, or a plan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from tipgraph.model.claims import MeasureClaim
from tipgraph.understanding.actors import about_officials, among_others, is_government
from tipgraph.understanding.clauses import Clause, is_verb
from tipgraph.understanding.grammar import LAW_ENFORCEMENT, words
from tipgraph.understanding.inflect import NOUN, PAST
from tipgraph.understanding.measure_status import status_of
from tipgraph.understanding.mention import Mention
from tipgraph.understanding.modifiers import is_modifier, is_non_head
from tipgraph.understanding.narrative_analysis import Analysis
from tipgraph.understanding.statement_words import statement_words
from tipgraph.understanding.subjects import subject_of

__all__ = ["MeasureMention", "extract", "measure_mentions"]

_SUPPOSING = re.compile(r"\s*(?:Had|Were|Should) (?:the|it|they|authorities|officials)\b")
_INVERTING = ("Had", "Were", "Should", " Had", " Were", " Should")
_INVERTED = {"done": "not-done", "insufficient": "not-done", "not-done": "done"}
_QUALIFYING = words("but although though however yet")
_GIVING_UP = words("contrast comma aux neg pronoun")
_SO = len(" so. ")
_BESIDE = words("contrast conj comma degree certainty neg")


_OTHERS = words("perpetrator buyer")
_OF_LAWS = words("done planned")
"""What becomes of a law and, with it, of the penalties that it lays down."""
_IN_FORCE = words("legislation action-plan")
"""Measures that may be adopted, and not be in force yet."""
_TAKING_UP = words("it they these")
_PERSONS = words("official officer perpetrator buyer victim victim-group person ngo")
_BLAMELESS = words("children girls boys migrants refugees street-children orphans")
"""Groups that are penalized where courts deal with them."""
_IN_PROFILE = re.compile(
    r"(?<=identified)\s+(?:as|from|in)\s(?!\d|(?:the|that)\s(?:reporting|year|same|previous|period)|fiscal|recent)"
)
"""Victims "identified in" or "from" some place are about trafficking, not about the government's work."""


class MeasureMention(NamedTuple):
    """A measure in a clause, with its status and the rule behind the status."""

    clause: Clause
    mention: Mention
    type: str
    status: str
    rule: str


def extract(analysis: Analysis) -> Iterator[MeasureClaim]:
    """Yield the measures with their status."""
    return (
        _claim(analysis, measured)
        for measured in analysis.once(measure_mentions)
        if not _is_compared(measured)
    )


def _is_compared(measured: MeasureMention) -> bool:
    """Of "convicted nobody, compared with two convictions in 2018": those are of another time."""
    clause, measure = measured.clause, measured.mention
    if "comparison" not in clause.kinds or measure.form != NOUN:
        return False
    start = max((m.start for m in clause.of("comparison") if m.end <= measure.start), default=0)
    between = clause.starting(start, measure.start - 1)
    return any(m.end <= start for m in clause.of("measure")) and not any(map(is_verb, between))


def measure_mentions(analysis: Analysis) -> list[MeasureMention]:
    """Return the mentions of measures of the report country's government, in order."""
    return list(_each_measure_mention(analysis))


def _each_measure_mention(analysis: Analysis) -> Iterator[MeasureMention]:
    for clause, following in zip_longest(analysis.clauses, analysis.clauses[1:]):
        if "measure" in clause.kinds and not _supposes(clause, analysis.text):
            for mention, type_ in _measures(clause, analysis.text):
                status, rule = _outcome(clause, following, mention, analysis.text)
                if type_ == "sentencing" and status in _OF_LAWS and _of_a_law(clause, mention):
                    continue
                if status is not None and is_government(clause, mention, status, analysis.country):
                    yield MeasureMention(clause, mention, type_, status, rule)
        elif _is_none(clause) and clause.previous is not None and clause.section != "recommendations":
            for mention, type_ in _measures(clause.previous, analysis.text):
                if is_government(clause.previous, mention, "not-done", analysis.country):
                    yield MeasureMention(clause, mention, type_, "not-done", "negative-pronoun")


def _outcome(clause: Clause, following: Clause | None, measure: Mention, text: str) -> tuple[str | None, str]:
    """Return a measure's status, as the clauses around its own correct it, and the rule."""
    status, rule = status_of(clause, measure, text)
    if clause.opener == "despite" and (measure.code, status) != ("legislation", "done"):
        return None, ""  # "despite its law" implies a law; "despite its efforts" implies nothing
    if status == "not-done" and _is_begun(clause, measure):
        return "planned", "incomplete"
    if following is None or following.previous is not clause or following.opener not in _QUALIFYING:
        return status, rule
    if status == "done" and _is_qualified(clause, following, measure):
        to_come = measure.code in _IN_FORCE and "planned" in following.codes("status")
        return "planned" if to_come else "insufficient", "contrast"
    if status == "planned" and _is_given_up(following):
        return "not-done", "contrast"
    return status, rule


def _is_begun(clause: Clause, measure: Mention) -> bool:
    """Of "has written but not implemented a plan": what both verbs are on exists, though not in force."""
    before = clause.previous
    shared = before is not None and clause.shared and clause.opener == "but"
    if not shared or before is None or measure.form != NOUN:
        return False
    return bool(before.verbs) and not before.has("measure", "neg") and not _has_object(before)


def _has_object(clause: Clause) -> bool:
    """Tell whether a clause names something after its verb."""
    last = clause.verbs[-1].end
    return any(m.start >= last and m.kind not in ("comma", "degree") for m in clause.mentions)


def _is_qualified(clause: Clause, following: Clause, measure: Mention) -> bool:
    """Of "a committee was formed, but it rarely meets": a pronoun, or nothing, stands for what exists."""
    if "measure" in following.kinds:
        return False
    subject = next((m for m in following.mentions if m.kind not in _BESIDE), None)
    if subject is None or not (subject.code in _TAKING_UP or _goes_on(following, subject)):
        return False
    falls_short = any(m.code != "done" for m in following.of("status")) or "neg" in following.kinds
    return falls_short and measure is _existing(clause, following)


def _is_given_up(following: Clause) -> bool:
    """Of "planned to open a shelter, but did not do so": it states nothing else."""
    if "neg" not in following.kinds or following.span.end - following.mentions[-1].end > _SO:
        return False
    return all(m.kind in _GIVING_UP for m in following.mentions)


def _goes_on(following: Clause, verb: Mention) -> bool:
    """Of "but rarely meets"; of "but did not finish it", something else is what falls short."""
    on_another = any(m.code in ("it", "them") and m.start > verb.end for m in following.of("pronoun"))
    return following.shared and is_verb(verb) and not on_another


def _existing(clause: Clause, following: Clause) -> Mention | None:
    """Return the measure that a clause says exists: its subject, else what it is on last.

    What shares the subject is on that alone: "they made inspections, but referred no case".
    """
    nouns = [m for m in clause.of("measure") if m.form == NOUN]
    verb = next((m.start for m in clause.verbs), clause.span.end)
    subject = next((m for m in nouns if m.end <= verb), None)
    return subject or (nouns[-1] if nouns and not following.shared else None)


def _supposes(clause: Clause, text: str) -> bool:
    """Tell whether a clause only supposes something: "Had the government prosecuted …"."""
    return text.startswith(_INVERTING, clause.span.start) and bool(_SUPPOSING.match(text, clause.span.start))


def _is_none(clause: Clause) -> bool:
    """Tell whether "none" is a clause's subject: it denies the deeds of the clause before."""
    if "neg" not in clause.kinds:
        return False
    first = next((m for m in clause.mentions if m.kind not in ("contrast", "conj", "comma")), None)
    return (
        first is not None
        and first.code == "none"
        and clause.verbs[:1] == clause.of("aux")[:1] != []
        and not any(m.code == "of" for m in clause.starting(first.end, first.end + 1))
        and any(m.kind != "aux" for m in clause.verbs)  # "none were officials" only tells who they were
    )


def _claim(analysis: Analysis, measured: MeasureMention) -> MeasureClaim:
    status = measured.status
    if measured.type == "non-penalization":
        # Its labels name the penalty: to punish victims is not to spare them.
        status = _INVERTED.get(status, status)
    return MeasureClaim(
        type=measured.type,
        status=status,
        **statement_words(analysis, [measured.clause], [measured.mention])._asdict(),
        rules=(f"operator.{measured.rule}",),
    )


def _measures(clause: Clause, text: str) -> Iterator[tuple[Mention, str]]:
    """Yield the measures of a clause that are more than a complement of another, each with its type."""
    found = clause.of("measure")
    tried = [m for m in found if m.code in LAW_ENFORCEMENT and about_officials(clause, m)]
    for at, mention in enumerate(found):
        earlier, later = found[:at], found[at + 1 :]
        if is_modifier(clause, mention, earlier, text):
            continue
        if is_non_head(clause, mention, earlier, later):
            continue
        if mention.code in LAW_ENFORCEMENT and _suffers(clause, mention):
            yield mention, "non-penalization"
            continue
        if mention in tried:
            yield mention, "official-complicity"
            if not among_others(clause, mention):
                continue
        if mention.code == "official-complicity":
            if "action" in clause.kinds and not tried and not _is_against_others(clause, mention):
                yield mention, mention.code
        elif not (_IN_PROFILE.match(text, mention.end) and _is_of_profile(clause)):
            yield mention, mention.code


def _is_against_others(clause: Clause, action: Mention) -> bool:
    """Of "took action against employers": those are no officials."""
    against = next((m for m in clause.mentions if m.start >= action.end), None)
    return against is not None and against.kind in _OTHERS and against.start - action.end <= len(" the ")


def _is_of_profile(clause: Clause) -> bool:
    """Tell where people were found, and not how well: "fewer were identified in the country" does."""
    return clause.has("place", "demonym", "exploitation") or not clause.has("neg", "status")


def _suffers(clause: Clause, measure: Mention) -> bool:
    """Of "victims were jailed" and "girls are neither fined nor detained": a penalty, and no justice."""
    passive = measure.form == PAST and any(m.end <= measure.start for m in clause.of("aux"))
    subject = next((m for m in clause.mentions if m.kind in _PERSONS), None)
    if not passive or subject is None or subject.end > measure.start:
        return False
    named = clause.starting(subject.start, subject.start)
    return any(m.kind == "victim" or (m.kind == "victim-group" and m.code in _BLAMELESS) for m in named)


def _of_a_law(clause: Clause, penalty: Mention) -> bool:
    """Penalties that a law lays down are the law's; "courts sentenced ten under the law" of theirs."""
    of_law = {m.start for m in clause.of("prescription")}
    laid_down = bool(of_law) and not any(
        m.form != NOUN and m.start not in of_law for m in clause.of("status")
    )
    _, subject = subject_of(clause)
    if subject is not None and subject.code == "legislation":
        return True  # "the law bans it, but allows fines"
    laws = (m for m in clause.of("measure") if m.code == "legislation")
    return laid_down or any(penalty.form == NOUN or m.start < penalty.start for m in laws)
