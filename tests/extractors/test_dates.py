"""Dates and times as papers print them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.extractors.dates import (
    dates,
    first_date,
    first_single_date,
    first_time,
    is_date_line,
    printed_day,
    time_span,
)

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2069, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Friday, 6 December 2019 at 10.00 am", date(2019, 12, 6)),
        ("20TH MARCH 2020", date(2020, 3, 20)),
        ("the 10th June 2020", date(2020, 6, 10)),
        ("raised 06.12.19", date(2019, 12, 6)),
        ("14/6/2019", date(2019, 6, 14)),
        ("December 13, 2011", date(2011, 12, 13)),
        ("2021-09-24", date(2021, 9, 24)),
        ("1st of May 2022", date(2022, 5, 1)),
        ("5th Mar '24", date(2024, 3, 5)),
        ("5 March ’98", date(1998, 3, 5)),
        ("Mar 5, '24", date(2024, 3, 5)),
        ("19/03/98", date(1998, 3, 19)),
        ("19-Mar-98", date(1998, 3, 19)),
        ("5/Mar/2024", date(2024, 3, 5)),
        ("2024/03/05", date(2024, 3, 5)),
        ("the 5th day of March 2024", date(2024, 3, 5)),
        ("7th. March 2024", date(2024, 3, 7)),
    ],
)
def test_a_date_is_read_day_first(text: str, day: date) -> None:
    assert first_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "2018-21",
        "31 February 2020",
        "August 2017",
        "10.00 am",
        "section 3.4.5.6",
        "1/2/3/4",
        "items 1. May 2020",
    ],
)
def test_what_is_no_full_date_stays_unknown(text: str) -> None:
    assert first_date(text) is None


@given(DAYS)
def test_every_habit_says_the_same_day(day: date) -> None:
    for text in (
        f"{day.day} {day:%B %Y}",
        f"{day:%A}, {day.day} {day:%b %Y}",
        f"{day:%d.%m.%Y}",
        f"{day:%d/%m/%Y}",
        day.isoformat(),
    ):
        assert first_date(f"held on {text} at noon") == day


@given(st.lists(DAYS, max_size=5))
def test_dates_come_in_order_of_the_text(days: list[date]) -> None:
    text = "; ".join(f"{day.day} {day:%B %Y}" for day in days)
    found = list(dates(text))
    assert [f.date for f in found] == days
    assert [f.start for f in found] == sorted(f.start for f in found)


def test_a_line_of_date_alone() -> None:
    assert is_date_line("Friday, 6 December 2019 at 10.00 am")
    assert is_date_line("30th June 2023")
    assert not is_date_line("The meeting of 6 December 2019 was told of it")


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("at 7.30pm on", "19:30"),
        ("10:00am", "10:00"),
        ("at 7 p.m.", "19:00"),
        ("12.15 am", "00:15"),
        ("from 14:05", "14:05"),
        ("7 people", None),
    ],
)
def test_time_of_day(text: str, time: str | None) -> None:
    assert first_time(text) == time


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("10.00 am - 12.05 pm CHAIRMAN", ("10:00", "12:05")),
        ("10.00 - 11.40 am", ("10:00", "11:40")),
        ("11.00 - 1.15 pm", ("11:00", "13:15")),
        ("2.00 to 4.15 pm", ("14:00", "16:15")),
        ("pages 3 - 10", None),
        ("from 7.00 pm to 12.15 am", ("19:00", "00:15")),
        ("7.00 pm until midnight", ("19:00", "00:00")),
        ("9.30 am - noon", ("09:30", "12:00")),
        ("9.30 - 12 noon", ("09:30", "12:00")),
        ("7.00 to 12.15 am", ("19:00", "00:15")),
        ("12.30 - 1.45 pm", ("12:30", "13:45")),
        ("10.00 to 12 midnight", ("22:00", "00:00")),
    ],
)
def test_start_and_end(text: str, span: tuple[str, str] | None) -> None:
    assert time_span(text) == span


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("19/03/98", ["1998-03-19"]),
        ("5 May 68", ["2068-05-05"]),
        ("5 May 69", ["1969-05-05"]),
        ("15/16 January 2024", ["2024-01-15", "2024-01-16"]),
        ("15th–16th January 2024", ["2024-01-15", "2024-01-16"]),
        ("9 and 16 January 2024", ["2024-01-09", "2024-01-16"]),
        ("item 3 - 12 January 2024", ["2024-01-12"]),
        ("16/15 January 2024", ["2024-01-15"]),
        ("30/31 April 2024", []),
        ("1st - 3rd May 2031", ["2031-05-01", "2031-05-03"]),
        ("on 14 - 16 May 2031", ["2031-05-14", "2031-05-16"]),
        ("14 to 16 May 2031", ["2031-05-14", "2031-05-16"]),
        ("Friday 3rd to Sunday 5th May 2031", ["2031-05-03", "2031-05-05"]),
        ("30 May - 2 June 2031", ["2031-05-30", "2031-06-02"]),
        ("29 December – 2 January 2031", ["2030-12-29", "2031-01-02"]),
        ("31 June to 2 July 2031", ["2031-07-02"]),
        ("29 December 2030 to 2 January 2031", ["2030-12-29", "2031-01-02"]),
        ("page 3 - 4 May 2031", ["2031-05-04"]),
    ],
)
def test_years_of_two_digits_and_two_days_of_a_month(text: str, found: list[str]) -> None:
    assert [each.date.isoformat() for each in dates(text)] == found


def test_a_period_is_not_the_day_of_a_paper() -> None:
    assert first_single_date("Period\t1st July – 13th September 2024") is None
    both = "Period: 1 July – 13 September 2024. For the meeting of 24 September 2024"
    assert first_single_date(both) == date(2024, 9, 24)


@given(st.dates(min_value=date(1990, 1, 1)))
def test_a_printed_day_is_read_as_itself(day: date) -> None:
    assert first_date(printed_day(day)) == day
    assert printed_day(date(2020, 3, 6)) == "6 March 2020"
