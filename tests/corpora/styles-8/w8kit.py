"""Packs of styles-8: the blocks of w5kit and w6kit, with minutes as a web page or in Markdown,
numbers on lines of their own, cards for actions, title blocks as tables and text files in columns.

A pack is a list of blocks; its file, gold and labels are all made from it, always with the same
bytes. Run a board's script to write its packs here: ``python glanmorfa-apb.py``.

The labels of a text file or PDF hold the running heads and feet where the pages turn.
"""

import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / f"styles-{n}") for n in (5, 6)]

import w5kit  # noqa: E402 (before w6kit, whose makers are the later ones)
import w6kit  # noqa: E402, I001
from w5kit import agl, grid, matrix, opens, plines, ppl, tasks  # noqa: E402, F401
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
    line_labels,
    mark,
    log,
    meet,
    n,
    owner,
    p,
    parted,
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
    w3kit,
    wrapped,
)


def under(text):
    """A second line of a minute's head, as "(Item 3)"."""
    return p(text, "item+", "lh")


def head(kind, pairs, w=(24, 76)):
    """A title block as a table of two columns."""
    return {"t": "head", "kind": kind, "pairs": pairs, "w": w}


def named(num, title_, sec, rows_, form, pre="", post=".", sep=", ", last=" and "):
    """A minute whose head is followed by people in the same paragraph."""
    keys = {"num": num, "title": title_, "sec": sec, "rows": rows_, "form": form, "pre": pre}
    return {"t": "named", **keys, "post": post, "sep": sep, "last": last, "about": "", "by": ""}


def cards(d, lines, entries, st="att"):
    """Actions of a log one below another; ``lines`` makes the lines of one from its parts."""
    return {"t": "cards", "d": d, "lines": lines, "rows": entries, "st": st}


def sheet(*pairs, w=(24, 76)):
    """A minute's table: what each row is stands at its left. A pair is (word, block)."""
    return {"t": "sheet", "pairs": pairs, "w": w}


class Maker(w6kit.Maker, w5kit.Maker):
    def b_sheet(self, b):
        at = len(self.out)
        for word, block in b["pairs"]:
            self.b_box(box(word, block, w=b["w"]))
        body = [r for o in self.out[at:] for r in o[2]]
        self.out[at:] = [("t", None, body, b["w"], True)]

    def b_head(self, b):
        pairs = [[self.inl(x)[0] for x in r] for r in b["pairs"]]
        self.table(None, pairs, b["w"], True, [b["kind"]] * len(pairs))

    def b_named(self, b):
        self.open_item(b)
        said = [b["form"](self.person(r, b["sec"])) for r in b["rows"]]
        text = b["sep"].join(said[:-1]) + (b["last"] if len(said) > 1 else "") + said[-1]
        words = self.P["runfmt"](b["num"], self.cur["title"], b["pre"] + text + b["post"])
        self.para(words, "run", f"item&{b['sec']}")

    def b_cards(self, b):
        for r in b["rows"]:
            printed = len(self.out), len(self.lab)
            self.b_log({"d": b["d"], "cols": [("number", "")], "rows": [r], "w": None, "ruled": 0})
            del self.out[printed[0] :], self.lab[printed[1] :]
            for i, line in enumerate(b["lines"]({**r, "raised": r.get("rp", "")})):
                self.para(line, b["st"], "row+" if i else "row")


RANK = re.compile(
    r"^(?:Right Reverend|Rt Revd|Revd|Canon|Imam|Sister|Lady|Lord|Baroness|Judge|Temporary|T/|"
    r"PC|DCI|DI|DS|Det|Supt|Ch Insp|Prof|Professor|Major|Cllr|Dr|Mrs|Mr|Ms) ?"
)
_gold, _to_pdf = w3kit.gold, w3kit.to_pdf


def gold(P, reg, pages):
    mk, g, labels, left = _gold(P, reg, pages)
    for person in g["people"].values():
        while (bare := RANK.sub("", person["name"])) != person["name"] and " " in bare:
            person["name"] = bare
    return mk, g, labels, left


def to_pdf(path, mk, P, N=0):
    """A PDF; its labels tell the heads and feet of pages before the block that opens a page."""
    numbered, at = [], sum(bool(P.get(k)) for k in ("head", "footlabel"))
    for o in mk.out:
        if o[0] in "ptg":
            numbered.append(("mark", f"\0{at}"))
            at += 1 if o[0] == "p" else len(o[2]) + bool(o[1])
        numbered.append(o)
    marked = Marked(numbered)
    marks, last = _to_pdf(path, marked, P, N)
    opened = {int(k[1:]): v for k, v in marks.items() if k[0] == "\0"}
    if hasattr(mk, "labels") and P["fmt"] == "pdf":
        out, page = [], 1
        said = [(mk.cln(t), label) for t, label in mk.lab]
        for i, (text, label) in enumerate(said):
            if i in opened and opened[i] > page:
                turned = [P["foot"].format(n=page, N=N)] if P.get("foot") else []
                turned += [P["head"]] if P.get("head") else []
                out += [[x, "furniture"] for x in turned]
                page = opened[i]
            after = w5kit.GOES_ON.get(label) if label.startswith("item") else None
            if after:  # its second line opens nothing
                cut = len(" ".join(text.split()[:3]))
                out += [[text[:cut], label], [text[cut:].strip(), after]]
            else:
                out += parted(text, label, mk.spots.get(i, []))
        out += [[P["foot"].format(n=last, N=N), "furniture"]] if P.get("foot") else []
        mk.labels[:] = [list(x) for x in out]
    return {k: v for k, v in marks.items() if k[0] != "\0"}, last


class Marked:
    def __init__(self, out):
        self.out = out


HEADS = ("item", "h", "lh", "sub", "title", "subitem", "run")
CLOSE = ("att", "bullet", "bullet2", "clause", "sub")


def set_paragraph(text, style, label, bodies, T):
    """The printed lines of a paragraph, each with its label; a blank line has none.

    ``pre`` and ``post`` put marks around a style's text, ``indent`` gives its margins, ``centre``
    names centred styles, ``marks`` replaces the marks of bullets and ``own`` sets them (or, with
    ``numown``, the numbers of heads) on a line of their own.
    """
    width = T.get("narrow", {}).get(style, T.get("width", 92))
    for old, new in T.get("marks", {}).items():
        text = new + text[len(old) :] if text.startswith(old) else text
    first, rest = T.get("indent", {}).get(style, (0, 0))
    pre, post = T.get("pre", {}).get(style, ""), T.get("post", {}).get(style, "")
    alone = []
    if style in T.get("numown", ()) and (found := re.match(r"(\S+?)\s{2,}(?=\S)", text)):
        alone, text = [found[1]], text[found.end() :]
    elif style in T.get("own", ()) and (found := re.match(r"(\S)\s+(?=\S)", text)):
        alone, text = [found[1]], text[found.end() :]
    lines = alone + wrapped(text, max(20, width - max(first, rest) - len(pre)))
    labels = line_labels(label, lines, bodies)
    out = []
    for i, (line, name) in enumerate(zip(lines, labels, strict=True)):
        if i < len(alone):
            out += [(line, name), ("", None)]
            continue
        shown = (pre if i == len(alone) or T.get("each") else "") + line
        shown += post if i == len(lines) - 1 else ""
        if style in T.get("centre", ()):
            shown = shown.center(width).rstrip()
        out.append((" " * (rest if i > len(alone) else first) + shown, name))
    return out


def set_row(cells, wide, label, T):
    """The printed lines of a row of a table, each with its label."""
    how = T.get("cells", "run")
    if how == "pipe":
        return [("| " + " | ".join(cells) + " |", label)]
    if how == "tab":
        return [("\t".join(cells), label)]
    cut = [wrapped(x, k) for x, k in zip(cells, wide, strict=True)]
    if how == "cell":
        lines = [y for x in cells for y in wrapped(x, T.get("width", 92))]
    elif how == "cols":
        lines = [
            "   ".join((c[y] if y < len(c) else "").ljust(k) for c, k in zip(cut, wide, strict=True))
            for y in range(max(map(len, cut)))
        ]
    else:
        gap = T.get("gap", " ")
        lines = [gap.join(c[y] for c in cut if y < len(c)) for y in range(max(map(len, cut)))]
    bare = [x for x in lines if x.strip()]
    return list(zip(bare, line_labels(label, [x.strip() for x in bare], None), strict=True))


def set_table(o, at, mk, T):
    """The lines of a table with their labels; ``at`` is the first of its rows in ``mk.lab``."""
    _, top, body, w, _ruled = o
    w = w or [1] * len(top or body[0])
    room = T.get("width", 92) - (3 * len(w) if T.get("cells") == "cols" else 0)
    wide = [max(5, int(room * x / sum(w))) for x in w]
    for i, r in enumerate(([top] if top else []) + list(body)):
        yield from set_row([strip(x).replace("\n", " ") for x in r], wide, mk.lab[at + i][1], T)
        if T.get("cells") == "pipe" and not i:
            yield "|" + "---|" * len(w), "furniture"
        if T.get("rowgap"):
            yield "", None


def set_all(mk, P, T, paragraph=set_paragraph, table=set_table):
    """Every line of a text with its label; a form feed stands for the end of a page."""
    tight = T.get("tight")
    at = sum(bool(P.get(k)) for k in ("head", "footlabel"))
    for o in mk.out:
        if o[0] == "brk":
            yield "\f", None
        elif o[0] == "p":
            _, text, style = o
            if style in HEADS and not tight:
                yield "", None
            bodies = [strip(x) for x in mk.spots.get(at, [])]
            yield from paragraph(strip(text), style, mk.lab[at][1], bodies, T)
            if style not in T.get("close", CLOSE) and not tight:
                yield "", None
            at += 1
        elif o[0] in "tg":
            yield from table(o, at, mk, T)
            at += len(o[2]) + bool(o[1])
            yield "", None


def to_txt(path, mk, P):
    """Text as an extractor makes it, by the habits of ``P["txt"]``; labels are told by line."""
    T = P.get("txt", {})
    pages, cur = [], []
    for line, label in set_all(mk, P, T):
        if line == "\f" or len(cur) >= T.get("per", 52):
            pages.append(cur)
            cur = []
        if line.strip("\f ") or (cur and cur[-1][0] and line != "\f"):
            cur.append((line.rstrip(), label))
    pages = [x for x in [*pages, cur] if x]
    labels, out = [], []
    for i, page in enumerate(pages):
        top = [P["head"].format(n=i + 1, N=len(pages))] if P.get("head") else []
        foot = P["foot"].format(n=i + 1, N=len(pages)).split("\n") if P.get("foot") else []
        whole = [(x, "furniture") for x in top] + page + [(x, "furniture") for x in foot]
        labels += [[line.strip(), label] for line, label in whole if line.strip()]
        out.append(("\n\n" if T.get("double") else "\n").join(line for line, _ in whole) + "\n")
    mk.labels[:] = labels
    Path(path).write_text(T.get("turn", "\f").join(out), encoding="utf-8")
    return len(pages)


w3kit.Maker, w3kit.gold, w3kit.to_pdf, w3kit.to_txt = Maker, gold, to_pdf, to_txt
w3kit.OUT = str(HERE)
