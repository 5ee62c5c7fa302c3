"""What became of actions, requests and recommendations, and minutes that were corrected."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest
from tracked_packs import identities, story

from kg.rdf.dataset import iter_quads
from kg.views.profile import CitedSentence, TopicRequest
from kg.views.timeline import meeting_days, render, trace
from kg.views.timeline.follow_up import outcomes, tie_lines
from kg.views.timeline.model import (
    TiedStatement,
    TimelineAction,
    TimelineCorrection,
    TimelineEvent,
    TimelineLogEntry,
    Trace,
    TracedTopic,
)


def entry(when: str, status: str | None) -> TimelineLogEntry:
    return TimelineLogEntry(when, "1", status, None, None, "a.txt", "carried forward")


RED, MARCH, JUNE = entry("2020-03-06", "Red"), entry("2020-03-06", None), "2020-06-05"


@pytest.mark.parametrize(
    "entries, outcome, following, certain, fate, still",
    [
        (
            [entry("2020-03-06", "Red")],
            "open",
            None,
            True,
            "Red in the log of 6 March 2020; still open",
            True,
        ),
        (
            [entry("2020-03-06", "Green:")],
            "completed",
            None,
            True,
            "Green: in the log of 6 March 2020; completed",
            False,
        ),
        (
            [entry("2019-12-13", None), MARCH],
            "vanished",
            JUNE,
            True,
            "No status in the logs of 13 December 2019 and 6 March 2020; "
            "not in the next log, of 5 June 2020, and no reason given",
            False,
        ),
        (
            [entry("2019-12-13", "Red"), MARCH, replace(MARCH, step="repeated")],
            "unseen",
            JUNE,
            False,
            "Red in the log of 13 December 2019, then No status in the log of 6 March 2020; "
            "not in the next log we hold, of 5 June 2020 "
            "(unconfirmed: these may be two actions)",
            False,
        ),
        (
            [RED],
            "withdrawal asked",
            None,
            True,
            "Red in the log of 6 March 2020; the log asks to remove it",
            True,
        ),
        ([], "open", None, True, "in no action log", True),
    ],
)
def test_fate(
    entries: list[TimelineLogEntry],
    outcome: str,
    following: str | None,
    certain: bool,
    fate: str,
    still: bool,
) -> None:
    action = TimelineAction("x:a", "Do it.", (), None, tuple(entries), outcome, following, certain)
    assert action.outcome_line == fate
    assert action.is_open is still


def tie(**given: object) -> TiedStatement:
    found = TiedStatement(
        "answered", True, True, 3.4, "report", "2020-03-06", "8", None, "LIGHTS", "3", "a.txt"
    )
    return replace(found, **given)  # type: ignore[arg-type]


def test_a_doubtful_tie_is_marked_as_unconfirmed() -> None:
    (sure,) = tie_lines([tie()], corrected(None))
    assert sure == "answered by the report “LIGHTS”, 6 March 2020"
    (doubtful,) = tie_lines([tie(certain=False, score=2.6)], corrected(None))
    assert doubtful == "probably answered by the report “LIGHTS”, 6 March 2020 (unconfirmed)"


def test_papers_of_one_item_that_answer_together_are_one_answer() -> None:
    together = [
        tie(sort="item", text="Lights"),
        tie(),
        tie(sort="minute", item="54", text="Lights."),
    ]
    assert tie_lines(together, corrected(None)) == ["answered by the report “LIGHTS”, 6 March 2020"]
    rows = [tie(kind="became", sort="action", item=number, text=number) for number in "12"]
    assert len(tie_lines(rows, corrected(None))) == 2


def test_a_request_short_of_a_decision_stands_in_its_minute_and_in_what_came_of_it() -> None:
    shown = corrected(None)
    minute = shown.events[0]
    asked = replace(
        minute,
        event="asked",
        text="Officers were asked for a map.",
        status="open",
        as_of="2020-06-05",
    )
    words = CitedSentence(asked.text, asked.date, asked.page, asked.document)
    request = TopicRequest("Officers", None, "open", "2020-06-05", words, asked.item)
    spoken = replace(shown, spoken_requests=(asked,), requests=(request,))
    lines = [
        line
        for item in meeting_days(spoken)[0].items
        for line in item.lines
        if item.heading == "Minute 12: Lights."
    ]
    assert [(line.what, line.text) for line in lines] == [
        ("Asked", "Officers were asked for a map."),
        ("Discussed", "Nine lamps are lit."),
    ]
    assert lines[0].notes == ("Status: open, as of 5 June 2020",)
    assert [(each.status, each.text) for each in outcomes(spoken)] == [
        ("open", "Officers were asked for a map.")
    ]
    untold = replace(
        spoken,
        requests=(replace(request, status="not told"),),
        spoken_requests=(replace(asked, status="not told"),),
    )
    assert outcomes(untold) == ()
    assert meeting_days(untold)[0].items[0].lines[0].notes == ()


@pytest.mark.parametrize("certain, stands", [(True, "carried out"), (False, "perhaps carried out")])
def test_an_action_that_a_paper_carried_out_stands_so(certain: bool, stands: str) -> None:
    row = TimelineEvent(
        "2020-03-06", "action-log", "1", None, "action", "A map of the lamps.", "2", "a.txt"
    )
    row = replace(row, ties=(tie(kind="delivered", certain=certain),))
    action = TimelineAction(
        "x:a", row.text, ("2019-12-13",), None, (replace(RED, text=row.text),), "vanished", JUNE
    )
    shown = Trace("Lamplight", TracedTopic("x:t", "Lamplight", "programme"), (), (row,), (action,))
    (found,) = outcomes(shown)
    assert found.status == stands
    assert any(
        "done: see the report “LIGHTS”" in note.lower().replace("lights", "LIGHTS")
        for note in found.notes
    )


# -- minutes that were corrected -------------------------------------------------------------------


def corrected(of_item: str | None, *, held_in: tuple[str, ...] = ("a.txt",)) -> Trace:
    minute = TimelineEvent(
        "2020-03-06", "minutes", "12", "Lights.", "discussed", "Nine lamps are lit.", "3", "a.txt"
    )
    other = replace(minute, item="13", title="Paths.", text="Three paths are open.")
    later = TimelineEvent(
        "2020-06-05", "minutes", "2", "Minutes.", "discussed", "Confirmed as amended.", "1", "b.txt"
    )
    words = CitedSentence(
        "subject to the words ten lamps in place of nine lamps", "2020-06-05", "1", "b.txt"
    )
    correction = TimelineCorrection(words, "2", "2020-03-06", of_item, held_in)
    topic = TracedTopic("x:t", "Lamplight", "programme")
    return Trace("Lamplight", topic, (), (minute, other, later), corrections=(correction,))


def test_a_corrected_minute_says_so_where_it_stands() -> None:
    march, june = meeting_days(corrected("12"))
    notes = {item.heading: item.lines[0].notes for item in (*march.items, *june.items)}
    (note,) = notes["Minute 12: Lights."]
    assert note.startswith("Corrected by minute 2 of 5 June 2020: “subject to the words ten lamps")
    assert notes["Minute 13: Paths."] == () and march.notes == ()
    assert notes["Minute 2: Minutes."] == ("Corrects minute 12 of 6 March 2020",)


def test_corrected_minutes_say_so_where_no_minute_of_them_is_named() -> None:
    march, june = meeting_days(corrected(None))
    assert len(march.notes) == 1 and june.notes == ()
    assert all(line.notes == () for item in march.items for line in item.lines)
    for format in ("markdown", "html", "table"):
        shown = " ".join(render(corrected(None), format).replace("│", " ").split())
        assert "Corrected by minute 2 of 5 June 2020" in shown


def test_the_graph_of_three_packs_shows_the_correction_where_the_minute_stands() -> None:
    told = story()
    made = ox.Store()
    made.extend(iter_quads(told, identities(told)))
    found = trace(made, "warm rooms")
    notes = [
        note
        for each in meeting_days(found)
        for item in each.items
        for line in item.lines
        for note in line.notes
    ]
    assert found.topic.kind == "words"
    assert any(
        note.startswith("Corrected by minute ") and "nine rooms were ten" in note for note in notes
    )


def test_how_a_corrected_minute_is_to_read_is_shown_and_who_attended_is_no_matter_of_a_topic() -> (
    None
):
    shown = corrected("12")
    (correction,) = shown.corrections
    march, _ = meeting_days(
        replace(shown, corrections=(replace(correction, reads="Ten lamps are lit."),))
    )
    assert (
        "Corrected by minute 2 of 5 June 2020: to read “Ten lamps are lit.” "
        "(Minutes of 5 June 2020, minute 2)" in march.items[0].lines[0].notes
    )
    listed = replace(correction, of_item=None, what="attendance")
    march, june = meeting_days(replace(shown, corrections=(listed,)))
    assert march.notes == () and march.items[0].lines[0].notes == ()
    assert june.items[0].lines[0].notes == (
        "Corrects who attended, in the minutes of 6 March 2020",
    )


def test_a_correction_of_minutes_that_are_not_at_hand_is_told_at_its_own() -> None:
    (*_, june) = meeting_days(corrected("12", held_in=()))
    assert june.items[0].lines[0].notes == (
        "Corrects minute 12 of 6 March 2020 (not among the papers held)",
    )
