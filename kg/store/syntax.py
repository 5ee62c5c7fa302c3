"""SPARQL text read token by token: its keywords, its pattern, and where it fails to parse.

Oxigraph reports the farthest place its parser looked at, which lies beyond the fault, and every
word it could have taken there. The fault itself is the first token with which the text can no
longer become a query; it is found by binary search.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import pyoxigraph as ox

from kg.text.text_comparison import spelled_like

# Strings, IRIs, comments, prefixed names and variables, as Oxigraph reads them: a word in one of
# these is no keyword.
_TOKEN = re.compile(
    r"""(?P<space>\s++|\#[^\n\r]*+)"""
    r"""|(?P<text>"{3}(?:[^"\\]|\\.|"{1,2}(?!"))*+"{3}|'{3}(?:[^'\\]|\\.|'{1,2}(?!'))*+'{3}"""
    r"""|"(?:[^"\\\n\r]|\\.)*+"|'(?:[^'\\\n\r]|\\.)*+'|<[^<>"{}|^`\\\x00-\x20]*+>|[?$@][\w-]++)"""
    r"""|(?P<name>[\w.-]*+:[\w.:%\\-]*+)|(?P<word>\w++)|.""",
    re.DOTALL | re.VERBOSE,
)
_ERROR_POSITION = re.compile(r"error at (\d+):(\d+): ")
_PADDING = " " * 60  # longer than any word the parser looks ahead for
_SHOWN_CHARACTERS = 100  # characters of a line that are shown
_KEYWORDS = tuple(
    (
        "SELECT CONSTRUCT DESCRIBE ASK PREFIX BASE DISTINCT REDUCED FROM NAMED WHERE "
        "OPTIONAL UNION FILTER MINUS GRAPH BIND VALUES EXISTS NOT AS IN UNDEF "
        "ORDER BY GROUP HAVING LIMIT OFFSET ASC DESC COUNT SUM MIN MAX AVG SAMPLE "
        "GROUP_CONCAT SEPARATOR REGEX CONTAINS STRSTARTS LANG DATATYPE BOUND COALESCE IF"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a query.

    ``kind`` is ``word``, ``name`` (prefixed), ``text`` (string, IRI or variable) or ``sign``.
    """

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a query, without space and comments."""
    for found in _TOKEN.finditer(text):
        if found.lastgroup != "space":
            yield Token(found.lastgroup or "sign", found[0], found.start())


def keywords(text: str) -> Iterator[tuple[str, int]]:
    """The keywords and numbers of a query with their offsets.

    Words in strings, IRIs, comments and prefixed names are not among them.
    """
    for token in tokens(text):
        if token.kind == "word":
            yield token.text, token.start


def pattern_start(text: str) -> int | None:
    """Offset behind the bracket that opens a query's pattern; ``None`` where no ``WHERE`` names it.

    Where the pattern is one subquery and nothing else, it is the subquery's.
    """
    depth = 0  # brackets open before the pattern, as in a template
    before = ""  # the keyword before, where nothing but keywords came between
    opened: int | None = None
    all_tokens = list(tokens(text))
    for token, after in zip(all_tokens, [*all_tokens[1:], None], strict=True):
        word = token.text.upper() if token.kind == "word" else ""
        if token.text == "{" and before == "WHERE" and depth == 0:
            opened = token.end
            if after is None or after.text.upper() != "SELECT":
                return opened
        else:
            depth += _depth_change(token)
        # “CONSTRUCT WHERE { … }” has a template for its pattern, which takes triples alone.
        before = "" if (before, word) == ("CONSTRUCT", "WHERE") else word
    return opened


def _depth_change(token: Token) -> int:
    if token.text not in ("{", "}"):
        return 0
    return 1 if token.text == "{" else -1


def position(text: str, offset: int) -> str:
    """“line 3, column 7” of an offset."""
    line = text.count("\n", 0, offset) + 1
    return f"line {line}, column {offset - text.rfind(chr(10), 0, offset)}"


def explain_syntax_error(text: str, message: str, prefixes: Mapping[str, str]) -> str:
    """Where a query fails to parse: line and column, what is wrong, the line, a caret under it.

    ``message`` is the engine's own, which is used where nothing better is known.
    """
    all_tokens = list(tokens(text))
    fault = _first_fault(text, all_tokens, prefixes)
    if fault is not None:
        offset, reason = fault.start, _reason(fault, all_tokens, prefixes)
    else:
        offset, reason = _engine_reason(text, message)
    start = text.rfind("\n", 0, offset) + 1
    line = text[start:].split("\n", 1)[0].rstrip("\r")
    column = offset - start
    skipped = max(0, column - _SHOWN_CHARACTERS // 2)
    shown = "".join(
        character if character.isprintable() else " "
        for character in line[skipped : skipped + _SHOWN_CHARACTERS]
    )
    caret = " " * (column - skipped) + "^"
    return f"{position(text, offset)}: not valid SPARQL, {reason}\n  {shown}\n  {caret}"


def _first_fault(text: str, all_tokens: list[Token], prefixes: Mapping[str, str]) -> Token | None:
    """The first token with which the text can no longer become a query.

    ``None`` where the text only lacks its end.
    """
    if not all_tokens or _may_continue(text[: all_tokens[-1].end], prefixes):
        return None
    low, high = 0, len(all_tokens) - 1  # the fault is among all_tokens[low..high]
    while low < high:
        middle = (low + high) // 2
        if _may_continue(text[: all_tokens[middle].end], prefixes):
            low = middle + 1
        else:
            high = middle
    return all_tokens[low]


def _may_continue(beginning: str, prefixes: Mapping[str, str]) -> bool:
    """Whether a parser reads ``beginning`` to its end, whatever it then lacks."""
    try:
        ox.Store().query(beginning + _PADDING, prefixes=dict(prefixes))
    except SyntaxError as error:
        found = _ERROR_POSITION.match(str(error))
        last = (beginning + _PADDING).rsplit("\n", 1)[-1]
        lines = beginning.count("\n") + 1
        return found is not None and (int(found[1]), int(found[2])) > (lines, len(last))
    except (ValueError, RuntimeError, OSError):
        return True  # it was read
    return True


def _reason(fault: Token, all_tokens: list[Token], prefixes: Mapping[str, str]) -> str:
    name = fault.text.split(":", 1)[0]
    if fault.kind == "name" and name not in prefixes and name not in _declared_prefixes(all_tokens):
        return f"the prefix “{name}:” is not declared; put PREFIX {name}: <…> before the query"
    if fault.text.startswith("<"):
        return f"{fault.text[:80]} is not a whole IRI"
    if fault.kind == "word":
        similar = spelled_like(fault.text.upper(), _KEYWORDS, 1, 0.7)
        if similar and similar[0] != fault.text.upper():
            return f"“{fault.text}” cannot stand here; is {similar[0]} meant?"
    return f"“{fault.text[:40]}” cannot stand here"


def _declared_prefixes(all_tokens: list[Token]) -> set[str]:
    return {
        name.text[:-1]
        for word, name in pairwise(all_tokens)
        if word.kind == "word" and word.text.upper() == "PREFIX" and name.kind == "name"
    }


def _engine_reason(text: str, message: str) -> tuple[int, str]:
    found = _ERROR_POSITION.match(message)
    rest = " ".join(message[found.end() :].split()) if found else message
    if "is unbound" in rest or "aggregate" in rest.lower():
        return 0, "SELECT names a variable that nothing below binds, or that GROUP BY leaves out"
    return len(
        text.rstrip()
    ), "the query ends before it is whole; is a bracket or a quotation mark left open?"
