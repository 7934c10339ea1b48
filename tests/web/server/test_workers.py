"""Workers without a server."""

from __future__ import annotations

import asyncio
import tracemalloc
from pathlib import Path

import pytest

from tipgraph.web.server.answering import check, from_clauses
from tipgraph.web.server.http import PublicURL
from tipgraph.web.server.jobs import PageJob, Problem
from tipgraph.web.server.limits import Limits
from tipgraph.web.server.workers import WorkerPool, WorkerSettings


def test_a_stopped_pool_starts_no_worker(tmp_path: Path) -> None:
    async def main() -> None:
        pool = WorkerPool(WorkerSettings(tmp_path, (0, 0, 0, 0), Limits(), PublicURL(), Path()))
        await pool.stop()
        with pytest.raises(Problem, match="the processes that answer have ended"):
            await pool.run(PageJob("countries"), "a")

    asyncio.run(main())


def test_large_queries_are_not_kept() -> None:
    check("ASK { ?s ?p 0 }")
    tracemalloc.start()
    try:
        for number in range(12):
            text = f"ASK {{ ?s ?p {number} }} #{'x' * 1_000_000}"
            check(text)
            from_clauses(text)
            del text
        assert tracemalloc.get_traced_memory()[0] < 2_000_000
    finally:
        tracemalloc.stop()
