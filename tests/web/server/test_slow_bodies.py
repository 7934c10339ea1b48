"""Requests whose body does not come."""

from __future__ import annotations

import asyncio

import pytest
from starlette.requests import Request
from starlette.types import Message

from tipgraph.web.server.limits import Limits
from tipgraph.web.server.problem import Problem
from tipgraph.web.server.protocol import requested


def test_a_body_that_does_not_come_is_not_waited_for() -> None:
    async def receive() -> Message:
        await asyncio.sleep(0.02)
        return {"type": "http.request", "body": b"#", "more_body": True}

    headers = [(b"content-type", b"application/sparql-query")]
    scope = {"type": "http", "method": "POST", "path": "/sparql", "query_string": b"", "headers": headers}
    with pytest.raises(Problem, match="did not come in time") as caught:
        asyncio.run(requested(Request(scope, receive), Limits(receiving=0.1)))
    assert caught.value.status == 408
