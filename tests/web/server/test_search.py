"""The search of sentences by the server: hits with their pages, facets with counts, wrong requests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.web.server.changing import LESS, build
from tests.web.server.serving import PREFIX, Server, in_process, until


def found(server: Server, query: str) -> dict[str, Any]:
    answer = server.fetch(f"/search.json?{query}")
    assert (answer.status, answer.type) == (200, "application/json"), answer.text
    return json.loads(answer.body)  # type: ignore[no-any-return]


def test_a_hit_leads_to_the_marked_evidence_and_has_its_address(server: Server) -> None:
    [hit] = found(server, "q=fruit&year=2015")["hits"]
    assert hit["parts"] == [["Men pick ", False], ["fruit", True], [" in Canada under force", False]]
    assert hit["address"].startswith(f"{PREFIX}document/tip/2015/GTM/")
    path, _, part = hit["page"].partition("#")
    page = server.fetch(path).text
    assert f'id="{unquote(part)}"' in page
    for claim in hit["claims"]:
        assert f'id="{unquote(claim["page"].partition("#")[2])}"' in page
        assert server.fetch(claim["address"].replace(PREFIX, "/")).status == 303


def test_facets_have_counts_and_names(server: Server) -> None:
    facets = found(server, "country=MEX")["facets"]
    assert facets["country"] == [{"value": "MEX", "label": "Mexico", "count": facets["country"][0]["count"]}]
    counts = {each["value"]: each["count"] for each in facets["kind"]}
    for kind, count in counts.items():
        assert found(server, f"country=MEX&kind={kind}")["total"] == count


def test_empty_fields_of_a_form_do_not_count(server: Server) -> None:
    assert found(server, "q=&country=&code=sector%2Fagriculture") == found(server, "code=sector/agriculture")


def test_hits_come_in_pages(server: Server) -> None:
    first, second = found(server, ""), found(server, "start=20")
    assert (len(first["hits"]), first["total"]) == (20, second["total"])
    assert len(second["hits"]) == min(20, first["total"] - 20)


@pytest.mark.parametrize("query", ["color=red", "start=x", f"start={'9' * 40}", "q=%ff"])
def test_wrong_requests(server: Server, query: str) -> None:
    assert server.fetch(f"/search.json?{query}").status == 400


def test_the_page(server: Server) -> None:
    page = server.fetch("/search")
    assert page.status == 200
    assert 'data-source="/search.json"' in page.text
    assert server.fetch("/search.html").status == 404


@pytest.mark.slow
def test_a_proxy_s_address_is_before_the_pages(graph: Path) -> None:
    with in_process(graph, public_url="https://example.org/tip/") as proxied:
        assert found(proxied, "q=hotline")["hits"][0]["page"].startswith("/tip/report/")


@pytest.mark.slow
def test_a_store_that_is_built_again_is_searched_again(tmp_path: Path) -> None:
    build(tmp_path / "store", LESS)
    with in_process(tmp_path / "store") as server:
        before = found(server, "")["total"]
        build(tmp_path / "store")
        until(lambda: found(server, "")["total"] > before)
