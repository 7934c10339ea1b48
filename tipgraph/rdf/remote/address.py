"""Addresses of SPARQL servers, their credentials and their settings from the environment."""

from __future__ import annotations

import math
import os
from collections.abc import Generator
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from tipgraph.errors import UsageError
from tipgraph.rdf.formats import is_address

__all__ = ["Address", "credentials"]

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


_TIMEOUT = "TIPGRAPH_TIMEOUT"
_WAIT = 300.0


@dataclass(frozen=True, slots=True)
class Address:
    """A server's address and settings.

    ``url`` is the base or the query endpoint. ``update`` and ``graphs`` are the endpoints for SPARQL updates
    and for the Graph Store protocol, or None to find them. ``timeout`` is in seconds.
    """

    url: str
    update: str | None = None
    graphs: str | None = None
    timeout: float = _WAIT

    @classmethod
    def of(cls, source: str) -> Address:
        """Return an address with the settings TIPGRAPH_UPDATE, TIPGRAPH_GRAPHS and TIPGRAPH_TIMEOUT.

        Raises UsageError if one of them is malformed, or if an address contains a password.
        """
        update, graphs = os.environ.get("TIPGRAPH_UPDATE"), os.environ.get("TIPGRAPH_GRAPHS")
        return cls(
            _checked(source).rstrip("/"),
            _checked(update) if update else None,
            _checked(graphs) if graphs else None,
            _seconds(os.environ.get(_TIMEOUT)),
        )

    @property
    def stem(self) -> str:
        """The base of the server's other endpoints."""
        for ending in ("/query", "/sparql", "/sparql-auth"):
            if self.url.endswith(ending):
                return self.url.removesuffix(ending)
        return self.url


def _checked(url: str) -> str:
    try:
        parts = urlsplit(url)
        known = parts.hostname and not (parts.port == 0 or parts.fragment)
    except ValueError:
        known = None
    if not known or not is_address(url):
        raise UsageError(
            f"{_without_secrets(url)} is not the address of a server", remedy="write http://host:port/…"
        )
    if parts.username is not None or parts.password is not None:
        raise UsageError(
            f"{_without_secrets(url)}: others can see a password in an address",
            remedy="set TIPGRAPH_USER and TIPGRAPH_PASSWORD instead",
        )
    return url


def _without_secrets(url: str) -> str:
    """Return an address without the user and password before its host.

    >>> _without_secrets("https://me:secret@example.org/sparql")
    'https://example.org/sparql'
    """
    scheme, separator, rest = url.partition("://")
    authority, slash, path = rest.partition("/")
    return scheme + separator + authority.rpartition("@")[2] + slash + path


def _seconds(text: str | None) -> float:
    try:
        found = float(text or _WAIT)
    except ValueError:
        found = math.nan
    if not 0 < found < math.inf:
        raise UsageError(f"{_TIMEOUT}={text} is not a number of seconds", remedy="give a number, such as 600")
    return found
