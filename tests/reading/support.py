"""Helpers for the tests of the readers: a narrative in our own words, and functions to read it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from tipgraph.errors import InputError
from tipgraph.model.documents import Narrative, Section
from tipgraph.reading import Defaults, Limits, Skipped, read
from tipgraph.reading.defaults import LIMITS, NO_DEFAULTS

PAGES = Path(__file__).parent / "html" / "pages"

KENYA = """\
KENYA (Tier 2)

Kenya is a source country for girls who clean houses in Qatar, where they are victims of trafficking.

The Government of Kenya does not fully comply with the minimum standards.

Recommendations for Kenya: Fund the council; convict officials who take bribes.

Prosecution

Courts convicted seven traffickers."""


def read_all(*inputs: Path | str, defaults: Defaults = NO_DEFAULTS, limits: Limits = LIMITS) -> list[object]:
    return list(read(inputs, defaults, limits))


def read_one(path: Path | str, defaults: Defaults = NO_DEFAULTS, limits: Limits = LIMITS) -> Narrative:
    (outcome,) = read([path], defaults, limits)
    assert isinstance(outcome, Narrative), outcome
    return outcome


def error_of(path: Path | str, defaults: Defaults = NO_DEFAULTS, limits: Limits = LIMITS) -> InputError:
    (outcome,) = read([path], defaults, limits)
    assert isinstance(outcome, InputError), outcome
    assert outcome.remedy
    assert str(outcome).startswith(str(path).removesuffix("-") or "<stdin>")
    return outcome


def skipped_of(path: Path | str) -> Skipped:
    (outcome,) = read([path])
    assert isinstance(outcome, Skipped), outcome
    return outcome


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def write_lines(path: Path, entries: Iterable[Mapping[str, object]]) -> Path:
    return write(path, "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries))


def under(narrative: Narrative) -> list[tuple[str, str]]:
    """Return the kind and text of each section."""
    return [(section.kind, part(narrative, section)) for section in narrative.document.sections]


def part(narrative: Narrative, section: Section) -> str:
    return narrative.text[section.start : section.end]
