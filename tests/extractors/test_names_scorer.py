"""Names by evidence: what is proposed, how it is weighed, what is taken of what overlaps, how it is measured."""

from __future__ import annotations

import math

import pytest
from kg.extractors.facts import Document, Facts, Mention, Span
from kg.extractors.names import worked
from kg.extractors.names.choose import TOO_LITTLE
from kg.extractors.names.evidence import NameEvidence
from kg.extractors.names.scorer import Model, best, model
from kg.extractors.names.work import Work
from kg.extractors.segmentation.labels import Annotation, NameLabel
from kg.extractors.training.labelled_names import Labelled, NamedPaper, placed
from kg.extractors.training.name_evaluation import Forms, compared
from kg.ontology.vocabulary import load

VOCABULARY = load()
LEAST = {"person": 0.0, "organisation": 0.0, "programme": 0.0}


def work(text: str) -> Work:
    return worked(Facts(Document("x", "a.txt", "text", text)), VOCABULARY)


def proposed(text: str) -> set[str]:
    state = work(text)
    return {state.words.phrase(*each) for each in NameEvidence(state).stretches}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They met the Friends of the Marsh there.", "Friends of the Marsh"),
        ("It is called ‘Tide by Tide’ now.", "Tide by Tide"),
        ("Work with Fenmart, Osierware and Marl Quay went on.", "Osierware"),
        ("The lamplight was kept by OsierLIFE volunteers.", "OsierLIFE"),
        ("They ran the Lamplight scheme.", "Lamplight scheme"),
        ("It went to the Osier Anglers’ Union.", "Osier Anglers’ Union"),
        ("The Safer Weirs and Quays (SWQ) Strategy ends.", "Safer Weirs and Quays (SWQ) Strategy"),
        ("They bought the Tidemark berth booking system.", "Tidemark berth booking system"),
        ("A grant for the 2nd Osier Scouts.", "2nd Osier Scouts"),
        ("They adopted QTP 2031-35 there.", "QTP 2031-35"),
        ("A LETTER ABOUT OLD ROPES FROM TIDE ROWERS", "TIDE ROWERS"),
        (
            "> In spring all winter stores had left the long shed in the yard of Tide\n"
            "> Rowers Trust, and the ropes had gone with them to the loft over the slip.",
            "Tide Rowers Trust",
        ),
        ("Shelf Q  Osier Rope Makers / Three Coils and a Winch for Marl Lock", "Osier Rope Makers"),
    ],
)
def test_what_is_printed_like_a_name_is_proposed(text: str, name: str) -> None:
    assert name in proposed(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They noted the Waterways Act 1998 there.", "Waterways Act"),
        ("They adopted the Mooring Fees Policy.", "Mooring Fees Policy"),
        ("The Quay Users Newsletter came out.", "Quay Users Newsletter"),
        ("They kept to the Code of Practice on Locks.", "Code of Practice on Locks"),
        ("They took the Report of the Marl Inquiry.", "Report of the Marl Inquiry"),
    ],
)
def test_documents_and_laws_are_no_candidates(text: str, name: str) -> None:
    assert name not in proposed(text)


def test_a_document_that_a_rule_took_for_a_programme_is_told_to_be_one() -> None:
    state = work("The Marl Lock Safety Survey was noted.")
    NameEvidence(state)
    told = {state.words.phrase(r.first, r.last): r.reason for r in state.refused}
    assert told["Marl Lock Safety Survey"] == "a document or a law"


def test_the_area_of_a_council_is_no_name_by_itself() -> None:
    text = "{} wrote. They came from Osier Vale, and the Lamplight went on."
    assert "Osier Vale" not in proposed(text.format("Osier Vale District Council"))
    assert "Osier Vale" not in proposed(text.format("The clerk of Osier Vale Parish"))
    assert "Osier Vale" in proposed(text.format("Osier Vale Anglers"))


def test_what_is_said_near_a_name_anywhere_in_the_paper_is_evidence_for_it() -> None:
    state = work(
        "Lamplight went on. Later referrals to Lamplight rose. The staff of Osierware left."
    )
    evidence = NameEvidence(state)
    features = {evidence.phrase(s): evidence.features(s) for s in evidence.stretches}
    assert "near-before:CARRIED_OUT" in features["Lamplight"]
    assert "near-before:ACTS_AS_BODY" in features["Osierware"]
    assert "near-before:CARRIED_OUT" not in features["Osierware"]


def test_a_rule_says_no_less_of_a_name_where_it_stands_again() -> None:
    evidence = NameEvidence(
        work("Ann Lee, Station Manager, Osier Lights, spoke. Nobody else from Osier Lights came.")
    )
    told, again = (
        {feature for feature in evidence.features(each) if feature.startswith("ruled=")}
        for each in evidence.stretches
        if evidence.phrase(each) == "Osier Lights"
    )
    assert told == again and len(told) == 2  # that it is a body, and how surely


def test_letters_know_the_words_that_they_begin() -> None:
    state = work("The Marl Lock Panel met. Then MLP left; OXQ did not.")
    evidence = NameEvidence(state)
    features = {evidence.phrase(s): evidence.features(s) for s in evidence.stretches}
    assert "spelt=ORGHEAD" in features["MLP"]
    assert not [each for each in features["OXQ"] if each.startswith("spelt=")]
    assert "abbreviated" in features["Marl Lock Panel"]


def test_a_candidate_knows_in_what_its_run_of_capitals_ends() -> None:
    state = work("They asked the Marl Quay Panel.")
    evidence = NameEvidence(state)
    features = {evidence.phrase(s): evidence.features(s) for s in evidence.stretches}
    assert "goes-on=ORGHEAD" in features["Marl Quay"]
    assert not [each for each in features["Marl Quay Panel"] if each.startswith("goes-on=")]
    assert [each for each in features["Quay Panel"] if each.startswith("comes-from=")]


def test_a_name_is_of_the_sort_of_its_head_and_knows_the_sorts_before_it() -> None:
    state = work("They went to the Osier Bakery Gala.")
    evidence = NameEvidence(state)
    features = {evidence.phrase(s): evidence.features(s) for s in evidence.stretches}
    assert {"sort=EVENT", "inner-sort=FIRM"} <= set(features["Osier Bakery Gala"])
    assert "sort=FIRM" in features["Osier Bakery"]
    assert "sort=none" in features["Osier"]


@pytest.mark.parametrize(
    ("text", "name", "feature"),
    [
        ("They praised Keep Osier Dry again.", "Keep Osier Dry", "begins=do/within"),
        ("They praised Mending Our Weirs again.", "Mending Our Weirs", "begins=does/within"),
        (
            "They made Quay Grants for Older Boats.",
            "Quay Grants for Older Boats",
            "governs-sort=MONEY",
        ),
        ("There is a campaign ‘Osier by Night’ now.", "Osier by Night", "quoted-after-work"),
        ("Work went on.\n\n3. Tide Bell\n\nIt rang.", "Tide Bell", "whole-line"),
        ("Work went on.\n\nTide Bell: it rang.", "Tide Bell", "label"),
    ],
)
def test_a_candidate_knows_how_it_begins_and_what_it_is_called(
    text: str, name: str, feature: str
) -> None:
    evidence = NameEvidence(work(text))
    (found,) = [each for each in evidence.stretches if evidence.phrase(each) == name]
    assert feature in evidence.features(found)


def test_evidence_is_gathered_before_a_name_is_decided() -> None:
    state = work("The Marl Quay Panel met. The Osier Weir Review was noted.")
    assert not state.chosen
    assert not [item for item in state.refused if item.reason == TOO_LITTLE]


def test_letters_know_that_they_are_somebodys() -> None:
    state = work("Mrs Una Tarn spoke. Then UT left; QXB did not.")
    evidence = NameEvidence(state)
    features = {evidence.phrase(s): evidence.features(s) for s in evidence.stretches}
    assert "somebody's=2" in features["UT"]
    assert "somebody's=3" not in features["QXB"]


def test_a_paper_that_calls_its_people_by_letters_names_no_body_so() -> None:
    people = "Present: Mrs Una Tarn, Mr Cal Brook, Dr Ida Moss, Ms Pia Reed.\n\n"
    said = "Lamps were mended by {}, and UT thanked CB."
    assert "IM" not in proposed(people + said.format("IM"))
    assert "XQ" in proposed(people + said.format("XQ"))
    assert "IM" in proposed(people + "Lamps were mended by IM.")  # once is no habit


@pytest.mark.parametrize(
    ("text", "whole", "name"),
    [
        ("They read the Emerging Osier Quay Plan.", "Emerging Osier Quay Plan", "Osier Quay Plan"),
        ("They held Lamplight Fair 27.05.14 there.", "Lamplight Fair 27.05.14", "Lamplight Fair"),
        ("On the 22nd June Una Tarn spoke.", "June Una Tarn", "Una Tarn"),
    ],
)
def test_what_state_a_plan_is_in_and_a_day_are_no_part_of_a_name(
    text: str, whole: str, name: str
) -> None:
    assert name in proposed(text)
    assert whole not in proposed(text)


def test_a_programme_without_a_head_noun_knows_how_rich_its_paper_is() -> None:
    def bare(text: str) -> dict[str, list[str]]:
        evidence = NameEvidence(work(text))
        return {
            evidence.phrase(s): [f for f in evidence.features(s) if f.startswith("bare=")]
            for s in evidence.stretches
        }

    assert bare("They ran Lamplight.")["Lamplight"] == ["bare=0"]
    rich = bare("They ran Lamplight with the Osier Quay Programme.")
    assert rich["Lamplight"] == ["bare=4"] and rich["Osier Quay Programme"] == []


def test_no_address_is_proposed_and_nothing_runs_over_a_cell() -> None:
    found = proposed("Ann.Tully@marl.example\nQuay Board\tLock Panel")
    assert not [each for each in found if "@" in each or "Board Lock" in each]


def test_letters_that_the_paper_gives_another_meaning_are_no_candidate() -> None:
    assert "CSP" not in proposed("The core spending power (CSP) rose; CSP is what it is.")


def test_an_article_that_opens_a_sentence_is_no_part_of_the_run() -> None:
    state = work("The Marl Quay Panel met.")
    evidence = NameEvidence(state)
    features = {evidence.phrase(s): evidence.features(s) for s in evidence.stretches}
    assert "cut=" in features["Marl Quay Panel"]
    assert "cut=l" in features["Quay Panel"]


def test_odds_are_the_softmax_of_the_weights_against_no_name() -> None:
    weights = {"a": [1.0, 0.0, -1.0], "b": [1.0, 2.0, 0.0]}
    person, body, programme = Model(weights, LEAST).odds(["a", "b", "unknown"])
    total = 1 + math.exp(2) + math.exp(2) + math.exp(-1)
    assert person == pytest.approx(math.exp(2) / total)
    assert body == pytest.approx(math.exp(2) / total)
    assert programme == pytest.approx(math.exp(-1) / total)


def test_of_what_overlaps_the_likelier_reading_is_taken() -> None:
    whole, left, right = (0, 5), (0, 2), (3, 5)
    likely, fair = (0.0, 0.95, 0.0), (0.0, 0.6, 0.0)
    phrases = ["whole", "left", "right"]
    one = best([whole, left, right], phrases, [likely, fair, fair], LEAST)
    assert [each.stretch for each in one] == [whole]
    two = best([whole, left, right], phrases, [fair, likely, likely], LEAST)
    assert [each.stretch for each in two] == [left, right]


def test_what_may_be_a_body_or_a_programme_is_a_name_if_both_together_are_likely() -> None:
    (found,) = best([(0, 2)], ["Lamplight"], [(0.0, 0.45, 0.3)], LEAST)
    assert (found.kind, found.probability) == ("organisation", pytest.approx(0.75))
    assert not best([(0, 2)], ["Lamplight"], [(0.3, 0.45, 0.0)], LEAST)
    assert not best([(0, 2)], ["Lamplight"], [(0.0, 0.3, 0.45)], LEAST)  # false facts are worse


def test_a_phrase_is_of_one_kind_all_through_a_paper() -> None:
    odds = [(0.0, 0.6, 0.3), (0.0, 0.4, 0.5)]
    found = best(
        [(0, 1), (5, 6)], ["Lamplight", "Lamplight"], odds, {**LEAST, "organisation": -2.0}
    )
    assert [each.kind for each in found] == ["organisation", "organisation"]


def test_the_weights_that_ship_are_sorted_and_three_each() -> None:
    weights = model().weights
    assert list(weights) == sorted(weights)
    assert all(len(row) == 3 and any(row) for row in weights.values())


def test_a_form_counts_once_a_paper_and_an_optional_one_is_right_and_never_missed() -> None:
    text = "Ann Lee of Osier Lights met the Marl Panel. Osier Lights left."
    labels = (
        Labelled("person", True, Span(0, 7)),
        Labelled("organisation", True, Span(11, 23)),
        Labelled("organisation", False, Span(32, 42)),
        Labelled("organisation", True, Span(44, 56)),
    )
    paper = NamedPaper("a", "a", "a", Document("x", "a.txt", "text", text), labels)
    found = [
        Mention("person", "Cllr Ann Lee", Span(0, 7), "test"),
        Mention("organisation", "Marl Panel", Span(32, 42), "test"),
        Mention("programme", "Osier Lights", Span(11, 23), "test"),
    ]
    counts = compared(paper, found, Forms(VOCABULARY)).counts
    assert (counts["person"].hit, counts["person"].missed, counts["person"].false) == (1, 0, 0)
    body = counts["organisation"]
    assert (body.hit, body.missed, body.false, body.optional) == (0, 1, 0, 1)
    assert body.precision == 1.0 and body.recall == 0.0
    assert counts["programme"].false == 1


def test_a_programme_is_found_with_whose_it_is() -> None:
    text = "They read Marl Council’s Quay Plan."
    names = (
        Labelled("organisation", True, Span(10, 22)),
        Labelled("programme", True, Span(25, 34)),
    )
    paper = NamedPaper("a", "a", "a", Document("a", "a.txt", "text", text), names)
    whole = Mention("programme", text[10:34], Span(10, 34), "scored")
    counts = compared(paper, [whole], Forms(VOCABULARY)).counts
    assert (counts["programme"].hit, counts["programme"].false) == (1, 0)
    assert counts["organisation"].missed == 1


def test_what_is_of_two_kinds_is_found_as_either() -> None:
    text = "The Marl Lock Service opened."
    labels = (Labelled("programme", True, Span(4, 21), either=True),)
    paper = NamedPaper("a", "a", "a", Document("x", "a.txt", "text", text), labels)
    found = [Mention("organisation", "Marl Lock Service", Span(4, 21), "test")]
    counts = compared(paper, found, Forms(VOCABULARY)).counts
    assert (counts["programme"].hit, counts["organisation"].false) == (1, 0)


def test_a_label_has_the_last_dot_of_its_letters() -> None:
    text = "Then the M.L.B. met Ann Lee."
    names = (NameLabel(1, 9, 14, "organisation", "core"), NameLabel(1, 20, 27, "person", "core"))
    (letters, person) = placed(Annotation("a", "0", (), names), text, text)
    assert text[letters.span.start : letters.span.end] == "M.L.B."
    assert text[person.span.start : person.span.end] == "Ann Lee"


def test_two_spaces_part_names_and_are_evidence() -> None:
    state = work("Osierware  Marl Quay  Tide Watch")
    evidence = NameEvidence(state)
    features = {evidence.phrase(s): set(evidence.features(s)) for s in evidence.stretches}
    assert {"gap-before", "gap-after"} <= features["Marl Quay"]
    assert "gap-before" not in features["Osierware"]


@pytest.mark.parametrize(
    ("text", "letters", "named"),
    [
        ("Una Marsh, T.D., and Bo Wren, T.D., came.", "T.D.", False),
        ("Una Marsh, M.L.B., came.", "M.L.B.", True),
    ],
)
def test_letters_of_an_office_name_no_body(text: str, letters: str, named: bool) -> None:
    assert (letters in proposed(text)) is named


def test_letters_that_somebody_comes_for_are_a_body_among_the_letters_of_people() -> None:
    text = (
        "Present: Mr Bo Fenn, Mrs Sal Brook, Mrs Una Marsh and Mr Tom Crane (SAB).\n\n"
        "BF asked UM. TC told BF. SAB would write. UM left.\n"
    )
    assert "SAB" in proposed(text)
    assert "UM" not in proposed(text)
