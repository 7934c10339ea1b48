"""Passing mentions: measures that a sentence names without saying that anybody takes them.

"Under the law", "the threat of deportation" and "a guideline on identification" name measures, and so does
"the law prescribes penalties". None of them says that the measure was taken, or was not.
"""

from __future__ import annotations

from itertools import islice

from tipgraph.understanding.operators.noun_roles import is_noun_in_passing, serves_victims
from tipgraph.understanding.operators.penalties import is_laid_down, is_sentence_passed
from tipgraph.understanding.operators.unreal import MAX_CLIMB, climb, is_unreal
from tipgraph.understanding.syntax.mentions import Reading
from tipgraph.understanding.syntax.tree import NOUN, VERB, Node, Role
from tipgraph.understanding.tokens.tokens import STOPS
from tipgraph.understanding.tokens.words import NO_CLASSES, english

__all__ = ["is_named_in_passing"]

_LAWS = frozenset(("legislation", "labor-regulation", "compensation"))
"""Measures that a law takes by prescribing them."""
_WHOLES = frozenset(
    ("legislation", "training", "awareness-campaign", "action-plan", "data-collection", "specialized-unit")
) | frozenset(("hotline", "coordination-body"))
"""Measures that may be about another one: "training on victim identification"."""
_ABOUT = frozenset(
    (
        "of",
        "for",
        "to",
        "on",
        "about",
        Role.INFINITIVE,
        Role.PARTICIPLE,
        Role.OBJECT,
        "in",
        Role.RELATIVE,
        "against",
        Role.GERUND,
    )
)
_TAUGHT = frozenset(("in", "on", "about", Role.INFINITIVE))
"""Roles of what training is about: "trained officials in identifying victims"."""
_NOMINAL = frozenset((Role.PARTICIPLE, Role.INFINITIVE, Role.RELATIVE, Role.GERUND, "of", "for", "on"))
_PRONOUNS = frozenset(("it", "them", "which", "that"))
_NEVER_NAMES = frozenset(("victim-services", "funding", "training", "data-collection", "sentencing"))
"""Measures that no name names: a "Department of Social Services" is a body."""


def is_named_in_passing(reading: Reading, node: Node, code: str) -> bool:
    """Tell whether a sentence names a measure without saying that anybody takes it.

    >>> from tipgraph.understanding.syntax.clauses import parse
    >>> tree = parse("Under the law, courts convicted three men.")
    >>> [is_named_in_passing(Reading(tree, ()), node, "") for node in tree.nodes]
    [True, False, False, False]
    """
    if _is_law_enforcement(reading, node) or is_unreal(reading, node, code) or _is_about(reading, node, code):
        return True
    if _is_heading(reading, node) or (code in _NEVER_NAMES and _is_name(node)) or _is_in_name(node):
        return True
    if code == "sentencing" and node.kind == NOUN:
        return not is_sentence_passed(node, reading)
    if code not in _LAWS and _is_prescribed(reading, node):
        return True
    if node.kind == VERB:
        return _is_verb_in_passing(reading, node, code)
    if code == "labor-regulation" and _is_wrong(node):
        return True
    return (code == "victim-services" and _is_vague(node)) or is_noun_in_passing(reading, node, code)


def _is_verb_in_passing(reading: Reading, verb: Node, code: str) -> bool:
    """Tell whether a verb names a measure that nobody takes: "the law provides protection"."""
    match code:
        case "labor-regulation":
            named = _is_wrong(verb)
        case "victim-services":
            named = _is_vague(verb) or any("ngo" in reading.head_kinds(each) for each in verb.nouns("to"))
        case "data-collection":
            named = verb.passive and not verb.negated
        case "international-cooperation":
            named = "ratify" in verb.classes and _ratifies_no_treaty(reading, verb)
        case "training":
            named = _teaches_victims(reading, verb) or serves_victims(reading, verb)
        case "sentencing":
            named = is_laid_down(reading, verb)
        case "victim-identification":
            named = _is_of_origin(reading, verb)
        case _:
            named = False
    by_law = code not in _LAWS and verb.subject is not None and _is_law(reading, verb.subject)
    return named or by_law or _is_kept_from(reading, verb)


def _is_law_enforcement(reading: Reading, noun: Node) -> bool:
    """Tell whether a phrase names officials, not what they do: "law enforcement"."""
    officials = noun.kind == NOUN and "official" in reading.head_kinds(noun)
    return officials and english().is_noun(noun.lemma, "enforcement")


def _is_wrong(node: Node) -> bool:
    """Tell whether a deed is a wrong that nobody acts against: "had their passports confiscated"."""
    if not english().is_noun(node.lemma, "wrong"):
        return False
    return not any(above.classes & {"ban", "hinder", "act_against"} for above in node.ancestors())


def _ratifies_no_treaty(reading: Reading, verb: Node) -> bool:
    """Tell whether a law or decision is ratified, and no treaty."""
    return any(
        target.kind == NOUN
        and target.lemma not in _PRONOUNS
        and "international-cooperation" not in reading.measures(target)
        and not english().is_noun(target.lemma, "treaty")
        for target in reading.objects(verb)
    )


def _teaches_victims(reading: Reading, verb: Node) -> bool:
    """Tell whether victims are trained: "a militia trained children" is no training of officials."""
    return any(
        reading.codes(each, "victim-group") and "official" not in reading.head_kinds(each)
        for named in reading.objects(verb)
        for target in ((reading.people_before(named) or named) if named.lemma in _PRONOUNS else named,)
        for each in (target, *target.nouns("including", "such as"))
    )


def _is_kept_from(reading: Reading, deed: Node) -> bool:
    """Tell whether something else than the state keeps victims from a deed: "fear keeps them from it"."""
    verb = deed.parent
    if deed.role != "from" or verb is None or verb.kind != VERB or verb.subject is None:
        return False
    cause = verb.subject
    return not (reading.kinds(cause) & {"official", "measure"} or cause.classes or cause.kind != NOUN)


def _is_vague(deed: Node) -> bool:
    """Tell whether only efforts are spoken of: "decreased its efforts to protect victims"."""
    effort = deed.parent if deed.role == Role.INFINITIVE else deed
    if effort is None or effort.kind != NOUN or "effort" not in effort.classes or effort.parent is None:
        return False
    return effort.role == Role.OBJECT and bool(effort.parent.classes & {"grow", "decline", "continue"})


def _is_of_origin(reading: Reading, verb: Node) -> bool:
    """Tell whether identifying says where victims were found: "victims were identified in Spain"."""
    if not verb.passive or "identify" not in verb.classes or verb.child("by") is not None:
        return False
    places = [child for child in verb.children if child.role in ("in", "from", "among", "as")]
    at_home = any(place.role == "in" and reading.country in reading.codes(place, "place") for place in places)
    if at_home and reading.country:
        return False
    return any(
        (place.role == "as" and place.lemma != "such") or "place" in reading.kinds(place) for place in places
    )


# -- what laws and other measures are about


def _is_prescribed(reading: Reading, deed: Node) -> bool:
    """Tell whether a deed is what a law provides for: "the law prescribes penalties"."""
    for node, parent in islice(climb(deed), MAX_CLIMB):
        if node.kind != VERB or node is deed or "prescribe" not in node.classes:
            continue
        subject = node.subject
        if subject is None and node.role in (Role.PARTICIPLE, Role.RELATIVE):
            subject = parent
        if subject is None:
            continue
        if _is_law(reading, subject):
            return True
    return False


def _is_law(reading: Reading, noun: Node) -> bool:
    return english().is_noun(noun.lemma, "law") or "legislation" in reading.measures(noun)


def _is_heading(reading: Reading, node: Node) -> bool:
    """Tell whether a measure stands alone as a heading: "Prosecution"."""
    if node.parent is not None or node.kind != NOUN or node.modifiers:
        return False
    return len(reading.tree.nodes) == 1


def _is_name(node: Node) -> bool:
    """Tell whether a word is part of a name inside a sentence: "the Board of Social Services"."""
    head = node.tokens[node.head]
    return (
        node.kind == NOUN and head.capital and node.head > 0 and node.tokens[node.head - 1].tag not in STOPS
    )


def _is_in_name(node: Node) -> bool:
    """Tell whether a word is part of the name of a body: "the Agency for the Prohibition of Slavery"."""
    body = node.host or node.parent
    return (
        _is_name(node)
        and node.role in ("of", "for", "on", "against")
        and body is not None
        and body.tokens[body.head].capital
        and english().is_noun(body.lemma, "body")
    )


def _is_about(reading: Reading, deed: Node, code: str) -> bool:
    """Tell whether a deed is only what another measure is about."""
    for node, parent in islice(climb(deed), MAX_CLIMB):
        if parent is None or node.role not in _ABOUT:
            return False
        if parent.kind == NOUN:
            codes = reading.measures(parent)
            if node.role != Role.OBJECT and (_is_whole(codes, code) or _repeats(deed, node, codes, code)):
                return True
        elif parent.kind == VERB:
            if node.role in _TAUGHT and code != "training" and "training" in reading.measures(parent):
                return True
            made = parent.child(Role.OBJECT) if node.role == Role.INFINITIVE else None
            codes = reading.measures(made) if made is not None else NO_CLASSES
            if codes & _WHOLES and code not in codes:
                return True
            if parent.role not in _NOMINAL:
                return False
    return False


def _repeats(deed: Node, clause: Node, codes: frozenset[str], code: str) -> bool:
    """Tell whether a clause only says again what its noun names: "a law criminalizing trafficking"."""
    attributive = clause.role in (Role.RELATIVE, Role.PARTICIPLE)
    return attributive and deed.kind == VERB and deed.subject is None and code in codes


def _is_whole(codes: frozenset[str], code: str) -> bool:
    return code not in codes and ("sentencing" in codes or bool(codes & _WHOLES))
