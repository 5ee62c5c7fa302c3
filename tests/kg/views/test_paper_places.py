"""Citations of fetched papers lead to the council's site, and cite both page numbers of a PDF."""

from __future__ import annotations

from dataclasses import dataclass

import kg.ontology as bg
import pyoxigraph as ox

from kg.views.network.edges import EvidenceQuote, Network, NetworkNode
from kg.views.network.page import drawing_data
from kg.views.paper_places import cited_places, link, placed, published
from kg.views.partners.partner_marks import PartnerWords
from kg.views.timeline.formatting import pages

SCHEMA = bg.PREFIXES["schema"]
PACK = "https://council.example/documents/g7/Pack (June).pdf?T=10"


@dataclass(frozen=True)
class Words:
    text: str
    page: str | None


@dataclass(frozen=True)
class Event:
    document: str
    page: str | None
    sentences: tuple[Words, ...] = ()


def store(**values: str) -> ox.Store:
    found = ox.Store()
    node = ox.NamedNode("https://example.org/document/1")
    found.add(ox.Quad(node, ox.NamedNode(bg.PREFIXES["rdf"] + "type"), ox.NamedNode(bg.Document)))
    for predicate, value in {SCHEMA + "name": "pack.pdf", **values}.items():
        found.add(ox.Quad(node, ox.NamedNode(predicate), ox.Literal(value)))
    return found


def test_citations_know_where_they_can_be_opened() -> None:
    graph = store(**{SCHEMA + "url": PACK, bg.printedPages: "1-2=1-2; 13-20=3-10; 1=11"})
    event = placed(graph, Event("pack.pdf", "13", (Words("a", "16"), Words("b", "1"))))
    assert event == Event("pack.pdf", "13", (Words("a", "16"), Words("b", "1")))
    assert pages(event.page) == "p. 13 (PDF page 3)"
    one, other = event.sentences
    assert pages(one.page) == "p. 16 (PDF page 6)"
    assert pages(other.page) == "p. 1 (PDF page 1 or 11)"
    address = "https://council.example/documents/g7/Pack%20%28June%29.pdf?T=10"
    assert published(event.document, one.page) == f"{address}#page=6"
    assert published(event.document) == address


def test_what_was_not_fetched_lies_beside_the_page() -> None:
    event = Event("pack.pdf", "13")
    for graph in (store(), store(**{SCHEMA + "url": "javascript:alert(1)"})):
        shown = placed(graph, event)
        assert published(shown.document) is None
        assert (link(shown.document, shown.page), pages(shown.page)) == (
            "pack.pdf#page=13",
            "p. 13",
        )


def test_json_says_where_its_papers_can_be_opened() -> None:
    graph = store(**{SCHEMA + "url": PACK, bg.printedPages: "13-20=3-10"})
    event = placed(graph, Event("pack.pdf", "13", (Words("a", "16"),)))
    assert cited_places((event,)) == {
        "pack.pdf": {"address": PACK, "pdf_pages": {"13": [3], "16": [6]}}
    }
    assert cited_places((Event("pack.pdf", "13"),)) == {}


def test_the_network_and_partners_lead_to_the_page_of_a_published_paper() -> None:
    graph = store(**{SCHEMA + "url": PACK, bg.printedPages: "13-20=3-10"})
    there = "https://council.example/documents/g7/Pack%20%28June%29.pdf?T=10#page=3"
    quote = EvidenceQuote("It was noted.", "pack.pdf", "13")
    node = NetworkNode("https://example.org/1", "Lamps", "programme", evidence=(quote,))
    [shown] = drawing_data(placed(graph, Network("Lamps", (node,), ())))["nodes"]
    assert shown["quotes"][0]["address"] == there
    assert shown["quotes"][0]["pdfPage"] == "3"
    words = placed(graph, PartnerWords("Ada Finch", "It was noted.", "pack.pdf", "13"))
    assert (words.address, pages(words.page)) == (there, "p. 13 (PDF page 3)")
    assert PartnerWords("Ada Finch", "It was noted.", "pack.pdf").address is None
