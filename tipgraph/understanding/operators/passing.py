"""Passing mentions: measures that a sentence names without saying that anybody takes them.

"Under the law", "the threat of deportation" and "a guideline on identification" name measures, and so does
"the law prescribes penalties". None of them says that the measure was taken, or was not. Most of what shows
it is data, in ``ontology/passing.toml``, which explains it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from tipgraph.understanding.operators.offtopic import is_off_topic
from tipgraph.understanding.operators.requests import is_imperative
from tipgraph.understanding.operators.unreal import MAX_CLIMB, climb, is_unreal
from tipgraph.understanding.syntax.mentions import Reading
from tipgraph.understanding.syntax.patterns import Pattern, measures_named, pattern_of
from tipgraph.understanding.syntax.tree import NOUN, VERB, Node, Role
from tipgraph.understanding.tokens.tokens import STOPS
from tipgraph.understanding.tokens.words import NO_CLASSES
from tipgraph.util.resources import folder, read_table

__all__ = [
    "BODIES",
    "Row",
    "Rows",
    "is_coverage",
    "is_mild",
    "is_named_in_passing",
    "load",
    "rows",
    "terms_of",
]

_LAWS = frozenset(("legislation", "labor-regulation", "compensation", "legal-status"))
"""Measures that a law takes by prescribing them."""
_GRANTED = frozenset(("compensation", "legal-status"))
"""Measures that a law takes by granting them: "a law that grants victims visas"."""
_NO_LAW = frozenset(("lack", "fail", "request", "undo", "end", "postpone", "need"))
"""Classes of what is said of a law that is not in force: "lacks a law", "repealed a law"."""
_NO_LAW_YET = frozenset(("propose", "plan", "develop", "submit", "await", "preparation", "talk"))
"""Classes of what is said of a law that is to come: "debated a law that grants victims visas"."""
_WHOLES = frozenset(
    ("legislation", "training", "awareness-campaign", "action-plan", "data-collection", "specialized-unit",
     "hotline", "coordination-body", "witness-protection")
)  # fmt: skip
"""Measures that may be about another one: "training on victim identification"."""
BODIES = frozenset(("coordination-body", "specialized-unit"))
"""Measures that are bodies, which exist where they are named."""
_NEVER_NAMES = frozenset(("victim-services", "funding", "training", "data-collection", "sentencing"))
"""Measures that no name names: a "Department of Social Services" is a body."""
_ABOUT = frozenset(
    ("of", "for", "to", "on", "about", "in", "against", Role.OBJECT, Role.INFINITIVE, Role.PARTICIPLE,
     Role.RELATIVE, Role.GERUND)
)  # fmt: skip
_TAUGHT = frozenset(("in", "on", "about", Role.INFINITIVE))
"""Roles of what training is about: "trained officials in identifying victims"."""
_NOMINAL = frozenset((Role.PARTICIPLE, Role.INFINITIVE, Role.RELATIVE, Role.GERUND, "of", "for", "on"))
_REPLACING = "in lieu of"
_THEIRS = frozenset(("his", "her", "their"))
"""Sentences of somebody were given: "his sentence"."""
_AFFECTING = frozenset(("hinder",))
"""Classes of verbs for what one deed does to another."""
_JUDGED = frozenset(("shortfall", "adequate"))
_TEXTS = frozenset(("passing", "stated"))
TABLES = ("another", "circumstance")


def is_named_in_passing(reading: Reading, node: Node, code: str) -> bool:
    """Tell whether a sentence names a measure without saying that anybody takes it.

    >>> from tipgraph.understanding.syntax.clauses import parse
    >>> tree = parse("Under the law, courts convicted three men.")
    >>> [is_named_in_passing(Reading(tree, ()), node, "") for node in tree.nodes]
    [True, False, False, False]
    """
    if is_unreal(reading, node, code) or _is_about(reading, node, code) or _is_name(reading, node, code):
        return True
    if code != "border-control" and is_off_topic(reading, node):
        return True
    if rows().decide(reading, node, code, "another"):
        return True
    if code == "sentencing" and node.kind == NOUN:
        return not _is_sentence_passed(node, reading)
    spares = code == "non-penalization" and "spare" in node.classes
    if code not in _LAWS and not spares and _is_prescribed(reading, node):
        return True
    if reading.includes_preposition(node) or is_coverage(node):
        return False
    named = node.parent if _is_end_of_name(node) and node.parent is not None else node
    return rows().decide(reading, named, code, "circumstance")


# -- the table


class Row(NamedTuple):
    """What a phrase must be like, what it must not be like, and whether it then does name a measure."""

    measures: Sequence[str]
    pattern: Pattern
    keep: bool
    passing: str
    stated: str

    def concerns(self, code: str) -> bool:
        """Tell whether a row is about a type of measure."""
        denied = [each[1:] for each in self.measures if each.startswith("!")]
        return code not in denied if denied else not self.measures or code in self.measures


class Rows:
    """The rows of each table, by the type of measure that they are about."""

    def __init__(self, tables: Mapping[str, list[Row]]) -> None:
        self.tables = tables
        self._known: dict[tuple[str, str], list[Row]] = {}

    def decide(self, reading: Reading, node: Node, code: str, table: str) -> bool:
        """Tell whether the first row that fits says that a measure is only named."""
        fitting = self.fitting(reading, node, code, table)
        return fitting is not None and not fitting.keep

    def fitting(self, reading: Reading, node: Node, code: str, table: str) -> Row | None:
        """Return the first row of a table that fits a phrase."""
        found = self._known.get((table, code))
        if found is None:
            found = [row for row in self.tables[table] if row.concerns(code)]
            self._known[table, code] = found
        return next((row for row in found if row.pattern.fits(reading, node)), None)


@cache
def rows() -> Rows:
    """Return the rows of ``ontology/passing.toml``. They are loaded once."""
    return load(folder("ontology") / "passing.toml")


def load(path: Path) -> Rows:
    """Read rows from a TOML file. Raises UnreadableError if one of them is not valid."""
    return read_table(path, lambda data: Rows({name: list(map(_row, data[name])) for name in TABLES}))


def _row(data: dict[str, Any]) -> Row:
    texts = {name: data.pop(name, "") for name in _TEXTS}
    keep, measures = data.pop("keep", False), measures_named(data.pop("measures", []))
    return Row(measures, pattern_of(data), keep, **texts)


# -- what laws and other measures are about


def _is_prescribed(reading: Reading, deed: Node) -> bool:
    """Tell whether a law provides for a deed: "the law prescribes aid", but not "has no clause on aid"."""
    for node, parent in islice(climb(deed), MAX_CLIMB):
        if node.negations or any(each.negations for each in node.nouns(Role.OBJECT)):
            return False
        if parent is not None and _is_effect(reading, node, parent, ""):
            return False
        if node is not deed and "prescribe" in node.classes:
            attributive = node.role in (Role.PARTICIPLE, Role.RELATIVE)
            subject = parent if node.subject is None and attributive else node.subject
            if subject is not None and _is_law(reading, subject):
                return True
    return False


def _is_law(reading: Reading, noun: Node) -> bool:
    is_treaty = "treaty" in noun.classes and "procedure" not in noun.classes
    return is_treaty or "law" in noun.classes or "legislation" in reading.measures(noun)


def _is_about(reading: Reading, deed: Node, code: str) -> bool:
    """Tell whether a deed is only what another measure is about."""
    for node, parent in islice(climb(deed), MAX_CLIMB):
        if parent is None or node.role not in _ABOUT or _is_effect(reading, node, parent, code):
            return False
        codes = reading.measures(parent)
        if parent.kind == NOUN:
            other = code not in codes and not codes & reading.measures(deed)  # "enforcement of labor laws"
            if other and ("sentencing" in codes or codes & _WHOLES):
                return True
            attributive = node.role in (Role.RELATIVE, Role.PARTICIPLE)
            if attributive and deed.kind == VERB and deed.subject is None and code in codes:
                return True  # "a law criminalizing trafficking"
        elif parent.kind == VERB:
            if node.role in _TAUGHT and code != "training" and "training" in codes:
                return True
            is_means = "enforce" in parent.classes and "adopt" not in parent.classes  # "used the law to"
            lacks = (
                node.role == Role.INFINITIVE and "be_without" in parent.classes
            )  # "lack the training to identify victims"
            made = parent.child(Role.OBJECT) if node.role in _TAUGHT and not (is_means or lacks) else None
            codes = reading.measures(made) if made is not None else NO_CLASSES
            wholes = _WHOLES if node.role == Role.INFINITIVE else _WHOLES & {"training"}
            if codes & wholes and code not in codes:
                return True
            if parent.role not in _NOMINAL:
                return False
    return False


def _is_in_force(reading: Reading, law: Node, clause: Node) -> bool:
    """Tell whether a law holds with what a clause says of it: "adopted a law", but not "rejected a law"."""
    above = list(law.path())
    if any(node.negated or node.classes & _NO_LAW for node in above):
        return False
    if clause.role == Role.PARTICIPLE:
        return True  # "drafted a law granting visas" plans both
    drafted = "draft_law" in law.classes and "adopt" not in law.parent_classes
    to_come = drafted or any(node.modal_word or node.classes & _NO_LAW_YET for node in above)
    return not (to_come or is_imperative(reading, above[-1]))


def _is_effect(reading: Reading, clause: Node, measure: Node, code: str) -> bool:
    """Tell whether a clause behind a measure says what it does: "no plan, which hampered trials"."""
    is_law = "legislation" in reading.measures(measure)
    if is_law and code in _GRANTED and clause.role in (Role.PARTICIPLE, Role.RELATIVE):
        return _is_in_force(reading, measure, clause)
    if clause.role == Role.PARTICIPLE and "found" in clause.classes:
        created = any(reading.measures(each) & BODIES for each in clause.nouns(Role.OBJECT))
        return created and is_law  # "a decree creating a committee"
    if is_law and code in BODIES and clause.role == "for" and clause.determiner in ("a", "an"):
        return True  # "a statute for a committee"
    return clause.role == Role.RELATIVE and not clause.classes.isdisjoint(_AFFECTING)


# -- names and laws


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
    if "home" in node.classes:
        return False  # "the National Shelter"
    return code in _NEVER_NAMES or (of_body and node.role in ("of", "for", "on", "against"))


def _is_end_of_name(noun: Node) -> bool:
    """Tell whether a phrase is the end of a name: "under the Prevention of Slavery Act"."""
    parent = noun.parent
    if noun.role != "of" or parent is None or parent.kind != NOUN:
        return False
    return noun.head_token.capital and noun.tokens[parent.head].capital


def is_coverage(noun: Node) -> bool:
    """Tell whether a law is said to leave people out: "not covered by the law"."""
    verb = noun.parent
    if verb is None or not verb.passive or "law" not in noun.classes:
        return False
    denied = verb.negated or (verb.subject is not None and verb.subject.negated)
    return noun.role in ("by", "under") and denied and "cover" in verb.classes


# -- penalties


def _is_sentence_passed(sentence: Node, reading: Reading) -> bool:
    """Tell whether a sentence was given or is called strict enough or not. Else it is only laid down."""
    if sentence.modifier(*_JUDGED) is not None or sentence.determiner in _THEIRS:
        return True
    if _is_of_sentencing(reading, sentence):
        return not _is_prescribed(reading, sentence)
    hosts = [sentence, *terms_of(sentence, reading)]
    if sentence.role == Role.SUBJECT and sentence.parent is not None:
        hosts += sentence.parent.nouns(Role.OBJECT, Role.PREDICATE)
        likened = sentence.parent.nouns("as", Role.PREDICATE)
        if any(each.modifier("adequate") is not None and not each.negated for each in likened):
            return True  # "penalties served as an effective deterrent"
    if sentence.role == Role.OBJECT and sentence.parent is not None and sentence.parent.is_opinion:
        hosts.append(sentence.parent)  # "called the sentences inadequate"
    below = [child for host in list(hosts) for child in host.children]
    hosts += (child for child in below if child.kind == NOUN)
    if any(c.classes & _JUDGED for host in hosts for c in host.children if c.kind != NOUN):
        return True
    if any(_passes_sentence(verb, sentence) for verb in _verbs_of_sentence(sentence, hosts, reading)):
        return True
    verb = sentence.parent if "impose" in sentence.parent_classes else None
    by_law = verb is not None and verb.subject is not None and _is_law(reading, verb.subject)
    prescribed = by_law or _is_prescribed(reading, sentence)  # "lets judges impose fines"
    return verb is not None and not prescribed and sentence.role in (Role.OBJECT, "to", "with", "in")


def _is_of_sentencing(reading: Reading, sentence: Node) -> bool:
    """Tell whether a noun says that courts gave sentences: "the imposition of", "the punishment of pimps"."""
    above = sentence.parent_classes
    rose = "sentence" in sentence.classes and sentence.role in ("in", "of") and above & {"grow", "decline"}
    there = sentence.role == Role.PREDICATE and sentence.classes & {"sentence", "time"}
    people = any("perpetrator" in reading.head_kinds(each) for each in sentence.nouns("of", "on", "for"))
    given = people and (there or sentence.child("of") is not None)
    return bool(rose or given) or (sentence.role == "of" and "imposition" in above)


def is_mild(sentence: Node) -> bool:
    """Tell whether a stricter sentence is spared: "fines in lieu of prison"."""
    return any(child.role == _REPLACING for child in sentence.children)


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
    if "vary" in verb.classes and "sentence" in sentence.classes:
        return True
    raised = verb.child(Role.INFINITIVE)
    predicates = (c for each in (verb, raised) if each is not None for c in each.children)
    return any(c.role == Role.PREDICATE and c.classes & (_JUDGED | {"decrease"}) for c in predicates)
