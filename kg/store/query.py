"""Questions to the graph: the named queries of ``queries/``, files, and any other SPARQL.

Parameters are bound as terms, never pasted into a query's text. A person's query runs in a process of its own, so that
the time-out really ends it; what would write to the graph or reach out to another server is refused before it runs.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher, get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import pyoxigraph as ox

from kg.errors import NotFound, QueryError
from kg.store import sandbox
from kg.store.embedded import Published
from kg.store.results import Answer, Kind
from kg.store.syntax import explain, place
from kg.store.syntax import words as words
from kg.text.topic_keys import search_words, topic_keys, type_variant_keys
from ontology import PREFIXES

if TYPE_CHECKING:
    from kg.store.remote import Remote

TIMEOUT = 30.0  # seconds
NEAR_NAME = 0.87  # likeness from which a name that nothing is called is taken for a misspelling

ParameterKind = Literal["text", "entity", "iri", "date", "integer"]
Term = dict[str, str]  # as in SPARQL JSON

_XSD = PREFIXES["xsd"]
_HEADER = re.compile(r"#\s*(title|answers|columns|otherwise)\s*:\s*(.*)")
_PARAMETER = re.compile(r"#\s*param\s+(?P<name>\w+)\s*(?:\((?P<kind>\w+)\))?\s*:\s*(?P<meaning>.*)")
_DEFAULT = re.compile(r"\(default:? (?P<value>[^()]*)\)")
_IRI = re.compile(r"<?((?:https?|urn)[:/][^\s<>\"{}|\\^`]{1,2000})>?")
_UPDATES = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"}
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a query can be given. ``default`` is what it is without one; ``optional`` says it may stay open."""

    name: str
    kind: ParameterKind
    meaning: str
    default: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A query's text and what its header says of it. ``name`` is that of its file."""

    name: str
    title: str
    answers: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    text: str
    public: bool = False  # offered to users; the others serve our own commands
    otherwise: str | None = (
        None  # the query to ask instead where its entity is nobody's name, with the words alone
    )


@dataclass(frozen=True, slots=True)
class Match:
    """An entity that a name may mean; ``likeness`` is 1 where it is called so, less where it is only near."""

    iri: str
    name: str
    kind: Literal["programme", "organisation", "person"]
    mentions: int
    likeness: float = 1.0


# ── queries ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def read_query(name: str, text: str) -> Query:
    """A query from its text; its header is the comments that come before the first word of SPARQL."""
    fields = {"title": "", "answers": "", "columns": ""}
    parameters = []
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            break
        if found := _HEADER.match(line):
            fields[found[1]] = found[2].strip()
        elif found := _PARAMETER.match(line):
            parameters.append(_parameter(name, found))
    columns = tuple(column.strip() for column in fields["columns"].split(",") if column.strip())
    otherwise = fields.get("otherwise") or None
    return Query(
        name,
        fields["title"],
        fields["answers"],
        tuple(parameters),
        columns,
        text,
        otherwise=otherwise,
    )


def _parameter(query: str, found: re.Match[str]) -> Parameter:
    kind = found["kind"] or "text"
    if kind not in ("text", "entity", "iri", "date", "integer"):
        raise QueryError(
            f"{query}: parameter {found['name']} is of the kind {kind}; use text, entity, iri, date or integer"
        )
    default = _DEFAULT.search(found["meaning"])
    value = default["value"].strip() if default else None
    optional = value == "none"
    return Parameter(
        found["name"],
        cast(ParameterKind, kind),
        found["meaning"].strip(),
        None if optional else value,
        optional,
    )


@cache
def named_queries() -> dict[str, Query]:
    """The queries of ``queries/`` by name, in alphabetical order."""
    found = {
        file.name.removesuffix(".rq"): (file, folder == "public")
        for folder in ("public", "internal")
        for file in files("queries").joinpath(folder).iterdir()
        if file.name.endswith(".rq")
    }
    return {
        name: replace(read_query(name, file.read_text(encoding="utf-8")), public=public)
        for name, (file, public) in sorted(found.items())
    }


def public_queries() -> list[Query]:
    """The named queries that are questions in themselves, not parts of a command."""
    return [query for query in named_queries().values() if query.public]


def find_query(given: str) -> Query:
    """The named query ``given``, or the one in the file of that path. Raises ``NotFound`` with what comes near."""
    if given in named_queries():
        return named_queries()[given]
    path = Path(given)
    if path.suffix in (".rq", ".sparql") or "/" in given or path.is_file():
        try:
            return read_query(given, path.read_text(encoding="utf-8"))
        except UnicodeDecodeError:
            raise QueryError(f"{given}: not UTF-8 text; save the query as UTF-8") from None
        except OSError as error:
            reason = error.strerror or error
            raise QueryError(
                f"{given}: cannot be read ({reason}); give a named query, a file that exists or -"
            ) from None
    near = get_close_matches(given, named_queries(), 3, 0.5)
    hint = f"; near it: {', '.join(near)}" if near else ""
    raise NotFound(f"{given}: no query of that name{hint}. 'kg queries' lists them")


# ── asking ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def ask(
    source: Published | ox.Store | Remote,
    query: Query | str,
    params: Mapping[str, str] | None = None,
    timeout: float | None = TIMEOUT,
    service: bool = False,
) -> Answer:
    """The answer to a query, by object or by its name in ``queries/``.

    ``params`` are checked against the query's header and bound as terms. With a published graph the query runs in a
    process of its own, which is ended after ``timeout`` seconds (``None``: never); with an open ``Store`` it runs here,
    without a time-out. ``service`` allows a query to reach out to other servers. Raises ``QueryError``; ``NotFound``
    where a parameter names an entity that is not in the graph.
    """
    meant = find_query(query) if isinstance(query, str) else query
    refuse(meant, service)
    graph = source.graph if isinstance(source, Published) else source
    note = ""
    try:
        bindings = bind(graph, meant, params or {})
    except NotFound:
        words = search_words(" ".join((params or {}).values()))
        if meant.otherwise is None or not words or not found(graph, words):
            raise
        meant = find_query(meant.otherwise)
        bindings = bind(graph, meant, word_params(words))
        note = "nobody's name; searched as words"
    if isinstance(source, Published) and timeout is not None:
        kind, body = _elsewhere(source.path, meant, bindings, timeout)
    else:
        kind, body = _here(graph, meant, bindings)
    inner = {parameter.name for parameter in meant.parameters} - set(meant.columns)
    return replace(Answer(cast(Kind, kind), body).without(inner), note=note)


def word_params(words: Sequence[str]) -> dict[str, str]:
    """Words as the parameters of ``timeline-words``."""
    return {f"w{number}": word for number, word in enumerate(words, start=1)}


def found(graph: ox.Store | Remote, words: Sequence[str]) -> list[dict[str, str]]:
    """The rows of ``timeline-words``: the places in the papers that hold all the words."""
    query = find_query("timeline-words")
    return Answer("rows", _here(graph, query, bind(graph, query, word_params(words)))[1]).rows


def rows(graph: ox.Store | Remote, name: str, **bindings: str) -> list[dict[str, str]]:
    """The rows of a named query, run in this process; an IRI (``http…``) is bound as one, other values as strings."""
    query = find_query(name)
    terms = {key: _loose(value) for key, value in bindings.items()}
    return Answer("rows", _here(graph, query, terms)[1]).rows


def _here(
    graph: ox.Store | Remote, query: Query, bindings: Mapping[str, Term]
) -> tuple[str, bytes]:
    if not isinstance(graph, ox.Store):
        return graph.answer(query.text, bindings, PREFIXES)
    try:
        return sandbox.answer(graph, query.text, dict(bindings), dict(PREFIXES))
    except SyntaxError as error:
        raise syntax_error(query, str(error)) from None
    except (RuntimeError, ValueError, OSError) as error:
        raise _failed(query, bindings, str(error)) from None


def _elsewhere(
    path: Path, query: Query, bindings: Mapping[str, Term], timeout: float
) -> tuple[str, bytes]:
    """Runs the query in a child process, and kills it when its time is over."""
    task = {
        "path": str(path),
        "query": query.text,
        "bindings": bindings,
        "prefixes": dict(PREFIXES),
    }
    # Isolated and without site-packages: it needs the engine alone, whose folder it is told, and starts in 30 ms.
    start = [sys.executable, "-I", "-S", sandbox.__file__, str(Path(ox.__file__).parents[1])]
    try:
        done = subprocess.run(
            start,
            input=json.dumps(task).encode(),
            capture_output=True,
            timeout=timeout,
        )
    except subprocess.TimeoutExpired:
        raise QueryError(
            f"{query.name}: ended after {timeout:g} seconds; narrow the query or allow it more with --timeout"
        ) from None
    head_line, _, body = done.stdout.partition(b"\n")
    if not head_line:
        raise QueryError(
            f"{query.name}: the query took more memory than it may have ({sandbox.MEMORY >> 30} GB); narrow it"
        )
    head = json.loads(head_line)
    if "kind" in head:
        return head["kind"], body
    if head["error"] == "SyntaxError":
        raise syntax_error(query, head["message"])
    raise _failed(query, bindings, head["message"])


def _failed(query: Query, bindings: Mapping[str, Term], message: str) -> QueryError:
    if "SELECT projection" in message:
        name = next((name for name in bindings if f"?{name} " in message), "")
        return QueryError(
            f"{query.name}: the parameter {name} is not among the variables after SELECT; add ?{name} there"
        )
    return QueryError(f"{query.name}: {' '.join(message.split())[:300]}")


def syntax_error(query: Query, message: str) -> QueryError:
    """What is wrong with a query, with line, column, the line itself and a caret; ``message`` is the engine's."""
    return QueryError(f"{query.name}, {explain(query.text, message, PREFIXES)}")


# ── what is refused ─────────────────────────────────────────────────────────────────────────────────────────────────


def refuse(query: Query, service: bool = False) -> None:
    """Raises ``QueryError`` for an update, and for ``SERVICE`` unless it is allowed."""
    first = True
    for word, at in words(query.text):
        upper = word.upper()
        if upper in ("PREFIX", "BASE"):
            continue
        if first and upper in _UPDATES:
            raise QueryError(
                f"{query.name}, {place(query.text, at)}: {upper} would change the graph; queries only read it"
            )
        first = False
        if upper == "SERVICE" and not service:
            raise QueryError(
                f"{query.name}, {place(query.text, at)}: SERVICE would send words to another server; leave it out"
            )


# ── parameters ──────────────────────────────────────────────────────────────────────────────────────────────────────


def bind(graph: ox.Store | Remote, query: Query, params: Mapping[str, str]) -> dict[str, Term]:
    """The terms that a query's variables are bound to. Raises ``QueryError`` or ``NotFound``."""
    known = {parameter.name: parameter for parameter in query.parameters}
    if known or query.title:
        for name in params:
            if name not in known:
                has = f"it takes {', '.join(known)}" if known else "it takes none"
                raise QueryError(f"{query.name}: no parameter {name}; {has}")
    bindings = {}
    for parameter in query.parameters:
        value = params.get(parameter.name, parameter.default)
        if value is not None:
            bindings[parameter.name] = _term(graph, query, parameter, value)
        elif not parameter.optional:
            raise QueryError(f"{query.name}: give --param {parameter.name}=…, {parameter.meaning}")
    for name, value in params.items():
        if name not in known:
            bindings[name] = _loose(value)
    return bindings


def _loose(value: str) -> Term:
    found = _IRI.fullmatch(value.strip())
    return {"type": "uri", "value": found[1]} if found else {"type": "literal", "value": value}


def _term(graph: ox.Store | Remote, query: Query, parameter: Parameter, value: str) -> Term:
    where = f"{query.name}: parameter {parameter.name}={value}"
    if parameter.kind == "text":
        return {"type": "literal", "value": value}
    if parameter.kind == "date":
        try:
            day = date.fromisoformat(value.strip())
        except ValueError:
            raise QueryError(f"{where}: not a date; write it as 2023-06-30") from None
        return {"type": "literal", "value": day.isoformat(), "datatype": _XSD + "date"}
    if parameter.kind == "integer":
        if not re.fullmatch(r"\s*[+-]?\d{1,18}\s*", value):
            raise QueryError(f"{where}: not a whole number")
        return {"type": "literal", "value": str(int(value)), "datatype": _XSD + "integer"}
    found = _IRI.fullmatch(value.strip())
    if found:
        iri = found[1] if parameter.kind == "iri" else current(graph, found[1])
        return {"type": "uri", "value": iri}
    if parameter.kind == "iri":
        raise QueryError(f"{where}: not an IRI; give it whole, beginning with http")
    return {"type": "uri", "value": resolve(graph, value).iri}


# ── names ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def matches(graph: ox.Store | Remote, name: str) -> list[Match]:
    """The entities that ``name`` may mean, the likeliest first: by IRI, by any of its names, else by a near spelling.

    “Lamplight” finds the Lamplight Programme, and the other way round, if nothing is called exactly so.

    An entity called exactly so comes before one whose name is only equal without its bracket or its plural; then the
    one that is named more often.
    """
    found = _IRI.fullmatch(name.strip())
    if found:
        return [_match(row) for row in rows(graph, "entity", entity=current(graph, found[1]))[:1]]
    for keys in (topic_keys(name), type_variant_keys(name)):
        best: dict[str, tuple[tuple[int, int, str], Match]] = {}
        for at, key in enumerate(keys):
            for row in rows(graph, "resolve", key=key):
                match = _match(row)
                rank = (at + (match.name != name), -match.mentions, match.iri)
                if match.iri not in best or rank < best[match.iri][0]:
                    best[match.iri] = (rank, match)
        if best:
            return [match for _, match in sorted(best.values(), key=lambda pair: pair[0])]
    return near(graph, name)


def current(graph: ox.Store | Remote, iri: str) -> str:
    """The IRI of an entity today: an older one, given up when two were found to be one, leads to it."""
    return next((row["replacement"] for row in rows(graph, "replacement", entity=iri)), iri)


def near(graph: ox.Store | Remote, name: str, least: float = NEAR_NAME) -> list[Match]:
    """The entities with a name spelled nearly like ``name``, the nearest first; an IRI is near to none."""
    if _IRI.fullmatch(name.strip()):
        return []
    best: dict[str, Match] = {}
    for key in topic_keys(name):
        matcher = SequenceMatcher(None, "", key, autojunk=False)
        for row in rows(graph, "keys"):
            matcher.set_seq1(row["key"])
            if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
                continue
            likeness = matcher.ratio()
            if likeness >= least and (
                row["entity"] not in best or likeness > best[row["entity"]].likeness
            ):
                best[row["entity"]] = _match(row, likeness)
    return sorted(best.values(), key=lambda match: (-match.likeness, -match.mentions, match.iri))


def resolve(graph: ox.Store | Remote, name: str) -> Match:
    """The one entity that ``name`` most likely means. Raises ``NotFound`` with what comes near."""
    found = matches(graph, name)
    if found:
        return found[0]
    hints = [match.name for match in near(graph, name, 0.6)[:3]]
    hint = f"; near it: {', '.join(hints)}" if hints else ""
    raise NotFound(f"{name}: no programme, organisation or person of that name{hint}")


def _match(row: Mapping[str, Any], likeness: float = 1.0) -> Match:
    return Match(row["entity"], row["name"], row["kind"], int(row["mentions"] or 0), likeness)
