"""``kg correct``: verdicts of a person on names and ties, given by a script."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from kg.cli.graph_access import own_build_folder
from kg.cli.options import (
    AuthorOption,
    JsonOption,
    KindOption,
    NameArgument,
    RebuildOption,
    StoreOption,
    VerdictsOption,
    parse_kind,
)
from kg.cli.output import print_json
from kg.cli.publishing import apply_verdicts
from kg.cli.shared_options import spell_out
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.extractors.facts import EntityKind
    from kg.review.name_verdicts import NameVerdictWriter
    from kg.review.session import ReviewSession

correct = typer.Typer(
    rich_markup_mode=None, context_settings={"help_option_names": ["-h", "--help"]}
)

PapersOption = Annotated[
    list[str] | None,
    typer.Option(
        "--in",
        metavar="FILE",
        help="The paper in which a name is meant; for two names given twice.",
    ),
]
NoteOption = Annotated[
    str | None, typer.Option("--note", metavar="TEXT", help="Why, for whoever reads the file.")
]


@dataclass(frozen=True, slots=True)
class VerdictOptions:
    """Which names a verdict means, whose it is, and where it is written."""

    store: StoreOption = None
    kind: KindOption = None
    papers: PapersOption = None
    by: AuthorOption = None
    note: NoteOption = None
    verdicts: VerdictsOption = None
    rebuild: RebuildOption = False
    as_json: JsonOption = False

    @property
    def meant(self) -> tuple[EntityKind | None, list[str]]:
        """The kind of the names, where it was given, and the papers in which they are meant."""
        return parse_kind(self.kind), self.papers or []

    def record(self, decide: Callable[[NameVerdictWriter], str]) -> None:
        """Record a verdict on names; ``decide`` writes it and gives a sentence that says so."""
        from kg.review.name_verdicts import NameVerdictWriter
        from kg.review.session import open_session

        session = open_session(own_build_folder(self.store), self.verdicts)
        today = date.today().isoformat()
        self.tell(decide(NameVerdictWriter(session, self.by, today, self.note)), session)

    def tell(self, decided: str, session: ReviewSession) -> None:
        """Print what was decided, and have it take effect or say how it will."""
        file = session.verdicts_file
        if self.as_json:
            print_json({"decided": decided, "file": str(file), "in_the_graph": self.rebuild})
        else:
            print(decided)
        apply_verdicts(file, self.store, self.verdicts, self.rebuild)


@dataclass(frozen=True, slots=True)
class KindVerdictOptions(VerdictOptions):
    """The same where the verdict is on the kind."""

    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="The kind it has now.")
    ] = None


@correct.callback()
def _correct() -> None:
    """Correct names and ties from a script: what is written wins over every rule and outlives every
    rebuild.
    """


@correct.command()
@spell_out
def merge(options: VerdictOptions, left: NameArgument, right: NameArgument) -> None:
    """Say that two names are one; the older of their IRIs stays."""
    options.record(lambda writer: writer.merge(left, right, *options.meant))


@correct.command()
@spell_out
def split(
    options: VerdictOptions,
    left: NameArgument,
    right: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Without it: the same name, in two --in.")
    ] = None,
) -> None:
    """Say that two names, or one name in two papers, are two."""
    other = left if right is None else right
    options.record(lambda writer: writer.split(left, other, *options.meant))


@correct.command()
@spell_out
def rename(
    options: VerdictOptions,
    name: NameArgument,
    called: Annotated[str, typer.Argument(metavar="NEW", help="The preferred name from now on.")],
) -> None:
    """Say what somebody or something is called; its IRI stays."""
    options.record(lambda writer: writer.rename(name, called, *options.meant))


@correct.command("kind")
@spell_out
def change_kind(
    options: KindVerdictOptions,
    name: NameArgument,
    becomes: Annotated[
        str, typer.Argument(metavar="KIND", help="person, organisation or programme.")
    ],
) -> None:
    """Say of what kind something is."""
    new = parse_kind(becomes)
    if new is None:
        raise InputError("the new kind is empty; give person, organisation or programme")
    options.record(lambda writer: writer.change_kind(name, new, *options.meant))


@correct.command()
@spell_out
def ignore(options: VerdictOptions, name: NameArgument) -> None:
    """Say that a name is nobody's. A preferred name or id means all its names, another printed one
    itself alone.
    """
    options.record(lambda writer: writer.ignore(name, *options.meant))


@correct.command()
def forget(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A name as it stands in the file of verdicts.")
    ],
    store: StoreOption = None,
    kind: KindOption = None,
    verdicts: VerdictsOption = None,
    rebuild: RebuildOption = False,
    as_json: JsonOption = False,
) -> None:
    """Take back every verdict on a name."""
    options = VerdictOptions(store, verdicts=verdicts, rebuild=rebuild, as_json=as_json)
    options.record(lambda writer: writer.forget(name, parse_kind(kind)))


@correct.command()
def tie(
    answer: Annotated[
        str,
        typer.Argument(metavar="VERDICT", help="right, wrong, or forget to take a verdict back."),
    ],
    source: Annotated[
        str, typer.Argument(metavar="IRI", help="A statement, as kg query threads-ties lists them.")
    ],
    target: Annotated[
        str, typer.Argument(metavar="IRI", help="The statement that it leads to, or does not.")
    ],
    store: StoreOption = None,
    by: AuthorOption = None,
    note: NoteOption = None,
    verdicts: VerdictsOption = None,
    rebuild: RebuildOption = False,
    as_json: JsonOption = False,
) -> None:
    """Say whether two statements belong together: a request and its answer, two rows of logs,
    advice and decision.
    """
    from kg.review.session import open_session
    from kg.review.tie_verdicts import TieAnswer, TieVerdictWriter

    if answer not in get_args(TieAnswer):
        raise InputError(
            f"“{answer}” is no verdict on a tie; give one of {', '.join(get_args(TieAnswer))}"
        )
    folder = own_build_folder(store)
    session = open_session(folder, verdicts)
    writer = TieVerdictWriter(session, by, date.today().isoformat(), note)
    kind, start, end = writer.tie_between(
        writer.statement_at(folder, source), writer.statement_at(folder, target)
    )
    options = VerdictOptions(store, verdicts=verdicts, rebuild=rebuild, as_json=as_json)
    options.tell(writer.decide(cast("TieAnswer", answer), kind, start, (end,)), session)
