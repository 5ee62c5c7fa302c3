"""E-mails, ``.eml`` and Outlook's ``.msg``: the letter is a paper, what is attached are others.

Of its head the subject, the date and the sender are kept; who else received it is nobody's matter.
"""

from __future__ import annotations

import email.errors
import email.message
import email.policy
import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from kg.extractors.facts import Document
from kg.extractors.reading.base import UnreadableError
from kg.extractors.reading.html import read_html
from kg.extractors.reading.marks import Leaves, document_of, words

MAX_ATTACHMENTS = 500
MAX_PARTS = 5_000  # of a letter, those within others counted


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file sent with a letter: its name as sent, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail as sent; the body is plain text or else the HTML."""

    subject: str
    sender: str
    sent: str
    text: str
    html: bytes | None
    attachments: tuple[Attachment, ...]


def read_mail(path: Path, data: bytes, identifier: str) -> Document:
    """The letter itself; raises ``UnreadableError`` where it is damaged or has no words."""
    letter = open_letter(path, data)
    head = [
        f"# {words(letter.subject)}" if letter.subject else "",
        *(
            f"{label}: {words(' '.join(said.split()))}"
            for label, said in (("From", letter.sender), ("Date", letter.sent))
            if said
        ),
        "",
    ]
    leaves = Leaves()
    leaves.say(*head)
    if letter.text.strip() or letter.html is None:
        leaves.say(*map(words, letter.text.replace("\r\n", "\n").split("\n")))
    else:
        with suppress(UnreadableError):  # the letter may be what is attached to it
            page = read_html(path, letter.html, identifier)
            leaves.say(*map(words, page.text.split("\n")))
    return replace(document_of(path, identifier, "email", leaves), title=letter.subject or None)


def open_letter(path: Path, data: bytes) -> Letter:
    """The letter in a file of either kind; raises ``UnreadableError`` where it is damaged."""
    try:
        return _outlook(data) if data.startswith(b"\xd0\xcf\x11\xe0") else _internet(data)
    except Exception as error:  # headers and streams can be wrong in ways without number
        raise UnreadableError(
            path, "a damaged e-mail", "save it again from the mail program"
        ) from error


def _internet(data: bytes) -> Letter:
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not message.keys():
        raise ValueError("no header")
    body = message.get_body(("plain", "html"))
    text, html = "", None
    if isinstance(body, email.message.EmailMessage):
        if body.get_content_subtype() == "html":
            html = body.get_payload(decode=True)
        else:
            text = str(body.get_content())
    return Letter(
        subject=_header(message, "subject"),
        sender=_header(message, "from"),
        sent=_header(message, "date"),
        text=text,
        html=html if isinstance(html, bytes) else None,
        attachments=tuple(_attached(message)),
    )


def _header(message: email.message.Message, name: str) -> str:
    return " ".join(str(message.get(name, "")).split())


def _attached(message: email.message.Message) -> Iterator[Attachment]:
    found = 0
    for count, part in enumerate(message.walk()):
        name = part.get_filename()
        if count >= MAX_PARTS or found >= MAX_ATTACHMENTS:
            return
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            letter = inner[0] if isinstance(inner, list) and inner else None
            if isinstance(letter, email.message.Message):
                found += 1
                yield Attachment(name or f"letter-{found}.eml", letter.as_bytes())
        elif name and isinstance(content := part.get_payload(decode=True), bytes):
            found += 1
            yield Attachment(name, content)


_SUBJECT, _SENDER, _BODY, _HTML, _FILE, _LONG, _SHORT = (
    "0037", "0C1A", "1000", "1013", "37010102", "3707", "3704",
)  # fmt: skip
_HEADERS = "007D"


def _outlook(data: bytes) -> Letter:
    """A compound file of MAPI properties ([MS-OXMSG])."""
    import olefile

    with olefile.OleFileIO(io.BytesIO(data)) as file:

        def text(name: str, folder: str = "") -> str:
            for kind, encoding in (("001F", "utf-16-le"), ("001E", "cp1252")):
                stream = f"{folder}__substg1.0_{name}{kind}"
                if file.exists(stream):
                    return str(file.openstream(stream).read().decode(encoding, "replace"))
            return ""

        def raw(stream: str) -> bytes | None:
            return bytes(file.openstream(stream).read()) if file.exists(stream) else None

        folders = sorted({parts[0] for parts in file.listdir() if parts[0].startswith("__attach")})
        attached = []
        for number, folder in enumerate(folders[:MAX_ATTACHMENTS], start=1):
            content = raw(f"{folder}/__substg1.0_{_FILE}")
            if content:
                name = text(_LONG, f"{folder}/") or text(_SHORT, f"{folder}/")
                attached.append(Attachment(name.strip("\0") or f"attachment-{number}", content))
        headers = email.message_from_string(text(_HEADERS))
        return Letter(
            subject=text(_SUBJECT),
            sender=text(_SENDER) or _header(headers, "from"),
            sent=_header(headers, "date"),
            text=text(_BODY),
            html=raw(f"__substg1.0_{_HTML}0102"),
            attachments=tuple(attached),
        )
