"""The index of sentences of a site without a server, in scripts that the page of the search loads.

``all`` has the reports, the kinds and codes of claims, and what each sentence has of them, in the order of
hits. ``words-ab`` has the sentences with words that begin with these letters, as differences of their
numbers; ``text-0`` has the words of the first sentences, and the claims that rest on them.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize

from tipgraph.analysis.database import write_tables
from tipgraph.analysis.search import Hit, labels, sentences
from tipgraph.model.iris import BASE
from tipgraph.web.pages import Archive, Site
from tipgraph.web.publish.plan import SiteWriter

__all__ = ["own_link", "search_tables", "write_search"]

_SIZE = 250
"""Sentences in a file."""
_WORD = re.compile(r"[^\W_]+")


def search_tables(archive: Archive, target: Path) -> Path:
    """Write the tables of an archive to a database, and return its path."""
    found = (copy.extraction for report in archive.reports.values() for copy in archive.extractions(report))
    return write_tables(found, target, archive.thesaurus.vocabulary)[0]


def own_link(site: Site, iri: str) -> str | None:
    """Return the link to a report, claim or piece of evidence.

    Tables have the IRIs of the model, and an archive may have another base.
    """
    return site.href(site.archive.base + iri.removeprefix(BASE))


def write_search(writer: SiteWriter) -> None:
    """Write the index of a site."""
    path = search_tables(writer.archive, writer.plan.temporary / "tables.db")
    index = _Index(writer)
    for number, hit in enumerate(sentences(path)):
        index.add(number, hit)
    index.finish(labels(path))


class _Numbers(dict[Any, int]):
    """Numbers keys in the order of their first use."""

    def __missing__(self, key: Any) -> int:
        number = self[key] = len(self)
        return number


class _Index:
    """Collects sentences; their words are written as soon as a file is full."""

    def __init__(self, writer: SiteWriter) -> None:
        self._site = writer.site("search")
        self._folder = writer.plan.folder / "search"
        self._folder.mkdir()
        self._reports, self._claims = _Numbers(), _Numbers()
        self._rows: list[tuple[int, ...]] = []
        self._words: dict[str, list[int]] = defaultdict(list)
        self._texts: list[Any] = []

    def add(self, number: int, hit: Hit) -> None:
        """Add a sentence. Its number is that of sentences before it."""
        report = self._reports[hit.report, hit.title, hit.country, hit.year, hit.publication]
        claims = [self._claims[said.kind, said.status, said.codes] for said in hit.claims]
        self._rows.append((report, *dict.fromkeys(claims)))
        for word in set(_words(hit.words)):
            self._words[word].append(number)
        self._texts.append(_text(self._site, hit))
        if len(self._texts) == _SIZE:
            self._write_texts()

    def finish(self, names: dict[str, dict[str, str]]) -> None:
        """Write what is left: the last sentences, the words, and what all sentences have."""
        self._write_texts()
        files: dict[str, dict[str, list[int]]] = defaultdict(dict)
        for word, numbers in sorted(self._words.items()):
            files[f"words-{_file(word)}"][word] = [*_steps(numbers)]
        for name, content in files.items():
            self._write(name, content)
        reports = [(*about, own_link(self._site, iri)) for iri, *about in self._reports]
        self._write("all", {
            "reports": reports, "claims": list(self._claims), "sentences": self._rows, "size": _SIZE,
            "files": sorted(files), "labels": self._used(names),
        })  # fmt: skip

    def _used(self, names: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
        """Return the names of values that a sentence has."""
        values = {code for _, _, codes in self._claims for code in codes}
        values |= {status for _, status, _ in self._claims} | {
            value for each in self._reports for value in each
        }
        return {
            facet: {value: name for value, name in known.items() if value in values and value != name}
            for facet, known in names.items()
        }

    def _write_texts(self) -> None:
        if self._texts:
            self._write(f"text-{(len(self._rows) - 1) // _SIZE}", self._texts)
            self._texts = []

    def _write(self, name: str, content: object) -> None:
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        (self._folder / f"{name}.js").write_text(f'searchPart("{name}",{text});\n', encoding="utf-8")


def _text(site: Site, hit: Hit) -> tuple[str, str, list[tuple[str, str, str]]]:
    def part(iri: str) -> str:
        return (own_link(site, iri) or "").partition("#")[2]

    claims = [(said.kind, said.description, part(said.claim)) for said in hit.claims]
    return hit.words, part(hit.evidence), claims


def _words(text: str) -> Iterator[str]:
    """Yield the words of a text without case and accents, as the script of the page does.

    >>> list(_words("Côte d'Ivoire: 12 girls"))
    ['cote', 'd', 'ivoire', '12', 'girls']
    """
    yield from _WORD.findall("".join(each for each in normalize("NFKD", text) if not combining(each)).lower())


def _file(word: str) -> str:
    """Return the part of a file's name that words with the same two first letters share.

    >>> _file("mines"), _file("a"), _file("éa")
    ('mi', 'a', '_e9a')
    """
    return "".join(each if each.isascii() else f"_{ord(each):x}" for each in word[:2])


def _steps(numbers: Iterable[int]) -> Iterator[int]:
    before = 0
    for number in numbers:
        yield number - before
        before = number
