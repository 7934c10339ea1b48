"""The plan of a site: what is published, and at which paths its files lie.

Links between pages are relative, so that the site works at any address and in a local folder. All processes
that write pages share the plan.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize
from urllib.parse import quote, unquote

from pyoxigraph import Quad

from tipgraph.model.iris import BASE
from tipgraph.rdf.store import open_graph
from tipgraph.web.pages import Archive, Site
from tipgraph.web.pages.site import address
from tipgraph.web.publish.linked_data import about

__all__ = ["LICENCE", "Metadata", "Plan", "RelativeLinks", "SiteWriter", "clashing_paths", "file_path"]

_PLAIN = re.compile(r"[^./\\\x00-\x1f\x7f:*?\"<>|][^/\\\x00-\x1f\x7f:*?\"<>|]*")
"""A path segment that is a file name on every system, and cannot lead out of the folder."""
_LONGEST = 120


@cache
def file_path(path: str) -> str:
    """Return the path of a page as the path of a file, without an ending; the front page is ``index``.

    Segments are unescaped, as web servers do before they look for a file. A segment that is not a valid file
    name is replaced by its digest. Links lead to such a page, but its IRI does not.

    >>> file_path("report/my%20notes/2014/AGO"), file_path("")
    ('report/my notes/2014/AGO', 'index')
    >>> file_path("report/../2014/AGO")
    'report/x-5ec1f7e700f37c3d/2014/AGO'
    """
    return "/".join(_name(unquote(step)) for step in path.split("/")) if path else "index"


def _name(step: str) -> str:
    if _PLAIN.fullmatch(step) and len(step.encode()) <= _LONGEST:
        return step
    return _digest(step)


def _digest(text: str) -> str:
    return f"x-{sha256(text.encode()).hexdigest()[:16]}"


def clashing_paths(paths: Iterable[str]) -> frozenset[str]:
    """Return the paths whose files would take the place of another path's on a system that ignores case.

    Some systems ignore normal forms too. The first path of each group, in sorted order, is not returned.

    >>> sorted(clashing_paths(["report/tip/2014/AGO/a", "report/tip/2014/AGO/A", "place/AGO"]))
    ['report/tip/2014/AGO/a']
    """
    seen: set[str] = set()
    found: set[str] = set()
    for path in sorted(set(paths)):
        name = normalize("NFC", normalize("NFC", file_path(path)).casefold())
        if name in seen:
            found.add(path)
        seen.add(name)
    return frozenset(found)


def _unique_path(path: str, clashes: frozenset[str]) -> str:
    """Return the `file_path` of a page, with a digest as its name if it is one of the clashes."""
    found = file_path(path)
    return posixpath.join(posixpath.dirname(found), _digest(path)) if path in clashes else found


@lru_cache(maxsize=200_000)
def _relative(folder: str, file: str) -> str:
    return quote(posixpath.relpath(file, folder or "."))


@dataclass(frozen=True, slots=True)
class RelativeLinks:
    """The relative links of a page in a folder; ``clashes`` are the `clashing_paths` of the site.

    >>> RelativeLinks.of("place/AGO").page("report/tip/2014/AGO")
    '../report/tip/2014/AGO.html'
    >>> RelativeLinks.of("").file("static/site.css")
    'static/site.css'
    """

    folder: str
    clashes: frozenset[str] = frozenset()

    @classmethod
    def of(cls, path: str, clashes: frozenset[str] = frozenset()) -> RelativeLinks:
        """Return the links of the page at a path."""
        return cls(posixpath.dirname(file_path(path)), clashes)

    def page(self, path: str) -> str:
        """Return the link to a page."""
        return _relative(self.folder, f"{_unique_path(path, self.clashes)}.html")

    def file(self, path: str) -> str:
        """Return the link to a file that is not a page."""
        stem, ending = posixpath.splitext(path)
        return _relative(self.folder, _unique_path(stem, self.clashes) + ending)


NAME = "Trafficking in Persons Graph"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True, slots=True)
class Metadata:
    """The name of a dataset, its licence (an IRI), and its publisher, by default tipgraph's contributors.

    ``contact`` is an address for questions: an IRI of ``mailto:``, ``https:`` or ``http:``.
    """

    name: str = NAME
    licence: str = LICENCE
    publisher: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to publish, and where.

    - ``graph``: the graph's store.
    - ``folder``: where the site is written; ``temporary``: where the parts of dumps are kept.
    - ``base``: the address that the site will be served at, with a slash at its end.
    - ``texts``: whether narratives are published in full.
    - ``iris``: what the IRIs of reports and documents begin with.
    """

    graph: Path
    folder: Path
    temporary: Path
    base: str = BASE
    metadata: Metadata = field(default_factory=Metadata)
    texts: bool = False
    iris: str = BASE


class SiteWriter:
    """Writes the files of a plan, whose graph it has open."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.archive = Archive(open_graph(plan.graph), texts=plan.texts, base=plan.iris)
        self._site = Site(
            self.archive, RelativeLinks(""), plan.metadata.name, plan.base, contact=plan.metadata.contact
        )
        things = (*self.archive.reports, *self.archive.route_ends, *self.archive.thesaurus.resources)
        found = (address(self.archive, iri) for iri in things)
        self._clashes = clashing_paths(each.path for each in found if each is not None)

    def site(self, path: str) -> Site:
        """Return the site with the links of the page at a path."""
        return replace(self._site, links=RelativeLinks.of(path, self._clashes))

    def path(self, iri: str) -> str:
        """Return the path of the page about a thing."""
        return self._site.path(iri)

    def about(self, path: str, ending: str) -> list[Quad]:
        """Return the statements about the RDF document at a path."""
        file = quote(_unique_path(path, self._clashes) + ending)
        return about(f"{self.plan.base}{file}", self.plan.metadata.licence, f"{self.plan.base}data#graph")

    def write(self, path: str, ending: str, content: str | bytes) -> None:
        """Write the file at a path."""
        target = self.plan.folder / (_unique_path(path, self._clashes) + ending)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
