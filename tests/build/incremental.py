"""Builds into a store again, and what they change."""

from __future__ import annotations

import os
from pathlib import Path

from tests.narratives import line, write_lines
from tipgraph.build import Summary, build_graph
from tipgraph.rdf.formats import LEDGER_NAME
from tipgraph.rdf.provenance import RUNS
from tipgraph.rdf.store import open_graph

__all__ = ["OLD", "again", "at_once", "change", "report", "state", "times"]

OLD = 1_600_000_000
"""A time long ago, so that every change of a file changes its time."""


def state(path: Path) -> list[str]:
    return sorted(str(quad) for quad in open_graph(path) if quad.graph_name != RUNS)


def report(folder: Path, country: str, year: int, more: str = "", *, time: int = OLD) -> Path:
    text = {**line(country, year), "text": f"{line(country, year)['text']} {more}".strip()}
    path = write_lines(folder / f"{country}-{year}.jsonl", [text])
    os.utime(path, (time, time))
    return path


def again(folder: Path, store: Path, **options: object) -> Summary:
    return build_graph([folder], store, validate=False, **options)  # type: ignore[arg-type]  # as build has them


def at_once(folder: Path, tmp_path: Path, **options: object) -> list[str]:
    again(folder, tmp_path / "at-once", **options)
    return state(tmp_path / "at-once")


def change(summary: Summary) -> tuple[int, int, int, int]:
    found = summary.change
    assert found
    return found.unchanged, found.processed, found.replaced, found.removed


def times(store: Path) -> dict[str, int]:
    """Return the modification times of a store's files, without its ledger."""
    return {path.name: path.stat().st_mtime_ns for path in store.iterdir() if path.name != LEDGER_NAME}
