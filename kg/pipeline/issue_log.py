"""The issue log of a build: what was not handled, or not with certainty, one JSON object a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from kg.extractors.facts import Facts, Issue

if TYPE_CHECKING:
    from kg.linking import Identities, Verdict
    from kg.linking.verdicts import TieVerdict
    from kg.store.validation import ValidationResult

WORDS_SHOWN = 160  # characters of the paper that an issue cites at most
_LEVELS: dict[str, Literal["warning", "error"]] = {"warning": "warning", "violation": "error"}


def corpus_issues(
    corpus: Sequence[Facts], identities: Identities, unmatched: Sequence[Verdict | TieVerdict]
) -> list[dict[str, Any]]:
    """The issues of extraction, linking and verdicts, in an order that does not change."""
    by_id = {facts.document.id: facts for facts in corpus}
    issues = [issue_record(issue, facts) for facts in corpus for issue in facts.issues]
    for unresolved in identities.unresolved:
        text = (
            f"“{unresolved.printed}” ({unresolved.kind}) names nobody for certain: "
            f"{unresolved.reason}"
        )
        issues.append(issue_record(Issue("info", "identity", text), by_id[unresolved.document]))
    issues += [issue_record(Issue("error", "linking", said)) for said in identities.failures]
    for verdict in unmatched:
        text = f"{verdict.unmatched_message} of these papers any longer"
        issues.append(issue_record(Issue("warning", "verdicts", text)))
    return sorted(issues, key=_position)


def shape_issues(results: Sequence[ValidationResult]) -> list[dict[str, Any]]:
    """The shapes that a graph breaks, as issues."""
    return [
        issue_record(Issue(_LEVELS[finding.severity], "check", str(finding))) for finding in results
    ]


def issue_record(issue: Issue, facts: Facts | None = None) -> dict[str, Any]:
    """One line of the log; ``facts`` are those of the paper that the issue's span lies in."""
    from kg.text.masking import quotable

    record: dict[str, Any] = {
        "level": issue.level,
        "stage": issue.stage,
        "document": facts.document.name if facts is not None else issue.document,
        "page": None,
        "start": issue.span.start if issue.span is not None else None,
        "message": quotable(issue.message),
        "words": None,
    }
    if facts is not None and issue.span is not None:
        start, end = issue.span.start, min(issue.span.end, issue.span.start + WORDS_SHOWN)
        record["page"] = facts.document.page_number(start)
        record["words"] = quotable(facts.document.text[start:end])
    return record


_ORDER = ("error", "warning", "info")


def _position(record: dict[str, Any]) -> tuple[int, str, int, str, str]:
    """What matters most comes first; then as the papers have it."""
    return (
        _ORDER.index(record["level"]),
        record["document"] or "",
        record["start"] or 0,
        record["stage"],
        record["message"],
    )
