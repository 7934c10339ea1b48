"""Requests to a server: sent again where the connection is lost, and their failures put into words."""

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

__all__ = ["Exchange", "failure"]

_ATTEMPTS = 6
_LONGEST = 30.0
_CONNECT = 10.0
_PASSING = frozenset(
    (
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.BAD_GATEWAY,
        HTTPStatus.SERVICE_UNAVAILABLE,
        HTTPStatus.GATEWAY_TIMEOUT,
    )
)
"""Refusals that may pass when one waits."""
_REMEDIES: dict[int, str] = {
    HTTPStatus.FORBIDDEN: "ask who runs it for the right to do that",
    HTTPStatus.NOT_FOUND: "check the address; docs/stores.md tells which are understood",
    HTTPStatus.METHOD_NOT_ALLOWED: "check the address; docs/stores.md tells which are understood",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "ask who runs it to let larger requests through",
    HTTPStatus.TOO_MANY_REQUESTS: "try again later",
    HTTPStatus.BAD_GATEWAY: "see whether the server behind it runs",
    HTTPStatus.SERVICE_UNAVAILABLE: "try again when it is up",
    HTTPStatus.GATEWAY_TIMEOUT: "ask for less, or try again later",
}
_TAG = re.compile(r"<[^>]*>")
_SAID = 300
"""Characters of a server's own words that a message holds."""


class _PassingError(Exception):
    """An answer that asks to come again."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__()
        self.response = response


class Exchange:
    """Sends requests to a server and returns its answers, whole.

    Whatever is sent may be sent twice: an exchange is for requests that come to the same then, as those
    of this package do. ``wait`` tells how long to wait before each further attempt.
    """

    def __init__(self, address: Address, wait: wait_base | None = None) -> None:
        self.address = address
        self._known = False
        self._wait = wait or wait_random_exponential(multiplier=0.5, max=8)
        auth = credentials()
        self._shown = auth is not None
        self._client = httpx.Client(
            auth=auth,
            timeout=httpx.Timeout(address.timeout, connect=_CONNECT),
            headers={"User-Agent": f"tipgraph/{__version__}"},
        )
        # A store that one reads has no end that it is told of: connections are closed with their owner.
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
        """Return the answer, whatever its status; raise ``error`` where there is none in the end."""
        # Made anew for each attempt: authentication leaves its marks on a request.
        arguments = {"params": params, "headers": headers, "content": content, "data": form}
        try:
            return Retrying(
                stop=stop_after_attempt(_ATTEMPTS),
                wait=self._before_next,
                retry=retry_if_exception(self._may_pass),
                reraise=True,
            )(self._once, method, url, arguments)
        except _PassingError as passing:
            return passing.response
        except httpx.HTTPError as lost:
            raise error(f"{url} {_loss(lost, self.address)}", remedy=_help(lost)) from lost
        except httpx.InvalidURL as wrong:
            raise error(f"{url} is no address: {wrong}", remedy="check it") from wrong

    def checked(self, response: httpx.Response, error: type[TipgraphError]) -> httpx.Response:
        """Return an answer, but raise ``error`` where it is a refusal."""
        if not response.is_success:
            raise self.refusal(response, error)
        return response

    def refusal(self, response: httpx.Response, error: type[TipgraphError]) -> TipgraphError:
        """Return the error that a refusal comes to."""
        return failure(response, error, shown=self._shown)

    def _once(self, method: str, url: str, arguments: Mapping[str, object]) -> httpx.Response:
        response = self._client.request(method, url, **arguments)  # type: ignore[arg-type]  # as `send` has them
        self._known = True
        if response.status_code in _PASSING:
            raise _PassingError(response)
        return response

    def _may_pass(self, error: BaseException) -> bool:
        """Tell whether to try again: of a server that never answered, not where none listens at all."""
        if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
            return self._known
        lost = isinstance(error, httpx.NetworkError | httpx.RemoteProtocolError | httpx.PoolTimeout)
        return lost or isinstance(error, _PassingError)

    def _before_next(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.response.headers.get("Retry-After", "") if isinstance(error, _PassingError) else ""
        return min(float(asked), _LONGEST) if asked.isdecimal() else self._wait(state)


def failure(response: httpx.Response, error: type[TipgraphError], *, shown: bool) -> TipgraphError:
    """Return the error that a refusal comes to; ``shown`` tells whether credentials went with the request."""
    url = response.request.url.copy_with(query=None)
    status = response.status_code
    if status == HTTPStatus.UNAUTHORIZED:
        return _unknown(str(url), error, shown=shown)
    if response.is_redirect:
        there = response.headers.get("Location", "elsewhere")
        return error(f"{url} has moved to {there}", remedy="give that address")
    words = _said(response)
    cause = f"{url} answers {status} {response.reason_phrase}".rstrip()
    remedy = _REMEDIES.get(status, "see the log of the server")
    return error(f"{cause} ({words})" if words else cause, remedy=remedy)


def _unknown(url: str, error: type[TipgraphError], *, shown: bool) -> TipgraphError:
    if shown:
        return error(
            f"{url} does not accept the credentials (401)",
            remedy="check TIPGRAPH_USER and TIPGRAPH_PASSWORD, or TIPGRAPH_TOKEN",
        )
    return error(
        f"{url} wants to know who asks (401)",
        remedy="set TIPGRAPH_USER and TIPGRAPH_PASSWORD, or TIPGRAPH_TOKEN, in the environment",
    )


def _said(response: httpx.Response) -> str:
    """Return the beginning of a server's own words, on one line, without markup and control codes."""
    text = _TAG.sub(" ", response.text[: 10 * _SAID])
    words = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    return words if len(words) <= _SAID else words[:_SAID] + " …"


def _loss(lost: httpx.HTTPError, address: Address) -> str:
    if isinstance(lost, httpx.ConnectTimeout):
        return f"cannot be reached within {_CONNECT:g} s"
    if isinstance(lost, httpx.TimeoutException):
        return f"did not answer within {address.timeout:g} s"
    if isinstance(lost, httpx.ConnectError):
        return f"cannot be reached ({lost})"
    return f"broke off the connection ({lost})" if str(lost) else "broke off the connection"


def _help(lost: httpx.HTTPError) -> str:
    if isinstance(lost, httpx.ReadTimeout | httpx.WriteTimeout):
        return "ask for less, or set TIPGRAPH_TIMEOUT to more seconds"
    if isinstance(lost, httpx.ConnectError | httpx.ConnectTimeout):
        return "check the address, and whether the server runs"
    return "see whether the server runs, and try again"
