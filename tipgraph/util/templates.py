"""HTML templates: Jinja2 environments that escape every value, and fail on a missing one."""

from __future__ import annotations

from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

__all__ = ["html_templates"]


@cache
def html_templates(*packages: str) -> Environment:
    """Return the templates in the ``templates`` folders of packages; the first package that has a name wins.

    >>> html_templates("tipgraph.web").from_string("<b>{{ name }}</b>").render(name="<i>")
    '<b>&lt;i&gt;</b>'
    """
    return Environment(
        loader=ChoiceLoader([PackageLoader(package, "templates") for package in packages]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
