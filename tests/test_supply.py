"""What CI installs is locked, within the bounds of pyproject.toml, and told in the bill of materials."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = ROOT / ".ci" / "lock.txt"

pytestmark = pytest.mark.skipif(not LOCK.exists(), reason="not a checkout")


def locked() -> dict[str, str]:
    """Name → version, of every line of the lock."""
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    pairs = (re.split("==", line.partition(";")[0].strip()) for line in lines if "==" in line)
    return {canonicalize_name(name): version for name, version in pairs}


def needed() -> list[Requirement]:
    """What the package, its tests and its optional parts in CI need."""
    optional = PROJECT["optional-dependencies"]
    return [
        Requirement(each)
        for each in (*PROJECT["dependencies"], *optional["test"], *optional["shacl"])
    ]


def test_every_dependency_has_a_reason_and_an_upper_bound() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    for requirement in needed():
        about = [line for line in lines if f'"{requirement.name}>=' in line]
        assert any("#" in line for line in about), f"{requirement.name}: why?"
        assert "<" in str(requirement.specifier), requirement


def test_the_lock_is_within_the_bounds() -> None:
    versions = locked()
    for requirement in needed():
        version = versions[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), f"{requirement}: {version} is locked"


def test_the_bill_of_materials_lists_what_is_locked() -> None:
    bill = json.loads((ROOT / "docs" / "sbom.cdx.json").read_text(encoding="utf-8"))
    assert bill["bomFormat"] == "CycloneDX"
    listed = {canonicalize_name(each["name"]): each["version"] for each in bill["components"]}
    assert listed == locked()


def test_what_is_declared_is_imported() -> None:
    """No dependency that nothing uses; names of modules where they differ from the package."""
    modules = {
        "httptools": r"uvicorn\.protocols\.http\.httptools_impl",
        "python-crfsuite": "pycrfsuite",
        "python-docx": "docx",
        "pyvis": "pyvis",
    }
    source = "\n".join(
        path.read_text(encoding="utf-8")
        for package in ("kg", "extractors", "ontology")
        for path in (ROOT / package).rglob("*.py")
    )
    for each in PROJECT["dependencies"]:
        name = Requirement(each).name
        module = modules.get(name, name)
        pattern = rf"(?:import|from) {module}\b|find_spec\(\"{module}\""
        assert re.search(pattern, source), name
