"""The build of a store: what has changed since the last one is made, and the rest stays."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from tipgraph import __version__
from tipgraph.documents.sources import absolute
from tipgraph.errors import UnreadableError
from tipgraph.pipeline import fingerprint
from tipgraph.pipeline.archive import Archive, Terms, opened
from tipgraph.pipeline.losses import refuse_losses
from tipgraph.pipeline.notes import Notes
from tipgraph.pipeline.plan import Plan
from tipgraph.pipeline.record import record
from tipgraph.pipeline.summary import Change, NothingReadError, Summary, Tally
from tipgraph.pipeline.survey import Survey
from tipgraph.reference import reference

__all__ = ["renew", "terms"]


def renew(
    target: Path, plan: Plan, *, rebuild: bool, checksums: bool, prune: bool, tell: Callable[[str], object]
) -> Summary:
    """Bring a store up to date with the inputs; raises as `tipgraph.pipeline.build` does."""
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
        run = record(started, plan, archive.fresh.documents, archive.fresh.claims, len(tally.left_out))
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
