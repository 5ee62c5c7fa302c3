"""What a reader must know first: a topic in three to five sentences, and how it stands.

Each sentence is made by a template of ``wording.toml`` from facts of the trace, and names the words
of the papers that show it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.ontology.folding import fold
from kg.tracking.aboutness import LED, OPENED
from kg.views.profile import CitedSentence, MoneySum, TopicRequest
from kg.views.timeline.answers import answer, holder, is_unsaid, presented_last
from kg.views.timeline.citations import Sources, without_paragraph_number
from kg.views.timeline.closeness import Closeness
from kg.views.timeline.definition import definition, end_of_topic
from kg.views.timeline.formatting import count, day, joined, readable, span
from kg.views.timeline.model import (
    PageSentence,
    TimelineAction,
    TimelineEvent,
    TopicStatement,
    Trace,
)
from kg.views.timeline.person_brief import person_sentences
from kg.views.timeline.salience import (
    is_formal,
    is_informative,
    is_old_news,
    is_receipt,
    matches_rule,
    rank,
    weight,
)
from kg.views.wording import ui_text, word_for

LONGEST = 60  # words of a quotation; longer ones are cut at a clause
DAYS_NAMED = 4  # days without a word of the topic that are named one by one
NO_STATUS = "none"  # of plain words, which name nothing that could go on or end
_NEWEST = {"minutes": "newest_minute", "agenda": "newest_item"}
_PAPERS = ("report", "presentation")
_DEEDS = ("resolved", "asked", "action")
_ENDS = (" and", " or", ";", ",")


@dataclass(frozen=True, slots=True)
class BriefSource:
    """Words of a paper that show a sentence of the briefing; ``cited`` is their source in words."""

    document: str
    page: str | None
    quote: str
    cited: str


@dataclass(frozen=True, slots=True)
class BriefSentence:
    """One sentence of the briefing with its sources."""

    text: str
    sources: tuple[BriefSource, ...]


@dataclass(frozen=True, slots=True)
class BriefStatus:
    """How the topic stands, in a word, and why, as of the newest papers (ISO)."""

    state: str
    why: str
    as_of: str | None

    @property
    def line(self) -> str:
        """The status in one line; empty where the topic has none."""
        if self.state == NO_STATUS:
            return ""
        words = ui_text("briefing.status", state=word_for("status", self.state), why=self.why)
        when = ui_text("briefing.state_as_of", day=day(self.as_of)) if self.as_of else ""
        return f"{words[:1].upper()}{words[1:]}" + (f" ({when})" if when else "")


@dataclass(frozen=True, slots=True)
class Briefing:
    """The topic in brief."""

    headline: tuple[BriefSentence, ...]
    status: BriefStatus


def briefing(shown: Trace) -> Briefing:
    """The briefing of a trace."""
    return _Briefer(shown).made()


class _Briefer:
    """Makes the briefing of one trace; nothing is said twice."""

    def __init__(self, shown: Trace) -> None:
        self._shown = shown
        self._sources = Sources(shown)
        self._closeness = Closeness(shown)
        self._quoted: set[str] = set()

    def made(self) -> Briefing:
        first = self._answer()
        if self._shown.topic.kind == "person":
            sentences = (*self._of_person(), self._latest(), self._course())
        else:
            sentences = (
                *(self._what(), self._latest()),
                self._decided() if self._shown.asks != "decided" else None,
                *(self._money() if self._shown.asks != "money" else None, self._course()),
            )
        return Briefing(
            tuple(sentence for sentence in (first, *sentences) if sentence is not None),
            topic_status(self._shown),
        )

    # -- its sentences ----------------------------------------------------------------------------

    def _answer(self) -> BriefSentence | None:
        """What the papers state that answers the question put; “decided” has its own sentence."""
        asks = self._shown.asks
        if asks == "decided":
            return self._decided() or BriefSentence(self._nothing_decided(), ())
        if asks == "who-presents" and (item := presented_last(self._shown)) is not None:
            return self._presented_by(item)
        if (found := holder(self._shown)) is not None:
            text = ui_text(
                "briefing.answer_office",
                name=found.person,
                office=found.office,
                day=day(found.words.date),
            )
            return BriefSentence(text, (self._source(found.words),))
        key = (asks or "").replace("-", "_")
        words = answer(self._shown)
        if words is not None:
            text = ui_text(f"briefing.answer_{key}", day=day(words.date), words=self._quote(words))
            return BriefSentence(text, (self._source(words),))
        if is_unsaid(self._shown):
            return BriefSentence(ui_text(f"briefing.unsaid_{key}", name=self._shown.asked), ())
        return None

    def _presented_by(self, item: TimelineEvent) -> BriefSentence:
        """Who presented the newest item on the topic, or wrote its report."""
        text = ui_text(
            "briefing.answer_who_reports" if item.event == "report" else "briefing.answer_presents",
            who=", ".join(readable(part) for part in (item.by, item.organisation) if part),
            title=readable(item.title or "").strip().rstrip("."),
            day=day(item.date),
        )
        return BriefSentence(text, (self._source(_words(item, item.text, item.page)),))

    def _nothing_decided(self) -> str:
        noted = self._decided_in_words() == ui_text("briefing.only_noted")
        return ui_text("briefing.answer_only_noted" if noted else "briefing.answer_no_decision")

    def _what(self) -> BriefSentence | None:
        """What it is, what it was called, and who presented it last."""
        shown = self._shown
        earlier = _former_names(shown)
        defined = next(reversed(shown.profile.definitions), None) or definition(shown)
        if defined is not None:
            text = _quoted(defined.text)
            text += ui_text("briefing.renamed", names=joined(earlier)) if earlier else ""
            return BriefSentence(text + self._presented(), (self._source(defined),))
        newest = None if shown.is_board else self._newest_paper()
        if shown.topic.iri is None:
            return newest
        if newest is not None:
            text = newest.text
            text += ui_text("briefing.renamed", names=joined(earlier)) if earlier else ""
            return BriefSentence(text + self._presented(newer=False), newest.sources)
        formerly = ui_text("briefing.formerly", names=joined(earlier)) if earlier else ""
        if shown.dates and shown.topic.subtype in (None, "other"):  # “a programme” says nothing
            text = ui_text(
                "briefing.what_since",
                name=shown.topic.name,
                formerly=formerly,
                day=day(shown.dates[0]),
            )
        else:
            text = ui_text(
                "briefing.what", name=shown.topic.name, sort=_sort(shown), formerly=formerly
            )
        return BriefSentence(text + self._presented(), ())

    def _newest_paper(self) -> BriefSentence | None:
        """The newest paper that is on a subject of which no sentence says what it is."""
        newest = self._closeness.newest_paper()
        if newest is None:
            return None
        text = ui_text(
            f"briefing.{_NEWEST.get(newest.part or '', 'newest_paper')}",
            title=readable(newest.title or "").strip().rstrip("."),
            day=day(newest.date),
        )
        words = CitedSentence(newest.text, newest.date, newest.page, newest.document)
        source = BriefSource(words.document, words.page, words.text, self._sources.of(words))
        return BriefSentence(text, (source,))

    def _of_person(self) -> Iterator[BriefSentence]:
        """Who somebody is, what they presented, and what they have to do."""
        for each in person_sentences(self._shown):
            yield BriefSentence(each.text, tuple(map(self._source, each.words)))

    def _presented(self, newer: bool = True) -> str:
        """Who presented the topic last: the newest report or item on it with a name; and the
        ``newer`` paper on it that bears none. Of a board it is who was last in the chair.
        """
        if self._shown.is_board:
            return _chaired(self._shown)
        papers = [
            event for event in self._shown.events if event.date and self._closeness.has_paper(event)
        ]
        named = (event for event in papers if event.by)
        last = max(named, key=_event_day, default=None)
        nameless = (event for event in papers if event.part in _PAPERS and not event.by)
        newest = max(nameless, key=_event_day, default=None) if newer else None
        if newest is not None and last is not None and _event_day(newest) <= _event_day(last):
            newest = None
        text = _last_presented(last, newest is None) if last is not None else ""
        if newest is not None:
            text += ui_text(f"briefing.newer_{newest.part}", day=day(newest.date))
        return text

    def _latest(self) -> BriefSentence | None:
        """The newest development: the most salient of the newest words that are on the topic.

        What is no news, or old news, is told as what those papers say.
        """
        for least in (2, 1):
            for when in reversed(self._shown.dates):
                found = [
                    words
                    for words in self._news_of(when)
                    if self._closeness.of(words) >= (3 if self._shown.is_board else least)
                ]
                if found:
                    best = max(found, key=self._salience_order)
                    key = "briefing.latest" if self._is_news(best) else "briefing.said"
                    text = ui_text(key, day=day(when), words=self._quote(best))
                    return BriefSentence(text, (self._source(best),))
        return None

    def _news_of(self, when: str) -> Iterator[CitedSentence]:
        """What the papers of a day say that is not said yet, nor will be as the newest decision."""
        decision = self._newest_decision()
        for event in self._shown.events:
            if event.date != when or event == decision:
                continue
            if not _is_advice(event) and not _is_attendance(event):
                for words in _sentences(event):
                    if self._is_new(words) and self._speaks_of_topic(words):
                        yield words

    def _is_news(self, words: CitedSentence) -> bool:
        """Whether words tell what was decided, asked or done, or is new; what somebody did before
        the last papers with their name is not.
        """
        if self._shown.topic.kind == "person" and words.date != self._shown.dates[-1]:
            return False
        done = any(
            event.event in _DEEDS and (event.text, event.document) == (words.text, words.document)
            for event in self._shown.events
        )
        return done or (weight(words.text) > 0 and not self._is_old(words))

    def _is_old(self, words: CitedSentence) -> bool:
        """Whether words tell of years before the last papers on the topic and before their own."""
        when = words.date or ""
        earlier = [each for each in self._shown.dates if each < when]
        return is_old_news(words.text, when, earlier[-1] if earlier else when)

    def _salience_order(self, words: CitedSentence) -> tuple[int, bool, int, int, int]:
        """Orders sentences by how close they are to the topic, then news before old news, then by
        salience; of equal ones the shorter comes first.
        """
        return (
            self._closeness.of(words),
            not self._is_old(words),
            weight(words.text),
            -rank(words.text),
            -len(words.text),
        )

    def _decided(self) -> BriefSentence | None:
        """The newest decision that is more than noting, and the newest request still open."""
        last = self._newest_decision()
        text, sources = "", []
        if last is not None:
            words = _words(last, last.text, last.page)
            text = ui_text("briefing.decision", day=day(last.date), words=self._quote(words))
            if last.status and last.as_of:
                text += ui_text("briefing.decision_status", status=word_for("status", last.status))
            sources.append(self._source(words))
        open_requests = [
            request
            for request in _newest_first(self._shown.requests)
            if request.is_open and self._is_asked_on_topic(request)
        ]
        fresh = [request for request in open_requests if self._is_new(request.words)]
        if fresh:
            text += self._outstanding(fresh[0], len(open_requests) - 1)
            sources.append(self._source(fresh[0].words))
        return BriefSentence(text.strip(), tuple(sources)) if text else None

    def _newest_decision(self) -> TimelineEvent | None:
        """The newest decision on the topic that is more than noting."""
        decisions = (
            event
            for event in self._shown.events
            if event.event == "resolved" and not is_formal(event) and event.date
        )
        own = (event for event in decisions if self._is_own(event))
        return max(own, key=lambda event: event.date or "", default=None)

    def _is_own(self, clause: TimelineEvent) -> bool:
        """Whether a clause is on the topic, and not only of a paper that mentions it."""
        words = _words(clause, clause.text, clause.page)
        return self._closeness.has_paper(clause) or self._closeness.of(words) > 1

    def _is_asked_on_topic(self, request: TopicRequest) -> bool:
        """Whether a request is on the topic, or made of it, and not only where it is named.

        Behind words on the topic in the minute of another it must lean on them.
        """
        named = (request.words.text, request.asked_of or "")
        if any(map(self._closeness.names, named)):
            return True
        leans = matches_rule("put-upon", request.words.text)
        return self._closeness.is_on(request.words, LED if leans else OPENED)

    def _outstanding(self, request: TopicRequest, others: int) -> str:
        status = word_for("status", request.status).capitalize()
        key = "briefing.asked_due" if request.due else "briefing.asked_on"
        asked = ui_text(key, day=day(request.words.date), due=day(request.due))
        line = ui_text(
            "briefing.outstanding", status=status, asked=asked, words=self._quote(request.words)
        )
        if not others:
            return line
        return line + ui_text(f"briefing.others_{'one' if others == 1 else 'many'}", count=others)

    def _money(self) -> BriefSentence | None:
        """The newest sum of money, a total before its parts."""
        sums = [
            each
            for each in self._shown.profile.money
            if self._is_new(each.words) and self._is_of_topic(each)
        ]
        best = newest_sum(sums)
        if best is None:
            return None
        text = ui_text("briefing.money", day=day(best.words.date), words=self._quote(best.words))
        return BriefSentence(text, (self._source(best.words),))

    def _is_of_topic(self, each: MoneySum) -> bool:
        """Whether a sum is stated of the topic, and not only in words beside it."""
        parts = (each.words.text, each.purpose, each.payer, each.payee)
        named = any(self._closeness.names(part) for part in parts if part)
        return named or (not self._shown.is_board and self._closeness.is_on(each.words))

    def _course(self) -> BriefSentence | None:
        """At how many meetings it was, what was decided, and where the papers say nothing."""
        dates = self._shown.dates
        if not dates:
            return None
        key = "briefing.course" if len(dates) > 1 else "briefing.course_one"
        text = ui_text(
            key,
            meetings=count(len(dates), ui_text("summary.meetings")),
            span=span(dates[0], dates[-1]),
            decided=self._decided_in_words(),
        )
        silent = _silent_days(self._shown)
        if silent:
            text += ui_text("briefing.not_mentioned", days=_days_in_words(silent))
        text += self._wider_in_words()
        lacking = _days_not_held(self._shown)
        if lacking:
            text += ui_text("briefing.not_held", days=joined([day(when) for when in lacking]))
        return BriefSentence(text, ())

    def _wider_in_words(self) -> str:
        """Until when the larger subject is told of, where that goes beyond the topic's own days."""
        shown = self._shown
        days = {event.date for event in shown.events if event.wider and event.date}
        beyond = sorted(days - set(shown.dates))
        if shown.wider is None or not beyond:
            return ""
        return ui_text("briefing.course_wider", name=shown.wider.name, days=_days_in_words(beyond))

    def _decided_in_words(self) -> str:
        """How many decisions on it there were that were more than noting."""
        shown = self._shown
        clauses = [
            event for event in shown.events if event.event == "resolved" and self._is_own(event)
        ]
        decisions = sum(not is_formal(event) for event in clauses)
        if decisions:
            number = count(decisions, ui_text("summary.decisions"))
            return ui_text("briefing.decided", decisions=number)
        if clauses:
            return ui_text("briefing.only_noted")
        asked = len(shown.requests) or len(shown.spoken_requests)
        if asked:
            return ui_text("briefing.decided", decisions=count(asked, ui_text("summary.request")))
        return "" if shown.actions else ui_text("briefing.no_decision")

    # -- their words ------------------------------------------------------------------------------

    def _speaks_of_topic(self, words: CitedSentence) -> bool:
        """Whether words are news of the topic; what an item says is none of who presented it."""
        if self._shown.topic.kind != "person":
            return True
        return fold(self._shown.topic.name).split()[-1] in fold(words.text).split()

    def _is_new(self, words: CitedSentence) -> bool:
        return words.text not in self._quoted

    def _quote(self, words: CitedSentence) -> str:
        self._quoted.add(words.text)
        return _quoted(words.text)

    def _source(self, words: CitedSentence) -> BriefSource:
        self._quoted.add(words.text)
        return BriefSource(words.document, words.page, words.text, self._sources.of(words))


# -- what to show -------------------------------------------------------------------------------


def _words(event: TimelineEvent, text: str, page: str | None) -> CitedSentence:
    return CitedSentence(text, event.date, page or event.page, event.document)


def _sentences(event: TimelineEvent) -> Iterator[CitedSentence]:
    """The words of an event that say something."""
    if event.event == "resolved" and is_formal(event):
        return
    for sentence in (PageSentence(event.text, event.page, event.point), *event.sentences):
        news = is_informative(sentence, event) and not is_receipt(sentence.text)
        if news and not _is_row_or_cut(sentence.text):
            yield _words(event, sentence.text, sentence.page)


def _is_row_or_cut(text: str) -> bool:
    """Whether words are a row of a table, or lack their end."""
    return " | " in text or text.endswith("…")


def _is_attendance(event: TimelineEvent) -> bool:
    """Whether an event stands in minutes before their first item, where they tell who came."""
    return event.part == "minutes" and not event.item and not event.title


def _is_advice(event: TimelineEvent) -> bool:
    """Whether an event only proposes something to a meeting."""
    return event.event in ("recommendation", "agenda")


def newest_sum(sums: Sequence[MoneySum]) -> MoneySum | None:
    """The newest sum, a total before its parts; ``None`` where there is none but prices of one
    unit, which are no money of a topic.
    """
    whole = (each for each in sums if not _is_price(each))
    return max(whole, key=_sum_order, default=None)


def _is_price(each: MoneySum) -> bool:
    """Whether a sum is what one of many costs: “£2 a lantern”."""
    if 0 < _amount(each.amount) < 1:  # pence
        return True
    amounts = rf"{re.escape(each.value)}\s*"
    after = re.split(amounts, each.words.text, maxsplit=1)[1:]
    if any(matches_rule("price-of-one", text) for text in after):
        return True
    return matches_rule("price-for-one", f"{each.purpose or ''}\n{each.words.text}")


def _sum_order(each: MoneySum) -> tuple[str, bool, float]:
    return (each.words.date or "", each.total, _amount(each.amount))


def _amount(amount: str) -> float:
    try:
        return float(amount)
    except ValueError:
        return 0.0


def _newest_first(requests: Iterable[TopicRequest]) -> list[TopicRequest]:
    """Requests, the overdue first, then the newest."""
    newest = sorted(requests, key=lambda request: request.words.date or "", reverse=True)
    return sorted(newest, key=lambda request: request.status != "overdue")


def _former_names(shown: Trace) -> list[str]:
    """What the topic was called before, or what it followed."""
    return list(
        dict.fromkeys(change.before for change in shown.changes if change.after == shown.topic.name)
    )


def _event_day(event: TimelineEvent) -> str:
    return event.date or ""


def _last_presented(last: TimelineEvent, is_newest: bool) -> str:
    who = ", ".join(readable(part) for part in (last.by, last.organisation) if part)
    kind = "reported" if last.event == "report" and is_newest else "presented"
    return ui_text(f"briefing.{kind}", who=who, day=day(last.date))


def _chaired(shown: Trace) -> str:
    """Who was in the chair of a board by the newest papers."""
    chairs = [role for role in shown.roles if role.last and matches_rule("chairs", role.role or "")]
    last = max((role.last or "" for role in chairs), default="")
    names = dict.fromkeys(role.organisation for role in chairs if role.last == last)
    return ui_text("briefing.chaired", who=joined(list(names)), day=day(last)) if names else ""


def _sort(shown: Trace) -> str:
    topic = shown.topic
    subtype = topic.subtype if topic.subtype not in (None, "other") else topic.kind
    sort = word_for("kinds", subtype).replace("-", " ")
    article = "an" if sort[:1] in "aeiou" else "a"
    return ui_text("briefing.sort", article=article, sort=sort)


# -- what the papers do not say -----------------------------------------------------------------


def _speaking(shown: Trace) -> set[str]:
    """The files that speak of the topic, if only in passing."""
    return {event.document for event in shown.own_events} | shown.naming


def _silent_days(shown: Trace) -> list[str]:
    """The days of packs held, from the first that speaks of the topic on, that do not."""
    documents = _speaking(shown)
    speaking = [when for paper, when in shown.papers if paper in documents]
    if not speaking:
        return []
    silent = {when for paper, when in shown.papers if paper not in documents}
    return sorted(when for when in silent - set(speaking) if when > min(speaking))


def _days_in_words(days: Sequence[str]) -> str:
    """Days one by one; their years where there are many."""
    if len(days) <= DAYS_NAMED:
        return joined([day(when) for when in days])
    return joined(sorted({when[:4] for when in days}))


def _days_not_held(shown: Trace) -> list[str]:
    """The days that requests were due at of which no papers are held."""
    return sorted(
        {request.due for request in shown.requests if request.due and not request.at_hand}
    )


# -- how it stands ------------------------------------------------------------------------------


def topic_status(shown: Trace) -> BriefStatus:
    """How the topic stands: ended, overdue, open, ongoing, or not known where newer papers are
    silent. Plain words have no status but that of what is still to be done on them.
    """
    as_of = max((when for _, when in shown.papers), default=None)
    over = end_of_topic(shown)
    if over is not None:
        return BriefStatus("ended", over, as_of)
    last = _last_mention(shown)
    if as_of and last and last < as_of:
        status = BriefStatus("unknown", _why_silent(shown, last), as_of)
    else:
        status = _status_in_newest(shown, as_of)
    if shown.topic.iri is None and status.state in ("unknown", "ongoing"):
        return BriefStatus(NO_STATUS, ui_text("briefing.why_no_status"), as_of)
    return status


def _last_mention(shown: Trace) -> str | None:
    """The newest day with a word of the topic: of what is shown of a pack, else of the pack.

    A pack has the minutes of the meeting before it: where only these speak of the topic, its own
    day says nothing.
    """
    told: dict[str, str] = {}
    words: list[TimelineEvent | TopicStatement] = [*shown.own_events, *shown.statements]
    for each in words:
        told[each.document] = max(told.get(each.document, ""), each.date or "")
    packs = {paper: when for paper, when in shown.papers if paper in _speaking(shown)}
    days = [*told.values(), *(when for paper, when in packs.items() if not told.get(paper))]
    return max((when for when in days if when), default=None)


def _status_in_newest(shown: Trace, as_of: str | None) -> BriefStatus:
    overdue = [request for request in shown.requests if request.status == "overdue"]
    actions = [action for action in shown.actions if action.is_open]
    if actions:
        return BriefStatus("open", _why_action(actions[-1]), as_of)
    if overdue:
        words = _quoted(overdue[-1].words.text)
        return BriefStatus("overdue", ui_text("briefing.why_overdue", words=words), as_of)
    newest = {paper for paper, when in shown.papers if when == as_of}
    told = newest & (
        {event.document for event in shown.own_events}
        | {each.document for each in shown.statements}
    )
    key = "why_ongoing" if told or not newest else "why_named"
    return BriefStatus("ongoing", ui_text(f"briefing.{key}"), as_of)


def _why_silent(shown: Trace, last: str) -> str:
    standing = [request for request in _newest_first(shown.requests) if request.is_open]
    if standing:
        words = _quoted(standing[0].words.text)
        return ui_text("briefing.why_silent_open", day=day(last), words=words)
    return ui_text("briefing.why_silent", day=day(last))


def _why_action(action: TimelineAction) -> str:
    last = action.entries[-1]
    return ui_text(
        "briefing.why_action" if last.status else "briefing.why_action_unmarked",
        number=last.number or "",
        status=last.status or "",
        day=day(last.date),
        words=_quoted(last.text or action.text),
    )


def _quoted(text: str) -> str:
    """Words in quotation marks, cut where they are long, without the number they begin with."""
    plain = without_paragraph_number(" ".join(text.split()))
    words = plain.split()
    if len(words) > LONGEST:
        plain = " ".join(words[:LONGEST]).rstrip(",;:") + " …"
    for end in _ENDS:
        plain = plain.removesuffix(end)
    plain = plain.strip('“”"')
    closed = plain if plain[-1:] in ".!?…" else plain + "."
    return f"“{closed}”"
