"""Whether every string of the gold of styles-16 stands in the text of its pack, read anew from the file.

A string counts as found in one run, or word after word where columns stand side by side; what stands
at the head and foot of pages is left out of a text. ``python check.py [folder of another set]``.
"""

import json
import re
import sys
from pathlib import Path

HERE = Path(sys.argv[1] if len(sys.argv) > 1 else __file__).resolve()
HERE = HERE if HERE.is_dir() else HERE.parent
FIELDS = {
    "meetings": ("board_printed", "venue", "chair_printed"), "attendance": ("name_printed", "organisation_printed", "role_printed"),
    "agenda_items": ("number", "title"), "minute_items": ("number", "title"), "resolutions": ("text", "asked_of_printed"),
    "actions": ("number", "action", "responsible_printed", "comments", "status", "due_printed"),
    "minute_actions": ("action", "responsible_printed"), "votes": ("proposer_printed", "seconder_printed"),
    "reports": ("title",), "recommendations": ("text",), "money": ("amount",), "indicators": ("indicator", "area", "period", "value"),
}  # fmt: skip


def words(path, furniture):
    if path.suffix == ".txt":
        lines = path.read_text(encoding="utf-8").replace("\f", "\n").splitlines()
    elif path.suffix == ".docx":
        from docx import Document
        from docx.table import Table

        lines = []
        for x in Document(str(path)).iter_inner_content():
            lines += [c.text for r in x.rows for c in r.cells] if isinstance(x, Table) else [x.text]
    else:
        from pypdfium2 import PdfDocument

        lines = [x for page in PdfDocument(path) for x in page.get_textpage().get_text_range().splitlines()]
    return [w for x in lines if re.sub(r"\s+", " ", x).strip() not in furniture for w in x.lower().split()]


def scattered(said, tokens):
    for at in (i for i, x in enumerate(tokens) if x == said[0]):
        for word in said[1:]:
            at = next((j for j in range(at + 1, min(at + 45, len(tokens))) if tokens[j] == word), None)
            if at is None:
                break
        else:
            return True
    return False


bad = 0
for gold in sorted((HERE / "gold").glob("*.json")):
    g = json.loads(gold.read_text(encoding="utf-8"))
    path = HERE / g["source"]
    labels = json.loads((HERE / "labels" / gold.name).read_text(encoding="utf-8"))
    tokens = words(path, {x for x, label in labels if label == "furniture"})
    text, whole, broken = " ".join(tokens), 0, 0
    strings = [(k, f, r[f]) for k, fields in FIELDS.items() for r in g[k] for f in fields if r.get(f)]
    strings += [(k, slug, x) for k in ("people", "organisations", "programmes") for slug, r in g[k].items() for x in r["printed"]]
    for kind, field, said in strings:
        if said.lower() in text:
            whole += 1
        elif scattered(said.lower().split(), tokens):
            broken += 1
        else:
            bad += 1
            print("  not found:", kind, field, said)
    print(f"{gold.stem}: {whole} strings in one run, {broken} broken over lines")
sys.exit(bool(bad))
