"""Where the pages of a site lie as files, and how they name each other: relatively, so that the site
works below any address and in a folder of one's own.

What is to be published, and where: the same for all processes that work on it.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote, unquote

from tipgraph.model.iris import BASE
from tipgraph.rdf.store import open_graph
from tipgraph.web.pages import Archive, Site

__all__ = ["LICENCE", "NAME", "Plan", "Relative", "Words", "Workplace", "file_of"]

_PLAIN = re.compile(r"[^./\\\x00-\x1f\x7f:*?\"<>|][^/\\\x00-\x1f\x7f:*?\"<>|]*")
"""A step of a path that every system takes for the name of a file, and none for a way out of the folder."""
_LONGEST = 120


@cache
def file_of(path: str) -> str:
    """Return a path of IRIs as a path of files, without an ending; the front page is ``index``.

    Steps are unescaped, as web servers do before they look for a file. A step that is no name of a file
    becomes one made of its digest: its page is found by links, if not by its IRI.

    >>> file_of("report/my%20notes/2014/AGO"), file_of("")
    ('report/my notes/2014/AGO', 'index')
    >>> file_of("report/../2014/AGO")
    'report/x-5ec1f7e700f37c3d/2014/AGO'
    """
    return "/".join(_name(unquote(step)) for step in path.split("/")) if path else "index"


def _name(step: str) -> str:
    if _PLAIN.fullmatch(step) and len(step.encode()) <= _LONGEST:
        return step
    return f"x-{sha256(step.encode()).hexdigest()[:16]}"


@lru_cache(maxsize=200_000)
def _relative(folder: str, file: str) -> str:
    return quote(posixpath.relpath(file, folder or "."))


@dataclass(frozen=True, slots=True)
class Relative:
    """The links of a page, from the folder that it lies in.

    >>> Relative.of("place/AGO").page("report/tip/2014/AGO"), Relative.of("").file("static/site.css")
    ('../report/tip/2014/AGO.html', 'static/site.css')
    """

    folder: str

    @classmethod
    def of(cls, path: str) -> Relative:
        """Return the links of the page of a path."""
        return cls(posixpath.dirname(file_of(path)))

    def page(self, path: str) -> str:
        """Return the link to a page."""
        return _relative(self.folder, f"{file_of(path)}.html")

    def file(self, path: str) -> str:
        """Return the link to another file; its path, without the ending, is that of a page or like one."""
        stem, ending = posixpath.splitext(path)
        return _relative(self.folder, file_of(stem) + ending)


NAME = "Trafficking in Persons Graph"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True, slots=True)
class Words:
    """What to say of a dataset: name, licence (an IRI), and who publishes it if not tipgraph's makers."""

    name: str = NAME
    licence: str = LICENCE
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A publication: the graph's store, the folder that the site is made in, and what to say of it.

    ``base`` is the address that the site will be served at, with a slash at its end; ``texts`` tells
    whether narratives are published in full; ``spool`` is a folder for what is put together later;
    ``iris`` is what the IRIs of reports and documents begin with.
    """

    graph: Path
    folder: Path
    spool: Path
    base: str = BASE
    words: Words = field(default_factory=Words)
    texts: bool = False
    iris: str = BASE


class Workplace:
    """A plan with its graph open: what a process needs to make pages."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.archive = Archive(open_graph(plan.graph), texts=plan.texts, base=plan.iris)
        self._site = Site(self.archive, Relative(""), plan.words.name, plan.base)

    def site(self, path: str) -> Site:
        """Return the site as the page of a path sees it."""
        return replace(self._site, links=Relative.of(path))

    def path(self, iri: str) -> str:
        """Return the path of a thing's page."""
        return self._site.path(iri)

    def write(self, path: str, ending: str, content: str | bytes) -> None:
        """Write the file of a path."""
        target = self.plan.folder / (file_of(path) + ending)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
