"""From lists of blocks: PDF / DOCX / TXT, gold facts and paragraph labels. A block is (name, args, kwargs); Build has a method of that name."""
import tempfile, os  # noqa
import re, json, os
HERE = os.path.dirname(os.path.abspath(__file__)); OUT = os.path.join(HERE, "out")
NAMES = "T P UL H PB MARK MEET AGT I D A V ATT LOG REP FS REC TAB MT ATAB".split()
def _mk(n): return lambda *a, **k: (n, a, k)
for _n in NAMES: globals()[_n] = _mk(_n)
sl = lambda x: [y.strip() for y in x.split(",") if y.strip()] if isinstance(x, str) else list(x or [])
fold = lambda x: re.sub(r"\s+", " ", x).strip()
cln = lambda x: x.replace("\x01", "").replace("\x02", "")

class Build:
    def __init__(s, pack, reg, pages):
        s.pk, s.reg, s.pages, s.st = pack, reg, pages, pack["style"]
        s.el, s.lab, s.forced = [], [], []
        s.g = {k: [] for k in "attendance agenda_items minute_items resolutions actions minute_actions votes reports recommendations money indicators".split()}
        s.meet, s.item, s.cur, s.rep = pack["date"], None, None, None
        for k in ("head", "foot_text"):
            if s.st.get(k): s.lab.append([s.st[k], "furniture"])
        s.run(pack["blocks"])
    def run(s, bs):
        for b in bs:
            if isinstance(b, list): s.run(b)
            else: getattr(s, b[0])(*b[1], **b[2])
    # inline marks: [[£5|slug|context]]  {slug:form}  <<verb;clause=a|text>>  <<!slug;by=JS;due=..|text>>  @page@
    def inl(s, t):
        if not t: return t or "", 0, 0
        t = re.sub(r"@([\w-]+)@", lambda m: s.pages.get(m[1], "0"), t)
        def mny(m):
            a, ab, c = (m[1].split("|") + ["", ""])[:3]
            for x in sl(ab): assert x in s.reg["organisations"] or x in s.reg["programmes"], x
            s.g["money"].append({"amount": a, "about": sl(ab), "line": None, "context": c}); return a
        t = re.sub(r"\[\[([^\]]+)\]\]", mny, t)
        nd = na = 0
        def mk(m):
            nonlocal nd, na
            f, body = m[1].split("|", 1); f = f.split(";"); kw = dict(x.split("=", 1) for x in f[1:])
            c = fold(re.sub(r"\{([\w-]+):([^}]+)\}", r"\2", body))
            if f[0][0] == "!": na = 1; s.act(c, f[0][1:], kw.get("by"), kw.get("due"))
            else: nd = 1; s.res(c, f[0], kw.get("clause"), kw.get("due"), kw.get("asked"))
            return body
        t = re.sub(r"<<(.+?)>>", mk, t)
        def frc(m): s.forced.append((m[1], m[2])); return "\x01" + m[2] + "\x02"
        return re.sub(r"\{([\w-]+):([^}]+)\}", frc, t), nd, na
    def res(s, text, act, clause, due, asked):
        s.g["resolutions"].append({"meeting": s.meet, "item": s.item, "clause": clause, "text": fold(text), "action": act, "due": due, "asked_of_printed": asked, "line": None})
        if clause and s.cur: s.cur["points"] += 1
    def act(s, text, who, by, due):
        for x in sl(who): assert x in s.reg["people"], x
        s.g["minute_actions"].append({"meeting": s.meet, "item": s.item, "action": fold(text), "responsible": sl(who), "responsible_printed": by, "due": due})
    def para(s, t, style, label): s.el.append(("p", t, style)); s.lab.append([t, label])
    def table(s, head, rows, widths, look, labels):
        s.el.append(("t", head, rows, widths, look))
        if head: s.lab.append([" | ".join(c for c in head if c), "row-head"])
        s.lab += [[" | ".join(c for c in r if c), l] for r, l in zip(rows, labels)]
    def T(s, kind, *lines):
        for i, l in enumerate(lines): s.para(s.inl(l)[0], "title" if i == 0 else "title2", kind)
    def P(s, t, label=None, style="text"):
        t, nd, na = s.inl(t); s.para(t, style, label or ("decision" if nd else "text"))
    def UL(s, *ts, label=None, sign="•"):
        for t in ts: s.P(sign + " " + t, label, "bul")
    def H(s, t, label="heading", style="h"): s.para(s.inl(t)[0], style, label)
    def PB(s): s.el.append(("pb",))
    def MARK(s, k): s.el.append(("mark", k))
    def MEET(s, d): s.meet, s.item, s.cur = d, None, None
    def AGT(s, meeting, rows, cols=None, widths=None, look="grid", fmt=None, keys=None):
        """rows: (num, title, kind, presenters, [cells], pages-mark)"""
        out = []
        for num, title, kind, by, cells, pk in rows:
            for x in sl(by): assert x in s.reg["people"], x
            pg = s.pages.get(pk) if pk else None; n = [int(x) for x in re.findall(r"\d+", pg)] if pg else None
            s.g["agenda_items"].append({"meeting": meeting, "number": num or None, "title": title, "pages": (n * 2)[:2] if n else None, "presenters": sl(by), "kind": kind, "line": None})
            cells = [s.inl(c)[0] for c in cells]
            if keys: out.append([{"n": num or "", "t": title}.get(k) if k in ("n", "t") else cells[k] for k in keys])
            else:
                s.para(fmt.format(n=num or "", t=title, x=cells[0] if cells else ""), "agitem", "item")
                for c in cells[1:]: s.para(c, "agtext", "text")
        if keys: s.table(cols, out, widths, look, ["item"] * len(out))
    def seti(s, num, title, about, by):
        s.item = num or title
        for x in sl(about): assert x in s.reg["organisations"] or x in s.reg["programmes"], x
        for x in sl(by): assert x in s.reg["people"], x
        s.cur = {"meeting": s.meet, "number": num, "title": title, "line": None, "about_programmes": [x for x in sl(about) if x in s.reg["programmes"]],
                 "about_organisations": [x for x in sl(about) if x in s.reg["organisations"]], "presented_by": sl(by), "points": 0}
        s.g["minute_items"].append(s.cur)
    def I(s, num, title, about="", by="", printed=None):
        s.seti(num, title, about, by); s.para(printed or s.st.get("item_fmt", "{n}. {t}").format(n=num, t=title), "item", "item")
    def D(s, t, act, clause=None, due=None, asked=None, pre="", style="dec", label="decision"):
        t = s.inl(t)[0]; s.res(cln(t), act, clause, due, asked)
        if style == "box": s.el.append(("box", pre + t, "D")); s.lab.append([pre + t, label])
        else: s.para(pre + t, style, label)
    def A(s, t, who, by=None, due=None, pre="", post="", style="act"):
        t = s.inl(t)[0]; s.act(cln(t), who, by, due)
        if style == "box": s.el.append(("box", pre + t + post, "A")); s.lab.append([fold(pre + t + post), "action"])
        else: s.para(pre + t + post, style, "action")
    def V(s, t, result, f=None, a=None, ab=None, prop=None, sec=None, label="vote"):
        s.g["votes"].append({"meeting": s.meet, "item": s.item, "result": result, "for": f, "against": a, "abstained": ab, "proposer": prop, "seconder": sec}); s.para(s.inl(t)[0], "text", label)
    def ATT(s, section, head, rows, how="line", fmt=None, cols=None, keys=None, widths=None, look="grid", paras=None):
        """rows: name|slug|organisation|role|initials (or *)|section"""
        rs = []
        for r in rows:
            n, slug, org, role, x, sec = (r.split("|") + [""] * 6)[:6]; assert slug in s.reg["people"], slug
            sec = sec or section; ch = "*" in x; x = x.replace("*", ""); rs.append(dict(name=n, org=org, role=role, init=x, sec=sec, P="✓" if sec != "apologies" else "", A="✓" if sec == "apologies" else ""))
            s.g["attendance"].append({"meeting": s.meet, "section": sec, "name_printed": n, "person": slug, "organisation_printed": org or None, "role_printed": role or None, "chair": ch, "line": None})
        if head: s.para(head, "lh", "list-head")
        if how == "paras":
            for t in paras: s.para(s.inl(t)[0], "att", section)
        elif how == "line":
            for r in rs: s.para(fmt(r), "att", r["sec"])
        elif how == "table": s.table(cols, [[r[k] for k in keys] for r in rs], widths, look, [r["sec"] for r in rs])
        elif how == "two":
            h = (len(rs) + 1) // 2
            s.table(None, [[fmt(rs[i]), fmt(rs[i + h]) if i + h < len(rs) else ""] for i in range(h)], (50, 50), "none", [section] * h)
    def LOG(s, meeting, cols, keys, widths, rows, look="grid", gold=True):
        out = []
        for r in rows:
            for x in sl(r["who"]): assert x in s.reg["people"], x
            a, c = s.inl(r["action"])[0], s.inl(r.get("comments"))[0]
            s.g["actions"].append({"log_of": meeting, "number": r.get("n"), "raised": sl(r.get("raised", "")), "action": fold(cln(a)), "responsible": sl(r["who"]), "responsible_printed": r["by"],
                "comments": fold(cln(c)) or None, "status": r.get("status"), "due_printed": r.get("due"), "line": None})
            out.append([dict(r, action=a, comments=c).get(k) or "" for k in keys])
        s.table(cols, out, widths, look, ["row"] * len(out))
    def ATAB(s, cols, widths, rows, look="grid"):
        """action table at the end of the minutes; rows: (item, text, slugs, by, due printed, due)"""
        out, keep = [], s.item
        for it, t, who, by, dp, due in rows: s.item = it; t = s.inl(t)[0]; s.act(cln(t), who, by, due); out.append([it, t, by, dp])
        s.item = keep; s.table(cols, out, widths, look, ["row"] * len(out))
    def REP(s, title, item, org, authors):
        for x in sl(authors): assert x in s.reg["people"], x
        assert org is None or org in s.reg["organisations"], org
        s.rep = title; s.g["reports"].append({"meeting": s.pk["date"], "title": title, "item": item, "organisation": org, "authors": sl(authors), "line": None})
    def FS(s, rows, widths=(28, 72), look="grid"): s.table(None, [[s.inl(c)[0] for c in r] for r in rows], widths, look, ["report"] * len(rows))
    def REC(s, clause, t, pre="", style="clause"):
        t = s.inl(t)[0]; s.g["recommendations"].append({"meeting": s.pk["date"], "report_title": s.rep, "clause": clause, "text": fold(cln(t)), "line": None}); s.para(pre + t, style, "recommendation")
    def TAB(s, head, rows, widths=None, look="grid", ind=None):
        rows = [[s.inl(c)[0] for c in r] for r in rows]; s.table(head, rows, widths, look, ["row"] * len(rows))
        if ind:
            for r in rows:
                for c, per in ind["cols"].items(): s.g["indicators"].append({"indicator": r[ind.get("name", 0)], "area": ind.get("area"), "period": per, "value": r[c], "line": None})
    def MT(s, head, rows, widths):
        """minutes table; rows: (num, title, about, by, discussion blocks, action blocks)"""
        s.lab.append([" | ".join(head), "row-head"]); out = []
        for num, title, about, by, dis, acts in rows:
            s.seti(num, title, about, by); s.lab.append([f"{num} | {title}", "item"])
            cells = []
            for bl in (dis, acts):
                sub, s.el = s.el, []; s.run(bl); cells.append(s.el); s.el = sub
            out.append((num, title, *cells))
        s.el.append(("mt", head, out, widths))

def registry(d):
    o = {}
    for slug, v in d.items():
        body, _, tail = v.partition("#"); o[slug] = ([x.strip() for x in body.split(";") if x.strip()], tail.strip())
    return o

def find_names(bl, text, reg):
    cands = [(f2, k, slug) for k in ("people", "organisations", "programmes") for slug, (fs, tl) in reg[k].items() for f in fs for f2 in ([f, f.upper()] if len(f) > 5 and f.upper() != f and "noup" not in tl.split() else [f])]
    cands.sort(key=lambda c: -len(c[0])); found, nested = {}, {}
    masked = re.sub("\x01[^\x02]*\x02", lambda m: "\x03" * len(m[0]), text); raw = cln(text)
    for slug, f in bl.forced:
        k = next(k for k in ("people", "organisations", "programmes") if slug in reg[k]); fs = found.setdefault((k, slug), [])
        if f not in fs: fs.append(f)
    for f, k, slug in cands:
        rx = re.compile(r"(?<![\w&])" + (r"(?:(?:Mr|Mrs|Ms|Miss) )?" if k == "people" else "") + r"\s+".join(map(re.escape, f.split())) + r"(?!\w)")
        if rx.search(masked):
            fs = found.setdefault((k, slug), [])
            for m in rx.finditer(masked):
                x = fold(m[0])
                if x not in fs: fs.append(x)
            masked = rx.sub(lambda m: "\x03" * len(m[0]), masked)
        elif rx.search(raw): nested.setdefault((k, slug), []).append(f)
    return found, nested, masked

def make(pk, reg, pages):
    bl = Build(pk, reg, pages); text = "\n".join(t for t, _ in bl.lab); found, nested, masked = find_names(bl, text, reg)
    plain = fold(cln(text)); nop = plain.replace(" | ", " ")
    g = {"source": f"{pk['stem']}.{pk['fmt']}", "meetings": [dict(zip("date board_printed venue start end chair_printed evidence".split(), m), line=None) for m in pk["meetings"]],
         "future_dates": [{"stated_at": a, "date": d, "line": None} for a, d in pk["future"]]}
    g.update({k: bl.g[k] for k in "attendance agenda_items minute_items resolutions actions minute_actions votes reports recommendations".split()})
    for sec, ks in dict(meetings=("board_printed", "venue", "chair_printed"), attendance=("name_printed", "organisation_printed", "role_printed"), agenda_items=("title",), minute_items=("title",), resolutions=("text", "asked_of_printed"),
                        actions=("action", "responsible_printed", "comments", "status", "due_printed"), minute_actions=("action", "responsible_printed"), votes=("proposer", "seconder"), reports=("title",), recommendations=("text",)).items():
        for r in g[sec]:
            for k in ks:
                if r.get(k) and fold(r[k]) not in plain and fold(r[k]) not in nop: print("  NOT PRINTED", pk["stem"], sec, k, "::", r[k])
    g["people"] = {sg: {"name": fs[0], "printed": found["people", sg], "roles": [r.strip() for r in tail.split(";") if r.strip() and r.strip() in plain], "grade": "core"} for sg, (fs, tail) in reg["people"].items() if ("people", sg) in found}
    for k in ("organisations", "programmes"):
        g[k] = {}
        for sg, (fs, tail) in reg[k].items():
            hit = (k, sg) in found
            if not hit and (k, sg) not in nested: continue
            tk = tail.split(); e = {"name": fs[0], "printed": found.get((k, sg)) or nested[k, sg], "kind": tk[0], "grade": pk.get("grades", {}).get(sg) or ("optional" if "opt" in tk or not hit else "core")}
            if k == "organisations": e["part_of"] = next((t[5:] for t in tk if t.startswith("part=")), None)
            if "ok" in tk: e["kinds_ok"] = ["organisation", "programme"]
            g[k][sg] = e
    g["money"], g["indicators"], g["notes"] = bl.g["money"], bl.g["indicators"], pk.get("notes", [])
    return bl, g, [[fold(cln(t)), l] for t, l in bl.lab], masked

# ------------------------------------------------------------------ PDF
def pdf(path, bl, st, total=None):
    from reportlab.platypus import BaseDocTemplate, PageTemplate, Frame, Paragraph, Spacer, Table, TableStyle, PageBreak, Flowable
    from reportlab.lib.styles import ParagraphStyle as PS
    from reportlab.lib.units import mm
    from reportlab.lib import colors
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    R, Bd, It = {"Helvetica": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"), "Times": ("Times-Roman", "Times-Bold", "Times-Italic"), "Serif": ("DSerif", "DSerif-B", "DSerif-I"), "Sans": ("DSans", "DSans-B", "DSans-I")}[st.get("font", "Helvetica")]
    for a, f in (("DSerif", "DejaVuSerifCondensed"), ("DSans", "DejaVuSansCondensed")):
        for x, y in (("", ""), ("-B", "-Bold"), ("-I", "-Italic" if "Serif" in f else "-Oblique")): pdfmetrics.registerFont(TTFont(a + x, f"/usr/share/fonts/truetype/dejavu/{f}{y}.ttf"))
    z = st.get("size", 11); ld = z * 1.26; col = colors.HexColor(st.get("colour", "#000000")); al = st.get("align", 0); tal = st.get("title_align", 0)
    S = {"text": PS("x", fontName=R, fontSize=z, leading=ld, spaceAfter=6, alignment=al), "title": PS("t", fontName=Bd, fontSize=z + st.get("title_up", 5), leading=(z + 5) * 1.25, spaceAfter=6, alignment=tal, textColor=col)}
    ps = lambda n, base="text", **k: S.__setitem__(n, PS(n, parent=S[base], **k))
    ps("title2", fontName=Bd, alignment=tal, spaceAfter=4); ps("h", fontName=Bd, spaceBefore=7, spaceAfter=4, textColor=col, alignment=0); ps("h2", "h", fontName=It); ps("item", fontName=Bd, spaceBefore=9, spaceAfter=4, alignment=0, textColor=col); ps("lh", fontName=Bd, spaceBefore=7, spaceAfter=2, alignment=0)
    ps("att", spaceAfter=1.5, alignment=0); ps("dec", fontName=Bd if st.get("dec_bold") else R, leftIndent=st.get("dec_indent", 0)); ps("clause", leftIndent=36, firstLineIndent=-18, spaceAfter=4); ps("bul", leftIndent=14, firstLineIndent=-9, spaceAfter=3)
    ps("act", fontName=Bd); ps("agitem", spaceBefore=4, spaceAfter=2, alignment=0); ps("agtext", leftIndent=24, fontName=It, spaceAfter=3); ps("right", alignment=2, fontName=It); ps("bold", fontName=Bd); ps("ital", fontName=It); ps("slide", fontName=Bd, fontSize=z + 3, spaceBefore=10, spaceAfter=6, leading=z + 8, textColor=col)
    cz = z - st.get("cell_down", 1.2); ps("c", fontSize=cz, leading=cz * 1.2, spaceAfter=1, alignment=0); ps("cb", "c", fontName=Bd); ps("chead", "cb", textColor=colors.white if st.get("thead_white") else colors.black); ps("ca", "c", fontName=Bd)
    marks = {}
    class Mk(Flowable):
        def __init__(s, k): Flowable.__init__(s); s.k = k; s.width = s.height = 0
        def wrap(s, w, h): return 0, 0
        def draw(s): marks[s.k] = s.canv.getPageNumber()
    esc = lambda t: cln(t).replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br/>")
    fl, W = [], 172 * mm
    def cellps(els): return [Paragraph(esc(e[1]), S["ca" if e[2] == "act" else "cb" if e[2] == "item" else "c"]) for e in els] or ""
    def tab(data, wd, look, head, split=0):
        tot = sum(wd); c = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 2.5), ("BOTTOMPADDING", (0, 0), (-1, -1), 3)]
        if look == "none": c += [("LEFTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1)]
        elif look == "lines": c += [("LINEBELOW", (0, 0), (-1, -1), .4, colors.grey)]
        else: c += [("GRID", (0, 0), (-1, -1), .5, colors.HexColor(st.get("grid", "#000000")))]
        if head and look != "none": c.append(("BACKGROUND", (0, 0), (-1, 0), colors.HexColor(st.get("thead", "#e4e4e4"))))
        fl.extend([Table(data, colWidths=[W * w / tot for w in wd], style=TableStyle(c), repeatRows=1 if head else 0, splitInRow=split), Spacer(1, 7)])
    for e in bl.el:
        if e[0] == "p": fl.append(Paragraph(esc(e[1]), S[e[2]]))
        elif e[0] == "pb": fl.append(PageBreak())
        elif e[0] == "mark": fl.append(Mk(e[1]))
        elif e[0] == "box":
            bg = colors.HexColor("#e8edee" if e[2] == "D" else "#fff4d6")
            fl.extend([Table([[Paragraph(esc(e[1]), S["cb" if e[2] == "D" else "c"])]], colWidths=[W], style=TableStyle([("BOX", (0, 0), (-1, -1), .8, col), ("BACKGROUND", (0, 0), (-1, -1), bg)])), Spacer(1, 5)])
        elif e[0] == "t":
            _, head, rows, wd, look = e; wd = wd or [1] * len(head or rows[0])
            tab(([[Paragraph(esc(c), S["chead"]) for c in head]] if head else []) + [[Paragraph(esc(c), S["c" if look != "none" else "att"] if j or head or look == "none" else S["cb"]) for j, c in enumerate(r)] for r in rows], wd, look, head)
        else:
            _, head, rows, wd = e
            tab([[Paragraph(esc(c), S["chead"]) for c in head]] + [[Paragraph(n, S["cb"]), [Paragraph(esc(t), S["cb"])] + (cellps(d) or []), cellps(a)] for n, t, d, a in rows], wd, "grid", head)
    def page(c, d):
        n = c.getPageNumber(); c.setFont(R, 8.5); c.setFillColor(colors.HexColor("#444444"))
        if st.get("head") and not (n == 1 and st.get("head_skip1")): (c.drawRightString(191 * mm, 285 * mm, st["head"]) if st.get("head_right") else c.drawString(19 * mm, 285 * mm, st["head"]))
        if st.get("foot_text"): c.drawString(19 * mm, 10 * mm, st["foot_text"])
        if st.get("pageno"):
            t = st["pageno"].format(n=n, N=total or 0); (c.drawCentredString(105 * mm, 10 * mm, t) if st.get("pn_centre") else c.drawRightString(191 * mm, 10 * mm, t))
    d = BaseDocTemplate(path, pagesize=(210 * mm, 297 * mm), title=st.get("doctitle", ""), author="")
    d.addPageTemplates([PageTemplate(frames=[Frame(19 * mm, 17 * mm, 172 * mm, 263 * mm, leftPadding=0, rightPadding=0)], onPage=page)]); d.build(fl)
    return marks, d.page

# ------------------------------------------------------------------ DOCX
def docx(path, bl, st):
    from docx import Document
    from docx.shared import Pt, Mm, RGBColor
    from docx.enum.text import WD_ALIGN_PARAGRAPH as AL
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    d = Document(); sec = d.sections[0]; sec.page_width, sec.page_height = Mm(210), Mm(297); sec.left_margin = sec.right_margin = Mm(19); sec.top_margin = sec.bottom_margin = Mm(18)
    z = st.get("size", 11); n = d.styles["Normal"]; n.font.name = st.get("docx_font", "Arial"); n.font.size = Pt(z); n.paragraph_format.space_after = Pt(5)
    rgb = RGBColor.from_string(st.get("colour", "#000000")[1:])
    for i in (1, 2, 3): h = d.styles[f"Heading {i}"]; h.font.name = n.font.name; h.font.color.rgb = rgb; h.font.size = Pt(z + (4, 1.5, .5)[i - 1])
    def field(p, code):
        r = p.add_run()
        for typ, txt in (("begin", 0), (None, code), ("end", 0)):
            x = OxmlElement("w:fldChar" if typ else "w:instrText")
            if typ: x.set(qn("w:fldCharType"), typ)
            else: x.text = txt
            r._r.append(x)
    if st.get("head"):
        hp = sec.header.paragraphs[0]; hp.text = st["head"]
        if st.get("head_right"): hp.alignment = AL.RIGHT
    fp = sec.footer.paragraphs[0]
    if st.get("foot_text"): fp.add_run(st["foot_text"] + "\t\t")
    if st.get("pageno"):
        if st.get("pn_centre"): fp.alignment = AL.CENTER
        for part in re.split(r"(\{n\}|\{N\})", st["pageno"]):
            if part in ("{n}", "{N}"): field(fp, "PAGE" if part == "{n}" else "NUMPAGES")
            elif part: fp.add_run(part)
    def fill(p, t, bold=False, ital=False, size=None):
        for i, l in enumerate(cln(t).split("\n")):
            r = p.add_run()
            if i: r.add_break()
            r.add_text(l); r.bold = bold or None; r.italic = ital or None
            if size: r.font.size = Pt(size)
    def shade(c, hexa): x = OxmlElement("w:shd"); x.set(qn("w:val"), "clear"); x.set(qn("w:fill"), hexa.lstrip("#")); c._tc.get_or_add_tcPr().append(x)
    W = 172
    def newtab(k, look): t = d.add_table(rows=0, cols=k); t.autofit = False; t.style = {"grid": "Table Grid", "lines": "Light List", "none": "Normal Table"}[look]; return t
    for e in bl.el:
        if e[0] == "p":
            t, s = e[1], e[2]
            if st.get("headings") and s in ("h", "item", "slide", "title"): p = d.add_heading(cln(t), {"title": 1, "item": 2, "slide": 2, "h": 3}[s]); p.alignment = AL.CENTER if s == "title" and st.get("title_align") == 1 else None; continue
            p = d.add_paragraph(style="List Bullet" if s == "bul" and st.get("real_bullets") else None)
            if s == "bul" and st.get("real_bullets"): t = t[2:]
            fill(p, t, s in ("title", "title2", "h", "item", "lh", "act", "bold", "slide") or s == "dec" and st.get("dec_bold"), s in ("agtext", "ital", "right", "h2"), z + 4 if s == "title" else z + 2 if s == "slide" else None)
            if s in ("title", "title2") and st.get("title_align") == 1: p.alignment = AL.CENTER
            if s == "right": p.alignment = AL.RIGHT
            if s == "clause": p.paragraph_format.left_indent = Mm(12); p.paragraph_format.first_line_indent = Mm(-7)
            if s in ("agtext", "bul") and not st.get("real_bullets") or s == "dec" and st.get("dec_indent"): p.paragraph_format.left_indent = Mm(9)
            if s == "att": p.paragraph_format.space_after = Pt(1)
        elif e[0] == "pb": d.add_page_break()
        elif e[0] == "box":
            t = newtab(1, "grid"); c = t.add_row().cells[0]; c.width = Mm(W); shade(c, "E8EDEE" if e[2] == "D" else "FFF4D6"); fill(c.paragraphs[0], e[1], e[2] == "D"); d.add_paragraph().paragraph_format.space_after = Pt(0)
        elif e[0] == "t":
            _, head, rows, wd, look = e; k = len(head or rows[0]); wd = wd or [1] * k; t = newtab(k, look)
            for i, r in enumerate(([head] if head else []) + rows):
                row = t.add_row()
                for j, (c, x, w) in enumerate(zip(row.cells, r, wd)):
                    c.width = Mm(W * w / sum(wd)); c.paragraphs[0].paragraph_format.space_after = Pt(1); hd = head and i == 0
                    fill(c.paragraphs[0], x, bool(hd) or (not head and look != "none" and j == 0), size=z - st.get("cell_down", 1.2))
                    if hd and look == "grid": shade(c, st.get("thead", "#e4e4e4"))
            d.add_paragraph().paragraph_format.space_after = Pt(2)
        elif e[0] == "mt":
            _, head, rows, wd = e; t = newtab(3, "grid")
            hr = t.add_row()
            for c, x, w in zip(hr.cells, head, wd): c.width = Mm(W * w / sum(wd)); fill(c.paragraphs[0], x, True); shade(c, st.get("thead", "#e4e4e4"))
            for num, title, dis, acts in rows:
                cs = t.add_row().cells
                for c, w in zip(cs, wd): c.width = Mm(W * w / sum(wd))
                fill(cs[0].paragraphs[0], num, True); fill(cs[1].paragraphs[0], title, True)
                for c, els, first in ((cs[1], dis, False), (cs[2], acts, True)):
                    for x in els: p = c.paragraphs[0] if first else c.add_paragraph(); first = False; fill(p, x[1], x[2] == "act", x[2] == "ital"); p.paragraph_format.space_after = Pt(3)
            d.add_paragraph()
    d.save(path)

# ------------------------------------------------------------------ TXT, as "pdftotext -layout" sets a page
def txt(path, pdfpath):
    import pypdfium2 as pp
    doc = pp.PdfDocument(pdfpath); pages = []
    for pg in doc:
        tp = pg.get_textpage(); segs = []
        for i in range(tp.count_rects()):
            l, b, r, t = tp.get_rect(i); x = tp.get_text_bounded(l - .5, b - .5, r + .5, t + .5).replace("\r", " ").replace("\n", " ").strip()
            if x: segs.append((round((b + t) / 2, 1), l, x))
        segs.sort(key=lambda s: -s[0]); lines = []
        for y, l, x in segs:
            if lines and abs(lines[-1][0] - y) < 4: lines[-1][1].append((l, x))
            else: lines.append([y, [(l, x)]])
        out, py = [], None
        for y, ss in lines:
            if py is not None: out += [""] * min(3, int((py - y) / 16.5))
            s = ""
            for l, x in sorted(ss):
                c = max(0, int((l - 53) / 4.75)); s = s + " " * max(c - len(s), 1 if s and (c - len(s)) < 1 and not s.endswith(" ") else 0) + x
            out.append(s); py = y
        pages.append("\n".join(out))
    open(path, "w").write("\n\n\f".join(pages) + "\n\n\f"); return len(pages)

def build(packs, PEOPLE, ORGS, PROGS):
    reg = {"people": registry(PEOPLE), "organisations": registry(ORGS), "programmes": registry(PROGS)}
    for x in ("", "gold", "labels"): os.makedirs(os.path.join(OUT, x), exist_ok=True)
    for pk in packs:
        pages, n, tmp = {}, None, os.path.join(tempfile.gettempdir(), f"w2_{os.getpid()}.pdf")
        for _ in range(3):
            bl, g, lab, masked = make(pk, reg, pages); marks, n = pdf(tmp, bl, pk["style"], n)
            ks = sorted(marks.items(), key=lambda kv: kv[1]); pages = {}
            for i, (k, a) in enumerate(ks):
                b = ks[i + 1][1] - 1 if i + 1 < len(ks) else n; pages[k] = f"{a}-{b}" if b > a else str(a)
        bl, g, lab, masked = make(pk, reg, pages); path = os.path.join(OUT, f"{pk['stem']}.{pk['fmt']}")
        if pk["fmt"] == "docx": docx(path, bl, pk["style"])
        elif pk["fmt"] == "pdf": pdf(path, bl, pk["style"], n)
        else: pdf(tmp, bl, pk["style"], n); n = txt(path, tmp)
        os.remove(tmp)
        json.dump(g, open(os.path.join(OUT, "gold", pk["stem"] + ".json"), "w"), ensure_ascii=False, indent=2)
        open(os.path.join(OUT, "labels", pk["stem"] + ".json"), "w").write("[\n" + ",\n".join(json.dumps(x, ensure_ascii=False) for x in lab) + "\n]\n")
        print(pk["stem"], pk["fmt"], "pages", n, "words", sum(len(t.split()) for t, _ in lab), {k: len(v) for k, v in g.items() if isinstance(v, (list, dict))})
        if os.environ.get("CHECK"): print("   LEFT:", sorted(set(x.strip() for x in re.findall(r"(?:[A-Z][\w’'&-]+(?: (?:of|and|the|for|to|in|on) )?[ ]?){2,}|\b[A-Z]{2,}\b", masked))))
