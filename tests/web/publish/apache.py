"""A real Apache on loopback, if it is installed: for a site with its rules, or for a configuration."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.web.publish.listening import free_port, started

__all__ = ["BINARY", "proxying", "running", "serving"]

BINARY = os.environ.get("TIPGRAPH_APACHE") or shutil.which("apache2") or shutil.which("httpd")
"""Apache's binary. Its modules are in ``../lib``, as in packages."""

_MODULES = (
    "mpm_event",
    "authz_core",
    "dir",
    "mime",
    "rewrite",
    "headers",
    "deflate",
    "filter",
    "alias",
    "proxy",
    "proxy_http",
)
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
{hosts}
"""
_SITE = """\
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
    """Serve a site below a path, and yield the server's address, or None if Apache is not installed."""
    with TemporaryDirectory() as made:
        Path(made).chmod(0o755)  # started by root, Apache reads as nobody
        copy = shutil.copytree(site, Path(made) / "site")
        with running(_SITE.format(site=copy, path=path), free_port()) as address:
            yield address


@contextmanager
def running(hosts: str, port: int) -> Iterator[str | None]:
    """Run Apache with a configuration of hosts; yield its address, or None if Apache is not installed."""
    module = _modules()
    if BINARY is None or module is None:
        yield None
        return
    with TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)
        (folder / "types").write_text("text/html html\ntext/css css\n")
        loaded = [
            f'LoadModule {name}_module "{module.parent}/mod_{name}.so"'
            for name in _MODULES
            if (module.parent / f"mod_{name}.so").exists()
        ]
        configuration = folder / "apache.conf"
        configuration.write_text(
            _CONFIGURATION.format(folder=folder, port=port, modules="\n".join(loaded), hosts=hosts)
        )
        with started([BINARY, "-f", str(configuration), "-DFOREGROUND"], port) as address:
            yield address


@contextmanager
def proxying(target: str, path: str, port: int, *, preserve: bool) -> Iterator[bool]:
    """Pass requests below a path on to another server; ``preserve`` keeps their Host header.

    Yields False where no Apache that does so can be had.
    """
    module = _modules()
    if module is None or not (module.parent / "mod_proxy_http.so").exists():
        yield False
        return
    rules = _PROXY.format(preserve="On" if preserve else "Off", path=path, target=target)
    with running(rules, port) as address:
        yield address is not None
