from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, parse
from rdflib import FOAF, Graph, URIRef

from tests.drafts import draft, role, says
from tests.narratives import line, write_lines
from tests.web.publish import sites
from tipgraph.build import build_graph
from tipgraph.errors import UnwritableError, UsageError
from tipgraph.rdf.emit import quads
from tipgraph.rdf.store import open_graph
from tipgraph.rdf.writers import convert
from tipgraph.web.pages import Archive
from tipgraph.web.publish import Metadata, publish
from tipgraph.web.publish.description import VCARD
from tipgraph.web.publish.local_store import rename_iris, with_named_graphs

OWN = "https://example.org/report/own/"


def test_a_folder_that_is_not_a_site_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/one.txt").write_text("Dear")
    with pytest.raises(UnwritableError, match="not a published site"):
        publish(sites.graph(tmp_path / "graph.nq"), tmp_path / "letters")
    assert [path.name for path in (tmp_path / "letters").iterdir()] == ["one.txt"]


@pytest.mark.parametrize(
    "base",
    ["", "example.org", "ftp://example.org/", "https://example.org/?q=", "https://a b/", "https://a\nb/"],
)
def test_a_base_is_an_address(tmp_path: Path, base: str) -> None:
    with pytest.raises(UsageError, match="not an address"):
        publish(sites.graph(tmp_path / "graph.nq"), tmp_path / "site", base)
    assert not (tmp_path / "site").exists()


def test_a_licence_is_an_iri(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="licence"):
        publish(sites.graph(tmp_path / "graph.nq"), tmp_path / "site", metadata=Metadata(licence="our own"))


@pytest.mark.parametrize("contact", ["us", "mailto:us", "ftp://example.org/", "https://a b/", 'mailto:a@b">'])
def test_a_contact_is_an_address(tmp_path: Path, contact: str) -> None:
    with pytest.raises(UsageError, match="contact"):
        publish(sites.graph(tmp_path / "graph.nq"), tmp_path / "site", metadata=Metadata(contact=contact))


def test_a_graph_without_reports_is_not_published(tmp_path: Path) -> None:
    (tmp_path / "empty.ttl").write_text("@prefix a: <https://a.example/> .\na:b a:c a:d .\n")
    with pytest.raises(UsageError, match="no report"):
        publish(tmp_path / "empty.ttl", tmp_path / "site")


def test_no_two_files_differ_only_by_case(tmp_path: Path) -> None:
    store = sites.store()
    for section in ("Part", "part"):
        _, extraction = draft("NAM", "2016", says("[Namibia] is a source.", role("source")), section=section)
        store.extend(quads(extraction))
    store.dump(str(tmp_path / "graph.nq"), RdfFormat.N_QUADS)
    publish(tmp_path / "graph.nq", tmp_path / "site")
    files = [path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*.*")]
    assert len({file.casefold() for file in files}) == len(files)
    names = sorted(Path(file).name for file in files if file.startswith("report/tip/2016/NAM/"))
    assert len({Path(name).stem for name in names}) == 2
    assert "Part.trig" in names
    country = (tmp_path / "site/place/NAM.html").read_text(encoding="utf-8")
    assert all(f"report/tip/2016/NAM/{name}" in country for name in names if name.endswith(".html"))


def test_a_merged_graph_gets_its_graphs_back(tmp_path: Path) -> None:
    source = write_lines(
        tmp_path / "in.jsonl", [line("GTM", 2002), line("MEX", 2003), line("GTM", 2002, "copy")]
    )
    build_graph([source], tmp_path / "graph.nq", validate=False)
    convert(tmp_path / "graph.nq", tmp_path / "graph.ttl")
    parted = with_named_graphs(open_graph(tmp_path / "graph.ttl", reference=False))
    assert set(parted) == set(parse(path=tmp_path / "graph.nq"))


def test_renaming_moves_what_the_graph_mints_and_nothing_else(tmp_path: Path) -> None:
    rename_iris(sites.store(), OWN, tmp_path / "store")
    archive = Archive(Store.read_only(str(tmp_path / "store")), base=OWN)
    report = archive.reports[f"{OWN}report/tip/2014/MEX"]
    assert report.country == "https://w3id.org/tipgraph/place/MEX"
    assert report.publication == "https://w3id.org/tipgraph/concept/publication/tip"
    (copy,) = archive.extractions(report)
    assert copy.iri == f"{OWN}document/tip/2014/MEX/tip-2014-mex"
    assert len(copy.extraction.claims) == 8
    assert "https://w3id.org/tipgraph/place/MEX" in archive.thesaurus


def test_a_site_of_one_s_own_iris_holds_together(tmp_path: Path) -> None:
    words = Metadata("Our graph", "https://example.org/terms", "Us & them", "mailto:us@example.org")
    publish(sites.graph(tmp_path / "graph.nq"), tmp_path / "site", OWN, own_iris=True, metadata=words)
    page = (tmp_path / "site/report/tip/2014/MEX.html").read_text(encoding="utf-8")
    assert f"<code>{OWN}report/tip/2014/MEX</code>" in page
    assert 'id="tip-2014-mex/role/destination"' in page
    assert "Our graph" in page
    assert 'license-url: "https://example.org/terms"' in (tmp_path / "site/CITATION.cff").read_text()
    assert '    email: "us@example.org"' in (tmp_path / "site/CITATION.cff").read_text().splitlines()
    assert r"author = {{Us \& them}}," in (tmp_path / "site/CITATION.bib").read_text()
    described = Graph().parse(tmp_path / "site/dcat.ttl")
    assert "Us & them" in map(str, described.objects(None, FOAF.name))
    assert set(described.objects(None, VCARD.hasEmail)) == {URIRef("mailto:us@example.org")}
    assert "mailto:us@example.org" in (tmp_path / "site/about.html").read_text()
    grid = (tmp_path / "site/place/MEX.html").read_text(encoding="utf-8")
    assert 'href="../report/tip/2014/MEX.html#tip-2014-mex/role/destination"' in grid
    route = (tmp_path / "site/route/GTM/MEX.html").read_text(encoding="utf-8")
    assert "<code>https://w3id.org/tipgraph/route/GTM/MEX</code>" in route
    assert 'href="../../report/tip/2014/MEX.html#tip-2014-mex/route/GTM/MEX/' in route


@pytest.mark.slow
def test_processes_make_the_same_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tipgraph.web.publish.publication._SHARE", 1)  # for so few reports there would be one
    store = Store(tmp_path / "store")
    store.bulk_extend(sites.store())
    store.flush()
    del store
    for jobs in (1, 2):
        publish(tmp_path / "store", tmp_path / f"site-{jobs}", jobs=jobs)
    contents = [
        {
            str(path.relative_to(tmp_path / f"site-{jobs}")): path.read_bytes()
            for path in (tmp_path / f"site-{jobs}").rglob("*")
            if path.is_file()
        }
        for jobs in (1, 2)
    ]
    assert contents[0] == contents[1]
