"""What comes of hostile documents: each is read, or refused with a message, and none spoils the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.documents import HOSTILE, READ, SKIPPED, Hostile
from tests.reading.support import KENYA, read_all, write
from tipgraph import build_graph
from tipgraph.errors import InputError
from tipgraph.model.documents import Narrative
from tipgraph.reading import Defaults, Limits, Skipped
from tipgraph.understanding import Extractor

IN_KENYA = Defaults(country="KEN", year=2012, publication="tip")


@pytest.mark.parametrize("hostile", HOSTILE, ids=[hostile.name for hostile in HOSTILE])
def test_it_is_read_or_refused(hostile: Hostile, tmp_path: Path, extractor: Extractor) -> None:
    path = _written(hostile, tmp_path)
    for outcome in read_all(path, defaults=IN_KENYA, limits=hostile.limits):
        if hostile.expected == READ:
            assert isinstance(outcome, Narrative), outcome
            _assert_quotes(outcome, extractor)
        elif hostile.expected == SKIPPED:
            assert isinstance(outcome, Skipped), outcome
        else:
            assert isinstance(outcome, InputError), outcome
            assert str(outcome).startswith(str(path))
            assert hostile.expected in str(outcome)
            assert outcome.remedy


def _assert_quotes(narrative: Narrative, extractor: Extractor) -> None:
    for claim in extractor.read(narrative).claims:
        for evidence in claim.evidence:
            assert narrative.text[evidence.start : evidence.end] == evidence.quote


def _written(hostile: Hostile, folder: Path) -> Path:
    content = hostile.make()
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return write(folder / hostile.file, data)


def test_none_spoils_the_graph_of_the_others(tmp_path: Path) -> None:
    small = [hostile for hostile in HOSTILE if hostile.limits == Limits() and hostile.expected != READ]
    reports = tmp_path / "reports"
    for number, hostile in enumerate(small):
        _written(hostile, reports / f"{number:03}")
    write(reports / "zzz" / "kenya.txt", KENYA)
    summary = build_graph([reports], tmp_path / "graph.nq", defaults=IN_KENYA)
    assert summary.documents == 1
    assert summary.claims["tier"] == 1
    refused: list[InputError | Skipped] = [*summary.excluded, *summary.skipped]
    assert sorted({each.source.split("reports/")[1][:3] for each in refused}) == [
        f"{number:03}" for number in range(len(small))
    ]
    assert len((tmp_path / "graph.nq").read_text(encoding="utf-8").splitlines()) == summary.quads
