"""Features of the lines of a paper, for the sequence model that labels them.

A feature says something that holds for papers of any body: the shape of a line, how it begins and ends, what stands
beside it, common words, people and dates in it, and what the format shows (bold, headings, cells). A word is used as
itself only if it is on the lexicon that training makes of words found in the papers of several bodies.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from extractors.dates import is_date_line
from extractors.facts import Document
from extractors.people import People
from extractors.text import Line, is_titled, is_upper

_NUMBER = re.compile(
    r"^(?P<open>[(\[]?)(?:(?P<word>[A-Za-z]{2,8}[ /.-]?)?(?P<digits>\d{1,4}(?:[./-]\d{1,4}){0,3})(?P<letter>[a-z]?)"
    r"|(?P<roman>[ivx]{1,5})|(?P<single>[A-Za-z]))(?P<close>[.):\]]*)(?=\s|$|(?<=[.):\]])[A-Z])"
)
_SPACED = re.compile(r"\b(?:[A-Z] ){3,}[A-Z]\b")  # “A G E N D A”
_COUNTER = re.compile(r"^(item|agenda item|minute|no|min|motion|question)\b\.?\s*(?:no\.?\s*)?\d", re.I)
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")
_TIME = re.compile(r"\b\d{1,2}[.:]\d{2}\b|\b\d{1,2}\s?[ap]\.?m\b", re.I)
_MONEY = re.compile(r"[£€]\s?\d")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_RULE = re.compile(r"^[\s\-–—_=*•.·|+#]+$")
_BULLET = re.compile(r"^[•·▪◦*➢✓–-]\s")
_LINK = re.compile(r"https?://|www\.|\w@\w")
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


@dataclass(frozen=True, slots=True)
class LineShape:
    """What one line shows by itself. ``tags`` become features of the line and, shortened, of its neighbours."""

    tags: tuple[str, ...]
    beside: tuple[str, ...]
    kind: str | None  # shape of its number, as “d.” or “(a)”
    number: int | None  # the last part of its number
    words: int


def _bucket(count: int) -> int:
    return sum(count > least for least in BUCKETS)


def _numbering(text: str) -> tuple[str | None, int | None, int]:
    """Shape and value of the number that opens a line, and where the number ends."""
    found = _NUMBER.match(text)
    if found is None:
        return None, None, 0
    if found["digits"]:
        parts = re.split(r"[./-]", found["digits"])
        shape = ("W" if found["word"] else "") + ".".join("d" for _ in parts)
        shape += "a" if found["letter"] else ""
        value = int(parts[-1])
        if not found["close"] and len(parts) == 1 and found.end() == len(text):
            shape += "$"
    elif found["roman"] and (found["close"] or found["open"]):
        shape, value = "i", None
    elif found["single"] and (found["close"] or found["open"]):
        shape, value = ("A" if found["single"].isupper() else "a"), ord(found["single"].lower()) - 96
    else:
        return None, None, 0
    return found["open"] + shape + found["close"], value, found.end()


def line_shape(line: Line, emphasis: str, people: People, lexicon: frozenset[str]) -> LineShape:
    """The shape of a line that is not blank; ``emphasis`` is “all”, “some” or “” as the format shows it."""
    raw = _SPACED.sub(lambda found: found[0].replace(" ", ""), line.text)
    text = raw.strip()
    kind, number, cut = _numbering(text)
    rest = text[cut:].strip()
    counter = _COUNTER.match(text)
    words = _WORD.findall(rest)
    low = [word.lower() for word in words]
    capital = sum(word[0].isupper() for word in words)
    tags = [f"words={_bucket(len(words))}", f"len={min(8, len(text) // 16)}"]
    beside = [f"words={min(4, _bucket(len(words)))}", f"len={min(4, len(text) // 30)}"]
    if kind:
        tags.append("num=" + kind)
        beside.append("num=" + kind)
    if counter:
        tags += ["counter", "counter=" + counter[1].lower()]
        beside.append("counter")
    if not rest and kind:
        tags += ["number-alone", "number-alone=" + kind]
        beside.append("number-alone")
    if not words:
        tags.append("wordless")
    else:
        share = int(4 * capital / len(words))
        tags.append(f"caps={share}")
        first = "lower" if rest[:1].islower() else "upper" if rest[:1].isupper() else "other"
        tags.append("first=" + first)
        beside.append("first=" + first)
    last = text[-1:]
    end = "a" if last.isalpha() else "d" if last.isdigit() else last
    tags.append("end=" + end)
    beside.append("end=" + end)
    flags = {
        "upper": is_upper(rest),
        "titled": is_titled(rest),
        "tab": "\t" in raw.strip(),
        "tabs": raw.strip().count("\t") >= 2,
        "gap": re.search(r"\S {3,}\S", raw) is not None,
        "indent": raw[:1] in " \t",
        "bullet": _BULLET.match(text) is not None,
        "rule": _RULE.match(text) is not None,
        "date-line": is_date_line(text),
        "year": _YEAR.search(text) is not None,
        "time": _TIME.search(text) is not None,
        "money": _MONEY.search(text) is not None,
        "link": _LINK.search(text) is not None,
        "decided": _DECIDED.search(text) is not None,
        "decided-caps": re.search(r"\b(?:RESOLVED|AGREED|DECIDED|ORDERED|NOTED)\b", text) is not None,
        "decided-first": _DECIDED.match(rest) is not None,
        "that-first": rest.lower().startswith(("that ", "to ")),
        "seconded": _SECONDED.search(text) is not None,
        "role": _ROLES.search(text) is not None,
        "colon": ":" in text[:40],
        "colon-end": text.endswith(":"),
        "dash": re.search(r"\s[-–—]\s", text) is not None,
        "bracket": "(" in text,
        "bold": emphasis == "all",
        "bold-part": emphasis == "some",
        "digits": sum(c.isdigit() for c in text) * 3 > len(text),
    }
    held = [name for name, true in flags.items() if true]
    tags += held
    beside += [
        name
        for name in held
        if name in ("upper", "titled", "tab", "tabs", "bullet", "bold", "colon-end", "date-line", "decided", "rule", "role")
    ]
    opening = _HEAD.match(rest)
    if opening and _LISTING.search(opening[0]):
        whole = "alone" if len(opening[0]) >= len(rest) - 2 else "run-in"
        kind_of = next((k for k in ("apolog", "absen", "present", "attend") if k in opening[0].lower()), "other")
        tags += ["list-head=" + whole, "list-head=" + kind_of, f"list-head={whole}:{kind_of}"]
        beside += ["list-head=" + whole, "list-head=" + kind_of]
    titles = len(_TITLES.findall(text))
    if titles:
        tags.append(f"titles={min(3, titles)}")
        beside.append("titles")
    person = people.at(rest) if rest[:1].isupper() else None
    if person:
        tags.append("person-first")
        beside.append("person-first")
        after = rest[person.end :].strip()
        tags.append("person-then=" + (after[:1] if after and not after[0].isalnum() else "word" if after else "-"))
        if person.certain:
            tags.append("person-certain")
    if "\t" in raw.strip():
        cells = [cell.strip() for cell in raw.strip("\n").split("\t")]
        if people.at(cells[-1]) or _TITLES.match(cells[-1]):
            tags.append("last-cell-person")
            beside.append("last-cell-person")
        tags.append("first-cell=" + ("none" if not cells[0] else "colon" if cells[0].endswith(":") else "short" if len(cells[0]) < 12 else "long"))
    if len(words) <= 60 and (commas := text.count(",")) and capital * 3 >= 2 * len(words):
        tags.append(f"names-list={min(3, commas)}")
        beside.append("names-list")
    if low:
        tags.append("w0=" + (low[0] if low[0] in lexicon else "?"))
        if len(low) > 1:
            pair = f"{low[0]} {low[1]}"
            tags.append("w1=" + (low[1] if low[1] in lexicon else "?"))
            if low[0] in lexicon and low[1] in lexicon:
                tags.append("w01=" + pair)
        if low[0] in lexicon:
            beside.append("w0=" + low[0])
        tags += [f"w={word}" for word in dict.fromkeys(low[:40]) if word in lexicon]
        if len(low) <= 8:
            tags += [f"short-w={word}" for word in dict.fromkeys(low) if word in lexicon]
            beside += [f"short-w={word}" for word in dict.fromkeys(low[:8]) if word in lexicon]
    return LineShape(tuple(tags), tuple(beside), kind, number, len(words))


def emphasis_of(document: Document, lines: Sequence[Line]) -> list[str]:
    """“all”, “some” or “” for each line: how much of it the format shows in bold or as a heading."""
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
    numbers = [document.page_at(line.start) for line in lines]
    several = len(document.pages) > 1
    runs = list(_runs(shapes))
    memory = list(_memory(shapes))
    out: list[list[str]] = []
    for index, (line, shape) in enumerate(zip(lines, shapes, strict=True)):
        found = ["bias", *shape.tags]
        gap = line.index - lines[index - 1].index > 1 if index else True
        after = lines[index + 1].index - line.index > 1 if index + 1 < len(lines) else True
        found.append(f"gap={int(gap)}{int(after)}")
        if several and (index == 0 or numbers[index] is not numbers[index - 1]):
            found.append("page-start")
            found += [f"page-start&{tag}" for tag in shape.beside]
        elif several and index > 1 and numbers[index] is not numbers[index - 2]:
            found.append("page-second")
        elif several and index > 2 and numbers[index] is not numbers[index - 3]:
            found.append("page-third")
        elif not several:
            found.append("no-pages")
        if index < 8:
            found.append(f"top={index // 2}")
        if len(lines) - index <= 8:
            found.append(f"bottom={(len(lines) - index) // 3}")
        found += runs[index]
        found += memory[index]
        for step in (-2, -1, 1, 2):
            near = index + step
            if 0 <= near < len(lines):
                found += [f"{step:+d}:{tag}" for tag in (shapes[near].beside if abs(step) == 1 else shapes[near].beside[:6])]
            else:
                found.append(f"{step:+d}:none")
        if index and (gap or not gap):
            previous = shapes[index - 1]
            if previous.words >= 7 and "end=a" in previous.tags and not gap:
                found.append("wrapped")
        if shape.kind:
            found += [f"{habit}+num" for habit in habits]
        if "bold" in shape.tags:
            found += [f"{habit}+bold" for habit in habits]
        found += habits
        if hints:
            found += [f"rule={hint}" for hint in sorted(hints[index])]
            for step in (-1, 1):
                if 0 <= index + step < len(lines):
                    found += [f"{step:+d}:rule={hint}" for hint in sorted(hints[index + step])]
        out.append(found)
    return out


_NAMED = ("names-list", "person-first", "titles", "bracket", "tab")


def _memory(shapes: Sequence[LineShape]) -> Iterator[list[str]]:
    """Which head of a list was met last, how many lines above, and whether names stand under it."""
    head: str | None = None
    distance = 0
    for shape in shapes:
        own = [tag for tag in shape.tags if tag.startswith("list-head=") and ":" in tag]
        if own:
            head, distance = own[0].partition("=")[2].partition(":")[2], 0
        prose = shape.words >= 6 and "caps=0" in shape.tags
        if prose and not own and distance:
            head = None
        named = [mark for mark in _NAMED if any(tag.partition("=")[0] == mark for tag in shape.tags)]
        if head is None:
            yield ["under=-", *(f"under=-&{mark}" for mark in named)]
        else:
            yield [
                f"under={head}", f"under={head}:{min(3, distance)}",
                *(f"under={head}&{mark}" for mark in named),
                *([f"under={head}&short"] if shape.words <= 6 else []),
            ]  # fmt: skip
        distance += 1


def _runs(shapes: Sequence[LineShape]) -> Iterator[list[str]]:
    """Whether each line's number goes on, begins or breaks the run of numbers of its shape."""
    counts: dict[str, int] = {}
    following: dict[int, int] = {}
    last_at: dict[str, int] = {}
    for index, shape in enumerate(shapes):
        if shape.kind and shape.number is not None:
            if shape.kind in last_at and shapes[last_at[shape.kind]].number == shape.number - 1:
                following[last_at[shape.kind]] = index
            last_at[shape.kind] = index
    total: dict[str, int] = {}
    for shape in shapes:
        if shape.kind:
            total[shape.kind] = total.get(shape.kind, 0) + 1
    for index, shape in enumerate(shapes):
        if not shape.kind or shape.number is None:
            yield []
            continue
        before = counts.get(shape.kind)
        step = "start" if before is None else "next" if shape.number == before + 1 else "same" if shape.number == before else "skip" if 1 < shape.number - before <= 3 else "back"
        if before is None and shape.number != 1:
            step = "start-late"
        counts[shape.kind] = shape.number
        found = [f"run={step}", f"run={step}:{shape.kind}", f"of-kind={min(4, _bucket(total[shape.kind]))}"]
        if index in following:
            found.append("run-goes-on")
            found.append(f"run-goes-on-after={min(4, _bucket(following[index] - index))}")
        yield found
