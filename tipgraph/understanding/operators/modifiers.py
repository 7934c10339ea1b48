"""Modifiers: what the words of a phrase say of the deed that it names or that depends on it."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from tipgraph.understanding.operators.factuality import NOUN_RULES, WHOLE, Kind, Rule, Status
from tipgraph.understanding.operators.passing import is_mild
from tipgraph.understanding.syntax.mentions import LAW_ENFORCEMENT, Reading
from tipgraph.understanding.syntax.tree import ADJECTIVE, VERB, Node, Role

__all__ = [
    "FALLING_SHORT", "Climb", "apply_adjective", "apply_modifiers", "apply_no", "apply_plan", "apply_rule",
    "is_few", "limits_number", "modifier", "through_noun",
]  # fmt: skip

_REDUCING = frozenset(("hinder", "keep_from", "decline", "end"))
"""Classes of what is done to demand: "reduced demand"."""
_MISSING = frozenset(("lack", "hinder", "decline"))
"""Classes of nouns that say of the words before them that they fall short: "funding gaps"."""
_SHORT = frozenset(("shortfall", "short_of"))
"""Classes of adjectives that say this of their subject: "courts remained underfunded"."""
FALLING_SHORT = frozenset(("shortfall", "decrease", "few"))
"""Classes of words that say that a deed falls short."""


class Climb(NamedTuple):
    """A climb from a deed to the root: what it reads, what it has found, and where it stands."""

    reading: Reading
    deed: Node
    code: str
    status: Status

    def word(self, token: int) -> str:
        """Return the word of a token."""
        return self.reading.tree.tokens[token].word

    def classes(self, token: int) -> frozenset[str]:
        """Return the classes of a token's word; there are none behind the last one."""
        tokens = self.reading.tree.tokens
        return tokens[token].classes if token < len(tokens) else frozenset()


def apply_rule(
    climb: Climb, rules: Iterable[Rule], governor: Node, child: Node, roles: AbstractSet[str]
) -> None:
    """Apply the first rule that fits a governor and what depends on it."""
    for rule in rules:
        # "curbed demand", "to prevent confiscation"
        reduced = climb.code == "demand-reduction" or climb.deed.classes & {"wrong", "misconduct"}
        if rule.word_class in _REDUCING and reduced and "effort" not in child.classes:
            continue
        if rule.word_class not in governor.classes or not rule.roles & roles:
            continue
        if rule.condition is None or rule.condition(governor, child):
            climb.status.apply(rule.kind, governor.head, whole=rule.whole)
            return


def through_noun(climb: Climb, noun: Node, child: Node | None, role: str) -> None:
    """Apply a noun's or adjective's modifiers, and what it says of the deed below it."""
    if "improve" in noun.classes:
        climb.status.graded = True
    elif child is not None and "thing" in noun.classes:
        climb.status.graded = False
    if role != Role.THAT:
        apply_modifiers(climb, noun)
    elif noun.negations:
        apply_no(climb, noun.negations[0])
    if noun is climb.deed:
        _apply_itself(climb, noun)
    if noun.kind == ADJECTIVE:
        apply_adjective(climb, noun)
    elif child is not None:
        apply_rule(climb, NOUN_RULES, noun, child, {role})


def _apply_itself(climb: Climb, noun: Node) -> None:
    """Apply what the noun or adjective that names a deed says of it: "budget constraints"."""
    mild = climb.code == "sentencing" and is_mild(noun)
    short = noun.kind == ADJECTIVE and not noun.classes.isdisjoint(_SHORT)  # "were underfunded"
    if noun.classes & _MISSING or mild or short:
        climb.status.apply(Kind.SHORTFALL, noun.head)
    if "draft_law" in noun.classes and climb.code == "legislation":
        climb.status.apply(Kind.PLAN, noun.head)
    if climb.code == "action-plan":
        _apply_unadopted(climb, noun)


def apply_modifiers(climb: Climb, noun: Node) -> None:
    """Apply a noun phrase's determiner and adjectives. An item of a list has the first one's determiner."""
    status = climb.status
    lead = noun.group[0]
    shared = noun if noun.determiner not in ("", "other") else lead
    negated = shared.negated or noun.negated
    for i in noun.modifiers:
        _apply_modifier(climb, i, noun, negated=negated)
    if shared is not noun:
        for i in shared.modifiers:
            if climb.classes(i) & {"adequate", "manner", *FALLING_SHORT}:
                _apply_modifier(climb, i, noun, negated=negated)
    if "amount" in noun.classes and (small := modifier(climb, noun, "small")) is not None:
        status.apply(Kind.SHORTFALL, small)
    is_bare = noun.head_token.tag == "D" and bool(noun.head_token.classes & FALLING_SHORT)
    if (is_bare or "few" in noun.classes) and noun is not climb.deed:
        status.apply(Kind.SHORTFALL, noun.head)  # "a handful of shelters", "convicted fewer"
    for behind in noun.children:
        if behind.kind == ADJECTIVE and behind.role == Role.APPOSITION and "shortfall" in behind.classes:
            status.apply(Kind.SHORTFALL, behind.head)  # "fines insufficient to deter them"
    status.graded |= noun.determiner in WHOLE or _is_held(climb, noun)
    if negated:
        status.graded |= _is_called_adequate(shared) or ("grow" in noun.classes and noun is not climb.deed)
        apply_no(climb, (noun.negations or shared.negations)[0])


def _is_held(climb: Climb, noun: Node) -> bool:
    """Tell whether somebody has what a deed takes: "has no resources", "no capacity to inspect"."""
    is_means = climb.code == "funding" or noun.child(Role.INFINITIVE) is not None
    return is_means and "graded" in noun.classes and "have" in noun.parent_classes


def _is_called_adequate(noun: Node) -> bool:
    """Tell whether a denied subject would suffice: "neither shelters nor programs are adequate".

    So it would in "no law meets international standards".
    """
    verb = noun.parent if noun.role == Role.SUBJECT else None
    things = verb.nouns(Role.OBJECT) if verb is not None and "satisfy" in verb.classes else []
    if any("norm" in each.classes for each in things):
        return True
    predicates = verb.children if verb is not None and verb.kind == VERB and verb.copula else ()
    return any(each.role == Role.PREDICATE and "adequate" in each.classes for each in predicates)


def apply_no(climb: Climb, token: int) -> None:
    """Apply the negation of a noun phrase: "no shelters", "almost no shelters", "not all shelters"."""
    some = "nearly" in climb.classes(max(token - 1, 0)) or "whole" in climb.classes(token + 1)
    climb.status.apply(Kind.SHORTFALL if some else Kind.NEGATION, token)


def _apply_modifier(climb: Climb, token: int, noun: Node, *, negated: bool) -> None:
    """Apply an adjective or adverb before a noun. Of what grew, only "less" counts."""
    status, classes = climb.status, climb.classes(token)
    if "grow" in noun.classes and "decrease" not in classes:
        return
    in_degrees = "manner" in classes and "thing" not in noun.classes
    if "adequate" in classes or (in_degrees and not negated):
        status.graded = True
    if classes & FALLING_SHORT or limits_number(climb, token):
        status.apply(Kind.SHORTFALL, token)
    if "absent" in classes:
        status.apply(Kind.NEGATION, token)
    if "planned" in classes:
        apply_plan(climb, token)


def limits_number(climb: Climb, token: int) -> bool:
    """Tell whether a word before a number says that it is small: "only two", "fewer than half"."""
    tokens = climb.reading.tree.tokens
    if "bound" in tokens[token].classes:
        return token + 1 < len(tokens) and tokens[token + 1].word == "half"
    if not tokens[token].classes & {"limiting", "mere"} or token + 1 == len(tokens):
        return False
    return tokens[token + 1].tag == "C" or tokens[token + 1].word in ("once", "twice", "a few")


def is_few(noun: Node) -> bool:
    """Tell whether a phrase says of itself that it is few: "few judges", "a handful"."""
    return noun.modifier("few") is not None or "few" in noun.head_token.classes


def apply_plan(climb: Climb, token: int) -> None:
    """Apply a word like "pending". Of law enforcement, it says that a case goes on."""
    if climb.code not in LAW_ENFORCEMENT:
        climb.status.apply(Kind.PLAN, token)


def modifier(climb: Climb, noun: Node, modifier_class: str) -> int | None:
    """Return the first modifier of a class of the section ``modifiers``."""
    found = (i for i in noun.modifiers if modifier_class in climb.classes(i))
    return next(found, None)


def _apply_unadopted(climb: Climb, plan: Node) -> None:
    """Apply what says that an action plan is not in force: "a written plan", "a plan that would"."""
    written = modifier(climb, plan, "unadopted")
    would = (c.modal for c in plan.children if c.role == Role.RELATIVE and c.modal_word == "would")
    token = written if written is not None else next(would, None)
    if token is not None:
        climb.status.apply(Kind.PLAN, token)


def apply_adjective(climb: Climb, adjective: Node) -> None:
    """Apply an adjective with an infinitive: "slow to investigate", "unwilling to try", "ready to try"."""
    classes = adjective.classes
    verb = adjective.parent
    acts = verb is not None and verb.kind == VERB and not (verb.copula or "be" in verb.classes)
    tries = acts and verb is not None and not verb.child(Role.OBJECT)  # "worked hard to"
    climb.status.graded |= "adequate" in classes  # "was not strong enough to protect them"
    if classes & {"shortfall", "few"} or ("hesitant" in classes and not tries):
        climb.status.apply(Kind.SHORTFALL, adjective.head)
    if "unable" in classes:
        climb.status.apply(Kind.NEGATION, adjective.head)
    if "imminent" in classes:
        apply_plan(climb, adjective.head)
