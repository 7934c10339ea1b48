"""Requests: deeds that somebody asks for, recommends or calls necessary."""

from __future__ import annotations

from tipgraph.understanding.syntax.mentions import Reading
from tipgraph.understanding.syntax.tree import VERB, Node, Role
from tipgraph.understanding.tokens.tokens import STOPS

__all__ = [
    "is_imperative",
    "is_only_requested",
    "is_recommended",
    "is_recommending",
    "requesting",
]

_PARTIES = frozenset(
    ("official", "officer", "ngo", "critic", "victim", "victim-group", "person", "demonym", "perpetrator")
)
"""Kinds of people whose requests are no recommendations of a report."""
_STATES_AND_OFFICIALS = frozenset(("official", "place"))
_REQUESTED = frozenset((Role.INFINITIVE, Role.OBJECT, Role.THAT))
"""Roles of what is recommended."""
_NEEDED = frozenset((Role.INFINITIVE, Role.THAT))
_MISSING = frozenset(("lack", "hinder", "decline", "fail"))
"""Classes of what is critical because it falls short."""
_LISTED = frozenset((Role.OBJECT, Role.PREDICATE, Role.SUBJECT))


def is_only_requested(reading: Reading, deed: Node) -> bool:
    """Tell whether somebody asks for a deed who recommends nothing: "NGOs urged the government to act"."""
    for node in deed.path():
        parent = node.parent
        if parent is None or parent.kind != VERB:
            continue
        if _was_necessary(node, parent):
            return True
        if not _asks(reading, parent):
            continue
        if node.role in _REQUESTED or _is_asked_for(reading, node, parent):
            return not is_recommending(reading, parent)
    return False


def is_recommended(reading: Reading, child: Node, role: str, verb: Node) -> bool:
    """Tell whether a verb recommends the deed that is or stands above a node.

    >>> from tipgraph.understanding.syntax.clauses import parse
    >>> for text in ("It is vital to train judges.", "It was vital to train judges."):
    ...     tree = parse(text)
    ...     verb, needed = tree.nodes[1], tree.nodes[2]
    ...     print(is_recommended(Reading(tree, ()), needed, needed.role, verb))
    True
    False
    """
    asked = (
        role in _REQUESTED or (role == Role.SUBJECT and verb.passive) or _is_asked_for(reading, child, verb)
    )
    return (
        (asked and is_recommending(reading, verb))
        or (_calls_necessary(child, role, verb) and not _is_past(verb))
        or (role in _LISTED and _lists_recommendations(child, verb))
        or (role == Role.OBJECT and _stresses_need(reading, child, verb))
    )


def is_recommending(reading: Reading, verb: Node) -> bool:
    """Tell whether a verb recommends what is below it: "officials are urged", "the report urges"."""
    if not verb.classes & {"invite", "request"} or verb.child(Role.PREDICATE) is not None:
        return False  # and not "called the law weak"
    asker = verb.subject
    if verb.passive:
        return "request" in verb.classes or (asker is not None and _is_state(reading, asker))
    if asker is None:
        return verb.parent is None and verb.form == "finite"  # an item of a list: "- Urges the state to"
    if "invite" in verb.classes:
        return "monitor" in asker.classes or (_asks_state(reading, verb) and _is_person(reading, asker))
    kinds = reading.head_kinds(asker)
    return "monitor" in asker.classes or not kinds & _PARTIES or (kinds == {"ngo"} and _is_named(asker))


def _is_named(body: Node) -> bool:
    """Tell whether a phrase is a name of several words: "Human Rights Watch", but not "NGOs"."""
    return body.first < body.head and all(token.capital for token in body.tokens[body.first : body.head + 1])


def requesting(reading: Reading) -> Node | None:
    """Return the verb of a request that the next part of a sentence may go on with: "urges it to act;"."""
    for node in reading.tree.nodes:
        should = node.modal_word == "should" and node.parent is None
        if node.kind == VERB and (should or is_recommending(reading, node)):
            return node
    return None


def is_imperative(reading: Reading, verb: Node) -> bool:
    """Tell whether a verb opens its sentence in the base form: "Open shelters.", "Do not close it."."""
    if verb.subject is not None or verb.parent is not None or reading.before.left:
        return False
    lead, tokens = verb.group[0], verb.tokens
    before = tokens[lead.first - 1].tag if lead.first else "."
    is_behind_opening = (
        before == "," and tokens[reading.first_word].tag in "IR" and lead.head_token.tag == "V"
    )
    is_first = before in STOPS or (before, lead.first) == ("&", 1) or is_behind_opening
    if lead.first != reading.first_word and not is_first:
        return False
    return lead.form == "base" or (lead.negated and tokens[lead.first].word == "do")


def _asks(reading: Reading, verb: Node) -> bool:
    """Tell whether a verb asks for something; of a government that invites others, it is done."""
    if "request" in verb.classes:
        return True
    asker = verb.subject if "invite" in verb.classes else None
    return asker is not None and bool(reading.head_kinds(asker) & _PARTIES - {"official", "officer"})


def _asks_state(reading: Reading, verb: Node) -> bool:
    """Tell whether a state is asked: "she encouraged the authorities to act", "it asks for action"."""
    asked = verb.nouns(Role.OBJECT)
    return any(_is_state(reading, each) for each in asked) or not asked


def _is_person(reading: Reading, asker: Node) -> bool:
    """Tell whether a pronoun or a name asks, of whom nothing is known."""
    known = reading.head_kinds(asker)
    return asker.head_token.tag == "P" or (asker.head_token.capital and not known)


def _is_state(reading: Reading, asked: Node) -> bool:
    return bool(reading.head_kinds(asked) & _STATES_AND_OFFICIALS)


def _is_asked_for(reading: Reading, node: Node, verb: Node) -> bool:
    """Tell whether a verb asks for something, and does not lay it down: "called for stricter laws"."""
    asks = verb.classes & {"invite", "request"}
    if not asks or ("request" in asks and verb.child(Role.OBJECT) is not None):
        return False
    if node.role == Role.GERUND:
        return node.first == verb.last + 1  # "recommends training judges", but not "urged it, citing"
    return node.role == "for" and not (verb.subject is not None and _lays_down(reading, verb.subject))


def _lays_down(reading: Reading, subject: Node) -> bool:
    """Tell whether what calls for something lays it down, as a law does."""
    return bool(reading.measures(subject)) and "monitor" not in subject.classes


def _calls_necessary(child: Node, role: str, verb: Node) -> bool:
    """Tell whether a deed is called necessary: "it is vital to train judges", "finds it vital to"."""
    ahead = role == Role.SUBJECT or (role == Role.GERUND and child.last < verb.first)
    is_subject = ahead and bool(verb.copula or "be" in verb.classes) and not child.classes & _MISSING
    if not (child.role in _NEEDED or role == Role.PREDICATE or is_subject):
        return False
    calls = any(each.role == Role.PREDICATE and "necessary" in each.classes for each in verb.children)
    ranks = verb.copula and any("importance" in each.classes for each in verb.nouns("of"))
    return calls or ranks  # "is of great importance"


def _was_necessary(node: Node, verb: Node) -> bool:
    """Tell whether a deed was only called necessary: "remained a priority", but "training was crucial"."""
    ranks = node.role != Role.SUBJECT or any("message" in each.classes for each in verb.children)
    return ranks and not verb.negated and _calls_necessary(node, node.role, verb) and _is_past(verb)


def _is_past(verb: Node) -> bool:
    """Tell whether something was only once called necessary: "it was vital", "remained a priority"."""
    linking = verb.copula or "be" in verb.classes
    return linking and (verb.form == "past" or verb.tokens[verb.first].word in ("was", "were"))


def _stresses_need(reading: Reading, thing: Node, verb: Node) -> bool:
    """Tell whether those who watch over a state see a need: "the report stresses the need for training"."""
    is_need = thing.classes & {"need", "importance"} and verb.classes & {"report", "judge"}
    says = verb.subject if is_need else None
    return says is not None and not reading.head_kinds(says) & (_PARTIES | _STATES_AND_OFFICIALS)


def _lists_recommendations(child: Node, verb: Node) -> bool:
    """Tell whether a deed is one of some recommendations: "recommendations include", "among them are"."""
    lists = verb.classes & {"be", "comprise", "involve"}
    whole = verb.subject if child is not verb.subject and lists else None
    wholes = [*([whole] if whole is not None else []), *(verb.nouns("among") if verb.copula else [])]
    return any("recommendation" in each.classes for each in wholes)
