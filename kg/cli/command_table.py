"""The commands of ``kg`` by their names, each made when it is asked for.

A module of commands is imported, and its options are made, only where its command runs or all are
listed, so that one command starts without the others.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Annotated

import typer


def _build_commands() -> ModuleType:
    from kg.cli import build_commands

    return build_commands


def _quality_commands() -> ModuleType:
    from kg.cli import quality_commands

    return quality_commands


def _correct_commands() -> ModuleType:
    from kg.cli import correct_commands

    return correct_commands


def _fetch_command() -> ModuleType:
    from kg.cli import fetch_command

    return fetch_command


def _forget_command() -> ModuleType:
    from kg.cli import forget_command

    return forget_command


def _open_command() -> ModuleType:
    from kg.cli import open_command

    return open_command


def _query_commands() -> ModuleType:
    from kg.cli import query_commands

    return query_commands


def _release_commands() -> ModuleType:
    from kg.cli import release_commands

    return release_commands


def _review_commands() -> ModuleType:
    from kg.cli import review_commands

    return review_commands


def _rules_commands() -> ModuleType:
    from kg.cli import rules_commands

    return rules_commands


def _search_command() -> ModuleType:
    from kg.cli import search_command

    return search_command


def _serve_command() -> ModuleType:
    from kg.cli import serve_command

    return serve_command


def _store_commands() -> ModuleType:
    from kg.cli import store_commands

    return store_commands


def _view_commands() -> ModuleType:
    from kg.cli import view_commands

    return view_commands


def _watch_command() -> ModuleType:
    from kg.cli import watch_command

    return watch_command


# In the order of ``kg --help``: name → what imports the module that has a function of this name.
COMMANDS: dict[str, Callable[[], ModuleType]] = {
    "demo": _build_commands,
    "fetch": _fetch_command,
    "build": _build_commands,
    "watch": _watch_command,
    "query": _query_commands,
    "queries": _query_commands,
    "search": _search_command,
    "trace": _view_commands,
    "digest": _view_commands,
    "show": _view_commands,
    "export": _view_commands,
    "check": _quality_commands,
    "stats": _quality_commands,
    "serve": _serve_command,
    "issues": _quality_commands,
    "release": _release_commands,
    "diff": _release_commands,
    "why": _review_commands,
    "review": _review_commands,
    "forget": _forget_command,
    "doctor": _store_commands,
    "backup": _store_commands,
    "restore": _store_commands,
    "open": _open_command,
    "correct": _correct_commands,
    "rules": _rules_commands,
}
_FUNCTION_OF = {"open": "open_explorer"}  # where the command's name is a word of Python's own


def command_line(words: list[str] | None = None) -> typer.Typer:
    """The command line that ``words`` ask for: their one command, or all of them."""
    app = typer.Typer(
        name="kg",
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        help="Reads the papers of partnership boards and keeps who, what and what was decided as a "
        "knowledge graph, every statement traceable to its page and words.",
        epilog="Exit codes: 0 done, 1 the answer is no, 2 bad usage or bad input.",
    )
    app.callback()(_root)
    asked = words[0] if words else ""
    for name in [asked] if asked in COMMANDS else COMMANDS:
        command = getattr(COMMANDS[name](), _FUNCTION_OF.get(name, name))
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name)(command)
    return app


def _root(
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Print the version and stop.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Say nothing but errors; any command takes it.")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Say what is being done; any command takes it.")
    ] = False,
    log_json: Annotated[
        bool, typer.Option("--log-json", help="Messages as lines of JSON; any command takes it.")
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the traceback of an error; any command takes it.")
    ] = False,
) -> None:
    pass  # all are seen to in ``kg.cli.run``, which finds them wherever they stand
