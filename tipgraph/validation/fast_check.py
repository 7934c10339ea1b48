"""A fast check of SHACL core constraints, with plain functions, for documents that are probably valid.

The check only tells whether pySHACL would find nothing. It supports few constraints, and fails for every
value that it is not sure about; then pySHACL validates the document and reports the results. Shapes with an
unsupported constraint have no fast check.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial
from operator import ge, le

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple
from rdflib import RDF, RDFS, SH, Graph, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.collection import Collection
from rdflib.term import Node

__all__ = ["FastCheck", "Term"]

Term = NamedNode | BlankNode | Literal | Triple
Values = Sequence[Term]
Properties = Mapping[Term, Values]
Known = Mapping[Term, Properties]
"""Values known beside every document, by subject and predicate, such as the schemes of concepts."""
CheckEach = Callable[[Term], object]
"""Tells whether a value of a property violates nothing."""
Check = Callable[[Values, Properties], bool]
"""Tells whether the values of a property violate nothing together."""

_XSD = "http://www.w3.org/2001/XMLSchema#"
_A = NamedNode(str(RDF.type))
_SUBCLASS = NamedNode(str(RDFS.subClassOf))
_NONE: Values = ()
_NOTHING: Properties = {}
_UNLIMITED = 1 << 62


def _is_date(text: str) -> bool:
    try:
        return len(text) == len("2014-06-20") and bool(date.fromisoformat(text))
    except ValueError:
        return False


_LEXICAL: dict[str, Callable[[str], object]] = {
    _XSD + "string": lambda _: True,
    _XSD + "integer": re.compile(r"-?[0-9]+").fullmatch,
    _XSD + "decimal": re.compile(r"-?[0-9]+(\.[0-9]+)?").fullmatch,
    _XSD + "gYear": re.compile(r"[0-9]{4}").fullmatch,
    _XSD + "boolean": re.compile(r"true|false").fullmatch,
    _XSD + "date": _is_date,
}
"""The usual lexical forms. Others may be valid too, and are left to pySHACL."""

_NUMBERS = {_XSD + "integer", _XSD + "decimal"}
_KINDS = {SH.IRI: NamedNode, SH.Literal: Literal}
_TARGETS = {SH.targetClass, SH.targetObjectsOf, SH.targetSubjectsOf}
_IGNORED = {RDF.type, SH.severity, SH.message, SH.path, SH.minCount, SH.maxCount, *_TARGETS}
_SHAPES = {SH.NodeShape, SH.PropertyShape}


@dataclass(frozen=True, slots=True)
class _Property:
    """The constraints on the values of one property: on how many, on each, and on all of them."""

    path: NamedNode
    least: int
    most: int
    on_each: tuple[CheckEach, ...]
    on_all: tuple[Check, ...]

    def holds(self, values: Values, properties: Properties) -> bool:
        """Tell whether the values of the property, one at least, violate nothing."""
        if not self.least <= len(values) <= self.most:
            return False
        for fits in self.on_each:
            for value in values:
                if not fits(value):
                    return False
        return all(check(values, properties) for check in self.on_all) if self.on_all else True


@dataclass(slots=True)
class _Shape:
    """The constraints on the nodes of one target, by property. A node is only asked for what it has."""

    by_path: dict[Term, list[_Property]] = field(default_factory=lambda: defaultdict(list))
    required: set[Term] = field(default_factory=set)

    def add(self, rule: _Property) -> None:
        self.by_path[rule.path].append(rule)
        if rule.least:
            self.required.add(rule.path)

    def fits(self, properties: Properties) -> bool:
        """Tell whether a node with these properties violates nothing."""
        if not self.required <= properties.keys():
            return False
        for path, values in properties.items():
            for rule in self.by_path.get(path, ()):
                if not rule.holds(values, properties):
                    return False
        return True


@dataclass(slots=True)
class _Rules:
    """The constraints on nodes, by target."""

    of_class: dict[Term, _Shape] = field(default_factory=lambda: defaultdict(_Shape))
    of_objects: dict[Term, _Shape] = field(default_factory=lambda: defaultdict(_Shape))
    of_subjects: dict[Term, _Shape] = field(default_factory=lambda: defaultdict(_Shape))
    forbidden: set[tuple[Node, Term]] = field(default_factory=set)

    def by(self, target: Node) -> dict[Term, _Shape]:
        return {
            SH.targetClass: self.of_class,
            SH.targetObjectsOf: self.of_objects,
            SH.targetSubjectsOf: self.of_subjects,
        }[URIRef(str(target))]


class _UnsupportedError(Exception):
    """A shape has a constraint that the fast check does not support."""


class FastCheck:
    """Tells which documents certainly conform to core constraints; ``known`` are values beside their own."""

    def __init__(self, rules: _Rules, known: Known) -> None:
        self._rules = rules
        self._known = known
        self._no_classes = {term for target, term in rules.forbidden if target == SH.targetClass}
        self._no_predicates = {term for target, term in rules.forbidden if target != SH.targetClass}

    @classmethod
    def of(cls, shapes: Graph, known: Known) -> FastCheck | None:
        """Return the fast check of shapes, or None if they have an unsupported constraint."""
        rules = _Rules()
        try:
            for shape in set(shapes.subjects(RDF.type, None)):
                _add(rules, shapes, shape)
        except _UnsupportedError:
            return None
        return cls(rules, known)

    def passes(self, quads: Iterable[Quad]) -> bool:
        """Return whether the quads of a document certainly violate nothing."""
        nodes: dict[Term, dict[Term, list[Term]]] = {}
        objects: dict[Term, set[Term]] = {predicate: set() for predicate in self._rules.of_objects}
        for subject, predicate, value, _ in quads:
            properties = nodes.get(subject)
            if properties is None:
                properties = nodes[subject] = {}
            if predicate in properties:
                properties[predicate].append(value)
            else:
                properties[predicate] = [value]
            if predicate in objects:
                objects[predicate].add(value)
        return self._objects_pass(objects, nodes) and all(map(self._node_passes, nodes.items()))

    def _objects_pass(self, objects: Mapping[Term, set[Term]], nodes: Mapping[Term, Properties]) -> bool:
        return all(
            self._rules.of_objects[predicate].fits(self._with_known(value, nodes.get(value, _NOTHING)))
            for predicate, values in objects.items()
            for value in values
        )

    def _with_known(self, node: Term, own: Properties) -> Properties:
        known = self._known.get(node)
        if known is None:
            return own
        return {name: [*own.get(name, _NONE), *known.get(name, _NONE)] for name in {*own, *known}}

    def _node_passes(self, item: tuple[Term, Properties]) -> bool:
        node, own = item
        if _SUBCLASS in own or not self._no_predicates.isdisjoint(own):
            return False
        properties = self._with_known(node, own)
        for kind in own.get(_A, _NONE):
            if kind in self._no_classes:
                return False
            shape = self._rules.of_class.get(kind)
            if shape is not None and not shape.fits(properties):
                return False
        subjects = self._rules.of_subjects
        return all(shape.fits(properties) for predicate, shape in subjects.items() if predicate in own)


def _add(rules: _Rules, shapes: Graph, shape: Node) -> None:
    """Add the constraints of a shape. Raises _UnsupportedError for unsupported ones."""
    kinds = set(shapes.objects(shape, RDF.type))
    if kinds.isdisjoint(_SHAPES):
        return
    if not kinds <= _SHAPES:
        raise _UnsupportedError(shape)
    targets = [(name, _term(value)) for name in _TARGETS for value in shapes.objects(shape, name)]
    if SH.PropertyShape in kinds:
        rule = _property(shapes, shape)
        for name, value in targets:
            rules.by(name)[value].add(rule)
    elif _forbids(shapes, shape):
        if any(name == SH.targetObjectsOf for name, _ in targets):
            raise _UnsupportedError(shape)
        rules.forbidden.update(targets)


def _forbids(shapes: Graph, shape: Node) -> bool:
    """Return whether a node shape allows no node at all (``sh:in ()``)."""
    asked = {name: value for name, value in shapes.predicate_objects(shape) if name not in _IGNORED}
    if asked and asked != {SH["in"]: RDF.nil}:
        raise _UnsupportedError(shape)
    return bool(asked)


def _property(shapes: Graph, shape: Node) -> _Property:
    path = shapes.value(shape, SH.path)
    if not isinstance(path, URIRef):
        raise _UnsupportedError(shape)
    asked = [
        (URIRef(str(name)), value) for name, value in shapes.predicate_objects(shape) if name not in _IGNORED
    ]
    for name, _ in asked:
        if name not in _ON_EACH and name not in _ON_ALL:
            raise _UnsupportedError(name)
    least = max((int(str(each)) for each in shapes.objects(shape, SH.minCount)), default=0)
    most = min((int(str(each)) for each in shapes.objects(shape, SH.maxCount)), default=_UNLIMITED)
    if any(name == SH.hasValue for name, _ in asked):
        least = max(least, 1)  # without values, the checks are not called
    on_each = tuple(_ON_EACH[name](shapes, value) for name, value in asked if name in _ON_EACH)
    on_all = tuple(_ON_ALL[name](value) for name, value in asked if name in _ON_ALL)
    return _Property(_term(path), least, most, on_each, on_all)


def _in(shapes: Graph, node: Node) -> CheckEach:
    return {_term(each) for each in Collection(shapes, node)}.__contains__


def _term(node: Node) -> NamedNode:
    if not isinstance(node, URIRef):
        raise _UnsupportedError(node)
    return NamedNode(str(node))


def _datatype(_: Graph, node: Node) -> CheckEach:
    datatype, fits = _term(node), _LEXICAL.get(str(node))
    if fits is None:
        return lambda _: False  # leave every value to pySHACL
    return lambda each: isinstance(each, Literal) and each.datatype == datatype and fits(each.value)


def _pattern(_: Graph, node: Node) -> CheckEach:
    search = re.compile(str(node)).search
    return lambda each: isinstance(each, Literal) and search(each.value)


def _kind(_: Graph, node: Node) -> CheckEach:
    kind = _KINDS.get(URIRef(str(node)))
    if kind is None:
        raise _UnsupportedError(node)
    return lambda each: isinstance(each, kind)


def _length(_: Graph, node: Node, fits: Callable[[int, int], bool]) -> CheckEach:
    limit = int(str(node))
    return lambda each: isinstance(each, Literal) and fits(len(each.value), limit)


def _has(node: Node) -> Check:
    value = _term(node)
    return lambda values, _: value in values


def _languages(node: Node) -> Check:
    if not (isinstance(node, RdfLiteral) and node.value is True):
        raise _UnsupportedError(node)

    def unique(values: Values, _: Properties) -> bool:
        found = [each.language for each in values if isinstance(each, Literal) and each.language]
        return len(found) == len({language.lower() for language in found})

    return unique


def _number(term: Term) -> Decimal | None:
    """Return a number to compare, or None for anything else and for unusual lexical forms."""
    if not (isinstance(term, Literal) and term.datatype.value in _NUMBERS):
        return None
    return Decimal(term.value) if _LEXICAL[_XSD + "decimal"](term.value) else None


def _bound(_: Graph, node: Node, fits: Callable[[Decimal, Decimal], bool]) -> CheckEach:
    limit = Decimal(str(node))
    return lambda each: (number := _number(each)) is not None and fits(number, limit)


def _less(node: Node) -> Check:
    other = _term(node)

    def less(values: Values, properties: Properties) -> bool:
        ours, theirs = list(map(_number, values)), list(map(_number, properties.get(other, _NONE)))
        return all(a is not None and b is not None and a < b for a in ours for b in theirs)

    return less


def _disjoint(node: Node) -> Check:
    other = _term(node)
    return lambda values, properties: not any(each in values for each in properties.get(other, _NONE))


_ON_EACH: dict[URIRef, Callable[[Graph, Node], CheckEach]] = {
    SH["in"]: _in,
    SH.datatype: _datatype,
    SH.pattern: _pattern,
    SH.nodeKind: _kind,
    SH.minLength: partial(_length, fits=ge),
    SH.maxLength: partial(_length, fits=le),
    SH.minInclusive: partial(_bound, fits=ge),
    SH.maxInclusive: partial(_bound, fits=le),
}
_ON_ALL: dict[URIRef, Callable[[Node], Check]] = {
    SH.hasValue: _has,
    SH.uniqueLang: _languages,
    SH.lessThan: _less,
    SH.disjoint: _disjoint,
}
