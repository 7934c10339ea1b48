"""Frames: which argument of a verb gives which field of a statement.

They are data, in ``ontology/frames.toml``, which explains them. A frame that names an unknown class, role,
type or field is an error when it is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from tipgraph.errors import UnreadableError
from tipgraph.understanding.syntax.tree import Node
from tipgraph.understanding.tokens.words import NO_CLASSES, NOUN_CLASSES, PREPOSITIONS, english
from tipgraph.util.resources import folder, read_toml

__all__ = ["DEFAULT", "MOVING", "Frame", "Frames", "frames", "load"]

DEFAULT = "default"
_VOICES = frozenset(("active", "passive", "any"))
_KINDS = frozenset(("", "exploitation", "movement", "none"))
_TYPES = frozenset(("person", "actor", "place", "promise", "work", "exploitation", "*"))
_FIELDS = frozenset(("victims", "agent", "origin", "departure", "destination", "via", "both", "opaque", "-"))
_ROLES = frozenset(("subject", "object", "predicate", "other", "promised", "to")) | PREPOSITIONS
_PHRASES = frozenset(
    (
        "as far as",
        "as far away as",
        "en route to",
        "on the way to",
        "on their way to",
        "bound for",
        "destined for",
        "out of",
        "by way of",
    )
)
_BY_OBJECT = frozenset(("return", "try", "acquire", "exploit", "originate", "suffer"))
"""Classes whose frames a verb takes for what stands behind it: "arrange the return", "flee war in Sudan"."""
MOVING = frozenset(("move", "travel"))
"""Classes whose frames a verb without one takes if people go to a place."""
_SETTINGS = frozenset(("kind", "requires", "unless", "example", "country", "says"))

Fields = Mapping[str, str]
"""The field of each type of phrase."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands where around verbs of a class in a voice. The class and voice are the name's parts.

    ``kind`` says what the verb tells. The object, or the subject of a passive, must be of the type
    ``requires``, if it is given, and of none of the types ``unless``.
    """

    name: str
    verb_class: str
    voice: str
    kind: str
    requires: str
    unless: tuple[str, ...]
    roles: Mapping[str, Fields]
    example: str
    country: str
    says: tuple[str, ...]
    known: dict[tuple[str, str], str] = field(default_factory=dict, compare=False, repr=False)
    """Fields that were looked up."""

    def fits(self, verb: Node, classes: Set[str], objects: Set[str]) -> bool:
        """Tell whether a verb of some classes takes the frame. ``objects`` are as for `Frames.of`."""
        return self.verb_class in classes and not self.obstacle(verb, objects)

    def obstacle(self, verb: Node, objects: Set[str]) -> str:
        """Return what keeps a verb of the class from taking the frame, or nothing."""
        if self.voice != "any" and (self.voice == "passive") != verb.passive:
            return f"the verb is not {self.voice}"
        if self.requires and self.requires not in objects:
            return f"its object is of another type than {self.requires}"
        return next((f"its object is of the type {kind}" for kind in self.unless if kind in objects), "")


class Frames:
    """All frames, and the default one for verbs that none of them fits."""

    def __init__(
        self, default: Frame, others: tuple[Frame, ...], by_agent: Mapping[str, list[tuple[str, str]]]
    ) -> None:
        self.default, self.others, self.by_agent = default, others, by_agent
        self._classes = frozenset(frame.verb_class for frame in others)

    def __iter__(self) -> Iterator[Frame]:
        yield from (self.default, *self.others)

    def of(self, verb: Node, objects: Set[str] = NO_CLASSES) -> Frame:
        """Return the frame of a verb. ``objects`` are the types of what it is done to.

        They include a class of `MOVING` if people go to a place, whatever the verb is.

        >>> from tipgraph.understanding.syntax.clauses import parse
        >>> verb = parse("Girls are sold.").nodes[1]
        >>> frames().of(verb).name
        'exploit.passive'
        """
        for classes in (_BY_OBJECT & objects, verb.classes & self._classes, MOVING & objects):
            fitting = (frame for frame in self.others if classes and frame.fits(verb, classes, objects))
            if (found := next(fitting, None)) is not None:
                return found
        return self.default

    def rejected(self, verb: Node, objects: Set[str]) -> Iterator[tuple[Frame, str]]:
        """Yield the other frames of a verb's classes, each with the reason why the verb does not take it."""
        taken = self.of(verb, objects)
        for frame in self.others:
            if frame is not taken and frame.verb_class in verb.classes:
                yield frame, frame.obstacle(verb, objects) or f"{taken.name} comes first"

    def field(self, frame: Frame, role: str, kind: str) -> str:
        """Return the field of a type of phrase in a role. ``-`` is none."""
        known = frame.known.get((role, kind))
        if known is None:
            known = frame.known[role, kind] = self._field(frame, role, kind)
        return known

    def _field(self, frame: Frame, role: str, kind: str) -> str:
        own = frame.roles.get(role)
        if own is not None:
            found = own.get(kind) or own.get("*")
            if found is not None:
                return found
        fields = self.default.roles.get(role) or self.default.roles["other"]
        return fields.get(kind) or fields.get("*") or "-"


@lru_cache(maxsize=1)
def frames() -> Frames:
    """Return the frames of ``ontology/frames.toml``. They are loaded once."""
    return load(folder("ontology") / "frames.toml")


def load(path: Path) -> Frames:
    """Read frames from a TOML file. Raises UnreadableError if one of them is not valid."""
    data, file = read_toml(path), path.name
    if DEFAULT not in data:
        raise UnreadableError(f"{file}: the frame {DEFAULT} is missing", remedy="add it")
    default = _frame(file, DEFAULT, "any", data.pop(DEFAULT))
    agents = _table(file, "agents", data.pop("agents", {}))
    by_agent = {kind: _pairs(file, f"agents.{kind}", rows) for kind, rows in agents.items()}
    others = [
        _frame(file, verb_class, voice, table)
        for verb_class, voices in data.items()
        for voice, table in _table(file, verb_class, voices).items()
    ]
    return Frames(default, tuple(others), by_agent)


def _frame(file: str, verb_class: str, voice: str, value: Any) -> Frame:
    name = verb_class if verb_class == DEFAULT else f"{verb_class}.{voice}"
    table = _table(file, name, value)
    if verb_class != DEFAULT:
        classes = frozenset[str]().union(*english().verb_classes.values()) - NOUN_CLASSES
        _check(file, name, "class", {verb_class}, classes)
    _check(file, name, "voice", {voice}, _VOICES)
    kind, requires = (_text(file, f"{name}.{key}", table.get(key, "")) for key in ("kind", "requires"))
    unless = tuple(_texts(file, f"{name}.unless", table.get("unless", [])))
    _check(file, name, "kind", {kind}, _KINDS)
    _check(file, name, "type", {requires, *unless} - {""}, _TYPES | {"crime", "price"})
    roles = {role: entry for role, entry in table.items() if role not in _SETTINGS}
    _check(file, name, "role", set(roles), _ROLES | _PHRASES)
    for setting in ("example", "country", "says"):
        if setting not in table:
            raise UnreadableError(f"{file}: the frame {name} has no {setting}", remedy=f"add {setting}")
    return Frame(
        name=name,
        verb_class=verb_class,
        voice=voice,
        kind=kind,
        requires=requires,
        unless=unless,
        roles={role: _fields(file, name, role, roles) for role in roles},
        example=_text(file, f"{name}.example", table["example"]),
        country=_text(file, f"{name}.country", table["country"]),
        says=tuple(_texts(file, f"{name}.says", table["says"])),
    )


def _fields(file: str, name: str, role: str, roles: Mapping[str, Any]) -> Fields:
    """Read the rows of a role, which may have those of another one."""
    rows = roles[role]
    if isinstance(rows, str):
        _check(file, f"{name}.{role}", "role", {rows}, frozenset(roles))
        rows = roles[rows]
    found = dict(_pairs(file, f"{name}.{role}", rows))
    _check(file, name, "type", set(found), _TYPES)
    _check(file, name, "field", set(found.values()), _FIELDS)
    return found


def _pairs(file: str, name: str, rows: Any) -> list[tuple[str, str]]:
    """Read rows such as ``place -> destination``."""
    found = []
    for row in _texts(file, name, rows):
        left, arrow, right = row.partition("->")
        if not arrow:
            raise _wrong(file, name, "type -> field", row)
        found.append((left.strip(), right.strip()))
    return found


def _table(file: str, name: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _wrong(file, name, "a table", value)
    return value


def _text(file: str, name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise _wrong(file, name, "a text", value)
    return value


def _texts(file: str, name: str, value: Any) -> list[str]:
    if not isinstance(value, list):
        raise _wrong(file, name, "a list of texts", value)
    return [_text(file, name, each) for each in value]


def _wrong(file: str, name: str, wanted: str, value: Any) -> UnreadableError:
    return UnreadableError(f"{file}: {name} is {value!r}", remedy=f"make it {wanted}")


def _check(file: str, name: str, what: str, found: set[str], known: frozenset[str]) -> None:
    unknown = sorted(found - known)
    if unknown:
        raise UnreadableError(
            f"{file}: the frame {name} has an unknown {what}: {', '.join(unknown)}",
            remedy=f"use one of {', '.join(sorted(known))}",
        )
