"""A real Apache on loopback for a site, where there is one."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

__all__ = ["BINARY", "serving"]

BINARY = os.environ.get("TIPGRAPH_APACHE") or shutil.which("apache2") or shutil.which("httpd")
"""Apache's binary; its modules lie beside it in ``../lib`` as packages have them."""

_MODULES = ("mpm_event", "authz_core", "dir", "mime", "rewrite", "headers", "deflate", "filter", "alias")
_CONFIGURATION = """\
ServerRoot "{folder}"
ServerName localhost
User nobody
Group nogroup
Listen 127.0.0.1:{port}
PidFile "{folder}/pid"
ErrorLog "{folder}/errors"
{modules}
TypesConfig "{folder}/types"
DocumentRoot "{site}"
Alias "{path}" "{site}/"
<Directory "{site}">
  AllowOverride All
  Require all granted
</Directory>
"""


def _modules() -> Path | None:
    if BINARY is None:
        return None
    prefix = Path(BINARY).resolve().parents[1]
    return next((found for found in prefix.glob("lib*/**/mod_rewrite.so")), None)


@contextmanager
def serving(site: Path, path: str) -> Iterator[str | None]:
    """Serve a site below a path, and yield the server's address; None where no Apache can be had."""
    module = _modules()
    if BINARY is None or module is None:
        yield None
        return
    with TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)  # started by root, Apache reads as nobody
        copy = shutil.copytree(site, folder / "site")
        with _running(BINARY, module, copy, path, folder) as address:
            yield address


@contextmanager
def _running(binary: str, module: Path, site: Path, path: str, folder: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "types").write_text("text/html html\ntext/css css\n")
    loaded = [
        f'LoadModule {name}_module "{module.parent}/mod_{name}.so"'
        for name in _MODULES
        if (module.parent / f"mod_{name}.so").exists()
    ]
    configuration = folder / "apache.conf"
    configuration.write_text(
        _CONFIGURATION.format(folder=folder, port=port, site=site, path=path, modules="\n".join(loaded))
    )
    server = subprocess.Popen([binary, "-f", str(configuration), "-DFOREGROUND"], stderr=subprocess.PIPE)
    try:
        _wait(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.communicate(timeout=10)


def _wait(port: int) -> None:
    for _ in range(100):
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("Apache did not start")
