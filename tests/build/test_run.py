from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, NamedNode, Quad, RdfFormat, parse

from tests.narratives import COUNTRIES, line, write_lines
from tipgraph.build import NothingReadError, Summary, build_graph
from tipgraph.errors import InputError, UnreadableError, UsageError
from tipgraph.model.claims import Claim
from tipgraph.rdf.provenance import RUNS
from tipgraph.rdf.reference import REFERENCE, VOCABULARIES
from tipgraph.rdf.restore import extractions
from tipgraph.rdf.store import data_graphs, open_graph
from tipgraph.reading.defaults import Defaults
from tipgraph.understanding.reader import Analysis

_SLOW = [
    pytest.param(name, marks=pytest.mark.slow)
    for name in ("store", "graph.ttl", "graph.nq.gz", "graph.jsonld")
]
NAMES = ["graph.trig", *_SLOW]

SAFFRON = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://w3id.org/tipgraph/concept/sector/saffron-picking> a skos:Concept ;
    skos:inScheme <https://w3id.org/tipgraph/scheme/sector> ;
    skos:notation "saffron-picking" ;
    skos:prefLabel "Saffron picking"@en ;
    skos:definition "Picking saffron."@en ;
    skos:note [ skos:prefLabel "without a name" ] .
"""


def state(path: Path) -> object:
    if path.is_dir():
        store = open_graph(path)
        return sorted(str(quad) for quad in store if quad.graph_name != RUNS)
    return path.read_bytes()


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Narratives for several batches of work."""
    lines = [line(country, year) for year in range(2001, 2009) for country in COUNTRIES]
    for each in lines:
        each["text"] = f"{each['text']}\n\n" * 8
    return write_lines(tmp_path / "in" / "many.jsonl", lines)


@pytest.mark.parametrize("name", NAMES)
def test_the_number_of_processes_does_not_change_the_output(many: Path, tmp_path: Path, name: str) -> None:
    summaries = []
    for jobs in (1, 2):
        (tmp_path / str(jobs)).mkdir()
        summaries.append(build_graph([many], tmp_path / str(jobs) / name, jobs=jobs, validate=False))
    assert state(tmp_path / "1" / name) == state(tmp_path / "2" / name)
    assert summaries[0] == summaries[1]
    assert summaries[0].documents == 40


@given(
    first=st.sets(st.tuples(st.sampled_from(sorted(COUNTRIES)), st.integers(2001, 2004))),
    second=st.sets(st.tuples(st.sampled_from(sorted(COUNTRIES)), st.integers(2001, 2004)), min_size=1),
    name=st.sampled_from(["graph.ttl", "graph.trig", "graph.nq"]),
)
def test_the_graph_of_two_folders_is_the_union_of_their_graphs(
    first: set[tuple[str, int]], second: set[tuple[str, int]], name: str
) -> None:
    with TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "a").mkdir()
        for side, chosen in (("a", first), ("b", second)):
            for country, year in chosen:
                write_lines(folder / side / f"{country}{year}.jsonl", [line(country, year)])
        parts: set[Quad] = set()
        for side, chosen in (("a", first), ("b", second)):
            if chosen:
                build_graph([folder / side], folder / side / name, validate=False)
                parts |= set(parse(path=folder / side / name))
                (folder / side / name).unlink()
        build_graph([folder / "a", folder / "b"], folder / name, validate=False)
        assert canonical(parse(path=folder / name)) == canonical(parts)


def canonical(quads: object) -> Dataset:
    made = Dataset(quads)  # type: ignore[arg-type]  # an iterable of quads, by whatever name
    made.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return made


def test_summary_counts_everything(tmp_path: Path) -> None:
    lines = [line("GTM", 2002), line("GTM", 2002, "copy"), line("HTI", 2003), line("GTM", 2002)]
    lines.append({**line("MEX", 2002), "text": "Nothing to see here at all, just a text about the weather."})
    lines.append({**line("GTM", 2005), "country": "XYZ"})
    source = write_lines(tmp_path / "in.jsonl", lines)
    summary = build_graph([source], tmp_path / "graph.trig")
    assert (summary.reports, summary.documents) == (3, 4)
    assert summary.claims["tier"] == 3
    assert sum(summary.claims.values()) == sum(
        len(extraction.claims) for extraction in extractions(open_graph(tmp_path / "graph.trig"))
    )
    assert summary.quads == len(list(parse(path=tmp_path / "graph.trig")))
    assert [source.rpartition(":")[2] for source in summary.documents_without_claims] == ["5"]
    assert len(summary.skipped) == 1
    assert [error.source for error in summary.excluded] == [f"{source}:6"]
    assert not summary.complete
    assert summary.problems is not None
    assert not [shape for severity, shape in summary.problems if severity == "Violation"]


def test_sections_and_documents_without_claims(tmp_path: Path) -> None:
    tier = {"text": "Tier 3 - Angola does not fully meet the minimum standards (2014)"}
    note = {"text": "the weather is mild"}
    for name, parts in (("ao", {"tier rating": tier, "note": note}), ("md", {"note": note, "remark": note})):
        country = {"ao": "Angola", "md": "Moldova"}[name]
        names = {"Country name": {"conventional short form": {"text": country}}}
        entry = {
            "Introduction": {},
            "Government": names,
            "Transnational Issues": {"Trafficking in persons": parts},
        }
        path = tmp_path / "2015-11-05" / f"{name}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(entry, indent=1))
    summary = build_graph([tmp_path / "2015-11-05"], tmp_path / "graph.trig", validate=False)
    assert summary.sections_without_claims == (f"{path.with_name('ao.json')} (section note)",)
    assert summary.documents_without_claims == (f"{path} (section note)", f"{path} (section remark)")


def small(tmp_path: Path, *lines: dict[str, object]) -> Path:
    return write_lines(tmp_path / "in.jsonl", lines or [line("GTM", 2002)])


def test_strict_stops_and_leaves_the_old_output(tmp_path: Path) -> None:
    target = tmp_path / "graph.trig"
    build_graph([small(tmp_path)], target, validate=False)
    old = target.read_bytes()
    source = small(tmp_path, line("HTI", 2002), {**line("GTM", 2002), "country": "XYZ"})
    with pytest.raises(InputError, match="XYZ"):
        build_graph([source], target, strict=True, validate=False)
    assert target.read_bytes() == old


@pytest.fixture
def fails_on_haiti(monkeypatch: pytest.MonkeyPatch) -> None:
    """An extractor, such as a plug-in's, that fails on one country's narratives."""

    def failing(analysis: Analysis) -> list[Claim]:
        if analysis.country == "HTI":
            raise ValueError("no such amber")
        return []

    monkeypatch.setattr("tipgraph.understanding.extractor._plugins", lambda: (failing,))


@pytest.mark.usefixtures("fails_on_haiti")
def test_a_narrative_that_cannot_be_processed_is_excluded(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", [line("AGO", 2004), line("HTI", 2004), line("MEX", 2004)])
    summary = build_graph([source], tmp_path / "graph.nq")
    assert summary.documents == 2
    assert ["no such amber" in str(error) for error in summary.excluded] == [True]
    with pytest.raises(InputError, match="no such amber"):
        build_graph([source], tmp_path / "strict.nq", strict=True)
    assert not (tmp_path / "strict.nq").exists()


def test_nothing_read_leaves_the_old_output(tmp_path: Path) -> None:
    target = tmp_path / "graph.trig"
    build_graph([small(tmp_path)], target, validate=False)
    old = target.read_bytes()
    (tmp_path / "empty.txt").touch()
    with pytest.raises(NothingReadError, match="no report could be read") as caught:
        build_graph([tmp_path / "empty.txt", tmp_path / "missing"], target)
    assert target.read_bytes() == old
    assert len(caught.value.summary.excluded) == 2
    assert caught.value.exit_code == 2


def test_violations_are_counted_by_shape(tmp_path: Path) -> None:
    lines = [line("GTM", 2002), {**line("HTI", 2002), "year": 2001}]
    validated = build_graph([small(tmp_path, *lines)], tmp_path / "graph.trig")
    assert validated.problems is not None
    assert all(count > 0 for count in validated.problems.values())
    assert {severity for severity, _ in validated.problems} <= {"Violation", "Warning", "Info"}
    assert build_graph([small(tmp_path)], tmp_path / "graph.trig", validate=False).problems is None


def test_texts_that_name_no_publication_are_counted(tmp_path: Path) -> None:
    named, unnamed = tmp_path / "tip-2014-kenya.txt", tmp_path / "uganda-2014.txt"
    for path in (named, unnamed):
        path.write_text("Traffickers force boys to beg.")
    summary = build_graph([named, unnamed], tmp_path / "graph.trig")
    assert (summary.documents, summary.assumed) == (2, 1)


def test_a_summary_with_violations_is_not_complete() -> None:
    counts = {
        "reports": 1,
        "documents": 1,
        "claims": {},
        "quads": 1,
        "sentences_without_claims": 0,
        "assumed": 0,
    }
    empty = dict.fromkeys(("documents_without_claims", "sections_without_claims", "excluded", "skipped"), ())
    rest: dict[str, object] = {"ambiguous": {}, "numbers_too_large": 0, "filed": {}, "doubts": (), **empty}
    assert Summary(**counts, **rest, problems={("Warning", "A"): 1}).complete  # type: ignore[arg-type]  # as given
    assert not Summary(**counts, **rest, problems={("Violation", "A"): 1}).complete  # type: ignore[arg-type]  # as given


def test_defaults(tmp_path: Path) -> None:
    (tmp_path / "narrative.txt").write_text(str(line("GTM", 2002)["text"]))
    build_graph(
        [tmp_path / "narrative.txt"],
        tmp_path / "graph.trig",
        defaults=Defaults(country="GTM", year=2002, publication="tip"),
        validate=False,
    )
    (graph,) = data_graphs(open_graph(tmp_path / "graph.trig"))
    assert graph.value == "https://w3id.org/tipgraph/document/tip/2002/GTM/narrative#graph"


def test_with_texts(tmp_path: Path) -> None:
    build_graph([small(tmp_path)], tmp_path / "graph.trig", with_texts=True, validate=False)
    store = open_graph(tmp_path / "graph.trig", reference=False)
    (quad,) = store.quads_for_pattern(None, NamedNode("https://w3id.org/tipgraph/ontology#text"), None, None)
    assert isinstance(quad.graph_name, NamedNode)
    assert quad.graph_name.value.endswith("#text")


def test_a_vocabulary_is_used_and_written(tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text(SAFFRON)
    text = "Guatemala is a source country. Children are forced to work in saffron picking."
    source = small(tmp_path, {**line("GTM", 2002), "text": text})
    for name in ("graph.trig", "store", "again.trig"):
        build_graph([source], tmp_path / name, vocabulary=[tmp_path / "own.ttl"], validate=False)
    store = open_graph(tmp_path / "graph.trig", reference=False)
    own = NamedNode("https://w3id.org/tipgraph/concept/sector/saffron-picking")
    assert {quad.graph_name for quad in store.quads_for_pattern(own, None, None, None)} == {VOCABULARIES}
    sector = NamedNode("https://w3id.org/tipgraph/concept/sector/saffron-picking")
    assert list(store.quads_for_pattern(None, None, sector, None)), "the sector is claimed"
    in_store = list(open_graph(tmp_path / "store").quads_for_pattern(own, None, None, VOCABULARIES))
    assert set(in_store) == set(store.quads_for_pattern(own, None, None, None))
    assert not any(isinstance(quad.object, BlankNode) for quad in in_store), "every rebuild would rename them"
    assert (tmp_path / "graph.trig").read_bytes() == (tmp_path / "again.trig").read_bytes()


def test_a_vocabulary_must_be_turtle(tmp_path: Path) -> None:
    (tmp_path / "own.ttl").write_text("a sector of my own")
    with pytest.raises(UnreadableError, match=r"own\.ttl"):
        build_graph([small(tmp_path)], tmp_path / "graph.trig", vocabulary=[tmp_path / "own.ttl"])
    assert not (tmp_path / "graph.trig").exists()


def test_with_vocabularies(tmp_path: Path) -> None:
    source = small(tmp_path)
    build_graph([source], tmp_path / "store", validate=False)
    build_graph([source], tmp_path / "graph.nq", validate=False)
    build_graph([source], tmp_path / "whole.nq", validate=False, with_vocabularies=True)
    assert all(open_graph(tmp_path / "store").contains_named_graph(graph) for graph in REFERENCE)
    whole = open_graph(tmp_path / "whole.nq", reference=False)
    assert all(whole.contains_named_graph(graph) for graph in REFERENCE)
    assert not any(b"/graph/" in row for row in (tmp_path / "graph.nq").read_bytes().splitlines())


def test_only_a_store_describes_the_run(tmp_path: Path) -> None:
    build_graph([small(tmp_path)], tmp_path / "store", validate=False)
    build_graph([small(tmp_path)], tmp_path / "graph.nq", validate=False)
    store = open_graph(tmp_path / "store")
    generated = NamedNode("http://www.w3.org/ns/prov#generated")
    (quad,) = store.quads_for_pattern(None, generated, None, RUNS)
    assert [quad.object] == data_graphs(store)
    assert b"prov#" not in (tmp_path / "graph.nq").read_bytes()


def test_jsonld_is_json_and_gzip_is_gzip(tmp_path: Path) -> None:
    source = small(tmp_path, line("GTM", 2002), line("HTI", 2002))
    build_graph([source], tmp_path / "graph.jsonld", validate=False)
    build_graph([source], tmp_path / "graph.ttl.gz", validate=False)
    assert len(json.loads((tmp_path / "graph.jsonld").read_text())) == 2
    assert list(parse(gzip.decompress((tmp_path / "graph.ttl.gz").read_bytes()), RdfFormat.TURTLE))


def test_progress(tmp_path: Path) -> None:
    told: list[tuple[int, str]] = []
    source = small(tmp_path, line("GTM", 2002), line("HTI", 2002))
    build_graph([source], tmp_path / "graph.nq", validate=False, progress=lambda *done: told.append(done))
    assert told == [(1, f"{source}:1"), (2, f"{source}:2")]


def test_an_unknown_format_is_refused_first(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="the ending names no format"):
        build_graph([tmp_path / "missing"], tmp_path / "graph.rdf")


def test_names_and_ids_that_are_not_unicode(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"in\xff")
    folder.mkdir()
    code = min(COUNTRIES)
    write_lines(folder / "a.jsonl", [line(code, 2014), {**line(code, 2015), "id": "a\ud800b"}])
    summary = build_graph([folder], tmp_path / "store", validate=False)
    assert (summary.documents, len(summary.excluded)) == (1, 1)
    written = {str(quad.object) for quad in open_graph(tmp_path / "store")}
    assert f'"{tmp_path}/in\\\\udcff"' in written
