"""Codes: victim groups, kinds of exploitation and sectors, wherever a text names them as happening."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tipgraph.understanding.structure.content import ACTOR, NOBODY, PEOPLE
from tipgraph.understanding.structure.frames import frames
from tipgraph.understanding.structure.mentions import Labels, Reading
from tipgraph.understanding.structure.predicates import (
    Argument,
    Contents,
    Predicate,
    is_spouse,
    predicates,
)
from tipgraph.understanding.structure.stories import SUBORDINATE
from tipgraph.understanding.structure.tree import NOUN, VERB, Node

__all__ = ["CodeStatement", "codes", "implied"]

_EXPLOITED = frozenset(("exploitation", "exploitation-verb", "victimization"))
_ADDRESSING = frozenset(("awareness-campaign", "training"))
_OTHER_CRIMES = frozenset(("movement", "victimization"))
_TAKING = frozenset(("recruit", "exploit", "move"))
_IMPLIED = {
    ("sector", "domestic-work"): ("exploitation", "domestic-servitude"),
    ("exploitation", "child-soldiering"): ("victim-group", "children"),
}
"""What a code says besides."""


class CodeStatement(NamedTuple):
    """A code of a kind that a predicate names. ``certainty`` is its own."""

    kind: str
    code: str
    certainty: str
    start: int
    end: int


def codes(reading: Reading, labels: Labels) -> Iterator[CodeStatement]:
    """Yield the codes that a segment names. ``labels`` are those of exploitation in two parts."""
    contents = Contents(reading)
    seen = set[Node]()
    for predicate in predicates(reading, contents):
        arguments = [argument for argument in predicate.arguments if argument.node not in seen]
        seen.update(argument.node for argument in arguments)
        if not _is_denied(predicate):
            yield from _of_predicate(reading, contents, predicate, arguments)
            yield from _of_words_together(reading, contents, predicate, labels)


def implied(sectors: Iterable[str]) -> list[str]:
    """Return the kinds of exploitation that work in some sectors is.

    >>> implied(["domestic-work", "mining"])
    ['domestic-servitude']
    """
    found = (_IMPLIED.get(("sector", sector)) for sector in sectors)
    return [code for pair in found if pair is not None for code in pair[1:]]


def _is_denied(predicate: Predicate) -> bool:
    """Tell whether a predicate says that nobody is exploited or moved, or that something does not exist."""
    if _says(predicate) and any(a.node.negated and a.content.who == PEOPLE for a in predicate.arguments):
        return True
    if not any(verb.negated for verb in predicate.verbs):
        return False
    head = predicate.head
    return _says(predicate) or head.copula or "exist" in head.classes


def _says(predicate: Predicate) -> bool:
    """Tell whether a predicate says by its verb that people are exploited or move."""
    return any(frame.kind not in ("", "none") for frame in predicate.frames)


def _of_predicate(
    reading: Reading, contents: Contents, predicate: Predicate, arguments: list[Argument]
) -> Iterator[CodeStatement]:
    """Yield what the phrases and verbs of a predicate name."""
    verbs = [contents[verb] for verb in predicate.verbs]
    kinds = frozenset[str]().union(*(each.kinds for each in (*verbs, *(a.content for a in arguments))))
    is_exploited = not kinds.isdisjoint(_EXPLOITED)
    is_measure = any(not reading.measures(verb).isdisjoint(_ADDRESSING) for verb in predicate.verbs)
    for argument in arguments:
        if _is_unreported(argument.node, contents) or _is_buyer(argument.node, contents):
            continue
        yield from _of_crime(reading, argument)
        actor = _is_actor(argument, predicate, contents)
        acts = actor and (not is_exploited or argument.role == "subject")
        if argument.field("*") != "opaque" and not acts:
            if not actor:
                yield from _of_people(reading, argument)
            if is_exploited or not is_measure:
                yield from _of_work(reading, argument, is_exploited=is_exploited)
    for verb, content in zip(predicate.verbs, verbs, strict=True):
        yield from _stated(reading, verb, "exploitation", content.exploitation)
        yield from _stated(reading, verb, "sector", content.sectors)
        yield from _stated(reading, verb, "victim-group", content.groups)


def _of_crime(reading: Reading, argument: Argument) -> Iterator[CodeStatement]:
    yield from _stated(reading, argument.node, "exploitation", argument.content.exploitation)


def _of_people(reading: Reading, argument: Argument) -> Iterator[CodeStatement]:
    """Yield groups of people, but not those of other crimes: "migrant smuggling", "child abuse"."""
    content = argument.content
    of_other_crime = content.kinds & _OTHER_CRIMES and not content.exploitation
    if content.who == PEOPLE or content.names_group or not of_other_crime:
        yield from _stated(reading, argument.node, "victim-group", content.groups)


def _of_work(reading: Reading, argument: Argument, *, is_exploited: bool) -> Iterator[CodeStatement]:
    """Yield sectors, but not those of promised work, buyers, or measures: "anti-trafficking workshops"."""
    content = argument.content
    is_measure = "measure" in content.kinds and not is_exploited
    if "false-promise" not in content.kinds and "buyer" not in content.head and not is_measure:
        yield from _stated(reading, argument.node, "sector", content.sectors)


def _is_actor(argument: Argument, predicate: Predicate, contents: Contents) -> bool:
    """Tell whether a phrase names who exploits, buys, marries or is tried."""
    content, node = argument.content, argument.node
    if content.who == ACTOR or is_spouse(argument, contents):
        return True
    of_noun = argument.role == "by" and node.parent is not None and node.parent.kind == NOUN
    if content.who == PEOPLE and argument.field("person") in NOBODY and not of_noun:
        return True
    clauses = (child for child in node.children if child.role in SUBORDINATE)
    if any("acquire" in child.classes and not child.passive for child in clauses):
        return True
    head = predicate.head
    subjects = (a for a in predicate.arguments if a.role in ("subject", "of"))
    return head.kind == VERB and head.copula and any("perpetrator" in a.content.head for a in subjects)


def _is_buyer(node: Node, contents: Contents) -> bool:
    """Tell whether a phrase names to whom one caters."""
    parent = node.parent
    return parent is not None and parent.kind == VERB and "buyer" in contents[parent].kinds


def _is_unreported(node: Node, contents: Contents) -> bool:
    """Tell whether a phrase stands below a negated report: "no evidence of forced labor"."""
    return any(
        above.negated and "report-noun" in contents[above].kinds
        for above in node.ancestors()
        if above.kind == NOUN
    )


def _of_words_together(
    reading: Reading, contents: Contents, predicate: Predicate, labels: Labels
) -> Iterator[CodeStatement]:
    """Yield what the words of a predicate say together: "forced … to work", "rebels recruit children"."""
    words = {word for argument in predicate.arguments for word in argument.node.words}
    words |= {verb.lemma for verb in predicate.verbs}
    for verb in predicate.verbs:
        found = [label.code for label in labels.of_verbs.get(verb.lemma, ()) if label.forms & words]
        yield from _stated(reading, verb, "exploitation", [(code, verb.head) for code in found])
    heads = {kind for argument in predicate.arguments for kind in argument.content.head}
    subject = predicate.head.subject if predicate.head.kind == VERB else None
    heads |= contents[subject].head if subject is not None else frozenset()
    named = {code for argument in predicate.arguments for code, _ in argument.content.groups}
    rows = (row for kind in heads for row in frames().by_agent.get(kind, ()))
    if {frame.verb_class for frame in predicate.frames} & _TAKING:
        codes_said = [(code, predicate.head.head) for wanted, code in rows if wanted in named]
        yield from _stated(reading, predicate.head, "exploitation", codes_said)


def _stated(
    reading: Reading, node: Node, kind: str, named: Iterable[tuple[str, int]]
) -> Iterator[CodeStatement]:
    tokens = reading.tree.tokens
    for code, _ in named:
        span = tokens[node.first].start, tokens[node.last].end
        yield CodeStatement(kind, code, "asserted", *span)
        if (kind, code) in _IMPLIED:
            yield CodeStatement(*_IMPLIED[kind, code], "asserted", *span)
