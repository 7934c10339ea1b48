"""A build: reports in, a graph in a file, a store or on a server out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pyoxigraph import Quad

from tipgraph import __version__, reading
from tipgraph.build.change_detection import ChangeDetector, refuse_removals
from tipgraph.build.fingerprint import Fingerprint
from tipgraph.build.ledger import SourceLog
from tipgraph.build.pipeline import Pipeline, ProcessedDocument
from tipgraph.build.reprints import reprints
from tipgraph.build.store_update import StoreUpdate, open_update
from tipgraph.build.summary import NothingReadError, StoreChange, Summary, SummaryBuilder
from tipgraph.corrections import POLICIES, Corrections, read_corrections
from tipgraph.errors import InputError
from tipgraph.model.documents import Narrative, Outcome
from tipgraph.rdf import provenance, writers
from tipgraph.rdf.emit import repetition_quads
from tipgraph.rdf.formats import STORE, Format, format_by_name, is_address
from tipgraph.rdf.reference import reference, user_concepts
from tipgraph.rdf.serialize import pieces
from tipgraph.reading.defaults import LIMITS, NO_DEFAULTS, Defaults, Limits
from tipgraph.reading.sources import absolute, printable
from tipgraph.util.processes import parallel_map

__all__ = ["build_graph"]

_BATCH = 100_000
"""Characters of text that a worker process gets at a time: some seven narratives."""


def build_graph(
    inputs: Sequence[str | Path],
    output: str | Path,
    *,
    defaults: Defaults | None = None,
    limits: Limits = LIMITS,
    vocabulary: Sequence[str | Path] = (),
    corrections: Sequence[str | Path] = (),
    on_conflict: str = POLICIES[0],
    jobs: int = 1,
    strict: bool = False,
    validate: bool = True,
    with_texts: bool = False,
    with_vocabularies: bool = False,
    rebuild: bool = False,
    checksums: bool = False,
    prune: bool = False,
    progress: Callable[[int, str], object] | None = None,
    notify: Callable[[str], object] | None = None,
) -> Summary:
    """Read reports, write the graph of their claims, and return the counts.

    ``output`` is a file (``.ttl``, ``.trig``, ``.nq``, ``.jsonld``, each also with ``.gz``), the folder of
    an embedded store (a name without an ending), or the address of a SPARQL server. A file is rewritten.
    On a server, the documents that were read replace their older versions, and everything else stays. If
    the build fails or nothing can be read, ``output`` stays as it was.

    A store that an earlier build made is updated. Unchanged sources are not read, and unchanged documents
    are not processed. ``rebuild`` processes everything again. ``checksums`` compares the contents of
    sources even if their sizes and times are unchanged. Documents that are gone from an input given again
    are removed; documents of inputs that are not given or are empty are removed only with ``prune``. The
    next build resumes a build that was killed.

    ``defaults`` hold metadata for sources that do not state it, and a source beyond ``limits`` is an error.
    ``vocabulary`` names Turtle files with further concepts. ``corrections`` names files of people's
    corrections, and ``on_conflict`` what to do when people disagree: a policy of
    `tipgraph.corrections.POLICIES`. ``jobs`` is the number of processes that share the work; it does not
    affect the output. ``strict`` raises the first InputError instead of continuing. ``validate`` checks each
    document against the shapes. ``with_texts`` adds the texts, each in its own graph. ``with_vocabularies``
    adds the ontology, vocabularies and places, which a store always holds. ``progress`` is called with the
    number of finished documents and the name of the last one; ``notify`` with the reason if a store is
    rebuilt.

    Raises NothingReadError if no report can be read; UsageError if the format of ``output`` is unknown, or
    if documents would be removed without ``prune``; UnwritableError if ``output`` cannot be written or
    another build is at work on it; and UnreadableError if a vocabulary is not Turtle or a file of corrections
    cannot be read.
    """
    concepts = tuple(Path(path) for path in vocabulary)
    corrected, errors = read_corrections([Path(path) for path in corrections], concepts, on_conflict)
    options = _Options(
        inputs=tuple(inputs),
        format=format_by_name(output),
        defaults=defaults or NO_DEFAULTS,
        limits=limits,
        vocabulary=concepts,
        corrections=corrected,
        corrections_files=tuple(corrections),
        errors=errors,
        jobs=jobs,
        strict=strict,
        validate=validate,
        with_texts=with_texts,
        progress=progress or _ignore,
    )
    if options.format is STORE and not is_address(output):
        return _incremental_build(
            Path(output), options, rebuild=rebuild, checksums=checksums, prune=prune, notify=notify or _ignore
        )
    return _full_build(output, options, with_vocabularies=with_vocabularies)


def _ignore(*_: object) -> None:
    """Do nothing."""


@dataclass(frozen=True, slots=True)
class _Options:
    """The options that full and incremental builds share; see `build_graph`."""

    inputs: tuple[str | Path, ...]
    format: Format
    defaults: Defaults
    limits: Limits
    vocabulary: tuple[Path, ...]
    corrections: Corrections
    corrections_files: tuple[str | Path, ...]
    errors: tuple[InputError, ...]
    jobs: int
    strict: bool
    validate: bool
    with_texts: bool
    progress: Callable[[int, str], object]

    def summary(self) -> SummaryBuilder:
        builder = SummaryBuilder(validated=self.validate, strict=self.strict, corrections=self.corrections)
        for error in self.errors:
            builder.reject(error)
        return builder


def _full_build(target: str | Path, options: _Options, *, with_vocabularies: bool) -> Summary:
    """Process all inputs and write them to a file or a server."""
    started = datetime.now(UTC)
    summary = options.summary()
    with writers.open_writer(target) as writer:
        narratives = _narratives(reading.read(options.inputs, options.defaults, options.limits), summary)
        compared = []
        for processed in _process(narratives, options, summary):
            writer.add(processed.pieces)
            compared.append(processed.passages)
        if not summary.documents:
            raise NothingReadError(summary.summary())
        for iri, repetition in reprints(compared).items():
            writer.add(pieces(repetition_quads(iri, repetition), options.format))
        if options.format is STORE:
            run = _run(started, options, summary, summary.documents, summary.claims.total())
            writer.add(pieces(run, options.format))
        with_reference = with_vocabularies or options.format is STORE
        concepts = reference(options.vocabulary) if with_reference else user_concepts(options.vocabulary)
        writer.add(pieces(concepts, options.format))
    return summary.summary()


def _narratives(outcomes: Iterable[Outcome], summary: SummaryBuilder) -> Iterator[Narrative]:
    for outcome in outcomes:
        if isinstance(outcome, Narrative):
            summary.add_read(outcome.document)
            yield outcome
        else:
            summary.reject(outcome)


def _incremental_build(
    target: Path,
    options: _Options,
    *,
    rebuild: bool,
    checksums: bool,
    prune: bool,
    notify: Callable[[str], object],
) -> Summary:
    """Update a store: process what has changed, and keep the rest."""
    started = datetime.now(UTC)
    summary = options.summary()
    fingerprint = Fingerprint.current(
        options.vocabulary, validate=options.validate, with_texts=options.with_texts
    )
    with closing(SourceLog()) as log, open_update(target, fingerprint, rebuild=rebuild) as update:
        for message in _messages(update, options):
            notify(message)
        detector = _detector(update, log, summary, options, checksums=checksums)
        for processed in _process(detector.narratives(options.inputs), options, summary):
            update.add(processed)
        if not summary.documents:
            raise NothingReadError(summary.summary())
        if not prune:
            refuse_removals(target, options.inputs, log, summary.documents)
        change = _change(update, summary, detector.unchanged)
        if update.changed:
            options.progress(len(summary.documents), "completing the store")
        written = update.written
        run = _run(started, options, summary, written.documents, written.claims)
        update.finish(log, _facts(options, update), run, lambda: reference(options.vocabulary))
    return summary.summary(change)


def _detector(
    update: StoreUpdate, log: SourceLog, summary: SummaryBuilder, options: _Options, *, checksums: bool
) -> ChangeDetector:
    return ChangeDetector(
        lambda: update.ledger,
        log,
        summary,
        defaults=options.defaults,
        limits=options.limits,
        corrections=options.corrections,
        checksums=checksums,
        progress=options.progress,
    )


def _messages(update: StoreUpdate, options: _Options) -> Iterator[str]:
    """Yield why everything is processed again, and which files of corrections only the last build had."""
    if update.rebuild_reasons:
        yield f"Everything is processed again: {'; '.join(update.rebuild_reasons)}"
    given = set(map(absolute, options.corrections_files))
    for path in json.loads(update.ledger.facts().get("corrections", "[]")):
        if path not in given:
            yield f"--corrections {printable(path)} was given for the last build and is not given now"


def _change(update: StoreUpdate, summary: SummaryBuilder, unchanged: int) -> StoreChange:
    """Remove what is in no source any more, and return what the build does to the store."""
    removed = update.remove_others(summary.documents)
    update.state_reprints()
    processed = len(summary.documents) - unchanged
    return StoreChange(unchanged, processed, update.replaced, removed, update.rebuild_reasons)


def _facts(options: _Options, update: StoreUpdate) -> dict[str, str]:
    """Return what a ledger records of a build, with absolute paths."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    defaults = options.defaults
    facts = {
        "checked": now,
        "version": __version__,
        "inputs": json.dumps(list(map(absolute, options.inputs))),
        "corrections": json.dumps(list(map(absolute, options.corrections_files))),
        "defaults": json.dumps([defaults.country, defaults.year, defaults.publication]),
    }
    return {**facts, "built": now} if update.changed else facts


def _process(
    narratives: Iterable[Narrative], options: _Options, summary: SummaryBuilder
) -> Iterator[ProcessedDocument]:
    """Yield the processed documents in the order of the narratives, and count them."""
    pipeline = Pipeline(
        options.format, options.vocabulary, options.validate, options.with_texts, options.corrections
    )
    for results in parallel_map(pipeline.start, _batches(narratives), options.jobs):
        for result in results:
            if isinstance(result, InputError):
                summary.reject(result)
            else:
                summary.add(result.document, result.counts)
                yield result
                options.progress(len(summary.documents), result.document.source)


def _batches(narratives: Iterable[Narrative]) -> Iterator[list[Narrative]]:
    batch: list[Narrative] = []
    size = 0
    for narrative in narratives:
        batch.append(narrative)
        size += len(narrative.text)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _run(
    started: datetime, options: _Options, summary: SummaryBuilder, documents: Sequence[str], claims: int
) -> list[Quad]:
    """Return the description of a run that ends now and wrote these documents and claims."""
    run = provenance.Run(
        started=started,
        ended=datetime.now(UTC),
        version=__version__,
        sources=tuple(map(printable, options.inputs)),
        documents=tuple(documents),
        claims=claims,
        excluded=len(summary.excluded),
    )
    return provenance.quads(run)
