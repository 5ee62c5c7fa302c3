"""What pages of any council's site offer: links, days, committees by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urljoin, urlsplit

from kg.errors import NotFound
from kg.extractors.dates import MONTHS
from kg.fetch.plan import Committee
from kg.ontology.folding import fold

_DATE = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?[\s/-]+(\w{3,9}|\d{1,2})[\s/-]+(\d{4})\b")


def links(data: bytes, url: str) -> Iterator[tuple[str, str]]:
    """The links of a page: whole address and words."""
    from lxml import etree
    from lxml import html as pages

    try:
        root = pages.document_fromstring(data, parser=pages.HTMLParser(no_network=True))
    except (etree.ParserError, ValueError):
        return
    for anchor in root.iter("a"):
        target = anchor.get("href")
        if target and not target.startswith(("#", "javascript:", "mailto:", "tel:")):
            try:
                address = urljoin(url, target.strip())
            except ValueError:
                continue
            yield address.partition("#")[0], " ".join(anchor.text_content().split())


def read_date(text: str) -> date | None:
    """The first day in ``text``: ``25/06/2024``, ``25 Jun 2024``, ``25th-Jun-2024``."""
    found = _DATE.search(text)
    if not found:
        return None
    word = found[2].lower()
    month = int(word) if word.isdigit() else MONTHS.get(word[:3], 0)
    try:
        return date(int(found[3]), month, int(found[1]))
    except ValueError:
        return None


def same_site(link: str, url: str) -> bool:
    """Whether two addresses are of one host."""
    return urlsplit(link).netloc == urlsplit(url).netloc


def choose(committees: list[Committee], name: str) -> list[Committee]:
    """The committees of that name, else those whose names hold its words.

    Raises ``NotFound`` with the names there are.
    """
    wanted = fold(name)
    exact = [each for each in committees if fold(each.title) == wanted]
    words = set(wanted.split())
    found = exact or [each for each in committees if words <= set(fold(each.title).split())]
    if not found:
        names = "; ".join(sorted(each.title for each in committees)[:60])
        raise NotFound(f"no committee “{name}” on this site; it has: {names}")
    return found
