"""How many may be asking at a time, in all and from one address."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from tipgraph.serve.limits import Limits
from tipgraph.serve.problem import Problem

__all__ = ["Turnstile", "busy"]


def busy(status: int, title: str, limits: Limits) -> Problem:
    """Return the problem of who is to come again; by then, some queries have ended one way or the other."""
    seconds = str(max(1, math.ceil(limits.timeout / 4)))
    return Problem(status, title, "ask again later", headers={"Retry-After": seconds})


class Turnstile:
    """Lets so many in as can be answered in time."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._clients: Counter[str] = Counter()

    @contextmanager
    def passed(self, client: str) -> Iterator[None]:
        """Let a client in for the time of the block.

        Raises Problem: 429 where the client has too many questions already, 503 where all together have.
        """
        if self._clients[client] >= self._limits.of_one_client:
            raise busy(429, "too many questions of yours are being answered", self._limits)
        if self._clients.total() >= self._limits.workers + self._limits.waiting:
            raise busy(503, "too many questions are being answered", self._limits)
        self._clients[client] += 1
        try:
            yield
        finally:
            self._clients[client] -= 1
            if not self._clients[client]:
                del self._clients[client]
