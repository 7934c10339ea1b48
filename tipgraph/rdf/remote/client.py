"""The client of the SPARQL Protocol: complete query texts, and results as pyoxigraph's types.

SPARQL 1.1 has no parameters. A value for a variable becomes a BIND at the start of the query, and of each
subquery that selects the variable. This has the meaning of substitutions in an embedded store, and it is
safe from injection, because the value is written as an N-Triples term.
"""

from __future__ import annotations

import re
import weakref
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

import httpx
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolution,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    Variable,
    parse,
    parse_query_results,
)
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt
from tenacity.wait import wait_base, wait_random_exponential

from tipgraph import __version__
from tipgraph.errors import TipgraphError, UnreadableError, UsageError
from tipgraph.rdf.remote.address import Address, credentials
from tipgraph.rdf.terms import term, typed

__all__ = [
    "RESULTS",
    "TRIPLES",
    "Exchange",
    "Term",
    "as_boolean",
    "bind_values",
    "parse_results",
    "parse_rows",
    "parse_triples",
    "with_datatype",
]

Term = NamedNode | BlankNode | Literal | Triple

_TOKEN = re.compile(
    r'''(?P<skipped> <[^<>"{}|^`\\\x00-\x20]*> | \#[^\n]*                         # IRIs, comments
        | """(?:[^"\\]|\\.|"(?!""))*""" | \'\'\'(?:[^'\\]|\\.|'(?!\'\'))*\'\'\'    # texts
        | "(?:[^"\\]|\\.)*" | '(?:[^'\\]|\\.)*'
        | @[a-zA-Z-]+ )
      | [?$](?P<variable>\w+)
      | (?P<prefix>[\w.-]*):(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*
      | (?P<word>[A-Za-z]+)
      | (?P<mark>[{}()*])
    ''',
    re.VERBOSE | re.DOTALL,
)


def bind_values(
    query: str,
    base_iri: str | None = None,
    prefixes: Mapping[str, str] | None = None,
    values: Mapping[Variable, Term] | None = None,
) -> str:
    """Return a query with its base, the prefixes that it uses, and values for its variables in the text.

    The query must be well-formed. Raises UsageError if it has no place for a value.

    >>> origin = {Variable("who"): NamedNode("https://example.org/GTM")}
    >>> print(bind_values("SELECT ?who ?to { ?c tg:origin ?who }", prefixes={"tg": "urn:tg:"}, values=origin))
    PREFIX tg: <urn:tg:>
    SELECT ?who ?to { BIND(<https://example.org/GTM> AS ?who) ?c tg:origin ?who }
    """
    base = [f"BASE <{base_iri}>\n"] if base_iri else []
    used = {match["prefix"] for match in _TOKEN.finditer(query) if match["prefix"] is not None}
    declared = [f"PREFIX {name}: <{iri}>\n" for name, iri in (prefixes or {}).items() if name in used]
    return "".join((*base, *declared, _bound(query, values) if values else query))


def _bound(query: str, values: Mapping[Variable, Term]) -> str:
    texts = {variable.value: f" BIND({value} AS {variable})" for variable, value in values.items()}
    pieces, end = [], 0
    for at, known in _openings(query):
        inserted = [text for name, text in texts.items() if known is None or name in known]
        pieces += [query[end:at], *inserted]
        end = at
    if not pieces:
        raise UsageError(
            "the query has no pattern that a parameter could go into",
            remedy="write CONSTRUCT { … } WHERE { … } in full",
        )
    return "".join((*pieces, query[end:]))


@dataclass(slots=True)
class _Heading:
    """The part of a query or subquery before its pattern: its form, and the variables that it selects."""

    form: str
    depth: int = 0
    names: set[str] = field(default_factory=set)
    everything: bool = False
    opens: bool = True
    """Whether the next braces hold the pattern. The first braces of a CONSTRUCT hold its template."""

    def take(self, match: re.Match[str]) -> None:
        """Process a variable or mark of the heading."""
        mark = match["mark"]
        self.depth += {"(": 1, ")": -1}.get(mark, 0)
        if self.depth == 0 and match["variable"]:
            self.names.add(match["variable"])
        self.everything = self.everything or (mark == "*" and self.depth == 0)

    @property
    def known(self) -> set[str] | None:
        """The variables that mean the same inside and outside the pattern; None means all."""
        return self.names if self.form == "SELECT" and not self.everything else None


_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")


def _openings(query: str) -> Iterator[tuple[int, set[str] | None]]:
    """Yield the start of each pattern, and the variables that mean the same there as in the whole query."""
    heading: _Heading | None = None
    scopes: list[set[str] | None] = [None]
    for match in _TOKEN.finditer(query):
        form, mark = (match["word"] or "").upper(), match["mark"]
        if form in _FORMS:
            heading = _Heading(form, opens=form != "CONSTRUCT")
        elif mark == "{":
            shares = heading.known if heading is not None and heading.opens else None
            scopes.append(_shared(scopes[-1], shares))
            if heading is not None and heading.opens:
                yield match.end(), scopes[-1]
                heading = None
            elif heading is not None:
                heading.opens = True
        elif mark == "}" and len(scopes) > 1:
            scopes.pop()
        elif heading is not None:
            heading.take(match)


def _shared(outer: set[str] | None, inner: set[str] | None) -> set[str] | None:
    """Return the intersection of two sets, where None is the set of all names."""
    if outer is None or inner is None:
        return inner if outer is None else outer
    return outer & inner


RESULTS = "application/sparql-results+json"
"""The format requested for rows. Of the XML format, our parser drops spaces at the ends of texts."""
TRIPLES = "application/n-triples"
"""The format requested for graphs."""

_BOOLEAN = re.compile(rb'(XMLSchema#boolean", "value": ")([01])"')
"""A boolean as Virtuoso writes it; within a text, the quotation marks would be escaped."""
_BOOLEANS = {b"0": b"false", b"1": b"true"}
_INTEGER = term("xsd:integer")
_DECIMALS = frozenset(term(name) for name in ("tg:count", "geo:lat", "geo:long"))


def parse_results(response: httpx.Response) -> QuerySolutions | QueryBoolean:
    """Return the result of a SELECT or ASK. Raises UnreadableError for any other answer."""
    content = _BOOLEAN.sub(lambda found: found[1] + _BOOLEANS[found[2]] + b'"', response.content)
    try:
        return parse_query_results(content, QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise _malformed(response, error) from error


def parse_rows(response: httpx.Response) -> Iterator[QuerySolution]:
    """Yield the rows of a SELECT. Raises UnreadableError for any other answer."""
    rows = parse_results(response)
    if not isinstance(rows, QuerySolutions):
        raise _malformed(response, "no rows")
    try:
        yield from rows
    except (SyntaxError, ValueError) as error:
        raise _malformed(response, error) from error


def parse_triples(response: httpx.Response) -> QueryTriples:
    """Return the triples of a CONSTRUCT, each once. Raises UnreadableError for any other answer."""
    store = Store()
    try:
        store.extend([with_datatype(quad) for quad in parse(response.content, RdfFormat.N_TRIPLES)])
    except (SyntaxError, ValueError) as error:
        raise _malformed(response, error) from error
    # Callers expect the type that an embedded store returns.
    found = store.query("CONSTRUCT WHERE { ?s ?p ?o }")
    assert isinstance(found, QueryTriples)
    return found


def as_boolean(answer: QuerySolutions | QueryBoolean) -> QueryBoolean:
    """Return the result of an ASK, which Virtuoso gives as a row with a number."""
    if isinstance(answer, QueryBoolean):
        return answer
    values = [row[0] for row in answer]
    holds = any(isinstance(value, Literal) and value.value in ("1", "true") for value in values)
    made = Store().query(f"ASK {{ FILTER({str(holds).lower()}) }}")
    assert isinstance(made, QueryBoolean)
    return made


def with_datatype(quad: Quad) -> Quad:
    """Return a quad with the datatype of its property, because Virtuoso turns whole decimals into integers.

    >>> from pyoxigraph import NamedNode
    >>> str(with_datatype(Quad(NamedNode("urn:a"), term("tg:count"), typed("12", "integer"))).object)
    '"12"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    value = quad.object
    if quad.predicate in _DECIMALS and isinstance(value, Literal) and value.datatype == _INTEGER:
        return Quad(quad.subject, quad.predicate, typed(value.value, "decimal"), quad.graph_name)
    return quad


def _malformed(response: httpx.Response, reason: object) -> UnreadableError:
    return UnreadableError(
        f"{response.request.url} gives an answer in no SPARQL format ({reason})",
        remedy="check that it is a SPARQL endpoint",
    )


_ATTEMPTS = 6
_LONGEST = 30.0
_CONNECT = 10.0
_TEMPORARY = frozenset(
    (
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.BAD_GATEWAY,
        HTTPStatus.SERVICE_UNAVAILABLE,
        HTTPStatus.GATEWAY_TIMEOUT,
    )
)
"""Refusals that may pass after a while."""
_REMEDIES: dict[int, str] = {
    HTTPStatus.FORBIDDEN: "ask the server's operator for permission",
    HTTPStatus.NOT_FOUND: "check the address; docs/stores.md lists the supported servers",
    HTTPStatus.METHOD_NOT_ALLOWED: "check the address; docs/stores.md lists the supported servers",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "ask the server's operator to allow larger requests",
    HTTPStatus.TOO_MANY_REQUESTS: "try again later",
    HTTPStatus.BAD_GATEWAY: "check that the server behind it is running",
    HTTPStatus.SERVICE_UNAVAILABLE: "try again when it is up",
    HTTPStatus.GATEWAY_TIMEOUT: "ask for less, or try again later",
}
_TAG = re.compile(r"<[^>]*>")
_QUOTED = 300
"""Characters of a server's explanation that a message quotes."""


class _TemporaryError(Exception):
    """An answer that may be different after a while."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__()
        self.response = response


class Exchange:
    """Sends requests to a server and returns its complete answers.

    Requests must be idempotent, because they may be sent twice. ``wait`` is the strategy for the time
    before each retry.
    """

    def __init__(self, address: Address, wait: wait_base | None = None) -> None:
        self.address = address
        self._known = False
        self._wait = wait or wait_random_exponential(multiplier=0.5, max=8)
        auth = credentials()
        self._authenticated = auth is not None
        self._client = httpx.Client(
            auth=auth,
            timeout=httpx.Timeout(address.timeout, connect=_CONNECT),
            headers={"User-Agent": f"tipgraph/{__version__}"},
        )
        # Readers of a store do not close it, so the connections close with their owner.
        self._close = weakref.finalize(self, self._client.close)

    def close(self) -> None:
        """Close all connections."""
        self._close()

    def send(
        self,
        method: str,
        url: str,
        *,
        error: type[TipgraphError] = UnreadableError,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        content: bytes | None = None,
        form: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """Return the answer, whatever its status; raise ``error`` if all attempts get none."""
        # Each attempt makes a new request, because authentication modifies it.
        arguments = {"params": params, "headers": headers, "content": content, "data": form}
        try:
            return Retrying(
                stop=stop_after_attempt(_ATTEMPTS),
                wait=self._before_next,
                retry=retry_if_exception(self._is_temporary),
                reraise=True,
            )(self._once, method, url, arguments)
        except _TemporaryError as temporary:
            return temporary.response
        except httpx.HTTPError as lost:
            raise error(f"{url} {_loss(lost, self.address)}", remedy=_help(lost)) from lost
        except httpx.InvalidURL as wrong:
            raise error(f"{url} is not an address: {wrong}", remedy="check its spelling") from wrong

    def checked(self, response: httpx.Response, error: type[TipgraphError]) -> httpx.Response:
        """Return an answer; raise ``error`` if it is a refusal."""
        if not response.is_success:
            raise self.refusal(response, error)
        return response

    def refusal(self, response: httpx.Response, error: type[TipgraphError]) -> TipgraphError:
        """Return the error for a refusal."""
        return failure(response, error, authenticated=self._authenticated)

    def _once(self, method: str, url: str, arguments: Mapping[str, object]) -> httpx.Response:
        response = self._client.request(method, url, **arguments)  # type: ignore[arg-type]  # as `send` has them
        self._known = True
        if response.status_code in _TEMPORARY:
            raise _TemporaryError(response)
        return response

    def _is_temporary(self, error: BaseException) -> bool:
        """Return whether a retry may help. It does not if the server has never answered a request."""
        if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
            return self._known
        lost = isinstance(error, httpx.NetworkError | httpx.RemoteProtocolError | httpx.PoolTimeout)
        return lost or isinstance(error, _TemporaryError)

    def _before_next(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.response.headers.get("Retry-After", "") if isinstance(error, _TemporaryError) else ""
        return min(float(asked), _LONGEST) if asked.isdecimal() else self._wait(state)


def failure(response: httpx.Response, error: type[TipgraphError], *, authenticated: bool) -> TipgraphError:
    """Return the error for a refusal; ``authenticated`` tells whether credentials were sent."""
    url = response.request.url.copy_with(query=None)
    status = response.status_code
    if status == HTTPStatus.UNAUTHORIZED:
        return _unauthorized(str(url), error, authenticated=authenticated)
    if response.is_redirect:
        there = response.headers.get("Location", "elsewhere")
        return error(f"{url} has moved to {there}", remedy="give that address")
    words = _explanation(response)
    cause = f"{url} answers {status} {response.reason_phrase}".rstrip()
    remedy = _REMEDIES.get(status, "check the server's log")
    return error(f"{cause} ({words})" if words else cause, remedy=remedy)


def _unauthorized(url: str, error: type[TipgraphError], *, authenticated: bool) -> TipgraphError:
    if authenticated:
        return error(
            f"{url} does not accept the credentials (401)",
            remedy="check TIPGRAPH_USER and TIPGRAPH_PASSWORD, or TIPGRAPH_TOKEN",
        )
    return error(
        f"{url} requires authentication (401)",
        remedy="set TIPGRAPH_USER and TIPGRAPH_PASSWORD, or TIPGRAPH_TOKEN, in the environment",
    )


def _explanation(response: httpx.Response) -> str:
    """Return the start of a server's explanation, on one line, without markup and control codes."""
    text = _TAG.sub(" ", response.text[: 10 * _QUOTED])
    words = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    return words if len(words) <= _QUOTED else words[:_QUOTED] + " …"


def _loss(lost: httpx.HTTPError, address: Address) -> str:
    if isinstance(lost, httpx.ConnectTimeout):
        return f"cannot be reached within {_CONNECT:g} s"
    if isinstance(lost, httpx.TimeoutException):
        return f"did not answer within {address.timeout:g} s"
    if isinstance(lost, httpx.ConnectError):
        return f"cannot be reached ({lost})"
    return f"closed the connection ({lost})" if str(lost) else "closed the connection"


def _help(lost: httpx.HTTPError) -> str:
    if isinstance(lost, httpx.ReadTimeout | httpx.WriteTimeout):
        return "ask for less, or set TIPGRAPH_TIMEOUT to more seconds"
    if isinstance(lost, httpx.ConnectError | httpx.ConnectTimeout):
        return "check the address, and that the server is running"
    return "check that the server is running, and try again"
