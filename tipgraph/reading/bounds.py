"""Checks of sizes against limits, made before what is too large is in memory."""

from __future__ import annotations

from tipgraph.errors import InputError

__all__ = ["refuse_beyond"]


def refuse_beyond(found: int, limit: int, what: str, option: str, source: str) -> None:
    """Raise InputError if there is more of something than a limit allows; ``option`` raises the limit.

    >>> refuse_beyond(9, 5, "pages", "--max-pages", "x.pdf")
    Traceback (most recent call last):
    tipgraph.errors.InputError: x.pdf: it has 9 pages, and the limit is 5: split it, or raise --max-pages
    """
    if found > limit:
        cause = f"it has {found:,} {what}, and the limit is {limit:,}"
        raise InputError(source, cause, remedy=f"split it, or raise {option}")
