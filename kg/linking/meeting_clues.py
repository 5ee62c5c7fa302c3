"""What ties a paper to a meeting besides its text: the note beside it, its file's name, a website.

Each is known of many councils' papers; the vocabulary is in ``meeting_papers.toml``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from urllib.parse import unquote

from kg.extractors.dates import first_date
from kg.extractors.facts import Document, PublishedFor
from kg.linking.organisation_words import COUNCIL_LETTERS
from kg.ontology.rule_tables import load_rules, load_table

_ENDING = re.compile(r"\.[A-Za-z]{2,5}$")
_BLANKS = re.compile(r"[_+\s-]+")


def publication_of(document: Document) -> PublishedFor | None:
    """What is known of the meeting a paper was published for: by its note, else its file's name."""
    noted = document.published
    if noted is not None and noted.meeting_date is not None and noted.committee:
        return noted
    return _named_after(document.name)


def _named_after(name: str) -> PublishedFor | None:
    """“Printed minutes 14th-Mar-2024 14.00 Burial Committee.pdf” as committee systems call it."""
    stem = _ENDING.sub("", unquote(name.rpartition("/")[2]))
    found = load_rules("kg.linking", "meeting_papers")["downloaded"].at(
        _BLANKS.sub(" ", stem).strip()
    )
    day = first_date(found["day"]) if found else None
    if found is None or day is None:
        return None
    return PublishedFor(found["body"], None, day, None, found["title"])


def is_of_minutes(published: PublishedFor) -> bool:
    """Whether a paper was published as the minutes of the meeting itself, not of one before it."""
    title = published.title or ""
    rule = load_rules("kg.linking", "meeting_papers")["of-minutes"]
    return published.item is None and rule.at(title) is not None


def decision_codes(text: str) -> frozenset[str]:
    """The codes of decisions in ``text``: “24/00011”."""
    rule = load_rules("kg.linking", "meeting_papers")["decision-code"]
    return frozenset(found[0] for found in rule.pattern.finditer(text))


def website_area(document: Document, areas: Collection[str]) -> str | None:
    """The one of ``areas`` whose council's website a paper prints most often, if one does."""
    rule = load_rules("kg.linking", "meeting_papers")["website"]
    words = load_table("kg.linking", "meeting_papers")["words"]["suffixes"]
    suffixes = sorted({*words, *COUNCIL_LETTERS}, key=lambda end: (-len(end), end))
    labels = Counter(
        found["label"].lower().replace("-", "")
        for found in rule.pattern.finditer(f"{document.source_url or ''}\n{document.text}")
    )
    if not labels:
        return None
    known = {area.replace(" ", ""): area for area in sorted(areas)}
    counts: Counter[str] = Counter()
    for label, count in labels.items():
        bare = next((label[: -len(end)] for end in suffixes if label.endswith(end)), label)
        area = known.get(label) or known.get(bare)
        if area is not None:
            counts[area] += count
    best, second = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    return best[0] if best[1] > second[1] else None
