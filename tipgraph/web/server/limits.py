"""What a server allows, so that no client can keep the others from their answers."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace

__all__ = ["Limits"]


def _cores() -> int:
    return max(2, min(8, os.cpu_count() or 2))


_MAKING = 120.0
"""Seconds for a page: what all pages of a large archive need is worked out for the first of them."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a server; sizes in bytes, times in seconds.

    ``spare`` workers stand by for those that had to be stopped. ``waiting`` counts the questions that may
    wait for a free worker, ``of_one_client`` those of one address, waiting or not; ``unsent`` the bytes
    that clients have yet to take, ``unfinished`` the connections that have yet to send the head of a
    request, and as many its body: of all these, the oldest are cut off first.
    """

    timeout: float = 30.0
    max_results: int = 100_000
    workers: int = field(default_factory=_cores)
    spare: int = 1
    waiting: int = 64
    of_one_client: int = 48
    max_answer: int = 64 << 20
    max_request: int = 1 << 20
    memory: int = 2 << 30
    cache: int = 64 << 20
    receiving: float = 15.0
    sending: float = 300.0
    unsent: int = 256 << 20
    unfinished: int = 256

    def of_pages(self) -> Limits:
        """Return the limits of the processes that make pages: of known cost, and for people who wait."""
        return replace(self, timeout=max(self.timeout, _MAKING), workers=1, spare=0, memory=2 * self.memory)
