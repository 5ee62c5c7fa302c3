"""Sums of money: how much, from whom, to whom, what for, until when; in sentences and in tables."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from kg.extractors.amounts import amounts
from kg.extractors.facts import Document, Facts, Part, Span, Sum
from kg.extractors.reading import read
from kg.extractors.structure import structure
from kg.extractors.sums import read_sums
from kg.ontology.vocabulary import load

HERE = Path(__file__).resolve()
EXPECTED = HERE.parents[1] / "packs" / "expected"
SAMPLES = HERE.parents[2] / "kg" / "demo" / "packs"
SHARED = HERE.parents[2] / "../shared"


def sums(text: str) -> list[Sum]:
    return list(
        read_sums(
            Facts(
                Document("x", "x", "text", text), (Part("report", "Money", Span(0, len(text)), 0),)
            )
        )
    )


@pytest.mark.parametrize(
    ("text", "pounds"),
    [
        ("£1,200", ["1200"]),
        ("£271,818.47", ["271818.47"]),
        ("£1.5million pounds", ["1500000"]),
        ("£286 million", ["286000000"]),
        ("up to £10k", ["10000"]),
        ("£2.3m", ["2300000"]),
        ("£2,000 to £10,000", ["2000", "10000"]),
        ("£20-30k", ["20000", "30000"]),
        ("£100 million in all, of which 1.4 million is ours", ["100000000", "1400000"]),
        ("£3 a head and 37p a click", ["3", "0.37"]),
        ("1.4 million people", []),
        ("40 items", []),
    ],
)
def test_amounts(text: str, pounds: list[str]) -> None:
    assert [amount.pounds for amount in amounts(text)] == [Decimal(value) for value in pounds]


@pytest.mark.parametrize(
    ("text", "payer", "payee", "purpose"),
    [
        (
            "The Harbour Trust has awarded £5,000 to the Kite Club for new strings.",
            "Harbour Trust",
            "Kite Club",
            "new strings",
        ),
        (
            "The Kite Club was awarded a grant of £5,000 by the Harbour Trust.",
            "Harbour Trust",
            "Kite Club",
            None,
        ),
        ("Marlshire Police will receive £5,000.", None, "Marlshire Police", None),
        (
            "Posters were paid for with a gift of £2,500 from the Rotary Club of Quill.",
            "Rotary Club of Quill",
            None,
            None,
        ),
        (
            "The Office of the Fire and Rescue Commissioner (OFRC) had given £60,000.",
            "Office of the Fire and Rescue Commissioner",
            None,
            None,
        ),
        ("The scheme would cost £145,000.", None, None, "scheme"),
        ("The districts would find £40,000 each.", "districts", None, None),
        ("There is £31,000 for warm rooms.", None, None, "warm rooms"),
        (
            "One quotation, of £2,265 from Pargeter & Sons, had come in.",
            None,
            "Pargeter & Sons",
            "quotation",
        ),
    ],
)
def test_parties(text: str, payer: str | None, payee: str | None, purpose: str | None) -> None:
    (found,) = sums(text)
    assert (found.payer, found.payee, found.purpose) == (payer, payee, purpose)


def test_what_is_said_once_holds_for_the_others() -> None:
    found = sums(
        "Fenmark Council has offered £22,000, the OFRC £60,000 and the districts £12,000 each."
    )
    assert [(f.payer, f.amount) for f in found] == [
        ("Fenmark Council", 22000),
        ("OFRC", 60000),
        ("districts", 12000),
    ]


def test_until_when() -> None:
    (found,) = sums(
        "The funding for the Night Network of £880,000 was to be spent before 31 March 2020."
    )
    assert (found.purpose, found.period_start, found.period_end) == (
        "Night Network",
        None,
        date(2020, 3, 31),
    )
    (found,) = sums("The Harbour Trust gave £5,000 for 2023/24.")
    assert (found.when_printed, found.period_start, found.period_end) == (
        "2023/24",
        date(2023, 4, 1),
        date(2024, 3, 31),
    )
    (found,) = sums("Rent is £5,000 a year.")
    assert (found.when_printed, found.period_start) == ("a year", None)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Grants of up to £750.", "most"),
        ("Over £4 million was lost.", "least"),
        ("It is worth some £210,000.", "about"),
        ("It is £3.", "exact"),
    ],
)
def test_bounds(text: str, bound: str) -> None:
    assert [found.bound for found in sums(text)] == [bound]


def test_a_table_of_allocations() -> None:
    found = sums(
        "2. The fund is a yearly grant by the Office of the Warden to the wards.\n\n"
        "Ward Area\tAllocation 25/26\nQuill\t£271,818.47\nHobley Vale\t£9,530\nTotal\t£281,348.47\n"
    )
    areas, total = found[:2], found[2]
    assert [(f.payee, f.payer, f.amount) for f in areas] == [
        ("Quill", "Office of the Warden", Decimal("271818.47")),
        ("Hobley Vale", "Office of the Warden", Decimal(9530)),
    ]
    assert {(f.period_start, f.period_end) for f in found} == {
        (date(2025, 4, 1), date(2026, 3, 31))
    }
    assert total.total and total.payee is None and not any(f.total for f in areas)


def test_a_table_of_grants_whose_rows_run_on() -> None:
    found = sums(
        "Organisation\tProject\tBrief\tSum\n"
        "Quill Arts\tSummer 25\tA series of sessions by the river for those who\t£3,451.50\n\n"
        "\t\twould not come otherwise.\t\n"
        "Oak Hub CIC\tNature Days\tWalks.\t£960\n\nTotal funding: £4,411.50\n"
    )
    assert [(f.payee, f.purpose, f.amount, f.total) for f in found] == [
        ("Quill Arts", "Summer 25", Decimal("3451.50"), False),
        ("Oak Hub CIC", "Nature Days", Decimal(960), False),
        (None, None, Decimal("4411.50"), True),
    ]


def test_a_table_that_lost_its_columns() -> None:
    found = sums(
        "3. The sums promised so far are:\nGiven by Sum\n"
        "Tallis Trust £250,000\nRotary Club of Quill £25,000\n4. No more."
    )
    assert [(f.payer, f.payee, f.amount) for f in found] == [
        ("Tallis Trust", None, 250000),
        ("Rotary Club of Quill", None, 25000),
    ]


def test_spans_hold_the_words() -> None:
    text = "1. First.\n2. The Harbour Trust gave £5,000\nfor kites."
    (found,) = sums(text)
    assert text[found.at.start : found.at.end] == "£5,000"
    assert text[found.span.start : found.span.end].startswith("The Harbour Trust")


# --- packs ---------------------------------------------------------------------------------------------------------


@cache
def pounds_in(path: Path) -> tuple[Decimal, ...]:
    return tuple(found.amount for found in read_sums(structure(read(path), load())))


def score(expected: Path, source: Path) -> tuple[int, int]:
    """How many of the amounts that a reader listed were found, each counted as often as it is printed."""
    wanted = [row["amount"] for row in json.loads(expected.read_text(encoding="utf-8"))["money"]]
    left = list(pounds_in(source))
    right = 0
    for printed in wanted:
        value = amounts(printed if "£" in printed else "£" + printed)[0].pounds
        if value in left:
            left.remove(value)
            right += 1
    return right, len(wanted)


def test_the_fictional_packs() -> None:
    pairs = [
        (e, next(SAMPLES.glob(e.name.split(".")[0] + ".*")))
        for e in sorted(EXPECTED.glob("marlshire-*.json"))
    ]
    scores = [score(expected, source) for expected, source in pairs]
    assert all(right == count for right, count in scores), scores


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the real packs are not here")
def test_the_real_packs() -> None:
    pairs = [
        (gold, SHARED / "corpus" / f"{gold.stem}.txt")
        for gold in sorted((SHARED / "gold").glob("*.json"))
    ]
    scores = [score(gold, source) for gold, source in pairs]
    assert sum(right for right, _ in scores) >= 0.95 * sum(count for _, count in scores), scores


@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the real packs are not here")
def test_every_pound_sign_of_the_real_packs_is_read() -> None:
    for source in sorted((SHARED / "corpus").glob("*.txt")):
        assert len(pounds_in(source)) >= len(
            re.findall(r"£\s?\d", source.read_text(encoding="utf-8"))
        )
