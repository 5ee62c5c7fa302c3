"""The interface says everything in the words of one file, and these are those agreed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from kg.ontology.rule_tables import check_rules, load_table

from kg.views.wording import tables, ui_text, word_for

ROOT = Path(__file__).resolve().parents[3]
NEVER = (
    "vanished",
    "doubtful",
    "score",
    "stood for",
    "stands for",
    "nobody",
    "way from",
    "near it",
    "said of it",
    "clauses resolved",
    "clause resolved",
    "at hand",
    "brought by",
    "who brought",
    "named with it",
    "in the end",
    "fate",
    "lacks it",
    "taken for",
    "speak of it",
    "what came of",
    "it stands",
    "perhaps",
)  # the right column of the table in docs/glossary.md
PAGES = sorted(
    path
    for folder in ("kg/views/templates", "kg/serve/templates")
    for path in (ROOT / folder).glob("*")
    if path.suffix in (".html", ".md")
)


def _words_of(template: str) -> str:
    """What a template itself says: neither code nor comments nor styles."""
    styles = (r"\{% block style %\}.*?\{% endblock %\}", r"<style>.*?</style>")
    for code in (*styles, r"\{%.*?%\}", r"\{\{.*?\}\}", r"\{#.*?#\}", r"<[^>]*>"):
        template = re.sub(code, " ", template, flags=re.DOTALL)
    return " ".join(template.split()).lower()


@pytest.mark.parametrize("never", NEVER)
def test_no_word_of_the_interface_is_one_that_readers_misunderstand(never: str) -> None:
    said = [
        f"{section}.{key}: {text}"
        for section, found in tables().items()
        for key, text in found.items()
    ]
    assert not [line for line in said if never in line.split(": ", 1)[1].lower()]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_no_page_says_what_the_glossary_rules_out(page: Path) -> None:
    text = _words_of(page.read_text(encoding="utf-8"))
    allowed = {"about.html": ("nobody", "doubtful")}  # running text about the rules
    wrong = [never for never in NEVER if never in text and never not in allowed.get(page.name, ())]
    assert not wrong


def test_every_word_that_the_code_asks_for_is_there() -> None:
    asked = set()
    for path in (*(ROOT / "kg").rglob("*.py"), *PAGES):
        asked |= set(
            re.findall(r"""\bui_text\(\s*["']([a-z_]+\.[\w-]+)["']""", path.read_text("utf-8"))
        )
    known = {f"{section}.{key}" for section, found in tables().items() for key in found}
    assert asked and not asked - known


def test_the_glossary_has_the_agreed_words() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    for heading in ("status", "also_mentioned", "presented_by", "asked_for", "represented_by"):
        assert ui_text(f"headings.{heading}") in glossary


def test_a_value_without_words_is_said_as_it_is() -> None:
    assert word_for("status", "vanished") == "not in the next log we hold"
    assert word_for("status", "strange") == "strange" and word_for("status", None) == ""


def test_what_tells_and_what_is_no_statement_keep_to_their_examples() -> None:
    check_rules(load_table("kg.views", "salience")["rule"], "salience.toml")
