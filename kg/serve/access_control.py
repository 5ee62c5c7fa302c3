"""Access control for every answer: who may ask, how often, what browsers may do (ASGI)."""

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

Headers = list[tuple[bytes, bytes]]

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SECURITY_HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_SECURITY_HEADERS = [
    (name.encode(), value.encode("latin-1")) for name, value in SECURITY_HEADERS.items()
]
REMEMBERED_CLIENTS = 4096  # addresses whose rate is known
BURST = 10.0  # seconds of the allowed rate that may be used at once


@dataclass(frozen=True, slots=True)
class AccessRules:
    """What visitors must keep to.

    ``names`` are the hosts that may be asked for; ``any_address`` allows every IP address as well.
    ``token`` is what a visitor must present, if anything. ``origins`` are the web sites whose
    scripts may read answers (``*`` for all). ``rate`` is the requests a second that one address may
    make in the long run, 0 for any number.
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


def server_names(host: str) -> tuple[frozenset[str], bool]:
    """The names of a server bound to ``host``, and whether any IP address will do as well."""
    near = {"localhost", "127.0.0.1", "::1", host.strip("[]").lower()}
    if is_loopback(host):
        return frozenset(near), False
    return frozenset({*near, socket.gethostname().lower(), socket.getfqdn().lower()}), True


class _RateLimiter:
    """A token bucket for each address; the longest unused are forgotten."""

    def __init__(self, rate: float) -> None:
        self._rate = rate
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, address: str) -> bool:
        """Whether an address may make one more request now; counts it."""
        if not self._rate:
            return True
        most, now = BURST * self._rate, time.monotonic()
        left, then = self._buckets.pop(address, (most, now))
        left = min(most, left + (now - then) * self._rate) - 1
        self._buckets[address] = (max(left, -1), now)
        if len(self._buckets) > REMEMBERED_CLIENTS:
            self._buckets.popitem(last=False)
        return left >= 0


def access_control(app: App, rules: AccessRules) -> App:
    """``app`` behind the rules: a request that breaks one never reaches it."""
    limiter = _RateLimiter(rules.rate)

    async def control(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await app(scope, receive, send)
            return
        origin = _allowed_origin(scope, rules)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = _with_headers(message["headers"], origin, rules)
            await send(message)

        if not _asks_for_us(scope, rules):
            reason = "this server is not known by that name; see kg serve --help for --name"
            await _send_text(send_with_headers, 421, reason)
        elif not limiter.allows((scope.get("client") or ("",))[0]):
            wait: Headers = [(b"retry-after", b"2")]
            await _send_text(send_with_headers, 429, "too many requests; wait a little", wait)
        elif not _may_enter(scope, rules):
            challenge = [
                (b"www-authenticate", b'Basic realm="boardgraph: any name, the token as password"')
            ]
            reason = "show the token: as a Bearer, or as the password"
            await _send_text(send_with_headers, 401, reason, challenge)
        elif origin is not None and _is_preflight(scope):
            await _answer_preflight(send_with_headers)
        else:
            await app(scope, receive, send_with_headers)

    return control


def _header(scope: Scope, name: bytes) -> bytes:
    """The last header of that name; empty without one."""
    headers: dict[bytes, bytes] = dict(scope["headers"])
    return headers.get(name, b"")


def _allowed_origin(scope: Scope, rules: AccessRules) -> str | None:
    """The web site that asks, if its scripts may read the answer."""
    origin = _header(scope, b"origin").decode("latin-1")
    allowed = bool(origin) and ("*" in rules.origins or origin in rules.origins)
    return origin if allowed else None


def _asks_for_us(scope: Scope, rules: AccessRules) -> bool:
    """Whether the request has one ``Host``, by which this server is known."""
    hosts = [value for name, value in scope["headers"] if name == b"host"]
    return len(hosts) == 1 and _is_our_name(hosts[0].decode("latin-1"), rules)


def _is_our_name(host: str, rules: AccessRules) -> bool:
    name, colon, port = host.rpartition(":")
    if not colon or "]" in port:
        name, port = host, ""
    if port and not (port.isascii() and port.isdigit()):
        return False
    name = name.strip("[]").lower().rstrip(".")
    # A stranger's name can be made to lead here, an address cannot.
    return name in rules.names or (rules.any_address and _is_address(name))


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
        return True
    except ValueError:
        return False


def _may_enter(scope: Scope, rules: AccessRules) -> bool:
    """Whether the visitor needs no token, or presents it. A preflight request cannot have one."""
    if rules.token is None or scope["method"] == "OPTIONS":
        return True
    scheme, _, value = _header(scope, b"authorization").partition(b" ")
    presented = value.strip()
    if scheme.lower() == b"basic":
        try:
            presented = base64.b64decode(presented, validate=True).partition(b":")[2]
        except binascii.Error:
            return False
    elif scheme.lower() != b"bearer":
        return False
    return hmac.compare_digest(presented, rules.token.encode())


def _is_preflight(scope: Scope) -> bool:
    headers: dict[bytes, bytes] = dict(scope["headers"])
    return scope["method"] == "OPTIONS" and b"access-control-request-method" in headers


def _with_headers(given: Headers, origin: str | None, rules: AccessRules) -> Headers:
    """An answer's headers with those that every answer has.

    ``origin`` is the web site whose scripts may read it, if any.
    """
    more = _SECURITY_HEADERS if origin is None else _headers_for(origin, rules)
    present = {name.lower() for name, _ in given}
    headers = [*given, *(each for each in more if each[0] not in present)]
    return _vary_by_origin(headers) if rules.origins else headers


def _headers_for(origin: str, rules: AccessRules) -> Headers:
    """What every answer has whose reader may be a script of the web site ``origin``."""
    to_anybody = "*" in rules.origins and rules.token is None
    more = {
        **SECURITY_HEADERS,
        "cross-origin-resource-policy": "cross-origin",
        "access-control-allow-origin": "*" if to_anybody else origin,
        "access-control-expose-headers": "ETag, Content-Location",
    }
    return [(name.encode(), value.encode("latin-1")) for name, value in more.items()]


def _vary_by_origin(headers: Headers) -> Headers:
    vary = [value for name, value in headers if name.lower() == b"vary"]
    others = [(name, value) for name, value in headers if name.lower() != b"vary"]
    return [*others, (b"vary", b", ".join([*vary, b"Origin"]))]


async def _answer_preflight(send: Send) -> None:
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


async def _send_text(send: Send, status: int, text: str, more: Headers | None = None) -> None:
    body = text.encode() + b"\n"
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        *(more or ()),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
