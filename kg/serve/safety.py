"""What holds for every answer: who may ask, how often, and what a browser may do with it. ASGI middleware."""

from __future__ import annotations

import base64
import binascii
import hmac
import ipaddress
import socket
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
REMEMBERED = 4096  # addresses whose rate is known


@dataclass(frozen=True, slots=True)
class Rules:
    """``names`` are the hosts that may be asked for; ``any_address`` allows every plain IP address as well.

    ``token`` is what a visitor must show, if anything. ``origins`` are the web sites whose scripts may read answers
    (``*`` for all). ``rate`` is how many requests a second one address may make in the long run, 0 for any number.
    """

    names: frozenset[str]
    any_address: bool = False
    token: str | None = None
    origins: frozenset[str] = frozenset()
    rate: float = 0.0


def is_loopback(host: str) -> bool:
    """Whether a name or an address can be reached from this machine alone."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def names_for(host: str) -> tuple[frozenset[str], bool]:
    """The names by which a server bound to ``host`` may be asked for, and whether any address will do."""
    near = {"localhost", "127.0.0.1", "::1", host.strip("[]").lower()}
    if is_loopback(host):
        return frozenset(near), False
    return frozenset({*near, socket.gethostname().lower(), socket.getfqdn().lower()}), True


def guarded(app: App, rules: Rules) -> App:
    """``app`` behind the rules."""
    buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def within_rate(address: str) -> bool:
        if not rules.rate:
            return True
        most, now = 10 * rules.rate, time.monotonic()
        left, then = buckets.pop(address, (most, now))
        left = min(most, left + (now - then) * rules.rate) - 1
        buckets[address] = (max(left, -1), now)
        if len(buckets) > REMEMBERED:
            buckets.popitem(last=False)
        return left >= 0

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        origin = headers.get(b"origin", b"").decode("latin-1")
        shared = bool(origin) and ("*" in rules.origins or origin in rules.origins)

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = _with_headers(
                    message["headers"], origin if shared else None, rules
                )
            await send(message)

        hosts = [value for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1 or not _known(hosts[0].decode("latin-1"), rules):
            await _say(
                sending,
                421,
                "this server is not known by that name; see kg serve --help for --name",
            )
        elif not within_rate((scope.get("client") or ("",))[0]):
            await _say(sending, 429, "too many requests; wait a little", [(b"retry-after", b"2")])
        elif (
            rules.token is not None
            and scope["method"] != "OPTIONS"
            and not _shown(headers, rules.token)
        ):
            challenge = [
                (b"www-authenticate", b'Basic realm="boardgraph: any name, the token as password"')
            ]
            await _say(sending, 401, "show the token: as a Bearer, or as the password", challenge)
        elif (
            shared and scope["method"] == "OPTIONS" and b"access-control-request-method" in headers
        ):
            await _preflight(sending)
        else:
            await app(scope, receive, sending)

    return guard


def _known(host: str, rules: Rules) -> bool:
    name, colon, port = host.rpartition(":")
    if not colon or "]" in port:
        name, port = host, ""
    if port and not (port.isascii() and port.isdigit()):
        return False
    name = name.strip("[]").lower().rstrip(".")
    if name in rules.names:
        return True
    if rules.any_address:  # a stranger's name can be made to lead here, an address cannot
        try:
            ipaddress.ip_address(name)
            return True
        except ValueError:
            pass
    return False


def _shown(headers: dict[bytes, bytes], token: str) -> bool:
    scheme, _, value = headers.get(b"authorization", b"").partition(b" ")
    given = value.strip()
    if scheme.lower() == b"basic":
        try:
            given = base64.b64decode(given, validate=True).partition(b":")[2]
        except binascii.Error:
            return False
    elif scheme.lower() != b"bearer":
        return False
    return hmac.compare_digest(given, token.encode())


def _with_headers(
    given: list[tuple[bytes, bytes]], origin: str | None, rules: Rules
) -> list[tuple[bytes, bytes]]:
    present = {name.lower() for name, _ in given}
    more = dict(ALWAYS)
    if origin is not None:
        more["cross-origin-resource-policy"] = "cross-origin"
        more["access-control-allow-origin"] = (
            "*" if "*" in rules.origins and rules.token is None else origin
        )
        more["access-control-expose-headers"] = "ETag, Content-Location"
    headers = [
        *given,
        *((n.encode(), v.encode("latin-1")) for n, v in more.items() if n.encode() not in present),
    ]
    if rules.origins:
        vary = b", ".join(
            [value for name, value in headers if name.lower() == b"vary"] + [b"Origin"]
        )
        headers = [(name, value) for name, value in headers if name.lower() != b"vary"] + [
            (b"vary", vary)
        ]
    return headers


async def _preflight(send: Send) -> None:
    headers = [
        (b"access-control-allow-methods", b"GET, HEAD, POST, OPTIONS"),
        (
            b"access-control-allow-headers",
            b"Accept, Authorization, Content-Type, If-None-Match, Cache-Control",
        ),
        (b"access-control-max-age", b"600"),
        (b"content-length", b"0"),
    ]
    await send({"type": "http.response.start", "status": 204, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


async def _say(
    send: Send, status: int, text: str, more: list[tuple[bytes, bytes]] | None = None
) -> None:
    body = text.encode() + b"\n"
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        *(more or ()),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
