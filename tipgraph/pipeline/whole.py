"""The build of a file, or of a server's graphs: all is made, each time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from tipgraph import documents, sinks
from tipgraph.documents.narrative import Narrative
from tipgraph.documents.outcome import Outcome, Skipped
from tipgraph.formats import STORE
from tipgraph.pipeline.plan import Plan
from tipgraph.pipeline.record import record
from tipgraph.pipeline.summary import NothingReadError, Summary, Tally
from tipgraph.reference import own_concepts, reference
from tipgraph.serialize import pieces

__all__ = ["write"]


def write(target: str | Path, plan: Plan, *, with_vocabularies: bool = False) -> Summary:
    """Write the graph of what the inputs say to a file or a server; raises as `build` does."""
    started = datetime.now(UTC)
    tally = Tally(validated=plan.validate)
    with sinks.opened(target) as sink:
        narratives = _kept(documents.read(plan.inputs, plan.defaults), tally, plan.strict)
        for made in plan.made(narratives, tally):
            sink.add(made.pieces)
        if not tally.documents:
            raise NothingReadError(tally.summary())
        if plan.form is STORE:
            run = record(started, plan, tally.documents, tally.claims.total(), len(tally.left_out))
            sink.add(pieces(run, plan.form))
        whole = with_vocabularies or plan.form is STORE
        concepts = reference(plan.vocabulary) if whole else own_concepts(plan.vocabulary)
        sink.add(pieces(concepts, plan.form))
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
            tally.left_out.append(outcome)
