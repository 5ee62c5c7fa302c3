"""Packs of styles-11: the blocks of w8kit and w9kit, with points that are numbered anew in each
minute, decisions in boxes below what officers recommended, and motions told as they were moved.

A pack is a list of blocks; its file, gold and labels are all made from it, always with the same
bytes. Run a board's script to write its packs here: ``python corvane-pcp.py``.
"""

import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / f"styles-{n}") for n in (8, 9)]

import w8kit  # noqa: E402 (before w9kit, whose makers are the later ones)
import w9kit  # noqa: E402, I001
import w3kit  # noqa: E402
from w8kit import cards, head, named, sheet, under  # noqa: E402, F401
from w9kit import (  # noqa: E402, F401
    act,
    ag,
    agenda,
    agl,
    box,
    brk,
    build,
    bul,
    cl,
    cols,
    dash,
    dec,
    fmt,
    front,
    h,
    hang,
    item,
    item0,
    lead,
    log,
    mark,
    matrix,
    meet,
    n,
    opens,
    owe,
    owner,
    p,
    people,
    plines,
    ppl,
    rec,
    register,
    rep,
    row,
    rows,
    run,
    sdec,
    side,
    sub,
    tab,
    tasks,
    timed,
    title,
    todo,
    vote,
)


def pt(text, label=None):
    """A paragraph of a minute with the next number, which begins at one in each minute."""
    return {"t": "pt", "text": text, "label": label}


def pts(*texts):
    """Several such paragraphs."""
    return [pt(x) for x in texts]


def moved(text, result=None, **more):
    """A motion in a paragraph; with a ``result`` it was put to the vote there."""
    return vote(text, result, **more) if result else p(text)


class Maker(w9kit.Maker, w8kit.Maker):
    def b_pt(self, b):
        self.k += 1
        text, decided = self.inl(b["text"])
        label = b["label"] or ("decision" if decided else "text")
        self.para(self.P["ptfmt"](self.k, self.it) + text, "num", label)

    def b_vote(self, b):
        super().b_vote({**b, "text": self.inl(b["text"])[0]})

    def b_box(self, b):
        """A box, with votes among its paragraphs."""
        blocks = []
        for x in w3kit.flat(b["blocks"]):
            if x["t"] == "vote":
                at = len(self.out)
                self.b_vote(x)
                del self.out[at:], self.lab[-1]
                x = p(x["text"], "vote")
            blocks.append(x)
        super().b_box({**b, "blocks": blocks})


RANK = re.compile(
    r"^(?:(?:Y Cynghorydd|Cyng|Yr Athro|Professor|Prof|Dr|Mrs|Mr|Ms|Miss|Sir|Dame|Lady|Lord|"
    r"Councillor|Cllr|Alderman|Deputy|Assistant|Temporary|T/|A/|Chief|Detective|Det|Supt|"
    r"Superintendent|Constable|Inspector|Insp|Sergeant|Sgt|PC|DCC|ACC|ACO|CFO|ACFO|DCFO|AM|GM|"
    r"Lt Col|Major|Flt Lt|Commander|Judge|Recorder|The Revd|Revd|Canon|Imam)\.? )+"
)
TAIL = re.compile(r",? (?:OBE|MBE|CBE|DL|QPM|KPM|KFSM|JP|BEM|CC|RN|MS)$")
_gold, _to_txt, _to_docx = w3kit.gold, w3kit.to_txt, w3kit.to_docx


def gold(P, reg, pages):
    """The gold of a pack; a person's own name is told without rank, title or honours."""
    mk, g, labels, left = _gold(P, reg, pages)
    for person in g["people"].values():
        person["name"] = TAIL.sub("", RANK.sub("", person["name"]))
    return mk, g, labels, left


def plain(mk):
    """The blocks with each grid as a table."""
    mk.out = [("t", *o[1:]) if o[0] == "g" else o for o in mk.out]
    return mk


def to_txt(path, mk, P):
    """Text as an extractor makes it, by the habits of w9kit; a bullet's mark that stands on a
    line of its own is furniture, and what it marks begins on the line below.
    """
    pages = _to_txt(path, plain(mk), P)
    for mark_, told in zip(mk.labels, mk.labels[1:], strict=False):
        if mark_[0] in "•o" and told[1].rstrip("+") == mark_[1]:
            mark_[1], told[1] = "furniture", mark_[1]
    return pages


def to_docx(path, mk, P):
    return _to_docx(path, plain(mk), P)


w3kit.Maker, w3kit.gold, w3kit.to_txt, w3kit.to_docx = Maker, gold, to_txt, to_docx
w3kit.OUT = str(HERE)
