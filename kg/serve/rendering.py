"""Pages from templates: every value escaped, every address made here."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import quote

from kg.serve import static_files
from kg.store.query_catalogue import public_queries
from kg.views.timeline import phrases

PARTS: dict[Any, str] = {"action-log": "action log", "presentation": "slides"}
KINDS = {"person": "People", "organisation": "Organisations", "programme": "Programmes"}


@cache
def environment() -> Any:
    """The templates of ``kg/templates/serve``."""
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
        "part": lambda part: PARTS.get(part, part),
        "number": lambda number: f"{number:,}",
        "q": lambda text: quote(str(text), safe=""),
    }
    made.globals |= {"asset": static_files.address, "kinds": KINDS, "queries": public_queries}
    return made


def local(iri: str, base: str, ending: str = "") -> str:
    """The address here of an IRI under ``base``, with the ending of a form; any other IRI as it is."""
    return "/" + iri.removeprefix(base) + ending if iri.startswith(base) else iri


def sought(address: str, words: str) -> str:
    """The address of words in a paper at ``address``, wherever they stand; the last may be cut off, and is left out."""
    return f"{address}?find={quote(words[:200].rpartition(' ')[0], safe='')}#here"


def page(template: str, base: str, /, **values: Any) -> bytes:
    """A page; ``href`` makes an address here of an IRI under ``base``."""

    def href(iri: str, ending: str = "") -> str:
        return local(iri, base, ending)

    def at(document: str, where: str) -> str:
        """The address of words: a document and their offsets in it."""
        return f"{href(document)}?at={where}#here" if where else href(document)

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
    titles = {404: "Not here", 503: "Too busy, or it took too long", 429: "A little slower, please"}
    return page(
        "error",
        "",
        title=titles.get(status, "This cannot be answered"),
        status=status,
        message=message,
    )
