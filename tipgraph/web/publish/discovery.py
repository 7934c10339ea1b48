"""What search engines read: a description of the dataset by schema.org, robots.txt and a sitemap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape

from tipgraph.model.iris import BASE
from tipgraph.web.pages import Archive
from tipgraph.web.publish.dumps import Dump
from tipgraph.web.publish.plan import Plan

__all__ = ["dataset", "site_files"]

_LONGEST = 50_000
"""Addresses in a sitemap, by its standard."""
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_TYPES = {
    ".csv": "text/csv", ".jsonld": "application/ld+json", ".nq": "application/n-quads",
    ".trig": "application/trig", ".ttl": "text/turtle",
}  # fmt: skip


def dataset(plan: Plan, archive: Archive, dumps: Sequence[Dump]) -> dict[str, Any]:
    """Return the description of the whole graph as a schema.org ``Dataset``."""
    years = list(archive.by_year)
    publisher = plan.metadata.publisher or archive.thesaurus.label(f"{BASE}contributors")
    described = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"{plan.base}data#graph",
        "name": plan.metadata.name,
        "description": "What reports on trafficking in persons state of countries: routes, roles, victims, "
        "exploitation, sectors, tiers and measures, each claim with its words.",
        "url": plan.base,
        "license": plan.metadata.licence,
        "isAccessibleForFree": True,
        "keywords": ["human trafficking", "Trafficking in Persons Report", "linked data"],
        "creator": {"@type": "Organization", "name": publisher},
        "distribution": [_download(plan, dump) for dump in dumps if dump.part in ("graph", "facts")],
    }
    if years:
        described["temporalCoverage"] = f"{years[0]}/{years[-1]}"
    return described


def _download(plan: Plan, dump: Dump) -> dict[str, str]:
    kind = Path(dump.path.removesuffix(".gz")).suffix
    return {
        "@type": "DataDownload",
        "name": dump.title,
        "contentUrl": plan.base + dump.path,
        "encodingFormat": "application/gzip" if dump.path.endswith(".gz") else _TYPES[kind],
    }


def site_files(folder: Path, base: str) -> dict[str, bytes]:
    """Return ``robots.txt`` and the sitemap of the pages in a folder, by file name.

    More pages than a sitemap may have are in several sitemaps, which ``sitemap.xml`` lists.
    """
    pages = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    parts = [pages[at : at + _LONGEST] for at in range(0, len(pages), _LONGEST)]
    robots = f"User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n".encode()
    if len(parts) < 2:
        return {"robots.txt": robots, "sitemap.xml": _sitemap("urlset", "url", base, pages)}
    names = [f"sitemap-{number}.xml" for number, _ in enumerate(parts, start=1)]
    return {
        "robots.txt": robots,
        "sitemap.xml": _sitemap("sitemapindex", "sitemap", base, names),
        **{name: _sitemap("urlset", "url", base, part) for name, part in zip(names, parts, strict=True)},
    }


def _sitemap(root: str, entry: str, base: str, paths: Sequence[str]) -> bytes:
    return "\n".join(_lines(root, entry, base, paths)).encode()


def _lines(root: str, entry: str, base: str, paths: Sequence[str]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<{root} xmlns="{_NAMESPACE}">'
    for path in paths:
        yield f"<{entry}><loc>{escape(base + quote(path))}</loc></{entry}>"
    yield f"</{root}>\n"
