"""The network read from a graph: edges, their evidence, what is left out; and the page's text.

How the page looks and behaves in a browser is tested in ``tests/browser``.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import InputError, NotFound
from kg.views.network.node_layout import positions
from kg.views.network.page import (
    KINDS,
    RELATIONS,
    EvidenceQuote,
    Network,
    NetworkEdge,
    NetworkNode,
    network_page,
    topic_network,
)

ID = "https://example.org/id/"
QUERIES = Path(__file__).resolve().parents[3] / "queries/internal"


def small() -> ox.Store:
    store = ox.Store()
    store.load(
        (Path(__file__).parent / "network.trig").read_text(encoding="utf-8"),
        format=ox.RdfFormat.TRIG,
    )
    return store


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return small()


def ties(found: Network) -> set[tuple[str, str, str]]:
    return {
        (edge.source.removeprefix(ID), edge.relation, edge.target.removeprefix(ID))
        for edge in found.edges
    }


def names(found: Network) -> set[str]:
    return {node.id.removeprefix(ID) for node in found.nodes}


def edge(found: Network, source: str, relation: str, target: str) -> NetworkEdge:
    return next(
        each
        for each in found.edges
        if (each.source, each.relation, each.target) == (ID + source, relation, ID + target)
    )


def test_a_topic_and_what_it_is_tied_to(store: ox.Store) -> None:
    found = topic_network(store, ID + "ferry")
    assert ties(found) == {
        ("quill", "presented", "ferry"),
        ("trust", "reported-on", "ferry"),
        ("renn", "reported-on", "ferry"),
        ("renn", "asked", "ferry"),
        ("police", "asked", "ferry"),
        ("council", "named-together", "ferry"),
        ("trust", "named-together", "ferry"),
        ("ferry", "named-together", "lamps"),
        ("quill", "stood-for", "police"),
        ("renn", "stood-for", "council"),
    }
    assert found.title == "The network around Safe Ferry Project"
    assert found.nodes[0].id == found.topic == ID + "ferry"
    assert found.nodes[0].also == ("SFP", "the ferry scheme")
    assert {node.distance for node in found.nodes[1:]} == {1}


def test_every_tie_shows_its_words_and_where_they_stand(store: ox.Store) -> None:
    found = topic_network(store, ID + "ferry")
    assert all(each.evidence and each.weight == len(each.evidence) for each in found.edges)
    seat = edge(found, "quill", "stood-for", "police")
    assert seat.note == "Inspector"
    assert seat.evidence == (
        EvidenceQuote(
            "Ada Quill, Inspector, Marlshire Police (in the Chair)",
            "june.txt",
            "3",
            "2020-06-12",
            "minutes",
        ),
    )
    # Two sentences of one clause are shown side by side, one that names both is shown once.
    assert [quote.text for quote in edge(found, "council", "named-together", "ferry").evidence] == [
        "Marl Borough Council would follow.",
        "That Marl Borough Council pay; … that the Safe Ferry Project go on.",
    ]
    assert [quote.text for quote in edge(found, "ferry", "named-together", "lamps").evidence] == [
        "The Lamps Programme lights the Safe Ferry Project."
    ]


def test_standing_together_is_no_tie_for_the_board_nor_for_people(store: ox.Store) -> None:
    found = topic_network(store, ID + "ferry", depth=3)
    together = [each for each in found.edges if each.relation == "named-together"]
    assert ("police", "named-together", "lamps") not in ties(found), "two lines of one list"
    assert not any(
        "board" in (each.source + each.target) or "quill" in each.source for each in together
    )


def test_depth_goes_from_ring_to_ring(store: ox.Store) -> None:
    assert names(topic_network(store, ID + "lamps", depth=1)) == {"lamps", "ferry"}
    two = topic_network(store, ID + "lamps", depth=2)
    assert names(two) == {"lamps", "ferry", "quill", "trust", "renn", "police", "council"}
    assert {node.id.removeprefix(ID): node.distance for node in two.nodes}["quill"] == 2
    assert names(topic_network(store, ID + "lamps", depth=0)) == {"lamps"}


def test_the_overview_holds_the_board_and_its_chair(store: ox.Store) -> None:
    found = topic_network(store)
    assert found.title == "The network of Marlshire Safer Places Board"
    assert ("quill", "chaired", "board") in ties(found)
    assert {"ferry", "board", "police"} <= names(found)
    assert "alone" not in names(found)
    assert any(sentence.startswith("1 programme:") for sentence in found.left_out)


def test_kinds_choose_and_meetings_come_when_asked_for(store: ox.Store) -> None:
    found = topic_network(store, ID + "ferry", kinds=["organisation"])
    assert {node.kind for node in found.nodes} == {"organisation", "programme"}  # the topic stays
    assert names(topic_network(store, ID + "ferry", kinds=["Organisations"])) == names(found)
    met = topic_network(store, ID + "ferry", kinds=["meeting", "person"])
    assert {("ferry", "discussed-at", "meeting"), ("quill", "attended", "meeting")} <= ties(met)
    assert ("renn", "attended", "meeting") not in ties(met)  # apologies
    assert all(node.kind != "meeting" for node in topic_network(store, ID + "ferry").nodes)


def test_no_more_than_the_limit_and_the_rest_is_said(store: ox.Store) -> None:
    found = topic_network(store, ID + "ferry", limit=3)
    assert len(found.nodes) == 3
    assert any("kg show" in sentence for sentence in found.left_out)
    assert len(topic_network(store, limit=4).nodes) <= 4


def test_bad_questions_are_answered_with_the_way_out(store: ox.Store) -> None:
    with pytest.raises(InputError, match="person, organisation, programme, meeting"):
        topic_network(store, kinds=["ship"])
    with pytest.raises(NotFound, match="no programme"):
        topic_network(store, ID + "nowhere")


def test_the_same_graph_gives_the_same_page(store: ox.Store) -> None:
    assert network_page(topic_network(store)) == network_page(topic_network(small()))


def test_every_relation_has_its_question() -> None:
    for relation in RELATIONS:
        assert (QUERIES / f"network-{relation.key}.rq").exists() or relation.key == "named-together"


def test_every_relation_and_kind_has_its_colours_in_both_schemes() -> None:
    style = (Path(__file__).resolve().parents[3] / "kg/views/templates/network.css").read_text(
        encoding="utf-8"
    )
    for key in [each.key for each in (*RELATIONS, *KINDS)]:
        assert style.count(f"--{key}:") == 2, key
        assert re.search(rf"\.{key} \{{ (fill|stroke): var\(--{key}\)", style), key


# -- the page's text


def hostile(text: str) -> Network:
    quote = EvidenceQuote(text, text, text, "2020-06-12", text, text)
    nodes = tuple(
        NetworkNode(f"{text}{at}", text, "person", also=(text,), evidence=(quote,))
        for at in range(2)
    )
    return Network(
        text,
        nodes,
        (NetworkEdge(nodes[0].id, nodes[1].id, "stood-for", 1, (quote,), text),),
        None,
        (text,),
    )


@pytest.mark.parametrize(
    "text",
    [
        "</script><script>alert(1)</script>",
        "<!--<script>",
        '"><img src=x onerror=alert(1)>',
        "\u2028\u2029",
        "{{ 7*7 }}",
        "]]>",
    ],
)
def test_words_of_papers_cannot_leave_their_place(text: str) -> None:
    html = network_page(hostile(text))
    harmless = network_page(hostile("plain"))
    for tag in ("script", "img", "style", "meta", "!--"):
        assert html.count(f"<{tag}") == harmless.count(f"<{tag}"), tag
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.S)
    assert data and data[1].isascii() and not set("<>&") & set(data[1])
    assert json.loads(data[1])["nodes"][0]["label"] == text


def test_the_page_asks_for_nothing_and_runs_nothing_but_its_own() -> None:
    html = network_page(hostile("plain"))
    assert not re.findall(
        r'(?:src|href|action|data)\s*=\s*["\']?(?!data:)[a-z]+:', html.split("<script>")[0]
    )
    assert "sourceMappingURL" not in html
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy and "default-src &#39;none&#39;" in policy[1] and "unsafe" not in policy[1]


def test_an_empty_network_makes_a_page() -> None:
    assert "0 names" in network_page(Network("Nothing", (), ()))


# -- places


def boxes_overlap(
    boxes: dict[int, tuple[float, float]], places: dict[int, tuple[int, int]]
) -> bool:
    return any(
        all(
            abs(places[one][axis] - places[two][axis]) < (boxes[one][axis] + boxes[two][axis]) / 2
            for axis in (0, 1)
        )
        for one in boxes
        for two in boxes
        if one < two
    )


@pytest.mark.parametrize("count", [1, 2, 3, 30, 90])
@pytest.mark.parametrize("shape", ["star", "chain", "islands", "full"])
def test_no_box_lies_on_another(count: int, shape: str) -> None:
    boxes = {at: (60.0 + (at * 37) % 120, 30.0 + (at * 17) % 50) for at in range(count)}
    edges = {
        "star": [(0, at, 1.0) for at in range(1, count)],
        "chain": [(at - 1, at, float(at % 5 + 1)) for at in range(1, count)],
        "islands": [(at - at % 3, at, 1.0) for at in range(count) if at % 3],
        "full": [(one, two, 1.0) for two in range(min(count, 20)) for one in range(two)],
    }[shape]
    places = positions(boxes, edges)
    assert set(places) == set(boxes)
    assert not boxes_overlap(boxes, places)
    assert places == positions(boxes, edges)


def test_neighbours_are_nearer_than_strangers() -> None:
    boxes = dict.fromkeys(range(12), (40.0, 40.0))
    places = positions(boxes, [(at - 1, at, 2.0) for at in range(1, 12)])

    def apart(one: int, two: int) -> float:
        return sum((a - b) ** 2 for a, b in zip(places[one], places[two], strict=True)) ** 0.5

    assert max(apart(at - 1, at) for at in range(1, 12)) < apart(0, 11)
