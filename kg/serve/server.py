"""Starts and ends the server."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from kg.errors import InputError
from kg.serve.access_control import AccessRules, is_loopback, server_names
from kg.serve.worker_pool import WorkerLimits, WorkerPool

if TYPE_CHECKING:
    import uvicorn

SHORTEST_TOKEN = 12  # characters
_LOGGER = logging.getLogger("kg.serve.server")
PUBLIC_RATE = 20.0  # requests a second of one address, where others can reach the server


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """As on the command line. ``rate`` is requests a second from one address, 0 for any number.

    ``gold`` is a folder of rows that the graph ought to give, as ``kg.views.accuracy`` reads it.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    i_know: bool = False
    token: str | None = None
    names: tuple[str, ...] = ()
    cors: tuple[str, ...] = ()
    timeout: float = 30.0
    workers: int = 0
    rate: float | None = None
    gold: Path | None = None


def access_rules(options: ServeOptions) -> AccessRules:
    """The rules that the options ask for.

    Raises ``InputError`` where the server would be open to others without anybody having said so.
    """
    token = options.token or os.environ.get("KG_TOKEN") or None
    if token is not None and len(token) < SHORTEST_TOKEN:
        raise InputError(
            f"--token: too short to keep anybody out; use {SHORTEST_TOKEN} characters or more"
        )
    if not (is_loopback(options.host) or token is not None or options.i_know):
        raise InputError(
            f"--host {options.host}: others could reach this server; give a --token they must "
            f"show, or say --i-know if everybody may read the graph"
        )
    names, any_address = server_names(options.host)
    names |= {name.lower() for name in options.names}
    return AccessRules(names, any_address, token, frozenset(options.cors), _rate(options))


def _rate(options: ServeOptions) -> float:
    if options.rate is not None:
        return options.rate
    return 0.0 if is_loopback(options.host) else PUBLIC_RATE


def serve(home: Path, options: ServeOptions) -> None:
    """Serve the store in ``home`` until interrupted. Raises ``KgError``."""
    with bind(options.host, options.port) as listening:
        asyncio.run(_run(home, options, access_rules(options), listening))


async def _run(
    home: Path, options: ServeOptions, rules: AccessRules, listening: socket.socket
) -> None:
    import uvicorn

    from kg.serve.app import application

    limits = WorkerLimits(
        query=options.timeout,
        page=options.timeout,
        queries=options.workers or max(4, 2 * (os.cpu_count() or 2)),
    )
    pool = WorkerPool(home, limits, options.gold)
    await pool.start()
    host, port = listening.getsockname()[:2]
    shown = f"http://{f'[{host}]' if ':' in host else host}:{port}/"

    def ready() -> None:
        _LOGGER.info(
            "serving %s (%s quads) at %s  Ctrl-C ends it", home, f"{pool.current.quads:,}", shown
        )

    config = uvicorn_config(application(pool, rules, ready), lifespan="on")
    await uvicorn.Server(config).serve(sockets=[listening])


def uvicorn_config(app: Any, lifespan: Literal["on", "off"]) -> uvicorn.Config:
    """How uvicorn is to run an application of ours."""
    import uvicorn

    from kg.serve.http_connection import TimedConnection

    return uvicorn.Config(
        app,
        lifespan=lifespan,
        http=TimedConnection,
        ws="none",
        log_config=None,  # its messages go where ours do
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=True,
        proxy_headers=False,
        limit_concurrency=512,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=3,
    )


def bind(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises ``InputError`` where it cannot."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        # The protocol is named so that asyncio sets TCP_NODELAY: else each answer waits 40 ms.
        listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host.strip("[]"), port))
        listening.listen(512)
        return listening
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(
            f"--host {host} --port {port}: cannot listen there ({reason}); try --port 0"
        ) from error
