"""Makes the boundaries of countries for maps: ``python -m tools.boundaries``.

They are a simplified form of the Natural Earth boundaries at 1:50,000,000. This needs npm and its registry.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

__all__ = ["BOUNDARIES", "boundaries"]

BOUNDARIES = Path(__file__).parents[1] / "tipgraph" / "analysis" / "routes" / "pictures" / "boundaries.json"

_SCRIPT = Path(__file__).with_suffix(".cjs")
_PACKAGES = ("world-atlas@2.0.2", "topojson-simplify@3.0.3", "topojson-client@3.1.0")
"""Fixed versions, so that the committed file can be reproduced."""


def boundaries() -> bytes:
    """Return the TopoJSON.

    Raises OSError without npm, CalledProcessError or TimeoutExpired if npm cannot get the packages.
    """
    with TemporaryDirectory() as folder:
        install = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, *_PACKAGES]
        subprocess.run(install, check=True, capture_output=True, timeout=300)
        modules = {**os.environ, "NODE_PATH": str(Path(folder) / "node_modules")}
        made = subprocess.run(["node", str(_SCRIPT)], check=True, capture_output=True, env=modules)
    return made.stdout


def main() -> None:
    """Write the file."""
    BOUNDARIES.write_bytes(boundaries())


if __name__ == "__main__":
    main()
