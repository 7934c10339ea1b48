"""Connections that must send their request and take their answer within a time.

uvicorn waits for the end of a request for ever.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict

from uvicorn.protocols.http.h11_impl import H11Protocol

from tipgraph.web.server.limits import Limits

__all__ = ["protocol_class"]

_GRACE = 5.0
"""Seconds to answer that a body did not arrive in time, before the connection is closed."""


def protocol_class(limits: Limits) -> type[H11Protocol]:
    """Return the protocol class for uvicorn that enforces the limits of a server."""
    deadlines = {
        "heads": _Deadlines(limits.receiving, limits.unfinished),
        "bodies": _Deadlines(limits.receiving + _GRACE, limits.unfinished),
        "answers": _Deadlines(limits.sending, limits.unsent),
    }
    return type("Connection", (_Connection,), deadlines)


class _Deadlines:
    """Connections that have to do something within some seconds.

    When their weights exceed the limit in all, the oldest are closed.
    """

    def __init__(self, seconds: float, limit: int) -> None:
        self._seconds = seconds
        self._limit = limit
        self._weight = 0
        self._waiting: OrderedDict[_Connection, tuple[int, asyncio.TimerHandle]] = OrderedDict()

    def begin(self, connection: _Connection, weight: int = 1) -> None:
        """Start the time of a connection, unless it runs already."""
        if connection in self._waiting:
            return
        timer = connection.loop.call_later(self._seconds, self._abort, connection)
        self._waiting[connection] = weight, timer
        self._weight += weight
        while self._weight > self._limit:
            self._abort(next(iter(self._waiting)))

    def end(self, connection: _Connection) -> None:
        """Stop the time of a connection."""
        weight, timer = self._waiting.pop(connection, (0, None))
        self._weight -= weight
        if timer is not None:
            timer.cancel()

    def _abort(self, connection: _Connection) -> None:
        self.end(connection)
        connection.transport.abort()


class _Connection(H11Protocol):
    """Closes itself if a request does not arrive in time, or its answer is not taken.

    `tipgraph.web.server.protocol` answers 408 if a body does not arrive.
    """

    heads: _Deadlines
    bodies: _Deadlines
    answers: _Deadlines

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn
        """Wait for the head of a request."""
        super().connection_made(transport)
        self.heads.begin(self)

    def data_received(self, data: bytes) -> None:
        """Take bytes of a request. When its head is complete, wait for its body, if it has one."""
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
        """Wait for the head of the next request: idle connections count against the limit too.

        uvicorn soon closes a connection with an answer on its way, so that needs no deadline.
        """
        super().on_response_complete()
        self.bodies.end(self)
        if self.transport.is_closing() or not self._is_idle():
            return
        if self.conn.trailing_data[0] or not self.transport.get_write_buffer_size():
            self.heads.begin(self)

    def pause_writing(self) -> None:
        """Wait for the client to take its answer."""
        super().pause_writing()
        self.answers.begin(self, self.transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        """Stop waiting: all but the last bytes are taken."""
        super().resume_writing()
        self.answers.end(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        for deadlines in (self.heads, self.bodies, self.answers):
            deadlines.end(self)
        super().connection_lost(exc)
