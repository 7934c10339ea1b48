"""Passing mentions: measures that a sentence names without saying that anybody takes them.

"Under the law", "the threat of deportation" and "a guideline on identification" name measures, and so does
"the law prescribes penalties". None of them says that the measure was taken, or was not.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from tipgraph.understanding.operators.unreal import MAX_CLIMB, climb, is_unreal
from tipgraph.understanding.syntax.mentions import VICTIMS, Reading
from tipgraph.understanding.syntax.tree import NOUN, VERB, Node, Role
from tipgraph.understanding.tokens.tokens import STOPS
from tipgraph.understanding.tokens.words import GOVERNING, NO_CLASSES

__all__ = ["is_coverage", "is_mild", "is_named_in_passing", "terms_of"]

_LAWS = frozenset(("legislation", "labor-regulation", "compensation"))
"""Measures that a law takes by prescribing them."""
_WHOLES = frozenset(
    ("legislation", "training", "awareness-campaign", "action-plan", "data-collection", "specialized-unit",
     "hotline", "coordination-body", "witness-protection")
)  # fmt: skip
"""Measures that may be about another one: "training on victim identification"."""
_BODIES = frozenset(("coordination-body", "specialized-unit"))
_NEVER_NAMES = frozenset(("victim-services", "funding", "training", "data-collection", "sentencing"))
"""Measures that no name names: a "Department of Social Services" is a body."""
_ABOUT = frozenset(
    ("of", "for", "to", "on", "about", "in", "against", Role.OBJECT, Role.INFINITIVE, Role.PARTICIPLE,
     Role.RELATIVE, Role.GERUND)
)  # fmt: skip
_TAUGHT = frozenset(("in", "on", "about", Role.INFINITIVE))
"""Roles of what training is about: "trained officials in identifying victims"."""
_NOMINAL = frozenset((Role.PARTICIPLE, Role.INFINITIVE, Role.RELATIVE, Role.GERUND, "of", "for", "on"))
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
_BOUGHT = frozenset(("in exchange for", "in return for"))
"""Roles of what somebody asks or pays for."""
_REPLACING = "in lieu of"
_SMALL = frozenset(("few", "shortfall"))
_JUDGED = frozenset(("shortfall", "adequate"))


def is_named_in_passing(reading: Reading, node: Node, code: str) -> bool:
    """Tell whether a sentence names a measure without saying that anybody takes it.

    >>> from tipgraph.understanding.syntax.clauses import parse
    >>> tree = parse("Under the law, courts convicted three men.")
    >>> [is_named_in_passing(Reading(tree, ()), node, "") for node in tree.nodes]
    [True, False, False, False]
    """
    if is_unreal(reading, node, code) or _is_about(reading, node, code) or _is_name(reading, node, code):
        return True
    if code == "sentencing" and node.kind == NOUN:
        return not _is_sentence_passed(node, reading)
    if code not in _LAWS and _is_prescribed(reading, node):
        return True
    if (code == "labor-regulation" and _is_wrong(node)) or (code == "victim-services" and _is_vague(node)):
        return True
    if node.kind == VERB:
        return _is_verb_in_passing(reading, node, code)
    return (
        _is_spoken_of(node, code)
        or _names_another_thing(reading, node, code)
        or _is_behind(reading, node, code)
    )


def _is_name(reading: Reading, node: Node, code: str) -> bool:
    """Tell whether a phrase is a heading ("Prosecution"), part of a name, or names officials."""
    if node.kind != NOUN:
        return False
    if "enforcement" in node.classes and "official" in reading.head_kinds(node):
        return True  # "law enforcement"
    if len(reading.tree.nodes) == 1 and not node.modifiers:
        return True
    head, before = node.head_token, node.tokens[node.head - 1]
    if not head.capital or before.tag in STOPS:
        return False
    body = node.host or node.parent
    of_body = body is not None and "body" in body.classes and body.head_token.capital
    return code in _NEVER_NAMES or (of_body and node.role in ("of", "for", "on", "against"))


def _is_verb_in_passing(reading: Reading, verb: Node, code: str) -> bool:
    """Tell whether a verb names a measure that nobody takes: "the law provides protection"."""
    subject = verb.subject
    match code:
        case "victim-services":
            named = _is_for_ngos(reading, verb)
        case "data-collection":
            named = verb.passive and not verb.negated
        case "international-cooperation":
            joined = [code in reading.measures(t) or "treaty" in t.classes for t in reading.objects(verb)]
            named = "ratify" in verb.classes and bool(joined) and not any(joined)
        case "training":
            taught = (each for t in reading.objects(verb) for each in (t, *t.nouns("including", "such as")))
            taught = (each for each in taught if "official" not in reading.head_kinds(each))
            named = any(reading.codes(each, "victim-group") for each in taught)  # "militias trained boys"
        case "funding":
            named = _is_for_fighters(reading, verb)
        case "sentencing":  # "forced labor is punished by a fine"
            named = verb.passive and subject is not None and "exploitation" in reading.head_kinds(subject)
        case "victim-identification":
            named = _is_of_origin(reading, verb)
        case _:
            named = False
    if verb.role in _BOUGHT:
        return True
    return named or (code not in _LAWS and subject is not None and _is_law(reading, subject))


def _is_wrong(deed: Node) -> bool:
    """Tell whether a deed is a wrong that nobody acts against: "had their passports confiscated"."""
    acting = (above.classes & {"ban", "hinder", "act_against"} for above in deed.ancestors())
    return "wrong" in deed.classes and not any(acting)


def _is_vague(deed: Node) -> bool:
    """Tell whether only efforts are spoken of: "decreased its efforts to protect victims"."""
    effort = deed.parent if deed.role == Role.INFINITIVE else deed
    if effort is None or "effort" not in effort.classes or effort.role != Role.OBJECT:
        return False
    return bool(effort.parent_classes & {"grow", "decline", "continue"})


def _is_of_origin(reading: Reading, verb: Node) -> bool:
    """Tell whether identifying says where victims were found: "victims were identified in Spain"."""
    if not verb.passive or "identify" not in verb.classes or verb.child("by") is not None:
        return False
    places = verb.nouns("in", "from", "among", "as")
    if any(reading.country in reading.codes(place, "place") for place in places):
        return False
    return any(place.role == "as" or "place" in reading.kinds(place) for place in places)


# -- what laws and other measures are about


def _is_prescribed(reading: Reading, deed: Node) -> bool:
    """Tell whether a deed is what a law provides for: "the law prescribes penalties"."""
    for node, parent in islice(climb(deed), MAX_CLIMB):
        if node is not deed and "prescribe" in node.classes:
            attributive = node.role in (Role.PARTICIPLE, Role.RELATIVE)
            subject = parent if node.subject is None and attributive else node.subject
            if subject is not None and _is_law(reading, subject):
                return True
    return False


def _is_law(reading: Reading, noun: Node) -> bool:
    return "law" in noun.classes or "legislation" in reading.measures(noun)


def _is_about(reading: Reading, deed: Node, code: str) -> bool:
    """Tell whether a deed is only what another measure is about."""
    for node, parent in islice(climb(deed), MAX_CLIMB):
        if parent is None or node.role not in _ABOUT:
            return False
        codes = reading.measures(parent)
        if parent.kind == NOUN:
            if code not in codes and ("sentencing" in codes or codes & _WHOLES):
                return True
            attributive = node.role in (Role.RELATIVE, Role.PARTICIPLE)
            if attributive and deed.kind == VERB and deed.subject is None and code in codes:
                return True  # "a law criminalizing trafficking"
        elif parent.kind == VERB:
            if node.role in _TAUGHT and code != "training" and "training" in codes:
                return True
            made = parent.child(Role.OBJECT) if node.role == Role.INFINITIVE else None
            codes = reading.measures(made) if made is not None else NO_CLASSES
            if codes & _WHOLES and code not in codes:
                return True
            if parent.role not in _NOMINAL:
                return False
    return False


# -- nouns


def _names_another_thing(reading: Reading, noun: Node, code: str) -> bool:
    """Tell whether what a noun depends on shows that it names no measure."""
    above, verb = noun.parent_classes, noun.parent
    verb = verb if verb is not None and verb.kind == VERB else None
    match code:
        case "international-cooperation" if "treaty" in noun.classes:
            return above.isdisjoint(("ratify", "member"))
        case "labor-regulation" if "recruiting" in noun.classes:
            done_to = noun.role == Role.OBJECT or (verb is not None and verb.passive)
            founded = done_to and above & {"found", "fund", "do", "supply", "regulate"}
            return not founded and not _is_scarce(noun)
        case "victim-services" if verb is not None:
            return _is_for_ngos(reading, verb)
        case "border-control" if "official" in reading.head_kinds(noun):
            return noun.role != Role.SUBJECT or "have" in above
        case "data-collection":
            return _is_source(noun)
        case "legislation" if noun.role in ("rather than", "instead of"):
            return True
        case "funding" if verb is not None and _is_for_fighters(reading, verb):
            return True
        case "training" | "funding":  # "victims received training" is a service
            clause = noun.clause
            receiver = clause.subject if clause is not None and "get" in clause.classes else None
            if receiver is None or any("ngo" in reading.head_kinds(each) for each in receiver.nouns("of")):
                return False  # "some of these charities receive funding"
            return bool(reading.head_kinds(receiver) & VICTIMS)
    return False


def _is_behind(reading: Reading, noun: Node, code: str) -> bool:
    """Tell whether a noun stands behind a preposition that makes it a circumstance."""
    if reading.includes_preposition(noun) or is_coverage(noun):
        return False
    if _is_end_of_name(noun) and noun.parent is not None:
        noun = noun.parent
    parent, above = noun.parent, noun.parent_classes
    if _is_means(noun, code) or _is_instrument(noun):
        return True
    if code in _BODIES and noun.role in ("for", "with", "of"):
        return not _is_supplied(parent)
    if code == "prosecution" and noun.role == "for" and "refer" in above:
        return True
    if code == "victim-services" and noun.role in ("to", "for") and _is_referral(reading, parent):
        return True
    if (code, noun.role) in (("official-complicity", "against"), ("international-cooperation", "under")):
        return False
    if noun.role == "by" and "hinder" in above:
        return False  # "hampered by insufficient funds"
    if noun.role == "in" and parent is not None and parent.kind == VERB:
        declined = parent.subject is not None and "decline" in parent.subject.classes
        return not declined and "result_in" not in above
    return noun.role in _BEHIND


def _is_end_of_name(noun: Node) -> bool:
    """Tell whether a phrase is the end of a name: "under the Prevention of Slavery Act"."""
    parent = noun.parent
    if noun.role != "of" or parent is None or parent.kind != NOUN:
        return False
    return noun.head_token.capital and noun.tokens[parent.head].capital


def _is_spoken_of(noun: Node, code: str) -> bool:
    """Tell whether somebody only knows of a measure, or a body only speaks: "the committee noted"."""
    parent = noun.parent
    if parent is None:
        return False
    if parent.kind == NOUN:
        if "transparent" in parent.classes and noun.role == "of":  # "information on the results of trials"
            return "knowledge" in parent.parent_classes and parent.role in _KNOWN
        return "knowledge" in parent.classes and noun.role in _KNOWN and not noun.is_conjunct
    speaks = noun.role == Role.SUBJECT and not parent.passive and parent.classes & _SPEAKING
    return code == "coordination-body" and bool(speaks)


def is_coverage(noun: Node) -> bool:
    """Tell whether a law is said to leave people out: "not covered by the law", "excluded from the law"."""
    verb = noun.parent
    if verb is None or not verb.passive or "law" not in noun.classes:
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
    parent = noun.parent
    if noun.modifier(*_SMALL) is not None:
        return True
    if parent is None:
        return False
    if noun.role == "of":
        return "lack" in parent.classes or (
            "amount" in parent.classes and parent.modifier("small", *_SMALL) is not None
        )
    return noun.role == Role.SUBJECT and _is_limited(parent)


def _is_limited(verb: Node) -> bool:
    """Tell whether a verb says that its subject does too little: "inspectors rarely visited farms"."""
    judged = _SMALL | {"adequate"} if verb.negated else _SMALL
    predicates = (child for child in verb.children if child.role == Role.PREDICATE)
    return verb.adverb("shortfall") is not None or any(child.classes & judged for child in predicates)


def _is_means(noun: Node, code: str) -> bool:
    """Tell whether a body or plan is only used or paid for: "through the committee", "funded the plan".

    Nor does the government do what people lack: "the lack of legal status made them vulnerable".
    """
    if code == "legal-status":
        return "lack" in noun.parent_classes
    if noun.role == "through":
        return code == "action-plan" or code in _BODIES
    return (
        code in ("action-plan", "legislation") and noun.role == Role.OBJECT and "fund" in noun.parent_classes
    )


def _is_instrument(noun: Node) -> bool:
    """Tell whether a law is used or broken: "under articles of the code", "with violating the law"."""
    parent = noun.parent
    if parent is None or "law" not in noun.classes:
        return False
    if parent.kind == VERB:
        return noun.role == Role.OBJECT and "violate" in parent.classes
    of_law = "law" in parent.classes and (parent.role in _BEHIND or _is_instrument(parent))
    return noun.role == "of" and ("violation" in parent.classes or of_law)


def _is_supplied(parent: Node | None) -> bool:
    """Tell whether a body gets something or is judged: "hired staff for the unit", "a lack of units"."""
    if parent is None:
        return False
    return bool(parent.classes & (GOVERNING if parent.kind == NOUN else {"fund", "supply"}))


def _is_referral(reading: Reading, parent: Node | None) -> bool:
    """Tell whether victims are referred, so that services are only where they go."""
    return parent is not None and ("refer" in parent.classes or "victim-referral" in reading.measures(parent))


# -- penalties


def _is_sentence_passed(sentence: Node, reading: Reading) -> bool:
    """Tell whether a sentence was given or is called strict enough or not. Else it is only laid down."""
    if sentence.modifier(*_JUDGED) is not None or is_mild(sentence):
        return True
    hosts = [sentence, *terms_of(sentence, reading)]
    if sentence.role == Role.SUBJECT and sentence.parent is not None:
        hosts += sentence.parent.nouns(Role.OBJECT, Role.PREDICATE)
    below = [child for host in list(hosts) for child in host.children]
    hosts += (child for child in below if child.kind == NOUN)
    if any(c.classes & _JUDGED for host in hosts for c in host.children if c.kind != NOUN):
        return True
    if any(_passes_sentence(verb, sentence) for verb in _verbs_of_sentence(sentence, hosts, reading)):
        return True
    return "impose" in sentence.parent_classes and sentence.role in (Role.OBJECT, "to", "with", "in")


def is_mild(sentence: Node) -> bool:
    """Tell whether a stricter sentence is spared: "fines in lieu of prison", "option of a fine"."""
    if any(child.role == _REPLACING for child in sentence.children):
        return True
    if sentence.kind == VERB:
        return any("option" in each.classes for each in sentence.nouns(Role.OBJECT))
    choice = sentence.parent if sentence.parent is not None and sentence.role == "of" else sentence
    return "give" in choice.parent_classes and "option" in choice.classes


def terms_of(sentence: Node, reading: Reading) -> Iterator[Node]:
    """Yield what stands behind a sentence: "penalties of up to ten years"."""
    return (each for each in (*sentence.children, *reading.behind.get(sentence, ())) if each.kind == NOUN)


def _verbs_of_sentence(sentence: Node, hosts: list[Node], reading: Reading) -> Iterator[Node]:
    """Yield the verbs that a sentence is an argument of, with those of relative clauses."""
    yield from reading.verbs_of.get(sentence.group[0], ())
    if sentence.parent is not None and sentence.parent.kind == VERB:
        yield sentence.parent
    for host in hosts:
        yield from (c for c in host.children if c.kind == VERB and c.role in (Role.RELATIVE, Role.PARTICIPLE))


def _passes_sentence(verb: Node, sentence: Node) -> bool:
    """Tell whether a verb says that a sentence was given, or what it was like."""
    governed = verb.passive or verb.role in (Role.RELATIVE, Role.PARTICIPLE)
    if governed and "impose" in verb.classes:
        return True
    if verb.lemma == "range" and "sentence" in sentence.classes:
        return True
    raised = verb.child(Role.INFINITIVE)
    predicates = (c for each in (verb, raised) if each is not None for c in each.children)
    return any(c.role == Role.PREDICATE and c.classes & (_JUDGED | {"decrease"}) for c in predicates)
