"""Which document is to be shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import unquote

from tipgraph.errors import UsageError
from tipgraph.namespaces import BASE, document_iri
from tipgraph.sources import Source

__all__ = ["chooses", "the_one"]

_LISTED = 10


def chooses(wanted: str | None) -> Callable[[str], bool]:
    """Return what tells whether a document's IRI is of a report as a user names it.

    That is its identifier, or any of publication, edition or year, country and section, joined by ``/``.

    >>> iri = "https://w3id.org/tipgraph/document/factbook/2015-11-05/AGO/current-situation/a%20copy"
    >>> [chooses(name)(iri) for name in (None, "a copy", "AGO", "ago/2015", "2014", "factbook/AGO/MEX")]
    [True, True, True, True, False, False]
    """
    if wanted is None:
        return lambda _: True
    parts = {part.casefold() for part in wanted.split("/")}
    return lambda iri: wanted == _parts(iri)[-1] or parts <= _names(iri)


def _parts(iri: str) -> list[str]:
    return [unquote(part) for part in iri.removeprefix(f"{BASE}document/").split("/")]


def _names(iri: str) -> set[str]:
    parts = [part.casefold() for part in _parts(iri)]
    return {*parts, parts[1][:4]}


def the_one(sources: Sequence[Source], wanted: str | None) -> Source:
    """Return the only one of the documents that were chosen.

    Raises UsageError where there is none, or more than one: it names them.
    """
    if not sources:
        cause = f"there is no report {wanted!r}" if wanted else "there is no report in it"
        raise UsageError(
            cause, remedy="`tipgraph query reports-read GRAPH` lists them; name one as COUNTRY/YEAR: GTM/2014"
        )
    if len(sources) > 1:
        names = ["/".join(_parts(document_iri(source.reading.document))) for source in sources]
        listed = ", ".join(names[:_LISTED]) + " …" * (len(names) > _LISTED)
        raise UsageError(f"{len(sources)} documents are meant", remedy=f"name one of {listed}")
    return sources[0]
