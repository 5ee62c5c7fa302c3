"""Queries read word by word: what they would do, and where one that cannot be parsed goes wrong.

Oxigraph names the farthest place its parser looked at, which lies beyond the fault, and every word it could have taken
there. The fault itself is the first word with which no beginning of a query is left; it is found by halving.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise

import pyoxigraph as ox

# What may hide a word in a query: strings, IRIs, comments, prefixed names, variables. Read as Oxigraph reads them.
_TOKEN = re.compile(
    r"""(?P<space>\s++|\#[^\n\r]*+)"""
    r"""|(?P<text>"{3}(?:[^"\\]|\\.|"{1,2}(?!"))*+"{3}|'{3}(?:[^'\\]|\\.|'{1,2}(?!'))*+'{3}"""
    r"""|"(?:[^"\\\n\r]|\\.)*+"|'(?:[^'\\\n\r]|\\.)*+'|<[^<>"{}|^`\\\x00-\x20]*+>|[?$@][\w-]++)"""
    r"""|(?P<name>[\w.-]*+:[\w.:%\\-]*+)|(?P<word>\w++)|.""",
    re.DOTALL | re.VERBOSE,
)
_AT = re.compile(r"error at (\d+):(\d+): ")
_PAD = " " * 60  # longer than any word the parser looks ahead for
_SHOWN = 100  # characters of a line that are shown
_KEYWORDS = (
    *(
        "SELECT",
        "CONSTRUCT",
        "DESCRIBE",
        "ASK",
        "PREFIX",
        "BASE",
        "DISTINCT",
        "REDUCED",
        "FROM",
        "NAMED",
        "WHERE",
    ),
    *(
        "OPTIONAL",
        "UNION",
        "FILTER",
        "MINUS",
        "GRAPH",
        "BIND",
        "VALUES",
        "EXISTS",
        "NOT",
        "AS",
        "IN",
        "UNDEF",
    ),
    *(
        "ORDER",
        "BY",
        "GROUP",
        "HAVING",
        "LIMIT",
        "OFFSET",
        "ASC",
        "DESC",
        "COUNT",
        "SUM",
        "MIN",
        "MAX",
        "AVG",
        "SAMPLE",
    ),
    *(
        "GROUP_CONCAT",
        "SEPARATOR",
        "REGEX",
        "CONTAINS",
        "STRSTARTS",
        "LANG",
        "DATATYPE",
        "BOUND",
        "COALESCE",
        "IF",
    ),
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, sign, name, string or IRI of a query; ``kind`` is ``word``, ``name``, ``text`` or ``sign``."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def tokens(text: str) -> Iterator[Token]:
    """What a query is made of, without space and comments."""
    for found in _TOKEN.finditer(text):
        if found.lastgroup != "space":
            yield Token(found.lastgroup or "sign", found[0], found.start())


def words(text: str) -> Iterator[tuple[str, int]]:
    """The keywords and numbers of a query with their offsets: not what stands in strings, IRIs, comments or names."""
    for token in tokens(text):
        if token.kind == "word":
            yield token.text, token.start


def pattern_start(text: str) -> int | None:
    """Offset behind the bracket that opens a query's own pattern; ``None`` where no ``WHERE`` names it.

    Where the pattern is a query within the query and nothing else, it is that one's.
    """
    outside = 0  # brackets open before the pattern, as in a template
    before = ""  # the word before, where nothing but words came between
    opened: int | None = None
    parts = list(tokens(text))
    for token, after in zip(parts, [*parts[1:], None], strict=True):
        word = token.text.upper() if token.kind == "word" else ""
        if token.text == "{" and before == "WHERE" and outside == 0:
            opened = token.end
            if after is None or after.text.upper() != "SELECT":
                return opened
        elif token.text in "{}":
            outside += 1 if token.text == "{" else -1
        # “CONSTRUCT WHERE { … }” has a template for its pattern, which takes triples alone.
        before = "" if (before, word) == ("CONSTRUCT", "WHERE") else word
    return opened


def place(text: str, at: int) -> str:
    """“line 3, column 7” of an offset."""
    return f"line {text.count(chr(10), 0, at) + 1}, column {at - text.rfind(chr(10), 0, at)}"


def explain(text: str, message: str, prefixes: Mapping[str, str]) -> str:
    """Where a query goes wrong: line and column, what is wrong, the line itself, a caret under the place.

    ``message`` is the engine's own, which is given where nothing better is known.
    """
    parts = list(tokens(text))
    fault = _fault(text, parts, prefixes)
    at, said = (
        (fault.start, _said(fault, parts, prefixes))
        if fault is not None
        else _engines_word(text, message)
    )
    start = text.rfind("\n", 0, at) + 1
    line = text[start:].split("\n", 1)[0].rstrip("\r")
    column = at - start
    skipped = max(0, column - _SHOWN // 2)
    shown = "".join(
        sign if sign.isprintable() else " " for sign in line[skipped : skipped + _SHOWN]
    )
    return f"{place(text, at)}: not valid SPARQL, {said}\n  {shown}\n  {' ' * (column - skipped)}^"


def _fault(text: str, parts: list[Token], prefixes: Mapping[str, str]) -> Token | None:
    """The first token with which the text can no longer become a query; ``None`` where it only lacks its end."""
    if not parts or _may_go_on(text[: parts[-1].end], prefixes):
        return None
    low, high = 0, len(parts) - 1  # the fault is among parts[low..high]
    while low < high:
        middle = (low + high) // 2
        if _may_go_on(text[: parts[middle].end], prefixes):
            low = middle + 1
        else:
            high = middle
    return parts[low]


def _may_go_on(beginning: str, prefixes: Mapping[str, str]) -> bool:
    """Whether a parser reads ``beginning`` to its end, whatever it misses after it."""
    try:
        ox.Store().query(beginning + _PAD, prefixes=dict(prefixes))
    except SyntaxError as error:
        found = _AT.match(str(error))
        last = (beginning + _PAD).rsplit("\n", 1)[-1]
        lines = beginning.count("\n") + 1
        return found is not None and (int(found[1]), int(found[2])) > (lines, len(last))
    except (ValueError, RuntimeError, OSError):
        return True  # it was read
    return True


def _said(fault: Token, parts: list[Token], prefixes: Mapping[str, str]) -> str:
    name = fault.text.split(":", 1)[0]
    if fault.kind == "name" and name not in prefixes and name not in _declared(parts):
        return f"the prefix “{name}:” is not declared; put PREFIX {name}: <…> before the query"
    if fault.text.startswith("<"):
        return f"{fault.text[:80]} is not a whole IRI"
    near = get_close_matches(fault.text.upper(), _KEYWORDS, 1, 0.7) if fault.kind == "word" else []
    if near and near[0] != fault.text.upper():
        return f"“{fault.text}” cannot stand here; is {near[0]} meant?"
    return f"“{fault.text[:40]}” cannot stand here"


def _declared(parts: list[Token]) -> set[str]:
    return {
        name.text[:-1]
        for word, name in pairwise(parts)
        if word.kind == "word" and word.text.upper() == "PREFIX" and name.kind == "name"
    }


def _engines_word(text: str, message: str) -> tuple[int, str]:
    found = _AT.match(message)
    rest = " ".join(message[found.end() :].split()) if found else message
    if "is unbound" in rest or "aggregate" in rest.lower():
        return 0, "SELECT names a variable that nothing below binds, or that GROUP BY leaves out"
    return len(
        text.rstrip()
    ), "the query ends before it is whole; is a bracket or a quotation mark left open?"
