"""Packs of styles-16: the blocks of w14kit, text set as four extractors leave it, names in the gold.

A board's script tells facts once; its file, gold and labels are made from that. ``how`` tells how
an extractor leaves the next tables: ``cols`` (set in columns), ``run`` (the columns of a printed
line run together), ``cell`` (a cell to a line), ``flat`` (a row to a line), ``bycol`` (a column
after the other), ``pipe`` (Markdown). Labels of a text are told line by line. In running text
``<<verb;due=day;asked=who|words>>`` is a decision, ``<<!slugs;day|words>>`` a task,
``[[£5|slugs|what for]]`` money.
"""

import json
import re
import sys
import textwrap
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "styles-14"))

from w14kit import Pack as Before  # noqa: E402
from w14kit import capital, cell, comma, dotted, initialled, spaced, squeeze  # noqa: E402, F401

MARK = re.compile(r"<<(?P<what>[^|>]+)\|(?P<said>.+?)>>", re.S)
MONEY = re.compile(r"\[\[(£[^|]+)\|([^|]*)\|([^\]]+)\]\]")
FORMAL = ("row", "row-head", "item", "decision", "action", "recommendation", "vote", "subitem")


def entries(said):
    """Names told as “slug: Name; form # more”, one a line: slug → (forms, more)."""
    out = {}
    for line in filter(None, map(str.strip, said.strip().splitlines())):
        slug, rest = line.split(": ", 1)
        forms, _, more = rest.partition(" # ")
        out[slug] = ([x.strip() for x in forms.split(";")], more.strip())
    return out


class Pack(Before):
    def __init__(self, where, stem, fmt, date, people, orgs, progs, notes=(), **style):
        self.named = [entries(x) for x in (people, orgs, progs)]
        super().__init__(where, stem, fmt, date, dict.fromkeys(self.named[0]), **style)
        self.seq, self.how, self.said, self.rows, self.notes = [], style.get("how", "cols"), [], [], list(notes)
        self.g |= {"money": [], "indicators": []}

    # what is printed
    def para(self, text, style="body", label="text"):
        super().para(text, style, label)
        self.seq.append(("p", squeeze(text), style, label, self.said))
        self.said = []

    def lines(self, label, *texts, style="tight"):
        for text in texts:
            self.para(text, style, label)

    def grid(self, head, rows, w, labels, ruled=True, strong=()):
        super().grid(head, rows, w, labels, ruled, strong)
        self.seq.append(("t", head, rows, w, labels, self.how))

    def brk(self):
        super().brk()
        self.seq.append(("b",))

    def told(self, text):
        decided = False

        def money(m):
            self.g["money"].append({"amount": m[1], "about": m[2].split(), "line": None, "context": m[3]})
            return m[1]

        def found(m):
            nonlocal decided
            what, *more = m["what"].split(";")
            if what.startswith("!"):
                self.task(m["said"], what[1:], more[0] if more else None)
                self.said.append((squeeze(m["said"]), "action"))
            else:
                had = dict(x.split("=", 1) for x in more)
                self.decision(m["said"], what, had.get("clause"), had.get("due"))
                self.g["resolutions"][-1]["asked_of_printed"] = had.get("asked")
                self.said.append((squeeze(m["said"]), "decision"))
                decided = True
            return m["said"]

        self.said = []
        return MARK.sub(found, MONEY.sub(money, text)), decided

    # blocks
    def p(self, text, style="body", label=None):
        words, decided = self.told(text)
        tasks = any(k == "action" for _, k in self.said)
        kind = label or ("decision" if decided else "text")
        self.para(words, style, kind + ("&action" if tasks and not label else ""))

    def act(self, text, who, due=None, pre="", post="", printed=None):
        super().act(text, who, due, pre, post)
        self.g["minute_actions"][-1]["responsible_printed"] = printed

    def item(self, number, title, form=None, orgs="", progs="", by="", points=0):
        super().item(number, title, form)
        self.g["minute_items"][-1].update(
            about_programmes=progs.split(), about_organisations=orgs.split(), presented_by=by.split(), points=points
        )

    def ag(self, number, title, kind="report", by="", pages=None):
        super().ag(number, title, kind)
        self.g["agenda_items"][-1].update(presenters=by.split(), pages=pages)

    def items(self, rows, form):
        """An agenda, a line each: (number, title, kind, slugs, what is printed behind)."""
        for number, title, kind, by, *behind in rows:
            self.ag(number, title, kind, by)
            self.para(form(number, title, *behind), "item0", "item")

    def vote(self, result, ayes, noes, off, mover="", seconder="", moved="", second=""):
        self.g["votes"].append(
            {"meeting": self.day, "item": self.number, "result": result, "for": ayes, "against": noes, "abstained": off,
             "proposer": mover or None, "seconder": seconder or None, "proposer_printed": moved or None,
             "seconder_printed": second or None}
        )  # fmt: skip

    def lumps(self, sec, head, groups, gap=" "):
        """Names of some people on a line and their bodies or posts behind them, as columns run together."""
        if head:
            self.para(head, "h", "list-head")
        for group in groups:
            said = [self.person(sec, row) for row in group]
            behind = [x["org"] or x["role"] for x in said]
            self.para(" ".join(x["name"] for x in said) + gap + " ".join(behind), "tight", sec)

    def bodies(self, sec, groups, pre="", form=None):
        """A body as a heading, its people below."""
        for org, rows in groups:
            self.para(org, "h", "list-head")
            for row in rows:
                said = self.person(sec, f"{row}|{org}" if row.count("|") == 2 else f"{row}||{org}")
                self.para(pre + (form(said) if form else said["name"]), "tight", sec)

    def _row(self, date, slugs, got):
        printed, _, day = got.get("raised", "").partition("@")
        got["raised"] = printed
        row = super()._row(date, slugs, got)
        if day:
            row["raised"] = day.split()
        row["status"] = row["status"] and row["status"].rstrip(".")
        return row

    def log(self, date, head, keys, rows, w, ruled=True):
        out, labels = [], []
        for slugs, *cells in rows:
            if slugs is None:
                out.append(cells)
                labels.append("heading")
                continue
            got = {k: " ".join(cell(x)) for k, x in zip(keys, cells, strict=True) if k}
            self.g["actions"].append(self._row(date, slugs, got))
            out.append([x if isinstance(x, list) else x.partition("@")[0] for x in cells])
            labels.append("row")
            self.rows.append((len(self.g["actions"]) - 1, squeeze(" ".join(y for x in out[-1] for y in cell(x)))))
        self.grid(head, out, w, labels, ruled)

    def loglines(self, date, form, keys, rows, style="tight"):
        """A log without a grid: a row is a paragraph that ``form`` sets."""
        for slugs, *cells in rows:
            got = dict(zip(keys, cells, strict=True))
            self.g["actions"].append(self._row(date, slugs, got))
            self.para(form(got), style, "row")

    def recs(self, lead, rows, form):
        """Recommendations below a lead; a row is (clause, text)."""
        if lead:
            self.para(lead)
        for clause, text in rows:
            words, self.said = self.told(text)[0], []
            self.rec(clause, words, form(clause))

    # text
    def _set(self, text, style, label, said):
        wide = self.style.get("wide", 96)
        a, b = self.style.get("indent", {}).get(style, (0, 0))
        lines = textwrap.wrap(text, wide, initial_indent=" " * a, subsequent_indent=" " * b, break_on_hyphens=False)
        if style in self.style.get("own", ()) and (m := re.match(r"(\S{1,9}[.)\d])\s+(?=\S)", text)):
            lines = [m[1], *textwrap.wrap(text[m.end() :], wide, break_on_hyphens=False)]
        if style in self.style.get("centre", ()):
            lines = [x.strip().center(wide).rstrip() for x in lines]
        if said and "&" in label or label == "decision" and said:
            labels, at = [], 0
            spans = []
            for words, kind in said:
                start = text.find(words)
                spans.append((max(text.rfind(". ", 0, start) + 2, 0) if ". " in text[:start] else 0, start + len(words), kind))
            for line in lines:
                n = len(line.strip())
                opens = {k for s, _, k in spans if at <= s < at + n + 1}
                goes = {k for s, e, k in spans if s < at + n and e > at}
                kinds = sorted(opens, reverse=True)
                labels.append(
                    "decision&action" if len(opens) > 1 else "text&action" if kinds == ["action"] else "decision"
                    if opens else "decision+" if "decision" in goes else "text"
                )  # fmt: skip
                at += n + 1
        else:
            more = label + "+" if label in FORMAL else label
            labels = [label, *[more] * (len(lines) - 1)]
        return list(zip(lines, labels, strict=True))

    def _cells(self, o):
        _, head, rows, w, labels, how = o
        wide = self.style.get("wide", 96)
        told = [*([(head, "row-head")] if head else []), *zip(rows, labels, strict=True)]
        wrap = lambda text, n: textwrap.wrap(text, n, break_on_hyphens=False, break_long_words=False)  # noqa: E731
        if how == "bycol":
            for column in zip(*[[*zip(r, [label] * len(r), strict=True)] for r, label in told], strict=True):
                for x, label in column:
                    for z in cell(x):
                        yield from self._tall([y for y in wrap(z, wide)], label)
            return
        w = [max(4, int((wide - 2 * len(w)) * x / sum(w))) for x in w]
        for r, label in told:
            if len(r) == 1:
                yield from [("", None), (r[0], label), ("", None)]
                continue
            cells = [[y for z in cell(x) for y in wrap(z, n)] for x, n in zip(r, w, strict=True)]
            if how == "pipe":
                lines = ["| " + " | ".join(" ".join(" ".join(cell(x)).split()) for x in r) + " |"]
            elif how == "flat":
                lines = wrap(" ".join(y for x in r for y in cell(x) if y), wide)
            elif how == "cell":
                lines = [y for x in cells for y in x]
            else:
                tall = range(max(map(len, cells)))
                if how == "run":
                    lines = [" ".join(c[k] for c in cells if k < len(c)) for k in tall]
                else:
                    lines = ["  ".join((c[k] if k < len(c) else "").ljust(n) for c, n in zip(cells, w, strict=True)) for k in tall]
            yield from self._tall(lines, label)
            if how == "pipe" and label == "row-head":
                yield "|" + " --- |" * len(r), "furniture"
            if how == "cols" and len(lines) > 1:
                yield "", None
        yield "", None

    @staticmethod
    def _tall(lines, label):
        return [(x.rstrip(), label + "+" if i and label in FORMAL else label) for i, x in enumerate(lines)]

    def _txt(self, path):
        tight = self.style.get("tight", ("tight", "sub", "bullet", "item0"))
        flow = []
        for o in self.seq:
            if o[0] == "b":
                flow.append(("\f", None))
            elif o[0] == "p":
                if o[2] in ("item", "h", "title") and not self.style.get("dense"):
                    flow.append(("", None))
                flow += self._set(*o[1:])
                flow += [] if o[2] in tight or self.style.get("dense") else [("", None)]
            else:
                flow += self._cells(o)
        pages, page, per = [], [], self.style.get("per", 10**6)
        for line, label in flow:
            if line == "\f" or len(page) >= per:
                pages.append(page)
                page = []
            if line != "\f" and (line.strip() or (page and page[-1][0].strip())):
                page.append((line.rstrip(), label))
        pages = [x for x in [*pages, page] if any(y[0] for y in x)]
        out, labels = [], []
        for n, page in enumerate(pages, 1):
            top, foot = ([(self.style[k].format(n=n, N=len(pages)), "furniture")] if self.style.get(k) else [] for k in ("head", "foot"))
            while page and not page[-1][0].strip():
                page.pop()
            whole = [*top, *page, *foot]
            labels += [[squeeze(x), label] for x, label in whole if x.strip()]
            out.append(("\n\n" if self.style.get("double") else "\n").join(x for x, _ in whole) + "\n")
        self.labels[:] = labels
        path.write_text(self.style.get("turn", "\f").join(out), encoding="utf-8")

    # gold
    def _printed(self):
        """The forms of each name that are printed, longest names first, each place once."""
        told = []
        for o in self.seq:
            told += [o[1]] if o[0] == "p" else [y for r in [o[1] or [], *o[2]] for x in r for y in cell(x)] if o[0] == "t" else []
        text = squeeze(" \x01 ".join(told))
        forms = sorted(
            ((f, k, slug) for k, part in enumerate(self.named) for slug, (fs, _) in part.items() for f in fs),
            key=lambda x: -len(x[0]),
        )
        got, left = {}, text
        for form, k, slug in forms:
            flags = re.I if len(form) > 6 else 0
            rx = re.compile(r"(?<![\w’])" + re.escape(form) + r"(?!\w)", flags)
            hits = [m[0] for m in rx.finditer(left)]
            if hits:
                got.setdefault((k, slug), []).extend(dict.fromkeys(hits))
                left = rx.sub(lambda m: "\x00" * len(m[0]), left)
        return got

    def write(self):
        for name in ("gold", "labels"):
            (self.home / name).mkdir(exist_ok=True)
        path = self.home / f"{self.stem}.{self.fmt}"
        {"txt": self._txt, "docx": self._docx, "pdf": self._pdf}[self.fmt](path)
        got = self._printed()
        people, orgs, progs = self.named
        self.g["people"] = {
            s: {"name": fs[0], "printed": got[0, s], "roles": [x for x in more.split("; ") if x]}
            for s, (fs, more) in people.items() if (0, s) in got
        }  # fmt: skip
        for k, part, key in ((1, orgs, "organisations"), (2, progs, "programmes")):
            self.g[key] = {}
            for s, (fs, more) in part.items():
                kind, *rest = more.split()
                if (k, s) not in got:
                    print("not printed:", key, s)
                    continue
                row = {"name": fs[0], "printed": got[k, s], "kind": kind}
                if k == 1:
                    row["part_of"] = next((x[5:] for x in rest if x.startswith("part=")), None)
                self.g[key][s] = row | {"grade": "optional" if "opt" in rest else "core"}
        print("not printed: people", [s for s in people if (0, s) not in got]) if len(self.g["people"]) < len(people) else None
        self.g["notes"] = self.notes
        self.check()
        gold = json.dumps(self.g, ensure_ascii=False, indent=1)
        (self.home / "gold" / f"{self.stem}.json").write_text(gold + "\n", encoding="utf-8")
        rows = ",\n".join("  " + json.dumps(x, ensure_ascii=False) for x in self.labels)
        (self.home / "labels" / f"{self.stem}.json").write_text(f"[\n{rows}\n]\n", encoding="utf-8")
        print(self.stem, {k: len(v) for k, v in self.g.items() if isinstance(v, (list, dict)) and v})

    def check(self):
        """Every string of the gold stands in the file's text, in one run or, in a row whose cells are
        broken over lines, word after word.
        """
        low = " ".join(x for x, label in self.labels if label != "furniture" or x == "•").lower()
        tokens, broken = low.split(), 0

        def scattered(words):
            for at in (i for i, x in enumerate(tokens) if x == words[0]):
                k = at
                for word in words[1:]:
                    k = next((j for j in range(k + 1, min(k + 45, len(tokens))) if tokens[j] == word), None)
                    if k is None:
                        break
                else:
                    return True
            return False

        for kind, *fields in (
            ("resolutions", "text", "asked_of_printed"), ("minute_items", "title", "number"), ("agenda_items", "title", "number"),
            ("recommendations", "text"), ("reports", "title"), ("money", "amount"), ("votes", "proposer_printed", "seconder_printed"),
            ("attendance", "name_printed", "organisation_printed", "role_printed"), ("minute_actions", "action", "responsible_printed"),
            ("meetings", "board_printed", "venue", "chair_printed"),
            ("actions", "action", "number", "responsible_printed", "comments", "status", "due_printed"),
        ):  # fmt: skip
            for row in self.g[kind]:
                for field in fields:
                    said = row[field] and squeeze(row[field]).lower()
                    if not said or said in low:
                        continue
                    broken += 1
                    assert scattered(said.split()), (kind, field, row[field])
        print(f"{self.stem}: {broken} strings stand broken over the lines of a row")
        slugs = [set(x) for x in (self.g["people"], self.g["organisations"], self.g["programmes"])]
        for row in [*self.g["actions"], *self.g["minute_actions"]]:
            assert set(row["responsible"]) <= slugs[0], row
        for row in self.g["minute_items"]:
            told = (row["presented_by"], row["about_organisations"], row["about_programmes"])
            for mine, known in zip(told, slugs, strict=True):
                assert set(mine) <= known, (row["title"], mine)
        for row in self.g["reports"]:
            assert row["organisation"] in slugs[1] and set(row["authors"]) <= slugs[0], row
        for row in self.g["money"]:
            assert set(row["about"]) <= slugs[1] | slugs[2], row
