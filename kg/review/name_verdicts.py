"""What a person may say about the names of a store, each as one method; what is said goes into the file of verdicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from extractors.facts import EntityKind
from kg.errors import InputError, NotFound
from kg.linking import Entity, NameReference, Verdict, Verdicts, load_verdicts
from kg.linking.verdicts import Decision, TieVerdict
from kg.review.session import Known, plain
from kg.review.verdict_file import Entry, overrules, record, side_of
from ontology.folding import fold_printed


class Pen:
    """Writes what one person says about the names of a store; each method gives a sentence that says what it did."""

    def __init__(
        self, known: Known, by: str | None = None, on: str | None = None, note: str | None = None
    ) -> None:
        self._known = known
        self._said = {
            key: value for key, value in (("by", by), ("on", on), ("note", note)) if value
        }

    def merge(
        self, left: str, right: str, kind: EntityKind | None = None, papers: Sequence[str] = ()
    ) -> str:
        """Two names are one."""
        return self._pair("same", left, right, kind, papers)

    def split(
        self, left: str, right: str, kind: EntityKind | None = None, papers: Sequence[str] = ()
    ) -> str:
        """Two names, or one name in two papers, are two."""
        return self._pair("different", left, right, kind, papers)

    def rename(
        self, name: str, called: str, kind: EntityKind | None = None, papers: Sequence[str] = ()
    ) -> str:
        """Somebody's preferred name is ``called``."""
        called = " ".join(called.split())
        if not called or not called.isprintable():
            raise InputError("the new name is empty or holds what cannot be printed; give a name")
        named, entity = self._one(name, kind, papers)
        forms = {fold_printed(form) for form in self._known.spellings(entity)} | {
            fold_printed(named.name)
        }

        def older(verdict: Entry) -> bool:
            if isinstance(verdict, TieVerdict):
                return False
            return (
                verdict.decision == "called"
                and verdict.kind == entity.kind
                and fold_printed(verdict.left.name) in forms
            )

        self._write([self._verdict("called", entity.kind, named, value=called)], older)
        return f"{self._shown(entity)} is called “{plain(called)}”"

    def become(
        self, name: str, kind: EntityKind, was: EntityKind | None = None, papers: Sequence[str] = ()
    ) -> str:
        """Something is of another kind."""
        named, entity = self._one(name, was, papers)
        if entity.kind == kind:
            raise InputError(f"{self._shown(entity)} is of that kind already")
        forms = self._forms(name, named, entity)
        self._write([self._verdict("kind", entity.kind, form, value=kind) for form in forms])
        return f"{self._shown(entity)} is of the kind {kind}{self._as(forms, entity)}"

    def ignore(self, name: str, kind: EntityKind | None = None, papers: Sequence[str] = ()) -> str:
        """A name is nobody's: by its preferred name or id somebody with all names, else one printed name alone."""
        named, entity = self._one(name, kind, papers)
        forms = self._forms(name, named, entity)
        self._write([self._verdict("not-an-entity", entity.kind, form) for form in forms])
        return f"{self._shown(entity)} is not an entity{self._as(forms, entity)}"

    def forget(self, name: str, kind: EntityKind | None = None) -> str:
        """Takes back every verdict that names ``name``."""

        def about(verdict: Entry) -> bool:
            if isinstance(verdict, TieVerdict):
                return False
            sides = [side.name for side in (verdict.left, verdict.right) if side is not None]
            return kind in (None, verdict.kind) and fold_printed(name) in map(fold_printed, sides)

        gone = (
            record(self._known.file, (), about)
            if any(map(about, load_verdicts(self._known.file).all))
            else 0
        )
        if not gone:
            raise NotFound(
                f"{self._known.file}: no verdict names “{plain(name)}”; the file lists them all"
            )
        return f"{gone} verdict(s) on “{plain(name)}” taken back"

    def same(self, left: tuple[str, Entity], right: tuple[str, Entity]) -> str:
        """Two entities, each under the name it is asked about, are one."""
        return self._write_pair("same", (*left, None), (*right, None))

    def different(self, left: tuple[str, Entity], right: tuple[str, Entity]) -> str:
        """Two entities, each under the name it is asked about, are two."""
        return self._write_pair("different", (*left, None), (*right, None))

    def confirm(self, entity: Entity) -> str:
        """A doubtful one is somebody, under the name it has."""
        named = self._known.named(entity.name, entity)
        self._write([self._verdict("called", entity.kind, named, value=entity.name)])
        return f"{self._shown(entity)} is somebody of that name"

    def ignore_all(self, entity: Entity) -> str:
        """Somebody is no entity under any name."""
        return self.ignore(self._known.iri(entity), entity.kind)

    # -- inside -------------------------------------------------------------------------------------------------------

    def _pair(
        self,
        decision: Decision,
        left: str,
        right: str,
        kind: EntityKind | None,
        papers: Sequence[str],
    ) -> str:
        first, second = self._two(papers)
        one = self._known.only(left, kind, first)
        other = self._known.only(right, kind or one.kind, second)
        return self._write_pair(decision, (left, one, first), (right, other, second))

    def _write_pair(
        self,
        decision: Decision,
        left: tuple[str, Entity, str | None],
        right: tuple[str, Entity, str | None],
    ) -> str:
        one, other = (
            self._known.named(name, entity, paper) for name, entity, paper in (left, right)
        )
        if side_of(one) == side_of(other):
            way_out = (
                "name two papers with --in, once for each"
                if decision == "different"
                else "they are one as it is"
            )
            raise InputError(
                f"“{plain(one.name)}” and “{plain(other.name)}” are one printed name; {way_out}"
            )
        self._write([self._verdict(decision, left[1].kind, one, other)])
        are = "are the same" if decision == "same" else "are different"
        return f"{self._named(one)} and {self._named(other)} {are}"

    def _one(
        self, name: str, kind: EntityKind | None, papers: Sequence[str]
    ) -> tuple[NameReference, Entity]:
        paper, _ = self._two(papers)
        entity = self._known.only(name, kind, paper)
        return self._known.named(name, entity, paper), entity

    @staticmethod
    def _two(papers: Sequence[str]) -> tuple[str | None, str | None]:
        if len(papers) > 2:
            raise InputError("--in was given more than twice; give it once for each name")
        first, second = (*papers, None, None)[:2]
        return first, second

    def _forms(self, name: str, named: NameReference, entity: Entity) -> list[NameReference]:
        """All that an entity is called where ``name`` is its own name or id, else that printed name."""
        if named.document is not None or fold_printed(name) not in self._known.own(entity):
            return [named]
        return [NameReference(" ".join(form.split())) for form in self._known.spellings(entity)]

    def _verdict(
        self,
        decision: Decision,
        kind: EntityKind,
        left: NameReference,
        right: NameReference | None = None,
        value: str | None = None,
    ) -> Verdict:
        return Verdict(decision, kind, left, right, value, **self._said)

    def _write(
        self, new: Iterable[Verdict], drop: Callable[[Entry], bool] = lambda entry: False
    ) -> None:
        new = list(new)
        told = load_verdicts(self._known.file).all
        left = [
            each for each in told if not drop(each) and not any(overrules(one, each) for one in new)
        ]
        for verdict in self._known.with_verdicts(Verdicts((*left, *new))).unmatched:
            if verdict in new:
                names = " and ".join(
                    self._named(side) for side in (verdict.left, verdict.right) if side is not None
                )
                raise InputError(
                    f"{names}: read as one name, so that this changes nothing; name papers with --in"
                )
        record(self._known.file, new, drop)

    def _shown(self, entity: Entity) -> str:
        return f"“{plain(entity.name)}” ({entity.kind})"

    @staticmethod
    def _named(named: NameReference) -> str:
        return f"“{plain(named.name)}”" + (f" in {plain(named.document)}" if named.document else "")

    @staticmethod
    def _as(forms: Sequence[NameReference], entity: Entity) -> str:
        """The names that are meant, where those are others than the preferred one."""
        if [(fold_printed(form.name), form.document) for form in forms] == [
            (fold_printed(entity.name), None)
        ]:
            return ""
        return ", as " + ", ".join(map(Pen._named, forms))
