"""Where the narrative stands on a page: by the sites' own marks, else by where the running text is.

State Department 2001-2009, 2009-2017 and today, Refworld old and new, and ecoi.net have marks of their
own; a page of another site is taken from the smallest element that holds most of its paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = ["clutter", "content"]

_CONTENT = (
    "#tier3-landing-content, #tier3-landing-content-wide",  # state.gov 2009-2017
    "#centerblock",
    ".entry-content, .report__content, .report-content",  # state.gov since 2019 (WordPress)
    "#document-content, .document-content, .document-body, .rw-document",  # Refworld, ecoi.net
    "[itemprop=articleBody]",
    "article",
    "main, [role=main], #main-content",
    "#content, #main, #rwmain",
)
_CLUTTER = re.compile(
    r"\b(?:nav(?:bar|igation)?|menu|breadcrumbs?|footer|site-header|masthead|banner|sidebar|related|share|sharing"
    r"|social|sharedaddy|addthis|cookies?|consent|newsletter|subscribe|signup|search(?:-?form|-?box)?|toolbar|pager"
    r"|pagination|skip-?link|advert(?:isement)?|caption|print-?(?:button|tools)|tags?|recommended|popup|modal"
    r"|tier3-local-nav|bottom-?links|screen-reader-text|hidden|accordion-controls)\b",
    re.IGNORECASE,
)
_ENOUGH = 300
"""Characters of running text below which an element is not taken for the narrative."""
_SHARE = 0.75
"""The share of a page's running text that the narrative's element holds at least."""
_CLAUSE_END = re.compile(r"[.;:|\n]")
_CLAUSE = 40
"""Characters that a clause of running text has at least; menus and labels have fewer."""


def content(page: LexborHTMLParser) -> LexborNode | None:
    """Return the element that holds the narrative, or None for a page without a body.

    An element marked by its site counts where it holds enough running text; of several, the one with
    the most.
    """
    body = page.body
    if body is None:
        return None
    for selector in _CONTENT:
        found = [(running_text(node), node.mem_id, node) for node in page.css(selector)]
        best = max(found, default=None, key=lambda entry: entry[0])
        if best is not None and best[0] >= _ENOUGH:
            return best[2]
    return _densest(body)


def clutter(node: LexborNode) -> frozenset[int]:
    """Return the ids of elements below ``node`` whose class, id or role says that they are no text.

    An element with half of the running text stays, whatever it is called.
    """
    named = [child for child in node.css("[class], [id], [role]") if _CLUTTER.search(_names(child))]
    most = running_text(node) / 2 if named else 0
    return frozenset(child.mem_id for child in named if running_text(child) < most)


def _names(node: LexborNode) -> str:
    attributes = node.attributes
    names = " ".join(attributes.get(name) or "" for name in ("class", "id", "role"))
    return re.sub(r"[_]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", "-", names))


def running_text(node: LexborNode) -> int:
    """Return how many characters of an element belong to clauses of some length, outside of links."""
    linked = sum(len(link.text()) for link in node.css("a"))
    clauses = (clause.strip() for clause in _CLAUSE_END.split(node.text()))
    return max(0, sum(len(clause) for clause in clauses if len(clause) >= _CLAUSE) - linked)


def _densest(body: LexborNode) -> LexborNode:
    """Go down from the body as long as one child holds most of the running text."""
    node, total = body, running_text(body)
    while (child := _heaviest(node)) is not None and running_text(child) >= _SHARE * total:
        node = child
    return node


def _heaviest(node: LexborNode) -> LexborNode | None:
    return max(_containers(node), key=running_text, default=None)


def _containers(node: LexborNode) -> Iterator[LexborNode]:
    return (child for child in node.iter() if child.tag not in ("p", "li", "script", "style"))
