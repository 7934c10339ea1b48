"""The parts of a site besides the pages of things: lists, tables, descriptions, and rules for web servers.

The rules of Apache redirect from the IRI of a thing to a page or document, by what the client accepts. A
thing is not a document, so its IRI answers 303 See Other (W3C, Cool URIs for the Semantic Web). Rules cannot
compare ``q`` values, so the first type that a client names counts; clients name the type they prefer first.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize
from urllib.parse import quote, urlsplit

from pyoxigraph import Quad

from tipgraph.analysis.database import write_tables
from tipgraph.analysis.routes.export import csv_tables
from tipgraph.analysis.routes.network import flatten
from tipgraph.analysis.search import Hit, labels, sentences
from tipgraph.model.iris import BASE
from tipgraph.rdf.formats import FORMATS
from tipgraph.rdf.reference import REFERENCE
from tipgraph.web.pages import GENERAL, Archive, Crumb, Head, Site, assets, year_page
from tipgraph.web.publish.description import (
    Counts,
    check,
    citations,
    dataset,
    dcat,
    serialized,
    site_files,
    void,
)
from tipgraph.web.publish.linked_data import ENDINGS, document, of_list, of_ontology, of_parts
from tipgraph.web.publish.plan import SiteWriter
from tipgraph.web.publish.worker import Dump, write_dump

__all__ = [
    "htaccess",
    "own_link",
    "search_tables",
    "w3id",
    "write_descriptions",
    "write_extra_dumps",
    "write_general_pages",
    "write_search",
]

_HTML = r"text/html|application/xhtml\+xml"
_TURTLE = r"text/turtle|text/n3|application/n-triples|application/rdf\+xml|application/x-turtle|text/rdf\+n3"
_TRIG = r"application/trig|application/n-quads"
_JSON = r"application/ld\+json|application/json"
_LISTS = r"countries|regions|routes|years|year/\d+|vocabularies|ontology|parts"
_PAGES = "data|search|a-z|about"
_FILES = "html|ttl|trig|nq|jsonld|csv|gz|css|js|svg|json|cff|xml|txt|htaccess"

_HEAD = """\
# Made by tipgraph publish. For Apache 2.4 with mod_rewrite and AllowOverride All.
Options -MultiViews -Indexes
DirectorySlash Off
DirectoryIndex index.html
AddDefaultCharset utf-8
AddType text/turtle .ttl
AddType application/trig .trig
AddType application/n-quads .nq
AddType application/ld+json .jsonld
AddType application/gzip .gz
AddCharset utf-8 .ttl .trig .nq .csv .html .css .js .svg
RemoveEncoding .gz
<IfModule mod_headers.c>
  Header always merge Vary Accept
  Header always set X-Content-Type-Options nosniff
  Header always set Access-Control-Allow-Origin "*"
</IfModule>
<IfModule mod_deflate.c>
  AddOutputFilterByType DEFLATE text/html text/css text/javascript image/svg+xml
  AddOutputFilterByType DEFLATE text/turtle application/trig application/ld+json text/csv
</IfModule>

RewriteEngine On"""
_UNITS = ("bytes", "kB", "MB", "GB")
_SIZE = 250
"""Sentences in a file."""
_WORD = re.compile(r"[^\W_]+")


def htaccess(base: str, sections: Iterable[str]) -> str:
    """Return the rules for the folder of the site; ``sections`` are the sections of reports.

    A document's IRI has the section before the identifier, and no pattern could tell them apart.
    """
    path = urlsplit(base).path or "/"
    parts = "|".join(re.escape(quote(section, safe="-._~")) for section in sorted(set(sections)))
    report = r"[^/?#\s]+/[^/?#\s]+/[^/?#\s]+" + (f"(?:/(?:{parts}))?" if parts else "")
    sent = rf"RewriteCond %{{THE_REQUEST}} ^\S+\s+{re.escape(path)}document/({report})/([^?#\s]+)"
    forms = [*_form("html", ""), *_form("jsonld", _JSON), *_form("ttl", _TURTLE), *_form("trig", _TRIG)]
    about = "# The format: the first type that the client names and the site has; else a page."
    return "\n".join([_HEAD, f"RewriteBase {path}", "", about, *forms, "", *_leads(sent)])


def _leads(sent: str) -> list[str]:
    """Return the redirects of things; ``sent`` is a condition on the requested path of a document."""
    claim = r"^document/[^/]+/[^/]+/([^/]+)(?:/[^/]+){1,2}/route"
    return [
        "# Until version 0.1, route claims had no offset in their addresses. These lead to the route.",
        *_to(rf"{claim}/([^/]+)/neighboring-countries$", "route/$2/$1-neighbors"),
        *_to(rf"{claim}/neighboring-countries/([^/]+)$", "route/$1-neighbors/$2"),
        *_to(rf"{claim}/([^/]+)/([^/]+)$", "route/$2/$3"),
        "",
        "# Claims, evidence and documents are parts of their report's page. The request line has the",
        "# path as the client sent it, so that identifiers keep their escapes.",
        *_to("^document/", "report/%1", "%2", sent),
        "",
        "# Files are not redirected.",
        rf"RewriteRule \.(?:{_FILES})$ - [L]",
        "",
        "# Only reports have TriG. Turtle takes its place elsewhere.",
        "RewriteCond %{ENV:FORM} trig",
        "RewriteRule !^report/ - [E=FORM:ttl]",
        "",
        "# Settlements and subdivisions share a page; neighbors and memberships are on their country's.",
        *_to("^place/([A-Z]{2,3}-.+)$", "parts", "$1"),
        *_to("^place/([^/]+)/(.+)$", "place/$1", "$2"),
        "",
        "# Named graphs of the vocabularies, and versions of the ontology.",
        "RewriteRule ^graph/(?:vocabularies|places)$ data/vocabularies.ttl [R=303,L,NE]",
        *_to("^(?:graph/ontology|ontology/[^/]+|contributors)$", "ontology"),
        "",
        "# Reports, places, routes, concepts, vocabularies, and their lists; then pages without documents.",
        *_to(f"^(report/.+[^/]|(?:place|scheme)/[^/]+|(?:concept|route)/[^/]+/[^/]+|{_LISTS})$", "$1"),
        f"RewriteRule ^({_PAGES})$ $1.html [R=303,L,NE]",
        "",
    ]


def _form(ending: str, wanted: str) -> list[str]:
    """Return the rule that chooses a format if one of its types comes before all others."""
    if not wanted:
        return [f"RewriteRule ^ - [E=FORM:{ending}]"]
    others = "|".join(types for types in (_HTML, _JSON, _TURTLE, _TRIG) if types != wanted)
    condition = f"RewriteCond %{{HTTP_ACCEPT}} ^(?:(?!{others}).)*?(?:{wanted}) [NC]"
    return [condition, f"RewriteRule ^ - [E=FORM:{ending}]"]


def _to(pattern: str, target: str, part: str = "", condition: str = "") -> list[str]:
    """Return the redirects from a pattern to a page and a document. Only pages have parts."""
    page = [
        "RewriteCond %{ENV:FORM} html",
        condition,  # a rule can use the groups of the last condition
        f"RewriteRule {pattern} {target}.html#{part} [R=303,L,NE]",
    ]
    document = [condition, f"RewriteRule {pattern} {target}.%{{ENV:FORM}} [R=303,L,NE]"]
    return [rule for rule in (*(page if part else []), *document) if rule]


def w3id(base: str) -> str:
    """Return the rules for w3id.org, which redirect from the graph's IRIs to the site."""
    return (
        "# For the folder of the graph's IRIs in https://github.com/perma-id/w3id.org.\n"
        "RewriteEngine On\n"
        f"RewriteRule ^(.*)$ {base}$1 [R=303,L]\n"
    )


def write_extra_dumps(writer: SiteWriter) -> list[Dump]:
    """Write the dumps of vocabularies and of routes, and return them."""
    folder = writer.plan.folder
    quads = [
        quad
        for graph in REFERENCE
        for quad in writer.archive.store.quads_for_pattern(None, None, None, graph)
    ]
    dumps = []
    for ending in FORMATS:
        dumps += write_dump(folder, f"data/vocabularies{ending}", "vocabularies", [document(quads, ending)])
    routes = flatten(writer.archive.network, vocabulary=writer.archive.thesaurus.vocabulary)
    for target, content in csv_tables(routes, Path("routes.csv")).items():
        made = write_dump(folder, f"data/{target.name}", "facts", [content])
        name = "Routes, one a pair of places" if "edges" in target.name else "Places of routes"
        dumps += [dump._replace(title=f"{name}: {dump.title}") for dump in made]
    return dumps


def write_general_pages(writer: SiteWriter, dumps: Sequence[Dump]) -> None:
    """Write the pages that list others, the assets of pages, and the rules for web servers."""
    for path, page in GENERAL.items():
        writer.write(path, ".html", page(writer.site(path)))
    writer.write("data", ".html", _data_page(writer.site("data"), writer, dumps))
    for year in writer.archive.by_year:
        path = f"year/{year}"
        writer.write(path, ".html", year_page(writer.site(path), year))
    for path, quads in _documents(writer.archive).items():
        for ending in ENDINGS:
            own = writer.about(path, ending)
            writer.write(path, ending, document([*quads, *own], ending))
    files = {**_files(writer), **site_files(writer.plan.folder, writer.plan.base)}
    for name, content in files.items():
        target = writer.plan.folder / name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(content)


def _documents(archive: Archive) -> dict[str, list[Quad]]:
    """Return the statements in the documents of these pages, by the paths of the pages."""
    years = (f"year/{year}" for year in archive.by_year)
    lists = {
        path: of_list(archive, path)
        for path in ("countries", "regions", "routes", "vocabularies", "years", *years)
    }
    return {"ontology": of_ontology(archive), "parts": of_parts(archive), **lists}


def _files(writer: SiteWriter) -> dict[str, bytes]:
    """Return the assets of pages and the rules for web servers, by file name."""
    sections = {report.section for report in writer.archive.reports.values() if report.section}
    return {
        ".htaccess": htaccess(writer.plan.base, sections).encode(),
        "w3id.htaccess": w3id(writer.plan.base).encode(),
        **assets(),
    }


def _data_page(site: Site, writer: SiteWriter, dumps: Sequence[Dump]) -> str:
    years = [f"y{year}" for year in writer.archive.by_year]
    titles = {
        "graph": (
            "The whole graph",
            "Turtle merges the named graphs of the documents; other formats keep them.",
        ),
        "facts": ("Facts and routes as tables", "One row for each claim, and one for each pair of places."),
        "vocabularies": ("Vocabularies, places, ontology", ""),
        **{year: (year[1:], "") for year in years},
    }
    groups = [
        (title, part, note, [_file(dump) for dump in dumps if dump.part == part])
        for part, (title, note) in titles.items()
    ]
    head = Head("Data", "data", (Crumb("Data", ""),), description="Downloads of the graph and its parts.")
    described = dataset(writer.plan, writer.archive, dumps)
    licence = writer.plan.metadata.licence
    return site.render("data.html", head, groups=groups, licence=licence, dataset=described)


def _file(dump: Dump) -> dict[str, str]:
    return {"path": dump.path, "title": dump.title, "size": _size(dump.size)}


def _size(size: float) -> str:
    """Return a number of bytes in a readable form.

    >>> _size(120), _size(1_530_000)
    ('120 bytes', '1.53 MB')
    """
    for unit in _UNITS[:-1]:
        if size < 1000:
            return f"{size:.3g} {unit}"
        size /= 1000
    return f"{size:.3g} {_UNITS[-1]}"


def write_descriptions(writer: SiteWriter, dumps: Sequence[Dump], counts: Counts) -> None:
    """Check and write the descriptions of the dataset, and write how to cite it."""
    graphs = {
        "dcat": dcat(writer.plan, writer.archive, dumps),
        "void": void(writer.plan, writer.archive, dumps, counts),
    }
    for name, graph in graphs.items():
        check(graph)
        for ending in ENDINGS:
            (writer.plan.folder / f"{name}{ending}").write_bytes(serialized(graph, ending))
    version = next((dump.sha256[:12] for dump in dumps if dump.path == "data/all.nq"), "")
    for name, text in citations(writer.plan, writer.archive, version).items():
        (writer.plan.folder / name).write_text(text, encoding="utf-8")


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
            files[f"words-{_first_letters(word)}"][word] = [*_steps(numbers)]
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


def _first_letters(word: str) -> str:
    """Return the part of a file's name that words with the same two first letters share.

    >>> _first_letters("mines"), _first_letters("a"), _first_letters("éa")
    ('mi', 'a', '_e9a')
    """
    return "".join(each if each.isascii() else f"_{ord(each):x}" for each in word[:2])


def _steps(numbers: Iterable[int]) -> Iterator[int]:
    before = 0
    for number in numbers:
        yield number - before
        before = number
