"""Figures and money: every one with its words, one series through the packs, nothing added up or judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import kg.ontology as bg
import pyoxigraph as ox
import pytest
from handmade import LAMPLIGHT, document, identities, store
from kg.extractors.facts import Comparison, Facts, Figure, Meeting, Report, Span

from kg.rdf.dataset import build_dataset
from kg.rdf.quads import BASE
from kg.store.parameterised_query import run_query
from kg.store.snapshots import open_snapshot

FIRST, SECOND = "pack-2022-03-11.txt", "pack-2022-06-10.txt"


@pytest.fixture(scope="module")
def graph() -> ox.Store:
    return store()


def rows(graph: ox.Store, name: str, **params: str) -> list[tuple[str, ...]]:
    return [tuple(row.values()) for row in run_query(graph, name, params).rows]


def pack(day: date, *told: tuple[str, str, str, Comparison], area_stated: bool = False) -> Facts:
    """A pack whose one report says nothing but ``told``: indicator, value, area, comparison."""
    lines = [f"{indicator} in {area}: {value}." for indicator, value, area, _ in told]
    text = "PERFORMANCE\n" + "\n".join(lines)
    figures = []
    for (indicator, value, area, comparison), line in zip(told, lines, strict=True):
        start = text.index(line)
        at = text.index(value, start + len(indicator))
        figures.append(
            Figure(0, indicator, "%", area, None, None, None, value, Decimal(value.rstrip("%")), comparison, None,
                   Span(start, start + len(line)), "figure.test", Span(at, at + len(value)), None, area_stated)
        )  # fmt: skip
    return Facts(
        document=document(text, f"pack-{day}.txt"),
        meetings=(
            Meeting(
                day, "Marlshire Safer Places Board", None, None, None, "agenda", Span(0, 11), "m"
            ),
        ),
        reports=(Report(0, "5", "PERFORMANCE", "report", None, (), Span(0, len(text)), "r"),),
        figures=tuple(figures),
        acronyms={"HRC": "Harm Review Conference"},
    )


def dataset(*packs: Facts) -> ox.Store:
    made = ox.Store()
    made.extend(
        quad for quads in build_dataset(packs, identities(packs)).values() for quad in quads
    )
    return made


MARCH, JUNE, SEPTEMBER, DECEMBER = (date(2022, month, 10) for month in (3, 6, 9, 12))


# -- one row a figure, one row a sum ----------------------------------------------------------------------------------


def test_figures(graph: ox.Store) -> None:
    words = "Lights had gone up at nine stations."
    assert rows(graph, "figures") == [
        ("2022-03-11", "stations lit", "Marlshire", "2022-01-01 to 2022-03-31", "count", "nine", "current", "up", "",
         words, SECOND),
    ]  # fmt: skip


def test_sums(graph: ox.Store) -> None:
    (row,) = rows(graph, "sums")
    council = "Wendleford Borough Council"
    assert row[:7] == (
        "2022-03-11",
        "41000",
        council,
        "",
        "Lamplight Programme",
        "in 2021/22",
        "false",
    )
    assert row[7] == "3" and row[8].startswith("It cost £41,000") and row[9] == FIRST


def test_figures_and_sums_of_a_topic(graph: ox.Store) -> None:
    (figure,) = run_query(graph, "figures-of", {"topic": LAMPLIGHT.name}).rows
    assert (figure["indicator"], figure["amount"], figure["from"]) == (
        "stations lit",
        "9",
        "2022-01-01",
    )
    (told,) = run_query(graph, "sums-of", {"topic": LAMPLIGHT.name}).rows
    assert (told["value"], told["amount"], told["bound"]) == ("£41,000", "41000", "exact")
    assert [
        row["value"]
        for row in run_query(graph, "sums-of", {"topic": "Wendleford Borough Council"}).rows
    ] == ["£41,000"]
    assert rows(graph, "figures-of", topic="Youth Anchor Network") == []


def test_money_by_programme(graph: ox.Store) -> None:
    iri = f"{BASE}programme/{LAMPLIGHT.id}"
    assert rows(graph, "amounts-by-programme") == [
        (iri, LAMPLIGHT.name, "1", "41000", "2022-03-11", "2022-03-11")
    ]


def test_a_period_is_one_resource_with_its_days(graph: ox.Store) -> None:
    time = bg.PREFIXES["time"]
    node = ox.NamedNode(f"{BASE}period/2021-04-01/2022-03-31")
    (start,) = graph.quads_for_pattern(node, ox.NamedNode(time + "hasBeginning"), None)
    assert isinstance(start.object, ox.NamedNode)
    (day,) = graph.quads_for_pattern(start.object, ox.NamedNode(time + "inXSDDate"), None)
    assert day.object == ox.Literal(
        "2021-04-01", datatype=ox.NamedNode(bg.PREFIXES["xsd"] + "date")
    )
    assert any(graph.quads_for_pattern(None, ox.NamedNode(bg.during), node))


# -- one series through the packs -------------------------------------------------------------------------------------


def test_two_printings_of_one_indicator_are_one_series() -> None:
    graph = dataset(
        pack(
            MARCH,
            ("repeat referrals to the Harm Review Conference (HRC)", "40%", "Marlshire", "current"),
        ),
        pack(JUNE, ("HRC repeat referral rate", "42%", "Marlshire", "current")),
        pack(SEPTEMBER, ("Harm Review Conference repeat referrals", "44%", "Marlshire", "current")),
    )
    (series,) = run_query(graph, "indicators").rows
    assert (series["figures"], series["packs"]) == ("3", "3")
    assert (series["first"], series["last"]) == (MARCH.isoformat(), SEPTEMBER.isoformat())
    assert series["name"] == "HRC repeat referral rate"


@pytest.mark.parametrize(
    "values, moved",
    [
        (("40%", "42%", "44%"), ["up"]),
        (("44%", "42.5%", "42%"), ["down"]),
        (("40%", "42%", "41%"), []),
        (("40%", "40%", "41%"), []),
        (("9%", "10%", "11%"), ["up"]),
        (("1%", "2%", "3%", "4%"), ["up", "up"]),
        (("1%", "2%", "0%", "3%"), []),
    ],
)
def test_what_moved_one_way_three_packs_running(values: tuple[str, ...], moved: list[str]) -> None:
    days = (MARCH, JUNE, SEPTEMBER, DECEMBER)
    graph = dataset(
        *(
            pack(day, ("Doors left open", value, "Marlshire", "current"))
            for day, value in zip(days, values, strict=False)
        )
    )
    assert [row["direction"] for row in run_query(graph, "indicators-worsened").rows] == moved


def test_other_areas_and_other_roles_make_no_trend() -> None:
    days = (MARCH, JUNE, SEPTEMBER)
    places = ("Aldermarsh", "Cradwell", "Wendleford")
    graph = dataset(
        *(
            pack(day, ("Doors left open", value, place, "current"), ("Doors left open", value, "Marlshire", "previous"),
                 area_stated=True)
            for day, value, place in zip(days, ("1%", "2%", "3%"), places, strict=True)
        )
    )  # fmt: skip
    assert rows(graph, "indicators-worsened") == []


def test_a_pack_that_says_two_things_says_nothing_certain() -> None:
    twice = pack(
        JUNE, ("Doors left open", "2%", "M", "current"), ("Doors left open", "7%", "M", "current")
    )
    graph = dataset(
        pack(MARCH, ("Doors left open", "1%", "M", "current")),
        twice,
        pack(SEPTEMBER, ("Doors left open", "8%", "M", "current")),
    )
    assert rows(graph, "indicators-worsened") == []


def test_the_graph_is_the_same_whatever_order_the_packs_come_in() -> None:
    packs = [
        pack(day, ("Doors left open", f"{day.month}%", "Marlshire", "current"))
        for day in (MARCH, JUNE)
    ]
    assert build_dataset(packs, identities(packs)) == build_dataset(packs[::-1], identities(packs))


def test_no_telephone_number_stands_in_a_figures_words() -> None:
    facts = pack(MARCH, ("Calls to 01632 960 123 answered", "40%", "Marlshire", "current"))
    graph = dataset(replace(facts))
    assert not any(
        "960" in quad.object.value for quad in graph if isinstance(quad.object, ox.Literal)
    )


# -- on real packs ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real(corpus_store: Path) -> Iterator[ox.Store]:
    with open_snapshot(corpus_store) as published:
        yield published.graph


def test_a_rate_is_one_series_through_all_packs(real: ox.Store) -> None:
    years: dict[str, set[str]] = {}
    for row in run_query(real, "figures-of", {"topic": "MARAC"}).rows:
        if (
            "repeat" in row["name"].lower()
            and row["unit"] == "%"
            and row["comparison"] != "threshold"
        ):
            years.setdefault(row["series"], set()).add(row["date"][:4])
    assert {"2019", "2020", "2021", "2023", "2025"} in years.values()


def test_allocations_are_sums_with_recipients(real: ox.Store) -> None:
    found = [
        row
        for row in run_query(real, "sums").rows
        if row["payer"] and row["payee"] and "25/26" in row["period"]
    ]
    assert len(found) == 9
    assert len({row["payee"] for row in found}) == 9
    assert {row["total"] for row in found} == {"false"}
    assert all(Decimal(row["amount"]) > 0 and row["page"] for row in found)
