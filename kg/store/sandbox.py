"""Runs one query on one snapshot in a process of its own, which can be killed on its own.

``python sandbox.py FOLDER``, where ``FOLDER`` holds pyoxigraph, reads the task as JSON on stdin. It
imports nothing but the engine.

It writes one line of JSON that says what follows (``rows``, ``truth``, ``triples`` or an error),
then the result in SPARQL JSON or N-Triples.
"""

from __future__ import annotations

import json
import sys
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])

import pyoxigraph as ox

# Bytes of address space beyond which a query is ended; a snapshot is mapped, not counted twice.
MEMORY_LIMIT = 4 << 30


def parse_term(value: dict[str, str]) -> ox.NamedNode | ox.Literal:
    """A term from its SPARQL JSON form."""
    if value["type"] == "uri":
        return ox.NamedNode(value["value"])
    if "datatype" in value:
        return ox.Literal(value["value"], datatype=ox.NamedNode(value["datatype"]))
    return ox.Literal(value["value"], language=value.get("xml:lang"))


def run_query(
    graph: ox.Store, query: str, bindings: dict[str, dict[str, str]], prefixes: dict[str, str]
) -> tuple[str, bytes]:
    """The kind of result (``rows``, ``truth``, ``triples``), and the result.

    Rows and truth are SPARQL JSON; triples are N-Triples, each once, sorted. The default graph is
    the union of all named graphs.
    """
    found: Any = graph.query(
        query,
        prefixes=prefixes,
        use_default_graph_as_union=True,
        substitutions={ox.Variable(name): parse_term(value) for name, value in bindings.items()},
    )
    if isinstance(found, ox.QueryTriples):
        lines = {str(triple) for triple in found}  # the union of graphs may give a triple twice
        return "triples", "".join(f"{line} .\n" for line in sorted(lines)).encode()
    kind = "truth" if isinstance(found, ox.QueryBoolean) else "rows"
    return kind, found.serialize(format=ox.QueryResultsFormat.JSON) or b""


def main() -> None:
    """Run the query of the task on stdin and write its result, or its error, to stdout."""
    task = json.load(sys.stdin)
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    except (ImportError, ValueError, OSError):
        pass  # no such limit on this system
    try:
        graph = ox.Store.read_only(task["path"])
        kind, body = run_query(graph, task["query"], task["bindings"], task["prefixes"])
        head: dict[str, str] = {"kind": kind}
    except (SyntaxError, RuntimeError, OSError, ValueError) as error:
        head, body = {"error": type(error).__name__, "message": str(error)}, b""
    except MemoryError:
        head, body = {"error": "MemoryError", "message": ""}, b""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
