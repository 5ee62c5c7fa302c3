"""Names and values of forms are read as the standard library reads them."""

from __future__ import annotations

import random
from urllib.parse import parse_qsl

import pytest

from kg.serve.http_error import HttpError
from kg.serve.sparql_protocol import MOST_FIELDS, parse_request

PIECES = (
    b"%41", b"%", b"%4", b"%zz", b"%%41", b"%3D", b"%26", b"%2B", b"%0D%0A", b"%00", b"%ff", b"+",
    b"&", b"=", b"a", b";", b"\n", b"\r\n", b" ", b"=\r\n", b"=41", "é".encode(), b"%e2%82%ac",
)  # fmt: skip


def read(raw: bytes) -> str | None:
    """The query of a form; ``None`` where it is refused."""
    try:
        operation = parse_request("GET", "", "", b"query=q&$v=" + raw, b"")
        return dict(operation.params)["v"] if operation else None
    except HttpError:
        return None


def test_any_form_is_read_as_the_standard_library_reads_it() -> None:
    chance = random.Random(5)
    for _ in range(3000):
        raw = b"".join(chance.choice(PIECES) for _ in range(chance.randrange(9)))
        raw = raw.replace(b"&", b"%26")
        try:
            text = (b"v=" + raw).decode()
            expected = dict(parse_qsl(text, keep_blank_values=True, errors="strict"))["v"]
        except UnicodeDecodeError:
            expected = None
        assert read(raw) == expected, raw


def test_empty_fields_and_names_are_passed_over_and_too_many_refused() -> None:
    operation = parse_request("GET", "", "", b"&&query=ASK%7B%7D&x&=&", b"")
    assert operation is not None and operation.query == "ASK{}"
    with pytest.raises(HttpError) as refused:
        parse_request("GET", "", "", b"query=q" + b"&a=b" * MOST_FIELDS, b"")
    assert refused.value.status == 400
