"""Finds the element of a web page that holds the narrative.

The selectors of the State Department's sites (2001-2009, 2009-2017 and today), of Refworld's old and new
site and of ecoi.net come first. On other sites it is the smallest element with almost all running text.
Running text is text in long clauses outside of links.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = ["main_content"]

_SELECTORS = (
    "#tier3-landing-content, #tier3-landing-content-wide",  # state.gov 2009-2017
    "#centerblock",
    ".entry-content, .report__content, .report-content",  # state.gov since 2019, a section each
    "#document-content, .document-content, .document-body, .rw-document",  # Refworld, ecoi.net
    "[itemprop=articleBody]",
    "article",
    "main, [role=main], #main-content",
    "#content, #main, #rwmain",
)
_NOT_TEXT = (
    "script, style, noscript, template, svg, iframe, object, select, button, canvas, figure"
    ", #wm-ipp-base, #wm-ipp, #wm-ipp-print, #donato"  # the banner of the Wayback Machine
)
_ASIDE = "nav, footer, aside, form, figcaption, caption, [class], [id], [role]"
_ASIDE_TAGS = {"nav", "footer", "aside", "form", "figcaption", "caption"}
_ASIDE_NAMES = re.compile(
    r"\b(?:nav(?:bar|igation)?|menu|breadcrumbs?|footer|site-header|masthead|banner|sidebar|related|share|sharing"
    r"|social|sharedaddy|addthis|cookies?|consent|newsletter|subscribe|signup|search(?:-?form|-?box)?|toolbar"
    r"|pager|pagination|skip-?link|advert(?:isement)?|caption|print-?(?:button|tools)|tags?|recommended|popup"
    r"|modal|tier3-local-nav|bottom-?links|screen-reader-text|hidden)\b",
    re.IGNORECASE,
)
_ENOUGH = 300
"""The least number of characters of running text in the element of a narrative."""
_ALMOST_ALL = 0.95
_CLAUSE_END = re.compile(r"[.;:|\n]")
_CLAUSE = 40
"""The least number of characters of a clause in running text; menus and labels have fewer."""


def main_content(page: LexborHTMLParser) -> LexborNode | None:
    """Return the element that holds the narrative, or None if the page has no body.

    Removes menus, forms, captions and similar elements from the page. If a site splits a narrative into
    several elements, the element around all of them is returned.
    """
    body = page.body
    if body is None:
        return None
    _remove_asides(body)
    for selector in _SELECTORS:
        marked = [node for node in page.css(selector) if running_text(node)]
        if marked and (node := _around(marked)) is not None and running_text(node) >= _ENOUGH:
            return node
    return _densest(body)


def _remove_asides(body: LexborNode) -> None:
    """Remove elements that are not text, and named asides unless they hold half of the running text."""
    _remove(body.css(_NOT_TEXT))
    half = running_text(body) / 2
    _remove([node for node in body.css(_ASIDE) if _is_aside(node) and running_text(node) <= half])


def _remove(nodes: Sequence[LexborNode]) -> None:
    """Remove elements with their content. An element inside another one is removed with it, only once."""
    ids = {node.mem_id for node in nodes}
    for node in [node for node in nodes if not any(parent.mem_id in ids for parent in _ancestors(node))]:
        node.decompose()


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    while (parent := node.parent) is not None:
        yield parent
        node = parent


def _is_aside(node: LexborNode) -> bool:
    return node.tag in _ASIDE_TAGS or _ASIDE_NAMES.search(_names(node)) is not None


def _names(node: LexborNode) -> str:
    attributes = node.attributes
    names = " ".join(attributes.get(name) or "" for name in ("class", "id", "role"))
    return re.sub(r"_+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", "-", names))


def running_text(node: LexborNode) -> int:
    """Return the number of characters of an element in long clauses, minus those in links."""
    linked = sum(len(link.text()) for link in node.css("a"))
    clauses = (clause.strip() for clause in _CLAUSE_END.split(node.text()))
    return max(0, sum(len(clause) for clause in clauses if len(clause) >= _CLAUSE) - linked)


def _around(marked: Sequence[LexborNode]) -> LexborNode | None:
    """Return the smallest element with almost all running text of the marked ones."""
    ids = {node.mem_id for node in marked}
    outer = [node for node in marked if not any(parent.mem_id in ids for parent in _ancestors(node))]
    wanted = _ALMOST_ALL * sum(map(running_text, outer))
    best = max(marked, key=running_text)
    return next((node for node in (best, *_ancestors(best)) if running_text(node) >= wanted), None)


def _densest(body: LexborNode) -> LexborNode:
    """Return the smallest element with almost all running text of the body."""
    node, wanted = body, _ALMOST_ALL * running_text(body)
    while (child := _heaviest(node.iter())) is not None and running_text(child) >= wanted:
        node = child
    return node


def _heaviest(nodes: Iterable[LexborNode]) -> LexborNode | None:
    return max((node for node in nodes if node.tag not in ("p", "li")), key=running_text, default=None)
