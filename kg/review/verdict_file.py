"""The file of people's verdicts: sorted, one topic decided once, what people wrote by hand kept as it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeVar, get_args

from kg.errors import StoreError
from kg.linking import NameReference, Verdict, Verdicts, load_verdicts
from kg.linking.verdicts import Decision, StatementReference, TieVerdict, read_verdicts
from kg.store.filesystem import replace_file
from ontology.folding import fold, fold_printed

Entry = Verdict | TieVerdict
E = TypeVar("E", Verdict, TieVerdict)

_HEADER = """\
# What people decided about the names in the papers, and about the ties between their statements. It wins over every
# rule and outlives every rebuild. Written by kg review and kg correct, and yours to edit. Under [[verdict]], verdict is
# same, different, called (with name), not-an-entity or kind (with becomes); kind is person, organisation or programme.
# Under [[tie]], verdict is right or wrong; kind is continues, became, answered, delivered, taken
# or withdrawn.
"""
_VERDICT, _TIE = "[[verdict]]", "[[tie]]"
_ORDER = get_args(Decision)


def record(
    path: Path, new: Sequence[Entry], drop: Callable[[Entry], bool] = lambda entry: False
) -> int:
    """Add verdicts to a file in the place of those they overrule and of those to ``drop``; how many those were.

    The file is replaced in one step, and not at all where it cannot be read: ``InputError`` says why.
    """
    before = load_verdicts(path)
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    header, blocks, tie_blocks = _blocks(text, before)
    names = _kept(list(zip(before.all, blocks, strict=True)), new, drop)
    ties = _kept(list(zip(before.ties, tie_blocks, strict=True)), new, drop)
    gone = len(before.all) + len(before.ties) - len(names) - len(ties)
    added = {_topic(entry): _sides_sorted(entry) for entry in new}.values()
    names += [(entry, _block(entry)) for entry in added if isinstance(entry, Verdict)]
    ties += [(entry, _tie_block(entry)) for entry in added if isinstance(entry, TieVerdict)]
    names.sort(key=lambda each: _key(each[0]))
    ties.sort(key=lambda each: _tie_key(each[0]))
    text = "\n".join([header, *(block + "\n" for _, block in (*names, *ties))])
    whole = Verdicts(tuple(entry for entry, _ in names), tuple(entry for entry, _ in ties))
    if read_verdicts(path, text) != whole:  # odd, but valid, TOML by hand
        text = "\n".join(
            [
                header,
                *(
                    block + "\n"
                    for block in (*map(_block, whole.all), *map(_tie_block, whole.ties))
                ),
            ]
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, text)
    except OSError as error:
        with suppress(OSError):
            path.with_name(path.name + ".tmp").unlink(missing_ok=True)
        reason = error.strerror or error
        raise StoreError(
            f"{path}: cannot be written ({reason}); name another file with --verdicts"
        ) from error
    return gone


def _kept(
    entries: Sequence[tuple[E, str]], new: Sequence[Entry], drop: Callable[[Entry], bool]
) -> list[tuple[E, str]]:
    """The entries of the file that still hold; of two on one topic the later one."""
    latest = {_topic(entry): at for at, (entry, _) in enumerate(entries)}
    return [
        (entry, block)
        for at, (entry, block) in enumerate(entries)
        if latest[_topic(entry)] == at
        and not drop(entry)
        and not any(overrules(each, entry) for each in new)
    ]


# -- its lines --------------------------------------------------------------------------------------------------------


def _blocks(text: str, verdicts: Verdicts) -> tuple[str, list[str], list[str]]:
    """What stands before the first entry, and the lines of each verdict and tie with the comments right above it."""
    parts: list[list[str]] = [[]]
    starts = [""]
    for line in text.replace("\r\n", "\n").split("\n"):  # no other breaks: they may stand in names
        start = line.split("#")[0].strip()
        if start in (_VERDICT, _TIE):
            above = parts[-1]
            at = len(above)
            while at and above[at - 1].lstrip().startswith("#"):
                at -= 1
            own = above[at:]
            del above[at:]
            parts.append(own)
            starts.append(start)
        parts[-1].append(line)
    blocks = ["\n".join(part).strip() for part in parts]
    names, ties = (
        [block for block, at in zip(blocks, starts, strict=True) if at == start]
        for start in (_VERDICT, _TIE)
    )
    header = blocks[0]
    if (len(names), len(ties)) != (len(verdicts.all), len(verdicts.ties)):
        header, names, ties = "", [*map(_block, verdicts.all)], [*map(_tie_block, verdicts.ties)]
    return (header or _HEADER.strip()) + "\n", names, ties


def _block(verdict: Verdict) -> str:
    lines = [_VERDICT, f"verdict = {_string(verdict.decision)}", f"kind = {_string(verdict.kind)}"]
    lines.append(f"left = {_name(verdict.left)}")
    if verdict.right is not None:
        lines.append(f"right = {_name(verdict.right)}")
    if verdict.value is not None:
        lines.append(
            f"{'becomes' if verdict.decision == 'kind' else 'name'} = {_string(verdict.value)}"
        )
    return "\n".join([*lines, *_said(verdict)])


def _tie_block(verdict: TieVerdict) -> str:
    lines = [
        _TIE,
        f'verdict = "{"right" if verdict.right else "wrong"}"',
        f"kind = {_string(verdict.kind)}",
    ]
    lines += [f"from = {_statement(verdict.source)}", f"to = {_statement(verdict.target)}"]
    return "\n".join([*lines, *_said(verdict)])


def _said(entry: Entry) -> list[str]:
    said = (("by", entry.by), ("on", entry.on), ("note", entry.note))
    return [f"{key} = {_string(value)}" for key, value in said if value is not None]


def _statement(statement: StatementReference) -> str:
    day = f"date = {statement.date}, " if statement.date is not None else ""
    number = f"number = {_string(statement.number)}, " if statement.number is not None else ""
    return f"{{ {day}{number}words = {_string(statement.words)} }}"


def _name(named: NameReference) -> str:
    if named.document is None:
        return _string(named.name)
    return f"{{ name = {_string(named.name)}, document = {_string(named.document)} }}"


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


# -- which entry is about what ----------------------------------------------------------------------------------------


def side_of(named: NameReference | None) -> tuple[str, str]:
    """A side of a verdict as it is compared."""
    return (fold_printed(named.name), named.document or "") if named is not None else ("", "")


def overrules(new: Entry, old: Entry) -> bool:
    """Whether ``new`` takes the place of ``old``: on its topic, or by speaking of a name as somebody's after all."""
    if _topic(new) == _topic(old):
        return True
    if isinstance(new, TieVerdict) or isinstance(old, TieVerdict):
        return False
    named = {side_of(side) for side in (new.left, new.right) if side is not None}
    undone = old.decision == "not-an-entity" and new.decision not in ("not-an-entity", "kind")
    return undone and new.kind == old.kind and side_of(old.left) in named


def _topic(entry: Entry) -> tuple[object, ...]:
    """What an entry decides; of two on one topic the later one counts."""
    if isinstance(entry, TieVerdict):
        return ("tie", *_tie_key(entry))
    if entry.decision in ("same", "different"):
        return ("pair", entry.kind, *sorted((side_of(entry.left), side_of(entry.right))))
    return ("name" if entry.decision == "called" else "being", entry.kind, *side_of(entry.left))


def _sides_sorted(entry: Entry) -> Entry:
    if (
        isinstance(entry, TieVerdict)
        or entry.right is None
        or side_of(entry.left) <= side_of(entry.right)
    ):
        return entry
    return replace(entry, left=entry.right, right=entry.left)


def _key(verdict: Verdict) -> tuple[object, ...]:
    left, right = side_of(verdict.left), side_of(verdict.right)
    return verdict.kind, left, _ORDER.index(verdict.decision), right, verdict.value or ""


def _tie_key(verdict: TieVerdict) -> tuple[object, ...]:
    ends = (
        (str(end.date or ""), fold(end.words), end.number or "")
        for end in (verdict.source, verdict.target)
    )
    return (verdict.kind, *ends)
