"""What is to be published, and where: the same for all processes that work on it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from tipgraph.namespaces import BASE
from tipgraph.pages import Archive, Site
from tipgraph.publish.layout import Relative, file_of
from tipgraph.store import open_graph

__all__ = ["LICENCE", "NAME", "Plan", "Words", "Workplace"]

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
