"""The code of ``docs/*.md`` and of the notebooks runs, from top to bottom, in an empty folder."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import kg.extractors.spacy_names  # registers the component, also where no package is installed
import pytest

ROOT = Path(__file__).resolve().parents[3]
DOCUMENTS = [
    path
    for path in sorted((ROOT / "docs").rglob("*"))
    if path.suffix == ".ipynb"
    or (path.suffix == ".md" and "```python\n" in path.read_text("utf-8"))
]
assert kg.extractors.spacy_names


def cells(path: Path) -> list[str]:
    """The pieces of Python in a document, in order."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        return re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    found = [cell for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
    assert all(not cell["outputs"] for cell in found), "outputs are not kept"
    return ["".join(cell["source"]) for cell in found]


def run_cell(source: str, names: dict[str, object], where: str) -> object:
    """Run a cell as a notebook does; the value of its last line, where that is an expression."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, where, "exec"), names)
    if not isinstance(last, ast.Expr):
        return None
    value: object = eval(compile(ast.Expression(last.value), where, "eval"), names)
    return value


def test_there_are_some() -> None:
    assert {path.name for path in DOCUMENTS} >= {"python.md", "tutorial.ipynb"}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_the_code_of_a_document_runs(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_STORE", raising=False)
    names: dict[str, object] = {}
    for number, source in enumerate(cells(path), start=1):
        value = run_cell(source, names, f"{path.name} cell {number}")
        if hasattr(value, "_repr_html_"):
            assert value._repr_html_()
