"""Measures: which ones a segment states, and what became of each of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tipgraph.understanding.structure.agents import agent, is_outsider
from tipgraph.understanding.structure.mentions import (
    LAW_ENFORCEMENT,
    MAX_ITEMS,
    Labels,
    Reading,
    measure_mentions,
)
from tipgraph.understanding.structure.operators import judge
from tipgraph.understanding.structure.partners import acts_jointly, partnerships
from tipgraph.understanding.structure.passing import is_named_in_passing
from tipgraph.understanding.structure.status import (
    DONE,
    INSUFFICIENT,
    NOT_DONE,
    PLANNED,
    RECOMMENDED,
    Operator,
    Status,
)
from tipgraph.understanding.structure.tree import NOUN, VERB, Node, Role
from tipgraph.understanding.structure.words import english

__all__ = ["Statement", "last_people_are_officials", "measure_codes", "statements"]

_COMPLICITY = "official-complicity"
_NON_PENALIZATION = "non-penalization"
_DENIED_PENALTIES = {
    DONE: NOT_DONE,
    INSUFFICIENT: NOT_DONE,
    NOT_DONE: DONE,
}
"""The status of non-penalization by that of the penalties that a sentence speaks of."""
_COUNTED = frozenset(("few", "fewer", "some"))
_CONCEDING = frozenset(("despite", "in spite of", "notwithstanding"))
_SUPPORT = frozenset(("funding", "ngo-cooperation"))
"""Measures that others may do without."""
_NOT_WORKING = frozenset((NOT_DONE, PLANNED))
"""What becomes of a thing that exists, if its work is denied."""
_PRONOUNS = frozenset(("they", "them", "none", "nobody", "one", "any", "these", "those"))
_RELIED_ON = frozenset(("on", "upon"))
_JUDGING = frozenset(("be", "decline", "lack", "exist", "await"))
_TRIALS = LAW_ENFORCEMENT - {"investigation"}
_BLAMELESS = frozenset(("children", "girls", "boys", "street-children", "orphans"))
"""Codes of victim groups. Nobody is to try them."""
_ACTED_ON = frozenset(("of", "against", "in", "to", Role.INFINITIVE, Role.OBJECT, "for", Role.PARTICIPLE))
_MISCONDUCT_ROLES = frozenset((Role.OBJECT, "against", "of", "in", "to"))
_PUNISHABLE = frozenset(("perpetrator", "officer"))
_MAX_CLIMB = 5


class Statement(NamedTuple):
    """A measure that a segment states: its type and status, the node that names it, and what decided."""

    type: str
    status: str
    node: Node
    operators: tuple[Operator, ...]


def statements(reading: Reading, labels: Labels, section: str | None = None) -> list[Statement]:
    """Return the measures that a segment states."""
    found: list[Statement] = []
    seen: set[tuple[str, Node]] = set()
    for code, node in measure_codes(reading, labels):
        if not code or (code, node) in seen:
            continue
        seen.add((code, node))
        if is_named_in_passing(reading, node, code) or _is_done_by_others(reading, node, code):
            continue
        for outcome in _outcomes(reading, node, code):
            if _is_conceded(node) and (code, outcome.value) != ("legislation", DONE):
                continue
            status = _status(outcome.value, code, section)
            found.append(Statement(code, status, node, tuple(outcome.operators)))
    penalized = {statement.node for statement in found if statement.type == _NON_PENALIZATION}
    return [s for s in found if s.type not in LAW_ENFORCEMENT or s.node not in penalized]


def _status(value: str, code: str, section: str | None) -> str:
    """Return the status as it is stated: what stands in recommendations is recommended."""
    status = RECOMMENDED if section == "recommendations" else value
    return _DENIED_PENALTIES.get(status, status) if code == _NON_PENALIZATION else status


def _is_done_by_others(reading: Reading, deed: Node, code: str) -> bool:
    if (deed.role == "without" and code in _SUPPORT) or reading.includes_preposition(deed):
        return False
    actor = agent(reading, deed)
    if code == "legal-status" and deed.kind == VERB and actor is deed.subject:
        return False  # "victims may remain"
    if actor is None or (actor.parent is not None and acts_jointly(reading, actor.parent)):
        return False
    outside = [is_outsider(reading, each) for each in actor.group[:MAX_ITEMS]]
    if actor.role in _RELIED_ON and any(outside):
        return True
    return all(outside)


def _is_conceded(deed: Node) -> bool:
    """Tell whether a deed is conceded. "Despite its law" says that a law exists, and no more."""
    return any(node.role in _CONCEDING for node in (deed, *deed.ancestors()))


def _outcomes(reading: Reading, deed: Node, code: str) -> list[Status]:
    """Return what became of a deed. Of several objects or predicates, each may say something else."""
    outcomes = [judge(reading, deed, code)]
    if deed.kind == VERB:
        for target in reading.objects(deed)[1:]:
            if target.negations or target.determiner in _COUNTED:
                outcomes.append(judge(reading, deed, code, counted=target))
    for verb in _further_verbs(reading, deed):
        further = judge(reading, deed, code, governor=verb)
        if outcomes[0].value == DONE and _is_founded(deed) and further.value in _NOT_WORKING:
            further.value = PLANNED if verb.child("into", "in") is not None else INSUFFICIENT
        if further.value not in (DONE, outcomes[0].value):
            outcomes.append(further)
    if len(outcomes) > 1 and outcomes[0].value == DONE and not _is_called_adequate(deed):
        del outcomes[0]
    return outcomes


def _further_verbs(reading: Reading, deed: Node) -> Iterator[Node]:
    """Yield further verbs that may judge a deed: "penalties exist but are weak", "a law that is weak"."""
    verbs: list[Node] = []
    if deed.kind == NOUN:
        verbs += (
            c for c in deed.children if c.kind == VERB and c.role == Role.RELATIVE and c.subject is None
        )
    if deed.role == Role.SUBJECT:
        verbs += (v for v in reading.verbs_of.get(deed.group[0], ()) if v is not deed.parent)
    verbs += reading.verbs_of_pronouns.get(deed, ())
    for verb in verbs:
        if verb.passive or verb.copula or verb.classes & _JUDGING or _limits_function(verb):
            yield verb


def _limits_function(verb: Node) -> bool:
    """Tell whether a body does too little: "has never met", "rarely meets"."""
    adverbs = [verb.tokens[i].word for i in verb.adverbs]
    falls_short = any("shortfall" in english().degree(word) for word in adverbs) or "only" in adverbs
    return "function" in verb.classes and (verb.negated or falls_short)


def _is_founded(deed: Node) -> bool:
    """Tell whether a clause says that something was made: "a council was created, but has not met"."""
    made = [deed.parent, *(child for child in deed.children if child.role == Role.PARTICIPLE)]
    return any(node is not None and node.classes & {"found", "adopt"} for node in made)


def _is_called_adequate(deed: Node) -> bool:
    """Tell whether a predicate says that a deed suffices: "penalties were commensurate"."""
    verb = deed.parent
    if verb is None or verb.kind != VERB or verb.negations:
        return False
    return any(
        child.role == Role.PREDICATE and "adequate" in english().degree(child.lemma)
        for child in verb.children
    )


def last_people_are_officials(reading: Reading) -> bool:
    """Tell whether the last people that a segment names are officials. The next one may speak of them."""
    people = reading.last_people
    return reading.follows_officials if people is None else _is_complicit(reading, people)


# -- official complicity and non-penalization


def measure_codes(reading: Reading, labels: Labels) -> Iterator[tuple[str, Node]]:
    """Yield the code of each mention. Law enforcement against officials among others has two."""
    for named, node in (*measure_mentions(reading, labels), *partnerships(reading)):
        code = _recode(reading, named, node)
        yield code, node
        if named not in LAW_ENFORCEMENT:
            continue
        targets = _targets(reading, node)
        if code == _COMPLICITY and not all(_is_complicit(reading, target) for target in targets):
            yield named, node
        elif code == named and any(
            _is_complicit(reading, example) for target in targets for example in target.nouns("including")
        ):
            yield _COMPLICITY, node


def _recode(reading: Reading, code: str, node: Node) -> str:
    """Return the code of a measure: investigating officials is action on complicity; complicity is none."""
    if code == "funding" and node.role == "without" and _helps_others(reading, node):
        return "ngo-cooperation"
    if code in LAW_ENFORCEMENT:
        about = [
            below for child in node.children if child.role == "for" for below in (child, *child.children)
        ]
        if any(_is_complicit(reading, target) for target in _targets(reading, node)) or any(
            "complicity" in reading.kinds(child) for child in about
        ):
            return _COMPLICITY
        if node.kind == VERB and code in _TRIALS and _has_blameless_object(reading, node):
            return _NON_PENALIZATION
    if code == _NON_PENALIZATION:
        spared = (reading.head_kinds(target) & _PUNISHABLE for target in reading.objects(node))
        return "" if any(spared) else code
    if code != _COMPLICITY or node.kind != NOUN or english().is_noun(node.lemma, "action"):
        return code
    if english().is_noun(node.lemma, "misconduct") and node.role not in _MISCONDUCT_ROLES:
        return ""
    return code if _is_acted_on(node) else ""


def _helps_others(reading: Reading, support: Node) -> bool:
    """Tell whether others act without some support: "care was provided by NGOs without support"."""
    actor = agent(reading, support)
    return actor is not None and is_outsider(reading, actor)


def _targets(reading: Reading, deed: Node) -> list[Node]:
    """Return whom law enforcement is directed at, who may also be a subject: "officers received fines"."""
    found = reading.objects(deed)
    verb = deed.parent
    if found or deed.kind != NOUN or verb is None or verb.kind != VERB or verb.subject is None:
        return found
    suffers = "get" in verb.classes or reading.includes_preposition(deed)
    return verb.subject.group if suffers else found


def _has_blameless_object(reading: Reading, deed: Node) -> bool:
    """Tell whether children are tried: "prosecuted street children", but no perpetrators."""
    return any(
        reading.codes(target, "victim-group") & _BLAMELESS and "perpetrator" not in reading.head_kinds(target)
        for target in reading.objects(deed)
    )


def _is_complicit(reading: Reading, target: Node) -> bool:
    """Tell whether a deed's target is an official, or people in complicity."""
    if target.kind != NOUN:
        return False
    if target.lemma in _PRONOUNS and not any(child.role == "of" for child in target.children):
        meant = reading.people_before(target)
        if meant is None:
            return reading.follows_officials
        target = meant
    if _names_complicity(reading, target):
        return True
    kinds = reading.head_kinds(target)
    return "officer" in kinds or ("official" in kinds and english().is_noun(target.lemma, "public_servant"))


def _names_complicity(reading: Reading, target: Node) -> bool:
    """Tell whether a phrase names complicity, or something right below it does."""
    if "complicity" in reading.kinds(target) or _COMPLICITY in reading.measures(target):
        return True
    for child in target.children:
        if child.role in ("of", "in") and _COMPLICITY in reading.measures(child):
            return True
        if child.role in ("of", "in", Role.PARTICIPLE, Role.APPOSITION, "for") and any(
            "complicity" in reading.kinds(node) for node in (child, *child.children)
        ):
            return True
    return False


def _is_acted_on(node: Node) -> bool:
    """Tell whether somebody acts on what a noun names: "investigated complicit officials"."""
    current = node
    for _ in range(_MAX_CLIMB):
        parent = current.parent
        if parent is None:
            return False
        if parent.kind == VERB:
            acts = "act_against" in parent.classes
            return acts and (parent.passive or current.role not in (Role.SUBJECT, "by"))
        if current.role not in _ACTED_ON:
            return False
        current = parent
    return False
