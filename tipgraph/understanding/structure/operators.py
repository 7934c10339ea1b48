"""Operators: what the words above a deed say of it, from *done* to *not done*.

`judge` climbs from a deed to the root of its tree. Each phrase and verb on the way may add operators. The
status follows from them, in the order in which they apply (`Status`).
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from tipgraph.understanding.structure.mentions import LAW_ENFORCEMENT, MAX_ITEMS, Reading
from tipgraph.understanding.structure.noun_roles import is_coverage
from tipgraph.understanding.structure.rules import NOUN_RULES, PASSED_BY_NOUNS, SOME, VERB_RULES, Rule
from tipgraph.understanding.structure.status import DONE, INSUFFICIENT, Kind, Status
from tipgraph.understanding.structure.tree import ADJECTIVE, NOUN, VERB, Node, Role
from tipgraph.understanding.structure.unreal import is_recommending
from tipgraph.understanding.structure.words import NO_CLASSES, english

__all__ = ["judge"]

_OPAQUE = frozenset(
    (Role.RELATIVE, "despite", "due to", "because of", "after", "following", "during", "by", "through", "as")
) | frozenset(("under", "since", "until", "before"))
"""Roles that no operator passes."""
_NEGATIVE_PREPOSITIONS = frozenset(("without", "instead of", "rather than"))
_ADOPTED = frozenset(("action-plan", "legislation"))
"""Measures that are planned until they are adopted."""
_DENYING_SUBJECT = frozenset(("exist", "be", "function"))
"""Classes of verbs whose negation denies their subject. That of others says that it falls short."""
_ENFORCED = frozenset(("legislation", "sentencing"))
"""Measures that exist, but fall short, if they are not enforced."""
_REDUCING = frozenset(("hinder", "decline", "end"))
"""Classes of what is done to demand: "reduced demand"."""
_PLACES = frozenset(("of", "in", "at", "from"))
_PEOPLE = frozenset(("victim", "victim-group", "person"))
_FALLING_SHORT = frozenset(("shortfall", "decrease", "few"))


_ASKED = frozenset((Role.INFINITIVE, Role.OBJECT, Role.THAT))
"""Roles of what is recommended."""
_ASPECTS = frozenset(("in", "at"))
"""Roles of what a predicate is said of: "was not effective in prosecutions"."""


def _apply_rule(
    climb: Climb, rules: Iterable[Rule], governor: Node, child: Node, roles: AbstractSet[str]
) -> None:
    """Apply the first rule that fits a governor and what depends on it."""
    for rule in rules:
        if rule.word_class in _REDUCING and climb.code == "demand-reduction":
            continue
        if rule.word_class not in governor.classes or not rule.roles & roles:
            continue
        if rule.condition is None or rule.condition(governor, child):
            climb.status.apply(rule.kind, governor.head, whole=rule.whole)
            return


class Climb(NamedTuple):
    """A climb from a deed to the root: what it reads, what it has found, and where it stands."""

    reading: Reading
    deed: Node
    code: str
    status: Status

    def word(self, token: int) -> str:
        """Return the word of a token."""
        return self.reading.tree.tokens[token].word


def judge(
    reading: Reading, deed: Node, code: str, *, governor: Node | None = None, counted: Node | None = None
) -> Status:
    """Return the status of a deed, with the operators that it rests on.

    ``governor`` is a verb to climb through first, in place of the deed's parent. ``counted`` is the object
    whose determiner counts, in place of the first one.

    >>> from tipgraph.understanding.structure.clauses import parse
    >>> tree = parse("Authorities failed to train any inspectors.")
    >>> status = judge(Reading(tree, ()), tree.nodes[2], "training")
    >>> status.value, [(operator.kind.value, operator.token) for operator in status.operators]
    ('not-done', [('negation', 1)])
    """
    climb = Climb(reading, deed, code, Status())
    _apply_prefix(climb)
    current: Node = deed
    child: Node | None = None
    role = ""
    while True:
        if current.kind == VERB:
            _through_verb(climb, current, child, role, counted)
        else:
            _through_noun(climb, current, child, role)
        parent = governor if governor is not None and current is deed else current.parent
        _apply_preposition(climb, current)
        if parent is None or _is_opaque(climb, current):
            return climb.status
        role = Role.SUBJECT if governor is not None and current is deed else current.role
        if role == Role.ADJUNCT:
            climb.status.ignored |= {Kind.NEGATION, Kind.SHORTFALL}
        elif role == Role.SUBJECT and child is not None and child.role == Role.PARTICIPLE:
            climb.status.ignored |= {Kind.NEGATION}  # "inspectors trained to screen were not allowed"
        child, current = current, parent


def _is_opaque(climb: Climb, node: Node) -> bool:
    """Tell whether no operator above a node reaches what is below it."""
    if node.role in _OPAQUE:
        return not is_coverage(node)
    return node.is_adverbial or _is_of_people(climb, node)


def _is_of_people(climb: Climb, node: Node) -> bool:
    """Tell whether a phrase says where people are: "residents of the shelter were not allowed to leave"."""
    parent = node.parent
    if node.kind != NOUN or parent is None or parent.kind != NOUN or node.role not in _PLACES:
        return False
    return bool(climb.reading.head_kinds(parent) & _PEOPLE) or english().is_noun(parent.lemma, "resident")


def _apply_prefix(climb: Climb) -> None:
    """Apply the prefix of "unidentified victims"."""
    word = climb.word(climb.deed.head)
    if word.startswith("un") and word.endswith("ed"):
        climb.status.apply(Kind.NEGATION, climb.deed.head)


def _apply_preposition(climb: Climb, node: Node) -> None:
    """Apply the preposition before a phrase: "without identifying victims"."""
    if node.role in _NEGATIVE_PREPOSITIONS:
        climb.status.apply(Kind.NEGATION, max(node.first - 1, 0))
    elif node.role == "in the process of":
        climb.status.apply(Kind.PLAN, max(node.first - 1, 0))


# -- noun phrases


def _through_noun(climb: Climb, noun: Node, child: Node | None, role: str) -> None:
    """Apply a noun's or adjective's modifiers, and what it says of the deed below it."""
    if "improve" in noun.classes:
        climb.status.graded = True
    elif child is not None and english().is_noun(noun.lemma, "thing"):
        climb.status.graded = False
    if role != Role.THAT:
        _apply_modifiers(climb, noun)
    elif noun.negations:
        _apply_no(climb, noun.negations[0])
    if noun is climb.deed and climb.code == "action-plan":
        _apply_unadopted(climb, noun)
    if noun.kind == ADJECTIVE:
        _apply_adjective(climb, noun, role)
        if noun is climb.deed and "shortfall" in noun.classes:
            climb.status.apply(Kind.SHORTFALL, noun.head)  # "courts remained underfunded"
    elif child is not None and role in PASSED_BY_NOUNS:
        _apply_rule(climb, NOUN_RULES, noun, child, {role})


def _apply_modifiers(climb: Climb, noun: Node) -> None:
    """Apply a noun phrase's determiner and adjectives. An item of a list has the first one's determiner."""
    status = climb.status
    lead = noun.group[0]
    shared = noun if noun.determiner else lead
    negated = shared.negated or noun.negated
    for i in noun.modifiers:
        _apply_modifier(climb, i, noun, negated=negated)
    if shared is not noun:
        for i in shared.modifiers:
            if english().degree(climb.word(i)) & _FALLING_SHORT:
                _apply_modifier(climb, i, noun, negated=negated)
    if english().is_noun(noun.lemma, "amount") and (small := _modifier(climb, noun, "small")) is not None:
        status.apply(Kind.SHORTFALL, small)
    status.graded |= noun.determiner == "all"
    if negated:
        _apply_no(climb, (noun.negations or shared.negations)[0])


def _apply_no(climb: Climb, token: int) -> None:
    """Apply the negation of a noun phrase: "no shelters", "almost no shelters"."""
    nearly = "nearly" in english().modifiers.get(climb.word(max(token - 1, 0)), NO_CLASSES)
    climb.status.apply(Kind.SHORTFALL if nearly else Kind.NEGATION, token)


def _apply_modifier(climb: Climb, token: int, noun: Node, *, negated: bool) -> None:
    """Apply an adjective or adverb before a noun. Of what grew, only "less" counts."""
    status, classes = climb.status, english().degree(climb.word(token))
    if "grow" in noun.classes and "decrease" not in classes:
        return
    in_degrees = "manner" in classes and not english().is_noun(noun.lemma, "thing")
    if not negated and ("adequate" in classes or in_degrees):
        status.graded = True
    if classes & _FALLING_SHORT or _limits_number(climb, token):
        status.apply(Kind.SHORTFALL, token)
    if "absent" in classes:
        status.apply(Kind.NEGATION, token)
    if "planned" in classes:
        _apply_plan(climb, token)


def _limits_number(climb: Climb, token: int) -> bool:
    """Tell whether a word before a number says that it is small: "only two", "fewer than half"."""
    tokens = climb.reading.tree.tokens
    if "bound" in english().modifiers.get(tokens[token].word, NO_CLASSES):
        return token + 1 < len(tokens) and tokens[token + 1].word == "half"
    limits = "limiting" in english().modifiers.get(tokens[token].word, NO_CLASSES)
    if not limits or token + 1 == len(tokens):
        return False
    return tokens[token + 1].tag == "C" or tokens[token + 1].word in ("once", "twice")


def _apply_plan(climb: Climb, token: int) -> None:
    """Apply a word like "pending". Of law enforcement, it says that a case goes on."""
    if climb.code not in LAW_ENFORCEMENT:
        climb.status.apply(Kind.PLAN, token)


def _modifier(climb: Climb, noun: Node, modifier_class: str) -> int | None:
    """Return the first modifier of a class of the section ``modifiers``."""
    modifiers = english().modifiers
    found = (i for i in noun.modifiers if modifier_class in modifiers.get(climb.word(i), NO_CLASSES))
    return next(found, None)


def _apply_unadopted(climb: Climb, plan: Node) -> None:
    """Apply what says that an action plan is not in force: "a written plan", "a plan that would"."""
    written = _modifier(climb, plan, "unadopted")
    would = (c.modal for c in plan.children if c.role == Role.RELATIVE and c.modal_word == "would")
    token = written if written is not None else next(would, None)
    if token is not None:
        climb.status.apply(Kind.PLAN, token)


def _apply_adjective(climb: Climb, adjective: Node, role: str) -> None:
    """Apply an adjective with an infinitive: "slow to investigate", "unwilling to investigate"."""
    if role != Role.INFINITIVE:
        return
    classes = english().modifiers.get(adjective.lemma, NO_CLASSES)
    if adjective.classes & {"shortfall", "few"} or "hesitant" in classes:
        climb.status.apply(Kind.SHORTFALL, adjective.head)
    if "unable" in classes:
        climb.status.apply(Kind.NEGATION, adjective.head)


# -- verbs


def _through_verb(climb: Climb, verb: Node, child: Node | None, role: str, counted: Node | None) -> None:
    """Apply a verb's adverbs, what it says of the deed below it, its negation, and its modal."""
    _apply_adverbs(climb, verb, fails=child is not None and "fail" in verb.classes)
    if child is None:
        if "draft" in verb.classes and not _is_adopted(verb):
            climb.status.apply(Kind.PLAN, verb.head)
        _apply_objects(climb, verb, counted)
        _apply_lesser(climb, verb)
    else:
        _apply_verb(climb, verb, child, role)
    _apply_comparison(climb, verb, role)
    if verb.negations and verb.subject is not None and verb.subject.determiner in SOME:
        climb.status.graded = True  # "some victims did not receive care"
    if verb.negations:
        _deny(climb, verb, role)
    asked = role in _ASKED or (role == Role.SUBJECT and verb.passive)
    if child is not None and asked and is_recommending(climb.reading, verb):
        climb.status.apply(Kind.REQUEST, verb.head)
    if _is_imperative(climb, verb):
        climb.status.apply(Kind.REQUEST, verb.head)
    _apply_modal(climb, verb)


def _apply_adverbs(climb: Climb, verb: Node, *, fails: bool) -> None:
    """Apply adverbs. "Often failed to" leaves something, as "did not often" does."""
    shares_adverbs = not any(target.determiner == "any" for target in verb.nouns(Role.OBJECT))
    for i in verb.adverbs:
        if i < verb.first and not shares_adverbs:
            continue  # "did not fully enforce the law or obtain any convictions"
        classes = english().adverbs.get(climb.word(i), NO_CLASSES)
        if ("adequate" in classes and not fails) or ("frequency" in classes and (verb.negated or fails)):
            climb.status.graded = climb.code != "non-penalization"
        if "shortfall" in classes or _limits_number(climb, i) or _limits_object(climb, verb, i):
            climb.status.apply(Kind.SHORTFALL, i)


def _limits_object(climb: Climb, verb: Node, adverb: int) -> bool:
    """Tell whether an adverb before a verb limits the number of its objects: "only identified two"."""
    limits = "limiting" in english().modifiers.get(climb.word(adverb), NO_CLASSES)
    return limits and adverb < verb.head and any(each.is_quantified for each in verb.nouns(Role.OBJECT))


def _apply_lesser(climb: Climb, verb: Node) -> None:
    """Apply what makes law enforcement weaker: "prosecuted cases under lesser charges"."""
    if climb.code not in LAW_ENFORCEMENT:
        return
    for child in verb.children:
        for phrase in (child, *child.children):
            if phrase.kind == NOUN and (token := _modifier(climb, phrase, "lesser")) is not None:
                climb.status.apply(Kind.SHORTFALL, token)
                return


def _is_adopted(verb: Node) -> bool:
    """Tell whether another verb of a list says that a draft was adopted: "drafted and enacted"."""
    return any("adopt" in other.classes and not other.negated for other in verb.group[:MAX_ITEMS])


def _apply_comparison(climb: Climb, verb: Node, role: str) -> None:
    """Apply what a figure is compared with: "convicted two, a decrease from five", "down from five"."""
    comparison = verb.child(Role.COMPARISON)
    if comparison is not None and not verb.negated and "decline" in comparison.classes:
        climb.status.apply(Kind.SHORTFALL, comparison.head)
    former = verb.child("down from")
    if former is not None and role != "down from":
        climb.status.apply(Kind.SHORTFALL, max(former.first - 1, 0))


def _is_imperative(climb: Climb, verb: Node) -> bool:
    """Tell whether a verb opens its sentence in the base form: "Open shelters.", "Do not close it."."""
    if verb.subject is not None or verb.parent is not None:
        return False
    lead = verb.group[0]
    if lead.first != climb.reading.first_word:
        return False
    return lead.form == "base" or (lead.negated and climb.word(lead.first) == "do")


def _apply_objects(climb: Climb, verb: Node, counted: Node | None) -> None:
    """Apply the determiners of what the deed is done to, and of who does it: "convicted no traffickers"."""
    targets = [target for target in climb.reading.objects(verb) if target.kind == NOUN]
    if targets:
        _apply_modifiers(climb, counted or targets[0])
    if verb.subject is not None and verb.subject not in targets and verb.subject.negations:
        climb.status.apply(Kind.NEGATION, verb.subject.negations[0])
    _apply_receivers(climb, verb)


def _apply_receivers(climb: Climb, verb: Node) -> None:
    """Apply the negation of who gets something: "gave help to nobody"."""
    for receiver in verb.nouns("to", "for"):
        if receiver.negations:
            climb.status.apply(Kind.NEGATION, receiver.negations[0])


def _apply_verb(climb: Climb, verb: Node, child: Node, role: str) -> None:
    """Apply what a verb says of the deed below it, and its subject's negation."""
    roles = {role, Role.OBJECT} if role == Role.SUBJECT and verb.passive else {role}
    if role == Role.THAT:
        _apply_missing_evidence(climb, verb)
    _apply_rule(climb, VERB_RULES, verb, child, roles)
    if role == Role.OBJECT and "give" in verb.classes:
        _apply_receivers(climb, verb)
    if role in ("for", "to") and verb.copula:
        _apply_predicates(climb, verb)
    if role == Role.SUBJECT:
        _apply_to_subject(climb, verb)
    elif verb.subject is not None:
        _apply_subject(climb, verb, verb.subject, child)
    climb.status.graded |= "grow" in verb.classes


def _apply_missing_evidence(climb: Climb, verb: Node) -> None:
    """Apply the negation of what would show a deed: "found no evidence that courts convicted anybody"."""
    shown = (thing for thing in verb.nouns(Role.OBJECT) if thing.negations)
    if (evidence := next(shown, None)) is not None:
        climb.status.apply(Kind.NEGATION, evidence.negations[0])


def _apply_subject(climb: Climb, verb: Node, subject: Node, child: Node) -> None:
    """Apply the determiner of who acts or receives: "no victims received", "few victims received"."""
    adjectives = english().adjectives
    if "decline" in subject.classes and child.role in ("in", "of"):
        climb.status.apply(Kind.SHORTFALL, subject.head)  # "a decrease occurred in convictions"
    if subject.negations:
        climb.status.apply(Kind.NEGATION, subject.negations[0])
    elif "get" in verb.classes:
        words = (*subject.modifiers, subject.head)
        few = (
            i
            for i in words
            if _FALLING_SHORT & adjectives.get(climb.word(i), NO_CLASSES) or _limits_number(climb, i)
        )
        if (token := next(few, None)) is not None:
            climb.status.apply(Kind.SHORTFALL, token)


def _apply_to_subject(climb: Climb, verb: Node) -> None:
    """Apply what a verb says of its subject: "training continued to decline", "shelters had no staff"."""
    if verb.negations:
        climb.status.graded |= any(thing.determiner == "all" for thing in verb.nouns(Role.OBJECT))
    raised = verb.child(Role.INFINITIVE) if verb.classes & {"continue", "be"} else None
    if raised is not None and raised.kind == VERB:
        if "decline" in raised.classes:
            climb.status.apply(Kind.SHORTFALL, raised.head)
        _apply_predicates(climb, raised)
    if (awaited := verb.child("pending")) is not None:
        _apply_plan(climb, max(awaited.first - 1, 0))
    body = verb.child("before") if verb.copula and climb.code == "legislation" else None
    if body is not None and "official" in climb.reading.head_kinds(body):
        _apply_plan(climb, max(body.first - 1, 0))  # "is before parliament"
    if "have" in verb.classes:
        missing = (token for thing in verb.nouns(Role.OBJECT) for token in thing.negations)
        if (token := next(missing, None)) is not None:
            climb.status.apply(Kind.SHORTFALL, token)
    _apply_predicates(climb, verb)


def _apply_predicates(climb: Climb, verb: Node) -> None:
    """Apply predicates to their subject: "services were inadequate", "was a weak law"."""
    adjectives, status = english().adjectives, climb.status
    for predicate in verb.children:
        if predicate.role != Role.PREDICATE:
            continue
        tokens = (predicate.head, *(predicate.modifiers if predicate.kind == NOUN else ()))
        classes = frozenset[str]().union(*(adjectives.get(climb.word(i), NO_CLASSES) for i in tokens))
        status.graded |= "adequate" in classes
        if predicate.kind == NOUN and "hinder" in predicate.classes:
            status.apply(Kind.SHORTFALL, predicate.head)
        nearly_absent = "absent" in classes and _is_nearly(climb, verb, predicate)
        only = "available" in classes and _is_limited(climb, verb, predicate)
        if classes & _FALLING_SHORT or nearly_absent or only:
            status.apply(Kind.SHORTFALL, predicate.head)
        elif "absent" in classes:
            status.apply(Kind.NEGATION, predicate.head)
        elif "planned" in classes:
            _apply_plan(climb, predicate.head)


def _is_limited(climb: Climb, verb: Node, predicate: Node) -> bool:
    """Tell whether a predicate holds for some alone: "is only available to women"."""
    words = (climb.word(i) for i in (*predicate.modifiers, *verb.adverbs))
    return any("limiting" in english().modifiers.get(word, NO_CLASSES) for word in words)


def _is_nearly(climb: Climb, verb: Node, predicate: Node) -> bool:
    """Tell whether a predicate is nearly true: "is almost absent", "has largely gone unused"."""
    words = (climb.word(i) for i in (*predicate.modifiers, *verb.adverbs))
    return any("nearly" in english().modifiers.get(word, NO_CLASSES) for word in words)


def _deny(climb: Climb, verb: Node, role: str) -> None:
    """Apply a verb's negation. Of a copula it denies a property, so the deed falls short: "is not strict"."""
    status, token = climb.status, verb.negations[0]
    if _is_still_to_come(climb, verb, role) or _is_drafted(climb, verb):
        status.apply(Kind.PLAN, token)
        return
    judged = verb.copula and (role == Role.SUBJECT or role in _ASPECTS)
    predicate = verb.child(Role.PREDICATE) if judged else None
    if predicate is not None and predicate.kind == ADJECTIVE and "available" not in predicate.classes:
        if status.value == INSUFFICIENT:
            status.restore(token)
        else:
            status.apply(Kind.SHORTFALL, token)
    elif (climb.code in _ENFORCED and "enforce" in verb.classes) or (
        role == Role.SUBJECT and "cover" in verb.classes and _is_law(climb)
    ):
        status.apply(Kind.SHORTFALL, token)
    elif role != Role.SUBJECT or verb.passive or verb.classes & _DENYING_SUBJECT:
        status.apply(Kind.NEGATION, token)
    elif "cause" not in verb.classes:  # "the investigation did not lead to convictions" says nothing of it
        status.apply(Kind.SHORTFALL, token)


def _is_law(climb: Climb) -> bool:
    """Tell whether a deed is a law, whatever it regulates: "the labor law"."""
    return climb.code == "legislation" or english().is_noun(climb.deed.lemma, "law")


def _is_drafted(climb: Climb, verb: Node) -> bool:
    """Tell whether what is not adopted was drafted at least: "has written but not implemented a plan"."""
    if climb.code not in _ADOPTED or not verb.classes & {"adopt", "finish"}:
        return False
    drafted = any("draft" in other.classes and not other.negated for other in verb.group[:MAX_ITEMS])
    return drafted or (verb.passive and _is_draft(climb.deed))


def _is_draft(deed: Node) -> bool:
    """Tell whether a phrase says that a law or plan was drafted: "a plan drafted in 2014"."""
    return any(child.role == Role.PARTICIPLE and "draft" in child.classes for child in deed.children)


def _is_still_to_come(climb: Climb, verb: Node, role: str) -> bool:
    """Tell whether a negation is "not yet", or the "yet" of a law or plan in "has yet to be adopted"."""
    token, tokens = verb.negations[0], verb.tokens
    if tokens[token].word == "yet":
        return role in (Role.SUBJECT, Role.OBJECT) and climb.code in _ADOPTED
    into = verb.child("into", "in")
    if into is not None and english().is_noun(into.lemma, "force"):
        return True
    behind = tokens[token + 1].word if token + 1 < len(tokens) else ""
    return behind == "yet" or any(tokens[i].word == "yet" for i in verb.adverbs)


def _apply_modal(climb: Climb, verb: Node) -> None:
    if verb.modal is None:
        return
    if verb.modal_word == "to" and not verb.negated and verb.tokens[verb.first].tag == "B":
        asked = verb.subject is not None and english().is_noun(verb.subject.lemma, "message")
        climb.status.apply(Kind.REQUEST if asked else Kind.PLAN, verb.modal)  # "is to open"
    if verb.modal_word == "should":
        climb.status.apply(Kind.REQUEST, verb.modal)
    elif verb.modal_word in ("will", "would") and climb.status.value == DONE:
        climb.status.apply(Kind.PLAN, verb.modal)
