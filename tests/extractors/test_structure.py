"""The structure read in the fictional packs is the structure that stands beside them, fact for fact."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from kg.extractors.due import with_relative_days
from kg.extractors.facts import Facts
from kg.extractors.reading import read
from kg.extractors.structure import structure
from kg.ontology.folding import fold_to_words
from kg.ontology.vocabulary import load

EXPECTED = Path(__file__).resolve().parents[1] / "packs" / "expected"
SAMPLES = Path(__file__).resolve().parents[2] / "kg" / "demo" / "packs"
PACKS = {
    path.stem: path
    for path in [*SAMPLES.glob("marlshire-*.*"), *EXPECTED.parent.glob("minutes-first-*.txt")]
}
Row = tuple[Any, ...]


@cache
def facts(name: str) -> Facts:
    return with_relative_days(structure(read(PACKS[name]), load()))


@cache
def expected(name: str) -> dict[str, Any]:
    return json.loads((EXPECTED / f"{name}.expected.json").read_text(encoding="utf-8"))


def clause(text: str) -> str:
    """A clause without the stem it may share with others."""
    words = fold_to_words(text)
    for stem in ("that the board ", "that "):
        words = words.removeprefix(stem)
    return words


def day(found: Facts, meeting: int) -> str | None:
    when = found.meetings[meeting].date
    return when.isoformat() if when else None


def found_rows(name: str, kind: str) -> list[Row]:
    f = facts(name)
    if kind == "meetings":
        return [(m.date.isoformat() if m.date else None, m.start, m.end) for m in f.meetings]
    if kind == "attendance":
        return [
            (day(f, a.meeting), a.section, fold_to_words(a.printed), a.chair) for a in f.attendance
        ]
    if kind == "agenda_items":
        return [
            (
                day(f, a.meeting),
                a.number,
                fold_to_words(a.title),
                list(a.pages) if a.pages else None,
            )
            for a in f.agenda
        ]
    if kind == "minute_items":
        return [
            (day(f, m.meeting), m.number, fold_to_words(m.title), len(m.points)) for m in f.minutes
        ]
    if kind == "resolutions":
        return [
            (
                day(f, r.meeting),
                f.minutes[r.minute].number if r.minute is not None else None,
                r.clause,
                r.verb,
                r.due.isoformat() if r.due else None,
                clause(r.text),
            )
            for r in f.resolutions
        ]
    if kind == "actions":
        return [
            (
                day(f, a.meeting),
                a.number,
                [d.isoformat() for d in a.raised],
                fold_to_words(a.text),
                a.status,
                fold_to_words(a.comments or ""),
            )
            for a in f.actions
        ]
    if kind == "reports":
        return [(day(f, r.meeting), r.item, fold_to_words(r.title)) for r in f.reports]
    if kind == "recommendations":
        return [(day(f, r.meeting), r.clause, fold_to_words(r.text)) for r in f.recommendations]
    return [
        (day(f, d.meeting), d.date.isoformat()) for d in f.future_dates if d.meeting is not None
    ]


def expected_rows(name: str, kind: str) -> list[Row]:
    rows = expected(name)[kind]
    if kind == "meetings":
        return [(m["date"], m["start"], m["end"]) for m in rows]
    if kind == "attendance":
        return [
            (a["meeting"], a["section"], fold_to_words(a["name_printed"]), a["chair"]) for a in rows
        ]
    if kind == "agenda_items":
        return [(a["meeting"], a["number"], fold_to_words(a["title"]), a["pages"]) for a in rows]
    if kind == "minute_items":
        return [(m["meeting"], m["number"], fold_to_words(m["title"]), m["points"]) for m in rows]
    if kind == "resolutions":
        return [
            (r["meeting"], r["item"], r["clause"], r["action"], r["due"], clause(r["text"]))
            for r in rows
        ]
    if kind == "actions":
        return [
            (
                a["log_of"],
                a["number"],
                a["raised"],
                fold_to_words(a["action"]),
                a["status"],
                fold_to_words(a["comments"] or ""),
            )
            for a in rows
        ]
    if kind == "reports":
        return [(r["meeting"], r["item"], fold_to_words(r["title"])) for r in rows]
    if kind == "recommendations":
        return [(r["meeting"], r["clause"], fold_to_words(r["text"])) for r in rows]
    return sorted({(d["stated_at"], d["date"]) for d in rows})


KINDS = (
    "meetings",
    "attendance",
    "agenda_items",
    "minute_items",
    "resolutions",
    "actions",
    "reports",
    "recommendations",
    "future_dates",
)


def test_every_pack_has_its_expected_facts() -> None:
    assert {path.name.removesuffix(".expected.json") for path in EXPECTED.glob("*.json")} == set(
        PACKS
    )
    assert len(PACKS) >= 5


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", sorted(PACKS))
def test_facts(name: str, kind: str) -> None:
    got, want = found_rows(name, kind), expected_rows(name, kind)
    if kind == "future_dates":
        got = sorted(set(got))
    missing = [row for row in want if row not in got]
    spurious = [row for row in got if row not in want]
    assert (missing, spurious) == ([], [])
    assert len(got) == len(want)


@pytest.mark.parametrize("name", sorted(PACKS))
def test_every_fact_says_where_it_was_read(name: str) -> None:
    f = facts(name)
    size = len(f.document.text)
    for fact in (
        *f.attendance,
        *f.agenda,
        *f.minutes,
        *f.resolutions,
        *f.actions,
        *f.reports,
        *f.recommendations,
        *f.future_dates,
    ):
        assert 0 <= fact.span.start < fact.span.end <= size, fact
        assert fact.rule
    for fact in f.attendance:
        words = fold_to_words(f.document.text[fact.span.start : fact.span.end])
        assert all(word in words for word in fold_to_words(fact.printed).split()), fact
