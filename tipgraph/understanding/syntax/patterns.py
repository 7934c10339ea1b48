"""Patterns: what a phrase must be like, as rows of data files say it.

A pattern is a table of conditions, all of which must hold. ``ontology/passing.toml`` explains them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import cache
from itertools import chain, islice
from typing import Any, NamedTuple

from tipgraph.model.vocabulary import load as load_vocabulary
from tipgraph.understanding.syntax.mentions import MEASURE, Reading
from tipgraph.understanding.syntax.tree import ADJECTIVE, NOUN, VERB, Node, Role
from tipgraph.understanding.tokens.words import CLASSES, FIXED_EXPRESSIONS, NO_CLASSES, PREPOSITIONS

__all__ = ["Pattern", "Wanted", "measures_named", "pattern_of", "role_named", "types_named", "types_of"]

UNIT = "count-unit"
_KINDS = {VERB: "verb", NOUN: "noun", ADJECTIVE: "adjective"}
_ROLES: Mapping[str, str] = {
    **{role.lower(): role for name, role in vars(Role).items() if name.isupper()},
    "for which": f"{Role.ADVERBIAL}:for which",
}
"""Names of the roles that are no prepositions."""
_OF_ROLES = frozenset(("role", "under_role", "followed", "having"))
"""Names of conditions whose values are roles."""
_NAMES = _OF_ROLES | frozenset(
    ("is", "list", "host", "under", "above", "within", "below", "topic", "modified", "clause", "adverb", "to",
     *_ROLES)
)  # fmt: skip
"""Names of conditions. Any other preposition is one, too: what a verb has in this role."""
_FORMS = frozenset(
    ("any", "verb", "noun", "adjective", "copula", "passive", "active", "negated", "conjunct",
     "quantified", "name", "word", "own", "bare", "fronted", "it", "forbidden", "due", "limited", "listed")
)  # fmt: skip
"""Types that no word list gives."""
_FORBIDDING = frozenset(("may", "can", "cannot", "must"))
"""Modals of what is forbidden, if they are denied: "may not"."""

_TOPICAL = frozenset(("on", "about", "for", "against", "of", "into"))
"""Roles of what something is about."""
_LIMITING = frozenset(("few", "shortfall", "limiting"))

Wanted = tuple[frozenset[str], ...]
"""Types one of which must fit, each as the types that must be there together."""
_CRIMES = frozenset(("trafficking", "exploitation"))
_CHEAP = frozenset(("role", "is"))
"""Conditions that look at the phrase alone."""
Conditions = tuple[tuple[str, Wanted], ...]


class Pattern(NamedTuple):
    """What a phrase must be like, and what it must not be like."""

    conditions: Conditions = ()
    exceptions: Conditions = ()

    @property
    def roles(self) -> frozenset[str]:
        """The roles that a phrase must have one of."""
        return frozenset().union(
            *(role for name, roles in self.conditions if name == "role" for role in roles)
        )

    def fits(self, reading: Reading, node: Node) -> bool:
        """Tell whether a phrase meets all conditions and no exception."""
        for name, wanted in self.conditions:
            if not _holds(reading, node, name, wanted):
                return False
        return not any(_holds(reading, node, *each) for each in self.exceptions)


def _holds(reading: Reading, node: Node, name: str, wanted: Wanted) -> bool:
    """Tell whether a condition holds of a phrase."""
    parent = node.parent
    match name:
        case "role":
            return {node.role} in wanted
        case "is":
            own = types_of(reading, node)
            return any(map(own.issuperset, wanted))
        case "under_role":
            return parent is not None and {parent.role} in wanted
        case "followed":
            behind = (*node.children, *reading.behind.get(node, ()))
            return any({each.role} in wanted for each in behind)
        case "having":
            return node.clause is not None and any({each.role} in wanted for each in node.clause.children)
    return any(each <= types for types in _found(reading, node, name) for each in wanted)


def _found(reading: Reading, node: Node, name: str) -> Iterator[frozenset[str]]:
    """Yield the types of what a condition is about."""
    match name:
        case "host":
            yield types_of(reading, node.host)
        case "list":
            yield types_of(reading, node.group[0])
        case "under" | "above":
            governors = islice(node.ancestors(), 2)
            yield from (types_of(reading, each) for i, each in enumerate(governors) if i == (name == "above"))
        case "within":
            yield from (types_of(reading, each) for each in node.ancestors())
        case "below":
            yield from (types_of(reading, each) for each in node.children)
        case "topic":
            behind = (*node.children, *reading.behind.get(node, ()))
            yield from (types_of(reading, each) for each in behind if each.role in _TOPICAL)
        case "modified":
            yield from (node.tokens[i].classes for i in node.modifiers)
        case "adverb":
            clause = node.clause
            yield from (clause.tokens[i].classes for i in clause.adverbs) if clause is not None else ()
        case "clause":
            yield types_of(reading, node.clause)
        case _:
            yield from (types_of(reading, each) for each in _arguments(reading, node.clause, name))


def _arguments(reading: Reading, clause: Node | None, role: str) -> list[Node]:
    """Return the arguments of a verb in a role. The subject of a relative clause is what it describes.

    That of an infinitive is whom the verb above it is done to: "forced victims to pay".
    """
    if clause is None:
        return []
    if role == Role.OBJECT:
        objects = reading.objects(clause)
        wholes = [whole for each in objects if "amount" in each.classes for whole in each.nouns("of")]
        return objects + wholes + [item for each in objects for item in each.nouns("including", "such as")]
    if role != Role.SUBJECT:
        return [child for child in clause.children if child.role == role]
    described = clause.parent if clause.role == Role.RELATIVE else None
    subject = clause.subject or described
    if subject is None and clause.role == Role.INFINITIVE and "oblige" in clause.parent_classes:
        subject = next(iter(reading.objects(clause.parent)), None) if clause.parent is not None else None
    if subject is None:
        return []
    if subject.head_token.tag != "N":
        return subject.nouns("of") or [subject]  # "some of the men"
    if not _is_number(subject):
        return [subject]
    return [subject, *(each for each in subject.nouns("of") if _is_plain(reading, each))]


def _is_number(subject: Node) -> bool:
    """Tell whether a phrase is "the number" or "the figures" of something."""
    return subject.determiner == "the" and "figures" in subject.classes


def _is_plain(reading: Reading, noun: Node) -> bool:
    """Tell whether only a crime and a place are said of what there is a number of."""
    of_crimes = (reading.kinds(each) & _CRIMES for each in noun.nouns("of"))
    return all(of_crimes) and all(child.role in ("of", "in") for child in noun.children)


def types_of(reading: Reading, node: Node | None) -> frozenset[str]:
    """Return the types of a phrase, by which patterns ask for it."""
    return NO_CLASSES if node is None else reading.once(_find_types, node)


def _find_types(reading: Reading, node: Node) -> frozenset[str]:
    at_head = reading.placed.get(node.head, ())
    labels = [each for each in at_head if each.mention.kind == MEASURE]
    verb = "copula" if node.copula else "passive" if node.passive else "active"
    forms = {
        "any": True,
        _KINDS[node.kind]: True,
        verb: node.kind == VERB,
        "negated": node.negated,
        "forbidden": node.negated and node.modal_word in _FORBIDDING and not node.has_auxiliary("H"),
        "due": node.modal_word == "to",
        "limited": _is_limited(node),
        "conjunct": node.is_conjunct,
        "listed": len(node.group) > 1,
        "quantified": node.is_quantified,
        "bare": node.head_token.tag == "C",
        "it": node.lemma == "it",
        "fronted": node.parent is not None and node.last < node.parent.first,
        "name": node.head_token.capital and node.head > 0,
        "word": bool(labels) and all(each.first == each.last for each in labels),
        "own": reading.country in reading.codes(node, "place"),
    }
    found = {form for form, holds in forms.items() if holds}
    found.update(each.mention.code for each in at_head if each.mention.kind == UNIT)
    found.update(f"~{kind}" for kind in reading.kinds(node))
    return node.classes.union(found) | reading.head_kinds(node) | reading.measures(node)


def _is_limited(node: Node) -> bool:
    """Tell whether a phrase is denied or falls short: "little will", "few are", "is rarely"."""
    subject = node.subject if node.kind == VERB else None
    words = range(node.first, node.head) if node.kind == NOUN else (*node.adverbs, *node.modifiers)
    short = any(not _LIMITING.isdisjoint(node.tokens[i].classes) for i in words)
    return node.negated or short or (subject is not None and _is_limited(subject))


def pattern_of(data: Mapping[str, Any]) -> Pattern:
    """Read a pattern. Raises ValueError if a condition or a type is not known."""
    conditions = {name: types for name, types in data.items() if name != "unless"}
    return Pattern(_conditions(conditions), _conditions(data.get("unless", {})))


def measures_named(values: Any) -> list[str]:
    """Read types of measures, each of which may be denied with "!". Raises ValueError for unknown ones."""
    return [
        code for (code,) in _values("measures", values, _measures() | {f"!{each}" for each in _measures()})
    ]


def types_named(name: str, values: Any) -> Wanted:
    """Read types one of which must fit. Raises ValueError for unknown ones."""
    return _values(name, values, _known_types())


def role_named(name: str) -> str:
    """Read a role. Raises ValueError if it is not known."""
    _values("role", [name], _known_roles())
    return _ROLES.get(name, name)


def _conditions(data: Mapping[str, Any]) -> Conditions:
    found = []
    for name, types in data.items():
        if name not in _NAMES | _known_roles():
            raise ValueError(f"the condition {name!r}")
        known = _known_roles() if name in _OF_ROLES else _known_types()
        wanted = _values(name, types, known)
        if name in _OF_ROLES:
            wanted = tuple(frozenset(_ROLES.get(role, role) for role in each) for each in wanted)
        found.append((_ROLES.get(name, name), wanted))
    return tuple(sorted(found, key=lambda each: each[0] not in _CHEAP))  # those are asked first


def _values(name: str, values: Any, known: Set[str]) -> Wanted:
    """Read the types of a condition. Raises ValueError if they are no list, or one is not known."""
    if not isinstance(values, list):
        raise ValueError(f"{name} = {values!r}, which is no list,")
    found = tuple(frozenset(each.split("+")) for each in values)
    for each in found:
        if unknown := sorted(each - known):
            raise ValueError(f"the type {unknown[0]!r} of {name!r}")
    return found


@cache
def _measures() -> frozenset[str]:
    return frozenset(load_vocabulary()["measure"])


@cache
def _known_roles() -> frozenset[str]:
    compound = (each for found in FIXED_EXPRESSIONS.values() for each in chain.from_iterable(found.values()))
    return PREPOSITIONS | {"to", *_ROLES} | {each.text for each in compound if each.tag in "IR"}


@cache
def _known_types() -> frozenset[str]:
    """Return what a phrase may be: a class of words, a kind of a mention, a measure, or a form."""
    vocabulary = load_vocabulary()
    kinds = {*vocabulary, *vocabulary["cue"], "demonym"}
    return CLASSES | _FORMS | _measures() | set(vocabulary[UNIT]) | kinds | {f"~{kind}" for kind in kinds}
