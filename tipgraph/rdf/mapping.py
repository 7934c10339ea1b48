"""The mapping between fields of claims and properties of the ontology, for writing and for reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pyoxigraph import Literal, NamedNode

from tipgraph.model.claims import (
    Claim,
    CountClaim,
    ExploitationClaim,
    MeasureClaim,
    RoleClaim,
    RouteClaim,
    SectorClaim,
    TierClaim,
    VictimGroupClaim,
)
from tipgraph.rdf.terms import code_of, concept, place, place_code, term, typed

__all__ = ["CLAIM_CLASSES", "COMMON", "FIELDS", "Field", "decimal"]

Value = Any
"""A field's value: a code, a year, a number or a flag."""

_LARGEST_COUNT = 10**12


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a claim, its property, and the functions that turn a value into a term and back.

    Both functions also get the report's country, because "neighboring countries" differ by report.
    ``many`` is True for a field with a tuple, which is sorted because a graph holds a set.
    """

    attribute: str
    predicate: NamedNode
    encode: Callable[[Value, str], NamedNode | Literal]
    decode: Callable[[NamedNode | Literal, str], Value]
    many: bool = False


def _code(attribute: str, name: str, scheme: str, *, many: bool = False) -> Field:
    return Field(
        attribute,
        term(name),
        lambda code, _: concept(scheme, code),
        lambda node, _: code_of(node.value),
        many,
    )


def _place(attribute: str, name: str, *, many: bool = False) -> Field:
    return Field(attribute, term(name), place, lambda node, country: place_code(node.value, country), many)


def _count(text: str) -> Decimal:
    """Return a count. Raises ValueError above a trillion, as the shapes do."""
    if (count := Decimal(text)) > _LARGEST_COUNT:
        raise ValueError(f"{count:.3e} is no count: it is above {_LARGEST_COUNT:,}")
    return count


def _literal(attribute: str, name: str, datatype: str, parse: Callable[[str], Value]) -> Field:
    def encode(value: Value, _: str) -> Literal:
        return typed(_lexical(value), datatype)

    return Field(attribute, term(name), encode, lambda node, _: parse(node.value))


def _words(attribute: str, name: str) -> Field:
    return Field(
        attribute, term(name), lambda words, _: Literal(words), lambda node, _: node.value, many=True
    )


def _iris(attribute: str, name: str) -> Field:
    return Field(attribute, term(name), lambda iri, _: NamedNode(iri), lambda node, _: node.value, many=True)


def _year(attribute: str, name: str) -> Field:
    return Field(
        attribute,
        term(name),
        lambda year, _: typed(f"{year:04d}", "gYear"),
        lambda node, _: int(node.value),
    )


def _lexical(value: Value) -> str:
    """Return the canonical form, to which a store normalises literals; files then hold the same terms."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def decimal(number: Decimal) -> Literal:
    """Return a decimal number in its canonical form."""
    return typed(_lexical(number), "decimal")


COMMON = (
    _code("certainty", "tg:certainty", "certainty"),
    _words("rules", "tg:rule"),
    _words("operators", "tg:operator"),
    _iris("replaces", "prov:wasDerivedFrom"),
)
"""The fields of every claim. Polarity follows from the status, so the graph does not hold it."""

_VICTIM_GROUP = ("tg:victimGroup", "victim-group")
_EXPLOITATION = ("tg:exploitation", "exploitation")
_SECTOR = ("tg:sector", "sector")
_CODES = (
    _code("victims", *_VICTIM_GROUP, many=True),
    _code("exploitation", *_EXPLOITATION, many=True),
    _code("sectors", *_SECTOR, many=True),
)
_PERIOD = _year("period", "tg:period")

FIELDS: dict[type[Claim], tuple[Field, ...]] = {
    RoleClaim: (_code("role", "tg:role", "role"),),
    RouteClaim: (
        _place("origin", "tg:origin"),
        _place("destination", "tg:destination"),
        _place("via", "tg:via", many=True),
        _code("route_kind", "tg:routeKind", "route-kind"),
        *_CODES,
    ),
    VictimGroupClaim: (_code("code", *_VICTIM_GROUP),),
    ExploitationClaim: (_code("code", *_EXPLOITATION),),
    SectorClaim: (_code("code", *_SECTOR),),
    TierClaim: (
        _code("tier", "tg:tier", "tier"),
        _year("tier_year", "tg:tierYear"),
        _code("compliance", "tg:compliance", "compliance"),
        _code("efforts", "tg:efforts", "efforts"),
        _code("change", "tg:tierChange", "tier-change"),
        _literal("waiver", "tg:waiver", "boolean", lambda text: text in ("true", "1")),
        _literal("consecutive_years", "tg:consecutiveYears", "integer", int),
    ),
    MeasureClaim: (
        _code("type", "tg:measure", "measure"),
        _code("status", "tg:status", "status"),
        *_CODES,
        _place("partners", "tg:partner", many=True),
        _PERIOD,
    ),
    CountClaim: (
        _code("type", "tg:measure", "measure"),
        _literal("count", "tg:count", "decimal", _count),
        _code("unit", "tg:unit", "count-unit"),
        _PERIOD,
    ),
}
"""The further fields of each kind of claim."""

CLAIM_CLASSES: dict[NamedNode, type[Claim]] = {term(f"tg:{kind.__name__}"): kind for kind in FIELDS}
"""The kind of claim of each class of the ontology."""
