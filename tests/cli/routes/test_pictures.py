"""The commands that draw."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.cli.support import run
from tipgraph.analysis.routes import pictures


@pytest.mark.parametrize(
    ("arguments", "word"),
    [(("map",), "Map of routes"), (("graph", "--layout", "force"), "Network of routes")],
)
def test_a_page(graph: Path, tmp_path: Path, arguments: tuple[str, ...], word: str) -> None:
    made = tmp_path / "routes.html"
    done = run("routes", *arguments, graph, "-o", made)
    assert done.exit_code == 0, done.output
    assert f"Written to {made}" in done.stderr
    assert f"<title>{word}</title>" in made.read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == [made]


def test_a_title(graph: Path, tmp_path: Path) -> None:
    made = tmp_path / "routes.html"
    assert run("routes", "map", graph, "-o", made, "--title", "Ways & means", "-q").output == ""
    assert "<title>Ways &amp; means</title>" in made.read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", pictures.SUFFIXES)
def test_a_figure(graph: Path, tmp_path: Path, suffix: str) -> None:
    made = tmp_path / f"routes{suffix}"
    done = run("routes", "plot", graph, "-o", made, "--layout", "layered", "--top", 5, "--width", 500)
    assert done.exit_code == 0, done.output
    assert made.stat().st_size > 1000


def test_a_figure_of_another_kind(graph: Path, tmp_path: Path) -> None:
    done = run("routes", "plot", graph, "-o", tmp_path / "routes.gif")
    assert done.exit_code == 2
    assert "a name that ends in .svg, .png, .pdf" in " ".join(done.stderr.split())
    assert run("routes", "map", graph, "-o", tmp_path / "routes.pdf").exit_code == 2
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", ["map", "graph", "plot", "export"])
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("-", "cannot write to standard output (-): give the name of a file"),
        ("x.txt", "x.txt: unknown file format: use a name that ends in ."),
        ("x", "x: unknown file format: use a name that ends in ."),
    ],
)
def test_the_suffix_sets_the_format(
    command: str, name: str, says: str, graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("routes", command, graph, "-o", name)
    assert done.exit_code == 2
    assert says in " ".join(done.stderr.split())
    assert not list(tmp_path.iterdir())


def test_routes_that_do_not_fit_are_counted(
    graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "page", partial(pictures.page, limit=0))
    done = run("routes", "map", graph, "-o", tmp_path / "routes.html")
    assert "Warning: the page is too small for all routes: " in done.stderr


def test_filters_that_let_nothing_through(graph: Path, tmp_path: Path) -> None:
    done = run("routes", "plot", graph, "-o", tmp_path / "routes.svg", "--until", 1900)
    assert done.exit_code == 0
    assert "No route matches the filters." in done.stderr
