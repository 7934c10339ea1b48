"""What a site has beside the pages of things: pages that lead there, tables, descriptions, rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import Quad

from tipgraph.analysis.routes.export.flat import flatten
from tipgraph.analysis.routes.export.tables import files as tables
from tipgraph.rdf.formats import FORMATS
from tipgraph.rdf.reference import REFERENCE
from tipgraph.web.pages import GENERAL, Archive, Crumb, Head, Site, assets, year_page
from tipgraph.web.publish.citation import citation
from tipgraph.web.publish.description import Counts, check, dcat, serialized, void
from tipgraph.web.publish.dumps import Dump, dumped
from tipgraph.web.publish.linked_data import ENDINGS, document, of_list, of_ontology, of_parts
from tipgraph.web.publish.plan import Workplace
from tipgraph.web.publish.redirects import htaccess, w3id

__all__ = ["described", "extra_dumps", "extras"]

_UNITS = ("bytes", "kB", "MB", "GB")


def extra_dumps(place: Workplace) -> list[Dump]:
    """Write the dumps that are not put together of reports: vocabularies, routes. Return them."""
    folder = place.plan.folder
    quads = [
        quad for graph in REFERENCE for quad in place.archive.store.quads_for_pattern(None, None, None, graph)
    ]
    found = []
    for ending in FORMATS:
        found += dumped(folder, f"data/vocabularies{ending}", "vocabularies", [document(quads, ending)])
    routes = flatten(place.archive.network, vocabulary=place.archive.thesaurus.vocabulary)
    for target, content in tables(routes, Path("routes.csv")).items():
        made = dumped(folder, f"data/{target.name}", "facts", [content])
        name = "Routes, one a pair of places" if "edges" in target.name else "Places of routes"
        found += [dump._replace(title=f"{name}: {dump.title}") for dump in made]
    return found


def extras(place: Workplace, dumps: Sequence[Dump]) -> None:
    """Write the pages that lead to others, what pages name, and the rules for web servers."""
    for path, page in GENERAL.items():
        place.write(path, ".html", page(place.site(path)))
    place.write("data", ".html", _data_page(place.site("data"), place, dumps))
    for year in place.archive.by_year:
        path = f"year/{year}"
        place.write(path, ".html", year_page(place.site(path), year))
    for path, quads in _documents(place.archive).items():
        for ending in ENDINGS:
            place.write(path, ending, document(quads, ending))
    for name, content in _files(place).items():
        target = place.plan.folder / name
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(content)


def _documents(archive: Archive) -> dict[str, list[Quad]]:
    """Return what the documents beside these pages say, by the pages' paths."""
    years = (f"year/{year}" for year in archive.by_year)
    lists = {
        path: of_list(archive, path) for path in ("countries", "regions", "vocabularies", "years", *years)
    }
    return {"ontology": of_ontology(archive), "parts": of_parts(archive), **lists}


def _files(place: Workplace) -> dict[str, bytes]:
    """Return what pages name, and the rules for web servers, by the names of files."""
    sections = {report.section for report in place.archive.reports.values() if report.section}
    return {
        ".htaccess": htaccess(place.plan.base, sections).encode(),
        "w3id.htaccess": w3id(place.plan.base).encode(),
        **assets(),
    }


def _data_page(site: Site, place: Workplace, dumps: Sequence[Dump]) -> str:
    years = [f"y{year}" for year in place.archive.by_year]
    titles = {
        "graph": ("The whole graph", "Turtle merges the named graphs; the others keep one a document."),
        "facts": ("Facts and routes as tables", "A row a claim; a row a pair of places."),
        "vocabularies": ("Vocabularies, places, ontology", ""),
        **{year: (year[1:], "") for year in years},
    }
    groups = [
        (title, part, note, [_file(dump) for dump in dumps if dump.part == part])
        for part, (title, note) in titles.items()
    ]
    head = Head("Data", "data", (Crumb("Data", ""),), description="Downloads of the graph and its parts.")
    return site.render("data.html", head, groups=groups, licence=place.plan.words.licence)


def _file(dump: Dump) -> dict[str, str]:
    return {"path": dump.path, "title": dump.title, "size": _size(dump.size)}


def _size(size: float) -> str:
    """Return a number of bytes for people.

    >>> _size(120), _size(1_530_000)
    ('120 bytes', '1.53 MB')
    """
    for unit in _UNITS[:-1]:
        if size < 1000:
            return f"{size:.3g} {unit}"
        size /= 1000
    return f"{size:.3g} {_UNITS[-1]}"


def described(place: Workplace, dumps: Sequence[Dump], quads: Counter[int], classes: Counter[str]) -> None:
    """Write the descriptions of the dataset, after a check against their shapes, and how to cite it."""
    graphs = {
        "dcat": dcat(place.plan, place.archive, dumps),
        "void": void(place.plan, place.archive, dumps, Counts(quads, classes)),
    }
    for name, graph in graphs.items():
        check(graph)
        for ending in ENDINGS:
            (place.plan.folder / f"{name}{ending}").write_bytes(serialized(graph, ending))
    version = next((dump.sha256[:12] for dump in dumps if dump.path == "data/all.nq"), "")
    (place.plan.folder / "CITATION.cff").write_text(
        citation(place.plan, place.archive, version), encoding="utf-8"
    )
