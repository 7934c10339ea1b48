"""The extras of the package: which libraries each one installs, and an error that names a missing one."""

from __future__ import annotations

from importlib.util import find_spec

from tipgraph.errors import UsageError

__all__ = ["EXTRAS", "install_command", "installed", "require"]

EXTRAS = {
    "dask": ("distributed", "fsspec", "tenacity"),
    "duckdb": ("duckdb", "pyarrow"),
    "excel": ("openpyxl",),
    "mcp": ("mcp",),
    "networks": ("numpy", "scipy"),
    "panel": ("pandas", "pyarrow"),
    "office": ("mammoth", "striprtf"),
    "pictures": ("vl_convert",),
    "remote": ("httpx", "tenacity"),
    "tables": ("python_calamine", "pyarrow"),
    "serve": ("starlette", "uvicorn", "mimeparse", "pebble", "cachetools"),
}
"""The modules that each extra installs, as in pyproject.toml."""


def installed(extra: str) -> bool:
    """Return whether all modules of an extra can be imported."""
    return not _missing(extra)


def require(extra: str) -> None:
    """Raise UsageError unless all modules of an extra can be imported; the error has the pip command.

    Call it before an import from the extra. It imports nothing itself.
    """
    if missing := _missing(extra):
        raise UsageError(f"{missing[0]} is not installed", remedy=f"run: {install_command(extra)}")


def install_command(extra: str) -> str:
    """Return the command that installs an extra.

    >>> install_command("serve")
    "pip install 'tipgraph[serve]'"
    """
    return f"pip install 'tipgraph[{extra}]'"


def _missing(extra: str) -> list[str]:
    return [module for module in EXTRAS[extra] if find_spec(module) is None]
