"""The status of a measure in its clause: done, insufficient, not done, planned or recommended."""

from __future__ import annotations

from collections.abc import Callable, Set

from tipgraph.understanding.clauses import Clause, is_verb
from tipgraph.understanding.context import in_relative
from tipgraph.understanding.grammar import words
from tipgraph.understanding.inflect import BASE, GERUND, NOUN, PAST, PRESENT
from tipgraph.understanding.mention import Mention
from tipgraph.understanding.negation import (
    AHEAD,
    DETERMINERS,
    DO,
    MODIFIERS,
    PHRASE,
    is_figure,
    is_subject,
    scopes_over,
)
from tipgraph.understanding.plans import is_carried_out, is_imperative, plans_another

__all__ = ["SUPPOSED", "status_of"]

SUPPOSED = "supposed"
"""The rule for a hypothetical measure, which has no status."""

_JOINING = words("comma conj degree")
_ADDING = words("and or nor")
_OR = words("or nor")
_SOME = words("some many most")
_CRIMES = ("recruitment", "exploitation", "exploitation-verb", "trafficking", "victimization")
_PURPOSE = words("to for of")
_HAVE = words("have has had")
_SERVING = words("legislation hotline victim-services awareness-campaign training")
"""Measures that are there for people, and may leave some out."""
_THINGS = _SERVING | words("action-plan coordination-body specialized-unit")
_ENDING = words("labor-regulation official-complicity sentencing")
"""Measures that may consist in ending something: licenses, an officer's service, a sentence."""
_FALLING_SHORT = ("planned", "insufficient", "not-done")
"""Statuses that a word in the clause tells, the strongest first."""
_LACKING = words("no neither")
_SUPPOSING = words("might could")
_NEAR = 30
_ARTICLE = len(" the ")
"""Code points of an article."""
_CLOSE = 4
"""Words between an adjective and the noun that it still modifies."""


def status_of(clause: Clause, measure: Mention, text: str) -> tuple[str | None, str]:
    """Return the status of a measure and the rule behind it. The status is None if the text states none."""
    if clause.once(_modal) and _is_supposed(clause, measure):
        return None, SUPPOSED
    for rule in _RULES if clause.has("neg", "status") or clause.previous else _UNMARKED_RULES:
        status = rule(clause, measure, text)
        if status is not None:
            return status, rule.__name__.strip("_")
    return None, ""


def _recommendation(clause: Clause, measure: Mention, text: str) -> str | None:
    """Whatever a report asks for is no deed."""
    asked = (
        clause.section == "recommendations"
        or (("status" in clause.kinds or clause.previous) and _cue_before(clause, "recommended", measure))
        or is_imperative(clause, text)
    )
    return "recommended" if asked else None


def _modifier(clause: Clause, measure: Mention, text: str) -> str | None:
    """Of "no convictions" and "limited training": the word right before the noun decides for this noun."""
    if measure.form != NOUN:
        return None
    for mention in reversed([m for m in clause.mentions if m.end <= measure.start]):
        if len(text[mention.end : measure.start].split()) > _CLOSE:
            return None
        if mention.kind == "neg" and mention.code in DETERMINERS:
            return None if is_figure(clause, mention) else "not-done"
        if mention.kind == "status" and is_carried_out(clause, mention):
            continue
        if mention.kind == "status" and (mention.code, mention.form) != ("done", PAST):
            decides = mention.form == NOUN and mention.code in ("insufficient", "planned")
            return mention.code if decides else None
        if mention.kind not in MODIFIERS and mention.kind != "status":  # "no dedicated shelters"
            return None
    return None


def _negation(clause: Clause, measure: Mention, _text: str) -> str | None:
    """Of "did not prosecute", "services were not provided", "no offenders were convicted"."""
    negation = _negation_of(clause, measure)
    if negation is None:
        return None
    if measure.code == "non-penalization" and _cue_before(clause, "not-done", measure):
        return "done"  # "failed to ensure that victims were not jailed" denies twice
    if any(negation.end <= m.start < measure.start and m.form != NOUN for m in _cues(clause, "not-done")):
        return "done"  # "never fails to assist victims"
    falls_short = (
        _degree(clause, negation, measure)
        or _fails_to_act(clause, negation, measure)
        or _is_partial(clause, negation, measure)
    )
    return "insufficient" if falls_short else "not-done"


def _is_partial(clause: Clause, negation: Mention, measure: Mention) -> bool:
    """Of "some victims did not receive care", "they often did not": others did, or at other times."""
    if negation.code in DETERMINERS or negation.code in AHEAD or measure.code == "non-penalization":
        return False
    first = next((m for m in clause.mentions if m.kind not in _JOINING), None)
    if first is not None and first.code in _SOME and first.end <= negation.start:
        return True
    return any(m.start < measure.start for m in clause.of("at-times"))


def _lack(clause: Clause, measure: Mention, _text: str) -> str | None:
    """Of "the shelter had no staff": it is there, and has too little."""
    if measure.code not in _THINGS:
        return None
    negations = [m for m in clause.of("neg") if m.code in _LACKING]
    return "insufficient" if any(_is_of(clause, measure, m, _HAVE) for m in negations) else None


def _fails_to_act(clause: Clause, negation: Mention, measure: Mention) -> bool:
    """Of "the law does not cover men": it exists, and does less than it should."""
    if measure.code not in _SERVING or not _is_of(clause, measure, negation, DO):
        return False
    after = [m for m in clause.mentions if m.start >= negation.end]
    # "Services for men did not exist": a verb with nothing after it denies the whole.
    return not (len(after) == 1 and is_verb(after[0]) and after[0].start - negation.end <= 1)


def _is_of(clause: Clause, measure: Mention, negation: Mention, auxiliaries: Set[str]) -> bool:
    """Tell whether a denial, after one of some auxiliaries, is on a verb that a measure is the subject of."""
    near = any(0 <= negation.start - m.end <= 1 and m.code in auxiliaries for m in clause.of("aux"))
    if not near or measure.form != NOUN or measure.end > negation.start:
        return False
    commas = [m for m in clause.starting(measure.end, negation.start) if m.kind == "comma"]
    # Two of them close what is added on the subject; one parts it from the verb.
    return len(commas) % 2 == 0 and is_subject(clause, measure)


def _failure(clause: Clause, measure: Mention, _text: str) -> str | None:
    """Of "failed to pass a law", "the lack of a law"; "failed to fully apply it" denies only the degree."""
    failure = _cue_before(clause, "not-done", measure)
    if failure is None or _is_cause(clause, failure, measure):
        return None
    if failure.form == NOUN:
        return "not-done"
    falls_short = (
        _degree(clause, failure, measure)
        or _is_partial(clause, failure, measure)
        or (_is_suspended(measure) and not clause.starting(failure.end, measure.start - 1))
    )
    return "insufficient" if falls_short else "not-done"


def _is_cause(clause: Clause, failure: Mention, measure: Mention) -> bool:
    """Of "the lack of funds hampered investigations": the verb tells what became of those."""
    if failure.form != NOUN or "insufficient" not in clause.codes("status"):
        return False
    cues = [m for m in clause.of("status") if m.code == "insufficient" and m.form in (PAST, PRESENT)]
    return any(failure.end <= m.start and m.end <= measure.start for m in cues)


def _plan(clause: Clause, measure: Mention, _text: str) -> str | None:
    """Words for plans, for falling short, and for ending what was done."""
    said = {
        cue.code
        for cue in clause.of("status")
        if cue.code in _FALLING_SHORT and _bears_on(clause, cue, measure) and _is_own(clause, cue, measure)
    }
    if not said and measure.form == BASE and _inherited(clause, lambda before: _plan_cue(before, measure)):
        return "planned"  # "will open shelters, fund hotlines, and train judges"
    if "not-done" in said and (_is_suspended(measure) or _lacks_something(clause, measure)):
        return "insufficient"
    return next((status for status in _FALLING_SHORT if status in said), None)


def _is_suspended(measure: Mention) -> bool:
    """Of "sentences were suspended", "suspended the sentences": courts imposed them all the same."""
    return measure.code == "sentencing" and measure.form in (NOUN, PRESENT)  # the noun looks like a verb


def _lacks_something(clause: Clause, measure: Mention) -> bool:
    """Of "the task force lacked a budget": it is there; not of "the shelter closed", "it failed to act"."""
    if measure.code not in _THINGS or measure.form != NOUN or not is_subject(clause, measure):
        return False
    verbs = [m for m in clause.of("status") if m.start >= measure.end and is_verb(m)]
    if not verbs or verbs[0].code != "not-done" or any(m.end <= verbs[0].start for m in clause.of("aux")):
        return False
    following = next((m for m in clause.mentions if m.start >= verbs[0].end), None)
    return following is not None and following.kind not in ("prep", "conj", "comma")


def _plan_cue(clause: Clause, measure: Mention) -> Mention | None:
    return _cue_before(clause, "planned", measure)


def _is_own(clause: Clause, cue: Mention, measure: Mention) -> bool:
    """Tell whether a cue is a measure's status, and no deed in itself."""
    return (
        not _is_in(cue, measure) and _tells_status(clause, cue) and not _is_of_another(clause, cue, measure)
    )


def _bears_on(clause: Clause, cue: Mention, measure: Mention) -> bool:
    """Tell whether a cue is on a measure: a verb is on its whole clause, another word on what is near."""
    if cue.start >= measure.end and _modifies_another(clause, cue):
        return False  # "met twice and finished a draft plan": the plan is the draft
    if plans_another(clause, cue, measure) or _is_apposition(clause, cue, measure):
        return False
    if cue.form != NOUN or cue.start <= measure.start:
        return True
    between = [m for m in clause.mentions if measure.end <= m.start and m.end <= cue.start]
    # "A bill to criminalize trafficking is pending": what is only its aim is no other measure.
    others = [at for at, m in enumerate(between) if m.kind == "measure" and m.form != BASE]
    return not others or all(m.kind in PHRASE for m in between[: others[-1]])


def _is_apposition(clause: Clause, cue: Mention, measure: Mention) -> bool:
    """Of "found 26 girls, a sharp drop from 40, and sent 18 to a shelter": the drop is of the girls."""
    if cue.form != BASE or cue.code != "insufficient" or cue.start > measure.start:
        return False
    before = clause.before(cue.start)
    return before is not None and before.kind == "comma"


def _modifies_another(clause: Clause, cue: Mention) -> bool:
    nominal = any(m.kind == "status" and m.form == NOUN for m in clause.starting(cue.start, cue.start))
    after = clause.starting(cue.end, cue.end + _ARTICLE)
    return nominal and any(m.kind == "measure" and m.form == NOUN for m in after)


def _none(clause: Clause, measure: Mention, _text: str) -> str | None:
    """Done: a verb says so, of the measure or by itself."""
    said = measure.form != NOUN or clause.verbs or _cues(clause, "done")
    return "done" if said or (clause.shared and clause.previous and clause.previous.verbs) else None


def _modal(clause: Clause) -> Mention | None:
    return next((m for m in clause.of("aux") if m.code in _SUPPOSING), None)


def _is_supposed(clause: Clause, measure: Mention) -> bool:
    """Of "might prosecute six men", "could have convicted more": victims who "could stay" were allowed to."""
    modal = clause.once(_modal)
    if modal is None or modal.end > measure.start or in_relative(clause, modal):
        return False
    perfect = any(m.code == "have" for m in clause.starting(modal.end, modal.end + 1))
    subject = any(m.kind in ("official", "officer") and m.end <= modal.start for m in clause.mentions)
    return perfect or (subject and measure.form == BASE)


def _cues(clause: Clause, code: str) -> list[Mention]:
    return [m for m in clause.of("status") if m.code == code and _tells_status(clause, m)]


def _tells_status(clause: Clause, cue: Mention) -> bool:
    return not _ends_a_crime(clause, cue) and not _is_a_deed(clause, cue)


def _is_a_deed(clause: Clause, cue: Mention) -> bool:
    """Of "closed 14 agencies and fined others": the first verb is a measure, and no status of the second."""
    if cue.code != "not-done" or cue.form == NOUN:
        return False
    deeds = (m for m in clause.of("measure") if m.code in _ENDING and m.form != NOUN)
    return any(m.start == cue.start or m.end == cue.end for m in deeds)


def _ends_a_crime(clause: Clause, cue: Mention) -> bool:
    """Of "a plan to end the recruitment of children": what is not to go on is no measure."""
    if cue.code != "not-done" or cue.form == NOUN:
        return False
    crimes = (m for kind in _CRIMES for m in clause.of(kind) if m.form != BASE)  # "failed to bring them"
    ended = [m for m in crimes if 0 <= m.start - cue.end <= _ARTICLE]
    return bool(ended) and not any(0 <= m.start - ended[0].end <= 1 for m in clause.of("measure"))


def _is_in(cue: Mention, measure: Mention) -> bool:
    """Of "revoked licenses" and "reduced demand": the verb is the measure's own, and says no status."""
    own = cue.start == measure.start and measure.form != NOUN and cue.end < measure.end
    return own and cue.code != "planned"


def _is_of_another(clause: Clause, cue: Mention, measure: Mention) -> bool:
    """In "no money for shelters", words that deny one measure deny no other."""
    same = (m for m in clause.starting(cue.start, cue.start) if m.kind == "measure" and m.form == NOUN)
    return cue.form == NOUN and measure.start > cue.start and any(m.end == cue.end for m in same)


def _cue_before(clause: Clause, code: str, measure: Mention) -> Mention | None:
    cues = (m for m in clause.of("status") if m.code == code and m.start < measure.end)
    found = [m for m in cues if _is_own(clause, m, measure)]
    return found[-1] if found else _inherited(clause, lambda earlier: _cue_before(earlier, code, measure))


def _negation_of(clause: Clause, measure: Mention) -> Mention | None:
    scoped = [m for m in clause.of("neg") if scopes_over(clause, m, measure)]
    return scoped[-1] if scoped else _inherited(clause, lambda earlier: _negation_of(earlier, measure))


def _inherited(clause: Clause, ask: Callable[[Clause], Mention | None]) -> Mention | None:
    """ "Did not pass a law or launch a campaign": a bare verb stays under the denial before it."""
    before = clause.previous
    if before is None:
        return None
    if _begins_with_gerund(clause):
        return ask(before) if _has_gerund(before, governed=clause.opener in _ADDING) else None
    if clause.shared and clause.opener in _OR and _is_bare_participle(clause):
        return ask(before)  # "were not jailed, fined, or otherwise penalized"
    if not clause.verbs or clause.verbs[0].form != BASE:
        return None
    first = next((m for m in clause.mentions if m.kind not in _JOINING), None)
    return ask(before) if clause.shared or first is clause.verbs[0] else None


def _is_bare_participle(clause: Clause) -> bool:
    return bool(clause.verbs) and clause.verbs[0].form == PAST and "aux" not in clause.kinds


def _begins_with_gerund(clause: Clause) -> bool:
    first = next((m.start for m in clause.mentions if m.kind not in _JOINING), clause.span.end)
    return any(m.form == GERUND for m in clause.starting(first, first))


def _has_gerund(clause: Clause, *, governed: bool) -> bool:
    """Of "did not report trying any cases, convicting anyone, or …": what is denied of one is of all.

    ``governed`` admits those behind a preposition: "no procedures for finding victims and referring them".
    """
    if clause.previous is not None and _begins_with_gerund(clause):
        return _has_gerund(clause.previous, governed=governed)
    return any(m.form == GERUND and _is_object(clause, m, governed=governed) for m in clause.mentions)


def _is_object(clause: Clause, gerund: Mention, *, governed: bool) -> bool:
    start = next((m.start for m in clause.of("degree") if gerund.start - m.end == 1), gerund.start)
    before = clause.before(start)  # "for actively finding them"
    if before is None or start - before.end > 1:
        return False
    return before.code == "without" or is_verb(before) or (governed and before.kind == "prep")


def _degree(clause: Clause, negation: Mention, measure: Mention) -> bool:
    """ "Did not systematically screen": only the degree is denied."""
    last = min(measure.end, negation.end + _NEAR) if measure.end > negation.end else negation.end + _NEAR
    last = max(last, negation.end + 1)
    if measure.form != NOUN and negation.end <= measure.start:
        last = max(last, measure.end + 1)  # "did not criminalize all forms"
    told: Clause | None = clause
    while told is not None and told.span.start > negation.start:  # the denial may be inherited
        told = told.previous
    degrees = [m for m in told.of("degree") if negation.start <= m.start <= last] if told is not None else []
    return any(not _is_of_purpose(told, negation, m, measure) for m in degrees) if told is not None else False


def _is_of_purpose(clause: Clause, negation: Mention, degree: Mention, measure: Mention) -> bool:
    """Of "had no system for actively finding victims": what is denied is the system."""
    before = clause.before(degree.start)
    if measure.form == NOUN or before is None or before.code not in _PURPOSE or before.start < negation.end:
        return False
    return any(negation.end <= m.start < before.start for m in clause.of("instrument"))


_RULES = (_recommendation, _modifier, _lack, _negation, _failure, _plan, _none)
_UNMARKED_RULES = (_recommendation, _none)
"""For a clause with no word of denial or status, and none that it could inherit one from."""
