"""What is to be built, and the part of it that files and stores share: from narratives to their graphs.

The record of a build: the run that a store, or a server, keeps beside its data.

The build of a file, or of a server's graphs: all is made, each time.

The build of a store: what has changed since the last one is made, and the rest stays.

The build: from inputs to a graph in a file or a store.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pyoxigraph import Quad

from tipgraph import __version__, reading
from tipgraph.build import fingerprint
from tipgraph.build.archive import Archive, Terms, opened
from tipgraph.build.changes import Survey, refuse_losses
from tipgraph.build.notes import Notes
from tipgraph.build.recipe import Made, Recipe
from tipgraph.build.summary import Change, NothingReadError, Summary, Tally
from tipgraph.errors import InputError, UnreadableError
from tipgraph.model.documents import Narrative
from tipgraph.rdf import provenance, writers
from tipgraph.rdf.formats import STORE, Format, by_name, is_address
from tipgraph.rdf.reference import own_concepts, reference
from tipgraph.rdf.serialize import pieces
from tipgraph.reading.defaults import NO_DEFAULTS, Defaults
from tipgraph.reading.outcome import Outcome, Skipped
from tipgraph.reading.sources import absolute, printable
from tipgraph.util.processes import parallel_map

__all__ = ["Plan", "build_graph", "record", "renew", "terms", "write"]

_BATCH = 100_000
"""Code points of text that a process is given at a time: some seven narratives."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a build was asked for; see `build_graph`."""

    inputs: tuple[str | Path, ...]
    form: Format
    defaults: Defaults
    vocabulary: tuple[Path, ...]
    jobs: int
    strict: bool
    validate: bool
    with_texts: bool
    progress: Callable[[int, str], object]

    def made(self, narratives: Iterable[Narrative], tally: Tally) -> Iterator[Made]:
        """Yield what comes of narratives, in their order, counted; note those that cannot be understood."""
        recipe = Recipe(self.form, self.vocabulary, self.validate, self.with_texts)
        for batch in parallel_map(recipe.worker, _batches(narratives), self.jobs):
            for made in self._kept(batch, tally):
                tally.add(made.document, made.result)
                yield made
                self.progress(len(tally.documents), made.document.source)

    def _kept(self, batch: Iterable[Made | InputError], tally: Tally) -> Iterator[Made]:
        for each in batch:
            if isinstance(each, Made):
                yield each
            elif self.strict:
                raise each
            else:
                tally.excluded.append(each)


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


def record(started: datetime, plan: Plan, documents: Sequence[str], claims: int, excluded: int) -> list[Quad]:
    """Describe a build that ends now; its times are why files of data do not hold it.

    ``documents`` are the IRIs of those whose graphs it wrote, ``claims`` the number of claims in them.
    """
    run = provenance.Run(
        started=started,
        ended=datetime.now(UTC),
        version=__version__,
        sources=tuple(map(printable, plan.inputs)),
        documents=tuple(documents),
        claims=claims,
        excluded=excluded,
    )
    return provenance.quads(run)


def write(target: str | Path, plan: Plan, *, with_vocabularies: bool = False) -> Summary:
    """Write the graph of what the inputs say to a file or a server; raises as `build_graph` does."""
    started = datetime.now(UTC)
    tally = Tally(validated=plan.validate)
    with writers.open_writer(target) as writer:
        narratives = _kept(reading.read(plan.inputs, plan.defaults), tally, plan.strict)
        for made in plan.made(narratives, tally):
            writer.add(made.pieces)
        if not tally.documents:
            raise NothingReadError(tally.summary())
        if plan.form is STORE:
            run = record(started, plan, tally.documents, tally.claims.total(), len(tally.excluded))
            writer.add(pieces(run, plan.form))
        whole = with_vocabularies or plan.form is STORE
        concepts = reference(plan.vocabulary) if whole else own_concepts(plan.vocabulary)
        writer.add(pieces(concepts, plan.form))
    return tally.summary()


def _kept(outcomes: Iterable[Outcome], tally: Tally, strict: bool) -> Iterator[Narrative]:
    """Let the narratives through, and note the rest."""
    for outcome in outcomes:
        if isinstance(outcome, Narrative):
            tally.read(outcome.document)
            yield outcome
        elif isinstance(outcome, Skipped):
            tally.skipped.append(outcome)
        elif strict:
            raise outcome
        else:
            tally.excluded.append(outcome)


def renew(
    target: Path, plan: Plan, *, rebuild: bool, checksums: bool, prune: bool, tell: Callable[[str], object]
) -> Summary:
    """Bring a store up to date with the inputs; raises as `build_graph` does."""
    started = datetime.now(UTC)
    tally = Tally(validated=plan.validate)
    made_with = terms(plan.vocabulary, validate=plan.validate, with_texts=plan.with_texts)
    with closing(Notes()) as notes, opened(target, made_with, rebuild=rebuild) as archive:
        if archive.anew:
            tell(f"All is read and understood anew: {'; '.join(archive.anew)}")
        survey = Survey(
            archive, notes, tally, plan.defaults, plan.progress, strict=plan.strict, checksums=checksums
        )
        for made in plan.made(survey.narratives(plan.inputs), tally):
            archive.add(made)
        if not tally.documents:
            raise NothingReadError(tally.summary())
        if not prune:
            refuse_losses(target, plan.inputs, notes, tally.documents)
        removed = archive.keep_only(tally.documents)
        change = Change(
            survey.kept, len(tally.documents) - survey.kept, archive.replaced, removed, archive.anew
        )
        if archive.changed:
            plan.progress(len(tally.documents), "the store is put in order")
        run = record(started, plan, archive.fresh.documents, archive.fresh.claims, len(tally.excluded))
        archive.finish(notes, _facts(plan, archive), run, lambda: reference(plan.vocabulary))
    return tally.summary(change)


def terms(vocabulary: tuple[Path, ...], *, validate: bool, with_texts: bool) -> Terms:
    """Return what documents are made with now. Raises UnreadableError where a vocabulary is missing."""
    try:
        lexicon = fingerprint.lexicon(vocabulary)
    except OSError as error:
        raise UnreadableError(f"{error.filename}: {error.strerror}", remedy="check the path") from error
    shapes = fingerprint.shapes() if validate else ""
    names = json.dumps(list(map(absolute, vocabulary)))
    return Terms(lexicon, fingerprint.rules(), shapes, "yes" if with_texts else "", names)


def _facts(plan: Plan, archive: Archive) -> dict[str, str]:
    """Return what a ledger says of the last build; paths are kept such that they lead there from anywhere."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    facts = {
        "checked": now,
        "version": __version__,
        "inputs": json.dumps(list(map(absolute, plan.inputs))),
        "defaults": json.dumps([plan.defaults.country, plan.defaults.year, plan.defaults.publication]),
    }
    return {**facts, "built": now} if archive.changed else facts


def build_graph(
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
    rebuild: bool = False,
    checksums: bool = False,
    prune: bool = False,
    progress: Callable[[int, str], object] | None = None,
    tell: Callable[[str], object] | None = None,
) -> Summary:
    """Read reports and write the graph of what they say; return what there was to count.

    ``output`` is a file (``.ttl``, ``.trig``, ``.nq``, ``.jsonld``, each also with ``.gz``) or, under a
    name without an ending, the folder of an embedded store. It holds what ``inputs`` say when the build is
    done, and is left as it was when the build fails or nothing could be read. A file is made anew each time.
    In a store that a build made, what has not changed stays: of sources that are as they were nothing is
    read, and documents that say the same are not understood again; ``rebuild`` starts over nonetheless, and
    ``checksums`` compares the sources' contents even where their sizes and times are those of the last time.
    What is gone from an input that is given again is taken out; documents of inputs that are not given, or in
    which nothing is found, only with ``prune``. A build into a store that was killed is gone on with by the
    next one. ``output`` may also be a SPARQL server's address: there, the documents read take the places of
    their older selves and all else stays.

    ``defaults`` stand in for what a source does not say of itself; ``vocabulary`` names Turtle files with
    concepts of one's own. With more than one of ``jobs``, that many processes share the work: the output
    is the same. ``strict`` raises the first InputError instead of going on. ``validate`` checks each
    document against the shapes. ``with_texts`` adds the texts, in graphs of their own, and
    ``with_vocabularies`` the ontology, vocabularies and places, which a store holds in any case.
    ``progress`` is told how many documents are done, and the name of the last; ``tell`` why all of a store
    is made anew.

    Raises NothingReadError where no report could be read, UsageError for a name of a format that is not
    written and where documents would go without ``prune``, UnwritableError where ``output`` cannot be
    written or another build is at work on it, and UnreadableError for a vocabulary that is no Turtle.
    """
    form = by_name(output)
    plan = Plan(
        inputs=tuple(inputs),
        form=form,
        defaults=defaults or NO_DEFAULTS,
        vocabulary=tuple(Path(path) for path in vocabulary),
        jobs=jobs,
        strict=strict,
        validate=validate,
        with_texts=with_texts,
        progress=progress or _silent,
    )
    if form is STORE and not is_address(output):
        return renew(
            Path(output), plan, rebuild=rebuild, checksums=checksums, prune=prune, tell=tell or _silent
        )
    return write(output, plan, with_vocabularies=with_vocabularies)


def _silent(*_: object) -> None:
    """Take the place of somebody to tell."""
