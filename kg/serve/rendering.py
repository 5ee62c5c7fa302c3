"""Pages from templates: every value escaped, every address made here."""

from __future__ import annotations

import os
import re
from functools import cache
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from kg.serve import static_files
from kg.serve.worker_messages import WorkerAnswer
from kg.store.query_catalogue import public_queries
from kg.views.partners.partners_page import short_day
from kg.views.timeline import phrases
from kg.views.timeline.formatting import readable
from kg.views.wording import script_words, ui_text, word_for, words

DESK = "KG_DESK"  # is set where kg open serves, so that its workers' pages lead back to the papers
KINDS = {"person": "People", "organisation": "Organisations", "programme": "Programmes"}
EXCERPT = 320  # characters of a passage among the results of a search
LONGEST_QUOTE = 200  # characters of a quote in an address


@cache
def environment() -> Any:
    """The templates of ``kg/serve/templates``; those of ``kg/views`` as ``show/…``."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined

    made = Environment(
        loader=ChoiceLoader(
            [
                PackageLoader("kg.serve", "templates"),
                PrefixLoader({"show": PackageLoader("kg.views", "templates")}),
            ]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {
        **phrases.TEMPLATE_FILTERS,
        "short_day": short_day,
        "readable": readable,
        "excerpt": marked_excerpt,
        "lead_in": lead_in,
        "part": lambda part: word_for("part_names", part),
        "number": lambda number: f"{number:,}",
        "q": lambda text: quote(str(text), safe=""),
    }
    made.globals |= {
        "ui_text": ui_text,
        "script_words": Markup(script_words()),
        "asset": static_files.address,
        "kinds": KINDS,
        "desk": DESK in os.environ,
        "queries": public_queries,
    }
    return made


def lead_in(text: str) -> Markup:
    """A sentence with what stands before the colon of its quotation, if anything, as strong."""
    head, colon, rest = text.partition(": “")
    if not colon or "“" in head:
        return Markup.escape(text)
    return Markup("<strong>{}:</strong> “{}").format(head, rest)


def marked_excerpt(text: str, asked: str) -> Markup:
    """The part of a passage that holds the most of the words asked for, these words marked.

    A word is found whole or begun, in whatever case; all else is escaped.
    """
    words = sorted({re.escape(word) for word in asked.split()}, key=len, reverse=True)
    found = re.compile(rf"(?<!\w)(?:{'|'.join(words)})\w*", re.IGNORECASE) if words else None
    hits = [match.start() for match in found.finditer(text)] if found else []
    start = max(hits, key=lambda at: (_count_within(hits, at), -at), default=0)
    start = 0 if start < EXCERPT // 2 else text.rfind(" ", 0, start - EXCERPT // 6) + 1
    part = text[start : start + EXCERPT]
    if start + EXCERPT < len(text):
        part = part.rpartition(" ")[0] or part
    shown = Markup("… " if start else "")
    at = 0
    for match in found.finditer(part) if found else ():
        shown += part[at : match.start()]
        shown += Markup("<mark>") + match.group() + Markup("</mark>")
        at = match.end()
    return shown + part[at:] + (" …" if start + EXCERPT < len(text) else "")


def _count_within(hits: list[int], start: int) -> int:
    """How many of the places lie within an excerpt that begins at ``start``."""
    return sum(start <= hit < start + EXCERPT for hit in hits)


def local_address(iri: str, base: str, ending: str = "") -> str:
    """The address on this server of an IRI under ``base``, with a format's ending.

    Any other IRI is returned as it is.
    """
    return "/" + iri.removeprefix(base) + ending if iri.startswith(base) else iri


def address_at(address: str, offsets: str) -> str:
    """The address of words in the paper at ``address``: ``offsets`` as ``120-180``."""
    return f"{address}?at={offsets}#here"


def address_of_quote(address: str, quoted: str) -> str:
    """The address of a quote in the paper at ``address``, wherever it stands.

    The last word is left out, since it may be cut off.
    """
    return f"{address}?find={quote(quoted[:LONGEST_QUOTE].rpartition(' ')[0], safe='')}#here"


def page_number(given: str, last: int) -> int:
    """The number from 1 to ``last`` that an address asks for; 1 where it is no number."""
    return min(max(int(given) if given.isdigit() else 1, 1), last)


def html_answer(template: str, base: str, /, **values: Any) -> WorkerAnswer:
    """A page made from a template, as a worker's answer."""
    return {"type": "text/html; charset=utf-8"}, page(template, base, **values)


def page(template: str, base: str, /, **values: Any) -> bytes:
    """A page made from a template.

    The template also has ``href``, which gives the local address of an IRI under ``base``, and
    ``at``, which gives that of words in a document.
    """

    def href(iri: str, ending: str = "") -> str:
        return local_address(iri, base, ending)

    def at(document: str, offsets: str) -> str:
        return address_at(href(document), offsets) if offsets else href(document)

    made: str = (
        environment().get_template(f"{template}.html").render(href=href, at=at, base=base, **values)
    )
    return made.encode()


def warm() -> None:
    """Read and compile all templates now."""
    for name in environment().list_templates(["html"]):
        if "/" not in name:
            environment().get_template(name)


def error_page(status: int, message: str) -> bytes:
    """What a browser is shown instead of a page."""
    titles, advice = words("error_titles"), words("error_advice")
    return page(
        "error",
        "",
        title=titles.get(str(status), titles["other"]),
        advice=advice.get(str(status), advice["other"]),
        status=status,
        message=message,
    )
