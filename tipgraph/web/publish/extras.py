"""The parts of a site besides the pages of things: lists, tables, descriptions, and rules for web servers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import Quad

from tipgraph.analysis.routes.export.csv_tables import files as tables
from tipgraph.analysis.routes.export.flat import flatten
from tipgraph.rdf.formats import FORMATS
from tipgraph.rdf.reference import REFERENCE
from tipgraph.web.pages import GENERAL, Archive, Crumb, Head, Site, assets, year_page
from tipgraph.web.publish.citation import citation
from tipgraph.web.publish.description import Counts, check, dcat, serialized, void
from tipgraph.web.publish.discovery import dataset, site_files
from tipgraph.web.publish.dumps import Dump, write_dump
from tipgraph.web.publish.linked_data import ENDINGS, document, of_list, of_ontology, of_parts
from tipgraph.web.publish.plan import SiteWriter
from tipgraph.web.publish.redirects import htaccess, w3id

__all__ = ["write_descriptions", "write_extra_dumps", "write_general_pages"]

_UNITS = ("bytes", "kB", "MB", "GB")


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
    for target, content in tables(routes, Path("routes.csv")).items():
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
    (writer.plan.folder / "CITATION.cff").write_text(
        citation(writer.plan, writer.archive, version), encoding="utf-8"
    )
