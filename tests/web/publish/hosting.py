"""The configurations of web servers that the page on hosting shows, run on loopback."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest

from tests.docs.blocks import blocks
from tests.paths import ROOT
from tests.web.publish import apache, nginx
from tests.web.publish.listening import free_port

__all__ = ["SERVERS", "configured"]

SERVERS = {"apache": apache.running, "nginx": nginx.running}


@contextmanager
def configured(server: str, about: str, meant: Mapping[str, str]) -> Iterator[str]:
    """Run a server with the configuration block of the page that has ``about`` in it; yield its address.

    ``meant`` has what stands here for what the block says; ports are free ones. Skips where there is no
    such server.
    """
    port = free_port()
    shown = next(block.text for block in blocks(ROOT / "docs/hosting.md", server) if about in block.text)
    here = {"*:80": f"127.0.0.1:{port}", "listen 80": f"listen 127.0.0.1:{port}"}
    for said, instead in {**meant, **here}.items():
        shown = shown.replace(said, instead)
    with SERVERS[server](shown, port) as address:
        if address is None:
            pytest.skip(f"there is no {server}")
        yield address
