"""From Trafficking-in-Persons narratives to a validated, citable knowledge graph.

The names of ``__all__`` are imported when they are first asked for, so that what a program does not use
costs it nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tipgraph.build import Summary, build_graph
    from tipgraph.rdf.store import open_graph
    from tipgraph.reading import read
    from tipgraph.reading.defaults import Defaults
    from tipgraph.understanding import Extractor

__all__ = ["Defaults", "Extractor", "Summary", "__version__", "build_graph", "open_graph", "read"]

__version__ = "0.1.0"

_HOMES = {
    "Defaults": "tipgraph.reading.defaults",
    "Extractor": "tipgraph.understanding",
    "Summary": "tipgraph.build",
    "build_graph": "tipgraph.build",
    "open_graph": "tipgraph.rdf.store",
    "read": "tipgraph.reading",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
