"""The record of a build: the run that a store, or a server, keeps beside its data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from pyoxigraph import Quad

from tipgraph import __version__
from tipgraph.documents.sources import shown
from tipgraph.graph import provenance
from tipgraph.pipeline.plan import Plan

__all__ = ["record"]


def record(started: datetime, plan: Plan, documents: Sequence[str], claims: int, left_out: int) -> list[Quad]:
    """Describe a build that ends now; its times are why files of data do not hold it.

    ``documents`` are the IRIs of those whose graphs it wrote, ``claims`` the number of claims in them.
    """
    run = provenance.Run(
        started=started,
        ended=datetime.now(UTC),
        version=__version__,
        sources=tuple(map(shown, plan.inputs)),
        documents=tuple(documents),
        claims=claims,
        left_out=left_out,
    )
    return provenance.quads(run)
