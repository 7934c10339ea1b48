"""The scripts and style sheets of the query page.

The application: which address is answered by what.
"""

from __future__ import annotations

import asyncio
import posixpath
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from tipgraph.analysis.queries import catalog
from tipgraph.web.publish.linked_data import ENDINGS
from tipgraph.web.server import description
from tipgraph.web.server.front import PLAIN, Front
from tipgraph.web.server.http import Hosts, SecurityHeaders
from tipgraph.web.server.job import Description, Document, Job, Reply
from tipgraph.web.server.limits import Limits
from tipgraph.web.server.media import (
    DOCUMENTS,
    GRAPHS,
    HTML,
    JSON_LD,
    TURTLE,
    Media,
    accepted,
    choose,
    wants_page,
)
from tipgraph.web.server.problem import Problem
from tipgraph.web.server.protocol import Pairs, pairs, question, requested
from tipgraph.web.server.responses import failed, sent
from tipgraph.web.server.snapshots import Editions

__all__ = ["application", "asset"]

_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}


@cache
def _all() -> dict[str, Reply]:
    folder = files("tipgraph.web.server") / "static"
    return {
        file.name: Reply(_TYPES[file.name.rpartition(".")[2]], file.read_bytes()) for file in folder.iterdir()
    }


def asset(name: str) -> Reply | None:
    """Return a file by its name, or None."""
    return _all().get(name)


_AGE = 300
"""Seconds that pages may be kept: a graph is rebuilt seldom, and asked for again by its ETag."""

_VOCABULARIES = ("void", "dcat")
"""What the dataset is described in: documents of the site's own names."""

_QUERY = Media("rq", "application/sparql-query")
Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


@dataclass(frozen=True, slots=True)
class _Server:
    """What answers requests."""

    editions: Editions
    limits: Limits
    front: Front

    async def sparql(self, request: Request) -> Response:
        """Answer by the SPARQL protocol; without a query, say what this is."""
        found = await requested(request, self.limits)
        accept = _accept(request)
        if request.method != "POST" and not any(name == "query" for name, _ in found):
            return self._described(request, found)
        asked = question(found, accept)
        if request.method != "POST" and not asked.form and wants_page(accept):
            return self._query_page(found)
        return sent(request, await self._done(request, asked), age=0)

    def _described(self, request: Request, found: Pairs) -> Response:
        """Describe the endpoint: to people by the page where they can query it."""
        media = choose((*GRAPHS, HTML), _accept(request), dict(found).get("format", ""))
        if media is HTML:
            return self._query_page()
        endpoint = self._root(request) + "sparql"
        return sent(request, description.written(description.service(endpoint), media), age=_AGE)

    def _query_page(self, found: Sequence[tuple[str, str]] = ()) -> Response:
        target = self.front.page("query") + (f"?{urlencode(found)}" if found else "")
        return RedirectResponse(target, 303, {"Vary": "Accept"})

    def _root(self, request: Request) -> str:
        """Return the address of the front page, as it is asked."""
        return self.front.root(str(request.base_url))

    async def dataset(self, request: Request) -> Response:
        """Lead from where clients look for the description of a dataset (VoID) to it."""
        media = accepted((TURTLE, JSON_LD), _accept(request)) or TURTLE
        return RedirectResponse(self.front.file(f"void.{_ENDINGS[media.name]}"), 303, {"Vary": "Accept"})

    async def described(self, request: Request) -> Response:
        """Describe the dataset."""
        name, ending = posixpath.splitext(request.url.path.rpartition("/")[2])
        return sent(
            request, await self._done(request, Description(name, ending, self._root(request))), age=_AGE
        )

    async def questions(self, request: Request) -> Response:
        """List the questions that come with the program."""
        form = dict(pairs(request.scope["query_string"])).get("format", "")
        media = choose((*GRAPHS, HTML), _accept(request), form)
        if media is HTML:
            return self._query_page()
        endpoint = self._root(request) + "sparql"
        return sent(request, description.written(description.questions(endpoint), media), age=_AGE)

    async def question(self, request: Request) -> Response:
        """Give one question: its text, or to people the page where it can be asked."""
        query = catalog().get(request.path_params["name"])
        if query is None:
            raise Problem(404, "there is no such question", "see /queries")
        if choose((_QUERY, HTML), _accept(request)) is HTML:
            return self._query_page([("question", query.name)])
        return sent(request, Reply(_QUERY.header, query.text.encode()), age=_AGE)

    async def page(self, request: Request) -> Response:
        """Answer with a page or document, or with the way to it."""
        path = request.scope["raw_path"].decode("ascii").removeprefix("/")
        if not path and (media := accepted((HTML, *GRAPHS), _accept(request))) in GRAPHS:
            target = self.front.file(f"sparql?format={media.name}")
            return RedirectResponse(target, 303, {"Vary": "Accept"})
        reply = await self._done(request, Document(path))
        if reply.type:
            # Scripts and styles are to be those of the page that names them.
            return sent(request, reply, age=0 if path.startswith("static/") else _AGE)
        return self._see_other(request, reply)

    def _see_other(self, request: Request, reply: Reply) -> Response:
        """Lead from a thing, which is no document, to a document on it (httpRange-14)."""
        page, _, part = reply.body.decode().partition("#")
        media = choose((HTML,) if page in PLAIN else DOCUMENTS, _accept(request))
        target = self.front.file(f"{page}.{_ENDINGS[media.name]}")
        headers = {"Vary": "Accept", "Cache-Control": f"max-age={_AGE}"}
        return RedirectResponse(f"{target}#{part}" if part and media is HTML else target, 303, headers)

    async def _done(self, request: Request, job: Job) -> Reply:
        """Return a job's reply; gives it up when the client goes away."""
        client = request.client.host if request.client else ""
        reply = asyncio.create_task(self.editions.reply(job, client))
        gone = asyncio.create_task(_gone(request))
        try:
            await asyncio.wait({reply, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not reply.done():
                raise Problem(400, "the client has gone")
            if reply.cancelled():
                raise Problem(503, "the answer was given up", "ask again", headers={"Retry-After": "1"})
            return reply.result()
        finally:
            gone.cancel()
            reply.cancel()


_ENDINGS = {"html": "html", "turtle": "ttl", "jsonld": "jsonld", "nt": "nt"}


def _accept(request: Request) -> str:
    return request.headers.get("accept", "*/*")


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _asset(request: Request) -> Response:
    """Give a script or style sheet of the query page."""
    reply = asset(request.path_params["name"])
    if reply is None:
        raise Problem(404, "there is no such file")
    return sent(request, reply, age=0)


async def _problem(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, Problem)
    return failed(request, problem)


async def _refused(request: Request, error: Exception) -> Response:
    """Give errors of the routing (404, 405) the form of all others."""
    assert isinstance(error, HTTPException)
    return failed(request, Problem(error.status_code, error.detail, headers=error.headers))


def application(
    editions: Editions, limits: Limits, front: Front, hosts: Sequence[str] = (), cors: Sequence[str] = ()
) -> Starlette:
    """Return the application that serves a graph.

    ``hosts`` are the names that it may be asked by, all if empty; ``cors`` the origins whose pages may
    ask it (``*`` for all).
    """
    return Starlette(
        routes=_routes(_Server(editions, limits, front)),
        middleware=_middleware(hosts, cors),
        exception_handlers={Problem: _problem, HTTPException: _refused},
        lifespan=_running(editions),
    )


def _routes(server: _Server) -> list[Route]:
    return [
        Route("/sparql", server.sparql, methods=["GET", "POST"], name="sparql"),
        Route("/queries", server.questions),
        Route("/queries/{name}", server.question),
        Route("/serve/{name}", _asset),
        Route("/.well-known/void", server.dataset),
        *(Route(f"/{name}{ending}", server.described) for name in _VOCABULARIES for ending in ENDINGS),
        Route("/{path:path}", server.page),
    ]


def _middleware(hosts: Sequence[str], cors: Sequence[str]) -> list[Middleware]:
    found = [Middleware(SecurityHeaders), Middleware(Hosts, names=hosts)]
    if cors:
        found.append(
            Middleware(
                CORSMiddleware, allow_origins=list(cors), allow_methods=["GET", "POST"],
                allow_headers=["Accept", "Content-Type"], expose_headers=["Tipgraph-Note", "Retry-After"],
            )
        )  # fmt: skip
    return found


def _running(editions: Editions) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        try:
            await editions.start()
            yield
        finally:
            await editions.stop()

    return running
