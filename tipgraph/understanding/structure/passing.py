"""Passing mentions: measures that a sentence names without saying that anybody takes them.

"Under the law", "the threat of deportation" and "a guideline on identification" name measures, and so does
"the law prescribes penalties". None of them says that the measure was taken, or was not.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from tipgraph.understanding.structure.mentions import Reading
from tipgraph.understanding.structure.tree import ADJECTIVE, NOUN, VERB, Node, Role
from tipgraph.understanding.structure.words import NO_CLASSES, english

__all__ = ["is_named_in_passing"]

MAX_CLIMB = 6
"""Governors that the search for a law or a whole asks."""
_BEHIND = frozenset(
    ("down from", "up from", "compared with", "compared to", "in comparison with", "in comparison to",
     "under", "by", "according to", "in accordance with", "during", "after", "following", "before", "since",
     "about", "regarding", "concerning", "on", "as", "per", "from", "into", "at", "upon", "against",
     "than", "like", "between", "among", "within", "prior to", "in response to", "as a result of",
     "as part of", "until", "outside", "over", "beyond", "in terms of", "in light of", "out of",
     "behind")
)  # fmt: skip
"""Prepositions behind which a noun is named in passing."""
_HYPOTHETICAL = frozenset(("may", "might", "can", "could"))
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
_NOMINAL = frozenset((Role.PARTICIPLE, Role.INFINITIVE, Role.RELATIVE, Role.GERUND, "of", "for", "on"))
_BODIES = frozenset(("coordination-body", "specialized-unit"))
_JUDGED = frozenset(("shortfall", "adequate"))


def is_named_in_passing(reading: Reading, node: Node, code: str) -> bool:
    """Tell whether a sentence names a measure without saying that anybody takes it.

    >>> from tipgraph.understanding.structure.clauses import parse
    >>> tree = parse("Under the law, courts convicted three men.")
    >>> [is_named_in_passing(Reading(tree, ()), node, "") for node in tree.nodes]
    [True, False, False, False]
    """
    if (
        _is_law_enforcement(reading, node)
        or _is_unreal(node)
        or _is_requested(node)
        or _is_unreported(node)
        or _is_about(reading, node, code)
    ):
        return True
    if code == "sentencing" and node.kind == NOUN:
        return not _is_sentence_passed(node, reading)
    if code not in _LAWS and _is_prescribed(reading, node):
        return True
    if node.kind == VERB:
        return code == "victim-identification" and _is_of_origin(reading, node)
    return _is_noun_in_passing(reading, node, code)


def _is_law_enforcement(reading: Reading, noun: Node) -> bool:
    """Tell whether a phrase names officials, not what they do: "law enforcement"."""
    officials = noun.kind == NOUN and "official" in reading.head_kinds(noun)
    return officials and english().is_noun(noun.lemma, "enforcement")


def _is_noun_in_passing(reading: Reading, noun: Node, code: str) -> bool:
    """Tell whether a noun's own role says that it is named for something else."""
    words = english()
    verb = noun.parent if noun.parent is not None and noun.parent.kind == VERB else None
    classes = verb.classes if verb is not None else NO_CLASSES
    if "decline" in classes and noun.role in ("from", "to", "by", "in"):
        return False
    if code == "international-cooperation" and words.is_noun(noun.lemma, "treaty"):
        return "ratify" not in classes
    if code == "labor-regulation" and words.is_noun(noun.lemma, "recruiting"):
        governors = noun.parent.classes if noun.parent is not None else NO_CLASSES
        return noun.role != Role.OBJECT or not governors & {"found", "fund", "do"}
    if _is_means(noun, code):
        return True
    if code in _BODIES and noun.role in ("for", "with", "of"):
        return not _is_supplied(noun.parent)
    if code == "victim-services" and noun.role in ("to", "for") and _is_referral(reading, noun.parent):
        return True
    if noun.role == "in" and verb is not None:
        return "result_in" not in classes
    return noun.role in _BEHIND


def _is_means(noun: Node, code: str) -> bool:
    """Tell whether a body or plan is only used or paid for: "through the committee", "funded the plan"."""
    if noun.role == "through":
        return code == "action-plan" or code in _BODIES
    funded = noun.parent is not None and noun.parent.kind == VERB and "fund" in noun.parent.classes
    return code in ("action-plan", "legislation") and noun.role == Role.OBJECT and funded


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


def _is_of_origin(reading: Reading, verb: Node) -> bool:
    """Tell whether identifying says where victims were found: "victims were identified in Spain"."""
    if not verb.passive or "identify" not in verb.classes or verb.child("by") is not None:
        return False
    places = (child for child in verb.children if child.role in ("in", "from", "among", "as"))
    return any(place.role == "as" or "place" in reading.kinds(place) for place in places)


# -- what has not happened


def _climb(node: Node) -> Iterator[tuple[Node, Node | None]]:
    """Yield a node and all that it depends on, each with its parent."""
    yield node, node.parent
    for above in node.ancestors():
        yield above, above.parent


def _is_unreal(deed: Node) -> bool:
    """Tell whether a deed is only feared, possible, or asked about."""
    for node, parent in _climb(deed):
        if node.kind == VERB and node.modal_word in _HYPOTHETICAL and not node.negations:
            return True
        if parent is None:
            return False
        if (
            parent.kind == NOUN
            and node.role in ("of", Role.THAT)
            and english().is_noun(parent.lemma, "threat")
        ):
            return True
        if parent.copula and node.role in ("with", "for", "than", "to"):
            return True
        if node.is_adverbial and _is_question(node, parent):
            return True
        if node.is_adverbial or node.role == Role.RELATIVE:
            return _is_condition(node)
    return False


def _is_question(clause: Node, parent: Node) -> bool:
    """Tell whether a clause says what one reports: "explained how courts convict"."""
    asked = clause.role.removeprefix(f"{Role.ADVERBIAL}:") in ("how", "what", "why")
    return asked and parent.kind == VERB and "report" in parent.classes


def _is_condition(clause: Node) -> bool:
    subordinator = clause.role.removeprefix(f"{Role.ADVERBIAL}:")
    return subordinator == "whether" or (subordinator in ("if", "unless") and clause.form != "past")


def _is_requested(deed: Node) -> bool:
    """Tell whether somebody asks for a deed: "urged the government to investigate".

    In the passive, the deed is recommended: "officials are urged to investigate".
    """
    for node, parent in _climb(deed):
        asked = node.role in (Role.INFINITIVE, Role.OBJECT, Role.THAT)
        if asked and parent is not None and parent.kind == VERB and "request" in parent.classes:
            return not parent.passive
    return False


def _is_unreported(deed: Node) -> bool:
    """Tell whether only figures are missing: "did not report the number of convictions"."""
    for node, parent in _climb(deed):
        if parent is None or node.role not in ("of", "on", "about", "for", Role.SUBJECT, Role.THAT):
            return False
        verb = parent.parent
        if verb is not None and parent.role == Role.OBJECT and english().is_noun(parent.lemma, "figures"):
            return verb.negated and bool(verb.classes & {"report", "give", "continue", "publish"})
    return False


# -- what laws and other measures are about


def _is_prescribed(reading: Reading, deed: Node) -> bool:
    """Tell whether a deed is what a law provides for: "the law prescribes penalties"."""
    for node, parent in islice(_climb(deed), MAX_CLIMB):
        if node.kind != VERB or node is deed or "prescribe" not in node.classes:
            continue
        subject = node.subject
        if subject is None and node.role in (Role.PARTICIPLE, Role.RELATIVE):
            subject = parent
        if subject is None:
            continue
        if english().is_noun(subject.lemma, "law") or "legislation" in reading.measures(subject):
            return True
    return False


def _is_about(reading: Reading, deed: Node, code: str) -> bool:
    """Tell whether a deed is only what another measure is about."""
    for node, parent in islice(_climb(deed), MAX_CLIMB):
        if parent is None or node.role not in _ABOUT:
            return False
        if parent.kind == NOUN:
            codes = reading.measures(parent)
            if node.role != Role.OBJECT and (_is_whole(codes, code) or _repeats(deed, node, codes, code)):
                return True
        elif parent.kind == VERB:
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


# -- sentences


def _is_sentence_passed(sentence: Node, reading: Reading) -> bool:
    """Tell whether a sentence was given or is called strict enough or not. Else it is only laid down."""
    if _is_judged(sentence.modifiers, sentence):
        return True
    hosts = _hosts(sentence)
    if any(c.kind == ADJECTIVE and c.classes & _JUDGED for host in hosts for c in host.children):
        return True
    if any(_passes_sentence(verb, sentence) for verb in _verbs_of_sentence(sentence, hosts, reading)):
        return True
    parent = sentence.parent
    imposed = parent is not None and parent.kind == VERB and "impose" in parent.classes
    return imposed and sentence.role in (Role.OBJECT, "to", "with", "in")


def _is_judged(modifiers: list[int], noun: Node) -> bool:
    return any(english().adjectives.get(noun.tokens[i].word, NO_CLASSES) & _JUDGED for i in modifiers)


def _hosts(sentence: Node) -> list[Node]:
    """Return the noun phrases that may say of what length or kind a sentence is."""
    found = [sentence, *(child for child in sentence.children if child.kind == NOUN)]
    if sentence.role == Role.SUBJECT and sentence.parent is not None:
        found += sentence.parent.nouns(Role.OBJECT, Role.PREDICATE)
    found += [below for host in list(found) for below in host.children if below.kind == NOUN]
    return found


def _verbs_of_sentence(sentence: Node, hosts: list[Node], reading: Reading) -> Iterator[Node]:
    """Yield the verbs that a sentence is an argument of, with those of relative clauses."""
    yield from reading.verbs_of.get(sentence.group[0], ())
    if sentence.parent is not None and sentence.parent.kind == VERB:
        yield sentence.parent
    for host in hosts:
        yield from (c for c in host.children if c.kind == VERB and c.role in (Role.RELATIVE, Role.PARTICIPLE))


def _passes_sentence(verb: Node, sentence: Node) -> bool:
    """Tell whether a verb says that a sentence was given, or what it was like."""
    governed = verb.passive or verb.role in (Role.RELATIVE, Role.PARTICIPLE) or sentence.role == Role.OBJECT
    if governed and "impose" in verb.classes:
        return True
    predicates = (child for child in verb.children if child.role == Role.PREDICATE)
    adjectives = english().adjectives
    return any(
        adjectives.get(predicate.lemma, NO_CLASSES) & (_JUDGED | {"decrease"}) for predicate in predicates
    )
