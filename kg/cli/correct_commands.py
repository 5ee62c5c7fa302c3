"""``kg correct``: verdicts of a person on names and ties, given by a script."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from kg.cli.graph_access import build_folder
from kg.cli.options import (
    AuthorOption,
    KindOption,
    NameArgument,
    RebuildOption,
    StoreOption,
    VerdictsOption,
    parse_kind,
)
from kg.cli.publishing import apply_verdicts
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.review.name_verdicts import NameVerdictWriter

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


@correct.callback()
def _correct() -> None:
    """Correct names and ties from a script: what is written wins over every rule and outlives every
    rebuild.
    """


@correct.command()
def merge(
    left: NameArgument,
    right: NameArgument,
    store: StoreOption = None,
    kind: KindOption = None,
    papers: PapersOption = None,
    by: AuthorOption = None,
    note: NoteOption = None,
    verdicts: VerdictsOption = None,
    rebuild: RebuildOption = False,
) -> None:
    """Say that two names are one; the older of their IRIs stays."""

    def decide(writer: NameVerdictWriter) -> str:
        return writer.merge(left, right, parse_kind(kind), papers or ())

    _record(decide, store, by, note, verdicts, rebuild)


@correct.command()
def split(
    left: NameArgument,
    right: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Without it: the same name, in two --in.")
    ] = None,
    store: StoreOption = None,
    kind: KindOption = None,
    papers: PapersOption = None,
    by: AuthorOption = None,
    note: NoteOption = None,
    verdicts: VerdictsOption = None,
    rebuild: RebuildOption = False,
) -> None:
    """Say that two names, or one name in two papers, are two."""

    def decide(writer: NameVerdictWriter) -> str:
        other = left if right is None else right
        return writer.split(left, other, parse_kind(kind), papers or ())

    _record(decide, store, by, note, verdicts, rebuild)


@correct.command()
def rename(
    name: NameArgument,
    called: Annotated[str, typer.Argument(metavar="NEW", help="The preferred name from now on.")],
    store: StoreOption = None,
    kind: KindOption = None,
    papers: PapersOption = None,
    by: AuthorOption = None,
    note: NoteOption = None,
    verdicts: VerdictsOption = None,
    rebuild: RebuildOption = False,
) -> None:
    """Say what somebody or something is called; its IRI stays."""

    def decide(writer: NameVerdictWriter) -> str:
        return writer.rename(name, called, parse_kind(kind), papers or ())

    _record(decide, store, by, note, verdicts, rebuild)


@correct.command("kind")
def change_kind(
    name: NameArgument,
    becomes: Annotated[
        str, typer.Argument(metavar="KIND", help="person, organisation or programme.")
    ],
    store: StoreOption = None,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="The kind it has now.")
    ] = None,
    papers: PapersOption = None,
    by: AuthorOption = None,
    note: NoteOption = None,
    verdicts: VerdictsOption = None,
    rebuild: RebuildOption = False,
) -> None:
    """Say of what kind something is."""
    new = parse_kind(becomes)
    if new is None:
        raise InputError("the new kind is empty; give person, organisation or programme")

    def decide(writer: NameVerdictWriter) -> str:
        return writer.change_kind(name, new, parse_kind(kind), papers or ())

    _record(decide, store, by, note, verdicts, rebuild)


@correct.command()
def ignore(
    name: NameArgument,
    store: StoreOption = None,
    kind: KindOption = None,
    papers: PapersOption = None,
    by: AuthorOption = None,
    note: NoteOption = None,
    verdicts: VerdictsOption = None,
    rebuild: RebuildOption = False,
) -> None:
    """Say that a name is nobody's. A preferred name or id means all its names, another printed one
    itself alone.
    """

    def decide(writer: NameVerdictWriter) -> str:
        return writer.ignore(name, parse_kind(kind), papers or ())

    _record(decide, store, by, note, verdicts, rebuild)


@correct.command()
def forget(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A name as it stands in the file of verdicts.")
    ],
    store: StoreOption = None,
    kind: KindOption = None,
    verdicts: VerdictsOption = None,
    rebuild: RebuildOption = False,
) -> None:
    """Take back every verdict on a name."""

    def decide(writer: NameVerdictWriter) -> str:
        return writer.forget(name, parse_kind(kind))

    _record(decide, store, None, None, verdicts, rebuild)


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
    folder = build_folder(store)
    session = open_session(folder, verdicts)
    writer = TieVerdictWriter(session, by, date.today().isoformat(), note)
    kind, start, end = writer.tie_between(
        writer.statement_at(folder, source), writer.statement_at(folder, target)
    )
    print(writer.decide(cast("TieAnswer", answer), kind, start, (end,)))
    apply_verdicts(session.verdicts_file, store, verdicts, rebuild)


def _record(
    decide: Callable[[NameVerdictWriter], str],
    store: str | None,
    by: str | None,
    note: str | None,
    verdicts: Path | None,
    rebuild: bool,
) -> None:
    """Record one verdict on names; ``decide`` writes it and gives a sentence that says so."""
    from kg.review.name_verdicts import NameVerdictWriter
    from kg.review.session import open_session

    session = open_session(build_folder(store), verdicts)
    print(decide(NameVerdictWriter(session, by, date.today().isoformat(), note)))
    apply_verdicts(session.verdicts_file, store, verdicts, rebuild)
