"""Contradictions in two small packs of a fictional board, each found; others that only look alike, none."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from kg.extractors.facts import Facts, Figure, FutureDate, Part, Span
from tracked_packs import Pack, identities

from kg.tracking.tracked_statements import Contradiction
from kg.tracking.tracker import track

# “The number of kerb repairs in Fenmark in 2018/19 was 212.”
MEASURED = re.compile(
    r"The (?P<indicator>.+?)(?: in (?P<area>[A-Z]\w+))?(?: in (?P<year>20\d\d)/\d\d)? was "
    r"(?:over )?(?P<value>\d+(?:\.\d+)?)"
)

# What stands in the first pack and in the second; the kind that is found.
CONTRADICTIONS = (
    ("two values", "The rate of lamp thefts in Fenmark in 2019/20 was 4.1 per 1,000 homes.",
     "The rate of lamp thefts in Fenmark in 2019/20 was 1.4 per 1,000 homes."),
    ("two values", "The number of kerb repairs in Fenmark in 2018/19 was 212.",
     "The number of kerb repairs in Fenmark in 2018/19 was 221."),
    ("comparison", "The rate of bin fires is 1.75 per 1,000 homes, which is marginally higher than the 1.75 of 2018/19.", ""),
    ("comparison", "Cycle thefts rose from 80 to 60.", ""),
    ("comparison", "", "Shop thefts fell from twelve in May to fifteen in June."),
    ("comparison", "Lost dogs doubled from 20 to 26.", ""),
    ("comparison", "", "Reports of litter halved from 40 in spring to 34 in summer."),
    ("comparison", "Broken gates fell by a third from 90 to 81.", ""),
    ("comparison", "", "Calls about noise almost trebled to 22 from 20."),
    ("comparison", "We held 14 street walks, double the 10 of last year.", ""),
    ("percentage", "30 of 60 homes (40%) have a new lock.", ""),
    ("percentage", "", "Only 70% (12 of 48) of the wardens were trained."),
    ("percentage", "40% of the 60 shops visited (36) sell cameras.", ""),
    ("percentage", "", "Complaints fell by 50% from 80 to 60."),
    ("percentage", "A third of the 60 stalls (30) were checked.", ""),
    ("percentage", "", "Visits went up from 100 to 130, an increase of 45%."),
    ("number in words", "The team runs fourteen (12) walks a year.", ""),
    ("total", "", "There were 60 patrols, made up of 20 in Wendle, 15 in Alder and 10 in Byfield."),
    ("total", "We counted 20 bikes at the hall, 15 at the quay and 10 at the mill, a total of 55.", ""),
    ("comparison", "Lost cats were slightly higher than last year, with 31 seen in 2019 compared to 31 in 2018.", ""),
    ("comparison", "", "The rate of lost keys was unchanged at 6.2 per 1,000 homes, compared with 7.1 the year before."),
    ("comparison", "Reports of noise fell from 1,204 in 2018 to 1,260 in 2019.", ""),
    ("percentage", "", "More than half of those who wrote (212 of 450) like the lamps."),
    ("percentage", "One in four of the stalls (31 of 93) has a roof.", ""),
    ("percentage", "We wrote to 60 homes in 2019. Of these, 48 homes (75%) wrote back.", ""),
    ("total", "A fund of £50,000 for 2019/20 was shared between three clubs: £20,000 for oars, £15,000 for nets and £10,000 for seed.", ""),
    ("two values", "In 2019, 412 brass lamps were mended in Fenmark.", "There were 438 brass lamps mended in Fenmark in 2019."),
    ("two values", "The budget of the Lantern Club for 2020/21 is £120,000.", "The Lantern Club's budget for 2020/21 is £112,000, of which £5,000 is for oil."),
    ("meeting date", "", ""),  # 5 June in the first pack, 4 June on the second
)  # fmt: skip

NEAR_MISSES = (
    ("other area", "The rate of van thefts in Fenmark in 2019/20 was 4.1 per 1,000 homes.",
     "The rate of van thefts in Marlshire in 2019/20 was 1.4 per 1,000 homes."),
    ("other period", "The number of new lamps in Fenmark in 2018/19 was 212.",
     "The number of new lamps in Fenmark in 2019/20 was 221."),
    ("provisional", "The provisional number of drain repairs in Fenmark in 2018/19 was 212.",
     "The number of drain repairs in Fenmark in 2018/19 was 221."),
    ("revised", "The number of paint repairs in Fenmark in 2018/19 was 212.",
     "The revised number of paint repairs in Fenmark in 2018/19 was 221."),
    ("rounded", "The number of fence repairs in Fenmark in 2018/19 was over 200.",
     "The number of fence repairs in Fenmark in 2018/19 was 221."),
    ("other indicator", "The number of sign repairs in Fenmark in 2018/19 was 212.",
     "The number of bench repairs in Fenmark in 2018/19 was 221."),
    ("rounding", "The rate of door repairs in Fenmark in 2018/19 was 4.1 per 1,000 homes.",
     "The rate of door repairs in Fenmark in 2018/19 was 4.13 per 1,000 homes."),
    ("no period", "The number of wall repairs was 212.", "The number of wall repairs was 221."),
    ("really higher", "The rate of hedge fires is 1.75 per 1,000 homes, which is marginally higher than the 1.70 of 2018/19.", ""),
    ("words", "Boat thefts fell from fifteen in May to twelve in June.", ""),
    ("scaled", "The budget rose from £900,000 to £1.2 million.", ""),
    ("a share", "Answers rose from 80 to two thirds of all homes.", ""),
    ("almost", "Lost cats almost doubled from 20 to 37.", ""),
    ("rounded share", "About a third of the 60 boats (21) were locked.", ""),
    ("more than", "Calls about lamps more than doubled from 20 to 61.", ""),
    ("parts among others", "There were 60 walks, including 20 in Wendle and 15 in Alder.", ""),
    ("a label", "The team is in phase two (3) of its plan.", ""),
    ("a footnote", "20% of 60 (3) were seen.", ""),
    ("percentage fits", "Of 240 trees seen, 60 (25%) had a nest.", ""),
    ("a count up to a day", "So far 12 tin lamps were mended in Fenmark in 2019.", "There were 38 tin lamps mended in Fenmark in 2019."),
    ("other quarter", "In Quarter 1 of 2019/20 there were 12 ferry trips to Fenmark.", "In Quarter 2 of 2019/20 there were 38 ferry trips to Fenmark."),
    ("another speaker", "In 2019 we held 12 rowing days in Fenmark.", "In 2019 we held 38 rowing days in Fenmark."),
    ("grown again", "There was a fall in May, but boats have grown at 80 compared to 76.", ""),
    ("over half", "Over half of those who wrote (240 of 450) like the gates.", ""),
    ("moved", "", "The meeting planned for 9 October 2020 was moved and is held on 12 October 2020."),
)  # fmt: skip


@pytest.fixture(scope="module")
def contradictions() -> tuple[Contradiction, ...]:
    papers = []
    meetings = {date(2020, 3, 6): "5 June 2020", date(2020, 6, 4): "12 October 2020"}
    for at, (day, following) in enumerate(meetings.items()):
        pack = Pack(f"{at}.txt", day)
        for row in (*CONTRADICTIONS, *NEAR_MISSES):
            if row[at + 1]:
                pack.report("2", "STREETS", row[at + 1])
        papers.append(with_figures(pack.report("3", "DATES", following).facts()))
    return track(papers, identities(papers)).contradictions


def with_figures(facts: Facts) -> Facts:
    """The paper with its figures, and the days that it says of meetings to come."""
    text = facts.document.text
    figures = [
        Figure(
            0,
            found["indicator"],
            "count",
            found["area"],
            found["year"],
            date(int(found["year"]), 4, 1) if found["year"] else None,
            date(int(found["year"]) + 1, 3, 31) if found["year"] else None,
            found["value"],
            Decimal(found["value"]),
            "series",
            None,
            Span(found.start(), text.index("\n", found.end())),
            "test",
            Span(*found.span("value")),
            "stated" if found["year"] else "report",
        )
        for found in MEASURED.finditer(text)
    ]
    months = {"June": 6, "October": 10}
    future = [
        FutureDate(
            0, date(2020, months[found[2]], int(found[1])), None, Span(*found.span()), "test"
        )
        for found in re.finditer(r"(\d+) (June|October) 2020", text)
    ]
    whole = Part("report", None, Span(0, len(text)), 0)
    return replace(facts, figures=tuple(figures), future_dates=tuple(future), parts=(whole,))


@pytest.mark.parametrize("row", CONTRADICTIONS, ids=lambda row: " ".join(row[1:])[:40])
def test_a_contradiction_is_found(
    contradictions: tuple[Contradiction, ...], row: tuple[str, str, str]
) -> None:
    kind, *said = row
    about = [each for each in contradictions if each.kind == kind]
    if not any(said):
        assert [each.matter for each in about] == ["Meeting of 4 or 5 June 2020"]
        return
    told = [words for words in said if words]
    found = [each for each in about if _is_on(each, told)]
    assert len(found) == 1


@pytest.mark.parametrize("row", NEAR_MISSES, ids=lambda row: row[0])
def test_what_only_looks_like_one_is_none(
    contradictions: tuple[Contradiction, ...], row: tuple[str, str, str]
) -> None:
    told = [words for words in row[1:] if words]
    assert [each for each in contradictions if _is_on(each, told)] == []


def _is_on(found: Contradiction, told: list[str]) -> bool:
    """Whether either side stands in what a row says, or holds it."""
    sides = (found.left.words.rstrip("…"), found.right.words.rstrip("…"))
    return any(side in words or words in side for side in sides for words in told)


def test_nothing_else_is_found(contradictions: tuple[Contradiction, ...]) -> None:
    assert len(contradictions) == len(CONTRADICTIONS)
