"""Queries: headers, parameters as terms, what is refused, what ends, how results are written."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from handmade import ANCHOR, LAMPLIGHT, first, identities, second, store
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import NotFound, QueryError
from kg.rdf.dataset import iter_graphs
from kg.rdf.quads import BASE
from kg.store.entity_lookup import find_entities, find_similar_entities, resolve_entity
from kg.store.parameterised_query import run_query
from kg.store.query import refuse_updates
from kg.store.query_catalogue import Query, find_query, named_queries, read_query
from kg.store.results import print_result
from kg.store.snapshots import PublishedGraph, open_snapshot
from kg.store.syntax import keywords
from kg.store.writer import open_for_writing

ANCHOR_IRI = f"{BASE}programme/{ANCHOR.id}"
EVERYTHING = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def graph() -> ox.Store:
    return store()


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PublishedGraph]:
    home = tmp_path_factory.mktemp("store")
    packs = (first(), second())
    with open_for_writing(home) as writer:
        writer.publish(iter_graphs(packs, identities(packs)), lambda _: {})
    with open_snapshot(home) as opened:
        yield opened


def query(text: str) -> Query:
    return read_query("question.rq", text)


# ── queries and their headers ─────────────────────────────────────────────────────────────────────


def test_a_header_is_read() -> None:
    read = query(
        "# title: One\n# answers: What?\n# param topic (entity): a name\n"
        "# param since (date): a day (default none)\n"
        "# param most (integer): how many (default 10)\n# columns: a, b\n"
        "SELECT ?a ?b WHERE { ?a ?p ?b }\n# title: Two\n"
    )
    assert (read.title, read.answers, read.columns) == ("One", "What?", ("a", "b"))
    topic, since, most = read.parameters
    assert (topic.kind, topic.default, topic.optional) == ("entity", None, False)
    assert (since.kind, since.default, since.optional) == ("date", None, True)
    assert (most.default, most.optional) == ("10", False)


def test_a_parameter_of_a_kind_that_is_none_is_told() -> None:
    with pytest.raises(QueryError, match="of the kind colour"):
        query("# param x (colour): a colour\nSELECT ?x WHERE { ?x ?y ?z }")


def test_a_query_is_found_by_name_or_by_path(tmp_path: Path) -> None:
    assert find_query("meetings") is named_queries()["meetings"]
    file = tmp_path / "mine.rq"
    file.write_text(EVERYTHING, encoding="utf-8")
    assert find_query(str(file)).text == EVERYTHING


def test_a_query_that_is_not_there_is_told_with_what_comes_near(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="did you mean meetings"):
        find_query("meeting")
    with pytest.raises(QueryError, match="cannot be read"):
        find_query(str(tmp_path / "none.rq"))
    (tmp_path / "latin.rq").write_bytes(b"SELECT * WHERE { ?s ?p '\xe9' }")
    with pytest.raises(QueryError, match="UTF-8"):
        find_query(str(tmp_path / "latin.rq"))


# ── parameters ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "form",
    [
        "Youth Anchor Network",
        "YAN",
        "the youth anchor network",
        "Youth Anchor Network (YAN)",
        f"{BASE}programme/{ANCHOR.id}",
    ],
)
def test_a_topic_is_the_same_in_whatever_form(graph: ox.Store, form: str) -> None:
    answer = run_query(graph, "timeline", {"topic": form})
    assert answer.rows and answer.rows == run_query(graph, "timeline", {"topic": ANCHOR.name}).rows
    assert answer.columns == find_query("timeline").columns


def test_a_parameter_that_is_unknown_missing_or_wrong_is_told(graph: ox.Store) -> None:
    with pytest.raises(QueryError, match="no parameter since; it takes topic"):
        run_query(graph, "timeline", {"topic": "YAN", "since": "2020-01-01"})
    with pytest.raises(QueryError, match="it takes none"):
        run_query(graph, "meetings", {"topic": "YAN"})
    with pytest.raises(QueryError, match="give --param topic="):
        run_query(graph, "timeline")
    dated = query(
        "# param day (date): a day\nSELECT ?day ?m WHERE { ?m <https://schema.org/startDate> ?day }"
    )
    with pytest.raises(QueryError, match="not a date"):
        run_query(graph, dated, {"day": "tomorrow"})
    assert len(run_query(graph, dated, {"day": "2022-03-11"}).rows) == 1
    counted = query(
        "# param n (integer): a number\n"
        "SELECT ?n ?m WHERE { ?m <https://w3id.org/boardgraph/ns#order> ?n }"
    )
    with pytest.raises(QueryError, match="not a whole number"):
        run_query(graph, counted, {"n": "many"})
    assert run_query(graph, counted, {"n": "1"}).rows


def test_a_parameter_without_a_header_is_bound_where_it_is_shown(graph: ox.Store) -> None:
    text = "SELECT ?name ?who WHERE { ?who skos:prefLabel ?name }"
    assert [row["who"] for row in run_query(graph, query(text), {"name": LAMPLIGHT.name}).rows] == [
        f"{BASE}programme/{LAMPLIGHT.id}"
    ]
    with pytest.raises(QueryError, match=r"parameter nobody is not among the variables"):
        run_query(graph, query(text), {"nobody": "x"})


@given(st.text(min_size=1, max_size=40))
def test_a_parameter_means_itself_whatever_it_holds(value: str) -> None:
    made = ox.Store()
    where = [ox.NamedNode(f"http://marlshire.example/{name}") for name in ("s", "p", "g")]
    made.add(ox.Quad(where[0], where[1], ox.Literal(value), where[2]))
    made.add(ox.Quad(where[0], where[1], ox.Literal(value + "x"), where[2]))
    found = run_query(
        made, query("# param x (text): words\nSELECT ?x ?y WHERE { ?y ?z ?x }"), {"x": value}
    )
    assert [row["y"] for row in found.rows] == [where[0].value]


@pytest.mark.parametrize("value", ['"', "} DROP ALL {", "' . ?a ?b ?c", "\\", "> <", "?x", "\n# "])
def test_signs_of_sparql_are_words_in_a_parameter(graph: ox.Store, value: str) -> None:
    text = "# param name (text): a name\nSELECT ?name ?who WHERE { ?who skos:prefLabel ?name }"
    assert run_query(graph, query(text), {"name": value}).rows == []


# ── names ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_name_in_another_case_plural_or_spelling_is_found(graph: ox.Store) -> None:
    for form in ("youth anchor networks", "Youth Ancor Network", "Lamplight project", "cllr oakes"):
        assert find_entities(graph, form), form
    assert resolve_entity(graph, "LAMPLIGHT").iri == f"{BASE}programme/{LAMPLIGHT.id}"
    assert resolve_entity(graph, "Youth Ancor Network").similarity < 1


def test_a_name_nobody_has_is_told_with_what_comes_near(graph: ox.Store) -> None:
    with pytest.raises(NotFound, match="did you mean Youth Anchor Network"):
        resolve_entity(graph, "Youth Banker Networking")
    assert find_entities(graph, "Nothing of the sort") == []
    assert find_similar_entities(graph, "Nothing of the sort") == []
    assert find_entities(graph, f"{BASE}programme/nobody") == []


# ── what is refused ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "select * where { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * WHERE { ?s ?p 'it''s' . SERVICE ?e { ?s ?p ?o } }",
        'SELECT * WHERE { ?s ?p "a \\" b" SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }',
        "SELECT * WHERE { ?s ?p ?o # a comment\nSERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        "SELECT * WHERE { FILTER(1<2) SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        "ASK { { SELECT ?s WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } } }",
        'SELECT * WHERE { ?s ?p """one " two""" . SERVICE ?e { ?s ?p ?o } }',
    ],
)
def test_reaching_out_is_refused(graph: ox.Store, text: str) -> None:
    with pytest.raises(QueryError, match="SERVICE would send"):
        run_query(graph, query(text))


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * WHERE { ?s ?p 'SERVICE' }",
        'SELECT * WHERE { ?s ?p "a \\" SERVICE" }',
        "SELECT * WHERE { ?s ?p '''it's SERVICE''' }",
        "SELECT * WHERE { ?s ?p <http://marlshire.example/SERVICE> } # SERVICE",
        "PREFIX service: <http://marlshire.example/> "
        "SELECT ?service WHERE { ?service service:SERVICE $SERVICE }",
        "SELECT * WHERE { ?s ?p 'x'@service }",
        "SELECT ?insert WHERE { ?insert ?delete 'DROP' }",
    ],
)
def test_the_word_alone_is_no_offence(graph: ox.Store, text: str) -> None:
    run_query(graph, query(text))


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "PREFIX a: <http://marlshire.example/> delete where { ?s a:b ?o }",
        "BASE <http://marlshire.example/>\n# note\nDROP ALL",
        "LOAD <http://127.0.0.1:9/>",
        "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused(graph: ox.Store, text: str) -> None:
    before = len(graph)
    with pytest.raises(QueryError, match="would change the graph"):
        run_query(graph, query(text))
    assert len(graph) == before


@given(st.text(alphabet="SERVICE <>{}'\"\\#\n?:@.a", max_size=60))
def test_reading_words_ends_and_keeps_their_places(text: str) -> None:
    for word, at in keywords(text):
        assert text[at : at + len(word)] == word


@given(
    st.sampled_from(["'", '"', "'''", '"""', "<", "#"]),
    st.text(alphabet="ab '\"\\#\n>", max_size=20),
)
def test_what_the_engine_runs_has_no_hidden_service(opening: str, filling: str) -> None:
    """Whatever stands before it, a SERVICE that the engine would carry out is seen."""
    service = "SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o }"
    text = f"ASK {{ VALUES ?x {{ {opening}{filling} }} {service} }}"
    try:
        refuse_updates(query(text))
    except QueryError:
        return
    with pytest.raises(
        SyntaxError
    ):  # not seen: then it is no query, or the words stand in a string
        ox.Store().query(text)


def test_a_syntax_error_shows_line_column_and_place(graph: ox.Store) -> None:
    with pytest.raises(QueryError) as caught:
        run_query(graph, query("SELECT ?s\nWHERE { ?s ?p ?o FILTRE(?s) }"))
    told, line, caret = str(caught.value).splitlines()
    assert (
        told == "question.rq, line 2, column 18: not valid SPARQL, "
        "“FILTRE” cannot stand here; is FILTER meant?"
    )
    assert line == "  WHERE { ?s ?p ?o FILTRE(?s) }"
    assert line[caret.index("^") :].startswith("FILTRE")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("SELEC ?s WHERE { ?s ?p ?o }", "SELEC"),
        ("SELECT ?s WHER { ?s ?p ?o }", "WHER"),
        ("SELECT ?s WHERE { ?s ?p , ?o }", ","),
        ("SELECT * WHERE { ?s ?p 'é' . ?s ?p }", "}"),
        ("SELECT * WHERE { ?s ?p ?o } ORDR BY ?s", "ORDR"),
        ("SELECT * WHERE { ?s nobody:knows ?o }", "nobody:knows"),
        ("SELECT * WHERE { ?s <relative> ?o }", "<relative>"),
        ("SELECT * WHERE { ?s ?p ?o FILTER(?o = 'x' && ) }", ")"),
    ],
)
def test_the_word_at_fault_is_found(graph: ox.Store, text: str, word: str) -> None:
    with pytest.raises(QueryError) as caught:
        run_query(graph, query("# a comment\n" + text))
    told, line, caret = str(caught.value).splitlines()
    assert line[caret.index("^") :].startswith(word)
    assert f"line 2, column {caret.index('^') - 1}:" in told and word.split(":")[0] in told


@pytest.mark.parametrize(
    "text", ["", "# nothing", "SELECT ?s WHERE { ?s ?p", "SELECT * WHERE { ?s ?p 'open }"]
)
def test_a_query_that_ends_too_early_is_told(graph: ox.Store, text: str) -> None:
    with pytest.raises(QueryError, match="ends before it is whole"):
        run_query(graph, query(text))


@given(st.text(alphabet="SELECT ?sWHR{}.'\"<>:#\n%", max_size=60))
def test_whatever_is_asked_the_answer_is_one_error(text: str) -> None:
    try:
        run_query(ox.Store(), query(text))
    except QueryError as error:
        assert str(error).startswith("question.rq")


# ── a process of its own ──────────────────────────────────────────────────────────────────────────


def test_a_published_graph_gives_the_same_answers(
    graph: ox.Store, published: PublishedGraph
) -> None:
    for name in ("meetings", "attendance", "stats"):
        assert run_query(published, name).rows == run_query(graph, name).rows
    described = query(
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s a <https://w3id.org/boardgraph/ns#Meeting> ; ?p ?o }"
    )
    assert run_query(published, described).body == run_query(graph, described).body


def test_a_runaway_query_is_ended(published: PublishedGraph) -> None:
    with pytest.raises(QueryError, match="ended after 1 seconds"):
        run_query(published, query(ENDLESS), timeout=1)


def test_an_error_in_the_other_process_is_told_like_one_in_this(
    graph: ox.Store, published: PublishedGraph
) -> None:
    for text in ("SELECT ?s WHERE { ?s ?p }", "SELECT"):
        told = []
        for source in (graph, published):
            with pytest.raises(QueryError) as caught:
                run_query(source, query(text))
            told.append(str(caught.value))
        assert told[0] == told[1]


# ── forms ─────────────────────────────────────────────────────────────────────────────────────────


def test_rows_in_every_form(graph: ox.Store) -> None:
    answer = run_query(graph, "attendance")
    rows = answer.rows
    read = list(csv.DictReader(io.StringIO(answer.serialize("csv").decode())))
    assert read == rows and b"\r" not in answer.serialize("csv")
    found = json.loads(answer.serialize("json"))
    assert found["head"]["vars"] == list(answer.columns) and len(
        found["results"]["bindings"]
    ) == len(rows)
    tree = ElementTree.fromstring(answer.serialize("xml"))
    assert len(tree.findall(".//{*}result")) == len(rows)
    assert len(answer.serialize("tsv").splitlines()) == len(rows) + 1
    assert answer.table().row_count == len(rows)


def test_no_terminal_is_told_what_to_do_by_a_query(graph: ox.Store) -> None:
    query = read_query("made", r'SELECT ("a\u001b[31m\u009b31m\tb\nc" AS ?x) {}')
    answer = run_query(graph, query)
    for width in (80, None):
        out = io.BytesIO()
        print_result(answer, "table", out, width)
        text = out.getvalue().decode()
        assert "[31m" in text and not set(text) & set("\x1b\x9b")
    assert ElementTree.fromstring(answer.serialize("xml")).findtext(".//{*}literal")


def test_a_parameter_is_no_column(graph: ox.Store) -> None:
    answer = run_query(graph, "timeline", {"topic": "YAN"})
    for form in ("csv", "tsv"):
        assert b"topic" not in answer.serialize(form).splitlines()[0]
    assert "topic" not in json.loads(answer.serialize("json"))["head"]["vars"]


def test_truth_in_every_form(graph: ox.Store) -> None:
    answer = run_query(graph, query("ASK { ?s ?p ?o }"))
    assert answer.truth is True and answer.serialize("csv") == b"true\n"
    assert json.loads(answer.serialize("json"))["boolean"] is True
    assert b"<boolean>true" in answer.serialize("xml")
    assert not run_query(graph, query("ASK { ?s ?s ?s }"))


def test_triples_in_every_form(graph: ox.Store) -> None:
    answer = run_query(
        graph,
        query("CONSTRUCT { ?m rdfs:label ?name } WHERE { ?m a bg:Meeting ; rdfs:label ?name }"),
    )
    counted = {
        form: len(list(ox.parse(answer.serialize(form), format=kind)))
        for form, kind in (
            ("turtle", ox.RdfFormat.TURTLE),
            ("ntriples", ox.RdfFormat.N_TRIPLES),
            ("json-ld", ox.RdfFormat.JSON_LD),
        )
    }
    assert set(counted.values()) == {3}


def test_a_form_that_does_not_fit_is_told(graph: ox.Store) -> None:
    with pytest.raises(
        QueryError, match="SELECT query cannot be written as turtle; use one of table, csv"
    ):
        run_query(graph, "meetings").serialize("turtle")
    with pytest.raises(QueryError, match="CONSTRUCT or DESCRIBE query cannot be written as csv"):
        run_query(graph, query("DESCRIBE ?m WHERE { ?m a bg:Meeting }")).serialize("csv")


# ── IRIs given up ─────────────────────────────────────────────────────────────────────────────────


def test_an_iri_that_was_given_up_leads_to_the_entity_of_today() -> None:
    graph = store()
    replaced = ox.NamedNode("http://purl.org/dc/terms/isReplacedBy")
    oldest, older = (ox.NamedNode(f"{BASE}programme/{name}") for name in ("anchorage", "anchors"))
    for old, new in ((oldest, older), (older, ox.NamedNode(ANCHOR_IRI))):
        graph.add(ox.Quad(old, replaced, new, ox.NamedNode(f"{BASE}graph/identity")))
    today = run_query(graph, "timeline", {"topic": ANCHOR_IRI}).rows
    assert today
    for old in (oldest, older):
        assert run_query(graph, "timeline", {"topic": old.value}).rows == today
        assert resolve_entity(graph, old.value).iri == ANCHOR_IRI
