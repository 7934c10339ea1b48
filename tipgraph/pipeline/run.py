"""The build: from inputs to a graph in a file or a store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from pyoxigraph import Quad

from tipgraph import __version__, documents, sinks
from tipgraph.documents.defaults import Defaults
from tipgraph.documents.narrative import Narrative
from tipgraph.documents.outcome import Outcome, Skipped
from tipgraph.documents.sources import shown
from tipgraph.errors import InputError
from tipgraph.formats import STORE, by_name
from tipgraph.graph import provenance
from tipgraph.pipeline.pool import ordered
from tipgraph.pipeline.summary import NothingReadError, Summary, Tally
from tipgraph.pipeline.work import Made, Recipe
from tipgraph.reference import own_concepts, reference
from tipgraph.serialize import pieces

__all__ = ["build"]

_BATCH = 100_000
"""Code points of text that a process is given at a time: some seven narratives."""

Progress = Callable[[int, str], object]
"""Is told how many documents are done, and the name of the last."""


def build(
    inputs: Sequence[str | Path],
    output: str | Path,
    *,
    defaults: Defaults | None = None,
    vocabulary: Sequence[str | Path] = (),
    jobs: int = 1,
    strict: bool = False,
    validate: bool = True,
    with_texts: bool = False,
    with_vocabularies: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Read reports and write the graph of what they say; return what there was to count.

    ``output`` is a file (``.ttl``, ``.trig``, ``.nq``, ``.jsonld``, each also with ``.gz``) or, under a
    name without an ending, the folder of an embedded store; it is replaced when the build is done, and
    is left as it was when the build fails or nothing could be read. Or it is a SPARQL server's address,
    where the documents read take the places of their older selves and all else stays.
    ``defaults`` stand in for what a source does not say of itself; ``vocabulary`` names Turtle files with
    concepts of one's own. With more than one of ``jobs``, that many processes share the work: the output
    is the same. ``strict`` raises the first InputError instead of going on. ``validate`` checks each
    document against the shapes. ``with_texts`` adds the texts, in graphs of their own, and
    ``with_vocabularies`` the ontology, vocabularies and places, which a store holds in any case.

    Raises NothingReadError where no report could be read, UsageError for a name of a format that is not
    written, UnwritableError where ``output`` cannot be written, and UnreadableError for a vocabulary that
    is no Turtle.
    """
    started = datetime.now(UTC)
    form = by_name(output)
    files = tuple(Path(path) for path in vocabulary)
    recipe = Recipe(form, files, validate, with_texts)
    tally = Tally(validated=validate)
    with sinks.opened(output) as sink:
        narratives = _kept(documents.read(inputs, defaults or Defaults()), tally, strict)
        for batch in ordered(recipe.worker, _batches(narratives), jobs):
            for made in _made(batch, tally, strict):
                tally.add(made)
                sink.add(made.pieces)
                if progress is not None:
                    progress(len(tally.documents), made.document.source)
        if not tally.documents:
            raise NothingReadError(tally.summary())
        if form is STORE:
            sink.add(pieces(_run(started, inputs, tally), form))
        whole = with_vocabularies or form is STORE
        sink.add(pieces(reference(files) if whole else own_concepts(files), form))
    return tally.summary()


def _run(started: datetime, inputs: Sequence[str | Path], tally: Tally) -> list[Quad]:
    """Describe the build itself; its times are why files of data do not hold it."""
    run = provenance.Run(
        started=started,
        ended=datetime.now(UTC),
        version=__version__,
        sources=tuple(map(shown, inputs)),
        documents=tuple(tally.documents),
        claims=tally.claims.total(),
        left_out=len(tally.left_out),
    )
    return provenance.quads(run)


def _made(batch: Iterable[Made | InputError], tally: Tally, strict: bool) -> Iterator[Made]:
    """Let through what was understood, and note the rest."""
    for each in batch:
        if isinstance(each, Made):
            yield each
        elif strict:
            raise each
        else:
            tally.left_out.append(each)


def _kept(outcomes: Iterable[Outcome], tally: Tally, strict: bool) -> Iterator[Narrative]:
    """Let the narratives through, and note the rest."""
    for outcome in outcomes:
        if isinstance(outcome, Narrative):
            yield outcome
        elif isinstance(outcome, Skipped):
            tally.skipped.append(outcome)
        elif strict:
            raise outcome
        else:
            tally.left_out.append(outcome)


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
