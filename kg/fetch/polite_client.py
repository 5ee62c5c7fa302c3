"""An HTTP client with manners: it says who it is, obeys robots.txt, waits between calls, and asks
again only where a server may recover.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from kg.errors import FetchError
from kg.version import __version__

if TYPE_CHECKING:
    import httpx

AGENT = "boardgraph"
PACE = 1.0  # seconds between two calls to one host
TIMEOUT = 120.0  # seconds; council servers took up to 90
ATTEMPTS = 4  # the first and three more
MAX_REDIRECTS = 5
LONGEST_WAIT = 120.0  # seconds, whatever a server asks for
MAX_PAGE = 16 * 1024 * 1024  # bytes of a page or an answer that is held in memory


def user_agent(contact: str | None = None) -> str:
    """How the program names itself to servers."""
    who = f"; contact: {contact}" if contact else ""
    return f"{AGENT}/{__version__} (reads public committee papers{who})"


@dataclass(slots=True)
class PoliteClient:
    """Calls to any number of hosts, one after the other. ``sleep`` and ``clock`` are for tests."""

    contact: str | None = None
    pace: float = PACE
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _last: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)
    _unreached: dict[str, FetchError] = field(default_factory=dict)
    _http: httpx.Client | None = None

    def page(self, url: str) -> tuple[str, bytes]:
        """The address at which a page was found in the end, and its bytes.

        Raises ``FetchError``.
        """
        with self.stream(url) as response:
            data = bytearray()
            for chunk in response.iter_bytes():
                data += chunk
                if len(data) > MAX_PAGE:
                    raise FetchError(url, f"a page of more than {MAX_PAGE >> 20} MB")
            return str(response.url), bytes(data)

    @contextmanager
    def stream(self, url: str, headers: dict[str, str] | None = None) -> Iterator[httpx.Response]:
        """The open answer of a server: 200, 206 or 304. Raises ``FetchError`` for any other."""
        import httpx

        response = self._answer(url, headers or {})
        try:
            yield response
        except httpx.HTTPError as error:
            raise FetchError(url, f"the connection broke off ({_short(error)})") from error
        finally:
            response.close()

    def close(self) -> None:
        if self._http is not None:
            self._http.close()

    # -- one call --------------------------------------------------------------------------------

    def _answer(self, url: str, headers: dict[str, str]) -> httpx.Response:
        """The answer after redirects, within the host that was asked."""
        first = url
        for _ in range(MAX_REDIRECTS + 1):
            self._check_robots(url)
            response = self._retried(url, headers)
            target = response.headers.get("location")
            if response.status_code not in (301, 302, 303, 307, 308) or not target:
                return self._checked(first, response)
            response.close()
            url = urljoin(url, target)
            if not _same_host(first, url):
                other = urlsplit(url).hostname or url[:80]
                raise FetchError(
                    first, f"leads to another host, {other}; give that address if meant"
                )
        raise FetchError(first, "leads in a circle")

    def _checked(self, url: str, response: httpx.Response) -> httpx.Response:
        if response.status_code in (200, 206, 304):
            return response
        response.close()
        reasons = {
            401: "asks for a password",
            403: "may not be read by programs (403)",
            404: "is not there (404)",
            410: "is no longer there (410)",
            429: "has too many calls (429); try again later",
        }
        status = response.status_code
        raise FetchError(url, reasons.get(status, f"the server answered {status}"), status)

    def _retried(self, url: str, headers: dict[str, str]) -> httpx.Response:
        """The first answer that is not “try again”, or the last of ``ATTEMPTS``."""
        import httpx

        wait = 2.0
        for attempt in range(1, ATTEMPTS + 1):
            self._wait_for_turn(url)
            try:
                response = self._open(url, headers)
            except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
                raise FetchError(url, "no address of the web (http or https)") from error
            except httpx.HTTPError as error:
                if attempt == ATTEMPTS:
                    raise FetchError(
                        url, f"the server does not answer ({_short(error)})"
                    ) from error
            else:
                if not _may_recover(response.status_code) or attempt == ATTEMPTS:
                    return response
                wait = max(wait, _retry_after(response.headers.get("retry-after")))
                response.close()
            self.sleep(min(wait, LONGEST_WAIT))
            wait *= 2
        raise AssertionError("unreachable")

    def _open(self, url: str, headers: dict[str, str]) -> httpx.Response:
        import httpx

        if self._http is None:
            self._http = httpx.Client(
                timeout=TIMEOUT,
                headers={"User-Agent": user_agent(self.contact)},
                follow_redirects=False,
                trust_env=True,
            )
        request = self._http.build_request("GET", url, headers=headers)
        return self._http.send(request, stream=True)

    def _wait_for_turn(self, url: str) -> None:
        host = urlsplit(url).netloc
        robots = self._robots.get(_site(url))
        asked = robots.crawl_delay(AGENT) if robots else None
        pace = max(self.pace, min(float(asked or 0), LONGEST_WAIT))
        left = self._last.get(host, float("-inf")) + pace - self.clock()
        if left > 0:
            self.sleep(left)
        self._last[host] = self.clock()

    # -- robots.txt ------------------------------------------------------------------------------

    def _check_robots(self, url: str) -> None:
        """Raise ``FetchError`` where the host's robots.txt does not want the address read."""
        site = _site(url)
        if site in self._unreached:
            raise self._unreached[site]
        if site not in self._robots:
            try:
                self._robots[site] = self._read_robots(site)
            except FetchError as error:
                self._unreached[site] = error
                raise
        if not self._robots[site].can_fetch(AGENT, url):
            raise FetchError(url, "the host's robots.txt asks programs to stay away", 403)

    def _read_robots(self, site: str) -> RobotFileParser:
        """Rules of a host (RFC 9309): none where there are none, all where they cannot be had."""
        robots = RobotFileParser()
        response = self._retried(site + "/robots.txt", {})
        try:
            if response.status_code >= 500 or response.status_code == 429:
                raise FetchError(site, "its robots.txt cannot be had; try again later")
            text = response.read()[:500_000] if response.status_code == 200 else b""
        finally:
            response.close()
        robots.parse(text.decode("utf-8", "replace").splitlines())
        return robots


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _same_host(one: str, other: str) -> bool:
    """Whether two addresses are of one host, ``www.`` and ``https`` aside."""

    def host(url: str) -> tuple[str, int | None]:
        parts = urlsplit(url)
        port = None if parts.port in (80, 443) else parts.port
        return (parts.hostname or "").removeprefix("www."), port

    return urlsplit(other).scheme in ("http", "https") and host(one) == host(other)


def _may_recover(status: int) -> bool:
    return status >= 500 or status == 429


def _retry_after(text: str | None) -> float:
    return float(text) if text and text.strip().isdigit() else 0.0


def _short(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0][:120]
