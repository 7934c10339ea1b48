"""Where a server is reached: at the address that it listens at, or by way of a proxy at a public one."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from tipgraph.errors import UsageError

__all__ = ["OWN_ADDRESS", "PLAIN", "Front"]

OWN_ADDRESS = ("", "query")
"""Pages that are no documents on a thing, and need no ending."""

PLAIN = (*OWN_ADDRESS, "a-z", "about", "data")
"""Pages that no documents in RDF stand beside."""


@dataclass(frozen=True, slots=True)
class Front:
    """The public address of a server, with a slash at its end; without one, that of each request counts.

    A proxy takes the path of the public address off before it passes a request on.

    >>> front = Front.of("https://example.org/tip")
    >>> front.url, front.page("place/AGO"), front.page(""), front.file("place/AGO.ttl")
    ('https://example.org/tip/', '/tip/place/AGO.html', '/tip/', '/tip/place/AGO.ttl')
    """

    url: str = ""

    @classmethod
    def of(cls, url: str) -> Front:
        """Return the front of an address. Raises UsageError for what is no address of the web."""
        try:
            NamedNode(url)
            parts = urlsplit(url)
            known = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError:
            known = None
        if not known or parts.query or parts.fragment or parts.username is not None:
            raise UsageError(f"{url!r} is no public address", remedy="give one like https://example.org/tip/")
        return cls(url.rstrip("/") + "/")

    @property
    def host(self) -> str:
        """The name in the public address; empty where there is none."""
        return urlsplit(self.url).hostname or ""

    def root(self, asked: str) -> str:
        """Return the address of the front page for whoever asked it by the address ``asked``."""
        return self.url or asked

    def page(self, path: str) -> str:
        """Return the link to a page."""
        return self.file(path if path in OWN_ADDRESS else f"{path}.html")

    def file(self, path: str) -> str:
        """Return the link to a file."""
        return (urlsplit(self.url).path or "/") + path
