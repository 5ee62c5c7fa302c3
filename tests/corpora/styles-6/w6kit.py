"""Packs of styles-6: the blocks of w4kit, with boxes, headings run into text, and text files as
several extractors make them.

A pack is a list of blocks; its file, gold and labels are all made from it, always with the same
bytes. Run a board's script to write its packs here: ``python torrlaggan-cjp.py``.

The labels of a text file are told line by line as printed, running heads and feet with them, so
that a foot amid a sentence is furniture and a wrapped decision goes on with ``+``.
"""

import re
import sys
import textwrap
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "styles-4"))

import w4kit  # noqa: E402, I001 (it says where w3kit is)
import w3kit  # noqa: E402
from w4kit import (  # noqa: E402, F401
    act,
    ag,
    agenda,
    brk,
    build,
    bul,
    dec,
    front,
    h,
    item,
    item0,
    lead,
    log,
    mark,
    meet,
    p,
    people,
    rec,
    register,
    rep,
    row,
    rows,
    side,
    strip,
    tab,
    title,
    vote,
)

BEGINS = {"item", "subitem", "decision", "action", "vote", "heading", "recommendation"}
BEGINS |= {"row", "row-head"}


def cl(mark_, text, verb, **more):
    """A clause of a decision, "(a)  noted ..."."""
    return dec(text, verb, mark_.strip("(). "), pre=mark_ + "  ", **more)


def n(text, label=None):
    """A numbered paragraph of a minute, "1.1  ..."."""
    return {"t": "n", "text": text, "label": label}


def sub(text):
    """A heading below an item."""
    return h(text, "subitem", "subitem")


def dash(*texts, mark_="o"):
    """Bullets below bullets."""
    return [p(f"{mark_} {t}", st="bullet2") for t in texts]


def run(num, title_, text, about="", by=""):
    """A minute whose heading runs into its text."""
    return {"t": "run", "num": num, "title": title_, "text": text, "about": about, "by": by}


def box(word, *blocks, w=(18, 82)):
    """Decisions and actions in a ruled box, with ``word`` to the left of them (or nothing)."""
    return {"t": "box", "word": word, "blocks": blocks, "w": w}


def fmt(block, how):
    """The list of people ``block`` with a pattern of its own for a name."""
    return {**block, "fmt": how}


def timed(block, tail):
    """The item ``block`` with words after its title, as a time or the number of a paper."""
    return {**block, "tail": tail}


def owner(by, who, back=1, pre="Action: ", post=""):
    """A line that names who is to carry out the decision above, the last but ``back``."""
    return {"t": "owner", "by": by, "who": who, "back": back, "pre": pre, "post": post}


class Maker(w4kit.Maker):
    def __init__(self, *args):
        self.bodies, self.spots = [], {}
        super().__init__(*args)

    def inl(self, t):
        plain = re.sub(r"\[\[([^|\]]+).*?\]\]", r"\1", t or "")
        found = re.findall(r"<<(?!!)[^|>]*\|(.+?)>>", plain)
        self.bodies = [re.sub(r"\{[\w-]+:([^}]+)\}", r"\1", x) for x in found]
        return super().inl(t)

    def para(self, t, st, label):
        if self.bodies and label.endswith("decision"):
            self.spots[len(self.lab)] = self.bodies
        self.bodies = []
        super().para(t, st, label)

    def b_item(self, b):
        self.open_item(b)
        self.para(self.P["itfmt"](b["num"], b["title"]) + b.get("tail", ""), "item", b["label"])

    def b_run(self, b):
        self.open_item(b)
        text, decided = self.inl(b["text"])
        words = self.P["runfmt"](b["num"], b["title"], text)
        self.para(words, "run", "item&decision" if decided else "item-text")

    def b_n(self, b):
        self.k += 1
        only_action = b["text"].startswith("<<!") and b["text"].count("<<") == 1
        text, decided = self.inl(b["text"])
        label = "decision" if decided else "action" if only_action else "text"
        self.para(f"{self.it}.{self.k}  {text}", "num", b["label"] or label)

    def b_owner(self, b):
        of = self.g["resolutions"][-b["back"]]
        self.add_act(of["text"], b["who"], b["by"], of["due"])
        self.para(b["pre"] + b["by"] + b["post"], "act", "action")

    def b_people(self, b):
        kept = self.P
        self.P = {**kept, "attfmt": b.get("fmt", kept["attfmt"])}
        super().b_people(b)
        self.P = kept

    def b_box(self, b):
        out, labels, word = [], [], b["word"]
        for x in w3kit.flat(b["blocks"]):
            t, decided = self.inl(x["text"])
            if x["t"] == "dec":
                self.add_res(self.cln(t), x["verb"], x["clause"], x["due"], x["asked"])
                labels.append("decision")
            elif x["t"] == "act":
                self.add_act(self.cln(t), x["who"], x["by"], x["due"])
                labels.append("action")
            else:
                labels.append("decision" if decided else x["label"] or "text")
            cell = x.get("pre", "") + t + x.get("post", "")
            out.append([word, cell] if b["word"] else [cell])
            word = "" if b["word"] else None
        self.bodies = []
        self.table(None, out, b["w"] if b["word"] else (100,), True, labels)


RANK = re.compile(
    r"^(?:(?:Detective |Temporary |Assistant |Deputy |Chief )*"
    r"(?:Superintendent|Inspector|Constable|Sergeant)|Watch Commander|Group Commander|"
    r"Alderman|Ald|The Mayor|Sheriff|Rev|Supt|Insp|Sgt|Professor|Prof|Sir|Dame|Miss) "
)
_gold = w3kit.gold


def gold(P, reg, pages):
    mk, g, labels, left = _gold(P, reg, pages)
    for person in g["people"].values():
        person["name"] = RANK.sub("", person["name"])
    if P["fmt"] == "pdf":  # its lines are read one by one
        labels = [part for i, x in enumerate(labels) for part in parted(*x, mk.spots.get(i, []))]
    mk.labels = labels
    return mk, g, labels, left


def parted(text, label, bodies):
    """A paragraph cut where its decision begins and ends, if much text stands before it."""
    at = text.find(bodies[0]) if len(bodies) == 1 and label == "decision" else -1
    if at < 60:
        return [[text, label]]
    end = at + len(bodies[0])
    parts = [[text[:at], "text"], [text[at:end], "decision"], [text[end:], "text"]]
    return [[words.strip(), name] for words, name in parts if re.search(r"\w", words)]


def line_labels(label, lines, bodies):
    """The label of each printed line of a paragraph."""
    part = label.split("&")[-1]
    after = part + "+" if part in BEGINS else "text" if part == "item-text" else part
    if not bodies:
        return [label] + [after] * (len(lines) - 1)
    joined, out, at = " ".join(lines), [], 0
    starts = [joined.find(" ".join(b.split())) for b in bodies]
    ends = [s + len(" ".join(b.split())) for s, b in zip(starts, bodies, strict=True)]
    for i, line in enumerate(lines):
        end = at + len(line) + 1
        begun = any(at <= s < end for s in starts)
        goes_on = any(s < at < e for s, e in zip(starts, ends, strict=True))
        found = "decision" if begun else "decision+" if goes_on else "text"
        if not i and label.startswith("item&"):
            found = label if begun else "item-text"
        out.append(found)
        at = end
    return out


def wrapped(text, width):
    return textwrap.wrap(text, width, break_on_hyphens=False)


class Pages:
    """The lines of a text file, each with its label, page by page; ``per`` is how many one holds,
    ``tight`` leaves blank lines out.
    """

    def __init__(self, per, tight):
        self.per, self.tight, self.pages = per, tight, [[]]

    def put(self, lines, labels):
        for line, label in zip(lines, labels, strict=True):
            if len(self.pages[-1]) >= self.per:
                self.turn()
            if line.strip() or (self.pages[-1] and not self.tight):
                self.pages[-1].append((line.rstrip(), label))

    def gap(self):
        self.put([""], [None])

    def turn(self):
        self.pages.append([])

    def whole(self):
        """The pages that hold something."""
        return [page for page in self.pages if page]


def to_txt(path, mk, P):
    """Text as an extractor makes it; ``P["mode"]`` is a set of its habits.

    run: cells of a row stand side by side with ``gap`` between; cell: each cell is a line of its
    own; double: a blank line after each line; own: the mark of a bullet has a line of its own;
    tight: no blank lines between paragraphs.
    """
    width, per, mode = P.get("width", 92), P.get("per", 50), P["mode"]
    printed = Pages(per, "tight" in mode)
    put, gap = printed.put, printed.gap

    at = sum(bool(P.get(k)) for k in ("head", "footlabel"))
    for o in mk.out:
        if o[0] == "p":
            text, style, label = strip(o[1]), o[2], mk.lab[at][1]
            lines = wrapped(text, P.get("headwidth", width) if style in HEADS else width)
            if "own" in mode and re.match("[•o] ", text):
                lines = [text[0], *wrapped(text[2:], width)]
            if style in HEADS:
                gap()
            put(lines, line_labels(label, lines, [strip(x) for x in mk.spots.get(at, [])]))
            if style not in ("att", "bullet", "bullet2", "clause", "sub"):
                gap()
            at += 1
        elif o[0] == "brk":
            printed.turn()
        elif o[0] == "t":
            _, head, body, w, _ruled = o
            w = w or [1] * len(head or body[0])
            wide = [max(5, int(width * x / sum(w))) for x in w]
            for r in ([head] if head else []) + list(body):
                cells = [wrapped(strip(x), c) for x, c in zip(r, wide, strict=True)]
                if "cell" in mode:
                    lines = [y for x in r for y in wrapped(strip(x), width)]
                else:
                    lines = [
                        P.get("gap", " ").join(c[y] for c in cells if y < len(c))
                        for y in range(max(map(len, cells)))
                    ]
                put(lines, line_labels(mk.lab[at][1], lines, None))
                at += 1
            gap()
    pages = printed.whole()
    labels, out = [], []
    for i, page in enumerate(pages):
        top = [(P["head"], "furniture")] if P.get("head") else []
        foot = P["foot"].format(n=i + 1, N=len(pages)).split("\n") if P.get("foot") else []
        page = top + page + [(x, "furniture") for x in foot]
        labels += [[line, label] for line, label in page if line.strip()]
        out.append(("\n\n" if "double" in mode else "\n").join(line for line, _ in page) + "\n")
    mk.labels[:] = labels
    Path(path).write_text("\f".join(out), encoding="utf-8")
    return len(pages)


HEADS = ("item", "h", "lh", "sub", "title", "subitem", "run")

_to_pdf, _to_docx = w3kit.to_pdf, w3kit.to_docx
PLAIN = {"run": "body", "bullet2": "clause", "subitem": "lh"}


def _plain(mk):
    """The blocks with styles that the makers of PDF and Word files know."""
    mk.out = [("p", o[1], PLAIN.get(o[2], o[2])) if o[0] == "p" else o for o in mk.out]
    return mk


def to_pdf(path, mk, P, N=0):
    return _to_pdf(path, _plain(mk) if P["fmt"] == "pdf" else _copy(mk), P, N)


def to_docx(path, mk, P):
    return _to_docx(path, _plain(mk), P)


class _copy:
    def __init__(self, mk):
        self.out = [("p", o[1], PLAIN.get(o[2], o[2])) if o[0] == "p" else o for o in mk.out]


w3kit.Maker, w3kit.gold = Maker, gold
w3kit.to_pdf, w3kit.to_docx, w3kit.to_txt = to_pdf, to_docx, to_txt
w3kit.OUT = str(HERE)
