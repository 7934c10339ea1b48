"""``python -m tools.places [--check]``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tools.places import countries, settlements

ONTOLOGY = Path(__file__).parents[2] / "ontology"


def documents() -> dict[str, str]:
    """Return the text of each file by name."""
    return {"places.ttl": countries.document(), "settlements.ttl": settlements.document()}


def stale() -> list[str]:
    """Return the names of files that differ from the output of the tables."""
    return [name for name, text in documents().items() if _read(ONTOLOGY / name) != text]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def main() -> int:
    """Write the files, or compare them and return 1 if a file is stale."""
    parser = argparse.ArgumentParser(prog="python -m tools.places", description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare the files and write nothing")
    if parser.parse_args().check:
        names = stale()
        sys.stderr.writelines(f"{name} is stale: run python -m tools.places\n" for name in names)
        return int(bool(names))
    for name, text in documents().items():
        (ONTOLOGY / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
