"""The addresses: each reads a request, has a worker answer it, and gives the answer the headers it needs."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import iterate_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from kg import __version__
from kg.serve import content_negotiation, protocol, safety, static_files
from kg.serve.content_negotiation import BY_ENDING, BY_NAME, HTML, Form, choose
from kg.serve.protocol import Refused
from kg.serve.worker_pool import Pool, Reply

CACHED = 48 << 20  # bytes of answers kept to be given again
CACHED_EACH = 1 << 20
HEARD_OUT = (
    4 << 20
)  # bytes of a body that is too long, read so that its sender hears why it is refused
PAGE_WORDS = 400  # characters of a parameter of a page
SOON = 0.05  # seconds
_NO_BODY = {"content-length": "0"}


class Answers:
    """Answers given before, for as long as their snapshot is the newest; the longest unused go first."""

    def __init__(self, most: int = CACHED) -> None:
        self._most = most
        self._size = 0
        self._kept: OrderedDict[object, tuple[dict[str, Any], bytes]] = OrderedDict()

    def get(self, key: object) -> tuple[dict[str, Any], bytes] | None:
        """The head and the body kept under ``key``."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        return None

    def keep(self, key: object, head: dict[str, Any], body: bytes) -> None:
        """Keep an answer, and let go of others where there is no room."""
        if len(body) > CACHED_EACH or key in self._kept:
            return
        self._kept[key] = (head, body)
        self._size += len(body) + 1024
        while self._size > self._most:
            _, (_, gone) = self._kept.popitem(last=False)
            self._size -= len(gone) + 1024


class Explorer:
    """The addresses over one pool."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.answers = Answers()
        self.stamp = hashlib.sha256(f"{__version__} {static_files.digest()}".encode()).hexdigest()[
            :8
        ]

    def routes(self) -> list[Route]:
        """Every address, the particular ones before the general."""
        page, get = self._page, ["GET"]
        network = ("topic", "depth", "meetings", "from", "to", "also*")
        return [
            Route("/sparql", _any_method(self.sparql)),
            Route("/.well-known/void", self._described("void"), methods=get),
            Route("/sparql/examples", self._described("examples"), methods=get),
            Route("/queries/{name}", self.named, methods=get),
            Route("/static/{name}", static_files.serve, methods=get),
            Route("/robots.txt", _robots, methods=get),
            Route("/", page("home"), methods=get),
            Route("/search", page("search", "q"), methods=get),
            Route("/search.json", page("suggest", "q"), methods=get),
            Route("/network", page("network", *network), methods=get),
            Route("/network.json", page("network-data", *network), methods=get),
            Route("/network.graphml", page("network-graphml", *network), methods=get),
            Route("/path.json", page("path", "from", "to", "meetings"), methods=get),
            Route("/about", page("about"), methods=get),
            Route("/meetings", page("meetings"), methods=get),
            Route("/names", page("names", "kind"), methods=get),
            Route("/{path:path}", self.resource, methods=get),
        ]

    # -- the endpoint ------------------------------------------------------------------------------------------------

    async def sparql(self, request: Request) -> Response:
        """The SPARQL 1.1 endpoint; for a browser, the page with the editor."""
        method = request.method
        if method == "OPTIONS":
            more = {"accept-post": f"{protocol.FORM}, {protocol.DIRECT}"}
            return Response(status_code=204, headers={"allow": protocol.METHODS, **more})
        if method not in ("GET", "HEAD", "POST"):
            told = f"use one of {protocol.METHODS}\n"
            return Response(told, 405, {"allow": protocol.METHODS}, "text/plain; charset=utf-8")
        wanted = request.headers.get("accept")
        html = (
            choose(
                wanted,
                (
                    content_negotiation.JSON,
                    content_negotiation.XML,
                    content_negotiation.TURTLE,
                    content_negotiation.CSV,
                    HTML,
                ),
            )
            is HTML
        )
        try:
            raw = request.scope["query_string"]
            if len(raw) > protocol.LONGEST:
                raise _too_large()
            if (
                method != "POST"
                and html
                and "query" not in request.query_params
                and "update" not in request.query_params
            ):
                return await self._editor(request, None)
            body = await _body(request) if method == "POST" else b""
            headers = request.headers
            content_type, encoding = (
                headers.get("content-type", ""),
                headers.get("content-encoding", ""),
            )
            operation = protocol.read(method, content_type, encoding, raw, body)
            if operation is None:
                return await self._described("service")(request)
            return await self._asked(request, operation, html)
        except Refused as refused:
            return self._refusal(request, refused)

    async def _asked(self, request: Request, operation: protocol.Operation, html: bool) -> Response:
        wanted = request.headers.get("accept")
        if operation.form is not None:
            html = operation.form is HTML
        rows = (
            operation.form
            if operation.form in content_negotiation.ROWS
            else choose(wanted, content_negotiation.ROWS)
        )
        triples = (
            operation.form
            if operation.form in content_negotiation.TRIPLES
            else choose(wanted, content_negotiation.TRIPLES)
        )
        if html:
            return await self._editor(request, operation)
        if rows is None and triples is None:
            could = ", ".join(
                form.type for form in (*content_negotiation.ROWS, *content_negotiation.TRIPLES)
            )
            raise Refused(406, f"answers can be had as {could}; ask for one with Accept or format=")
        forms = {"rows": rows.name if rows else None, "triples": triples.name if triples else None}
        task = {"do": "query", **operation.task(), "forms": forms}
        return await self._answered(request, "query", task, fickle=operation.fickle)

    async def _editor(self, request: Request, operation: protocol.Operation | None) -> Response:
        """The page with the editor, and with the answer if something was asked."""
        args: dict[str, Any] = {"name": request.query_params.get("name", "")[:100], "params": {}}
        for name, value in request.query_params.multi_items():
            if name.startswith("$"):
                args["params"][name[1:65]] = value[:PAGE_WORDS]
        if operation is not None:
            args = {**operation.task(), "name": args["name"]}
        task = {"do": "page", "page": "sparql", "args": args, "root": _root(request)}
        fickle = operation is not None and operation.fickle
        return await self._answered(request, "query" if operation else "page", task, fickle=fickle)

    async def named(self, request: Request) -> Response:
        """``/queries/timeline.csv?topic=VRN``: a named query as ``kg query`` answers it."""
        name, dot, ending = request.path_params["name"].partition(".")
        form = (
            BY_ENDING.get(ending)
            if dot
            else choose(request.headers.get("accept"), content_negotiation.ROWS)
        )
        try:
            if dot and form is None:
                raise Refused(
                    404, f"no form is called {ending[:40]}; there are {', '.join(BY_ENDING)}"
                )
            if form is None:
                raise Refused(
                    406,
                    f"answers can be had as {', '.join(each.type for each in content_negotiation.ROWS)}",
                )
            params = {key: value[:PAGE_WORDS] for key, value in request.query_params.items()}
            task = {
                "do": "named",
                "name": name[:100],
                "params": params,
                "forms": {"rows": form.name, "triples": form.name},
            }
            return await self._answered(request, "query", task)
        except Refused as refused:
            return self._refusal(request, refused)

    def _described(self, what: str) -> Callable[[Request], Awaitable[Response]]:
        """An address that gives triples about the endpoint or its data."""

        async def describe(request: Request) -> Response:
            try:
                form = choose(request.headers.get("accept"), content_negotiation.TRIPLES)
                if form is None:
                    could = ", ".join(each.type for each in content_negotiation.TRIPLES)
                    raise Refused(406, f"this can be had as {could}")
                task = {"do": "describe", "what": what, "form": form.name, "root": _root(request)}
                return await self._answered(request, "page", task)
            except Refused as refused:
                return self._refusal(request, refused)

        return describe

    # -- pages -------------------------------------------------------------------------------------------------------

    def _page(self, name: str, *takes: str) -> Callable[[Request], Awaitable[Response]]:
        """An address that gives a page; ``takes`` are its parameters, those with a star may come more than once."""

        async def show(request: Request) -> Response:
            given = request.query_params
            args: dict[str, Any] = {}
            for each in takes:
                if each.endswith("*"):
                    args[each[:-1]] = [value[:2000] for value in given.getlist(each[:-1])[:50]]
                else:
                    args[each] = given.get(each, "")[:2000]
            try:
                return await self._answered(
                    request,
                    "page",
                    {"do": "page", "page": name, "args": args, "root": _root(request)},
                )
            except Refused as refused:
                return self._refusal(request, refused)

        return show

    async def resource(self, request: Request) -> Response:
        """Anything in the graph, at its IRI without the base: as a page, or as triples."""
        path = (
            request.scope.get("raw_path", b"")
            .partition(b"?")[0]
            .decode("ascii", "replace")
            .lstrip("/")
        )
        try:
            if len(path) > 1000:
                raise Refused(404, "nothing in the graph has that address")
            stem, dot, ending = path.rpartition(".")
            form = (
                BY_ENDING.get(ending)
                if dot and BY_ENDING.get(ending) in content_negotiation.TRIPLES
                else None
            )
            args = {"ending": f".{ending}" if form is not None else ""}
            if form is not None:
                path = stem
            else:
                form = choose(request.headers.get("accept"), (HTML, *content_negotiation.TRIPLES))
            if form is None:
                raise Refused(
                    406,
                    "this can be had as "
                    + ", ".join(each.type for each in (HTML, *content_negotiation.TRIPLES)),
                )
            args |= {"path": path, "form": form.name, "at": request.query_params.get("at", "")[:40]}
            args["find"] = request.query_params.get("find", "")[:PAGE_WORDS]
            args["page"] = request.query_params.get("page", "")[:10]
            task = {"do": "page", "page": "resource", "args": args, "root": _root(request)}
            response = await self._answered(request, "page", task)
            response.headers["link"] = ", ".join(
                f'</{path}.{each.ending}>; rel="alternate"; type="{each.type}"'
                for each in content_negotiation.TRIPLES[:3]
            )
            return response
        except Refused as refused:
            return self._refusal(request, refused)

    # -- answers -----------------------------------------------------------------------------------------------------

    async def _answered(
        self, request: Request, lane: str, task: dict[str, Any], fickle: bool = False
    ) -> Response:
        """A worker's answer, or the one that the visitor has already, or that was given before."""
        generation = self.pool.current
        told = json.dumps(task, sort_keys=True).encode()
        tag = hashlib.sha256(
            b"\0".join((generation.digest.encode(), self.stamp.encode(), told))
        ).hexdigest()[:32]
        etag = f'"{tag}"'
        shared = {"vary": "Accept", "cache-control": "no-store" if fickle else "no-cache"}
        if not fickle:
            shared["etag"] = etag
            if _has(request, etag):
                return Response(status_code=304, headers=shared)
        fresh = fickle or request.headers.get("cache-control", "") in ("no-cache", "no-store")
        known = None if fresh else self.answers.get(tag)
        if known is not None:
            head, body = known
            return _response(head, body, shared)
        reply = await _unless_gone(request, self.pool.ask(generation, lane, task))
        if isinstance(reply.body, bytes):
            if not fresh and reply.head.get("status", 200) == 200:
                self.answers.keep(tag, reply.head, reply.body)
            return _response(reply.head, reply.body, shared)
        return _streamed(request, reply, shared)

    def _refusal(self, request: Request, refused: Refused) -> Response:
        """The reason, as words, as a problem (RFC 9457) or as a page, whichever is asked for."""
        headers = {
            "cache-control": "no-store",
            "vary": "Accept",
            **{k.lower(): v for k, v in refused.headers.items()},
        }
        wanted = request.headers.get("accept", "")
        form = choose(
            wanted, (_PROBLEM, _WORDS, HTML) if "problem+json" in wanted else (_WORDS, HTML)
        )
        if form is HTML:
            from kg.serve.rendering import error_page

            page = error_page(refused.status, refused.message)
            return Response(page, refused.status, headers, "text/html; charset=utf-8")
        if form is _PROBLEM:
            told = {
                "status": refused.status,
                "detail": refused.message,
                "line": refused.line,
                "column": refused.column,
            }
            body = json.dumps({name: value for name, value in told.items() if value is not None})
            return Response(body, refused.status, headers, _PROBLEM.type)
        return Response(
            refused.message + "\n", refused.status, headers, "text/plain; charset=utf-8"
        )


_PROBLEM = Form("problem", ("application/problem+json",), "json")
_WORDS = Form("words", ("text/plain",), "txt")


def application(
    pool: Pool, rules: safety.Rules, ready: Callable[[], None] | None = None
) -> safety.App:
    """The whole: addresses behind the rules, and the pool started and ended with the server."""
    explorer = Explorer(pool)

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

    return safety.guarded(Starlette(routes=explorer.routes(), lifespan=lifespan), rules)


# -- small things -----------------------------------------------------------------------------------------------------


class _any_method:
    """An endpoint that is asked with every method there is; Starlette would answer some of them itself."""

    def __init__(self, answer: Callable[[Request], Awaitable[Response]]) -> None:
        self._answer = answer

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        response = await self._answer(Request(scope, receive, send))
        await response(scope, receive, send)


async def _body(request: Request) -> bytes:
    """The body of a request, unless it is too long."""
    parts = bytearray()
    size = 0
    try:
        async for part in request.stream():
            size += len(part)
            if size <= protocol.LONGEST:
                parts += part
            elif size > HEARD_OUT:
                break
    except ClientDisconnect:
        raise Refused(400, "the request ended too early") from None
    if size > protocol.LONGEST:
        raise _too_large()
    return bytes(parts)


def _too_large() -> Refused:
    return Refused(
        413,
        f"a query may be {protocol.LONGEST:,} bytes long; this one is longer",
        headers={"Connection": "close"},
    )


async def _unless_gone(request: Request, asking: Any) -> Reply:
    """What ``asking`` gives, unless the visitor leaves before; then it is given up, and its worker with it."""
    tasks = [asyncio.ensure_future(asking)]
    try:
        await asyncio.wait(
            tasks, timeout=SOON
        )  # most answers are there before a look for the visitor would pay
        if not tasks[0].done():
            tasks.append(asyncio.ensure_future(_gone(request)))
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if tasks[0].done():
            found: Reply = tasks[0].result()
            return found
        raise Refused(400, "the visitor left")
    finally:
        for task in tasks:
            if not task.done():
                task.cancel()
                with suppress(asyncio.CancelledError, Refused):
                    await task


async def _gone(request: Request) -> None:
    """Ends when the visitor has left; the body has been read by then, or there is none."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _response(head: dict[str, Any], body: bytes, shared: dict[str, str]) -> Response:
    return Response(
        body, head.get("status", 200), {**shared, **head.get("headers", {})}, _type(head)
    )


def _streamed(request: Request, reply: Reply, shared: dict[str, str]) -> Response:
    headers = {**shared, **reply.head.get("headers", {}), "content-length": str(reply.size)}
    pieces: Iterable[bytes] = reply.pieces()
    return StreamingResponse(
        iterate_in_threadpool(pieces), reply.head.get("status", 200), headers, _type(reply.head)
    )


def _type(head: dict[str, Any]) -> str:
    if "type" in head:
        return str(head["type"])
    form = BY_NAME[head["form"]]
    return form.type + ("; charset=utf-8" if form.type.startswith("text/") else "")


def _has(request: Request, etag: str) -> bool:
    """Whether the visitor has this very answer."""
    given = request.headers.get("if-none-match", "")
    return given.strip() == "*" or etag in (
        each.strip().removeprefix("W/") for each in given.split(",")
    )


def _root(request: Request) -> str:
    """Where this server stands, by the name it was asked for; the host has been checked."""
    return f"http://{request.headers['host']}"


async def _robots(_: Request) -> Response:
    return Response(
        "User-agent: *\nDisallow: /sparql\nDisallow: /network\n", media_type="text/plain"
    )
