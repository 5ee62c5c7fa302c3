"""The command line: each command parses its words, calls one function, prints what it gives.

Results go to standard output, everything else to standard error. The modules hold a group of
commands each; imports of anything heavy stand inside the commands, so that ``kg --help`` is quick.
"""

from __future__ import annotations

import errno
import os
import sys
from io import TextIOWrapper
from typing import NoReturn

import typer

from kg.cli.command_table import command_line
from kg.cli.messages import configure_messages, print_error, take_message_options
from kg.errors import KgError
from kg.version import __version__

INTERRUPTED = 130  # exit code of a program ended by Ctrl-C: 128 + SIGINT


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
        code = command_line(words)(words or ["--help"], prog_name="kg", standalone_mode=False)
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


def _what_to_do(error: OSError) -> str | None:
    """What an error of this machine means, where it is none of the program's."""
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return "this process may not open more files; raise the limit (ulimit -n)"
    if isinstance(error, PermissionError):
        return "may not be read or written; ask its owner, or use another place"
    return None


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
    if isinstance(error, OSError) and (reason := _what_to_do(error)):
        print_error(f"{error.filename}: {reason}" if error.filename else reason)
        return 2
    print_error(
        f"{type(error).__name__}: {error}; run again with --debug to see where, and report it"
    )
    return 2


if __name__ == "__main__":
    main()
