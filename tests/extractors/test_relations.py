"""Relations that the words state, on fictional papers; on the real packs what must hold of every one of them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kg.extractors.facts import (
    AgendaItem,
    Attendance,
    Document,
    EntityKind,
    Facts,
    Meeting,
    Mention,
    Minute,
    Part,
    Relation,
    Report,
    Span,
)
from kg.extractors.initials import initials_of, with_initials
from kg.extractors.relations import relate
from kg.extractors.rules import rules

PACKS = Path(__file__).resolve().parents[2] / "../shared/corpus"
KINDS: dict[str, EntityKind] = {"P": "person", "O": "organisation", "G": "programme"}
BOARD = "Marlshire Safer Places Board"


def paper(marked: str, acronyms: dict[str, str] | None = None) -> Facts:
    """A paper whose names are marked as ⟦O Marlshire Police⟧; one meeting, one part."""
    text, mentions, at = "", [], 0
    for found in re.finditer(r"⟦([POG]) (.*?)⟧", marked, re.DOTALL):
        text += marked[at : found.start()]
        span = Span(len(text), len(text) + len(found[2]))
        mentions.append(Mention(KINDS[found[1]], " ".join(found[2].split()), span, "by-hand"))
        text, at = text + found[2], found.end()
    text += marked[at:]
    whole = Span(0, len(text))
    return Facts(
        Document("d", "d.txt", "text", text),
        parts=(Part("minutes", None, whole, 0),),
        meetings=(
            Meeting(date(2022, 3, 11), BOARD, None, None, None, "minutes", whole, "by-hand"),
        ),
        mentions=tuple(mentions),
        acronyms=acronyms or {},
    )


def said(
    marked: str, acronyms: dict[str, str] | None = None
) -> list[tuple[str, str, str | None, str | None]]:
    relations = relate(paper(marked, acronyms)).relations
    return sorted(
        ((each.kind, each.subject_text, each.object_text, each.role) for each in relations), key=str
    )


# ── offices ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "It considered a report on the coming winter of ⟦P Orla Finch⟧, Harbour Safety\n"
            "Co-ordinator, ⟦O Marlshire Council⟧, on it.",
            ("role", "Orla Finch", "Marlshire Council", "Harbour Safety Co-ordinator"),
        ),
        (
            "⟦P Orla Finch⟧, the Strategic Director for the ⟦O Youth Anchor Network⟧, spoke.",
            ("role", "Orla Finch", "Youth Anchor Network", "Strategic Director"),
        ),
        (
            "received a presentation from ⟦P Supt Tom Vale⟧, ⟦O Marlshire Police⟧, on lights.",
            ("role", "Supt Tom Vale", "Marlshire Police", "Superintendent"),
        ),
        (
            "chaired by ⟦P Detective Chief Inspector 4711 Nell Marsh⟧ (⟦O Marlshire Police⟧)",
            (
                "role",
                "Detective Chief Inspector 4711 Nell Marsh",
                "Marlshire Police",
                "Detective Chief Inspector",
            ),
        ),
        (
            "⟦P Ana Holt⟧, Director, ⟦O Youth Anchor Network⟧ (⟦O YAN⟧), spoke.",
            ("role", "Ana Holt", "Youth Anchor Network", "Director"),
        ),
        (
            "⟦P Mr Vale⟧, Cabinet Member for Finance, ⟦O Corporate and Traded Services⟧, said so.",
            ("role", "Mr Vale", None, "Cabinet Member for Finance, Corporate and Traded Services"),
        ),
        (
            "Officers to contact\n\n⟦P Tom Vale⟧\nHarbour Safety Officer\n⟦O Marlshire Council⟧\nTel: 01632 960000",
            ("role", "Tom Vale", "Marlshire Council", "Harbour Safety Officer"),
        ),
        (
            "Membership\n⟦O Marlshire Police⟧\tSupt Lead for Harbours - ⟦P Ana Holt⟧\nNext",
            ("role", "Ana Holt", "Marlshire Police", "Supt Lead for Harbours"),
        ),
        (
            "RESOLVED that ⟦P Mrs Una Marsh⟧ be elected Deputy Chairman of the Board for 2022/23.",
            ("role", "Mrs Una Marsh", BOARD, "Deputy Chairman"),
        ),
        (
            "The ⟦O Harbour Watch Group⟧ has met since May and is chaired by ⟦P Ana Holt⟧.",
            ("role", "Ana Holt", "Harbour Watch Group", "Chair"),
        ),
    ],
)
def test_offices(words: str, expected: tuple[str, str, str | None, str | None]) -> None:
    assert expected in said(words, {"YAN": "Youth Anchor Network"})


@pytest.mark.parametrize(
    "words",
    [
        "Thanks went to ⟦P Orla Finch⟧, ⟦O Marlshire Council⟧ and the ⟦O Tide Office⟧.",
        "⟦P Orla Finch⟧ was absent. ⟦O Marlshire Council⟧ sent a letter.",
        "⟦P Orla Finch⟧\n\n⟦O Marlshire Council⟧ and others met on Monday.",
        "⟦P Orla Finch⟧ asked the Director of ⟦O Marlshire Council⟧ for a note.",
        "⟦P Mr Hollow⟧ declared that his son was employed by the ⟦O Courts Service⟧.",
        "⟦P Tom Vale⟧, former Director, ⟦O Saltmeadow Refuge⟧, wrote.",
    ],
)
def test_no_office_is_guessed(words: str) -> None:
    assert said(words) == []


def test_a_row_of_those_present_gives_office_and_body() -> None:
    facts = paper(
        "PRESENT\n⟦P Supt Tom Vale⟧ ⟦O Marlshire Police⟧\n⟦P Una Marsh⟧ (Chairman)\n⟦P Jo Lee⟧ Office of Tides\n"
    )
    lines = [
        Span(found.start(), found.end())
        for found in re.finditer(r"(?m)^(?!PRESENT).+$", facts.document.text)
    ]
    rows = (
        ("Supt Tom Vale", "Marlshire Police", None),
        ("Una Marsh", None, "Chairman"),
        ("Jo Lee", None, "Office of Tides"),
    )
    listed = tuple(
        Attendance(0, "present", printed, body, role, False, span, "by-hand")
        for (printed, body, role), span in zip(rows, lines, strict=True)
    )
    relations = relate(
        Facts(facts.document, facts.parts, facts.meetings, (), listed, mentions=facts.mentions)
    ).relations
    assert [(each.subject_text, each.object_text, each.role) for each in relations] == [
        ("Supt Tom Vale", "Marlshire Police", "Superintendent"),
        ("Una Marsh", BOARD, "Chairman"),
    ]


# ── programmes, bodies ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "⟦G Lantern⟧ is one of the four strands of the ⟦G Safe Harbours Strategy⟧.",
            [("part-of", "Lantern", "Safe Harbours Strategy", None)],
        ),
        (
            "by ⟦P Ines Tarrow⟧, Planning Officer, ⟦O Resilience Team⟧, ⟦O Marlshire Council⟧, which",
            [
                ("part-of", "Resilience Team", "Marlshire Council", None),
                ("role", "Ines Tarrow", "Marlshire Council", "Planning Officer"),
            ],
        ),
        (
            "a) ⟦G Lantern Helpline⟧ provided by ⟦O Saltmeadow Refuge⟧ (⟦O SR⟧) – commissioned by ⟦O MCC⟧ for all;",
            [
                ("commissions", "MCC", "Lantern Helpline", None),
                ("delivers", "Saltmeadow Refuge", "Lantern Helpline", None),
            ],
        ),
        (
            "the ⟦G Lantern Programme⟧, in partnership with the\n⟦O Tide Office⟧ and ⟦O Holt Ltd⟧. It",
            [
                ("delivers", "Holt Ltd", "Lantern Programme", None),
                ("delivers", "Tide Office", "Lantern Programme", None),
            ],
        ),
        (
            "the ⟦G Harbour Survey⟧ was commissioned by the ⟦O Tide Panel⟧ and ⟦O Marlshire Police⟧ ran it.",
            [("commissions", "Tide Panel", "Harbour Survey", None)],
        ),
        (
            "⟦O Saltmeadow Refuge⟧ received funding from the ⟦O Tide Office⟧.",
            [("funds", "Tide Office", "Saltmeadow Refuge", None)],
        ),
        (
            "⟦G Lantern⟧ (previously called the ⟦G Quay Watch⟧) opens in May.",
            [("succeeds", "Lantern", "Quay Watch", None)],
        ),
        (
            "⟦P LW⟧ reported that the ⟦G Low Water⟧ project would end in May.",
            [("tells-of", "LW", "Low Water", None)],
        ),
        (
            "⟦P AH⟧ gave an update on ⟦G Operation Tidewatch⟧, which has cut thefts.",
            [("reports-on", "AH", "Operation Tidewatch", None)],
        ),
        (
            "The ferry board will write to the ⟦O Tide Office⟧ asking why the lamps are out.",
            [("asked-by", "Tide Office", BOARD, None)],
        ),
        (
            "The ⟦G Moorings Order⟧ applies to the ⟦O Police⟧ and ⟦O MFRS⟧ from May.",
            [
                ("has-duty", "MFRS", "Moorings Order", None),
                ("has-duty", "Police", "Moorings Order", None),
            ],
        ),
        (
            "The ⟦O Care Board⟧ took over the work of the ⟦O Trusts Board⟧ in May.",
            [("succeeds", "Care Board", "Trusts Board", None)],
        ),
        ("⟦P LW⟧ asked whether the ⟦G Low Water⟧ project would end.", []),
        ("Residents near the ⟦O Tide Office⟧ were to write to their MPs asking for more.", []),
        ("⟦G Lantern⟧ could be led by ⟦O Marlshire Police⟧.", []),
        ("⟦G Lantern⟧ was not funded by the ⟦O Tide Office⟧.", []),
        ("⟦G Lantern⟧ ended. Delivered by ⟦O Marlshire Police⟧, it had run for years.", []),
        ("⟦O Marlshire Police⟧ is no longer a member of the ⟦O Harbour Board⟧.", []),
    ],
)
def test_what_is_said_of_two(
    words: str, expected: list[tuple[str, str, str | None, str | None]]
) -> None:
    assert said(words, {"SR": "Saltmeadow Refuge"}) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "The ferry is run by ⟦O Quay Trust⟧ with the ⟦O Tide Office⟧.",
            [("partners", "Tide Office", "Quay Trust", None)],
        ),
        (
            "⟦G Lantern⟧ is run by ⟦O Quay Trust⟧ with the ⟦O Tide Office⟧.",
            [
                ("delivers", "Quay Trust", "Lantern", None),
                ("delivers", "Tide Office", "Lantern", None),
                ("partners", "Tide Office", "Quay Trust", None),
            ],
        ),
        (
            "⟦O Quay Trust⟧ and ⟦O Lime Works⟧ have organised visits to the lamps.",
            [("partners", "Lime Works", "Quay Trust", None)],
        ),
        ("Lamps of ⟦O Quay Trust⟧ and ⟦O Lime Works⟧ ran dry.", []),
        (
            "⟦P Ana Holt⟧ asked ⟦O Quay Trust⟧ to bring its figures.",
            [("asked-by", "Quay Trust", "Ana Holt", None)],
        ),
    ],
)
def test_who_runs_a_thing_together_are_partners_of_each_other_not_of_it(
    words: str, expected: list[tuple[str, str, str | None, str | None]]
) -> None:
    assert said(words) == expected


def test_a_report_tells_of_that_with_which_its_sentences_begin() -> None:
    facts = paper(
        "Report by ⟦P Ana Holt⟧\n\n2. The ⟦O Tide Office⟧ has mended nine lamps.\n\n"
        "a) ⟦G Lantern⟧ – an app for ferrymen;\n\n3. Visits were made to the ⟦O Lime Works⟧."
    )
    whole = Span(0, len(facts.document.text))
    report = Report(0, None, "Lamps", "report", None, ("Ana Holt",), whole, "by-hand")
    relations = relate(replace(facts, reports=(report,))).relations
    assert [(each.kind, each.subject_text, each.object_text) for each in relations] == [
        ("tells-of", "Ana Holt", "Tide Office"),
        ("tells-of", "Ana Holt", "Lantern"),
    ]
    assert relate(facts).relations == (), "nobody knows who wrote other papers"


@pytest.mark.parametrize(
    ("between", "told"), [(" ", True), ("\n\n", False), (" ⟦P Jo Lee⟧ thanked them. ", False)]
)
def test_who_speaks_tells_of_that_with_which_the_sentences_of_their_paragraph_begin(
    between: str, told: bool
) -> None:
    words = f"• ⟦P Ana Holt⟧ said that nine lamps were out.{between}The ⟦O Tide Office⟧ has them."
    assert bool(said(words)) == told


def test_initials_of_those_present_speak_for_them() -> None:
    facts = paper("Present: Ana Holt (AH)\n\n1. Lamps\nAH reported that ⟦G Lantern⟧ would end.")
    text = facts.document.text
    row = Attendance(
        0, "present", "Ana Holt", None, None, False, Span(9, text.index("\n")), "by-hand"
    )
    minute = Minute(0, "1", "Lamps", (), Span(text.index("1."), len(text)), "by-hand")
    relations = relate(replace(facts, attendance=(row,), minutes=(minute,))).relations
    assert ("tells-of", "Ana Holt", "Lantern") in {
        (each.kind, each.subject_text, each.object_text) for each in relations
    }


@pytest.mark.parametrize(
    ("head", "tail", "told"),
    [
        ("Ferry News", "Write to us.", False),
        ("Ferry News, by ⟦P Ana Holt⟧", "Write to us.", True),
        ("Ferry News", "⟦P Ana Holt⟧\nHarbour Master", True),
    ],
    ids=["a leaflet behind the item", "named in the head", "signed"],
)
def test_whom_only_the_agenda_names_to_bring_an_item_tells_of_nothing_on_its_pages(
    head: str, tail: str, told: bool
) -> None:
    agenda = "4. Ferries. ⟦P Ana Holt⟧ will give an update.\n\n"
    body = f"{head}\n\n{'Boats go by day. ' * 80}\n\nThe ⟦O Tide Office⟧ has lit lamps.\n\n{tail}"
    facts = paper(agenda + body)
    text = facts.document.text
    start = text.index("Ferry News")
    item = AgendaItem(0, "4", "Ferries", "other", (1, 2), ("Ana Holt",), Span(0, start), "by-hand")
    report = Report(0, "4", "Ferry News", "report", None, (), Span(start, len(text)), "by-hand")
    relations = relate(replace(facts, agenda=(item,), reports=(report,))).relations
    found = {(each.subject_text, each.object_text) for each in relations if each.kind == "tells-of"}
    assert found == ({("Ana Holt", "Tide Office")} if told else set())


@pytest.mark.parametrize(
    ("words", "teller"),
    [
        ("Lamps\n\nThe ⟦G Lantern⟧ had grown.\n\nContact: ⟦P Ana Holt⟧\n⟦O Quay Team⟧", "Ana Holt"),
        ("Report of ⟦O Quay Team⟧\n\nThe ⟦G Lantern⟧ had grown.\n\n⟦P Ana Holt⟧", "Quay Team"),
    ],
    ids=["beside whom to contact", "its report"],
)
def test_the_team_of_a_contact_tells_of_nothing(words: str, teller: str) -> None:
    facts = paper(words)
    whole = Span(0, len(facts.document.text))
    report = Report(0, None, "Lamps", "report", "Quay Team", ("Ana Holt",), whole, "by-hand")
    relations = relate(replace(facts, reports=(report,))).relations
    assert [each.subject_text for each in relations if each.kind == "tells-of"] == [teller]


@pytest.mark.parametrize(
    ("before", "known"),
    [
        ("The ⟦G Lantern⟧ had replaced the ⟦G Quay Watch⟧.", False),
        ("The ⟦G Lantern⟧ met in May.", True),
    ],
)
def test_it_is_not_known_behind_an_old_and_a_new_name(before: str, known: bool) -> None:
    facts = paper(f"1. Lamps\n\n{before} It contributes to the ⟦G Harbour Plan⟧.")
    minute = Minute(0, "1", "Lamps", (), Span(0, len(facts.document.text)), "by-hand")
    relations = relate(replace(facts, minutes=(minute,))).relations
    ends = {end for each in relations for end in (each.subject_text, each.object_text)}
    assert ("Harbour Plan" in ends) == known


@pytest.mark.parametrize(
    ("mark", "kind", "name"),
    [
        ("MAC", "person", "Mark Adair-Cole"),
        ("MAS", "organisation", None),  # nobody's
    ],
)
def test_letters_that_a_list_gives_to_somebody_are_no_body(
    mark: str, kind: str, name: str | None
) -> None:
    facts = paper(f"Present: Mark Adair-Cole (MAC)\n\nChaired by ⟦O {mark}⟧.")
    end = facts.document.text.index("\n")
    row = Attendance(0, "present", "Mark Adair-Cole", None, None, False, Span(9, end), "by-hand")
    (found,) = with_initials(replace(facts, attendance=(row,))).mentions
    assert (found.kind, found.name) == (kind, name)


# ── laws ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_we_in_a_report_is_the_body_whose_report_it_is() -> None:
    facts = paper(
        "Report of ⟦O Saltmeadow Refuge⟧\n\nWe are working with the ⟦O Tide Office⟧ and ⟦O Unison⟧ to help."
    )
    whole = Span(0, len(facts.document.text))
    report = Report(0, None, "Update", "report", "Saltmeadow Refuge", (), whole, "by-hand")
    relations = relate(replace(facts, reports=(report,))).relations
    assert [(each.kind, each.subject_text, each.object_text) for each in relations] == [
        ("partners", "Tide Office", "Saltmeadow Refuge"),
        ("partners", "Unison", "Saltmeadow Refuge"),
    ]
    assert relate(facts).relations == (), "nobody knows who “we” are in other papers"


def test_what_we_run_in_a_report_is_run_by_the_body_whose_report_it_is() -> None:
    facts = paper("Report of ⟦O Saltmeadow Refuge⟧\n\nWe also run ⟦G Lantern⟧ for carers.")
    whole = Span(0, len(facts.document.text))
    report = Report(0, None, "Update", "report", "Saltmeadow Refuge", (), whole, "by-hand")
    relations = relate(replace(facts, reports=(report,))).relations
    assert [(each.kind, each.subject_text, each.object_text) for each in relations] == [
        ("delivers", "Saltmeadow Refuge", "Lantern")
    ]


@pytest.mark.parametrize(
    ("before", "meant"),
    [
        ("The ⟦G Quay Plan⟧ began in May.", "Quay Plan"),
        ("Nobody liked the ⟦G Quay Plan⟧.", "Harbour Work"),
    ],
    ids=["with which the sentence before begins", "what the title names"],
)
def test_it_is_what_the_sentence_before_begins_with(before: str, meant: str) -> None:
    facts = paper(f"41. ⟦G Harbour Work⟧\n\n{before} It replaces the ⟦G First Light⟧ pilot.")
    whole = Span(0, len(facts.document.text))
    minute = Minute(0, "41", "Harbour Work", (), whole, "by-hand")
    relations = relate(replace(facts, minutes=(minute,))).relations
    assert [(each.kind, each.subject_text, each.object_text) for each in relations] == [
        ("succeeds", meant, "First Light")
    ]


@pytest.mark.parametrize(
    ("marked", "meant"),
    [
        ("41. ⟦G Lantern⟧\n\nIt began. The scheme is run by ⟦O Tide Office⟧.", "Lantern"),
        (
            "41. ⟦G Lantern⟧\n\nThe ⟦G Quay Scheme⟧ grew. The scheme is run by ⟦O Tide Office⟧.",
            "Quay Scheme",
        ),
        (
            "41. ⟦G Lantern⟧ and ⟦G Quay Watch⟧\n\nThe scheme is run by ⟦O Tide Office⟧.",
            None,
        ),
        ("41. Work at the harbour\n\nThe scheme is run by ⟦O Tide Office⟧.", None),
        ("41. ⟦G Lantern⟧\n\nThe service is run by ⟦O Tide Office⟧.", None),
    ],
    ids=["the title's name", "the last name before", "two names", "no name", "perhaps the writer"],
)
def test_the_scheme_is_the_last_one_named_or_that_of_the_title(
    marked: str, meant: str | None
) -> None:
    facts = paper(marked)
    whole = Span(0, len(facts.document.text))
    title = facts.document.text.split("\n")[0].removeprefix("41. ")
    minute = Minute(0, "41", title, (), whole, "by-hand")
    found = [
        (each.kind, each.subject_text, each.object_text)
        for each in relate(replace(facts, minutes=(minute,))).relations
    ]
    assert found == ([("delivers", "Tide Office", meant)] if meant else [])


def test_a_list_gives_somebody_the_chair_of_another_body() -> None:
    facts = paper("⟦P Cllr. T. Vale⟧ ⟦O Ferry Safety Group⟧ Chair – ⟦O Cradwell Council⟧\n")
    whole = Span(0, len(facts.document.text) - 1)
    row = Attendance(
        0,
        "present",
        "Cllr. T. Vale",
        "Cradwell Council",
        "Ferry Safety Group Chair",
        False,
        whole,
        "by-hand",
    )
    relations = relate(replace(facts, attendance=(row,))).relations
    assert ("Ferry Safety Group", "Chair") in [(each.object_text, each.role) for each in relations]


def holds(facts: Facts, each: Relation) -> None:
    spans = {mention.span for mention in facts.mentions}
    initials = initials_of(facts.document, facts.attendance)
    if each.kind == "asked-by" and each.object is None:  # asked by the board that meets
        assert each.subject in spans and each.object_text and each.meeting is not None
    else:
        by_initials = facts.document.text[each.subject.start : each.subject.end] in initials
        assert each.kind == "role" or (
            (each.subject in spans or by_initials)
            and each.object in spans
            and each.subject != each.object
        )
    assert each.object is None or each.object in spans
    assert each.role is None or each.kind == "role"
    assert each.role or each.object_text, "an office or a body"
    assert any(  # “we run …”: who does it may stand elsewhere
        each.span.start <= named.start and named.end <= each.span.end
        for named in (each.subject, each.object)
        if named is not None
    )
    assert each.span.end <= len(facts.document.text)
    assert 0 < each.confidence <= 1
    told = each.rule == "begins-with"
    assert told or each.rule.startswith("role.attendance") or each.rule in rules("relations")
    assert not re.search(r"[⟦⟧⏎¦@]", f"{each.role}{each.subject_text}{each.object_text}")


WORDS = [
    *(
        "⟦P Ana Holt⟧",
        "⟦O Tide Office⟧",
        "⟦G Lantern⟧",
        ", ",
        " and ",
        " (",
        ") ",
        " led by ",
        " funded by ",
        " of the ",
    ),
    *(
        "Director",
        " Officer",
        "the ",
        "\n",
        "\t",
        ". ",
        " – ",
        "Tel: ",
        " in partnership with ",
        "⏎ ",
        "¦",
        "⟦",
    ),
]


@given(st.lists(st.sampled_from(WORDS), max_size=40))
@settings(max_examples=150, deadline=None)
def test_whatever_the_words(words: list[str]) -> None:
    facts = relate(paper("".join(words)))
    for each in facts.relations:
        holds(facts, each)
    assert relate(facts) == facts, "reading again changes nothing"


@pytest.mark.parametrize(
    "piece",
    ["⟦P Ana Holt⟧, ", "⟦P Ana Holt⟧, Head of A and B, ", "⟦G Lantern⟧ and ", "Head of A, "],
)
def test_long_lists_are_read_to_the_end(piece: str) -> None:
    facts = relate(paper(piece * 500 + "⟦G Lantern⟧ is led by ⟦O Tide Office⟧."))
    assert ("leads", "Tide Office", "Lantern") in {
        (r.kind, r.subject_text, r.object_text) for r in facts.relations
    }


# ── the real packs ──────────────────────────────────────────────────────────────────────────────────────────────────


@cache
def packs() -> list[Facts]:
    if not PACKS.is_dir():
        pytest.skip("the real packs are not here")
    from kg.extractors import extract
    from kg.extractors.reading import read
    from kg.ontology.vocabulary import load

    vocabulary = load()
    return [extract(read(path), vocabulary) for path in sorted(PACKS.glob("*.txt"))]


def test_every_relation_of_the_packs_can_be_shown() -> None:
    for facts in packs():
        assert any(each.rule != "role.attendance" for each in facts.relations), facts.document.name
        for each in facts.relations:
            holds(facts, each)
            if each.rule != "role.attendance":
                words = " ".join(facts.document.text[each.span.start : each.span.end].split())
                assert each.subject_text in words or (each.object_text or "") in words
        order = count()
        assert list(facts.relations) == sorted(
            facts.relations, key=lambda each: (each.span, next(order))
        )
