"""Runs one query on one snapshot, in a process of its own that can be killed, so that a runaway takes nobody with it.

``python sandbox.py FOLDER`` (where pyoxigraph lies) reads the task as JSON on stdin. It imports nothing but the engine.

The answer is one line of JSON that says what follows (``rows``, ``truth``, ``triples`` or an error), then the result in
SPARQL JSON or N-Triples.
"""

from __future__ import annotations

import json
import sys
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])

import pyoxigraph as ox

MEMORY = (
    4 << 30
)  # bytes of address space beyond which a query is given up; a snapshot is mapped, not counted twice


def term(value: dict[str, str]) -> ox.NamedNode | ox.Literal:
    """A term from its SPARQL JSON form."""
    if value["type"] == "uri":
        return ox.NamedNode(value["value"])
    if "datatype" in value:
        return ox.Literal(value["value"], datatype=ox.NamedNode(value["datatype"]))
    return ox.Literal(value["value"], language=value.get("xml:lang"))


def answer(
    graph: ox.Store, query: str, bindings: dict[str, dict[str, str]], prefixes: dict[str, str]
) -> tuple[str, bytes]:
    """What kind of answer the query has, and the answer: SPARQL JSON for rows and truth, N-Triples for triples."""
    found: Any = graph.query(
        query,
        prefixes=prefixes,
        use_default_graph_as_union=True,
        substitutions={ox.Variable(name): term(value) for name, value in bindings.items()},
    )
    if isinstance(found, ox.QueryTriples):
        lines = {str(triple) for triple in found}  # the union of graphs may give a triple twice
        return "triples", "".join(f"{line} .\n" for line in sorted(lines)).encode()
    kind = "truth" if isinstance(found, ox.QueryBoolean) else "rows"
    return kind, found.serialize(format=ox.QueryResultsFormat.JSON) or b""


def main() -> None:
    task = json.load(sys.stdin)
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, ValueError, OSError):
        pass  # no such limit on this system
    try:
        graph = ox.Store.read_only(task["path"])
        kind, body = answer(graph, task["query"], task["bindings"], task["prefixes"])
        head: dict[str, str] = {"kind": kind}
    except (SyntaxError, RuntimeError, OSError, ValueError) as error:
        head, body = {"error": type(error).__name__, "message": str(error)}, b""
    except MemoryError:
        head, body = {"error": "MemoryError", "message": ""}, b""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
