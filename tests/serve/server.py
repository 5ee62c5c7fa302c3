"""Runs ``kg serve`` as a user would, and asks it things over plain HTTP."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

PACKS = Path(__file__).resolve().parents[2] / "kg" / "demo" / "packs"
JSON = "application/sparql-results+json"
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


@dataclass
class Server:
    port: int
    process: subprocess.Popen[str]

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self,
        method: str,
        path: str,
        headers: dict[str, str] | None = None,
        body: bytes | None = None,
        timeout: float = 300,
    ) -> Answer:
        """One request, sent as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            connection.request(method, path, body, headers or {})
            got = connection.getresponse()
            return Answer(
                got.status, {name.lower(): value for name, value in got.getheaders()}, got.read()
            )
        finally:
            connection.close()

    def get(self, path: str, accept: str | None = None, **headers: str) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.ask("GET", path, {**({"Accept": accept} if accept else {}), **named})

    def query(
        self, text: str, accept: str | None = None, *more: tuple[str, str], **headers: str
    ) -> Answer:
        return self.get(
            "/sparql?" + urlencode([("query", text), *more], quote_via=quote), accept, **headers
        )


@contextmanager
def running(
    store: Path | str, *options: str, env: dict[str, str] | None = None
) -> Iterator[Server]:
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0", *options],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **(env or {})},
    )
    try:
        assert process.stderr is not None
        lines = []
        for line in process.stderr:
            lines.append(line)
            if found := re.search(r" at http://\S+?:(\d+)/", line):
                break
        else:
            raise AssertionError("kg serve did not start: " + "".join(lines))
        threading.Thread(target=_drain, args=(process,), daemon=True).start()
        yield Server(int(found[1]), process)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(120)
        except subprocess.TimeoutExpired:
            process.kill()
            raise


def _drain(process: subprocess.Popen[str]) -> None:
    assert process.stderr is not None
    for line in process.stderr:
        sys.stderr.write(line)
