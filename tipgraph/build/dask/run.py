"""A distributed build: sources from anywhere in, partitions of N-Quads and their manifest out.

A worker's task is to read a batch, process its narratives, and write its partition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from gzip import BadGzipFile
from itertools import tee
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from distributed import Client
from pyoxigraph import Quad
from tenacity import RetryCallState, Retrying, retry_if_result, stop_after_attempt, wait_exponential

from tipgraph import __version__
from tipgraph.build import fingerprint
from tipgraph.build.dask.cluster import cluster_errors, cluster_map, connect
from tipgraph.build.dask.folder import Folder
from tipgraph.build.dask.listing import BATCH_SIZE, Batch, list_sources, make_batches
from tipgraph.build.dask.partition import (
    BatchResult,
    DocumentResult,
    Manifest,
    Partition,
    ResultMerger,
    compress,
    remove_documents,
    summary_entries,
    write_documents,
    write_statements,
)
from tipgraph.build.pipeline import Pipeline, ProcessedDocument
from tipgraph.build.reprints import reprints
from tipgraph.build.summary import DocumentCounts, NothingReadError, Summary, SummaryBuilder
from tipgraph.errors import InputError, TipgraphError, UnreadableError
from tipgraph.model.documents import Document, Narrative, Outcome, Skipped
from tipgraph.rdf.emit import repetition_quads
from tipgraph.rdf.formats import STORE
from tipgraph.rdf.reference import reference, user_concepts
from tipgraph.reading.defaults import LIMITS, NO_DEFAULTS, Defaults, Limits
from tipgraph.reading.inputs import spans
from tipgraph.reading.sources import Source, printable
from tipgraph.reading.stream import Span

__all__ = ["BatchTask", "VocabularyFiles", "distribute", "versions"]

_ATTEMPTS = 4
_PERMANENT = (FileNotFoundError, PermissionError, IsADirectoryError, BadGzipFile)
"""Errors that a retry does not cure."""

_lock = Lock()
"""Held while libraries work that serve one thread of a process at a time, such as PDFium."""


@dataclass(frozen=True, slots=True)
class BatchTask:
    """Everything that a worker needs besides the batch.

    ``made_with`` holds the sender's `versions` as pairs. ``pipeline`` names no vocabulary: their contents
    are in ``vocabulary``.
    """

    pipeline: Pipeline
    vocabulary: VocabularyFiles
    made_with: tuple[tuple[str, str], ...]
    defaults: Defaults
    folder: Folder
    limits: Limits = LIMITS

    def run(self, number: int, batch: Batch) -> BatchResult:
        """Process a batch and write its partition.

        Raises TipgraphError if the worker has another program or libraries than the sender, and
        UnwritableError if it cannot write.
        """
        with _lock:
            process = _start(self.pipeline, self.vocabulary, self.made_with)
        content = bytearray()
        results: list[DocumentResult | InputError | Skipped] = []
        for outcome in self.read(batch):
            if isinstance(outcome, Narrative):
                with _lock:
                    (processed,) = process([outcome])
                member = b"" if isinstance(processed, InputError) else compress(processed.pieces)
                content += member
                results.append(_result(outcome.document, processed, len(member)))
            else:
                results.append(outcome)
        documents = [each.counts for each in results if isinstance(each, DocumentResult)]
        counts = [each for each in documents if isinstance(each, DocumentCounts)]
        return BatchResult(tuple(results), write_documents(self.folder, number, bytes(content), counts))

    def read(self, batch: Batch) -> list[Outcome]:
        """Read a batch; retry if a connection fails."""
        if not batch.is_remote:
            return self._read(batch)
        attempts = Retrying(
            retry=retry_if_result(_may_pass),
            stop=stop_after_attempt(_ATTEMPTS),
            wait=wait_exponential(),
            retry_error_callback=_last_result,
        )
        return attempts(self._read, batch)

    def _read(self, batch: Batch) -> list[Outcome]:
        with _lock:
            return list(batch.outcomes(self.defaults, self.limits))

    def text(self, batch: Batch, document: Document) -> str:
        """Return the text of a document of a batch, or '' if it has changed since."""
        found = (each for each in self.read(batch) if isinstance(each, Narrative))
        return next((each.text for each in found if _is_same(each.document, document)), "")


@dataclass(frozen=True, slots=True)
class VocabularyFiles:
    """The names and contents of the user's vocabularies, because workers do not have the files."""

    names: tuple[str, ...] = ()
    contents: tuple[bytes, ...] = ()

    @classmethod
    def read(cls, files: Sequence[Path]) -> VocabularyFiles:
        """Read vocabularies. Raises OSError if one is missing."""
        return cls(tuple(file.name for file in files), tuple(file.read_bytes() for file in files))

    def write(self, folder: Path) -> tuple[Path, ...]:
        """Write the files into a folder; return their paths."""
        paths = tuple(folder / str(number) / name for number, name in enumerate(self.names))
        for path, content in zip(paths, self.contents, strict=True):
            path.parent.mkdir()
            path.write_bytes(content)
        return paths


def versions(vocabulary: Sequence[Path]) -> dict[str, str]:
    """Return the program's version and the digests of code and vocabularies that a result depends on.

    Raises OSError if a vocabulary is missing.
    """
    return {
        "tipgraph": __version__,
        "reader": fingerprint.reading_digest(),
        "rules": fingerprint.rules_digest(),
        "shapes": fingerprint.shapes_digest(),
        "vocabulary": fingerprint.vocabulary_digest(vocabulary),
    }


def _result(document: Document, processed: ProcessedDocument | InputError, length: int) -> DocumentResult:
    """Return the result to send back, with only the metadata that identifies the document."""
    identity = replace(document, sections=(), pages=())
    if isinstance(processed, InputError):
        return DocumentResult(identity, processed, length)
    return DocumentResult(identity, processed.counts, length, processed.passages)


def _is_same(one: Document, other: Document) -> bool:
    parts = (one.identifier, one.report, one.sha256, one.source)
    return parts == (other.identifier, other.report, other.sha256, other.source)


def _may_pass(outcomes: Sequence[Outcome]) -> bool:
    """Return whether reading failed with an error that a retry may cure."""
    causes = (each.__cause__ for each in outcomes if isinstance(each, InputError))
    return any(isinstance(cause, OSError) and not isinstance(cause, _PERMANENT) for cause in causes)


def _last_result(state: RetryCallState) -> list[Outcome]:
    assert state.outcome is not None
    found: list[Outcome] = state.outcome.result()
    return found


@lru_cache(maxsize=1)
def _start(
    pipeline: Pipeline, vocabulary: VocabularyFiles, expected: tuple[tuple[str, str], ...]
) -> Callable[[Sequence[Narrative]], list[ProcessedDocument | InputError]]:
    """Start the pipeline, once per process, if this worker has the expected versions."""
    with TemporaryDirectory(prefix="tipgraph-") as folder:
        files = vocabulary.write(Path(folder))
        _check_versions(dict(expected), versions(files))
        return replace(pipeline, vocabulary=files).start()


def _check_versions(expected: Mapping[str, str], here: Mapping[str, str]) -> None:
    different = [name for name, value in expected.items() if here.get(name) != value]
    if not different:
        return
    raise TipgraphError(
        f"a worker has another tipgraph, or other libraries ({', '.join(different)} differ; "
        f"version {here['tipgraph']} there, {expected['tipgraph']} here)",
        remedy="install the same versions of all packages on the scheduler, the workers and here",
    )


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
