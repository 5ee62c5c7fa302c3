"""Plain sites: the papers that a page links to, and those on the pages it leads to below itself."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from kg.errors import FetchError
from kg.extractors.reading.formats import SUFFIXES
from kg.fetch.plan import FetchPlan, PublishedPaper
from kg.fetch.polite_client import PoliteClient
from kg.fetch.site_pages import links, read_date, same_site

MAX_PAGES = 50  # looked at for links; a plain site has its papers near
_PAPERS = frozenset(SUFFIXES) - {".html", ".htm", ".txt", ".md", ".markdown", ".text"}


def plan_plain_site(client: PoliteClient, url: str, since: date | None) -> FetchPlan:
    """The papers linked from a page, and from pages of the same folder that it links to.

    A paper whose words or address show a day before ``since`` is left. Raises ``FetchError`` where
    the page itself cannot be had.
    """
    papers: dict[str, PublishedPaper] = {}
    problems: list[str] = []
    seen, queue = {url}, [url]
    folder = urlsplit(url).path.rpartition("/")[0] + "/"
    while queue:
        page = queue.pop(0)
        try:
            found_at, data = client.page(page)
        except FetchError as error:
            if page == url:
                raise
            problems.append(str(error))
            continue
        for link, text in links(data, found_at):
            parts = urlsplit(link)
            if not same_site(link, url):
                continue
            if PurePosixPath(parts.path).suffix.lower() in _PAPERS:
                day = read_date(text) or read_date(unquote(parts.path))
                if day is None or since is None or day >= since:
                    title = text or PurePosixPath(unquote(parts.path)).stem
                    papers.setdefault(link, PublishedPaper(link, title, found_at, meeting_date=day))
            elif link not in seen and len(seen) < MAX_PAGES and _is_below(parts.path, folder):
                seen.add(link)
                queue.append(link)
    return FetchPlan(tuple(papers.values()), tuple(problems))


def _is_below(path: str, folder: str) -> bool:
    suffix = PurePosixPath(path).suffix.lower()
    return path.startswith(folder) and suffix in ("", ".html", ".htm", ".php", ".aspx")
