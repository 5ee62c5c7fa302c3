"""Contradictions: found where two statements cannot both hold, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from kg.extractors.facts import Comparison, Facts, Figure, FutureDate, Span
from kg.ontology.rule_tables import load_rules
from tracked_packs import Pack, identities

from kg.tracking.tracked_statements import Contradiction
from kg.tracking.tracker import track

DAY, LATER = date(2021, 3, 5), date(2021, 6, 4)


def found(*packs: Facts) -> tuple[Contradiction, ...]:
    return track(packs, identities(packs)).contradictions


def pack_with(name: str, day: date, text: str, *figures: Figure) -> Facts:
    facts = Pack(name, day).report("5", "SWANS", text).facts()
    at = facts.document.text.index(text)
    moved = [
        replace(
            figure,
            span=Span(figure.span.start + at, figure.span.end + at),
            at=Span(figure.at.start + at, figure.at.end + at),
        )
        for figure in figures
    ]
    return replace(facts, figures=tuple(moved))


def figure(
    text: str,
    value: str,
    comparison: Comparison = "series",
    indicator: str = "swan nests counted",
    stated: bool = True,
    area: str | None = "Marlshire",
) -> Figure:
    at = text.index(value)
    return Figure(
        0,
        indicator,
        "count",
        area,
        "2019/20",
        date(2019, 4, 1) if stated else None,
        date(2020, 3, 31) if stated else None,
        value,
        Decimal(value),
        comparison,
        None,
        Span(0, len(text)),
        "test",
        Span(at, at + len(value)),
        "stated" if stated else "report",
    )


@pytest.mark.parametrize(("first", "second"), [("41", "14"), ("0.81", "0.18"), ("120", "121")])
def test_two_values_of_one_indicator_area_and_period(first: str, second: str) -> None:
    left, right = f"There were {first} nests.", f"There were {second} nests."
    (contradiction,) = found(
        pack_with("a.txt", DAY, left, figure(left, first)),
        pack_with("b.txt", LATER, right, figure(right, second)),
    )
    assert contradiction.kind == "two values"
    assert first in contradiction.left.words and second in contradiction.right.words


@pytest.mark.parametrize(
    "other",
    [
        {"value": "41"},
        {"value": "40.8"},  # 41 is 40.8, rounded
        {"value": "14", "stated": False},  # the text gives no period
        {"value": "14", "area": "Fenmark"},
        {"value": "14", "indicator": "heron nests counted"},
        {"value": "14", "comparison": "target"},
    ],
)
def test_figures_that_do_not_contradict(other: dict[str, str]) -> None:
    left, right = "There were 41 nests.", f"There were {other['value']} nests."
    packs = (
        pack_with("a.txt", DAY, left, figure(left, "41")),
        pack_with("b.txt", LATER, right, figure(right, **other)),  # type: ignore[arg-type]
    )
    assert found(*packs) == ()


@pytest.mark.parametrize(
    ("words", "denied"),
    [
        ("It is 1.5 now. This is marginally higher than the year before ({}).", ("1.5", "1.8")),
        ("It is 1.5 now. This is slightly lower than the year before ({}).", ("1.5", "1.2")),
        ("It is 1.5 now, an increase on the year before ({}).", ("1.5", "1.6")),
        ("It is 1.5 now, the same as the year before ({}).", ("1.2",)),
    ],
)
def test_a_comparison_that_its_figures_deny(words: str, denied: tuple[str, ...]) -> None:
    for before in denied:
        if before == "1.5":
            text = words.format("1.50")
            figures = (figure(text, "1.5", "current"), figure(text, "1.50", "previous"))
        else:
            text = words.format(before)
            figures = (figure(text, "1.5", "current"), figure(text, before, "previous"))
        (contradiction,) = found(pack_with("a.txt", DAY, text, *figures))
        assert contradiction.kind == "comparison"


@pytest.mark.parametrize(
    ("words", "before"),
    [
        ("It is 1.5 now. This is marginally higher than the year before ({}).", "1.2"),
        ("It is 1.5 now. This is similar to the year before ({}).", "1.8"),
        ("It is 1.5 now, lower than elsewhere but higher than the year before ({}).", "1.8"),
    ],
)
def test_a_comparison_that_holds_or_says_too_much(words: str, before: str) -> None:
    text = words.format(before)
    figures = (figure(text, "1.5", "current"), figure(text, before, "previous"))
    assert found(pack_with("a.txt", DAY, text, *figures)) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("30 of 60 nests (40%) held eggs.", "percentage"),
        ("In all 12 out of 48 nests, or 30%, were lost.", "percentage"),
        ("Only 70% (12 of 48) were seen.", "percentage"),
        ("Nests fell by 50% from 80 to 60.", "percentage"),
        ("An increase of 10% (from 100 to 150) was seen.", "percentage"),
        ("Nests rose from 80 to 60.", "comparison"),
        ("Nests fell from 60 to 80.", "comparison"),
        ("There was a reduction from 1.2 to 1.5 nests an acre.", "comparison"),
        ("We saw 0.6 nests per 1,000 trees, which is lower than the 0.5 of 2022.", "comparison"),
        ("In May 84 nests were seen compared with 84 in April, a small fall.", "comparison"),
        ("Of 240 trees seen, 90 (25%) had a nest.", "percentage"),
    ],
)
def test_a_sentence_whose_own_numbers_do_not_fit(text: str, kind: str) -> None:
    assert [each.kind for each in found(pack_with("a.txt", DAY, text))] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "30 of 60 nests (50%) held eggs.",
        "2 of 3 nests (67%) held eggs.",
        "5 out of 5 on the form (sent after the visit - 99% scored so).",
        "Nests fell by 25% from 80 to 60.",
        "Nests rose from 2018 to 2017.",
        "The count rose by 5% from 40% to 42%.",
        "20% of 60 (3)",
        "Lamps lit were 41.5%, which is lower than 9 months of winter would explain.",
        "Of 240 trees seen, 60 (25%) had a nest.",
    ],
)
def test_numbers_that_fit_or_say_something_else(text: str) -> None:
    assert found(pack_with("a.txt", DAY, text)) == ()


def test_two_actions_with_one_number() -> None:
    pack = Pack("a.txt", DAY).row("6", [DAY], "Count the swans.").row("6", [DAY], "Mend the quay.")
    assert [each.kind for each in found(pack.facts())] == ["action number"]
    once = Pack("a.txt", DAY).row("6", [DAY], "Count the swans.").row("7", [DAY], "Mend the quay.")
    assert found(once.facts()) == ()


def test_two_days_for_one_meeting() -> None:
    first, second = Pack("a.txt", DAY).facts(), Pack("b.txt", LATER).facts()
    told = FutureDate(0, date(2021, 6, 3), None, Span(0, 4), "test")
    (contradiction,) = found(replace(first, future_dates=(told,)), second)
    assert contradiction.kind == "meeting date"
    right = replace(told, date=LATER)
    assert found(replace(first, future_dates=(right,)), second) == ()
    other = replace(told, date=date(2021, 7, 2))
    assert found(replace(first, future_dates=(other,)), second) == ()


def test_rules_match_and_refuse_their_examples() -> None:
    for rule in load_rules("kg.tracking", "contradictions").values():
        assert all(rule.find(text) for text in rule.match), rule.id
        assert not any(rule.find(text) for text in rule.refuse), rule.id


def test_the_demo_packs_hold_none() -> None:
    from importlib.resources import files
    from pathlib import Path

    from kg.extractors import extract
    from kg.extractors.reading import read
    from kg.ontology.vocabulary import load

    packs = Path(str(files("kg.demo") / "packs"))
    papers = [extract(read(path), load()) for path in sorted(packs.iterdir())]
    assert found(*papers) == ()
