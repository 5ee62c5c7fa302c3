"""Tracking: actions through the logs, requests to answers, recommendations, corrections."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import kg.ontology as bg
import pyoxigraph as ox
import pytest
from kg.extractors.facts import Facts
from kg.ontology.rule_tables import load_table
from tracked_packs import BOARD, DECEMBER, JUNE, MARCH, OTHER, SEPTEMBER, Pack, identities, story

from kg.linking.entities import ChangeEvent, Identities
from kg.rdf.dataset import iter_quads
from kg.tracking.content_words import content_words
from kg.tracking.phrase_rules import phrase
from kg.tracking.tie_features import weights
from kg.tracking.tracked_statements import ActionSeries, FactRef, RequestResult, TrackingResult
from kg.tracking.tracker import track

CORPUS = Path(__file__).resolve().parents[3] / "../shared/corpus"
TERMS = {"continues", "verdict", "became", "answered", "delivered", "taken", "withdrawn"}


def tracked(
    *packs: Facts, later: str = "", changes: tuple[ChangeEvent, ...] = ()
) -> TrackingResult:
    return track(packs, identities(packs, changes, later))


def series_of(found: TrackingResult, corpus: list[Facts], words: str) -> ActionSeries:
    """The one action whose first row has the words."""
    texts = {facts.document.id: facts for facts in corpus}
    (series,) = [
        series
        for series in found.actions
        if words in texts[series.entries[0].row.document].actions[series.entries[0].row.index].text
    ]
    return series


def request_of(found: TrackingResult, corpus: list[Facts], words: str) -> RequestResult:
    texts = {facts.document.id: facts for facts in corpus}
    (request,) = [
        each
        for each in found.requests
        if each.statement.kind == "resolution"
        and words in texts[each.statement.document].resolutions[each.statement.index].text
    ]
    return request


# -- the tables ---


@pytest.mark.parametrize(
    "entry", load_table("kg.tracking", "lexicon")["rule"], ids=lambda entry: str(entry["id"])
)
def test_a_phrase_matches_and_refuses_its_examples(entry: dict[str, object]) -> None:
    pattern = phrase(str(entry["id"]))
    for name, found in (("match", True), ("refuse", False)):
        examples = entry[name]
        assert isinstance(examples, list) and examples
        for example in examples:
            assert bool(pattern.search(example)) is found, example


def test_every_feature_has_a_weight_and_words() -> None:
    tables = weights()
    assert set(tables) >= TERMS
    for kind in TERMS:
        for name, value in tables[kind].items():
            if isinstance(value, list):
                assert isinstance(value[0], float) and re.search(r"[a-z]{3}", value[1]), name


def test_words_that_say_nothing_and_endings_do_not_count() -> None:
    assert content_words("That the report be noted") == frozenset()
    assert content_words("lighting repairs") == content_words("lighted repair")


# -- actions ---


def test_an_action_renumbered_is_one_action() -> None:
    packs = story()
    series = series_of(tracked(*packs), packs, "Locks")
    assert [(entry.date, entry.step) for entry in series.entries] == [
        (JUNE, "raised"),
        (SEPTEMBER, "withdrawal asked"),
    ]
    assert series.outcome == "withdrawn"  # asked for, and the next log is without it
    assert series.next_log == DECEMBER
    tie = series.entries[1].tie
    assert tie is not None and not tie.doubtful
    assert {clue.id for clue in tie.features} >= {"raised-same", "text-same"}
    assert tie.score == pytest.approx(sum(clue.weight for clue in tie.features))


def test_what_became_of_an_action_is_its_outcome() -> None:
    packs = story()
    found = tracked(*packs)
    assert series_of(found, packs, "damp").outcome == "completed"
    assert (
        series_of(found, packs, "boat").outcome == "vanished"
    )  # the next log is without it, and nobody said why
    assert series_of(found, packs, "Heaters").outcome == "open"
    leaflet = series_of(found, packs, "loft ladders")
    assert (
        leaflet.outcome == "withdrawn" and leaflet.ended_by is not None
    )  # by the meeting that had that log before it


def test_a_resolution_takes_an_action_off_the_log() -> None:
    packs = [
        Pack("a.txt", MARCH)
        .row("3", [date(2020, 12, 4)], "Leaflet on loft ladders.", "Ada Quill")
        .facts(),
        Pack("b.txt", JUNE, MARCH)
        .minute("2", "Action log")
        .resolved(
            "a",
            "remove",
            "That action no. 3 ‘Leaflet on loft ladders’ be removed, since nobody can print it.",
        )
        .row("1", [MARCH], "Heaters to be lent.")
        .facts(),
    ]
    series = series_of(tracked(*packs), packs, "loft ladders")
    assert series.outcome == "withdrawn"
    assert series.ended_by is not None and series.ended_by.target == FactRef(
        packs[1].document.id, "resolution", 0
    )


def test_logs_far_apart_leave_the_outcome_unseen() -> None:
    late = DECEMBER + timedelta(days=700)
    packs = [
        Pack("a.txt", MARCH).row("1", [MARCH], "Heaters to be lent to the wardens.").facts(),
        Pack("b.txt", late).row("1", [late], "Another thing to be done by then.").facts(),
    ]
    assert series_of(tracked(*packs), packs, "Heaters").outcome == "unseen"


def test_an_action_that_grew_is_amended() -> None:
    packs = [
        Pack("a.txt", JUNE)
        .row("1", [MARCH], "Count the empty houses in Nettle Row and Quarry Lane.", "Ada")
        .facts(),
        Pack("b.txt", SEPTEMBER)
        .row(
            "4",
            [MARCH, JUNE],
            "Count the empty houses in Nettle Row and Quarry Lane. Owners to be named.",
            "Ada",
        )
        .facts(),
    ]
    (series,) = tracked(*packs).actions
    assert [entry.step for entry in series.entries] == ["raised", "amended"]
    assert series.raised == (MARCH, JUNE)


@pytest.mark.parametrize(
    ("words", "raised"),
    [
        ("Write to the railway about the lamps.", MARCH),
        ("Report on Quarter 2 burglaries.", MARCH),
        ("Report on Quarter 1 burglaries.", DECEMBER - timedelta(days=700)),
    ],
)
def test_other_words_figures_or_days_are_another_action(words: str, raised: date) -> None:
    packs = [
        Pack("a.txt", JUNE).row("1", [MARCH], "Report on Quarter 1 burglaries.", "Ada").facts(),
        Pack("b.txt", SEPTEMBER).row("1", [raised], words, "Bram").facts(),
    ]
    assert len(tracked(*packs).actions) == 2


def test_a_misprinted_day_is_doubtful() -> None:
    packs = [
        Pack("a.txt", JUNE)
        .row("1", [MARCH], "Count the empty houses in Nettle Row.", "Ada")
        .facts(),
        Pack("b.txt", SEPTEMBER)
        .row("1", [MARCH + timedelta(days=1)], "Count the empty houses in Nettle Row.", "Ada")
        .facts(),
    ]
    (series,) = tracked(*packs).actions
    assert series.doubtful and series.entries[1].tie is not None and series.entries[1].tie.doubtful


def test_two_rows_of_one_log_are_never_one_action() -> None:
    words = "Report on the bridges to a future meeting."
    packs = [
        Pack(name, day).row("1", [MARCH], words, "Ada").row("2", [MARCH], words, "Bram").facts()
        for name, day in (("a.txt", JUNE), ("b.txt", SEPTEMBER))
    ]
    found = tracked(*packs)
    assert [len(series.entries) for series in found.actions] == [2, 2]
    owners = {packs[0].document.id: packs[0], packs[1].document.id: packs[1]}
    for series in found.actions:
        assert (
            len({owners[e.row.document].actions[e.row.index].responsible for e in series.entries})
            == 1
        )


def test_one_log_in_two_papers_is_one_series() -> None:
    packs = [
        Pack(name, JUNE).row("1", [MARCH], "Count the empty houses in Nettle Row.", "Ada").facts()
        for name in ("draft.txt", "final.txt")
    ]
    (series,) = tracked(*packs).actions
    assert [entry.step for entry in series.entries] == ["raised", "repeated"]


def test_a_log_goes_on_under_the_boards_new_name() -> None:
    packs = [
        Pack("a.txt", JUNE)
        .row("1", [MARCH], "Count the empty houses in Nettle Row.", "Ada")
        .facts(),
        Pack("z.txt", SEPTEMBER)
        .row("1", [MARCH], "Count the empty houses in Nettle Row.", "Ada")
        .facts(),
    ]
    (by_rows,) = tracked(*packs, later="z").actions
    assert len(by_rows.entries) == 2
    change = ChangeEvent(BOARD.id, OTHER.id, "succession", None, None, None)
    (by_name,) = tracked(*packs, later="z", changes=(change,)).actions
    assert by_name.entries[1].tie is not None and by_rows.entries[1].tie is not None
    assert by_name.entries[1].tie.score > by_rows.entries[1].tie.score


# -- requests ---


def test_a_request_leads_to_its_action_and_its_answer() -> None:
    packs = story()
    found = tracked(*packs)
    request = request_of(found, packs, "damp")
    assert request.status == "answered" and request.due == SEPTEMBER and request.as_of == DECEMBER
    (action,) = request.actions
    assert found.actions[action] == series_of(found, packs, "damp")
    assert {tie.target.kind for tie in request.answers} == {"item", "report", "minute"}
    assert all("at-due" in {clue.id for clue in tie.features} for tie in request.answers)


def test_what_nobody_answered_in_time_is_overdue() -> None:
    packs = story()
    request = request_of(tracked(*packs), packs, "boat")
    assert request.status == "overdue" and not request.answers
    assert (
        request_of(tracked(packs[0]), [packs[0]], "boat").status == "open"
    )  # not yet due as of these papers


def test_a_request_is_overdue_also_where_no_papers_are_at_hand() -> None:
    first, _, last = story()
    request = request_of(tracked(first, last), [first, last], "damp")
    assert request.due == SEPTEMBER
    only_later = replace(last, meetings=last.meetings[:1], minutes=(), resolutions=())
    request = request_of(tracked(first, only_later), [first, only_later], "damp")
    assert (request.status, request.papers_at_hand) == ("overdue", False)


def test_the_next_meeting_is_a_date() -> None:
    packs = [
        Pack("b.txt", JUNE, MARCH)
        .minute("3", "Quarry Lane")
        .resolved(None, "request", "That plans of Quarry Lane be brought to the next meeting.")
        .facts()
    ]
    (request,) = tracked(*packs).requests
    assert (request.due, request.due_from) == (JUNE, "next meeting")


def test_a_standing_item_of_the_same_name_is_no_answer_for_long() -> None:
    packs = [
        Pack("b.txt", JUNE, MARCH)
        .minute("3", "Burglary")
        .resolved(
            None,
            "request",
            "That officers be requested to consider what locks cost their own tenants.",
        )
        .item("4", "Burglary")
        .facts()
    ]
    (request,) = tracked(*packs).requests
    assert request.status != "answered"


def test_an_item_soon_after_the_due_day_may_still_answer() -> None:
    asked = (
        Pack("a.txt", JUNE, MARCH)
        .minute("3", "Damp in terraces")
        .resolved(
            None,
            "request",
            "That the Clerk be requested to report by 1 September 2021.",
            date(2021, 9, 1),
            "the Clerk",
        )
        .facts()
    )
    soon = Pack("b.txt", SEPTEMBER).report("6", "DAMP IN TERRACES", authors=("A. Clerk",)).facts()
    (request,) = tracked(asked, soon).requests
    assert request.due is not None and request.due < SEPTEMBER and request.answers
    assert "after-due" in {clue.id for clue in request.answers[0].features}
    late = Pack("c.txt", date(2022, 6, 10)).report("6", "DAMP IN TERRACES", authors=("A. Clerk",))
    (request,) = tracked(asked, late.facts()).requests
    assert request.status == "overdue" and not request.answers


def test_of_two_requests_alike_the_one_whose_owner_was_asked_becomes_the_action() -> None:
    words = "That the {} be requested to count the empty houses in Quarry Lane."
    packs = [
        Pack("a.txt", JUNE, MARCH)
        .minute("3", "Housing")
        .resolved("a", "request", words.format("Clerk"), None, "the Clerk")
        .resolved("b", "request", words.format("Warden"), None, "the Warden")
        .row("1", [MARCH], "Count the empty houses in Quarry Lane.", "Warden")
        .facts()
    ]
    by_clerk, by_warden = tracked(*packs).requests
    assert by_warden.actions == (0,) and not by_clerk.actions
    assert "owner" in {clue.id for clue in by_warden.became[0].features}


# -- requests that minutes report, actions that logs drop ---


def test_a_request_that_minutes_report_is_followed_like_a_decision() -> None:
    first = (
        Pack("a.txt", JUNE, MARCH)
        .minute("4", "Heron Court")
        .asked(
            "The Chairman asked that the Clerk bring a map of Heron Court to the "
            "meeting on 10 September 2021.",
            "the Clerk",
            SEPTEMBER,
        )
        .asked("Members were asked to tell their neighbours.", "Members")
        .row("1", [MARCH], "Clerk to bring a map of Heron Court on 10 September 2021.", "Ada Quill")
    )
    second = (
        Pack("b.txt", SEPTEMBER, JUNE)
        .item("5", "Heron Court: a map")
        .report("5", "HERON COURT: A MAP")
    )
    by_words = {
        request.statement.index: request
        for request in tracked(first.facts(), second.facts()).requests
    }
    assert by_words[0].status == "answered" and by_words[0].actions and by_words[0].due == SEPTEMBER
    assert by_words[1].status == "not told" and not by_words[1].answers
    assert tracked(first.facts(), Pack("c.txt", DECEMBER).facts()).requests[0].status == "overdue"


def test_an_action_that_a_log_drops_is_tied_to_where_it_was_carried_out() -> None:
    first = Pack("a.txt", JUNE).row(
        "1", [MARCH], "Report on damp in the terraces to be brought to the Board.", "Bram Oake"
    )
    item = (
        Pack("b.txt", SEPTEMBER)
        .item("6", "Damp in the terraces")
        .report(
            "6",
            "DAMP IN THE TERRACES",
            "The Scheme Manager looked at forty terraces and showed photographs.",
            ("Bram Oake",),
        )
    )
    item.row("1", [JUNE], "Heaters to be lent to the wardens.", "Ada Quill")
    dropped = tracked(first.facts(), item.facts()).actions[0]
    assert dropped.outcome == "vanished" and {tie.target.kind for tie in dropped.delivered_at} == {
        "item",
        "report",
    }
    other = (
        Pack("b.txt", SEPTEMBER)
        .item("6", "Budget")
        .row("1", [JUNE], "Heaters to be lent to the wardens.", "Ada Quill")
    )
    assert tracked(first.facts(), other.facts()).actions[0].delivered_at == ()


def test_the_boards_own_letters_say_nothing_of_what_an_item_is_about() -> None:
    board = replace(BOARD, acronyms=("FSHB",))
    packs = [
        Pack("a.txt", JUNE)
        .row("1", [MARCH], "Report on damp to be brought to FSHB.", "Bram Oake")
        .facts(),
        Pack("b.txt", SEPTEMBER)
        .item("6", "FSHB budget")
        .row("1", [JUNE], "Heaters to be lent.", "Ada Quill")
        .facts(),
    ]
    boards = {(facts.document.id, 0): board for facts in packs}
    found = track(packs, Identities((board,), {}, {}, boards, (), ()))
    assert found.actions[0].outcome == "vanished" and found.actions[0].delivered_at == ()


# -- recommendations and corrections ---


def test_recommendations_are_taken_changed_or_left() -> None:
    packs = story()
    found = tracked(*packs)
    assert [advice.outcome for advice in found.recommendations] == ["taken", "changed", "left"]
    assert found.recommendations[2].tie is None and found.recommendations[2].minute is not None


def test_without_its_minute_a_recommendation_is_open() -> None:
    june = story()[0]
    assert {advice.outcome for advice in tracked(june).recommendations} == {None}


def test_recommendations_taken_as_a_whole() -> None:
    june, september, _ = story()
    whole = replace(
        september,
        resolutions=tuple(
            replace(
                each, verb="approve", text="That the recommendations in the report be approved."
            )
            for each in september.resolutions[1:2]
        ),
    )
    assert [advice.outcome for advice in tracked(june, whole).recommendations] == ["taken"] * 3


def test_a_minute_corrects_an_earlier_one() -> None:
    packs = story()
    (correction,) = tracked(*packs).corrections
    assert (correction.date, correction.number) == (MARCH, "12")
    assert [ref.kind for ref in correction.corrected] == ["minute"] and correction.what == "minute"
    assert correction.meeting is not None
    assert "nine rooms were ten" in correction.words
    (alone,) = tracked(packs[1]).corrections
    assert (alone.date, alone.meeting, alone.corrected) == (MARCH, None, ())


# -- the whole ---


def test_the_order_of_the_papers_does_not_matter() -> None:
    packs = story()
    shuffled = packs[:]
    random.Random(4).shuffle(shuffled)
    assert tracked(*packs) == tracked(*shuffled) == tracked(*packs[::-1])


def test_nothing_is_tied_in_nothing() -> None:
    assert tracked() == TrackingResult()


def test_the_graph_tells_the_story() -> None:
    packs = story()
    graph = ox.Store()
    graph.extend(iter_quads(packs, identities(packs)))

    def values(predicate: str) -> list[str]:
        found = graph.quads_for_pattern(None, ox.NamedNode(predicate), None, None)
        return sorted(str(getattr(quad.object, "value", "")) for quad in found)

    rows = ox.NamedNode(bg.PREFIXES["prov"] + "wasRevisionOf")
    assert len(list(graph.quads_for_pattern(None, rows, None, None))) == 2
    assert values(bg.fate) == ["completed", "open", "vanished", "withdrawn", "withdrawn"]
    assert len(values(bg.becameAction)) == 2
    assert values(bg.correctsDate) == [MARCH.isoformat()]
    assert {iri.rsplit("/", 2)[-2] for iri in values(bg.corrects)} == {BOARD.id, "minute"}
    kinds = values(bg.tiesTo)
    assert len(kinds) == len(tracked(*packs).ties) == len(values(bg.tiesFrom))
    ties = list(
        graph.quads_for_pattern(
            None, ox.NamedNode(bg.PREFIXES["rdf"] + "type"), ox.NamedNode(bg.Tie), None
        )
    )
    for tie in ties:
        assert list(graph.quads_for_pattern(tie.subject, ox.NamedNode(bg.reason), None, None))


# -- the real packs ---


@pytest.fixture(scope="module")
def real() -> tuple[list[Facts], TrackingResult]:
    if not CORPUS.is_dir():
        pytest.skip("the real packs are not beside this repository")
    from kg.extractors import extract
    from kg.extractors.names import spread
    from kg.extractors.reading import read
    from kg.ontology.vocabulary import load

    from kg.linking import identify

    vocabulary = load()
    packs = [extract(read(path), vocabulary) for path in sorted(CORPUS.glob("*.txt"))]
    packs = list(spread(packs, vocabulary))
    return packs, track(packs, identify(packs, vocabulary))


def test_real_the_lessons_of_the_pandemic_are_one_action(
    real: tuple[list[Facts], TrackingResult],
) -> None:
    _, found = real
    (series,) = [series for series in found.actions if series.raised == (date(2020, 6, 26),)]
    assert [entry.date.year for entry in series.entries if entry.date] == [2021, 2023]
    assert series.entries[-1].step == "withdrawal asked" and series.outcome == "withdrawal asked"
    assert not series.doubtful


def test_real_the_report_on_the_prison_stands_overdue(
    real: tuple[list[Facts], TrackingResult],
) -> None:
    packs, found = real
    request = request_of(found, packs, "HMP Fosse Way")
    assert request.due == date(2023, 12, 15) and request.status == "overdue"
    assert not request.answers and not request.papers_at_hand
    (at,) = request.actions
    assert request.asked_on in found.actions[at].raised


def test_real_a_renumbered_action_is_one(real: tuple[list[Facts], TrackingResult]) -> None:
    packs, found = real
    series = series_of(found, packs, "car thefts")
    numbers = []
    texts = {facts.document.id: facts for facts in packs}
    for entry in series.entries:
        numbers.append(texts[entry.row.document].actions[entry.row.index].number)
    assert [entry.date for entry in series.entries] == [date(2019, 12, 6), date(2020, 3, 20)]
    assert len(set(numbers)) == 2 and series.entries[1].step == "carried forward"
