"""The *Papers* page of ``kg open``: files dropped on it are kept, read and built into the graph.

Only for the person at this machine: the server listens at a loopback address, the browser is
started with a key that is good for one use and gives it a session, and nothing changes but by a
POST of a page of ours.
"""

from __future__ import annotations

import asyncio
import hmac
import re
import secrets
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from kg.errors import KgError
from kg.extractors.reading import SUFFIXES
from kg.serve import rendering, static_files
from kg.serve.review_desk import ReviewDesk

COOKIE = "boardgraph-desk"
MOST_BYTES = 200_000_000  # of one file
ANSWERS = frozenset({"same", "different", "not-left", "not-right", "right", "wrong", "later"})
LONGEST_FORM = 2000  # bytes of an answer
LINES = 400  # of the build's messages that are kept

Rebuilt = Callable[[], Awaitable[None]]


class PaperDesk:
    """Takes files into ``papers`` and builds them into the store ``home``."""

    def __init__(self, home: Path, papers: Path, rebuilt: Rebuilt) -> None:
        self.home, self.papers = home, papers
        self.key: str | None = secrets.token_urlsafe(32)
        self._session = secrets.token_urlsafe(32)
        self._rebuilt = rebuilt
        self._building: asyncio.Task[None] | None = None
        self._lines: list[str] = []
        self._done: int | None = None
        self._reviewing: ReviewDesk | None = None

    def app(self) -> Starlette:
        """The addresses of the desk."""
        return Starlette(
            routes=[
                Route("/papers", self._page, methods=["GET"]),
                Route("/papers/state", self._state, methods=["GET"]),
                Route("/papers/file", self._take, methods=["POST"]),
                Route("/papers/build", self._build, methods=["POST"]),
                Route("/papers/review", self._review, methods=["GET"]),
                Route("/papers/review", self._answer, methods=["POST"]),
                Route("/static/{name}", static_files.answer_file, methods=["GET"]),
            ]
        )

    # -- who may do what -----------------------------------------------------------------------

    def _may_enter(self, request: Request) -> bool:
        return hmac.compare_digest(request.cookies.get(COOKIE, "").encode(), self._session.encode())

    def _may_change(self, request: Request) -> bool:
        """Whether a page of this very server asks, in the session that the key opened."""
        own = f"{request.url.scheme}://{request.headers.get('host', '')}"
        site = request.headers.get("sec-fetch-site", "same-origin")
        same = request.headers.get("origin") == own and site == "same-origin"
        return same and self._may_enter(request)

    # -- pages ---------------------------------------------------------------------------------

    async def _page(self, request: Request) -> Response:
        given = request.query_params.get("key", "")
        if given and self.key and hmac.compare_digest(given.encode(), self.key.encode()):
            self.key = None  # good for one use
            answer = RedirectResponse("/papers", 303)
            answer.set_cookie(
                COOKIE, self._session, httponly=True, samesite="strict", path="/papers"
            )
            return answer
        if not self._may_enter(request):
            body = rendering.error_page(403, "Papers are taken in where kg open started this page.")
            return Response(body, 403, media_type="text/html")
        body = rendering.page("papers", "", kept=self._kept(), suffixes=sorted(SUFFIXES))
        return Response(body, media_type="text/html", headers={"cache-control": "no-store"})

    async def _state(self, request: Request) -> Response:
        if not self._may_enter(request):
            return JSONResponse({}, 403)
        running = self._building is not None and not self._building.done()
        state: dict[str, Any] = {
            "running": running,
            "lines": self._lines,
            "done": self._done,
            "kept": self._kept(),
        }
        return JSONResponse(state, headers={"cache-control": "no-store"})

    def _kept(self) -> list[str]:
        """The names of the files taken so far."""
        if not self.papers.is_dir():
            return []
        return sorted(each.name for each in self.papers.iterdir() if each.is_file())

    # -- what changes something ----------------------------------------------------------------

    async def _take(self, request: Request) -> Response:
        """Keeps one file: its name in the address, its bytes as the body."""
        if not self._may_change(request):
            return JSONResponse({"problem": "not from this page"}, 403)
        name = _safe_name(request.query_params.get("name", ""))
        if name is None:
            known = ", ".join(sorted(SUFFIXES))
            return JSONResponse({"problem": f"no paper of a kind that is read: {known}"}, 415)
        self.papers.mkdir(parents=True, exist_ok=True)
        part = self.papers / f".{secrets.token_hex(8)}.part"
        try:
            if not await _written(request, part):
                return JSONResponse({"problem": "too large"}, 413)
            part.replace(self.papers / name)
        finally:
            part.unlink(missing_ok=True)
        return JSONResponse({"kept": name})

    async def _build(self, request: Request) -> Response:
        """Begins to build the papers, unless that goes on already."""
        if not self._may_change(request):
            return JSONResponse({"problem": "not from this page"}, 403)
        if self._building is None or self._building.done():
            self._lines, self._done = [], None
            self._building = asyncio.create_task(self._run())
        return JSONResponse({"running": True}, 202)

    # -- names in doubt ------------------------------------------------------------------------

    async def _review(self, request: Request) -> Response:
        """The question that is to be answered now."""
        if not self._may_enter(request):
            return RedirectResponse("/papers", 303)
        try:
            sitting = await self._sitting()
        except KgError as error:
            return Response(rendering.error_page(409, str(error)), 409, media_type="text/html")
        body = rendering.page(
            "review",
            "",
            question=sitting.question(),
            said=sitting.said,
            answered=sitting.answered,
        )
        return Response(body, media_type="text/html", headers={"cache-control": "no-store"})

    async def _answer(self, request: Request) -> Response:
        """Takes an answer, then asks the next question."""
        if not self._may_change(request):
            return JSONResponse({"problem": "not from this page"}, 403)
        fields = parse_qs((await request.body())[:LONGEST_FORM].decode("utf-8", "replace"))
        word, number = fields.get("answer", [""])[0], fields.get("number", ["0"])[0]
        sitting = await self._sitting()
        if word == "undo":
            sitting.undo()
        elif word in ANSWERS and number.isdigit():
            sitting.answer(int(number), word)
        return RedirectResponse("/papers/review", 303)

    async def _sitting(self) -> ReviewDesk:
        """The sitting that goes on, begun where there is none. Raises ``KgError``."""
        if self._reviewing is None:
            self._reviewing = await asyncio.to_thread(ReviewDesk, self.home)
        return self._reviewing

    async def _run(self) -> None:
        """``kg build`` in a process of its own; its messages are what the page shows."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "kg", "build", str(self.papers), "--store", str(self.home)),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        assert process.stdout is not None
        async for line in process.stdout:
            self._lines = [*self._lines, line.decode("utf-8", "replace").rstrip()][-LINES:]
        code = await process.wait()
        if code == 0:
            self._reviewing = None
            await self._rebuilt()
        self._done = code


def _safe_name(given: str) -> str | None:
    """The last part of a file's name without what a path could do; ``None`` for another kind."""
    last = re.sub(r"[\x00-\x1f/\\:*?\"<>|]", "", re.split(r"[/\\]", given)[-1]).strip(" .")
    return last[-180:] if Path(last).suffix.lower() in SUFFIXES else None


async def _written(request: Request, path: Path) -> bool:
    """Writes the body to ``path``; false where it is larger than a paper can be."""
    size = 0
    with path.open("xb") as out:
        async for part in request.stream():
            size += len(part)
            if size > MOST_BYTES:
                return False
            out.write(part)
    return True
