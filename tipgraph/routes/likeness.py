"""Which quotes are the same words: copies of a text differ in their typography."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["distinct", "likeness"]

_PLAIN = str.maketrans(
    dict.fromkeys("‘’‚‛ʼ′`´", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—―−", "-")
    | {"\u00ad": None, "\u200b": None, "\ufeff": None}
)  # fmt: skip


def likeness(text: str) -> str:
    """Return a text with plain apostrophes, quotation marks, dashes and spaces, to compare it by.

    >>> likeness("the  “employers’” debts – paid") == likeness("the \\"employers'\\" debts - paid")
    True
    """
    return " ".join(text.translate(_PLAIN).split())


def distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """Return texts as they are, of those that are alike the first."""
    found: dict[str, str] = {}
    for text in texts:
        found.setdefault(likeness(text), text)
    return tuple(found.values())
