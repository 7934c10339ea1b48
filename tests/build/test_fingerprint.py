from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import tipgraph
from tipgraph.build import fingerprint
from tipgraph.build.fingerprint import READING, UNDERSTANDING, VALIDATING
from tipgraph.model.documents import Document, Report, Section

pytestmark = pytest.mark.usefixtures("small_reference")

PACKAGE = Path(tipgraph.__file__).parent
WITHOUT_EFFECT = {"errors.py", "__init__.py"}
"""Modules that all parts use and that change no result."""

ENTRANCES = [
    (READING, "tipgraph.reading.inputs, tipgraph.reading.webpage, tipgraph.reading.paged"),
    (UNDERSTANDING, "tipgraph.understanding.extractor, tipgraph.rdf.emit, tipgraph.rdf.serialize"),
    ((*UNDERSTANDING, *VALIDATING), "tipgraph.validation.validator"),
]


@pytest.mark.parametrize(("parts", "modules"), ENTRANCES)
def test_all_imported_code_counts(parts: tuple[str, ...], modules: str) -> None:
    found = "*(each.__file__ for name, each in sys.modules.items() if name.startswith('tipgraph'))"
    code = f"import sys, {modules}; print({found})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    files = {Path(file).relative_to(PACKAGE).as_posix() for file in done.stdout.split()}
    assert {file for file in files - WITHOUT_EFFECT if not file.startswith(parts)} == set()


@pytest.mark.parametrize("part", [*READING, *UNDERSTANDING, *VALIDATING])
def test_parts_exist(part: str) -> None:
    assert (PACKAGE / part).exists()


def test_digests_are_stable_and_differ() -> None:
    found = [
        fingerprint.vocabulary_digest(),
        fingerprint.reading_digest(),
        fingerprint.rules_digest(),
        fingerprint.shapes_digest(),
    ]
    assert len(set(found)) == 4
    assert fingerprint.vocabulary_digest() == found[0]


def test_every_vocabulary_file_counts(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text("# one")
    first = fingerprint.vocabulary_digest([own])
    own.write_text("# two")
    assert len({first, fingerprint.vocabulary_digest([own]), fingerprint.vocabulary_digest()}) == 3


DOCUMENT = Document("x", Report("tip", "2014", "AGO"), "0" * 64, source="a.txt")


def test_the_source_of_a_document_does_not_count() -> None:
    assert fingerprint.document_digest(DOCUMENT) == fingerprint.document_digest(
        replace(DOCUMENT, source="b.txt:3")
    )


@pytest.mark.parametrize(
    "change",
    [
        {"identifier": "y"},
        {"report": Report("tip", "2014", "AGO", "note")},
        {"sha256": "1" * 64},
        {"title": "T"},
        {"url": "https://example.org/"},
        {"issued": "2014-06-20"},
        {"normalizer": "0"},
        {"sections": (Section("profile", "Profile", 0, 9),)},
    ],
)
def test_all_other_metadata_count(change: dict[str, object]) -> None:
    assert fingerprint.document_digest(DOCUMENT) != fingerprint.document_digest(replace(DOCUMENT, **change))  # type: ignore[arg-type]  # as above
