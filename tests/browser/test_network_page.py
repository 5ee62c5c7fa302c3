"""The page of `kg show` in a real browser without a network: what a reader sees, types and clicks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
import sample
from chromium import Opened

from kg.views.network.page import KINDS, Network, network_page
from kg.views.network.tie_relations import FAMILIES

Visit = Callable[..., AbstractContextManager[Opened]]

OVERLAPS = """() => {
  const {picture} = boardgraph;
  const boxes = boardgraph.nodes.map((node, number) => [node, number]).filter(([, number]) => picture.body.data.nodes.get(number).label)
    .map(([node, number]) => {
      const [box, {y}, isAbove] = [picture.getBoundingBox(number), picture.getPosition(number), picture.body.data.nodes.get(number).font.vadjust < -1];
      return isAbove ? {...box, bottom: y - node.size} : {...box, top: y + node.size};
    });
  const found = [];
  boxes.forEach((one, at) => boxes.slice(0, at).forEach((other) => {
    const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    if (across > 0 && down > 0) found.push([one, other]);
  }));
  return found;
}"""
SPOT = """(number) => {  // the middle of a tie, on the screen
  const {source, target} = boardgraph.edges[number];
  const [one, other] = [source, target].map((at) => boardgraph.picture.canvasToDOM(boardgraph.picture.getPosition(at)));
  const frame = document.getElementById("canvas").getBoundingClientRect();
  return [frame.left + (one.x + other.x) / 2, frame.top + (one.y + other.y) / 2];
}"""


def written(network: Network, folder: Path) -> Path:
    path = folder / "network.html"
    path.write_text(network_page(network), encoding="utf-8")
    return path


@pytest.fixture
def seen(visit: Visit, tmp_path: Path) -> Iterator[Opened]:
    """The small network, open; whatever a test does, the page stays quiet and asks for nothing."""
    path = written(sample.small(), tmp_path)
    with visit(path) as page_seen:
        yield page_seen
        assert page_seen.errors == []
        assert page_seen.requests == [path.as_uri()]


def number_of(network: Network, node_id: str) -> int:
    return [node.id for node in network.nodes].index(node_id)


def slide(seen: Opened, slider: str, value: int) -> None:
    seen.page.locator(f"#{slider}").fill(str(value))


def drawn(seen: Opened) -> tuple[list[int], list[int]]:
    """The numbers of the nodes and of the ties that the picture shows."""
    found: list[list[int]] = seen.page.evaluate(
        """() => {const {body} = boardgraph.picture; return [body.data.nodes, body.data.edges]
             .map((set) => set.get().filter((item) => !item.hidden).map((item) => item.id).sort((a, b) => a - b))}"""
    )
    return found[0], found[1]


def rows(seen: Opened, table: str) -> list[int]:
    found: list[int] = seen.page.evaluate(
        f"[...document.querySelectorAll('#{table} tr')].flatMap((row, at) => row.hidden ? [] : [at])"
    )
    return found


def test_it_draws_every_name_and_tie(seen: Opened) -> None:
    network = sample.small()
    assert drawn(seen) == (list(range(len(network.nodes))), list(range(len(network.edges))))
    pixels = seen.page.evaluate(
        """() => { const canvas = document.querySelector("#canvas canvas");
             const {data} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
             return new Set(new Uint32Array(data.buffer)).size; }"""
    )
    assert pixels > 10, "the canvas is blank"
    assert seen.page.locator("h1").inner_text() == network.title
    assert "Two meetings are not drawn." in seen.page.locator(".left-out").inner_text()


@pytest.mark.parametrize("network", [sample.small(), sample.large()], ids=["small", "large"])
def test_no_label_lies_on_another(visit: Visit, tmp_path: Path, network: Network) -> None:
    with visit(written(network, tmp_path)) as seen:
        assert seen.page.evaluate(OVERLAPS) == []


@pytest.mark.parametrize("words", ["harbour", "Harbour Trust", "TRUST"])
def test_search_finds_a_name_and_goes_to_it(seen: Opened, words: str) -> None:
    seen.page.locator("#search").fill(words)
    assert seen.page.get_by_role("option").first.inner_text().startswith("Harbour Trust")
    seen.page.locator("#search").press("Enter")
    assert seen.page.locator("#words h2").inner_text() == "Harbour Trust"
    at = number_of(sample.small(), "o:harbour")
    spot = seen.page.evaluate(
        f"boardgraph.picture.canvasToDOM(boardgraph.picture.getPosition({at}))"
    )
    canvas, panel = (
        seen.page.locator("#canvas").bounding_box(),
        seen.page.locator("#words").bounding_box(),
    )
    assert canvas and panel
    free = panel["x"] - canvas["x"]
    assert spot["x"] == pytest.approx(free / 2, abs=2), (
        "in the middle of what the panel leaves free"
    )
    assert spot["y"] == pytest.approx(canvas["height"] / 2, abs=2)


def test_search_knows_other_names_and_says_when_there_is_none(seen: Opened) -> None:
    seen.page.locator("#search").fill("sfp")
    assert seen.page.get_by_role("option").first.inner_text().startswith("Safe Ferry Project")
    seen.page.locator("#search").fill("nobody of that name")
    assert seen.page.locator("#found [role=option]").count() == 0
    assert "No such name" in seen.page.locator("#found").inner_text()


def test_search_brings_back_a_name_that_a_filter_hides(seen: Opened) -> None:
    seen.page.locator("input[value=person]").uncheck()
    seen.page.locator("#search").fill("quill")
    seen.page.locator("#search").press("Enter")
    assert number_of(sample.small(), "n:quill") in drawn(seen)[0]
    assert seen.page.locator("input[value=person]").is_checked()


def test_filter_by_kind(seen: Opened) -> None:
    network = sample.small()
    seen.page.locator("input[value=person]").uncheck()
    names, ties = drawn(seen)
    # The police stay, for they are tied to the project; nobody is drawn whose every tie is gone.
    assert {network.nodes[at].kind for at in names} == {"organisation", "programme"}
    assert {network.edges[at].relation for at in ties} == {"named-together", "reported-on"}
    seen.page.locator("#everything").click()
    assert len(drawn(seen)[0]) == len(network.nodes)


def test_filter_by_relation(seen: Opened) -> None:
    network = sample.small()
    seen.page.locator("input[value=named-together]").uncheck()
    assert all(network.edges[at].relation != "named-together" for at in drawn(seen)[1])
    assert number_of(network, "p:lamps") not in drawn(seen)[0]


def test_filter_by_meetings_follows_the_evidence(seen: Opened) -> None:
    network = sample.small()
    slide(seen, "from", 1)
    slide(seen, "until", 1)
    assert seen.page.locator("#from-shown").inner_text() == "12 Jun 2021"
    _, ties = drawn(seen)
    years = [{(quote.date or "")[:4] for quote in edge.evidence} for edge in network.edges]
    assert ties == [at for at, of_tie in enumerate(years) if "2021" in of_tie]
    harbour = next(at for at in ties if network.edges[at].weight == 3)
    assert seen.page.locator("#ties tr").nth(harbour).locator("td.number").text_content() == "1"
    count = seen.page.locator("label:has(> input[value=named-together]) small").inner_text()
    assert count == str(sum(network.edges[at].relation == "named-together" for at in ties))


def test_new_and_gone_are_marked_on_asking(seen: Opened) -> None:
    network = sample.small()
    seen.page.locator("#changes").check()
    slide(seen, "from", 2)
    renn, quill = number_of(network, "n:renn"), number_of(network, "n:quill")
    labels = seen.page.evaluate(
        f"[{renn}, {quill}].map((at) => boardgraph.picture.body.data.nodes.get(at).label)"
    )
    assert labels[0].startswith("+ ") and labels[1].startswith("− ")
    assert quill in drawn(seen)[0], "what is gone stays in sight"


def test_the_two_ends_of_the_meetings_do_not_cross(seen: Opened) -> None:
    slide(seen, "from", 2)
    slide(seen, "until", 0)
    assert seen.page.locator("#from-shown").inner_text() == "12 Jun 2019"


def test_filter_by_number_of_passages(seen: Opened) -> None:
    slide(seen, "least", 2)
    assert {sample.small().edges[at].weight for at in drawn(seen)[1]} == {2, 3}


def test_a_click_on_a_tie_shows_the_words_behind_it(seen: Opened) -> None:
    network = sample.small()
    at = next(number for number, edge in enumerate(network.edges) if edge.source == "n:quill")
    seen.page.mouse.click(*seen.page.evaluate(SPOT, at))
    panel = seen.page.locator("#words")
    assert panel.locator("blockquote").inner_text() == "Ada Quill presented the Safe Ferry Project."
    assert panel.locator(".says").inner_text() == "presented"
    caption = panel.locator("figcaption").inner_text()
    assert all(part in caption for part in ("2019-06-12", "page 7", "pack-2019.txt", "minutes"))
    assert panel.locator("mark").all_inner_texts() == ["Ada Quill", "Safe Ferry Project"]


def test_a_click_on_a_name_shows_its_words_and_its_ties(seen: Opened) -> None:
    at = number_of(sample.small(), "o:police")
    spot = seen.page.evaluate(
        f"boardgraph.picture.canvasToDOM(boardgraph.picture.getPosition({at}))"
    )
    frame = seen.page.locator("#canvas").bounding_box()
    assert frame
    seen.page.mouse.click(frame["x"] + spot["x"], frame["y"] + spot["y"])
    panel = seen.page.locator("#words")
    assert panel.locator("h2").inner_text() == "Marlshire Police"
    assert panel.locator(".ties li").count() == 2
    assert panel.locator("h3").all_inner_texts()[:2] == ["named with", "represented by"]
    panel.locator(".ties button").last.click()
    assert "Bram Renn, Marlshire Police" in panel.inner_text()
    assert "Inspector" in panel.locator(".says").inner_text()


def test_meetings_also_choose_the_words_shown(seen: Opened) -> None:
    slide(seen, "from", 1)
    slide(seen, "until", 1)
    seen.page.evaluate("boardgraph.choose({edge: 1})")
    assert seen.page.locator("#words blockquote").all_inner_texts() == [
        "Harbour Trust paid for the Safe Ferry Project in 2021."
    ]


def test_labels_are_never_too_small_to_read(visit: Visit, tmp_path: Path) -> None:
    """12 pixels on the screen at any zoom; where they have no room, those of low rank are hidden."""
    labelled = {}
    with visit(written(sample.large(), tmp_path)) as seen:
        for scale in (0.2, 0.5, 1.0, 2.0):
            seen.page.evaluate(f"boardgraph.picture.moveTo({{scale: {scale}, animation: false}})")
            for _ in range(50):  # they are set anew when the zoom rests
                seen.page.wait_for_timeout(100)
                size, labels = seen.page.evaluate(
                    """() => { const all = boardgraph.picture.body.data.nodes.get();
                       return [Math.min(...all.map((node) => node.font.size)), all.filter((node) => node.label).map((node) => node.id)]; }"""
                )
                if 12 <= size * scale < 14 or (size == 14 and scale >= 1):
                    break
            assert size * scale >= 12
            labelled[scale] = set(labels)
        ties = seen.page.evaluate(
            "boardgraph.nodes.map((_, at) => boardgraph.edges.filter((edge) => [edge.source, edge.target].includes(at)).length)"
        )
    assert 0 < len(labelled[0.2]) < len(labelled[1.0])
    far = labelled[0.2]
    kept, mean = sum(ties[at] for at in far) / len(far), sum(ties) / len(ties)
    assert kept > mean, "the names with most ties keep theirs"


def test_a_picture_to_keep_has_title_legend_and_source(seen: Opened) -> None:
    written_svg = seen.page.evaluate(
        "new XMLSerializer().serializeToString(boardgraph.svg().picked)"
    )
    network = sample.small()
    assert network.title in written_svg
    assert "Read from " in written_svg and "boardgraph" in written_svg
    assert written_svg.count("marker-end") > 0
    assert all(kind in written_svg for kind in ("person", "organisation", "programme"))


def test_the_legend_of_a_picture_to_keep_stands_within_it(seen: Opened) -> None:
    beyond = """() => {
      const {picked, width} = boardgraph.svg();
      document.body.append(picked);
      const right = picked.viewBox.baseVal.x + width;
      const boxes = [...picked.querySelectorAll("g text")].map((text) => text.getBBox());
      picked.remove();
      return {lines: new Set(boxes.map((box) => box.y)).size, beyond: boxes.filter((box) => box.x + box.width > right).length};
    }"""
    found = seen.page.evaluate(beyond)
    assert found["lines"] > 1 and found["beyond"] == 0


def test_the_table_says_what_the_picture_says(seen: Opened) -> None:
    seen.page.locator("#as-table").click()
    assert seen.page.locator("#ties").is_visible()
    assert not seen.page.locator("#canvas").is_visible()
    assert (rows(seen, "names"), rows(seen, "ties")) == drawn(seen)
    seen.page.locator("input[value=organisation]").uncheck()
    assert (rows(seen, "names"), rows(seen, "ties")) == drawn(seen)
    assert seen.page.locator("#status").inner_text() == "3 of 7 names, 2 of 7 ties"
    seen.page.locator("#ties button:visible").first.click()
    assert "Ada Quill presented" in seen.page.locator("#words").inner_text()


def test_the_first_key_and_enter_reach_the_picture(seen: Opened) -> None:
    seen.page.keyboard.press("Tab")
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate("document.activeElement.id") == "picture"


def test_it_can_be_used_with_the_keyboard_alone(seen: Opened) -> None:
    keys = seen.page.keyboard
    keys.press("Tab")  # To the picture
    keys.press("Tab")  # Picture
    keys.press("Tab")  # Table
    keys.press("Tab")
    keys.type("marlshire")
    keys.press("ArrowDown")
    keys.press("ArrowUp")
    keys.press("Enter")
    assert seen.page.locator("#words h2").inner_text() == "Marlshire Police"
    seen.page.locator("#picture").focus()
    for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "+", "-", "0"):
        keys.press(key)
    assert seen.page.locator("#words h2").count() == 1
    keys.press("Enter")
    assert seen.page.evaluate("document.activeElement.id") == "words"
    keys.press("Escape")
    assert not seen.page.locator("#words").is_visible()


def test_markup_in_names_notes_and_quotes_stays_text(seen: Opened) -> None:
    network = sample.small()
    at = number_of(network, "o:evil")
    seen.page.locator("#search").fill("script")
    assert sample.EVIL[:40] in seen.page.locator("#found").inner_text()
    seen.page.locator("#search").press("Enter")
    assert seen.page.locator("#words h2").text_content() == sample.EVIL
    tie = next(number for number, edge in enumerate(network.edges) if edge.source == "o:evil")
    seen.page.evaluate(f"boardgraph.choose({{edge: {tie}}})")
    assert seen.page.locator("#words blockquote").text_content() == sample.EVIL
    seen.page.evaluate(f"boardgraph.choose({{node: {at}}})")
    frame = seen.page.locator("#canvas").bounding_box()
    spot = seen.page.evaluate(
        f"boardgraph.picture.canvasToDOM(boardgraph.picture.getPosition({at}))"
    )
    assert frame
    seen.page.mouse.move(frame["x"] + spot["x"], frame["y"] + spot["y"])
    seen.page.locator(".vis-tooltip").wait_for(state="visible")
    assert sample.EVIL[:30] in (seen.page.locator(".vis-tooltip").text_content() or "")
    seen.page.locator("#as-table").click()
    assert seen.page.locator("#names").get_by_text(sample.EVIL[:40]).count() > 0
    assert seen.page.locator("img, #evil, iframe, [onerror], [onclick]").count() == 0
    assert seen.page.locator("script").count() == 4  # the data, the wording, vis-network, our own


def test_markup_in_the_title_stays_text(visit: Visit, tmp_path: Path) -> None:
    network = sample.small()
    hostile = Network(sample.EVIL, network.nodes, network.edges, network.topic, (sample.EVIL,))
    with visit(written(hostile, tmp_path)) as seen:
        assert seen.page.locator("h1").text_content() == sample.EVIL
        assert seen.page.title().startswith("</script>")
        assert seen.page.locator("img, #evil").count() == 0
        assert seen.errors == []


def test_a_script_from_elsewhere_would_not_run(seen: Opened) -> None:
    """The policy is in force: even an element that slipped in could do nothing."""
    ran: Any = seen.page.evaluate(
        """() => { const script = document.createElement("script"); script.textContent = "window.ran = true";
             document.body.append(script); return window.ran; }"""
    )
    assert ran is None
    assert any("Content Security Policy" in error for error in seen.errors)
    seen.errors.clear()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 720), (390, 800)])
def test_it_fits_the_window(
    visit: Visit, tmp_path: Path, size: tuple[int, int], scheme: str
) -> None:
    with visit(written(sample.large(), tmp_path), *size, scheme) as seen:
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= size[0]
        canvas = seen.page.locator("#canvas").bounding_box()
        assert canvas and canvas["height"] > size[1] / 2
        assert seen.errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(visit: Visit, tmp_path: Path, scheme: str) -> None:
    """WCAG 2: 4.5 to 1 for text, 3 to 1 for signs."""
    contrast = """([front, back]) => {
      const light = (name) => {
        const probe = document.body.appendChild(document.createElement("i"));
        probe.style.color = `var(--${name})`;
        const parts = getComputedStyle(probe).color.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255)
          .map((part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        probe.remove();
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
      };
      const [one, other] = [light(front), light(back)].sort((a, b) => b - a);
      return (one + 0.05) / (other + 0.05);
    }"""
    with visit(written(sample.small(), tmp_path), scheme=scheme) as seen:
        words = [
            ("ink", "ground"),
            ("ink", "panel"),
            ("ink", "mark"),
            ("quiet", "panel"),
            ("quiet", "ground"),
        ]
        signs = [(kind.key, "ground") for kind in KINDS]
        signs += [(f"family-{family.key}", "ground") for family in FAMILIES]
        for pair in words + signs:
            assert seen.page.evaluate(contrast, pair) >= (4.5 if pair in words else 3), pair


def test_without_scripts_the_tables_remain(browser: Any, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        plain = context.new_page()
        plain.goto(written(sample.small(), tmp_path).as_uri())
        assert plain.get_by_text("The picture needs JavaScript").is_visible()
        assert plain.locator("#ties").is_visible()
    finally:
        context.close()
