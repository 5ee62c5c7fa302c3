"""Style sheets and scripts: read once, and kept by browsers, for their address has a digest."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response

CONTENT_TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}
VIS_NETWORK = "vis-network.js"


@cache
def assets() -> dict[str, bytes]:
    """File name → bytes."""
    from kg.views.network import page

    folder = files("kg.serve").joinpath("templates")
    found = {
        each.name: each.read_bytes()
        for each in folder.iterdir()
        if each.name.rpartition(".")[2] in CONTENT_TYPES
    }
    names = ("network.css", "network.js", "partners.css")
    shown = {name: (page.TEMPLATES / name).read_bytes() for name in names}
    return {**found, **shown, VIS_NETWORK: page.vis_network_script().encode()}


@cache
def address(name: str) -> str:
    """Where a page finds the file: another address for other bytes."""
    return f"/static/{name}?{hashlib.sha256(assets()[name]).hexdigest()[:12]}"


@cache
def digest() -> str:
    """One digest of all templates, style sheets and scripts."""
    folder = files("kg.serve").joinpath("templates")
    parts = [
        each.read_bytes()
        for each in sorted(folder.iterdir(), key=lambda each: each.name)
        if each.is_file()
    ]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


async def answer_file(request: Request) -> Response:
    """The file of that name."""
    name = request.path_params["name"]
    if name not in assets():
        return Response("no such file\n", 404, media_type="text/plain")
    tag = f'"{hashlib.sha256(assets()[name]).hexdigest()[:16]}"'
    headers = {"etag": tag, "cache-control": "public, max-age=31536000, immutable"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(
        assets()[name], headers=headers, media_type=CONTENT_TYPES[name.rpartition(".")[2]]
    )
