"""HTML pages: the element that holds the narrative, and lines of text: one per paragraph, item or heading.

Pages with far deeper nesting than real pages are refused, because the time of the parser and of the search
for the content grows with the square of the depth.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tipgraph.errors import InputError
from tipgraph.reading.defaults import LIMITS
from tipgraph.reading.sections import is_heading

__all__ = ["Line", "lines_of", "main_content", "parse_page", "refuse_deep_nesting", "text_of"]

_TAG = re.compile(r"<(/?)([a-z][^\s/<>]*+)([^<>]*+)>", re.IGNORECASE)
_WHOLE_TAG = re.compile(r"""<[a-z](?:[^"'<>]++|"[^"]*+"|'[^']*+')*+""", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""[^\s"'/=<>]++|"[^"]*+"|'[^']*+'""")
_ATTRIBUTES = 10_000
"""The most names and values of attributes in one tag; the parser compares each name with all before it."""
_FLAT = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track"),
    *("wbr", "html", "head", "body", "p", "li", "dt", "dd", "thead", "tbody", "tfoot", "tr", "td", "th"),
    *("colgroup", "option", "optgroup", "rp", "rt", "a"),
}
"""Elements without an end tag, and elements that the next of their kind closes."""
_TAGS_A_LEVEL = 25
"""Open tags allowed per level of depth. Old pages leave many tags open, which the parser closes."""
_NOT_TEXT = {"script", "style", "noscript", "template", "svg", "iframe", "object", "select", "button", "head"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = _HEADINGS | {
    *(
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "tbody",
    ),
    *("tr", "blockquote", "pre", "hr", "center", "address", "details", "summary", "body", "html"),
}
_BOLD = {"b", "strong"}
_CELLS = {"td", "th"}
_SPACE = re.compile(r"\s+")
_LONGEST_HEADING = 300


@contextmanager
def refuse_deep_nesting(source: str) -> Iterator[None]:
    """Turn a RecursionError raised by `parse_page` into an InputError."""
    try:
        yield
    except RecursionError as error:
        cause = "its elements are nested too deeply, or have too many attributes"
        raise InputError(source, cause, remedy="save the page again from a browser") from error


def parse_page(html: str, deepest: int = LIMITS.depth) -> LexborHTMLParser:
    """Parse a page.

    Raises RecursionError if its elements are nested more than ``deepest`` levels deep, or if a tag has more
    attributes than the parser can read in time.
    """
    _check_attributes(html)
    _check_tags(html, _TAGS_A_LEVEL * deepest)
    page = LexborHTMLParser(html)
    _check_elements(page, deepest)
    return page


def _check_attributes(html: str) -> None:
    if max(map(len, html.split("<"))) <= _ATTRIBUTES:
        return
    long = (tag for found in _WHOLE_TAG.finditer(html) if len(tag := found[0]) > _ATTRIBUTES)
    if any(len(_ATTRIBUTE.findall(tag)) > _ATTRIBUTES for tag in long):
        raise RecursionError(f"a tag has more than {_ATTRIBUTES:,} attributes")


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
            raise RecursionError(f"more than {most} tags are open")


def _check_elements(page: LexborHTMLParser, deepest: int) -> None:
    level = [] if page.root is None else [page.root]
    for _ in range(deepest):
        level = [child for node in level for child in node.iter()]
        if not level:
            return
    raise RecursionError(f"elements are nested more than {deepest} levels deep")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page. ``marked`` is True if all of it is a heading or in bold."""

    text: str
    marked: bool = False


class _Collector:
    """Collects runs of text into lines."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._runs: list[str] = []
        self._length = 0
        self._all_bold = True

    def add(self, text: str, *, bold: bool) -> None:
        text = _SPACE.sub(" ", text)
        if text.strip():
            self._all_bold &= bold
        self._runs.append(text)
        self._length += len(text)

    def end(self) -> None:
        if text := _SPACE.sub(" ", "".join(self._runs)).strip():
            self.lines.append(Line(text, self._all_bold))
        self._runs, self._length, self._all_bold = [], 0, True

    def end_if_heading(self) -> None:
        """End the line after a bold heading at the start of a paragraph, without a full stop or colon."""
        if self._length > _LONGEST_HEADING:
            return
        if is_heading("".join(self._runs)) and not "".join(self._runs).rstrip().endswith((".", ":")):
            self.end()


def lines_of(node: LexborNode) -> list[Line]:
    """Return the lines of an element."""
    collector = _Collector()
    _collect(node, collector, bold=False)
    collector.end()
    return collector.lines


def _collect(node: LexborNode, into: _Collector, *, bold: bool) -> None:
    for child in node.iter(include_text=True):
        tag = child.tag
        if tag == "-text":
            into.add(child.text_content or "", bold=bold)
        elif tag == "br":
            into.end()
        elif tag is not None and tag not in _NOT_TEXT:
            _collect_element(child, tag, into, bold=bold)


def _collect_element(node: LexborNode, tag: str, into: _Collector, *, bold: bool) -> None:
    block = tag in _BLOCKS
    if block:
        into.end()
    elif tag in _CELLS:
        into.add(" ", bold=True)
    _collect(node, into, bold=bold or tag in _BOLD or tag in _HEADINGS)
    if block:
        into.end()
    elif tag in _BOLD and not bold:
        into.end_if_heading()


def text_of(html: str) -> str:
    """Return the text of an HTML fragment, one line per paragraph.

    Raises RecursionError as `parse_page` does.

    >>> text_of("<p>Tier 2 &mdash; Ghana</p><p>more<br>here</p>")
    'Tier 2 — Ghana\\nmore\\nhere'
    """
    if "<" not in html and "&" not in html:
        return html
    body = parse_page(html).body
    return "\n".join(line.text for line in lines_of(body)) if body else ""


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
_REMOVED = (
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

    The selectors of the State Department's sites (2001-2009, 2009-2017 and today), of Refworld's old and new
    site and of ecoi.net come first. On other sites it is the smallest element with almost all running text,
    which is text in long clauses outside of links.

    Removes menus, forms, captions and similar elements from the page. If a site splits a narrative into
    several elements, the element around all of them is returned.
    """
    body = page.body
    if body is None:
        return None
    _remove_asides(body)
    for selector in _SELECTORS:
        marked = [node for node in page.css(selector) if _running_text(node)]
        if marked and (node := _around(marked)) is not None and _running_text(node) >= _ENOUGH:
            return node
    return _densest(body)


def _remove_asides(body: LexborNode) -> None:
    """Remove elements that are not text, and named asides unless they hold half of the running text."""
    _remove(body.css(_REMOVED))
    half = _running_text(body) / 2
    _remove([node for node in body.css(_ASIDE) if _is_aside(node) and _running_text(node) <= half])


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


def _running_text(node: LexborNode) -> int:
    """Return the number of characters of an element in long clauses, minus those in links."""
    linked = sum(len(link.text()) for link in node.css("a"))
    clauses = (clause.strip() for clause in _CLAUSE_END.split(node.text()))
    return max(0, sum(len(clause) for clause in clauses if len(clause) >= _CLAUSE) - linked)


def _around(marked: Sequence[LexborNode]) -> LexborNode | None:
    """Return the smallest element with almost all running text of the marked ones."""
    ids = {node.mem_id for node in marked}
    outer = [node for node in marked if not any(parent.mem_id in ids for parent in _ancestors(node))]
    wanted = _ALMOST_ALL * sum(map(_running_text, outer))
    best = max(marked, key=_running_text)
    return next((node for node in (best, *_ancestors(best)) if _running_text(node) >= wanted), None)


def _densest(body: LexborNode) -> LexborNode:
    """Return the smallest element with almost all running text of the body."""
    node, wanted = body, _ALMOST_ALL * _running_text(body)
    while (child := _heaviest(node.iter())) is not None and _running_text(child) >= wanted:
        node = child
    return node


def _heaviest(nodes: Iterable[LexborNode]) -> LexborNode | None:
    return max((node for node in nodes if node.tag not in ("p", "li")), key=_running_text, default=None)
