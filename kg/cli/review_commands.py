"""``kg why`` and ``kg review``: names and ties in doubt, explained and decided by a person."""

from __future__ import annotations

import sys
from typing import Annotated

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


def why(
    left: NameArgument,
    right: Annotated[str, typer.Argument(metavar="NAME", help="The other one.")],
    store: StoreOption = None,
    kind: KindOption = None,
    quotes: Annotated[int, typer.Option(metavar="N", min=0, help="Places shown of each name.")] = 3,
    as_json: JsonOption = False,
) -> None:
    """Explain whether two names are one: the evidence for and against with their weights, and
    where each name stands.

    Given the IRIs of two statements, as kg query threads-ties lists them, explains whether they are
    tied. Ends with 1 where one of them is not known, or they are of different kinds.
    """
    from kg.review.pair_explanation import explain_pair
    from kg.review.session import open_session
    from kg.review.tie_explanation import explain_tie

    folder = own_build_folder(store)
    session = open_session(folder)
    both_iris = ":" in left and ":" in right
    tie = explain_tie(session, folder, left, right) if both_iris else None
    if tie is not None:
        found, text = tie.as_json(), tie.as_text()
    else:
        pair = explain_pair(session, left, right, parse_kind(kind))
        found, text = pair.as_json(quotes), pair.as_text(quotes)
    if as_json:
        print_json(found)
    else:
        print(text, end="")


def review(
    store: StoreOption = None,
    verdicts: VerdictsOption = None,
    by: AuthorOption = None,
    rebuild: RebuildOption = False,
) -> None:
    """Go through the names and the ties in doubt, one question at a time, and write each
    answer down at once.

    Answers are letters, one a line, also from a file or a pipe: of names s same, d different, n not
    an entity; of ties between statements r right, w wrong; of both k skip, q quit.
    """
    from datetime import date

    from rich.console import Console

    from kg.review.name_review import NameReview
    from kg.review.name_verdicts import NameVerdictWriter
    from kg.review.session import open_session
    from kg.review.tie_review import TieReview
    from kg.review.tie_verdicts import TieVerdictWriter

    session = open_session(own_build_folder(store), verdicts)
    author = session, by, date.today().isoformat()
    console = Console(highlight=False, markup=False, emoji=False)
    done = NameReview(session, NameVerdictWriter(*author), console, _ask).run()
    done += TieReview(session, TieVerdictWriter(*author), console, _ask).run(done.stopped)
    if not done.questions:
        print("No name and no tie is in doubt.")
    else:
        print(f"{done.asked} of {done.questions} question(s) asked, {done.written} answered.")
    if done.written:
        apply_verdicts(session.verdicts_file, store, verdicts, rebuild)


def _ask(prompt: str) -> str | None:
    """Print a prompt and read a line, ``None`` at the end of the input; echo what a pipe gives."""
    print(prompt, end="", flush=True)
    line = sys.stdin.readline()
    if not line or not sys.stdin.isatty():
        print(line.rstrip("\n"))
    return line or None
