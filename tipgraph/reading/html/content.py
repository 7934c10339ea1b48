"""Where the narrative stands on a page: by the sites' own marks, else by where the running text is.

State Department 2001-2009, 2009-2017 and today, Refworld old and new, and ecoi.net have marks of their
own; on a page of another site the way leads down to the smallest element with all of the running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = ["main_content"]

_CONTENT = (
    "#tier3-landing-content, #tier3-landing-content-wide",  # state.gov 2009-2017
    "#centerblock",
    ".entry-content, .report__content, .report-content",  # state.gov since 2019, a section each
    "#document-content, .document-content, .document-body, .rw-document",  # Refworld, ecoi.net
    "[itemprop=articleBody]",
    "article",
    "main, [role=main], #main-content",
    "#content, #main, #rwmain",
)
_NO_TEXT = "script, style, noscript, template, svg, iframe, object, select, button, canvas, figure"
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
"""Characters of running text below which an element is not taken for the narrative."""
_ALMOST_ALL = 0.95
_CLAUSE_END = re.compile(r"[.;:|\n]")
_CLAUSE = 40
"""Characters that a clause of running text has at least; menus and labels have fewer."""


def main_content(page: LexborHTMLParser) -> LexborNode | None:
    """Return the element that holds the narrative, or None for a page without a body.

    Menus, forms, captions and the like are removed from the page. Where a site parts a narrative into
    several marked elements, the element around them all is returned.
    """
    body = page.body
    if body is None:
        return None
    _remove_asides(body)
    for selector in _CONTENT:
        marked = [node for node in page.css(selector) if running_text(node)]
        if marked and (node := _around(marked)) is not None and running_text(node) >= _ENOUGH:
            return node
    return _densest(body)


def _remove_asides(body: LexborNode) -> None:
    """Remove what is no text, then what is called aside, except where that holds half of the text."""
    _remove(body.css(_NO_TEXT))
    half = running_text(body) / 2
    _remove([node for node in body.css(_ASIDE) if _called_aside(node) and running_text(node) <= half])


def _remove(nodes: Sequence[LexborNode]) -> None:
    """Remove elements with all that is in them; one inside another goes with it and is not touched again."""
    ids = {node.mem_id for node in nodes}
    for node in [node for node in nodes if not any(parent.mem_id in ids for parent in _ancestors(node))]:
        node.decompose()


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    while (parent := node.parent) is not None:
        yield parent
        node = parent


def _called_aside(node: LexborNode) -> bool:
    return node.tag in _ASIDE_TAGS or _ASIDE_NAMES.search(_names(node)) is not None


def _names(node: LexborNode) -> str:
    attributes = node.attributes
    names = " ".join(attributes.get(name) or "" for name in ("class", "id", "role"))
    return re.sub(r"_+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", "-", names))


def running_text(node: LexborNode) -> int:
    """Return how many characters of an element belong to clauses of some length, outside of links."""
    linked = sum(len(link.text()) for link in node.css("a"))
    clauses = (clause.strip() for clause in _CLAUSE_END.split(node.text()))
    return max(0, sum(len(clause) for clause in clauses if len(clause) >= _CLAUSE) - linked)


def _around(marked: Sequence[LexborNode]) -> LexborNode | None:
    """The smallest element with almost all the running text of the marked ones."""
    ids = {node.mem_id for node in marked}
    outer = [node for node in marked if not any(parent.mem_id in ids for parent in _ancestors(node))]
    wanted = _ALMOST_ALL * sum(map(running_text, outer))
    best = max(marked, key=running_text)
    return next((node for node in (best, *_ancestors(best)) if running_text(node) >= wanted), None)


def _densest(body: LexborNode) -> LexborNode:
    """Go down from the body as long as one child holds almost all of the running text."""
    node, wanted = body, _ALMOST_ALL * running_text(body)
    while (child := _heaviest(node.iter())) is not None and running_text(child) >= wanted:
        node = child
    return node


def _heaviest(nodes: Iterable[LexborNode]) -> LexborNode | None:
    return max((node for node in nodes if node.tag not in ("p", "li")), key=running_text, default=None)
