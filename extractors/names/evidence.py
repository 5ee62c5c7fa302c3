"""What speaks for and against a name: the evidence of a candidate, as the names of features that it has.

A feature is a string such as ``head=PROGHEAD`` or ``rule=programme.head``; the model of
:mod:`extractors.names.scorer` has a weight for each kind of name. Nothing here decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, cached_property
from sys import intern

from kg.extractors.names.areas import areas
from kg.extractors.names.bodies import own_initials
from kg.extractors.names.documents import DOCUMENT, is_document
from kg.extractors.names.propose import WordRange, proposals
from kg.extractors.names.sorts import sorts
from kg.extractors.names.words import BREAK, LINE
from kg.extractors.names.work import QUOTES, Work

_EDGES = (BREAK, LINE)
_ARTICLES = ("the", "a", "an", "our", "its", "their")
_GOVERNED = frozenset(["of", "for", "to", "into", "on"])
_SMALL = frozenset(["to", "and", "the", "of", "for", "in"])
_VETOES = frozenset(
    [
        "a place",
        "an act",
        "a body of another area",
        "an office, not a body",
        "a place, not a body",
        "a field of work, not a body",
    ]
)
_BODY_OR_LISTED = frozenset(["ruled=org", "listed=org", "listed=pro"])
_MORE = _BODY_OR_LISTED | {"ruled=per"}
_WORK = frozenset(["PROGHEAD", "LOWPROG"])
_RICH = (0.0, 1.5, 3.0, 6.0)  # programmes that rules find in a thousand words: how rich a paper is
_LISTED_PERSON = frozenset(["ruled=per", "listed=org", "listed=pro"])
_COMES_FOR = ("organisation.affiliation", "attendance.organisation")
_HABIT = 3  # people whom a paper calls by their letters, from which on it does so throughout
_DAY = re.compile(r"\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?")
_JOINS = (",", "and", "&", "(", "–", "/")
_LINKS = frozenset(
    ["and", "&", "of", "for", ",", "the", "in", "to", "-", "–", "(", "/", "’s", "'s"]
)
_TITLES = ("TITLE", "TITLES", "RANK", "RANKFORE")
_LISTS = ("present", "officers", "others", "apologies")
_CLASSES = frozenset(
    "CAP CAMEL UP UPS LOW NUM INITIAL FIRST TITLE TITLES RANK ROLE HONOUR ORGHEAD PROGHEAD LOWTEAM LOWPROG PLACE"
    " TOPIC TOPIC_UP GENERIC FIELD MONTH STREET VENUE STOP PAPER PROCEDURAL WEAKHEAD STATUTORY SAY HARD NOT OFHEAD"
    " BODY_LETTERS TRADES SITE PRISON DOCUMENT".split()
)
_NEARBY = ("CARRIED_OUT", "RECORDED", "ACTS_AS_BODY", "LOWPROG", "LOWORG", "TITLE", "ROLE")
_NEAR = 3  # words before and after a name that are looked at for these classes
_STOPS = frozenset([BREAK, ".", ";", ":", "?", "!", "•"])
_SURE = 0.65  # confidence of a rule from which it counts as fair
_LETTERS = 6  # of an acronym, at most
_ENUMERATED = 4  # words and marks of the number before a line, at most
_RUN = 5  # words that a run of capitals is followed for
_GROUPS = (
    "ORGHEAD",
    "PROGHEAD",
    "LOWTEAM",
    "LOWPROG",
    "ROLE",
    "FIRST",
    "PLACE",
    "TOPIC",
    "GENERIC",
    "FIELD",
    "MONTH",
    "STREET",
    "VENUE",
    "TITLE",
    "STOP",
    "DOCUMENT",
)


def _some(count: int) -> str:
    return str(count) if count < 3 else "3-5" if count < 6 else "6+"


def _parts_of(whole: WordRange, end: int) -> Iterator[WordRange]:
    """What a definition is made of: the name and the letters in the brackets behind it."""
    yield whole[0], end
    yield end + 1, whole[1] - 1


def _form_of(word: str) -> str:
    """How a word is written: capitals, small letters, figures, a mark."""
    if word in _EDGES:
        return word
    if word[0].isupper():
        if len(word.rstrip(".")) == 1:
            return "I"
        return "UP" if word.isupper() else "Cap" if word[1:].islower() else "Mix"
    return "0" if word[0].isdigit() else "low" if word[0].isalpha() else "mark"


@cache
def _ruled(kind: str, rule: str, sure: str, listed: bool) -> tuple[str, ...]:
    """What a rule's find tells of its words."""
    said = f"rule={kind}.{rule}", f"ruled={kind}/{sure}", f"ruled={kind}"
    return (*said, f"listed={kind}") if listed else said


@cache
def _rule_group(kind: str, rule: str) -> str:
    return f"{kind[:3]}.{rule.split('.')[0]}"


class NameEvidence:
    """The candidates of one text and what is known of each.

    Of features that are kept for many candidates only those among ``weighed`` are, if that is given.
    """

    def __init__(self, work: Work, weighed: Iterable[str] | None = None) -> None:
        self._work = work
        self._weighed = None if weighed is None else {each: each for each in weighed}
        self._words = work.words
        self._raw = work.words.words
        self._own: dict[WordRange, set[str]] = defaultdict(set)  # what rules say of these words
        self._phrases: dict[str, set[str]] = defaultdict(
            set
        )  # what they say of this phrase anywhere
        self._tokens: dict[str, tuple[str, ...]] = {}
        self._nearby_classes: dict[tuple[str, str], tuple[str, ...]] = {}
        self._word_forms: dict[str, str] = {}
        self._groups: dict[tuple[str, str], str] = {}
        self._ends: dict[int, str] = {}
        self._near: dict[tuple[int, int], tuple[str, ...]] = {}
        self._shapes: dict[WordRange, str] = {}
        self._cuts: dict[WordRange, str] = {}
        self._insides: dict[tuple[str, str], tuple[str, ...]] = {}
        self._of_councils = areas(work)
        for found in work.candidates:
            if found.first < found.last:
                sure = (
                    "high"
                    if found.confidence >= 0.8
                    else "low"
                    if found.confidence < _SURE
                    else "fair"
                )
                self._own[found.first, found.last].update(
                    _ruled(found.kind[:3], found.rule, sure, bool(found.concept))
                )
        for item in work.refused:
            if item.first < item.last:
                self._own[item.first, item.last].add(f"refused={item.reason}")
                self._own[item.first, item.last].add(f"unless={item.rule}")
        self.defined = self._definitions()
        parts = {part for whole, end in self.defined.items() for part in _parts_of(whole, end)}
        free = (set(self._own) | proposals(work)) - parts - self._vetoed()
        self.stretches = sorted(each for each in free if not self._refused(each))
        self._counts = Counter(self.phrase(each) for each in self.stretches)
        for each, said in self._own.items():
            self._phrases[self.phrase(each)] |= said
        self._forms = {self.phrase(each): self._plain(*each) for each in self.stretches}
        self._over = self._covered()
        self._initials = self._spelt()
        self._contexts = {phrase: tuple(sorted(said)) for phrase, said in self._seen().items()}

    def _kept(self, features: Iterable[str]) -> tuple[str, ...]:
        """Those features that weigh anything: the others would only take memory."""
        known = self._weighed
        if known is None:
            return tuple(features)
        return tuple([known[each] for each in features if each in known])

    def _seen(self) -> dict[str, set[str]]:
        """How each phrase stands in the text where it is no part of a longer run of capitals."""
        raw = self._raw
        seen: dict[str, set[str]] = defaultdict(set)
        whole: Counter[str] = Counter()
        spoken: Counter[str] = Counter()
        articles: Counter[str] = Counter()
        for first, last in self.stretches:
            phrase = self.phrase((first, last))
            if self._cut(first, last):
                continue
            whole[phrase] += 1
            if not self._words.opens(first):
                spoken[phrase] += 1
                articles[phrase] += self._word(first - 1) in _ARTICLES
            seen[phrase].update(self._nearby(first, last))
            after = self._word(last) if last < len(raw) else BREAK
            if self._counts[phrase] > 1 and after not in _EDGES:
                seen[phrase].update(self._kept([f"somewhere-after={after}"]))
        for phrase, count in self._counts.items():
            form = self._forms[phrase]
            features = [
                f"whole={_some(whole[phrase])}/{form}",
                f"spoken={_some(spoken[phrase])}/{form}",
            ]
            if spoken[phrase]:
                said = articles[phrase] / spoken[phrase]
                often = "always" if said == 1 else "never" if not said else "at times"
                features.append(f"article={often}/{form}")
            share = whole[phrase] / count
            features.append(
                f"whole={'always' if share == 1 else 'mostly' if share > 0.5 else 'seldom'}"
            )
            seen[phrase].update(self._kept(features))
        return seen

    def _nearby(self, first: int, last: int) -> Iterator[str]:
        """What the few words before and behind a place tell of what is named there."""
        for side, start, step in (("before", first - 1, -1), ("behind", last, 1)):
            known = self._near.get((start, step))
            if known is None:
                known = self._near[start, step] = self._said_near(side, start, step)
            yield from known

    def _said_near(self, side: str, start: int, step: int) -> tuple[str, ...]:
        out: list[str] = []
        for i in range(start, start + step * _NEAR, step):
            if not 0 <= i < len(self._raw) or self._raw[i] in _STOPS:
                break
            out += self._uses(side, i)
        return tuple(out)

    def _uses(self, side: str, index: int) -> tuple[str, ...]:
        """The classes of :data:`_NEARBY` that a word in small letters has, as features."""
        char = self._words.profile[index]
        known = self._nearby_classes.get((side, char))
        if known is None:
            names = self._work.rules.alphabet.classes[char]
            small = "LOW" in names or "TITLE" in names
            found = (name for name in _NEARBY if name in names) if small else ()
            known = self._kept(f"near-{side}:{name}" for name in found)
            self._nearby_classes[side, char] = known
        return known

    def phrase(self, stretch: WordRange) -> str:
        return " ".join(self._raw[stretch[0] : stretch[1]])

    def _spelt(self) -> dict[str, set[str]]:
        """Letters → the head nouns of the phrases of this text whose initials they are."""
        out: dict[str, set[str]] = defaultdict(set)
        for phrase, form in self._forms.items():
            if form == "several":
                words = [word for word in phrase.split() if word[0].isalpha()]
                big = [word for word in words if word[0].isupper()]
                if 2 < len(big) <= _LETTERS and not all(word.isupper() for word in big):
                    head = self._work.rules.alphabet.classes[
                        self._work.rules.alphabet.char(words[-1])
                    ]
                    group = next((g for g in _GROUPS if g in head), "other")
                    for initials in {"".join(w[0] for w in big), "".join(w[0] for w in words)}:
                        out[initials.upper()].add(group)
        return out

    def _refused(self, each: WordRange) -> bool:
        """Whether no odds make a name of these words."""
        nothing = self._work.context.nothing
        return (
            self._work.words.phrase(*each).lower() in nothing
            or self._forgotten(each)
            or self._document(each)
            or self._area(each)
            or self._small(each)
            or self._status(each)
            or self._dated(each)
            or self._honoured(each)
            or self._somebodys(each)
        )

    def _forgotten(self, stretch: WordRange) -> bool:
        """Whether the text gives these letters a meaning that is no name."""
        word = self._raw[stretch[0]].removesuffix("s")
        return stretch[1] - stretch[0] == 1 and word in self._work.forgotten

    def _document(self, stretch: WordRange) -> bool:
        """Whether this is a document or a law and no rule takes it for a body: then it is told."""
        first, last = stretch[0], self.defined.get(stretch, stretch[1])
        said: Collection[str] = self._own.get(stretch, ())
        if _BODY_OR_LISTED.intersection(said) or not is_document(first, last, self._work):
            return False
        if said:
            self._work.refuse(*stretch, "document", DOCUMENT)
        return True

    def _area(self, stretch: WordRange) -> bool:
        """Whether this is a council's area as the text shows elsewhere, and no rule takes it for more."""
        said: Collection[str] = self._own.get(stretch, ())
        return self.phrase(stretch) in self._of_councils and not _MORE.intersection(said)

    def _small(self, stretch: WordRange) -> bool:
        """Whether no word of this is written as one of a name and no rule takes it for one."""
        return not self._by_rule(stretch) and all(
            word.islower() for word in self._raw[slice(*stretch)]
        )

    def _status(self, stretch: WordRange) -> bool:
        """Whether this is a name with its state before it, which no rule takes for part: “Draft Marl Plan”."""
        first, last = stretch
        if last - first < 3 or not self._work.context.has(first, "STATE"):
            return False
        return self._raw[first + 1][0].isupper() and not self._by_rule(stretch)

    def _dated(self, stretch: WordRange) -> bool:
        """Whether a day is taken for part of a name: “Marl Fair 27.05.14”, “on 3 June Ann Lee”."""
        first, last = stretch
        if self._work.context.has(first, "MONTH") and first and self._raw[first - 1][0].isdigit():
            return True
        return _DAY.fullmatch(self._raw[last - 1]) is not None and not self._by_rule(stretch)

    def _honoured(self, stretch: WordRange) -> bool:
        """Whether these are the letters of an office or an honour with their dots: “T.D.”."""
        word = self._raw[stretch[0]]
        if stretch[1] - stretch[0] > 1 or word.count(".") < 2 or self._by_rule(stretch):
            return False
        has = self._work.rules.alphabet.has
        return any(has(word.replace(".", ""), name) for name in ("HONOUR", "RANK"))

    def _by_rule(self, stretch: WordRange) -> bool:
        return any(each.startswith("ruled=") for each in self._own.get(stretch, ()))

    def _somebodys(self, stretch: WordRange) -> bool:
        """Whether these are letters of somebody in a paper that calls its people by their letters."""
        if stretch[1] - stretch[0] > 1 or len(self._calls) < _HABIT:
            return False
        said: Collection[str] = self._own.get(stretch, ())
        if self._raw[stretch[0]] not in self._calls or _LISTED_PERSON.intersection(said):
            return False
        return self._raw[stretch[0]] not in self._represented

    @cached_property
    def _represented(self) -> frozenset[str]:
        """Letters that somebody comes for: “Ann Lee (MBC)”."""
        return frozenset(
            self._raw[found.first]
            for found in self._work.candidates
            if found.rule in _COMES_FOR and found.length == 1
        )

    @cached_property
    def _calls(self) -> frozenset[str]:
        """Letters in this text, without those it defines, that are the initials of people in it."""
        return frozenset(
            word
            for word in self._tokens_printed
            if word.isalpha()
            and word not in self._work.acronyms
            and any(
                own_initials(word, names) and names[-1][0] in word[1:]
                for names in self._people.get(word[0], ())
            )
        )

    def _vetoed(self) -> set[WordRange]:
        """What a rule knows to be something else, and no rule takes for a name."""
        taken = {(item.first, item.last) for item in self._work.candidates}
        refused = {(r.first, r.last) for r in self._work.refused if r.reason in _VETOES}
        return refused - taken

    def _definitions(self) -> dict[WordRange, int]:
        """Names that letters in brackets follow, with the word where the name itself ends."""
        out: dict[WordRange, int] = {}
        for found in self._work.candidates:
            if found.rule.startswith("definition") and self._raw[found.last - 1] == ")":
                inside = self._raw[found.first : found.last]
                out[found.first, found.last] = found.last - 1 - inside[::-1].index("(")
        return out

    @cached_property
    def _places(self) -> dict[int, set[str]]:
        """In which parts of the paper candidates begin: lists of those present, decisions, reports."""
        out: dict[int, set[str]] = defaultdict(set)
        begun = sorted({first for first, _ in self.stretches})
        for start, end, part in self._work.parts:
            first, last = self._words.at(start, end)
            place = f"in={part}"
            for i in begun[bisect_left(begun, first) : bisect_left(begun, last)]:
                out[i].add(place)
            if part in _LISTS:
                out[first].add("row-start")
        return out

    def _covered(self) -> dict[int, list[tuple[int, int, str]]]:
        """Surer finds by the words that they cover."""
        over: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
        for found in self._work.candidates:
            row = (found.first, found.last, _rule_group(found.kind, found.rule))
            for i in range(found.first, found.last):
                over[i].append(row)
        return over

    @cached_property
    def _people(self) -> dict[str, set[tuple[str, ...]]]:
        """The people whom rules find in this text, by the first letter of their first names."""
        out: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for found in self._work.candidates:
            if found.kind == "person" and found.length > 1:
                words = tuple(
                    self._raw[i]
                    for i in range(found.first, found.last)
                    if self._raw[i][0].isalpha()
                    and not any(self._work.context.has(i, name) for name in _TITLES)
                )
                if len(words) > 1:
                    out[words[0][0]].add(words)
        return out

    @cached_property
    def _tokens_printed(self) -> frozenset[str]:
        return frozenset(word for word in set(self._raw) if word.isupper())

    @cached_property
    def _richness(self) -> int:
        """How many programmes the rules find in this text for its length: 0 to 4."""
        found = {
            self.phrase((each.first, each.last))
            for each in self._work.candidates
            if each.kind == "programme" and each.confidence >= _SURE
        }
        return bisect_left(_RICH, 1000 * len(found) / max(1, len(self._raw)))

    @cached_property
    def _areas(self) -> frozenset[str]:
        """Words that stand for areas somewhere in this text."""
        return frozenset(w for w in self._words.in_areas if w[0].isupper() and not w.isupper())

    @cached_property
    def _titled(self) -> frozenset[int]:
        return frozenset(
            i for start, end in self._work.titles for i in range(*self._words.at(start, end))
        )

    def _token(self, index: int) -> tuple[str, ...]:
        """Shape and lists of the word at ``index``."""
        char = self._words.profile[index]
        known = self._tokens.get(char)
        if known is None:
            names = self._work.rules.alphabet.classes[char]
            known = self._tokens[char] = tuple(sorted(names & _CLASSES))
        return known

    def _word(self, index: int) -> str:
        word = self._raw[index]
        if word in _EDGES:
            return word
        return "0" if word[0].isdigit() else word.lower()

    def features(self, stretch: WordRange) -> list[str]:
        """All evidence for one candidate."""
        first, last = stretch[0], self.defined.get(stretch, stretch[1])
        out = ["bias"]
        own = self._own.get(stretch)
        phrase = self.phrase((first, last))
        out += ("defines",) * (stretch in self.defined)
        out += sorted(own) if own else ("rule=none",)
        out += self._said_of(own or (), first, last)
        out += (f"elsewhere:{each}" for each in sorted(self._phrases[phrase] - (own or set())))
        out += self._around(first, last)
        out += self._inside_of(phrase, first, last)
        out += self._overlaps(first, last)
        out += self._use(first, last, phrase)
        out += self._contexts.get(phrase, ())
        return out

    def _said_of(self, own: Collection[str], first: int, last: int) -> Iterator[str]:
        """How sure rules and lists are of these words as they stand: whole, or within a run of capitals."""
        where = f"cut={self._cut(first, last)}/{self._plain(first, last)}"
        said = sorted(each for each in own if each.startswith("ruled=") and "/" in each)
        said += sorted(each for each in own if each.startswith("listed="))
        yield from (f"stands:{each}/{where}" for each in said or ("unruled",))

    def _around(self, first: int, last: int) -> Iterator[str]:
        """The words before and after, and where on the page the candidate stands."""
        raw, count = self._raw, len(self._raw)
        before = self._word(first - 1) if first else BREAK
        after = self._word(last) if last < count else BREAK
        yield f"before={before}"
        yield f"after={after}"
        if first:
            yield from (f"before:{name}" for name in self._token(first - 1))
        if last < count:
            yield from (f"after:{name}" for name in self._token(last))
        if before in _LINKS and first > 1:
            yield f"linked-before={before}/{self._form(first - 2)}"
        if after in _LINKS and last + 1 < count:
            yield f"linked-after={after}/{self._form(last + 1)}"
            yield from (f"linked-after={after}:{name}" for name in self._token(last + 1))
        yield from self._set_apart(first, last, before, after)
        shape = self._shape(first, last)
        yield from (
            f"shape={shape}/{side}:{self._form(at)}"
            for at, side in ((first - 1, "before"), (last, "after"))
            if 0 <= at < len(raw)
        )
        yield from self._place(first)
        yield from self._neighbours(first, last, before, after)

    def _set_apart(self, first: int, last: int, before: str, after: str) -> Iterator[str]:
        """Whether the candidate is all of a line, of a bracket or of a quotation, or what a colon follows."""
        if before in _EDGES and after in _EDGES:
            yield "line"
        if (after in _EDGES or after == ":") and self._begins_line(first):
            yield "label" if after == ":" else "whole-line"
            if after in _EDGES:
                yield f"whole-line/{self._group(last - 1)}"
        if before == "(" and after == ")":
            yield "bracketed"
        if before in QUOTES and after in QUOTES:
            yield "quoted"
            if self._called(first - 2) or self._called(last + 1):
                yield "quoted-after-work"
        if self._words.gap(first):
            yield "gap-before"
        if self._words.gap(last):
            yield "gap-after"

    def _begins_line(self, first: int) -> bool:
        """Whether nothing but a number, a letter or a bullet stands before a candidate on its line."""
        at = first - 1
        while at >= 0 and first - at <= _ENUMERATED and self._raw[at] not in _EDGES:
            word = self._raw[at]
            if len(word) > 1 and not word[0].isdigit():
                return False
            at -= 1
        return at < 0 or self._raw[at] in _EDGES

    def _called(self, index: int) -> bool:
        """Whether the word there says what is carried out: "the project ‘…’", "the ‘…’ campaign"."""
        inside = 0 <= index < len(self._raw)
        return inside and any(self._work.context.has(index, name) for name in _WORK)

    def _place(self, first: int) -> Iterator[str]:
        """Where in a sentence and in the paper the candidate begins."""
        if self._words.opens(first):
            yield "opens"
        if self._words.shouted[first]:
            yield "shouted"
        if first in self._titled:
            yield "title"
        yield from sorted(self._places.get(first, ()))

    def _neighbours(self, first: int, last: int, before: str, after: str) -> Iterator[str]:
        """Names across a comma, a bracket or an “and”."""
        if before in _JOINS and first > 1:
            if first - 2 in self._work.context.people:
                yield f"behind-person={before}"
            yield from self._beside(first - 2, 1, "left")
        if after in _JOINS and last + 1 < len(self._raw):
            yield from self._beside(last + 1, 0, "right")

    def _beside(self, index: int, end: int, side: str) -> Iterator[str]:
        """Which kinds of names the rules see right beside, across a comma or an “and”."""
        kinds = {
            row[2][:3]
            for row in self._over.get(index, ())
            if row[end] == index + end and row[2][:3] != "per"
        }
        yield from (f"beside-{side}={kind}" for kind in sorted(kinds))

    def _inside_of(self, phrase: str, first: int, last: int) -> tuple[str, ...]:
        """What a candidate's own words show: the same wherever they stand."""
        if self._counts[phrase] < 2:
            return self._kept(self._inside(first, last))
        key = phrase, self._words.profile[first:last]
        known = self._insides.get(key)
        if known is None:
            known = self._insides[key] = self._kept(self._inside(first, last))
        return known

    def _inside(self, first: int, last: int) -> Iterator[str]:
        """The candidate's own words: its head, its first word, what the lists say of them."""
        raw = self._raw
        content = [i for i in range(first, last) if raw[i][0].isalnum()] or [first]
        heads = [i for i in content if not raw[i][0].isdigit() and raw[i].lower() not in _SMALL]
        head = heads[-1] if heads else content[-1]
        if head < content[-1]:
            yield "numbered"
        yield f"words={min(len(content), 6)}"
        yield f"shape={self._shape(first, last)}"
        yield f"head:{self._group(head)}/first:{self._group(content[0])}"
        yield f"head={self._word(head)}"
        yield f"first={self._word(first)}"
        for name in self._token(head):
            yield f"head:{name}"
            yield f"head:{name}/{min(len(content), 3)}"
        if _WORK.isdisjoint(self._token(head)):
            yield f"bare={self._richness}"
        if len(content) > 1:
            yield from self._together(content)
            yield from self._said_to(first, raw[content[0]])
        else:
            word = raw[content[0]]
            yield f"length={min(len(word), 9)}/{'up' if word.isupper() else 'low'}"
        for i in range(first + 1, last - 1):
            if not raw[i][0].isupper():
                yield f"joined={self._word(i)}"
        yield from self._ordinary(content, head)
        yield from self._sorted(content, head)
        yield from self._governs(first, last)

    def _sorted(self, content: Sequence[int], head: int) -> Iterator[str]:
        """What sort of thing the head is, and what sorts the words before it are.

        Before the head of a body, things are what it is for: a Roads and Bridges Committee is a body.
        """
        raw = self._raw
        size = min(sum(raw[i][0].isupper() for i in content), 3)
        found = sorts(raw[head])
        for sort in found or ("none",):
            yield f"sort={sort}"
            yield f"sort={sort}/{size}/{'small' if raw[head].islower() else 'big'}"
        inner = {sort for i in content if i < head for sort in sorts(raw[i])}
        if self._work.context.has(head, "ORGHEAD"):
            inner.discard("OBJECT")
        yield from (f"inner-sort={sort}" for sort in sorted(inner))

    def _said_to(self, first: int, word: str) -> Iterator[str]:
        """Whether a phrase begins as what somebody is to do, or does: "Mend Your Net", "Mending Nets"."""
        token = self._work.context
        form = "does" if word.endswith("ing") else "do" if token.has(first, "SLOGAN") else ""
        if form:
            yield f"begins={form}"
            yield f"begins={form}/{'opens' if self._words.opens(first) else 'within'}"

    def _governs(self, first: int, last: int) -> Iterator[str]:
        """What the noun before an "of" or "for" is: the "Grants" of "Quay Grants for Older Boats"."""
        at = next((i for i in range(first + 1, last) if self._raw[i].lower() in _GOVERNED), None)
        if at is not None:
            word = self._raw[at].lower()
            yield f"governs={word}/{self._group(at - 1)}"
            yield from (f"governs-sort={sort}" for sort in sorts(self._raw[at - 1]))

    def _together(self, content: Sequence[int]) -> Iterator[str]:
        """The lists that the first, any or all words of a candidate stand in."""
        yield from (f"first:{name}" for name in self._token(content[0]))
        inner = {name for i in content[:-1] for name in self._token(i)}
        yield from (f"inner:{name}" for name in sorted(inner))
        shared = set(self._token(content[0])).intersection(*map(self._token, content[1:]))
        yield from (f"all:{name}" for name in sorted(shared))

    def _ordinary(self, content: Sequence[int], head: int) -> Iterator[str]:
        """Whether the text uses the words in small letters too, or for areas."""
        raw = self._raw
        areas = [raw[i] in self._areas for i in content]
        if any(areas):
            ends = "first" if areas[0] else "last" if areas[-1] else "inner"
            where = "all" if all(areas) else ends
            yield f"area={where}"
            yield f"area={where}/{self._group(head)}"
        lower = [i for i in content if raw[i].lower() in self._words.lower]
        share = "all" if len(lower) == len(content) else "some" if lower else "none"
        yield f"lower={share}"
        if head in lower and len(content) > 1:
            yield "lower-head"

    def _plain(self, first: int, last: int) -> str:
        """The sort of a phrase: letters, one word, several."""
        if last - first > 1:
            return "several"
        return "letters" if self._raw[first].isupper() else "one"

    def _shape(self, first: int, last: int) -> str:
        known = self._shapes.get((first, last))
        if known is not None:
            return known
        out: list[str] = []
        for i in range(first, last):
            form = self._form(i)
            if form in ("low", "mark"):
                form = self._raw[i].lower() if len(self._raw[i]) < 4 else "low"
            if not out or form != out[-1] or len(out) < 4:
                out.append(form)
        shape = self._shapes[first, last] = intern(" ".join(out[:6]))
        return shape

    def _form(self, index: int) -> str:
        word = self._raw[index]
        known = self._word_forms.get(word)
        if known is None:
            known = self._word_forms[word] = _form_of(word)
        return known

    def _group(self, index: int) -> str:
        key = self._words.profile[index], self._form(index)
        known = self._groups.get(key)
        if known is None:
            token = self._token(index)
            known = self._groups[key] = next((g for g in _GROUPS if g in token), key[1])
        return known

    def _overlaps(self, first: int, last: int) -> Iterator[str]:
        said = set()
        for i in {first, last - 1, (first + last) // 2}:
            for a, b, group in self._over.get(i, ()):
                if a <= first and last <= b:
                    relation = "within" if (a, b) != (first, last) else ""
                elif first <= a and b <= last:
                    relation = (
                        "holds-first" if a == first else "holds-last" if b == last else "holds"
                    )
                else:
                    relation = "crosses"
                if relation:
                    said.add(f"{relation}={group}")
        yield from sorted(said)
        yield f"cut={self._cut(first, last)}"
        yield from self._goes_on(first, last)

    def _goes_on(self, first: int, last: int) -> Iterator[str]:
        """In what the run of capitals ends that a candidate is the beginning of, and with what it begins."""
        end = self._run_end(last)
        if end:
            yield f"goes-on={end}"
            yield f"goes-on={end}/{self._group(last - 1)}"
        if first > 0 and self._capital(first - 1):
            yield f"comes-from={self._group(first - 1)}"

    def _run_end(self, start: int) -> str:
        """The group of the last of the capitalised words that begin at ``start``; of none, nothing."""
        known = self._ends.get(start)
        if known is None:
            end = start
            while end < min(len(self._raw), start + _RUN) and self._capital(end):
                end += 1
            known = self._ends[start] = self._group(end - 1) if end > start else ""
        return known

    def _cut(self, first: int, last: int) -> str:
        """On which sides the run of capitals goes on; an article that opens a sentence is none of it."""
        known = self._cuts.get((first, last))
        if known is None:
            left = first > 0 and self._capital(first - 1)
            right = last < len(self._raw) and self._capital(last)
            known = self._cuts[first, last] = f"{'l' if left else ''}{'r' if right else ''}"
        return known

    def _capital(self, index: int) -> bool:
        return self._raw[index][0].isupper() and not self._work.context.has(index, "STOP")

    def _use(self, first: int, last: int, phrase: str) -> Iterator[str]:
        raw = self._raw
        shape = self._shape(first, last)
        topical = "TOPIC_UP" in self._token(first) or "HONOUR" in self._token(first)
        word = raw[last - 1]
        if any(c.isdigit() for c in word) and not word[0].isdigit():
            yield f"coded={'road' if len(word) < 6 and word[1:].isdigit() else 'mixed'}"
        if last - first == 1:
            yield f"shape={shape}/topical={topical}"
            yield f"shape={shape}/length={min(len(word), 7)}"
        yield f"shape={shape}/cut={self._cut(first, last)}"
        if last - first == 1:
            yield from self._letters(word, phrase)
        else:
            yield from self._abbreviated(phrase)

    def _letters(self, word: str, phrase: str) -> Iterator[str]:
        """What the text says of letters: that it defines them, or has words that they begin."""
        if phrase in self._work.acronyms:
            yield "defined"
            last = self._work.acronyms[phrase].split()[-1]
            classes = self._work.rules.alphabet.classes[self._work.rules.alphabet.char(last)]
            yield f"defined={next((g for g in _GROUPS if g in classes), 'other')}"
        if word.isupper():
            if any(own_initials(word, names) for names in self._people.get(word[0], ())):
                yield f"somebody's={len(word)}"
            yield from (f"spelt={group}" for group in sorted(self._initials.get(word, ())))
            if len(word) > 2:
                yield f"letters-end={word[-2:]}"
                yield f"letters-end={word[-1:]}"

    def _abbreviated(self, phrase: str) -> Iterator[str]:
        """Whether the initials of a phrase stand in the text as letters of their own."""
        big = [word[0] for word in phrase.split() if word[0].isupper()]
        if 2 < len(big) <= _LETTERS and "".join(big) in self._tokens_printed:
            yield "abbreviated"
