"""What the SPARQL 1.1 Protocol asks of an endpoint; the cases are those of its test suite."""

from __future__ import annotations

import json
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pytest
from server import DIRECT, FORM, JSON, Server

ASK = "ASK { ?s ?p ?o }"
SELECT = (
    "SELECT ?class (COUNT(?s) AS ?n) WHERE { ?s a ?class } "
    "GROUP BY ?class ORDER BY DESC(?n) LIMIT 3"
)
CONSTRUCT = "CONSTRUCT { ?s a ?class } WHERE { ?s a ?class } LIMIT 5"
DESCRIBE = "DESCRIBE <https://w3id.org/boardgraph/ns#Meeting>"
ONTOLOGY = "https://w3id.org/boardgraph/ns"
IDENTITY = "https://w3id.org/boardgraph/id/graph/identity"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def number(answer: object) -> int:
    return int(json.loads(answer.body)["results"]["bindings"][0]["n"]["value"])  # type: ignore[attr-defined]


def test_query_by_get(server: Server) -> None:
    answer = server.query(ASK, JSON)
    assert (answer.status, answer.type, json.loads(answer.body)["boolean"]) == (200, JSON, True)


def test_query_by_post_of_a_form(server: Server) -> None:
    answer = server.ask(
        "POST", "/sparql", {"Content-Type": FORM}, urlencode({"query": SELECT}).encode()
    )
    assert answer.status == 200 and len(json.loads(answer.body)["results"]["bindings"]) == 3


def test_query_by_direct_post(server: Server) -> None:
    answer = server.ask(
        "POST", "/sparql", {"Content-Type": f"{DIRECT}; charset=UTF-8"}, SELECT.encode()
    )
    assert answer.status == 200 and json.loads(answer.body)["head"]["vars"] == ["class", "n"]


def test_characters_beyond_ascii_arrive_by_every_way(server: Server) -> None:
    text = 'SELECT ("Zoë — 北" AS ?x) {}'
    form = urlencode({"query": text}).encode()
    for answer in (
        server.query(text),
        server.ask("POST", "/sparql", {"Content-Type": FORM}, form),
        server.ask("POST", "/sparql", {"Content-Type": DIRECT}, text.encode()),
    ):
        assert json.loads(answer.body)["results"]["bindings"][0]["x"]["value"] == "Zoë — 北"


@pytest.mark.parametrize(
    ("query", "accept", "type_"),
    [
        (SELECT, None, JSON),
        (SELECT, "*/*", JSON),
        (SELECT, "application/json", JSON),
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (SELECT, "text/csv", "text/csv"),
        (SELECT, "text/tab-separated-values", "text/tab-separated-values"),
        (
            SELECT,
            "text/csv;q=0.2, text/tab-separated-values;q=0.9, */*;q=0.1",
            "text/tab-separated-values",
        ),
        (SELECT, "text/*, application/sparql-results+json;q=0.5", "text/csv"),
        (
            SELECT,
            "application/sparql-results+json;q=0, */*;q=0.1",
            "application/sparql-results+xml",
        ),
        (
            SELECT,
            "text/turtle, application/sparql-results+xml;q=0.3",
            "application/sparql-results+xml",
        ),
        (SELECT, "TEXT/CSV ; Q=1.0", "text/csv"),
        (ASK, "application/sparql-results+xml", "application/sparql-results+xml"),
        (CONSTRUCT, None, "text/turtle"),
        (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (CONSTRUCT, "application/ld+json", "application/ld+json"),
        (CONSTRUCT, "application/rdf+xml, text/turtle;q=0.5", "application/rdf+xml"),
        (DESCRIBE, "text/turtle", "text/turtle"),
        (SELECT, "text/html;q=0.1, text/csv", "text/csv"),
    ],
)
def test_the_form_is_the_one_wanted_most(
    server: Server, query: str, accept: str | None, type_: str
) -> None:
    answer = server.query(query, accept)
    assert (answer.status, answer.type) == (200, type_)
    assert "accept" in answer.headers["vary"].lower()


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        (SELECT, "image/png"),
        (SELECT, "text/turtle"),
        (CONSTRUCT, "text/csv"),
        (SELECT, "application/sparql-results+json;q=0"),
        (SELECT, "*/*;q=0"),
    ],
)
def test_a_form_that_cannot_be_served_is_not_acceptable(
    server: Server, query: str, accept: str
) -> None:
    assert server.query(query, accept).status == 406


@pytest.mark.parametrize(
    ("form", "type_"),
    [
        ("csv", "text/csv"),
        ("json", JSON),
        ("tsv", "text/tab-separated-values"),
        ("text/csv", "text/csv"),
        ("turtle", "application/sparql-results+xml"),
        ("pdf", "application/sparql-results+xml"),
    ],
)
def test_the_form_named_in_the_address_wins(server: Server, form: str, type_: str) -> None:
    assert server.query(SELECT, "application/sparql-results+xml", ("format", form)).type == type_


# -- what is not a query ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "path", "content_type", "body", "status"),
    [
        ("GET", "/sparql?" + urlencode([("query", ASK), ("query", ASK)]), None, b"", 400),
        ("POST", "/sparql", FORM, urlencode([("query", ASK), ("query", ASK)]).encode(), 400),
        ("POST", "/sparql?" + urlencode({"query": ASK}), DIRECT, ASK.encode(), 400),
        ("PUT", "/sparql?" + urlencode({"query": ASK}), None, b"", 405),
        ("DELETE", "/sparql", None, b"", 405),
        ("POST", "/sparql", "text/plain", ASK.encode(), 415),
        ("POST", "/sparql", None, urlencode({"query": ASK}).encode(), 415),
        ("POST", "/sparql", f"{DIRECT}; charset=UTF-16", ASK.encode("utf-16"), 415),
        ("POST", "/sparql", DIRECT, ASK.encode("utf-16"), 400),
        ("GET", "/sparql?query=%ff", None, b"", 400),
        ("GET", "/sparql?query=", None, b"", 400),
        ("GET", "/sparql?foo=bar", None, b"", 400),
        ("GET", "/sparql?" + urlencode({"query": "ASK { ?s"}), None, b"", 400),
        ("POST", "/sparql", FORM, b"", 400),
        ("POST", "/sparql", FORM, b"&".join(b"a=1" for _ in range(500)), 400),
        (
            "GET",
            "/sparql?" + urlencode({"query": ASK, "default-graph-uri": "not an iri"}),
            None,
            b"",
            400,
        ),
        (
            "GET",
            "/sparql?" + urlencode({"query": ASK, "using-graph-uri": ONTOLOGY}),
            None,
            b"",
            400,
        ),
        ("POST", "/sparql", "application/sparql-update", b"CLEAR ALL", 403),
        ("POST", "/sparql", FORM, urlencode({"update": "CLEAR ALL"}).encode(), 403),
        ("GET", "/sparql?" + urlencode({"update": "CLEAR ALL"}), None, b"", 403),
        (
            "GET",
            "/sparql?" + urlencode({"query": "INSERT DATA { <a:a> <a:b> <a:c> }"}),
            None,
            b"",
            400,
        ),
        (
            "GET",
            "/sparql?" + urlencode({"query": "ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"}),
            None,
            b"",
            403,
        ),
        (
            "GET",
            "/sparql?" + urlencode({"query": "ASK { SERVICE SILENT ?x { ?s ?p ?o } }"}),
            None,
            b"",
            403,
        ),
    ],
)
def test_what_is_wrong_is_refused_with_the_reason(
    server: Server, method: str, path: str, content_type: str | None, body: bytes, status: int
) -> None:
    answer = server.ask(method, path, {"Content-Type": content_type} if content_type else {}, body)
    assert (answer.status, answer.type) == (status, "text/plain")
    assert answer.text.strip()
    assert "Traceback" not in answer.text


def test_a_fault_is_told_with_line_and_column(server: Server) -> None:
    answer = server.query("SELECT * WHERE {\n  ?s ?p }")
    assert answer.status == 400 and "line 2, column 9" in answer.text
    problem = server.query("SELECT * WHERE {\n  ?s ?p }", "application/problem+json, */*;q=0.1")
    told = json.loads(problem.body)
    assert problem.type == "application/problem+json"
    assert (told["status"], told["line"], told["column"]) == (400, 2, 9)


def test_an_oversized_query_is_refused_whichever_way_it_comes(server: Server) -> None:
    long = f"ASK {{ ?s ?p '{'x' * 110_000}' }}"
    assert server.query(long).status == 413
    assert server.ask("POST", "/sparql", {"Content-Type": DIRECT}, long.encode()).status == 413
    assert (
        server.ask(
            "POST", "/sparql", {"Content-Type": FORM}, urlencode({"query": long}).encode()
        ).status
        == 413
    )


def test_a_body_of_unknown_length_is_cut_off(server: Server) -> None:
    def endless() -> object:
        for _ in range(400):
            yield b"# " + b"x" * 998 + b"\n"

    answer = server.ask("POST", "/sparql", {"Content-Type": DIRECT}, endless())  # type: ignore[arg-type]
    assert answer.status == 413


# -- HEAD, OPTIONS, CORS ---------------------------------------------------------------------------


def test_head_is_get_without_the_body(server: Server) -> None:
    path = "/sparql?" + urlencode({"query": SELECT})
    head, get = server.ask("HEAD", path), server.ask("GET", path)
    assert (head.status, head.body) == (200, b"")
    ours = ("content-type", "content-length", "etag", "vary")
    assert {name: head.headers[name] for name in ours} == {name: get.headers[name] for name in ours}
    for other in ("/sparql", "/.well-known/void", "/"):
        assert server.ask("HEAD", other).status == 200


def test_options_says_what_may_be_done(server: Server) -> None:
    answer = server.ask("OPTIONS", "/sparql")
    assert answer.status == 204
    assert {"GET", "HEAD", "POST", "OPTIONS"} <= set(
        answer.headers["allow"].replace(" ", "").split(",")
    )
    assert DIRECT in answer.headers["accept-post"]


def test_scripts_of_other_sites_read_answers_only_where_that_was_asked_for(server: Server) -> None:
    friend, stranger = "https://friend.example", "https://stranger.example"
    assert server.query(ASK, Origin=friend).headers["access-control-allow-origin"] == friend
    assert "access-control-allow-origin" not in server.query(ASK, Origin=stranger).headers
    assert "origin" in server.query(ASK).headers["vary"].lower()
    asked = {"Origin": friend, "Access-Control-Request-Method": "POST"}
    before = server.ask("OPTIONS", "/sparql", asked)
    assert before.status == 204 and "POST" in before.headers["access-control-allow-methods"]


# -- data sets -------------------------------------------------------------------------------------


def test_the_default_graph_is_the_union_of_all(server: Server) -> None:
    whole = number(server.query(COUNT))
    named = number(server.query("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"))
    assert whole == named > 1000


def test_a_data_set_can_be_chosen(server: Server) -> None:
    ontology = number(server.query(COUNT, None, ("default-graph-uri", ONTOLOGY)))
    identity = number(server.query(COUNT, None, ("default-graph-uri", IDENTITY)))
    both = number(
        server.query(COUNT, None, ("default-graph-uri", ONTOLOGY), ("default-graph-uri", IDENTITY))
    )
    assert 0 < ontology < both == ontology + identity
    assert number(server.query(COUNT, None, ("named-graph-uri", ONTOLOGY))) == 0
    graphs = "SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
    assert number(server.query(graphs, None, ("named-graph-uri", ONTOLOGY))) == 1
    assert number(server.query(graphs, None, ("default-graph-uri", ONTOLOGY))) == 0


def test_from_is_heeded_and_the_protocol_comes_before_it(server: Server) -> None:
    text = f"SELECT (COUNT(*) AS ?n) FROM <{ONTOLOGY}> WHERE {{ ?s ?p ?o }}"
    ontology = number(server.query(text))
    assert ontology == number(server.query(COUNT, None, ("default-graph-uri", ONTOLOGY)))
    identity = number(server.query(COUNT, None, ("default-graph-uri", IDENTITY)))
    assert number(server.query(text, None, ("default-graph-uri", IDENTITY))) == identity != ontology


def test_a_data_set_arrives_by_post_as_well(server: Server) -> None:
    expected = number(server.query(COUNT, None, ("default-graph-uri", ONTOLOGY)))
    form = urlencode({"query": COUNT, "default-graph-uri": ONTOLOGY}).encode()
    assert number(server.ask("POST", "/sparql", {"Content-Type": FORM}, form)) == expected
    path = "/sparql?" + urlencode({"default-graph-uri": ONTOLOGY})
    assert number(server.ask("POST", path, {"Content-Type": DIRECT}, COUNT.encode())) == expected


# -- parameters, named queries ---------------------------------------------------------------------


def test_values_are_bound_as_terms_never_as_text(server: Server) -> None:
    text = "SELECT ?class (COUNT(*) AS ?n) WHERE { ?s a ?class } GROUP BY ?class"
    meeting = "https://w3id.org/boardgraph/ns#Meeting"
    got = json.loads(server.query(text, None, ("$class", meeting)).body)["results"]["bindings"]
    assert len(got) == 1 and int(got[0]["n"]["value"]) > 0
    nothing = server.query(text, None, ("$class", "x> } UNION { ?s ?p ?o"))
    assert json.loads(nothing.body)["results"]["bindings"] == []


def test_a_named_query_has_an_address(server: Server) -> None:
    answer = server.get("/queries/meetings.csv")
    assert answer.type == "text/csv"
    assert (
        answer.text.splitlines()[0]
        == "meeting,date,board,venue,start,end,chair,document,status,last_day,papers"
    )
    by_type = server.get("/queries/meetings", "text/csv")
    assert by_type.body == answer.body
    assert server.get("/queries/timeline.csv?topic=Lamplight").text.startswith("date,part,item,")
    assert (
        server.get("/queries/timeline.csv?topic=" + quote("nobody ever heard of this one")).status
        == 404
    )
    assert server.get("/queries/timeline.csv?subject=x").status == 400
    assert server.get("/queries/nothing.csv").status == 404
    assert server.get("/queries/..%2f..%2fetc%2fpasswd.csv").status == 404


def test_the_endpoint_describes_itself(server: Server) -> None:
    rdflib = pytest.importorskip("rdflib")
    for path, accept in (
        ("/sparql", "text/turtle"),
        ("/sparql", None),
        ("/.well-known/void", "text/turtle"),
    ):
        answer = server.get(path, accept)
        graph = rdflib.Graph().parse(data=answer.text, format="turtle")
        assert answer.type == "text/turtle" and len(graph) > 20
    here = rdflib.URIRef(f"{server.root}/sparql")
    service = rdflib.Graph().parse(data=server.get("/sparql").text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    assert (here, sd.endpoint, here) in service
    assert (here, sd.supportedLanguage, sd.SPARQL11Query) in service
    assert (here, sd.feature, sd.UnionDefaultGraph) in service
    assert len(set(service.objects(here, sd.resultFormat))) == 8
    named = [str(name) for name in service.objects(None, sd.name)]
    assert ONTOLOGY in named and IDENTITY in named
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    data = rdflib.Graph().parse(data=server.get("/.well-known/void").text, format="turtle")
    assert int(next(data.objects(None, void.triples)).toPython()) >= 1000
    assert (None, void.sparqlEndpoint, here) in data


def test_the_examples_run(server: Server) -> None:
    rdflib = pytest.importorskip("rdflib")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    graph = rdflib.Graph().parse(data=server.get("/sparql/examples").text, format="turtle")
    examples = list(graph.subjects(rdflib.RDF.type, sh.SPARQLExecutable))
    assert len(examples) >= 13
    for example in examples:
        assert server.query(str(graph.value(example, sh.select)), "text/csv").status == 200, example


# -- what stays the same ---------------------------------------------------------------------------


def test_an_answer_that_the_visitor_has_is_not_sent_again(server: Server) -> None:
    first = server.query(SELECT, "text/csv")
    again = server.query(SELECT, "text/csv", If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert server.query(SELECT, JSON, If_None_Match=first.headers["etag"]).status == 200


def test_what_differs_each_time_is_not_kept(server: Server) -> None:
    text = "SELECT (RAND() AS ?x) {}"
    one, two = server.query(text), server.query(text)
    assert one.body != two.body and "etag" not in one.headers
    assert one.headers["cache-control"] == "no-store"


def test_the_same_question_gives_the_same_bytes(server: Server) -> None:
    for query, accept in ((SELECT, "text/csv"), (CONSTRUCT.replace(" LIMIT 5", ""), "text/turtle")):
        fresh = {"Cache_Control": "no-cache"}
        assert (
            server.query(query, accept, **fresh).body == server.query(query, accept, **fresh).body
        )


# -- the ontology ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "accept", "kind", "holds"),
    [
        ("/ns", "text/html", "text/html", "One meeting of a board"),
        ("/ns", "text/turtle", "text/turtle", "bg:Meeting a owl:Class"),
        ("/ns", "application/ld+json", "application/ld+json", "ns#Meeting"),
        ("/ns/", "text/html", "text/html", "One meeting of a board"),
        (
            "/ns.jsonld",
            None,
            "application/ld+json",
            '"id": "https://w3id.org/boardgraph/ns#Meeting"',
        ),
        ("/ns.rdf", None, "application/rdf+xml", "<rdf:RDF"),
        ("/ns.ttl", None, "text/turtle", "bg:Meeting a owl:Class"),
        ("/ns/context.jsonld", None, "application/ld+json", '"@context"'),
        ("/ns/shapes.ttl", None, "text/turtle", "sh:NodeShape"),
        ("/ns/examples.trig", None, "application/trig", "ex:graph-Meeting"),
        ("/ns/alignments.tsv", None, "text/tab-separated-values", "mapping_justification"),
    ],
)
def test_the_ontology_is_at_its_address(
    server: Server, path: str, accept: str | None, kind: str, holds: str
) -> None:
    got = server.get(path, accept)
    assert (got.status, got.type) == (200, kind) and holds in got.text
    again = server.get(path, accept, If_None_Match=got.headers["etag"])
    assert again.status == 304 and again.body == b""


def test_other_forms_of_the_ontology_are_refused(server: Server) -> None:
    assert server.get("/ns", "image/png").status == 406
    assert server.get("/ns.pdf").status == server.get("/ns/none.ttl").status == 404


# -- what a query makes ----------------------------------------------------------------------------

ODD = r'"\u0001\u0008\u001b[31m\u007f\u0085\u009b\uFFFE\uFFFF]]><&\t\r\n"'


def test_xml_is_well_formed_whatever_a_query_makes(server: Server) -> None:
    made = server.query(
        f"SELECT ({ODD} AS ?a) (STRLANG({ODD}, 'en') AS ?b) (STRDT({ODD}, <x:t>) AS ?c) {{}}",
        "application/sparql-results+xml",
    )
    texts = [each.text or "" for each in ElementTree.fromstring(made.body).iter() if each.text]
    assert len(texts) == 3 and all("[31m" in text and "]]><&" in text for text in texts)
    bound = server.query("SELECT ?a {}", "application/sparql-results+xml", ("$a", "\x01\x1b\ufffe"))
    assert ElementTree.fromstring(bound.body).findtext(".//{*}literal") == "\ufffd" * 3
    triples = server.query(f"CONSTRUCT {{ <x:s> <x:p> {ODD} }} {{}}", "application/rdf+xml")
    assert "[31m" in "".join(ElementTree.fromstring(triples.body).itertext())


@pytest.mark.parametrize("property", ["http://a/1", "http://a/b/", "http://a/-", "http://a/?q=1"])
def test_a_property_that_rdf_xml_cannot_write_is_told(property: str, server: Server) -> None:
    query = f"CONSTRUCT {{ <x:s> <{property}> 'a <b:> c' }} {{}}"
    assert server.query(query, "application/rdf+xml").status == 406
    assert property in server.query(query, "text/turtle").text


@pytest.mark.parametrize("graph", ["file:///etc/passwd", "http://127.0.0.1:9/x"])
def test_no_graph_is_read_from_elsewhere(graph: str, server: Server) -> None:
    for query in (
        f"SELECT * FROM <{graph}> {{ ?s ?p ?o }}",
        f"SELECT * FROM NAMED <{graph}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    ):
        assert json.loads(server.query(query, JSON).body)["results"]["bindings"] == []
    named = server.query("ASK { ?s ?p ?o }", JSON, ("default-graph-uri", graph))
    assert json.loads(named.body)["boolean"] is False
    assert server.query(f"LOAD <{graph}>").status == 400
