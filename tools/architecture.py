"""Draws docs/pictures/architecture.svg from the order of packages: ``python -m tools.architecture``."""

from __future__ import annotations

import tomllib
from html import escape
from pathlib import Path

__all__ = ["PICTURE", "picture"]

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs/pictures/architecture.svg"

MAKES = {
    "cli": "commands",
    "web": "pages, published sites, a server",
    "evaluation": "scores against a gold standard",
    "analysis": "answers, tables, networks, maps",
    "build": "graphs, from inputs to output",
    "validation": "reports of violations",
    "rdf": "quads; files, stores, servers",
    "understanding": "claims, from narratives",
    "reading": "narratives, from files",
    "corrections": "what people accept, reject, replace, add",
    "model": "documents, claims, vocabulary, IRIs",
    "util": "small helpers",
}
"""What each package makes."""

_ROW, _WIDTH, _LEFT = 34, 560, 24


def picture() -> str:
    """Return the packages as an SVG, from the top down as imports go. The module `errors` is not shown."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = [name for name in contract["contracts"][0]["layers"] if name != "errors"]
    height = _ROW * len(layers) + 12
    rows = "".join(_row(name, 8 + _ROW * number) for number, name in enumerate(layers))
    arrow = f'<path d="M12 14V{height - 16}m-5 -8l5 8l5 -8" fill="none" stroke="#555" stroke-width="1.5"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'font-family="sans-serif" font-size="14">\n<title>The packages: imports go down</title>\n'
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>\n{arrow}\n{rows}</svg>\n'
    )


def _row(name: str, top: int) -> str:
    text = top + 19
    return (
        f'<rect x="{_LEFT}" y="{top}" width="{_WIDTH - _LEFT - 8}" height="{_ROW - 6}" rx="4" '
        f'fill="#eef4fa" stroke="#0072b2"/>'
        f'<text x="{_LEFT + 12}" y="{text}" font-weight="bold" fill="#111">{escape(name)}</text>'
        f'<text x="{_LEFT + 150}" y="{text}" fill="#333">{escape(MAKES[name])}</text>\n'
    )


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
