"""The command line: each command parses its words, calls one function, prints what it gives.

Results go to standard output, everything else to standard error. The modules hold a group of
commands each; imports of anything heavy stand inside the commands, so that ``kg --help`` is quick.
"""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import Annotated, NoReturn

import typer

from kg.cli import (
    build_commands,
    query_commands,
    release_commands,
    review_commands,
    search_command,
    view_commands,
)
from kg.cli.correct_commands import correct
from kg.cli.fetch_command import fetch
from kg.cli.forget_command import forget
from kg.cli.messages import configure_messages, print_error, take_message_options
from kg.cli.open_command import open_explorer
from kg.cli.rules_commands import rules
from kg.cli.serve_command import serve
from kg.cli.store_commands import backup, doctor, restore
from kg.cli.watch_command import watch
from kg.errors import KgError
from kg.version import __version__

app = typer.Typer(
    name="kg",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Reads the papers of partnership boards and keeps who, what and what was decided as a "
    "knowledge graph, every statement traceable to its page and words.",
    epilog="Exit codes: 0 done, 1 the answer is no, 2 bad usage or bad input.",
)

INTERRUPTED = 130  # exit code of a program ended by Ctrl-C: 128 + SIGINT


@app.callback()
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
    pass  # all are seen to in ``run``, which finds them wherever they stand


for _command in (
    build_commands.demo,
    fetch,
    build_commands.build,
    watch,
    query_commands.query,
    query_commands.queries,
    search_command.search,
    view_commands.trace,
    view_commands.digest,
    view_commands.show,
    view_commands.export,
    build_commands.check,
    build_commands.stats,
    serve,
    build_commands.issues,
    release_commands.release,
    release_commands.diff,
    review_commands.why,
    review_commands.review,
    forget,
    doctor,
    backup,
    restore,
):
    app.command()(_command)
app.command("open")(open_explorer)
app.add_typer(correct, name="correct")
app.add_typer(rules, name="rules")


def main(argv: list[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code; an error is one line, no traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that knows no dashes still gets the words.
            stream.reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:] if argv is None else argv))


def run(argv: list[str]) -> int:
    """Run one command; the exit code."""
    words, options = take_message_options(argv)
    configure_messages(options)
    if words[:1] in (["--version"], ["-V"]):
        print(f"kg {__version__}")
        return 0
    if options.debug:
        os.environ["KG_DEBUG"] = "1"
    try:
        code = app(words or ["--help"], prog_name="kg", standalone_mode=False)
        if code == INTERRUPTED:  # what typer makes of an interrupt within a command
            raise KeyboardInterrupt
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except BrokenPipeError:
        # The reader of our output has seen enough; keep Python from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (KeyboardInterrupt, typer.Abort):
        print_error("interrupted; what was published before is as it was")
        return INTERRUPTED
    except typer.Exit as stop:
        return stop.exit_code
    except Exception as error:
        if options.debug:
            raise
        return _report(error)


def _report(error: Exception) -> int:
    """Print an error as a line for the person at the keyboard; the exit code that it stands for."""
    # Click's base of all usage errors, from whichever click typer brings.
    usage_error = typer.BadParameter.__mro__[2]
    if isinstance(error, KgError):
        for line in str(error).splitlines():
            print_error(line)
        return error.exit_code
    if isinstance(error, usage_error):
        context = getattr(error, "ctx", None)
        name = context.command_path if context is not None else "kg"
        message = error.format_message().rstrip(".")  # type: ignore[attr-defined]
        print_error(f"{message}; see: {name} --help")
        return 2
    print_error(
        f"{type(error).__name__}: {error}; run again with --debug to see where, and report it"
    )
    return 2


if __name__ == "__main__":
    main()
