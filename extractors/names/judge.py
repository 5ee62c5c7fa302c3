"""Weighs candidates: each rule names the tests that may trim or refuse what it found."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extractors.names import bodies, firms, trim, undertakings
from kg.extractors.names.candidate import Context, Found, Outcome, Refused, Test
from kg.ontology.folding import list_form


def role_surname(found: Found, context: Context) -> Outcome:
    """A title or rank followed by an office, not by a name: "the Lord Mayor"."""
    name = [
        i
        for i in context.content(found)
        if not any(context.has(i, c) for c in ("TITLE", "RANK", "RANKFORE"))
    ]
    if not name:
        return "a title alone"
    plain = context.has(found.first, "PLAIN_TITLE")  # "Mr Hill" is nobody's office
    weak = ["RANKFORE"] if plain else ["RANKFORE", "ROLE", "ORGHEAD", "PROGHEAD", "GENERIC"]
    if not plain and not context.has(found.first, "PLACE_TITLE"):
        weak.append("PLACE")
    if len(name) == 1 and any(context.has(name[0], c) for c in weak):
        return "an office, not a name"
    if found.rule == "person.ranked" and any(
        context.has(i, "ROLE") or context.has(i, "ORGHEAD") for i in name
    ):
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
        return (
            "ordinary words"
            if len(common) == len(name) or (name[0] in common and len(name) == 2)
            else [found]
        )
    return "ordinary words" if common and not context.has(name[0], "FIRST") else [found]


def place(found: Found, context: Context) -> Outcome:
    """A street or a place."""
    content = context.content(found)
    if content and all(context.has(i, "PLACE") for i in content):
        return "a place"
    if found.kind == "person":
        following = found.last < len(context.words.words) and context.has(found.last, "STREET")
        if context.has(found.last - 1, "STREET") or (
            following and context.words.words[found.last][0].isupper()
        ):
            return "a street"
    return [found]


def sentence_letter(found: Found, context: Context) -> Outcome:
    """The letter of a list or an appendix, not an initial."""
    spoken = found.last < len(context.words.words) and context.has(found.last, "LOW")
    if context.words.opens(found.first) and (
        context.words.words[found.first + 1] == "." or not spoken
    ):
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
        i
        for i in range(found.first, found.last)
        if context.has(i, "STOP") and context.words.words[i][0].isupper()
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
    same = _any_work if found.kind == "programme" else _any_body
    return "generic" if same(found, content, context) else [found]


def _any_work(found: Found, content: list[int], context: Context) -> bool:
    """Whether a programme's name would fit any: "Action Plan", "Delivery Project"."""
    headed = any(context.has(content[-1], c) for c in ("PROGHEAD", "LOWPROG"))
    if len(content) == 1 and context.has(content[0], "PROGHEAD"):
        return True
    modifiers = content[:-1] if len(content) > 1 and headed else content
    if not all(context.has(i, "GENERIC") for i in modifiers):
        return False
    if any(context.has(i, "PROCEDURAL") for i in modifiers):
        return True
    numbered = len(content) > 1 and any(
        context.has(i, "NUM") for i in range(found.first, found.last)
    )
    unproven = (
        len(modifiers) < 2 or context.words.opens(found.first) or context.words.shouted[found.first]
    )
    return not numbered and bool(unproven)


def _any_body(found: Found, content: list[int], context: Context) -> bool:
    """Whether a body's name would fit any: "County and District Council", "Additional Item Police"."""
    words = context.words
    following = words.words[found.last].lower() if found.last < len(words.words) else ""
    head = list_form(words.words[content[-1]])
    modifiers = content[:-1]
    if not modifiers:
        return context.has(content[0], "ORGHEAD") or context.has(content[0], "GENERIC")
    if any(context.has(i, "PROCEDURAL") for i in content) and all(
        context.has(i, "GENERIC") for i in modifiers
    ):
        return True
    if context.has(content[-1], "MANY") and all(
        context.has(i, "SORT") or context.has(i, "GENERIC") for i in modifiers
    ):
        return True
    if len(modifiers) > 1:
        return head in ("council", "councils") and all(context.has(i, "TIER") for i in modifiers)
    opens, shouted = bool(words.opens(found.first)), bool(words.shouted[content[0]])
    if opens and following in ("members", "member", "meeting", "meetings"):
        return True
    if head == "unit" and context.has(content[0], "TOPIC"):
        return True
    if head == "services" and (shouted or following in ("provider", "providers")):
        return True
    team = head in ("team", "department", "directorate", "board", "unit")
    return context.has(content[0], "GENERIC") and (
        not team or context.has(content[0], "HARD") or opens or shouted
    )


def person(found: Found, context: Context) -> Outcome:
    """Already read as a person."""
    return (
        "a person" if any(i in context.people for i in range(found.first, found.last)) else [found]
    )


def known(found: Found, context: Context) -> Outcome:
    """Already known for something else."""
    return (
        "known as something else"
        if any(i in context.known for i in range(found.first, found.last))
        else [found]
    )


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


TESTS: dict[str, Test] = {
    "firm": firms.firm,
    "payee": firms.payee,
    "officers": undertakings.officers,
    "of-the-year": undertakings.of_the_year,
    "two": bodies.two,
    "nobody": bodies.nobody,
    "role-surname": role_surname,
    "ordinary": ordinary,
    "place": place,
    "sentence-letter": sentence_letter,
    "lower-elsewhere": lower_elsewhere,
    "generic": generic,
    "join": trim.join,
    "lead": trim.lead,
    "after-person": bodies.after_person,
    "person": person,
    "brand": bodies.brand,
    "topics": bodies.topics,
    "topic": undertakings.topic,
    "opening": opening,
    "organisation": undertakings.organisation,
    "operation": undertakings.operation,
    "known": known,
    "organisation-too": undertakings.organisation_too,
    "low-team": bodies.low_team,
    "low-head": trim.low_head,
    "office": bodies.office,
    "venue": bodies.venue,
    "acronym": bodies.acronym,
}

_ORDER = (
    "join",
    "lead",
    "low-head",
)  # those that trim go first, so that the others weigh what is left
# those that trim go first, so that the others weigh what is left


def weigh(
    found: Found, tests: Iterable[str], context: Context
) -> tuple[list[Found], list[Refused]]:
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
