"""Measures: which ones a segment states, and what became of each of them."""

from __future__ import annotations

from collections.abc import Iterator

from tipgraph.understanding.actors.agents import (
    agent,
    forbidding,
    is_elsewhere,
    is_from_outsiders,
    is_from_state,
    is_of_another_country,
    is_outsider,
    is_owned_by_outsider,
    meant_by,
)
from tipgraph.understanding.actors.partners import NGO, acts_jointly, partner_code
from tipgraph.understanding.actors.pronouns import is_in_that_country, is_outside
from tipgraph.understanding.actors.recoding import measure_codes
from tipgraph.understanding.actors.support import HAVING
from tipgraph.understanding.measures.arguments import arguments
from tipgraph.understanding.measures.outcomes import FALLING_SHORT, outcomes
from tipgraph.understanding.measures.statement import Statement, distinct
from tipgraph.understanding.operators.factuality import (
    DONE,
    INSUFFICIENT,
    NOT_DONE,
    PLANNED,
    RECOMMENDED,
)
from tipgraph.understanding.operators.passing import BODIES, is_named_in_passing
from tipgraph.understanding.operators.unreal import climb, is_unreal
from tipgraph.understanding.syntax.labels import Labels
from tipgraph.understanding.syntax.mentions import LAW_ENFORCEMENT, MAX_ITEMS, VICTIMS, Reading
from tipgraph.understanding.syntax.tree import DESPITE, NOUN, QUESTIONS, VERB, Node, Role

__all__ = ["OTHERS", "is_taken", "statements", "unstated"]

OTHERS = "others act"
"""Why a measure that others take is only named."""
_NON_PENALIZATION = "non-penalization"
_DENIED_PENALTIES = {DONE: NOT_DONE, INSUFFICIENT: NOT_DONE, NOT_DONE: DONE}
"""The status of non-penalization by that of the penalties that a sentence speaks of."""
_FOR = frozenset(("for", "to", Role.INFINITIVE))
_SUPPORT = frozenset(("funding", NGO))
"""Measures that others may do without."""
_PARTNERSHIPS = frozenset((NGO, "international-cooperation"))
_STATE = frozenset(("official", "officer"))
_TRYING = LAW_ENFORCEMENT | {"official-complicity"}
_ARGUMENTS = frozenset((Role.SUBJECT, Role.OBJECT))
_ASIDE = frozenset(("to", "from", "by", "of", "before", "according to"))
"""Roles of a body that is named for another thing."""
_NOT_YET = frozenset((NOT_DONE, PLANNED))
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
_OWNING = frozenset(("have", "lack"))  # means


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
        for outcome, only in outcomes(reading, node, code):
            conceded = code != "legislation" and _is_conceded(node)
            if outcome.value == DONE and (conceded or _only_informs(node, code)):
                continue
            if outcome.value in FALLING_SHORT and _is_purpose_of_money(reading, node, code):
                continue
            exists = outcome.value in _NOT_YET and code in BODIES and _is_aside(node)
            status = _status(DONE if exists else outcome.value, code, node, section)
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
    if code in _OF_VICTIMS and _is_kept_back_by_dread(reading, node.clause):
        return OTHERS
    others = _is_of_foreign_state(reading, node, code) or _is_done_by_others(reading, node, code)
    return OTHERS if others else ""


def _status(value: str, code: str, node: Node, section: str | None) -> str:
    """Return the status as it is stated: what stands in recommendations is recommended."""
    status = RECOMMENDED if section == "recommendations" else value
    spared = "spare" in node.classes or node.modifier("spare") is not None
    return _DENIED_PENALTIES.get(status, status) if code == _NON_PENALIZATION and not spared else status


def _is_aside(body: Node) -> bool:
    """Tell whether a body is named for another thing, which is denied: "was not told to the Rescue Unit"."""
    named = body.determiner == "the" and body.head_token.capital
    is_owner = body.role == "of" and body.clause is not body.parent  # "the opening of the Rescue Unit"
    return named and body.parent is not None and body.role in _ASIDE and not is_owner


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
    is_body = code in BODIES and deed.kind == NOUN
    is_law = (code == "legislation" or "law" in deed.classes) and deed.kind == NOUN
    if (is_law or is_body) and is_of_another_country(reading, deed):
        return True  # "U.S. law requires", "the task force of the Kenyan police"
    if _is_owned_by_others(reading, deed, code) or (is_body and _is_body_of_others(reading, deed)):
        return True
    wished = _is_wished_by_others(reading, deed)
    if is_body and (wished or deed.role not in _ARGUMENTS):
        return False  # "she spoke at a meeting of the task force": there is one
    clause = deed.clause
    abroad = clause is not None and (is_elsewhere(reading, clause) or is_in_that_country(reading, clause))
    if wished or abroad:
        return True
    ordering = (node for node in deed.ancestors() if code == "compensation" and "oblige" in node.classes)
    ban = forbidding(deed) if code == "labor-regulation" else None
    actor = agent(reading, ban or next(ordering, deed))  # "courts ordered them to pay damages"
    if actor is None:
        return _is_inside_deed_of_others(reading, deed)
    if _is_for_victims(reading, deed, actor, code) or (
        code == "victim-services" and _is_sheltered(reading, actor)
    ):
        return False
    helps = "ngo" in reading.kinds(actor) or (code in _PARTNERSHIPS and partner_code(reading, actor))
    if helps and actor.parent is not None and acts_jointly(reading, actor.parent, code):
        return False
    actors = actor.group[:MAX_ITEMS]
    actors = [each for each in actors if not each.negated] or actors  # "NGOs, not the state"
    outside = [is_outside(reading, each) for each in actors]
    if actor.role in _RELIED_ON and any(outside):
        return True
    return all(outside)


def _is_body_of_others(reading: Reading, body: Node) -> bool:
    """Tell whether a body is one of NGOs, or acts elsewhere: "found in London by the Rescue Unit"."""
    kinds = [reading.kinds(each) for each in (body, *body.nouns("of"))]
    mixed = any(_STATE & each for each in kinds[1:])  # "a task force of police and charities"
    ngos = any("ngo" in each for each in kinds) and not mixed
    acting = body.clause if body.role == "by" else None
    return ngos or (acting is not None and is_elsewhere(reading, acting))


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
    return allowed and bool(reading.head_kinds(meant_by(reading, actor)) & VICTIMS)


def _is_sheltered(reading: Reading, guest: Node) -> bool:
    """Tell whether victims stay in a shelter, but in no other's: "victims can stay in state shelters"."""
    if guest.role != Role.SUBJECT or guest.parent is None or "victim" not in reading.head_kinds(guest):
        return False
    homes = guest.parent.nouns("in", "at")
    return bool(homes) and not any(is_owned_by_outsider(reading, home) for home in homes)


def _ways(clause: Node) -> frozenset[str]:
    """Return the classes of a verb, its modal, and the roles of what depends on it."""
    return clause.classes.union((clause.modal_word,), (child.role for child in clause.children))


def _is_kept_back_by_dread(reading: Reading, clause: Node | None) -> bool:
    """Tell whether dread keeps people from what a clause says: "shame kept them from claiming wages"."""
    above = clause.parent if clause is not None and clause.role == "from" else None
    cause = above.subject if above is not None else None
    if cause is None or any("official" in reading.kinds(e) for e in (cause, *cause.nouns("among", "by"))):
        return False  # "distrust among judges"
    return any("dread" in each.classes for each in (cause, *cause.nouns("of")))


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
    return named and bool(reading.head_kinds(meant_by(reading, actor)) & VICTIMS)


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
                own = parent if node.role == Role.INFINITIVE and parent.kind == VERB else parent.parent
                return not _owns(own)
    return False


def _owns(verb: Node | None) -> bool:
    """Tell whether a verb says who has money or has not: "police lacked resources to", "there are none"."""
    if verb is None or verb.kind != VERB:
        return False
    is_there = verb.subject is not None and verb.subject.lemma == "there"
    return is_there or not verb.classes.isdisjoint(_OWNING)
