"""Measures: which ones a segment states, and what became of each of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from tipgraph.understanding.actors.agents import (
    agent,
    counted_by,
    forbidding,
    is_elsewhere,
    is_from_outsiders,
    is_from_state,
    is_of_another_country,
    is_outsider,
    is_owned_by_outsider,
)
from tipgraph.understanding.actors.partners import NGO, acts_jointly
from tipgraph.understanding.actors.pronouns import is_in_that_country, is_outside
from tipgraph.understanding.actors.recoding import measure_codes
from tipgraph.understanding.actors.support import HAVING
from tipgraph.understanding.measures.arguments import arguments, excepted
from tipgraph.understanding.measures.statement import Statement, distinct
from tipgraph.understanding.operators.factuality import (
    DONE,
    INSUFFICIENT,
    NOT_DONE,
    PLANNED,
    RECOMMENDED,
    Kind,
    Status,
)
from tipgraph.understanding.operators.passing import is_named_in_passing, terms_of
from tipgraph.understanding.operators.scope import judge
from tipgraph.understanding.operators.unreal import climb, is_unreal
from tipgraph.understanding.syntax.antecedents import left_without, verbs_of_pronouns
from tipgraph.understanding.syntax.labels import Labels
from tipgraph.understanding.syntax.mentions import LAW_ENFORCEMENT, MAX_ITEMS, VICTIMS, Reading
from tipgraph.understanding.syntax.tree import DESPITE, NOUN, QUESTIONS, VERB, Node, Role

__all__ = ["OTHERS", "is_taken", "statements", "unstated"]

OTHERS = "others act"
"""Why a measure that others take is only named."""
_NON_PENALIZATION = "non-penalization"
_DENIED_PENALTIES = {DONE: NOT_DONE, INSUFFICIENT: NOT_DONE, NOT_DONE: DONE}
"""The status of non-penalization by that of the penalties that a sentence speaks of."""
_COUNTED = frozenset(("few", "fewer", "some"))
_FOR = frozenset(("for", "to", Role.INFINITIVE))
_FALLING_SHORT = frozenset((NOT_DONE, INSUFFICIENT))
_DRAFTED = frozenset(("legislation", "action-plan"))
_SUPPORT = frozenset(("funding", NGO))
"""Measures that others may do without."""
_PARTNERSHIPS = frozenset((NGO, "international-cooperation"))
_STATE = frozenset(("official", "officer"))
_TRYING = LAW_ENFORCEMENT | {"official-complicity"}
_INSIDE = frozenset(f"{Role.ADVERBIAL}:{words}" for words in ("in which", "where", "through which"))
_WISHED = frozenset((Role.INFINITIVE, Role.THAT, Role.OBJECT, Role.GERUND, "of", "to", "for"))
"""Roles of what somebody wishes, and of what is part of it."""
_OF_VICTIMS = {
    "legal-status": frozenset(("can", "may")),
    "compensation": frozenset(("achieve", "can", "may")),
    "witness-protection": frozenset(("behind", "from behind", "via", "over", "through", "by", "with")),
}
"""Measures that victims do themselves: the classes and modals of their verbs, or the roles of how."""
_RELIED_ON = frozenset(("on", "upon"))
_ATTRIBUTIVE = frozenset((Role.RELATIVE, Role.THAT))
_AIMED = frozenset(("on", "for", "against"))
_OWNING = frozenset(("have", "lack"))  # means
_NEAR = 3
"""A deed and what it depends on, up to the verb that drafts it."""
_JUDGING = frozenset(("be", "begin", "decline", "lack", "exist", "await"))


def statements(reading: Reading, labels: Labels, work: Labels, section: str | None = None) -> list[Statement]:
    """Return the measures that a segment states. ``work`` are the labels of exploitation and sectors."""
    found: list[Statement] = []
    seen: set[tuple[str, Node]] = set()
    for code, node in measure_codes(reading, labels):
        if not code or (code, node) in seen:
            continue
        seen.add((code, node))
        if _obstacle(reading, node, code):
            continue
        for outcome, only in _outcomes(reading, node, code):
            conceded = code != "legislation" and _is_conceded(node)
            if outcome.value == DONE and (conceded or _only_informs(node, code)):
                continue
            if outcome.value in _FALLING_SHORT and _is_purpose_of_money(reading, node, code):
                continue
            status = _status(outcome.value, code, node, section)
            found.append(Statement(code, status, node, tuple(outcome.operators), only))
    found = distinct(reading, found)
    deeds = {statement.node for statement in found}
    return [
        each._replace(arguments=arguments(reading, each.node, each.type, work, deeds, each.only))
        for each in found
    ]


def unstated(reading: Reading, labels: Labels) -> Iterator[tuple[str, Node, str]]:
    """Yield the code and the phrase of each measure that is named but not stated, with the reason."""
    for code, node in dict.fromkeys(measure_codes(reading, labels)):
        if code and (reason := _obstacle(reading, node, code)):
            yield code, node, reason


def is_taken(reading: Reading, node: Node, code: str) -> bool:
    """Tell whether a phrase says of a measure what the government does, if the phrase stands for it."""
    return not is_unreal(reading, node, code) and not _is_done_by_others(reading, node, code)


def _obstacle(reading: Reading, node: Node, code: str) -> str:
    """Return why a measure is only named, or nothing."""
    if is_named_in_passing(reading, node, code):
        return "named in passing"
    others = _is_of_foreign_state(reading, node, code) or _is_done_by_others(reading, node, code)
    return OTHERS if others else ""


def _status(value: str, code: str, node: Node, section: str | None) -> str:
    """Return the status as it is stated: what stands in recommendations is recommended."""
    status = RECOMMENDED if section == "recommendations" else value
    spared = "spare" in node.classes or node.modifier("spare") is not None
    return _DENIED_PENALTIES.get(status, status) if code == _NON_PENALIZATION and not spared else status


def _is_of_foreign_state(reading: Reading, deed: Node, code: str) -> bool:
    """Tell whether another state acts, whatever names its deed: "Thai officials put men on trial"."""
    above = deed.parent if deed.role == Role.PARTICIPLE and deed.parent is not None else deed
    actor = agent(reading, above) if code not in _PARTNERSHIPS else None
    bodies = actor.group[:MAX_ITEMS] if actor is not None and not _is_tried(deed, code) else []
    states = (each for each in bodies if reading.head_kinds(each) & _STATE)
    foreign = (each for each in states if each.modifier("native") is None)  # "ethnic Thai officers"
    return bool(bodies) and sum(is_of_another_country(reading, each) for each in foreign) == len(bodies)


def _is_tried(deed: Node, code: str) -> bool:
    """Tell whether a subject is who is tried: "Thai officials went on trial"."""
    verb = deed.clause
    if verb is None or deed.kind == VERB or code not in _TRYING:
        return False
    return verb.child(Role.OBJECT) is None


def _is_done_by_others(reading: Reading, deed: Node, code: str) -> bool:
    if _is_support(reading, deed, code) or reading.includes_preposition(deed):
        return False
    is_body = code == "coordination-body"
    bodies = (deed, *deed.nouns("of")) if is_body else ()
    is_law = code == "legislation" or "law" in deed.classes
    if is_law and deed.kind == NOUN and is_of_another_country(reading, deed):
        return True  # "U.S. law requires"
    if _is_owned_by_others(reading, deed, code) or any("ngo" in reading.kinds(body) for body in bodies):
        return True
    if (is_body and deed.role == "of") or _is_wished_by_others(reading, deed):
        return not is_body  # "she spoke at a meeting of the task force"
    clause = deed.clause
    if clause is not None and (is_elsewhere(reading, clause) or is_in_that_country(reading, clause)):
        return True
    ordering = (node for node in deed.ancestors() if code == "compensation" and "oblige" in node.classes)
    ban = forbidding(deed) if code == "labor-regulation" else None
    actor = agent(reading, ban or next(ordering, deed))  # "courts ordered them to pay damages"
    if actor is None:
        return _is_inside_deed_of_others(reading, deed)
    if _is_for_victims(reading, deed, actor, code):
        return False
    if "ngo" in reading.kinds(actor) and actor.parent is not None and acts_jointly(reading, actor.parent):
        return False
    actors = actor.group[:MAX_ITEMS]
    actors = [each for each in actors if not each.negated] or actors  # "NGOs, not the state"
    outside = [is_outside(reading, each) for each in actors]
    if actor.role in _RELIED_ON and any(outside):
        return True
    return all(outside)


def _is_owned_by_others(reading: Reading, deed: Node, code: str) -> bool:
    """Tell whether a thing is others' or comes from them: "with money from donors", "without aid from"."""
    is_given = deed.role == "without" or (code == "funding" and deed.role == "with")
    return (is_given and is_from_outsiders(reading, deed)) or is_owned_by_outsider(reading, deed)


def _is_wished_by_others(reading: Reading, deed: Node) -> bool:
    """Tell whether others wish or plan a deed: "parents hope that girls will be given care"."""
    for node, parent in climb(deed):
        if parent is None or node.role not in _WISHED:
            return False
        if parent.kind == VERB and "plan" in parent.classes:
            described = parent.parent if parent.role in (Role.RELATIVE, Role.PARTICIPLE) else None
            wisher = parent.subject or described
            return wisher is not None and is_outsider(reading, wisher)
    return False


def _is_support(reading: Reading, deed: Node, code: str) -> bool:
    """Tell whether others act with support, or go without: "NGOs gave help with little state support"."""
    if deed.role == "with":
        own = code == "funding" and is_from_state(reading, deed)
        return own or (code == NGO and deed.kind == NOUN)
    if code == NGO and deed.role == Role.OBJECT and deed.parent_classes & HAVING:
        return True  # "NGOs had no help from the state"
    if deed.role != "without" or is_from_outsiders(reading, deed):
        return False
    return code in _SUPPORT or bool(deed.parent_classes & {"be", "go_on"})


def _is_for_victims(reading: Reading, deed: Node, actor: Node, code: str) -> bool:
    """Tell whether victims do what they are allowed: "may remain", "can apply", "to sue for compensation".

    So do those who get what is theirs, or are heard unseen: "recovered wages", "testified behind a screen".
    """
    if code not in _OF_VICTIMS:
        return False
    clause = deed.clause
    own = clause is not None and actor is clause.subject
    allowed = own and clause is not None and bool(_OF_VICTIMS[code] & _ways(clause))
    stays = code == "legal-status" and actor is deed.subject
    allowed |= stays or (code != "witness-protection" and actor.role == Role.OBJECT)
    return allowed and bool(reading.head_kinds(counted_by(actor)) & VICTIMS)


def _ways(clause: Node) -> frozenset[str]:
    """Return the classes of a verb, its modal, and the roles of what depends on it."""
    return clause.classes.union((clause.modal_word,), (child.role for child in clause.children))


def _is_inside_deed_of_others(reading: Reading, deed: Node) -> bool:
    """Tell whether a deed happens in a thing of others: "nuns ran a home, in which victims got care"."""
    if any(is_owned_by_outsider(reading, place) for place in deed.nouns("in", "at") if deed.kind == VERB):
        return True  # "were housed in a home that nuns run"
    for node in deed.path():
        parent = node.parent
        if parent is not None and node.role in _INSIDE:
            actor = agent(reading, parent)
            if actor is None or _is_of_state(reading, node, actor):
                return False
            return is_outsider(reading, actor)
    return False


def _is_of_state(reading: Reading, clause: Node, actor: Node) -> bool:
    """Tell whether a clause says what a state's measure is like where people live: "where laws are weak"."""
    named = clause.subject is not None and bool(reading.measures(clause.subject))
    return named and bool(reading.head_kinds(counted_by(actor)) & VICTIMS)


def _is_conceded(deed: Node) -> bool:
    """Tell whether a deed is conceded. "Despite convicting nine" or "despite dozens of arrests" says more."""
    conceded = (node for node in deed.path() if node.role in DESPITE and node.kind != VERB)
    return any(not (node.is_quantified or "amount" in node.classes) for node in conceded)


def _only_informs(deed: Node, code: str) -> bool:
    """Tell whether people only get information, or a figure is stated: "gave them information"."""
    if code != "data-collection" or deed.kind != VERB:
        return False
    stated = deed.nouns(Role.OBJECT)
    if any(each.role in QUESTIONS for each in deed.children):
        return True  # "reported how many girls were sold"
    told = deed.nouns("with") if stated else []
    if "give" in deed.classes and deed.nouns("to"):
        told = stated
    return any("knowledge" in each.classes for each in told) or (
        "report" in deed.classes and any("amount" in each.classes for each in stated)
    )


def _is_purpose_of_money(reading: Reading, deed: Node, code: str) -> bool:
    """Tell whether a deed is only what money is missing for: "did not allocate funds to train police"."""
    if code in ("funding", "labor-regulation"):
        return False  # "resources for inspections were inadequate"
    for node, parent in climb(deed):
        if parent is None or node.is_adverbial or node.role == Role.RELATIVE:
            return False
        if node.role in _FOR:
            paid = [parent] if parent.kind == NOUN else parent.nouns(Role.OBJECT)
            if paid and parent.kind == VERB and "fund" in parent.classes and node.role == "to":
                return True  # "did not allocate money to shelters"
            if any("funding" in reading.measures(each) for each in paid if each is not node):
                return parent.parent_classes.isdisjoint(_OWNING)  # but "police lacked resources to"
    return False


def _outcomes(reading: Reading, deed: Node, code: str) -> list[tuple[Status, Node | None]]:
    """Return what became of a deed. Of several objects or predicates, each may say something else.

    An outcome of one object has the object.
    """
    first = judge(reading, deed, code)
    outcomes: list[tuple[Status, Node | None]] = [(first, None), *_of_objects(reading, deed, code)]
    drafted = code in _DRAFTED or any("draft" in node.classes for node in islice(deed.path(), _NEAR))
    if drafted and first.value == PLANNED and (adopting := _adopting(reading, deed)):
        first.apply(Kind.ADOPTION, adopting.head)
    outcomes += _of_further_verbs(reading, deed, code, first)
    if code in _DRAFTED and first.value in _FALLING_SHORT and _is_drafted(deed):
        planned = Status()
        planned.apply(Kind.PLAN, deed.head)
        outcomes.append((planned, None))  # "did not pass the draft law": there is a draft
    if len(outcomes) > 1 and first.value == DONE and not _is_called_adequate(deed):
        del outcomes[0]
    if first.value == DONE:
        outcomes += _exceptions(reading, deed)
    return outcomes


def _of_further_verbs(
    reading: Reading, deed: Node, code: str, first: Status
) -> Iterator[tuple[Status, Node | None]]:
    """Yield what further verbs say of a deed that its own verb does not."""
    for verb in _further_verbs(reading, deed):
        further = judge(reading, deed, code, governor=verb)
        if further.value == PLANNED and verb.is_pluperfect:
            continue  # "adopted a law that had been pending"
        not_working = further.value == NOT_DONE or (
            further.value == PLANNED and not (verb.copula or "await" in verb.classes)
        )
        if first.value == DONE and _is_founded(deed) and not_working:
            further.value = PLANNED if verb.child("into", "in") is not None else INSUFFICIENT
        if further.value not in (DONE, first.value):
            yield further, None


def _of_objects(reading: Reading, deed: Node, code: str) -> Iterator[tuple[Status, Node]]:
    """Yield the status of a verb for each further object of which it says something else."""
    for target in reading.objects(deed)[1:] if deed.kind == VERB else ():
        if target.negations or target.determiner in _COUNTED:
            yield judge(reading, deed, code, counted=target), target


def _exceptions(reading: Reading, deed: Node) -> Iterator[tuple[Status, Node]]:
    """Yield the status of a deed for those whom it leaves out: "for women but not for men"."""
    left_out = [(each.negations[0], each) for each in excepted(deed)]
    for token, each in (*left_out, *reading.once(left_without).get(deed, ())):
        denied = Status()
        denied.apply(Kind.NEGATION, token)
        yield denied, each


def _further_verbs(reading: Reading, deed: Node) -> Iterator[Node]:
    """Yield further verbs that may judge a deed: "penalties exist but are weak", "a law that is weak"."""
    verbs: list[Node] = []
    if deed.kind == NOUN:
        terms = terms_of(deed, reading) if "fine" in deed.classes else ()
        verbs += (
            c
            for noun in (deed, *terms)
            for c in noun.children
            if c.kind == VERB and c.role in _ATTRIBUTIVE and (c.subject is None or _says_of(c))
        )
    if deed.role == Role.SUBJECT:
        verbs += (v for v in reading.verbs_of.get(deed.group[0], ()) if v is not deed.parent)
    for thing in (deed, *(reading.objects(deed) if deed.kind == VERB else ())):
        verbs += reading.once(verbs_of_pronouns).get(thing, ())  # "ran shelters, but they were crowded"
        verbs += _said_behind(reading, thing)
    for verb in verbs:
        if "cover" in verb.classes and "law" not in deed.classes:
            continue  # "the plan did not include a budget"
        if verb.passive or verb.copula or verb.classes & _JUDGING or _limits_function(verb) or _says_of(verb):
            yield verb


def _said_behind(reading: Reading, thing: Node) -> Iterator[Node]:
    """Yield what a clause behind people says of a thing: "punishments on offenders that were inadequate"."""
    behind = (*thing.nouns(*_AIMED), *(each for each in reading.behind.get(thing, ()) if each.role in _AIMED))
    for clause in (child for each in behind for child in each.children):
        said = clause.child(Role.PREDICATE) if clause.kind == VERB and clause.copula else None
        if said is not None and clause.role in _ATTRIBUTIVE and "shortfall" in said.classes:
            yield clause


def _says_of(verb: Node) -> bool:
    """Tell whether a verb says of its object what it is like, or that it is in force."""
    effect = (each for each in verb.nouns("into", Role.OBJECT) if "force" in each.classes)
    passes = "adopt" in verb.classes and verb.child(Role.OBJECT) is None
    return verb.is_opinion or passes or (not verb.passive and any(effect))


def _adopting(reading: Reading, deed: Node) -> Node | None:
    """Return the further verb that says that a draft was adopted: "drafted a plan, which was approved"."""
    named = (node for node in islice(deed.path(), _NEAR) if node.kind == NOUN)
    drafts = dict.fromkeys((deed, *named, *(reading.objects(deed) if deed.kind == VERB else ())))
    topics = [each for noun in drafts for each in (*noun.children, *reading.behind.get(noun, ()))]
    drafts |= dict.fromkeys(topic for topic in topics if not _may_be_adopted(reading, topic))
    verbs = [verb for draft in drafts for verb in _further_verbs(reading, draft)]
    verbs = [verb for verb in verbs if "adopt" in verb.classes or (_says_of(verb) and not verb.is_opinion)]
    return verbs[0] if verbs and not any(verb.group[0].negated or verb.negated for verb in verbs) else None


def _may_be_adopted(reading: Reading, topic: Node) -> bool:
    """Tell whether a clause behind what a draft is about may speak of that: "on girls who were adopted"."""
    return bool(topic.classes & {"law", "treaty", "scheme"} or reading.head_kinds(topic) & VICTIMS)


def _limits_function(verb: Node) -> bool:
    """Tell whether a body does too little: "has never met", "rarely meets"."""
    falls_short = any(verb.tokens[i].classes & {"shortfall", "limiting"} for i in verb.adverbs)
    return "function" in verb.classes and (verb.negated or falls_short)


def _is_drafted(deed: Node) -> bool:
    """Tell whether a phrase names a draft: "the draft law", "a law drafted in 2010"."""
    if "end" in deed.parent_classes:
        return False  # "rejected the draft"
    planned = any("planned" in deed.tokens[i].classes for i in deed.modifiers)
    planned |= "draft_law" in deed.classes
    return planned or any(c.role == Role.PARTICIPLE and "draft" in c.classes for c in deed.children)


def _is_founded(deed: Node) -> bool:
    """Tell whether a clause says that something was made: "a council was created, but has not met"."""
    made = [deed.parent, *(child for child in deed.children if child.role == Role.PARTICIPLE)]
    return any(node is not None and node.classes & {"found", "adopt"} for node in made)


def _is_called_adequate(deed: Node) -> bool:
    """Tell whether a predicate says that a deed suffices: "penalties were commensurate"."""
    verb = deed.parent
    if verb is None or verb.kind != VERB or verb.negations:
        return False
    return any(child.role == Role.PREDICATE and "adequate" in child.classes for child in verb.children)
