"""Addresses of SPARQL servers, and their settings from the environment.

Imports nothing from the extra ``remote``.
"""

from __future__ import annotations

import math
import os
from dataclasses import dataclass
from urllib.parse import urlsplit

from tipgraph.errors import UsageError
from tipgraph.rdf.formats import is_address

__all__ = ["Address"]

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
