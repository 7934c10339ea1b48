"""The configurations of web servers on the page on hosting and in ``examples/hosting/``, run on loopback."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest

from tests.docs.blocks import blocks
from tests.paths import ROOT
from tests.web.publish import apache, nginx
from tests.web.publish.listening import free_port

__all__ = ["EXAMPLES", "SERVERS", "configured"]

EXAMPLES = ROOT / "examples/hosting"
SERVERS = {"apache": apache.running, "nginx": nginx.running}


@contextmanager
def configured(server: str, about: str, meant: Mapping[str, str]) -> Iterator[str]:
    """Run a server with the configuration that has ``about`` in it; yield the server's address.

    ``meant`` replaces parts of the configuration; ports are free ones. Skips where there is no such server.
    """
    port = free_port()
    shown = next(text for text in _configurations(server) if about in text)
    here = {"*:80": f"127.0.0.1:{port}", "listen 80": f"listen 127.0.0.1:{port}"}
    for said, instead in {**meant, **here}.items():
        shown = shown.replace(said, instead)
    with SERVERS[server](shown, port) as address:
        if address is None:
            pytest.skip(f"there is no {server}")
        yield address


def _configurations(server: str) -> Iterator[str]:
    yield from (block.text for block in blocks(ROOT / "docs/hosting.md", server))
    yield from (file.read_text(encoding="utf-8") for file in sorted(EXAMPLES.glob(f"{server}-*.conf")))
