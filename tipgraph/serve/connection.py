"""Connections that have to send their request, and take their answer, within a time.

uvicorn waits for a request's end for ever, and counts those who never send it among its connections.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict

from uvicorn.protocols.http.h11_impl import H11Protocol

from tipgraph.serve.limits import Limits

__all__ = ["connection"]

_GRACE = 5.0
"""Seconds for the answer that a body did not come in time, before its connection is cut off."""


def connection(limits: Limits) -> type[H11Protocol]:
    """Return the class of connections for uvicorn, with the limits of a server."""
    waiting = {
        "heads": _Patience(limits.receiving, limits.unfinished),
        "bodies": _Patience(limits.receiving + _GRACE, limits.unfinished),
        "answers": _Patience(limits.sending, limits.unsent),
    }
    return type("Connection", (_Connection,), waiting)


class _Patience:
    """Connections that are waited for, some seconds each; when all weigh too much, the oldest go."""

    def __init__(self, seconds: float, most: int) -> None:
        self._seconds = seconds
        self._most = most
        self._weight = 0
        self._waiting: OrderedDict[_Connection, tuple[int, asyncio.TimerHandle]] = OrderedDict()

    def begin(self, waited_for: _Connection, weight: int = 1) -> None:
        """Wait for a connection, if it is not waited for yet."""
        if waited_for in self._waiting:
            return
        timer = waited_for.loop.call_later(self._seconds, self._drop, waited_for)
        self._waiting[waited_for] = weight, timer
        self._weight += weight
        while self._weight > self._most:
            self._drop(next(iter(self._waiting)))

    def end(self, waited_for: _Connection) -> None:
        """Wait no longer."""
        weight, timer = self._waiting.pop(waited_for, (0, None))
        self._weight -= weight
        if timer is not None:
            timer.cancel()

    def _drop(self, waited_for: _Connection) -> None:
        self.end(waited_for)
        waited_for.transport.abort()


class _Connection(H11Protocol):
    """Is cut off when a request is not there in time, or its answer is not taken.

    (That a body did not come in time is told by `tipgraph.serve.protocol`.)
    """

    heads: _Patience
    bodies: _Patience
    answers: _Patience

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn
        """Begin to wait for a request."""
        super().connection_made(transport)
        self.heads.begin(self)

    def data_received(self, data: bytes) -> None:
        """Take bytes of a request; when its head is whole, its body is waited for, if it has one."""
        if self._is_idle():
            self.heads.begin(self)
        super().data_received(data)
        if self._is_idle():
            return
        self.heads.end(self)
        if self.cycle.more_body:
            self.bodies.begin(self)
        else:
            self.bodies.end(self)

    def _is_idle(self) -> bool:
        """Tell whether no request is being answered."""
        return self.cycle is None or self.cycle.response_complete

    def on_response_complete(self) -> None:
        """Begin to wait for the next request: connections that are kept for it are not to be too many.

        Those with an answer that is still on its way are not kept for long, and may not be cut off.
        """
        super().on_response_complete()
        self.bodies.end(self)
        if self.transport.is_closing() or not self._is_idle():
            return
        if self.conn.trailing_data[0] or not self.transport.get_write_buffer_size():
            self.heads.begin(self)

    def pause_writing(self) -> None:
        """Begin to wait for the client to take its answer."""
        super().pause_writing()
        self.answers.begin(self, self.transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        """Wait no longer: all but the last bytes are taken."""
        super().resume_writing()
        self.answers.end(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        for each in (self.heads, self.bodies, self.answers):
            each.end(self)
        super().connection_lost(exc)
