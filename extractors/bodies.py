"""The second column of a list of people: which words are an organisation, which a role; columns run together cut."""

from __future__ import annotations

import re

from kg.extractors.people import People, Person
from kg.extractors.text import Line
from kg.ontology.folding import fold_to_words, one_line
from kg.ontology.vocabulary import Vocabulary

CHAIR_MARK = re.compile(r"\(?\s*\bin\s+the\s+chair\b\s*\)?\.?", re.I)
COLUMNS = re.compile(r"\t+|\s{2,}")
CODE = re.compile(r"\(?\b(?:[A-Z]{2,4}|[A-Z]{1,2}[a-z][A-Z]?)\b\)?")

_REMARK = re.compile(
    r"(?i)(?:^|[\s,;(])(?:(?:\S+\s+){0,6}?(?:as\s+(?:a\s+)?substitute|substitut\w+|in\s+(?:his|her|their)\s+absence|deputis\w+)\b.*"
    r"|(?<=\()(?:also\s+)?rep\.?\s+[A-Z].*"
    r"|(?:&|and|plus)\s+\w+\s+(?:other\s+)?(?:members?\s+of\s+the\s+public|residents)\b.*|(?:via|by)\s+(?:skype|phone|telephone|teams|zoom|video\S*|ms\s+teams|microsoft\s+teams)\b"
    r"|(?:attended|arrived|left|joined|from|until|for)\s+(?:at\s+)?(?:first|part|item|agenda|\d).*)$"
)
_POST = re.compile(r"(?:[A-Z]\.){2,4}")  # “S.E.E.”: a post in its initials
_COMMA = re.compile(r",\s+")
_SAID_BEHIND = re.compile(
    r"\s*\((?:[a-z][a-z ]{3,40}|[A-Z][A-Za-z]{0,4}[A-Z]|(?:Vice[ -])?Chair\w*|Clerk|Minutes|Notes)\)"
)
_ACRONYM = re.compile(r"(?:^|\s)[A-Z][A-Z&]{1,6}s?$|^NHS\s")
_DEPARTMENT = re.compile(r"(?i)\b(?:services?|team|unit|directorate|department|division|support)$")
_TASK = re.compile(
    r"(?i)(?:minutes?|notes?|clerk|minute[ -]taker|note[ -]taker|(?:vice[ -])?chair\w*|observer)"
)
_OF_A_BODY = re.compile(
    r"(?i)\b(?:chief\s+(?:executive|officer)|ceo|managing\s+director|principal|head\s?teacher|manager|commander|trustee|founder|secretary|convener|co-?ordinator|worker|volunteer|representative|mayor)$"
)
_FIELD = re.compile(
    r"(?i)\b(?:services?|delivery|families|people|communit(?:y|ies)|places?|care|health|housing|homes|strategy|performance|operations?|policy|policing|support|development|protection|safety|partnerships?|neighbourhoods|commissioning|education|schools|finance|resources|environment|prevention|response|justice|governance|transformation|improvement|engagement|planning|growth|children|adults)$"
)
_IN_PLACE_OF = re.compile(
    r"^for\s+(?:[A-Z][\w’'.-]*\s+){1,4}[-–]\s+(?=[A-Z])"
)  # “for Ada Finch - Quarry Ltd”


def is_initials(text: str, person: Person) -> bool:
    """Whether ``text`` is the initials by which a paper calls ``person`` from here on."""
    code = text.strip("()[] ")
    if not CODE.fullmatch(code):
        return False
    lasts = "".join(part[0] for part in re.findall(r"[A-Z][a-z’']+", person.surname))
    first = person.given[:1] or "[A-Z]"
    return (
        bool(lasts)
        and re.fullmatch(rf"{first}[A-Z]?[{lasts}][a-zA-Z]?|{first}[{lasts}]", code) is not None
    )


class Bodies:
    """Tells organisations from roles in the second column, and cuts columns that ran together."""

    def __init__(self, people: People, vocabulary: Vocabulary) -> None:
        self.people = people
        self.vocabulary = vocabulary

    def is_body(self, text: str) -> bool:
        """Whether ``text`` is a known organisation or ends in an organisation's head noun."""
        text = text.strip(" ,.")
        if any(concept.kind == "organisation" for concept in self.vocabulary.by_label(text)):
            return True
        words = re.findall(r"[a-z]+", text.lower())
        return bool(words) and (
            words[-1] in self.people.heads or words[-1].rstrip("s") in self.people.heads
        )

    def is_affiliation(self, text: str) -> bool:
        """Whether ``text`` reads as an organisation or a role."""
        return (
            self.is_body(text)
            or self.people.is_role(text)
            or self.people.is_role(text.split(",")[0])
        )

    def affiliation(self, text: str, person: Person | None = None) -> tuple[str | None, str | None]:
        """Organisation and role in a cell: “Role - Body”, “Role, Body”, “Body – Role”, one of them, or neither.

        The initials that ``person`` goes by and a remark on how they attended are neither.
        """
        text = one_line(CHAIR_MARK.sub(" ", text)).strip(" ,;:-–")
        if _POST.fullmatch(text):
            return None, text
        text = text.rstrip(".")
        if person is not None and is_initials(text, person):
            return None, None
        text = _IN_PLACE_OF.sub("", _REMARK.sub("", text)).strip(" ,.;-–")
        if not text or (CODE.fullmatch(text) and not self.vocabulary.by_label(text)):
            return (text, None) if text and len(text) > 1 else (None, None)
        if person is not None and is_initials(text.partition(",")[0], person):
            text = text.partition(",")[2].strip(" ,.;-–")
        if person is not None and is_initials(text.rpartition(" ")[2], person):
            text = text.rpartition(" ")[0].strip(" ,.;-–")
        if bracketed := self._with_bracket(text):
            return bracketed
        if not re.search(r"[A-Z\d]", text):  # a remark (“unwell”), or a role in small letters
            return None, text if self.people.is_role(text) or "taker" in text else None
        pieces = re.split(r"\s+[-–—]\s*|\s*[–—]\s+|(?<=[a-z])-\s+", text)
        if len(pieces) == 2:
            left, right = (piece.strip(" ,") for piece in pieces)
            if self.people.is_role(left) and not (self.is_body(left) and not self.is_body(right)):
                return right, left
            if self.people.is_role(right) or self.people.is_role(right.split(",")[0]):
                return left, right
        if not pieces[1:]:
            commas = [found.start() for found in re.finditer(r",\s+", text)]
            for comma in reversed(commas):
                left, right = text[:comma].strip(), text[comma + 1 :].strip()
                if (
                    self.people.is_role(left)
                    and self.is_body(right)
                    and not self.people.is_role(right)
                ):
                    return right, left
            for comma in commas:
                left, right = text[:comma].strip(), text[comma + 1 :].strip()
                if self.is_body(left) and self.people.is_role(right):
                    return left, right
            led = re.match(
                r"^(?P<role>(?:chief\s+executive|ceo|director|chair|manager|head|co-?chair)\w*)\s+(?P<body>[A-Z].+)$",
                text,
            )
            if led and self.is_body(led["body"]):
                return led["body"], led["role"]
        return self._by_commas(text) or self._whole(text)

    def _with_bracket(self, text: str) -> tuple[str, str | None] | None:
        """Body and role of “Body (Role)”, “Body (minutes)” and “[Body] – Role”."""
        if square := re.match(
            r"^\[(?P<body>[A-Z][^\[\]]{1,80})\](?:\s*[-–—,:]\s*(?P<role>.+))?$", text
        ):
            return square["body"], square["role"]
        inner = re.match(r"^(?P<body>[^()]{3,120}?)\s*\((?P<role>[^()]{3,60})\)$", text)
        if (
            inner
            and (self.is_body(inner["body"]) or not _FIELD.search(inner["body"]))
            and not self.people.is_role(inner["body"])
            and self.people.is_role(inner["role"])
        ):
            return inner["body"], inner["role"]
        remark = re.match(r"^(?P<body>[^()]{3,120}?)\s*\((?P<role>[a-z][a-z -]{3,40})\)$", text)
        if remark and self.is_body(remark["body"]):
            return remark["body"], remark["role"]
        return None

    def _run_together(self, text: str) -> tuple[str, str] | None:
        """Body and role of “Clinical Lead Rowan Care Trust”: the role ends with its noun, two words or more of a body
        follow.
        """
        starts = [found.start() for found in re.finditer(r"(?<=\s)[A-Z]", text)]
        for at in reversed(starts):
            role, body = text[:at].strip(), text[at:]
            noun = re.findall(r"[a-z]+", role.lower())[-1:]
            if (
                noun
                and noun[0] in self.people.role_nouns
                and len(body.split()) > 1
                and self.is_body(body)
                and not self.people.is_role(body)
            ):
                return body, role
        return None

    def _whole(self, text: str) -> tuple[str | None, str | None]:
        """Organisation or role of a cell that is one of them, or both run together."""
        if both := self._run_together(text):
            return both
        if self.people.is_role(text):
            return (
                (text, text)
                if self.is_body(text) and self.vocabulary.by_label(text)
                else (None, text)
            )
        if re.match(
            r"(?i)^(?:chair|vice|deputy|acting|minute|assistant|minister|clerk|secretar)", text
        ) and not self.is_body(text):
            return None, text
        return text, None

    def _by_commas(self, text: str) -> tuple[str, str] | None:
        """Organisation and role of “Role, Body” and “Body, Role” where the words of one part alone show what it is."""
        text = _SAID_BEHIND.sub("", text)
        parts = [
            (text[: m.start()].strip(), text[m.end() :].strip()) for m in _COMMA.finditer(text)
        ]
        for left, right in reversed(parts):
            if self.people.is_role(right) or not right[:1].isupper():
                continue
            if self.people.is_role(left) and self._may_be_body(left, right):
                return right, left
            named = self.is_body(left) and not _DEPARTMENT.search(left)
            alone = len(parts) == 1 and not named and not _ACRONYM.search(left)
            if alone and self.is_body(right):
                return right, left
        for left, right in parts:
            said = self.people.is_role(right) or _TASK.fullmatch(right)
            if (
                said
                and not self.people.is_role(left)
                and (self.is_body(left) or _ACRONYM.search(left))
            ):
                return left, right
        return None

    def _may_be_body(self, role: str, text: str) -> bool:
        """Whether ``text`` behind a role is its body, not the field it is for (“Director, Families and Schools”)."""
        if self.is_body(text) or _ACRONYM.search(text):
            return True
        return bool(_OF_A_BODY.search(role) and len(text.split()) <= 6 and not _FIELD.search(text))

    def printed_alone(self, lines: list[Line]) -> frozenset[str]:
        """Second columns of rows that hold one person: names of bodies this list prints by themselves."""
        found: set[str] = set()
        for line in lines:
            cells = [cell.strip() for cell in COLUMNS.split(line.text.strip()) if cell.strip()]
            if len(cells) == 2 and self.people.whole(cells[0]):
                found.add(fold_to_words(cells[1]))
        return frozenset(found)

    def split(self, text: str, count: int, known: frozenset[str]) -> list[str] | None:
        """Cut a cell into ``count`` affiliations, or ``None`` where no cut is certain.

        Dynamic programming over the words: pieces that a vocabulary or this very list knows weigh most, pieces that
        end in an organisation's head noun less; a cut is certain if every piece is one of these.
        """
        words = text.split()
        size = len(words)
        if size > 120 or count > size:
            return None
        best: dict[tuple[int, int], tuple[float, int]] = {(0, 0): (0.0, -1)}
        for pieces in range(1, count + 1):
            for end in range(pieces, size + 1):
                for start in range(max(0, end - 16), end):
                    before = best.get((pieces - 1, start))
                    if before is None:
                        continue
                    weight = self._weight(" ".join(words[start:end]), known)
                    if weight is None:
                        continue
                    value = before[0] + weight
                    if (pieces, end) not in best or value > best[(pieces, end)][0]:
                        best[(pieces, end)] = (value, start)
        if (count, size) not in best:
            return None
        cuts: list[str] = []
        end = size
        for pieces in range(count, 0, -1):
            start = best[(pieces, end)][1]
            cuts.append(" ".join(words[start:end]))
            end = start
        return cuts[::-1]

    def _weight(self, text: str, known: frozenset[str]) -> float | None:
        bare = text.strip(" ,")
        if not bare[:1].isupper() or re.search(r"(?:\b(?:and|of|the|for)|[-–,&/])$", bare):
            return None
        folded_key = fold_to_words(bare)
        length = len(bare.split())
        if folded_key in known:
            return 3.0 + 0.1 * length
        if any(concept.kind == "organisation" for concept in self.vocabulary.by_label(bare)):
            return 3.0 + 0.1 * length
        dash = re.split(r"\s+[-–—]\s+", bare)
        if len(dash) == 2 and self.people.is_role(dash[0]):
            inner = self._weight(dash[1], known)
            return None if inner is None else inner + 1.0
        slash = bare.split("/")
        if len(slash) == 2 and all(self.is_body(piece) for piece in slash):
            return 2.5
        if self.is_body(bare):
            return 1.5 - 0.05 * length
        return 0.2 if length <= 3 and self.people.is_role(bare) else None
