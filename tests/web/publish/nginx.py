"""A real nginx on loopback, if it is installed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.web.publish.listening import started

__all__ = ["BINARY", "running"]

BINARY = shutil.which("nginx", path=f"{os.environ['PATH']}{os.pathsep}/usr/sbin")

_CONFIGURATION = """\
daemon off;
master_process off;
pid {folder}/pid;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {servers}
}}
"""


@contextmanager
def running(servers: str, port: int) -> Iterator[str | None]:
    """Run nginx with a configuration of servers; yield its address, or None if nginx is not installed."""
    if BINARY is None:
        yield None
        return
    with TemporaryDirectory() as folder:
        configuration = Path(folder) / "nginx.conf"
        configuration.write_text(_CONFIGURATION.format(folder=folder, servers=servers))
        command = [BINARY, "-p", folder, "-e", f"{folder}/errors", "-c", str(configuration)]
        with started(command, port) as address:
            yield address
