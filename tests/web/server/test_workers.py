"""Workers without a server."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tipgraph.web.server.jobs import PageJob, Problem
from tipgraph.web.server.limits import Limits
from tipgraph.web.server.publicurl import PublicURL
from tipgraph.web.server.workers import WorkerPool, WorkerSettings


def test_a_stopped_pool_starts_no_worker(tmp_path: Path) -> None:
    async def main() -> None:
        pool = WorkerPool(WorkerSettings(tmp_path, (0, 0, 0, 0), Limits(), PublicURL()))
        await pool.stop()
        with pytest.raises(Problem, match="the processes that answer have ended"):
            await pool.run(PageJob("countries"), "a")

    asyncio.run(main())
