"""Content negotiation: which of the forms that can be served does an ``Accept`` header ask for (RFC 9110, 12.5.1)?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

_RANGE = re.compile(
    r"\s*(?P<type>[\w!#$&^.+*-]{1,100})/(?P<sub>[\w!#$&^.+*-]{1,100})\s*(?P<rest>(?:;.*)?)",
    re.DOTALL,
)
_WEIGHT = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")
LONGEST = 4096  # characters of a header that are read


@dataclass(frozen=True, slots=True)
class Form:
    """A form that answers can take: its name (as in ``kg query --format``), the media types it is asked for by."""

    name: str
    types: tuple[str, ...]
    ending: str

    @property
    def type(self) -> str:
        """What stands in ``Content-Type``."""
        return self.types[0]


JSON = Form("json", ("application/sparql-results+json", "application/json"), "json")
XML = Form("xml", ("application/sparql-results+xml", "application/xml", "text/xml"), "xml")
CSV = Form("csv", ("text/csv",), "csv")
TSV = Form("tsv", ("text/tab-separated-values",), "tsv")
TURTLE = Form("turtle", ("text/turtle", "application/x-turtle"), "ttl")
NTRIPLES = Form("ntriples", ("application/n-triples",), "nt")
JSON_LD = Form("json-ld", ("application/ld+json",), "jsonld")
RDF_XML = Form("rdf-xml", ("application/rdf+xml",), "rdf")
HTML = Form("html", ("text/html", "application/xhtml+xml"), "html")

ROWS = (JSON, XML, CSV, TSV)
TRIPLES = (TURTLE, NTRIPLES, JSON_LD, RDF_XML)
BY_NAME: Mapping[str, Form] = MappingProxyType(
    {form.name: form for form in (*ROWS, *TRIPLES, HTML)}
)
BY_ENDING: Mapping[str, Form] = MappingProxyType({form.ending: form for form in (*ROWS, *TRIPLES)})


def called(name: str) -> Form | None:
    """The form of a name, a file's ending or a media type."""
    folded = name.strip().lower()
    return next(
        (form for form in BY_NAME.values() if folded in (form.name, form.ending, *form.types)), None
    )


def weights(header: str) -> dict[tuple[str, str], float]:
    """Media ranges of an ``Accept`` header with their weights; a range that cannot be read is passed over."""
    found: dict[tuple[str, str], float] = {}
    for part in header[:LONGEST].split(","):
        match = _RANGE.fullmatch(part)
        if match is None:
            continue
        weight = 1.0
        for parameter in match["rest"].split(";"):
            name, _, value = parameter.strip().partition("=")
            if name.strip().lower() == "q":
                # A weight that is none (q=high) makes the range count for nothing.
                weight = float(value) if _WEIGHT.fullmatch(value.strip()) else 0.0
        key = (match["type"].lower(), match["sub"].lower())
        found[key] = max(weight, found.get(key, 0.0)) if weight else found.get(key, 0.0)
    return found


def choose(header: str | None, offers: tuple[Form, ...]) -> Form | None:
    """The offer that is wanted most, the earlier one among equals; ``None`` where none is acceptable."""
    if header is None or not header.strip():
        return offers[0]
    return _chosen(header[:LONGEST], offers)


@lru_cache(256)  # a program asks with the same words each time
def _chosen(header: str, offers: tuple[Form, ...]) -> Form | None:
    asked = weights(header)
    best, chosen = 0.0, None
    for form in offers:
        weight = max(_weight(asked, form.type), *(_exact(asked, media) for media in form.types))
        if weight > best:
            best, chosen = weight, form
    return chosen


def _exact(asked: Mapping[tuple[str, str], float], media: str) -> float:
    """By its very name: a range with a star means none of the other names that a form is known by."""
    main, _, sub = media.partition("/")
    return asked.get((main, sub), 0.0)


def _weight(asked: Mapping[tuple[str, str], float], media: str) -> float:
    """By the most specific range that fits."""
    main, _, sub = media.partition("/")
    for key in ((main, sub), (main, "*"), ("*", "*")):
        if key in asked:
            return asked[key]
    return 0.0
