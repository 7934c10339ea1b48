"""Sends requests to a server, retries lost connections, and turns failures into error messages."""

from __future__ import annotations

import re
import weakref
from collections.abc import Mapping
from http import HTTPStatus

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt
from tenacity.wait import wait_base, wait_random_exponential

from tipgraph import __version__
from tipgraph.errors import TipgraphError, UnreadableError
from tipgraph.rdf.remote.address import Address
from tipgraph.rdf.remote.credentials import credentials

__all__ = ["Exchange"]

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
