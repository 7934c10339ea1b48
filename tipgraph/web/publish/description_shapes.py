"""The descriptions held against shapes: what DCAT-AP 3 makes mandatory, and what VoID needs to be of use."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from pyshacl import validate
from rdflib import Graph

from tipgraph.errors import TipgraphError

__all__ = ["check", "shapes"]


@cache
def shapes() -> Graph:
    """Return the shapes."""
    text = files("tipgraph.web.publish").joinpath("descriptions.ttl").read_text(encoding="utf-8")
    return Graph().parse(data=text, format="turtle")


def check(description: Graph) -> None:
    """Raise TipgraphError where a description lacks something that the shapes make mandatory."""
    conforms, _, report = validate(description, shacl_graph=shapes())
    if not conforms:
        raise TipgraphError(f"the description of the dataset is not whole: {report}")
