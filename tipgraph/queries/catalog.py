"""The questions that come with the program, by name."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tipgraph.errors import UnreadableError, UsageError
from tipgraph.queries.query import Query, parse
from tipgraph.resources import folder
from tipgraph.spelling import alike

__all__ = ["catalog", "find", "in_graphs", "named"]

_SUFFIX = ".rq"


@cache
def catalog() -> dict[str, Query]:
    """Return the questions of ``queries/`` by name, sorted."""
    paths = sorted(folder("queries").glob(f"*{_SUFFIX}"))
    return {path.stem: parse(path.read_text(encoding="utf-8"), path.stem) for path in paths}


@cache
def in_graphs() -> dict[str, str]:
    """Return, by name, what asks those questions graph by graph that have such a form."""
    paths = sorted((folder("queries") / "by-graph").glob(f"*{_SUFFIX}"))
    return {path.stem: path.read_text(encoding="utf-8") for path in paths}


def named(name: str) -> Query:
    """Return the question of a name; raises UsageError, with those alike, where there is none."""
    query = catalog().get(name)
    if query is None:
        raise UsageError(
            f"there is no query {name!r}", remedy=alike(name, catalog(), "see tipgraph query --list")
        )
    return query


def find(what: str) -> Query:
    """Return the question that a name, a file's name or SPARQL itself stands for.

    Raises UsageError where there is no such name or file.
    """
    if what in catalog():
        return named(what)
    if len(what.split()) > 1:
        return parse(what)
    if not what.endswith(_SUFFIX):
        return named(what)
    try:
        return parse(Path(what).read_text(encoding="utf-8"), what)
    except FileNotFoundError as error:
        raise UsageError(f"{what}: there is no such file", remedy="check the path") from error
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(f"{what}: {error}", remedy="a query is a text in UTF-8") from error
