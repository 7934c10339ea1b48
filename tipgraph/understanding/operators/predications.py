"""Predications: what a verb, its arguments and its adverbs say of the deed that it names or governs."""

from __future__ import annotations

from tipgraph.understanding.operators.factuality import (
    DONE,
    NOUN_RULES,
    SOME,
    VERB_RULES,
    Kind,
    is_under_way,
)
from tipgraph.understanding.operators.modifiers import (
    FALLING_SHORT,
    Climb,
    apply_adjective,
    apply_modifiers,
    apply_no,
    apply_plan,
    apply_rule,
    is_few,
    limits_number,
    modifier,
)
from tipgraph.understanding.operators.negation import ADOPTED, deny, lists
from tipgraph.understanding.operators.passing import is_mild
from tipgraph.understanding.operators.requests import (
    is_imperative,
    is_recommended,
)
from tipgraph.understanding.operators.subjects import (
    apply_predicates,
    apply_to_subject,
    is_imminent,
    slowness,
)
from tipgraph.understanding.operators.unreal import BY_WHICH, could_do_more
from tipgraph.understanding.syntax.mentions import LAW_ENFORCEMENT, MAX_ITEMS, OFFENDERS
from tipgraph.understanding.syntax.state import TIMES
from tipgraph.understanding.syntax.tree import ADJECTIVE, NOUN, VERB, Node, Role
from tipgraph.understanding.tokens.words import NEGATIVE_PRONOUNS

__all__ = ["happens_at_last", "through_verb"]

_COOPERATION = frozenset(("ngo-cooperation", "international-cooperation"))
_STATES = frozenset(("place", "country-noun"))
_ADVISING = frozenset(("should", "ought to"))
_STATED, _ANY = frozenset((Role.SUBJECT, Role.OBJECT)), frozenset(("a", "an"))
_SCHEDULED = frozenset(("to", "due to"))
_RECEIVING = frozenset(("get", "have", "result_in"))
"""Classes of verbs whose subject, if it is few, says that a deed falls short: "few towns have shelters"."""
_RARE = frozenset(("few", "seldom", "small"))
_CONDITIONS = frozenset(("when", "if", "after", "where"))
_AIMED = frozenset(("to", "on", "upon", "against", "toward", "towards", "about"))
"""Roles of what an effort is directed at."""
_PREDICATED = frozenset(("for", "to", "in", "of"))
"""Roles of what a copula's predicate is said of: "is short of staff", "its record in trying them is weak"."""
_ABOUT = frozenset(("in", "of", "on", "about", "over", "with", "around", "regarding", "concerning"))
"""Roles of what little, or a concern, is about: "concerns remained about the sentences"."""
_MEANS = frozenset(("means", "law", "procedure", "graded", "home", "body", "scheme"))
"""Classes of nouns for that without which nothing is done: "contains no rule to protect them"."""
_REACHED = ("to", "for", "in")
"""Roles of whom or what something is for."""
_PAST = frozenset(("did", "had", "was", "were"))
"""Auxiliaries of what is past."""


def through_verb(climb: Climb, verb: Node, child: Node | None, role: str, counted: Node | None) -> None:
    """Apply a verb's adverbs, what it says of the deed below it, its negation, and its modal."""
    climb.status.graded |= _is_for_many(climb, verb)
    if happens_at_last(verb):
        climb.status.ignored |= {Kind.NEGATION}
    fails = child is not None and bool(verb.classes & {"fail", "deny"})
    _apply_adverbs(climb, verb, fails=fails)
    _apply_fashion(climb, verb)
    if child is None:
        drafted = "draft" in verb.classes and not lists(verb, "adopt")
        drafted |= "develop" in verb.classes and is_under_way(verb)
        is_treaty = any("accord" in each.classes for each in verb.nouns(Role.OBJECT))
        if drafted and (climb.code not in _COOPERATION or is_treaty):
            climb.status.apply(Kind.PLAN, verb.head)  # but not of those who draft it: "drafted it with NGOs"
        mild = climb.code == "sentencing" and (is_mild(verb) or "hinder" in verb.classes)
        drops = climb.code == "prosecution" and "undo" in verb.classes
        if mild or drops:
            climb.status.apply(Kind.SHORTFALL, verb.head)  # "dropped most cases"
        if "be_without" in verb.classes:
            climb.status.apply(Kind.SHORTFALL, verb.head)
        _apply_objects(climb, verb, counted)
        _apply_lesser(climb, verb)
    else:
        _apply_verb(climb, verb, child, role)
    acts = role == Role.SUBJECT and not verb.passive and verb.child(Role.OBJECT) is not None
    if child is None or (role in _STATED and not acts):  # but "the law allows it only in rare cases"
        _apply_occasions(climb, verb)
    _apply_comparison(climb, verb, role)
    if verb.negations:
        climb.status.graded |= verb.subject is not None and _is_part(verb.subject)
        deny(climb, verb, role)
    if child is not None and is_recommended(climb.reading, child, role, verb):
        climb.status.apply(Kind.REQUEST, verb.head)
    if not _is_known(child, role):
        _apply_request(climb, verb)


def _is_known(clause: Node | None, role: str) -> bool:
    """Tell whether a clause says what has happened and is only still to be heard of: "you will recall"."""
    if clause is None or role != Role.THAT or clause.parent is None:
        return False
    known = clause.parent.child(Role.PREDICATE) if clause.parent.copula else clause.parent
    return clause.tells_past and known is not None and bool(known.classes & {"recall", "aware"})


def happens_at_last(verb: Node) -> bool:
    """Tell whether what was denied until a year was done then: "did not train judges until 2010"."""
    limit = verb.child("until", "till")
    if limit is None or verb.child("from") is not None or verb.adverbs:
        return False  # "did often not try them until 2010"
    past = {token.word for token in verb.tokens[verb.lead.first : verb.head]} & _PAST
    has_year = any(token.is_year for token in limit.tokens[limit.first : limit.last + 1])
    return has_year and bool(past or verb.form == "past")


def _is_for_many(climb: Climb, verb: Node) -> bool:
    """Tell whether all or most get something: "no help for all victims", "unavailable in most districts"."""
    told = (verb, *(each for each in verb.children if each.role == Role.PREDICATE or each.kind == ADJECTIVE))
    reached = (each for node in told for each in node.nouns(*_REACHED) if each.first > verb.first)
    parts = (*verb.nouns(Role.OBJECT), verb.subject)
    nobody = any(each is not None and each.negated for each in parts)  # "tried no one in all counties"
    return not nobody and any(
        "whole" in climb.classes(each.first) and each.head_token.tag == "N" and not each.classes & TIMES
        for each in reached
    )


def _is_part(noun: Node) -> bool:
    """Tell whether a phrase names only some of its kind: "some victims", "two of the shelters"."""
    of_some = bool(noun.nouns("of")) and (noun.head_token.tag == "C" or noun.lemma in ("much", "half"))
    return of_some or noun.determiner in SOME


def _apply_request(climb: Climb, verb: Node) -> None:
    """Apply what a verb asks for by its form or modal: "Open shelters.", "should open shelters"."""
    if is_imperative(climb.reading, verb):
        climb.status.apply(Kind.REQUEST, verb.head)
    _apply_modal(climb, verb)


def _apply_adverbs(climb: Climb, verb: Node, *, fails: bool) -> None:
    """Apply adverbs. "Often failed to" leaves something, as "did not often" does."""
    for i in verb.adverbs[:MAX_ITEMS]:
        if i < verb.first and any(target.determiner == "any" for target in verb.nouns(Role.OBJECT)):
            continue  # "did not fully enforce the law or obtain any convictions"
        classes = climb.classes(i)
        if ("adequate" in classes and not fails) or ("frequency" in classes and (verb.negated or fails)):
            climb.status.graded = climb.code != "non-penalization" or "spare" in verb.classes
        behind = [token.word for token in verb.tokens[i + 1 : i + 2]]
        rarely = "limiting" in classes and not _CONDITIONS.isdisjoint(behind)  # "only when asked"
        if "shortfall" in classes or limits_number(climb, i) or _limits_object(climb, verb, i) or rarely:
            climb.status.apply(Kind.SHORTFALL, i)


def _apply_fashion(climb: Climb, verb: Node) -> None:
    """Apply how a deed is done: "in a systematic way", "on an irregular basis"."""
    for fashion in verb.nouns("in", "on"):
        for i in fashion.modifiers if "fashion" in fashion.classes else ():
            classes = climb.classes(i)
            climb.status.graded |= bool(classes & {"adequate", "manner"})
            if "shortfall" in classes and not verb.negated:
                climb.status.apply(Kind.SHORTFALL, i)


def _apply_occasions(climb: Climb, verb: Node) -> None:
    """Apply what says that a deed was rare: "only in exceptional cases", "in low numbers"."""
    last = verb.group[-1] if verb.passive else verb  # "were prosecuted and convicted in low numbers"
    occasions = (each for each in last.nouns("in", "on", "under") if "occasion" in each.classes)
    around = (i for each in occasions for i in range(max(each.first - 2, 0), each.head))
    rare = (i for i in around if climb.classes(i) & _RARE)
    if not verb.negated and (token := next(rare, None)) is not None:
        climb.status.apply(Kind.SHORTFALL, token)


def _limits_object(climb: Climb, verb: Node, adverb: int) -> bool:
    """Tell whether an adverb before a verb limits the number of its objects: "only identified two"."""
    is_ahead = "limiting" in climb.classes(adverb) and adverb < verb.head
    return is_ahead and any(each.is_quantified for each in verb.nouns(Role.OBJECT))


def _apply_lesser(climb: Climb, verb: Node) -> None:
    """Apply what makes law enforcement weaker: "prosecuted cases under lesser charges"."""
    if climb.code not in LAW_ENFORCEMENT:
        return
    for child in verb.children:
        for phrase in (child, *child.children):
            if phrase.kind == NOUN and (token := modifier(climb, phrase, "lesser")) is not None:
                climb.status.apply(Kind.SHORTFALL, token)
                return


def _apply_comparison(climb: Climb, verb: Node, role: str) -> None:
    """Apply what a figure is compared with: "a decrease from five", "fewer than the 31 in 2017"."""
    comparison = verb.child(Role.COMPARISON) or _said_of_figure(verb)
    if comparison is not None and not verb.negated and "decline" in comparison.classes:
        climb.status.apply(Kind.SHORTFALL, comparison.head)
    former = verb.child("down from", "below") or next(
        (each for each in verb.nouns("fewer than", "less than") if each.determiner == "the"), None
    )
    if former is not None and role != former.role:
        climb.status.apply(Kind.SHORTFALL, max(former.first - 1, 0))


def _said_of_figure(verb: Node) -> Node | None:
    """Return what a relative clause calls a figure: "found nine, which was a decrease from 12"."""
    clauses = (clause for figure in verb.nouns(Role.OBJECT) for clause in figure.children)
    said = (c for c in clauses if c.role == Role.RELATIVE and (c.copula or "comprise" in c.classes))
    return next((each for clause in said for each in clause.nouns(Role.PREDICATE, Role.OBJECT)), None)


def _apply_objects(climb: Climb, verb: Node, counted: Node | None) -> None:
    """Apply the determiners of what the deed is done to, and of who does it: "convicted no traffickers"."""
    targets = [target for target in climb.reading.objects(verb) if target.kind == NOUN]
    little = verb.child(Role.PREDICATE)
    if little is not None and not verb.copula and "few" in little.head_token.classes:
        climb.status.apply(Kind.SHORTFALL, little.head)  # "spent little on shelters"
    if targets:
        given = "give" in verb.classes and any(t.modifier("adequate") is not None for t in targets)
        climb.status.graded |= given or targets[0].determiner in SOME  # "failed to refer some victims"
        apply_modifiers(climb, counted or targets[0])
    subject = verb.subject
    if subject is not None and subject not in targets and subject.negations:
        apply_no(climb, subject.negations[0])
    if subject is not None and (not targets or verb.classes & _RECEIVING or is_few(subject)):
        ahead = range(max(subject.first - 1, 0), subject.head + 1)
        few = (i for i in ahead if FALLING_SHORT & climb.classes(i) or limits_number(climb, i))
        if (token := next(few, None)) is not None:
            climb.status.apply(Kind.SHORTFALL, token)  # "few cases reached the courts"
    _apply_receivers(climb, verb)
    _apply_whole(climb, verb)


def _apply_whole(climb: Climb, verb: Node) -> None:
    """Apply that those whom a relative clause is about are few: "the low number of victims who got aid"."""
    gets = verb.role == Role.RELATIVE and (verb.passive or verb.classes & _RECEIVING)
    people = verb.parent if gets else None
    whole = people.parent if people is not None and people.role == "of" else None
    if whole is not None and whole.determiner == "the" and "amount" in whole.classes:
        few = (i for i in whole.modifiers if climb.classes(i) & _RARE)
        if (token := next(few, None)) is not None:
            climb.status.apply(Kind.SHORTFALL, token)


def _apply_receivers(climb: Climb, verb: Node) -> None:
    """Apply the negation of who gets something: "gave help to nobody", "training was offered to few"."""
    given = verb.nouns("with") if "give" in verb.classes else []  # "provided victims with no care"
    for receiver in (*verb.nouns("to", "for"), *given):
        if receiver.negations and not receiver.is_excepted:
            climb.status.apply(Kind.NEGATION, receiver.negations[0])
        elif is_few(receiver):
            climb.status.apply(Kind.SHORTFALL, receiver.first)


def _apply_verb(climb: Climb, verb: Node, child: Node, role: str) -> None:
    """Apply what a verb says of the deed below it, and its subject's negation."""
    roles = {role, Role.OBJECT} if role == Role.SUBJECT and verb.passive else {role}
    if role == Role.THAT:
        _apply_missing_evidence(climb, verb)
    apply_rule(climb, VERB_RULES, verb, child, roles)
    if _is_aim(verb, child, role):
        _apply_to_infinitive(climb, verb, child)
    _apply_end(climb, verb, role)
    for effort in verb.nouns(Role.OBJECT) if role in _AIMED else ():
        if "effort" in effort.classes:
            apply_modifiers(climb, effort)  # "took no action on reports of corruption"
    if Role.OBJECT in roles and "give" in verb.classes:
        _apply_receivers(climb, verb)
    if (role in _PREDICATED and "be" in verb.classes) or Role.OBJECT in roles:
        apply_predicates(climb, verb, child)
    _apply_goal(climb, verb, child, role)
    if role == Role.SUBJECT:
        apply_to_subject(climb, verb, child)
    elif verb.subject is not None:
        _apply_subject(climb, verb, verb.subject, child)
    else:
        _apply_whole(climb, verb)
    climb.status.graded |= "grow" in verb.classes


def _apply_goal(climb: Climb, verb: Node, child: Node, role: str) -> None:
    """Apply what a draft still waits for: "submitted the law for approval"."""
    if climb.code in ADOPTED and role in _STATED:
        for goal in (*verb.nouns("for"), *child.nouns("for")) if "adopt" not in verb.classes else ():
            if "approval" in goal.classes and not goal.children:
                apply_plan(climb, goal.head)


def _apply_end(climb: Climb, verb: Node, role: str) -> None:
    """Apply what comes to an end, or what somebody puts an end to."""
    # but not "the inquiry came to an end"
    stated = role in _STATED and (climb.code not in LAW_ENFORCEMENT or climb.deed.child("of"))
    ends = verb.nouns(Role.OBJECT) if role == "to" else verb.nouns("to") if stated else ()
    end = next((each for each in ends if "standstill" in each.classes and each.determiner in _ANY), None)
    if end is not None:
        climb.status.apply(Kind.NEGATION, end.head)


def _is_aim(verb: Node, child: Node, role: str) -> bool:
    """Tell whether a deed is an infinitive, or what something is for: "had resources for training"."""
    is_for = role == "for" and "have" in verb.classes and (child.last < verb.first or child.kind == VERB)
    return role == Role.INFINITIVE or is_for


def _apply_to_infinitive(climb: Climb, verb: Node, child: Node) -> None:
    """Apply what a verb and its object say of an infinitive: "is about to open", "had nothing to offer"."""
    if is_imminent(climb, child):
        climb.status.apply(Kind.PLAN, child.first - 1)
    if verb.subject is not None and verb.classes & {"be", "exist"}:
        apply_rule(climb, NOUN_RULES, verb.subject, child, {Role.INFINITIVE})  # "plans are under way to"
    if (slow := slowness(climb, verb)) is not None:
        climb.status.apply(Kind.SHORTFALL, slow)  # "it took months to issue permits"
    if could_do_more(verb):
        climb.status.graded |= verb.negated
        if verb.modal_word == "could":
            climb.status.apply(Kind.SHORTFALL, verb.head)
    hampered = (each for each in verb.nouns("for") if climb.reading.head_kinds(each) & OFFENDERS)
    for called in verb.children if verb.copula and next(hampered, None) is None else ():
        eased = any("decrease" in climb.classes(i) for i in called.modifiers)  # "less difficult"
        if called.role == Role.PREDICATE and called.kind == ADJECTIVE and not eased:
            apply_adjective(climb, called)  # "it was difficult for officers to identify victims"
    is_there = verb.subject is not None and verb.subject.lemma == "there"
    for thing in (*verb.nouns(Role.OBJECT)[:1], *(verb.nouns(Role.PREDICATE) if is_there else ())):
        offers = bool(thing.negations and thing.classes & _MEANS)
        if "have" in verb.classes or offers or thing.head_token.word in NEGATIVE_PRONOUNS:
            apply_modifiers(climb, thing)  # "had limited resources to identify victims"


def _apply_missing_evidence(climb: Climb, verb: Node) -> None:
    """Apply the negation of what would show a deed: "found no evidence that courts convicted anybody"."""
    shown = (thing for thing in verb.nouns(Role.OBJECT) if thing.negations)
    if (evidence := next(shown, None)) is not None:
        climb.status.apply(Kind.NEGATION, evidence.negations[0])


def _apply_subject(climb: Climb, verb: Node, subject: Node, child: Node) -> None:
    """Apply the determiner of who acts or receives: "no victims received", "few victims received"."""
    is_about = child.role in (_ABOUT if climb.deed.kind == NOUN else ("in", "of"))
    faced = (Role.PREDICATE, Role.OBJECT) if "have" in verb.classes else (Role.PREDICATE,)
    about = [subject, *verb.nouns(*faced)] if is_about else []
    for thing in about:
        if thing.classes & {"effort", "transparent"}:
            apply_modifiers(climb, thing)  # "a weak record in prosecutions", "little use was made of it"
        if thing.classes & {"decline", "hinder"} and not thing.negated:
            climb.status.apply(Kind.SHORTFALL, thing.head)  # "there was a decrease in convictions"
    if subject.negations:
        apply_no(climb, subject.negations[0])
    elif "few" in subject.head_token.classes:
        climb.status.apply(Kind.SHORTFALL, subject.head)  # "little was done to identify victims"
    elif (
        verb.classes & _RECEIVING
        or child.classes & {"get", "willing"}  # "few courts were willing to try them"
        or (verb.passive and "give" in verb.classes)
    ):
        words = range(subject.first, subject.head + 1)
        few = (i for i in words if FALLING_SHORT & climb.classes(i) or limits_number(climb, i))
        small = modifier(climb, subject, "small") if "amount" in subject.classes else None
        if (token := next(few, small)) is not None:
            climb.status.apply(Kind.SHORTFALL, token)  # "a small number of victims received aid"


def _is_of_state(climb: Climb, verb: Node) -> bool:
    """Tell whether a government is what must do something, and not those whom a law obliges."""
    subject = verb.subject
    return subject is not None and (
        "government" in subject.classes or not _STATES.isdisjoint(climb.reading.head_kinds(subject))
    )


def _would_suffice(verb: Node) -> bool:
    """Tell whether a verb calls something good enough: "would be sufficient if enforced"."""
    said = verb.child(Role.PREDICATE)
    return said is not None and "adequate" in said.classes


def _tells_what_was_done(climb: Climb, verb: Node) -> bool:
    """Tell whether "to" names what somebody did: "the first thing that they did was to open a home"."""
    if verb.tokens[verb.first].word != "was":
        return False
    said = verb.subject.children if verb.subject is not None else climb.reading.tree.roots
    clauses = (each for each in said if each.kind == VERB and each.last < verb.first)
    return any(each.lemma == "do" and "did" in each.words and not each.negated for each in clauses)


def _apply_modal(climb: Climb, verb: Node) -> None:
    if verb.modal is None or verb.role in BY_WHICH:
        return
    to_come = verb.modal_word in _SCHEDULED and not verb.negated and verb.tokens[verb.lead.first].tag == "B"
    if to_come and not _tells_what_was_done(climb, verb):
        asked = verb.subject is not None and "message" in verb.subject.classes
        climb.status.apply(Kind.REQUEST if asked else Kind.PLAN, verb.modal)  # "is to open"
    has_to = verb.modal_word == "to" and climb.word(verb.modal - 1) in ("has", "have")
    is_open = verb.passive and not verb.negations and verb.child("by") is None  # nobody else is obliged
    obliged = is_open or (verb.modal_word == "must" and _is_of_state(climb, verb))
    if (obliged and (has_to or verb.modal_word == "must")) or verb.modal_word in _ADVISING:
        climb.status.apply(Kind.REQUEST, verb.modal)
    elif verb.modal_word in ("will", "would") and climb.status.value == DONE and not _would_suffice(verb):
        climb.status.apply(Kind.PLAN, verb.modal)
