"""Some forty kinds of text that repeat themselves, each as long as asked for: what patterns stumble on."""

from __future__ import annotations

KINDS: dict[str, str] = {
    "capitals": "MOTION CARRIED ",
    "small words": "of the and for ",
    "hyphens": "A-A-",
    "hyphened words": "Quay-side Harbour-",
    "initials": "A. B. C. ",
    "capital letters": "A B C ",
    "titles": "Mr Mrs Dr Cllr ",
    "names": "Peta Quill, Tom Underhay, ",
    "councillors": "Councillor Peta Quill and Councillor Tom Underhay ",
    "open brackets": "(a (b ",
    "brackets": "(Marlshire Quays Board (MQB)) ",
    "acronyms": "MQB/FRF/MCC ",
    "slashes": "Quill/Underhay/",
    "ampersands": "Quill & Underhay & ",
    "apostrophes": "Quill’s Underhay’s ",
    "quotes": "“Quill “Underhay ",
    "dots": "........ ",
    "underscores": "____ __ ",
    "spaces": "a        ",
    "tabs": "a\t\tb\t",
    "digits": "1234 5678 ",
    "dates": "4 March 2014 to 5 March 2014 ",
    "sums": "£1,200.50 and £3m ",
    "per cents": "12.5% and 13% ",
    "numbered": "1. That 2. That 3. ",
    "lettered": "(a) That (b) That ",
    "resolved": "RESOLVED: That it be noted. ",
    "colons": "Chair: Present: Apologies: ",
    "commas": ", , ,, ",
    "addresses": "12 Quay Street, Marlshire ",
    "links": "https://marlshire.example/a/b/c?d=e&f=g ",
    "of-chains": "Board of the Office of the Council of the ",
}
LINES: dict[str, str] = {
    "lines of capitals": "MINUTES OF THE QUAYS BOARD\nHELD AT QUAY HOUSE\n",
    "numbered lines": "1. Welcome\n2. Apologies\n3. Minutes\n",
    "rows": "1\tPaint the pier\tPeta Quill\tMay\n",
    "bullets": "• that the pier be painted;\n",
    "blank lines": "a\n\n\n\n",
    "single letters": "a\nb\nc\n",
    "numbers alone": "12\n13\n14\n",
    "present": "Present:\nPeta Quill (Chair)\nApologies: Tom Underhay\n",
    "resolutions": "RESOLVED:\n\n(a) That the report be noted.\n",
    "page stamps": "Agenda Item 4\nWords of a page\n7\n\f",
    "bars": "| a | b |\n",
}


PHASES: dict[str, tuple[str, str]] = {
    "capitals, then lower case": ("WORDS IN CAPITALS ", "and words in lower case "),
    "names, then digits": ("Peta Quill ", "12 "),
    "open, then closed": ("(", ")"),
    "spaces, then words": (" ", "word "),
}


def text(kind: str, characters: int) -> str:
    """So many characters of a kind."""
    first, second = PHASES.get(kind) or (KINDS.get(kind) or LINES[kind],) * 2
    half = characters // 2
    return (first * (half // len(first) + 1))[:half] + (second * (half // len(second) + 1))[:half]
