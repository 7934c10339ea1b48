"""The documentation as a site: ``python -m sphinx -W --keep-going -c docs . out/docs``.

The pages are the Markdown files where they lie, so that they and their links read as well without the site.
What it adds is a table of contents, and the docstrings that the pages in ``docs/python`` name.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules, walk_packages
from types import ModuleType

from sphinx.application import Sphinx
from sphinx.pycode import ModuleAnalyzer

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import tipgraph  # noqa: E402 - the checkout's, not one that is installed
from tipgraph.model.claims import Evidence  # noqa: E402

SECTIONS = {
    "Begin": ["README", "docs/claims", "docs/citing", "examples/README"],
    "Read reports": ["docs/reading", "docs/understanding", "docs/scores"],
    "Teach it words": ["docs/vocabulary", "docs/correcting"],
    "Keep graphs": ["docs/model", "docs/archives", "docs/stores", "docs/distributed"],
    "Routes": ["docs/routes", "docs/maps", "docs/exports"],
    "Publish": ["docs/publishing", "docs/serving", "docs/hosting"],
    "Command line": ["docs/cli"],
    "Python": [
        "docs/python/index",
        "docs/python/reports",
        "docs/python/claims",
        "docs/python/extraction",
        "docs/python/words",
        "docs/python/graphs",
        "docs/python/builds",
        "docs/python/validation",
        "docs/python/questions",
        "docs/python/networks",
        "docs/python/scores",
        "docs/python/sites",
        "docs/python/errors",
    ],
    "The project": [
        "CONTRIBUTING",
        "CHANGELOG",
        "docs/benchmarks",
        "tests/gold/README",
        "tipgraph/analysis/routes/pictures/boundaries",
    ],
}
"""The table of contents. What is not in it stands below it, under "More"."""

project = "tipgraph"
author = project_copyright = "The tipgraph developers"
version = release = tipgraph.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc"]

root_doc = "docs/index"
include_patterns = ["*.md", "docs/**.md", *(f"{page}.md" for pages in SECTIONS.values() for page in pages)]
exclude_patterns = [".*", "out"]

# Whatever of ours a docstring or a signature names has to be on a page. Names of libraries are not looked
# up: that would take a network.
nitpicky = True
nitpick_ignore_regex = [
    ("py:class", r"(?!tipgraph\b).*"),  # signatures have the whole names of what is ours
    ("py:class", r"tipgraph\..*\.T"),  # any type
    ("py:obj", r"(click|networkx|pyoxigraph|rdflib)\..*"),
]
default_role = "py:obj"

myst_heading_anchors = 4

autodoc_default_options = {"members": True, "imported-members": True}
autodoc_member_order = "bysource"
autodoc_class_signature = "mixed"
autodoc_preserve_defaults = True
python_maximum_signature_line_length = 88

html_theme = "furo"
html_title = f"tipgraph {version}"
html_show_sourcelink = html_copy_source = False
html_extra_path = ["site"]  # leads from the folder's own address to the first page


def _with_contents(app: Sphinx, name: str, source: list[str]) -> None:
    """Give the first page the table of contents, which as Markdown alone would only be noise in it."""
    if name != root_doc:
        return
    listed = {page for pages in SECTIONS.values() for page in pages}
    source[0] += "".join(_section(*section) for section in SECTIONS.items())
    if others := sorted(app.env.found_docs - listed - {root_doc}):
        source[0] += _section("More", others)


def _section(caption: str, pages: list[str]) -> str:
    entries = "\n".join(f"/{page}" for page in pages)
    return f"\n```{{toctree}}\n:hidden:\n:caption: {caption}\n\n{entries}\n```\n"


def _lend_words(_app: Sphinx) -> None:
    """Let packages have the words that stand below a value where it is made: Python keeps them nowhere."""
    for _, name, is_package in walk_packages(tipgraph.__path__, "tipgraph."):
        if is_package:
            _lend_words_to(import_module(name))


def _lend_words_to(package: ModuleType) -> None:
    public = {("", name) for name in getattr(package, "__all__", ())}
    docs = ModuleAnalyzer.for_module(package.__name__).find_attr_docs()
    for _, name, _ in iter_modules(package.__path__, f"{package.__name__}."):
        lent = ModuleAnalyzer.for_module(name).find_attr_docs()
        docs |= {key: words for key, words in lent.items() if key in public}


def _skipped(_app: Sphinx, _kind: str, _name: str, value: object, *_: object) -> bool | None:
    """Show no fields of named tuples: the signature has them, and Python says only their numbers."""
    return True if isinstance(value, type(Evidence.quote)) else None


def _readable(*given: str | None) -> tuple[str, str | None] | None:
    """Write signatures as Sphinx can parse them: the default of a field that is made anew is no Python."""
    signature, returns = given[-2:]
    return (signature.replace("<factory>", "..."), returns) if signature else None


def setup(app: Sphinx) -> None:
    """Have Sphinx call what is defined here."""
    app.connect("builder-inited", _lend_words)
    app.connect("source-read", _with_contents)
    app.connect("autodoc-skip-member", _skipped)
    app.connect("autodoc-process-signature", _readable)
