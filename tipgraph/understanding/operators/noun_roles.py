"""Nouns whose own role says that they are named for something else: "under the law"."""

from __future__ import annotations

from tipgraph.understanding.syntax.mentions import Reading
from tipgraph.understanding.syntax.tree import ADJECTIVE, NOUN, VERB, Node, Role
from tipgraph.understanding.tokens.words import NO_CLASSES, english

__all__ = ["is_coverage", "is_noun_in_passing", "serves_victims"]

_BEHIND = frozenset(
    ("down from", "up from", "compared with", "compared to", "in comparison with", "in comparison to",
     "under", "by", "according to", "in accordance with", "during", "after", "following", "before", "since",
     "about", "regarding", "concerning", "on", "as", "per", "from", "into", "at", "upon", "against",
     "than", "like", "between", "among", "within", "prior to", "in response to", "as a result of",
     "as part of", "until", "outside", "over", "beyond", "in terms of", "in light of", "out of",
     "behind", "in exchange for", "in return for")
)  # fmt: skip
"""Prepositions behind which a noun is named in passing."""
_KNOWN = frozenset(("of", "about", "on"))
"""Roles of what somebody knows or not: "knowledge of the law"."""
_SPEAKING = frozenset(("report", "request", "invite", "judge"))
"""Classes of what a committee says of others."""
_BODIES = frozenset(("coordination-body", "specialized-unit"))


def is_noun_in_passing(reading: Reading, noun: Node, code: str) -> bool:
    """Tell whether a noun's own role says that it is named for something else."""
    if _is_spoken_of(noun, code) or (code != "labor-regulation" and _is_false(noun)):
        return True
    return _names_another_thing(reading, noun, code) or _is_behind(reading, noun, code)


def _names_another_thing(reading: Reading, noun: Node, code: str) -> bool:
    """Tell whether the verb above a noun shows that it names no measure."""
    words = english()
    verb = noun.parent if noun.parent is not None and noun.parent.kind == VERB else None
    classes = verb.classes if verb is not None else NO_CLASSES
    if "decline" in classes and noun.role in ("from", "to", "by", "in"):
        return False
    if code == "international-cooperation" and words.is_noun(noun.lemma, "treaty"):
        joined = noun.parent is not None and words.is_noun(noun.parent.lemma, "member")
        return "ratify" not in classes and not joined
    if code == "labor-regulation" and words.is_noun(noun.lemma, "recruiting"):
        governors = noun.parent.classes if noun.parent is not None else NO_CLASSES
        object_of = noun.role == Role.OBJECT or (noun.role == Role.SUBJECT and verb and verb.passive)
        founded = object_of and governors & {"found", "fund", "do", "supply", "regulate"}
        return not founded and not _is_scarce(noun)
    if code == "victim-services" and verb is not None:
        acting = noun.role == Role.SUBJECT and "do" in classes  # "social services held workshops"
        return (acting and "official" in reading.head_kinds(noun)) or _is_for_ngos(reading, verb)
    if code == "border-control" and "official" in reading.head_kinds(noun):
        return noun.role != Role.SUBJECT or "have" in classes
    if code == "action-plan" and noun.determiner in ("this", "that"):
        return True
    if code == "data-collection" and _is_source(noun):
        return True
    if code == "legislation" and noun.role in ("rather than", "instead of"):
        return True
    if code == "funding" and verb is not None and _is_for_fighters(reading, verb):
        return True
    return code in ("training", "funding") and serves_victims(reading, noun)


def _is_behind(reading: Reading, noun: Node, code: str) -> bool:
    """Tell whether a noun stands behind a preposition that makes it a circumstance."""
    if reading.includes_preposition(noun) or is_coverage(noun) or _is_concern(noun):
        return False
    if noun.parent is not None and _is_end_of_name(noun, noun.parent):
        noun = noun.parent
    if _is_means(noun, code) or _is_instrument(noun):
        return True
    if code in _BODIES and noun.role in ("for", "with", "of"):
        return not _is_supplied(noun.parent)
    if code == "official-complicity" and noun.role == "against":
        return False
    if (
        code == "prosecution"
        and noun.role == "for"
        and noun.parent is not None
        and "refer" in noun.parent.classes
    ):
        return True
    if code == "victim-services" and noun.role in ("to", "for") and _is_referral(reading, noun.parent):
        return True
    if code == "international-cooperation" and noun.role == "under":
        return False
    if noun.role == "in" and noun.parent is not None and noun.parent.kind == VERB:
        subject = noun.parent.subject
        declined = subject is not None and "decline" in subject.classes
        return not declined and "result_in" not in noun.parent.classes
    return noun.role in _BEHIND


def _is_end_of_name(noun: Node, parent: Node) -> bool:
    """Tell whether a phrase is the end of a name: "under the Prevention of Slavery Act"."""
    heads = (noun.tokens[noun.head], parent.tokens[parent.head])
    return noun.role == "of" and parent.kind == NOUN and all(head.capital for head in heads)


def _is_concern(noun: Node) -> bool:
    """Tell whether somebody is concerned about what falls short: "concern about limited screening"."""
    concerned = noun.role == "about" and noun.parent is not None and "hinder" in noun.parent.classes
    return concerned and any(
        english().degree(noun.tokens[i].word) & {"few", "shortfall"} for i in noun.modifiers
    )


def _is_spoken_of(noun: Node, code: str) -> bool:
    """Tell whether somebody only knows of a measure, or a body only speaks: "the committee noted"."""
    spoken, parent = noun, noun.parent
    if parent is not None and "transparent" in parent.classes and noun.role == "of":
        spoken, parent = parent, parent.parent  # "information on the results of prosecutions"
    if parent is None:
        return False
    if parent.kind == NOUN:
        known = english().is_noun(parent.lemma, "knowledge") and not noun.is_conjunct
        return known and spoken.role in _KNOWN
    speaks = noun.role == Role.SUBJECT and not parent.passive and parent.classes & _SPEAKING
    return code == "coordination-body" and bool(speaks)


def _is_false(noun: Node) -> bool:
    """Tell whether something is called a fake, or shares that with the first item of its list."""
    modifiers = english().modifiers
    shared = [] if noun.determiner else noun.group[0].modifiers
    return any("false" in modifiers.get(noun.tokens[i].word, NO_CLASSES) for i in (*noun.modifiers, *shared))


def is_coverage(noun: Node) -> bool:
    """Tell whether a law is said to leave people out: "not covered by the law", "excluded from the law"."""
    verb = noun.parent
    if verb is None or verb.kind != VERB or not verb.passive or not english().is_noun(noun.lemma, "law"):
        return False
    if noun.role == "from":
        return "leave_out" in verb.classes
    return noun.role in ("by", "under") and verb.negated and "cover" in verb.classes


def _is_source(data: Node) -> bool:
    """Tell whether data only says something: "statistics show", "in 2016, the latest data available"."""
    verb = data.parent
    if verb is None:
        return not data.negated
    return data.role == Role.SUBJECT and "report" in verb.classes and not verb.passive


def serves_victims(reading: Reading, node: Node) -> bool:
    """Tell whether victims receive something. That is a service: "victims received training"."""
    verb = next((each for each in (node, *node.ancestors()) if each.kind == VERB), None)
    receiver = verb.subject if verb is not None and "get" in verb.classes else None
    return receiver is not None and bool(reading.head_kinds(receiver) & {"victim", "victim-group", "person"})


def _is_for_ngos(reading: Reading, verb: Node) -> bool:
    """Tell whether help goes to those who help: "provided assistance to local NGOs"."""
    return any("ngo" in reading.head_kinds(receiver) for receiver in verb.nouns("to"))


def _is_for_fighters(reading: Reading, verb: Node) -> bool:
    """Tell whether money goes to an armed group: "provided funding to the militia"."""
    receivers = verb.nouns("to", "for")
    receiver = verb.parent if verb.subject is None and verb.role == Role.RELATIVE else verb.subject
    if "get" in verb.classes and receiver is not None:
        receivers.append(receiver)
    return any("armed-group" in reading.kinds(receiver) for receiver in receivers)


def _is_scarce(noun: Node) -> bool:
    """Tell whether people are said to be few: "the small number of inspectors", "too few inspectors"."""
    parent, words = noun.parent, english()
    if noun.role == "of" and parent is not None and words.is_noun(parent.lemma, "amount"):
        return _is_scarce(parent) or any(
            "small" in words.modifiers.get(parent.tokens[i].word, NO_CLASSES) for i in parent.modifiers
        )
    if noun.role == "of" and parent is not None and "lack" in parent.classes:
        return True
    if noun.role == Role.SUBJECT and parent is not None and _is_limited(parent):
        return True
    return any(words.degree(noun.tokens[i].word) & {"few", "shortfall"} for i in noun.modifiers)


def _is_limited(verb: Node) -> bool:
    """Tell whether a verb says that its subject does too little: "inspectors rarely visited farms"."""
    words = english()
    if any("shortfall" in words.degree(verb.tokens[i].word) for i in verb.adverbs):
        return True
    predicates = (child for child in verb.children if child.role == Role.PREDICATE)
    judged = {"few", "shortfall", "adequate"} if verb.negated else {"few", "shortfall"}
    return verb.copula and any(words.degree(child.lemma) & judged for child in predicates)


def _is_means(noun: Node, code: str) -> bool:
    """Tell whether a body or plan is only used or paid for: "through the committee", "funded the plan"."""
    if noun.role == "through":
        return code == "action-plan" or code in _BODIES
    funded = noun.parent is not None and noun.parent.kind == VERB and "fund" in noun.parent.classes
    return code in ("action-plan", "legislation") and noun.role == Role.OBJECT and funded


def _is_instrument(noun: Node) -> bool:
    """Tell whether a law is used or broken: "under articles of the code", "with violating the law"."""
    parent, words = noun.parent, english()
    if parent is None or not words.is_noun(noun.lemma, "law"):
        return False
    if parent.kind == VERB:
        return noun.role == Role.OBJECT and "violate" in parent.classes
    return noun.role == "of" and (
        words.is_noun(parent.lemma, "violation")
        or (words.is_noun(parent.lemma, "law") and (parent.role in _BEHIND or _is_instrument(parent)))
    )


def _is_supplied(parent: Node | None) -> bool:
    """Tell whether a body gets something or is judged: "hired staff for the unit", "a lack of units"."""
    if parent is None or parent.kind == ADJECTIVE:
        return False
    return bool(parent.classes if parent.kind == NOUN else parent.classes & {"fund", "supply"})


def _is_referral(reading: Reading, parent: Node | None) -> bool:
    """Tell whether victims are referred, so that services are only where they go."""
    if parent is None:
        return False
    if parent.kind == VERB:
        return "refer" in parent.classes
    return "victim-referral" in reading.measures(parent)
