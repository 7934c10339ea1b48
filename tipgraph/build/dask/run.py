"""A distributed build: sources from anywhere in, partitions of N-Quads and their manifest out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from itertools import tee
from pathlib import Path

from distributed import Client
from pyoxigraph import Quad

from tipgraph.build.dask.batches import BATCH_SIZE, Batch, make_batches
from tipgraph.build.dask.cluster import cluster_errors, cluster_map, connect
from tipgraph.build.dask.folder import Folder
from tipgraph.build.dask.listing import list_sources
from tipgraph.build.dask.manifest import Manifest, summary_entries
from tipgraph.build.dask.merging import ResultMerger
from tipgraph.build.dask.partition import BatchResult, Partition, remove_documents, write_statements
from tipgraph.build.dask.tasks import BatchTask, VocabularyFiles, versions
from tipgraph.build.pipeline import Pipeline
from tipgraph.build.reprints import reprints
from tipgraph.build.summary import NothingReadError, Summary, SummaryBuilder
from tipgraph.errors import UnreadableError
from tipgraph.model.documents import Document
from tipgraph.rdf.emit import repetition_quads
from tipgraph.rdf.formats import STORE
from tipgraph.rdf.reference import reference, user_concepts
from tipgraph.reading.defaults import LIMITS, NO_DEFAULTS, Defaults, Limits
from tipgraph.reading.inputs import spans
from tipgraph.reading.sources import Source, printable
from tipgraph.reading.stream import Span

__all__ = ["distribute"]


def distribute(
    inputs: Sequence[str | Path],
    output: str | Path,
    *,
    scheduler: str | Client | None = None,
    workers: int = 1,
    defaults: Defaults | None = None,
    limits: Limits = LIMITS,
    vocabulary: Sequence[str | Path] = (),
    strict: bool = False,
    validate: bool = True,
    with_texts: bool = False,
    batch_size: int = BATCH_SIZE,
    progress: Callable[[int, str], object] | None = None,
) -> Summary:
    """Process reports on Dask workers, and write their graph as partitions with a manifest.

    ``inputs`` are files, folders and addresses that fsspec reaches. ``output`` is a folder or address that
    the workers can write to. The graph of an earlier run in it is replaced at the end, in one step, and
    stays if this run fails. `tipgraph.build.dask.load` writes the result to a store or file, with the same
    content as `tipgraph.build.build_graph`. The options and the returned summary are those of
    `tipgraph.build.build_graph`.

    ``scheduler`` is the address of a Dask scheduler, or a client of one. Without it, as many ``workers``
    are started here as processes (in a script, under ``if __name__ == "__main__"``). ``batch_size`` is the
    size in bytes of the sources that a worker gets at a time. A batch whose worker dies goes to another.

    Raises NothingReadError if no report can be read; UsageError for standard input and unknown kinds of
    addresses; UnwritableError if ``output`` holds something else or cannot be written; UnreadableError if a
    vocabulary is not Turtle, or no scheduler or worker answers; and TipgraphError if workers are lost for
    good or have another version of the program.
    """
    started = datetime.now(UTC)
    files = tuple(map(Path, vocabulary))
    task = _task(files, defaults or NO_DEFAULTS, Folder(output), validate=validate, with_texts=with_texts)
    task = replace(task, limits=limits)
    concepts = list(dict.fromkeys(user_concepts(files)))
    task.folder.prepare()
    summary = SummaryBuilder(validated=validate, strict=strict)
    with connect(scheduler, workers) as client, cluster_errors():
        merger = _merger(client, task, summary)
        for number, batch, result in _results(client, task, inputs, batch_size):
            merger.add(number, batch, result)
            if progress:
                progress(len(summary.documents), batch.name)
    if not summary.documents:
        raise NothingReadError(summary.summary())
    _finish(task, started, inputs, merger, concepts, summary.summary())
    return summary.summary()


def _task(
    vocabulary: tuple[Path, ...], defaults: Defaults, folder: Folder, *, validate: bool, with_texts: bool
) -> BatchTask:
    try:
        files, made_with = VocabularyFiles.read(vocabulary), versions(vocabulary)
    except OSError as error:
        raise UnreadableError(f"{error.filename}: {error.strerror}", remedy="check the path") from error
    pipeline = Pipeline(STORE, validate=validate, with_texts=with_texts)
    return BatchTask(pipeline, files, tuple(made_with.items()), defaults, folder)


def _merger(client: Client, task: BatchTask, summary: SummaryBuilder) -> ResultMerger:
    def read_text(batch: Batch, document: Document) -> str:
        return str(client.submit(task.text, batch, document, pure=False).result())

    def remove(number: int, result: BatchResult, removed: frozenset[int]) -> Partition | None:
        work = client.submit(remove_documents, task.folder, number, result, removed, pure=False)
        partition: Partition | None = work.result()
        return partition

    return ResultMerger(summary, read_text, remove)


def _results(
    client: Client, task: BatchTask, inputs: Sequence[str | Path], size: int
) -> Iterator[tuple[int, Batch, BatchResult]]:
    """Yield the number, batch and result of each batch, in order."""

    def split(source: Source, size: int) -> list[Span]:
        found: list[Span] = client.submit(spans, source, size, pure=False).result()
        return found

    sent, kept = tee(enumerate(make_batches(list_sources(inputs), split, size)))
    for result, (number, batch) in zip(cluster_map(client, task.run, sent), kept, strict=True):
        yield number, batch, result


def _finish(
    task: BatchTask,
    started: datetime,
    inputs: Sequence[str | Path],
    merger: ResultMerger,
    concepts: Sequence[Quad],
    summary: Summary,
) -> None:
    """Write the vocabularies, reprints and the manifest, and remove the files of an earlier run."""
    options = {
        **asdict(task.defaults), "validate": task.pipeline.validate, "with_texts": task.pipeline.with_texts
    }  # fmt: skip
    found = reprints(merger.passages)
    repeated = [quad for iri, each in found.items() for quad in repetition_quads(iri, each)]
    manifest = Manifest(
        started=started,
        ended=datetime.now(UTC),
        made_with=dict(task.made_with),
        sources=tuple(map(printable, inputs)),
        partitions=tuple(merger.partitions),
        vocabularies=write_statements(task.folder, "vocabularies", list(dict.fromkeys(reference()))),
        concepts=write_statements(task.folder, "concepts", concepts) if concepts else None,
        reprints=write_statements(task.folder, "reprints", repeated) if repeated else None,
        summary=summary_entries(summary, options),
    )
    manifest.write(task.folder)
    task.folder.keep_only(manifest.names)
