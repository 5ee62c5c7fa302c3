"""Facts as quads.

Every statement once, in its document's graph, with the place it was read from.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import kg.ontology as bg
import pyoxigraph as ox
import pytest
from handmade import ANCHOR, BOARD, LAMPLIGHT, MARCH, OAKES, first, identities, second, store
from hypothesis import given, settings
from hypothesis import strategies as st
from kg.extractors.facts import (
    Attendance,
    Document,
    Facts,
    Meeting,
    Mention,
    Minute,
    Resolution,
    Span,
)

from kg.linking.entities import Identities
from kg.rdf.dataset import build_dataset, iter_quads
from kg.rdf.quads import BASE
from kg.text.masking import quotable
from kg.text.topic_keys import topic_keys, type_variant_keys

SCHEMA, PROV, OA = bg.PREFIXES["schema"], bg.PREFIXES["prov"], bg.PREFIXES["oa"]
BOARD_MEETINGS = f"{BASE}meeting/{BOARD.id}/"
LOCATED = [
    *(bg.MeetingRecord, bg.Announcement, bg.AgendaItem, bg.Minute, bg.Point, bg.Resolution),
    *(bg.ActionEntry, bg.Report, bg.Recommendation, bg.Attendance),
]
NOBODY = Identities((), {}, {}, {}, (), ())


@pytest.fixture(scope="module")
def graph() -> ox.Store:
    return store()


def objects(graph: ox.Store, subject: str, predicate: str) -> list[str]:
    found = graph.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None, None)
    return sorted(quad.object.value for quad in found)


def subjects(graph: ox.Store, kind: str) -> list[str]:
    found = graph.quads_for_pattern(
        None, ox.NamedNode(bg.PREFIXES["rdf"] + "type"), ox.NamedNode(kind), None
    )
    return sorted(quad.subject.value for quad in found)


def lines(packs: list[Facts], who: Identities | None = None) -> list[str]:
    return sorted(map(str, iter_quads(packs, who or identities(packs))))


# ── the whole ─────────────────────────────────────────────────────────────────────────────────────
# ──────────────────


def test_the_order_of_the_papers_does_not_matter() -> None:
    packs = [first(), second()]
    one, other = (
        build_dataset(packs, identities(packs)),
        build_dataset(packs[::-1], identities(packs)),
    )
    assert list(one) == list(other)
    assert {name: list(map(str, graph)) for name, graph in one.items()} == {
        name: list(map(str, graph)) for name, graph in other.items()
    }


def test_no_triple_is_written_twice() -> None:
    packs = [first(), second()]
    counted = Counter(quad.triple for quad in iter_quads(packs, identities(packs)))
    assert [triple for triple, count in counted.items() if count > 1] == []


def test_the_same_bytes_under_two_names_are_one_document() -> None:
    pack = first()
    copy = replace(pack, document=replace(pack.document, name="z-copy.txt"))
    assert lines([copy, pack], identities([pack])) == lines([pack], identities([pack]))


def test_a_documents_graph_does_not_depend_on_the_others() -> None:
    alone, both = [first()], [first(), second()]
    name = f"{BASE}document/{first().document.id[:16]}"
    assert (
        build_dataset(alone, identities(alone))[name] == build_dataset(both, identities(both))[name]
    )


def test_every_resource_lies_under_the_base() -> None:
    base = "https://board.marlshire.example/kg/"
    packs = [first(), second()]
    graphs = build_dataset(packs, identities(packs), base)
    ontology = bg.NS.rstrip("#")
    assert ontology in graphs
    for name, graph in graphs.items():
        if name != ontology:
            assert name.startswith(base)
            assert all(quad.subject.value.startswith(base) for quad in graph)


def test_only_known_terms_are_used(graph: ox.Store) -> None:
    known = {
        quad.subject.value for quad in ox.parse(bg.source("board.ttl"), format=ox.RdfFormat.TURTLE)
    }
    used = {quad.predicate.value for quad in graph} | {
        quad.object.value for quad in graph if isinstance(quad.object, ox.NamedNode)
    }
    assert {iri for iri in used if iri.startswith(bg.NS)} <= known


def test_nobody_known_is_still_a_graph() -> None:
    pack = first()
    graph = ox.Store()
    graph.extend(iter_quads([pack], NOBODY))
    meetings = subjects(graph, bg.Meeting)
    assert len(meetings) == 2
    assert all(f"/meeting/document-{pack.document.id[:16]}/" in iri for iri in meetings)
    item = next(iri for iri in subjects(graph, bg.AgendaItem) if iri.endswith("/item/6"))
    assert objects(graph, item, bg.unresolved) == ["Ruth Ansbury"]
    assert objects(graph, item, bg.byline) == ["Ruth Ansbury"]


# ── where it was read
# ───────────────────────────────────────────────────────────────────────────────────────────────


def test_every_fact_says_where_it_was_read(graph: ox.Store) -> None:
    texts = {
        f"{BASE}document/{pack.document.id[:16]}": pack.document for pack in (first(), second())
    }
    for kind in LOCATED:
        assert subjects(graph, kind), kind
        for fact in subjects(graph, kind):
            (document,) = objects(graph, fact, bg.document)
            (start,), (end,) = objects(graph, fact, bg.start), objects(graph, fact, bg.end)
            words = quotable(texts[document].text[int(start) : int(end)])
            (quote,) = objects(graph, fact, bg.quote)
            assert words.startswith(quote.removesuffix(" …")), fact
            assert len(objects(graph, fact, bg.foundBy)) == 1
            page = texts[document].page_number(int(start))
            assert objects(graph, fact, bg.page) == ([page] if page else [])


def test_every_mention_can_be_found_again(graph: ox.Store) -> None:
    texts = {
        f"{BASE}document/{pack.document.id[:16]}": pack.document.text
        for pack in (first(), second())
    }
    assert len(subjects(graph, bg.Mention)) == len(first().mentions) + len(second().mentions)
    for mention in subjects(graph, bg.Mention):
        (target,) = objects(graph, mention, OA + "hasTarget")
        (document,) = objects(graph, target, OA + "hasSource")
        selectors = objects(graph, target, OA + "hasSelector")
        (exact,), (start,), (end,) = (
            [value for selector in selectors for value in objects(graph, selector, OA + each)]
            for each in ("exact", "start", "end")
        )
        assert exact == quotable(texts[document][int(start) : int(end)])
        assert exact in objects(graph, mention, bg.quote)[0]
        (rule,) = objects(graph, mention, PROV + "wasGeneratedBy")
        assert objects(graph, rule, bg.PREFIXES["rdfs"] + "label") == ["names.test"]


def test_nothing_private_enters(graph: ox.Store) -> None:
    words = [quad.object.value for quad in graph if isinstance(quad.object, ox.Literal)]
    assert any("[telephone]" in each for each in words) and any(
        "[e-mail]" in each for each in words
    )
    assert not [each for each in words if re.search(r"@\w|01632", each)]


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(["jo@marlshire.example", "01632 960 123", "+44 1632 960123"]), st.data())
def test_nothing_private_enters_by_any_field(private: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, 5))
    said = [f"Write to {private} soon" if place == at else "Words" for place in range(6)]
    text = " ".join(said)
    whole = Span(0, len(text))
    facts = Facts(
        Document("0" * 64, "pack.txt", "text", text, title=said[0]),
        meetings=(
            Meeting(
                MARCH, said[1], said[2], None, None, "minutes", whole, "rule", chairs=(said[3],)
            ),
        ),
        attendance=(Attendance(0, "present", said[4], said[5], said[0], False, whole, "rule"),),
        minutes=(Minute(0, said[1], said[2], (), whole, "rule", said[3]),),
        resolutions=(Resolution(0, 0, said[4], "note", said[5], None, said[0], whole, "rule"),),
        mentions=(Mention("person", text, whole, "rule"),),
    )
    assert not [quad for quad in iter_quads([facts], NOBODY) if private in quad.object.value]


def test_every_paragraph_is_kept_for_searching(graph: ox.Store) -> None:
    kept = " ".join(
        text for each in subjects(graph, bg.Passage) for text in objects(graph, each, bg.text)
    )
    for words in (
        "lights the paths between stations",
        "Lights had gone up at nine stations",
        "Thank the Lamplight",
    ):
        assert words in kept


# ── meetings and what belongs together
# ──────────────────────────────────────────────────────────────────────────────


def test_a_meeting_of_two_packs_is_one(graph: ox.Store) -> None:
    assert subjects(graph, bg.Meeting) == [
        f"{BOARD_MEETINGS}{day}" for day in ("2021-12-10", "2022-03-11", "2022-06-10")
    ]
    march = BOARD_MEETINGS + "2022-03-11"
    assert (
        len(
            [
                r
                for r in subjects(graph, bg.MeetingRecord)
                if objects(graph, r, bg.meeting) == [march]
            ]
        )
        == 2
    )
    # The agenda knows the start, the minutes the place and the end.
    assert objects(graph, march, bg.startTime) == ["10:00"]
    assert objects(graph, march, bg.endTime) == ["11:30"]
    assert objects(graph, march, bg.venue) == ["Shire Hall"]
    assert objects(graph, march, bg.chair) == [f"{BASE}person/{OAKES.id}"]


def test_minutes_are_believed_before_an_agenda() -> None:
    pack, later = first(), second()
    moved = replace(pack, meetings=(replace(pack.meetings[0], venue="Town Hall"), pack.meetings[1]))
    graph = ox.Store()
    graph.extend(iter_quads([moved, later], identities([moved, later])))
    assert objects(graph, BOARD_MEETINGS + "2022-03-11", bg.venue) == ["Shire Hall"]
    records = [
        record
        for record in subjects(graph, bg.MeetingRecord)
        if objects(graph, record, bg.venue) == ["Town Hall"]
    ]
    assert len(records) == 1  # what the agenda said is kept with the agenda


def test_a_meeting_without_a_date_is_never_one_with_another() -> None:
    one, other = (
        Facts(
            Document(str(number) * 64, f"{number}.txt", "text", "A meeting."),
            meetings=(Meeting(None, None, None, None, None, "minutes", Span(0, 10), "rule"),),
        )
        for number in (1, 2)
    )
    graph = ox.Store()
    graph.extend(iter_quads([one, other], NOBODY))
    assert len(subjects(graph, bg.Meeting)) == 2
    assert not [
        iri for iri in subjects(graph, bg.Meeting) if objects(graph, iri, SCHEMA + "startDate")
    ]


def test_item_report_and_minute_are_tied_across_packs(graph: ox.Store) -> None:
    march = BOARD_MEETINGS + "2022-03-11"
    assert objects(graph, f"{march}/item/6", bg.papers) == [f"{march}/report/6"]
    assert objects(graph, f"{march}/minute/21", bg.records) == [
        f"{march}/item/6"
    ]  # by “marked ‘Agenda Item 6’”
    assert objects(graph, f"{march}/minute/22", bg.records) == [f"{march}/item/7"]  # by its title
    assert objects(graph, f"{march}/report/6", bg.reportedIn) == [f"{march}/minute/21"]


def test_titles_that_differ_are_not_tied() -> None:
    pack, later = first(), second()
    changed = replace(
        later,
        minutes=tuple(replace(m, agenda_item=None, title="Something else") for m in later.minutes),
    )
    graph = ox.Store()
    graph.extend(iter_quads([pack, changed], identities([pack, changed])))
    assert not list(graph.quads_for_pattern(None, ox.NamedNode(bg.records), None, None))


def test_a_row_that_comes_back_is_the_same_action(graph: ox.Store) -> None:
    march, june = (f"{BOARD_MEETINGS}{day}/action-entry/1" for day in ("2022-03-11", "2022-06-10"))
    assert objects(graph, june, PROV + "wasRevisionOf") == [march]
    (action,) = objects(graph, march, bg.entryOf)
    assert objects(graph, june, bg.entryOf) == [action]
    assert objects(graph, action, bg.status) == ["Green"]  # that of the newest log
    assert len(subjects(graph, bg.Action)) == 2


def test_a_row_with_other_words_is_another_action() -> None:
    pack, later = first(), second()
    changed = replace(
        later, actions=(replace(later.actions[0], text="Write to the railway about the lamps."),)
    )
    graph = ox.Store()
    graph.extend(iter_quads([pack, changed], identities([pack, changed])))
    assert len(subjects(graph, bg.Action)) == 2


def test_an_announced_meeting_that_came_is_tied(graph: ox.Store) -> None:
    (announced,) = subjects(graph, bg.Announcement)
    assert objects(graph, announced, bg.announces) == [BOARD_MEETINGS + "2022-06-10"]


# ── who and what ──────────────────────────────────────────────────────────────────────────────────
# ──────────────────


def test_what_a_minute_is_about_and_what_it_only_names(graph: ox.Store) -> None:
    anchor, lamplight = f"{BASE}programme/{ANCHOR.id}", f"{BASE}programme/{LAMPLIGHT.id}"
    december = BOARD_MEETINGS + "2021-12-10/minute/13"
    assert anchor in objects(graph, december, bg.about)
    assert lamplight in objects(graph, december, bg.discusses)
    assert lamplight not in objects(graph, december, bg.about)


def test_a_minute_is_about_what_its_report_is_about() -> None:
    pack, later = first(), second()
    # Words that name the programme nowhere: neither in the title nor below it.
    plain = replace(
        later,
        mentions=(),
        minutes=(replace(later.minutes[0], title="The first year"), later.minutes[1]),
    )
    graph = ox.Store()
    graph.extend(iter_quads([pack, plain], identities([pack, plain])))
    assert f"{BASE}programme/{LAMPLIGHT.id}" in objects(
        graph, BOARD_MEETINGS + "2022-03-11/minute/21", bg.about
    )


def test_a_replaced_id_leads_to_the_one_that_stays(graph: ox.Store) -> None:
    old = f"{BASE}organisation/marlshire-safer-streets-board"
    board = f"{BASE}organisation/{BOARD.id}"
    assert objects(graph, old, bg.PREFIXES["dcterms"] + "isReplacedBy") == [board]
    (change,) = subjects(graph, bg.Renaming)
    assert objects(graph, change, bg.PREFIXES["org"] + "resultingOrganization") == [board]
    assert objects(graph, change, bg.nameBefore) == ["Marlshire Safer Streets Board"]


def test_a_membership_spans_the_meetings_that_show_it(graph: ox.Store) -> None:
    member = next(each for each in subjects(graph, bg.Membership) if "miriam-oakes" in each)
    assert objects(graph, member, bg.firstShown) == ["2021-12-10"]
    assert objects(graph, member, bg.lastShown) == ["2022-03-11"]
    assert len(objects(graph, member, bg.shownBy)) == 2


def test_each_printed_form_is_kept_with_its_document(graph: ox.Store) -> None:
    forms = {
        (
            objects(graph, naming, bg.names)[0].rsplit("/", 1)[1],
            objects(graph, naming, bg.printed)[0],
        )
        for naming in subjects(graph, bg.Naming)
    }
    assert {
        (OAKES.id, "Cllr. M. Oakes"),
        (OAKES.id, "Mrs M. Oakes CC"),
        (ANCHOR.id, "YAN"),
    } <= forms


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Lamplight Programme", "the lamplight programme"),
        ("People Zones", "People Zone"),
        ("Youth Anchor Network (YAN)", "YAN"),
        ("Health & Wellbeing Board", "Health and Wellbeing Board"),
        ("“Zone-into-Safety”", "Zone into safety"),
    ],
)
def test_spellings_of_a_name_share_a_key(name: str, other: str) -> None:
    assert set(topic_keys(name)) & set(topic_keys(other))


def test_a_name_is_found_with_and_without_its_sort() -> None:
    assert type_variant_keys("Lamplight Programme") == ("lamplight",)
    assert "lamplight programme" in type_variant_keys("Lamplight")


def test_a_joint_meeting_is_of_each_of_its_boards() -> None:
    pack = first()
    jointly = replace(pack.meetings[0], joint_with=("Wendleford Borough Council",))
    pack = replace(pack, meetings=(jointly, *pack.meetings[1:]))
    said = " ".join(lines([pack]))
    meeting = f"<{BOARD_MEETINGS}2022-03-11>"
    council = f"<{BASE}organisation/wendleford-borough-council>"
    assert f"{meeting} <{SCHEMA}contributor> {council}" in said
    assert f"{meeting} <{SCHEMA}organizer> <{BASE}organisation/{BOARD.id}>" in said
    assert f"{council} <{bg.PREFIXES['rdf']}type> <{bg.Board}>" in said
