"""A briefing is short, says nothing without a source, and what the papers held do not say."""

from __future__ import annotations

import io
from dataclasses import replace

import pyoxigraph as ox
import pytest

from kg.demo import packs
from kg.views.paper_places import link
from kg.views.profile import CitedSentence, MoneySum, TopicProfile, TopicRequest
from kg.views.timeline import as_json, meeting_days, render, render_bytes, trace
from kg.views.timeline.briefing import briefing, newest_sum
from kg.views.timeline.citations import (
    SourcePlace,
    Sources,
    citation,
    place_within,
    without_paragraph_number,
)
from kg.views.timeline.doubtful_figures import doubts_of
from kg.views.timeline.formatting import readable
from kg.views.timeline.model import (
    DoubtfulFigure,
    PageSentence,
    PresentedItem,
    Representation,
    TimelineAction,
    TimelineEvent,
    TimelineLogEntry,
    TopicChange,
    TopicStatement,
    Trace,
    TracedTopic,
)
from kg.views.timeline.salience import (
    event_rank,
    is_informative,
    is_noting,
    is_old_news,
    rank,
    weight,
)

REPORT = TimelineEvent(
    "2021-06-04",
    "report",
    "7",
    "LANTERN WALK",
    "report",
    "12. The Lantern Walk is a walk for children.",
    "9",
    "a.txt",
    by="Ada Reed",
    organisation="WENDLE TOWN COUNCIL",
    sentences=(
        PageSentence("The walk was launched on 3 May 2021 with £5,000.", "10"),
        PageSentence("Contact: Ada Reed", "10"),
        PageSentence("WHO WALKS WHERE AND WHEN", "10"),
    ),
)
CLAUSE = TimelineEvent(
    "2021-06-04",
    "minutes",
    "12",
    "Lantern Walk.",
    "resolved",
    "That a further report be brought to the meeting on 3 December 2021.",
    "4",
    "b.txt",
    clause="b",
    status="unknown",
    as_of="2022-03-04",
    due="2021-12-03",
    at_hand=False,
)
NOTED = replace(CLAUSE, clause="a", text="That the contents of the report be noted.", status=None)
PAPERS = (("a.txt", "2021-06-04"), ("b.txt", "2021-09-03"), ("c.txt", "2022-03-04"))


def walk(*events: TimelineEvent, **given: object) -> Trace:
    topic = TracedTopic("x:w", "Lantern Walk", "programme")
    shown = Trace("walk", topic, (), events, papers=PAPERS)
    return replace(shown, **given)  # type: ignore[arg-type]


def text_of(shown: Trace) -> str:
    return " ".join(sentence.text for sentence in briefing(shown).headline)


@pytest.mark.parametrize("topic", ["Lamplight", "Youth Anchor Network", "warm room"])
def test_a_briefing_is_at_most_five_sentences_and_its_words_stand_in_papers(
    graph: ox.Store, topic: str
) -> None:
    shown = trace(graph, topic, full=True)
    made = briefing(shown)
    assert 1 <= len(made.headline) <= 5
    documents = {path.name for path in packs()}
    for source in (source for sentence in made.headline for source in sentence.sources):
        assert source.document in documents and source.quote and source.cited
        assert source.document not in source.cited
    assert made.status.state and made.status.why and made.status.as_of == "2025-06-13"
    written = as_json(shown)["briefing"]
    assert isinstance(written, dict) and set(written) == {"headline", "status"}
    assert set(written["status"]) == {"state", "why", "as_of"}
    for sentence in written["headline"]:
        assert set(sentence) == {"text", "sources"}
        assert all(set(source) == {"document", "page", "quote"} for source in sentence["sources"])


def test_every_format_opens_with_the_briefing(graph: ox.Store) -> None:
    shown = trace(graph, "Lamplight", full=True)
    for format in ("table", "markdown", "html"):
        page = render(shown, format)
        assert page.index("In brief") < page.index("Status:") < page.index("Minute ")


def test_the_newest_decision_is_one_that_decides() -> None:
    told = text_of(walk(REPORT, NOTED, CLAUSE))
    assert "Latest decision (4 June 2021): “That a further report be brought" in told
    assert "be noted" not in told
    assert "only noted" in text_of(walk(REPORT, NOTED))
    assert "no decision or request" in text_of(walk(REPORT))


def test_the_latest_is_what_tells_most_and_who_reported_it() -> None:
    told = text_of(walk(REPORT))
    assert "Latest (4 June 2021): “The walk was launched on 3 May 2021 with £5,000.”" in told
    assert "The newest report on it is by Ada Reed, Wendle Town Council, 4 June 2021." in told


def test_what_the_papers_held_do_not_say_is_said() -> None:
    request = TopicRequest(
        "officers",
        "2021-12-03",
        "unknown",
        "2022-03-04",
        CitedSentence(CLAUSE.text, CLAUSE.date, "4", "b.txt"),
        "12",
        "b",
        at_hand=False,
    )
    shown = walk(REPORT, CLAUSE, requests=(request,))
    told = text_of(shown)
    assert "It is not mentioned in the papers of 4 March 2022." in told
    assert "We hold no papers of 3 December 2021." in told
    status = briefing(shown).status
    assert status.state == "unknown" and "4 June 2021" in status.why  # the day of all that is told


def test_an_action_in_the_newest_log_is_open() -> None:
    entry = TimelineLogEntry(
        "2022-03-04", "3", "Amber", None, "2", "c.txt", "raised", "Count lanterns."
    )
    row = TimelineEvent(
        "2022-03-04", "action-log", "3", None, "action", "Count lanterns.", "2", "c.txt"
    )
    action = TimelineAction("x:a", "Count lanterns.", (), None, (entry,), "open")
    status = briefing(walk(REPORT, row, actions=(action,))).status
    assert status.state == "open" and "action 3 is Amber" in status.why


def test_money_is_the_newest_total() -> None:
    def money(value: str, total: bool, date: str) -> MoneySum:
        words = CitedSentence(f"It cost {value}.", date, "3", "a.txt")
        return MoneySum(value, value[1:], None, None, None, None, total, "exact", words)

    sums = (
        money("£9", False, "2021-06-04"),
        money("£7", True, "2021-06-04"),
        money("£99", True, "2019-01-01"),
    )
    assert "Money (4 June 2021): “It cost £7.”" in text_of(
        walk(REPORT, profile=TopicProfile(money=sums))
    )


def test_decisions_come_before_requests_and_noting_comes_late() -> None:
    asked = replace(CLAUSE, event="asked")
    order = sorted([REPORT, NOTED, asked, CLAUSE], key=event_rank)
    assert order[:2] == [CLAUSE, asked] and order[-1] == NOTED
    (march, *_) = meeting_days(walk(REPORT, NOTED, CLAUSE))
    assert [line.what for item in march.items for line in item.lines] == [
        "Resolved (b)",
        "Noted (a)",
        "Reported",
    ]
    assert is_noting(NOTED) and not is_noting(CLAUSE)
    assert rank("The Board received a presentation on walks.") > rank("It is a walk.")
    assert weight("It was launched on 3 May 2021.") > weight("It is a walk.")


def test_headings_and_contacts_are_no_statements() -> None:
    said = [each.text for each in REPORT.sentences if is_informative(each, REPORT)]
    assert said == ["The walk was launched on 3 May 2021 with £5,000."]


@pytest.mark.parametrize(
    "place, text, cited",
    [
        (
            SourcePlace("2021-06-04", "minutes", "12", "iii"),
            "",
            "Minutes of 4 June 2021, minute 12(iii)",
        ),
        (SourcePlace("2021-06-04", "minutes", page="3"), "", "Minutes of 4 June 2021, p. 3"),
        (SourcePlace("2021-06-04", "action-log", "7"), "", "Action log of 4 June 2021, action 7"),
        (SourcePlace("2021-06-04", "agenda", "6"), "", "Agenda of 4 June 2021, item 6"),
        (
            SourcePlace("2021-06-04", "report", "6", body="Wendle Council", page="15"),
            "14. The walk is new.",
            "Report of Wendle Council, 4 June 2021, para 14, p. 15",
        ),
        (
            SourcePlace("2021-06-04", "report", author="Ada Reed", page="3–5"),
            "It is new.",
            "Report by Ada Reed, 4 June 2021, pp. 3–5",
        ),
        (
            SourcePlace("2021-06-04", "report", author="Ada Reed", page="3", point="8(a)"),
            "It is new.",
            "Report by Ada Reed, 4 June 2021, para 8(a), p. 3",
        ),
        (
            SourcePlace("2021-06-04", "minutes", "12", point="iv"),
            "",
            "Minutes of 4 June 2021, minute 12(iv)",
        ),
        (SourcePlace("2021-06-04", "presentation", page="3"), "", "Slides, 4 June 2021, p. 3"),
        (SourcePlace("2021-06-04", None, page="3"), "", "Papers of 4 June 2021, p. 3"),
        (SourcePlace(None, "minutes"), "", "Undated paper"),
    ],
)
def test_sources_are_cited_as_people_do(place: SourcePlace, text: str, cited: str) -> None:
    assert citation(place, text) == cited


def test_words_lead_to_the_place_that_has_them() -> None:
    sources = Sources(walk(REPORT, CLAUSE))
    assert sources.of(CitedSentence(CLAUSE.text, "2021-06-04", "4", "b.txt")) == (
        "Minutes of 4 June 2021, minute 12(b)"
    )
    elsewhere = CitedSentence("Unheard of.", "2021-06-04", "4", "b.txt")
    assert sources.of(elsewhere) == "Papers of 4 June 2021, p. 4"
    assert link("a b.txt", "3–7") == "a%20b.txt#page=3"
    assert place_within(PageSentence("It is new.", "4", "8"), "3") == "para 8, p. 4"
    assert place_within(PageSentence("It is new.", "3", "ii"), "3") == "(ii)"
    assert place_within(PageSentence("It is new.", None), "3") == ""
    assert without_paragraph_number("14. The walk is new.") == "The walk is new."
    assert without_paragraph_number("2021 was a good year.") == "2021 was a good year."


def test_capitals_are_written_small_and_acronyms_kept() -> None:
    written = readable("LRSB UPDATE: OFFICE OF THE TOWN CLERK")
    assert written == "LRSB Update: Office of the Town Clerk"
    assert readable("Lantern Walk") == "Lantern Walk" and readable("WALK") == "WALK"


def test_a_word_document_opens_and_says_the_same(graph: ox.Store) -> None:
    import docx

    shown = trace(graph, "Lamplight", full=True)
    opened = docx.Document(io.BytesIO(render_bytes(shown, "docx")))
    text = "\n".join(paragraph.text for paragraph in opened.paragraphs)
    for sentence in briefing(shown).headline:
        assert sentence.text in text
    assert "Lamplight Programme" in text and opened.tables
    assert render_bytes(shown, "csv") == render(shown, "csv").encode()


def _told(text: str, when: str = "2021-06-04", part: str = "report") -> TopicStatement:
    return TopicStatement(
        when, part, "7", "News", "report", "sentence", text, text, 0.9, "9", "a.txt"
    )


def test_the_first_sentence_is_the_one_that_says_what_the_topic_is() -> None:
    lines = (
        _told("The Lantern Walk will be held again in the month of May."),
        _told("The Lantern Walk (LW) was formed in 2012 by two shops on the moor."),
        _told("The Lantern Walk is a walk with lamps for children.", "2019-06-04"),
    )
    assert text_of(walk(REPORT, statements=lines)).startswith("“The Lantern Walk is a walk")
    assert text_of(walk(REPORT, statements=lines[:2])).startswith("“The Lantern Walk (LW) was")


def test_what_is_but_a_programme_is_told_by_its_first_day() -> None:
    said = text_of(walk(REPORT))
    assert said.startswith("Lantern Walk has appeared in the papers held since 4 June 2021.")
    charity = TracedTopic("x:w", "Lantern Walk", "organisation", (), "charity")
    assert text_of(walk(REPORT, topic=charity)).startswith("Lantern Walk is a charity.")


def test_a_person_is_told_by_whom_they_came_for() -> None:
    ada = TracedTopic("x:a", "Ada Reed", "person")
    roles = (Representation("Wendle Town Council", "Clerk", "2021-06-04", "2021-06-04"),)
    said = text_of(walk(REPORT, topic=ada, roles=roles))
    assert said.startswith("Ada Reed appears in the papers held as Clerk, Wendle Town Council (")


def test_what_a_person_presented_and_has_to_do_is_told() -> None:
    ada = TracedTopic("x:a", "Ada Reed", "person")
    said = TopicStatement(
        "2021-06-04", "minutes", "7", "Walk.", "discussed", "sentence",
        "Ada Reed presented the walk.", "1", 0.65, "4", "b.txt",
    )  # fmt: skip
    items = [
        PresentedItem(f"2021-0{month}-04", "7", "LANTERN WALK", None, "4", "b.txt")
        for month in (3, 4, 5, 6)
    ]
    entry = TimelineLogEntry("2022-03-04", "3", "Amber", None, "2", "c.txt", "raised", "Count.")
    action = TimelineAction("x:a", "Count lanterns.", (), "Ada Reed", (entry,), "open")
    told = text_of(
        walk(REPORT, topic=ada, statements=(said,), presented=tuple(items), actions=(action,))
    )
    assert "Presented 4 items, most recently “Lantern Walk” (4 June 2021), " in told
    assert "Responsible for 1 action (1 open): “Count lanterns.” (action log of 4 Mar" in told
    assert "Latest" not in told  # what the report says is no news of her


def test_the_latest_names_the_topic_and_no_printed_word_is_said_to_be_absent() -> None:
    certain = (("It was launched on 3 May 2021 with £5,000.", 0.5),
               ("12. The Lantern Walk is a walk for children.", 0.65))  # fmt: skip
    statements = tuple(
        TopicStatement(
            "2021-06-04", "report", "7", "NEWS", "report", "sentence", text, "1", sure, "9", "a.txt"
        )
        for text, sure in certain
    )
    report = replace(REPORT, sentences=(PageSentence(certain[0][0], "10"),))
    shown = walk(report, statements=statements, naming=frozenset({"c.txt"}))
    told = text_of(shown)
    assert "In the papers of 4 June 2021: “The Lantern Walk is a walk for children.”" in told
    assert "4 March 2022" not in told and "presented" not in told and "reported" not in told
    assert briefing(shown).status.state == "ongoing"


def test_a_figure_that_does_not_agree_is_marked_wherever_it_is_shown() -> None:
    words = "The walk was launched on 3 May 2021 with £5,000."
    other = DoubtfulFigure(words, "a.txt", "It was launched with £50.", "2022-03-04", "2")
    shown = walk(
        REPORT, doubtful=(other, replace(other, document="b.txt", text="Elsewhere it is."))
    )
    notes = [
        note
        for d in meeting_days(shown)
        for i in d.items
        for line in i.lines
        for note in line.notes
    ]
    marks = [note for note in notes if note.startswith("Check this")]
    assert marks == [
        "Check this: it does not agree with “It was launched with £50.” (papers of 4 March 2022)"
    ]
    (event,) = as_json(shown)["events"]  # type: ignore[misc]
    assert event["doubtful"] == marks  # type: ignore[index]


def test_two_sentences_beside_each_other_that_do_not_agree_have_one_mark() -> None:
    one, other = "The walk had 40 lanterns.", "All 50 lanterns of the walk were lit."
    pair = (
        DoubtfulFigure(one, "a.txt", other, "2022-03-04", "2"),
        DoubtfulFigure(other, "a.txt", one, "2022-03-04", "2"),
    )
    assert list(doubts_of("a.txt", [one, other], pair)) == [
        f"Check this: “{one}” does not agree with “{other}”"
    ]


def test_a_row_is_known_by_its_action_and_what_is_doubtful_of_it_is_said() -> None:
    action = "Count the lanterns of the walk and say how many burn."
    row = DoubtfulFigure(f"3 4.3.22 {action} Ada Reed Amber", "a.txt", "3 Sweep.", None, None)
    (mark,) = doubts_of("a.txt", [action], [replace(row, kind="action number")])
    assert "another action has the same number" in mark
    (mark,) = doubts_of("a.txt", [action], [replace(row, kind="meeting date")])
    assert "two dates for one meeting" in mark
    assert not list(doubts_of("a.txt", ["Count the lanterns."], [row]))


def test_a_comment_is_told_once_beside_its_action() -> None:
    entry = TimelineLogEntry(
        "2022-03-04", "3", "Amber", "Forty were lit. Ten were lost.", "2", "c.txt", "raised",
        "Count lanterns.",
    )  # fmt: skip
    row = TimelineEvent(
        "2022-03-04", "action-log", "3", None, "action", "Count lanterns.", "2", "c.txt",
        sentences=(PageSentence("Forty were lit.", "2"),),
    )  # fmt: skip
    rest = replace(row, text="Ten were lost.", sentences=())
    other = replace(row, item="4", text="Ten were lost.", sentences=())
    action = TimelineAction("x:a", "Count lanterns.", (), None, (entry,), "open")
    (when,) = meeting_days(walk(row, rest, other, actions=(action,)))
    lines = [(line.what, line.text, line.sentences) for line in when.items[0].lines]
    assert lines == [("Action 3", "Count lanterns.", ()), ("Action 4", "Ten were lost.", ())]


def test_what_came_of_advice_is_unknown_where_no_minutes_are_held() -> None:
    advice = replace(REPORT, event="recommendation", text="Light the lanterns.", sentences=())
    more = replace(advice, text="Sweep the mill.")
    held = walk(advice, more)
    none = replace(held, unminuted=frozenset({("a.txt", "2021-06-04")}))
    for shown, count in ((held, 0), (none, 1)):
        (when,) = meeting_days(shown)
        notes = [note for line in when.items[0].lines for note in line.notes]
        assert notes.count("Outcome not known: the minutes are not held") == count


def test_a_topic_only_named_in_the_newest_papers_is_said_to_be() -> None:
    shown = walk(REPORT, naming=frozenset({"c.txt"}))
    assert "named in the newest papers" in briefing(shown).status.why
    told = replace(REPORT, document="c.txt", date="2022-03-04")
    assert "no overdue request" in briefing(walk(REPORT, told)).status.why


@pytest.mark.parametrize(
    ("part", "said"), [("minutes", "minute"), ("agenda", "agenda item"), ("report", "paper")]
)
def test_the_newest_on_some_words_is_called_what_it_is(part: str, said: str) -> None:
    told = replace(_told("Lanterns are lit in May.", part=part), title="Lanterns", certainty=0.95)
    shown = walk(statements=(told,), topic=TracedTopic(None, "lanterns", "words"))
    assert f"The newest {said} on it is “Lanterns”" in text_of(shown)


def test_a_sentence_that_denies_itself_is_not_held_against_itself() -> None:
    words = "Lost cats fell from 12 to 15."
    own = DoubtfulFigure(words, "a.txt", words, "2022-03-04", "2")
    assert list(doubts_of("a.txt", [f"In May it was so. {words}"], [own])) == [
        "Check this: its own figures do not agree"
    ]
    assert list(doubts_of("b.txt", [words], [own])) == []


def test_each_event_of_the_json_says_where_it_stands() -> None:
    first, second = as_json(walk(CLAUSE, NOTED))["events"]  # type: ignore[misc]
    assert first["title"] and second["title"] is None  # type: ignore[index]
    for event in (first, second):
        place = event["place"]  # type: ignore[index]
        assert place == {"part": "minutes", "item": "12", "title": "Lantern Walk."}


@pytest.mark.parametrize(
    ("text", "when", "before", "old"),
    [
        ("It was approved by the Forum in 2018.", "2019-11-05", "2019-11-05", True),
        ("The ferry was mended in December 2018.", "2019-02-01", "2019-02-01", False),
        ("The ferry was mended in December 2021.", "2023-06-02", "2021-03-01", False),
        ("Three trips were made in 2022/23.", "2023-06-02", "2023-03-03", False),
        ("Three trips were made in 2019 and none until 2023.", "2023-06-02", "2023-03-03", False),
        ("The ferry runs.", "2023-06-02", "2023-03-03", False),
    ],
)
def test_years_that_were_over_when_the_paper_was_written_are_old_news(
    text: str, when: str, before: str, old: bool
) -> None:
    assert is_old_news(text, when, before) is old


def test_neither_old_news_nor_a_receipt_is_the_latest() -> None:
    old = replace(REPORT, text="The Lantern Walk was approved in 2019.", sentences=())
    assert "Latest" not in text_of(walk(old))
    assert "In the papers of 4 June 2021: “The Lantern Walk was approved in 2019.”" in text_of(
        walk(old)
    )
    receipt = "The Forum received a presentation on the Lantern Walk."
    received = replace(REPORT, text=receipt, sentences=())
    assert receipt not in text_of(walk(received))


def test_the_newest_decision_is_told_once() -> None:
    told = text_of(walk(replace(CLAUSE, text="That the walk be extended to the mill.")))
    assert told.count("extended to the mill") == 1 and "Latest decision" in told


def test_what_the_papers_say_is_over_has_ended() -> None:
    over = _told("Since the Lantern Walk campaign ceased, in 2020, the moor is dark.")
    ended = briefing(walk(REPORT, statements=(over,))).status
    assert ended.state == "ended" and "4 June 2021" in ended.why and over.text in ended.why
    anew = _told("The Lantern Walk was relaunched in the mill.", "2022-03-04")
    assert briefing(walk(REPORT, statements=(over, anew))).status.state != "ended"
    goes_on = _told("The Lantern Walk has not ceased.")
    assert briefing(walk(REPORT, statements=(goes_on,))).status.state != "ended"
    followed = TopicChange("succession", "Lantern Walk", "Candle Walk", None, None, None, None)
    assert briefing(walk(REPORT, changes=(followed,))).status.why == "replaced by Candle Walk"


def test_plain_words_have_no_status() -> None:
    told = replace(REPORT, document="c.txt", date="2022-03-04")
    shown = walk(told, topic=TracedTopic(None, "lanterns", "words"))
    assert briefing(shown).status.line == ""
    assert "Status:" not in render(shown, "table") + render(shown, "markdown")


def test_the_last_mention_is_of_the_meeting_and_not_of_the_pack_with_its_minutes() -> None:
    minute = replace(CLAUSE, document="b.txt", date="2021-06-04", status=None)
    assert "no paper held after 4 June 2021" in briefing(walk(REPORT, minute)).status.why


def _sum(value: str, words: str, purpose: str | None = None) -> MoneySum:
    said = CitedSentence(words, "2021-06-04", "3", "a.txt")
    return MoneySum(value, value[1:], None, None, purpose, None, False, "exact", said)


@pytest.mark.parametrize(
    "words",
    ["A wick of the Lantern Walk costs £2 per lantern.", "The Lantern Walk sold oil at £2 each."],
)
def test_the_price_of_one_thing_is_no_money_of_a_topic(words: str) -> None:
    assert newest_sum((_sum("£2", words),)) is None
    assert newest_sum((_sum("£2", "It came to £2.", "cost per lantern"),)) is None
    assert newest_sum((_sum("£0.40", "The oil (£0.40) lasts."),)) is None
    assert newest_sum((_sum("£2000", "The Lantern Walk had £2000 a year."),)) is not None


def test_a_sum_beside_the_topic_is_not_its_own() -> None:
    known = (_told("The Lantern Walk will be held in May."),)
    beside = TopicProfile(money=(_sum("£900", "The mill had £900."),))
    assert "£900" not in text_of(walk(REPORT, statements=known, profile=beside))
    own = TopicProfile(money=(_sum("£900", "The Lantern Walk had £900."),))
    assert "£900" in text_of(walk(REPORT, statements=known, profile=own))


def test_a_newer_paper_without_an_author_is_told_after_the_newest_report() -> None:
    slides = replace(REPORT, part="presentation", by=None, organisation=None, date="2022-03-04")
    told = text_of(walk(REPORT, slides))
    assert "Ada Reed" in told and "The newest slides on it are of 4 March 2022." in told


def test_of_a_board_is_told_who_was_in_the_chair_and_no_news_but_what_names_it() -> None:
    chair = Representation("Ada Reed", "in the chair", "2021-06-04", "2021-06-04")
    deputy = Representation("Tom Hill", "Deputy Chairman", "2021-06-04", "2022-03-04")
    passing = replace(_told("A total of 103 lamps were lit in May."), certainty=0.95)
    board = TracedTopic("x:b", "Moor Panel", "organisation", (), "board")
    event = replace(REPORT, text=passing.text, sentences=())
    shown = walk(event, topic=board, is_board=True, roles=(chair, deputy), statements=(passing,))
    told = text_of(shown)
    assert "In the chair on 4 June 2021: Ada Reed." in told and "103" not in told


def test_days_of_the_larger_subject_are_told_apart() -> None:
    wider = replace(REPORT, date="2022-03-04", document="c.txt", wider=True)
    shown = walk(REPORT, wider, wider=TracedTopic("x:m", "Moor Fair", "programme"))
    assert "What the papers of 4 March 2022 say on Moor Fair is shown too." in text_of(shown)


def test_words_without_a_place_are_cited_by_the_meeting_of_their_pack() -> None:
    words = CitedSentence("Nothing told has this.", None, "3", "b.txt")
    assert Sources(walk(REPORT)).of(words) == "Papers of 3 September 2021, p. 3"
    stated = walk(REPORT, statements=(_told("It is told in a statement alone."),))
    known = CitedSentence("It is told in a statement alone.", None, "9", "a.txt")
    assert Sources(stated).of(known) == "Report, 4 June 2021, p. 9"


def test_a_request_behind_words_on_the_topic_is_not_its_own_where_it_does_not_lean() -> None:
    def open_request(text: str) -> Trace:
        words = CitedSentence(text, "2021-06-04", "9", "a.txt")
        request = TopicRequest(None, None, "open", "2022-03-04", words)
        return walk(REPORT, statements=(replace(_told(text), certainty=0.8),), requests=(request,))

    other = "It was suggested that the mill should open at night and Tom Hill agreed."
    assert other not in text_of(open_request(other))
    leaning = "The clerk will follow up this question in May."
    assert leaning in text_of(open_request(leaning))


def test_words_set_beside_a_name_say_what_it_is() -> None:
    said = _told("The Lantern Walk, a night of lamps for children of the moor, is on in May.")
    assert text_of(walk(REPORT, statements=(said,))).startswith("“The Lantern Walk, a night of")
