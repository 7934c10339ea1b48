"""What has not happened: deeds that are feared, possible, asked for, asked about or not reported."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from tipgraph.understanding.operators.requests import is_only_requested
from tipgraph.understanding.syntax.mentions import Reading
from tipgraph.understanding.syntax.tree import NOUN, QUESTIONS, VERB, Node, Role
from tipgraph.understanding.tokens.words import NO_CLASSES

__all__ = ["BY_WHICH", "MAX_CLIMB", "climb", "is_counterfactual", "is_unreal"]

MAX_CLIMB = 6
"""Governors that the search for a law or a whole asks."""
BY_WHICH = frozenset(f"{Role.ADVERBIAL}:{words}" for words in ("by which", "whereby", "through which"))
"""Roles of clauses that say what something is for: "a procedure by which police would identify victims"."""
_ASKED = frozenset((f"{Role.ADVERBIAL}:how", f"{Role.ADVERBIAL}:whether"))
_HYPOTHETICAL = frozenset(("may", "might", "can", "could"))
_ENABLING = ("thanks to", "with", "after", "through")
_STANDINGS = ("on", "at", "under", "among")
"""Roles of where a subject stands."""
_ABOUT = frozenset(("of", "on", "about", "for", "regarding", Role.SUBJECT, Role.THAT, Role.PARTICIPLE))
"""Roles of what figures are about."""
_STATED = frozenset((Role.OBJECT, Role.SUBJECT))
_TREATING = frozenset(("document", "study", "topic"))
_SHORT = frozenset(("lack", "decline", "hinder", "few", "shortfall", "decrease"))
_REPORTING = frozenset(("report", "give", "continue", "publish", "find"))
"""Classes of verbs for what is done with figures."""
_REFUSING = frozenset(("fail", "unable"))
_PUBLISHING = frozenset(("publish", "give"))
_MIGHT = frozenset(("would", "could", "might"))
_PERSONS = frozenset(("victim", "victim-group", "person"))
_STATES = frozenset(("official", "officer", "place", "ngo"))
_DEMAND = "demand-reduction"
"""A measure that is what campaigns are for: "campaigns aimed at reducing demand"."""
_PURPOSES = frozenset((Role.INFINITIVE, Role.GERUND, "at", "for", "to", "toward", "towards"))
_WITH_PURPOSE = frozenset(("effort", "thing", "document", "meeting", "lesson", "study", "scheme"))
"""Classes of nouns for what has a purpose and none who acts: "the plan aims to train judges"."""
_PERMITTED = frozenset(("legal-status", "victim-services", "compensation"))
"""Measures that consist in allowing victims something."""


def climb(node: Node) -> Iterator[tuple[Node, Node | None]]:
    """Return a node and all that it depends on, each with its parent."""
    return ((each, each.parent) for each in node.path())


def is_unreal(reading: Reading, deed: Node, code: str) -> bool:
    """Tell whether nobody says that a deed was done or not.

    >>> from tipgraph.understanding.syntax.clauses import parse
    >>> tree = parse("Courts may convict traffickers.")
    >>> [is_unreal(Reading(tree, ()), node, "") for node in tree.nodes if node.kind == VERB]
    [True]
    """
    if code in _PERMITTED and _is_permitted(reading, deed):
        return False
    return (
        _asks_reader(reading)
        or _is_potential(deed)
        or (code == "legal-status" and _is_fake(reading, deed))
        or _is_possible(deed)
        or is_only_requested(reading, deed)
        or _is_unreported(reading, deed)
        or _is_assessed(deed)
        or _is_treated_of(reading, deed, code)
        or _is_promised(reading, deed)
        or _is_of_the_past(reading, deed)
    )


def _asks_reader(reading: Reading) -> bool:
    """Tell whether a sentence is a question: "Did courts convict them?"."""
    first, last = reading.tree.tokens[0], reading.tree.tokens[-1]
    return last.word == "?" and first.tag in "BHOMSW"


def _is_permitted(reading: Reading, deed: Node) -> bool:
    """Tell whether victims may do or have something: "victims may remain in the country"."""
    verbs = (node for node in deed.path() if node.kind == VERB)
    verb = next(verbs, None)
    if verb is None or verb.subject is None or verb.modal_word not in _HYPOTHETICAL:
        return False
    return bool(reading.head_kinds(verb.subject) & _PERSONS)


def _is_potential(deed: Node) -> bool:
    """Tell whether a noun names what may happen: "potential charges"."""
    return deed.kind == NOUN and any("possible" in deed.tokens[i].classes for i in deed.modifiers)


def _is_fake(reading: Reading, deed: Node) -> bool:
    """Tell whether papers are no real ones: "gave victims forged permits"."""
    papers = reading.objects(deed) if deed.kind == VERB else [deed]
    return any(each.modifier("fake") is not None for each in papers)


def _is_possible(deed: Node) -> bool:
    """Tell whether a deed is only feared, possible, or asked about."""
    below = deed
    for node, parent in climb(deed):
        if below.role == Role.SUBJECT and _falls_short(below):
            return False  # "the lack of training may do harm"
        below = node
        if node.kind == VERB and node.modal_word in _HYPOTHETICAL and not _is_real(node):
            return node is not deed or parent is None or node.role not in BY_WHICH
        if node.kind == VERB and _is_missed(node):
            return True
        if parent is None:
            return _is_open(node, deed)
        if _is_threat(node, parent):
            return True
        if node.role == "than" or (node.role in ("with", "for", "to") and _is_described(parent)):
            return True
        if node.is_adverbial and _is_question(node, parent):
            return True
        if node.is_adverbial or node.role == Role.RELATIVE:
            return _is_condition(node)
    return False


def _is_open(clause: Node, deed: Node) -> bool:
    """Tell whether a clause without a main one leaves a deed open: "how many fled is unknown", "if tried"."""
    if is_counterfactual(clause):
        return not _is_denied(deed)
    return clause.role in QUESTIONS or (clause.is_adverbial and _is_condition(clause))


def _falls_short(subject: Node) -> bool:
    """Tell whether a subject says what there is too little of."""
    words = subject.tokens[subject.first : subject.head + 1]
    return any(word.classes & _SHORT for word in words)


def _is_real(verb: Node) -> bool:
    """Tell whether what can be is ensured, or what could be is not so: "no victims could be identified"."""
    if verb.role == Role.THAT and "ensure" in verb.parent_classes:
        return True
    subject = verb.subject
    few = subject is not None and (subject.negated or "few" in subject.head_token.classes)
    return few or verb.negated or could_do_more(verb)


def could_do_more(verb: Node) -> bool:
    """Tell whether a verb says that too little is done: "could do more to protect victims"."""
    more = any(verb.tokens[at].word == "more" for at in verb.adverbs)
    enabled = verb.child(*_ENABLING) is not None or any(child.is_adverbial for child in verb.children)
    follows = verb.is_adverbial or (verb.role == Role.THAT and "report" not in verb.parent_classes)
    able = enabled or follows  # "with more staff, it could do more", "so that it could do more"
    return more and "do" in verb.classes and verb.modal_word in ("", "could") and not able


def _is_missed(verb: Node) -> bool:
    """Tell whether a verb says what ought to or might have happened: "the law should have protected them"."""
    if verb.modal_word not in ("should", "would") or verb.modal is None or not verb.has_auxiliary("H"):
        return False
    return not any(token.word == "to" for token in verb.tokens[verb.modal + 1 : verb.head])


def _is_denied(deed: Node) -> bool:
    return any(node.negated for node in deed.path())


def is_counterfactual(clause: Node) -> bool:
    """Tell whether a clause is what was not so: "had police acted, they would be free", "if they had acted".

    The main clause, somewhere else in the sentence, says what might be. What such a clause denies was done.
    """
    had = "had" in (clause.modal_word, clause.tokens[clause.first].word) or clause.is_pluperfect
    if not had or not any(token.word in _MIGHT for token in clause.tokens):
        return False
    opens = clause.tokens[clause.first - 1].tag in "N,EG"  # "would be free had police acted"
    is_behind = clause.lemma == "have" and opens and clause.subject is None and not clause.is_conjunct
    return is_behind or clause.role == f"{Role.ADVERBIAL}:if"


def _is_threat(node: Node, parent: Node) -> bool:
    """Tell whether a deed is feared, waited for or denied: "the threat of arrest", "denied that police"."""
    if node.role == Role.INFINITIVE and _is_power(parent):
        return True
    if node.role == Role.THAT and "disbelieve" in parent.classes:
        return node is parent.child(Role.THAT)  # "denied that it was so, and did not try them"
    if node.role in (Role.INFINITIVE, Role.THAT) and "threaten" in parent.classes:
        return node.role == Role.INFINITIVE or bool(node.modal_word)  # "warned that he would be tried"
    if parent.kind == NOUN:
        return node.role in ("of", Role.THAT) and "threat" in parent.classes
    if parent.kind == VERB and node.kind == NOUN:
        lacks = "lack" in node.classes and "suffer" in parent.classes and not parent.negated
        if ("hinder" in node.classes or lacks) and node.role == Role.OBJECT:
            return False  # "faced problems in convicting them", "faced a lack of funds"
        harmed = node.role == "with" and "partnership" not in node.classes and "harm" in parent.classes
        return harmed or (node.role == Role.OBJECT and parent.classes & {"await", "fear"} != NO_CLASSES)
    return False


def _is_power(noun: Node) -> bool:
    """Tell whether somebody only may do what follows: "has the authority to", but not "lacks it"."""
    if "power" not in noun.classes or "government" in noun.classes or noun.negated:
        return False
    holds = noun.role == "with" or bool(noun.parent_classes & {"have", "give"})
    return holds and not (noun.parent is not None and noun.parent.negated)


def _is_described(verb: Node) -> bool:
    """Tell whether a copula says what its subject is like. "There are problems with it" says more."""
    predicate = verb.child(Role.PREDICATE)
    if predicate is None and verb.child(*_STANDINGS) is not None:
        return False  # "is on the list for its failure to act"
    return verb.copula and (predicate is None or predicate.classes.isdisjoint(("available", "hinder")))


def _is_question(clause: Node, parent: Node) -> bool:
    """Tell whether a clause says what one reports or asks: "explained how courts convict"."""
    said = parent.child(Role.PREDICATE) if parent.copula else parent
    if clause.role in QUESTIONS and said is not None and said.classes & {"report", "uncertain"}:
        return True  # "it was unclear how many were tried"
    first = min((child.first for child in clause.children), default=clause.first)
    opening = "".join(token.tag for token in clause.tokens[first : first + 2])
    is_degree = opening == "JD"  # "shows how weak the law is"
    return clause.role in _ASKED and not parent.copula and not is_degree


def _is_condition(clause: Node) -> bool:
    subordinator = clause.role.removeprefix(f"{Role.ADVERBIAL}:")
    if (
        subordinator in ("when", "once", "if", "unless")
        and clause.subject is None
        and clause.child(Role.OBJECT) is None
    ):
        return True  # "if convicted, they face"
    return subordinator in ("whether", "if", "even if", "unless")


def _is_treated_of(reading: Reading, deed: Node, code: str) -> bool:
    """Tell whether a deed is only what a document treats of, or what something is for.

    So in "the report deals with measures to protect victims" and "the project is meant to train judges".
    """
    for node, parent in islice(climb(deed), MAX_CLIMB):
        if parent is None or node.is_adverbial:
            return False
        if node.role == Role.RELATIVE and "transparent" not in parent.classes:
            return False  # but "examines the rate at which traffickers are tried"
        about = _described(parent)
        if about is None or node.role == Role.SUBJECT:
            continue
        if about is parent.subject and about.classes & {"lesson", "aim"} and "mission" not in about.classes:
            return True  # "the course was to equip them to prosecute offenders"
        if "treat_of" in parent.classes and node.role != Role.THAT and about.classes & _TREATING:
            return True
        if "comprise" in parent.classes and "topic" in about.classes:
            return True  # "topics included the identification of victims"
        if "destine" in parent.classes and node.role in _PURPOSES and _has_purpose(reading, about, parent):
            return code != _DEMAND
    return False


def _described(verb: Node) -> Node | None:
    """Return what a verb says something of: its subject, or what a participle stands behind."""
    attributive = verb.role in (Role.PARTICIPLE, Role.RELATIVE)
    return (verb.subject or (verb.parent if attributive else None)) if verb.kind == VERB else None


def _has_purpose(reading: Reading, thing: Node, verb: Node) -> bool:
    """Tell whether a thing is for what follows. A procedure for a deed is part of the deed."""
    if "procedure" in thing.classes or (verb.role == Role.PARTICIPLE and _can_intend(reading, thing)):
        return False
    return verb.passive or bool(thing.classes & _WITH_PURPOSE)


def _can_intend(reading: Reading, noun: Node) -> bool:
    """Tell whether somebody has purposes: "the ministry intended to train judges"."""
    return noun.head_token.tag != "N" or bool(reading.head_kinds(noun) & _STATES)


def _is_promised(reading: Reading, deed: Node) -> bool:
    """Tell whether somebody unknown promises people something: "they were promised training"."""
    verb = deed.parent
    while verb is not None and verb.kind == NOUN:
        verb = verb.parent
    if verb is None or "promise" not in verb.classes or not verb.passive or verb.child("by") is not None:
        return False
    promised = verb.subject
    return promised is not None and deed is not promised and not reading.measures(promised)


def _is_of_the_past(reading: Reading, deed: Node) -> bool:
    """Tell whether a clause says what people had lacked: "freed girls who had not been given care"."""
    clause = next((node for node in deed.path() if node.role == Role.RELATIVE and node.negated), None)
    people = clause.parent if clause is not None else None
    if clause is None or people is None or not reading.head_kinds(people) & _PERSONS:
        return False
    if people.role == Role.SUBJECT:
        return False  # "girls who had not been screened were deported"
    main = next((node for node in people.ancestors() if node.kind == VERB), None)
    return clause.is_pluperfect and main is not None and not main.is_pluperfect


def _is_unreported(reading: Reading, deed: Node) -> bool:
    """Tell whether only figures are missing or out: "did not report, published the number of convictions"."""
    for node, parent in climb(deed):
        if parent is None or node.role not in _ABOUT:
            return False
        things = [parent] if parent.kind == NOUN else reading.objects(parent)
        figures = next((each for each in things if "figures" in each.classes and each is not node), None)
        if figures is None or figures.role not in _STATED:
            continue
        verb = figures.parent
        counted = figures.determiner == "the" or "figures" in node.classes  # "information on the number of"
        if verb is not None and counted and verb.classes & _PUBLISHING:
            return True
        if verb is not None and (figures.negated or _is_refused(verb)):
            available = verb.child(Role.PREDICATE) if figures.role == Role.SUBJECT else None
            return bool(verb.classes & _REPORTING or (available and "available" in available.classes))
    return False


def _is_refused(verb: Node) -> bool:
    """Tell whether a deed is not done, or cannot be: "did not report", "failed to", "was unable to"."""
    above = verb.parent if verb.role == Role.INFINITIVE else None
    return verb.negated or (
        above is not None and bool((above.classes | above.head_token.classes) & _REFUSING)
    )


def _is_assessed(deed: Node) -> bool:
    """Tell whether it is only asked how much was done: "made it difficult to assess investigations"."""
    for node, parent in islice(climb(deed), MAX_CLIMB):
        if parent is None or node.is_adverbial or node.role == Role.RELATIVE:
            return False
        if "assess" in parent.classes:
            return True
    return False
