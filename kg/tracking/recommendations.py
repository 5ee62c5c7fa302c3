"""What a meeting made of each recommendation: taken as it was, changed, or left."""

from __future__ import annotations

from datetime import date

from extractors.dates import dates
from extractors.facts import Recommendation, Resolution
from extractors.resolutions import verb_of
from kg.tracking.record import Item, Papers
from kg.tracking.similarity import clue, content, numbers, says, share, stems, total, weight
from kg.tracking.tie_overrides import Told
from kg.tracking.ties import Advice, Outcome, Ref, Tie


def advice(papers: Papers, told: Told) -> tuple[Advice, ...]:
    """Every recommendation, in the order of the papers."""
    items: dict[Ref, Item] = {}
    for board in papers.days():
        for item in papers.items(board):
            items.update(dict.fromkeys(item.members, item))
    clauses: dict[tuple[str, int], list[tuple[Ref, Resolution]]] = {}
    for ref, resolution in papers.resolutions():
        if resolution.minute is not None:
            clauses.setdefault((ref.document, resolution.minute), []).append((ref, resolution))
    found = []
    for ref, clause in papers.recommendations():
        holder = items.get(Ref(ref.document, "report", clause.report))
        minute = holder.minute if holder is not None else None
        if said := told.right("taken", ref):
            found.append(_said(papers, ref, clause, said[0], told))
        elif minute is None:
            found.append(Advice(ref, None))
        else:
            able = clauses.get((minute.document, minute.index), [])
            able = [pair for pair in able if not told.wrong("taken", ref, (pair[0],))]
            found.append(_advice(ref, clause, minute, able))
    days = {each.recommendation: _day(papers, each) for each in found}
    return tuple(sorted(found, key=lambda each: (days[each.recommendation], each.recommendation)))


def _day(papers: Papers, found: Advice) -> date:
    ref = found.recommendation
    return (
        papers.day(ref.document, papers.facts[ref.document].recommendations[ref.index].meeting)
        or date.max
    )


def _said(papers: Papers, ref: Ref, clause: Recommendation, taken: Ref, told: Told) -> Advice:
    """The resolution that people said took a recommendation."""
    resolution = papers.facts[taken.document].resolutions[taken.index]
    minute = (
        Ref(taken.document, "minute", resolution.minute) if resolution.minute is not None else None
    )
    changed = verb_of(clause.text) != resolution.verb or _apart(clause.text, resolution.text)
    return Advice(ref, "changed" if changed else "taken", minute, told.tie("taken", ref, taken))


def _advice(
    ref: Ref, clause: Recommendation, minute: Ref, clauses: list[tuple[Ref, Resolution]]
) -> Advice:
    ties = [
        tie
        for other, resolution in clauses
        if (tie := _tie(ref, clause, other, resolution)) is not None
    ]
    best = max(ties, key=lambda tie: tie.score, default=None)
    if best is None:
        return Advice(ref, "left", minute)
    changed = best.doubtful or any(each.id == "numbers-other" for each in best.clues)
    outcome: Outcome = "changed" if changed else "taken"
    return Advice(ref, outcome, minute, best)


def _tie(ref: Ref, clause: Recommendation, other: Ref, resolution: Resolution) -> Tie | None:
    wanted, given = _matter(clause.text), _matter(resolution.text)
    same_verb = verb_of(clause.text) == resolution.verb
    names = ["verb-same" if same_verb else "verb-other"]
    held = max(share(wanted, given), share(given, wanted) if len(given) > 2 else 0.0)
    if says("all-taken", resolution.text):
        names.append("all-taken")
    elif held >= weight("taken", "most"):
        names.append("words-most")
    elif held >= weight("taken", "some"):
        names.append("words-some")
    elif same_verb and _of_paper(clause.text, wanted) and _of_paper(resolution.text, given):
        names.append("both-paper")
    elif same_verb and resolution.verb == "note":
        # A minute notes its own paper, in whatever words the paper asks for it.
        names.append("both-paper")
    if "all-taken" not in names and _apart(clause.text, resolution.text):
        names.append("numbers-other")
    clues = tuple(clue("taken", name) for name in names)
    score = total(clues)
    if score < weight("taken", "join"):
        return None
    return Tie("taken", ref, other, score, clues, score < weight("taken", "doubt"))


def _matter(text: str) -> frozenset[str]:
    return content(text) - stems("verbs")


def _of_paper(text: str, words: frozenset[str]) -> bool:
    return len(words) < 3 and says("the-paper-itself", text)


def _apart(one: str, other: str) -> bool:
    """Whether both name numbers and share none that both could."""
    left, right = (
        numbers(text) | {found.date.isoformat() for found in dates(text)} for text in (one, other)
    )
    return bool(left and right) and not (left <= right or right <= left)
