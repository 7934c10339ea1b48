"""The task of a worker: read a batch, process its narratives, and write its partition."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from gzip import BadGzipFile
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from tenacity import RetryCallState, Retrying, retry_if_result, stop_after_attempt, wait_exponential

from tipgraph import __version__
from tipgraph.build import fingerprint
from tipgraph.build.dask.batches import Batch
from tipgraph.build.dask.folder import Folder
from tipgraph.build.dask.partition import BatchResult, DocumentResult, compress, write_documents
from tipgraph.build.pipeline import Pipeline, ProcessedDocument
from tipgraph.build.summary import DocumentCounts
from tipgraph.errors import InputError, TipgraphError
from tipgraph.model.documents import Document, Narrative
from tipgraph.reading.defaults import LIMITS, Defaults, Limits
from tipgraph.reading.outcome import Outcome, Skipped

__all__ = ["BatchTask", "VocabularyFiles", "versions"]

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
