"""Fetches pages and files whose addresses the user gives, once: a copy is kept in the user's cache."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from contextlib import AbstractContextManager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from tipgraph import __version__
from tipgraph.errors import InputError, UsageError
from tipgraph.util.optional import require

__all__ = ["cached_copy", "opened"]

_TIMEOUT = 30.0
"""Seconds without an answer."""
_LONGEST = 300.0
"""Seconds for a whole file."""
_REDIRECTS = 5
_REMEDY = "check the address and the connection, or save the page and give the file"


def cached_copy(address: str) -> Path:
    """Return where the copy of an address is kept; it may be missing."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "tipgraph" / "pages" / sha256(address.encode("utf-8", "replace")).hexdigest()


def opened(address: str, limit: int, *, offline: bool) -> AbstractContextManager[BinaryIO]:
    """Open the copy of an address, after fetching it if there is none.

    Raises InputError if it cannot be fetched or has more than ``limit`` bytes, if there is no copy and the
    program is ``offline``, and if the extra ``remote`` is missing.
    """
    copy = cached_copy(address)
    if not copy.is_file():
        if offline:
            remedy = "leave out --offline, or save the page and give the file"
            raise InputError(address, "it was not fetched before", remedy=remedy)
        _save(_fetched(address, limit), copy)
    return copy.open("rb")


def _save(content: bytes, copy: Path) -> None:
    copy.parent.mkdir(parents=True, exist_ok=True)
    part = copy.with_suffix(f".{os.getpid()}")
    part.write_bytes(content)
    part.replace(copy)


def _fetched(address: str, limit: int) -> bytes:
    try:
        require("remote")
    except UsageError as error:
        raise InputError(address, error.cause, remedy=error.remedy) from error
    import httpx

    agent = {"User-Agent": f"tipgraph/{__version__}"}
    client = httpx.Client(follow_redirects=True, max_redirects=_REDIRECTS, timeout=_TIMEOUT, headers=agent)
    try:
        with client, client.stream("GET", address) as response:
            response.raise_for_status()
            return _body(response.iter_bytes(), address, limit)
    except httpx.HTTPStatusError as error:
        cause = f"the server answers {error.response.status_code} {error.response.reason_phrase}"
        raise InputError(address, cause, remedy=_REMEDY) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise InputError(address, f"it cannot be fetched ({error})", remedy=_REMEDY) from error


def _body(blocks: Iterable[bytes], address: str, limit: int) -> bytes:
    end, content = time.monotonic() + _LONGEST, bytearray()
    for block in blocks:
        content += block
        if len(content) > limit:
            cause = f"it has more than {limit:,} bytes"
            raise InputError(address, cause, remedy="check that it is a report, or raise --max-size")
        if time.monotonic() > end:
            raise InputError(address, f"it takes more than {_LONGEST:g} seconds", remedy=_REMEDY)
    return bytes(content)
