"""Rows of tables that a dump took apart → one row a line, its cells apart by tabs.

Four habits: each cell on a line of its own before a bar, a bar at the end of a row of running
text, cells parted by bars alone or by slashes.
"""

from __future__ import annotations

import re

_BARS = re.compile(r"^\s*\|(?:\s*\|)*\s*$")
_CELL = re.compile(r"^[^|]*\|$")
_RULER = re.compile(r"^[\s|:-]*-{3,}[\s|:-]*$")
_END = re.compile(r"^(?P<text>[^|]*\S)\s+\|\s*$")
_SLASH = re.compile(r"\s/(?:\s|$)")
_COUNTED = re.compile(r"\s*\(?(?:\d{1,3}|[A-Za-z])[.)]*\s")  # an item or a row
_BETWEEN = re.compile(r"\s*(?<=\s)\|(?=\s)\s*")
FEWEST_BARS = 2  # between the cells of a row
MOST_COLUMNS = 8
LEAST_SLASHED = 4  # lines; fewer are more likely a choice (“he / she”) than a table


def whole_rows(lines: list[str]) -> list[str]:
    """The lines with every table that was taken apart in one of these habits put together again."""
    return _slashed(_barred(_ended(_celled(lines))))


def _celled(lines: list[str]) -> list[str]:
    """A bar begins each row, a bar ends each cell, and each has a line of its own."""
    out: list[str] = []
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and (_CELL.match(lines[end].strip()) or _bars(lines[end]) == 1):
            end += 1
        rows = _rows([line.strip()[:-1].strip() for line in lines[at:end]])
        if rows:
            out += ["\t".join(row).rstrip() for row in rows]
            at = end
        else:
            out.append(lines[at])
            at += 1
    return out


def _bars(text: str) -> int:
    return text.count("|") if _BARS.match(text) else 0


def _rows(run: list[str]) -> list[list[str]] | None:
    """The rows of a run of cells, of the fewest columns for which nearly every row starts with a
    bar alone.
    """
    if len(run) < 6 or run[0]:
        return None
    for width in range(1, MOST_COLUMNS + 1):
        rows: list[list[str]] = []
        slips = at = 0
        while at < len(run):
            slips += bool(run[at])  # a row that lost its first bar
            at += not run[at]
            rows.append(run[at : at + width])
            at += width
        if len(rows) >= 2 and slips * 8 <= len(rows) and (width > 1 or not slips):
            return (
                rows if width > 1 else [part for row in rows for part in (row, [""])]
            )  # paragraphs
    return None


def _ended(lines: list[str]) -> list[str]:
    """A bar ends each row, whose text runs over as many lines as it likes; rows of bars alone part
    them.
    """
    ruled = any("|" in line and _RULER.match(line) for line in lines)
    if not ruled and sum(1 for line in lines if _END.match(line)) < 2:
        return lines
    out: list[str] = []
    for line in lines:
        ended = _END.match(line)
        if ended:
            out += [ended["text"], ""]
        elif _bars(line):
            out.append("")
        elif "|" in line and _RULER.match(line):
            continue
        elif "|" in line and not line.lstrip().startswith("|"):
            out.append(re.sub(r"\s*\|[\s|]*", "\t", line).strip())
        else:
            out.append(line)
    return out


def _barred(lines: list[str]) -> list[str]:
    """Lines of as many cells with bars between them and none at their ends, under one another."""
    counts = [len(_BETWEEN.findall(line)) if _is_barred(line) else 0 for line in lines]
    near = [
        max(counts[at - 1 : at] + counts[at + 1 : at + 2], default=0) for at in range(len(lines))
    ]
    return [
        _BETWEEN.sub("\t", line) if count >= FEWEST_BARS and count == beside else line
        for line, count, beside in zip(lines, counts, near, strict=True)
    ]


def _is_barred(line: str) -> bool:
    return "\t" not in line and not line.strip().startswith("|") and not line.rstrip().endswith("|")


def _slashed(lines: list[str]) -> list[str]:
    """Lines of cells with “ / ” between them, several under one another."""
    out = list(lines)
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and _is_slashed(lines[end]):
            end += 1
        if end - at >= LEAST_SLASHED:
            out[at:end] = [
                "\t".join(part.strip() for part in _SLASH.split(line)).rstrip()
                for line in lines[at:end]
            ]
        at = max(end, at + 1)
    return out


def _is_slashed(line: str) -> bool:
    cells = [cell.strip() for cell in _SLASH.split(line.rstrip())]
    return (
        2 <= len(cells) <= 5
        and 3 <= len(cells[0]) <= 90
        and max(map(len, cells)) <= 160
        and "|" not in line
        and "\t" not in line  # the format has parted its cells
        and (len(cells) > 2 or not _COUNTED.match(line))  # a title in two languages
    )
