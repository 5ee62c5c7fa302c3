"""The parts of a pack: agenda, minutes, action log, reports, slides and appendices, by the shape of their heads.

A part is recognised by its heading and by what stands under it, not by one board's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from kg.extractors.addressees import FEWEST_FIELDS, addressee
from kg.extractors.agenda_marks import FEWEST, item_starts
from kg.extractors.columns import kind_named
from kg.extractors.dates import first_date, first_single_date, first_time, is_date_line
from kg.extractors.facts import Document, PartKind
from kg.extractors.heads import Head, head_end, labelled_venue, leads_to_title, read_head
from kg.extractors.listed_logs import listed_actions
from kg.extractors.log_cells import column_of, columns_by_restarts, tables_held
from kg.extractors.people_tables import heads_people
from kg.extractors.report_heads import ReportHead, first_title, report_heads
from kg.extractors.rules import rules
from kg.extractors.sections import is_list_head, section_of_head
from kg.extractors.segmentation.blocks import Block, LabelledLines
from kg.extractors.shredded_logs import begins_cards, log_head
from kg.extractors.text import SMALL, Line, is_heading_like, is_titled, is_upper, lines_of
from kg.ontology.folding import fold_to_words, one_line

_RULES = rules("layout")
_MINUTES = rules("minutes")
_AGENDA = rules("agenda")
_REPORT_HEADS = rules("report-heads")
_WEB = rules("web-page")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines ``first`` up to but not including ``last`` that make one part; ``body`` is where its head ends."""

    kind: PartKind
    first: int
    last: int
    body: int
    head: Head
    title: str | None = None
    item: str | None = None  # from a page stamp
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A document's lines and its parts in order."""

    document: Document
    lines: list[Line]
    stretches: tuple[Stretch, ...]

    def text(self, first: int, last: int) -> str:
        """Words of lines ``first`` up to ``last``, folded."""
        if first >= last:
            return ""
        return one_line(self.document.text[self.lines[first].start : self.lines[last - 1].end])


def written(lines: Sequence[Line], first: int, last: int, most: int = 10_000) -> list[Line]:
    """The lines from ``first`` up to ``last`` that are not blank, ``most`` of them at the most."""
    found: list[Line] = []
    for line in lines[first:last]:
        if not line.blank:
            found.append(line)
            if len(found) == most:
                break
    return found


@dataclass(frozen=True, slots=True)
class _Cut:
    kind: str
    at: int  # first line of the part
    body: int  # first line after its head
    rule: str
    head: Head = field(default_factory=Head)
    title: str | None = None


@dataclass(frozen=True, slots=True)
class RuledCuts:
    """A document's lines, and where rules see that its parts begin."""

    document: Document
    lines: list[Line]
    cuts: list[_Cut]


def ruled_cuts(document: Document) -> RuledCuts:
    """Where the shapes of heads alone show that parts begin."""
    lines = lines_of(document)
    if document.format == "email" and (cuts := _cuts(document, own := _without_address(lines))):
        return RuledCuts(document, own, cuts)
    return RuledCuts(document, lines, _cuts(document, lines))


def _without_address(lines: list[Line]) -> list[Line]:
    """The lines of a letter, those above its words blank: it was sent on a day of its own."""
    first = next((at for at, line in enumerate(lines) if line.blank), 0)
    return [*(Line(line.index, line.start, "") for line in lines[:first]), *lines[first:]]


def lay_out(ruled: RuledCuts, labels: LabelledLines | None = None) -> Layout:
    """Find the parts of a document, by the shape of their heads and, if given, by the labels of its lines."""
    document, lines, cuts = ruled.document, ruled.lines, list(ruled.cuts)
    if document.format == "email" and not any(map(_is_of_a_paper, lines)):
        return Layout(document, lines, ())  # it only says what is attached
    if labels is not None and document.format != "html":
        cuts = _with_labelled(document, lines, cuts, labels)
    cuts = _with_heads(document, lines, cuts, labels)
    stretches = _stretches(document, lines, cuts, labels)
    return Layout(document, lines, tuple(_addressed(lines, each) for each in stretches))


def _is_of_a_paper(line: Line) -> bool:
    """Whether a line heads a list of people or an item, or tells a decision."""
    text = line.text.strip()
    return (
        is_list_head(text)
        or _NUMBERED.match(text) is not None
        or _MINUTES["resolved"].at(text) is not None
    )


_NUMBERED = re.compile(r"\(?\d{1,3}[.)]?\s+[A-Z]")


HEAD_LINES = 25  # written lines at the head of a report that can say whom it is for


def _addressed(lines: list[Line], stretch: Stretch) -> Stretch:
    """A report with the body and the day of the meeting that its head names."""
    if stretch.kind != "report" or stretch.head.board is not None:
        return stretch
    head = written(lines, stretch.first, stretch.last, HEAD_LINES)
    to = addressee([line.text.strip() for line in head])
    if to.board is None:
        return stretch
    day = to.day or stretch.head.date
    return replace(stretch, head=replace(stretch.head, board=to.board, date=day))


def _inner(cuts: list[_Cut]) -> list[_Cut]:
    """The cuts that show a pack: a plain title at the very top is that of a paper by itself."""
    return [cut for cut in cuts if cut.rule != "minutes-titled" or cut.at > TOP]


TOP = 4  # lines above a title at the very top of a paper


def _with_heads(
    document: Document, lines: list[Line], cuts: list[_Cut], labels: LabelledLines | None
) -> list[_Cut]:
    """The cuts, and those where a paper's own head shows that it begins.

    A title without fields is one where the model sees a title of a report or of slides, or it names its writer and the
    model is not sure of another title.
    """
    headed = any(cut.kind in ("agenda", "minutes", "action-log") for cut in _inner(cuts))
    if not headed and len(document.pages) < 2:
        return cuts
    out = list(cuts)
    for head in report_heads(document, lines):
        if head.slides and not _is_paper(head, labels):
            continue
        kind = "slides" if head.slides else "report"
        made = _Cut(
            kind,
            head.first,
            head.body,
            "report-fields",
            Head(head.day),
            head.title,
        )
        near = [cut for cut in out if cut.kind != "break" and _meets(cut, made)]
        if any(cut.kind not in ("report", "slides") for cut in near):
            continue
        if head.slides and any(cut.kind == "report" for cut in near):
            continue
        out = [*(cut for cut in out if not any(cut is each for each in near)), made]
    return _without_inner_logs(document, lines, sorted(out, key=lambda cut: cut.at))


def _without_inner_logs(document: Document, lines: list[Line], cuts: list[_Cut]) -> list[_Cut]:
    """The cuts without a table of actions that stands inside a paper: no heading, and not at the top of a page."""
    out: list[_Cut] = []
    for cut in cuts:
        inner = cut.rule == "action-log-columns" and out and out[-1].kind in ("report", "slides")
        if inner and not (len(document.pages) > 1 and _at_page_top(document, lines, cut.at)):
            continue
        out.append(cut)
    return out


def _is_paper(head: ReportHead, labels: LabelledLines | None) -> bool:
    """Whether the model sees the title of a paper in a head without fields, or at least no other title."""
    if labels is None:
        return False
    seen = labels.structure.get(head.first)
    if seen is None or seen.label in ("report", "slides-title"):
        return True
    return head.signed and (seen.label not in _KINDS or seen.probability < SURE_TITLE)


def _meets(cut: _Cut, head: _Cut) -> bool:
    """Whether a cut and the head of a paper are about the same lines."""
    if cut.kind == "report":
        return head.at - 3 <= cut.at < head.body or cut.at <= head.at < min(cut.body, cut.at + 12)
    if cut.kind in ("slides", "appendix"):
        return head.at - 3 <= cut.at < head.body
    return cut.at - 2 <= head.at < max(cut.body, cut.at + 1) or head.at <= cut.at < head.body


def _cuts(document: Document, lines: list[Line]) -> list[_Cut]:
    cuts: list[_Cut] = []
    saved = any(_WEB["record"].at(line.text.strip()) for line in lines)
    count = len(lines)
    index = 0
    while index < count:
        line = lines[index]
        if line.blank:
            index += 1
            continue
        cut = (
            _agenda_cut(lines, index, cuts[-1] if cuts else None)
            or _agenda_table_cut(lines, index, cuts)
            or _wordless_agenda_cut(lines, index, cuts)
            or _minutes_cut(lines, index)
            or (None if saved else _titled_minutes_cut(lines, index, cuts))
            or _log_cut(lines, index)
            or _report_cut(lines, index)
            or _plain_cut(lines, index)
        )
        if cut and not (cut.kind == "report" and _over_pages(document, lines, cut)):
            if cut.rule in ("agenda-table", "agenda-items"):
                cuts.clear()  # who signs a summons heads no report
            cuts.append(cut)
            index = max(cut.body, index + 1)
        else:
            index += 1
    return cuts


def _over_pages(document: Document, lines: list[Line], cut: _Cut) -> bool:
    """Whether the head that a cut takes begins on one page and ends on the next: the end of one paper and another."""
    if len(document.pages) < 2 or cut.body <= cut.at:
        return False
    first, last = lines[cut.at].start, lines[cut.body - 1].start
    return document.page_at(first) is not document.page_at(last)


_KINDS = {
    "agenda-title": "agenda",
    "minutes-title": "minutes",
    "log-title": "action-log",
    "report": "report",
    "slides-title": "slides",
    "appendix-title": "appendix",
}


PAGE_TOP = 3  # written lines above a title at the top of a page
SHORT = 150  # lines of a paper that is no pack
SURE_TITLE = 0.9  # probability from which the model's kind of paper wins over a rule's report
SURE_OTHER = 0.9  # and from which a line that the model takes for something else heads none


def _with_labelled(
    document: Document, lines: list[Line], cuts: list[_Cut], labels: LabelledLines
) -> list[_Cut]:
    """The cuts of the rules, and those of the model's title blocks where no rule saw a head.

    Rules read agendas, minutes and logs with few false finds; a report that they see is dropped where the model is sure
    that its first line is none, or that an agenda or minutes begin there.
    """
    headed = any(cut.kind not in ("break", "appendix") for cut in _inner(cuts))
    blocks = [
        (block, made)
        for block in _on_pages(document, lines, labels.titles(lines))
        if (made := _labelled_cut(lines, block))
        and (len(document.pages) < 2 or _near_page_top(document, lines, block))
    ]
    if not headed and _is_one_paper(lines, [made for _, made in blocks]):
        return cuts
    out = [cut for cut in cuts if cut.kind != "report" or _may_be_title(cut, labels)]
    running = _running_heads(lines, [block for block, _ in blocks])
    for block, made in blocks:
        if made.at in running or _announces_next(document, lines, made):
            continue
        near = [cut for cut in out if _near(cut, block) and cut.kind != "break"]
        if near and not _wins(lines, block, made, near):
            continue
        out = [*(cut for cut in out if not any(cut is each for each in near)), made]
    return sorted(out, key=lambda cut: cut.at)


def _running_heads(lines: list[Line], blocks: list[Block]) -> set[int]:
    """Where title blocks begin that repeat one before them but for the number of the page."""
    seen: set[str] = set()
    found: set[int] = set()
    for block in blocks:
        words = re.sub(r"\bpage\b|\b\d{1,3}$", " ", fold_to_words(_words(lines, block))).strip()
        if words in seen:
            found.add(block.first)
        seen.add(words)
    return found


def _words(lines: list[Line], block: Block) -> str:
    return " ".join(line.text for line in lines[block.first : block.last])


def _announces_next(document: Document, lines: list[Line], cut: _Cut) -> bool:
    """Whether a title of an agenda or of minutes is the day that a paper announces at its end."""
    if cut.kind not in ("agenda", "minutes"):
        return False
    if len(document.pages) > 1 and _at_page_top(document, lines, cut.at):
        return False
    near = [*_above(lines, cut.at, 1), *written(lines, cut.at, cut.body, 3)]
    return any(_RULES["next-meeting"].at(line.text.strip()) for line in near)


def _wins(lines: list[Line], block: Block, made: _Cut, near: list[_Cut]) -> bool:
    """Whether a title that the model sees takes the place of heads that rules saw by it: of a report
    or an appendix where it is sure of a log or the papers of a meeting, of an appendix that says
    who reports.
    """
    if any(cut.kind not in ("report", "appendix") for cut in near):
        return False
    if made.kind == "report":
        text = [line.text.strip() for line in lines[block.first : block.last]]
        appendices = all(cut.kind == "appendix" for cut in near)
        return appendices and any(map(_RULES["report-by"].at, text))
    return made.kind != "slides" and made.kind != "appendix" and block.probability >= SURE_TITLE


def _is_one_paper(lines: list[Line], seen: list[_Cut]) -> bool:
    """Whether lines without a head that rules know are one paper, though the model sees titles in them.

    A saved page of a meeting shows its parts by labels of its own, and a paper of a few pages is one; titles of two
    days show a pack.
    """
    if len({cut.head.date for cut in seen if cut.head.date}) > 1:
        return False
    saved = any(_WEB["record"].at(line.text.strip()) for line in lines)
    return saved or len(written(lines, 0, len(lines), SHORT)) < SHORT


def _on_pages(document: Document, lines: list[Line], blocks: list[Block]) -> Iterator[Block]:
    """The blocks, each cut where a page begins: what stands above closes the paper before."""
    for block in blocks:
        first = block.first
        for line in lines[block.first + 1 : block.last]:
            if not line.blank and _starts_page(document, line):
                first = line.index
        yield replace(block, first=first)


def _near_page_top(document: Document, lines: list[Line], block: Block) -> bool:
    """Whether a title block stands among the first written lines of a page, as papers of a pack begin."""
    return _at_page_top(document, lines, block.first)


def _at_page_top(document: Document, lines: list[Line], index: int) -> bool:
    page = document.page_at(lines[index].start)
    above = [line for line in lines[max(0, index - 12) : index] if not line.blank]
    return sum(document.page_at(line.start) is page for line in above) <= PAGE_TOP


def _near(cut: _Cut, block: Block) -> bool:
    return block.first - 6 <= cut.at <= block.last + 6 or (
        cut.at <= block.first < min(cut.body, cut.at + 12)
    )


def _may_be_title(cut: _Cut, labels: LabelledLines) -> bool:
    """Whether the model sees a title in a rule's head of a report, or at least nothing else for sure."""
    first = labels.structure.get(cut.at)
    return first is None or first.label in _KINDS or first.probability < SURE_OTHER


def _labelled_cut(lines: list[Line], block: Block) -> _Cut | None:
    """The cut that a title block of the model makes; minutes and agendas without a date are none."""
    kind = _KINDS[block.label]
    text = [line.text.strip() for line in lines[block.first : block.last] if not line.blank]
    if kind == "action-log" and not _heads_log(lines, block, text):
        kind = "report"  # “Action Plan for …” is a paper on a plan
    if kind == "report" and any(_RULES["contact-line"].at(line) for line in text[:-1]):
        return (
            None  # the end of the paper before runs into it: what follows a contact is read by rule
        )
    head, title, last = Head(), None, block.last
    if kind in ("agenda", "minutes"):
        head = read_head(text, kind)
        if head.date is None and (dated := _dated_below(lines, block.last)):
            last = dated.index + 1
            head = read_head([line.text.strip() for line in lines[block.first : last]], kind)
        if head.date is None:
            return None
    elif kind == "report":
        title = report_title(text)
        head = Head(first_single_date(" ".join(text)))
    elif kind == "slides":
        title = first_title(text)
    else:
        title = one_line(" ".join(text))
    return _Cut(kind, block.first, last, "labelled-title", head, title)


NEAR_DAY = 3  # written lines below a title on one of which its day stands


def _dated_below(lines: list[Line], index: int) -> Line | None:
    """The line of a day right below a title whose own lines tell none."""
    below = written(lines, index, min(len(lines), index + 10), NEAR_DAY)
    return next((line for line in below if is_date_line(line.text.strip())), None)


def _heads_log(lines: list[Line], block: Block, text: list[str]) -> bool:
    """Whether a title is an action log's: by its words, or by the columns below it."""
    if any(_RULES["action-log-head"].at(line) for line in text):
        return True
    below = written(lines, block.first, min(len(lines), block.last + 12), 12)
    return any(_is_columns(line.text) for line in below)


_TITLE_LABEL = re.compile(
    r"^(?:report\s+title|(?:agenda\s+)?item\s+\w{1,4}(?=\t)|title(?:\s+of\s+(?:the\s+)?(?:report|paper))?|subject|report\s+on|re|item)\s*[:\t–-]+\s*(?P<title>\S.{2,})$",
    re.I,
)
_FIELD = re.compile(
    r"^(?:report\s+(?:to|of|by|from|no|number|author)|agenda\s+item|item\s+\d|paper\s+\w+$|date|meeting|board|author|lead|presented|prepared"
    r"|contact|from|to|by|for|purpose|classification|status|author|officer|job\s+title|ward|key\s+decision|cabinet\s+member|sponsor|version"
    r"|tel|e-?mail|official|confidential)\b",
    re.I,
)


_ADDRESSED = re.compile(
    r"(?i)\b(?:board|committee|panel|cabinet|council|partnership|authority|assembly|executive|meeting)\b"
)  # a body to which papers go


def report_title(text: list[str]) -> str | None:
    """The title in the title block of a report: behind its label, else the first line that is no field and no date."""
    for line in text:
        if found := _TITLE_LABEL.match(line):
            return one_line(found["title"].replace("\t", " "))
    plain = [
        line
        for line in text
        if not _FIELD.match(line)
        and not is_date_line(line)
        and "\t" not in line
        and not _RULES["page-number"].at(line)
        and not _RULES["paper-mark"].at(line)
    ]
    bodies = [
        line
        for line in plain
        if not (_RULES["report-body-head"].pattern.match(line.lower()) and _ADDRESSED.search(line))
    ]
    chosen = bodies or plain
    return one_line(chosen[0]) if chosen else None


def _heading_above(lines: list[Line], index: int, least: int) -> int:
    """The first of the heading lines (capitals, names of bodies, dates) right above ``index``."""
    first = index
    at = index - 1
    while at >= least and index - at <= 14:
        line = lines[at]
        if line.blank:
            at -= 1
            continue
        body = line.text.strip()
        if len(body) > 90 or body.endswith(".") or "\t" in body:
            break
        if _NUMBERED.match(body) and not is_date_line(body):
            break  # an item
        if (
            is_upper(body)
            or is_date_line(body)
            or _dated_title(body)
            or _RULES["report-body-head"].pattern.match(body.lower())
        ):
            first = at
            at -= 1
        else:
            break
    return first


_NUMBERED = re.compile(r"\d{1,2}[.)]?\s+[A-Z]")


def _dated_title(text: str) -> bool:
    """“CORPORATE PANEL – 29 October 2024”: a body or a title with its date behind a dash."""
    return bool(re.search(r"[-–—]\s*\S", text)) and first_date(text) is not None and is_titled(text)


def _agenda_cut(lines: list[Line], index: int, before: _Cut | None) -> _Cut | None:
    """An agenda; one that stands in minutes, with no date of its own, is theirs and no part by itself."""
    if not _RULES["agenda-word"].at(lines[index].text.strip()):
        return None
    following = written(lines, index + 1, min(len(lines), index + 90), 40)
    last = following[-1].index + 1 if following else index + 1
    items = [start.line for start in item_starts(lines[index + 1 : last])]
    if len(items) < FEWEST:
        return None
    first = index
    for line in reversed(lines[max(0, index - 24, before.body if before else 0) : index]):
        if len(line.text) > 100 or "\t" in line.text or _RULES["blank-page"].at(line.text.strip()):
            break
        first = line.index if not line.blank else first
    body = items[0].index
    text = [line.text.strip() for line in lines[first:body]]
    head = read_head(text, "agenda")
    if before is not None and before.kind == "minutes" and head.date is None:
        return None
    return _Cut("agenda", first, body, "agenda-word", head)


def _agenda_table_cut(lines: list[Line], index: int, cuts: list[_Cut]) -> _Cut | None:
    """An agenda that is a table, under a title block with a day and no such word, before any other part."""
    if any(cut.kind != "report" for cut in cuts) or "\t" not in lines[index].text:
        return None
    cells = [cell.strip() for cell in lines[index].text.split("\t")]
    named = {named for cell in cells if (named := kind_named(cell, _AGENDA_COLUMNS))}
    if "title" not in named or len(named) < 2 or any(_DISCUSSED.match(cell) for cell in cells):
        return None
    rows = written(lines, index + 1, min(len(lines), index + 30), 3)
    if len(rows) < 3 or not all("\t" in line.text for line in rows):
        return None
    above = written(lines, 0, index, MOST_TITLE_LINES + 1)
    head = read_head([line.text.strip() for line in lines[:index]], "agenda")
    if not above or len(above) > MOST_TITLE_LINES or head.date is None:
        return None
    return _Cut("agenda", above[0].index, index, "agenda-table", head)


def _wordless_agenda_cut(lines: list[Line], index: int, cuts: list[_Cut]) -> _Cut | None:
    """An agenda without its word: under a title block with a day, items of which some are of any meeting's business.

    It stands before any other part, lists nobody and tells nothing.
    """
    text = lines[index].text.strip()
    if any(cut.kind != "report" for cut in cuts) or not _FIRST_ITEM.match(text):
        return None
    near = written(lines, index, min(len(lines), index + 90), 40)
    items = item_starts(lines[index : near[-1].index + 1])
    own = sum(
        bool(_AGENDA["procedural"].at(each.line.text[each.title :].strip())) for each in items
    )
    if len(items) < FEWEST_ITEMS or items[0].line.index != index or own < FEWEST:
        return None
    above = written(lines, 0, index, MOST_TITLE_LINES + 1)
    if not above or len(above) > MOST_TITLE_LINES:
        return None
    head = read_head([line.text.strip() for line in lines[:index]], "agenda")
    listed = any(_lists_people(line.text.strip()) for line in above)
    if head.date is None or listed or _tells_of_a_meeting(lines[index : near[-1].index], None, 1):
        return None
    return _Cut("agenda", above[0].index, index, "agenda-items", head)


_FIRST_ITEM = re.compile(r"(?:(?:agenda\s+)?item\s+)?(?:1|A1?|1\.1)[.):]*\s+(?=[A-Z])", re.I)
FEWEST_ITEMS = 4  # of an agenda that no word announces
MOST_TITLE_LINES = 12  # of the title block over an agenda
_PEOPLE_COLUMNS = [rule for name, rule in rules("columns").items() if name.startswith("people-")]
_AGENDA_COLUMNS = [rule for name, rule in rules("columns").items() if name.startswith("agenda-")]


def _minutes_cut(lines: list[Line], index: int) -> _Cut | None:
    text = lines[index].text.strip()
    dated = _RULES["minutes-dated"].at(text)
    if not dated and not _RULES["minutes-head"].at(text):
        return None
    following = written(lines, index + 1, min(len(lines), index + 60), 5 if dated else 14)
    if not any(is_list_head(line.text) or heads_people(line) for line in following):
        return None
    first = _heading_above(lines, index, max(0, index - 8))
    body = head_end(lines, index, min(len(lines), index + 60))
    head = read_head([line.text.strip() for line in lines[first:body]], "minutes")
    return _Cut("minutes", first, body, "minutes-head", head)


def _titled_minutes_cut(lines: list[Line], index: int, cuts: list[_Cut]) -> _Cut | None:
    """Minutes by a short title that is dated, with a list of people below: “Safer Quay: notes”.

    The title may be the body's alone, where the day is on the next lines with the hour or the place.
    """
    text = lines[index].text.strip()
    named = _RULES["minutes-titled"].at(text) is not None
    if not (named or _RULES["report-body-head"].pattern.match(text.lower())) or len(text) > 120:
        return None
    following = written(lines, index, min(len(lines), index + 40), MOST_TITLE_LINES)
    listed = next(
        (at for at, line in enumerate(following) if at and _lists_people(line.text.strip())), None
    )
    if listed is None:
        return None
    block = [line.text.strip() for line in following[:listed]]
    dated = [at for at, line in enumerate(block) if first_single_date(line)]
    if not dated or dated[0] > 3 or any(map(_is_text, block)):
        return None
    below = any(_RULES["agenda-word"].at(line.text.strip()) for line in following[1:])
    if below or any(_RULES["minutes-titled"].at(line) for line in block[1:]):
        return None  # its own title, or another paper's, comes below
    if not named and not (
        listed <= 4 and (first_time(" ".join(block)) or _RULES["place"].within(" ".join(block)))
    ):
        return None
    first = _heading_above(lines, index, max(0, index - 8, cuts[-1].body if cuts else 0))
    head = read_head(
        [line.text.strip() for line in lines[first : following[listed].index]], "minutes"
    )
    if head.date is None:
        return None
    return _Cut("minutes", first, following[listed].index, "minutes-titled", head)


def _lists_people(text: str) -> bool:
    """Whether a line heads a list or a table of those who came; an agenda names its chair alone."""
    cells = [cell.strip() for cell in text.split("\t")]
    if len(cells) > 1 and any(rule.at(cells[0]) for rule in _PEOPLE_COLUMNS):
        return sum(any(rule.at(cell) for rule in _PEOPLE_COLUMNS) for cell in cells) > 1
    return is_list_head(cells[0]) and text[:5].lower() != "chair"


def _is_text(text: str) -> bool:
    """Whether a line is a sentence or a row; the label and the words of a field are neither."""
    if "\t" in text:
        return not re.match(
            r"(?i)(?:meeting\s+)?(?:date|time|venue|place|location|when|where)\b[^\t]{0,12}\t[^\t]+$",
            text,
        )
    return len(text) > 60 and text.endswith(".")


def _log_cut(lines: list[Line], index: int) -> _Cut | None:
    text = lines[index].text.strip()
    named = _RULES["action-log-head"].at(text)
    if named and len(text) < 120:
        for line in written(lines, index + 1, min(len(lines), index + 12), 5):
            if _is_columns(line.text) or log_head(lines, line.index):
                return _Cut("action-log", index, line.index, "action-log-head", title=text)
        if (first := _first_held(lines, index)) is not None:
            return _Cut("action-log", index, first, "action-log-head", title=text)
    if "\t" in text and _is_columns(text) and (_TRACKED.search(text) or _follows_up(text)):
        return _Cut("action-log", index, index, "action-log-columns")
    if log_head(lines, index) or begins_cards(lines, index):
        above = written(lines[:index][::-1], 0, min(index, 4), 1)
        titled = [line for line in above if _LOG_TITLE.match(line.text.strip())]
        first, title = (titled[0].index, titled[0].text.strip()) if titled else (index, None)
        return _Cut("action-log", first, index, "action-log-columns", title=title)
    return None


def _first_held(lines: list[Line], title: int) -> int | None:
    """The index of the first row of a log right below its title, where no head tells its columns."""
    below = written(lines, title + 1, min(len(lines), title + 60))
    for at, line in enumerate(below[:FEWEST_LINES]):
        texts = [each.text.strip() for each in below[at:]]
        rows = next(tables_held(below[at:]), None) if "\t" in line.text else None
        if rows or columns_by_restarts(texts):
            return line.index
    labels = {
        column_of(_COUNTED.sub("", label))
        for line in below[:8]
        for label in _LABEL.findall(line.text.strip())
    }
    if {"text", "responsible"} <= labels:
        return below[0].index
    listed = listed_actions(below)
    return below[0].index if listed and listed[0].first in below[:FEWEST_LINES] else None


_LABEL = re.compile(r"(?:^|(?<=[.;])\s)([A-Z][^:.;]{1,24}?)\s*:")
_COUNTED = re.compile(r"\s+[A-Z]{0,4}\d[\w/.-]*$")
_LOG_TITLE = re.compile(r"(?i)(?=.{4,90}$)(?:\S+\s+){0,8}(?:actions?|tracker|done)\b[^.;]*$")


def _is_columns(text: str) -> bool:
    """Whether a line heads an action log's columns: what is to be done and two more, and hardly another word."""
    cells = [cell for cell in re.split(r"\t+|\s{3,}", text.strip()) if cell]
    told = any(map(_SUBJECT.match, cells)) and any(map(_TOLD.match, cells))
    if told or any(_BOTH.at(cell.strip()) for cell in cells):
        return False  # minutes kept as a table
    named = {kind for cell in cells if (kind := column_of(cell))}
    if len(cells) > 2 and "text" in named and len(named) >= 3 and 2 * len(named) >= len(cells):
        return not any(_DISCUSSED.match(cell.strip()) for cell in cells)
    words = re.findall(r"[A-Za-z]+", text)
    known = {word.lower() for word in _COLUMNS.findall(text)}
    return (
        "action" in known.union(w.rstrip("s").lower() for w in words)
        and len(known) >= 3
        and len(known) >= 0.5 * len(words)
    )


def _follows_up(text: str) -> bool:
    """Whether columns tell what is to be done, by whom, how it stands and what has happened."""
    named = {column_of(cell) for cell in text.split("\t")}
    return {"text", "responsible", "status", "comments"} <= named


_TRACKED = re.compile(
    r"(?i)\baction.*\b(?:status|progress|updates?|comments?|rag|state|outcome|position|raised|date)\b|\b(?:raised|no|ref)\b.*\baction"
)  # what shows that a table follows actions up, where no heading does
_SUBJECT = re.compile(r"(?i)(?:agenda\s+)?(?:subject|topic|item)s?$")
_BOTH = rules("columns")["minutes-both"]
_TOLD = re.compile(r"(?i)(?:minutes?|discussion|summary)\b")
_DISCUSSED = re.compile(r"(?i)(?:discussion|minutes|summary)\b")
_COLUMNS = re.compile(
    r"\b(?:no|ref|date|raised|meeting|action|responsible|officer|owner|lead|comments?|update|progress|status|rag|deadline|due|target)\b",
    re.I,
)


def _report_cut(lines: list[Line], index: int) -> _Cut | None:
    """A report's head: the body it is for, the date of its meeting, its title."""
    text = lines[index].text.strip()
    if not _RULES["report-body-head"].pattern.match(text.lower()) and not is_upper(text):
        return None
    if len(text) > 120 or "\t" in text:
        return None
    near = written(lines, index, min(len(lines), index + 14), 5)
    dated = next((n for n, line in enumerate(near) if n and is_date_line(line.text)), None)
    if dated is None or dated > 3 or re.match(r"(?i)(?:dates?\s+of\s+)?next\b", text):
        return None
    body = one_line(" ".join(line.text for line in near[:dated]))
    if not _RULES["report-body-head"].pattern.match(body.lower()) or len(body) > 140:
        return None
    following = written(lines, near[dated].index + 1, min(len(lines), index + 40), 10)
    if any(_RULES["agenda-word"].at(n.text.strip()) or is_list_head(n.text) for n in following):
        return None
    title, after = _title(lines, near[dated].index + 1)
    if title is None or _RULES["action-log-head"].at(title):
        return None
    return _Cut(
        "report", index, after, "report-head", Head(first_date(near[dated].text), body), title
    )


def _title(lines: list[Line], first: int) -> tuple[str | None, int]:
    """The title that follows a report's date: one line, or the run of lines in capitals."""
    gathered: list[Line] = []
    for line in lines[first : first + 24]:
        if line.blank:
            continue
        text = line.text.strip()
        if not gathered and _REPORT_HEADS["item-marker"].at(text):
            continue
        if gathered:
            if not is_upper(gathered[-1].text) or not is_upper(text):
                break
            if _RULES["report-section"].at(text) or _RULES["report-of"].at(text):
                break
            short = len(gathered[-1].text) < 40 and not _OPEN_END.search(gathered[-1].text)
            if (
                short
                and lines[line.index - 1].blank
                and not _RULES["report-of"].at(gathered[0].text.strip())
            ):
                break  # a line of its own, not the rest of a wrapped one
        elif (
            _RULES["report-section"].at(text)
            or re.match(r"^\d+(?:\.\s|\s+[A-Z])", text)
            or len(text) > 200
            or _RULES["agenda-word"].at(text)
        ):
            return None, first
        gathered.append(line)
        if len(gathered) == 6:
            break
    if not gathered:
        return None, first
    return one_line(" ".join(line.text for line in _without_sender(gathered))), gathered[
        -1
    ].index + 1


_OPEN_END = re.compile(r"(?:[-–:,&/]|\b(?:and|of|the|for|to|in|on|with))\s*$", re.I)


def _without_sender(gathered: list[Line]) -> list[Line]:
    """A title's lines without the “REPORT OF …” that may stand above it."""
    if not _RULES["report-of"].at(gathered[0].text.strip()):
        return gathered
    for count in range(1, len(gathered)):
        before = " ".join(line.text for line in gathered[:count])
        if _RULES["report-body-head"].pattern.match(before.lower().strip()) or re.search(
            r"(?:service|team|department|office|unit|company|officer|director|police|executive)s?\s*$",
            before,
            re.I,
        ):
            return gathered[count:]
    return gathered[1:] if len(gathered) > 1 else gathered


def _plain_cut(lines: list[Line], index: int) -> _Cut | None:
    text = lines[index].text.strip()
    if _RULES["blank-page"].at(text):
        return _Cut("break", index, index + 1, "blank-page")
    if _RULES["appendix-head"].at(text) and (is_upper(text) or is_titled(text)):
        above = _above(lines, index, 1)
        if above and re.search(
            r"(?:,|\b(?:in|at|see|to|and|the|as))$", above[0].text.strip(), re.I
        ):
            return None  # the end of a sentence
        return _Cut("appendix", index, index + 1, "appendix-head", title=text)
    if (
        text == "T"
        and index + 1 < len(lines)
        and _RULES["blank-page"].at(lines[index + 1].text.strip())
    ):
        return _Cut("break", index, index + 2, "blank-page")
    return None


def _opened(
    document: Document,
    lines: list[Line],
    cuts: list[_Cut],
    heads: list[_Cut],
    labels: LabelledLines | None,
) -> tuple[list[_Cut], list[Stretch]]:
    """The cuts with one for what stands above the first of ``heads``, or the stretches of that."""
    opening = heads[0]
    if (
        opening.kind in ("minutes", "agenda")
        and opening.at > 0
        and len(written(lines, 0, opening.at, 20)) < 20
    ):
        first = _from_start(lines, opening)
        later = [cut for cut in cuts if cut.at >= opening.at or cut is opening]
        return [first if cut is opening else cut for cut in later], []
    if cuts[0] is opening and all(cut.kind == "action-log" for cut in heads):
        # Nothing but logs has a head: what stands above them is read as if it stood alone.
        return cuts, list(_single(document, lines[: opening.at], labels))
    if opening.at > 0 and len(written(lines, 0, opening.at, 4)) >= 3:
        return [_Cut("other", 0, 0, "unheaded"), *cuts], []
    return cuts, []


def _stretches(
    document: Document, lines: list[Line], cuts: list[_Cut], labels: LabelledLines | None
) -> tuple[Stretch, ...]:
    count = len(lines)
    heads = [cut for cut in cuts if cut.kind in ("agenda", "minutes", "action-log", "report")]
    if not heads:
        return _single(document, lines, labels)
    cuts, found = _opened(document, lines, cuts, heads, labels)
    for number, cut in enumerate(cuts):
        last = cuts[number + 1].at if number + 1 < len(cuts) else count
        if cut.kind == "break":
            if found and written(lines, cut.body, last, 1):
                found += _untitled(document, lines, cut.body, last, "after-blank-page")
            continue
        if cut.kind == "slides":
            found.append(
                Stretch("presentation", cut.at, last, cut.body, cut.head, cut.title, rule=cut.rule)
            )
            continue
        if cut.kind == "other":
            found += _untitled(document, lines, cut.at, last, cut.rule)
            continue
        listed = len(written(lines, cut.body, last, 4)) < 3  # a line in the list of appendices
        if cut.kind == "appendix" and (
            not found or listed or found[-1].kind in ("minutes", "agenda", "action-log")
        ):
            if found:
                found[-1] = replace(found[-1], last=last)
            continue
        found += _of_cut(document, lines, cut, last)
    return tuple(_stamped(lines, _merged(found)))


def _of_cut(document: Document, lines: list[Line], cut: _Cut, last: int) -> list[Stretch]:
    """The part that a cut begins, and what follows it in the same lines."""
    kind: PartKind = cut.kind  # type: ignore[assignment]
    stretch = Stretch(kind, cut.at, last, cut.body, cut.head, cut.title, rule=cut.rule)
    if kind == "agenda" and _is_told(lines, stretch):
        stretch = _as_minutes(lines, stretch)
    elif kind == "agenda" and (begun := _minutes_below(lines, stretch)):
        return _parted(lines, stretch, *begun)
    if kind == "report":
        return _with_slides(document, lines, stretch)
    return _with_report(document, lines, stretch) if stretch.kind == "minutes" else [stretch]


def _is_told(lines: list[Line], agenda: Stretch) -> bool:
    """Whether what is headed “Agenda” lists people and tells what they said: minutes under its word."""
    above = lines[agenda.first : agenda.body]
    return any(_lists_people(line.text.strip()) for line in above) and _tells_of_a_meeting(
        lines[agenda.body : agenda.last], None, 1
    )


def _as_minutes(lines: list[Line], agenda: Stretch) -> Stretch:
    """The same lines as minutes, whose head ends where the list of people begins."""
    body = next(line.index for line in lines[agenda.first :] if _lists_people(line.text.strip()))
    head = read_head([line.text.strip() for line in lines[agenda.first : body]], "minutes")
    return replace(agenda, kind="minutes", body=body, head=head)


def _minutes_below(lines: list[Line], agenda: Stretch) -> tuple[int, int] | None:
    """Where the minutes begin that go on below an agenda under its title, and their list of people.

    The word for minutes stands alone right above the list, or what people said follows it.
    """
    near = written(lines, agenda.first + 1, agenda.last)
    for at, line in enumerate(near):
        if section_of_head(line.text) != "present" or item_starts([line]):
            continue
        above = near[max(0, at - 4) : at]
        if any(each.text.lstrip().startswith("•") for each in above):
            continue  # a page's list of documents, among them the minutes
        titled = next((each.index for each in above if _MINUTES_WORD.match(each.text)), None)
        if titled is not None:
            return titled, line.index
        below = near[at + 1 : at + 1 + NEAR_TOLD]
        told = any(_RULES["discussion-head"].at(each.text.strip()) for each in below)
        if line.index > agenda.body and (told or _tells_of_a_meeting(below, None, 1)):
            return line.index, line.index
    return None


NEAR_TOLD = 30  # written lines below a list of people in which minutes tell what was said
_MINUTES_WORD = re.compile(
    r"\s*(?:(?:draft|meeting|confirmed|unconfirmed)\s+)?(?:minutes|notes)(?:\s+of\s+(?:the\s+)?meeting)?\s*:?\s*$",
    re.I,
)


def _parted(lines: list[Line], agenda: Stretch, first: int, body: int) -> list[Stretch]:
    """An agenda and the minutes that begin at ``first`` below its items; both have its head."""
    head_last = min(first, agenda.body)
    text = [line.text.strip() for line in (*lines[agenda.first : head_last], *lines[first:body])]
    head = read_head(text, "minutes")
    if first < agenda.body:  # it has no items that are known
        return [replace(agenda, kind="minutes", body=body, head=head)]
    minutes = Stretch("minutes", first, agenda.last, body, head, rule="minutes-below-agenda")
    return [replace(agenda, last=first), minutes]


def _with_report(document: Document, lines: list[Line], minutes: Stretch) -> list[Stretch]:
    """Minutes, and a paper without a head that follows the close of the meeting and recommends something."""
    closed = next(
        (
            line.index
            for line in lines[minutes.body : minutes.last]
            if _RULES["meeting-closed"].within(line.text)
        ),
        None,
    )
    rest = written(lines, closed + 1, minutes.last) if closed is not None else []
    asks = next((at for at, line in enumerate(rest) if _ASKS.at(line.text.strip())), None)
    if asks is None or asks < 1 or len(rest) < FEWEST_LINES:
        return [minutes]
    paper = _untitled(document, lines, rest[0].index, minutes.last, "after-close")
    papers = [
        replace(each, kind="report") for each in paper
    ]  # slides recommend nothing under a head
    return [replace(minutes, last=rest[0].index), *papers] if papers else [minutes]


FEWEST_LINES = 5  # written lines of a paper
_ASKS = rules("recommendations")["head"]


def _from_start(lines: list[Line], opening: _Cut) -> _Cut:
    """The first part with the lines above its head: those of minutes are read with it, and those of
    an agenda that has no day yet.
    """
    if opening.kind == "agenda" and opening.head.date is not None:
        return replace(opening, at=0)
    text = [line.text.strip() for line in lines[: opening.body]]
    return replace(opening, at=0, head=read_head(text, opening.kind))


def _merged(found: list[Stretch]) -> list[Stretch]:
    """Minutes or a log whose columns are headed again on the next page are one part."""
    out: list[Stretch] = []
    for stretch in found:
        if (
            out
            and stretch.kind == "action-log"
            and out[-1].kind == "action-log"
            and stretch.rule == "action-log-columns"
        ):
            out[-1] = replace(out[-1], last=stretch.last)
        else:
            out.append(stretch)
    return out


def _above(lines: list[Line], index: int, most: int) -> list[Line]:
    """The ``most`` written lines right above ``index``."""
    found: list[Line] = []
    for line in reversed(lines[max(0, index - 12) : index]):
        if not line.blank:
            found.append(line)
            if len(found) == most:
                break
    return found


def _with_slides(document: Document, lines: list[Line], report: Stretch) -> list[Stretch]:
    """A report, and what follows its contact block on a new page: slides or another paper without a head."""
    starts = (
        line.index
        for line in lines[report.body : report.last]
        if not line.blank
        and _starts_page(document, line)
        and not re.match(r"(?i)^append(?:ix|ices)\b", line.text.strip())
        and any(
            _RULES["contact-line"].at(above.text.strip()) for above in _above(lines, line.index, 3)
        )
    )
    cut = next(starts, None)
    if cut is None:
        return [report]
    return [
        replace(report, last=cut),
        *_untitled(document, lines, cut, report.last, "after-contact"),
    ]


def _starts_page(document: Document, line: Line) -> bool:
    page = document.page_at(line.start)
    return page is not None and page.start <= line.start < page.start + 3 and page.start > 0


def _untitled(
    document: Document, lines: list[Line], first: int, last: int, rule: str
) -> list[Stretch]:
    """A paper without a board's head: slides, a briefing, a strategy. Its title is the first thing written."""
    text = [line for line in written(lines, first, last, 4000) if not _noise(line.text)]
    if len(text) < 3 and sum(len(line.text) for line in text) < 120:
        return []
    start = text[0].index
    title, body = paper_title(document, lines, start, last)
    kind: PartKind = "report" if _has_paragraph_numbers(lines, body, last) else "presentation"
    return [Stretch(kind, start, last, body, Head(), title, rule=rule)]


def _noise(text: str) -> bool:
    text = text.strip()
    return (
        not re.search(r"[A-Za-z]{3}", text)
        or bool(
            _RULES["page-number"].at(text)
            or _RULES["page-stamp"].at(text)
            or _RULES["blank-page"].at(text)
        )
        or bool(re.fullmatch(r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)+/?\S*", text))
        or text.lower() in ("draft", "confidential", "official", "official - sensitive")
    )


def paper_title(
    document: Document, lines: list[Line], first: int, last: int
) -> tuple[str | None, int]:
    """The title of a paper without a board's head: its first heading if it is marked, else its first lines."""
    near = [line for line in written(lines, first, last, 14) if not _noise(line.text)]
    if not near:
        return None, first
    marked = [
        line for line in near[:6] if is_heading_like(document, line) and "\t" not in line.text
    ]
    start = (
        marked[0] if marked else next((line for line in near[:4] if "\t" not in line.text), near[0])
    )
    gathered = [start]
    for line in lines[start.index + 1 : min(last, start.index + 6)]:
        if line.blank or "\t" in line.text:
            break
        if re.fullmatch(r"\([^()]{3,60}\)", line.text.strip()):
            gathered.append(line)
            continue
        if _noise(line.text) or (
            is_upper(start.text) != is_upper(line.text) and not is_date_line(line.text)
        ):
            break
        if is_heading_like(document, start) != is_heading_like(document, line) and not is_date_line(
            line.text
        ):
            break
        gathered.append(line)
    title = one_line(" ".join(line.text for line in gathered))
    title = re.sub(r"\t+", " ", title)
    return (title if len(title) <= 160 else one_line(start.text)[:160]), gathered[-1].index + 1


def _has_paragraph_numbers(lines: list[Line], first: int, last: int) -> bool:
    numbers = sum(
        1
        for line in lines[first:last]
        if re.match(r"^\d{1,2}(?:\.\d{1,2})?\.?\s+[A-Z].{60}", line.text)
    )
    return numbers >= 4


def _stamped(lines: list[Line], found: list[Stretch]) -> list[Stretch]:
    """Parts with the item number that a page stamp in them gives (“49 Agenda Item 12”).

    A stamp right above the next part is the next one's.
    """
    out: list[Stretch] = []
    above = None
    for stretch, following in zip(found, [*found[1:], None], strict=True):
        stamps = [
            (line, stamp["item"])
            for line in lines[stretch.first : stretch.last]
            if (stamp := _RULES["page-stamp"].at(line.text.strip()))
        ]
        given, above = above, None
        if stamps and following is not None and following.first == stretch.last:
            line, item = stamps[-1]
            if all(other.blank for other in lines[line.index + 1 : stretch.last]):
                stamps, above = stamps[:-1], item
        item = given or (stamps[0][1] if stamps else None)
        out.append(replace(stretch, item=None if stretch.kind in ("agenda", "minutes") else item))
    return out


def _single(
    document: Document, lines: list[Line], labels: LabelledLines | None
) -> tuple[Stretch, ...]:
    """A document without a head that is known: minutes, if people are listed or the word is there; else a report."""
    count = len(lines)
    opening = written(lines, 0, count, 25)
    if not opening:
        return ()
    text = [line.text.strip() for line in opening]
    listed = any(map(is_list_head, text)) or any(
        is_list_head(line.text)
        for line in lines
        if len(line.text) < 40 and is_heading_like(document, line)
    )
    announced = any(map(_RULES["announced"].within, text[:8])) or any(
        map(_WEB["items-head"].at, text)
    )
    minutes = (
        listed
        or _is_recorded(lines)
        or _tells_of_a_meeting(lines, labels, FEWEST_TOLD * (1 + announced))
        or _is_called_minutes(text, announced)
    )
    if announced and not minutes:
        body = head_end(lines, 0, min(count, 60))
        head = read_head([line.text.strip() for line in lines[:body]], "agenda")
        return (Stretch("agenda", 0, count, body, head, rule="announced"),)
    if not minutes and not any(re.search(r"\bminutes\b", t, re.I) for t in text[:6]):
        return (_lone_paper(document, lines, text, opening[0].index),)
    body = min(head_end(lines, 0, min(count, 60)), _first_title(document, lines))
    head = read_head([line.text.strip() for line in lines[:body]], "minutes")
    if head.venue is None:
        head = replace(head, venue=labelled_venue([line.text.strip() for line in lines[:60]]))
    if not listed and (head.date, head.venue, head.start) == (None, None, None):
        return (Stretch("minutes", 0, count, 0, Head(), rule="fragment"),)
    return (Stretch("minutes", 0, count, body, head, rule="no-head"),)


def _lone_paper(document: Document, lines: list[Line], text: list[str], first: int) -> Stretch:
    """A report, slides or an appendix that came by itself, with what it says of its meeting."""
    count = len(lines)
    title, body = paper_title(document, lines, first, count)
    to = addressee(text)
    appendix = _RULES["appendix-head"].at(text[0]) is not None
    day = to.day or (None if appendix else first_single_date(" ".join(text[:8])))
    if to.fields >= FEWEST_FIELDS:
        title = report_title(text[: to.last + 1]) or title
    rule = "appendix-head" if appendix else "no-head"
    return Stretch("report", 0, count, body, Head(day, to.board), title, to.item, rule)


def _is_recorded(lines: list[Line]) -> bool:
    """Whether a line is one that only the record of a meeting has: “RESOLVED:”, “(Item 4)”."""
    return any(
        _WEB["record"].at(words)
        or _MINUTES["resolved"].at(words)
        or _MINUTES["item-mark"].at(words)
        for words in (line.text.strip() for line in lines)
    )


def _is_called_minutes(text: list[str], announced: bool) -> bool:
    """Whether the first lines of a paper call it minutes or notes of a meeting."""
    return any(
        _RULES["minutes-titled"].at(t) or _RULES["minutes-title"].at(t)
        for t in text[: 2 if announced else 25]
    ) or any(re.match(r"(?i)^agenda,? (?:decisions )?and (?:draft )?minutes", t) for t in text)


SURE_DECISION = 0.6  # probability from which a decision that the model sees counts
FEWEST_TOLD = 3  # times that a paper without a head tells what was said or decided


def _tells_of_a_meeting(
    lines: list[Line], labels: LabelledLines | None, fewest: int = FEWEST_TOLD
) -> bool:
    """Whether the words tell what people said and a meeting decided: minutes cut out of a longer paper."""
    told = one_line("\n".join(line.text for line in lines))
    found = (_RULES[name].pattern.finditer(told) for name in ("told-said", "told-decided"))
    seen = labels.decisions(0, len(lines), SURE_DECISION) if labels else ()
    return sum(1 for _ in chain(*found, seen)) >= fewest


def _first_title(document: Document, lines: list[Line]) -> int:
    """Index of the first heading that the source shows as one right after a sentence, or the end."""
    told = False
    for line in lines:
        if line.blank:
            continue
        if told and len(line.text) < 120 and is_heading_like(document, line):
            return line.index
        told = len(line.text) >= 60 and line.text.rstrip().endswith(".")
        told = told and not leads_to_title(lines[line.index : line.index + 16])
    return len(lines)


def same_body(left: str | None, right: str | None) -> bool:
    """Whether two printed names may be of one board: the words of the shorter stand in the longer."""
    if not left or not right:
        return True
    a, b = set(fold_to_words(left).split()), set(fold_to_words(right).split())
    small, large = sorted((a - SMALL, b - SMALL), key=len)
    return small <= large
