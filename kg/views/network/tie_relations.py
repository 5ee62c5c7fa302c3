"""The kinds of nodes and of ties that a network has, and how each is drawn.

``kg/views/wording.toml`` has the words for them.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.views.wording import words


@dataclass(frozen=True, slots=True)
class NodeKind:
    """A kind of node: each has its own shape, not only its own colour."""

    key: str
    shape: str

    @property
    def singular(self) -> str:
        return words("node_kinds")[self.key]

    @property
    def plural(self) -> str:
        return words("node_kinds_many")[self.key]


@dataclass(frozen=True, slots=True)
class RelationFamily:
    """Relations of one sort, drawn in one colour (``--family-KEY`` in the style sheet)."""

    key: str
    dashes: tuple[int, ...] = ()

    @property
    def label(self) -> str:
        return words("relation_families")[self.key]


@dataclass(frozen=True, slots=True)
class EdgeRelation:
    """What an edge says. ``family`` is a key of ``FAMILIES``; ``mutual`` says that it has no
    direction.
    """

    key: str
    family: str
    mutual: bool = False

    @property
    def label(self) -> str:
        """What it says from source to target."""
        return words("relation_labels")[self.key]

    @property
    def inverse(self) -> str:
        """What it says from target to source."""
        return words("relation_inverses")[self.key]

    @property
    def explained(self) -> str:
        return words("relation_meanings")[self.key]

    @property
    def dashes(self) -> tuple[int, ...]:
        """The strokes and gaps of its line, those of its family; none for an unbroken line."""
        return next(family.dashes for family in FAMILIES if family.key == self.family)


KINDS = (
    NodeKind("person", "dot"),
    NodeKind("organisation", "square"),
    NodeKind("programme", "diamond"),
    NodeKind("meeting", "triangle"),
    NodeKind("resolution", "hexagon"),
    NodeKind("action", "triangleDown"),
    NodeKind("report", "star"),
)
FAMILIES = (
    RelationFamily("belongs"),
    RelationFamily("speaks", (9, 5)),
    RelationFamily("decides", (14, 4, 3, 4)),
    RelationFamily("works", (4, 3)),
    RelationFamily("named", (2, 4)),
)
RELATIONS = (
    EdgeRelation("represents", "belongs"),
    EdgeRelation("chairs", "belongs"),
    EdgeRelation("leads", "belongs"),
    EdgeRelation("part-of", "belongs"),
    EdgeRelation("succeeded", "belongs"),
    EdgeRelation("presented", "speaks"),
    EdgeRelation("reported-on", "speaks"),
    EdgeRelation("told-of", "speaks"),
    EdgeRelation("decided-on", "decides"),
    EdgeRelation("noted", "decides"),
    EdgeRelation("asked", "decides"),
    EdgeRelation("asked-about", "decides"),
    EdgeRelation("responsible-for", "decides"),
    EdgeRelation("has-action-on", "decides"),
    EdgeRelation("funds", "works"),
    EdgeRelation("delivers", "works"),
    EdgeRelation("partner-of", "works", mutual=True),
    EdgeRelation("about", "speaks"),
    EdgeRelation("discussed-at", "speaks"),
    EdgeRelation("attended", "belongs"),
    EdgeRelation("named-together", "named", mutual=True),
)
TOGETHER = "named-together"  # the relation of entities that the papers only name together
SHOWN_AT_FIRST = ("person", "organisation", "programme")  # the others are drawn when asked for
BY_KEY = {relation.key: relation for relation in RELATIONS}
