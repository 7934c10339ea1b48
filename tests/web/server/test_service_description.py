"""The descriptions of a server's dataset, in VoID and DCAT."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import DCTERMS, FOAF, RDF, RDFS, VOID, Graph, Namespace, URIRef
from rdflib.term import Node

from tests.web.server.serving import Server, in_process
from tipgraph.web.publish import publish
from tipgraph.web.publish.description import check

DCAT = Namespace("http://www.w3.org/ns/dcat#")


def described(server: Server, name: str) -> Graph:
    found = server.fetch(f"/{name}.ttl")
    assert (found.status, found.type) == (200, "text/turtle")
    return Graph().parse(data=found.text, format="turtle")


def part(server: Server, name: str) -> URIRef:
    return URIRef(f"{server.address}data#{name}")


@pytest.mark.parametrize("name", ["void", "dcat"])
def test_a_description_is_complete_and_has_the_endpoint(server: Server, name: str) -> None:
    found = described(server, name)
    check(found)
    endpoint = URIRef(server.endpoint)
    if name == "void":
        assert found.value(part(server, "graph"), VOID.sparqlEndpoint) == endpoint
    else:
        service = found.value(part(server, "catalog"), DCAT.service)
        assert found.value(service, DCAT.endpointURL) == endpoint
        assert part(server, "graph") in set(found.objects(service, DCAT.servesDataset))


def test_nothing_is_described_that_a_server_does_not_have(server: Server) -> None:
    """Only sites have dumps and tables; everything named at this address can be fetched."""
    found = described(server, "void") + described(server, "dcat")
    assert not {VOID.dataDump, DCAT.downloadURL} & set(found.predicates())
    addresses = {str(term).partition("#")[0] for triple in found for term in triple}
    own = {urlsplit(address).path for address in addresses if address.startswith(server.address)}
    assert {"/", "/sparql", "/data", "/data.html", "/void.ttl"} <= own
    assert {path: server.fetch(path).status for path in sorted(own)} == {
        path: 303 if path == "/data" else 200 for path in sorted(own)
    }


@pytest.mark.slow
def test_the_numbers_are_those_of_the_site(server: Server, graph: Path, tmp_path: Path) -> None:
    publish(graph, tmp_path / "site", server.address)
    site = Graph().parse(tmp_path / "site/void.ttl")
    found = described(server, "void")
    counts = (VOID.triples, VOID.entities)
    numbers = set(found.triples((None, counts[0], None))) | set(found.triples((None, counts[1], None)))
    assert len(numbers) > 15
    assert numbers == set(site.triples((None, counts[0], None))) | set(site.triples((None, counts[1], None)))


@pytest.mark.parametrize(
    ("accept", "target", "kind"),
    [
        ("*/*", "/void.ttl", "text/turtle"),
        ("text/html,application/xhtml+xml", "/void.ttl", "text/turtle"),
        ("application/ld+json", "/void.jsonld", "application/ld+json"),
    ],
)
def test_where_clients_look_for_it(server: Server, accept: str, target: str, kind: str) -> None:
    found = server.fetch("/.well-known/void", headers={"Accept": accept})
    assert (found.status, found.headers["location"]) == (303, target)
    assert server.fetch(target).type == kind


@pytest.mark.parametrize("name", ["void", "dcat"])
def test_jsonld_says_the_same(server: Server, name: str) -> None:
    turtle = set(parse(server.fetch(f"/{name}.ttl").body, RdfFormat.TURTLE))
    assert turtle == set(parse(server.fetch(f"/{name}.jsonld").body, RdfFormat.JSON_LD))
    assert server.fetch(f"/{name}.nt").status == 404


def test_a_description_that_a_client_has_is_not_sent_again(server: Server) -> None:
    first = server.fetch("/void.ttl")
    again = server.fetch("/void.ttl", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status, again.body) == (304, b"")


def test_endpoint_and_dataset_lead_to_each_other(server: Server) -> None:
    service = server.fetch("/sparql", headers={"Accept": "text/turtle"})
    linked = set(Graph().parse(data=service.text, format="turtle").objects(None, RDFS.seeAlso))
    assert {URIRef(f"{server.address}{name}.ttl") for name in ("void", "dcat")} <= linked
    described_at = set(described(server, "dcat").objects(None, DCAT.endpointDescription))
    assert described_at == {URIRef(server.endpoint)}


def test_what_a_service_must_have_is_missed(server: Server) -> None:
    found = described(server, "dcat")
    service: Node | None = found.value(None, RDF.type, DCAT.DataService)
    found.remove((service, DCAT.endpointURL, None))
    with pytest.raises(Exception, match="dcat:endpointURL"):
        check(found)


def test_the_page_of_data_leads_to_the_descriptions(server: Server) -> None:
    page = server.fetch("/data.html").text
    for name in ("void", "dcat"):
        assert f'href="/{name}.ttl"' in page


def test_a_name_that_is_none_gets_no_description(graph: Path) -> None:
    """A server for other machines answers to any valid host name."""
    with in_process(graph, host="0.0.0.0") as server:
        for path in ("/void.ttl", "/sparql"):
            found = server.fetch(path, headers={"Host": "a<b>c", "Accept": "text/turtle"})
            assert (found.status, found.type) == (400, "text/plain"), found.text
        said = server.fetch("/void.ttl", headers={"Host": "tip.example:81"}).text
        void = Graph().parse(data=said, format="turtle")
        topic = void.value(URIRef("http://tip.example:81/void.ttl"), FOAF.primaryTopic)
        assert void.value(topic, VOID.sparqlEndpoint) == URIRef("http://tip.example:81/sparql")
        assert void.value(topic, DCTERMS.title) is not None
