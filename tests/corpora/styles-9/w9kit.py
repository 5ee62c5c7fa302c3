"""Packs of styles-9: the blocks of w5kit and w6kit, with columns of who is to act, hanging lists
of people, tables set in pipes, numbers on lines of their own and long lines that do not wrap.

A pack is a list of blocks; its file, gold and labels are all made from it, always with the same
bytes. Run a board's script to write its packs here: ``python harnsworthy-pc.py``.

The labels of a text file are told line by line as printed.
"""

import re
import sys
import textwrap
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "styles-5"), str(HERE.parent / "styles-6")]

import w5kit  # noqa: E402
import w6kit  # noqa: E402, I001 (it builds on what w5kit made of w3kit)
import w3kit  # noqa: E402
from w5kit import agl, matrix, opens, plines, ppl, tasks  # noqa: E402, F401
from w6kit import (  # noqa: E402, F401
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
)


def cols(head, w, *blocks, first=False, ruled=True):
    """Minutes in two columns, the words and who is to act; ``first`` sets who acts to the left."""
    return {"t": "cols", "head": head, "w": w, "blocks": blocks, "first": first, "ruled": ruled}


def hang(sec, lead_, rows_, form):
    """People one a line, the first on the line of their head: "Present:  Cllr A Day (Chair)"."""
    return {"t": "hang", "sec": sec, "lead": lead_, "rows": rows_, "form": form}


def todo(text, who, by, due=None, pre=""):
    """A task with the one who is to do it on a line of its own below."""
    return act(text, who, by, due, pre, "\n" + by)


def sdec(mark_, head, text, verb, **more):
    """A point below an item whose heading runs into its decision, "b) Gate - RESOLVED to ..."."""
    return {**dec(text, verb, **more), "pre": f"{mark_} {head}", "label": "subitem&decision"}


class Maker(w6kit.Maker, w5kit.Maker):
    def b_cols(self, b):
        out, labels = [], []
        for x in w3kit.flat(b["blocks"]):
            who = x.get("owe", "")
            if x["t"] == "item":
                self.open_item(x)
                words, label = self.P["itfmt"](x["num"], x["title"]) + x.get("tail", ""), "item"
            elif x["t"] == "vote":
                kept, at = self.inl(x["text"])[0], len(self.out)
                self.b_vote({**x, "text": kept})
                del self.out[at:], self.lab[-1]
                words, label = kept, "vote"
            else:
                text, decided = self.inl(x["text"])
                label = "decision" if decided else x["label"] or "text"
                if x["t"] == "dec":
                    self.add_res(self.cln(text), x["verb"], x["clause"], x["due"], x["asked"])
                elif x["t"] == "act":
                    self.add_act(self.cln(text), x["who"], x["by"], x["due"])
                    who = x["by"] + x["post"]
                words = x.get("pre", "") + text
            out.append([who, words] if b["first"] else [words, who])
            labels.append(label)
        self.bodies = []
        self.table(b["head"], out, b["w"], b["ruled"], labels)

    def b_hang(self, b):
        for i, r in enumerate(b["rows"]):
            words = b["form"](self.person(r, b["sec"]))
            self.para((b["lead"] if not i else "") + words, "att", b["sec"])


def owe(text, who):
    """A paragraph of ``cols`` with words beside it."""
    return {**p(text), "owe": who}


def wrapped(text, width):
    """The lines of a paragraph; a width of 0 leaves it whole."""
    parts = text.split("\n")
    if not width:
        return parts
    return [x for part in parts for x in textwrap.wrap(part, width, break_on_hyphens=False)]


NUMBERED = re.compile(r"(\(?[\w/.-]*\d[\w/]*[.):]?|\(?[a-z]{1,4}\)|[A-Z][.)])\s+(?=\S)")


def to_txt(path, mk, P):
    """Text as an extractor makes it; ``P["mode"]`` is a set of its habits.

    flow: a paragraph is one line, whatever its length; layout: titles stand centred and cells
    under one another; cell: each cell is a line of its own; pipe: a row is set in pipes; own: a
    bullet's mark, and ownnum: a heading's number, has a line of its own; double: a blank line
    after each line; tight: none between paragraphs; even: none above headings.
    ``P["indent"]`` tells the spaces before a line by style.
    """
    mode, per, indent = P["mode"], P.get("per", 50), P.get("indent", {})
    width = 0 if "flow" in mode else P.get("width", 92)
    printed = w6kit.Pages(per, "tight" in mode)
    put, gap = printed.put, printed.gap

    at = sum(bool(P.get(k)) for k in ("head", "footlabel"))
    for o in mk.out:
        if o[0] == "p":
            text, style, label = strip(o[1]), o[2], mk.lab[at][1]
            lines = wrapped(text, width)
            if "own" in mode and re.match("[•o] ", text):
                lines = [text[0], *wrapped(text[2:], width)]
            found = NUMBERED.match(text) if "ownnum" in mode and style in ("item", "ag") else None
            if found:
                lines = [found[1], *wrapped(text[found.end() :], width)]
            labels = w6kit.line_labels(label, lines, [strip(x) for x in mk.spots.get(at, [])])
            if style in w6kit.HEADS and "even" not in mode:
                gap()
            if "layout" in mode and style in ("title", "sub"):
                lines = [x.center(width) for x in lines]
            lines = [" " * indent.get(style, 0) + x for x in lines]
            put(lines, labels)
            if style not in ("att", "bullet", "bullet2", "clause", "sub"):
                gap()
            at += 1
        elif o[0] == "brk":
            printed.turn()
        elif o[0] == "t":
            _, head, body, w, _ruled = o
            w = w or [1] * len(head or body[0])
            wide = [max(5, int((width or 110) * x / sum(w))) for x in w]
            for r in ([head] if head else []) + list(body):
                cells = [wrapped(strip(x), c) for x, c in zip(r, wide, strict=True)]
                tall = range(max(map(len, cells)))
                if "cell" in mode:
                    lines = [y for x in r for y in wrapped(strip(x), width) if y]
                elif "pipe" in mode:
                    lines = ["| " + " | ".join(strip(x).replace("\n", " ") for x in r) + " |"]
                elif "layout" in mode:
                    said = [[c[y] if y < len(c) else "" for c in cells] for y in tall]
                    lines = [
                        "  ".join(s.ljust(k) for s, k in zip(x, wide, strict=True)) for x in said
                    ]
                else:
                    gap_ = P.get("gap", " ")
                    lines = [gap_.join(c[y] for c in cells if y < len(c) and c[y]) for y in tall]
                put(lines, w6kit.line_labels(mk.lab[at][1], lines, None))
                at += 1
            gap()
    labels, out = [], []
    pages = printed.whole()
    for i, page in enumerate(pages):
        top = P["head"].format(n=i + 1, N=len(pages)).split("\n") if P.get("head") else []
        foot = P["foot"].format(n=i + 1, N=len(pages)).split("\n") if P.get("foot") else []
        page = [(x, "furniture") for x in top] + page + [(x, "furniture") for x in foot]
        labels += [[line.strip(), label] for line, label in page if line.strip()]
        out.append(("\n\n" if "double" in mode else "\n").join(line for line, _ in page) + "\n")
    mk.labels[:] = labels
    Path(path).write_text("\f".join(out), encoding="utf-8")
    return len(pages)


RANK = re.compile(
    r"^(?:(?:The Venerable|The Revd|Revd|Fr|Canon|Miss|Professor|Captain|Col|Mr|Mrs|Ms|Dr|PC|PCSO|"
    r"Sgt|Bailie|Alderman|(?:County |District )?(?:Cllr|Councillor))\.? )+"
)
NUMBERS = (
    ("agenda_items", "number"),
    ("minute_items", "number"),
    ("resolutions", "item"),
    ("minute_actions", "item"),
    ("votes", "item"),
)
_gold = w3kit.gold


def gold(P, reg, pages):
    """The gold of a pack; a number is told without the point or bracket after it,
    a venue without its article."""
    mk, g, labels, left = _gold(P, reg, pages)
    for person in g["people"].values():
        person["name"] = RANK.sub("", person["name"])
    for meeting in g["meetings"]:
        meeting["venue"] = re.sub("^the ", "", meeting["venue"] or "", flags=re.I) or None
    for key, field in NUMBERS:
        for fact in g[key]:
            if re.fullmatch(r"[\w./]+[.)]", fact[field] or ""):
                fact[field] = fact[field][:-1]
    return mk, g, labels, left


w3kit.Maker, w3kit.gold, w3kit.to_txt = Maker, gold, to_txt
w3kit.OUT = str(HERE)
