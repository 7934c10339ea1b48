"""How deep the elements of a page are nested: what is far beyond any real page is not worked on.

Both the parser and the search for a page's content take time that grows with the square of the depth.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from selectolax.lexbor import LexborHTMLParser

from tipgraph.documents.defaults import LIMITS
from tipgraph.errors import InputError

__all__ = ["nesting_refused", "parsed"]

_TAG = re.compile(r"<(/?)([a-z][^\s/<>]*)([^<>]*)>", re.IGNORECASE)
_FLAT = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track"),
    *("wbr", "html", "head", "body", "p", "li", "dt", "dd", "thead", "tbody", "tfoot", "tr", "td", "th"),
    *("colgroup", "option", "optgroup", "rp", "rt", "a"),
}
"""Elements that have no end tag, or that another of their kind ends."""
_TAGS_A_LEVEL = 25
"""Old pages leave many tags open that the parser closes: the tags alone tell only what is far too deep."""


@contextmanager
def nesting_refused(source: str) -> Iterator[None]:
    """Turn a RecursionError of reading a page into an InputError that says what to do."""
    try:
        yield
    except RecursionError as error:
        cause = "its elements are nested too deep"
        raise InputError(source, cause, remedy="save the page again from a browser") from error


def parsed(html: str, deepest: int = LIMITS.depth) -> LexborHTMLParser:
    """Parse a page. Raises RecursionError where its elements are nested more than ``deepest`` deep."""
    _check_tags(html, _TAGS_A_LEVEL * deepest)
    page = LexborHTMLParser(html)
    _check_elements(page, deepest)
    return page


def _check_tags(html: str, most: int) -> None:
    if html.count("<") <= most:
        return
    left_open, total = Counter[str](), 0
    for end, name, rest in _TAG.findall(html):
        name = name.lower()
        if name in _FLAT or rest.endswith("/"):
            continue
        if not end:
            left_open[name] += 1
            total += 1
        elif left_open[name]:
            left_open[name] -= 1
            total -= 1
        if total > most:
            raise RecursionError(f"more than {most} tags are left open")


def _check_elements(page: LexborHTMLParser, deepest: int) -> None:
    level = [] if page.root is None else [page.root]
    for _ in range(deepest):
        level = [child for node in level for child in node.iter()]
        if not level:
            return
    raise RecursionError(f"elements are nested more than {deepest} deep")
