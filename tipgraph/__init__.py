"""Turn Trafficking-in-Persons narratives into a validated, citable knowledge graph.

The names in ``__all__`` are the public interface. Each is imported on first use, so ``import tipgraph``
is fast. Everything else in the package may change between versions.

>>> import tipgraph
>>> graph = tipgraph.open_graph("examples/graph.trig")
>>> tipgraph.validate(graph).conforms
True
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tipgraph.analysis.facts import facts
    from tipgraph.analysis.panel import panel
    from tipgraph.analysis.queries import run_query
    from tipgraph.analysis.routes import Gazetteer, aggregate, read_routes
    from tipgraph.build import Summary, build_graph
    from tipgraph.errors import InputError, TipgraphError
    from tipgraph.model.claims import Extraction
    from tipgraph.model.documents import Document, Narrative, Report
    from tipgraph.rdf.restore import extractions
    from tipgraph.rdf.store import open_graph
    from tipgraph.reading import Defaults, read
    from tipgraph.understanding import Extractor
    from tipgraph.validation.validator import validate

__all__ = [
    "Defaults",
    "Document",
    "Extraction",
    "Extractor",
    "Gazetteer",
    "InputError",
    "Narrative",
    "Report",
    "Summary",
    "TipgraphError",
    "__version__",
    "aggregate",
    "build_graph",
    "extractions",
    "facts",
    "open_graph",
    "panel",
    "read",
    "read_routes",
    "run_query",
    "validate",
]

__version__ = "0.2.0"

_MODULES = {
    "Gazetteer": "tipgraph.analysis.routes",
    "Defaults": "tipgraph.reading",
    "Document": "tipgraph.model.documents",
    "Extractor": "tipgraph.understanding",
    "InputError": "tipgraph.errors",
    "Narrative": "tipgraph.model.documents",
    "Extraction": "tipgraph.model.claims",
    "Report": "tipgraph.model.documents",
    "Summary": "tipgraph.build",
    "TipgraphError": "tipgraph.errors",
    "aggregate": "tipgraph.analysis.routes",
    "run_query": "tipgraph.analysis.queries",
    "build_graph": "tipgraph.build",
    "facts": "tipgraph.analysis.facts",
    "open_graph": "tipgraph.rdf.store",
    "panel": "tipgraph.analysis.panel",
    "read": "tipgraph.reading",
    "read_routes": "tipgraph.analysis.routes",
    "extractions": "tipgraph.rdf.restore",
    "validate": "tipgraph.validation.validator",
}
"""The module that each public name is imported from."""


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
