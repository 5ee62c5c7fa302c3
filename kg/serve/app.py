"""The routes: each reads a request, has a worker answer it, and gives the answer its headers."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.errors import ServerErrorMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.serve import static_files, worker_messages
from kg.serve.access_control import AccessRules, App, Receive, Scope, Send, access_control
from kg.serve.compression import Compression
from kg.serve.content_negotiation import (
    BY_ENDING,
    CSV,
    HTML,
    JSON,
    RDF_FORMATS,
    RESULT_FORMATS,
    TURTLE,
    XML,
    MediaFormat,
    choose_format,
    list_types,
)
from kg.serve.http_error import HttpError
from kg.serve.ontology_pages import answer_ontology, answer_ontology_file
from kg.serve.response_cache import ResponseCache
from kg.serve.responses import (
    error_response,
    has_current_copy,
    query_too_long,
    read_body,
    server_address,
    streamed_response,
    whole_response,
)
from kg.serve.shared_answers import SharedAnswers
from kg.serve.snapshot_workers import WorkerReply
from kg.serve.sparql_protocol import (
    FORM,
    LONGEST_QUERY,
    METHODS,
    SPARQL_QUERY,
    QueryOperation,
    parse_request,
)
from kg.serve.worker_pool import WorkerPool
from kg.version import __version__
from kg.views.wording import ui_text

LONGEST_VALUE = 400  # characters of a query's parameter that are read
LONGEST_ARGUMENT = 2000  # characters of a page's argument that are read
MOST_REPEATED = 50  # values of an argument that may be given more than once
LONGEST_PATH = 1000  # characters
_PATH = ("from", "to", "meetings", "together", "kind*")
TOPIC_FILES = ("docx", "md", "html")
DISCONNECT_DELAY = 0.05  # seconds before a visitor's leaving is looked for

Endpoint = Callable[[Request], Awaitable[Response]]


class Endpoints:
    """The routes over one pool of workers."""

    def __init__(self, pool: WorkerPool) -> None:
        self.pool = pool
        self.cache = ResponseCache()
        self.shared = SharedAnswers()
        version = f"{__version__} {static_files.digest()}"
        self.version = hashlib.sha256(version.encode()).hexdigest()[:8]

    def routes(self) -> list[Route]:
        """Every address but the endpoint's, the particular ones before the general."""
        page, get = self._page, ["GET"]
        network = ("topic", "depth", "meetings", "together", "from", "to", "also*", "kind*")
        return [
            Route("/.well-known/void", self._description("void"), methods=get),
            Route("/sparql/examples", self._description("examples"), methods=get),
            Route("/queries/{name}", _errors_answered(self._named_query), methods=get),
            Route("/static/{name}", static_files.answer_file, methods=get),
            Route("/robots.txt", _robots, methods=get),
            Route("/ns", answer_ontology, methods=get),
            Route("/ns/", answer_ontology, methods=get),
            Route("/ns.{ending}", answer_ontology, methods=get),
            Route("/ns/{name}", answer_ontology_file, methods=get),
            Route("/", page("home", "board"), methods=get),
            Route("/search", page("search", "q", "kind", "year", "board"), methods=get),
            Route("/search.json", page("suggest", "q"), methods=get),
            Route("/network", page("network", *network), methods=get),
            Route("/network.json", page("network-data", *network), methods=get),
            Route("/network.graphml", page("network-graphml", *network), methods=get),
            Route("/network.gexf", page("network-gexf", *network), methods=get),
            Route("/network.csv", page("network-csv", *network), methods=get),
            Route("/path.json", page("path", *_PATH), methods=get),
            Route("/about", page("about"), methods=get),
            Route("/issues.jsonl", page("issues"), methods=get),
            Route("/digest", page("digest", "date"), methods=get),
            Route("/compare", page("compare", "left", "right"), methods=get),
            Route("/meetings", page("meetings"), methods=get),
            Route("/meetings.ics", page("calendar"), methods=get),
            Route("/topic/{name:path}.atom", self._topic("feed"), methods=get),
            *(
                Route(f"/topic/{{name:path}}.{ending}", self._topic(f"topic-{ending}"), methods=get)
                for ending in TOPIC_FILES
            ),
            Route("/names", page("names", "kind", "sort"), methods=get),
            Route("/{path:path}", _errors_answered(self._resource), methods=get),
        ]

    # -- the endpoint ------------------------------------------------------------------------------

    async def sparql(self, scope: Scope, receive: Receive, send: Send) -> None:
        """``/sparql``, whatever the method; Starlette would answer some of them itself."""
        request = Request(scope, receive, send)
        try:
            response = await self._sparql(request)
        except HttpError as error:
            response = error_response(request, error)
        await response(scope, receive, send)

    async def _sparql(self, request: Request) -> Response:
        """The SPARQL 1.1 endpoint; for a browser, the page with the editor."""
        method = request.method
        if method == "OPTIONS":
            headers = {"allow": METHODS, "accept-post": f"{FORM}, {SPARQL_QUERY}"}
            return Response(status_code=204, headers=headers)
        if method not in ("GET", "HEAD", "POST"):
            reason = f"use one of {METHODS}\n"
            return Response(reason, 405, {"allow": METHODS}, "text/plain; charset=utf-8")
        url_query = request.scope["query_string"]
        if len(url_query) > LONGEST_QUERY:
            raise query_too_long()
        accepted = request.headers.get("accept")
        html = choose_format(accepted, (JSON, XML, TURTLE, CSV, HTML)) is HTML
        if html and method != "POST" and not {"query", "update"} & set(request.query_params):
            return await self._editor(request, None)
        operation = parse_request(
            method,
            request.headers.get("content-type", ""),
            request.headers.get("content-encoding", ""),
            url_query,
            await read_body(request) if method == "POST" else b"",
        )
        if operation is None:
            return await self._description("service")(request)
        if operation.format is HTML or (html and operation.format is None):
            return await self._editor(request, operation)
        return await self._query(request, operation)

    async def _query(self, request: Request, operation: QueryOperation) -> Response:
        """The result of a query, in the format asked for by ``format=``, else by ``Accept``."""
        accepted = request.headers.get("accept")
        rows = _format_for(operation, RESULT_FORMATS, accepted)
        triples = _format_for(operation, RDF_FORMATS, accepted)
        if rows is None and triples is None:
            possible = list_types((*RESULT_FORMATS, *RDF_FORMATS))
            raise HttpError(
                406, f"answers can be had as {possible}; ask for one with Accept or format="
            )
        forms = {"rows": rows and rows.name, "triples": triples and triples.name}
        task = {"do": "query", **operation.task(), "forms": forms}
        return await self._answer(
            request, "query", task, cacheable=not operation.is_nondeterministic
        )

    async def _editor(self, request: Request, operation: QueryOperation | None) -> Response:
        """The page with the editor, and with the result if something was asked."""
        name = request.query_params.get("name", "")[:100]
        if operation is not None:
            args = {**operation.task(), "name": name}
        else:
            params = {
                key[1:65]: value[:LONGEST_VALUE]
                for key, value in request.query_params.multi_items()
                if key.startswith("$")
            }
            args = {"name": name, "params": params}
        task = {"do": "page", "page": "sparql", "args": args, "root": server_address(request)}
        if operation is None:
            return await self._answer(request, "page", task)
        return await self._answer(
            request, "query", task, cacheable=not operation.is_nondeterministic
        )

    async def _named_query(self, request: Request) -> Response:
        """``/queries/timeline.csv?topic=VRN``: a named query as ``kg query`` answers it."""
        name, dot, ending = request.path_params["name"].partition(".")
        if dot:
            format = BY_ENDING.get(ending)
            if format is None:
                endings = ", ".join(BY_ENDING)
                raise HttpError(404, f"no form is called {ending[:40]}; there are {endings}")
        else:
            format = choose_format(request.headers.get("accept"), RESULT_FORMATS)
            if format is None:
                raise HttpError(406, f"answers can be had as {list_types(RESULT_FORMATS)}")
        params = {key: value[:LONGEST_VALUE] for key, value in request.query_params.items()}
        task = {
            "do": "named",
            "name": name[:100],
            "params": params,
            "forms": {"rows": format.name, "triples": format.name},
        }
        return await self._answer(request, "query", task)

    def _description(self, what: str) -> Endpoint:
        """An address that gives triples about the endpoint or its data."""

        async def describe(request: Request) -> Response:
            format = choose_format(request.headers.get("accept"), RDF_FORMATS)
            if format is None:
                raise HttpError(406, f"this can be had as {list_types(RDF_FORMATS)}")
            root = server_address(request)
            task = {"do": "describe", "what": what, "form": format.name, "root": root}
            return await self._answer(request, "page", task)

        return _errors_answered(describe)

    # -- pages -------------------------------------------------------------------------------------

    def _page(self, name: str, *parameters: str) -> Endpoint:
        """An address that gives a page; parameters with a star may be given more than once."""

        async def show(request: Request) -> Response:
            given = request.query_params
            args: dict[str, Any] = {}
            for parameter in parameters:
                if parameter.endswith("*"):
                    values = given.getlist(parameter[:-1])[:MOST_REPEATED]
                    args[parameter[:-1]] = [value[:LONGEST_ARGUMENT] for value in values]
                else:
                    args[parameter] = given.get(parameter, "")[:LONGEST_ARGUMENT]
            task = {"do": "page", "page": name, "args": args, "root": server_address(request)}
            return await self._answer(request, "page", task)

        return _errors_answered(show)

    def _topic(self, page: str) -> Endpoint:
        """``/topic/VRN.atom``: a topic's events for a feed reader; its story as a file."""

        async def show(request: Request) -> Response:
            root = server_address(request)
            args = {"topic": request.path_params["name"][:LONGEST_ARGUMENT], "root": root}
            task = {"do": "page", "page": page, "args": args, "root": root}
            return await self._answer(request, "page", task)

        return _errors_answered(show)

    async def _resource(self, request: Request) -> Response:
        """Anything in the graph, at its IRI without the base: as a page, or as triples."""
        raw_path = request.scope.get("raw_path", b"").partition(b"?")[0]
        path = raw_path.decode("ascii", "replace").lstrip("/")
        if len(path) > LONGEST_PATH:
            raise HttpError(404, ui_text("errors.no_such_thing"))
        stem, dot, ending = path.rpartition(".")
        format = BY_ENDING.get(ending) if dot else None
        if format in RDF_FORMATS:
            path = stem
        else:
            ending = ""
            format = choose_format(request.headers.get("accept"), (HTML, *RDF_FORMATS))
        if format is None:
            raise HttpError(406, f"this can be had as {list_types((HTML, *RDF_FORMATS))}")
        given = request.query_params
        args = {
            "ending": f".{ending}" if ending else "",
            "path": path,
            "form": format.name,
            "at": given.get("at", "")[:40],
            "find": given.get("find", "")[:LONGEST_VALUE],
            "page": given.get("page", "")[:10],
        }
        task = {"do": "page", "page": "resource", "args": args, "root": server_address(request)}
        response = await self._answer(request, "page", task)
        response.headers["link"] = ", ".join(
            f'</{path}.{each.ending}>; rel="alternate"; type="{each.type}"'
            for each in RDF_FORMATS[:3]
        )
        return response

    # -- answers -----------------------------------------------------------------------------------

    async def _answer(
        self, request: Request, lane: str, task: dict[str, Any], cacheable: bool = True
    ) -> Response:
        """The answer to a task: that a worker gives, that was given before, or “not modified”.

        ``lane`` is ``query`` or ``page``. The snapshot's workers are in use from here on, so that
        no newer snapshot ends them while this request waits. Raises ``HttpError``.
        """
        workers = self.pool.current
        with workers.in_use():
            asked = worker_messages.encode(task)
            parts = (workers.digest.encode(), self.version.encode(), asked)
            tag = hashlib.sha256(b"\0".join(parts)).hexdigest()[:32]
            shared = {"vary": "Accept", "cache-control": "no-cache" if cacheable else "no-store"}
            if cacheable:
                shared["etag"] = f'"{tag}"'
                if has_current_copy(request, shared["etag"]):
                    return Response(status_code=304, headers=shared)
            wants_new = request.headers.get("cache-control", "") in ("no-cache", "no-store")
            use_cache = cacheable and not wants_new
            known = self.cache.get(tag) if use_cache else None
            if known is not None:
                return whole_response(*known, shared)

            async def ask() -> WorkerReply:
                with workers.in_use():
                    return await self.pool.ask(workers, lane, asked, _visitor(request))

            wait = partial(_unless_disconnected, request)
            try:
                reply = await self.shared.get(tag if cacheable else None, ask, wait)
            except asyncio.CancelledError:  # uvicorn does this to whom it has waited for at its end
                raise HttpError(
                    503, "the server is being ended", headers={"Retry-After": "10"}
                ) from None
        if not isinstance(reply.body, bytes):
            return streamed_response(reply, shared)
        if use_cache and reply.head.get("status", 200) == 200:
            self.cache.keep(tag, reply.head, reply.body)
        return whole_response(reply.head, reply.body, shared)


def application(
    pool: WorkerPool, rules: AccessRules, ready: Callable[[], None] | None = None
) -> App:
    """The whole server: the routes behind the rules, with the pool ended when the server ends.

    ``ready`` is called once requests are answered.
    """
    endpoints = Endpoints(pool)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        watching = asyncio.create_task(pool.watch())
        if ready is not None:
            asyncio.get_running_loop().call_soon(ready)
        yield
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        await pool.close()

    compressed = [Middleware(Compression)]
    pages = Starlette(routes=endpoints.routes(), lifespan=lifespan, middleware=compressed)
    sparql = ServerErrorMiddleware(Compression(endpoints.sparql))

    async def routed(scope: Scope, receive: Receive, send: Send) -> None:
        # What programs ask again and again does not go the way of the pages, past all their routes.
        is_sparql = scope.get("path") == "/sparql"
        await (sparql if is_sparql else pages)(scope, receive, send)

    return access_control(routed, rules)


def _visitor(request: Request) -> str:
    """The address from which a request comes; empty where it is not known."""
    return request.client.host if request.client else ""


def _errors_answered(endpoint: Endpoint) -> Endpoint:
    """The endpoint, with an ``HttpError`` turned into its response."""

    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except HttpError as error:
            return error_response(request, error)

    return answer


def _format_for(
    operation: QueryOperation, offers: tuple[MediaFormat, ...], accepted: str | None
) -> MediaFormat | None:
    """The format of one kind of result: that of ``format=`` if of this kind, else ``Accept``."""
    return operation.format if operation.format in offers else choose_format(accepted, offers)


async def _unless_disconnected(request: Request, answer: asyncio.Task[WorkerReply]) -> WorkerReply:
    """The answer, when it is there. Raises ``HttpError`` as it does, or where the visitor left."""
    # Most answers are there before looking for the visitor would pay.
    await asyncio.wait((answer,), timeout=DISCONNECT_DELAY)
    if not answer.done():
        leaving = asyncio.create_task(_disconnected(request))
        try:
            await asyncio.wait((answer, leaving), return_when=asyncio.FIRST_COMPLETED)
        finally:
            leaving.cancel()
            with suppress(asyncio.CancelledError):
                await leaving
    if not answer.done():
        raise HttpError(400, "the visitor left")
    return answer.result()


async def _disconnected(request: Request) -> None:
    """Ends when the visitor has left; the body has been read by then, or there is none."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _robots(_: Request) -> Response:
    return Response(
        "User-agent: *\nDisallow: /sparql\nDisallow: /network\n", media_type="text/plain"
    )
