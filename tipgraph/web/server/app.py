"""The web application: which function answers which address."""

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
from tipgraph.web.server.answering import describe_queries, describe_service, description_reply
from tipgraph.web.server.http import (
    PAGES_WITHOUT_DATA,
    HostCheck,
    PublicURL,
    SecurityHeaders,
    frame_policy,
    problem_response,
    reply_response,
)
from tipgraph.web.server.jobs import DescriptionJob, Job, PageJob, Problem, Reply
from tipgraph.web.server.limits import Limits
from tipgraph.web.server.protocol import (
    DOCUMENTS,
    GRAPHS,
    HTML,
    JSON_LD,
    TURTLE,
    Media,
    Parameters,
    best_match,
    choose,
    format_name,
    parse_parameters,
    prefers_html,
    query_job,
    read_parameters,
    search_job,
)
from tipgraph.web.server.snapshots import Snapshots

__all__ = ["application"]

_MAX_AGE = 300
"""Seconds for which a page may be used without asking again. Graphs are rebuilt seldom; pages have ETags."""

_QUERY = Media("rq", "application/sparql-query")
_ENDINGS = {"html": "html", "turtle": "ttl", "jsonld": "jsonld", "nt": "nt"}
_ASSET_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}


def application(
    snapshots: Snapshots,
    limits: Limits,
    public: PublicURL,
    hosts: Sequence[str] = (),
    cors: Sequence[str] = (),
    frames: Sequence[str] = (),
) -> Starlette:
    """Return the application that serves a graph.

    ``hosts`` are the names that it answers to, any if empty. ``cors`` are the origins whose pages may send
    requests (``*`` for all). ``frames`` are the origins whose pages may frame the map.
    """
    return Starlette(
        routes=_routes(_Handlers(snapshots, limits, public, frame_policy(frames))),
        middleware=_middleware(hosts, cors),
        exception_handlers={Problem: _handle_problem, HTTPException: _handle_routing_error},
        lifespan=_lifespan(snapshots),
    )


def _routes(handlers: _Handlers) -> list[Route]:
    descriptions = (f"/{name}{ending}" for name in ("void", "dcat") for ending in ENDINGS)
    return [
        Route("/sparql", handlers.sparql, methods=["GET", "POST"]),
        Route("/map", handlers.map),
        Route("/search.json", handlers.search),
        Route("/queries", handlers.named_queries),
        Route("/queries/{name}", handlers.named_query),
        Route("/serve/{name}", _asset),
        Route("/.well-known/void", handlers.well_known_void),
        *(Route(path, handlers.description) for path in descriptions),
        Route("/{path:path}", handlers.page),
    ]


def _middleware(hosts: Sequence[str], cors: Sequence[str]) -> list[Middleware]:
    middleware = [Middleware(SecurityHeaders), Middleware(HostCheck, names=hosts)]
    if cors:
        middleware.append(
            Middleware(
                CORSMiddleware, allow_origins=list(cors), allow_methods=["GET", "POST"],
                allow_headers=["Accept", "Content-Type"], expose_headers=["Tipgraph-Note", "Retry-After"],
            )
        )  # fmt: skip
    return middleware


def _lifespan(snapshots: Snapshots) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        try:
            await snapshots.start()
            yield
        finally:
            await snapshots.stop()

    return lifespan


@dataclass(frozen=True, slots=True)
class _Handlers:
    """Functions that answer requests."""

    snapshots: Snapshots
    limits: Limits
    public: PublicURL
    frame_policy: str

    async def sparql(self, request: Request) -> Response:
        """Answer by the SPARQL protocol; without a query, describe the endpoint."""
        parameters = await read_parameters(request, self.limits)
        accept = _accept(request)
        if request.method != "POST" and not any(name == "query" for name, _ in parameters):
            return self._service_description(request, parameters)
        job = query_job(parameters, accept)
        if request.method != "POST" and not job.format and prefers_html(accept):
            return self._query_page(parameters)
        return reply_response(request, await self._run(request, job), max_age=0)

    def _service_description(self, request: Request, parameters: Parameters) -> Response:
        """Describe the endpoint, or send people to the page where they can query it."""
        media = choose((*GRAPHS, HTML), _accept(request), format_name(parameters))
        if media is HTML:
            return self._query_page()
        triples = describe_service(self._root(request) + "sparql")
        return reply_response(request, description_reply(triples, media), max_age=_MAX_AGE)

    def _query_page(self, parameters: Parameters | None = None) -> Response:
        target = self.public.page("query") + (f"?{urlencode(parameters)}" if parameters else "")
        return RedirectResponse(target, 303, {"Vary": "Accept"})

    def _root(self, request: Request) -> str:
        """Return the address of the front page."""
        return self.public.root(str(request.base_url))

    async def well_known_void(self, request: Request) -> Response:
        """Redirect from where clients look for a VoID description to it."""
        media = best_match((TURTLE, JSON_LD), _accept(request)) or TURTLE
        return RedirectResponse(self.public.file(f"void.{_ENDINGS[media.name]}"), 303, {"Vary": "Accept"})

    async def description(self, request: Request) -> Response:
        """Describe the dataset in VoID or DCAT."""
        name, ending = posixpath.splitext(request.url.path.rpartition("/")[2])
        job = DescriptionJob(name, ending, self._root(request))
        return reply_response(request, await self._run(request, job), max_age=_MAX_AGE)

    async def map(self, request: Request) -> Response:
        """Return the map of routes, which other sites may frame if the server's operator allows it."""
        reply = await self._run(request, PageJob("map"))
        response = reply_response(request, reply, max_age=_MAX_AGE)
        response.headers["Content-Security-Policy"] = self.frame_policy
        return response

    async def search(self, request: Request) -> Response:
        """Return sentences with words and facets, as JSON."""
        job = search_job(parse_parameters(request.scope["query_string"]))
        return reply_response(request, await self._run(request, job), max_age=_MAX_AGE)

    async def named_queries(self, request: Request) -> Response:
        """List the named queries of the program."""
        form = format_name(parse_parameters(request.scope["query_string"]))
        media = choose((*GRAPHS, HTML), _accept(request), form)
        if media is HTML:
            return self._query_page()
        triples = describe_queries(self._root(request) + "sparql")
        return reply_response(request, description_reply(triples, media), max_age=_MAX_AGE)

    async def named_query(self, request: Request) -> Response:
        """Return the text of a named query, or send people to the page where they can run it."""
        query = catalog().get(request.path_params["name"])
        if query is None:
            raise Problem(404, "there is no query of this name", "see /queries")
        if choose((_QUERY, HTML), _accept(request)) is HTML:
            return self._query_page([("question", query.name)])
        return reply_response(request, Reply(_QUERY.header, query.text.encode()), max_age=_MAX_AGE)

    async def page(self, request: Request) -> Response:
        """Return a page or document, or redirect to it."""
        path = request.scope["raw_path"].decode("ascii").removeprefix("/")
        if not path and (media := best_match((HTML, *GRAPHS), _accept(request))) in GRAPHS:
            target = self.public.file(f"sparql?format={media.name}")
            return RedirectResponse(target, 303, {"Vary": "Accept"})
        reply = await self._run(request, PageJob(path))
        if reply.type:
            # Scripts and styles must be of the same version as the page.
            return reply_response(request, reply, max_age=0 if path.startswith("static/") else _MAX_AGE)
        return self._see_other(request, reply)

    def _see_other(self, request: Request, reply: Reply) -> Response:
        """Redirect from a thing, which is not a document, to a document about it (httpRange-14)."""
        page, _, part = reply.body.decode().partition("#")
        media = choose((HTML,) if page in PAGES_WITHOUT_DATA else DOCUMENTS, _accept(request))
        target = self.public.file(f"{page}.{_ENDINGS[media.name]}")
        headers = {"Vary": "Accept", "Cache-Control": f"max-age={_MAX_AGE}"}
        return RedirectResponse(f"{target}#{part}" if part and media is HTML else target, 303, headers)

    async def _run(self, request: Request, job: Job) -> Reply:
        """Return the reply to a job. Cancels the job when the client disconnects."""
        client = request.client.host if request.client else ""
        reply = asyncio.create_task(self.snapshots.reply(job, client))
        disconnect = asyncio.create_task(_disconnect(request))
        try:
            await asyncio.wait({reply, disconnect}, return_when=asyncio.FIRST_COMPLETED)
            if not reply.done():
                raise Problem(400, "the client has disconnected")
            if reply.cancelled():
                raise Problem(503, "the job was cancelled", "ask again", headers={"Retry-After": "1"})
            return reply.result()
        finally:
            disconnect.cancel()
            reply.cancel()


def _accept(request: Request) -> str:
    return request.headers.get("accept", "*/*")


async def _disconnect(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


@cache
def _assets() -> dict[str, Reply]:
    folder = files("tipgraph.web.server") / "static"
    return {
        file.name: Reply(_ASSET_TYPES[file.name.rpartition(".")[2]], file.read_bytes())
        for file in folder.iterdir()
    }


async def _asset(request: Request) -> Response:
    """Return a script or style sheet of the query page."""
    reply = _assets().get(request.path_params["name"])
    if reply is None:
        raise Problem(404, "there is no such file")
    return reply_response(request, reply, max_age=0)


async def _handle_problem(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, Problem)
    return problem_response(request, problem)


async def _handle_routing_error(request: Request, error: Exception) -> Response:
    """Give errors of the routing (404, 405) the form of all others."""
    assert isinstance(error, HTTPException)
    return problem_response(request, Problem(error.status_code, error.detail, headers=error.headers))
