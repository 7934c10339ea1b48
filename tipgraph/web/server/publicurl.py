"""The public URL of a server: its own address, or that of a proxy that passes requests on."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from tipgraph.errors import UsageError

__all__ = ["PAGES_WITHOUT_DATA", "PAGES_WITHOUT_ENDING", "PublicURL"]

PAGES_WITHOUT_ENDING = ("", "query", "search", "map")
"""Pages that do not describe a thing; their addresses have no ending."""

PAGES_WITHOUT_DATA = (*PAGES_WITHOUT_ENDING, "a-z", "about", "data")
"""Pages that have no RDF documents."""


@dataclass(frozen=True, slots=True)
class PublicURL:
    """The public address of a server, with a slash at its end.

    If it is empty, links begin with the address of each request. A proxy removes the path of the public
    address before it passes a request on.

    >>> public = PublicURL.parse("https://example.org/tip")
    >>> public.url, public.page("place/AGO"), public.page(""), public.file("place/AGO.ttl")
    ('https://example.org/tip/', '/tip/place/AGO.html', '/tip/', '/tip/place/AGO.ttl')
    """

    url: str = ""

    @classmethod
    def parse(cls, url: str) -> PublicURL:
        """Return the public URL of an address. Raises UsageError if it is not an http or https address."""
        try:
            NamedNode(url)
            parts = urlsplit(url)
            is_valid = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError:
            is_valid = None
        if not is_valid or parts.query or parts.fragment or parts.username is not None:
            raise UsageError(
                f"{url!r} is not a public address", remedy="give one like https://example.org/tip/"
            )
        return cls(url.rstrip("/") + "/")

    @property
    def host(self) -> str:
        """The host name in the public address, or an empty string."""
        return urlsplit(self.url).hostname or ""

    def root(self, requested: str) -> str:
        """Return the address of the front page for a client that requested it at an address."""
        return self.url or requested

    def page(self, path: str) -> str:
        """Return the link to a page."""
        return self.file(path if path in PAGES_WITHOUT_ENDING else f"{path}.html")

    def file(self, path: str) -> str:
        """Return the link to a file."""
        return (urlsplit(self.url).path or "/") + path
