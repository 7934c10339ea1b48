from __future__ import annotations

from concurrent.futures import CancelledError
from unittest.mock import Mock

import pytest
from distributed.comm.core import CommClosedError
from distributed.scheduler import KilledWorker

from tipgraph.build.dask.cluster import cluster_errors
from tipgraph.errors import TipgraphError


def test_killed_workers() -> None:
    lost = Mock(spec_set=["address"], address="tcp://10.0.0.2:4711")
    why = r"tcp://10\.0\.0\.2:4711: check in its log whether memory ran out"
    with pytest.raises(TipgraphError, match=why), cluster_errors():
        raise KilledWorker("done-1", lost, 3)


@pytest.mark.parametrize("error", [CancelledError, CommClosedError])
def test_lost_scheduler(error: type[Exception]) -> None:
    with pytest.raises(TipgraphError, match="connection to the Dask scheduler was lost"), cluster_errors():
        raise error
