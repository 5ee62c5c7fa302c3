"""Figures: what a number counts, where, when and against what; on made-up reports and on packs."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.extractors.facts import Document, Facts, Figure, Meeting, Part, Span
from kg.extractors.figures import read_figures
from kg.extractors.indicators import Expansions, key, words
from kg.extractors.periods import periods, resolve
from kg.extractors.reading import read
from kg.extractors.structure import structure
from kg.ontology.vocabulary import load

HERE = Path(__file__).resolve()
EXPECTED = HERE.parents[1] / "packs" / "expected"
SAMPLES = HERE.parents[2] / "kg" / "demo" / "packs"
SHARED = HERE.parents[2] / "../shared"
HEAD = "MARLSHIRE SAFER PLACES BOARD\n\n12 JUNE 2020\n\nSAFER PLACES PERFORMANCE 2019/20 Q4\n\n"
TAIL = "\n\nMarlshire Police and Fenmark District Council keep the figures.\n"
YEAR = date(2020, 1, 1), date(2020, 3, 31)  # the report's own quarter


def facts_of(
    body: str, title: str = "SAFER PLACES PERFORMANCE 2019/20 Q4", head: str = HEAD
) -> Facts:
    text = head + body + TAIL
    part = Part("report", title, Span(0, len(text)), 0)
    meeting = Meeting(
        date(2020, 6, 12),
        "Marlshire Safer Places Board",
        None,
        None,
        None,
        "report",
        part.span,
        "test",
    )
    return Facts(Document("x", "x.txt", "text", text), (part,), (meeting,))


def figures(body: str) -> list[Figure]:
    return list(read_figures(facts_of(body)))


def told(found: Figure) -> tuple[str, str, str | None]:
    return found.value_printed, found.comparison, found.indicator


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("in 2020/21", date(2020, 4, 1), date(2021, 3, 31)),
        ("in 2016/2017", date(2016, 4, 1), date(2017, 3, 31)),
        ("for Q1 2020/21", date(2020, 4, 1), date(2020, 6, 30)),
        ("2022/23 Q4", date(2023, 1, 1), date(2023, 3, 31)),
        ("2024/25 - QUARTER 4", date(2025, 1, 1), date(2025, 3, 31)),
        ("the second quarter of 2019/20", date(2019, 7, 1), date(2019, 9, 30)),
        ("Q1 to Q4 (2024/25)", date(2024, 4, 1), date(2025, 3, 31)),
        ("in 2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("April 2018 to March 2019", date(2018, 4, 1), date(2019, 3, 31)),
        ("between April and September 2019", date(2019, 4, 1), date(2019, 9, 30)),
        ("November to February 2020", date(2019, 11, 1), date(2020, 2, 29)),
        ("rolling 12 months as at June 2019", date(2018, 7, 1), date(2019, 6, 30)),
        ("twelve months to September 2019", date(2018, 10, 1), date(2019, 9, 30)),
        ("the YTD period March 2021", date(2020, 4, 1), date(2021, 3, 31)),
        ("2015/16 - 2017/18", date(2015, 4, 1), date(2018, 3, 31)),
        ("at its peak in June Q1 2020/21", date(2020, 6, 1), date(2020, 6, 30)),
        ("the previous year", date(2019, 1, 1), date(2019, 3, 31)),
        ("two years before", date(2018, 1, 1), date(2018, 3, 31)),
        ("the last quarter", date(2019, 10, 1), date(2019, 12, 31)),
        ("the same quarter of 2018/19", date(2019, 1, 1), date(2019, 3, 31)),
        ("quarter 3", date(2019, 10, 1), date(2019, 12, 31)),
        ("the current rolling 12 months", date(2019, 4, 1), date(2020, 3, 31)),
    ],
)
def test_periods(text: str, first: date, last: date) -> None:
    found = periods(text)
    assert len(found) == 1
    assert resolve(found[0], YEAR, None) == (first, last)


@pytest.mark.parametrize(
    "text", ["pages 12/14", "2020/23", "20/21/22", "Room 4", "over three years"]
)
def test_no_period_that_stands_by_itself(text: str) -> None:
    assert not [p for p in periods(text) if p.interval]


def test_a_rate_and_what_it_is_compared_with() -> None:
    now, then = figures(
        "2. The bicycle theft rate rose to 4.20 thefts per 1,000 population compared to 3.85 the previous year."
    )
    assert (now.indicator, now.unit, now.value, now.direction) == (
        "bicycle theft rate",
        "per 1,000",
        Decimal("4.20"),
        "up",
    )
    assert (now.period_start, now.period_end, now.period_from) == (*YEAR, "report")
    assert (now.area, now.area_stated) == ("Marlshire", False)
    assert (then.comparison, then.unit, then.period_printed) == (
        "previous",
        "per 1,000",
        "the previous year",
    )
    assert (then.period_start, then.period_end) == (date(2019, 1, 1), date(2019, 3, 31))
    assert then.indicator == now.indicator


def test_the_value_stands_where_it_says() -> None:
    facts = facts_of("2. The bicycle theft rate fell to 4.20 per 1,000.")
    (found,) = read_figures(facts)
    text = facts.document.text
    assert text[found.at.start : found.at.end] == found.value_printed == "4.20"
    assert text[found.span.start : found.span.end].startswith("The bicycle theft rate")


def test_from_one_quarter_to_another() -> None:
    then, now = figures(
        "3. The repeat call rate came down from 38% in the last quarter to 33% in Q4."
    )
    assert told(then) == ("38%", "previous", "repeat call rate")
    assert told(now) == ("33%", "current", "repeat call rate")
    assert now.direction == "down"
    assert then.period_end == date(2019, 12, 31) and now.period_end == date(2020, 3, 31)


def test_thresholds_and_averages_are_no_current_figures() -> None:
    found = figures(
        "4. The repeat call rate is 44%, above the advised upper threshold of 40%. "
        "Noise was 8.1 per 1,000, lower than the regional average of 9.4 and the England average of 10.2."
    )
    assert [f.comparison for f in found] == [
        "current",
        "threshold",
        "current",
        "regional average",
        "national average",
    ]
    assert [f.indicator for f in found] == ["repeat call rate"] * 2 + ["Noise"] * 3
    assert found[-1].area == "England" and found[1].period_start is None


def test_a_sentence_that_names_nothing_goes_on_with_the_one_before() -> None:
    found = figures(
        "5. Arson remains rare. It stands at 0.4 per 1,000. This is lower than the previous year (0.6)."
    )
    assert [told(f) for f in found] == [("0.4", "current", "Arson"), ("0.6", "previous", "Arson")]
    assert found[0].direction == "down"


def test_headings_and_leads_name_what_follows() -> None:
    found = figures(
        "Street Noise:\n\n• Rate went up to 5.12 (Q3 2019/20).\n\n"
        "Dog fouling; the current rate is 2.2 per 1,000.\n\n"
        "(a) In relation to council data... reports of rubbish are down (6.5 per thousand) on the previous year (7.5)."
    )
    assert [f.indicator for f in found] == [
        "Street Noise",
        "Dog fouling",
        "council data: reports of rubbish",
        "council data: reports of rubbish",
    ]
    assert found[0].period_end == date(2019, 12, 31)


def test_names_in_brackets_in_a_row() -> None:
    found = figures(
        "6. Of note are the ‘Shed Breaks’ rate per thousand (4.00) and the ‘Barn Fires’ rate (1.50)."
    )
    assert [(f.indicator, f.unit) for f in found] == [
        ("Shed Breaks rate", "per 1,000"),
        ("Barn Fires rate", "per 1,000"),
    ]


def test_shares_of_people() -> None:
    found = figures(
        "7. Latest figures show 86.5% of residents agreed that their street is clean. This is lower than last year’s "
        "response (90.6%)."
    )
    assert [told(f)[:2] for f in found] == [("86.5%", "current"), ("90.6%", "previous")]
    assert {f.indicator for f in found} == {"residents agreed that their street is clean"}


def test_a_quoted_question_is_the_indicator() -> None:
    found = figures(
        "i. “% of people who feel safe at the station” this stood at 71.20 against 68.15 the previous year."
    )
    assert [(f.value_printed, f.unit) for f in found] == [("71.20", "%"), ("68.15", "%")]
    assert {f.indicator for f in found} == {"% of people who feel safe at the station"}


SERIES = {"2016/17": 212, "2017/18": 187, "2018/19": 155}


@pytest.mark.parametrize(
    "body",
    [
        "The number of first-time visitors (FTV) to the refuge has fallen. FTV totals for Marlshire were, "
        "212 in 2016/17, "
        "187 in 2017/18 and a welcome 155 FTV’s 2018/19.",
        "The number of first-time visitors (FTV) to the refuge has fallen.\n\n"
        "FTV totals for Marlshire were,212 in 2016/17\n"
        "             187 in 2017/18\n        155 in 2018/19\n",
        "The number of first-time visitors (FTV) to the refuge has fallen.\n\n"
        "FTV totals for Marlshire were...\t2016/17\t212\n\t2017/18\t187\n\t2018/19\t155\n",
    ],
    ids=["inline", "one a line", "shredded columns"],
)
def test_a_series_by_year_in_every_shape(body: str) -> None:
    found = [f for f in figures(body) if f.comparison == "series"]
    assert {f.period_printed: f.value for f in found} == SERIES
    assert all("first-time visitors" in f.indicator for f in found)
    assert {f.unit for f in found} == {"count"}
    assert found[0].area == "Marlshire"


def test_a_table_by_year() -> None:
    body = "Calls\t2018/19\t2019/20\nBy telephone\t1,103\t98\nIn person\t7\t3\n"
    found = {(f.indicator, f.period_printed): f.value for f in figures(body)}
    assert found == {
        ("Calls: By telephone", "2018/19"): 1103,
        ("Calls: By telephone", "2019/20"): 98,
        ("Calls: In person", "2018/19"): 7,
        ("Calls: In person", "2019/20"): 3,
    }


def test_scores_by_year_and_ratings() -> None:
    scores = figures("Marlshire Scores\n\nBenchmark\tLighting\tTraining\n2018\t4\t3\n2019\t5\t3\n")
    assert [(f.indicator, f.period_printed, f.value, f.unit, f.area) for f in scores] == [
        ("Benchmark: Lighting", "2018", 4, "score", "Marlshire"),
        ("Benchmark: Training", "2018", 3, "score", "Marlshire"),
        ("Benchmark: Lighting", "2019", 5, "score", "Marlshire"),
        ("Benchmark: Training", "2019", 3, "score", "Marlshire"),
    ]
    ratings = figures(
        "\tBenchmark\tOutcome\n1\tLighting plan\tExceeded\n2\tTraining plan\tNot met\n"
    )
    assert [(f.indicator, f.value_printed, f.value) for f in ratings] == [
        ("Lighting plan", "Exceeded", None),
        ("Training plan", "Not met", None),
    ]


def test_areas_in_a_row() -> None:
    found = figures(
        "8. The rates below are from the ‘lost dog rate’ tool.\n"
        "Closed May 2018 for Marls 28.7% Fens. 26% and Hobs 29.7%."
    )
    assert [(f.area, f.value) for f in found] == [
        ("Marls", Decimal("28.7")),
        ("Fens.", Decimal(26)),
        ("Hobs", Decimal("29.7")),
    ]
    assert {f.indicator for f in found} == {"lost dog rate"}


@pytest.mark.parametrize(
    "body",
    [
        "9. Children aged 10-17 who attend 25 or more hours a week were asked under section 17.",
        "9. The report was made on 12 March 2020 at 10.30 in Room 4 and costs £4.50 a copy.",
        "9. There are two sources and the last 6 quarters were quiet.",
        "9. Ring 01632 960142 or see page 14 of Appendix 2, minute 35.",
    ],
)
def test_numbers_that_are_no_figures(body: str) -> None:
    assert figures(body) == []


def test_nothing_is_guessed() -> None:
    facts = facts_of("2. Shop theft went up, to 3,940 offences from 3,515.")
    _, then = read_figures(facts)
    assert (then.comparison, then.period_printed, then.period_start) == ("previous", None, None)
    plain = facts_of(
        "2. Kite theft was 3.1 per 1,000.", title="PERFORMANCE", head="A REPORT\n\nPERFORMANCE\n\n"
    )
    (found,) = read_figures(plain)
    assert found.period_start is None and found.period_from is None


def test_one_indicator_however_printed() -> None:
    printed = [
        "Repeat Multi Agency Lost Dog Conference (MALDC) referrals",
        "MALDC repeat referral rate",
        "rate of repeat referrals to the Multi-Agency Lost Dog Conference (MALDC)",
        "The number of MALDC repeat referrals",
    ]
    assert len({key(text) for text in printed}) == 1
    assert key("MALDC referrals") != key(printed[0])
    assert key("First time visitors", Expansions({"FTV": "first-time visitors"})) == key(
        "FTV totals"
    )


# --- packs ---------------------------------------------------------------------------------------------------------


@cache
def found_in(path: Path) -> tuple[Figure, ...]:
    return read_figures(structure(read(path), load()))


def matches(row: dict[str, Any], found: Figure) -> bool:
    """Whether a figure has the value, the period, the area and the indicator that a reader wrote down."""
    number = re.search(r"\d[\d,]*(?:\.\d+)?", row["value"])
    if not number or found.value != Decimal(number[0].replace(",", "")):
        return False
    mine, theirs = words(found.indicator), words(row["indicator"])
    if found.comparison != "threshold" and len(mine & theirs) < 0.5 * min(len(mine), len(theirs)):
        return False
    area = row["area"]
    if area is not None and found.comparison != "threshold":
        if "egional" in area:
            if found.comparison != "regional average":
                return False
        elif found.area is None or found.area.split()[0].rstrip(".") != area.split()[0].rstrip("."):
            return False
    printed = row["period"]
    said = periods(printed) if printed else ()
    if not said:
        return True
    if said[0].interval is not None:
        return found.period_end == said[0].interval[1]
    if said[0].sort == "previous" or "previous" in printed:
        return found.comparison == "previous" and found.period_printed is not None
    return found.period_printed is not None or found.comparison in ("current", "change")


def score(expected: Path, source: Path) -> tuple[int, int]:
    rows = json.loads(expected.read_text(encoding="utf-8"))["indicators"]
    found = found_in(source)
    return sum(any(matches(row, figure) for figure in found) for row in rows), len(rows)


def test_the_fictional_packs() -> None:
    pairs = [
        (e, next(SAMPLES.glob(e.name.split(".")[0] + ".*")))
        for e in sorted(EXPECTED.glob("marlshire-*.json"))
    ]
    scores = [score(expected, source) for expected, source in pairs]
    assert sum(right for right, _ in scores) >= 0.85 * sum(count for _, count in scores), scores


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the real packs are not here")
def test_the_real_packs() -> None:
    pairs = [
        (gold, SHARED / "corpus" / f"{gold.stem}.txt")
        for gold in sorted((SHARED / "gold").glob("*.json"))
    ]
    scores = [score(gold, source) for gold, source in pairs]
    assert all(right >= 0.85 * count for right, count in scores), scores


@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the real packs are not here")
def test_one_indicator_is_one_series_over_the_real_packs() -> None:
    ends = set()
    for source in sorted((SHARED / "corpus").glob("*.txt")):
        for figure in found_in(source):
            if (
                key(figure.indicator) == "marac referral repeat"
                and figure.period_end
                and figure.value is not None
            ):
                ends.add(figure.period_end.year)
    assert ends >= {2019, 2020, 2021, 2023, 2024}


@pytest.mark.parametrize(
    ("text", "what", "ended"),
    [
        (
            "The indicator on repeat calls to the hostel is discontinued.",
            "repeat calls to the hostel",
            "discontinued",
        ),
        ("The Home burglary measure is no longer reported.", "Home burglary", "no longer reported"),
    ],
)
def test_what_is_measured_no_longer_is_the_last_of_its_series(
    text: str, what: str, ended: str
) -> None:
    (found,) = figures(text)
    assert (found.indicator.removeprefix("The "), found.value_printed, found.value) == (
        what,
        ended,
        None,
    )
    assert found.comparison == "discontinued" and found.period_start is None


WORDS = st.sampled_from(
    ["Safer", "Quays", "quay", "Harbour’s", "(Watch)", "co-op", "SQ", "HWs", "s"]
)
PHRASES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


@given(
    st.dictionaries(st.sampled_from(["SQ", "HW", "Q", "CO"]), PHRASES), st.lists(WORDS, max_size=8)
)
def test_acronyms_found_by_their_first_words_are_those_that_trying_each_finds(
    acronyms: dict[str, str], words: list[str]
) -> None:
    tried = text = " ".join(words)
    for short, spelled in sorted(acronyms.items(), key=lambda pair: (-len(pair[1]), pair)):
        pattern = r"[\s-]+".join(re.escape(word) for word in re.split(r"[\s-]+", spelled) if word)
        tried = re.sub(rf"(?i)\b{pattern}s?\b", short, tried)
    assert Expansions(acronyms).shortened(text) == tried
