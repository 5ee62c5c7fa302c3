"""Private persons: who is named only as a victim, a complainant or a resident is nobody's entity.

The rules of ``private-persons.toml`` say what shows a private person (“the death of …”, “…, a
resident of”) and what shows one who acts for somebody (“…, Marlshire Police”). Left out is who has
a private sign in some paper and in none a title, rank, honour, role, body or duty, nor a place in
the paper's structure (attendance, presenters, actions, authors). Whom a paper names outright as one
(“Complainant: …”) is found by that, also where nothing else shows a name; so is who was guessed to
be a programme or a body, as their first name is a rare one. Their names are withheld from the texts
as well (``withheld_names``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from typing import Literal

from kg.extractors.facts import Facts, Issue, Mention, Span
from kg.extractors.names.candidate import Context
from kg.extractors.names.words import BREAK, LINE
from kg.extractors.rules import Rule, rules
from kg.extractors.withheld_names import PrivateNames, withhold
from kg.ontology.folding import fold_word

_AROUND = 160  # characters on either side of a name in which a sign may stand
_PERSON, _OTHER, _BODY = "◆", "◇", "□"  # as the rules call them
_JOINS = (",", "(", "-", "–", "—", ":", "as", LINE, BREAK)
_STOPS = (".", ";", ")", "?", "!")
_ROLE_WITHIN = 6  # words behind a name in which its role stands
_BETWEEN_NAMES = re.compile(r"(?:,\sand|,|\sand|\s&|;|\s/)\s")
_NO_NAME = tuple(
    "STOP NOT ORGHEAD PROGHEAD MONTH ROLE GENERIC RANK TOPIC FIELD PLACE STREET TITLES SAY".split()
)
_SHORTEST_WORD = 3  # letters of a name's word that is looked for alone
_Sign = Literal["private", "acts", "public"]
_UPPER = "[A-ZÀ-ÖØ-ÞĀ-Ž]"
_NAME = re.compile(
    rf"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? )?{_UPPER}[a-zß-öø-ÿĀ-ž’'-]+(?: {_UPPER}\.?)?"
    rf"(?: {_UPPER}[\w’'-]+){{1,2}}"
)
_PARAGRAPH, _SPACE, _WORD = re.compile(r"\n\s*\n"), re.compile(r"\s+"), re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Form:
    """How one paper prints somebody: folded first name or initial (empty: none), and surname."""

    paper: int
    given: str
    surname: str

    @property
    def in_full(self) -> bool:
        return len(self.given) > 1

    @property
    def words(self) -> tuple[str, ...]:
        """The words by which somebody may be named alone."""
        return (self.given, self.surname) if self.in_full else (self.surname,)

    def fits(self, other: _Form) -> bool:
        """Whether both may be one person's; their surnames are the same."""
        if self.in_full and other.in_full:
            return self.given == other.given
        return not self.given or not other.given or self.given[0] == other.given[0]


class _PeopleOfPaper:
    """The people of one paper, and what it shows of each."""

    def __init__(self, number: int, facts: Facts, context: Context) -> None:
        self._own = len(facts.mentions)
        self.facts = replace(facts, mentions=(*facts.mentions, *_named_outright(facts, context)))
        facts = self.facts
        self._context = context
        self.forms: dict[_Form, list[int]] = {}  # form → indexes of its mentions
        self._shown: dict[tuple[_Form, _Sign], bool] = {}
        for index, mention in enumerate(facts.mentions):
            if mention.kind == "person" and (form := _form(number, mention, context)):
                self.forms.setdefault(form, []).append(index)

    def shows(self, form: _Form, sign: _Sign) -> bool:
        """Whether this paper shows a form's bearer to be private, to act for somebody, or to be in
        public.
        """
        if (form, sign) not in self._shown:
            found = self._acts(form) if sign == "acts" else self._says(form, sign)
            self._shown[form, sign] = found
        return self._shown[form, sign]

    def _acts(self, form: _Form) -> bool:
        """Whether structure, title or role show that this person acts for somebody."""
        return any(
            not mention.rule.startswith(("person.", "spread"))
            or _is_titled(mention, self._context)
            or _has_role(mention, self._context)
            for mention in map(self.facts.mentions.__getitem__, self.forms[form])
        )

    def _says(self, form: _Form, value: str) -> bool:
        """Whether a rule of this value speaks at some place of the form."""
        return any(self._says_at(index, value) for index in self.forms[form])

    def _says_at(self, index: int, value: str) -> bool:
        """Whether a rule of this value speaks where a mention stands."""
        marked, places = self._marked
        if (at := places.get(index)) is None:
            return False
        around = f"{marked[max(0, at - _AROUND) : at]}{_PERSON}{marked[at + 1 : at + 1 + _AROUND]}"
        return any(rule.find(around) for rule in _speaking(value))

    def misread(self) -> Iterator[str]:
        """Private persons whom only their words' shape made a programme or a body."""
        for index, mention in enumerate(self.facts.mentions):
            if (
                _is_guessed_group(mention)
                and _NAME.fullmatch(mention.text)
                and self._says_at(index, "private")
                and not self._says_at(index, "public")
                and _may_be_a_name(mention.text, self.facts.document.text, self._context)
            ):
                yield mention.text

    @cached_property
    def _marked(self) -> tuple[str, dict[int, int]]:
        """The text with a mark for each name; index of a mention → where its mark stands."""
        text, at, length = self.facts.document.text, 0, 0
        pieces: list[str] = []
        places: dict[int, int] = {}
        for index, mention in sorted(enumerate(self.facts.mentions), key=lambda each: each[1].span):
            if mention.span.start < at:
                continue
            pieces.append(_folded(text[at : mention.span.start]))
            pieces.append(_OTHER if mention.kind == "person" else _BODY)
            length += len(pieces[-2]) + 1
            places[index] = length - 1
            at = mention.span.end
        return "".join([*pieces, _folded(text[at:])]), places

    def printed(self, forms: Iterable[_Form]) -> frozenset[str]:
        """How the paper prints these people."""
        return frozenset(
            self.facts.mentions[index].text
            for form in forms
            for index in self.forms[form]
            if index < self._own or " " in self.facts.mentions[index].text
        )

    def words_alone(self, forms: Sequence[_Form]) -> frozenset[str]:
        """The words of these people's names that are nobody else's here, nor words of the paper."""
        shared = {word for each in self.forms if each not in forms for word in each.words}
        own = {word for each in forms for word in each.words} - shared
        found = {
            word.strip(".,")
            for name in (self.facts.mentions[at].text for each in forms for at in self.forms[each])
            for word in name.split()
            if fold_word(word.strip(".,")) in own
        }
        text = self.facts.document.text
        return frozenset(
            word
            for word in {*found, *map(str.upper, found)}
            if len(word) >= _SHORTEST_WORD
            and not self._context.alphabet.has(word, "MONTH")
            and not re.search(rf"\b{re.escape(word.lower())}\b", text)
        )

    def without(self, forms: Sequence[_Form], everywhere: frozenset[str]) -> Facts:
        """The facts without these people, and without the names withheld ``everywhere``.

        One issue says how many they are, and names none.
        """
        gone = {index for form in forms for index in self.forms[form]}
        kept = self._left_out(forms, gone) if forms else self._as_given()
        spans = [self.facts.mentions[index].span for index in gone]
        names = PrivateNames(everywhere | self.printed(forms), self.words_alone(forms))
        return withhold(kept, names, spans, [each.span for each in kept.mentions])

    def _as_given(self) -> Facts:
        return replace(self.facts, mentions=self.facts.mentions[: self._own])

    def _left_out(self, forms: Sequence[_Form], gone: set[int]) -> Facts:
        facts = self.facts
        spans = {facts.mentions[index].span for index in gone}
        quoted = {f"“{facts.mentions[index].text}”" for index in gone}
        told = Issue(
            "info",
            "names",
            f"left out: {len(forms)} name(s) of people named only as victims, complainants or "
            "residents",
            facts.document.id,
        )
        kept = (
            issue
            for issue in facts.issues
            if issue.stage != "names" or not any(name in issue.message for name in quoted)
        )
        return replace(
            facts,
            mentions=tuple(
                each for at, each in enumerate(facts.mentions[: self._own]) if at not in gone
            ),
            relations=tuple(
                each for each in facts.relations if spans.isdisjoint((each.subject, each.object))
            ),
            issues=(*kept, told),
        )


def _papers_read_aright(
    corpus: Sequence[Facts], contexts: Sequence[Context]
) -> list[_PeopleOfPaper]:
    """The papers' people, with those who were guessed to be a programme or a body."""
    papers = _papers(corpus, contexts)
    known = {each.text for facts in corpus for each in facts.mentions if _is_known_group(each)}
    misread = {name for paper in papers for name in paper.misread()}
    misread = {name for name in misread if not any(name in each for each in known)}
    if not misread:
        return papers
    return _papers([_with_people(facts, misread) for facts in corpus], contexts)


def _papers(corpus: Sequence[Facts], contexts: Sequence[Context]) -> list[_PeopleOfPaper]:
    return [
        _PeopleOfPaper(number, facts, context)
        for number, (facts, context) in enumerate(zip(corpus, contexts, strict=True))
    ]


def _is_guessed_group(mention: Mention) -> bool:
    return mention.kind in ("organisation", "programme") and mention.rule.endswith(".weighed")


def _is_known_group(mention: Mention) -> bool:
    return mention.kind in ("organisation", "programme") and not _is_guessed_group(mention)


def _with_people(facts: Facts, names: Collection[str]) -> Facts:
    """The facts with people for the groups of these names that were guessed."""
    return replace(
        facts,
        mentions=tuple(
            replace(each, kind="person", rule="person.weighed", subtype=None)
            if each.text in names and _is_guessed_group(each)
            else each
            for each in facts.mentions
        ),
    )


@cache
def _speaking(value: str) -> tuple[Rule, ...]:
    """The rules that speak for ``value``: “private” or “public”."""
    return tuple(each for each in rules("private-persons").values() if each.value == value)


def leave_out_private(corpus: Sequence[Facts], contexts: Sequence[Context]) -> list[Facts]:
    """Every paper without the people who are private persons in all of them together."""
    papers = _papers_read_aright(corpus, contexts)
    in_full: dict[tuple[str, str], list[_Form]] = defaultdict(list)
    for paper in papers:
        for form in paper.forms:
            if form.in_full:
                in_full[form.given, form.surname].append(form)

    @cache
    def shown_anywhere(name: tuple[str, str], sign: _Sign) -> bool:
        return any(papers[each.paper].shows(each, sign) for each in in_full.get(name, ()))

    def is_private(form: _Form, own: Sequence[_Form]) -> bool:
        same = [each for each in own if each.fits(form)]

        def is_shown(sign: _Sign) -> bool:
            return any(
                papers[each.paper].shows(each, sign)
                or shown_anywhere((each.given, each.surname), sign)
                for each in same
            )

        return is_shown("private") and not is_shown("acts") and not is_shown("public")

    private: list[list[_Form]] = []
    for paper in papers:
        families: dict[str, list[_Form]] = defaultdict(list)
        for form in paper.forms:
            families[form.surname].append(form)
        private.append([form for own in families.values() for form in own if is_private(form, own)])
    everywhere = frozenset().union(
        *(
            paper.printed(form for form in forms if form.in_full)
            for paper, forms in zip(papers, private, strict=True)
        )
    )
    return [paper.without(forms, everywhere) for paper, forms in zip(papers, private, strict=True)]


def _named_outright(facts: Facts, context: Context) -> Iterator[Mention]:
    """Whom the paper names as a private person where no name was found."""
    text = facts.document.text
    taken = bytearray(len(text))
    for each in facts.mentions:
        taken[each.span.start : each.span.end] = b"\1" * (each.span.end - each.span.start)
    for rule in _speaking("named"):
        for found in rule.pattern.finditer(text):
            group = found.lastgroup or "names"
            at = found.start(group)
            for name in _BETWEEN_NAMES.split(found[group]):
                span = Span(text.index(name, at), text.index(name, at) + len(name))
                at = span.end
                is_new = not any(taken[span.start : span.end])
                if is_new and _may_be_a_name(name, text, context):
                    taken[span.start : span.end] = b"\1" * len(name)
                    yield Mention("person", name, span, f"person.{rule.id}")


def _may_be_a_name(name: str, text: str, context: Context) -> bool:
    """Whether no word of it is one of bodies, roles, places or of the paper's language."""
    has = context.alphabet.has
    words = [each.strip(".,") for each in name.split()]
    return not any(
        (has(word, "TITLE") and not has(word, "PLAIN_TITLE"))
        or any(has(word, each) for each in _NO_NAME)
        or _words_of(text).issuperset(_WORD.findall(word.lower()))
        for word in words
    )


@lru_cache(maxsize=2)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text))


def _form(paper: int, mention: Mention, context: Context) -> _Form | None:
    """First name and surname as printed, without titles, ranks and honours."""
    words = [
        word.strip(".,")
        for word in (mention.name or mention.text).split()
        if not any(context.alphabet.has(word, name) for name in ("TITLE", "RANK", "RANKFORE"))
        and not (word.isupper() and context.alphabet.has(word, "HONOUR"))
    ]
    folded = [fold_word(word) for word in words if word[:1].isalpha()]
    if not folded:
        return None
    return _Form(paper, folded[0] if len(folded) > 1 else "", folded[-1])


def _is_titled(mention: Mention, context: Context) -> bool:
    """Whether a title that is more than “Mr” or “Mrs”, a rank or an honour goes with the name."""
    has = context.alphabet.has
    return any(
        has(word, "RANK")
        or (has(word, "TITLE") and not has(word, "PLAIN_TITLE"))
        or (word.isupper() and has(word, "HONOUR"))
        for word in mention.text.replace(",", " ").split()
    )


def _has_role(mention: Mention, context: Context) -> bool:
    """Whether a role stands beside the name: “the Clerk, Ann Lee”, “Ann Lee, Director of Roads”."""
    words = context.words.words
    first, last = context.words.at(mention.span.start, mention.span.end)
    before = first - 1
    while before > 0 and words[before] in (",", ":", "-", "–", LINE):
        before -= 1
    if before >= 0 and context.has(before, "ROLE") and _is_office(before, context):
        return True
    return any(
        context.has(index, "ROLE") and words[index - 1].lower() not in ("a", "an")
        for index in _behind(last, words)
    )


def _is_office(index: int, context: Context) -> bool:
    words = context.words.words
    return words[index][0].isupper() or (index > 0 and words[index - 1].lower() == "the")


def _behind(last: int, words: Sequence[str]) -> Iterator[int]:
    """The few words behind a name and the mark that joins them to it."""
    if last >= len(words) or words[last] not in _JOINS:
        return
    for index in range(last + 1, min(last + 1 + _ROLE_WITHIN, len(words))):
        if words[index] in _STOPS:
            return
        yield index


def _folded(text: str) -> str:
    """White space as one space; a blank line as a mark that no rule reads over."""
    return _SPACE.sub(" ", _PARAGRAPH.sub(" ¶ ", text))
