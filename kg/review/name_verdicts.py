"""What a person may say about the names of a store; it goes into the file of verdicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kg.errors import InputError, NotFound
from kg.extractors.facts import EntityKind
from kg.linking import Entity, NameReference, Verdict, Verdicts, load_verdicts
from kg.linking.verdicts import Decision, TieVerdict
from kg.ontology.folding import fold_printed
from kg.review.session import ReviewSession, printable
from kg.review.verdict_file import VerdictEntry, overrules, record_verdicts, side_key


class NameVerdictWriter:
    """Writes what one person says about the names of a store.

    Each method gives a sentence that says what it did, and raises ``NotFound`` or ``InputError``
    where a name means nobody or several. ``by`` is the person, ``on`` the day as ``YYYY-MM-DD``,
    ``note`` a reason in free text; ``papers`` name the papers in which a name is meant.
    """

    def __init__(
        self,
        session: ReviewSession,
        by: str | None = None,
        on: str | None = None,
        note: str | None = None,
    ) -> None:
        self._session = session
        given = (("by", by), ("on", on), ("note", note))
        self._attribution = {key: value for key, value in given if value}

    def merge(
        self, left: str, right: str, kind: EntityKind | None = None, papers: Sequence[str] = ()
    ) -> str:
        """Record that two names are one."""
        return self._decide_pair("same", left, right, kind, papers)

    def split(
        self, left: str, right: str, kind: EntityKind | None = None, papers: Sequence[str] = ()
    ) -> str:
        """Record that two names, or one name in two papers, are two."""
        return self._decide_pair("different", left, right, kind, papers)

    def rename(
        self, name: str, called: str, kind: EntityKind | None = None, papers: Sequence[str] = ()
    ) -> str:
        """Record that somebody's preferred name is ``called``."""
        called = " ".join(called.split())
        if not called or not called.isprintable():
            raise InputError("the new name is empty or holds what cannot be printed; give a name")
        named, entity = self._resolve(name, kind, papers)
        forms = {fold_printed(form) for form in (*self._session.spellings(entity), named.name)}

        def renames_the_same(entry: VerdictEntry) -> bool:
            return (
                isinstance(entry, Verdict)
                and entry.decision == "called"
                and entry.kind == entity.kind
                and fold_printed(entry.left.name) in forms
            )

        self._write([self._verdict("called", entity.kind, named, value=called)], renames_the_same)
        return f"{_shown(entity)} is called “{printable(called)}”"

    def change_kind(
        self, name: str, kind: EntityKind, was: EntityKind | None = None, papers: Sequence[str] = ()
    ) -> str:
        """Record that something is of another kind."""
        named, entity = self._resolve(name, was, papers)
        if entity.kind == kind:
            raise InputError(f"{_shown(entity)} is of that kind already")
        forms = self._forms(name, named, entity)
        self._write([self._verdict("kind", entity.kind, form, value=kind) for form in forms])
        return f"{_shown(entity)} is of the kind {kind}{_other_forms(forms, entity)}"

    def ignore(self, name: str, kind: EntityKind | None = None, papers: Sequence[str] = ()) -> str:
        """Record that a name is nobody's.

        A preferred name or an id means all names of an entity, another printed name itself alone.
        """
        named, entity = self._resolve(name, kind, papers)
        forms = self._forms(name, named, entity)
        self._write([self._verdict("not-an-entity", entity.kind, form) for form in forms])
        return f"{_shown(entity)} is not an entity{_other_forms(forms, entity)}"

    def forget(self, name: str, kind: EntityKind | None = None) -> str:
        """Delete every verdict that names ``name``."""
        file = self._session.verdicts_file

        def concerns(entry: VerdictEntry) -> bool:
            if isinstance(entry, TieVerdict) or kind not in (None, entry.kind):
                return False
            sides = (side.name for side in (entry.left, entry.right) if side is not None)
            return fold_printed(name) in map(fold_printed, sides)

        if not any(map(concerns, load_verdicts(file).all)):
            raise NotFound(f"{file}: no verdict names “{printable(name)}”; the file lists them all")
        deleted = record_verdicts(file, (), concerns)
        return f"{deleted} verdict(s) on “{printable(name)}” taken back"

    def same(self, left: tuple[str, Entity], right: tuple[str, Entity]) -> str:
        """Record that two entities, each under the name it is asked about, are one."""
        return self._write_pair("same", (*left, None), (*right, None))

    def different(self, left: tuple[str, Entity], right: tuple[str, Entity]) -> str:
        """Record that two entities, each under the name it is asked about, are two."""
        return self._write_pair("different", (*left, None), (*right, None))

    def confirm(self, entity: Entity) -> str:
        """Record that a doubtful entity is somebody, under the name it has."""
        named = self._session.name_for_verdict(entity.name, entity)
        self._write([self._verdict("called", entity.kind, named, value=entity.name)])
        return f"{_shown(entity)} is somebody of that name"

    def ignore_all(self, entity: Entity) -> str:
        """Record that an entity is nobody under any name."""
        return self.ignore(self._session.iri(entity), entity.kind)

    # -- inside ----------------------------------------------------------------------------------

    def _decide_pair(
        self,
        decision: Decision,
        left: str,
        right: str,
        kind: EntityKind | None,
        papers: Sequence[str],
    ) -> str:
        first, second = _two_papers(papers)
        one = self._session.find_one(left, kind, first)
        other = self._session.find_one(right, kind or one.kind, second)
        return self._write_pair(decision, (left, one, first), (right, other, second))

    def _write_pair(
        self,
        decision: Decision,
        left: tuple[str, Entity, str | None],
        right: tuple[str, Entity, str | None],
    ) -> str:
        one = self._session.name_for_verdict(*left)
        other = self._session.name_for_verdict(*right)
        if side_key(one) == side_key(other):
            way_out = (
                "name two papers with --in, once for each"
                if decision == "different"
                else "they are one as it is"
            )
            both = f"“{printable(one.name)}” and “{printable(other.name)}”"
            raise InputError(f"{both} are one printed name; {way_out}")
        self._write([self._verdict(decision, left[1].kind, one, other)])
        are = "are the same" if decision == "same" else "are different"
        return f"{_designation(one)} and {_designation(other)} {are}"

    def _resolve(
        self, name: str, kind: EntityKind | None, papers: Sequence[str]
    ) -> tuple[NameReference, Entity]:
        """The entity that ``name`` means, and how a verdict names it."""
        paper, _ = _two_papers(papers)
        entity = self._session.find_one(name, kind, paper)
        return self._session.name_for_verdict(name, entity, paper), entity

    def _forms(self, name: str, named: NameReference, entity: Entity) -> list[NameReference]:
        """All names of an entity where ``name`` is its own name or id, else that printed name."""
        if named.document is not None or fold_printed(name) not in self._session.own_names(entity):
            return [named]
        return [NameReference(" ".join(form.split())) for form in self._session.spellings(entity)]

    def _verdict(
        self,
        decision: Decision,
        kind: EntityKind,
        left: NameReference,
        right: NameReference | None = None,
        value: str | None = None,
    ) -> Verdict:
        return Verdict(decision, kind, left, right, value, **self._attribution)

    def _write(
        self,
        new: Iterable[Verdict],
        replaces: Callable[[VerdictEntry], bool] = lambda entry: False,
    ) -> None:
        """Record verdicts in the file. Raises ``InputError`` where one would change nothing."""
        new = list(new)
        file = self._session.verdicts_file

        def stays(verdict: Verdict) -> bool:
            return not replaces(verdict) and not any(overrules(each, verdict) for each in new)

        others = [verdict for verdict in load_verdicts(file).all if stays(verdict)]
        for verdict in self._session.relink(Verdicts((*others, *new))).unmatched:
            if verdict in new:
                sides = (side for side in (verdict.left, verdict.right) if side is not None)
                raise InputError(
                    f"{' and '.join(map(_designation, sides))}: read as one name, "
                    "so that this changes nothing; name papers with --in"
                )
        record_verdicts(file, new, replaces)


def _two_papers(papers: Sequence[str]) -> tuple[str | None, str | None]:
    """The papers given with ``--in`` for the first and for the second name."""
    if len(papers) > 2:
        raise InputError("--in was given more than twice; give it once for each name")
    first, second = (*papers, None, None)[:2]
    return first, second


def _shown(entity: Entity) -> str:
    return f"“{printable(entity.name)}” ({entity.kind})"


def _designation(named: NameReference) -> str:
    paper = f" in {printable(named.document)}" if named.document else ""
    return f"“{printable(named.name)}”{paper}"


def _other_forms(forms: Sequence[NameReference], entity: Entity) -> str:
    """The names that a verdict is on, where those are others than the preferred one."""
    if [(fold_printed(form.name), form.document) for form in forms] == [
        (fold_printed(entity.name), None)
    ]:
        return ""
    return ", as " + ", ".join(map(_designation, forms))
