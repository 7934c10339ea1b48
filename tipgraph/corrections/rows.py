"""Rows of a corrections file to corrections. Every code is checked, so that a misspelt one is no claim."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from tipgraph.corrections.correction import COLUMNS, IDENTIFYING, ON_PASSAGES, VERDICTS, Correction, Fields
from tipgraph.errors import InputError
from tipgraph.model.claims import KINDS, SCHEMES, Statement
from tipgraph.model.iris import NEIGHBORS
from tipgraph.model.vocabulary import Vocabulary
from tipgraph.util.text import SEPARATOR, did_you_mean

__all__ = [
    "LISTS",
    "LONGEST_PASSAGE",
    "claim_fields",
    "day",
    "moment",
    "parse",
    "required_fields",
]

LONGEST_QUOTE = 1000
"""The most code points that the words of a claim have."""

LONGEST_PASSAGE = 20_000
"""The most code points of a passage that is marked as completely read."""

_LARGEST = 10**12
"""The largest count, as the shapes have it."""

LISTS = ("via", "victims", "exploitation", "sectors", "partners")
"""The fields with several codes."""
_YEARS = ("tier_year", "period")
_UNSTATED = (*_YEARS, "consecutive_years", "tier", "compliance", "efforts", "change", "waiver")
"""The fields that can be without a value."""
_WHOLE = re.compile(r"[0-9]{1,9}")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")
_HANDLE = re.compile(r"\w[\w.-]{0,63}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_BASE = {field.name for field in fields(Statement)}


class _WrongError(Exception):
    """A value is wrong; the arguments are the cause and the remedy."""


def claim_fields(kind: str) -> tuple[str, ...]:
    """Return the fields that a correction of a kind can give."""
    own = tuple(field.name for field in fields(KINDS[kind]) if field.name not in _BASE)
    return (*own, "certainty")


def required_fields(kind: str) -> tuple[str, ...]:
    """Return the fields without which there is no claim of a kind."""
    made = KINDS[kind]
    return tuple(field.name for field in fields(made) if field.name not in _BASE and field.default is MISSING)


def moment(at: str) -> datetime:
    """Return the time of a correction; a date is its first second, and '' is before all others.

    >>> moment("2026-11-27") < moment("2026-11-27T08:00:00+02:00")
    True
    """
    if not at:
        return datetime.min.replace(tzinfo=UTC)
    found = datetime.fromisoformat(at)
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def day(at: str) -> str:
    """Return the date of a correction; '' if it has none.

    >>> day("20261127T0800")
    '2026-11-27'
    """
    return datetime.fromisoformat(at).date().isoformat() if at else ""


def parse(row: Mapping[str, Any], place: str, vocabulary: Vocabulary) -> Correction:
    """Return the correction of a row, whose ``fields`` and ``new`` are mappings.

    ``place`` is the file and line. Raises InputError if anything in the row is wrong.
    """
    try:
        return _Parser(row, place, vocabulary).correction()
    except _WrongError as error:
        cause, remedy = error.args
        raise InputError(place, cause, remedy=remedy) from error


class _Parser:
    def __init__(self, row: Mapping[str, Any], place: str, vocabulary: Vocabulary) -> None:
        self._row = {key: value for key, value in row.items() if value not in (None, "", {})}
        self._place = place
        self._vocabulary = vocabulary

    def correction(self) -> Correction:
        for key in self._row:
            if key not in COLUMNS:
                raise _WrongError(f"unknown key {key!r}", _known(key, COLUMNS))
        verdict = self._choice("verdict", VERDICTS)
        of_passage = verdict in ON_PASSAGES
        kind = self._choice("kind", tuple(IDENTIFYING), optional=of_passage)
        quote, start, end = self._words(LONGEST_PASSAGE if of_passage else LONGEST_QUOTE)
        correction = Correction(
            document=self._text("document", needed=True),
            quote=quote,
            start=start,
            end=end,
            sha256=self._sha256(),
            prefix=self._text("prefix"),
            suffix=self._text("suffix"),
            kind=kind,
            verdict=verdict,
            fields={} if of_passage else self._fields("fields", kind),
            new={} if of_passage else self._fields("new", kind),
            by=self._by(),
            at=self._at(),
            reason=self._text("reason"),
            place=self._place,
        )
        _check(correction)
        return correction

    def _text(self, key: str, *, needed: bool = False) -> str:
        value = self._row.get(key, "")
        if not isinstance(value, str):
            raise _WrongError(f"{key} is {value!r}", "write it as text")
        if needed and not value:
            raise _WrongError(f"no {key}", f"give the {key} of the claim, as `tipgraph facts` prints it")
        return value

    def _choice(self, key: str, known: tuple[str, ...], *, optional: bool = False) -> str:
        value = self._text(key, needed=not optional)
        if value not in known and not (optional and not value):
            raise _WrongError(f"unknown {key} {value!r}", _known(value, known))
        return value

    def _words(self, longest: int) -> tuple[str, int | None, int | None]:
        quote = self._text("quote", needed=True)
        if len(quote) > longest:
            raise _WrongError(f"the quote has {len(quote):,} characters", f"give {longest:,} at most")
        start, end = self._offset("start"), self._offset("end")
        if start is None or end is None:
            return quote, None, None
        if end - start != len(quote):
            raise _WrongError(
                "start and end do not fit the length of the quote", "correct them, or leave both out"
            )
        return quote, start, end

    def _offset(self, key: str) -> int | None:
        value = self._row.get(key)
        if value is None:
            return None
        return _whole(key, value)

    def _sha256(self) -> str:
        value = self._text("sha256").lower()
        if value and not _DIGEST.fullmatch(value):
            raise _WrongError(f"sha256 is {value!r}", "write 64 hexadecimal digits, or leave it out")
        return value

    def _by(self) -> str:
        value = self._text("by") or "anonymous"
        orcid = _ORCID.fullmatch(value)
        if orcid:
            return orcid[1]
        if not _HANDLE.fullmatch(value):
            raise _WrongError(f"by is {value!r}", "write an ORCID, a handle without spaces, or anonymous")
        return value

    def _at(self) -> str:
        value = self._text("at")
        try:
            moment(value)
        except (ValueError, OverflowError) as error:
            raise _WrongError(f"at is {value!r}", "write a date such as 2026-11-27") from error
        return value

    def _fields(self, key: str, kind: str) -> Fields:
        given = self._row.get(key, {})
        if not isinstance(given, Mapping):
            raise _WrongError(f"{key} is {given!r}", 'write an object such as {"origin": "KEN"}')
        known = claim_fields(kind)
        for name in given:
            if name not in known:
                raise _WrongError(f"a {kind} has no field {name!r}", _known(name, known))
        return {
            name: (
                None
                if value in (None, "") and _can_be_unset(key, kind, name)
                else self._value(kind, name, value)
            )
            for name, value in given.items()
            if value is not None or _can_be_unset(key, kind, name)
        }

    def _value(self, kind: str, name: str, value: Any) -> Any:
        if name in LISTS:
            codes = value.split(SEPARATOR) if isinstance(value, str) else value
            if not isinstance(codes, list):
                raise _WrongError(f"{name} is {value!r}", "write a list of codes")
            return tuple(sorted({self._code(kind, name, code) for code in codes if code}))
        parse_value = _PLAIN.get(name)
        return self._code(kind, name, value) if parse_value is None else parse_value(name, value)

    def _code(self, kind: str, name: str, value: Any) -> str:
        scheme = kind if name == "code" else SCHEMES[name]
        known = self._vocabulary[scheme]
        if isinstance(value, str) and (value in known or (scheme == "place" and value == NEIGHBORS)):
            return value
        raise _WrongError(f"unknown {name} {value!r}", _known(str(value), known))


def _can_be_unset(key: str, kind: str, name: str) -> bool:
    """Return whether no value for a field means that the text does not state it."""
    return key == "new" and name in _UNSTATED and name not in required_fields(kind)


def _known(value: str, known: Any) -> str:
    names = list(known)
    return did_you_mean(value, names, f"known are {', '.join(names[:12])}")


def _whole(name: str, value: Any) -> int:
    if not _WHOLE.fullmatch(str(value)):
        raise _WrongError(f"{name} is {value!r}", "write a whole number from 0")
    return int(value)


def _from_one(name: str, value: Any) -> int:
    found = _whole(name, value)
    if not found:
        raise _WrongError(f"{name} is {value!r}", "write a whole number from 1")
    return found


def _year(name: str, value: Any) -> int:
    if not _YEAR.fullmatch(str(value)):
        raise _WrongError(f"{name} is {value!r}", "write a year from 1900 to 2099")
    return int(value)


def _number(name: str, value: Any) -> Decimal:
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        found = Decimal("NaN")
    fits = found.is_finite() and 0 <= found <= _LARGEST and found.adjusted() > -9
    if isinstance(value, bool) or not fits:
        raise _WrongError(f"{name} is {value!r}", "write a number such as 12 or 12.5")
    return found


def _flag(name: str, value: Any) -> bool:
    known = {"true": True, "false": False}
    if str(value).lower() not in known:
        raise _WrongError(f"{name} is {value!r}", "write true or false")
    return known[str(value).lower()]


_PLAIN: dict[str, Callable[[str, Any], Any]] = {
    **dict.fromkeys(_YEARS, _year),
    "consecutive_years": _from_one,
    "count": _number,
    "waiver": _flag,
}


def _check(correction: Correction) -> None:
    """Check that a correction has what its verdict needs."""
    if correction.verdict == "replace" and not correction.new:
        raise _WrongError("replace without new fields", 'give them, as in "new": {"destination": "QAT"}')
    if correction.verdict != "replace" and correction.new:
        raise _WrongError(f"{correction.verdict} with new fields", "write replace, or remove them")
    ends = [correction.result.get(name) for name in ("origin", "destination")]
    if correction.verdict in ("replace", "add") and None not in ends and ends[0] == ends[1]:
        raise _WrongError(
            f"a route from {ends[0]} to itself", "give it another end, or add the role internal"
        )
    if correction.verdict == "add":
        missing = [name for name in required_fields(correction.kind) if name not in correction.fields]
        if missing or not correction.fields:
            names = ", ".join(missing) or "its fields"
            raise _WrongError(f"a {correction.kind} to add without {names}", "give all fields of the claim")
