"""The file of people's verdicts: sorted, one topic decided once, hand-written entries kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeVar, get_args

from kg.errors import StoreError
from kg.linking import NameReference, Verdict, Verdicts, load_verdicts
from kg.linking.verdicts import Decision, StatementReference, TieVerdict, read_verdicts
from kg.ontology.folding import fold, fold_printed
from kg.store.filesystem import replace_file
from kg.store.snapshots import STORE_FILE

VerdictEntry = Verdict | TieVerdict
_Entry = TypeVar("_Entry", Verdict, TieVerdict)

_HEADER = """\
# What people decided about the names in the papers, and about the ties between their statements.
# It wins over every rule and outlives every rebuild. Written by kg review and kg correct, and yours
# to edit. Under [[verdict]], verdict is same, different, called (with name), not-an-entity or kind
# (with becomes); kind is person, organisation or programme. Under [[tie]], verdict is right or
# wrong; kind is continues, became, answered, delivered, taken or withdrawn.
"""
_VERDICT, _TIE = "[[verdict]]", "[[tie]]"
_ORDER = get_args(Decision)


def record_verdicts(
    path: Path,
    new: Sequence[VerdictEntry],
    drop: Callable[[VerdictEntry], bool] = lambda entry: False,
) -> int:
    """Add verdicts to a file, and delete those that they overrule and those to ``drop``.

    Gives the number of deleted entries. The file is replaced in one step, and not at all where it
    cannot be read: ``InputError`` says why.
    """
    before = load_verdicts(path)
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
    header, name_texts, tie_texts = _entry_texts(text, before)
    names = _kept(list(zip(before.all, name_texts, strict=True)), new, drop)
    ties = _kept(list(zip(before.ties, tie_texts, strict=True)), new, drop)
    deleted = len(before.all) + len(before.ties) - len(names) - len(ties)
    for entry in {_topic(entry): _with_sorted_sides(entry) for entry in new}.values():
        if isinstance(entry, Verdict):
            names.append((entry, _verdict_text(entry)))
        else:
            ties.append((entry, _tie_text(entry)))
    _replace_verdict_file(path, _file_text(path, header, names, ties))
    return deleted


def _kept(
    entries: Sequence[tuple[_Entry, str]],
    new: Sequence[VerdictEntry],
    drop: Callable[[VerdictEntry], bool],
) -> list[tuple[_Entry, str]]:
    """The entries of the file that still hold; of two on one topic the later one."""
    latest = {_topic(entry): at for at, (entry, _) in enumerate(entries)}

    def holds(entry: _Entry) -> bool:
        return not drop(entry) and not any(overrules(each, entry) for each in new)

    return [
        (entry, text)
        for at, (entry, text) in enumerate(entries)
        if latest[_topic(entry)] == at and holds(entry)
    ]


def _file_text(
    path: Path,
    header: str,
    names: list[tuple[Verdict, str]],
    ties: list[tuple[TieVerdict, str]],
) -> str:
    """The whole file, entries sorted, each with the text that it has or is to have."""
    names = sorted(names, key=lambda each: _name_order(each[0]))
    ties = sorted(ties, key=lambda each: _tie_order(each[0]))
    text = _joined(header, [text for _, text in (*names, *ties)])
    verdicts = Verdicts(tuple(entry for entry, _ in names), tuple(entry for entry, _ in ties))
    if read_verdicts(path, text) == verdicts:
        return text
    # Odd, but valid, TOML by hand was not cut into entries rightly: write all of them anew.
    return _joined(header, [*map(_verdict_text, verdicts.all), *map(_tie_text, verdicts.ties)])


def _joined(header: str, texts: Iterable[str]) -> str:
    return "\n".join([header, *(f"{text}\n" for text in texts)])


def _replace_verdict_file(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, text, private=(path.parent / STORE_FILE).exists())
    except OSError as error:
        with suppress(OSError):
            path.with_name(path.name + ".tmp").unlink(missing_ok=True)
        reason = error.strerror or error
        raise StoreError(
            f"{path}: cannot be written ({reason}); name another file with --verdicts"
        ) from error


# -- the text of entries -------------------------------------------------------------------------


def _entry_texts(text: str, verdicts: Verdicts) -> tuple[str, list[str], list[str]]:
    """What stands before the first entry, and the text of each verdict on names and on ties.

    The text of an entry begins with the comments right above it.
    """
    header, names, ties = _split(text)
    if (len(names), len(ties)) != (len(verdicts.all), len(verdicts.ties)):
        # Odd, but valid, TOML by hand: headings of entries are not where they seem to be.
        header, names, ties = (
            "",
            [*map(_verdict_text, verdicts.all)],
            [*map(_tie_text, verdicts.ties)],
        )
    return (header or _HEADER.strip()) + "\n", names, ties


def _split(text: str) -> tuple[str, list[str], list[str]]:
    """The header, and the entries under the headings of verdicts on names and on ties."""
    parts: list[list[str]] = [[]]
    headings = [""]
    for line in text.replace("\r\n", "\n").split("\n"):  # no other breaks: they may stand in names
        heading = line.split("#")[0].strip()
        if heading in (_VERDICT, _TIE):
            parts.append(_take_trailing_comments(parts[-1]))
            headings.append(heading)
        parts[-1].append(line)
    blocks = ["\n".join(part).strip() for part in parts]
    names = [block for block, heading in zip(blocks, headings, strict=True) if heading == _VERDICT]
    ties = [block for block, heading in zip(blocks, headings, strict=True) if heading == _TIE]
    return blocks[0], names, ties


def _take_trailing_comments(lines: list[str]) -> list[str]:
    """Remove the comments at the end of ``lines``, and give them."""
    at = len(lines)
    while at and lines[at - 1].lstrip().startswith("#"):
        at -= 1
    comments = lines[at:]
    del lines[at:]
    return comments


def _verdict_text(verdict: Verdict) -> str:
    lines = [_VERDICT, f"verdict = {_string(verdict.decision)}", f"kind = {_string(verdict.kind)}"]
    lines.append(f"left = {_name(verdict.left)}")
    if verdict.right is not None:
        lines.append(f"right = {_name(verdict.right)}")
    if verdict.value is not None:
        key = "becomes" if verdict.decision == "kind" else "name"
        lines.append(f"{key} = {_string(verdict.value)}")
    return "\n".join([*lines, *_attribution(verdict)])


def _tie_text(verdict: TieVerdict) -> str:
    lines = [
        _TIE,
        f'verdict = "{"right" if verdict.right else "wrong"}"',
        f"kind = {_string(verdict.kind)}",
        f"from = {_statement(verdict.source)}",
        f"to = {_statement(verdict.target)}",
    ]
    return "\n".join([*lines, *_attribution(verdict)])


def _attribution(entry: VerdictEntry) -> list[str]:
    """The lines that say who decided, when and why."""
    values = (("by", entry.by), ("on", entry.on), ("note", entry.note))
    return [f"{key} = {_string(value)}" for key, value in values if value is not None]


def _statement(statement: StatementReference) -> str:
    day = f"date = {statement.date}, " if statement.date is not None else ""
    number = f"number = {_string(statement.number)}, " if statement.number is not None else ""
    return f"{{ {day}{number}words = {_string(statement.words)} }}"


def _name(named: NameReference) -> str:
    if named.document is None:
        return _string(named.name)
    return f"{{ name = {_string(named.name)}, document = {_string(named.document)} }}"


def _string(text: str) -> str:
    """``text`` as a TOML string: JSON's escapes, and that of DEL, which TOML asks for."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


# -- which entry is about what -------------------------------------------------------------------


def side_key(named: NameReference | None) -> tuple[str, str]:
    """A side of a verdict as it is compared: folded name and paper."""
    return (fold_printed(named.name), named.document or "") if named is not None else ("", "")


def overrules(new: VerdictEntry, old: VerdictEntry) -> bool:
    """Whether ``new`` takes the place of ``old``.

    It does on the same topic, and by speaking of a name that ``old`` calls nobody's.
    """
    if _topic(new) == _topic(old):
        return True
    if isinstance(new, TieVerdict) or isinstance(old, TieVerdict) or new.kind != old.kind:
        return False
    ignored = old.decision == "not-an-entity" and new.decision not in ("not-an-entity", "kind")
    named = {side_key(side) for side in (new.left, new.right) if side is not None}
    return ignored and side_key(old.left) in named


def _topic(entry: VerdictEntry) -> tuple[object, ...]:
    """What an entry decides; of two on one topic the later one counts."""
    if isinstance(entry, TieVerdict):
        return ("tie", *_tie_order(entry))
    if entry.decision in ("same", "different"):
        return ("pair", entry.kind, *sorted((side_key(entry.left), side_key(entry.right))))
    return ("name" if entry.decision == "called" else "being", entry.kind, *side_key(entry.left))


def _with_sorted_sides(entry: VerdictEntry) -> VerdictEntry:
    """A verdict on a pair with its sides in order, so that either order gives one text."""
    if isinstance(entry, TieVerdict) or entry.right is None:
        return entry
    if side_key(entry.left) <= side_key(entry.right):
        return entry
    return replace(entry, left=entry.right, right=entry.left)


def _name_order(verdict: Verdict) -> tuple[object, ...]:
    left, right = side_key(verdict.left), side_key(verdict.right)
    return verdict.kind, left, _ORDER.index(verdict.decision), right, verdict.value or ""


def _tie_order(verdict: TieVerdict) -> tuple[object, ...]:
    ends = (
        (str(end.date or ""), fold(end.words), end.number or "")
        for end in (verdict.source, verdict.target)
    )
    return (verdict.kind, *ends)
