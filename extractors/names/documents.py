"""Documents and laws, a kind of their own: neither bodies nor programmes, whatever they are about.

Acts, codes, policies, reports, notices … by their head noun, the last one ("Marl Harbour Act 1998") or the one before
what they are of or about ("Code of Practice on Locks").
"""

from __future__ import annotations

from kg.extractors.names.work import Work

DOCUMENT = "a document or a law"
_ABOUT = frozenset(["of", "on", "for", "to", "into", "concerning", "regarding", "about"])


def is_document(first: int, last: int, work: Work) -> bool:
    """Whether words are printed as the name of a document or a law."""
    raw, has = work.words.words, work.context.has
    head = last - 1
    while head > first and not raw[head][0].isalpha():
        head -= 1
    if has(head, "DOCUMENT"):
        return True
    about = next((i for i in range(first + 1, last) if raw[i].lower() in _ABOUT), None)
    return about is not None and raw[about - 1][0].isupper() and has(about - 1, "DOCUMENT")
