"""Results of queries, and the formats they can be written in."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import IO, TYPE_CHECKING, Any, Literal, cast

import pyoxigraph as ox

from kg.errors import QueryError
from kg.ontology import PREFIXES
from kg.store.json_ld import write_json_ld

if TYPE_CHECKING:
    from rich.table import Table

ResultKind = Literal["rows", "truth", "triples"]
ROW_FORMATS = ("table", "csv", "json", "xml", "tsv")
TRIPLE_FORMATS = ("turtle", "ntriples", "json-ld")

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "tsv": ox.QueryResultsFormat.TSV,
}


@dataclass(frozen=True)
class QueryResult:
    """The result of a query. ``body`` is SPARQL JSON for rows and truth, N-Triples for triples."""

    kind: ResultKind
    body: bytes
    note: str = ""  # what a reader must know to understand the result

    @cached_property
    def _json(self) -> dict[str, Any]:
        return cast(dict[str, Any], json.loads(self.body))

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns; empty where the answer is not rows."""
        return tuple(self._json["head"].get("vars", ())) if self.kind == "rows" else ()

    @cached_property
    def rows(self) -> list[dict[str, str]]:
        """One dictionary a row, with every column: the empty string for an unbound variable."""
        if self.kind != "rows":
            return []
        columns = self.columns
        return [
            {name: row[name]["value"] if name in row else "" for name in columns}
            for row in self._json["results"]["bindings"]
        ]

    @property
    def truth(self) -> bool | None:
        """The result of an ASK query; ``None`` for any other."""
        return bool(self._json["boolean"]) if self.kind == "truth" else None

    def __bool__(self) -> bool:
        """Whether there is anything in it; the result of an ASK query is its truth."""
        return bool(self.truth or self.rows or (self.kind == "triples" and self.body))

    def without(self, columns: Iterable[str]) -> QueryResult:
        """The same result without some of its columns."""
        drop = set(columns)
        if self.kind != "rows" or not drop.intersection(self.columns):
            return self
        kept = [name for name in self.columns if name not in drop]
        rows = [
            {name: row[name] for name in kept if name in row}
            for row in self._json["results"]["bindings"]
        ]
        whole = {"head": {"vars": kept}, "results": {"bindings": rows}}
        return QueryResult("rows", json.dumps(whole, ensure_ascii=False).encode())

    def serialize(self, format: str) -> bytes:
        """The result as ``csv``, ``json``, ``xml`` or ``tsv`` (rows and truth), or as ``turtle``,
        ``ntriples`` or ``json-ld`` (triples).

        CSV ends its lines with a newline and does not show types. Raises ``QueryError`` for a
        format that the result cannot have.
        """
        formats = TRIPLE_FORMATS if self.kind == "triples" else ROW_FORMATS
        if format not in formats:
            what = {"rows": "SELECT", "truth": "ASK", "triples": "CONSTRUCT or DESCRIBE"}[self.kind]
            raise QueryError(
                f"a {what} query cannot be written as {format}; use one of {', '.join(formats)}"
            )
        if self.kind == "triples":
            return self._triples(format)
        if format == "csv":
            return self._csv().encode()
        if self.kind == "truth" and format == "tsv":
            return b"true\n" if self.truth else b"false\n"
        if format == "json":
            return json.dumps(self._json, ensure_ascii=False, indent=1).encode() + b"\n"
        parsed = ox.parse_query_results(self.body, format=ox.QueryResultsFormat.JSON)
        body = (parsed.serialize(format=_RESULTS[format]) or b"").rstrip(b"\n") + b"\n"
        return well_formed(body) if format == "xml" else body

    def _csv(self) -> str:
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        if self.kind == "truth":
            writer.writerow(["true" if self.truth else "false"])
        else:
            writer.writerow(self.columns)
            writer.writerows(row.values() for row in self.rows)
        return out.getvalue()

    def _triples(self, format: str) -> bytes:
        if format == "ntriples":
            return self.body
        quads = ox.parse(self.body, format=ox.RdfFormat.N_TRIPLES)
        triples = [quad.triple for quad in quads]
        if format == "json-ld":
            return write_json_ld(triples)
        prefixes = used_prefixes(PREFIXES, triples)
        turtle = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b""
        return turtle.rstrip(b"\n") + b"\n"

    def table(self, base: str | None = None) -> Table:
        """The rows as a table for a terminal; IRIs under ``base`` are shortened by it."""
        from rich.table import Table
        from rich.text import Text

        table = Table(show_lines=False, header_style="bold", row_styles=("", "dim"), expand=False)
        for name in self.columns:
            table.add_column(name, overflow="fold")
        for row in self.rows:
            table.add_row(
                *(Text(_shown(cell.removeprefix(base) if base else cell)) for cell in row.values())
            )
        return table


def well_formed(xml: bytes) -> bytes:
    """XML as Oxigraph writes it, with U+FFFD for the characters that no XML can hold."""
    return _NO_XML.sub("\ufffd", xml.decode()).encode()


def used_prefixes(
    prefixes: Mapping[str, str], statements: Sequence[ox.Triple | ox.Quad]
) -> dict[str, str]:
    """Those of ``prefixes`` (prefix → namespace) that an IRI in ``statements`` begins with."""
    iris = {
        term.value
        for statement in statements
        for term in (statement.subject, statement.predicate, statement.object)
        if isinstance(term, ox.NamedNode)
    }
    return {
        name: iri for name, iri in prefixes.items() if any(each.startswith(iri) for each in iris)
    }


def print_result(
    result: QueryResult, format: str, out: IO[bytes], width: int | None = None
) -> None:
    """Write a result to a stream.

    A ``table`` is drawn at most ``width`` characters wide; without a width, as for a pipe or a
    file, it is a line a row with tabs between the cells, so that no cell is cut or wrapped.
    """
    if format != "table":
        out.write(result.serialize(format))
        return
    if result.kind != "rows":
        out.write(result.serialize("turtle" if result.kind == "triples" else "csv"))
        return
    if width is None:
        lines = [result.columns, *(row.values() for row in result.rows)]
        out.write("".join("\t".join(map(_one_cell, line)) + "\n" for line in lines).encode())
        return
    from rich.console import Console

    text = io.StringIO()
    Console(file=text, width=width, force_terminal=False, legacy_windows=False).print(
        result.table()
    )
    out.write(text.getvalue().encode())


def _shown(cell: str) -> str:
    """A cell of one or more lines, without what a terminal obeys."""
    return "\n".join(map(_one_cell, cell.split("\n")))


def _one_cell(cell: str) -> str:
    """A cell on one line, without tabs and control characters."""
    return "".join(c if c.isprintable() else " " for c in cell)
