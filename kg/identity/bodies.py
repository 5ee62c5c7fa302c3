"""Organisations and programmes: what each printed name is read as in its place, and when two names are one body.

Reading comes first. A name is read in its document: an acronym as the paper defines it, "the Board" as the board whose
papers these are, "the County Council" as that of its area, "Public Health, Marlshire County Council" as a unit of it.
What reads the same is one :class:`Body`; bodies are then compared with named clues.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from extractors.facts import EntityKind, Facts
from kg.identity.clues import clue
from kg.identity.cluster import Clusters, Pair
from kg.identity.entities import Clue
from kg.identity.forms import acronym_of, is_acronym, key, lookup, undated, unglossed
from kg.identity.places import Home, Places, served, short_forms
from kg.identity.words import table
from ontology.vocabulary import Concept, Vocabulary, fold

Words = tuple[str, ...]

_BODIES = table("words")["bodies"]
_SELF = frozenset(_BODIES["self"])
GENERAL = frozenset(_BODIES["general"])
_COMPANY = frozenset(_BODIES["company"])
_UNITS = frozenset(_BODIES["units"])
HEADS = frozenset(_BODIES["heads"])
_TIERS = frozenset(_BODIES["tiers"])
_COUNCILS: dict[str, Words] = {short: tuple(long.split()) for short, long in _BODIES["councils"].items()}
_ENDINGS: tuple[Words, ...] = tuple(tuple(ending.split()) for ending in table("words")["programmes"]["endings"])
_STATES = frozenset(table("words")["programmes"]["states"])


@dataclass(slots=True, eq=False)
class Body:
    """One reading of names: all printed forms that were read as the same words in the same place."""

    kind: EntityKind
    words: Words
    scope: str  # the place that explains an ordinary name, "" where the name says it all
    apart: str = ""  # set by a verdict that takes the names of one document out
    concept: Concept | None = None
    parent: Body | None = None
    years: tuple[int, ...] = ()
    full: Counter[str] = field(default_factory=Counter)  # names in full, as printed
    acronyms: Counter[str] = field(default_factory=Counter)
    short: Counter[str] = field(default_factory=Counter)  # forms that mean it in one place only
    subtypes: Counter[str] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)
    scopes: set[str] = field(default_factory=set)
    dates: set[date] = field(default_factory=set)
    mentions: int = 0
    board: bool = False

    @property
    def order(self) -> tuple[str, ...]:
        parent = self.parent.order if self.parent else ()
        concept = self.concept.id if self.concept else ""
        return (self.kind, " ".join(self.words), self.scope, concept, self.apart, *parent)

    @property
    def label(self) -> str:
        """The form most often printed in full, else the acronym."""
        for forms in (self.full, self.acronyms, self.short):
            if forms:
                return min(forms, key=lambda form: (form.isupper(), -forms[form], form))
        return " ".join(self.words)

    @property
    def count(self) -> int:
        return sum((self.full + self.acronyms + self.short).values())


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name printed in a document; ``certain`` where its place shows it to be a name (a list, a mention, a heading)."""

    document: str
    kind: EntityKind
    printed: str
    read_as: str | None = None
    concept: str | None = None
    subtype: str | None = None
    certain: bool = True
    mention: bool = False
    board: bool = False


class Reader:
    """Reads names as bodies, document by document."""

    def __init__(self, corpus: Sequence[Facts], vocabulary: Vocabulary, places: Places) -> None:
        self._vocabulary = vocabulary
        self._places = places
        self._short = short_forms(vocabulary)
        self.bodies: dict[tuple[object, ...], Body] = {}
        self._acronyms: dict[str, dict[str, str]] = {}
        agreed: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        for facts in corpus:
            own = {acronym_of(short): long for short, long in sorted(facts.acronyms.items()) if long.strip()}
            names = [mention.text for mention in facts.mentions if mention.kind != "person"]
            for name in (*names, *(m.board for m in facts.meetings if m.board)):
                rest, gloss = unglossed(name)
                if gloss and is_acronym(gloss) and name.rstrip().endswith(")") and len(rest.split()) > 1:
                    own.setdefault(acronym_of(gloss), rest)
            self._acronyms[facts.document.id] = own
            for short, long in own.items():
                agreed[places.home(facts.document.id).scope][short][long] += 1
        self._agreed = {  # what the papers of one area agree upon
            scope: {short: min(longs) for short, longs in table.items() if len({key(long) for long in longs}) == 1}
            for scope, table in agreed.items()
        }

    # -- names to words ------------------------------------------------------------------------------------------

    def meaning(self, document: str, acronym: str) -> str | None:
        """What an acronym stands for in a document: as it defines it, else as the papers of its area agree."""
        own = self._acronyms[document].get(acronym)
        return own or self._agreed.get(self._places.home(document).scope, {}).get(acronym)

    def expansion(self, document: str, acronym: str) -> Words | None:
        """The words of an acronym's meaning in a document."""
        meaning = self.meaning(document, acronym)
        return key(meaning) if meaning else None

    def words(self, document: str, text: str) -> Words:
        """The key of ``text`` with the acronyms in it spelled out as in that document."""
        tokens = unglossed(text)[0].split()
        inside = [token for token in tokens if token[:2].isupper() and is_acronym(token.strip(",.'’"))]
        words = key(text)
        if inside and len(tokens) > 1:
            for token in inside:
                acronym = acronym_of(token.strip(",.'’"))
                if long := self.expansion(document, acronym):
                    words = _replaced(words, (fold(acronym),), long)
        if len(words) > 1 and words[-1] in _COUNCILS and " ".join(words[:-1]) in self._places.areas:
            words = words[:-1] + _COUNCILS[words[-1]]
        return words

    def concept(self, document: str, kind: EntityKind, text: str) -> Concept | None:
        """The vocabulary's entry that ``text`` means in that document, if one does and no other can."""
        home = self._places.home(document)
        found = [c for c in self._vocabulary.by_label(text) if not c.ambiguous or c.kind == kind]
        if is_acronym(text) and (long := self.expansion(document, acronym_of(text))):
            found = [c for c in found if key(c.name) == long or any(key(label) == long for label in c.labels)]
        if len(found) == 1 and (not found[0].area or not is_acronym(text) or _at_home(found[0], home)):
            return found[0]
        if kind == "programme" and not found:
            return None
        for candidates in (found, list(self._short.get(fold(text), ()))):
            for area in home.areas:
                near = [c for c in candidates if c.area and " ".join(key(c.area)) == area]
                if len(near) == 1:
                    return near[0]
        return None

    # -- names to bodies -----------------------------------------------------------------------------------------

    def body(
        self, kind: EntityKind, words: Words, document: str, concept: Concept | None = None, apart: str = "",
        parent: Body | None = None, years: tuple[int, ...] = (),
    ) -> Body:  # fmt: skip
        """The body of these words, made where there is none yet."""
        scope = ""
        if concept is not None:
            kind, words = concept.kind, key(concept.name)
        elif parent is None and all(word in GENERAL for word in words):
            scope = self._places.home(document).scope
        identity = (kind, words, scope, concept.id if concept else "", apart, parent and parent.order, years)
        if identity not in self.bodies:
            self.bodies[identity] = Body(kind, words, scope, apart, concept, parent, years)
        return self.bodies[identity]

    def read(self, sighting: Sighting, apart: str = "") -> Body | None:
        """The body that a name printed in full means; ``None`` for acronyms, short forms and what is no name."""
        document, kind = sighting.document, sighting.kind
        concept = self._vocabulary.concepts.get(sighting.concept or "")
        text = " ".join((sighting.read_as or sighting.printed).split())
        rest, gloss = unglossed(text)
        concept = concept or self.concept(document, kind, rest)
        if concept is not None:
            return self.body(kind, (), document, concept, apart)
        if is_acronym(rest) or self.is_self(document, rest) or not _is_name(rest, sighting.certain):
            return None
        if kind == "organisation" and (unit := self.unit(document, rest)):
            name, parent = unit
            return self.body(kind, name, document, None, apart, parent)
        years: tuple[int, ...] = ()
        if kind == "programme":
            rest, years = undated(rest)
            if not rest:
                return None
        words = self.words(document, rest)
        return self.body(kind, words, document, None, apart, None, years) if words else None

    def is_self(self, document: str, text: str) -> bool:
        """Whether ``text`` is the way papers speak of the body whose papers they are: “the Board”."""
        words = key(text)
        boards = self._places.home(document).boards
        return bool(boards) and len(words) == 1 and words[0] in _SELF and any(words[0] in key(board) for board in boards)

    def specific(self, document: str, text: str) -> Body | None:
        """The body that ``text`` names without fail: an entry of the vocabulary, a council, a force, a known acronym."""
        if concept := self.concept(document, "organisation", text):
            return self.body("organisation", (), document, concept) if concept.kind == "organisation" else None
        if is_acronym(text):
            text = self.meaning(document, acronym_of(text)) or ""
            if concept := self.concept(document, "organisation", text):
                return self.body("organisation", (), document, concept) if concept.kind == "organisation" else None
        return self.body("organisation", self.words(document, text), document) if served(text) else None

    def unit(self, document: str, text: str) -> tuple[Words, Body] | None:
        """A unit and the body it belongs to: “Public Health, Marlshire County Council”, “LCC Legal Services”."""
        tokens = text.replace(",", " , ").split()
        for at in range(1, len(tokens)):
            left, right = tokens[:at], tokens[at:]
            for name, whole in ((left, right), (right, left)):
                part, body = " ".join(name).strip(" ,"), " ".join(whole).strip(" ,")
                words = key(part)
                if not words or words[-1] not in _UNITS or not part[0].isupper() or len(key(body)) + len(words) < 2:
                    continue
                if part.split()[-1].lower() in ("of", "for", "the", "and", "&") or body.split()[0].lower() in ("of", "for", "and", "&"):
                    continue
                if served(text) is None and (parent := self.specific(document, body)):
                    return words, parent
        return None


def _replaced(words: Words, old: Words, new: Words) -> Words:
    for at in range(len(words) - len(old) + 1):
        if words[at : at + len(old)] == old:
            return words[:at] + new + words[at + len(old) :]
    return words


def _at_home(concept: Concept, home: Home) -> bool:
    return not home.areas or " ".join(key(concept.area or "")) in home.areas


def _is_name(text: str, certain: bool) -> bool:
    """Whether ``text`` can be a name: words, not a sentence, and a capital unless its place shows it to be one."""
    tokens = text.split()
    if not 0 < len(tokens) <= 16 or "@" in text or not any(c.isalpha() for c in text):
        return False
    return certain or (tokens[0][0].isupper() and sum(t[0].isupper() for t in tokens) * 2 >= len(tokens))


# -- two bodies compared -----------------------------------------------------------------------------------------


def _stripped(body: Body) -> Iterator[tuple[str, Words]]:
    """The name without an ending or a state that does not make another body, with the clue it is good for."""
    words = body.words
    if body.kind == "organisation":
        if len(words) > 2 and words[-1] in _COMPANY:
            yield "ending", words[:-1]
        return
    for ending in _ENDINGS:
        if len(words) > len(ending) and words[-len(ending) :] == ending and not _ordinary(words[: -len(ending)]):
            yield "ending", words[: -len(ending)]
    if len(words) > 2 and words[0] in _STATES:
        yield "state", words[1:]


def _ordinary(words: Words) -> bool:
    return len(words) == 1 and words[0] in GENERAL


class Comparison:
    """Finds the pairs of bodies worth comparing by cheap keys, and the clues for each."""

    def __init__(self, bodies: Sequence[Body], places: Places) -> None:
        self.bodies = sorted(bodies, key=lambda body: body.order)
        self._places = places
        self._blocks: dict[tuple[object, ...], list[tuple[Body, str]]] = defaultdict(list)
        self._dated: dict[tuple[str, Words], set[tuple[int, ...]]] = defaultdict(set)
        for body in self.bodies:
            if body.years:
                self._dated[body.kind, body.words].add(body.years)
            for block, clue_name in self._keys(body):
                self._blocks[body.kind, *block].append((body, clue_name))

    def _keys(self, body: Body) -> Iterator[tuple[tuple[object, ...], str]]:
        words = body.words
        if body.concept:
            yield ("concept", body.concept.id), "same-concept"
        yield ("words", words), "same-words"
        for clue_name, rest in _stripped(body):
            yield ("words", rest), clue_name
        for rest, _ in self._homeless(body):
            yield ("words", rest), "home"
        for length in range(2, min(5, len(words))):
            yield ("initials", "".join(word[0] for word in words[:length]), words[length:]), "spelled"
        if len(words) > 1 and 2 <= len(words[0]) <= 4:
            yield ("initials", words[0], words[1:]), "initials"
        if len(words) > 2 and words[-1] == "council" and words[-2] in _TIERS:
            yield ("tier", words[:-2]), "tier"
        if sum(map(len, words)) >= 10:
            for at, word in enumerate(words):
                if len(word) >= 6:
                    yield ("slip", words[:at], word[:3], words[at + 1 :]), "slip"

    def _homeless(self, body: Body) -> Iterator[tuple[Words, frozenset[str]]]:
        """The name without the places that begin or end it, and those places."""
        words = body.words
        for at in range(1, len(words) - 1):
            for place, rest in ((words[:at], words[at:]), (words[-at:], words[:-at])):
                if " ".join(self._places.within(place)) == " ".join(place) and (
                    body.kind == "programme" or all(word in GENERAL for word in rest)
                ):
                    yield rest, frozenset(self._places.within(place))

    def pairs(self) -> Iterator[Pair[Body]]:
        """Every pair that shares a key, with its clues, once."""
        seen: set[tuple[int, int]] = set()
        for block, entries in self._blocks.items():
            for at, (left, left_clue) in enumerate(entries):
                for right, right_clue in entries[at + 1 :]:
                    if left is right or (id(left), id(right)) in seen:
                        continue
                    clues = self._clues(block, left, left_clue, right, right_clue)
                    if clues:
                        seen |= {(id(left), id(right)), (id(right), id(left))}
                        first, second = sorted((left, right), key=lambda body: body.order)
                        yield Pair(first, second, clues)

    def _clues(self, block: tuple[object, ...], left: Body, one: str, right: Body, two: str) -> tuple[Clue, ...]:
        kind = left.kind
        found: list[str] = []
        names = {one, two}
        if left.years != right.years and block[1] != "concept":
            if (left.years and right.years) or names != {"same-words"} or left.words != right.words:
                return ()
            return (clue(kind, "only-dated"),) if len(self._dated[kind, left.words]) == 1 else ()
        if block[1] == "concept":
            found.append("same-concept")
        elif block[1] == "words":
            if names == {"same-words"}:
                return self._same_words(left, right)
            if names <= {"same-words", "ending", "state"}:
                found.append(min(names - {"same-words"}))
            elif names == {"same-words", "home"}:
                short, long = (left, right) if one == "same-words" else (right, left)
                if not self._is_at_home(short, long):
                    return ()
                found.append("home")
                if self._rivals(block, short):
                    found.append("several")
        elif block[1] == "initials" and names == {"initials", "spelled"}:
            found.append("initials")
        elif block[1] == "tier" and left.words != right.words:
            found.append("tier")
        elif block[1] == "slip" and _slips(left.words, right.words):
            found.append("slip")
            if left.scopes & right.scopes:
                found.append("same-area")
            if min(left.count, right.count) == 1:
                found.append("seen-once")
        return tuple(clue(kind, name) for name in found)

    def _same_words(self, left: Body, right: Body) -> tuple[Clue, ...]:
        """Clues for two bodies of the same words: a scope, a parent or a concept tells them apart, or does not."""
        names = ["same-words"]
        if left.parent is not right.parent:
            unit, other = (left, right) if left.parent else (right, left)
            if other.parent is not None:
                return (clue(left.kind, "same-words"), clue(left.kind, "other-area"), clue(left.kind, "several"))
            host = unit.parent.words if unit.parent else ()
            place = served(" ".join(host))
            names = ["unit-at-home"] if place and place in other.scopes else []
        elif left.scope != right.scope:
            concept = left.concept or right.concept
            area = " ".join(key(concept.area)) if concept and concept.area else None
            if concept is None or (area is not None and area not in left.scopes | right.scopes):
                names.append("other-area")
        return tuple(clue(left.kind, name) for name in names)

    def _is_at_home(self, short: Body, long: Body) -> bool:
        """Whether ``long`` is ``short`` with the place whose papers name ``short``."""
        return any(rest == short.words and places & short.scopes for rest, places in self._homeless(long))

    def _rivals(self, block: tuple[object, ...], short: Body) -> bool:
        """Whether several bodies of that area could be meant."""
        able = {body.words for body, name in self._blocks[block] if name == "home" and self._is_at_home(short, body)}
        exact = {words for words in able if words[: -len(short.words)] in {tuple(s.split()) for s in short.scopes}}
        return len(able) > 1 and len(exact) != 1


def _slips(left: Words, right: Words) -> bool:
    """Whether one letter of one long word was dropped, doubled, swapped or mistaken."""
    different = [(a, b) for a, b in zip(left, right, strict=True) if a != b] if len(left) == len(right) else []
    if len(different) != 1:
        return False
    a, b = different[0]
    return min(len(a), len(b)) >= 6 and not any(c.isdigit() for c in a + b) and near(a, b, 1)


def near(a: str, b: str, most: int) -> bool:
    """Whether ``b`` is ``a`` but for at most ``most`` letters dropped, added, mistaken or swapped with the next."""
    if abs(len(a) - len(b)) > most:
        return False
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        older, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if older and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return False
    return row[-1] <= most


def apart(left: Body, right: Body) -> Clue | None:
    """Why two bodies can never be one."""
    if left.concept and right.concept and left.concept.id != right.concept.id:
        return clue(left.kind, "other-concept")
    return None


def one_kind(bodies: Sequence[Body]) -> None:
    """Gives an organisation and a programme of one name the kind that most mentions give it: a name is one thing."""
    by_words: dict[Words, list[Body]] = defaultdict(list)
    for body in bodies:
        by_words[body.words].append(body)
    for group in by_words.values():
        if len({body.kind for body in group}) < 2:
            continue
        known = [body.concept.kind for body in group if body.concept]
        votes = Counter[EntityKind]()
        for body in group:
            votes[body.kind] += body.mentions
        kind = known[0] if known else "organisation" if votes["organisation"] >= votes["programme"] else "programme"
        for body in group:
            if body.concept is None:
                body.kind = kind


def cluster(
    bodies: Sequence[Body], places: Places, extra: Sequence[Pair[Body]], vetoes: Mapping[tuple[int, int], Clue]
) -> Clusters[Body]:
    """The bodies joined by the rules and by ``extra`` pairs (definitions, renamings, verdicts), the vetoes heeded."""

    def never(left: Body, right: Body) -> Clue | None:
        return vetoes.get((id(left), id(right))) or vetoes.get((id(right), id(left))) or apart(left, right)

    clusters: Clusters[Body] = Clusters(bodies, never)
    clusters.judge([*extra, *Comparison(bodies, places).pairs()])
    return clusters


def lookup_of(sighting: Sighting) -> tuple[str, EntityKind, str]:
    return sighting.document, sighting.kind, lookup(sighting.printed)
