"""Starts the explorer with the desk that takes papers in, for the person at this machine."""

from __future__ import annotations

import asyncio
import logging
import os
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import Any

from starlette.responses import RedirectResponse

from kg.errors import KgError
from kg.serve.access_control import AccessRules, access_control
from kg.serve.app import application
from kg.serve.paper_desk import PaperDesk
from kg.serve.rendering import DESK
from kg.serve.server import ServeOptions, access_rules, bind, uvicorn_config
from kg.serve.worker_pool import WorkerLimits, WorkerPool

_LOGGER = logging.getLogger("kg.serve.desk_server")
HOST = "127.0.0.1"


class _DeskAndExplorer:
    """The desk at ``/papers``, the explorer at all else as soon as there is a graph."""

    def __init__(self, home: Path, papers: Path, rules: AccessRules) -> None:
        self.home, self.rules = home, rules
        self.desk = PaperDesk(home, papers, self.take_up)
        self._desk_app = access_control(self.desk.app(), rules)
        self._explorer: Any = None
        self._pool: WorkerPool | None = None
        self._watching: asyncio.Task[None] | None = None

    async def take_up(self) -> None:
        """Begin to show the graph, unless that is done already."""
        if self._pool is not None:
            return
        pool = WorkerPool(self.home, WorkerLimits(), None)
        await pool.start()
        self._pool = pool
        self._explorer = application(pool, self.rules)
        self._watching = asyncio.create_task(pool.watch())

    async def close(self) -> None:
        """End the workers."""
        if self._watching is not None:
            self._watching.cancel()
            with suppress(asyncio.CancelledError):
                await self._watching
        if self._pool is not None:
            await self._pool.close()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        path = scope.get("path", "")
        if scope["type"] != "http" or path.startswith("/papers"):
            await self._desk_app(scope, receive, send)
        elif self._explorer is not None:
            await self._explorer(scope, receive, send)
        elif path.startswith("/static/"):
            await self._desk_app(scope, receive, send)
        else:
            await RedirectResponse("/papers", 303)(scope, receive, send)


def serve_desk(home: Path, papers: Path, port: int, browser: bool) -> None:
    """Serve until interrupted, at a loopback address alone. Raises ``KgError``."""
    os.environ[DESK] = "1"
    with bind(HOST, port) as listening:
        asyncio.run(_run(home, papers, listening, browser))


async def _run(home: Path, papers: Path, listening: Any, browser: bool) -> None:
    import uvicorn

    both = _DeskAndExplorer(home, papers, access_rules(ServeOptions(host=HOST)))
    with suppress(KgError):  # no graph yet: the desk is where one begins
        await both.take_up()
    address = f"http://{HOST}:{listening.getsockname()[1]}/papers?key={both.desk.key}"
    _LOGGER.info("open at %s  Ctrl-C ends it", address)
    if browser:
        asyncio.get_running_loop().call_later(0.5, webbrowser.open, address)
    try:
        await uvicorn.Server(uvicorn_config(both, lifespan="off")).serve(sockets=[listening])
    finally:
        await both.close()
