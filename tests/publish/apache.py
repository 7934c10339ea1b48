"""A real Apache on loopback for a site, where there is one."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

__all__ = ["BINARY", "free_port", "proxying", "serving"]

BINARY = os.environ.get("TIPGRAPH_APACHE") or shutil.which("apache2") or shutil.which("httpd")
"""Apache's binary; its modules lie beside it in ``../lib`` as packages have them."""

_MODULES = ("mpm_event", "authz_core", "dir", "mime", "rewrite", "headers", "deflate", "filter", "alias")
_PROXY_MODULES = ("mpm_event", "authz_core", "proxy", "proxy_http")
_CONFIGURATION = """\
ServerRoot "{folder}"
ServerName localhost
User nobody
Group nogroup
Listen 127.0.0.1:{port}
PidFile "{folder}/pid"
ErrorLog "{folder}/errors"
{modules}
"""
_SITE = """\
TypesConfig "{folder}/types"
DocumentRoot "{site}"
Alias "{path}" "{site}/"
<Directory "{site}">
  AllowOverride All
  Require all granted
</Directory>
"""
_PROXY = """\
AllowEncodedSlashes NoDecode
ProxyPreserveHost {preserve}
ProxyPass {path} {target} nocanon
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
    if module is None:
        yield None
        return
    with TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)  # started by root, Apache reads as nobody
        copy = shutil.copytree(site, folder / "site")
        (folder / "types").write_text("text/html html\ntext/css css\n")
        rules = _SITE.format(folder=folder, site=copy, path=path)
        port = free_port()
        with _running(_loading(module.parent, _MODULES), rules, folder, port):
            yield f"http://127.0.0.1:{port}"


def free_port() -> int:
    """Return a port that nothing listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def proxying(target: str, path: str, port: int, *, preserve: bool) -> Iterator[bool]:
    """Pass what is asked below a path on to another server; ``preserve`` the name that it was asked by.

    Yields False where no Apache that does so can be had.
    """
    module = _modules()
    if module is None or not (module.parent / "mod_proxy_http.so").exists():
        yield False
        return
    with TemporaryDirectory() as made:
        folder = Path(made)
        rules = _PROXY.format(preserve="On" if preserve else "Off", path=path, target=target)
        with _running(_loading(module.parent, _PROXY_MODULES), rules, folder, port):
            yield True


def _loading(folder: Path, names: Iterable[str]) -> str:
    """Return the lines that load those of the modules that there are."""
    files = ((name, folder / f"mod_{name}.so") for name in names)
    return "\n".join(f'LoadModule {name}_module "{file}"' for name, file in files if file.exists())


@contextmanager
def _running(modules: str, rules: str, folder: Path, port: int) -> Iterator[None]:
    configuration = folder / "apache.conf"
    configuration.write_text(_CONFIGURATION.format(folder=folder, port=port, modules=modules) + rules)
    assert BINARY is not None
    server = subprocess.Popen([BINARY, "-f", str(configuration), "-DFOREGROUND"], stderr=subprocess.PIPE)
    try:
        _wait(port)
        yield
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
