"""Features of the lines of a paper, for the sequence model that labels them.

A feature says something that holds for papers of any body: the shape of a line, how it begins and
ends, what stands beside it, common words, people and dates in it, and what the format shows (bold,
headings, cells). A word is used as itself only if it is on the lexicon that training makes of words
found in the papers of several bodies.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kg.extractors.dates import is_date_line
from kg.extractors.facts import Document
from kg.extractors.people import People
from kg.extractors.text import Line, is_titled, is_upper
from kg.ontology.needed_words import Gate

_NUMBER = re.compile(
    r"^(?P<open>[(\[]?)(?:(?P<word>[A-Za-z]{2,8}[ /.-]?)?"
    r"(?P<digits>\d{1,4}(?:[./-]\d{1,4}){0,3})(?P<letter>[a-z]?)"
    r"|(?P<roman>[ivx]{1,5})|(?P<single>[A-Za-z]))(?P<close>[.):\]]*)(?=\s|$|(?<=[.):\]])[A-Z])"
)
_SPACED = re.compile(r"\b(?:[A-Z] ){3,}[A-Z]\b")  # “A G E N D A”
_COUNTER = re.compile(
    r"^(item|agenda item|minute|no|min|motion|question)\b\.?\s*(?:no\.?\s*)?\d", re.I
)
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")
_TIME = re.compile(r"\b\d{1,2}[.:]\d{2}\b|\b\d{1,2}\s?[ap]\.?m\b", re.I)
_MONEY = re.compile(r"[£€]\s?\d")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_RULE = re.compile(r"^[\s\-–—_=*•.·|+#]+$")
_LINK = re.compile(r"https?://|www\.|\w@\w|\[e-mail\]")
_DECIDED = re.compile(
    r"\b(?:RESOLVED|AGREED|DECIDED|ORDERED|NOTED|APPROVED|[Rr]esolved|[Aa]greed|[Dd]ecided|[Aa]pproved|[Aa]ccepted"
    r"|[Aa]dopted|[Ee]ndorsed|[Rr]atified|[Ee]lected|[Aa]ppointed|[Cc]arried|[Uu]nanimous(?:ly)?)\b"
)
_SECONDED = re.compile(r"\b(?:proposed|seconded|moved|proposer|seconder|prop|sec)\b", re.I)
_TITLES = re.compile(
    r"\b(?:Mrs?|Ms|Miss|Dr|Cllrs?|Councillors?|Rev|Prof|Sir|Dame|Lord|Lady|Insp|Supt|Sgt|PC|CC|Ald|Aldermen|Alderman|Cmhlr|Comh|Cathaoirleach)\b\.?"
)
_HEAD = re.compile(
    r"^(?:\W*(?:members|officers|officials|staff|others?|also|councillors|those|persons|attendees?|apolog(?:y|ies)|absent|absence"
    r"|present|in|attendance|attending|attended|chair(?:man|person)?|clerk|sederunt|for|of|and|the|by|from|presiding|public"
    r"|guests?|observers?|speakers?|invitees?|virtually|online|remotely|partners?|board|committee|council)\W*){1,7}",
    re.I,
)
_LISTING = re.compile(r"present|attend|apolog|absen|sederunt|observers|guests", re.I)
_ROLES = re.compile(
    r"\b(?:chair(?:man|woman|person)?|vice|clerk|treasurer|secretary|officer|director|manager|head|superintendent"
    r"|inspector|sergeant|constable|councillor|member|parishioners?|public|trustee|engineer|executive|representative)\b",
    re.I,
)
BUCKETS = (0, 1, 2, 3, 5, 8, 12, 18, 30)
_NEIGHBOURLY = frozenset(
    [
        "upper",
        "titled",
        "tab",
        "tabs",
        "bullet",
        "bold",
        "colon-end",
        "date-line",
        "decided",
        "rule",
        "role",
    ]
)
_PATTERNS = {
    "gap": re.compile(r"\S {3,}\S"),
    "bullet": re.compile(r"^[•·▪◦*➢✓–-]\s"),
    "rule": _RULE,
    "year": _YEAR,
    "time": _TIME,
    "money": _MONEY,
    "link": _LINK,
    "decided": _DECIDED,
    "decided-caps": re.compile(r"\b(?:RESOLVED|AGREED|DECIDED|ORDERED|NOTED)\b"),
    "seconded": _SECONDED,
    "role": _ROLES,
    "colon": re.compile(r"^.{0,39}:"),
    "colon-end": re.compile(r":$"),
    "dash": re.compile(r"\s[-–—]\s"),
    "bracket": re.compile(r"\("),
}
"""What a line may hold, looked for in its words."""
_GATED = [
    (name, pattern, Gate(pattern.pattern, pattern.flags & re.IGNORECASE, most=24))
    for name, pattern in _PATTERNS.items()
]


@dataclass(frozen=True, slots=True)
class LineShape:
    """What one line shows by itself.

    ``tags`` become features of the line, ``beside`` of its neighbours.
    """

    tags: tuple[str, ...]
    beside: tuple[str, ...]
    kind: str | None  # shape of its number, as “d.” or “(a)”
    number: int | None  # the last part of its number
    words: int


def _bucket(count: int) -> int:
    return bisect_left(BUCKETS, count)


def _numbering(text: str) -> tuple[str | None, int | None, int]:
    """Shape and value of the number that opens a line, and where the number ends."""
    found = _NUMBER.match(text)
    if found is None:
        return None, None, 0
    marked = bool(found["close"] or found["open"])
    value: int | None = None
    if found["digits"]:
        shape, value = _digits(found, text)
    elif found["roman"] and marked:
        shape = "i"
    elif found["single"] and marked:
        shape = "A" if found["single"].isupper() else "a"
        value = ord(found["single"].lower()) - ord("a") + 1
    else:
        return None, None, 0
    return found["open"] + shape + found["close"], value, found.end()


def _digits(found: re.Match[str], text: str) -> tuple[str, int]:
    parts = re.split(r"[./-]", found["digits"])
    shape = ("W" if found["word"] else "") + ".".join("d" for _ in parts)
    shape += "a" if found["letter"] else ""
    alone = not found["close"] and len(parts) == 1 and found.end() == len(text)
    return shape + ("$" if alone else ""), int(parts[-1])


class _Tags:
    """The features of a line while they are gathered: its own,
    and those that its neighbours see.
    """

    def __init__(self) -> None:
        self.own: list[str] = []
        self.beside: list[str] = []

    def both(self, *tags: str) -> None:
        self.own += tags
        self.beside += tags


def line_shape(line: Line, emphasis: str, people: People, lexicon: frozenset[str]) -> LineShape:
    """The shape of a line that is not blank; ``emphasis`` is “all”, “some” or “” as the format
    shows it.
    """
    raw = _SPACED.sub(lambda found: found[0].replace(" ", ""), line.text)
    text = raw.strip()
    kind, number, cut = _numbering(text)
    rest = text[cut:].strip()
    words = _WORD.findall(rest)
    tags = _Tags()
    _size(tags, text, rest, words, kind)
    _marks(tags, raw, text, rest, emphasis)
    _list_head(tags, rest)
    _persons(tags, raw, text, rest, words, people)
    _lexical(tags, [word.lower() for word in words], lexicon)
    return LineShape(tuple(tags.own), tuple(tags.beside), kind, number, len(words))


def _size(tags: _Tags, text: str, rest: str, words: list[str], kind: str | None) -> None:
    """How long a line is, how it begins and ends, and the shape of its number."""
    count = len(words)
    tags.own += [f"words={_bucket(count)}", f"len={min(8, len(text) // 16)}"]
    tags.beside += [f"words={min(4, _bucket(count))}", f"len={min(4, len(text) // 30)}"]
    if kind:
        tags.both("num=" + kind)
    if counter := _COUNTER.match(text):
        tags.own += ["counter=" + counter[1].lower()]
        tags.both("counter")
    if not rest and kind:
        tags.own.append("number-alone=" + kind)
        tags.both("number-alone")
    if words:
        tags.own.append(f"caps={int(4 * sum(word[0].isupper() for word in words) / count)}")
        first = "lower" if rest[:1].islower() else "upper" if rest[:1].isupper() else "other"
        tags.both("first=" + first)
    else:
        tags.own.append("wordless")
    last = text[-1:]
    tags.both("end=" + ("a" if last.isalpha() else "d" if last.isdigit() else last))


def _marks(tags: _Tags, raw: str, text: str, rest: str, emphasis: str) -> None:
    """Signs and words of a few kinds, and what the format shows."""
    held = [name for name, pattern, gate in _GATED if gate.passes(text) and pattern.search(text)]
    flags = {
        "upper": is_upper(rest),
        "titled": is_titled(rest),
        "tab": "\t" in raw.strip(),
        "tabs": raw.strip().count("\t") >= 2,
        "indent": raw[:1] in " \t",
        "date-line": is_date_line(text),
        "decided-first": _DECIDED.match(rest) is not None,
        "that-first": rest.lower().startswith(("that ", "to ")),
        "bold": emphasis == "all",
        "bold-part": emphasis == "some",
        "digits": sum(c.isdigit() for c in text) * 3 > len(text),
    }
    held += [name for name, true in flags.items() if true]
    tags.own += held
    tags.beside += [name for name in held if name in _NEIGHBOURLY]


def _list_head(tags: _Tags, rest: str) -> None:
    """Whether a line opens a list of people, alone or with names behind it."""
    opening = _HEAD.match(rest)
    if not opening or not _LISTING.search(opening[0]):
        return
    whole = "alone" if len(opening[0]) >= len(rest) - 2 else "run-in"
    low = opening[0].lower()
    section = next((k for k in ("apolog", "absen", "present", "attend") if k in low), "other")
    tags.both("list-head=" + whole, "list-head=" + section)
    tags.own.append(f"list-head={whole}:{section}")


def _persons(tags: _Tags, raw: str, text: str, rest: str, words: list[str], people: People) -> None:
    """Titles, a name at the beginning or in the last cell, and whether a line looks like a list of
    names.
    """
    if titles := len(_TITLES.findall(text)):
        tags.own.append(f"titles={min(3, titles)}")
        tags.beside.append("titles")
    person = people.at(rest) if rest[:1].isupper() else None
    if person:
        tags.both("person-first")
        after = rest[person.end :].strip()
        behind = "-" if not after else "word" if after[0].isalnum() else after[0]
        tags.own.append("person-then=" + behind)
        tags.own += ["person-certain"] if person.certain else []
    if "\t" in raw.strip():
        cells = [cell.strip() for cell in raw.strip("\n").split("\t")]
        if people.at(cells[-1]) or _TITLES.match(cells[-1]):
            tags.both("last-cell-person")
        tags.own.append("first-cell=" + _cell_kind(cells[0]))
    commas = text.count(",")
    capital = sum(word[0].isupper() for word in words)
    if len(words) <= 60 and commas and capital * 3 >= 2 * len(words):
        tags.own.append(f"names-list={min(3, commas)}")
        tags.beside.append("names-list")


def _cell_kind(cell: str) -> str:
    if not cell:
        return "none"
    return "colon" if cell.endswith(":") else "short" if len(cell) < 12 else "long"


def _lexical(tags: _Tags, low: list[str], lexicon: frozenset[str]) -> None:
    """The words themselves, those of the lexicon alone."""
    if not low:
        return
    known = [word for word in dict.fromkeys(low[:40]) if word in lexicon]
    tags.own.append("w0=" + (low[0] if low[0] in lexicon else "?"))
    if len(low) > 1:
        tags.own.append("w1=" + (low[1] if low[1] in lexicon else "?"))
        if low[0] in lexicon and low[1] in lexicon:
            tags.own.append(f"w01={low[0]} {low[1]}")
    if low[0] in lexicon:
        tags.beside.append("w0=" + low[0])
    tags.own += [f"w={word}" for word in known]
    if len(low) <= 8:
        tags.both(*(f"short-w={word}" for word in known))


def emphasis_of(document: Document, lines: Sequence[Line]) -> list[str]:
    """“all”, “some” or “” for each line: how much of it the format shows in
    bold or as a heading.
    """
    out: list[str] = []
    spans = document.emphasis
    at = 0
    for line in lines:
        while at < len(spans) and spans[at].end <= line.start:
            at += 1
        covered = 0
        for span in spans[at:]:
            if span.start >= line.end:
                break
            covered += min(span.end, line.end) - max(span.start, line.start)
        written = len(line.text.strip())
        out.append("all" if covered and covered >= 0.9 * written else "some" if covered else "")
    return out


def features(
    document: Document,
    lines: Sequence[Line],
    people: People,
    lexicon: frozenset[str],
    hints: Sequence[Collection[str]] = (),
) -> list[list[str]]:
    """One list of features a line; ``lines`` are the document's lines that are not blank, in order.

    ``hints`` are what rules take each line for, if they were asked.
    """
    emphasis = emphasis_of(document, lines)
    shapes = [
        line_shape(line, bold, people, lexicon) for line, bold in zip(lines, emphasis, strict=True)
    ]
    bold_lines = emphasis.count("all")
    habits = [
        "doc-bold" if 3 <= bold_lines < len(lines) / 2 else "doc-plain",
        "doc-numbered" if sum(s.kind is not None for s in shapes) >= 4 else "doc-unnumbered",
    ]
    return [
        ["bias", *shape.tags, *place, *run, *under, *near, *_habits(shape, habits), *hint]
        for shape, place, run, under, near, hint in zip(
            shapes,
            _places(document, lines, shapes),
            _runs(shapes),
            _memory(shapes),
            _neighbours(shapes),
            _hints(hints, len(lines)),
            strict=True,
        )
    ]


def _habits(shape: LineShape, habits: list[str]) -> list[str]:
    """How the whole paper is printed, also together with what this line shows of it."""
    found = list(habits)
    if shape.kind:
        found += [f"{habit}+num" for habit in habits]
    if "bold" in shape.tags:
        found += [f"{habit}+bold" for habit in habits]
    return found


def _places(
    document: Document, lines: Sequence[Line], shapes: Sequence[LineShape]
) -> Iterator[list[str]]:
    """Where each line stands: blank lines around it, the top or the end of the paper, the top of a
    page.
    """
    pages = [document.page_at(line.start) for line in lines] if len(document.pages) > 1 else []
    last = len(lines) - 1
    for index, line in enumerate(lines):
        before = index == 0 or line.index - lines[index - 1].index > 1
        after = index == last or lines[index + 1].index - line.index > 1
        found = [f"gap={int(before)}{int(after)}"]
        if index < 8:
            found.append(f"top={index // 2}")
        if last - index < 8:
            found.append(f"bottom={(last - index + 1) // 3}")
        if not before and shapes[index - 1].words >= 7 and "end=a" in shapes[index - 1].tags:
            found.append("wrapped")
        yield found + _page_place(pages, index, shapes[index])


def _page_place(pages: Sequence[object], index: int, shape: LineShape) -> list[str]:
    if not pages:
        return ["no-pages"]
    for back, name in enumerate(("page-start", "page-second", "page-third"), start=1):
        if index < back or pages[index] is not pages[index - back]:
            return [name, *(f"page-start&{tag}" for tag in shape.beside if back == 1)]
    return []


class _SeenAt(dict[str, str]):
    """The features of a neighbour ``step`` lines away, as those of the line itself."""

    def __init__(self, step: int) -> None:
        super().__init__()
        self._step = f"{step:+d}:"

    def __missing__(self, tag: str) -> str:
        return self.setdefault(tag, self._step + tag)


_SEEN = {step: _SeenAt(step) for step in (-2, -1, 1, 2)}


def _neighbours(shapes: Sequence[LineShape]) -> Iterator[list[str]]:
    """What the two lines above and below show."""
    for index in range(len(shapes)):
        found: list[str] = []
        for step in (-2, -1, 1, 2):
            near = index + step
            if not 0 <= near < len(shapes):
                found.append(f"{step:+d}:none")
                continue
            seen = shapes[near].beside if abs(step) == 1 else shapes[near].beside[:6]
            found += map(_SEEN[step].__getitem__, seen)
        yield found


def _hints(hints: Sequence[Collection[str]], count: int) -> Iterator[list[str]]:
    for index in range(count):
        found = [f"rule={hint}" for hint in sorted(hints[index])] if hints else []
        for step in (-1, 1):
            if hints and 0 <= index + step < count:
                found += [f"{step:+d}:rule={hint}" for hint in sorted(hints[index + step])]
        yield found


_NAMED = frozenset(["names-list", "person-first", "titles", "bracket", "tab"])


def _memory(shapes: Sequence[LineShape]) -> Iterator[list[str]]:
    """Which head of a list was met last, how many lines above, and whether names stand under it."""
    head: str | None = None
    distance = 0
    for shape in shapes:
        own = next((t for t in shape.tags if t.startswith("list-head=") and ":" in t), None)
        if own:
            head, distance = own.rpartition(":")[2], 0
        elif distance and shape.words >= 6 and "caps=0" in shape.tags:
            head = None  # prose
        named = sorted({tag.partition("=")[0] for tag in shape.tags} & _NAMED)
        short = ["short"] if head and shape.words <= 6 else []
        near = [f"under={head}:{min(3, distance)}"] if head else []
        yield [f"under={head}", *near, *(f"under={head}&{mark}" for mark in (*named, *short))]
        distance += 1


def _runs(shapes: Sequence[LineShape]) -> Iterator[list[str]]:
    """Whether each line's number goes on, begins or breaks the run of numbers of its shape."""
    total = Counter(shape.kind for shape in shapes if shape.kind)
    following = _following(shapes)
    counts: dict[str, int] = {}
    for index, shape in enumerate(shapes):
        if shape.kind is None or shape.number is None:
            yield []
            continue
        step = _step(counts.get(shape.kind), shape.number)
        counts[shape.kind] = shape.number
        found = [
            f"run={step}",
            f"run={step}:{shape.kind}",
            f"of-kind={min(4, _bucket(total[shape.kind]))}",
        ]
        if index in following:
            distance = min(4, _bucket(following[index] - index))
            found += ["run-goes-on", f"run-goes-on-after={distance}"]
        yield found


def _following(shapes: Sequence[LineShape]) -> dict[int, int]:
    """For each numbered line, the later line whose number is the next of its shape."""
    found: dict[int, int] = {}
    last_at: dict[str, int] = {}
    for index, shape in enumerate(shapes):
        if shape.kind is None or shape.number is None:
            continue
        before = last_at.get(shape.kind)
        if before is not None and shapes[before].number == shape.number - 1:
            found[before] = index
        last_at[shape.kind] = index
    return found


def _step(before: int | None, number: int) -> str:
    if before is None:
        return "start" if number == 1 else "start-late"
    names = {0: "same", 1: "next", 2: "skip", 3: "skip"}
    return names.get(number - before, "back")
