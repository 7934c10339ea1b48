"""Credentials for SPARQL servers, from the environment: a user and a password, or a token."""

from __future__ import annotations

import os
from collections.abc import Generator

import httpx

from tipgraph.errors import UsageError

__all__ = ["credentials"]

_USER, _PASSWORD, _TOKEN = "TIPGRAPH_USER", "TIPGRAPH_PASSWORD", "TIPGRAPH_TOKEN"
_REFUSED = (401, 403)

_Flow = Generator[httpx.Request, httpx.Response, None]


def credentials() -> httpx.Auth | None:
    """Return the token in TIPGRAPH_TOKEN, or TIPGRAPH_USER and TIPGRAPH_PASSWORD; None if none is set.

    Raises UsageError if only one of user and password is set, or if the token has invalid characters.
    """
    token, user, password = (os.environ.get(name, "") for name in (_TOKEN, _USER, _PASSWORD))
    if token:
        if not (token.isascii() and token.isprintable()):
            raise UsageError(f"{_TOKEN} has characters that no token has", remedy="set it to the token only")
        return _Token(token)
    if bool(user) != bool(password):
        missing = _PASSWORD if user else _USER
        raise UsageError(f"{missing} is not set", remedy=f"set both {_USER} and {_PASSWORD}, or neither")
    return _Password(user, password) if user else None


class _Token(httpx.Auth):
    """Sends a token with every request."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> _Flow:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


class _Password(httpx.Auth):
    """Sends user and password once the server has asked for them, as basic or digest authentication.

    A server that asks for a digest, such as Virtuoso, never gets the password itself.
    """

    def __init__(self, user: str, password: str) -> None:
        self._basic = httpx.BasicAuth(user, password)
        self._digest = httpx.DigestAuth(user, password)
        self._asked: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> _Flow:
        if self._asked is None:
            response = yield request
            if response.status_code not in _REFUSED:
                return
            self._asked = self._requested(response)
        yield from self._asked.auth_flow(request)

    def _requested(self, response: httpx.Response) -> httpx.Auth:
        challenge = response.headers.get("WWW-Authenticate", "").lower()
        return self._digest if "digest " in challenge else self._basic
