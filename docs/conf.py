"""The documentation as a site: ``python -m sphinx -W --keep-going -c docs . out/docs``.

The pages are plain Markdown and read well without the site. The site adds a table of contents and a search.
"""

from __future__ import annotations

import re
from pathlib import Path

from sphinx.application import Sphinx

ROOT = Path(__file__).parents[1]

SECTIONS = {
    "Start": ["README", "docs/tutorial", "docs/installing"],
    "How-to guides": [
        "docs/querying",
        "docs/routes",
        "docs/maps",
        "docs/exports",
        "docs/citing",
        "docs/reviewing",
        "docs/correcting",
        "docs/archives",
        "docs/stores",
        "docs/distributed",
        "docs/publishing",
        "docs/serving",
        "docs/hosting",
    ],
    "Reference": [
        "docs/cli",
        "docs/api",
        "docs/reading",
        "docs/vocabulary",
        "docs/model",
        "docs/glossary",
    ],
    "Explanations": [
        "docs/claims",
        "docs/understanding",
        "docs/scores",
        "docs/reliability",
        "docs/benchmarks",
    ],
    "The project": [
        "docs/architecture",
        "CONTRIBUTING",
        "SECURITY",
        "CHANGELOG",
        "examples/README",
        "tests/gold/README",
        "tipgraph/analysis/routes/pictures/boundaries",
    ],
}
"""The table of contents."""

project = "tipgraph"
author = project_copyright = "The tipgraph developers"
version = release = re.findall(r'__version__ = "(.+)"', (ROOT / "tipgraph/__init__.py").read_text())[0]
extensions = ["myst_parser"]

root_doc = "docs/index"
include_patterns = ["*.md", "docs/**.md", *(f"{page}.md" for pages in SECTIONS.values() for page in pages)]
exclude_patterns = [".*", "out"]

myst_heading_anchors = 4

html_theme = "furo"
html_title = f"tipgraph {version}"
html_show_sourcelink = html_copy_source = False
html_extra_path = ["site"]  # redirects from the folder's address to the first page


def _add_contents(_app: Sphinx, name: str, source: list[str]) -> None:
    """Add the table of contents to the first page. In plain Markdown it would be clutter."""
    if name == root_doc:
        source[0] += "".join(_section(*section) for section in SECTIONS.items())


def _section(caption: str, pages: list[str]) -> str:
    entries = "\n".join(f"/{page}" for page in pages)
    return f"\n```{{toctree}}\n:hidden:\n:caption: {caption}\n\n{entries}\n```\n"


def setup(app: Sphinx) -> None:
    """Register the table of contents with Sphinx."""
    app.connect("source-read", _add_contents)
