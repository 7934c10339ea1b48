"""The fields of claims as parts of a form: people choose labels of the vocabulary, corrections hold codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tipgraph.corrections.rows import LISTS, claim_fields, required_fields
from tipgraph.errors import UsageError
from tipgraph.model.claims import SCHEMES, Claim
from tipgraph.model.vocabulary import Vocabulary
from tipgraph.util.text import did_you_mean

__all__ = ["Choices", "Field"]

_FEW = 40
"""The most labels that a page gets all at once; of more, it gets those that a search finds."""

_FOUND = 25
"""The most labels that a search finds."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form.

    ``values`` are those of the claim, as labels. ``scheme`` is the vocabulary to search in, '' for numbers.
    ``options`` are its labels if they are few.
    """

    name: str
    scheme: str
    values: tuple[str, ...]
    many: bool
    needed: bool
    options: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The name in words."""
        return self.name.replace("_", " ").capitalize()


class Choices:
    """The labels of a vocabulary. A label that several concepts share has its code behind it."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._labels: dict[str, dict[str, str]] = {}
        self._codes: dict[str, dict[str, str]] = {}
        for scheme in {*SCHEMES.values(), "victim-group", "exploitation", "sector"}:
            codes: dict[str, str] = {}
            for code, concept in vocabulary[scheme].items():
                label = concept.label or code
                codes[f"{label} ({code})" if label in codes else label] = code
            self._codes[scheme] = codes
            self._labels[scheme] = {code: label for label, code in codes.items()}

    def search(self, scheme: str, words: str) -> list[str]:
        """Return labels that contain words; those that begin with them come first.

        >>> from tipgraph.model.vocabulary import load
        >>> Choices(load()).search("place", "guatem")[0]
        'Guatemala'
        """
        wanted = words.strip().casefold()
        found = [label for label in self._codes.get(scheme, ()) if wanted in label.casefold()]
        return sorted(found, key=lambda label: not label.casefold().startswith(wanted))[:_FOUND]

    def fields(self, kind: str, claim: Claim | None = None) -> Iterator[Field]:
        """Yield the fields of the form for a kind of claim, with the values of a claim."""
        needed = required_fields(kind)
        for name in claim_fields(kind):
            scheme = _scheme(kind, name)
            labels = self._labels.get(scheme, {})
            options = tuple(labels.values()) if len(labels) <= _FEW else ()
            value = getattr(claim, name, None)
            codes = value if isinstance(value, tuple) else () if value is None else (value,)
            values = tuple(labels.get(code, _plain(code)) for code in codes)
            yield Field(name, scheme, values, name in LISTS, name in needed, options)

    def codes(self, kind: str, given: Mapping[str, Sequence[str]]) -> dict[str, Any]:
        """Return the fields that a form gives, with codes for labels and None for nothing.

        Raises UsageError for a label that the vocabulary does not have.
        """
        found: dict[str, Any] = {}
        for name in claim_fields(kind):
            values = [value.strip() for value in given.get(name, ()) if value.strip()]
            scheme = _scheme(kind, name)
            codes = [self._code(scheme, name, value) for value in values] if scheme else values
            found[name] = codes if name in LISTS else (codes[0] if codes else None)
        return found

    def _code(self, scheme: str, name: str, label: str) -> str:
        codes = self._codes[scheme]
        if label in codes:
            return codes[label]
        folded = {each.casefold(): code for each, code in codes.items()}
        if label.casefold() not in folded:
            remedy = did_you_mean(label, list(codes), "choose one from the list")
            raise UsageError(f"{name.replace('_', ' ')}: there is no {label!r}", remedy=remedy)
        return folded[label.casefold()]


def _scheme(kind: str, name: str) -> str:
    return kind if name == "code" else SCHEMES.get(name, "")


def _plain(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
