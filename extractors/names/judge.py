"""Weighs candidates: trims what does not belong to a name, refuses what names nobody, and lets the longest win."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from extractors.facts import EntityKind
from extractors.names import judge_firms
from extractors.names.words import Alphabet, Words, bare


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate on its way to a mention: words ``first`` up to ``last`` and what they are taken for."""

    first: int
    last: int
    kind: EntityKind
    rule: str
    confidence: float
    name: str | None = None
    concept: str | None = None
    subtype: str | None = None

    @property
    def length(self) -> int:
        return self.last - self.first


@dataclass(frozen=True, slots=True)
class Refused:
    """A candidate that was turned down, and why."""

    first: int
    last: int
    rule: str
    reason: str


class Context:
    """What the tests may look at: the words, their classes and what is already known of this text."""

    def __init__(self, words: Words, alphabet: Alphabet, nothing: frozenset[str] = frozenset()) -> None:
        self.words = words
        self.nothing = nothing
        self.alphabet = alphabet
        self.people: set[int] = set()  # words that belong to a person's name
        self.person_ends: set[int] = set()  # words that follow one
        self.organisations: set[int] = set()
        self.venues: set[int] = set()  # words that say where a meeting is held
        self.known: set[int] = set()  # words of names that the vocabulary lists

    def has(self, index: int, name: str) -> bool:
        """Whether the word at ``index`` has the class ``name``, as the profile sees it."""
        return name in self.alphabet.classes[self.words.profile[index]]

    def all(self, first: int, last: int, *names: str) -> bool:
        """Whether every word has one of the classes."""
        return all(any(self.has(i, name) for name in names) for i in range(first, last))

    def content(self, found: Found) -> list[int]:
        """The words of a candidate that are no connectors or marks."""
        words = self.words.words
        return [
            i
            for i in range(found.first, found.last)
            if words[i][0].isalnum()
            and not self.has(i, "NUM")
            and (not self.has(i, "STOP") or (i > found.first and words[i][0].isupper() and not self.words.shouted[i]))
        ]

    def is_lower(self, index: int) -> bool:
        """Whether this text also uses the word in lower case."""
        return self.words.words[index].lower() in self.words.lower


Outcome = list[Found] | str  # what is left of a candidate, or the reason it is refused
Test = Callable[[Found, Context], Outcome]


def role_surname(found: Found, context: Context) -> Outcome:
    """A title or rank followed by an office, not by a name: "the Lord Mayor"."""
    name = [i for i in context.content(found) if not any(context.has(i, c) for c in ("TITLE", "RANK", "RANKFORE"))]
    if not name:
        return "a title alone"
    plain = context.has(found.first, "PLAIN_TITLE")  # "Mr Hill" is nobody's office
    weak = ["RANKFORE"] if plain else ["RANKFORE", "ROLE", "ORGHEAD", "PROGHEAD", "GENERIC"]
    if not plain and not context.has(found.first, "PLACE_TITLE"):
        weak.append("PLACE")
    if len(name) == 1 and any(context.has(name[0], c) for c in weak):
        return "an office, not a name"
    if found.rule == "person.ranked" and any(context.has(i, "ROLE") or context.has(i, "ORGHEAD") for i in name):
        return "an office, not a name"
    return [found]


def ordinary(found: Found, context: Context) -> Outcome:
    """Words that this text uses in lower case too are no names, unless a first name leads."""
    name = [
        i
        for i in context.content(found)
        if not any(context.has(i, c) for c in ("TITLE", "RANK", "RANKFORE", "INITIAL", "HONOUR"))
    ]
    if not name:
        return "no name word"
    common = [i for i in name if context.is_lower(i)]
    if found.rule == "person.full":
        return "ordinary words" if len(common) == len(name) or (name[0] in common and len(name) == 2) else [found]
    return "ordinary words" if common and not context.has(name[0], "FIRST") else [found]


def place(found: Found, context: Context) -> Outcome:
    """A street or a place."""
    content = context.content(found)
    if content and all(context.has(i, "PLACE") for i in content):
        return "a place"
    if found.kind == "person":
        following = found.last < len(context.words.words) and context.has(found.last, "STREET")
        if context.has(found.last - 1, "STREET") or (following and context.words.words[found.last][0].isupper()):
            return "a street"
    return [found]


def sentence_letter(found: Found, context: Context) -> Outcome:
    """The letter of a list or an appendix, not an initial."""
    spoken = found.last < len(context.words.words) and context.has(found.last, "LOW")
    if context.words.opens(found.first) and (context.words.words[found.first + 1] == "." or not spoken):
        return "a list letter"
    if found.first and context.words.words[found.first - 1].lower() in (
        "appendix",
        "annex",
        "schedule",
        "part",
        "paragraph",
        "section",
        "option",
        "table",
        "tier",
        "group",
        "category",
    ):
        return "a numbered part"
    return [found]


def lower_elsewhere(found: Found, context: Context) -> Outcome:
    """Every word is also used in lower case."""
    content = context.content(found)
    inner = [
        i for i in range(found.first, found.last) if context.has(i, "STOP") and context.words.words[i][0].isupper()
    ]
    if any(not context.words.opens(i) for i in inner) and found.length > 1:
        return [found]  # "Victim First": nobody writes an ordinary "first" so
    return "ordinary words" if all(context.is_lower(i) for i in content) else [found]


def generic(found: Found, context: Context) -> Outcome:
    """A generic such as "the Strategic Group": nothing tells it from others."""
    content = context.content(found)
    if not content:
        return "no name word"
    if " ".join(context.words.words[found.first : found.last]).lower() in context.nothing:
        return "names nothing in particular"
    if found.kind == "programme":
        tail = [i for i in range(found.first, found.last) if context.has(i, "NUM")]
        headed = any(context.has(content[-1], c) for c in ("PROGHEAD", "LOWPROG"))
        modifiers = content[:-1] if len(content) > 1 and headed else content
        if len(content) == 1 and context.has(content[0], "PROGHEAD"):
            return "generic"
        if any(context.has(i, "PROCEDURAL") for i in modifiers) and all(context.has(i, "GENERIC") for i in modifiers):
            return "generic"
        weak = [i for i in modifiers if context.has(i, "GENERIC")]
        unproven = len(modifiers) < 2 or context.words.opens(found.first) or context.words.shouted[found.first]
        if len(weak) == len(modifiers) and not (tail and len(content) > 1) and unproven:
            return "generic"
        return [found]
    following = context.words.words[found.last].lower() if found.last < len(context.words.words) else ""
    if (
        len(content) == 2
        and context.words.opens(found.first)
        and following in ("members", "member", "meeting", "meetings")
    ):
        return "generic"
    head = bare(context.words.words[content[-1]])
    if len(content) == 2 and context.has(content[0], "TOPIC") and head == "unit":
        return "generic"
    if head in ("council", "councils") and len(content) > 2 and all(context.has(i, "TIER") for i in content[:-1]):
        return "generic"
    if len(content) == 2 and head == "services" and context.words.shouted[content[0]]:
        return "generic"
    if any(context.has(i, "PROCEDURAL") for i in content) and all(context.has(i, "GENERIC") for i in content[:-1]):
        return "generic"
    if context.has(content[-1], "MANY") and all(
        context.has(i, "SORT") or context.has(i, "GENERIC") for i in content[:-1]
    ):
        return "bodies of a sort"
    if len(content) == 1:
        return "generic" if context.has(content[0], "ORGHEAD") or context.has(content[0], "GENERIC") else [found]
    if len(content) == 2 and context.has(content[0], "GENERIC"):
        team = bare(context.words.words[content[1]]) in ("team", "department", "directorate", "board", "unit")
        hard = context.has(content[0], "HARD") or context.words.opens(found.first) or context.words.shouted[found.first]
        return [found] if team and not hard else "generic"
    return [found]


def join(found: Found, context: Context) -> Outcome:
    """Two complete names with "and" or a comma between them are two."""
    words = context.words.words
    head = "ORGHEAD" if found.kind == "organisation" else "PROGHEAD"
    start = found.first
    out: list[Found] = []
    of = False
    for i in range(found.first, found.last):
        word = words[i].lower()
        if word in ("of", "for") and i > start and (context.has(i - 1, "OFHEAD") or i - start == 1):
            of = True
        if word == ",":
            both = i > start and i + 1 < found.last and context.has(i - 1, "PLACE") and context.has(i + 1, "PLACE")
            item = next((j for j in range(i + 1, found.last) if words[j].lower() in (",", "and", "&")), found.last)
            of = of and item - i < 3  # "Housing, Communities and …" goes on; "…, Local Authorities, …" is another name
            whole = complete(start, i, context, head)
            serial = head == "ORGHEAD" and not whole and item - i > 1 and words[item : item + 1] not in ([], [","])
            if not (both or of or (serial and out)):
                if whole:
                    out.append(replace(found, first=start, last=i))
                start, of = i + 1, False
        elif (
            head == "ORGHEAD"
            and not of
            and context.has(i, "SPLIT")
            and i + 2 < found.last
            and words[i + 1][0].isupper()
            and not context.has(i + 1, head)
            and complete(start, i + 1, context, head)
            and complete(i + 1, found.last, context, head)
            and (
                any(context.has(j, "PLACE") for j in range(start, found.last - 1))
                or any(j in context.known for j in range(i + 1, found.last - 1))
            )
        ):
            out.append(replace(found, first=start, last=i + 1))
            start, of = i + 1, False
        elif word == "/" and head == "PROGHEAD" and complete(start, i, context, "ORGHEAD"):
            start, of = i + 1, False
        elif word in ("and", "&", "/") and i > start:
            the = i + 1 < found.last and words[i + 1].lower() == "the" and not of
            if the and not complete(start, i, context, head) and i + 2 < found.last:
                start, of = i + 2, False
                continue
            if (
                head == "PROGHEAD"
                and i - start == 1
                and context.has(start, "PROGHEAD")
                and complete(i + 1, found.last, context, head)
            ):
                start = i + 1
                continue
            if complete(start, i, context, head) and (
                not of or (complete(i + 1, found.last, context, head) and i - start > 3)
            ):
                if head == "ORGHEAD" or i - start > 1:
                    out.append(replace(found, first=start, last=i))
                start, of = i + 1, False
    while start < found.last and (context.has(start, "STOP") or not words[start][0].isalnum()):
        start += 1
    if start < found.last:
        out.append(replace(found, first=start))
    return out


def complete(first: int, last: int, context: Context, head: str) -> bool:
    """Whether these words are a whole name by themselves: two or more and a head noun at the end, or an acronym."""
    if last - first == 1:
        letters = context.has(first, "UP") or context.has(first, "CAMEL")
        return letters and not any(context.has(first, c) for c in ("HONOUR", "TOPIC_UP", "ROLE", "RANK"))
    return last - first > 1 and (context.has(last - 1, head) or context.has(last - 1, "UP"))


def lead(found: Found, context: Context) -> Outcome:
    """Leaves out what stands before a name: articles, "new", an office held there."""
    words = context.words.words
    first, last = found.first, found.last
    while last - first > 2 and context.has(last - 1, "TAIL"):
        last -= 1
    while first < last - 1 and context.has(first, "LEAD") and first not in context.known:
        if words[first] == "New" or (words[first] == "Local" and not context.words.opens(first)):
            break
        first += 1
    for i in range(first + 1, last - 1):
        if words[i].lower() not in ("of", "for", "in", "to"):
            continue
        before = bare(words[i - 1])
        if (
            context.has(i - 1, "OFHEAD")
            or context.has(i - 1, "NUM")
            or found.rule in ("programme.of", "programme.called", "programme.quoted", "organisation.called")
        ):
            break
        if context.has(i - 1, "ROLE") and words[i - 1][0].isupper() and words[i].lower() == "of":
            first = i + 1 if words[i + 1].lower() != "the" or i + 3 < last else first  # not "Apprentice of the Year"
            continue
        if (
            found.kind == "organisation"
            and words[i].lower() in ("in", "to")
            and not complete(first, i, context, "ORGHEAD")
            and not all(context.has(j, "GENERIC") for j in range(first, i))
        ):
            continue
        if (
            found.kind == "organisation"
            and complete(first, i, context, "ORGHEAD")
            and words[i].lower() in ("of", "for", "in")
        ):
            last = i if not complete(i + 1, last, context, "ORGHEAD") or before in ("service", "services") else last
            first = first if last == i else i + 1
            break
        if (found.kind == "programme" and words[i].lower() in ("to", "in")) or context.has(i - 1, "MADE_OF"):
            continue
        whole = found.kind == "programme" and not complete(first, i, context, "PROGHEAD")
        if whole and not context.words.opens(first) and (i - first > 1 or not context.has(first, "GENERIC")):
            continue
        first = i + 1
    for i in range(first + 1, last - 2 if found.kind == "organisation" else last - 1):
        if words[i].lower() in ("'s", "’s") and (
            context.has(i - 1, "UP")
            or (context.has(i - 1, "ORGHEAD") and (i - first > 1 or context.has(first, "GENERIC")))
        ):
            first = i + 1  # what a body has: "the Canal Agency's Lock Keepers' Forum"
    found = replace(found, first=first, last=last)
    for i in range(found.last - 3, first - 1, -1):
        if (
            context.has(i, "ROLE")
            and not context.has(i, "RANK")
            and not context.has(i, "UP")
            and words[i + 1].lower() not in ("of", "'", "’")
        ):
            rest = [j for j in range(i + 1, found.last) if words[j][0].isalnum() and not context.has(j, "STOP")]
            if len(rest) >= 2 and words[i].lower() not in ("executive", "member", "members", "lead", "worker"):
                first = i + 1
            break
    while first < found.last - 1 and (
        not words[first][0].isalnum()
        or (
            context.has(first, "STOP")
            and (words[first][0].islower() or context.words.opens(first) or context.has(first, "LEAD"))
        )
    ):
        first += 1
    return [replace(found, first=first)] if first < found.last else "nothing left"


def held_of(first: int, context: Context) -> bool:
    """Whether the words from ``first`` on say of what somebody is head: "Member for Boats and Public Health"."""
    words = context.words.words
    at = first - 1
    while at > 1 and first - at < 7 and (words[at][0].isupper() or words[at] in ("and", "&")):
        at -= 1
    return at > 0 and words[at] in ("of", "for") and context.has(at - 1, "ROLE")


def held_then(last: int, context: Context) -> bool:
    """Whether the words before ``last`` go on as an office: "… Services and Scrutiny Manager"."""
    words = context.words.words
    for at in range(last, min(last + 4, len(words))):
        if context.has(at, "ROLE") and words[at][0].isupper():
            return True
        if not words[at][0].isupper() and words[at] not in ("and", "&"):
            return False
    return False


def office(found: Found, context: Context) -> Outcome:
    """Part of somebody's office: "Director of Children's Services", "Policy Officer"."""
    words = context.words.words
    first, last = found.first, found.last
    if last - first > 1 and bare(words[last - 1]) == "executive" and bare(words[last - 2]) == "chief":
        return "an office"
    of_office = held_of(first, context)
    then = held_then(last, context)
    if found.kind == "programme":
        if of_office or (then and last - first < 4):
            return "part of an office"
    elif (
        (
            then
            and last - first == 2
            and ((context.has(first, "UP") and len(words[first]) < 3) or context.has(first, "GENERIC"))
        )
        or (
            (of_office or then)
            and bare(words[last - 1])
            in (
                "services",
                "care",
                "health",
                "team",
                "communities",
                "partnerships",
                "schools",
            )
            and not any(context.has(i, "PLACE") for i in range(first, last))
            and not (then and bare(words[last - 1]) == "team")
        )
        or (then and last - first > 3 and bare(words[last - 1]) == "partnership")
    ):
        return "part of an office"
    return [found]


def venue(found: Found, context: Context) -> Outcome:
    """A building or a room where something is held."""
    words = context.words.words
    if found.last < len(words) and words[found.last].lower() in (
        "room",
        "suite",
        "hall",
        "station",
        "building",
        "offices",
        "chamber",
    ):
        return "a building"
    if found.last < len(words) and words[found.last][0].isupper() and context.has(found.last, "STREET"):
        return "a street"
    head = bare(words[found.last - 1])
    if not context.has(found.last - 1, "VENUE") or head in ("committee", "police"):
        return [found]
    if head == "court":
        return [found] if context.has(found.last - 2, "REAL_COURT") else "a building"
    if head == "office":
        return [found] if context.has(found.last - 2, "REAL_OFFICE") else "a building"
    before = words[found.first - 1].lower() if found.first else ""
    if before in ("at", "in", ",", "the") and (before != "the" or words[found.first - 2].lower() in ("at", "in")):
        return "a building"
    return [found]


def acronym(found: Found, context: Context) -> Outcome:
    """Letters that abbreviate a topic, a measure or an honour."""
    word = context.words.words[found.first]
    if any(
        context.has(found.first, c) for c in ("TOPIC_UP", "HONOUR", "RANK", "MONTH", "PLACE", "ROLE", "STOP", "NOT")
    ):
        return "letters for a topic"
    if word in context.words.in_areas:
        return "an area"
    if not 3 <= len(word) <= 8 or not word.isalpha() or context.words.shouted[found.first]:
        return "not letters of a body"
    after = context.words.words[found.last] if found.last < len(context.words.words) else ""
    if after and (
        after[0].isupper()
        or context.has(found.last, "LOWPROG")
        or after in ("-", "/")
        or (context.has(found.last, "LOW") and context.has(found.last, "MEASURED"))
    ):
        return "letters before a noun"
    return [found]


def year_first(found: Found, context: Context) -> Outcome:
    """A year, and words that say whose."""
    year = context.words.words[found.first]
    own = any(not context.has(i, "GENERIC") for i in context.content(found)[:-1])
    return [found] if len(year) == 4 and year.isdigit() and own else "no year or no name"


def prison(found: Found, context: Context) -> Outcome:
    """The service, or a heading about it."""
    name = range(found.first + 1, found.last)
    weak = any(context.has(i, c) for i in name for c in ("GENERIC", "ORGHEAD", "TAIL", "ROLE"))
    return "no name word" if weak else [found]


def funding(found: Found, context: Context) -> Outcome:
    """Money is named by the body or the act that it comes from."""
    source = range(found.first, found.last - 1)
    words = context.words.words
    act = next((i for i in source if words[i] == "Act"), found.first)
    named = any(i in context.organisations or i in context.known for i in source if words[i][0].isalnum())
    if act == found.first and not named:
        return "named by nobody"
    if all(any(context.has(i, c) for c in ("GENERIC", "PLACE", "TOPIC")) for i in source):
        return "generic"
    return "opens a sentence" if context.words.opens(found.first) and found.length == 2 else [found]


def low_head(found: Found, context: Context) -> Outcome:
    """A name before a head noun in lower case: acronyms of bodies are none, weak nouns need two words."""
    words = context.words.words
    end = found.last - 1
    first = found.first
    while first < end and first in context.organisations:
        first += 1
    while first < end and not words[first][0].isalnum():
        first += 1
    if first == end:
        return "an organisation"
    content = [i for i in range(first, end) if words[i][0].isalnum() and not context.has(i, "STOP")]
    if all(
        context.has(i, "UP") or context.has(i, "UPS") or context.has(i, "PLACE") for i in content
    ) and not context.has(end, "BARE"):
        if len(content) == 1 and context.has(end, "OFFER_HEADS") and judge_firms.unknown_letters(first, context):
            return [replace(found, first=first)]
        return "an acronym or a place"
    if len(content) < 2 and context.has(end, "WEAKLOW") and not context.has(content[0], "CAMEL"):
        return "one word before a weak noun"
    if not context.has(end, "BARE"):
        return [replace(found, first=first)]
    cuts = [i for i in range(first, end) if words[i].lower() in ("and", "&")]
    bounds = [first, *(i + 1 for i in cuts)]
    return [replace(found, first=a, last=b) for a, b in zip(bounds, [*cuts, end], strict=True) if a < b]


def after_person(found: Found, context: Context) -> Outcome:
    """Only what follows a person's name is an affiliation."""
    before = found.first - 1
    while before > 0 and context.words.words[before] == "(":
        before -= 1
    if before not in context.people:
        return "not after a name"
    if any(context.has(i, "ROLE") for i in range(found.first, found.last)):
        return "an office"
    return [found]


def person(found: Found, context: Context) -> Outcome:
    """Already read as a person."""
    return "a person" if any(i in context.people for i in range(found.first, found.last)) else [found]


def known(found: Found, context: Context) -> Outcome:
    """Already known for something else."""
    return "known as something else" if any(i in context.known for i in range(found.first, found.last)) else [found]


def brand(found: Found, context: Context) -> Outcome:
    """A name without a head noun must not look like a topic, a role or a lone common word."""
    content = context.content(found)
    if not content:
        return "no name word"
    if context.has(content[-1], "ROLE"):
        return "an office"
    if len(content) == 1 and context.has(content[0], "TOPIC_UP"):
        return "letters for a topic"
    weak = any(context.has(content[-1], c) for c in ("TOPIC", "GENERIC")) and not context.has(content[-1], "ORGHEAD")
    return "a topic" if weak and len(content) < 3 else topics(found, context)


def topics(found: Found, context: Context) -> Outcome:
    """Nothing but topics, generics and places."""
    content = context.content(found)
    if all(any(context.has(i, c) for c in ("GENERIC", "TOPIC", "PLACE")) for i in content):
        return "a topic"
    return [found]


def topic(found: Found, context: Context) -> Outcome:
    """A weak head noun on a topic ("Hate Crime Training") names nothing."""
    content = context.content(found)
    if context.has(found.last - 1, "NUM"):
        return [found]
    weak = context.has(content[-1], "WEAKHEAD")
    if weak and len(content) > 1 and all(context.has(i, "UP") for i in content[:-1]):
        return "letters before a weak noun"
    if weak and all(any(context.has(i, c) for c in ("TOPIC", "GENERIC", "PLACE")) for i in content[:-1]):
        return "a topic"
    return [found]


def opening(found: Found, context: Context) -> Outcome:
    """One capitalised word at the beginning of a sentence proves nothing."""
    content = context.content(found)
    if (
        context.words.opens(found.first)
        and len(content) <= 2
        and not any(context.has(i, "CAMEL") or context.has(i, "UP") for i in content)
    ):
        return "opens a sentence"
    return [found]


def organisation(found: Found, context: Context) -> Outcome:
    """What stands before the head noun is an organisation or a person."""
    inner = found.last - 1 if context.has(found.last - 1, "LOW") else found.last
    if any(i in context.people for i in range(found.first, found.last)):
        return "a person"
    if all(i in context.organisations for i in range(found.first, inner)):
        return "an organisation"
    if context.has(inner - 1, "ORGHEAD") and not context.has(inner - 1, "PROGHEAD"):
        return "an organisation"
    return [found]


def organisation_too(found: Found, context: Context) -> Outcome:
    """Already read as an organisation."""
    taken = all(i in context.organisations for i in range(found.first, found.last))
    return "an organisation" if taken else [found]


def quoted(found: Found, context: Context) -> Outcome:
    """What is quoted as a name is written like one."""
    words = context.words.words
    content = [i for i in range(found.first, found.last) if not context.has(i, "STOP")]
    small = [i for i in content[:-1] if words[i][0].islower()]
    if context.has(found.last - 1, "PAPER") and not context.has(found.last - 1, "PART"):
        return [replace(found, last=found.last - 2)]  # ‘Quay Watch’ document: the name without what it is printed on
    return "not capitalised" if len(small) * 2 > len(content) else [found]


def low_team(found: Found, context: Context) -> Outcome:
    """ "the Quayside team": a place or a topic alone names no team."""
    end = found.last - 1
    content = [i for i in range(found.first, end) if context.words.words[i][0].isalnum() and not context.has(i, "STOP")]
    weak = ("PLACE", "HARD", "ROLE") if len(content) > 1 else ("PLACE", "HARD", "ROLE", "GENERIC")
    if not content or all(
        any(context.has(i, c) for c in weak) or context.words.words[i].endswith("-wide") for i in content
    ):
        return "generic"
    if all(i in context.organisations for i in range(found.first, end)) and len(content) > 1:
        return "a part of it"
    return [found]


def operation(found: Found, context: Context) -> Outcome:
    """ "Operation" is capitalised as any other word would be."""
    if any(context.has(i, c) for i in range(found.first + 1, found.last) for c in ("GENERIC", "ORGHEAD", "ROLE")):
        return "generic"
    return [found]


def described(found: Found, context: Context) -> Outcome:
    """A description must say what is offered: "a new project" names nothing, nor do services of one word."""
    words = context.words.words
    if any(i in context.people for i in range(found.first, found.last)):
        return "a person"
    turn = next((i for i in range(found.first + 1, found.last) if context.has(i, "D_ONS")), found.last)
    says = [i for i in range(found.first, turn - 1) if words[i][0].isalnum()]
    says += [i for i in range(turn + 1, found.last) if not context.has(i, "STOP")]
    if all(context.has(i, "D_BARE") or context.has(i, "D_HEADS") for i in says):
        return "nothing in particular"
    if turn == found.last and context.has(turn - 1, "D_MANY") and len(says) < 3:
        return "services of any sort"
    return [found]


def described_line(found: Found, context: Context) -> Outcome:
    """A line about a body or a person is no campaign."""
    taken = context.organisations | context.people
    return "a body or a person" if any(i in taken for i in range(found.first, found.last)) else [found]


def study(found: Found, context: Context) -> Outcome:
    """Work is named by who does it."""
    return [found] if found.first in context.organisations else "nobody's work"


def change(found: Found, context: Context) -> Outcome:
    """A change is named by what changes."""
    content = [i for i in context.content(found) if context.words.words[i][0].isupper()]
    if not content or all(any(context.has(i, c) for c in ("GENERIC", "PLACE", "TOPIC")) for i in content):
        return "nothing in particular"
    return "opens a sentence" if context.words.opens(found.first) else [found]


def upper_surname(found: Found, context: Context) -> Outcome:
    """A surname in capitals is longer than most acronyms, and its line is not all capitals."""
    word = context.words.words[found.last - 1]
    return [found] if len(word) > 3 and not context.words.shouted[found.first] else "letters of a body"


def of_the_year(found: Found, context: Context) -> Outcome:
    """What a year's title is given to: capitals all through, and more than what every year has."""
    words = context.words.words
    weak = all(any(context.has(i, c) for c in ("GENERIC", "HEADING")) for i in range(found.first, found.last - 3))
    return "no title" if weak or words[found.last - 1][0].islower() else [found]


def on(found: Found, context: Context) -> Outcome:
    """A body that is named by its subject, not one that sat on something."""
    words = context.words.words
    subject = next(i for i in range(found.first, found.last) if words[i] == "on") + 1
    named = [i for i in range(subject, found.last) if words[i][0].isupper()]
    dull = all(any(context.has(i, c) for c in ("PROCEDURAL", "PLACE", "MONTH")) for i in named)
    return "no subject" if dull else [found]


def nobody(found: Found, context: Context) -> Outcome:
    """People by their titles or first names, and words of a line in capitals, are no bodies."""
    if any(context.has(i, "TITLE") or context.has(i, "TITLES") for i in range(found.first, found.last)):
        return "people"
    if context.words.shouted[found.first]:
        return "in a line of capitals"
    return "a person" if context.has(found.first, "FIRST") and found.length < 3 else [found]


def dated(found: Found, context: Context) -> Outcome:
    """What comes every year is named by its year."""
    year = context.words.words[found.last - 1]
    content = [i for i in context.content(found) if context.words.words[i][0].isalpha()]
    return [found] if len(content) > 1 and (len(year) in (2, 4) or "/" in year) and year[-1].isdigit() else "no year"


def topic_system(found: Found, context: Context) -> Outcome:
    """A system is named by what it shows."""
    shows = any(context.has(i, "TOPIC") for i in range(found.first, found.last - 1))
    return [found] if shows else "shows nothing in particular"


def letters_low_head(found: Found, context: Context) -> Outcome:
    """Letters that name a system, not what it shows."""
    return "letters for a topic" if context.has(found.first, "TOPIC_UP") else [found]


def hashtag(found: Found, context: Context) -> Outcome:
    """A tag of several words that were closed up."""
    word = context.words.words[found.first]
    capitals = sum(c.isupper() for c in word)
    return [found] if word[0] == "#" and capitals > 1 and not word.isupper() else "no campaign's tag"


def chaired(found: Found, context: Context) -> Outcome:
    """ "Quays Partnership Group Chair – Osier Council": the council's own group; what runs before is another body."""
    words = context.words.words
    office = next(i for i in range(found.first, found.last) if words[i] in ("–", "-"))
    while not context.has(office, "ROLE"):
        office -= 1
    first = max((i + 1 for i in range(found.first, office - 1) if context.has(i, "SPLIT")), default=found.first)
    if office - first < 2 or any(i in context.people for i in range(first, found.last)):
        return "no group"
    if bare(words[office]).removesuffix("man").removesuffix("woman") not in ("chair", "vice-chair", "chairperson"):
        return "no chair"
    at = next(i for i in range(office, found.last) if words[i] in ("–", "-"))
    name = f"{context.words.phrase(first, office)} – {context.words.phrase(at + 1, found.last)}"
    return [replace(found, first=first, name=name)]


TESTS: dict[str, Test] = {
    "firm": judge_firms.firm,
    "payee": judge_firms.payee,
    "dotted": judge_firms.dotted,
    "numbered": judge_firms.numbered,
    "described": described,
    "described-line": described_line,
    "study": study,
    "change": change,
    "upper-surname": upper_surname,
    "of-the-year": of_the_year,
    "nobody": nobody,
    "on": on,
    "dated": dated,
    "topic-system": topic_system,
    "letters-low-head": letters_low_head,
    "hashtag": hashtag,
    "chaired": chaired,
    "role-surname": role_surname,
    "ordinary": ordinary,
    "place": place,
    "sentence-letter": sentence_letter,
    "lower-elsewhere": lower_elsewhere,
    "generic": generic,
    "join": join,
    "lead": lead,
    "after-person": after_person,
    "person": person,
    "brand": brand,
    "topics": topics,
    "topic": topic,
    "opening": opening,
    "organisation": organisation,
    "operation": operation,
    "known": known,
    "organisation-too": organisation_too,
    "quoted": quoted,
    "low-team": low_team,
    "low-head": low_head,
    "office": office,
    "venue": venue,
    "prison": prison,
    "year-first": year_first,
    "funding": funding,
    "acronym": acronym,
}
_ORDER = ("join", "lead", "low-head")  # those that trim go first, so that the others weigh what is left


def weigh(found: Found, tests: Iterable[str], context: Context) -> tuple[list[Found], list[Refused]]:
    """``found`` after its rule's tests: what is left of it, and what was refused."""
    names = sorted(tests, key=lambda t: _ORDER.index(t) if t in _ORDER else len(_ORDER))
    kept: list[Found] = [found]
    refused: list[Refused] = []
    for name in names:
        following: list[Found] = []
        for item in kept:
            outcome = TESTS[name](item, context)
            if isinstance(outcome, str):
                refused.append(Refused(item.first, item.last, item.rule, outcome))
            else:
                following += outcome
        kept = following
    return kept, refused


def longest(candidates: Iterable[Found]) -> list[Found]:
    """The candidates of which none overlaps another: the longest win, then the surer, in text order."""
    taken: set[int] = set()
    chosen: list[Found] = []
    for found in sorted(
        candidates, key=lambda f: (f.confidence <= 1, -f.length, -f.confidence, f.first, f.kind, f.rule)
    ):
        if taken.isdisjoint(range(found.first, found.last)):
            taken.update(range(found.first, found.last))
            chosen.append(found)
    return sorted(chosen, key=lambda f: f.first)
