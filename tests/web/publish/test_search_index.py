"""The index of sentences in files: it finds what a server finds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.web.publish.conftest import Site
from tests.web.publish.test_browser import CHROMIUM, rendered
from tipgraph.analysis.search import search
from tipgraph.rdf.store import open_graph
from tipgraph.web.pages import Archive
from tipgraph.web.publish.extras import search_tables


def part(site: Site, name: str) -> Any:
    text = (site.folder / "search" / f"{name}.js").read_text(encoding="utf-8")
    assert text.startswith(f'searchPart("{name}",')
    return json.loads(text.removeprefix(f'searchPart("{name}",').removesuffix(");\n"))


def numbers(site: Site, word: str) -> list[int]:
    steps = part(site, f"words-{word[:2]}").get(word, [])
    return [sum(steps[: at + 1]) for at in range(len(steps))]


@pytest.fixture(scope="module")
def tables(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return search_tables(Archive(open_graph(site.graph)), tmp_path_factory.mktemp("search") / "tip.db")


def test_the_index_has_the_sentences_in_the_order_of_a_server(site: Site, tables: Path) -> None:
    hits = search(tables, limit=1000).hits
    index = part(site, "all")
    assert [index["reports"][row[0]][0] for row in index["sentences"]] == [hit.title for hit in hits]
    assert [text[0] for text in part(site, "text-0")] == [hit.words for hit in hits]


@pytest.mark.parametrize("word", ["mexico", "girls", "angola", "2012"])
def test_words_lead_to_their_sentences(site: Site, tables: Path, word: str) -> None:
    texts = part(site, "text-0")
    assert [texts[number][0] for number in numbers(site, word)] == [
        hit.words for hit in search(tables, word).hits
    ]


def test_hits_lead_to_the_marked_evidence(site: Site) -> None:
    index, texts = part(site, "all"), part(site, "text-0")
    for row, (_, evidence, claims) in zip(index["sentences"], texts, strict=True):
        page = (site.folder / index["reports"][row[0]][4].replace("%20", " ")).read_text(encoding="utf-8")
        for fragment in (evidence, *(where for _, _, where in claims)):
            assert f'href="#{fragment}"' in page or f'id="{fragment}"' in page or "%" in fragment


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
@pytest.mark.parametrize(
    ("words", "chosen"),
    [
        ("Girls exploited", {}), ('"in mexico" girls', {}), ('"mexico in"', {}),
        ("mexi*", {"year": "2014"}), ("", {"code": "sector/agriculture"}), ("b", {}),
        ("", {"kind": "measure", "status": "recommended", "country": "GTM"}), ("M*", {"publication": "tip"}),
    ],
)  # fmt: skip
def test_the_page_finds_what_a_server_finds(
    site: Site, tables: Path, tmp_path: Path, words: str, chosen: dict[str, str]
) -> None:
    address = f"{(site.folder / 'search.html').as_uri()}?{urlencode({'q': words, **chosen})}"
    seen = rendered(address, tmp_path)
    found = search(tables, words, chosen)
    assert [node.text() for node in seen.css("#hits .sentence")] == [hit.words for hit in found.hits]
    marked = [text for hit in found.hits for text, matches in hit.parts if matches]
    assert [node.text() for node in seen.css("#hits mark")] == marked
    count = seen.css_first("#count")
    assert count is not None
    assert count.text().split()[0] == str(found.total)
    counts = [int(node.text()) for node in seen.css("#facets small")]
    shown = [value.count for name, values in found.facets.items() if name not in chosen for value in values]
    assert counts == shown
