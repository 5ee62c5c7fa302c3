"""Verdicts on ties are stronger than any score, outlive rebuilds, and are reported if unmatched."""

from __future__ import annotations

import csv
import io
import shutil
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from kg.extractors.facts import Facts
from tracked_packs import DECEMBER, JUNE, MARCH, SEPTEMBER, Pack, identities, story

from kg import cli
from kg.errors import InputError
from kg.linking import NameReference, Verdict
from kg.linking.verdicts import StatementReference, TieKind, TieVerdict, load_verdicts
from kg.review.tie_review import doubtful_ties
from kg.review.verdict_file import record_verdicts
from kg.tracking.statement_keys import statement_key, statement_refs
from kg.tracking.tie_overrides import TIE_ENDS, TieOverrides
from kg.tracking.tracked_statements import FactKind, FactRef, RequestResult, Tie, TrackingResult
from kg.tracking.tracker import track

DAMP = "That the Scheme Manager be requested to report on damp in terraces"
DAMP_ROW = "Report on damp in the terraces for the meeting of 10 September 2021."
BOAT = "That officers be requested to get a new boat"


def tracked(packs: Sequence[Facts], *verdicts: TieVerdict) -> TrackingResult:
    return track(packs, identities(packs), verdicts)


def verdict_on(
    right: bool,
    kind: TieKind,
    source: tuple[date, str],
    target: tuple[date, str],
    number: str | None = None,
) -> TieVerdict:
    return TieVerdict(
        right,
        kind,
        StatementReference(*source),
        StatementReference(*target, number),
        by="J. Reader",
    )


def of(packs: Sequence[Facts], found: TrackingResult, kind: str) -> list[tuple[str, str, str]]:
    """The ties of one kind: how their ends begin, and by whom they are."""
    by_id = {facts.document.id: facts for facts in packs}

    def begin(ref: FactRef) -> str:
        return statement_key(by_id[ref.document], ref).words[:30]

    return [
        (begin(tie.source), begin(tie.target), tie.by) for tie in found.ties if tie.kind == kind
    ]


# -- what they undo and what they make
# --------------------------------------------------------------------------------


def test_a_wrong_answer_is_undone_and_the_request_stands() -> None:
    packs = story()
    found = tracked(
        packs, verdict_on(False, "answered", (MARCH, DAMP), (SEPTEMBER, "Damp in the terraces"))
    )
    request = next(each for each in found.requests if each.due == SEPTEMBER)
    assert not request.answers and request.status == "done"  # its action was completed
    assert not found.unmatched


def test_a_right_answer_is_made_where_the_rules_see_none() -> None:
    packs = story()
    found = tracked(packs, verdict_on(True, "answered", (MARCH, BOAT), (DECEMBER, "Budget")))
    request = next(each for each in found.requests if each.due == date(2021, 6, 30))
    (tie,) = request.answers
    assert request.status == "answered" and tie.by == "J. Reader" and not tie.doubtful
    assert [clue.id for clue in tie.features] == ["right"]


def test_an_action_becomes_the_one_that_a_person_says() -> None:
    packs = story()
    loft = verdict_on(True, "became", (MARCH, BOAT), (JUNE, "Leaflet on loft ladders."))
    found = of(packs, tracked(packs, loft), "became")
    assert ("That officers be requested to", "Leaflet on loft ladders.", "J. Reader") in [
        (one.rstrip(" …"), other, by) for one, other, by in found
    ]
    undone = of(
        packs,
        tracked(packs, verdict_on(False, "became", (MARCH, DAMP), (JUNE, DAMP_ROW))),
        "became",
    )
    assert not any(other.startswith("Report on damp") for _, other, _ in undone)


def test_rows_are_one_action_or_two_as_a_person_says() -> None:
    packs = story()
    apart = tracked(packs, verdict_on(False, "continues", (SEPTEMBER, DAMP_ROW), (JUNE, DAMP_ROW)))
    assert len(apart.actions) == len(tracked(packs).actions) + 1
    joined = tracked(
        packs,
        verdict_on(True, "continues", (DECEMBER, "Heaters to be lent"), (SEPTEMBER, DAMP_ROW)),
    )
    (action,) = [each for each in joined.actions if len(each.entries) == 3]
    assert [entry.date for entry in action.entries] == [
        JUNE,
        SEPTEMBER,
        DECEMBER,
    ] and not action.doubtful


def test_a_recommendation_is_taken_or_left_as_a_person_says() -> None:
    packs = story()
    note = "note the contents of this report"
    left = tracked(
        packs,
        verdict_on(
            False, "taken", (JUNE, note), (JUNE, "That the contents of the report be noted")
        ),
    )
    by_words = {
        statement_key(packs[0], each.recommendation).words: each for each in left.recommendations
    }
    assert by_words[note].outcome == "left"
    water = "write to the water company"
    taken = tracked(
        packs, verdict_on(True, "taken", (JUNE, water), (SEPTEMBER, "That the report be noted"))
    )
    assert [
        each.outcome for each in taken.recommendations if each.tie and each.tie.by == "J. Reader"
    ] == ["changed"]


def test_an_action_is_off_the_log_or_not_as_a_person_says() -> None:
    packs = story()
    wrong = verdict_on(
        False, "withdrawn", (JUNE, "Leaflet on loft ladders"), (JUNE, "That action no. 3")
    )
    assert of(packs, tracked(packs), "withdrawn") and not of(
        packs, tracked(packs, wrong), "withdrawn"
    )


# -- how they know their ends again
# ------------------------------------------------------------------------------------


def test_a_verdict_outlives_other_names_places_and_slips() -> None:
    june, september, december = story()
    verdict = verdict_on(
        False,
        "answered",
        (MARCH, DAMP + " to the meeting on 10 September 2021."),
        (SEPTEMBER, "Damp in the terraces"),
    )
    moved = replace(june, document=replace(june.document, id="f" * 64, name="other.txt"))
    moved = replace(moved, resolutions=moved.resolutions[::-1])
    slip = replace(moved.resolutions[1], text=moved.resolutions[1].text.replace("Scheme", "Sheme"))
    moved = replace(moved, resolutions=(moved.resolutions[0], slip))
    packs = [moved, september, december]
    assert of(packs, tracked(packs), "answered") and not of(
        packs, tracked(packs, verdict), "answered"
    )


def test_unmatched_verdicts_are_reported() -> None:
    packs = story()
    elsewhere = verdict_on(
        True, "answered", (MARCH, "That nobody knows"), (SEPTEMBER, "Damp in the terraces")
    )
    other_day = verdict_on(False, "answered", (JUNE, DAMP), (SEPTEMBER, "Damp in the terraces"))
    found = tracked(packs, elsewhere, other_day)
    assert found.unmatched == (elsewhere, other_day) and found.ties == tracked(packs).ties
    assert (
        "That nobody knows" in elsewhere.unmatched_message
        and "2021-03-05" in elsewhere.unmatched_message
    )


def test_words_that_several_begin_with_mean_none_unless_a_number_tells() -> None:
    packs = [
        Pack("a.txt", JUNE, MARCH)
        .row("1", [MARCH], "Locks for Heron Court.")
        .row("2", [MARCH], "Locks for Mill.")
        .facts(),
        Pack("b.txt", SEPTEMBER, JUNE).row("1", [MARCH], "Bolts for all doors.").facts(),
    ]
    vague = verdict_on(True, "continues", (SEPTEMBER, "Bolts"), (JUNE, "Locks for"))
    assert TieOverrides(packs, [vague]).unmatched == (vague,)
    numbered = replace(vague, target=replace(vague.target, number="2."))
    assert of(packs, tracked(packs, numbered), "continues") == [
        ("Bolts for all doors.", "Locks for Mill.", "J. Reader")
    ]


def test_every_statement_is_known_again_by_what_is_written_of_it() -> None:
    for facts in story():
        for ref in statement_refs(facts):
            for kind, (sources, targets) in TIE_ENDS.items():
                if ref.kind in sources:
                    other = next(
                        (
                            each
                            for each in statement_refs(facts)
                            if each.kind in targets and each != ref
                        ),
                        None,
                    )
                    if other is not None:
                        verdict = TieVerdict(
                            True, kind, statement_key(facts, ref), statement_key(facts, other)
                        )
                        assert other in TieOverrides([facts], [verdict]).confirmed(kind, ref)


def test_the_order_of_papers_does_not_matter() -> None:
    packs = story()
    verdict = verdict_on(True, "answered", (MARCH, BOAT), (DECEMBER, "Budget"))
    assert tracked(packs, verdict) == tracked(packs[::-1], verdict)


def test_each_doubt_is_one_question() -> None:
    def ref(index: int, kind: FactKind = "action") -> FactRef:
        return FactRef("d", kind, index)

    def tie(kind: TieKind, target: FactRef) -> Tie:
        return Tie(kind, ref(0, "ask"), target, 2.5, (), doubtful=True)

    ties = [
        tie("became", ref(1)),
        tie("became", ref(2)),
        tie("answered", ref(1, "item")),
        tie("answered", ref(1, "report")),
    ]
    request = RequestResult(
        ref(0, "ask"), "b", None, None, None, "open", None, tuple(ties[:2]), (), tuple(ties[2:])
    )
    found = doubtful_ties(TrackingResult(requests=(request,)))
    assert sorted((doubt.kind, len(doubt.targets)) for doubt in found) == [
        ("answered", 2),
        ("became", 1),
        ("became", 1),
    ]


def test_a_request_of_the_minutes_can_be_judged_like_a_decision() -> None:
    packs = [
        Pack("a.txt", JUNE, MARCH)
        .minute("4", "Heron Court")
        .asked("The Clerk agreed to look into the matter.", "the Clerk")
        .row("1", [MARCH], "Bolts for all doors.")
        .facts()
    ]
    assert not of(packs, tracked(packs), "became")
    verdict = verdict_on(
        True, "became", (MARCH, "The Clerk agreed to look into"), (JUNE, "Bolts for all doors.")
    )
    assert [by for *_, by in of(packs, tracked(packs, verdict), "became")] == ["J. Reader"]


# -- the file --------------------------------------------------------------------------------------
# --------------------


def test_ties_and_names_share_one_file_and_keep_their_comments(tmp_path: Path) -> None:
    path = tmp_path / "verdicts.toml"
    path.write_text(
        '# ours\n\n# the boat\n[[tie]]\nverdict = "wrong"\nkind = "became"\n'
        'from = { date = 2021-03-05, words = "That officers" }\n'
        'to = { date = "2021-06-04", number = 4, words = "New boat" }\n'
        '\n# Ada\n[[verdict]]\nverdict = "called"\nkind = "person"\nleft = "A. '
        'Quill"\nname = "Ada Quill"\n',
        encoding="utf-8",
    )
    before = load_verdicts(path)
    assert (
        before.ties[0].target == StatementReference(JUNE, "New boat", "4") and len(before.all) == 1
    )
    record_verdicts(path, [Verdict("not-an-entity", "person", NameReference("Heron Court"))])
    assert (load_verdicts(path).ties, len(load_verdicts(path).all)) == (before.ties, 2)
    text = path.read_text(encoding="utf-8")
    assert text.index("# Ada") < text.index("# the boat") and text.startswith("# ours")
    assert (
        record_verdicts(path, [replace(before.ties[0], right=True)]) == 1
    )  # the same tie decided anew
    assert [tie.right for tie in load_verdicts(path).ties] == [True]
    assert record_verdicts(path, [], lambda entry: isinstance(entry, TieVerdict)) == 1
    assert load_verdicts(path).ties == () and len(load_verdicts(path).all) == 2


@pytest.mark.parametrize(
    "entry",
    [
        'verdict = "same"\nkind = "became"\nfrom = { words = "a" }\nto = { words = "b" }',
        'verdict = "right"\nkind = "likes"\nfrom = { words = "a" }\nto = { words = "b" }',
        'verdict = "right"\nkind = "became"\nfrom = "a"\nto = { words = "b" }',
        'verdict = "right"\nkind = "became"\nfrom = { words = " " }\nto = { words = "b" }',
        'verdict = "right"\nkind = "became"\nfrom = { date = "soon", words = '
        '"a" }\nto = { words = "b" }',
        'verdict = "right"\nkind = "became"\nfrom = { words = "a" }\nto = { '
        'words = "b" }\nwho = "me"',
    ],
)
def test_a_tie_that_cannot_be_read_is_told_with_its_place(tmp_path: Path, entry: str) -> None:
    path = tmp_path / "verdicts.toml"
    path.write_text(f"[[tie]]\n{entry}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"verdicts\.toml, tie 1: "):
        load_verdicts(path)


# -- the command line
# --------------------------------------------------------------------------------------------------


@pytest.fixture
def home(sample_store: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample_store, tmp_path / "store"))


def _ties(
    home: Path, capfd: pytest.CaptureFixture[str]
) -> dict[tuple[str, str, str], dict[str, str]]:
    capfd.readouterr()
    assert cli.run(["query", "threads-ties", "--format", "csv", "--store", str(home)]) == 0
    rows = csv.DictReader(io.StringIO(capfd.readouterr().out))
    return {(row["kind"], row["from"], row["to"]): row for row in rows}


def test_a_script_says_that_a_tie_is_wrong_and_takes_it_back(
    home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = _ties(home, capfd)
    kind, source, target = next(key for key in sorted(before) if key[0] == "became")
    words = [
        "correct",
        "tie",
        "wrong",
        target,
        source,
        "--by",
        "J. Reader",
        "--store",
        str(home),
    ]  # either way round
    assert cli.run([*words, "--rebuild"]) == 0
    assert (kind, source, target) not in _ties(home, capfd)
    assert (
        cli.run(["correct", "tie", "right", source, target, "--store", str(home), "--rebuild"]) == 0
    )
    after = _ties(home, capfd)
    assert (
        after[kind, source, target]["certain"] == "true"
        and "a person said" in after[kind, source, target]["why"]
    )
    assert (
        cli.run(["correct", "tie", "forget", source, target, "--store", str(home), "--rebuild"])
        == 0
    )
    assert _ties(home, capfd) == before
    assert cli.run(["correct", "tie", "forget", source, target, "--store", str(home)]) == 1


def test_why_tells_the_clues_of_a_tie(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    rows = _ties(home, capfd)
    _, source, target = next(key for key in sorted(rows) if key[0] == "became")
    assert cli.run(["why", source, target, "--store", str(home)]) == 0
    out = capfd.readouterr().out
    assert (
        ": tied (became)" in out
        and "raised on the day of the meeting that asked" in out
        and "+1" in out
    )
    other = next(key[2] for key in sorted(rows) if key[0] == "became" and key[1] != source)
    assert cli.run(["why", source, other, "--store", str(home)]) == 0
    assert ": not tied (became)" in capfd.readouterr().out


def test_a_script_is_told_what_is_no_tie(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _, source, target = next(key for key in sorted(_ties(home, capfd)) if key[0] == "became")
    for code, *words in (
        (2, "perhaps", source, target),
        (1, "wrong", source, "https://example.org/nothing"),
        (1, "wrong", source, "no iri at all"),
        (2, "wrong", source, source),
    ):
        assert cli.run(["correct", "tie", *map(str, words), "--store", str(home)]) == code
        assert capfd.readouterr().err.startswith("kg: ")


def test_a_review_asks_about_the_ties_in_doubt(
    home: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    doubtful = [row for row in _ties(home, capfd).values() if row["certain"] == "false"]
    assert doubtful
    names = 1  # questions about names come first
    monkeypatch.setattr(sys, "stdin", io.StringIO("k\n" * names + "w\n" * len(doubtful)))
    assert cli.run(["review", "--store", str(home)]) == 0
    out = capfd.readouterr().out
    for row in doubtful:
        assert row["from_date"] in out and row["to_date"] in out
    assert "not certain below" in out and "[r]ight" in out
    entries = tomllib.loads((home / "verdicts.toml").read_text(encoding="utf-8"))["tie"]
    assert [entry["verdict"] for entry in entries] == ["wrong"] * len(entries) and entries
    assert cli.run(["build", "--store", str(home)]) == 0
    assert not [row for row in _ties(home, capfd).values() if row["certain"] == "false"]


def test_a_verdict_on_a_lost_statement_is_counted_and_listed(
    home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (home / "verdicts.toml").write_text(
        '[[tie]]\nverdict = "right"\nkind = "became"\n'
        'from = { date = 2019-09-27, words = "That the moon be painted" }\n'
        'to = { date = 2019-12-13, words = "Paint" }\n',
        encoding="utf-8",
    )
    assert cli.run(["build", "--store", str(home)]) == 0
    assert "match nothing" in capfd.readouterr().err
    assert cli.run(["issues", "--level", "warning", "--store", str(home)]) == 0
    assert "the moon be painted" in capfd.readouterr().out
