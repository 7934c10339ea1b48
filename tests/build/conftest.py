from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from tests.build.incremental import report
from tests.narratives import COUNTRIES
from tipgraph.build import build_graph, pipeline
from tipgraph.model.documents import Narrative
from tipgraph.rdf.reference import _shipped
from tipgraph.reading import sources as work_sources


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for country in COUNTRIES:
        report(tmp_path / "in", country, 2004)
    return tmp_path / "in"


@pytest.fixture
def store(folder: Path, tmp_path: Path) -> Path:
    build_graph([folder], tmp_path / "store", validate=False)
    return tmp_path / "store"


@pytest.fixture
def understood(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The identifiers of the documents that are understood from now on."""
    seen: list[str] = []
    original = pipeline._Processor.process

    def watched(self: pipeline._Processor, narrative: Narrative) -> pipeline.ProcessedDocument:
        seen.append(narrative.document.identifier)
        return original(self, narrative)

    monkeypatch.setattr(pipeline._Processor, "process", watched)
    return seen


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the sources that are read from now on."""
    seen: list[str] = []
    original = work_sources.Source.open

    def watched(self: work_sources.Source) -> object:
        seen.append(Path(self.name).name)
        return original(self)

    monkeypatch.setattr(work_sources.Source, "open", watched)
    return seen


@pytest.fixture
def small_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the ontology, the vocabularies and the places out of stores: they are 99 in 100 of the triples."""
    some = tuple(islice(_shipped(), 20))
    monkeypatch.setattr("tipgraph.rdf.reference._shipped", lambda: some)
