"""Facts of fictional papers, made from names in square brackets, and a small vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kg.extractors.facts import (
    Action,
    Attendance,
    Document,
    EntityKind,
    Facts,
    Meeting,
    Mention,
    Report,
    Resolution,
    Span,
)
from kg.ontology.vocabulary import Concept, Vocabulary

BOARD = "Marlshire Safer Places Board"
_KIND: dict[str, EntityKind] = {"@": "person", "#": "programme"}
_NAME = re.compile(r"\[([@#]?)([^\]]+)\]")


def council(name: str, area: str) -> Concept:
    """An entry for a county council with the short forms all of them share."""
    slug = name.lower().replace(" ", "-")
    return Concept(
        slug, "organisation", "council", name, short=("County Council", "the Council"), area=area
    )


VOCABULARY = Vocabulary(
    [
        council("Marlshire County Council", "Marlshire"),
        council("Wendshire County Council", "Wendshire"),
        Concept(
            "marlshire-police",
            "organisation",
            "police",
            "Marlshire Police",
            short=("the Force",),
            area="Marlshire",
        ),
        Concept(
            "wendshire-police",
            "organisation",
            "police",
            "Wendshire Police",
            short=("the Force",),
            area="Wendshire",
        ),
        Concept(
            "harm-panel",
            "organisation",
            "group",
            "Harm Panel",
            ("Harm Panels",),
            ("HP",),
            generic=True,
        ),
        Concept("home-office", "organisation", "government", "Home Office", acronyms=("HO",)),
        Concept(
            "care-group",
            "organisation",
            "health",
            "Care Group",
            generic=True,
            replaced_by=("care-board",),
        ),
        Concept("care-board", "organisation", "health", "Care Board", generic=True),
        Concept(
            "lamplight",
            "programme",
            "strategy",
            "Lamplight",
            ("Lamplight strategy",),
            ambiguous=True,
        ),
        Concept("street-network", "programme", "network", "Street Harm Network", acronyms=("SHN",)),
    ],
    words={
        "titles": ("Mr", "Mrs", "Cllr."),
        "ranks": ("Chief Inspector",),
        "honours": ("OBE",),
        "role-nouns": ("Officer",),
    },
    nicknames={
        "William": frozenset({"Bill", "Will"}),
        "Bill": frozenset({"William"}),
        "Thomas": frozenset({"Tom"}),
    },
    digest="test",
)

Row = tuple[str, str | None] | tuple[str, str | None, str]


def paper(
    name: str,
    text: str = "",
    held: date | None = None,
    rows: Sequence[Row] = (),
    board: str | None = BOARD,
    acronyms: Mapping[str, str] | None = None,
    responsible: Iterable[str] = (),
    organisation: str | None = None,
    asked_of: str | None = None,
) -> Facts:
    """A paper whose mentions are the names in square brackets of ``text``.

    They are written [@a person], [a body], [#a programme].
    ``rows`` are the list of those present: a name, an organisation, a role.
    """
    plain, mentions, at = "", [], 0
    for found in _NAME.finditer(text):
        plain += text[at : found.start()]
        span = Span(len(plain), len(plain) + len(found[2]))
        mentions.append(Mention(_KIND.get(found[1], "organisation"), found[2], span, "test"))
        plain, at = plain + found[2], found.end()
    plain += text[at:]
    none = Span(0, 0)
    return Facts(
        Document(name, f"{name}.txt", "text", plain),
        meetings=(Meeting(held, board, None, None, None, "minutes", none, "test"),),
        attendance=tuple(
            Attendance(
                0, "present", row[0], row[1], row[2] if len(row) == 3 else None, False, none, "test"
            )
            for row in rows
        ),
        actions=(Action(0, "1", (), "", tuple(responsible), None, None, None, none, "test"),),
        reports=(Report(0, None, "A report", "report", organisation, (), none, "test"),),
        resolutions=(Resolution(0, None, None, "request", "", None, asked_of, none, "test"),),
        mentions=tuple(mentions),
        acronyms=dict(acronyms or {}),
    )
