"""Addresses of servers: what they look like, and what stands in the environment beside them.

Who the user is to a server: a name and a password, or a token, out of the environment.
"""

from __future__ import annotations

import math
import os
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from tipgraph.errors import UsageError

__all__ = ["Address", "credentials", "is_address"]

_SCHEMES = ("http://", "https://")
_TIMEOUT = "TIPGRAPH_TIMEOUT"
_WAIT = 300.0


def is_address(source: str | Path) -> bool:
    """Tell whether a graph is meant that a server has.

    >>> is_address("https://example.org/sparql"), is_address("graph.trig"), is_address(Path("http:/folder"))
    (True, False, False)
    """
    return isinstance(source, str) and source.lower().startswith(_SCHEMES)


@dataclass(frozen=True, slots=True)
class Address:
    """A server as the user names it, with what the environment adds to that.

    ``url`` is a base or an endpoint for queries; ``update`` and ``graphs`` are the endpoints for updates
    and of the Graph Store protocol, where they are said and not to be found out; ``timeout`` is in seconds.
    """

    url: str
    update: str | None = None
    graphs: str | None = None
    timeout: float = _WAIT

    @classmethod
    def of(cls, source: str) -> Address:
        """Read an address, and ``TIPGRAPH_UPDATE``, ``TIPGRAPH_GRAPHS`` and ``TIPGRAPH_TIMEOUT``.

        Raises UsageError where one of them is none, or holds a password.
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
        """The base below which a server's other endpoints stand."""
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
            f"{_without_secrets(url)} is no address of a server", remedy="write http://host:port/…"
        )
    if parts.username is not None or parts.password is not None:
        raise UsageError(
            f"{_without_secrets(url)}: a password in an address is seen by others",
            remedy="set TIPGRAPH_USER and TIPGRAPH_PASSWORD instead",
        )
    return url


def _without_secrets(url: str) -> str:
    """Return an address without what stands before its host.

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
        raise UsageError(f"{_TIMEOUT}={text} is no number of seconds", remedy="give a number, such as 600")
    return found


_USER, _PASSWORD, _TOKEN = "TIPGRAPH_USER", "TIPGRAPH_PASSWORD", "TIPGRAPH_TOKEN"
_REFUSED = (401, 403)

_Flow = Generator[httpx.Request, httpx.Response, None]


def credentials() -> httpx.Auth | None:
    """Return ``TIPGRAPH_TOKEN``, or ``TIPGRAPH_USER`` and ``TIPGRAPH_PASSWORD``; None where none is set.

    Raises UsageError where only one of user and password is set, or a token holds what no header may.
    """
    token, user, password = (os.environ.get(name, "") for name in (_TOKEN, _USER, _PASSWORD))
    if token:
        if not (token.isascii() and token.isprintable()):
            raise UsageError(f"{_TOKEN} holds more than a token", remedy="set it to the token alone")
        return _Token(token)
    if bool(user) != bool(password):
        missing = _PASSWORD if user else _USER
        raise UsageError(f"{missing} is not set", remedy=f"set both {_USER} and {_PASSWORD}, or neither")
    return _Password(user, password) if user else None


class _Token(httpx.Auth):
    """Shows a token with every request."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> _Flow:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


class _Password(httpx.Auth):
    """Shows name and password in the way that the server asks for, and only once it has asked.

    So a server that asks for a digest, as Virtuoso does, is never sent the password itself.
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
            self._asked = self._wanted(response)
        yield from self._asked.auth_flow(request)

    def _wanted(self, response: httpx.Response) -> httpx.Auth:
        challenge = response.headers.get("WWW-Authenticate", "").lower()
        return self._digest if "digest " in challenge else self._basic
