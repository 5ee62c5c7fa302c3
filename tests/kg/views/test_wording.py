"""The interface says everything in the words of one file, and these are those agreed."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes
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
    "kg show",
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
    assert not [never for never in NEVER if never in text]


# -- one file has all words ------------------------------------------------------------------------

# What names a format or a standard, and is the same in every language.
NAMES = {
    "boardgraph",
    "CSV",
    "JSON",
    "JSON-LD",
    "Turtle",
    "SPARQL",
    "VoID",
    "DOCX",
    "Markdown",
    "HTML",
    "TriG",
}
SPOKEN = ("title", "alt", "placeholder", "aria-label")  # attributes that a reader sees or hears
CODE = ("script", "style", "code", "kbd", "pre")
WORDS = re.compile(r"[A-Za-z]{2,}")
SENTENCE = re.compile(r"^[A-Z][a-z’]+(?: |$)|[a-z’] [a-z]")  # a string of code that is words


class _Text(HTMLParser):
    """The words of markup, and those of the attributes that readers meet."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._within += [tag] if tag in CODE else []
        self.found += [value for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        if tag in self._within:
            self._within.remove(tag)

    def handle_data(self, data: str) -> None:
        if not self._within:
            self.found.append(data)


def literal_words(template: str) -> list[str]:
    """The words that a template has of its own: in its text, its attributes and its expressions."""
    template = re.sub(
        r"(\{% block style %\}).*?(\{% endblock %\})", r"\1\2", template, flags=re.DOTALL
    )
    tree = jinja2.Environment().parse(template)
    text = _Text()
    text.feed(" ".join(each.data for each in tree.find_all(nodes.TemplateData)))
    pieces = [*text.found, *(each for each in _strings(tree) if SENTENCE.search(each))]
    tidy = (piece.strip(" \n,.;:()·→←") for piece in pieces)
    return [each for each in tidy if WORDS.search(each) and each not in NAMES]


def _strings(node: nodes.Node) -> Iterator[str]:
    """The strings of a template's code that are no keys: what is looked up or compared is one."""
    called = node.node if isinstance(node, nodes.Call) else None
    if isinstance(called, nodes.Name) and called.name == "ui_text":
        return
    if isinstance(node, (nodes.Getitem, nodes.Compare, nodes.Include)):
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    for child in node.iter_child_nodes():
        yield from _strings(child)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: f"{path.parts[-3]}-{path.name}")
def test_a_template_has_no_words_of_its_own(page: Path) -> None:
    assert literal_words(page.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "template",
    [
        "<h1>New names</h1>",
        '<a title="to the top">{{ x }}</a>',
        '{{ x or "No date" }}',
        "{% if x %}of{% endif %}",
    ],
)
def test_words_in_a_template_are_found(template: str) -> None:
    assert literal_words(template)


def test_the_wording_keeps_to_the_agreed_words() -> None:
    agreed = tomllib.loads((ROOT / "docs" / "words.toml").read_text(encoding="utf-8"))
    said = set()
    for section in tables().values():
        for text in section.values():
            told = re.sub(r"\{[^}]*\}", " ", text).lower()
            said |= {word for word in re.findall(r"[a-z]+(?:[’'][a-z]+)?", told) if len(word) > 1}
    plain, terms = set(agreed["plain"].split()), set(agreed["terms"])
    assert not plain & terms and all(agreed["terms"].values())
    assert said - plain - terms == set(), "words that are not agreed"
    assert plain | terms <= said, "agreed words that nothing says"


# -- the code has no words of its own, either ------------------------------------------------------

MODULES = sorted(
    path
    for path in (
        *(ROOT / "kg/views").rglob("*.py"),
        *(ROOT / "kg/serve").glob("*_page*.py"),
        *(ROOT / "kg/serve").glob("re*_desk.py"),
        ROOT / "kg/serve/rendering.py",
    )
    if path.name != "ontology_pages.py"  # it answers nothing but errors
)
SEVERAL_WORDS = re.compile(r"[A-Za-z][’',;:.]? [A-Za-z“(]")
VALUES = {  # of the graph, of our own tables or of a Word document, which no reader is shown so
    "action number", "agenda item", "carried forward", "carried out", "meeting date",
    "not told", "other indicator", "perhaps answered", "perhaps carried out", "withdrawal asked",
    "List Bullet", "List Bullet 2", "Table Grid", "{text title} : \"",
}  # fmt: skip
# Headers of HTTP, the words of SPARQL, and lists of words to be left out.
CODED = re.compile(r"charset=|src |^attachment; |SELECT |^(?:[a-z]+ ){12,}")


def python_words(source: str) -> list[str]:
    """The strings of a module that are several words: no docstrings, and no errors, which the
    command line and the endpoint tell in their own tongue.
    """
    tree = ast.parse(source)
    apart = {id(each) for each in _apart(tree)}
    found = (each for each in ast.walk(tree) if isinstance(each, ast.Constant))
    return [
        each.value
        for each in found
        if isinstance(each.value, str)
        and id(each) not in apart
        and SEVERAL_WORDS.search(each.value)
        and each.value not in VALUES
        and not CODED.search(each.value)
    ]


def _apart(tree: ast.AST) -> Iterator[ast.AST]:
    """The nodes of docstrings, of errors that are raised or answered."""
    for node in ast.walk(tree):
        called = node.func if isinstance(node, ast.Call) else None
        name = getattr(called, "id", getattr(called, "attr", ""))
        if isinstance(node, ast.Raise) or name.endswith(("Error", "NotFound", "error", "plain")):
            yield from ast.walk(node)
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


@pytest.mark.parametrize("module", MODULES, ids=lambda path: f"{path.parts[-2]}-{path.name}")
def test_a_module_has_no_words_of_its_own(module: Path) -> None:
    assert python_words(module.read_text(encoding="utf-8")) == []


def error_words(source: str) -> Iterator[str]:
    """The strings of the errors that a module makes, as the command line tells them."""
    for node in ast.walk(ast.parse(source)):
        called = node.func if isinstance(node, ast.Call) else None
        name = getattr(called, "id", getattr(called, "attr", ""))
        if name.endswith(("Error", "NotFound", "Missing", "NotAStore", "Busy")):
            found = (each for each in ast.walk(node) if isinstance(each, ast.Constant))
            yield from (each.value for each in found if isinstance(each.value, str))


def test_no_error_says_what_the_glossary_rules_out() -> None:
    said = [
        words.lower()
        for path in sorted((ROOT / "kg").rglob("*.py"))
        for words in error_words(path.read_text("utf-8"))
    ]
    assert len(said) > 100
    assert [words for words in said if any(never in words for never in NEVER)] == []


def test_words_in_a_module_are_found() -> None:
    assert python_words('def f(x):\n    """Ada said so."""\n    return f"No lanterns in {x}."')
    assert not python_words('def f(x):\n    raise InputError(f"no lanterns in {x}")')


# -- nor have scripts ------------------------------------------------------------------------------

SCRIPTS = sorted(
    path
    for folder in ("kg/views/templates", "kg/serve/templates")
    for path in (ROOT / folder).glob("*.js")
)
SCRIPT_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|`[^`]*`')
SCRIPT_CODED = re.compile(  # selectors, styles, lists of class names, media queries and drawing
    r"^[#.\[]|\[|querySelector|^(?:use strict|1 1 auto)$|\bminmax\b|^\(|sans-serif|^M|px|^ \(| · |^[a-z, .-]+$"
)


def script_strings(source: str) -> list[str]:
    """The strings of a script that are several words for a reader, or one that begins with a
    capital: comments and the code within a string left out.
    """
    source = re.sub(r"(?m)(?<![:\"'`])//.*$", "", source)
    found = (each[1:-1] for each in SCRIPT_STRING.findall(source))
    told = (re.sub(r"\$\{[^}]*\}", "", each).strip() for each in found)
    spoken = re.compile(r"[A-Za-z][’',;:.]? [A-Za-z“(]|^[A-Z][a-z]{2,}")
    return [each for each in told if spoken.search(each) and not SCRIPT_CODED.search(each)]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_has_no_words_of_its_own(script: Path) -> None:
    found = [each for each in script_strings(script.read_text("utf-8")) if each not in CODES]
    assert found == []


CODES = {
    "ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Enter", "Escape", "Tab", "Home", "End",
    "AbortError", "PREFIX", "h2, li, p",
}  # fmt: skip


def test_words_in_a_script_are_found() -> None:
    assert script_strings('told.textContent = "Not copied: try again";')
    assert script_strings("say(`Opening ${name}`);")
    assert not script_strings('// "Read the lanterns"\nat("words").hidden = true;')


def test_every_word_that_a_script_asks_for_is_there_and_every_one_there_is_said() -> None:
    source = "\n".join(script.read_text("utf-8") for script in SCRIPTS)
    asked = set(re.findall(r'\bwording\.([a-z_]+)|\bsay\("([a-z_]+)"', source))
    counted = set(re.findall(r'(?:count|some)\([^"\n]*, "([a-z]+)"\)', source))
    known = set(tables()["script"])
    assert {either for pair in asked for either in pair if either} <= known
    named = set(re.findall(r'"([a-z_]+)"|\bwording\.([a-z_]+)', source))
    said = {either for pair in named for either in pair}
    said |= {f"{word}_{number}" for word in counted for number in ("one", "many")}
    assert counted and known <= said


def test_no_two_keys_of_pages_say_the_same() -> None:
    said: dict[str, list[str]] = {}
    for section, found in tables().items():
        if section.startswith(("page_", "sheet_", "common")):
            for key, text in found.items():
                said.setdefault(text, []).append(f"{section}.{key}")
    assert [keys for keys in said.values() if len(keys) > 1] == []


def test_every_word_of_a_page_is_said() -> None:
    code = "\n".join(path.read_text("utf-8") for path in (*(ROOT / "kg").rglob("*.py"), *PAGES))
    keys = {
        f"{section}.{key}"
        for section, found in tables().items()
        if section.startswith(("page_", "sheet_", "common", "errors"))
        for key in found
    }
    assert [key for key in sorted(keys) if f'"{key}"' not in code and f"'{key}'" not in code] == []


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
