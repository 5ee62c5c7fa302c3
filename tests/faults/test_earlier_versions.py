"""A store of an earlier version is read as it is, and brought up by one command."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from kg.pipeline.build import rebuild
from kg.pipeline.settings import BuildOptions
from kg.review.forget import forget, plan_forgetting
from kg.serve.loaded_snapshot import load
from kg.serve.resource_page import page
from kg.serve.snapshot_index import SnapshotIndex
from kg.store.health import examine_store
from kg.store.query import rows
from kg.store.snapshots import open_snapshot

STORE = Path(__file__).with_name("store-8d6812d.tar.xz")
KINDS = (("people", "person"), ("organisations", "organisation"), ("programmes", "programme"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A store that 8d6812d made of a fictional pack, with one verdict; its paper's file is gone."""
    with tarfile.open(STORE) as archive:
        archive.extractall(tmp_path / "store", filter="data")
    return tmp_path / "store"


def entities(home: Path) -> dict[str, str]:
    """IRI → name of everybody and everything named."""
    with open_snapshot(home) as published:
        return {
            row[kind]: row["name"] for query, kind in KINDS for row in rows(published.graph, query)
        }


def test_it_is_read_and_nothing_in_it_is_damaged(home: Path) -> None:
    assert "Beatrice Stoddart" in entities(home).values()
    assert examine_store(home) == []


def test_one_command_brings_it_up_from_its_kept_papers(home: Path) -> None:
    before = entities(home)
    result = rebuild(home)  # what kg build does without a path
    after = entities(home)
    assert result.changed and result.problems == ()
    assert "Beatrice Stoddart" in after.values(), "its verdict still matches"
    assert not any("verdict" in note for note in result.notes)
    by_name = {name: iri for iri, name in after.items()}
    assert {iri for iri, name in before.items() if by_name.get(name, iri) != iri} == set()
    assert len(before.keys() & after.keys()) > 0.8 * len(before)


def test_its_texts_are_masked_and_its_own(home: Path) -> None:
    rebuild(home)
    for path in (home / "papers").glob("*.json"):
        assert '"masked": true' in path.read_text(encoding="utf-8")
        assert path.stat().st_mode & 0o077 == 0


def test_an_address_that_only_its_graph_knew_leads_on(home: Path) -> None:
    base = "https://w3id.org/boardgraph/id/"
    former = f"{base}programme/lamplight-pilot"
    for _ in range(2):  # and once more, from a store that is up to date
        rebuild(home, BuildOptions(base=base))
        snapshot = load(home)
        head, _ = page(
            snapshot,
            SnapshotIndex(snapshot),
            {"path": former[len(base) :], "form": "html", "ending": ""},
        )
        assert head["status"] == 301
        assert head["headers"]["location"].endswith("/programme/lamplight-programme")
        (home / "verdicts.toml").write_text("", encoding="utf-8")  # so that it is built again


def test_no_address_leads_on_to_who_is_forgotten(home: Path) -> None:
    rebuild(home)
    forget(home, plan_forgetting(home, "Beatrice Stoddart"), lambda *_: None)
    with open_snapshot(home) as published:
        kept = published.manifest["former_addresses"]
    assert kept and not any("stoddart" in word for pair in kept.items() for word in pair)
