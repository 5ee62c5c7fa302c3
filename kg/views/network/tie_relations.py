"""The kinds of nodes and of ties that a network has, and how each is worded and drawn."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NodeKind:
    """How a kind of node is named and drawn: each has its own shape, not only its own colour."""

    key: str
    singular: str
    plural: str
    shape: str


@dataclass(frozen=True, slots=True)
class RelationFamily:
    """Relations of one sort, drawn in one colour (``--family-KEY`` in the style sheet)."""

    key: str
    label: str
    dashes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class EdgeRelation:
    """What an edge says from source to target (``label``) and back (``inverse``).

    ``family`` is a key of ``FAMILIES``; ``mutual`` says that it has no direction.
    """

    key: str
    family: str
    label: str
    inverse: str
    explained: str
    mutual: bool = False

    @property
    def dashes(self) -> tuple[int, ...]:
        """The strokes and gaps of its line, those of its family; none for an unbroken line."""
        return next(family.dashes for family in FAMILIES if family.key == self.family)


KINDS = (
    NodeKind("person", "person", "People", "dot"),
    NodeKind("organisation", "organisation", "Organisations", "square"),
    NodeKind("programme", "programme", "Programmes", "diamond"),
    NodeKind("meeting", "meeting", "Meetings", "triangle"),
    NodeKind("resolution", "resolution", "Resolutions", "hexagon"),
    NodeKind("action", "action", "Actions", "triangleDown"),
    NodeKind("report", "report", "Reports", "star"),
)
FAMILIES = (
    RelationFamily("belongs", "who represents, chairs, leads or is part of what"),
    RelationFamily("speaks", "who presented or reported, and where", (9, 5)),
    RelationFamily("decides", "what was decided, asked for and by whom to be done", (14, 4, 3, 4)),
    RelationFamily("works", "who funds, delivers or works together", (4, 3)),
    RelationFamily("named", "named with, no more", (2, 4)),
)
RELATIONS = (
    EdgeRelation(
        "represents",
        "belongs",
        "represents",
        "represented by",
        "A person whom a list, an item or an office gives for an organisation.",
    ),
    EdgeRelation(
        "chairs", "belongs", "chairs", "chaired by", "A person who was in the chair, or holds it."
    ),
    EdgeRelation("leads", "belongs", "leads", "led by", "Whom the words put at the head of it."),
    EdgeRelation(
        "part-of",
        "belongs",
        "part of",
        "has as a part",
        "What the words say is a part or a member of another.",
    ),
    EdgeRelation(
        "succeeded",
        "belongs",
        "succeeded",
        "succeeded by",
        "What the words say took the place of another.",
    ),
    EdgeRelation(
        "presented",
        "speaks",
        "presented",
        "presented by",
        "A person who was to bring, or brought, an item on it before a meeting.",
    ),
    EdgeRelation(
        "reported-on",
        "speaks",
        "reported on",
        "reported on by",
        "From whom a report on it came, or one that mentions it in three places.",
    ),
    EdgeRelation(
        "told-of",
        "speaks",
        "told of",
        "told of by",
        "Who spoke of it, by the words of a minute or a report.",
    ),
    EdgeRelation(
        "decided-on",
        "decides",
        "decided on",
        "decided on by",
        "A board, and what a decision of it was about.",
    ),
    EdgeRelation(
        "asked", "decides", "asked", "asked by", "Whom a board or one of its members asked."
    ),
    EdgeRelation(
        "asked-about",
        "decides",
        "asked to act on",
        "with a request to",
        "Whom a decision or a request about it asked.",
    ),
    EdgeRelation(
        "responsible-for",
        "decides",
        "responsible for",
        "to be acted on by",
        "Who is to act by an action, or has a duty.",
    ),
    EdgeRelation(
        "has-action-on",
        "decides",
        "has an action on",
        "named in an action of",
        "Who is to act by an action whose words name it.",
    ),
    EdgeRelation("funds", "works", "funds", "funded by", "Who pays for it, or commissions it."),
    EdgeRelation(
        "delivers", "works", "delivers", "delivered by", "Who provides it or carries it out."
    ),
    EdgeRelation(
        "partner-of",
        "works",
        "partner of",
        "partner of",
        "What the words say work in partnership.",
        mutual=True,
    ),
    EdgeRelation(
        "about",
        "speaks",
        "about",
        "subject of",
        "A report, a resolution or an action, and what it is about.",
    ),
    EdgeRelation(
        "discussed-at",
        "speaks",
        "discussed at",
        "discussed",
        "A meeting with an item, a minute or a report about it.",
    ),
    EdgeRelation(
        "attended",
        "belongs",
        "attended",
        "attended by",
        "A person on the meeting's list, apologies left out.",
    ),
    EdgeRelation(
        "named-together",
        "named",
        "named with",
        "named with",
        "Both named in one sentence, clause or action, or the one in the minute on the other.",
        mutual=True,
    ),
)
TOGETHER = "named-together"  # the relation of entities that the papers only name together
SHOWN_AT_FIRST = ("person", "organisation", "programme")  # the others are drawn when asked for
BY_KEY = {relation.key: relation for relation in RELATIONS}
