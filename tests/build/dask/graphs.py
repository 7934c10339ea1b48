"""Inputs of all kinds, and graphs to compare."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

from tests.narratives import COUNTRIES, line, write_lines
from tests.paths import REPORTS
from tipgraph.rdf.provenance import RUNS
from tipgraph.rdf.store import open_graph

__all__ = ["REPORTS", "archive", "whole"]


def archive(folder: Path) -> Path:
    """Write a folder with all cases: many lines, copies, different texts of one name, bad files."""
    lines = [line(country, year) for year in range(2001, 2007) for country in COUNTRIES]
    write_lines(folder / "a.jsonl", lines)
    other = {**line("AGO", 2001), "text": str(line("AGO", 2001)["text"]).replace("Girls", "Boys")}
    write_lines(folder / "b.jsonl", [line("AGO", 2010), other, line("GTM", 2003), other, line("GTM", 2010)])
    with (folder / "b.jsonl").open("a") as file:
        file.write('{"id": "cut sh\n')
        file.write(json.dumps({"id": "AGO-2011", "country": "Nowhere", "text": "x"}) + "\n")
    packed = "".join(json.dumps(line(country, 2007)) + "\n" for country in COUNTRIES)
    (folder / "c.jsonl.gz").write_bytes(gzip.compress(packed.encode() * 2, mtime=0))
    reprint = {**line("AGO", 2008), "text": line("AGO", 2004)["text"]}
    write_lines(folder / "d.jsonl", [reprint])
    (folder / "empty.txt").touch()
    (folder / "notes.xyz").write_text("no report")
    (folder / ".hidden.txt").write_text("hidden")
    shutil.copytree(REPORTS / "2004", folder / "2004")
    (folder / "2004" / "tip-2004-m-r_files").mkdir()
    (folder / "2004" / "tip-2004-m-r_files" / "x.html").write_text("<p>saved along</p>")
    return folder


def whole(graph: Path) -> list[str]:
    """Return the sorted statements of a graph, all but those on runs."""
    store = open_graph(graph, reference=False)
    return sorted(str(quad) for quad in store if quad.graph_name != RUNS)
