"""Who may ask, and what an answer allows a browser to do."""

from __future__ import annotations

import base64
import gzip
import http.client
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from server import Server, running

from kg.errors import InputError
from kg.serve.access_control import is_loopback
from kg.serve.content_negotiation import CSV, HTML, JSON, XML, choose_format
from kg.serve.http_connection import MOST_FROM_ONE
from kg.serve.server import ServeOptions, access_rules

EVERYWHERE = [
    "/",
    "/sparql",
    "/search?q=people",
    "/about",
    "/network",
    "/no/such/thing",
    "/static/base.css",
]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_carries_the_rules_for_browsers(server: Server, path: str) -> None:
    for accept in ("text/html", "*/*"):
        headers = server.get(path, accept).headers
        policy = headers["content-security-policy"]
        assert (
            "default-src 'none'" in policy
            and "unsafe" not in policy
            and "script-src 'self'" in policy
        )
        assert headers["x-content-type-options"] == "nosniff"
        assert "set-cookie" not in headers
        assert "server" not in headers


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("127.0.0.1:{port}", True),
        ("localhost:{port}", True),
        ("LOCALHOST", True),
        ("[::1]:{port}", True),
        ("evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("localhost:80@evil.example", False),
        ("10.0.0.1", False),
        ("", False),
    ],
)
def test_only_its_own_names_are_answered_to(server: Server, host: str, known: bool) -> None:
    status = server.get("/sparql", Host=host.format(port=server.port)).status
    assert status == (200 if known else 421)


def test_two_hosts_or_none_are_no_host(server: Server) -> None:
    for lines in ("Host: localhost\r\nHost: evil.example\r\n", ""):
        with socket.create_connection(("127.0.0.1", server.port)) as visitor:
            visitor.sendall(f"GET / HTTP/1.1\r\n{lines}Connection: close\r\n\r\n".encode())
            assert visitor.recv(4096).split(b" ", 2)[1] in (b"400", b"421")


@pytest.mark.parametrize(
    "path",
    [
        "/static/../cli.py",
        "/static/..%2f..%2fcli.py",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//evil.example/",
        "/document/..%2f..%2fSTORE",
        "/document/0000000000000000",
        "/programme/%00",
        "/programme/%0d%0aSet-Cookie:%20a=b",
        "/" + "a" * 5000,
    ],
)
def test_no_path_leads_out(server: Server, path: str) -> None:
    answer = server.get(path, "text/html")
    assert answer.status == 404
    assert "set-cookie" not in answer.headers and "location" not in answer.headers


@pytest.mark.parametrize(
    "path",
    ["/search?q={}", "/network?topic={}", "/sparql?query={}", "/sparql?name={}", "/names?kind={}"],
)
def test_what_is_asked_is_words_and_never_markup(server: Server, path: str) -> None:
    for words in (
        "%3Cscript%3Ealert(1)%3C/script%3E",
        "%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
        "%3C/textarea%3E%3Cb%3E",
    ):
        text = server.get(path.format(words), "text/html").text
        assert (
            "<script>alert" not in text
            and "<img src=x" not in text
            and "</textarea><b>" not in text
        )


# -- beyond this machine ---------------------------------------------------------------------------


def test_others_are_let_in_only_by_a_word() -> None:
    with pytest.raises(InputError, match="--i-know"):
        access_rules(ServeOptions(host="0.0.0.0"))
    assert access_rules(ServeOptions(host="0.0.0.0", i_know=True)).rate > 0
    assert access_rules(ServeOptions(host="192.0.2.7", token="a-token-long-enough")).token
    with pytest.raises(InputError, match="too short"):
        access_rules(ServeOptions(token="short"))
    assert access_rules(ServeOptions()).token is None


def test_the_command_says_so(store: Path) -> None:
    words = [
        sys.executable,
        "-m",
        "kg",
        "serve",
        "--store",
        str(store),
        "--host",
        "0.0.0.0",
        "--port",
        "0",
    ]
    done = subprocess.run(words, capture_output=True, text=True, timeout=300)
    assert done.returncode == 2 and "--i-know" in done.stderr and "Traceback" not in done.stderr


def test_a_missing_store_is_told_in_one_line(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "kg", "serve", "--store", str(tmp_path / "none"), "--port", "0"]
    done = subprocess.run(words, capture_output=True, text=True, timeout=300)
    assert (
        done.returncode == 2
        and len(done.stderr.strip().splitlines()) == 1
        and "kg build" in done.stderr
    )


def test_beyond_this_machine_all_the_rules_hold(store: Path) -> None:
    """A token, pages compressed, so many connections and so many requests of one visitor."""
    token = "0123456789abcdef"
    known = {"Authorization": f"Bearer {token}"}
    with running(store, "--host", "0.0.0.0", "--rate", "2", env={"KG_TOKEN": token}) as server:
        refused = server.get("/sparql")
        assert refused.status == 401 and refused.headers["www-authenticate"].startswith("Basic")
        assert server.get("/sparql", Authorization="Bearer " + token[:-1]).status == 401
        assert server.get("/sparql", **known).status == 200
        basic = base64.b64encode(f"anyone:{token}".encode()).decode()
        assert server.get("/", Authorization=f"Basic {basic}").status in (200, 404)
        assert server.get("/sparql", Authorization="Basic !!!").status == 401
        assert server.get("/sparql", **known, Host="10.1.2.3").status == 200
        assert server.get("/sparql", **known, Host="rebound.example").status == 421

        plain = server.get("/about", "text/html", **known)
        packed = server.get("/about", "text/html", **known, Accept_Encoding="gzip")
        assert packed.headers["content-encoding"] == "gzip"
        assert len(packed.body) < len(plain.body) / 2
        assert gzip.decompress(packed.body) == plain.body
        refused = server.get("/about", "text/html", **known, Accept_Encoding="br, gzip;q=0")
        assert "content-encoding" not in refused.headers and refused.body == plain.body

        held = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(MOST_FROM_ONE)]
        with pytest.raises((OSError, http.client.HTTPException)):
            server.get("/robots.txt", **known)
        for connection in held:
            connection.close()
        statuses = [server.get("/robots.txt", **known).status for _ in range(30)]
        assert statuses[-1] == 429 and 200 in statuses


@pytest.mark.parametrize("begin", [b"GET /?q=", b"GET / HTTP/1.1\r\nHost: localhost\r\nX: "])
def test_a_head_without_an_end_is_cut_off(server: Server, begin: bytes) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=300) as peer:
        try:
            peer.sendall(begin)
            for _ in range(100):
                peer.sendall(b"a" * 10_000)
            answer = peer.recv(100)
        except (BrokenPipeError, ConnectionResetError):
            answer = b""
    assert answer == b"" or answer.startswith(b"HTTP/1.1 4")
    assert server.get("/about", "text/html").status == 200


def test_what_is_loopback() -> None:
    assert all(map(is_loopback, ("localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]")))
    assert not any(map(is_loopback, ("0.0.0.0", "::", "192.168.1.4", "example.org", "")))


# -- choosing a form -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        (None, JSON),
        ("", JSON),
        ("*/*", JSON),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", HTML),
        ("text/csv;q=0.3, text/html;q=0.2", CSV),
        ("text/csv;q=high", None),
        ("text/csv;q=2", None),
        ("garbage", None),
        (",,;;,", None),
        ("text/*;q=0.4, text/csv;q=0", HTML),
        ("application/xml", XML),
        ("a" * 100_000, None),
    ],
)
def test_the_accept_header_is_read_as_the_standard_says(header: str | None, chosen: object) -> None:
    assert choose_format(header, (JSON, XML, CSV, HTML)) is chosen
