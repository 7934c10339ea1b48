"""Requests whose body does not arrive."""

from __future__ import annotations

import asyncio

import pytest
from starlette.requests import Request
from starlette.types import Message

from tipgraph.web.server.jobs import Problem
from tipgraph.web.server.limits import Limits
from tipgraph.web.server.protocol import read_parameters


def test_a_body_that_does_not_arrive_ends_the_request() -> None:
    async def receive() -> Message:
        await asyncio.sleep(0.02)
        return {"type": "http.request", "body": b"#", "more_body": True}

    headers = [(b"content-type", b"application/sparql-query")]
    scope = {"type": "http", "method": "POST", "path": "/sparql", "query_string": b"", "headers": headers}
    with pytest.raises(Problem, match="did not arrive in time") as caught:
        asyncio.run(read_parameters(Request(scope, receive), Limits(receiving=0.1)))
    assert caught.value.status == 408
