"""What is to be fetched: papers, each with where it is and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kg.ontology.folding import slug

_MOST_WORDS = 80  # no limit besides that of the characters


@dataclass(frozen=True, slots=True)
class Committee:
    """A body whose meetings a site lists."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class PublishedPaper:
    """A paper that a site offers; what is unknown is ``None``.

    ``page`` is the council's own page about the meeting, ``published`` as the site prints it.
    """

    url: str
    title: str
    page: str
    committee: str | None = None
    meeting_id: str | None = None
    meeting_date: date | None = None
    item: str | None = None
    published: str | None = None

    @property
    def stem(self) -> str:
        """The name of its file without an ending: date, title and meeting."""
        day = self.meeting_date.isoformat() if self.meeting_date else "undated"
        return "-".join(part for part in (day, _file_words(self.title), self.meeting_id) if part)

    @property
    def folder(self) -> str:
        return _file_words(self.committee or "papers")


@dataclass(frozen=True, slots=True)
class FetchPlan:
    """The papers to fetch, and what was met on the way that could not be looked at."""

    papers: tuple[PublishedPaper, ...]
    problems: tuple[str, ...] = ()


def _file_words(text: str) -> str:
    """``text`` as part of a file's name: lower case, words and hyphens, 80 characters at most."""
    return slug(text, words=_MOST_WORDS) or "paper"
