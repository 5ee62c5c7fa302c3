"""The vocabulary: every list can be read, says what it must, and a person's own file joins it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from kg.ontology.folding import fold
from kg.ontology.vocabulary import NAMESPACE, Concept, Vocabulary, load

SUBTYPES = {
    "organisation": {
        *(
            "council",
            "police",
            "public-body",
            "partnership",
            "board",
            "group",
            "team",
            "charity",
            "company",
        ),
        *("education", "health", "government", "other"),
    },
    "programme": {
        *(
            "programme",
            "project",
            "campaign",
            "strategy",
            "duty",
            "operation",
            "fund",
            "scheme",
            "network",
        ),
        *("system", "event", "initiative"),
    },
}
PREFIXES = """@prefix v: <https://w3id.org/boardgraph/vocabulary/> .
@prefix kind: <https://w3id.org/boardgraph/vocabulary/kind/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
"""


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load()


def labels(concept: Concept) -> Iterator[str]:
    yield from (concept.name, *concept.labels, *concept.misprints)


def own(path: Path, turtle: str) -> list[Path]:
    path.write_text(PREFIXES + turtle, encoding="utf-8")
    return [path]


# --- the lists that travel with the package -------------------------------------------------------


def test_every_entry_has_a_name_a_kind_and_a_subtype_of_the_contract(
    vocabulary: Vocabulary,
) -> None:
    assert {c.kind for c in vocabulary.concepts.values()} == set(SUBTYPES)
    for concept in vocabulary.concepts.values():
        assert concept.name.strip() == concept.name and concept.name, concept.id
        assert concept.subtype in SUBTYPES[concept.kind], concept.id
        assert concept.sort, concept.id


def test_entries_stand_under_their_id_in_order(vocabulary: Vocabulary) -> None:
    assert list(vocabulary.concepts) == sorted(vocabulary.concepts)
    assert all(key == concept.id for key, concept in vocabulary.concepts.items())


def test_no_list_names_an_entry_of_another_list() -> None:
    seen: dict[str, str] = {}
    for source in sorted(files("kg.ontology.vocabulary").iterdir(), key=lambda f: f.name):
        if not source.name.endswith(".ttl"):
            continue
        for line in source.read_text(encoding="utf-8").splitlines():
            if line.startswith(("v:", "kind:")):
                name = line.split()[0]
                assert name not in seen, f"{name} stands in {seen[name]} and in {source.name}"
                seen[name] = source.name


def test_no_two_entries_share_a_label(vocabulary: Vocabulary) -> None:
    holders: dict[str, set[str]] = defaultdict(set)
    for concept in vocabulary.concepts.values():
        if not concept.ambiguous:
            for label in labels(concept):
                holders[fold(label)].add(concept.id)
    assert {label: ids for label, ids in holders.items() if len(ids) > 1} == {}


def test_no_two_entries_share_an_acronym(vocabulary: Vocabulary) -> None:
    holders: dict[str, set[str]] = defaultdict(set)
    for concept in vocabulary.concepts.values():
        for acronym in concept.acronyms:
            holders[acronym].add(concept.id)
    assert {acronym: ids for acronym, ids in holders.items() if len(ids) > 1} == {}


def test_no_pattern_is_left_unfilled(vocabulary: Vocabulary) -> None:
    assert not [
        label
        for concept in vocabulary.concepts.values()
        for label in labels(concept)
        if "{" in label
    ]


def test_a_label_is_long_enough_to_be_safe(vocabulary: Vocabulary) -> None:
    short = {
        label for c in vocabulary.concepts.values() for label in labels(c) if len(fold(label)) < 4
    }
    assert all(sum(map(str.isupper, label)) >= 2 or label[-1].isdigit() for label in short), (
        short
    )  # GMB, MI5 …


def test_successors_and_parents_are_of_the_same_kind_and_never_the_entry_itself(
    vocabulary: Vocabulary,
) -> None:
    for concept in vocabulary.concepts.values():
        for other in (*concept.replaced_by, *([concept.part_of] if concept.part_of else [])):
            assert other != concept.id
            assert vocabulary.concepts[other].kind == concept.kind, concept.id


def test_a_succession_ends(vocabulary: Vocabulary) -> None:
    for concept in vocabulary.concepts.values():
        reached, edge = {concept.id}, set(concept.replaced_by)
        while edge:
            assert not edge & reached, concept.id
            reached |= edge
            edge = {later for each in edge for later in vocabulary.concepts[each].replaced_by}


def test_the_country_is_there(vocabulary: Vocabulary) -> None:
    concepts = vocabulary.concepts.values()
    standing = [c for c in concepts if c.subtype == "council" and not c.replaced_by]
    assert (
        len(standing) == 317 + 22 + 32 + 11 + 31
    )  # England, Wales, Scotland, Northern Ireland, Ireland
    sorts: dict[str, int] = defaultdict(int)
    for concept in concepts:
        sorts[concept.sort] += 1
    assert sorts["territorial-police"] == 43 + 2
    assert sorts["pcc-office"] >= 39
    assert sorts["integrated-care-board"] == 42
    assert sorts["crc"] == 21
    assert sorts["fire-service"] >= 48
    assert sorts["university"] >= 120


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("VRN", "vrn"),
        ("violence reduction network", "vrn"),
        ("Prevent", "prevent"),
        ("Prevent strategy", "prevent"),
        ("Prevent Duty", "prevent-duty"),
        ("People Zone", "people-zones"),
        ("OPCC", "office-of-the-police-and-crime-commissioner"),
        ("the Office of the Police & Crime Commissioner for Kent", "opcc-kent"),
        ("Kent Constabulary", "kent-police"),
        ("Herefordshire & Worcestershire ICB", "herefordshire-and-worcestershire-icb"),
        ("Women’s Aid", "womens-aid"),
        ("Stratford on Avon District Council", "stratford-on-avon-district-council"),
        ("Multi Agency Risk Assessment Conference", "marac"),
        ("Shepway District Council", "folkestone-and-hythe-district-council"),
        ("Cyngor Sir Penfro", "pembrokeshire-county-council"),
        ("Camden Council", "london-borough-of-camden"),
        ("ASB Case Review", "community-trigger"),
    ],
)
def test_a_body_is_found_by_the_names_in_use(vocabulary: Vocabulary, text: str, id: str) -> None:
    assert [concept.id for concept in vocabulary.by_label(text)] == [id]


@pytest.mark.parametrize(
    "text", ["", "County Council", "the Force", "vrn", "opcc", "County Lines", "Kent", "Reading"]
)
def test_what_names_nobody_without_its_place_is_not_found(
    vocabulary: Vocabulary, text: str
) -> None:
    assert vocabulary.by_label(text) == ()


@pytest.mark.parametrize(
    ("id", "form"),
    [
        ("kent-county-council", "County Council"),
        ("kent-police", "the Force"),
        ("kent-fire-and-rescue-service", "Fire Service"),
        ("opcc-kent", "OPCC"),
        ("leeds-city-council", "City Council"),
    ],
)
def test_a_kind_passes_on_its_short_forms(vocabulary: Vocabulary, id: str, form: str) -> None:
    assert form in vocabulary.concepts[id].short


@pytest.mark.parametrize(
    "id", ["prevent", "channel", "shelter", "mind", "refuge", "unseen", "sentinel", "public-health"]
)
def test_ordinary_words_need_context(vocabulary: Vocabulary, id: str) -> None:
    assert vocabulary.concepts[id].ambiguous


def test_a_generic_body_is_told_from_one_with_an_area(vocabulary: Vocabulary) -> None:
    assert vocabulary.concepts["integrated-care-board"].generic
    assert vocabulary.concepts["community-safety-partnership"].generic
    assert not [c.id for c in vocabulary.concepts.values() if c.generic and c.area]


# --- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("titles", ["Mr", "Cllr.", "Rt Hon", "Baroness"]),
        ("ranks", ["Supt", "DCI", "Chief Constable"]),
        ("honours", ["OBE", "CC", "KC"]),
        ("role-nouns", ["Chairman", "Co-ordinator", "Clerk"]),
        ("organisation-heads", ["Council", "Partnership", "Sub-Committee"]),
        ("programme-heads", ["Programme", "Duty", "Act"]),
        ("not-names", ["Matters Arising", "Monday", "Officers"]),
        (
            "first-names",
            ["Gurpreet", "Siobhan", "Agnieszka", "Chidi", "Rhys", "Hamish", "Bill", "William"],
        ),
        ("ambiguous-first-names", ["May", "Grant"]),
    ],
)
def test_a_list_holds_its_words_each_once(
    vocabulary: Vocabulary, name: str, words: list[str]
) -> None:
    held = vocabulary.words[name]
    assert set(words) <= set(held)
    assert len(set(held)) == len(held)
    assert all(word == " ".join(word.split()) and word for word in held)


def test_lists_that_rules_set_apart_do_not_overlap(vocabulary: Vocabulary) -> None:
    words = vocabulary.words
    clear = set(words["first-names"]) - set(words["ambiguous-first-names"])
    for other in (
        "not-names",
        "organisation-heads",
        "programme-heads",
        "honours",
        "ranks",
        "role-nouns",
    ):
        assert not clear & set(words[other]), other
    assert set(words["ambiguous-first-names"]) <= set(words["first-names"])


def test_no_body_bears_a_name_that_names_nobody(vocabulary: Vocabulary) -> None:
    nobody = {fold(word) for word in vocabulary.words["not-names"]}
    wrong = [
        c.id
        for c in vocabulary.concepts.values()
        if not c.ambiguous
        for label in labels(c)
        if fold(label) in nobody
    ]
    assert wrong == ["microsoft-teams"]  # a venue in one place, a system in another


def test_short_forms_of_first_names_go_both_ways(vocabulary: Vocabulary) -> None:
    nicknames = vocabulary.nicknames
    for long, short in [
        ("Thomas", "Tom"),
        ("William", "Bill"),
        ("Jonathan", "Jon"),
        ("Jonathan", "Johnny"),
    ]:
        assert short in nicknames[long] and long in nicknames[short]
    assert "Alexandra" not in nicknames["Alexander"]
    for name, others in nicknames.items():
        assert name not in others
        assert all(name in nicknames[other] for other in others)
    assert set(nicknames) <= set(vocabulary.words["first-names"])


# --- a person's own file --------------------------------------------------------------------------


def test_an_own_file_adds_a_body_with_all_that_its_kind_passes_on(tmp_path: Path) -> None:
    extra = own(
        tmp_path / "own.ttl",
        "v:marlshire-county-council a skos:Concept ; dcterms:type kind:county-council ;"
        ' dcterms:spatial "Marlshire" ;'
        ' skos:prefLabel "Marlshire County Council" ; skos:notation "MaCC" ;'
        ' skos:hiddenLabel "Marlshrie County Council" .',
    )
    vocabulary = load(extra)
    (found,) = vocabulary.by_label("MARLSHIRE COUNCIL")
    assert (found.id, found.kind, found.subtype) == (
        "marlshire-county-council",
        "organisation",
        "council",
    )
    assert found.area == "Marlshire" and "County Council" in found.short
    assert (
        vocabulary.by_label("MaCC") == vocabulary.by_label("Marlshrie county council") == (found,)
    )
    assert vocabulary.by_label("MACC") == ()
    assert vocabulary.digest != load().digest


def test_an_own_file_adds_to_an_entry_and_may_rename_it(tmp_path: Path) -> None:
    extra = own(
        tmp_path / "own.ttl",
        'v:people-zones skos:prefLabel "Peoples’ Places" ; skos:altLabel "The Zones" ;'
        " v:needsContext true ."
        ' v:titles v:words "Reeve; Lord Reeve" . v:given-thomas skos:altLabel "Tomaz" .',
    )
    vocabulary = load(extra)
    zones = vocabulary.concepts["people-zones"]
    assert zones.name == "Peoples’ Places" and zones.ambiguous
    assert {"People Zones", "The Zones"} <= set(zones.labels)
    assert {"Mr", "Reeve", "Lord Reeve"} <= set(vocabulary.words["titles"])
    assert "Tomaz" in vocabulary.nicknames["Thomas"]


def test_an_own_file_may_bring_its_own_kind_and_its_own_namespace(tmp_path: Path) -> None:
    extra = own(
        tmp_path / "own.ttl",
        'kind:drainage-board skos:broader kind:public-body ; v:labelPattern "{area} IDB" ;'
        ' v:shortLabel "the Fen" .'
        " <https://marlshire.example/bodies#fen-board> dcterms:type kind:drainage-board ;"
        ' dcterms:spatial "Marl Fen" ;'
        ' skos:prefLabel "Marl Fen Drainage Board" ; skos:altLabel "Bwrdd Marl"@cy .',
    )
    board = load(extra).concepts["fen-board"]
    assert (board.subtype, board.sort, board.short) == (
        "public-body",
        "drainage-board",
        ("the Fen",),
    )
    assert board.labels == ("Bwrdd Marl", "Marl Fen IDB")


def test_loading_is_the_same_every_time() -> None:
    first, second = load(), load()
    assert first.digest == second.digest
    assert list(first.concepts.values()) == list(second.concepts.values())
    assert first.words == second.words and first.nicknames == second.nicknames


@pytest.mark.parametrize(
    ("turtle", "line", "says"),
    [
        ("\nv:x skos:prefLabel .", 6, "not Turtle"),
        ("v:x skos:altLabel <<( v:x v:y v:z )>> .", 1, "plain values"),
        ('\n\nv:fen-board a skos:Concept ; skos:prefLabel "Fen Board" .', 7, "has no kind"),
        (
            'v:fen-board dcterms:type kind:bord ; skos:prefLabel "Fen Board" .',
            5,
            "an unknown kind, “bord”",
        ),
        ("v:fen-board dcterms:type kind:board .", 5, "give it a skos:prefLabel"),
        ("v:fen-board a skos:Concept .", 5, "give it a skos:prefLabel"),
        ('v:no-such-entry skos:altLabel "Nobody" .', 5, "give it a skos:prefLabel"),
        (
            'v:Fen_Board dcterms:type kind:board ; skos:prefLabel "Fen Board" .',
            5,
            "cannot be an id",
        ),
        (
            '\nv:fen-board dcterms:type kind:board ;\n  skos:prefLabl "Fen Board" .',
            7,
            "no property",
        ),
        (
            'v:fen dcterms:type kind:board ; skos:prefLabel "Fen" , "Marsh" .',
            5,
            "two skos:prefLabel",
        ),
        (
            '<https://x.example/prevent> dcterms:type kind:board ; skos:prefLabel "Fen" .',
            5,
            NAMESPACE + "prevent",
        ),
        (
            'v:fen dcterms:type kind:board ; skos:prefLabel "Fen" ; dcterms:isPartOf v:marsh .',
            5,
            "“marsh”",
        ),
    ],
)
def test_a_bad_file_is_named_with_its_line_and_the_way_out(
    tmp_path: Path, turtle: str, line: int, says: str
) -> None:
    path = tmp_path / "own.ttl"
    with pytest.raises(ValueError) as error:
        load(own(path, turtle))
    message = str(error.value)
    assert message.startswith(f"{path}, line {line}: ")
    assert says in message
    assert "\n" not in message


def test_a_file_that_is_missing_or_not_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"none\.ttl: cannot be read .*give a Turtle file"):
        load([tmp_path / "none.ttl"])
    (tmp_path / "latin.ttl").write_bytes(PREFIXES.encode() + "# Caf\xe9\n".encode("latin-1"))
    with pytest.raises(ValueError, match=r"latin\.ttl, line 5: not UTF-8; save"):
        load([tmp_path / "latin.ttl"])


def test_folding_ignores_what_printers_vary() -> None:
    assert fold("The  St. Giles’ Trust") == fold("st giles trust")
    assert fold("Crime & Disorder") == fold("crime and disorder")
    assert fold("Multi-Agency") == fold("multi agency")
    assert fold("County Council") != fold("City Council")
