"""From Trafficking-in-Persons narratives to a validated, citable knowledge graph.

The names of ``__all__`` are imported when they are first asked for, so that what a program does not use
costs it nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tipgraph.documents import read
    from tipgraph.documents.defaults import Defaults
    from tipgraph.extract import Extractor
    from tipgraph.pipeline import Summary, build
    from tipgraph.store import open_graph

__all__ = ["Defaults", "Extractor", "Summary", "__version__", "build", "open_graph", "read"]

__version__ = "0.1.0"

_HOMES = {
    "Defaults": "tipgraph.documents.defaults",
    "Extractor": "tipgraph.extract",
    "Summary": "tipgraph.pipeline",
    "build": "tipgraph.pipeline",
    "open_graph": "tipgraph.store",
    "read": "tipgraph.documents",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
