"""A made-up network for the tests of the page: a fictional board, its partners, and somebody who writes HTML."""

from __future__ import annotations

from kg.views.network.page import EvidenceQuote, Network, NetworkEdge, NetworkNode

EVIL = '</script><script>alert(1)</script><img src=x onerror="alert(2)"><b id="evil">&amp;</b>\u2028`${alert(3)}`'


def quote(text: str, year: int, page: str | None = "7", **more: str) -> EvidenceQuote:
    return EvidenceQuote(text, f"pack-{year}.txt", page, f"{year}-06-12", "minutes", **more)


def small() -> Network:
    """Seven names of three kinds and six ties from 2019 to 2023; one name, one note and one quote try to be markup."""
    nodes = (
        NetworkNode(
            "p:ferry",
            "Safe Ferry Project",
            "programme",
            9,
            0,
            ("SFP",),
            (quote("The Safe Ferry Project began.", 2019),),
        ),
        NetworkNode(
            "o:harbour",
            "Harbour Trust",
            "organisation",
            6,
            1,
            evidence=(quote("Harbour Trust reported.", 2021),),
        ),
        NetworkNode(
            "o:police",
            "Marlshire Police",
            "organisation",
            8,
            1,
            evidence=(quote("Marlshire Police replied.", 2019),),
        ),
        NetworkNode("o:evil", EVIL, "organisation", 2, 1, (EVIL,), (quote(EVIL, 2023),)),
        NetworkNode(
            "n:quill",
            "Ada Quill",
            "person",
            4,
            1,
            ("Cllr. A. Quill",),
            (quote("Ada Quill spoke.", 2019),),
        ),
        NetworkNode(
            "n:renn",
            "Bram Renn",
            "person",
            1,
            2,
            evidence=(quote("Bram Renn sent apologies.", 2023),),
        ),
        NetworkNode(
            "p:lamps",
            "Lamps Programme",
            "programme",
            3,
            1,
            evidence=(quote("Lamps Programme ends.", 2023),),
        ),
    )
    edges = (
        NetworkEdge("n:quill", "p:ferry", "presented", 1, (quote("Ada Quill presented the Safe Ferry Project.", 2019),)),
        NetworkEdge(
            "o:harbour", "p:ferry", "named-together", 3,
            tuple(quote(f"Harbour Trust paid for the Safe Ferry Project in {at}.", at) for at in (2019, 2021, 2023)),
        ),
        NetworkEdge("o:harbour", "p:ferry", "reported-on", 1, (quote("A report by Harbour Trust.", 2021, None),)),
        NetworkEdge("n:renn", "o:police", "represents", 1, (quote("Bram Renn, Marlshire Police", 2023),), "Inspector"),
        NetworkEdge("o:police", "p:ferry", "named-together", 2, (quote("Police here.", 2019), quote("Ferry police.", 2021))),
        NetworkEdge("o:evil", "p:ferry", "named-together", 1, (quote(EVIL, 2023),), EVIL),
        NetworkEdge("p:lamps", "p:ferry", "named-together", 1, (quote("Lamps Programme lights the ferry.", 2023),)),
    )  # fmt: skip
    return Network(
        "The network around Safe Ferry Project",
        nodes,
        edges,
        "p:ferry",
        ("Two meetings are not drawn.",),
    )


def large(count: int = 60) -> Network:
    """Sixty long names with many ties, made by arithmetic: what the layout must keep legible."""
    words = (
        "Marlshire",
        "Lower",
        "Valley",
        "Safer",
        "Streets",
        "Harbour",
        "Integrated",
        "Care",
        "Youth",
        "Prevention",
    )
    tails = {"person": "Quill", "organisation": "Partnership Trust", "programme": "Programme"}
    kinds = ("organisation", "programme", "person", "person", "programme")
    nodes = []
    for at in range(count):
        kind = kinds[at % len(kinds)]
        length = 1 if kind == "person" else 1 + at % 4
        name = " ".join(words[(at * 7 + step * 3) % len(words)] for step in range(length))
        label = f"{name} {tails[kind]}"
        nodes.append(
            NetworkNode(
                f"n{at}",
                label,
                kind,
                1 + (at * 13) % 40,
                evidence=(quote(f"{label} was named.", 2019 + at % 5),),
            )
        )
    edges = []
    for at in range(1, count):
        for other in {at // 3, (at * at) % at, (at * 5) % max(at - 1, 1)} - {at}:
            kind = {nodes[at].kind, nodes[other].kind}
            relation = "represents" if kind == {"person", "organisation"} else "named-together"
            years = [2019 + (at + step) % 5 for step in range(1 + (at * other) % 6)]
            words_behind = tuple(
                quote(f"{nodes[at].label} and {nodes[other].label} in {year}.", year)
                for year in years
            )
            edges.append(
                NetworkEdge(f"n{at}", f"n{other}", relation, len(words_behind), words_behind)
            )
    return Network(
        "The network of Marlshire Safer Places Board",
        tuple(nodes),
        tuple(edges),
        None,
        ("Small print.",),
    )
