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
from kg.store import query
from kg.views.network.edges import read_whole_network
from kg.views.network.node_layout import grown, positions
from kg.views.network.page import (
    EvidenceQuote,
    Network,
    NetworkEdge,
    NetworkNode,
    network_page,
    topic_network,
)
from kg.views.network.tie_relations import FAMILIES, KINDS, RELATIONS, TOGETHER

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


STATED = {
    ("quill", "presented", "ferry"),
    ("trust", "reported-on", "ferry"),
    ("renn", "reported-on", "ferry"),
    ("renn", "has-action-on", "ferry"),
    ("board", "decided-on", "ferry"),
    ("police", "asked-about", "ferry"),
    ("board", "asked", "police"),
    ("quill", "chairs", "board"),
    ("quill", "represents", "police"),
}


def test_a_topic_and_what_the_papers_tie_it_to(store: ox.Store) -> None:
    found = topic_network(store, ID + "ferry")
    assert ties(found) == STATED
    assert found.title == "The network around Safe Ferry Project"
    assert found.nodes[0].id == found.topic == ID + "ferry"
    assert found.nodes[0].also == ("SFP", "the ferry scheme")
    assert {node.distance for node in found.nodes[1:]} == {1}


def test_being_named_together_is_a_tie_only_where_asked_for(store: ox.Store) -> None:
    found = topic_network(store, ID + "ferry", together=True)
    assert ties(found) - STATED == {
        ("council", TOGETHER, "ferry"),
        ("trust", TOGETHER, "ferry"),
        ("ferry", TOGETHER, "lamps"),
        ("renn", "represents", "council"),
    }


def test_the_public_query_has_the_stated_ties_and_no_others(store: ox.Store) -> None:
    whole = read_whole_network(store)
    drawn = {
        key
        for key in whole.edges
        if key[2] not in (TOGETHER, "about", "asked-about", "discussed-at", "attended")
        and {whole.nodes[end].kind for end in key[:2]}
        <= {"person", "organisation", "programme", "action"}
    }
    rows = query.rows(store, "ties")
    assert {(row["source"], row["target"], row["relation"]) for row in rows} == drawn
    (seat,) = [row for row in rows if row["relation"] == "represents" and row["page"] == "3"]
    assert (seat["source_name"], seat["target_name"]) == ("Ada Quill", "Marlshire Police")
    assert (seat["first"], seat["last"], seat["times"]) == ("2020-06-12", "2020-06-12", "1")
    assert seat["quote"].startswith("Ada Quill, Inspector") and seat["document"] == "june.txt"


def test_a_report_that_only_names_something_states_no_tie() -> None:
    graph = small()
    graph.load(
        f"""@prefix bg: <https://w3id.org/boardgraph/ns#> . @prefix : <{ID}> .
        :s1 a bg:Sentence ; bg:title "Safe Ferry Project" ; bg:document :paper ;
          bg:text "The Lonely Project ended in May." .
        :a1 a bg:Aboutness ; bg:aboutSentence :s1 ; bg:aboutEntity :alone ;
          bg:basis "paragraph" .""".encode(),
        format=ox.RdfFormat.TURTLE,
    )
    tied = {row[end] for row in query.rows(graph, "ties") for end in ("source", "target")}
    assert ID + "alone" not in tied and ID + "ferry" in tied


def test_the_office_on_a_list_says_for_whom_somebody_comes() -> None:
    graph = small()
    graph.load(
        f"""@prefix bg: <https://w3id.org/boardgraph/ns#> . @prefix : <{ID}> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        :quay a bg:Organisation ; skos:prefLabel "Quay Watch" .
        :row9 a bg:Attendance ; bg:person :renn ; bg:role "Head of Boats, Quay Watch" ;
          bg:quote "Renn, Head of Boats, Quay Watch" ; bg:document :paper .
        :row8 a bg:Attendance ; bg:person :quill ; bg:role "Friend of Quay Watch" ;
          bg:quote "Quill, Friend of Quay Watch" ; bg:document :paper .""".encode(),
        format=ox.RdfFormat.TURTLE,
    )
    seats = [row["source"] for row in query.rows(graph, "ties") if row["target"] == ID + "quay"]
    assert seats == [ID + "renn"]


@pytest.mark.parametrize(
    ("deed", "named", "tied"),
    [
        ("Quay Watch to send figures.", "quay", [("quay", "deed")]),
        ("Send figures to Quay Watch.", "quay", [("renn", "quay")]),
        ("Arrange talks on the Lamps Programme.", "lamps", [("renn", "lamps")]),
        ("Arrange talks on topics such as the Lamps Programme.", "lamps", []),
    ],
    ids=["who is to do it", "for whom", "what it is on", "an example"],
)
def test_who_is_to_act_by_a_row_of_a_log(
    deed: str, named: str, tied: list[tuple[str, str]]
) -> None:
    graph = small()
    printed = {"quay": "Quay Watch", "lamps": "Lamps Programme"}[named]
    graph.load(
        f"""@prefix bg: <https://w3id.org/boardgraph/ns#> . @prefix : <{ID}> .
        @prefix oa: <http://www.w3.org/ns/oa#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        :quay a bg:Organisation ; skos:prefLabel "Quay Watch" .
        :deed a bg:Action ; rdfs:label "{deed}" .
        :row9 a bg:ActionEntry ; bg:entryOf :deed ; bg:responsible :renn ; bg:text "{deed}" ;
          bg:quote "{deed}" ; bg:document :paper .
        :m99 a bg:Mention ; bg:printed "{printed}" ; oa:hasBody :{named} ; bg:within :row9 ;
          bg:quote "{deed}" ; bg:document :paper .""".encode(),
        format=ox.RdfFormat.TURTLE,
    )
    found = {
        (row["source"].removeprefix(ID), row["target"].removeprefix(ID))
        for row in query.rows(graph, "ties")
        if row["relation"] in ("responsible-for", "has-action-on") and row["quote"] == deed
    }
    assert found - {("renn", "deed")} == set(tied)


def test_who_agreed_to_something_was_not_asked_by_that_alone() -> None:
    graph = small()
    for number, words in enumerate(
        ("The Chair asked the Trust to pay.", "The Trust agreed to pay.")
    ):
        graph.load(
            f"""@prefix bg: <https://w3id.org/boardgraph/ns#> . @prefix : <{ID}> .
            :ask{number} a bg:Ask ; bg:askedOf :lamps ; bg:askedBy :quill ; bg:quote "{words}" ;
              bg:meeting :meeting ; bg:document :paper .""".encode(),
            format=ox.RdfFormat.TURTLE,
        )
    asked = [row["quote"] for row in query.rows(graph, "ties") if row["target"] == ID + "lamps"]
    assert asked.count("The Chair asked the Trust to pay.") == 1
    assert "The Trust agreed to pay." not in asked


def test_a_body_that_a_title_only_adds_is_not_what_it_is_on() -> None:
    graph = small()
    for number, (title, subject) in enumerate(
        (("Night Buses – Marlshire Police", False), ("Marlshire Police Update", True))
    ):
        extra = graph_of_report(number, title)
        graph.load(extra.encode(), format=ox.RdfFormat.TURTLE)
        rows = [row for row in query.rows(graph, "ties") if row["target"] == ID + "police"]
        assert any(row["relation"] == "reported-on" for row in rows) == subject


def graph_of_report(number: int, title: str) -> str:
    """A report of the council whose title names the police."""
    return f"""@prefix bg: <https://w3id.org/boardgraph/ns#> . @prefix : <{ID}> .
    @prefix oa: <http://www.w3.org/ns/oa#> .
    :r{number} a bg:Report ; bg:organisation :council ; bg:about :police ; bg:kind "report" ;
      bg:title "{title}" ; bg:quote "{title}" ; bg:start 900 ; bg:document :paper .
    :rn{number} a bg:Mention ; bg:printed "Marlshire Police" ; oa:hasBody :police ;
      bg:within :r{number} ; oa:hasTarget [ oa:hasSelector [ oa:start 905 ] ] ;
      bg:quote "{title}" ; bg:document :paper ."""


@pytest.mark.parametrize(
    ("bases", "tied"),
    [
        (("section", "section"), True),
        (("paragraph", "introduces", "paragraph"), True),
        (("section",), False),  # once only
        (("paragraph", "introduces"), False),
        (("named", "named", "named"), False),  # in passing
    ],
)
def test_a_report_that_says_several_things_of_a_programme_reports_on_it(
    bases: tuple[str, ...], tied: bool
) -> None:
    graph = small()
    lines = [":walk a bg:Programme ; skos:prefLabel 'Lantern Walk'@en ."]
    lines += [
        ":said a bg:Report ; bg:organisation :council ; bg:kind 'report' ; bg:title 'Lights' ;"
        " bg:quote 'Lights' ; bg:start 900 ; bg:document :paper ."
    ]
    for at, basis in enumerate(bases):
        lines.append(
            f":s{at} a bg:Sentence ; bg:paper :said ; bg:document :paper ; bg:start {950 + at} ;"
            f" bg:text 'The lantern walk lit lamp {at}.' . [] a bg:Aboutness ;"
            f" bg:aboutSentence :s{at} ; bg:aboutEntity :walk ; bg:basis '{basis}' ."
        )
    prefixes = (
        "@prefix bg: <https://w3id.org/boardgraph/ns#> . "
        f"@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix : <{ID}> . "
    )
    graph.load((prefixes + "\n".join(lines)).encode(), format=ox.RdfFormat.TURTLE)
    found = [row for row in query.rows(graph, "ties") if row["target"] == ID + "walk"]
    assert [(row["source"], row["relation"], row["times"]) for row in found] == (
        [(ID + "council", "reported-on", "1")] if tied else []
    )
    assert not tied or found[0]["quote"] == "The lantern walk lit lamp 0."


@pytest.mark.parametrize(
    ("words", "title", "tied"),
    [
        ("The Lantern Walk, lamp {at}.", "Lights", True),  # what the sentences are on
        ("Lamp {at} is paid by the Lantern Walk.", "Lights", False),  # background
        ("Lamp {at} is paid by the Lantern Walk.", "The Lantern Walk in May", True),
    ],
)
def test_a_report_that_names_a_programme_in_passing_does_not_report_on_it(
    words: str, title: str, tied: bool
) -> None:
    graph = small()
    load(
        graph,
        f""":walk a bg:Programme ; skos:prefLabel "Lantern Walk" .
        :said a bg:Report ; bg:organisation :council ; bg:kind "report" ; bg:title "{title}" ;
          bg:quote "{title}" ; bg:start 900 ; bg:document :paper .""",
        *(
            f""":s{at} a bg:Sentence ; bg:paper :said ; bg:document :paper ; bg:start {950 + at} ;
              bg:text "{words.format(at=at)}" . [] a bg:Aboutness ; bg:aboutSentence :s{at} ;
              bg:aboutEntity :walk ; bg:basis "paragraph" ."""
            for at in range(3)
        ),
    )
    assert (ID + "council", "reported-on", ID + "walk") in stated(graph) or not tied
    assert tied or ID + "walk" not in {target for _, _, target in stated(graph)}


@pytest.mark.parametrize(
    ("head", "reporters"),
    [
        ("Lamps. Report by Bram Renn, Marl Borough Council", {"renn", "council"}),
        ("Lamps. Contact: Bram Renn, Marl Borough Council", {"renn"}),
    ],
)
def test_the_body_beside_whom_to_contact_did_not_write_the_report(
    head: str, reporters: set[str]
) -> None:
    graph = small()
    load(
        graph,
        f""":r9 a bg:Report ; bg:organisation :council ; bg:organisationPrinted "Marl Borough Council" ;
          dcterms:creator :renn ; bg:about :lamps ; bg:kind "report" ; bg:title "Lamps Programme" ;
          bg:quote "{head}" ; bg:start 900 ; bg:document :paper .
        :rn9 a bg:Mention ; bg:printed "Lamps Programme" ; oa:hasBody :lamps ; bg:within :r9 ;
          oa:hasTarget [ oa:hasSelector [ oa:start 905 ] ] ; bg:quote "{head}" ; bg:document :paper .""",
    )
    found = {source for source, relation, _ in stated(graph, "lamps") if relation == "reported-on"}
    assert found == {ID + each for each in reporters}


@pytest.mark.parametrize(
    ("title", "clauses", "relations"),
    [
        ("Lamps Programme", ["That the talk be noted."], {"noted"}),
        ("Lamps Programme", ["That the talk be noted.", "That oil be bought."], {"decided-on"}),
        ("Lamps Programme nurse post", ["That oil be bought."], set()),
        ("Log", ["That action 3 (Lamps Programme figures) be removed from the log."], set()),
        ("Log", ["That the Lamps Programme go on."], {"decided-on"}),
        ("Log", ["That the vacant Lamps Programme officer post be filled."], set()),
    ],
)
def test_what_a_board_noted_or_decided(title: str, clauses: list[str], relations: set[str]) -> None:
    graph = small()
    load(
        graph,
        f""":m9 a bg:Minute ; bg:title "{title}" ; bg:quote "{title}" ; bg:start 900 ;
          bg:document :paper .
        :mn9 a bg:Mention ; bg:printed "Lamps Programme" ; oa:hasBody :lamps ; bg:within :m9 ;
          oa:hasTarget [ oa:hasSelector [ oa:start 900 ] ] ; bg:quote "x" ; bg:document :paper .""",
        *(
            f""":d{at} a bg:Resolution ; bg:about :lamps ; prov:wasGeneratedBy :m9 ; bg:meeting :meeting ;
              bg:quote "{words}" ; bg:start {950 + at} ; bg:document :paper .
            :dn{at} a bg:Mention ; bg:printed "Lamps Programme" ; bg:quote "x" ; bg:document :paper ;
              oa:hasBody {":lamps" if "Lamps" in words else ":trust"} ; bg:within :d{at} ."""
            for at, words in enumerate(clauses)
        ),
    )
    assert {relation for _, relation, _ in stated(graph, "lamps")} == relations


@pytest.mark.parametrize(
    ("title", "sentence", "tied"),
    [
        ("Declarations of interest", "Ada Quill, Trustee of Harbour Trust.", False),
        ("Lamps", "Ada Quill declared that she was employed by Harbour Trust.", False),
        ("Lamps", "Ada Quill, Trustee of Harbour Trust, spoke.", True),
    ],
)
def test_nobody_is_there_for_what_they_declare_an_interest_in(
    title: str, sentence: str, tied: bool
) -> None:
    graph = small()
    load(
        graph,
        f""":m9 a bg:Minute ; bg:title "{title}" ; bg:quote "{title}" ; bg:start 900 ; bg:end 990 ;
          bg:document :paper .
        :s9 a bg:Statement ; bg:kind "role" ; rdf:subject :quill ; rdf:object :trust ;
          bg:role "Trustee" ; bg:quote "{sentence}" ; bg:start 920 ; bg:document :paper .""",
    )
    assert ((ID + "quill", "represents", ID + "trust") in stated(graph)) == tied


def test_a_name_of_a_sort_alone_is_tied_to_nobody() -> None:
    graph = small()
    load(
        graph,
        *(
            f""":p{at} a bg:Programme ; skos:prefLabel "{name}" .
            :s{at} a bg:Statement ; bg:kind "told of" ; rdf:subject :quill ; rdf:object :p{at} ;
              bg:quote "{name} is done." ; bg:start 920 ; bg:document :paper ."""
            for at, name in enumerate(("Project Plan", "Harbour Plan"))
        ),
    )
    assert stated(graph, "p0") == set() and len(stated(graph, "p1")) == 1


def test_what_was_suggested_has_no_asker() -> None:
    graph = small()
    load(
        graph,
        """:ask9 a bg:Ask ; bg:askedOf :lamps ; bg:meeting :meeting ; bg:document :paper ;
          bg:quote "It was suggested that oil be bought and Bram Renn agreed." .""",
    )
    assert stated(graph, "lamps") == set()


def load(graph: ox.Store, *turtle: str) -> None:
    prefixes = f"""@prefix bg: <https://w3id.org/boardgraph/ns#> . @prefix : <{ID}> .
    @prefix oa: <http://www.w3.org/ns/oa#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix dcterms: <http://purl.org/dc/terms/> . @prefix prov: <http://www.w3.org/ns/prov#> .
    @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . """
    graph.load((prefixes + "\n".join(turtle)).encode(), format=ox.RdfFormat.TURTLE)


def stated(graph: ox.Store, target: str | None = None) -> set[tuple[str, str, str]]:
    """The stated ties, of one target where it is given."""
    return {
        (row["source"], row["relation"], row["target"])
        for row in query.rows(graph, "ties")
        if target is None or row["target"] == ID + target
    }


def test_a_tie_goes_through_a_resolution_where_resolutions_are_drawn(store: ox.Store) -> None:
    found = topic_network(store, ID + "ferry", kinds=["organisation", "resolution"], depth=2)
    assert {
        ("board", "decided-on", "asked"),
        ("asked", "about", "ferry"),
        ("asked", "asked", "police"),
    } <= ties(found)
    assert ("board", "decided-on", "ferry") not in ties(found)
    label = next(node.label for node in found.nodes if node.kind == "resolution")
    assert label == "17(b): That the police be asked to escort the ferry., 2020-06-12"


def test_every_tie_shows_its_words_and_where_they_stand(store: ox.Store) -> None:
    found = topic_network(store, ID + "ferry", together=True)
    assert all(each.evidence and each.weight == len(each.evidence) for each in found.edges)
    seat = edge(found, "quill", "represents", "police")
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
    found = topic_network(store, ID + "ferry", depth=3, together=True)
    together = [each for each in found.edges if each.relation == "named-together"]
    assert ("police", "named-together", "lamps") not in ties(found), "two lines of one list"
    assert not any(
        "board" in (each.source + each.target) or "quill" in each.source for each in together
    )


def test_depth_goes_from_ring_to_ring(store: ox.Store) -> None:
    assert names(topic_network(store, ID + "lamps", depth=1, together=True)) == {"lamps", "ferry"}
    two = topic_network(store, ID + "lamps", depth=2, together=True)
    assert names(two) == {"lamps", "ferry", "quill", "trust", "renn", "police", "council", "board"}
    assert {node.id.removeprefix(ID): node.distance for node in two.nodes}["quill"] == 2
    assert names(topic_network(store, ID + "lamps", depth=0)) == {"lamps"}


def test_the_overview_holds_the_board_and_its_chair(store: ox.Store) -> None:
    found = topic_network(store)
    assert found.title == "The network of Marlshire Safer Places Board"
    assert ("quill", "chairs", "board") in ties(found)
    assert {"ferry", "board", "police"} <= names(found)
    assert "alone" not in names(found)
    assert any(
        sentence == "1 organisation, 2 programmes: less active." for sentence in found.left_out
    )


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
    assert any("more weakly tied" in sentence for sentence in found.left_out)
    assert len(topic_network(store, limit=4).nodes) <= 4


def test_bad_questions_are_answered_with_the_way_out(store: ox.Store) -> None:
    with pytest.raises(InputError, match="person, organisation, programme, meeting, resolution"):
        topic_network(store, kinds=["ship"])
    with pytest.raises(NotFound, match="no programme"):
        topic_network(store, ID + "nowhere")


def test_the_same_graph_gives_the_same_page(store: ox.Store) -> None:
    assert network_page(topic_network(store)) == network_page(topic_network(small()))


def test_a_further_ring_takes_no_room_from_the_first(store: ox.Store) -> None:
    for limit in (2, 3, 4):
        one = names(topic_network(store, ID + "ferry", depth=1, limit=limit))
        assert one <= names(topic_network(store, ID + "ferry", depth=2, limit=limit))


def test_every_family_and_kind_has_its_colours_in_both_schemes() -> None:
    style = (Path(__file__).resolve().parents[3] / "kg/views/templates/network.css").read_text(
        encoding="utf-8"
    )
    assert {relation.family for relation in RELATIONS} == {family.key for family in FAMILIES}
    for key in [f"family-{each.key}" for each in FAMILIES] + [each.key for each in KINDS]:
        assert style.count(f"--{key}:") == 2, key
        assert re.search(rf"\.{key} \{{ (fill|stroke): var\(--{key}\)", style), key


def test_what_was_drawn_before_keeps_its_place_when_a_name_is_opened() -> None:
    before = {"a": (0, 0), "b": (150, 0)}
    boxes = dict.fromkeys("abcdef", (100.0, 50.0))
    places = grown(before, boxes, "b")
    assert {name: places[name] for name in before} == before
    numbered = {at: places[name] for at, name in enumerate("abcdef")}
    assert not boxes_overlap(dict.fromkeys(range(6), (100.0, 50.0)), numbered)


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
        (NetworkEdge(nodes[0].id, nodes[1].id, "represents", 1, (quote,), text),),
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


def test_what_is_tied_to_nothing_else_stands_right_beside_the_rest() -> None:
    wide = 60.0
    boxes = dict.fromkeys(range(40), (wide, 40.0))
    places = positions(boxes, [*((0, at, 1.0) for at in range(1, 38)), (38, 39, 1.0)])
    away = [
        max(abs(places[one][axis] - places[other][axis]) for axis in (0, 1))
        for one in (38, 39)
        for other in range(38)
    ]
    assert min(away) < 2 * wide


def test_neighbours_are_nearer_than_strangers() -> None:
    boxes = dict.fromkeys(range(12), (40.0, 40.0))
    places = positions(boxes, [(at - 1, at, 2.0) for at in range(1, 12)])

    def apart(one: int, two: int) -> float:
        return sum((a - b) ** 2 for a, b in zip(places[one], places[two], strict=True)) ** 0.5

    assert max(apart(at - 1, at) for at in range(1, 12)) < apart(0, 11)
