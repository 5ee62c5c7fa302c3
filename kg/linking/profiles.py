"""Gathers the people of every paper: each printed name with its titles, organisations, seats and places in lists."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from extractors.facts import Attendance, Facts
from kg.linking.candidates import Place, Reader
from kg.linking.email_domains import domains
from kg.linking.entities import UnresolvedName
from kg.linking.jurisdiction import Places
from kg.linking.lexicon import Words
from kg.linking.name_forms import PersonName, lookup, parse_person_name
from kg.linking.organisation_types import GENERAL, Body
from kg.linking.overrides import Decided
from kg.linking.person_matching import Someone
from ontology.folding import fold

_BESIDE = 100  # characters within which an organisation after a name can be the person's


class Crowd:
    """The people of the papers; ``at`` tells which printed name is whom. ``own``: the key of each body's cluster."""

    def __init__(
        self,
        papers: Sequence[Facts],
        words: Words,
        places: Places,
        reader: Reader,
        decided: Decided,
        own: Mapping[int, str],
    ) -> None:
        self._words = words
        self._places = places
        self._reader = reader
        self._decided = decided
        self._own = own
        self._found: dict[tuple[object, ...], Someone] = {}
        self.at: dict[Place, Someone] = {}
        self.unresolved: list[UnresolvedName] = []
        for facts in papers:
            self._gather(facts)

    @property
    def people(self) -> list[Someone]:
        """Everybody, in their own order."""
        return sorted(self._found.values(), key=lambda someone: someone.order)

    def _gather(self, facts: Facts) -> None:
        document, scope = facts.document.id, self._places.home(facts.document.id).scope
        day = max((meeting.date for meeting in facts.meetings if meeting.date), default=None)
        forms = self._forms(facts)
        base = {
            form: self._base(document, printed, name) for form, (printed, name, *_) in forms.items()
        }
        written = set(
            domains(facts.document.text, {form: name for form, (_, name, *_) in forms.items()})
        )
        bodies = self._bodies(facts, base, written)
        entries: dict[str, list[tuple[int, str | None, str]]] = defaultdict(list)
        rows: dict[tuple[object, ...], set[str]] = defaultdict(set)
        for row in facts.attendance:
            if (form := lookup(row.printed)) in forms:
                body = self._listed(document, row)
                entries[form].append((row.meeting, self._own.get(id(body)), fold(row.role or "")))
                rows[row.meeting, *base[form]].add(form)
        held = (
            self._reader.at.get((document, "organisation", lookup(m.board)))
            for m in facts.meetings
            if m.board
        )
        boards = {
            self._own[id(board)] for board in held if board is not None and id(board) in self._own
        }
        two_rows = {
            form for same in rows.values() if len(same) > 1 for form in same
        }  # one name as parsed, yet two people
        for form, (printed, name, count, certain) in sorted(forms.items()):
            mine = [body for body in bodies[base[form]].values() if id(body) in self._own]
            organisations = frozenset(self._own[id(body)] for body in mine)
            apart = str(base[form][-1]) or (f"{document} {form}" if form in two_rows else "")
            alone = (
                "" if name.given else document
            )  # half a name means somebody in its own paper only
            identity = (*base[form][:-1], scope, organisations, apart, alone)
            someone = self._found.get(identity)
            if someone is None:
                someone = self._found[identity] = Someone(name, scope, apart, alone, organisations)
            someone.related |= {
                self._own[id(b.parent)] for b in mine if b.parent and id(b.parent) in self._own
            }
            someone.callings |= name.callings
            someone.domains |= {domain for other, domain in written if other == form}
            someone.certain |= certain
            someone.placed |= bool(self._places.home(document).areas)
            someone.boards |= boards
            someone.printed[" ".join(printed.split())] += count
            someone.documents.add(document)
            someone.dates |= {day} if day else set()
            someone.since = min(someone.since, day or date.max)
            for meeting, organisation, role in entries[form]:
                self._sit(
                    someone,
                    document,
                    form,
                    meeting,
                    organisation,
                    role,
                    facts.meetings[meeting].date,
                )
            self.at[document, "person", form] = someone

    def _bodies(
        self,
        facts: Facts,
        base: Mapping[str, tuple[object, ...]],
        written: Iterable[tuple[str, str]],
    ) -> dict[tuple[object, ...], dict[int, Body]]:
        """Whose people the names of a paper are: by its lists, by the text, and where these are silent by a domain."""
        document = facts.document.id
        found: dict[tuple[object, ...], dict[int, Body]] = defaultdict(dict)
        listed = ((lookup(row.printed), self._listed(document, row)) for row in facts.attendance)
        for form, body in (*listed, *self._beside(facts)):
            if form in base and body is not None:
                found[base[form]][id(body)] = body
        for form, domain in sorted(written):
            body = self._reader.sender(document, domain) if not found[base[form]] else None
            if body is not None:
                found[base[form]][id(body)] = body
        return found

    def _listed(self, document: str, row: Attendance) -> Body | None:
        return self._reader.at.get((document, "organisation", lookup(row.organisation or "")))

    def _sit(
        self,
        someone: Someone,
        document: str,
        form: str,
        meeting: int,
        organisation: str | None,
        role: str,
        held: date | None,
    ) -> None:
        someone.entries.add((document, meeting, form))
        days = {held} if held else set()
        someone.dates |= days
        if organisation is not None:
            someone.seats.setdefault((organisation, role), set()).update(days)

    def _base(self, document: str, printed: str, name: PersonName) -> tuple[object, ...]:
        return (
            name.given,
            name.surname,
            name.lone,
            name.sex,
            self._decided.apart(document, "person", printed),
        )

    def _forms(self, facts: Facts) -> dict[str, tuple[str, PersonName, int, bool]]:
        """The names of people in a document by look-up form: as printed, their parts, and how often."""
        forms: dict[str, tuple[str, PersonName, int, bool]] = {}
        listed = {lookup(row.printed) for row in facts.attendance}
        for printed, certain, count in self._strings(facts):
            name = parse_person_name(printed, self._words)
            body = self._reader.by_name.get(lookup(printed))
            if (
                name
                and body
                and not name.titled
                and lookup(printed) not in listed
                and body.mentions >= count
            ):
                continue  # a body that was taken for a person
            if name is not None and (certain or self._is_person(name)):
                before = forms.get(lookup(printed))
                sure = certain or (before is not None and before[3])
                forms[lookup(printed)] = (printed, name, count + (before[2] if before else 0), sure)
            else:
                self.unresolved.append(
                    UnresolvedName(
                        facts.document.id, "person", printed, "does not look like a person"
                    )
                )
        return forms

    def _strings(self, facts: Facts) -> Iterator[tuple[str, bool, int]]:
        """What stands where people stand, whether that shows it to be a person, and how often."""
        certain: Counter[str] = Counter(row.printed for row in facts.attendance)
        certain.update(mention.text for mention in facts.mentions if mention.kind == "person")
        other: Counter[str] = Counter(name for meeting in facts.meetings for name in meeting.chairs)
        other.update(name for item in facts.agenda for name in item.presenters)
        other.update(name for minute in facts.minutes for name in minute.presenters)
        other.update(name for action in facts.actions for name in action.responsible)
        other.update(name for report in facts.reports for name in report.authors)
        moved = (m.text for m in facts.mentions if m.kind != "person")
        certain.update(text for text in moved if self._decided.made_person(facts.document.id, text))
        for printed in sorted(certain | other):
            if self._decided.kind(facts.document.id, "person", printed) == "person":
                yield printed, printed in certain, certain[printed] + other[printed]

    def _is_person(self, name: PersonName) -> bool:
        """Whether a string that stands where people stand names one, and is not an office or a body."""
        words = name.bare.lower().replace(".", "").split()
        if words[-1] in self._words.not_people:
            office = len(words) > 1 and all(
                word in GENERAL for word in words[:-1]
            )  # “Justice Service Manager”
            if office or not name.titled:
                return False
        return bool(name.lone) or not all(word in GENERAL for word in words)

    def _beside(self, facts: Facts) -> Iterator[tuple[str, Body]]:
        """Whose people are, where the text says so at once: “Ann Marlow, Head of Housing, Marlshire County Council”."""
        text = facts.document.text
        order = sorted(
            range(len(facts.mentions)), key=lambda index: (facts.mentions[index].span, index)
        )
        for one, two in pairwise(order):
            left, right = facts.mentions[one], facts.mentions[two]
            body = self._reader.of_mention.get((facts.document.id, two))
            if left.kind != "person" or body is None or body.kind != "organisation":
                continue
            between = text[left.span.end : right.span.start]
            near_by = right.span.start - left.span.end <= _BESIDE
            linked = between[:2].strip() in (",", "(") or between.strip() in (
                "of",
                "from",
                "of the",
                "from the",
            )
            if (
                near_by
                and linked
                and not any(mark in between for mark in (". ", ";", "\n\n", " and ", ")"))
            ):
                yield lookup(left.text), body
