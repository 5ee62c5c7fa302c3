"""Passages, sentences and quotations of a paper, cut to what is meant and made fit to show.

Offsets stay those of ``Document.text``; only what is shown changes (see ``masking``).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

from kg.extractors.facts import Span
from kg.text.masking import quotable

LONGEST = 320  # characters of a quote before it is cut at a word
CONTEXT = 30  # characters kept before and after a mention, as the Web Annotation model advises

_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_STOP = re.compile(r"(?P<word>[^\s.;:!?]*)[.;!?][”’\"')\]]*(?=\s)|\n(?:[^\S\n]*\n)*")
_MARKER = re.compile(r"\s*(?:[•▪●*–-]\s|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[).]\s|\t)", re.IGNORECASE)
_NO_STOP = frozenset(  # abbreviations whose dot ends no sentence
    "cllr cllrs mr mrs ms miss dr rev prof supt insp sgt st hon"
    " no nos e.g i.e eg ie etc vs para p pp fig approx co ltd".split()
)
_FULL_LINE = 75  # a line this long was broken for want of room
_WIDEST = 130  # characters of a line of print; longer lines are paragraphs
_SHORT_LINE = 60  # a line this short that is followed by a capital was broken on purpose


def shortened(text: str, longest: int = LONGEST) -> str:
    """``text``; of one longer than ``longest`` characters the first words, with an ellipsis."""
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"


class Quotes:
    """The passages and sentences of one text, and quotations from it; built once a document.

    Passages are numbered from 0; spans are those of ``Document.text``.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._cuts: dict[int, list[int]] = {}

    @cached_property
    def passages(self) -> tuple[Span, ...]:
        """The paragraphs, cut at blank lines, without the white space around them.

        One without a letter is left out. A paragraph that a blank line cuts in mid-sentence, as
        columns and pages do, is put together again.
        """
        joined: list[Span] = []
        for span in self._cut(_BLANK):
            if not any(map(str.isalpha, self.text[span.start : span.end])):
                continue
            if joined and self._goes_on(joined[-1], span):
                joined[-1] = Span(joined[-1].start, span.end)
            else:
                joined.append(span)
        return tuple(joined)

    @cached_property
    def _wrapped(self) -> bool:
        """Whether lines are broken at the width of a page rather than at the end of a paragraph."""
        lengths = sorted(len(line) for line in self.text.splitlines() if line.strip())
        return bool(lengths) and lengths[len(lengths) * 99 // 100] <= _WIDEST

    def _goes_on(self, before: Span, after: Span) -> bool:
        """Whether the sentence that ``before`` leaves open is taken up by ``after``."""
        last = self.text[before.start : before.end].rsplit("\n", 1)[-1]
        following = self.text[after.start : after.start + 12]
        if (
            not (last[-1].isalnum() or last[-1] in ",’'")
            or last.isupper()
            or _MARKER.match(following)
        ):
            return False
        if following[0].islower():
            return len(last) >= _SHORT_LINE
        return self._wrapped and following[0].isalpha() and len(last) >= _FULL_LINE

    def _cut(self, pattern: re.Pattern[str]) -> Iterator[Span]:
        at = 0
        for start, end in [
            *(found.span() for found in pattern.finditer(self.text)),
            (len(self.text),) * 2,
        ]:
            piece = self.text[at:start]
            left = len(piece) - len(piece.lstrip())
            if left < len(piece):
                yield Span(at + left, at + len(piece.rstrip()))
            at = end

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self.passages]

    def passage_at(self, offset: int) -> int | None:
        """Index of the passage that holds ``offset``."""
        at = bisect_right(self._starts, offset) - 1
        return at if at >= 0 and offset < self.passages[at].end else None

    def sentences_in(self, passage: int) -> Iterator[Span]:
        """The sentences, or lines of a list, of one passage."""
        starts = self._sentences(passage)
        for start, end in zip(starts, [*starts[1:], self.passages[passage].end], strict=True):
            yield Span(start, end)

    def _sentences(self, passage: int) -> list[int]:
        """Where the sentences of a passage start."""
        starts = self._cuts.get(passage)
        if starts is None:
            span = self.passages[passage]
            starts = self._cuts[passage] = [span.start]
            for found in _STOP.finditer(self.text, span.start, span.end):
                if self._breaks(found, starts[-1]):
                    starts.append(found.end())
        return starts

    def _breaks(self, found: re.Match[str], start: int) -> bool:
        """Whether a sentence ends at this stop, or a line of a list at this line break."""
        after = self.text[found.end() : found.end() + 12]
        if found["word"] is None:
            line = found.start() - max(self.text.rfind("\n", 0, found.start()), start)
            return bool(_MARKER.match(after)) or (
                line < _SHORT_LINE and not after.lstrip()[:1].islower()
            )
        word = found["word"]
        if len(word) == 1 or word.lower() in _NO_STOP:
            return False
        return not after.lstrip()[:1].islower()

    def sentence(self, span: Span) -> Span:
        """The sentence or line of a list that holds ``span``; outside every passage ``span``."""
        passage = self.passage_at(span.start)
        if passage is None:
            return span
        starts = self._sentences(passage)
        first, last = bisect_right(starts, span.start) - 1, bisect_left(starts, span.end)
        start, end = (
            starts[first],
            starts[last] if last < len(starts) else self.passages[passage].end,
        )
        words = self.text[start:end]
        return Span(
            min(start + len(words) - len(words.lstrip()), span.start),
            max(start + len(words.rstrip()), span.end),
        )

    def quote(self, span: Span) -> str:
        """The sentence around ``span`` as the graph keeps it, of about ``LONGEST`` characters.

        Of a longer sentence the words right before and after ``span`` are kept, with ellipses.
        """
        around = self.sentence(span)
        if around == span:  # a name that stands alone says nothing; its surroundings do
            around = self._neighbourhood(span)
        if around.end - around.start <= LONGEST:
            return quotable(self.text[around.start : around.end])
        room = max((LONGEST - (span.end - span.start)) // 2, 0)
        start, end = max(around.start, span.start - room), min(around.end, span.end + room)
        before = "" if start == around.start else "… "
        after = "" if end == around.end else " …"
        if before:
            start = min(self._word_after(start), span.start)
        if after:
            end = max(self._word_before(end), span.end)
        return before + quotable(self.text[start:end]) + after

    def _neighbourhood(self, span: Span) -> Span:
        """A name that stands alone on its line, with the lines of its passage around it."""
        passage = self.passage_at(span.start)
        if passage is None:
            return span
        whole = self.passages[passage]
        start = max(
            whole.start, self.text.rfind("\n", whole.start, max(span.start - 1, whole.start))
        )
        end = self.text.find("\n", span.end + 1, whole.end)
        return Span(start, max(end if end >= 0 else whole.end, span.end))

    def _word_after(self, at: int) -> int:
        while at < len(self.text) and not self.text[at - 1].isspace():
            at += 1
        return at

    def _word_before(self, at: int) -> int:
        while at > 0 and not self.text[at].isspace():
            at -= 1
        return at

    def selector(self, span: Span) -> tuple[str, str, str]:
        """Prefix, exact words and suffix of ``span`` for an ``oa:TextQuoteSelector``.

        White space is folded and private particulars are masked. More is masked than is kept, so
        that a telephone number cut by the edge of the context does not slip through.
        """
        left, right = max(span.start - 4 * CONTEXT, 0), span.end + 4 * CONTEXT
        before = _mask_kept(self.text[left : span.start])
        after = _mask_kept(self.text[span.end : right])
        return before[-CONTEXT:], quotable(self.text[span.start : span.end]), after[:CONTEXT]


def _mask_kept(text: str) -> str:
    """Folded and masked, but with the space at either end kept, since it belongs to the context."""
    inner = quotable(text)
    return (
        (" " if text[:1].isspace() else "") + inner + (" " if inner and text[-1:].isspace() else "")
    )
