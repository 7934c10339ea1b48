"""The links, fragments and HTML errors of the pages of a site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from html5lib import HTMLParser
from selectolax.lexbor import LexborHTMLParser

__all__ = ["Page", "crawled", "errors"]

ROOT = "https://site.invalid/"
_LINKS = {"a": "href", "link": "href", "script": "src", "image": "href", "img": "src", "form": "action"}


@dataclass(frozen=True)
class Page:
    """A page with its links and fragments. A fragment that occurs twice is an error."""

    links: tuple[str, ...]
    parts: tuple[str, ...]


def crawled(folder: Path) -> dict[str, Page]:
    """Return the pages of a site by their addresses below `ROOT`."""
    return {
        ROOT + path.relative_to(folder).as_posix(): _page(path) for path in sorted(folder.rglob("*.html"))
    }


def _page(path: Path) -> Page:
    tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
    links = tuple(
        value
        for tag, attribute in _LINKS.items()
        for node in tree.css(tag)
        if (value := node.attributes.get(attribute)) is not None
    )
    return Page(links, tuple(node.attributes["id"] or "" for node in tree.css("[id]")))


def targets(address: str, page: Page) -> Iterator[tuple[str, str]]:
    """Yield the addresses and fragments that a page links to on its own site."""
    for link in page.links:
        whole = urlsplit(urljoin(address.replace(" ", "%20"), link))
        if whole.netloc == "site.invalid":
            yield ROOT + unquote(whole.path[1:]), whole.fragment


def errors(html: str) -> list[str]:
    """Return the errors of a page by the parsing rules of the HTML standard."""
    parser = HTMLParser()
    parser.parse(html)
    return [f"{position}: {code} {about}" for position, code, about in parser.errors]
