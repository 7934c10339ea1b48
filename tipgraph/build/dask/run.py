"""What came of all parts, put together as if one process had read them one after the other.

The distributed build: from inputs anywhere to partitions of N-Quads and their manifest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from itertools import tee
from pathlib import Path

from distributed import Client
from pyoxigraph import Quad

from tipgraph.build.dask import partition
from tipgraph.build.dask.cluster import connected, ordered, translated
from tipgraph.build.dask.folder import Folder
from tipgraph.build.dask.listing import SIZE, Part, parts, sources
from tipgraph.build.dask.manifest import Manifest, told
from tipgraph.build.dask.partition import Partition, Portion, Understood
from tipgraph.build.dask.work import Job, Words, made_with
from tipgraph.build.recipe import Recipe
from tipgraph.build.summary import NothingReadError, Summary, Tally
from tipgraph.errors import InputError, UnreadableError
from tipgraph.model.documents import Document, Narrative
from tipgraph.rdf.formats import STORE
from tipgraph.rdf.reference import own_concepts, reference
from tipgraph.reading.defaults import NO_DEFAULTS, Defaults
from tipgraph.reading.duplicates import BlockChecksums, Deduplicator
from tipgraph.reading.inputs import spans
from tipgraph.reading.outcome import Skipped
from tipgraph.reading.sources import Source, printable
from tipgraph.reading.stream import Span

__all__ = ["Reduction", "distribute"]


class Reduction:
    """Takes portions in the order of reading: counts what stays, and finds what came before.

    ``text`` reads a document's text again: it is asked for only where two texts have the same name.
    ``without`` writes a partition anew without some of its documents. ``strict`` raises the first
    InputError.
    """

    def __init__(
        self,
        tally: Tally,
        text: Callable[[Part, Document], str],
        without: Callable[[int, Portion, frozenset[int]], Partition | None],
        *,
        strict: bool,
    ) -> None:
        self._tally = tally
        self._text = text
        self._without = without
        self._strict = strict
        self._deduplicator = Deduplicator()
        self.partitions: list[Partition] = []

    def add(self, number: int, part: Part, portion: Portion) -> None:
        """Take what came of a part."""
        dropped = frozenset(self._dropped(part, portion))
        partition = self._without(number, portion, dropped) if dropped else portion.partition
        if partition is not None:
            self.partitions.append(partition)

    def _dropped(self, part: Part, portion: Portion) -> Iterator[int]:
        """Count the outcomes of a part; yield the numbers of those whose graphs are not to be there."""
        for at, outcome in enumerate(portion.outcomes):
            if not isinstance(outcome, Understood):
                self._tell(outcome)
            elif (before := self._before(part, outcome.document)) is not None:
                self._tell(before)
                if not isinstance(outcome.result, InputError):
                    yield at
            else:
                self._count(part, outcome)

    def _count(self, part: Part, outcome: Understood) -> None:
        document = outcome.document
        self._deduplicator.remember(document, partial(self._checksums, part, document))
        self._tally.read(document)
        if isinstance(outcome.result, InputError):
            self._tell(outcome.result)
        else:
            self._tally.add(document, outcome.result)

    def _before(self, part: Part, document: Document) -> Skipped | InputError | None:
        """Return what to say of a document that came before, or None of a new one."""
        if not self._deduplicator.seen(document):
            return None
        copy = self._deduplicator.duplicate(document)
        return copy or self._deduplicator.conflict(Narrative(document, self._text(part, document)))

    def _checksums(self, part: Part, document: Document) -> BlockChecksums:
        return BlockChecksums(self._text(part, document))

    def _tell(self, outcome: Skipped | InputError) -> None:
        if isinstance(outcome, Skipped):
            self._tally.skipped.append(outcome)
        elif self._strict:
            raise outcome
        else:
            self._tally.excluded.append(outcome)


def distribute(
    inputs: Sequence[str | Path],
    output: str | Path,
    *,
    scheduler: str | Client | None = None,
    workers: int = 1,
    defaults: Defaults | None = None,
    vocabulary: Sequence[str | Path] = (),
    strict: bool = False,
    validate: bool = True,
    with_texts: bool = False,
    part_size: int = SIZE,
    progress: Callable[[int, str], object] | None = None,
) -> Summary:
    """Understand reports on Dask workers, and write their graph as partitions with a manifest.

    ``inputs`` are files, folders and addresses that fsspec reaches; ``output`` is a folder or an address
    that the workers can write to. What was distributed there before is replaced at the end, at once, and
    stays where this fails. `tipgraph.build.dask.load` brings the result into a store or file: into the same
    that `tipgraph.build.build_graph` makes, whose summary this returns too, and whose options these are.

    ``scheduler`` is the address of a Dask scheduler, or a client of one; without it, as many ``workers``
    are started here as processes (under ``if __name__ == "__main__"`` in a script). ``part_size`` is how
    many bytes of the sources a worker is given at a time. A part whose worker dies is given to another.

    Raises NothingReadError where no report could be read, UsageError for standard input and for addresses
    of an unknown kind, UnwritableError where ``output`` holds something else or cannot be written,
    UnreadableError for a vocabulary that is no Turtle and where no scheduler or worker is there, and
    TipgraphError where workers are lost for good or have another version of the program.
    """
    started = datetime.now(UTC)
    files = tuple(map(Path, vocabulary))
    job = _job(files, defaults or NO_DEFAULTS, Folder(output), validate=validate, with_texts=with_texts)
    concepts = list(dict.fromkeys(own_concepts(files)))
    job.folder.prepare()
    tally = Tally(validated=validate)
    with connected(scheduler, workers) as client, translated():
        reduction = _reduction(client, job, tally, strict=strict)
        for number, part, portion in _portions(client, job, inputs, part_size):
            reduction.add(number, part, portion)
            if progress:
                progress(len(tally.documents), part.name)
    if not tally.documents:
        raise NothingReadError(tally.summary())
    _finish(job, started, inputs, tuple(reduction.partitions), concepts, tally.summary())
    return tally.summary()


def _job(
    vocabulary: tuple[Path, ...], defaults: Defaults, folder: Folder, *, validate: bool, with_texts: bool
) -> Job:
    try:
        words, versions = Words.of(vocabulary), made_with(vocabulary)
    except OSError as error:
        raise UnreadableError(f"{error.filename}: {error.strerror}", remedy="check the path") from error
    recipe = Recipe(STORE, validate=validate, with_texts=with_texts)
    return Job(recipe, words, tuple(versions.items()), defaults, folder)


def _portions(
    client: Client, job: Job, inputs: Sequence[str | Path], size: int
) -> Iterator[tuple[int, Part, Portion]]:
    def split(source: Source, size: int) -> list[Span]:
        found: list[Span] = client.submit(spans, source, size, pure=False).result()
        return found

    sent, kept = tee(enumerate(parts(sources(inputs), split, size)))
    for portion, (number, part) in zip(ordered(client, job.done, sent), kept, strict=True):
        yield number, part, portion


def _reduction(client: Client, job: Job, tally: Tally, *, strict: bool) -> Reduction:
    def text(part: Part, document: Document) -> str:
        return str(client.submit(job.text, part, document, pure=False).result())

    def without(number: int, portion: Portion, dropped: frozenset[int]) -> Partition | None:
        work = client.submit(partition.without, job.folder, number, portion, dropped, pure=False)
        made: Partition | None = work.result()
        return made

    return Reduction(tally, text, without, strict=strict)


def _finish(
    job: Job,
    started: datetime,
    inputs: Sequence[str | Path],
    partitions: tuple[Partition, ...],
    concepts: Sequence[Quad],
    summary: Summary,
) -> None:
    """Write the words and the manifest, and remove what an earlier run had there."""
    options = {
        **asdict(job.defaults), "validate": job.recipe.validate, "with_texts": job.recipe.with_texts
    }  # fmt: skip
    words = list(dict.fromkeys(reference()))
    manifest = Manifest(
        started=started,
        ended=datetime.now(UTC),
        made_with=dict(job.made_with),
        sources=tuple(map(printable, inputs)),
        partitions=partitions,
        vocabularies=partition.partition_of(job.folder, "vocabularies", words),
        concepts=partition.partition_of(job.folder, "concepts", concepts) if concepts else None,
        told=told(summary, options),
    )
    manifest.write(job.folder)
    job.folder.keep_only(manifest.names)
