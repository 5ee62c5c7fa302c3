"""RTF: minutes as word processors of all ages hand them on.

One pass over the tokens of the file; what a word processor would not show (fonts, pictures, fields'
codes, heads and feet) is left away, the numbers that it counted stand in the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg.extractors.facts import Document
from kg.extractors.reading.base import UnreadableError
from kg.extractors.reading.marks import (
    Leaves,
    document_of,
    footnote,
    note_mark,
    strong,
    table_row,
    words,
)

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]{1,4096})|[\r\n]+|\\",
    re.DOTALL,
)
_UNSEEN = frozenset(
    "fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl "
    "footerr footerf fldinst nonshppict sn sv annotation atnid atnauthor bkmkstart bkmkend xe tc "
    "filetbl revtbl listtable listoverridetable rsidtbl generator themedata datastore".split()
)
_SHOWN_IF_KNOWN = frozenset(("shpinst", "shptxt", "listtext", "pntext", "fldrslt"))
_SIGNS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "tab": "\t", "line": "\n", "emspace": " ", "enspace": " ",
    "nestcell": " ", "nestrow": "\n", "softline": "\n",
}  # fmt: skip
_BREAKS = {"page": "\f", "softpage": "\f"}
_ESCAPED = {b"~": "\u00a0", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\"}
MAX_GROUPS = 2_000  # within each other


@dataclass(frozen=True, slots=True)
class _RtfState:
    """What holds inside a group and is over with it."""

    unseen: bool = False
    bold: bool = False
    caps: bool = False
    note: bool = False
    after_unicode: int = 1  # characters that stand in for one of Unicode


def read_rtf(path: Path, data: bytes, identifier: str) -> Document:
    """An RTF file; raises ``UnreadableError`` where it is damaged or has no words."""
    if not data.lstrip()[:5] == b"{\\rtf":
        raise UnreadableError(path, "a damaged RTF file", "save it again, or as PDF")
    writer = _RtfWriter(path)
    writer.read(data)
    return document_of(path, identifier, "rtf", writer.leaves)


class _RtfWriter:
    """Tokens → pages of Markdown lines."""

    def __init__(self, path: Path) -> None:
        self.leaves = Leaves()
        self._path = path
        self._state = _RtfState()
        self._stack: list[_RtfState] = []
        self._codepage = "cp1252"
        self._bytes = bytearray()
        self._runs: list[tuple[bool, str]] = []
        self._note: list[str] = []
        self._notes: list[str] = []
        self._cells: list[list[str]] = []
        self._cell: list[str] = []
        self._in_table = False
        self._heading = 0
        self._star = False  # the next word names a destination that may be unknown
        self._swallow = 0

    def read(self, data: bytes) -> None:
        at = 0
        while at < len(data):
            token = _TOKEN.match(data, at)
            if token is None:
                break
            at = token.end()
            if token["hex"] is None:
                self._flush_bytes()
            if token["word"] == b"bin":
                at += max(0, int(token["number"] or 0))
            else:
                self._take(token)
        self._flush_bytes()
        self._end_paragraph()
        self._end_row()
        self.leaves.say(*(line for note in self._notes for line in ("", note)))

    def _take(self, token: re.Match[bytes]) -> None:
        if token["brace"]:
            self._group(token["brace"] == b"{")
        elif token["word"]:
            number = token["number"]
            self._word(token["word"].decode("ascii"), None if number is None else int(number))
        elif token["hex"]:
            if self._swallow:
                self._swallow -= 1
            elif not self._state.unseen:
                self._bytes.append(int(token["hex"], 16))
        elif token["sign"] == b"*":
            self._star = True
        elif token["sign"]:
            self._say(_ESCAPED.get(token["sign"], ""))
        elif token["text"]:
            text = token["text"].decode(self._codepage, "replace")
            skipped = min(self._swallow, len(text))
            self._swallow -= skipped
            self._say(text[skipped:])

    def _group(self, begins: bool) -> None:
        self._star, self._swallow = False, 0
        if begins:
            if len(self._stack) >= MAX_GROUPS:
                raise UnreadableError(self._path, "a damaged RTF file", "save it again, or as PDF")
            self._stack.append(self._state)
        elif self._stack:
            was, self._state = self._state, self._stack.pop()
            if was.note and not self._state.note:
                said = " ".join("".join(self._note).split())
                self._note = []
                if said:
                    self._notes.append(footnote(str(len(self._notes) + 1), words(said)))
                    self._say(note_mark(str(len(self._notes))))

    def _word(self, word: str, number: int | None) -> None:
        if self._star and word not in _SHOWN_IF_KNOWN:
            self._state = replace(self._state, unseen=True)
        self._star = False
        if word in _UNSEEN:
            self._state = replace(self._state, unseen=True)
        elif word in _SIGNS or word in _BREAKS:
            self._say(_SIGNS.get(word) or _BREAKS[word])
        elif (act := _ACTS.get(word)) is not None:
            act(self, number)

    def _say(self, text: str) -> None:
        if self._state.unseen or not text:
            return
        if self._state.note:
            self._note.append(text)
            return
        if self._state.caps:
            text = text.upper()
        self._runs.append((self._state.bold, text))

    def _flush_bytes(self) -> None:
        if self._bytes:
            said = self._bytes.decode(self._codepage, "replace")
            self._bytes.clear()
            self._say(said)

    # -- what control words do -------------------------------------------------------------------

    def unicode(self, number: int | None) -> None:
        code = (number or 0) % 0x10000
        if not 0xD800 <= code < 0xE000:
            self._say(chr(code) if code >= 32 else " ")
        self._swallow = self._state.after_unicode

    def fallback(self, number: int | None) -> None:
        self._state = replace(self._state, after_unicode=min(number or 0, 8))

    def codepage(self, number: int | None) -> None:
        name = f"cp{number}"
        try:
            "".encode(name)
        except LookupError:
            return
        self._codepage = name

    def bold(self, number: int | None) -> None:
        self._state = replace(self._state, bold=number != 0)

    def caps(self, number: int | None) -> None:
        self._state = replace(self._state, caps=number != 0)

    def hide(self, number: int | None) -> None:
        self._state = replace(self._state, unseen=self._state.unseen or number != 0)

    def plain(self, _number: int | None) -> None:
        self._state = replace(self._state, bold=False, caps=False)

    def footnote(self, _number: int | None) -> None:
        self._state = replace(self._state, note=True)

    def paragraph_defaults(self, _number: int | None) -> None:
        self._in_table, self._heading = False, 0

    def in_table(self, _number: int | None) -> None:
        self._in_table = True

    def outline(self, number: int | None) -> None:
        self._heading = number + 1 if number is not None and 0 <= number < 6 else 0

    def paragraph(self, _number: int | None) -> None:
        if self._state.note:
            self._note.append(" ")
        elif not self._state.unseen:
            self._end_paragraph()

    def section(self, _number: int | None) -> None:
        self.paragraph(None)
        if not self._state.unseen:
            self.leaves.turn()

    def cell(self, _number: int | None) -> None:
        self._in_table = True
        self._end_paragraph()
        self._cells.append(self._cell)
        self._cell = []

    def row(self, _number: int | None) -> None:
        self._end_row()

    # -- lines -----------------------------------------------------------------------------------

    def _end_paragraph(self) -> None:
        text = "".join(_marked(self._runs)).strip(" ")
        self._runs = []
        if self._in_table:
            self._cell += [line for line in text.replace("\f", "\n").split("\n") if line.strip()]
            return
        self._end_row()
        if self._heading and text.strip():
            text = "#" * self._heading + " " + text.replace("**", "").replace("\n", " ")
        self.leaves.paragraph(text)
        if not re.match(r"[^\t\n]{1,8}\t", text):  # entries of a list stand close together
            self.leaves.say("")

    def _end_row(self) -> None:
        if self._cell:
            self._cells.append(self._cell)
        if self._cells:
            self.leaves.say(*table_row(self._cells))
        self._cells, self._cell = [], []


_ACTS: dict[str, Callable[[_RtfWriter, int | None], None]] = {
    "u": _RtfWriter.unicode,
    "uc": _RtfWriter.fallback,
    "ansicpg": _RtfWriter.codepage,
    "b": _RtfWriter.bold,
    "caps": _RtfWriter.caps,
    "v": _RtfWriter.hide,
    "deleted": _RtfWriter.hide,
    "plain": _RtfWriter.plain,
    "footnote": _RtfWriter.footnote,
    "pard": _RtfWriter.paragraph_defaults,
    "intbl": _RtfWriter.in_table,
    "outlinelevel": _RtfWriter.outline,
    "par": _RtfWriter.paragraph,
    "sect": _RtfWriter.section,
    "cell": _RtfWriter.cell,
    "row": _RtfWriter.row,
}


def _marked(runs: list[tuple[bool, str]]) -> Iterator[str]:
    """Runs with their bold words marked; tabs, line and page breaks stay outside the marks."""
    joined: list[tuple[bool, list[str]]] = []
    for bold, text in runs:
        if joined and joined[-1][0] == bold:
            joined[-1][1].append(text)
        else:
            joined.append((bold, [text]))
    for bold, texts in joined:
        for part in re.split(r"([\n\f\t])", "".join(texts)):
            yield part if part in "\n\f\t" else strong(part) if bold else words(part)
