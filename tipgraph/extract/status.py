"""The status of a measure in its clause: done, insufficient, not done, planned or recommended."""

from __future__ import annotations

from tipgraph.language.clauses import Clause, is_verb
from tipgraph.language.inflect import BASE, NOUN
from tipgraph.language.mention import Mention

__all__ = ["status_of"]


def status_of(clause: Clause, measure: Mention) -> tuple[str | None, str]:
    """Return the status of a measure and the name of the rule that tells it; None where nothing is said."""
    if clause.section == "recommendations" or _cues(clause, "recommended"):
        return "recommended", "recommended"
    denial = _denial(clause, measure)
    if denial is not None:
        return ("insufficient", "denied-degree") if _degree(clause, denial, measure) else ("not-done", "denied")
    failure = _cue_before(clause, "not-done", measure)
    if failure is not None:
        return ("insufficient", "failed-degree") if _degree(clause, failure, measure) else ("not-done", "failed")
    for status in ("planned", "insufficient"):
        if _cues(clause, status):
            return status, status
    if _cues(clause, "not-done"):
        return "not-done", "failed"
    if measure.form != NOUN or _cues(clause, "done") or any(m.kind == "aux" for m in clause.mentions):
        return "done", "done"
    return None, ""


def _cues(clause: Clause, code: str) -> list[Mention]:
    return [m for m in clause.of("status") if m.code == code]


def _cue_before(clause: Clause, code: str, measure: Mention) -> Mention | None:
    found = [m for m in _cues(clause, code) if m.start < measure.end]
    if found:
        return found[-1]
    return _inherited(clause, lambda earlier: _cue_before(earlier, code, measure))


def _denial(clause: Clause, measure: Mention) -> Mention | None:
    found = [m for m in clause.of("neg") if m.start < measure.end]
    if found:
        return found[-1]
    return _inherited(clause, lambda earlier: _denial(earlier, measure))


def _inherited(clause: Clause, ask):  # type: ignore[no-untyped-def]
    """"Did not pass a law or launch a campaign": a bare verb stays under the denial before it."""
    verb = next((m for m in clause.mentions if is_verb(m)), None)
    if clause.previous is None or not clause.shared or verb is None or verb.form != BASE:
        return None
    return ask(clause.previous)


def _degree(clause: Clause, denial: Mention, measure: Mention) -> bool:
    """"Did not systematically screen": only the degree is denied."""
    return any(denial.start <= m.start <= measure.end for m in clause.of("degree"))
