"""What a user would take instead: rdflib alone to build and write, pySHACL and pyrudof to validate.

    python -m pip install -e '.[bench]'
    python benchmarks/alternatives.py                  # 50 narratives
    python benchmarks/alternatives.py --size 200

All rows are of the same narratives, those of archive.py, whose claims are made beforehand: what is compared
begins where they are to become a graph. Each row runs in a separate process; what it loads first is not
counted. Validators of whole graphs get all documents merged, with the schemes of all concepts, and the same
shapes, once with their SPARQL constraints and once without; a document's text goes to none of them.
"""

from __future__ import annotations

import argparse
import json
import pickle
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from archive import write
from pyoxigraph import Literal, Quad, RdfFormat, serialize
from rich.console import Console
from rich.table import Table

Work = Callable[[Path], Callable[[], object]]
"""Loads what is needed from a folder, and returns what is to be measured; its result is printed."""


def prepare(folder: Path, size: int) -> int:
    """Write what the rows start from; return the number of quads."""
    from tipgraph.model.documents import Narrative
    from tipgraph.rdf.emit import quads
    from tipgraph.rdf.reference import reference
    from tipgraph.reading import read
    from tipgraph.understanding import Extractor
    from tipgraph.util.resources import folder as files

    write(folder / "archive.jsonl", size)
    extractor = Extractor.load()
    narratives = [each for each in read([folder / "archive.jsonl"]) if isinstance(each, Narrative)]
    extractions = [extractor.read(narrative) for narrative in narratives]
    made = [quad for extraction in extractions for quad in quads(extraction)]
    schemes = [quad for quad in reference() if quad.predicate.value.endswith("#inScheme")]
    (folder / "readings.pickle").write_bytes(pickle.dumps(extractions))
    (folder / "rows.pickle").write_bytes(pickle.dumps([plain(quad) for quad in made]))
    merged = [quad.triple for quad in (*made, *schemes)]
    (folder / "graph.nt").write_bytes(serialize(merged, format=RdfFormat.N_TRIPLES) or b"")
    shapes = "\n".join(path.read_text() for path in sorted(files("shapes").glob("*.ttl")))
    (folder / "shapes.ttl").write_text(shapes)
    return len(made)


def plain(quad: Quad) -> tuple[str, str, str, str | None, str | None, bool, str]:
    """Return a quad as strings: subject, predicate, value, datatype, language, whether literal, graph."""
    value = quad.object
    literal = isinstance(value, Literal)
    return (
        quad.subject.value, quad.predicate.value, value.value, value.datatype.value if literal else None,
        value.language if literal else None, literal, quad.graph_name.value,
    )  # fmt: skip


def built_by_tipgraph(folder: Path) -> Callable[[], object]:
    """Quads of claims, written as N-Quads."""
    from tipgraph.model.vocabulary import load
    from tipgraph.rdf.emit import quads
    from tipgraph.rdf.formats import STORE
    from tipgraph.rdf.serialize import pieces

    extractions, concepts = pickle.loads((folder / "readings.pickle").read_bytes()), load()

    def work() -> object:
        written = (pieces(quads(extraction, None, concepts), STORE) for extraction in extractions)
        return sum(len(piece.content) for each in written for piece in each)

    return work


def built_by_rdflib(folder: Path) -> Callable[[], object]:
    """The same quads, as values, through rdflib's terms and its dataset."""
    from rdflib import Dataset, Literal, URIRef

    rows = pickle.loads((folder / "rows.pickle").read_bytes())

    def work() -> object:
        data = Dataset()
        for subject, predicate, value, datatype, language, literal, graph in rows:
            kind = URIRef(datatype) if datatype and not language else None
            target = Literal(value, datatype=kind, lang=language) if literal else URIRef(value)
            data.graph(URIRef(graph)).add((URIRef(subject), URIRef(predicate), target))
        return len(data.serialize(format="nquads", encoding="utf-8"))

    return work


def validated_by_tipgraph(folder: Path) -> Callable[[], object]:
    """Document by document, as a build does."""
    from tipgraph.rdf.emit import quads
    from tipgraph.validation.validator import Validator

    validator = Validator()
    graphs = [quads(extraction) for extraction in pickle.loads((folder / "readings.pickle").read_bytes())]
    validator.check([])
    return lambda: sum(len(validator.check(graph).results) for graph in graphs)


def validated_by_pyshacl(folder: Path, *, core: bool = False) -> Callable[[], object]:
    """The whole graph, in rdflib's memory."""
    from pyshacl import validate
    from rdflib import Graph

    data = Graph().parse(folder / "graph.nt", format="nt")
    shapes = _shapes(folder, core)
    return lambda: _results(validate(data, shacl_graph=shapes)[1])


def _shapes(folder: Path, core: bool) -> object:
    from rdflib import SH, Graph

    shapes = Graph().parse(folder / "shapes.ttl", format="turtle")
    if core:
        shapes.remove((None, SH.sparql, None))
    return shapes


def _results(report: object) -> int:
    from rdflib import RDF, SH

    return len(list(report.subjects(RDF.type, SH.ValidationResult)))  # type: ignore[attr-defined]


def validated_by_pyrudof(folder: Path, *, core: bool = False) -> Callable[[], object]:
    """The whole graph, by pyrudof's native engine; reading it is part of the row."""
    from pyrudof import RDFFormat, Rudof, RudofConfig

    shapes = folder / "pyrudof.ttl"
    _shapes(folder, core).serialize(shapes, format="turtle")  # type: ignore[attr-defined]
    session = Rudof(RudofConfig())

    def work() -> object:
        session.read_data(str(folder / "graph.nt"), RDFFormat.NTriples)
        session.read_shacl(str(shapes))
        return len(session.validate_shacl())

    return work


ROWS: dict[str, tuple[str, str, Work]] = {
    "build-tipgraph": ("build and write", "tipgraph", built_by_tipgraph),
    "build-rdflib": ("build and write", "rdflib alone", built_by_rdflib),
    "validate-tipgraph": ("validate", "tipgraph, a document at a time", validated_by_tipgraph),
    "validate-pyshacl": ("validate", "pySHACL, the whole graph", validated_by_pyshacl),
    "core-pyshacl": (
        "validate, core only", "pySHACL, the whole graph", partial(validated_by_pyshacl, core=True)
    ),
    "validate-pyrudof": ("validate", "pyrudof, the whole graph", validated_by_pyrudof),
    "core-pyrudof": (
        "validate, core only", "pyrudof, the whole graph", partial(validated_by_pyrudof, core=True)
    ),
}  # fmt: skip


def run(name: str, folder: Path) -> None:
    """Do the work of a row, and print what it took as JSON."""
    work = ROWS[name][2](folder)
    begun, before = time.perf_counter(), time.process_time()
    result = work()
    took = time.perf_counter() - begun, time.process_time() - before
    print(json.dumps([*took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, result]))


def measured(name: str, folder: Path, limit: float) -> list[str]:
    """Run a row in a separate process, for at most ``limit`` seconds; return its cells."""
    command = [sys.executable, __file__, "--row", name, "--folder", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return [f"> {limit:,.0f}", "", "", "stopped"]
    if done.returncode:
        return ["", "", "", done.stderr.strip().splitlines()[-1][:60]]
    seconds, processor, peak, result = json.loads(done.stdout.splitlines()[-1])
    return [f"{seconds:.2f}", f"{processor:.2f}", f"{peak:,.0f}", f"{result:,}"]


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=50)
    parser.add_argument("--limit", type=float, default=900, help="seconds after which a row is stopped")
    parser.add_argument("--row", choices=ROWS, help="one row alone, from a folder that is prepared")
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    if options.row:
        run(options.row, options.folder)
        return
    with TemporaryDirectory() as name:
        folder = Path(name)
        quads = prepare(folder, options.size)
        columns = ("work", "by", "seconds", "CPU s", "peak MB", "bytes or results")
        title = f"{options.size:,} narratives, {quads:,} quads"
        table = Table(*columns, title=title, title_justify="left")
        for row, (work, program, _) in ROWS.items():
            table.add_row(work, program, *measured(row, folder, options.limit))
        Console(width=130).print(table)


if __name__ == "__main__":
    main()
