"""The web application of the review page, which function answers which address, and its server."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, replace
from importlib.resources import files
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from tipgraph import __version__
from tipgraph.analysis.facts import label
from tipgraph.errors import TipgraphError, UsageError
from tipgraph.model.claims import KINDS
from tipgraph.model.vocabulary import Vocabulary
from tipgraph.util.optional import installed
from tipgraph.util.resources import html_templates
from tipgraph.web.review.display import STATES, Filters, facets
from tipgraph.web.review.downloads import DOWNLOADS, available, map_page
from tipgraph.web.review.session import Session
from tipgraph.web.server.http import SecurityHeaders, frame_policy, host_name
from tipgraph.web.server.server import Server, address_of, bound, interruptible
from tipgraph.web.view import KINDS as LETTERS

__all__ = ["Desk", "application", "body_of", "number_of", "rendered", "serve", "server_of"]

_HOST = "127.0.0.1"
_LOOPBACK = ("localhost", _HOST, "::1")
_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
_NO_STORE = {"Cache-Control": "no-store"}
_OPEN = ("/at/", "/at/at.js")
"""Paths without the token. What is there shows nothing: it leads a browser that has the token to a claim."""

_LONGEST_REQUEST = 1 << 20


class Guard:
    """Middleware that answers only the pages of this server, opened on this machine with its token.

    The Host header prevents that another site's name leads here (DNS rebinding), Origin that another site's
    page sends verdicts, and the token that other users of the machine read or write. These can see the
    address that a program gives a browser, so it has a ``ticket``, which leads to the token once.
    """

    def __init__(self, app: ASGIApp, token: str, ticket: str) -> None:
        self._app = app
        self._token = token
        self._ticket = ticket

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request."""
        problem = self._problem(scope) if scope["type"] == "http" else None
        if problem is None and self._is(scope, self._ticket):
            self._ticket = ""
            await RedirectResponse(f"/{self._token}/", 303, _NO_STORE)(scope, receive, send)
        elif problem is None:
            await self._app(scope, receive, send)
        else:
            text, status = problem
            await PlainTextResponse(text + "\n", status, _NO_STORE)(scope, receive, send)

    def _problem(self, scope: Scope) -> tuple[str, int] | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if host_name(host) not in _LOOPBACK:
            return "This server answers only at localhost.", 400
        is_open = self._is(scope, self._token) or self._is(scope, self._ticket) or scope["path"] in _OPEN
        if not is_open:
            return "Open the whole address that tipgraph review printed.", 404
        if scope["method"] not in ("GET", "HEAD") and headers.get("origin") != f"http://{host}":
            return "Requests of other pages are refused.", 403
        return None

    @staticmethod
    def _is(scope: Scope, secret: str) -> bool:
        """Return whether a path begins with a secret; an empty secret is used up."""
        given = scope["path"].removeprefix("/").partition("/")[0]
        return secret != "" and secrets.compare_digest(given.encode(), secret.encode())


def rendered(template: str, **values: Any) -> str:
    """Return a page or a part of one, in which every value is escaped."""
    made = html_templates("tipgraph.web.review").get_template(template)
    return made.render(version=__version__, letters=LETTERS, **values)


def application(token: str, desk: Desk, ticket: str = "") -> Starlette:
    """Return the application; all its addresses begin with the token, to which a ticket leads once."""
    handlers = _Handlers(desk)
    routes: list[BaseRoute] = [
        Route("/", handlers.start),
        Route("/review", handlers.review),
        Route("/look", handlers.look),
        Route("/narrative/{document}", handlers.narrative),
        Route("/form", handlers.form),
        Route("/choices", handlers.choices),
        Route("/verdicts", handlers.verdict, methods=["POST"]),
        Route("/download/{name}", handlers.download),
        Route("/map", handlers.map),
        Route("/static/{name}", _asset),
        *desk.routes(),
    ]
    return Starlette(
        routes=[
            Mount("/at", routes=[Route("/", handlers.at), Route("/{name}", _asset)]),
            Mount(f"/{token}", routes=routes),
        ],
        middleware=[Middleware(SecurityHeaders), Middleware(Guard, token=token, ticket=ticket)],
        exception_handlers={TipgraphError: _handle_error, OSError: _handle_os_error},
    )


class Desk:
    """What is open for review: nothing yet, or a session."""

    def __init__(self, by: str = "", session: Session | None = None) -> None:
        self.by = by
        self._session = session

    @property
    def session(self) -> Session:
        """The session. Raises UsageError if nothing is open yet."""
        if self._session is None:
            raise UsageError("nothing is open yet", remedy="drop files first")
        return self._session

    @property
    def start(self) -> str:
        """The page to begin with."""
        return "review"

    def routes(self) -> list[BaseRoute]:
        """Return further routes."""
        return []


class _Handlers:
    """Functions that answer requests. What reads or writes runs in a thread."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def start(self, request: Request) -> Response:
        """Send people to the page to begin with."""
        return RedirectResponse(f"{request.scope['root_path']}/{self._desk.start}", 303)

    async def at(self, _: Request) -> Response:
        """Return the page that leads to a claim in a browser that has opened the review page."""
        return _html("at.html")

    async def review(self, _: Request) -> Response:
        """Return the page, still without a narrative."""
        session = self._desk.session
        session.refresh()
        return _html(
            "review.html", map=installed("pictures"), facets=_labelled(session),
            states=STATES, by=self._desk.by, kinds=list(LETTERS),
            record=session.record, downloads=available(), dropped=self._desk.start != "review",
            empty=list(session.without_claims()),
            texts=all(source.text is not None for source in session.sources),
        )  # fmt: skip

    async def look(self, request: Request) -> Response:
        """Return a place in the queue: its numbers, and the claims of its sentence."""
        return JSONResponse(
            await run_in_threadpool(self._look, dict(request.query_params)), headers=_NO_STORE
        )

    def _look(self, given: Mapping[str, str]) -> dict[str, Any]:
        session, me, filters = self._desk.session, _name(given.get("by", "")), Filters.of(given)
        at = number_of(given.get("at"))
        if "sentence" in given or "offset" in given:
            document, sentence = _sentence_of(session, given)
            number, document, sentence = session.at_sentence(document, sentence, at)
            place = session.look(filters, at if number is None else number, "here", me)
            place = replace(place, item=number)
        else:
            place = session.look(filters, at, given.get("step", "resume"), me)
            if place.item is None and not session.items:
                return {**asdict(place), **self._shown(0, 0, None, me)}
            if place.item is None:
                return {**asdict(place), "panel": rendered("none.html"), "document": None}
            item = session.items[place.item]
            document, sentence = item.document, session.narrative(item.document).sentence_of(item.start)
        return {**asdict(place), **self._shown(document, sentence, place.item, me)}

    def _shown(self, document: int, sentence: int, at: int | None, me: str) -> dict[str, Any]:
        """Return what the page shows of a document at a sentence."""
        session, complete = self._desk.session, self._desk.session.complete(document)
        passage = session.narrative(document).passage_of(sentence)
        panel = rendered(
            "panel.html", judged=session.in_sentence(document, sentence), at=at, tojson=json.dumps,
            added=[each for each in session.added(document, me) if each.sentence == sentence],
            is_complete=passage in complete,
        )  # fmt: skip
        states = {each.number: session.state(each) for each in session.of(document)}
        return {
            "document": document, "sentence": sentence, "passage": passage, "complete": complete,
            "states": states, "panel": panel,
        }  # fmt: skip

    async def narrative(self, request: Request) -> Response:
        """Return the marked text of a document."""
        number = number_of(request.path_params["document"])
        return _html(
            "narrative.html", narrative=await run_in_threadpool(self._desk.session.narrative, number)
        )

    async def form(self, request: Request) -> Response:
        """Return the fields of a kind of claim, with the values of an item if there is one."""
        session, number = self._desk.session, request.query_params.get("item")
        claim = session.item(number_of(number)).claim if number else None
        kind = claim.kind if claim else request.query_params.get("kind", "")
        if kind not in KINDS:
            raise UsageError("choose a kind of claim")
        return _html("fields.html", fields=list(session.choices.fields(kind, claim)))

    async def choices(self, request: Request) -> Response:
        """Return the labels of a vocabulary that some words are in."""
        given = request.query_params
        found = self._desk.session.choices.search(given.get("scheme", ""), given.get("words", ""))
        return JSONResponse(found, headers=_NO_STORE)

    async def verdict(self, request: Request) -> Response:
        """Write a verdict. The answer comes when it is on the disk."""
        body = await body_of(request)
        undo = await run_in_threadpool(self._write, body)
        return JSONResponse({"undo": undo}, headers=_NO_STORE)

    def _write(self, given: Mapping[str, Any]) -> dict[str, Any]:
        try:
            return self._written(given)
        except (ArithmeticError, LookupError, TypeError, ValueError) as error:
            raise UsageError(f"the request has a wrong value ({error})") from error

    def _written(self, given: Mapping[str, Any]) -> dict[str, Any]:
        session, by = self._desk.session, _name(str(given.get("by", "")))
        session.refresh()
        verdict, reason = str(given.get("verdict", "")), str(given.get("reason", ""))
        if "row" in given:
            session.write(dict(given["row"]), by)
            return {}
        if "passage" in given:
            return session.mark(int(given["document"]), int(given["passage"]), verdict, by)
        if verdict == "add":
            kind = str(given["kind"])
            span = (int(given["start"]), int(given["end"]))
            fields = session.choices.codes(kind, _values(given["fields"]))
            return session.add(int(given["document"]), span, kind, fields, by, reason)
        item = session.item(int(given["item"]))
        is_change = verdict == "replace"
        changes = session.choices.codes(item.claim.kind, _values(given["fields"])) if is_change else {}
        return session.judge(item.number, verdict, changes, by, reason)

    async def download(self, request: Request) -> Response:
        """Return the corrected claims as a file."""
        make = DOWNLOADS.get(request.path_params["name"])
        if make is None:
            return PlainTextResponse("There is no such file.\n", 404)
        content = await run_in_threadpool(make, self._desk.session)
        name = request.path_params["name"]
        headers = {**_NO_STORE, "Content-Disposition": f'attachment; filename="{name}"'}
        return Response(content, media_type="application/octet-stream", headers=headers)

    async def map(self, _: Request) -> Response:
        """Return the map of the corrected routes. The page itself says what it may load."""
        page = await run_in_threadpool(map_page, self._desk.session)
        policy = {"Content-Security-Policy": frame_policy(())}
        return HTMLResponse(page, headers={**_NO_STORE, **policy})


def _labelled(session: Session) -> Iterator[tuple[str, list[tuple[str, str, int]]]]:
    """Yield the filters with their values: codes, labels and numbers of claims."""
    for name, values in facets(session.items):
        yield name, [(value, _facet(session.vocabulary, name, value), number) for value, number in values]


def _sentence_of(session: Session, given: Mapping[str, str]) -> tuple[int, int]:
    """Return the numbers of the document and the sentence of a request, which may name an offset."""
    if "offset" in given:
        return session.at_offset(given.get("document", ""), number_of(given["offset"]))
    return number_of(given.get("document")), number_of(given["sentence"])


def _facet(vocabulary: Vocabulary, name: str, value: str) -> str:
    return label(vocabulary, "place", value) if name == "country" else value.replace("-", " ")


def _name(by: str) -> str:
    """Return who says something, as corrections have it."""
    return by.strip().removeprefix("https://orcid.org/") or "anonymous"


def _values(given: Any) -> Mapping[str, list[str]]:
    """Return the values of a form by field. Raises TypeError if it is no form."""
    if not isinstance(given, dict) or not all(isinstance(values, list) for values in given.values()):
        raise TypeError("fields are lists of words")
    return {name: [str(value) for value in values] for name, values in given.items()}


def number_of(given: str | None) -> int:
    """Return a number of a request, -1 for other text."""
    try:
        return int(given or "-1")
    except ValueError:
        return -1


async def body_of(request: Request) -> Mapping[str, Any]:
    """Return the JSON object of a request."""
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > _LONGEST_REQUEST:
            raise UsageError("the request is too long")
    try:
        found = json.loads(content)
        json.dumps(found, ensure_ascii=False).encode()  # raises UnicodeEncodeError for half a character
    except (RecursionError, ValueError):
        found = None
    if not isinstance(found, dict):
        raise UsageError("the request is no JSON object")
    return found


def _html(template: str, **values: Any) -> Response:
    return HTMLResponse(rendered(template, **values), headers=_NO_STORE)


async def _asset(request: Request) -> Response:
    """Return a script or style sheet."""
    name = request.path_params["name"]
    found = files("tipgraph.web.review").joinpath("static", name)
    media_type = _TYPES.get(name.rpartition(".")[2])
    if media_type is None or not found.is_file():
        return PlainTextResponse("There is no such file.\n", 404)
    return Response(found.read_bytes(), media_type=media_type, headers=_NO_STORE)


async def _handle_error(_: Request, error: Exception) -> Response:
    """Say what is wrong with a request."""
    return JSONResponse({"problem": _sentence(error)}, 400, headers=_NO_STORE)


async def _handle_os_error(_: Request, error: Exception) -> Response:
    """Say that a file cannot be read or written, such as on a full disk: nothing was saved."""
    assert isinstance(error, OSError)
    problem = f"Nothing is saved: {error.strerror or error} ({error.filename or 'the file of corrections'})."
    return JSONResponse({"problem": problem}, 500, headers=_NO_STORE)


def _sentence(error: Exception) -> str:
    text = str(error)
    return text[:1].upper() + text[1:] + "." * (not text.endswith((".", "?")))


def server_of(desk: Desk, token: str, ready: Callable[[], None], ticket: str = "") -> Server:
    """Return the server of a desk, which calls ``ready`` once it answers."""
    config = uvicorn.Config(
        application(token, desk, ticket), ws="none", lifespan="off", loop="asyncio", log_level="error",
        access_log=False, server_header=False, timeout_graceful_shutdown=2,
    )  # fmt: skip
    return Server(config, ready)


def serve(desk: Desk, port: int, ready: Callable[[str, str], None]) -> None:
    """Serve a desk until Ctrl-C; ``ready`` is called with the address, whose token nobody can guess.

    It is also called with an address for the command line of a browser, which works once.

    Raises UsageError for a port that is taken, TipgraphError if the server cannot start, KeyboardInterrupt
    when it is interrupted.
    """
    token, ticket = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
    with interruptible(), bound(_HOST, port) as listening:
        root = address_of(_HOST, listening)
        server = server_of(desk, token, lambda: ready(f"{root}{token}/", f"{root}{ticket}/"), ticket)
        server.run(sockets=[listening])
        if not server.started:
            raise TipgraphError("the server did not start", remedy="the lines above say why")
