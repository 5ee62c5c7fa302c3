"""Text folded for comparing and looking up, and made into ends of IRIs: the one home for it.

Which function to take:

``one_line``         words as a reader sees them, on one line; nothing else is lost
``fold``             a name or label, compared with other names wherever they were printed
``fold_printed``     a name as printed, looked up in the paper that prints it so
``fold_word``        one word of a text, compared word by word with names
``fold_to_words``    a sentence or title of which only the words count
``without_dots``     a name with its titles, compared with titles, honours and other printings
``fold_phrase``      the words between two names, compared with phrases of a rule table
``list_form``        one word, looked up in a word list
``fold_for_search``  a passage or question, for the words that a search finds
``lower_in_place``   a text in which places are sought, and given by their offsets
``straight_quotes``  a printed text whose quotes and dashes may be typographic or not
``without_accents``  letters for spelling comparisons
``letters_only``     a name's letters a to z alone, for e-mail addresses and surnames
``singular``         one folded word without its plural ending
``slug``             a title, number or label as one step of an IRI
``entity_slug``      an entity's name as its id
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BROKEN_AT_HYPHEN = re.compile(r"(?<=[A-Za-z])([-/])\s*\n\s*(?=[A-Za-z])")
_BULLET = re.compile(r"(?:^|(?<=\s))•\s*")
_LABEL_MARKS = str.maketrans(
    {"&": " and ", **dict.fromkeys("'’‘`.", ""), **dict.fromkeys("-‐‑‒–—/,", " ")}
)
_WORD_MARKS = str.maketrans({**dict.fromkeys("’'‘`."), "‐": "-", "‑": "-"})
_PHRASE_MARKS = str.maketrans(",()", "   ")
_PLAIN_HYPHEN = str.maketrans("‐‑", "--")
_STRAIGHT = str.maketrans("’‘`“”–—‐‑", "'''\"\"----", "\u00ad")
_LONGEST_SLUG = 80  # characters


def one_line(text: str) -> str:
    """``text`` on one line: runs of white space are one space, a line broken at a hyphen is closed.

    Bullets are dropped; case, quotes and punctuation stay as printed.
    """
    if "\n" in text:
        text = _BROKEN_AT_HYPHEN.sub(r"\1", text)
    return " ".join((_BULLET.sub(" ", text) if "•" in text else text).split())


def fold(text: str) -> str:
    """``text`` without what printers vary in a name.

    That is case, dots, apostrophes, hyphens, "&", spacing and a leading "the".
    """
    marks_gone = unicodedata.normalize("NFKC", text).translate(_LABEL_MARKS)
    return " ".join(marks_gone.casefold().split()).removeprefix("the ")


def fold_word(word: str) -> str:
    """One word of a text as names are compared: a hyphen within it stays, unlike in ``fold``."""
    return "and" if word == "&" else word.casefold().translate(_WORD_MARKS)


def fold_to_words(text: str) -> str:
    """The words of ``text`` alone: lower case, no punctuation but apostrophes, "&" as "and"."""
    text = text.lower().replace("’", "'").replace("&", " and ")
    return " ".join(re.findall(r"[a-z0-9']+", text))


def without_dots(text: str) -> str:
    """``text`` in lower case without dots: “Cllr. J.P. Lee” is “cllr jp lee”."""
    return text.casefold().replace(".", "")


def fold_phrase(text: str) -> str:
    """``text`` in lower case on one line without commas and brackets; other marks stay."""
    return " ".join(text.lower().translate(_PHRASE_MARKS).split())


def list_form(word: str) -> str:
    """``word`` as word lists keep it: lower case, straight apostrophes, no final dot."""
    return word.casefold().replace("’", "'").rstrip(".") or word


def fold_for_search(text: str) -> str:
    """``text`` in lower case with the plain apostrophe and the plain hyphen; all else stays."""
    lower = unicodedata.normalize("NFKC", text).casefold()
    return lower.replace("’", "'").translate(_PLAIN_HYPHEN)


def lower_in_place(text: str) -> str:
    """``text`` in lower case, each letter at the offset where it was."""
    if text.isascii():
        return text.lower()
    return "".join(low if len(low := each.lower()) == 1 else each for each in text)


def straight_quotes(text: str) -> str:
    """``text`` on one line with straight quotes, plain hyphens for dashes and no soft hyphens."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_STRAIGHT).split())


@lru_cache(maxsize=65536)
def fold_printed(printed: str) -> str:
    """``printed`` as looked up in its own paper: spacing, quotes, dashes and case are folded.

    All other marks stay, since one paper prints a name with them or without.
    """
    return straight_quotes(printed).casefold().strip(" ,;:")


def without_accents(text: str) -> str:
    """Letters without their accents, in lower case."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def letters_only(text: str) -> str:
    """The letters a to z of ``text``, in lower case and without accents: “O’Neill” is oneill."""
    return re.sub(r"[^a-z]", "", without_accents(text))


def singular(word: str) -> str:
    """A plural's singular, near enough to compare by; words without vowels (acronyms) stay."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if not re.search("[aeiouy]", word):
        return word
    return word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]


def slug(text: str, words: int = 8) -> str:
    """``text`` as one step of an IRI: at most ``words`` words of a-z and 0-9, joined by hyphens.

    Cut at 80 characters, even within a word; letters and marks beyond ASCII are dropped. It differs
    from ``entity_slug`` in what it does with "&", apostrophes and dashes, and must go on doing so:
    IRIs stay.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    steps = re.findall(r"[a-z0-9]+", plain)[:words]
    return "-".join(steps)[:_LONGEST_SLUG].rstrip("-")


@lru_cache(maxsize=65536)
def entity_slug(name: str) -> str:
    """``name`` as the id of an entity: a-z, 0-9 and hyphens, whole words up to 80 characters.

    Apostrophes and dots are closed up, and "&" is "and", so that printings of one name agree.
    """
    closed = re.sub(r"['’.]", "", without_accents(name).replace("&", " and "))
    words = re.findall(r"[a-z0-9]+", closed)
    while words and len("-".join(words)) > _LONGEST_SLUG:
        words.pop()
    return "-".join(words)
