"""What is asked for in other words than the papers', misspelt, or beside what no paper has."""

from __future__ import annotations

from functools import partial
from types import SimpleNamespace

import pytest

from kg.text.search_terms import search_terms, without_figure_nouns
from kg.text.text_comparison import is_one_slip
from kg.views.timeline.events import _requests_upon
from kg.views.timeline.meeting_packs import PackBoards
from kg.views.timeline.salience import tells_nothing

PACKS = PackBoards(
    {
        "moor-may.txt": frozenset({"Moor Board"}),
        "moor-june.txt": frozenset({"Moor Board"}),
        "mill.pdf": frozenset({"Mill Panel"}),
    }
)


@pytest.mark.parametrize(
    ("asked", "subject"),
    [
        ("lantern figures", "lantern"),
        ("number of lanterns", "lanterns"),
        ("lantern theft rates", "lantern theft"),
        ("data sharing", "data sharing"),
        ("figures", "figures"),
        ("lanterns", "lanterns"),
    ],
)
def test_figures_are_asked_of_a_subject(asked: str, subject: str) -> None:
    assert without_figure_nouns(asked) == subject


@pytest.mark.parametrize(
    ("one", "other", "is_slip"),
    [
        ("lantrn", "lantern", True),
        ("lanntern", "lantern", True),
        ("lentern", "lantern", True),
        ("latnern", "lantern", True),
        ("lantern", "lantern", False),
        ("lanterns", "lantern", True),
        ("lattrn", "lantern", False),
        ("factories", "factors", False),
    ],
)
def test_a_slip_is_one_letter(one: str, other: str, is_slip: bool) -> None:
    assert is_one_slip(one, other) is is_slip and is_one_slip(other, one) is is_slip


def test_irregular_plurals_are_sought_in_either_number() -> None:
    assert search_terms("knives")[0].forms == (("knives",), ("knife",))
    assert search_terms("thief")[0].forms == (("thief",), ("thieves",))
    assert search_terms("lanterns")[0].forms == (("lanterns",),)


def test_only_the_boards_that_speak_of_a_topic_can_be_silent_on_it() -> None:
    held = PACKS.beside(["moor-may.txt"])
    assert [file for file in PACKS.boards if held(file)] == ["moor-may.txt", "moor-june.txt"]
    assert held("unknown.txt")
    assert all(map(PACKS.beside(["unknown.txt"]), PACKS.boards))
    assert PACKS.names() == {"Moor Board", "Mill Panel"}


@pytest.mark.parametrize(
    "frame",
    [
        "To book a lantern ring [telephone]",
        "Report to: The Lantern Panel",
        "Ann Miller 6 - 7",
        "Of the walk the following points were made:",
    ],
)
def test_the_frame_of_a_paper_tells_nothing(frame: str) -> None:
    assert tells_nothing(frame)
    assert not tells_nothing("The lanterns were lit on 3 May.")


class _Sentences:
    def __init__(self, *texts: str) -> None:
        self._texts = list(texts)

    def texts_of(self, document: str) -> list[str]:
        return self._texts


def test_a_request_is_put_upon_the_sentence_before_it() -> None:
    asked = "The miller will follow up the question in May."
    index = SimpleNamespace(
        sentences=_Sentences("Lanterns were lost on the moor.", asked, "It rained.")
    )
    rows = [
        {"text": text, "document": "a.txt"} for text in (asked, "The clerk agreed to send a map.")
    ]
    found = partial(_requests_upon, rows, index=index)  # type: ignore[arg-type]
    assert [row["text"] for row in found("lantern")] == [asked]
    assert not list(found("map")) and not list(found("wicks"))
