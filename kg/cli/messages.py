"""Messages for the person, or the program, that watches: on standard error, never among results.

Everything goes through the logger ``kg``: as lines that begin with ``kg:``, or, where asked for, as
JSON, one object a line with ``time`` (UTC), ``level``, ``logger``, ``message`` and what else the
message holds as data.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime

_LOGGER = logging.getLogger("kg")
# What any command takes, wherever it stands → the field of MessageOptions.
MESSAGE_FLAGS = {
    "--debug": "debug",
    "-q": "quiet",
    "--quiet": "quiet",
    "-v": "verbose",
    "--verbose": "verbose",
    "--log-json": "as_json",
}


@dataclass(frozen=True, slots=True)
class MessageOptions:
    """How much is said, and in which form. ``quiet`` leaves errors alone."""

    debug: bool = False
    quiet: bool = False
    verbose: bool = False
    as_json: bool = False


def take_message_options(argv: list[str]) -> tuple[list[str], MessageOptions]:
    """The words without the options of messages, which may stand anywhere before ``--``."""
    end = argv.index("--") if "--" in argv else len(argv)
    given = {MESSAGE_FLAGS[word]: True for word in argv[:end] if word in MESSAGE_FLAGS}
    if os.environ.get("KG_LOG", "").lower() == "json":
        given["as_json"] = True
    words = [word for word in argv[:end] if word not in MESSAGE_FLAGS] + argv[end:]
    return words, MessageOptions(**given)


def configure_messages(options: MessageOptions) -> None:
    """Send what the logger ``kg`` is told to standard error, as the options ask."""
    handler = _StandardError()
    handler.setFormatter(_JsonLine() if options.as_json else logging.Formatter("kg: %(message)s"))
    for logger in (_LOGGER, logging.getLogger("uvicorn")):  # the latter speaks HTTP for kg serve
        logger.handlers[:] = [handler]
        logger.propagate = False
    said = logging.DEBUG if options.verbose else logging.INFO
    _LOGGER.setLevel(logging.ERROR if options.quiet else said)


def print_message(message: str) -> None:
    """Say one line to the person at the keyboard; not where ``--quiet`` was given."""
    _LOGGER.info(message)


def print_error(message: str) -> None:
    """Say one line of what went wrong, always."""
    _LOGGER.error(message)


def messages_are_data() -> bool:
    """Whether messages are written as JSON."""
    return any(isinstance(handler.formatter, _JsonLine) for handler in _LOGGER.handlers)


class _StandardError(logging.Handler):
    """Writes to what is standard error at the moment, which a caller may have replaced."""

    def emit(self, record: logging.LogRecord) -> None:
        print(self.format(record), file=sys.stderr, flush=True)


class _JsonLine(logging.Formatter):
    """A record as a JSON object on one line."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC)
        return json.dumps(
            {
                "time": moment.isoformat(timespec="milliseconds"),
                "level": record.levelname.lower(),
                "logger": record.name,
                "message": record.getMessage(),
                **getattr(record, "data", {}),
            },
            ensure_ascii=False,
        )
