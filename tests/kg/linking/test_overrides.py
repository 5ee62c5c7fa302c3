"""People's verdicts win over the rules, and say so when nothing answers to them."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from kg.extractors.facts import Facts
from linking_fixtures import VOCABULARY, paper

from kg.errors import InputError
from kg.linking import Identities, NameReference, Verdict, Verdicts, identify, load_verdicts

DAY = (date(2019, 9, 20), date(2021, 6, 18))
PAPERS = (
    paper("a", "[@Ann Marlow] and [@Tim Orde] of [Marlow Aid] began [#Lantern Walks].", DAY[0]),
    paper(
        "b",
        "[@Ann Marlow] and [@Timothy Orde] of [Marl Aid] went on with [#Lantern Strolls].",
        DAY[1],
    ),
)


def verdict(decision: str, kind: str, left: str, **more: str) -> str:
    """A verdict as its file holds it; ``more`` are its other keys."""
    entry = {"verdict": decision, "kind": kind, "left": left, **more}
    return "[[verdict]]\n" + "".join(f'{key} = "{value}"\n' for key, value in entry.items())


def decided(tmp_path: Path, text: str) -> Identities:
    file = tmp_path / "verdicts.toml"
    file.write_text(text, encoding="utf-8")
    return identify(PAPERS, VOCABULARY, load_verdicts(file))


def test_same_joins_what_the_rules_keep_apart(tmp_path: Path) -> None:
    rules = identify(PAPERS, VOCABULARY)
    assert rules.resolve("a", "organisation", "Marlow Aid") is not rules.resolve(
        "b", "organisation", "Marl Aid"
    )
    text = (
        '[[verdict]]\nverdict = "same"\nkind = "organisation"\n'
        'left = "Marlow Aid"\nright = "Marl Aid"\nby = "J. Reader"\n'
    )
    identities = decided(tmp_path, text)
    entity = identities.resolve("a", "organisation", "Marlow Aid")
    assert entity is identities.resolve("b", "organisation", "Marl Aid")
    assert entity is not None and set(entity.replaced_ids) | {entity.id} == {
        "marlow-aid",
        "marl-aid",
    }
    (judgement,) = (j for j in identities.judgements if j.by == "J. Reader")
    assert judgement.verdict == "same" and not identities.unmatched


def test_different_parts_what_the_rules_join(tmp_path: Path) -> None:
    text = """
        [[verdict]]
        verdict = "different"
        kind = "person"
        left = { name = "Ann Marlow", document = "a.txt" }
        right = { name = "Ann Marlow", document = "b.txt" }
    """
    identities = decided(tmp_path, text)
    first, second = (identities.resolve(document, "person", "Ann Marlow") for document in "ab")
    assert first is not None and second is not None and first.id != second.id
    assert [j.verdict for j in identities.judgements if j.by == "a reader"] == ["different"]
    assert not identities.unmatched


def test_called_sets_the_preferred_name(tmp_path: Path) -> None:
    text = verdict("called", "person", "Tim Orde", name="Sir Timothy Orde")
    entity = decided(tmp_path, text).resolve("a", "person", "Tim Orde")
    assert (
        entity is not None
        and entity.name == "Sir Timothy Orde"
        and "Tim Orde" in entity.other_names
    )


def test_not_an_entity_removes_it_everywhere(tmp_path: Path) -> None:
    text = verdict("not-an-entity", "programme", "Lantern Walks")
    identities = decided(tmp_path, text)
    assert identities.resolve("a", "programme", "Lantern Walks") is None
    assert identities.of_mention("a", 3) is None
    assert identities.resolve("b", "programme", "Lantern Strolls") is not None


def test_kind_moves_it(tmp_path: Path) -> None:
    text = verdict("kind", "programme", "Lantern Walks", becomes="organisation")
    entity = decided(tmp_path, text).of_mention("a", 3)
    assert entity is not None and (entity.kind, entity.name) == ("organisation", "Lantern Walks")
    text = verdict("kind", "organisation", "Marl Aid", becomes="person")
    entity = decided(tmp_path, text).of_mention("b", 2)
    assert entity is not None and (entity.kind, entity.name) == ("person", "Marl Aid")


def test_the_later_verdict_wins(tmp_path: Path) -> None:
    pair = 'kind = "organisation"\nleft = "Marlow Aid"\nright = "Marl Aid"\n'
    text = f'[[verdict]]\nverdict = "same"\n{pair}\n[[verdict]]\nverdict = "different"\n{pair}'
    identities = decided(tmp_path, text)
    assert identities.resolve("a", "organisation", "Marlow Aid") is not identities.resolve(
        "b", "organisation", "Marl Aid"
    )


def test_a_verdict_may_name_an_id(tmp_path: Path) -> None:
    text = verdict("same", "organisation", "marlow-aid", right="marl-aid")
    identities = decided(tmp_path, text)
    assert identities.resolve("a", "organisation", "Marlow Aid") is identities.resolve(
        "b", "organisation", "Marl Aid"
    )


@pytest.mark.parametrize("decision", ["same", "different"])
def test_a_verdict_that_matches_nothing_is_reported(decision: str) -> None:
    verdict = Verdict(
        decision, "person", NameReference("Nobody Known"), NameReference("Ann Marlow")
    )  # type: ignore[arg-type]
    assert identify(PAPERS, VOCABULARY, Verdicts((verdict,))).unmatched == (verdict,)


def test_no_file_is_no_verdict(tmp_path: Path) -> None:
    assert load_verdicts(tmp_path / "none.toml") == Verdicts()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("verdict = [", "TOML"),
        ('verdict = "same"', "list"),
        ('[[verdict]]\nverdict = "maybe"\nkind = "person"\nleft = "A"', "use same, different"),
        ('[[verdict]]\nverdict = "same"\nkind = "thing"\nleft = "A"', "use person"),
        ('[[verdict]]\nverdict = "same"\nkind = "person"\nright = "A"', "no left"),
        ('[[verdict]]\nverdict = "same"\nkind = "person"\nleft = "A"', "no right"),
        ('[[verdict]]\nverdict = "called"\nkind = "person"\nleft = "A"', "no name"),
        ('[[verdict]]\nverdict = "kind"\nkind = "person"\nleft = "A"\nbecomes = "dog"', "becomes"),
        ('[[verdict]]\nverdict = "same"\nkind = "person"\nleft = "A"\nrihgt = "B"', "unknown key"),
        (
            '[[verdict]]\nverdict = "same"\nkind = "person"\nleft = { nme = "A" }\nright = "B"',
            "is no name",
        ),
    ],
)
def test_a_wrong_file_says_where_and_what(tmp_path: Path, text: str, reason: str) -> None:
    file = tmp_path / "verdicts.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=reason) as caught:
        load_verdicts(file)
    assert str(file) in str(caught.value)


# -- ids that last -------------------------------------------------------------


def read(*papers: Facts, text: str) -> Identities:
    table = tomllib.loads(text)["verdict"]
    verdicts = [
        Verdict(
            each["verdict"],
            each["kind"],
            NameReference(each["left"]),
            NameReference(each["right"]) if "right" in each else None,
            each.get("name") or each.get("becomes"),
        )
        for each in table
    ]
    return identify(papers, VOCABULARY, Verdicts(tuple(verdicts)))


OLDER = paper("old", "[Marl Aid] and [@Al Orde].", DAY[0])
NEWER = paper("new", "[Northern Marlow Aid Trust] and [@Alexander Ordewell].", DAY[1])


def same(kind: str, left: str, right: str) -> str:
    return verdict("same", kind, left, right=right)


@pytest.mark.parametrize("papers", [(OLDER, NEWER), (NEWER, OLDER)])
def test_a_merge_keeps_the_older_id_and_remembers_the_other(papers: tuple[Facts, Facts]) -> None:
    text = same("organisation", "Northern Marlow Aid Trust", "Marl Aid") + same(
        "person", "Al Orde", "Alexander Ordewell"
    )
    identities = read(*papers, text=text)
    body = identities.resolve("new", "organisation", "Northern Marlow Aid Trust")
    assert body is not None and (body.id, body.replaced_ids) == (
        "marl-aid",
        ("northern-marlow-aid-trust",),
    )
    person = identities.resolve("new", "person", "Alexander Ordewell")
    assert person is not None and (person.id, person.replaced_ids) == (
        "al-orde",
        ("alexander-ordewell",),
    )


def test_a_merge_with_an_entry_of_the_vocabulary_takes_its_id() -> None:
    later = paper("later", "[Home Office]", DAY[1])
    identities = read(OLDER, later, text=same("organisation", "Marl Aid", "Home Office"))
    entity = identities.resolve("old", "organisation", "Marl Aid")
    assert entity is not None and (entity.id, entity.replaced_ids) == ("home-office", ("marl-aid",))


def test_saying_what_the_rules_say_anyway_moves_no_id() -> None:
    seats = [
        ("old", [("E. Warrow", "Home Office")], DAY[0]),
        ("new", [("Edith Warrow", "Home Office")], DAY[1]),
    ]
    papers = [paper(name, "[@" + rows[0][0] + "]", day, rows=rows) for name, rows, day in seats]
    rules = identify(papers, VOCABULARY).resolve("old", "person", "E. Warrow")
    told = read(*papers, text=same("person", "E. Warrow", "Edith Warrow")).resolve(
        "old", "person", "E. Warrow"
    )
    assert rules is not None and told is not None and rules.id == told.id == "e-warrow"


def test_a_new_name_moves_no_id() -> None:
    text = verdict("called", "organisation", "Marl Aid", name="Aid for Marl")
    entity = read(OLDER, text=text).resolve("old", "organisation", "Marl Aid")
    assert entity is not None and (entity.id, entity.name) == ("marl-aid", "Aid for Marl")


def test_another_kind_remembers_where_it_was() -> None:
    text = verdict("kind", "organisation", "Marl Aid", becomes="programme")
    identities = read(OLDER, text=text)
    entity = identities.of_mention("old", 0)
    assert entity is not None and identities.retyped == (("organisation", "marl-aid", entity),)


# -- doubts that a person settled ----------------------------------------------

UNSURE = (
    paper("one", held=DAY[0], rows=[("Cllr. Jan Orde", "Home Office")]),
    paper("two", "[@Mr Vell] spoke.", DAY[1], rows=[("Chief Inspector J. Orde", None)]),
)


def test_a_pair_that_a_person_parted_is_no_doubt_any_longer() -> None:
    (unsure,) = (j for j in identify(UNSURE, VOCABULARY).judgements if j.verdict == "unsure")
    text = same("person", unsure.left, unsure.right).replace('"same"', '"different"')
    assert [j.verdict for j in read(*UNSURE, text=text).judgements] == ["different"]


def test_half_a_name_that_a_person_confirmed_is_no_doubt_any_longer() -> None:
    rules = identify(UNSURE, VOCABULARY).resolve("two", "person", "Mr Vell")
    assert rules is not None and rules.doubtful
    text = verdict("called", "person", "Mr Vell", name="Mr Vell")
    told = read(*UNSURE, text=text).resolve("two", "person", "Mr Vell")
    assert told is not None and not told.doubtful and told.id == rules.id


# -- wherever a name stands ----------------------------------------------------


def test_what_is_no_entity_is_none_in_lists_and_on_title_pages_either() -> None:
    pages = paper(
        "a", "[Marl Aid] spoke.", DAY[0], rows=[("Ann Orde", "Marl Aid")], organisation="Marl Aid"
    )
    text = verdict("not-an-entity", "organisation", "Marl Aid")
    identities = read(pages, text=text)
    assert identities.resolve("a", "organisation", "Marl Aid") is None
    assert "marl-aid" not in {entity.id for entity in identities.entities}
    text = verdict("not-an-entity", "person", "Ann Orde")
    assert read(pages, text=text).resolve("a", "person", "Ann Orde") is None


def test_a_persons_kind_wins_over_the_vocabularys_and_over_how_often() -> None:
    pages = paper(
        "a", "[#Street Harm Network], [#Lantern Walks], [#Lantern Walks], [Lantern Walks].", DAY[0]
    )
    text = verdict("kind", "programme", "Street Harm Network", becomes="organisation")
    text += verdict("kind", "programme", "Lantern Walks", becomes="organisation")
    identities = read(pages, text=text)
    assert {entity.kind for entity in identities.entities} == {"organisation"}
    assert not identities.unmatched
    known = {(kind, old) for kind, old, _ in identities.retyped}
    assert {("programme", "street-harm-network"), ("programme", "lantern-walks")} <= known


def test_an_office_is_no_person_whatever_stands_before_it() -> None:
    assert (
        identify([paper("a", responsible=["Mr Service Officer"])], VOCABULARY).resolve(
            "a", "person", "Mr Service Officer"
        )
        is None
    )
