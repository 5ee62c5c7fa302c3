"""The initials and posts by which a paper calls its people, from where it defines them: beside
their names in its lists.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.extractors.facts import Attendance, Document, Facts, Mention

_BEHIND = re.compile(r"[(\t][ ]*(?P<code>[A-Z][A-Za-z]{1,5})[ ]*(?:\)|\t|$)", re.M)
_REACH = 220  # characters behind a name in which its initials stand


def initials_of(document: Document, rows: Sequence[Attendance]) -> Mapping[str, str]:
    """Initials → the name they stand for, as printed in a list of people; none that may be two
    people's.

    Where the lists define none, the first letters of the names count, and given names alone.
    """
    stated: dict[str, set[str]] = {}
    derived: dict[str, set[str]] = {}
    for row in rows:
        line = document.text[row.span.start : row.span.end + 1].split("\n\n")[0]
        at = line.find(row.printed)
        behind = line[at + len(row.printed) :] if at >= 0 else ""
        letters = _letters(row.printed)
        for found in _BEHIND.finditer(behind[:_REACH]):
            code = found["code"]
            if _spelt(code, row.printed):
                stated.setdefault(code, set()).add(row.printed)
                break
        if len(letters) >= 2:
            derived.setdefault(letters, set()).add(row.printed)
    given: dict[str, set[str]] = {}
    for row in rows:
        words = without_titles(row.printed)
        if len(words) >= 2 and len(words[0].strip(".")) > 1:
            given.setdefault(words[0], set()).add(row.printed)
    chosen = {**given, **derived, **stated}
    return {code: next(iter(names)) for code, names in chosen.items() if _one(names)}


def with_initials(facts: Facts) -> Facts:
    """``facts`` with letters that were taken for a body read as the person of its lists whose
    initials they are; none that the paper or the vocabulary spells out.
    """
    known = initials_of(facts.document, facts.attendance)
    return replace(facts, mentions=tuple(_as_person(each, known) for each in facts.mentions))


def _as_person(mention: Mention, known: Mapping[str, str]) -> Mention:
    name = known.get(mention.text)
    spelt = mention.name not in (None, mention.text) or mention.concept is not None
    if mention.kind != "organisation" or name is None or spelt or not mention.text.isupper():
        return mention
    return replace(mention, kind="person", name=name, rule="person.initials", subtype=None)


@dataclass(frozen=True, slots=True)
class Callings:
    """What stands for somebody’s name in a paper: ``initials``, and the words of ``posts`` with who
    holds each; those of ``bodied`` begin with the holder’s organisation.
    """

    initials: Mapping[str, str] = field(default_factory=dict)
    posts: tuple[tuple[tuple[str, ...], str], ...] = ()
    bodied: tuple[tuple[tuple[str, ...], str], ...] = ()

    def named(self, printed: str) -> str | None:
        """The name in a list that some words stand for; none where they may mean two people’s."""
        if name := self.initials.get(printed.strip(" .").replace(".", "")):
            return name
        words = _post_words(printed)
        names = (
            {name for post, name in self.posts if _means(words, post)}
            or {name for post, name in self.posts if _ends(words, post)}
            or {name for post, name in self.bodied if _means_whole(words, post)}
        )
        return next(iter(names)) if names and _one(names) else None


NO_CALLINGS = Callings()


def callings_of(document: Document, rows: Sequence[Attendance]) -> Callings:
    """What the lists of a paper let stand for the names in them."""
    posts = (
        (_post_words(post), row.printed)
        for row in rows
        if row.role
        for post in (row.role, f"{_unbracketed(row.role)} {row.organisation or ''}")
    )
    ranks = ((rank, row.printed) for row in rows if (rank := _rank(row.printed)))
    bodied = (
        (_post_words(f"{row.organisation} {_unbracketed(row.role)}"), row.printed)
        for row in rows
        if row.role and row.organisation
    )
    return Callings(
        initials_of(document, rows),
        tuple(dict.fromkeys((*posts, *ranks))),
        tuple(dict.fromkeys(bodied)),
    )


def _unbracketed(role: str) -> str:
    return re.sub(r"\([^()]*\)", " ", role)


def _rank(printed: str) -> tuple[str, ...]:
    """The rank before a name that is somebody’s post by itself: “Chief Constable”."""
    words = _post_words(printed)
    return words[:2] if [word.lower() for word in words[:2]] == ["chief", "constable"] else ()


_SMALL = frozenset("a an and at for in of on the to".split())
FEWEST_WORDS = 2  # of a post whose last words are left out: “Designated Nurse (Adults)”


def _post_words(post: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w[\w’'-]*", post))


def _means(words: Sequence[str], post: Sequence[str]) -> bool:
    """Whether some words are a post’s, or its first ones; capitals may stand for several: “DPH”."""
    rest = list(post)
    for word in words:
        large = [each for each in rest if each.lower() not in _SMALL]
        if rest and (word.lower() == rest[0].lower() or _shortened(word, rest[0])):
            rest = rest[1:]
        elif len(word) > 1 and word == "".join(each[0].upper() for each in large[: len(word)]):
            last = large[len(word) - 1]
            rest = rest[rest.index(last) + 1 :]
        elif large and word.lower() == large[0].lower():
            rest = rest[rest.index(large[0]) + 1 :]
        elif word.lower() not in _SMALL or rest == list(post):
            return False
    told = [word for word in words if word.lower() not in _SMALL]
    begun = len(told) >= FEWEST_WORDS and words[-1] == told[-1]
    return begun or (not rest and bool(post))


SHORTEST_CUT = 3  # letters of a word that is cut: “Cdr”


def _shortened(word: str, whole: str) -> bool:
    """Whether a word is another with letters left out of its middle: “Cdr” for “Commander”."""
    letters = iter(whole.lower())
    cut = SHORTEST_CUT <= len(word) < len(whole) and word[:1].isupper()
    ends = word[:1] == whole[:1] and word[-1:] == whole[-1:]
    return cut and ends and all(letter in letters for letter in word.lower())


def is_title(word: str) -> bool:
    """Whether a word is a title or a rank and no surname."""
    return word.lower().rstrip(".") in _TITLES


def _means_whole(words: Sequence[str], post: Sequence[str]) -> bool:
    return words[-1:] == post[-1:] and _means(words, post)


def _ends(words: Sequence[str], post: Sequence[str]) -> bool:
    """Whether a word is the last of a post and names an office that a board has one of."""
    return len(words) == 1 and bool(post) and words[0].lower() == post[-1].lower() in _OFFICES


_OFFICES = frozenset(
    "commissioner clerk secretary treasurer convener co-ordinator coordinator".split()
)


def without_titles(printed: str) -> list[str]:
    """The words of a name but its titles."""
    return [word for word in printed.split() if word.lower().rstrip(".,") not in _TITLES]


def _letters(printed: str) -> str:
    """The first letters of a name without its titles."""
    words = re.findall(r"[A-Z][\w’']*(?:-[A-Z][\w’']*)*", printed)
    bare = [word for word in words if word.lower().rstrip(".") not in _TITLES]
    return "".join(part[0] for word in bare for part in word.split("-"))


def _spelt(code: str, printed: str) -> bool:
    """Whether the letters of a code stand in a name one behind the other."""
    at = 0
    for letter in code:
        at = printed.find(letter, at) + 1
        if not at:
            return False
    return True


def _one(names: set[str]) -> bool:
    """Whether names are forms of one person's: the same surname in all of them."""
    return len({name.split()[-1] for name in names}) == 1


_TITLES = frozenset(
    """
    mr mrs ms miss dr prof professor cllr councillor rev revd reverend sir dame lord lady supt
    superintendent insp inspector sgt sergeant det detective ch chief constable pc dc dci di
    ds cdr commander capt captain hon
    """.split()
)
