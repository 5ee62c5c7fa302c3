"""How requests stand: six states, each with its reason."""

from __future__ import annotations

from datetime import date

import pytest
from kg.extractors.facts import Facts
from tracked_packs import Pack, identities

from kg.tracking.tracked_statements import Standing
from kg.tracking.tracker import track

FIRST, SECOND, LATER = date(2021, 3, 5), date(2021, 6, 4), date(2025, 6, 6)
ASKED = "That officers be requested to provide a report on eel traps to a future meeting."


def standing(words: str, *later: Facts, due: date | None = None, **row: str | None) -> Standing:
    """The standing of one request of the first meeting; ``row`` is its action in the log."""
    pack = Pack("b.txt", SECOND, FIRST).minute("12", "Action plan").resolved("a", "request", words)
    if due is not None:
        pack.resolutions[-1] = type(pack.resolutions[-1])(
            1, 0, "a", "request", words, due, "officers", pack.resolutions[-1].span, "test"
        )
    if row:
        pack.row("2", [FIRST], words, "Ada Quill", row.get("status"), row.get("comments"))
    corpus = [pack.facts(), *later]
    (request,) = track(corpus, identities(corpus)).requests
    assert request.standing is not None and request.standing.why
    return request.standing


def at(day: date, title: str = "Boats") -> Facts:
    return Pack(f"c-{day}.txt", day).item("5", title).facts()


def test_the_log_says_that_it_is_done() -> None:
    found = standing(ASKED, status="Green", comments="Sent on 3 May 2021.")
    assert (found.state, found.answered_on) == ("answered", SECOND)
    assert "action 2" in found.why and "Sent on 3 May 2021." in found.why


@pytest.mark.parametrize(
    ("comment", "state"),
    [
        ("This has been arranged for 29 June 2021.", "answered"),
        ("The list was circulated on 11 May.", "answered"),
        ("To be arranged when the hall is built.", "open"),
        ("A first draft was completed. It will be sent when ready.", "open"),
        ("No answer had come when this was written.", "open"),
    ],
)
def test_a_comment_of_a_log_closes_an_action_or_does_not(comment: str, state: str) -> None:
    assert standing(ASKED, status="Amber", comments=comment).state == state


def test_a_later_item_about_the_same_subject_answers() -> None:
    found = standing(ASKED, at(date(2021, 9, 10), "Eel traps"))
    assert (found.state, found.answered_on) == ("answered", date(2021, 9, 10))


def test_an_item_on_something_else_does_not_answer() -> None:
    assert standing(ASKED, at(date(2021, 9, 10), "Eel festival")).state == "open"
    assert standing(ASKED, at(date(2021, 9, 10), "Officers and reports")).state == "open"


def test_a_request_for_no_paper_is_not_answered_by_an_item() -> None:
    words = "That officers be requested to mend the eel traps."
    assert standing(words, at(date(2021, 9, 10), "Eel traps")).state == "open"


def test_a_late_answer_says_so() -> None:
    found = standing(ASKED, at(date(2021, 9, 10), "Eel traps"), due=SECOND)
    assert found.state == "answered" and "after it was due" in found.why


def test_it_is_overdue_only_at_a_meeting_whose_papers_are_held() -> None:
    words = "That officers be requested to provide a report on eel traps for the meeting then."
    assert standing(words, at(date(2021, 9, 10)), due=date(2021, 9, 10)).state == "overdue"
    assert standing(words, at(LATER), due=date(2021, 9, 10)).state == "unknown"


def test_a_day_to_come_is_not_due() -> None:
    assert standing(ASKED, due=date(2022, 1, 1)).state == "open"


def test_without_a_day_a_request_lapses_after_three_years() -> None:
    assert standing(ASKED, at(date(2023, 6, 2))).state == "open"
    assert standing(ASKED, at(LATER)).state == "lapsed"


def test_a_log_that_is_not_held_leaves_it_unknown() -> None:
    later = Pack("d.txt", LATER).row("1", [date(2025, 3, 7)], "Count the swans.").facts()
    found = standing(ASKED, later, status="Amber", comments="Ongoing.")
    assert found.state == "unknown" and "not held" in found.why


def test_an_item_that_the_comment_names_answers_in_part() -> None:
    pack = (
        Pack("b.txt", SECOND, FIRST)
        .item("6", "Swan training programme")
        .minute("12", "Swans")
        .resolved("a", "request", "That training for members on swans be arranged.")
        .row(
            "2",
            [FIRST],
            "Training for members on swans to be arranged.",
            "Ada Quill",
            "Amber",
            "AQ brings a short paper on the swan training programme.",
        )
        .facts()
    )
    (request,) = track([pack], identities([pack])).requests
    assert request.standing is not None and request.standing.state == "partly"
