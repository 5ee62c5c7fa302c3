"""The imports of the code are those that ARCHITECTURE.md draws, and nothing imports in a circle.

Every import counts, also those inside functions and under ``TYPE_CHECKING``.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
PACKAGES = ("ontology", "extractors", "kg", "queries")

Graph = Mapping[str, set[str]]


# -- what is drawn -------------------------------------------------------------------------------


def drawn(heading: str) -> list[list[str]]:
    """The rows of arrows under a heading, each with its names from left to right."""
    section = ARCHITECTURE.partition(f"\n### {heading}\n")[2]
    block = section.partition("```")[2].partition("```")[0].partition("\n")[2]
    return [row.split(" <- ") for row in block.splitlines()]


PACKAGE_ORDER = drawn("Packages")
ROOM_ORDER = drawn("Rooms of kg")


# -- what is imported ----------------------------------------------------------------------------


def modules() -> dict[str, Path]:
    """Dotted name → file, of all modules of our packages."""
    found = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts).removesuffix(".__init__")] = path
    return found


MODULES = modules()


def imported_by(module: str, path: Path) -> Iterator[str]:
    """The modules of ours that one module imports, wherever in it the import stands."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield from known(alias.name)
        elif isinstance(node, ast.ImportFrom):
            base = absolute(node, package)
            for alias in node.names:
                yield from known(f"{base}.{alias.name}")


IMPORTERS = {"import_module", "__import__"}


def named_as_strings(source: str) -> list[int]:
    """The lines that import a module of ours by its name as a string, wherever it is made."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).rpartition(".")[2] in IMPORTERS
        and any(names_ours(part) for given in node.args for part in ast.walk(given))
    ]


def names_ours(node: ast.AST) -> bool:
    """Whether a string, or the beginning of one, is a dotted name of ours or relative."""
    text = node.value if isinstance(node, ast.Constant) else None
    return isinstance(text, str) and text.partition(".")[0] in {"", *PACKAGES}


def absolute(node: ast.ImportFrom, package: str) -> str:
    """The module that an import is from, also where it is given relative to its package."""
    if not node.level:
        return node.module or ""
    parts = package.split(".")
    parent = ".".join(parts[: len(parts) - node.level + 1])
    return f"{parent}.{node.module}" if node.module else parent


def known(name: str) -> Iterator[str]:
    """The module of ours that a dotted name is, or stands in; ``kg.ontology`` is ``ontology/``."""
    if name.removeprefix("kg.").partition(".")[0] in PACKAGES:
        name = name.removeprefix("kg.")
    while name and name not in MODULES:
        name = name.rpartition(".")[0]
    if name:
        yield name


IMPORTS: Graph = {
    module: set(imported_by(module, path)) - {module} for module, path in MODULES.items()
}


def room(module: str) -> str:
    """``kg.store.query`` → ``store``; other packages are one room each."""
    parts = module.split(".")
    return parts[1] if parts[0] == "kg" and len(parts) > 1 else parts[0]


def folded(graph: Graph, name: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """The graph between what its modules are part of, each arrow with an import that shows it."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for module, targets in sorted(graph.items()):
        for target in sorted(targets):
            if name[module] != name[target]:
                found[name[module]].setdefault(name[target], f"{module} imports {target}")
    return found


ROOMS = {module: room(module) for module in MODULES}
TOP = {module: module.partition(".")[0] for module in MODULES}


def circles(graph: Graph) -> list[list[str]]:
    """The groups of nodes that can all be reached from each other (Tarjan)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for target in sorted(graph.get(node, ())):
            if target not in index:
                visit(target)
                low[node] = min(low[node], low[target])
            elif target in stack:
                low[node] = min(low[node], index[target])
        if low[node] == index[node]:
            at = stack.index(node)
            if len(stack) - at > 1:
                found.append(sorted(stack[at:]))
            del stack[at:]

    for node in sorted(graph):
        if node not in index:
            visit(node)
    return found


def against(rows: list[list[str]], graph: Mapping[str, Mapping[str, str]]) -> list[str]:
    """The imports that go from left to right in one of the rows, or from one row to another."""
    place = {name: (row, at) for row, names in enumerate(rows) for at, name in enumerate(names)}
    return [
        shown
        for source, targets in graph.items()
        for target, shown in targets.items()
        if source in place
        and target in place
        and (place[target][0] != place[source][0] or place[target] > place[source])
    ]


# -- what must hold ------------------------------------------------------------------------------


def test_no_file_imports_in_a_circle() -> None:
    assert circles(IMPORTS) == []


def test_no_room_imports_in_a_circle() -> None:
    between = folded(IMPORTS, ROOMS)
    assert circles({source: set(targets) for source, targets in between.items()}) == []


def test_no_room_of_extractors_imports_in_a_circle_with_modules_beside_it() -> None:
    """Its rooms and the modules beside them: a room is whole, below what uses it."""
    name = {module: ".".join(module.split(".")[:2]) for module in MODULES}
    between = folded(IMPORTS, name)
    assert circles({source: set(targets) for source, targets in between.items()}) == []


def test_every_package_and_room_is_drawn() -> None:
    assert sorted(chain(*PACKAGE_ORDER)) == sorted(PACKAGES)
    rooms = {path.name for path in (ROOT / "kg").iterdir() if list(path.glob("*.py"))}
    assert sorted(chain(*ROOM_ORDER)) == sorted(rooms | {"errors"})


def test_packages_import_as_drawn() -> None:
    assert against(PACKAGE_ORDER, folded(IMPORTS, TOP)) == []


def test_rooms_of_kg_import_as_drawn() -> None:
    assert against(ROOM_ORDER, folded(IMPORTS, ROOMS)) == []


def test_only_the_component_for_spacy_loads_it() -> None:
    """Loading it would double the start-up of every build."""
    loading = re.compile(r"^\s*(?:import|from)\s+spacy\b", re.M)
    found = [name for name, path in MODULES.items() if loading.search(path.read_text("utf-8"))]
    assert found == ["extractors.spacy_names"]


def test_nothing_of_ours_is_imported_by_its_name_as_a_string() -> None:
    """Such an import would be an arrow that nobody sees."""
    found = {
        module: lines
        for module, path in MODULES.items()
        if (lines := named_as_strings(path.read_text(encoding="utf-8")))
    }
    assert found == {}


# File names that stand twice until issue C rebuilds extractors/names.
NAMED_TWICE = {"bodies.py", "people.py", "structure.py"}


def test_no_file_name_stands_twice() -> None:
    names = [path.name for path in MODULES.values() if path.name != "__init__.py"]
    assert {name for name in names if names.count(name) > 1} == NAMED_TWICE


# Classes with one meaning in several places, by name.
SAME_MEANING: frozenset[str] = frozenset()


def type_names(path: Path) -> Iterator[str]:
    """The classes and aliases of types that a module defines; ``_Row`` is called ``Row``, too."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield node.name.lstrip("_")
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript):
            names = [each.id for each in node.targets if isinstance(each, ast.Name)]
            yield from (name.lstrip("_") for name in names if re.match("_?[A-Z][a-z]", name))


def test_a_module_of_commands_stays_short() -> None:
    lengths = {
        path.name: len(path.read_text("utf-8").splitlines())
        for path in (ROOT / "kg/cli").glob("*.py")
    }
    assert {name: lines for name, lines in lengths.items() if lines > 250} == {}


def test_no_two_types_share_a_name() -> None:
    """One name, one meaning: somebody who looks a class up finds the one that is meant."""
    places: dict[str, list[str]] = defaultdict(list)
    for module, path in MODULES.items():
        for name in type_names(path):
            places[name].append(module)
    assert len(places) > len(MODULES) / 2
    twice = {name: where for name, where in places.items() if len(where) > 1}
    assert {name: twice[name] for name in twice.keys() - SAME_MEANING} == {}
    assert twice.keys() >= SAME_MEANING


def identities_used(source: str) -> list[int]:
    """The lines that call the built-in ``id``."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "id"
    ]


def test_nothing_is_known_again_by_its_place_in_memory() -> None:
    """``id`` differs from run to run and is given anew once a thing is gone: keys are for that."""
    assert identities_used("seen.add(id(profile))\nprofile.id(1)") == [1]
    used = {
        module: lines
        for module, path in MODULES.items()
        if (lines := identities_used(path.read_text(encoding="utf-8")))
    }
    assert used == {}


def test_every_room_is_described() -> None:
    """ARCHITECTURE.md has a line for each folder with code, and names no folder that is gone."""
    described = set(re.findall(r"^- \*\*`([\w./]+)`\*\*", ARCHITECTURE, re.MULTILINE))
    folders = {path.parent.relative_to(ROOT).as_posix() for path in MODULES.values()}
    assert described == folders - {"kg"}


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`([\w./-]+/[\w./-]*)`", ARCHITECTURE))))
def test_paths_that_are_named_exist(name: str) -> None:
    assert (ROOT / name).exists()


# -- the tests bite ------------------------------------------------------------------------------


def test_circles_are_found() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [["a", "b", "c"]]
    assert circles({"a": {"b"}, "b": {"c"}, "c": set()}) == []


def test_imports_in_functions_and_for_types_count(tmp_path: Path) -> None:
    path = tmp_path / "some.py"
    path.write_text(
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from kg.store import query\n"
        "def f():\n    import kg.errors\n    from . import demo\n",
        encoding="utf-8",
    )
    assert set(imported_by("kg.some", path)) == {"kg.store.query", "kg.errors", "kg.demo"}


def test_an_import_against_the_order_is_found() -> None:
    graph = {"left": {"right": "left imports right"}, "right": {"left": "right imports left"}}
    assert against([["left", "right"]], graph) == ["left imports right"]


def test_an_import_from_another_row_is_found() -> None:
    graph = {"data": {"left": "data imports left"}, "right": {"data": "right imports data"}}
    assert against([["left", "right"], ["data"]], graph) == [
        "data imports left",
        "right imports data",
    ]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('importlib.import_module("kg.cli")', True),
        ('import_module(".cli", "kg")', True),
        ('import_module(f"kg.{room}")', True),
        ('__import__("ontology")', True),
        ('importlib.import_module("spacy")', False),
        ('files("kg.demo")', False),
    ],
)
def test_an_import_by_a_string_is_found(source: str, found: bool) -> None:
    assert bool(named_as_strings(source)) == found
