"""Aboutness: what stands in places about a topic is the topic's; what passes by is not."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from kg.extractors.facts import (
    Action,
    AgendaItem,
    Document,
    Facts,
    Meeting,
    Minute,
    Part,
    Recommendation,
    Report,
    Resolution,
    Span,
)
from kg.ontology.rule_tables import check_rules, load_rules, load_table

from kg.tracking.aboutness import TITLED, StatementIndex, Topic, about_topic, in_list
from kg.tracking.statement_selection import StatementCandidate, StatementSelection, salience
from kg.tracking.statements import Statement, StatementPlace, points_of, statements_of

MINUTES = """12. Lantern Walk.

The Board received a presentation from Ann Lee about the walk.

(i) The first lamps were lit on 3 May. They cost £400.
(ii) It was hoped that more would follow.

RESOLVED:

That the presentation be noted.

13. Bin rounds.

The bins are emptied by the Moor Team, the River Crew, the Lantern Walk, the Hill Club and others.
The bins are green. The Lantern Walk was asked to carry the lids. This scheme would end in June.
"""
REPORT = """LANTERN NEWS

Background

The purpose of this report is to tell members of the Lantern Walk.

1. Grants of the Lantern Walk for the year are as follows:

Hill\t£20
River\t£30
Total\t£50

2. The buses run late on the moor this winter.

Lantern Walk

The route is three miles long. Shoes are lent.

Buses

Fares rose by a tenth in spring.
"""


def pack(report_title: str = "NEWS OF THE MOOR") -> Facts:
    text = MINUTES + REPORT
    body = Span(len(MINUTES), len(text))
    bins = MINUTES.index("13. Bin")
    noted = MINUTES.index("That the presentation")
    meeting = Meeting(None, "Moor Board", None, None, None, "minutes", Span(0, 4), "test")
    return Facts(
        Document(hashlib.sha256(text.encode()).hexdigest(), "moor.txt", "text", text),
        parts=(Part("minutes", None, Span(0, len(MINUTES)), 0), Part("report", None, body, 0)),
        meetings=(meeting,),
        minutes=(
            Minute(0, "12", "Lantern Walk.", (), Span(0, bins), "test"),
            Minute(0, "13", "Bin rounds.", (), Span(bins, len(MINUTES)), "test"),
        ),
        resolutions=(
            Resolution(
                0,
                0,
                None,
                "note",
                "That the presentation be noted.",
                None,
                None,
                Span(noted, noted + 31),
                "test",
            ),
        ),
        reports=(Report(0, "5", report_title, "report", None, (), body, "test"),),
    )


def found(topic: Topic, facts: Facts | None = None) -> dict[str, str]:
    facts = facts or pack()
    index = StatementIndex(facts.document.id, statements_of(facts))
    return {each.statement.text: each.evidence for each in about_topic(index, topic)}


WALK = Topic(("Lantern Walk",))


def test_what_stands_under_a_title_that_names_the_topic_is_about_it() -> None:
    told = found(WALK)
    assert told["The first lamps were lit on 3 May."] == "title"
    assert told["They cost £400."] == "title"
    assert told["It was hoped that more would follow."] == "title"
    assert told["That the presentation be noted."] == "title"


def test_a_name_in_a_list_of_names_is_passed_by() -> None:
    assert not any(text.startswith("The bins are emptied") for text in found(WALK))


def test_what_names_the_topic_elsewhere_is_about_it_and_what_goes_on_with_it() -> None:
    told = found(WALK)
    assert told["The Lantern Walk was asked to carry the lids."] == "named"
    assert told["This scheme would end in June."] == "goes on"
    assert "The bins are green." not in told


def test_what_stands_between_two_sentences_on_the_topic_is_on_it() -> None:
    text = MINUTES.replace(
        "This scheme would end in June.", "Rain fell all day. The Lantern Walk won."
    )
    facts = pack()
    told = found(WALK, replace(facts, document=replace(facts.document, text=text + REPORT)))
    assert told["Rain fell all day."] == "goes on" and told["The Lantern Walk won."] == "named"
    assert "The bins are green." not in told


def test_points_are_cited_by_their_number_or_letter() -> None:
    statements = statements_of(pack())
    points = points_of(statements)
    said = {each.text: points.get(each.paragraph) for each in statements}
    assert said["They cost £400."] == "i" and said["The bins are green."] is None
    assert said["River | £30"] == "1"


def test_a_report_is_about_what_its_purpose_says() -> None:
    told = found(WALK)
    assert told["The purpose of this report is to tell members of the Lantern Walk."] == "opening"
    assert told["River | £30"] == "opening"


def test_a_table_belongs_to_the_paragraph_that_introduces_it_and_ends_with_it() -> None:
    told = found(Topic(("grants of the lantern walk",)))
    assert told["Hill | £20"] == told["Total | £50"] == "list"
    assert "The buses run late on the moor this winter." not in told


def test_a_section_ends_with_the_next_heading_of_its_look() -> None:
    told = found(Topic(("buses",)))
    assert told["Fares rose by a tenth in spring."] == "section"
    assert "Shoes are lent." not in told


def test_an_action_is_about_what_its_row_names_with_its_comments() -> None:
    text = "1 Ask the Lantern Walk for shoes. Ann Lee. Done in May last year."
    action = Action(
        0,
        "1",
        (),
        "Ask the Lantern Walk for shoes.",
        ("Ann Lee",),
        "Ann Lee",
        "Done in May last year.",
        "Green",
        Span(0, len(text)),
        "test",
    )
    facts = Facts(
        Document("0" * 64, "log.txt", "text", text),
        parts=(Part("action-log", None, Span(0, len(text)), None),),
        actions=(action,),
    )
    assert found(WALK, facts) == {
        "Ask the Lantern Walk for shoes.": "log",
        "Done in May last year.": "log",
    }


def _pack_with_log(minutes: str, *rows: str) -> Facts:
    """Minutes of two items, and an action log with one row a line behind them."""
    log = minutes + "\n".join(rows) + "\n"
    second = minutes.index("13.")
    begins = [log.index(row, len(minutes)) for row in rows]
    spans = [Span(at, at + len(row)) for at, row in zip(begins, rows, strict=True)]
    return Facts(
        Document("2" * 64, "pack.txt", "text", log),
        parts=(
            Part("minutes", None, Span(0, len(minutes)), 0),
            Part("action-log", None, Span(len(minutes), len(log)), None),
        ),
        meetings=(Meeting(None, "Moor Board", None, None, None, "minutes", Span(0, 4), "test"),),
        minutes=(
            Minute(0, "12", "Lantern Walk.", (), Span(0, second), "test"),
            Minute(0, "13", "Buses.", (), Span(second, len(minutes)), "test"),
        ),
        actions=tuple(
            Action(0, str(at), (), row, ("Bo Wren",), "Bo Wren", None, None, span, "test")
            for at, (row, span) in enumerate(zip(rows, spans, strict=True), 1)
        ),
    )


PRESENTED = """12. Lantern Walk.

The Board received a presentation from Ann Lee, Lantern Officer.

13. Buses.

The buses ran late on the moor.

"""


def test_a_row_of_the_log_goes_on_with_what_its_person_alone_presented() -> None:
    rows = ("Hear more of the work of Ann Lee.", "Hear more of the late buses.")
    told = found(WALK, _pack_with_log(PRESENTED, *rows))
    assert rows[0] in told and rows[1] not in told
    twice = PRESENTED.replace("on the moor", "when Ann Lee drove one")
    assert rows[0] not in found(WALK, _pack_with_log(twice, *rows))


def test_a_row_of_the_log_speaks_of_the_one_survey_that_the_pack_names() -> None:
    minutes = PRESENTED.replace("The buses", "The Moor Lantern Survey was read. The buses")
    row = "The survey was sent to all in May."
    survey = Topic(("Moor Lantern Survey",))
    assert row in found(survey, _pack_with_log(minutes, row))
    other = minutes.replace("The buses", "The Bus Fares Survey was read. The buses")
    assert row not in found(survey, _pack_with_log(other, row))


def test_an_ordinary_word_is_a_name_only_where_it_is_meant() -> None:
    text = "The bus will Welcome all. Welcome runs on Fridays here."
    facts = Facts(
        Document("1" * 64, "w.txt", "text", text),
        parts=(Part("report", None, Span(0, len(text)), None),),
    )
    meant = Topic(("Welcome",), True, {"1" * 64: [text.index("Welcome runs")]})
    assert found(meant, facts) == {"Welcome runs on Fridays here.": "named"}


def test_a_word_behind_the_name_tells_that_an_ordinary_word_is_meant() -> None:
    text = "Welcome teas were poured by six.\n\nWelcome all who come to the hall."
    facts = Facts(
        Document("1" * 64, "w.txt", "text", text),
        parts=(Part("report", None, Span(0, len(text)), None),),
    )
    meant = Topic(("Welcome",), True, followers=frozenset({"teas"}))
    assert found(meant, facts) == {"Welcome teas were poured by six.": "paragraph"}
    assert meant.in_title("Welcome teas for each ward") and not meant.in_title("Welcome all")


def report_of(title: str, text: str, agenda: str | None = None) -> Facts:
    body = Span(0, len(text))
    meeting = Meeting(None, "Moor Board", None, None, None, "agenda", Span(0, 0), "test")
    item = AgendaItem(0, "5", agenda or "", "report", None, (), Span(0, 0), "test")
    return Facts(
        Document("2" * 64, "r.txt", "text", text),
        parts=(Part("report", None, body, 0),),
        meetings=(meeting,),
        agenda=(item,) if agenda else (),
        reports=(Report(0, "5", title, "report", None, (), body, "test"),),
    )


TWO = """Lantern Walk

Forty came to the start at the mill.

Night Bus Tours

Spring Tour 2019

The tour was cut short by snow.
"""


def test_a_section_on_another_subject_of_the_title_is_not_about_the_topic() -> None:
    told = found(WALK, report_of("Lantern Walk and Night Bus Tours", TWO))
    assert "Forty came to the start at the mill." in told
    assert "The tour was cut short by snow." not in told
    assert found(WALK, report_of("Lantern Walk", TWO))["The tour was cut short by snow."] == "title"


def test_a_heading_right_below_another_one_is_of_a_lower_level() -> None:
    facts = report_of("News", TWO)
    (tour,) = [each for each in statements_of(facts) if each.text.startswith("The tour")]
    titles = [place.title for place in tour.places if place.kind == "section"]
    assert titles == ["Night Bus Tours", "Spring Tour 2019"]


def test_slides_are_about_what_the_agenda_calls_their_item() -> None:
    facts = report_of("Moor Board 3 May", "Shoes were lent to forty walkers.", "Lantern Walk.")
    assert found(WALK, facts)["Shoes were lent to forty walkers."] == "agenda"
    _, about = about_topic(StatementIndex("r", statements_of(facts)), WALK)
    assert about.certainty < TITLED


def test_the_noting_of_a_paper_that_tells_of_the_topic_is_told_with_it() -> None:
    text = "The buses ran. The Lantern Walk cost £9.\n\nThe Board is asked to note this report."
    at = text.index("The Board")
    facts = report_of("Fares", text)
    note = Recommendation(
        0, 0, None, "The Board is asked to note this report.", Span(at, len(text)), "test"
    )
    told = found(WALK, replace(facts, recommendations=(note,)))
    assert told["The Board is asked to note this report."] == "decision on this item"
    assert found(Topic(("trams",)), replace(facts, recommendations=(note,))) == {}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Figure 3: Walks by month and ward", []),
        ("24th May 2021", []),
        ("2.1 The walk begins at the mill.", ["The walk begins at the mill."]),
        ("2.5 million came to the mill.", ["2.5 million came to the mill."]),
    ],
)
def test_captions_and_days_are_no_statements_and_numbers_of_paragraphs_no_figures(
    line: str, told: list[str]
) -> None:
    facts = report_of("News", line)
    assert [each.text for each in statements_of(facts) if each.kind == "sentence"] == told


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Moor Team, River Crew, Lantern Walk and others", True),
        ("Ann Lee of the Lantern Walk, who lives here, said so", False),
    ],
)
def test_lists_of_names(text: str, listed: bool) -> None:
    start = text.index("Lantern")
    assert in_list(text, start, start + 12) is listed


def test_decisions_come_before_changes_and_these_before_description() -> None:
    def told(text: str, kind: str) -> float:
        return salience(StatementCandidate(text, kind, "minutes", 0.9, "place"))

    decision = told("That a lamp be bought for the path.", "decision")
    change = told("A lamp was bought and the new path opened to all on the moor.", "sentence")
    plain = told("The path is long and quiet, and there are trees on both sides.", "sentence")
    assert decision > change > plain


def test_what_is_told_keeps_to_its_words_and_says_nothing_twice() -> None:
    texts = ["The lamp was lit on the moor.", "The lamp was lit on the moor.", "A bus came late."]
    candidates = [
        StatementCandidate(text, "sentence", None, 1.0, at) for at, text in enumerate(texts)
    ]
    selection = StatementSelection(candidates)
    assert selection.within(100) == [0, 2]
    assert sum(len(texts[at].split()) for at in selection.within(8)) <= 8


@pytest.mark.parametrize(
    "entry", load_table("kg.tracking", "aboutness")["rule"], ids=lambda entry: str(entry["id"])
)
def test_the_rules_of_aboutness_keep_to_their_examples(entry: dict[str, object]) -> None:
    rule = load_rules("kg.tracking", "aboutness")[str(entry["id"])]
    for text in entry["match"]:  # type: ignore[attr-defined]
        assert rule.within(text), text
    for text in entry["refuse"]:  # type: ignore[attr-defined]
        assert not rule.within(text), text


def test_every_rule_of_aboutness_has_examples() -> None:
    check_rules(load_table("kg.tracking", "aboutness")["rule"], "aboutness")


def test_the_same_sentence_with_another_figure_is_news_again() -> None:
    same = "The number of walks remains low and is currently {} for each thousand people."
    texts = [same.format("1.3"), same.format("1.7"), same.format("1.3")]
    found = [
        StatementCandidate(text, "sentence", "report", 0.9, at) for at, text in enumerate(texts)
    ]
    assert StatementSelection(found).within(100) == [0, 1]


def lines_of_report(*told: tuple[str, int, str], places: tuple[StatementPlace, ...]) -> list[str]:
    """Which of some statements, given by text, paragraph and kind, are about the walk."""
    rows = [
        Statement("r", Span(at, at + 1), text, kind, None, places, number)  # type: ignore[arg-type]
        for at, (text, number, kind) in enumerate(told)
    ]
    return [each.statement.text for each in about_topic(StatementIndex("r", rows), WALK)]


def test_a_paragraph_goes_on_that_speaks_of_a_team_it_has_not_named() -> None:
    news = (StatementPlace("report", "News", Span(0, 9)),)
    begun = ("The Lantern Walk is held on the moor.", 1, "sentence")
    grant = ("A grant for shoes ends in June.", 2, "sentence")
    team = ("The team also lends lamps.", 2, "sentence")
    other = ("The Hill Team lent the ropes.", 2, "sentence")
    assert lines_of_report(begun, grant, team, places=news) == [begun[0], grant[0], team[0]]
    assert lines_of_report(begun, other, team, places=news) == [begun[0]]


def test_a_row_of_a_table_is_about_the_council_of_its_place() -> None:
    news = (StatementPlace("report", "News", Span(0, 9)),)
    row = Statement("r", Span(0, 1), "Moorbeck | £20", "row", None, news, 1)
    council = Topic(("Moorbeck Town Council",), row_names=frozenset({"moorbeck"}))
    assert [each.statement for each in about_topic(StatementIndex("r", [row]), council)] == [row]


def test_minutes_that_use_the_name_of_the_next_agenda_are_about_its_paper() -> None:
    listed = StatementPlace("listed", "Night walks for young people of the moor", Span(5, 9), "4")
    paper = StatementPlace("report", "THE LANTERN WALK", Span(5, 9), "4")
    minute = StatementPlace("minute", "Figures", Span(0, 5))
    asked = "That figures on night walks for young people of the moor be brought."
    rows = [
        Statement("r", Span(0, 1), asked, "decision", None, (minute,), 1),
        Statement("r", Span(6, 7), "Shoes are lent.", "sentence", None, (listed, paper), 2),
    ]
    told = {
        each.statement.text: each.evidence for each in about_topic(StatementIndex("r", rows), WALK)
    }
    assert told == {asked: "agenda", "Shoes are lent.": "title"}


def test_a_section_ends_where_a_heading_names_another_subject() -> None:
    section = (
        StatementPlace("report", "Figures", Span(0, 9)),
        StatementPlace("section", "Lantern Walk", Span(0, 9)),
    )
    rows = [
        Statement("r", Span(0, 1), "Forty came to the mill.", "sentence", None, section, 1),
        Statement("r", Span(1, 2), "Night bus fares", "sentence", None, section, 2, label="8"),
        Statement("r", Span(2, 3), "Fares rose in spring.", "sentence", None, section, 3),
    ]
    inner = StatementPlace("section", "Night buses over the moor", Span(3, 9))
    below = (*section, inner)
    rows.insert(1, Statement("r", Span(3, 4), "Ten came by bus.", "sentence", None, below, 4))
    told = [each.statement.text for each in about_topic(StatementIndex("r", rows), WALK)]
    assert told == ["Forty came to the mill."]
