"""Packs of styles-13, plain text as extractors leave it: the blocks of w10kit and w11kit, set with
tables shredded to a cell a line, people two in a row, words hyphenated at the ends of lines, numbers
alone and pages that turn in the middle of a sentence, with or without a form feed.

A pack is a list of blocks; its file, gold and labels are all made from it, always with the same
bytes. Run a board's script to write its packs here: ``python harrowbeck-csp.py``.

The labels of a text file are told line by line as printed.
"""

import re
import sys
import textwrap
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / f"styles-{n}") for n in (7, 8, 10, 11)]

import w7kit  # noqa: E402
import w8kit  # noqa: E402
import w10kit  # noqa: E402, I001
import w11kit  # noqa: E402, I001 (the later one's makers are replaced below)
import w3kit  # noqa: E402
from w6kit import line_labels, parted  # noqa: E402, F401
from w10kit import (  # noqa: E402, F401
    act, ag, agenda, agl, box, brk, build, bul, bybody, cards, cl, cols, dash, dec, fmt, front, h,
    hang, head, item, item0, lead, log, mark, matrix, meet, mtable, named, of, p, people, plines,
    post, ppl, rec, register, rep, row, rows, run, sdec, seats, sheet, side, strip, sub, tab,
    tagenda, tasks, tg, three, title, todo, todos, vote,
)  # fmt: skip
from w11kit import pt, pts  # noqa: E402, F401

PEOPLE = ("present", "officers", "others", "apologies")


def twoup(sec, head_, rows_, keys, w=None):
    """A table of people, two in a row; ``keys`` tells the cells of one ("name role org")."""
    return {"t": "twoup", "sec": sec, "head": head_, "rows": rows_, "keys": keys.split(), "w": w}


def beside(sec, left, right, rows_, form, w=(50, 50)):
    """People in two columns, each below a head, the columns set side by side without rules."""
    keys = {"left": left, "right": right, "rows": rows_, "form": form}
    return {"t": "beside", "sec": sec, **keys, "w": w}


def lumps(sec, groups, form, gap="  "):
    """People whose names stand together on a line, and their bodies after them; ``form`` tells the
    name and the body of one.
    """
    return {"t": "lumps", "sec": sec, "groups": groups, "form": form, "gap": gap}


def asked(lead_, *clauses, sep=" ", post=""):
    """Recommendations in one paragraph; a clause is (letter, mark as printed, text)."""
    return {"t": "asked", "lead": lead_, "clauses": clauses, "sep": sep, "post": post}


class Maker(w10kit.Maker, w11kit.Maker):
    def b_twoup(self, b):
        said = [self.person(r, b["sec"]) for r in b["rows"]]
        cells = [[x[k] for k in b["keys"]] for x in said]
        if len(cells) % 2:
            cells.append([""] * len(b["keys"]))
        out = [[*x, *y] for x, y in zip(cells[::2], cells[1::2], strict=True)]
        top = [*b["head"], *b["head"]] if b["head"] else None
        w = b["w"] and (*b["w"], *b["w"])
        self.table(top, out, w, True, [b["sec"]] * len(out))

    def b_beside(self, b):
        said = [b["form"](self.person(r, b["sec"])) for r in b["rows"]]
        half = (len(said) + 1) // 2
        said += [""] * (len(said) % 2)
        out = [list(x) for x in zip(said[:half], said[half:], strict=True)]
        top = [b["left"], b["right"]] if b["left"] else None
        self.table(top, out, b["w"], False, [b["sec"]] * half)

    def b_asked(self, b):
        said = []
        for clause, mark_, text in b["clauses"]:
            self.b_rec(rec(clause, text))
            _, text, _ = self.out.pop()
            self.lab.pop()
            said.append(mark_ + text)
        words = self.inl(b["lead"])[0] + b["sep"].join(said) + b["post"]
        self.para(words, "body", "recommendation")

    def b_lumps(self, b):
        for group in b["groups"]:
            said = [b["form"](self.person(r, b["sec"])) for r in group]
            names, bodies = zip(*said, strict=True)
            self.para(" ".join(names) + b["gap"] + " ".join(bodies), "att", b["sec"])


def wrapped(text, width):
    """The lines of a paragraph; a line break stays."""
    parts = [y for y in text.split("\n") if y.strip()]
    return [x for part in parts for x in textwrap.wrap(part, width, break_on_hyphens=False)]


VOWELS = "aeiouy"


def breaks(word, room):
    """How many letters of a long word in small letters stand before a hyphen, or None."""
    if len(word) < 6 or not re.fullmatch(r"[a-z]+[,.;]?", word):
        return None
    fits = [
        k
        for k in range(2, min(room, len(word) - 3) + 1)
        if word[k] not in VOWELS
        and word[k + 1] in VOWELS
        and (word[k - 1] in VOWELS or word[k - 2] in VOWELS)
    ]
    return fits[-1] if fits else None


def hyphenated(text, width):
    """The lines of a paragraph with words broken by hyphens; and the same lines with each broken
    word whole on the line where it begins.
    """
    lines, whole, cur, words = [], [], "", text.split()
    told = []
    for word in words:
        if len(cur) + bool(cur) + len(word) <= width:
            cur = f"{cur} {word}".strip()
            told.append(word)
            continue
        at = breaks(word, width - len(cur) - 2)
        lines.append(f"{cur} {word[:at]}-" if at else cur)
        whole.append(" ".join([*told, word] if at else told))
        cur, told = (word[at:], []) if at else (word, [word])
    return [*lines, cur], [*whole, " ".join(told)]


def spread(line, every):
    """A line with one space in so many doubled, as where a page is set to both margins."""
    words = line.split(" ")
    return "".join(x + (" " if (i + 1) % every else "  ") for i, x in enumerate(words)).rstrip()


NUMBER = re.compile(r"(\(?[A-Z]{0,4}[\d.]*\w{1,3}[.)]?)\s+(?=\S)")


def set_paragraph(text, style, label, bodies, T):
    """The printed lines of a paragraph, each with its label; a blank line has none.

    ``own`` names styles whose number or mark stands on a line of its own, ``hyphen`` breaks words,
    ``wide`` doubles spaces, ``centre`` and ``indent`` place styles.
    """
    width = T.get("narrow", {}).get(style, T.get("width", 92))
    for old, new in T.get("marks", {}).items():
        text = new + text[len(old) :] if text.startswith(old) else text
    first, rest = T.get("indent", {}).get(style, (0, 0))
    alone = []
    if style in T.get("own", ()) and (found := re.match(r"([^\w\s])\s+", text) or NUMBER.match(text)):
        alone, text = [found[1]], text[found.end() :]
    lines = plain = wrapped(text, width - max(first, rest))
    if T.get("hyphen") and style in ("body", "num", "bullet", "clause", "dec"):
        lines, plain = hyphenated(text, width - max(first, rest))
    labels = line_labels(label, alone + plain, bodies)
    if alone and not re.search(r"\w", alone[0]):  # a bullet's mark says nothing
        labels = ["furniture", *line_labels(label, plain, bodies)]
    lines = alone + lines
    if T.get("wide") and style in ("body", "num"):
        lines = [spread(x, T["wide"]) for x in lines]
    if style in T.get("centre", ()):
        lines = [x.center(width).rstrip() for x in lines]
    pads = [first if i <= len(alone) else rest for i in range(len(lines))]
    return list(zip((" " * k + x for k, x in zip(pads, lines, strict=True)), labels, strict=True))


def agenda_cells(cells, titles):
    """The cells of a row of an agenda: what stands before its title opens the item with it."""
    at = next((i for i, x in enumerate(cells) if " ".join(x.split()) in titles), 1)
    return [(cells[: at + 1], "item"), (cells[at + 1 :], "text")]


def set_cells(cells, wide, label, kind, T):
    """A row shredded: each cell begins a line; with ``fit`` it is no wider than its column was."""
    out = []
    whole = T.get("width", 92)
    parts = w10kit.cell_labels(cells, label, kind)
    if kind == "t" and label == "item":
        parts = agenda_cells(cells, T["titles"])
    for some, told in parts:
        widths = [wide[cells.index(x)] if T.get("fit") else whole for x in some]
        lines = [y for x, width in zip(some, widths, strict=True) for y in wrapped(x, width)]
        bodies = decided(" ".join(lines), T) if told.endswith("decision") else []
        labels = line_labels(told, lines, bodies) if lines else []
        for i, (line, name) in enumerate(zip(lines, labels, strict=True)):
            out.append((line, name))
            if T.get("rowgap") == "cell" and i + 1 == len(lines):
                out.append(("", None))
    return out


def decided(text, T):
    """What is decided in a text, each from the beginning of its sentence."""
    bodies = [x for x in T["said"] if x in text]
    return w7kit.whole(text, sorted(bodies, key=text.index)) if bodies else []


def row_labels(cut, label, lines, T):
    """The labels of the printed lines of a row; a decision begins where its sentence does."""
    main = max(cut, key=lambda c: (len(c), sum(map(len, c))))
    bodies = decided(" ".join(main), T) if label.endswith("decision") else []
    if bodies and len(main) == len(lines):
        return line_labels(label, main, bodies)
    return line_labels(label, [x.strip() for x in lines], None)


def set_row(cells, wide, label, kind, T):
    """The printed lines of a row of a table, each with its label."""
    how = T.get("cells", "run")
    if how == "cell":
        return set_cells(cells, wide, label, kind, T)
    cut = [wrapped(x, k) for x, k in zip(cells, wide, strict=True)]
    tall = range(max(map(len, cut)))
    if how == "cols":
        said = [[(c[y] if y < len(c) else "") for c in cut] for y in tall]
        lines = ["  ".join(s.ljust(k) for s, k in zip(x, wide, strict=True)) for x in said]
    else:
        lines = [T.get("gap", " ").join(c[y] for c in cut if y < len(c)) for y in tall]
    bare = [x.rstrip() for x in lines if x.strip()]
    if not bare:
        return []
    return list(zip(bare, row_labels(cut, label, bare, T), strict=True))


def set_table(o, at, mk, T):
    """The lines of a table; with ``bycol`` a table of people is told column by column."""
    kind, top, body, w, _ruled = o
    w = w or [1] * len(top or body[0])
    room = T.get("width", 92) - (2 * len(w) if T.get("cells") == "cols" else 0)
    wide = [max(5, int(room * x / sum(w))) for x in w]
    table = ([top] if top else []) + list(body)
    labels = [mk.lab[at + i][1] for i in range(len(table))]
    if T.get("bycol") and labels[-1] in T["bycol"]:
        for column in zip(*table, strict=True):
            for x, label in zip(column, labels, strict=True):
                lines = wrapped(strip(x), T.get("width", 92))
                if lines:
                    yield from zip(lines, line_labels(label, lines, None), strict=True)
        return
    for r, label in zip(table, labels, strict=True):
        cells = [strip(x) for x in r] if T.get("cells") == "cell" else [
            strip(x).replace("\n", " ") for x in r
        ]
        yield from set_row(cells, wide, label, kind, T)
        if T.get("rowgap"):
            yield "", None


def to_txt(path, mk, P):
    """Text as an extractor makes it, by the habits of ``P["txt"]``; labels are told by line.

    A page turns after ``per`` lines wherever that is; ``turn`` is what stands between two pages.
    """
    told = mk.g["agenda_items"], mk.g["resolutions"]
    T = {**P["txt"], "titles": {x["title"] for x in told[0]}, "said": [x["text"] for x in told[1]]}
    pages, cur = [], []
    for line, label in w8kit.set_all(mk, P, T, set_paragraph, set_table):
        if line == "\f" or len(cur) >= T.get("per", 52):
            pages.append(cur)
            cur = []
        if line.strip("\f ") or (cur and cur[-1][0] and line != "\f"):
            cur.append((line.rstrip(), label))
    pages = [x for x in [*pages, cur] if x]
    labels, out = [], []
    for i, page in enumerate(pages):
        while page and not page[-1][0].strip():
            page.pop()
        ends = [P[k].format(n=i + 1, N=len(pages)).split("\n") if P.get(k) else [] for k in ("head", "foot")]
        top, foot = ([(x, "furniture") for x in y] for y in ends)
        whole = [*top, *page, *foot]
        labels += [[re.sub(r"\s+", " ", x).strip(), label] for x, label in whole if x.strip()]
        out.append(("\n\n" if T.get("double") else "\n").join(line for line, _ in whole) + "\n")
    mk.labels[:] = labels
    Path(path).write_text(T.get("turn", "\f").join(out), encoding="utf-8")
    return len(pages)


RANK = re.compile(
    r"^(?:(?:T/|A/|Det|Detective|Temporary|Chief|Ch|Superintendent|Supt|Inspector|Insp|Sergeant|"
    r"Sgt|PC|PCSO|DCI|DI|DS|ACC|DCC|Cllr|Councillor|Alderman|Dr|Professor|Prof|Mr|Mrs|Ms|Miss|"
    r"The Revd|Revd|Rev|Imam|Lord|Lady|Sir|Dame|Commissioner|Captain)\.? )+"
)
_gold = w3kit.gold


def gold(P, reg, pages):
    """The gold of a pack; a person's own name is told without rank or title."""
    mk, g, labels, left = _gold(P, reg, pages)
    for person in g["people"].values():
        person["name"] = RANK.sub("", person["name"]).removeprefix("T/")
    return mk, g, labels, left


w3kit.Maker, w3kit.gold, w3kit.to_txt = Maker, gold, to_txt
w3kit.OUT = str(HERE)
