"""Content negotiation: which of the formats on offer an ``Accept`` header asks for.

RFC 9110, section 12.5.1.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

_MEDIA_RANGE = re.compile(
    r"\s*(?P<type>[\w!#$&^.+*-]{1,100})/(?P<sub>[\w!#$&^.+*-]{1,100})\s*(?P<rest>(?:;.*)?)",
    re.DOTALL,
)
_WEIGHT = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")
LONGEST_HEADER = 4096  # characters that are read

MediaRange = tuple[str, str]  # type and subtype, either may be "*"


@dataclass(frozen=True, slots=True)
class MediaFormat:
    """A format that answers can have.

    ``name`` is that of ``kg query --format``; ``types`` are the media types it is asked for by, the
    first its own; ``ending`` is that of a file's name.
    """

    name: str
    types: tuple[str, ...]
    ending: str

    @property
    def type(self) -> str:
        """The media type for ``Content-Type``."""
        return self.types[0]


JSON = MediaFormat("json", ("application/sparql-results+json", "application/json"), "json")
XML = MediaFormat("xml", ("application/sparql-results+xml", "application/xml", "text/xml"), "xml")
CSV = MediaFormat("csv", ("text/csv",), "csv")
TSV = MediaFormat("tsv", ("text/tab-separated-values",), "tsv")
TURTLE = MediaFormat("turtle", ("text/turtle", "application/x-turtle"), "ttl")
NTRIPLES = MediaFormat("ntriples", ("application/n-triples",), "nt")
JSON_LD = MediaFormat("json-ld", ("application/ld+json",), "jsonld")
RDF_XML = MediaFormat("rdf-xml", ("application/rdf+xml",), "rdf")
HTML = MediaFormat("html", ("text/html", "application/xhtml+xml"), "html")

RESULT_FORMATS = (JSON, XML, CSV, TSV)  # of SELECT and ASK
RDF_FORMATS = (TURTLE, NTRIPLES, JSON_LD, RDF_XML)  # of CONSTRUCT and DESCRIBE
BY_NAME: Mapping[str, MediaFormat] = MappingProxyType(
    {format.name: format for format in (*RESULT_FORMATS, *RDF_FORMATS, HTML)}
)
BY_ENDING: Mapping[str, MediaFormat] = MappingProxyType(
    {format.ending: format for format in (*RESULT_FORMATS, *RDF_FORMATS)}
)


def find_format(name: str) -> MediaFormat | None:
    """The format with this name, file ending or media type."""
    folded = name.strip().lower()
    return next(
        (
            format
            for format in BY_NAME.values()
            if folded in (format.name, format.ending, *format.types)
        ),
        None,
    )


def list_types(formats: tuple[MediaFormat, ...]) -> str:
    """The media types of formats, for a message."""
    return ", ".join(format.type for format in formats)


def choose_format(header: str | None, offers: tuple[MediaFormat, ...]) -> MediaFormat | None:
    """The offer that an ``Accept`` header wants most, the earlier one among equals.

    Without a header it is the first; ``None`` where none is acceptable.
    """
    if header is None or not header.strip():
        return offers[0]
    return _choose(header[:LONGEST_HEADER], offers)


@lru_cache(256)  # a program asks with the same words each time
def _choose(header: str, offers: tuple[MediaFormat, ...]) -> MediaFormat | None:
    weights = parse_accept(header)
    best, chosen = 0.0, None
    for format in offers:
        weight = max(
            _most_specific_weight(weights, format.type),
            *(_exact_weight(weights, media_type) for media_type in format.types),
        )
        if weight > best:
            best, chosen = weight, format
    return chosen


def parse_accept(header: str) -> dict[MediaRange, float]:
    """The media ranges of an ``Accept`` header with their weights (0 to 1).

    A range that cannot be read is passed over; of a range given twice the larger weight counts.
    """
    weights: dict[MediaRange, float] = {}
    for part in header[:LONGEST_HEADER].split(","):
        match = _MEDIA_RANGE.fullmatch(part)
        if match is not None:
            key = (match["type"].lower(), match["sub"].lower())
            weights[key] = max(_quality(match["rest"]), weights.get(key, 0.0))
    return weights


def _quality(parameters: str) -> float:
    """The weight that ``;q=…`` among a media range's parameters gives; 1 without one.

    A weight that is no number (``q=high``) makes the range count for nothing.
    """
    weight = 1.0
    for parameter in parameters.split(";"):
        name, _, value = parameter.strip().partition("=")
        if name.strip().lower() == "q":
            weight = float(value) if _WEIGHT.fullmatch(value.strip()) else 0.0
    return weight


def _exact_weight(weights: Mapping[MediaRange, float], media_type: str) -> float:
    """The weight of this very type: a range with a star means none of a format's other names."""
    main, _, sub = media_type.partition("/")
    return weights.get((main, sub), 0.0)


def _most_specific_weight(weights: Mapping[MediaRange, float], media_type: str) -> float:
    """The weight of the most specific range that covers the type."""
    main, _, sub = media_type.partition("/")
    for key in ((main, sub), (main, "*"), ("*", "*")):
        if key in weights:
            return weights[key]
    return 0.0
