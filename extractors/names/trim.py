"""Cuts candidates down to the name: two names joined, what leads up to one, a head noun in small letters."""

from __future__ import annotations

from dataclasses import replace

from kg.extractors.names import firms
from kg.extractors.names.candidate import Context, Found, Outcome
from kg.ontology.folding import list_form


def join(found: Found, context: Context) -> Outcome:
    """Two complete names with "and" or a comma between them are two."""
    words = context.words.words
    head = "ORGHEAD" if found.kind == "organisation" else "PROGHEAD"
    start = found.first
    out: list[Found] = []
    of = held = False
    for i in range(found.first, found.last):
        word = words[i].lower()
        if word in ("of", "for") and i > start and (context.has(i - 1, "OFHEAD") or i - start == 1):
            of, held = True, context.has(i - 1, "ROLE")
        if word == ",":
            both = (
                i > start
                and i + 1 < found.last
                and context.has(i - 1, "PLACE")
                and context.has(i + 1, "PLACE")
            )
            item = next(
                (j for j in range(i + 1, found.last) if words[j].lower() in (",", "and", "&")),
                found.last,
            )
            of = (
                of and item - i < 3
            )  # "Housing, Communities and …" goes on; "…, Local Authorities, …" is another name
            whole = complete(start, i, context, head)
            serial = (
                head == "ORGHEAD"
                and not whole
                and item - i > 1
                and item < found.last
                and words[item] != ","
            )
            if not (both or of or (serial and _part_of_list(start, i, found, context))):
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
            the = i + 1 < found.last and words[i + 1].lower() == "the" and (held or not of)
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


def _part_of_list(first: int, last: int, found: Found, context: Context) -> bool:
    """Whether words before a comma are the first field of one name: "Growth, Boats and Locks Committee"."""
    if last + 1 in context.known or context.has(last + 1, "PLACE"):
        return False  # "Boat Safety, Marlshire Lock and Weir Service": a part and its whole
    fields = all(
        any(context.has(i, c) for c in ("TOPIC", "FIELD", "GENERIC")) for i in range(first, last)
    )
    listed = first > found.first or (
        found.first > 0 and context.words.words[found.first - 1] == ","
    )
    return fields or (listed and last - first < 3)


def complete(first: int, last: int, context: Context, head: str) -> bool:
    """Whether these words are a whole name by themselves: two or more and a head noun at the end, or an acronym."""
    if last - first == 1:
        letters = context.has(first, "UP") or context.has(first, "CAMEL")
        return letters and not any(
            context.has(first, c) for c in ("HONOUR", "TOPIC_UP", "ROLE", "RANK")
        )
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
        before = list_form(words[i - 1])
        if (
            context.has(i - 1, "OFHEAD")
            or context.has(i - 1, "NUM")
            or found.rule
            in ("programme.of", "programme.called", "programme.quoted", "organisation.called")
        ):
            break
        if context.has(i - 1, "ROLE") and words[i - 1][0].isupper() and words[i].lower() == "of":
            first = (
                i + 1 if words[i + 1].lower() != "the" or i + 3 < last else first
            )  # not "Apprentice of the Year"
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
            last = (
                i
                if not complete(i + 1, last, context, "ORGHEAD")
                or before in ("service", "services")
                else last
            )
            first = first if last == i else i + 1
            break
        if (found.kind == "programme" and words[i].lower() in ("to", "in")) or context.has(
            i - 1, "MADE_OF"
        ):
            continue
        whole = found.kind == "programme" and not complete(first, i, context, "PROGHEAD")
        if (
            whole
            and not context.words.opens(first)
            and (i - first > 1 or not context.has(first, "GENERIC"))
        ):
            continue
        first = i + 1
    for i in range(first + 1, last - 2 if found.kind == "organisation" else last - 1):
        if words[i].lower() in ("'s", "’s") and (
            context.has(i - 1, "UP")
            or (i - 1 in context.known and i not in context.known)
            or (context.has(i - 1, "ORGHEAD") and (i - first > 1 or context.has(first, "GENERIC")))
        ):
            first = i + 1  # what a body has: "the Canal Agency's Lock Keepers' Forum"
    found = replace(found, first=first, last=last)
    for i in range(first, found.last - 2):
        if (
            found.kind == "organisation"
            and context.has(i, "ROLE")
            and words[i + 1].lower() in ("and", "&")
        ):
            found = replace(found, first=i + 2)  # "Legal Manager and Committee"
            first = found.first
            break
    for i in range(found.last - 3, first - 1, -1):
        if (
            context.has(i, "ROLE")
            and not context.has(i, "RANK")
            and not context.has(i, "UP")
            and words[i + 1].lower() not in ("of", "'", "’")
        ):
            rest = [
                j
                for j in range(i + 1, found.last)
                if words[j][0].isalnum() and not context.has(j, "STOP")
            ]
            if len(rest) >= 2 and words[i].lower() not in (
                "executive",
                "member",
                "members",
                "lead",
                "worker",
            ):
                first = i + 1
            break
    while first < found.last - 1 and (
        not words[first][0].isalnum()
        or (
            context.has(first, "STOP")
            and (
                words[first][0].islower()
                or context.words.opens(first)
                or context.has(first, "LEAD")
            )
        )
    ):
        first += 1
    return [replace(found, first=first)] if first < found.last else "nothing left"


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
        if (
            len(content) == 1
            and context.has(end, "OFFER_HEADS")
            and firms.unknown_letters(first, context)
        ):
            return [replace(found, first=first)]
        return "an acronym or a place"
    if len(content) < 2 and context.has(end, "WEAKLOW") and not context.has(content[0], "CAMEL"):
        return "one word before a weak noun"
    if not context.has(end, "BARE"):
        return [replace(found, first=first)]
    cuts = [i for i in range(first, end) if words[i].lower() in ("and", "&")]
    bounds = [first, *(i + 1 for i in cuts)]
    return [
        replace(found, first=a, last=b) for a, b in zip(bounds, [*cuts, end], strict=True) if a < b
    ]
