"""Who is named only as a victim, a complainant or a resident is no entity; who acts is one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from kg.extractors import extract
from kg.extractors.facts import Document, Facts
from kg.extractors.names import spread
from kg.ontology.vocabulary import load

REPORT = """FERNSHIRE ROADS FORUM

MINUTES of the meeting held at Elm House, Fernbridge on Tuesday 4 March 2014 at 2.00pm.

PRESENT

Mrs Petra Quillow (in the Chair)     Fernshire County Council
Mr T. Underhay                  Fernbridge Town Council

1. Winter gritting.

{told}

Petra Quillow presented the report on gritting. Anna Stell, Director of Roads, agreed.
"""
PRIVATE = {
    "Mary Tolliver": "The forum noted the domestic homicide review into the death of Mary Tolliver.",
    "Alan Brisket": "Alan Brisket, who was robbed on Mill Row in May, had been visited by officers.",
    "Joan Wexcombe": "A complaint made by Mrs Joan Wexcombe about the grit bins was upheld.",
    "Peter Hollis": "Peter Hollis, a resident of Fernbridge, asked why the hill had not been gritted.",
    "Sarah Denny": "Members met the family of Sarah Denny, and thanked them.",
    "Thomas Arkle": "Thomas Arkle was sentenced to two years for taking the lorry.",
    "Ruth Penhale": "The lorry had struck 19-year-old Ruth Penhale on the crossing.",
    "Nora Fipping": "The victim's mother, Mrs Nora Fipping, wrote to the board.",
    "Keith Dunmow": "Tea was given in memory of the late Keith Dunmow.",
    "Elsie Varnam": "The lead petitioner, Elsie Varnam, was heard.",
    "Colin Marsh": "Counsel relied on Colin Marsh v Fernshire County Council.",
}


def read(told: str, name: str = "a.txt") -> Facts:
    return extract(Document(name, name, "text", REPORT.format(told=told)), load())


def people(facts: Facts) -> set[str]:
    return {mention.text for mention in facts.mentions if mention.kind == "person"}


@pytest.mark.parametrize("name", PRIVATE)
def test_a_private_person_is_no_entity(name: str) -> None:
    facts = read(f"{PRIVATE[name]} {name.split()[0]} had asked twice.")
    surname = name.split()[-1]
    assert any(surname in each for each in people(facts)), "found, and then left out"
    (spread_facts,) = spread([facts], load())
    assert not any(surname in each for each in people(spread_facts))
    assert {"Mrs Petra Quillow", "Anna Stell"} <= people(spread_facts)
    said = [issue.message for issue in spread_facts.issues if "left out" in issue.message]
    assert len(said) == 1 and not any(surname in message for message in said)
    assert surname not in str(replace(spread_facts, document=Document("", "", "text", "")))
    assert surname not in spread_facts.document.text
    assert "█ had asked twice" in spread_facts.document.text
    assert len(spread_facts.document.text) == len(facts.document.text)


def test_all_forms_of_the_name_go_in_all_papers() -> None:
    first = read("The inquest into Mary Tolliver was over. Mrs Tolliver had lived on Mill Row.")
    second = read("The Mary Tolliver report is due in May. Mary Tolliver is missed.", "b.txt")
    for facts in spread([first, second], load()):
        assert not any("Tolliver" in each for each in people(facts))
        assert "Tolliver" not in str(facts)


@pytest.mark.parametrize(
    "told",
    [
        "Members had heard of the death of Petra Quillow's dog. The complainant, Petra Quillow, sat down.",
        "A complaint was received from Cllr Mary Tolliver about grit.",
        "The family of Mary Tolliver was thanked. Mary Tolliver, Clerk to the Trust, retires in May.",
        "A claim by Mary Tolliver was heard. Mary Tolliver of Fernbridge Town Council will reply.",
        "Mary Tolliver was burgled. The plan was proposed by Mary Tolliver and agreed.",
    ],
)
def test_who_acts_for_somebody_stays(told: str) -> None:
    facts = read(told)
    (spread_facts,) = spread([facts], load())
    assert people(spread_facts) == people(facts)


def test_who_acts_in_another_paper_stays() -> None:
    victim = read("Mary Tolliver was burgled in May.")
    officer = read("Mary Tolliver, Director of Roads, will reply.", "b.txt")
    assert all("Mary Tolliver" in people(facts) for facts in spread([victim, officer], load()))


def test_others_of_the_surname_stay() -> None:
    facts = read("Mary Tolliver was burgled. Hugh Tolliver, Highways Manager, sent a card.")
    (spread_facts,) = spread([facts], load())
    assert "Hugh Tolliver" in people(spread_facts) and "Mary Tolliver" not in people(spread_facts)


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("The forum noted the death of Zinnia on the crossing.", ("Zinnia",)),
        ("The deaths of Zinnia and Corvin Ablethwaite were told.", ("Zinnia", "Ablethwaite")),
        ("Complainant: Ablethwaite. The complaint was upheld.", ("Ablethwaite",)),
        ("Victim: Ablethwaite\nOutcome: told.", ("Ablethwaite",)),
        (
            "Complainants: Ablethwaite, Brockwhistle and Cuddlestone.",
            ("Brockwhistle", "Cuddlestone"),
        ),
        ("The victim was named as Zinnia Ablethwaite.", ("Zinnia", "Ablethwaite")),
        ("Complainants: Ablethwaite, Brockwhistle, Cuddlestone.", ("Cuddlestone", "Ablethwaite")),
        ("Public question from Zinnia Ablethwaite: who cuts it?", ("Zinnia", "Ablethwaite")),
        ("The victim was Zinnia Ablethwaite. Ablethwaite was 40.", ("Zinnia", "Ablethwaite")),
        ("Complainant: Bagthorpé. The complaint was upheld.", ("Bagthorpé",)),
        ("The victim was named as Łucja Ôrwydd.", ("Łucja", "Ôrwydd")),
        ("The forum noted the death of Marigöld Toliver.", ("Marigöld", "Toliver")),
        (
            "Her brother, Corvin Brockwhistle, a resident of Fernbridge, complained.",
            ("Corvin", "Brockwhistle"),
        ),
        (
            "Letters came from Lysander Ablethwaite, a resident of Mill Row, and Zinnia Oddie "
            "(complainant).",
            ("Lysander", "Ablethwaite", "Oddie"),
        ),
    ],
)
def test_who_is_named_outright_goes_though_no_name_was_known(
    told: str, names: tuple[str, ...]
) -> None:
    facts = read(f"{told} The {names[0]}, it said, was heard; then {names[0]} sat down.")
    (spread_facts,) = spread([facts], load())
    for name in names:
        assert name not in spread_facts.document.text
        assert name not in str(spread_facts)
    assert len(spread_facts.document.text) == len(facts.document.text)
    assert {"Mrs Petra Quillow", "Anna Stell"} <= people(spread_facts)


@pytest.mark.parametrize(
    "told",
    [
        "Victims: Support was offered to all.",
        "The death of Parliament was foretold. The deaths of March were few.",
        "Complainants: Fernshire County Council and Fernbridge Town Council.",
        "Complainant: Cllr Quillow",
        "Members marked the death of Alderman Ablethwaite.",
        "Offenders: Programme of work. Tenants: Housing. Patients: Minutes of May.",
    ],
)
def test_words_that_are_no_name_stay(told: str) -> None:
    facts = read(told)
    (spread_facts,) = spread([facts], load())
    assert spread_facts.document.text == facts.document.text


def test_who_was_guessed_to_be_a_body_is_nobodys_entity_in_any_paper() -> None:
    told = "The lorry was driven by Corvin Brockwhistle, who was arrested."
    first, second = read(told), read("Corvin Brockwhistle is in the log.", "b.txt")
    assert ("organisation", "Corvin Brockwhistle") in {
        (mention.kind, mention.text) for mention in first.mentions
    }, "a guess that this test is about"
    for facts in spread([first, second], load()):
        assert "Brockwhistle" not in str(facts)


def test_a_programme_that_is_known_as_one_stays_though_it_was_attacked() -> None:
    facts = read("The Bright Evenings scheme was noted. Bright Evenings was attacked by the press.")
    (spread_facts,) = spread([facts], load())
    assert spread_facts.document.text == facts.document.text
    assert any(each.text == "Bright Evenings" for each in spread_facts.mentions)
