from __future__ import annotations

from pathlib import Path

from tests.build.dask.graphs import archive
from tests.narratives import COUNTRIES, line, write_lines
from tipgraph.build.dask.listing import Batch, SizedSource, list_sources, make_batches
from tipgraph.errors import InputError
from tipgraph.reading import Defaults, Skipped
from tipgraph.reading.inputs import outcomes, spans
from tipgraph.reading.sources import Source
from tipgraph.reading.stream import Span


def sized(name: str, size: int) -> SizedSource:
    return SizedSource(Source(name, Path(name)), size)


def unsplit(_: Source, __: int) -> list[Span]:
    return []


def names(batch: Batch) -> list[str]:
    return [item.name for item in batch.items if isinstance(item, Source)]


def test_small_sources_share_a_batch() -> None:
    found = [sized(name, 4_000) for name in "abcde"]
    assert [names(batch) for batch in make_batches(found, unsplit, 10_000)] == [["a", "b"], ["c", "d"], ["e"]]


def test_a_large_source_without_spans_is_one_batch() -> None:
    found = [sized("a", 1), sized("b", 50_000), sized("c", 1)]
    assert [names(batch) for batch in make_batches(found, unsplit, 10_000)] == [["a"], ["b"], ["c"]]


def test_many_empty_sources_need_several_batches() -> None:
    assert len(list(make_batches([sized(f"{n}", 0) for n in range(25)], unsplit, 10_000))) == 3


def test_errors_stay_in_their_place() -> None:
    error, skipped = InputError("b", "is not there"), Skipped("c", "is a link")
    (batch,) = make_batches([sized("a", 1), error, skipped], unsplit, 10_000)
    assert batch.items[1:] == (error, skipped)
    assert batch.name == "a"


def test_batches_hold_all_outcomes_in_order(tmp_path: Path) -> None:
    folder = archive(tmp_path / "in")
    whole = [each for source in list_sources([folder]) for each in _read(source)]
    made = list(make_batches(list_sources([folder]), spans, 2_000))
    assert len(made) > 10
    assert [_said(each) for batch in made for each in batch.outcomes(Defaults())] == [
        _said(each) for each in whole
    ]


def test_a_large_file_is_split_at_lines(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "in.jsonl", [line(country, 2001) for country in COUNTRIES])
    made = list(make_batches(list_sources([path]), spans, 1_000))
    assert [batch.span.line for batch in made if batch.span] == [1, 3, 5]


def _read(found: object) -> list[object]:
    return list(outcomes(found.source)) if isinstance(found, SizedSource) else [found]


def _said(outcome: object) -> str:
    return str(outcome) if isinstance(outcome, InputError) else repr(outcome)
