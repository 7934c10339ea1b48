"""Reads the package's data in TOML, with an error that names the file."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from tipgraph.errors import UnreadableError

__all__ = ["read_toml"]


def read_toml(path: Path) -> dict[str, Any]:
    """Return the tables of a TOML file. Raises UnreadableError if it is missing or not valid TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnreadableError(f"{path}: {error.strerror}", remedy="install tipgraph again") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"{path} is not valid TOML ({error})", remedy="correct the file") from error
