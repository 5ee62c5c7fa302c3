"""Names in papers of bodies that do not exist: every printed habit of people, bodies and programmes."""

from __future__ import annotations

from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kg.extractors.facts import Action, Attendance, Document, Facts, Meeting, Mention, Span
from kg.extractors.names import name, spread
from kg.ontology.vocabulary import load

VOCABULARY = load()


def read(text: str, title: str = "paper.txt", **facts: object) -> Facts:
    """``text`` with its names found."""
    document = Document(sha256(text.encode()).hexdigest(), title, "text", text)
    return name(Facts(document, **facts), VOCABULARY)  # type: ignore[arg-type]


def of(facts: Facts, kind: str) -> list[str]:
    return [mention.text for mention in facts.mentions if mention.kind == kind]


def people(text: str) -> list[str]:
    return of(read(text), "person")


def organisations(text: str) -> list[str]:
    return of(read(text), "organisation")


def programmes(text: str) -> list[str]:
    return of(read(text), "programme")


def only(facts: Facts, text: str) -> Mention:
    (mention,) = {m.text: m for m in facts.mentions if m.text == text}.values()
    return mention


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The report of Mrs D. Ashdown CC was noted.", ["Mrs D. Ashdown CC"]),
        (
            "PRESENT: Mr R W Garrow (Chairman), Mr R C Ferris, OBE and Ms A Tarn",
            ["Mr R W Garrow", "Mr R C Ferris, OBE", "Ms A Tarn"],
        ),
        ("Supt Shane O'Dowd agreed to look into it.", ["Supt Shane O'Dowd"]),
        (
            "Contact: Detective Chief Inspector 4711 Nell Marchetti",
            ["Detective Chief Inspector 4711 Nell Marchetti"],
        ),
        ("Grace Stoneham, Strategic Director for the QWN, spoke.", ["Grace Stoneham"]),
        (
            "A letter was read from Lord McAllan and Dr Zubin Ahmad MP.",
            ["Lord McAllan", "Dr Zubin Ahmad MP"],
        ),
        (
            "Councillors Una Thorne, Piers Hollow and County Councillor Joseph Dray.",
            ["Una Thorne", "Piers Hollow", "Councillor Joseph Dray"],
        ),
        ("Officers: Julie Robson Rebecca Holdcroft", ["Julie Robson", "Rebecca Holdcroft"]),
        ("It was agreed by Esmé Fenwright and André Tolland.", ["Esmé Fenwright", "André Tolland"]),
    ],
)
def test_people_in_every_habit(text: str, expected: list[str]) -> None:
    assert people(text) == expected


def test_a_surname_with_a_title_and_a_first_name_alone_are_the_person_named_in_full() -> None:
    text = (
        "Alberta Costello attended for the Trust. Then Mrs Costello asked about the locks. "
        "Karen Birchley explained the plan and Karen was asked to report back."
    )
    found = {
        mention.text: mention.name for mention in read(text).mentions if mention.kind == "person"
    }
    assert set(found) == {"Alberta Costello", "Mrs Costello", "Karen Birchley", "Karen"}
    assert found["Karen"] == "Karen Birchley"


def test_initials_stand_for_someone_named_beside_them() -> None:
    text = "Present: Rob Boydell (RB), Helen Postgate (HP)\n\nRB agreed to ask the council."
    found = {
        mention.text: mention.name for mention in read(text).mentions if mention.kind == "person"
    }
    assert found["RB"] == "Rob Boydell"
    assert not [m for m in read(text).mentions if m.kind == "organisation"]


@pytest.mark.parametrize(
    "text",
    [
        "The Chairman welcomed everyone to the meeting.",
        "Deputy Chief Executive and Lord Mayor",
        "Grace Road is closed; Victoria Park is open.",
        "Any Other Business\n\nDate of Next Meeting",
        "Write to 12 Geoff Monkton Way.",
        "Responsible Officer\tComments\tStatus",
    ],
)
def test_what_names_nobody(text: str) -> None:
    assert people(text) == []


def test_a_place_is_no_person_though_it_begins_with_a_first_name() -> None:
    text = "The site at Glen Farrow was visited. Glen Farrow would open in May, said Ann Tully."
    assert people(text) == ["Ann Tully"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Marlshire Fens District Council agreed.", ["Marlshire Fens District Council"]),
        (
            "Osierbank City Council and Fenmarch County Council met.",
            ["Osierbank City Council", "Fenmarch County Council"],
        ),
        ("He studied at the University of East Marlshire.", ["University of East Marlshire"]),
        ("Quotes came from Fenbarn Boats Ltd.", ["Fenbarn Boats Ltd"]),
        ("Bo Dunnock, Station Manager, Osier Lights, will present.", ["Osier Lights"]),
        (
            "It works in partnership with Osierware, Kent Police and Osier Lights.",
            ["Osierware", "Kent Police", "Osier Lights"],
        ),
        ("OSIERBANK PARISH COUNCIL", ["OSIERBANK PARISH COUNCIL"]),
    ],
)
def test_organisations_by_head_position_and_form(text: str, expected: list[str]) -> None:
    assert organisations(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Council noted the report and the Board agreed.",
        "The Working Group met. The Full Council did not.",
        "Local Authorities and Housing Associations",
        "Director of Children's Services",
        "Section\tDate\tAction\tOwner",
        "held in Linkham Court and Sessions House",
    ],
)
def test_generic_words_and_buildings_are_no_organisations(text: str) -> None:
    assert organisations(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Officers reported on Operation Heron and Op Curlew.", ["Operation Heron", "Op Curlew"]),
        ("an innovative project known as 'GreenLamp' was in place", ["GreenLamp"]),
        ("under the Fens and Waterways Act 1998 they may", []),  # a law is no programme
        (
            "Members asked about the Lamplight scheme; the Quay Watch programme began.",
            ["Lamplight scheme", "Quay Watch programme"],
        ),
        (
            "The offer is:\na) Tide Talk – a drop-in\nb) Quay Minds - a course",
            ["Tide Talk", "Quay Minds"],
        ),
    ],
)
def test_programmes_by_head_usage_and_list(text: str, expected: list[str]) -> None:
    assert programmes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The project was noted. Training will follow. The Strategy is late.",
        "The Action Plan and the Annual Report were agreed.",
        "Policy Officer and Project Manager",
    ],
)
def test_generic_words_are_no_programmes(text: str) -> None:
    assert programmes(text) == []


def test_an_ordinary_word_is_a_programme_only_where_it_is_used_as_one() -> None:
    assert programmes("The Prevent duty applies to schools, and Prevent referrals rose.") == [
        "Prevent duty",
        "Prevent",
    ]
    assert programmes("We work to prevent harm.\n• Prevent crime\n• Protect people") == []


def test_an_acronym_is_read_as_the_paper_defines_it() -> None:
    text = (
        "The Marlshire Safer Quays Board (MSQB) met. MSQB's plan was agreed.\n\n"
        "The core spending power (CSP) rose; CSP is what it is."
    )
    facts = read(text)
    assert facts.acronyms == {"MSQB": "Marlshire Safer Quays Board"}
    assert only(facts, "MSQB").name == "Marlshire Safer Quays Board"
    assert only(facts, "Marlshire Safer Quays Board (MSQB)").name == "Marlshire Safer Quays Board"
    assert "CSP" not in {mention.text for mention in facts.mentions}


def test_letters_mean_what_their_own_paper_says_and_only_there() -> None:
    text = "The Parochial Church Council of Osier Fen (PCC) wrote. The PCC asked for a grant."
    ours, others = spread([read(text, "a.txt"), read("The PCC spoke.", "b.txt")], load())
    assert ours.acronyms == {"PCC": "Parochial Church Council of Osier Fen"}
    known = {m.concept or m.name for m in ours.mentions if m.text == "PCC"}
    assert known == {"Parochial Church Council of Osier Fen"}
    assert "Osier" not in str([m.name for m in others.mentions])


def test_a_short_form_is_read_in_its_place() -> None:
    kent = read("Kent County Council and Kent Police reported. The County Council agreed.")
    assert only(kent, "County Council").concept == only(kent, "Kent County Council").concept
    nowhere = read("Nobody in this paper says which the County Council is.")
    assert all(mention.concept is None for mention in nowhere.mentions)


def test_a_name_over_a_line_end_is_one_line_and_its_span_holds_it() -> None:
    text = "The matter was sent to the Marlshire Fens and Waterways District and\nBorough Council for its view."
    (mention,) = [m for m in read(text).mentions if m.kind == "organisation"]
    assert mention.text == "Marlshire Fens and Waterways District and Borough Council"
    assert " ".join(text[mention.span.start : mention.span.end].split()) == mention.text


def test_no_address_and_no_number_is_ever_a_mention() -> None:
    text = "Contact: Ann Tully, tel 01632 960123, email ann.tully@marlshire.example or Tully.Ann@osier-lights.example"
    for mention in read(text).mentions:
        assert "@" not in mention.text
        assert "960123" not in mention.text


def test_whom_the_structure_names_is_mentioned_where_it_stands() -> None:
    text = "Present\n\nReinhild Gornitz\tOsier Lights\n\nActions\n\n1\tVisit\tDorka Lebedna"
    row = Span(text.index("Reinhild"), text.index("\n\nActions"))
    action = Span(text.index("1\tVisit"), len(text))
    facts = read(
        text,
        attendance=(
            Attendance(0, "present", "Reinhild Gornitz", "Osier Lights", None, False, row, "row"),
        ),
        actions=(
            Action(
                0, "1", (), "Visit", ("Dorka Lebedna",), "Dorka Lebedna", None, None, action, "row"
            ),
        ),
    )
    rules = {mention.text: mention.rule for mention in facts.mentions}
    assert rules["Reinhild Gornitz"] == "attendance"
    assert rules["Osier Lights"] == "attendance.organisation"
    assert rules["Dorka Lebedna"] == "responsible"


def test_what_is_refused_is_counted_with_its_rule_and_reason() -> None:
    facts = read("The Working Group met. The Working Group met again.")
    messages = [
        issue.message for issue in facts.issues if issue.stage == "names" and issue.level == "info"
    ]
    assert "organisation.head: refused, names nothing in particular: “Working Group” ×2" in messages


def test_what_one_paper_teaches_is_found_in_the_others_in_any_order() -> None:
    first = read(
        "Bo Dunnock, Station Manager, Osier Lights, spoke on the Marlshire Safer Quays Board (MSQB).",
        "a.txt",
    )
    second = read("They saw Osier Lights at last, and MSQB had met.", "b.txt")
    forth = spread([first, second], VOCABULARY)
    back = spread([second, first], VOCABULARY)
    assert forth == back[::-1]
    found = {mention.text: mention for mention in forth[1].mentions}
    assert found["Osier Lights"].rule == "spread"
    assert found["MSQB"].name == "Marlshire Safer Quays Board"


PIECES = st.sampled_from(
    [
        "Mrs D. Ashdown",
        "Kent",
        "County",
        "Council",
        "the",
        "of",
        "and",
        "(KCC)",
        "Prevent",
        "Programme",
        "Operation",
        "Heron",
        ",",
        ".",
        "\n",
        "\n\n",
        "\t",
        "'s",
        "’",
        "“",
        "a)",
        "•",
        "Ann",
        "Tully",
        "OBE",
        "@",
        "12",
        "£",
        "PRESENT",
        "–",
        "-",
        "/",
        "é",
        "\u200b",
        "日本",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=200))
def test_whatever_the_text_mentions_lie_in_it_and_do_not_overlap(text: str) -> None:
    facts = read(text)
    for mention in facts.mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert " ".join(text[mention.span.start : mention.span.end].split()) == mention.text
        assert 0 < mention.confidence <= 1
    for left, right in pairwise(facts.mentions):
        assert left.span.end <= right.span.start
    assert read(text) == facts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr Hill introduced it and Cllr Wood agreed.", ["Mr Hill", "Cllr Wood"]),
        ("D Fenwright reminded us.", ["D Fenwright"]),
        ("A report by C/Supt Ann Tully.", ["C/Supt Ann Tully"]),
        ("Councillor PM Fenwright left.", ["Councillor PM Fenwright"]),
        ("The clerk A. Fenwright and others came.", ["A. Fenwright"]),
        ("The meeting was told that Ann Lindqvist-\nHale had left.", ["Ann Lindqvist- Hale"]),
    ],
)
def test_people_of_other_habits(text: str, expected: list[str]) -> None:
    assert people(text) == expected


def test_a_name_broken_at_its_hyphen_is_read_whole() -> None:
    (mention,) = (
        m
        for m in read("It was said that Ann Lindqvist-\nHale had left.").mentions
        if m.kind == "person"
    )
    assert mention.name == "Ann Lindqvist-Hale"


def test_a_person_found_once_is_found_again_letter_by_letter() -> None:
    text = "Present: Mrs Ann Tarn. The Board heard P Ousby (Clerk). Later P Ousby and Mrs Ann Tarn left."
    assert people(text).count("P Ousby") == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The views of Norfolk CSP were sought.", ["Norfolk CSP"]),
        (
            "The Kent and Medway Police and Crime Panel met.",
            ["Kent and Medway Police and Crime Panel"],
        ),
        ("Advice came from Healthwatch Norfolk today.", ["Healthwatch Norfolk"]),
        ("Quotations were received from Fenmart (£1,035.34).", ["Fenmart"]),
        ("Una Marsh, Manager at OsierLIFE, spoke.", ["OsierLIFE"]),
        (
            "Members of the Fenmarsh Search and Rescue (FSAR) team left.",
            ["Fenmarsh Search and Rescue (FSAR)"],
        ),
        ("Representing High Fen Marl (HFM):", ["High Fen Marl (HFM)"]),
        ("Ann Tarn, Cabinet Member for Boats and Public Health, spoke.", []),
        ("Acting Director General and Chief Executive, Ann Tarn", []),
    ],
)
def test_bodies_of_other_habits(text: str, expected: list[str]) -> None:
    assert organisations(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the current Drier for All Strategy was due to expire", ["Drier for All Strategy"]),
        (
            "the Marl Tide Reduction Strategy 2033 to 36 was agreed",
            ["Marl Tide Reduction Strategy 2033 to 36"],
        ),
        (
            "an activity called ‘Changing the Tide of Boating’ in schools",
            ["Changing the Tide of Boating"],
        ),
        ("the Annual Report of the Harbour Commissioner was noted", []),
        ("closed on Boxing Day", []),
    ],
)
def test_programmes_of_other_habits(text: str, expected: list[str]) -> None:
    assert programmes(text) == expected


def test_a_place_of_meeting_is_no_system() -> None:
    said = "Training on Microsoft Teams was given, and Microsoft Teams licences were bought."
    text = f"Minutes of the Marlshire Quays Board held via Microsoft Teams on 3 May 2033.\n\n{said}"
    venue = Meeting(
        None, "Marlshire Quays Board", "Microsoft Teams", None, None, "minutes", Span(0, 75), "test"
    )
    found = [
        m.span.start for m in read(text, meetings=(venue,)).mentions if m.text == "Microsoft Teams"
    ]
    assert text.index("Microsoft") not in found


@pytest.mark.parametrize(
    ("printed", "organisation", "role"),
    [
        ("General Counsel", None, "General Counsel"),
        ("PCSO", None, "PCSO"),
        ("West Kent", None, None),
        ("Osierton Trust (rep Bo Dunn)", "Osierton Trust", None),
        ("Detective Inspector, Osier Constabulary", "Osier Constabulary", None),
        ("also representing Fenmarch Partnership", "Fenmarch Partnership", None),
        ("The Board then: i. NOTED the Minutes – 3 May", None, None),
        ("Canal Trust, secretariat", "Canal Trust", None),
        ("Osierton Trust", "Osierton Trust", None),
        ("Locks, Weirs and Quays Trust", "Locks, Weirs and Quays Trust", None),
        ("Ó Briain", None, None),
    ],
)
def test_what_somebody_came_for_is_a_body_or_nothing(
    printed: str, organisation: str | None, role: str | None
) -> None:
    text = f"Present: Ann Tarn – {printed}\n"
    row = Attendance(0, "present", "Ann Tarn", printed, None, False, Span(9, len(text) - 1), "test")
    (settled,) = read(text, attendance=(row,)).attendance
    assert (settled.organisation, settled.role) == (organisation, role)


def test_a_body_that_is_named_behind_an_office_is_whom_somebody_came_for() -> None:
    text = "Present: Ann Tarn – Keeper, Osier Locks Trust\n"
    role = "Keeper, Osier Locks Trust"
    row = Attendance(0, "present", "Ann Tarn", None, role, False, Span(9, len(text) - 1), "test")
    (settled,) = read(text, attendance=(row,)).attendance
    assert (settled.organisation, settled.role) == ("Osier Locks Trust", "Keeper")


@pytest.mark.parametrize(
    ("words", "within"),
    [
        ("Lamplight scheme", "The officers run the Lamplight scheme in June."),
    ],
)
def test_a_capital_that_opens_a_sentence_makes_no_name(words: str, within: str) -> None:
    assert words in [mention.text for mention in read(within).mentions]
    opening = read(f"The ferry ran late. {words} had no part in that.")
    assert words not in [mention.text for mention in opening.mentions]


@pytest.mark.parametrize(
    "text",
    [
        "Fenmarch County Council, Osier Lights, Fenbarn Borough Council met.",
        "Thanks went to Fenmarch County Council, Osier Lights, and the Quay Trust.",
        "The work of Osier Lights and the Fenmarch County Council went on.",
    ],
)
def test_a_name_beside_names_of_bodies_in_a_list_is_a_body(text: str) -> None:
    assert "Osier Lights" in organisations(text)
    assert organisations("They saw Osier Lights at dusk.") == []


def test_a_name_told_once_is_found_where_it_stands_again() -> None:
    facts = read(
        "Ann Lee, Station Manager, Osier Lights, spoke. Nobody else from Osier Lights came."
    )
    told, again = (m for m in facts.mentions if m.text == "Osier Lights")
    assert told.kind == again.kind == "organisation"
    assert 0 < min(told.confidence, again.confidence) <= 0.98


@pytest.mark.parametrize("place", ["Work at Glen Marsh went on.", "They saw the Glen Marsh site."])
def test_a_name_that_another_paper_shows_to_be_a_place_is_no_person(place: str) -> None:
    paper = read("The report was given by Glen Marsh and Ann Lee.")
    assert of(paper, "person") == ["Glen Marsh", "Ann Lee"]
    assert of(spread([paper, read(place)], VOCABULARY)[0], "person") == ["Ann Lee"]
    other = read("Work at the mill went on. The Glen Marsh report was long.")
    assert of(spread([paper, other], VOCABULARY)[0], "person") == ["Glen Marsh", "Ann Lee"]


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        ("Ann Lee, Clerk, Marsh Fenwick, spoke.", "organisation"),
        ("The walks were delivered by Marsh Fenwick in June.", "person"),  # a weak rule
    ],
)
def test_a_body_that_another_paper_is_sure_of_is_no_person(other: str, kind: str) -> None:
    paper = read("Marsh Fenwick presented the report.")
    assert of(paper, "person") == ["Marsh Fenwick"]
    assert only(spread([paper, read(other)], VOCABULARY)[0], "Marsh Fenwick").kind == kind
