"""``kg open``: papers are taken in and names reviewed by the one who started it, and nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.serve.paper_desk import COOKIE, PaperDesk

ROOT = "http://127.0.0.1:9"
OURS = {"origin": ROOT, "sec-fetch-site": "same-origin"}


@pytest.fixture
def desk(tmp_path: Path) -> PaperDesk:
    async def rebuilt() -> None: ...

    return PaperDesk(tmp_path / "store", tmp_path / "papers", rebuilt)


@pytest.fixture
def visitor(desk: PaperDesk) -> Iterator[TestClient]:
    """Somebody who came with the key."""
    with TestClient(desk.app(), base_url=ROOT) as client:
        assert client.get(f"/papers?key={desk.key}").status_code == 200
        yield client


def test_the_key_is_good_for_one_use(desk: PaperDesk) -> None:
    key = desk.key
    assert TestClient(desk.app(), base_url=ROOT).get(f"/papers?key={key}").status_code == 200
    assert TestClient(desk.app(), base_url=ROOT).get(f"/papers?key={key}").status_code == 403


def test_a_paper_is_kept_under_its_own_name(visitor: TestClient, desk: PaperDesk) -> None:
    given = visitor.post("/papers/file?name=pack.txt", content=b"Minutes", headers=OURS)
    assert given.json() == {"kept": "pack.txt"}
    assert (desk.papers / "pack.txt").read_bytes() == b"Minutes"
    assert visitor.get("/papers/state").json()["kept"] == ["pack.txt"]


@pytest.mark.parametrize("name", ["../../evil.txt", "..\\evil.txt", "/etc/evil.txt"])
def test_no_name_leads_out_of_the_folder(visitor: TestClient, desk: PaperDesk, name: str) -> None:
    visitor.post("/papers/file", params={"name": name}, content=b"x", headers=OURS)
    assert [each.name for each in desk.papers.iterdir()] == ["evil.txt"]


def test_what_is_no_paper_is_refused(visitor: TestClient, desk: PaperDesk) -> None:
    refused = visitor.post("/papers/file?name=run.exe", content=b"x", headers=OURS)
    assert refused.status_code == 415 and not desk.papers.exists()


@pytest.mark.parametrize("address", ["/papers/file?name=a.txt", "/papers/build", "/papers/review"])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://elsewhere.example"},
        {"origin": ROOT, "sec-fetch-site": "cross-site"},
        {"origin": "null"},
    ],
)
def test_only_a_page_of_ours_changes_anything(
    visitor: TestClient, address: str, headers: dict[str, str]
) -> None:
    assert visitor.post(address, headers=headers).status_code == 403


@pytest.mark.parametrize("address", ["/papers/file?name=a.txt", "/papers/build", "/papers/review"])
def test_without_the_session_nothing_changes(desk: PaperDesk, address: str) -> None:
    stranger = TestClient(desk.app(), base_url=ROOT)
    assert stranger.post(address, headers=OURS).status_code == 403
    stranger.cookies.set(COOKIE, "guess")
    assert stranger.post(address, headers=OURS).status_code == 403


def test_nothing_is_changed_by_looking(visitor: TestClient, desk: PaperDesk) -> None:
    for address in ("/papers/file?name=a.txt", "/papers/build"):
        assert visitor.get(address).status_code == 405
    assert not desk.papers.exists()
