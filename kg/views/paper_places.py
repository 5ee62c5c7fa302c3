"""Where the papers of a view can be opened: on the council's site, and at which page of the file.

What a view cites carries it: names of files that know their address (``AddressedPaper``), and
printed page numbers that know their place in the file (``PrintedPage``). Both are plain strings to
whoever does not ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from kg.store import query
from kg.text.page_runs import positions_of

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.store.remote import Remote

_Shown = TypeVar("_Shown")
_OF_ADDRESSES = "%/:?#[]@!$&'*+,;=~"  # what stays as it is in an address of the web, but brackets


class AddressedPaper(str):
    """The name of a file that was fetched from ``address``."""

    __slots__ = ("address",)
    address: str


class PrintedPage(str):
    """The number printed on a page that stands elsewhere in its file: at ``positions``."""

    __slots__ = ("positions",)
    positions: tuple[int, ...]


class LinkAddress(str):
    """An address in which nothing is left that Markdown reads as markup: it is written as it is."""

    __slots__ = ()


def link(document: str | None, page: str | None = None) -> LinkAddress:
    """The address of a paper at one of its pages: on the site that it was fetched from, else beside
    the page. Viewers count pages from the first of the file.
    """
    from urllib.parse import quote

    if isinstance(page, PrintedPage):
        first: str | None = str(page.positions[0])
    else:
        found = re.match(r"\d+", page or "")
        first = found[0] if found else None
    if isinstance(document, AddressedPaper):
        place = quote(document.address, safe=_OF_ADDRESSES)
    else:
        place = quote(document or "")
    return LinkAddress(place + (f"#page={first}" if first and "#" not in place else ""))


def published(document: str | None, page: str | None = None) -> LinkAddress | None:
    """The address of a paper on the site that it was fetched from, if it was."""
    return link(document, page) if isinstance(document, AddressedPaper) else None


def cited_places(shown: Any) -> dict[str, dict[str, Any]]:
    """Where the papers that ``shown`` cites can be opened: the address of each that was fetched,
    and the places in its file of pages that bear another number.
    """
    found: dict[str, dict[str, Any]] = {}
    for document, page in _cited(shown, None):
        if isinstance(document, AddressedPaper):
            found.setdefault(document, {})["address"] = document.address
        if document and isinstance(page, PrintedPage):
            pages = found.setdefault(document, {}).setdefault("pdf_pages", {})
            pages[str(page)] = list(page.positions)
    return {str(document): found[document] for document in sorted(found)}


def _cited(shown: Any, document: str | None) -> Iterator[tuple[str | None, str | None]]:
    """The paper and page of each part of what is shown that names one."""
    if isinstance(shown, tuple):
        for part in shown:
            yield from _cited(part, document)
    elif is_dataclass(shown) and not isinstance(shown, type):
        held = {field.name: getattr(shown, field.name) for field in fields(shown)}
        document = held.get("document") or document
        yield document, held.get("page")
        for value in held.values():
            if not isinstance(value, str):
                yield from _cited(value, document)


@dataclass(frozen=True, slots=True)
class PaperPlaces:
    """Addresses of papers, and positions of pages by paper and printed number."""

    addresses: Mapping[str, str]
    positions: Mapping[str, Mapping[str, tuple[int, ...]]]

    def paper(self, name: str) -> str:
        """The name of a file; one that knows its address if it was fetched."""
        address = self.addresses.get(name)
        if address is None:
            return name
        known = AddressedPaper(name)
        known.address = address
        return known

    def page(self, document: str | None, printed: str) -> str:
        """A page number; one that knows its position in the file where that is another."""
        positions = self.positions.get(document or "", {}).get(printed)
        if not positions or positions == (int(printed) if printed.isdecimal() else 0,):
            return printed
        known = PrintedPage(printed)
        known.positions = positions
        return known

    def placed(self, shown: _Shown) -> _Shown:
        """What is shown, with papers and pages that know where they can be opened."""
        if not self.addresses and not self.positions:
            return shown
        found: _Shown = _placed(shown, self, None)
        return found


def is_web_address(text: str) -> bool:
    """Whether a link may lead there: a saved page can say that it is from anywhere."""
    return text.startswith(("http://", "https://"))


def paper_places(store: ox.Store | Remote) -> PaperPlaces:
    """What a store knows of where its papers can be opened."""
    rows = query.rows(store, "paper-places")
    return PaperPlaces(
        {row["file"]: row["address"] for row in rows if is_web_address(row["address"])},
        {row["file"]: positions_of(row["pages"]) for row in rows if row["pages"]},
    )


def placed(store: ox.Store | Remote, shown: _Shown) -> _Shown:
    """What is shown, with papers and pages that know where they can be opened."""
    return paper_places(store).placed(shown)


def _placed(shown: Any, places: PaperPlaces, document: str | None) -> Any:
    """A part of what is shown; ``document`` is the file that what is around it stands in."""
    if isinstance(shown, tuple):
        parts = [_placed(part, places, document) for part in shown]
        same = all(one is two for one, two in zip(parts, shown, strict=True))
        return shown if same else tuple(parts)
    if not is_dataclass(shown) or isinstance(shown, type):
        return shown
    held = {field.name: getattr(shown, field.name) for field in fields(shown)}
    document = held.get("document") or document
    changed = {}
    for name, value in held.items():
        if isinstance(value, str):
            now: Any = value
            if name == "document":
                now = places.paper(value)
            elif name == "page":
                now = places.page(document, value)
        else:
            now = _placed(value, places, document)
        if now is not value:
            changed[name] = now
    return replace(shown, **changed) if changed else shown
