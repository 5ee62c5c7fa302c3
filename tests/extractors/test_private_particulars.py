"""Private particulars never leave the reader: what is masked, what stays, and where pages lie then."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.extractors.facts import Document, Page, Span
from kg.extractors.reading import read
from kg.extractors.reading.private_particulars import (
    Mask,
    find_private,
    mask_document,
    masked,
    masks,
)
from kg.ontology.vocabulary import load

from kg.pipeline.forgetting import Forgotten
from kg.pipeline.workers import ExtractionTask, extract_papers


@pytest.mark.parametrize("mask", masks(), ids=lambda mask: mask.id)
def test_a_mask_matches_and_refuses_its_examples(mask: Mask) -> None:
    assert mask.match and mask.refuse
    for example in mask.match:
        assert find_private(example, [mask]), example
    for example in mask.refuse:
        assert not find_private(example, [mask]), example


def test_no_mask_has_an_id_twice() -> None:
    assert len({mask.id for mask in masks()}) == len(masks())


@pytest.mark.parametrize(
    "kept",
    [
        "Friday, 10 June 2022 at 10.00 am",
        "10.06.22 and 10/06/2022",
        "2021/22 to 2024/25",
        "£41,000, £0.5m and £1,234,567.89",
        "section 17(2) of the Act of 1998",
        "paragraphs 3.1.2 and 4.10",
        "Pages 13 - 18",
        "0.7 per 1,000; 04 of 10",
        "in groups of 40 per week",
        "E07000130",
        "call 101 or 999",
        "action PB/23/04 and minute 12/24",
        "cars left on the A46 AND the B4114",
        "spent in 2021-22 a third of it",
        "1 Minutes\tCllr Shaw welcomed members",
        "12 Mrs Ida Green and 4 Next Steps",
        "hot spots: Mill Lane 14, Tern Street 12",
        "the scheme was born in Osmere on 4 March 2014",
        "vehicle crime fell by 123 in Q3 ASB week",
        "oh one more thing: four of the nine were zero",
        "minutes 0123, 456, 789 of 06, 12 and 2019",
        "sums of 12,500, 900 and 132 in 2019, 2020, 2021",
        "the stile at SK 5012 3456, and SK501345",
        "our website is marl-at-water.example",
        "the Chair of Rose Cottage Trust lives in Marlshire",
    ],
)
def test_dates_money_and_numbers_stay(kept: str) -> None:
    assert masked(kept) == kept


@given(st.text(alphabet="a0123456789 +@.-()\n£/", max_size=80))
def test_masking_twice_is_masking_once(text: str) -> None:
    assert masked(masked(text)) == masked(text)


@given(st.text(alphabet="ab0123456789 @.-", max_size=60))
def test_an_address_does_not_survive_whatever_stands_around_it(around: str) -> None:
    assert "jo@marlshire.example" not in masked(f"{around} jo@marlshire.example {around}")


LEAKS = [  # fiction; each is written as people and extractors write them
    "0116‑305‑6001",
    "0116–305–6001",
    "0116 305 6001",
    "0116.305.6001",
    "0116/305/6001",
    "01163056001",
    "(0116) 305 6001",
    "0116 305\n6001",
    "07700.900.101",
    "07700​900​101",
    "０７７００ ９００１０１",
    "+44.116.305.6001",
    "+44 (0) 116 305 6001",
    "0044 116 305 6001",
    "wa.me/447700900101",
    "tel:01163056001",
    "x4455",
    "T: 305 6001",
    "jo.dale @ marlshire.example",
    "jo.dale@münzstädt.example",
    "jo.dale(at)marlshire.example",
    "jo.dale [at] marlshire [dot] example",
    "jo dot dale at marlshire dot example",
    "jo.dale＠marlshire.example",
    "MA5 7QT",
    "MA57QT",
    "QQ 12 34 56 C",
    "QQ123456C",
    "QQ-12-34-56-C",
    "DOB: 03/04/1987",
    "date of birth 3rd April 1987",
    "born on 3 April 1987",
    "MA21 KGB",
    "MA21KGB",
    "14 Acacia Avenue",
    "Flat 3, 14 Mill Lane",
    "07700_900_103",
    "+44 [0]7700 900 102",
    "44 7700 900108",
    "٠٧٧٠٠ ٩٠٠١١٩",
    "jo.dale at marlshire.example",
    "jo.dale AT marlshire DOT example",
    "jo.dale<at>marlshire.example",
    "jo.dale%40marlshire.example",
    "14-16 Mill Lane",
    "14 ACACIA AVENUE",
    "1 St. Mary's Close",
    "Flat 2B, Acacia House",
    "MA5-7QT",
    "ma5 7qt",
    "QQ.12.34.56.C",
    "NI no. QQ123456",
    "DoB – 03/04/1987",
    "DOB: 1987-04-03",
    "born April 3, 1987",
    "MA21-KGB",
    "NHS number is 943 476 5919",
    "passport no. 533401372",
    "DALEJ804037J99XY",
    "sort code 20-00-00, account 31926819",
    "GB29 NWBK 6016 1331 9268 19",
    "Call Ann: 960116",
    "07700 900 109/110",
    "01632 960123 or 960124",
    "oh one one six, four nine six, oh one two three",
    "zero double seven double zero nine double zero one one nine",
    "Tel. (home) 960117",
    "O7700 9OO 123",
    "0116 4 96 01 23",
    "tel:+44%207700%20900123",
    "jo_dale at gmail",
    "jo-at-marlshire.example",
    "07700, 900, 132",
    "01632, 960123",
    "her home, grid reference SK 5012 3456",
    "lived at Rose Cottage, Mill Lane",
    "home address: 4 Oakfields",
    "D O B 03/04/1987",
    "DOB 3rd of April '87",
    "a red car, P123 KGB",
    "KPD 123D",
    "the van ABZ 1234",
    "reg P 123 KGB",
    "acc no 3192 6819",
    "postcode ma57qt",
    "///filled.count.soap",
    "born in Osmere on 14th February 1971",
    "born on the fourteenth of February 1971",
    "born on the fourteenth day of February, 1971, in Osmere",
    "D/O/B=14/02/1971",
    "sort code: 20.45.78",
    "sort code is 20/45/78",
    "20-45-78, 31926819",
    "DE89 3704 0044 0532 0130 00",
    "FR14 2004 1010 0505 0001 3M02 606",
    "NO93-8601-1117-947",
    "her registration was KA 51 WXZ",
    "KA 51 WXZ, a registration",
    "number plate 123 ABC",
    "registration mark: 7 KX",
    "the vehicle, K 123 ABC",
    "Tel 0113 496 O781",
    "Tel: O113 496 l781",
    "Her telephone number is 0113 (496) 0788",
    "0113 (496) 0788",
    "landline: 305 4545",
    "she lives at Ladysmock Crescent 44",
    "home address: Tern Quay, no. 4",
    "4 Tern Quay",
    "Flat 2/1",
    "Flat 2/1, 14 Mill Wynd",
    "14 (2F1) Heather Brae",
    "12 Ffordd Las",
    "Q Q 1 2 3 4 5 6 C",
    "QQ 123456 C",
    "QQ1 23 45 6C",
    "CHI number 1402719999",
    "passport number is 533 401 372",
    "DOB 3.iv.1987",
    "turned eighteen on 3 April 2005",
    "born on St Wystan's Day, 3 April 1987",
    "registration KA-51-WXZ",
    "reg no: K A 5 1 W X Z",
    "Q.Q.12.34.56.C",
    "+44 113 496 O781",
    "tel: +44 (O)113 496 0781",
    "her house, Ladysmock Crescent 44,",
    "at number fourteen, Tern Quay",
    "MA5\n7QT",
    "D.o.B. 3rd Apr. 1987",
    "Account: 31 92 68 19",
    "ch93 0076 2011 6238 5295 7",
    "BAGSH-804037-J99XY",
    "NINO: QQ 12 34 56",
    "her NHS no. 943-476-5919",
    "lives at 4 The Wynd",
    "lives at Apartment 12, Tern Mill",
    "Flat 3F2, 14 Heather Wynd",
]


@pytest.mark.parametrize("leak", LEAKS)
def test_nothing_private_survives_reading(leak: str, tmp_path: Path) -> None:
    paper = tmp_path / "log.txt"
    paper.write_text(f"Mrs Dale, who was robbed, wrote: {leak} and then left.\n", encoding="utf-8")
    text = read(paper).text
    digits = "".join(filter(str.isdigit, text))
    assert leak not in text
    assert not digits, text
    assert "dale@" not in text and "marlshire" not in text
    assert "Mrs Dale, who was robbed" in text and text.rstrip().endswith("then left.")


def test_pages_and_headings_lie_where_they_lay() -> None:
    text = "Ring 0116 305 6001.\nSafer Streets\nWrite to jo@marl.example\nOsmere Board"
    street, board = text.index("Safer"), text.index("Osmere")
    document = Document(
        id="0",
        name="a.txt",
        format="text",
        text=text,
        pages=(Page(0, 1), Page(street, 2), Page(board, 3)),
        emphasis=(Span(street, street + 13), Span(board, len(text))),
    )
    found = mask_document(document)
    assert [found.text[span.start : span.end] for span in found.emphasis] == [
        "Safer Streets",
        "Osmere Board",
    ]
    assert [found.text[page.start :][:6] for page in found.pages] == ["Ring [", "Safer ", "Osmere"]


@given(
    st.lists(st.sampled_from(["0116 305 6001", "jo@marl.example", "MA5 7QT", "The Board"])),
)
def test_what_is_not_private_stays_in_its_place(pieces: list[str]) -> None:
    text = "\n\n".join(["Begin", *pieces, "End"])
    ends = Span(len(text) - 3, len(text))
    found = mask_document(Document("0", "a.txt", "text", text, emphasis=(ends,)))
    (kept,) = found.emphasis
    assert found.text[kept.start : kept.end] == "End"
    assert found.text.count("The Board") == pieces.count("The Board")


def test_a_text_kept_when_there_were_fewer_masks_is_masked_anew() -> None:
    kept = Document("0", "a.txt", "text", "The red car, P123 KGB, was left. Call Ann: 960116 then.")
    task = ExtractionTask("0", "a.txt", None, kept, Forgotten())
    (outcome,) = extract_papers([task], load(), (), workers=1)
    assert outcome.facts is not None
    text = outcome.facts.document.text
    assert text == "The red car, [number plate], was left. Call Ann: [telephone] then."


def test_what_is_sought_first_loses_nothing() -> None:
    """A mask finds around what it seeks first all that it finds in the whole text."""
    texts = [example for mask in masks() for example in (*mask.match, *mask.refuse)]
    for gap in ("\n", " ", " lamps were mended on the quay. " * 40):
        text = gap.join(texts)
        for mask in masks():
            if mask.near is not None:
                assert [*mask.spans(text)] == [*replace(mask, near=None).spans(text)], mask.id
    assert sum(mask.near is not None for mask in masks()) > 5


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "Una\t0113 496 0771\t52\nBo\t07700 900772\t47",
            "Una\t[telephone]\t52\nBo\t[telephone]\t47",
        ),
        ("0113 496 0771 07700 900772", "[telephone] [telephone]"),
        ("Ring 0113 496 0777\n2. Finance", "Ring [telephone]\n2. Finance"),
        ("Tel 0113 496 0777 2026-05-11", "Tel [telephone] 2026-05-11"),
        ("Una.Day (at) example (dot) com.\nResolved: that", "[e-mail].\nResolved: that"),
        ("una at example dot com. Osmere Council", "[e-mail]. Osmere Council"),
    ],
)
def test_a_mask_ends_where_its_number_or_address_does(text: str, shown: str) -> None:
    assert masked(text) == shown
