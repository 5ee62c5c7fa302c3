"""Packs of styles-7: the blocks of w5kit and w6kit together, and text files in further forms.

A pack is a list of blocks; its file, gold and labels are all made from it, always with the same
bytes. Run a board's script to write its packs here: ``python tilbrook-sp.py``.
"""

import re
import sys
from functools import partial
from pathlib import Path

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "styles-5"), str(HERE.parent / "styles-6")]

import w5kit  # noqa: E402, I001 (it says where w3kit is)
import w6kit  # noqa: E402
import w3kit  # noqa: E402
from w5kit import agl, grid, matrix, opens, plines, ppl, tasks  # noqa: E402, F401
from w6kit import (  # noqa: E402, F401
    HEADS,
    act,
    ag,
    agenda,
    box,
    brk,
    build,
    bul,
    cl,
    dash,
    dec,
    fmt,
    front,
    h,
    item,
    item0,
    lead,
    line_labels,
    log,
    mark,
    meet,
    n,
    owner,
    p,
    people,
    rec,
    register,
    rep,
    row,
    rows,
    run,
    side,
    strip,
    sub,
    tab,
    timed,
    title,
    vote,
    wrapped,
)


def three(sec, rows_, form):
    """People three to a line, without rules."""
    return {"t": "three", "sec": sec, "rows": rows_, "form": form}


def post(*lines):
    """The lines of a letter, an e-mail or a cutting: plain text, each of its own."""
    return [p(x, st="att") for x in lines]


def of(num):
    """What follows, as a list of decisions at the end, belongs to the minute ``num``."""
    return {"t": "of", "num": num}


def whole(text, bodies):
    """The decisions marked in a paragraph, each from the beginning of its sentence."""
    text, out, end = " ".join(strip(text).split()), [], 0
    for body in bodies:
        body = " ".join(body.split())
        at = text.index(body, end)
        before = re.finditer(r"[.?!:;] +(?:and )?(?=\S)|[.?!] +$", text[:at])
        begins = [x.end() for x in before]
        start = max([end, *begins])
        end = at + len(body)
        out.append(text[start:end].strip())
    return out


class Maker(w6kit.Maker, w5kit.Maker):
    def inl(self, t):
        text, decided = super().inl(t)
        self.bodies = whole(text, self.bodies)
        return text, decided

    def b_item(self, b):
        """With ``P["split"]`` the number has a line of its own above the title."""
        if not self.P.get("split") or not b["num"]:
            return super().b_item(b)
        self.open_item(b)
        self.para(self.P["split"](b["num"]), "item", b["label"])
        self.para(b["title"] + b.get("tail", ""), "item2", "item+")

    def b_of(self, b):
        self.it = b["num"]
        told = [x for x in self.g["minute_items"] if x["meeting"] == self.d]
        self.cur = next(x for x in told if b["num"] in (x["number"], x["title"]))

    def b_three(self, b):
        said = [b["form"](self.person(r, b["sec"])) for r in b["rows"]]
        said += [""] * (-len(said) % 3)
        cells = [said[i : i + 3] for i in range(0, len(said), 3)]
        self.table(None, cells, (34, 33, 33), False, [b["sec"]] * len(cells))


def _heading(style, text, mode):
    """A heading as the converters to Markdown mark it."""
    if style == "title":
        return f"# {text}"
    if style in ("item", "h") and "bold" not in mode:
        return f"## {text}"
    return f"**{text}**"


def paragraph(text, style, mode, width, P):
    """The printed lines of a paragraph; None stands for a blank line before."""
    if "md" in mode:
        if style in (*HEADS, "item2") and style != "run":
            return [_heading(style, text, mode)]
        text = re.sub(r"^• ", "* " if "star" in mode else "- ", text)
        return [re.sub(r"^(\d+)\. ", r"\1\\. ", text)]
    if "long" in mode:
        return text.split("\n")
    lines = [y for x in text.split("\n") for y in wrapped(x, width)]
    if "own" in mode and re.match("[•o] ", text):
        lines = [text[0], *wrapped(text[2:], width)]
    if "layout" in mode:
        if style in ("title", "sub"):
            return [x.center(width).rstrip() for x in lines]
        if style in ("right", "act") and P.get("right"):
            return [x.rjust(width) for x in lines]
        found = re.match(r"(\(?\w{1,4}[.)]|[\w.]+|•)(?:  |(?<=•) )(?=\S)", text)
        if style in ("item", "num", "clause", "bullet") and found:
            at = {"item": 8, "num": 8, "bullet": 10, "clause": 16}[style]
            rest = wrapped(text[found.end() :], width - at)
            first = (" " * (at - 8 if at > 8 else 0) + found[1]).ljust(at) + rest[0]
            return [first, *(" " * at + x for x in rest[1:])]
        pad = " " * {"agt": 8, "body": P.get("inset", 0), "dec": P.get("inset", 0)}.get(style, 0)
        return [pad + x for x in [z for y in text.split("\n") for z in wrapped(y, width - len(pad))]]
    return lines


def table_row(cells, w, mode, width, gap):
    """The printed lines of a row."""
    flat = [" ".join(strip(x).split("\n")) for x in cells]
    if "md" in mode:
        return ["| " + " | ".join(flat) + " |"]
    if "tab" in mode:
        return ["\t".join(flat).rstrip("\t")]
    if "cell" in mode:
        return [y for x in flat for y in wrapped(x, width)]
    wide = [max(5, int(width * x / sum(w)) - 2) for x in w]
    parts = [wrapped(x, c) for x, c in zip(flat, wide, strict=True)]
    out = []
    for y in range(max(map(len, parts))):
        if "layout" in mode:
            at = [(c[y] if y < len(c) else "").ljust(k + 2) for c, k in zip(parts, wide, strict=True)]
            out.append("".join(at).rstrip())
        else:
            out.append(gap.join(c[y] for c in parts if y < len(c)))
    return out


def cell_labels(cells, label, kind):
    """The cells of a row with labels of their own, where they stand one below the other: of a row
    of minutes its heading, what is said and what is to be done; of an agenda who leads an item.
    """
    if kind == "t":
        return [(cells[:2], label), (cells[2:], "text")] if label == "item" else [(cells, label)]
    if label == "row-head":
        return [(cells, label)]
    _, _, rest = label.partition("&") if label.startswith("item&") else ("", "", label)
    said, _, act_ = rest.partition("&")
    said = "text" if said in ("action", "item-text") else said
    return [([x], of) for x, of in zip(cells, ("item", said, "action"), strict=True) if x]


def to_txt(path, mk, P):
    """Text as an extractor makes it; ``P["mode"]`` is a set of its habits.

    md: Markdown, headings with ``#`` or, with bold, in ``**``, tables with pipes; long: paragraphs
    are not wrapped; tab: cells have a tab between; cell: each cell is a line of its own; layout:
    titles centred, columns kept, paragraphs hanging from their numbers; double: a blank line after
    each line; tight: none between paragraphs; own: a bullet's mark has a line of its own.
    """
    width, per, mode = P.get("width", 92), P.get("per", 50), P["mode"]
    printed = w6kit.Pages(per, "tight" in mode)
    put, gap = printed.put, printed.gap

    at = sum(bool(P.get(k)) for k in ("head", "footlabel"))
    for o in mk.out:
        if o[0] == "p":
            text, style = strip(o[1]), o[2]
            if style in HEADS:
                gap()
            lines = paragraph(text, style, mode, width, P)
            spots = [strip(x) for x in mk.spots.get(at, [])]
            plain = [re.sub(r"^\s+", "", x) for x in lines] if "layout" in mode else lines
            put(lines, line_labels(mk.lab[at][1], plain, spots))
            if style not in ("att", "bullet", "bullet2", "clause", "sub", "item2"):
                gap()
            at += 1
        elif o[0] == "brk":
            printed.turn()
        elif o[0] in "tg":
            _, head, body, w, _ruled = o
            w = w or [1] * len(head or body[0])
            for i, r in enumerate(([head] if head else []) + list(body)):
                label = mk.lab[at][1]
                parts = cell_labels(r, label, o[0]) if "cell" in mode else [(r, label)]
                for some, of in parts:
                    lines = table_row(some, w, mode, width, P.get("gap", " "))
                    put(lines, line_labels(of, lines, None))
                if "md" in mode and not i:
                    put(["| " + " | ".join("---" for _ in r) + " |"], [None])
                at += 1
            gap()
    pages = printed.whole()
    labels, out = [], []
    for i, page in enumerate(pages):
        told = [P[k].format(n=i + 1, N=len(pages)).split("\n") if P.get(k) else [] for k in ("top", "foot")]
        if "layout" in mode:
            told = [[x.rjust(width) for x in told[0]], [x.center(width).rstrip() for x in told[1]]]
        top, foot = ([(x, "furniture") for x in y] for y in told)
        page = [*top, *page, *foot]
        labels += [[re.sub(r"\s+", " ", line).strip(), label] for line, label in page if line.strip() and label]
        out.append(("\n\n" if "double" in mode else "\n").join(line for line, _ in page) + "\n")
    mk.labels[:] = labels
    Path(path).write_text(P.get("turn", "\f").join(out), encoding="utf-8")
    return len(pages)


def parted(P, text, label, bodies):
    """A paragraph of a PDF in which something is decided: its lines as set, each with its label."""
    if label != "decision" or not bodies:
        return [[text, label]]
    font = {"Helvetica": "Helvetica", "Times": "Times-Roman", "DejaVu": "DJ"}[P["font"]]
    style = ParagraphStyle("x", fontName=font, fontSize=P["size"])
    broken = Paragraph(text.replace("&", "&amp;"), style).breakLines(166 * mm)
    lines = [" ".join(words) for _, words in broken.lines]
    return [list(x) for x in zip(lines, line_labels(label, lines, bodies), strict=True)]


RANK = re.compile(
    r"^(?:(?:T/|A/|Temp |Acting |Det |Area |Station |Group )*"
    r"(?:Ch Supt|Ch Insp|Chief Insp|Supt|Inspector|Insp|Sgt|PC|PCSO|CFO|DCFO|ACFO|AM|SM|GM|Commander|Manager)|"
    r"Lord|Lady|Rabbi|Imam|Canon|Revd|Captain|Commissioner|His Honour|Sheikh) "
)
TAIL = re.compile(r" (?:OBE|MBE|DL|QPM|KFSM|JP|BEM)$")
_gold = w3kit.gold


def gold(P, reg, pages):
    """The gold of a pack; a person's own name is told without rank, title or honours."""
    w6kit.parted = partial(parted, P)
    mk, g, labels, left = _gold(P, reg, pages)
    for person in g["people"].values():
        person["name"] = TAIL.sub("", RANK.sub("", person["name"]))
    seen = set()
    for row_ in list(g["attendance"]):  # told twice where a page has a list and a table
        key = row_["meeting"], row_["person"], row_["section"]
        g["attendance"].remove(row_) if key in seen else seen.add(key)
    return mk, g, labels, left


w6kit.PLAIN["item2"] = "item"
w3kit.Maker, w3kit.gold = Maker, gold
w3kit.to_txt = to_txt
w3kit.OUT = str(HERE)
