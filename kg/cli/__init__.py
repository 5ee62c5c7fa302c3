"""The command line: each command parses its words, calls one function, prints what it gives.

Results go to standard output, everything else to standard error. Imports of anything heavy stand inside the commands,
so that ``kg --help`` is quick.
"""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from kg import __version__
from kg.errors import CheckFailed, InputError, KgError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from extractors.facts import EntityKind
    from kg.pipeline.build import Built, Options
    from kg.review.name_verdicts import Pen
    from kg.store.remote import Remote
    from kg.store.snapshots import PublishedGraph
    from kg.store.validation import QualityMeasure

app = typer.Typer(
    name="kg",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Reads the papers of partnership boards and keeps who, what and what was decided as a knowledge graph, "
    "every statement traceable to its page and words.",
    epilog="Exit codes: 0 done, 1 the answer is no, 2 bad usage or bad input.",
)

Store = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="DIR|URL",
        help="The store: a folder, or a SPARQL server. [default: $KG_STORE, else .kg]",
    ),
]
Verdicts = Annotated[
    Path | None,
    typer.Option(
        "--verdicts",
        metavar="FILE",
        show_default=False,
        help="What people decided about names. [default: as in the last build, else verdicts.toml in the store]",
    ),
]
Kind = Annotated[
    str | None, typer.Option("--kind", metavar="KIND", help="person, organisation or programme.")
]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who says so.")]
Rebuild = Annotated[
    bool, typer.Option("--rebuild", help="Publish the graph anew with what was written.")
]
Out = Annotated[
    Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write to this file instead.")
]


@app.callback()
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the traceback of an error; any command takes it.")
    ] = False,
) -> None:
    pass  # both are seen to in ``main``, which finds them wherever they stand


@app.command()
def demo(store: Store = None) -> None:
    """Build the sample packs of a fictional board, trace one of its programmes, and write its network page.

    Without --store the graph goes to a new temporary folder, which is left for you to look into.
    """
    from kg.demo import run as run_demo

    with _Bar() as bar:
        run_demo(Path(_folder(store)) if store is not None else None, bar.show)


@app.command()
def build(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH…",
            help="Papers (.txt .md .pdf) and folders. Without any: those in the store.",
        ),
    ] = None,
    store: Store = None,
    base: Annotated[
        str | None, typer.Option(metavar="IRI", help="What every IRI of the data begins with.")
    ] = None,
    vocabulary: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="Your own organisations and programmes, as SKOS in Turtle; repeatable.",
        ),
    ] = None,
    workers: Annotated[
        int,
        typer.Option(
            metavar="N",
            min=0,
            show_default=False,
            help="Processes that read. [default: one a processor]",
        ),
    ] = 0,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Begin anew: forget the papers that are in the store.")
    ] = False,
    issues: Annotated[
        bool, typer.Option("--issues", help="Print the path of the issue log at the end.")
    ] = False,
    verdicts: Verdicts = None,
    explain: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Show, place by place, why NAME is or is not an entity; no summary.",
        ),
    ] = None,
) -> None:
    """Read papers, extract and link what they say, and publish the graph.

    The papers are added to those in the store, or refreshed; papers that did not change are not read again.
    """
    from kg.pipeline.build import Options

    if fresh and not paths:
        raise InputError(
            "--fresh forgets the papers that are in the store; name the papers to begin with"
        )
    options = Options(base, tuple(vocabulary) if vocabulary else None, workers, fresh, verdicts)
    built = _build(store, options, paths)
    _tell(built, _home(store), summary=explain is None)
    if explain is not None:
        from kg.review.explain import explain_name
        from kg.review.session import known

        print(explain_name(known(Path(_home(store))), explain), end="")
    if issues:
        print(built.issue_log)
    if built.problems:
        raise typer.Exit(2)


@app.command()
def query(
    name: Annotated[
        str, typer.Argument(metavar="NAME|FILE.rq|-", help="A named query, a file, or - for stdin.")
    ],
    store: Store = None,
    param: Annotated[
        list[str] | None,
        typer.Option(
            "--param", "-p", metavar="KEY=VALUE", help="A value for the query; repeatable."
        ),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="SELECT, ASK: table csv json xml tsv. CONSTRUCT, DESCRIBE: turtle ntriples json-ld.",
        ),
    ] = "table",
    timeout: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.01, help="End the query after so long.")
    ] = 30.0,
    allow_service: Annotated[
        bool,
        typer.Option(
            "--allow-service", help="Let SERVICE send parts of the query to other servers."
        ),
    ] = False,
    out: Out = None,
) -> None:
    """Ask the graph: a named query, a file of SPARQL, or SPARQL from standard input."""
    import shutil
    from io import BytesIO

    from kg.store.parameterised_query import run_query
    from kg.store.query_catalogue import find_query, read_query
    from kg.store.results import print_result

    meant = read_query("standard input", sys.stdin.read()) if name == "-" else find_query(name)
    with _opened(store, timeout) as graph:
        answer = run_query(graph, meant, _params(param or []), timeout, allow_service)
    if answer.note:
        _say(answer.note)
    written = BytesIO()
    print_result(
        answer, form, written, shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    )
    _write(written.getvalue(), out)


@app.command()
def queries(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Show this one with its text.")
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="List those that serve other commands, too.")
    ] = False,
) -> None:
    """List the named queries with their parameters, or show one with its text."""
    from kg.store.query_catalogue import find_query, named_queries

    if name is not None:
        print(find_query(name).text, end="")
        return
    for each in named_queries().values():
        if not (each.public or every):
            continue
        takes = "".join(f" {parameter.name}=…" for parameter in each.parameters)
        print(f"{each.name}{takes}\n    {each.answers}")


@app.command()
def trace(
    topic: Annotated[
        str, typer.Argument(help="A programme, organisation, person, acronym, IRI, or words.")
    ],
    other: Annotated[
        str | None, typer.Argument(metavar="[TOPIC]", help="A second one, set beside it.")
    ] = None,
    store: Store = None,
    form: Annotated[
        str,
        typer.Option(
            "--format", "-f", metavar="FORMAT", help="table, markdown, html, json or csv."
        ),
    ] = "table",
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="From this day on, as 2023-06-30.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Up to this day.")] = None,
    since_pack: Annotated[
        str | None,
        typer.Option(
            "--since-pack", metavar="FILE|DATE", help="Only what packs after this one brought."
        ),
    ] = None,
    out: Out = None,
) -> None:
    """Show how a topic went through the meetings: reported, discussed, resolved, asked for, and what came of it."""
    from kg.views.timeline import in_place, render
    from kg.views.timeline import trace as follow

    days = _day("--since", since), _day("--until", until)
    if other is not None:
        from kg.views import comparison

        if since_pack is not None:
            raise InputError("--since-pack takes one topic; leave the second out, or give --since")
        with _opened(store) as graph:
            both = comparison.compare(_graph(graph), topic, other, *days)
        _write(comparison.render(both, form).encode(), out)
        return
    with _opened(store) as graph:
        found = follow(_graph(graph), topic, *days, since_pack=since_pack, full=True)
        if form == "html":
            found = in_place(_graph(graph), found)
    _write(render(found, form).encode(), out)


@app.command()
def digest(
    day: Annotated[
        str | None, typer.Argument(metavar="[DATE]", help="Whose papers; the newest without it.")
    ] = None,
    store: Store = None,
    form: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="markdown, html or json.")
    ] = "markdown",
    out: Out = None,
) -> None:
    """Tell what the papers of one meeting bring that is new, by programme and partner, and what is overdue."""
    from kg.views.digest import digest as look
    from kg.views.digest import render

    with _opened(store) as graph:
        found = look(_graph(graph), day)
    _write(render(found, form).encode(), out)


@app.command()
def show(
    topic: Annotated[
        str | None, typer.Argument(help="Whose network; the most active names without one.")
    ] = None,
    store: Store = None,
    out: Annotated[
        Path,
        typer.Option(
            "--out", "-o", metavar="FILE", help="The page to write; - for standard output."
        ),
    ] = Path("network.html"),
    depth: Annotated[
        int, typer.Option(metavar="STEPS", min=1, max=5, help="Steps from the topic.")
    ] = 1,
    kinds: Annotated[
        str | None,
        typer.Option(metavar="KIND,KIND", help="person, organisation, programme, meeting."),
    ] = None,
    limit: Annotated[
        int, typer.Option(metavar="N", min=1, max=2000, help="Names drawn at most.")
    ] = 60,
) -> None:
    """Write the network of people, organisations and programmes as one page that opens without a network."""
    with _opened(store) as graph:
        page = _page(graph, topic, depth, kinds, limit)
    if str(out) == "-":
        _write(page, None)
        return
    _write(page, out)
    print(out)


@app.command()
def export(
    store: Store = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="trig nquads turtle json-ld: the graph; graphml gexf csv: the network.",
        ),
    ] = "trig",
    out: Out = None,
) -> None:
    """Write the whole graph, or the network in it, to a file that other programs read."""
    from io import BytesIO

    from kg.store import snapshots
    from kg.views.export import export as export_to

    written = BytesIO()
    with snapshots.open_snapshot(_folder(store)) as published:
        export_to(published, form, written)
    _write(written.getvalue(), out)


@app.command()
def check(
    store: Store = None,
    full: Annotated[
        bool, typer.Option("--full", help="Run the shapes themselves through pySHACL as well.")
    ] = False,
) -> None:
    """Check that the graph is whole, and say how good what was read is. Ends with 1 where a shape is broken."""
    from kg.store.validation import validate as look

    with _opened(store) as graph:
        found = look(graph, full)
    for finding in found.results:
        print(f"{finding.severity}: {finding}")
    if found.results:
        print()
    _pairs([(measure.name, _share(measure)) for measure in found.quality])
    if not found.conforms:
        broken = len(
            {finding.shape for finding in found.results if finding.severity == "violation"}
        )
        raise CheckFailed(
            f"{broken} of {found.shapes} shapes are broken; the lines above say where"
        )
    _say(f"all {found.shapes} shapes hold")


@app.command()
def stats(store: Store = None) -> None:
    """Count what the graph holds: documents, meetings and their span of dates, and every kind of fact."""
    from kg.store import snapshots
    from kg.store import stats as counting

    with snapshots.open_snapshot(_folder(store)) as published:
        rows = [
            (name, f"{count:,}") for name, count in counting.count_classes(published.graph).items()
        ]
        span = counting.meeting_dates(published.graph)
        rows += [
            ("quads", f"{published.manifest['quads']:,}"),
            ("issues", f"{published.manifest['issues']:,}"),
        ]
        rows += [("first meeting", span[0]), ("last meeting", span[1])] if span else []
    _pairs(rows)


@app.command()
def serve(
    store: Store = None,
    host: Annotated[
        str, typer.Option(metavar="HOST", help="The address to listen at.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(metavar="PORT", min=0, max=65535, help="0 picks a free one.")
    ] = 8000,
    i_know: Annotated[
        bool,
        typer.Option(
            "--i-know",
            help="Let everybody who can reach a --host beyond this machine read the graph.",
        ),
    ] = False,
    token: Annotated[
        str | None,
        typer.Option(metavar="TOKEN", help="What visitors must show. [default: $KG_TOKEN]"),
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Another name this server is asked for by; repeatable."),
    ] = None,
    cors: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ORIGIN", help="Let scripts of this web site (or *) read answers; repeatable."
        ),
    ] = None,
    timeout: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.1, help="End a query after so long.")
    ] = 30.0,
    workers: Annotated[
        int,
        typer.Option(
            metavar="N", min=0, max=64, show_default=False, help="Queries that run at once."
        ),
    ] = 0,
    rate: Annotated[
        float | None,
        typer.Option(
            metavar="N",
            min=0,
            show_default=False,
            help="Requests a second from one address at most.",
        ),
    ] = None,
    gold: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            exists=True,
            file_okay=False,
            help="Rows that readers expect, as NAME.csv for the named query NAME: About says how right the graph is.",
        ),
    ] = None,
) -> None:
    """Serve the explorer at / and the SPARQL 1.1 endpoint at /sparql, until interrupted.

    A graph published meanwhile by kg build is taken up at once.
    """
    from kg.serve.server import ServeOptions as Options
    from kg.serve.server import serve as start

    options = Options(
        host,
        port,
        i_know,
        token,
        tuple(name or ()),
        tuple(cors or ()),
        timeout,
        workers,
        rate,
        gold,
    )
    start(Path(_folder(store)), options)


@app.command()
def issues(
    store: Store = None,
    level: Annotated[
        str | None, typer.Option(metavar="LEVEL", help="Only info, warning or error.")
    ] = None,
    document: Annotated[
        str | None, typer.Option(metavar="FILE", help="Only those of this paper.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="The lines of the log as they are.")
    ] = False,
) -> None:
    """List what the last build could not handle, or not with certainty."""
    import json

    from kg.store import snapshots

    where = Path(_folder(store))
    snapshots.open_snapshot(where).close()
    for line in (where / snapshots.ISSUES_FILE).read_text(encoding="utf-8").splitlines():
        issue = json.loads(line)
        if level not in (None, issue["level"]) or document not in (None, issue["document"]):
            continue
        if as_json:
            print(line)
            continue
        page = f" p. {issue['page']}" if issue["page"] else ""
        words = f" “{issue['words']}”" if issue["words"] else ""
        print(
            f"{issue['level']}: {issue['document'] or 'all papers'}{page}: {issue['message']}{words}"
        )


@app.command()
def why(
    left: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="A name as printed, a preferred name, an id or an IRI."
        ),
    ],
    right: Annotated[str, typer.Argument(metavar="NAME", help="The other one.")],
    store: Store = None,
    kind: Kind = None,
    quotes: Annotated[int, typer.Option(metavar="N", min=0, help="Places shown of each name.")] = 3,
) -> None:
    """Explain whether two names are one: the clues for and against with their weights, and where each name stands.

    Given the IRIs of two statements, as kg query threads-ties lists them, explains whether they are tied. Ends with 1
    where one of them is not known, or they are of different kinds.
    """
    from kg.review.explain import explain_pair
    from kg.review.session import known
    from kg.review.tie_review import explain_tie

    home = Path(_home(store))
    names = known(home)
    tied = explain_tie(names, home, left, right) if ":" in left and ":" in right else None
    print(tied or explain_pair(names, left, right, _kind(kind), quotes), end="")


@app.command()
def review(
    store: Store = None, verdicts: Verdicts = None, by: By = None, rebuild: Rebuild = False
) -> None:
    """Go through the names and the ties in doubt, one question at a time, and write each answer down at once.

    Answers are letters, one a line, also from a file or a pipe: of names s same, d different, n not an entity; of ties
    between statements r right, w wrong; of both k skip, q quit.
    """
    from datetime import date

    from rich.console import Console

    from kg.review.name_verdicts import Pen
    from kg.review.session import known
    from kg.review.tie_review import TiePen, TieReview
    from kg.review.walkthrough import Review

    def ask(prompt: str) -> str | None:
        print(prompt, end="", flush=True)
        line = sys.stdin.readline()
        if not line or not sys.stdin.isatty():
            print(line.rstrip("\n"))
        return line or None

    names = known(Path(_home(store)), verdicts)
    said, console = (
        (names, by, date.today().isoformat()),
        Console(highlight=False, markup=False, emoji=False),
    )
    done = Review(names, Pen(*said), console, ask).run()
    done += TieReview(names, TiePen(*said), console, ask).run(done.stopped)
    if not done.questions:
        print("No name and no tie is in doubt.")
    else:
        print(f"{done.asked} of {done.questions} question(s) asked, {done.written} answered.")
    if done.written:
        _written(names.file, store, verdicts, rebuild)


correct = typer.Typer(
    rich_markup_mode=None, context_settings={"help_option_names": ["-h", "--help"]}
)
app.add_typer(correct, name="correct")

In = Annotated[
    list[str] | None,
    typer.Option(
        "--in",
        metavar="FILE",
        help="The paper in which a name is meant; for two names given twice.",
    ),
]
Note = Annotated[
    str | None, typer.Option("--note", metavar="TEXT", help="Why, for whoever reads the file.")
]
Name = Annotated[
    str,
    typer.Argument(metavar="NAME", help="A name as printed, a preferred name, an id or an IRI."),
]


@correct.callback()
def _correct() -> None:
    """Correct names and ties from a script: what is written wins over every rule and outlives every rebuild."""


@correct.command()
def merge(
    left: Name,
    right: Name,
    store: Store = None,
    kind: Kind = None,
    papers: In = None,
    by: By = None,
    note: Note = None,
    verdicts: Verdicts = None,
    rebuild: Rebuild = False,
) -> None:
    """Say that two names are one; the older of their IRIs stays."""
    _said(
        lambda pen: pen.merge(left, right, _kind(kind), papers or ()),
        store,
        by,
        note,
        verdicts,
        rebuild,
    )


@correct.command()
def split(
    left: Name,
    right: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Without it: the same name, in two --in.")
    ] = None,
    store: Store = None,
    kind: Kind = None,
    papers: In = None,
    by: By = None,
    note: Note = None,
    verdicts: Verdicts = None,
    rebuild: Rebuild = False,
) -> None:
    """Say that two names, or one name in two papers, are two."""
    other = left if right is None else right
    _said(
        lambda pen: pen.split(left, other, _kind(kind), papers or ()),
        store,
        by,
        note,
        verdicts,
        rebuild,
    )


@correct.command()
def rename(
    name: Name,
    called: Annotated[str, typer.Argument(metavar="NEW", help="The preferred name from now on.")],
    store: Store = None,
    kind: Kind = None,
    papers: In = None,
    by: By = None,
    note: Note = None,
    verdicts: Verdicts = None,
    rebuild: Rebuild = False,
) -> None:
    """Say what somebody or something is called; its IRI stays."""
    _said(
        lambda pen: pen.rename(name, called, _kind(kind), papers or ()),
        store,
        by,
        note,
        verdicts,
        rebuild,
    )


@correct.command("kind")
def kind_(
    name: Name,
    becomes: Annotated[
        str, typer.Argument(metavar="KIND", help="person, organisation or programme.")
    ],
    store: Store = None,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="The kind it has now.")
    ] = None,
    papers: In = None,
    by: By = None,
    note: Note = None,
    verdicts: Verdicts = None,
    rebuild: Rebuild = False,
) -> None:
    """Say of what kind something is."""
    new = _kind(becomes)
    if new is None:
        raise InputError("the new kind is empty; give person, organisation or programme")
    _said(
        lambda pen: pen.become(name, new, _kind(kind), papers or ()),
        store,
        by,
        note,
        verdicts,
        rebuild,
    )


@correct.command()
def ignore(
    name: Name,
    store: Store = None,
    kind: Kind = None,
    papers: In = None,
    by: By = None,
    note: Note = None,
    verdicts: Verdicts = None,
    rebuild: Rebuild = False,
) -> None:
    """Say that a name is nobody's. A preferred name or id means all its names, another printed one itself alone."""
    _said(
        lambda pen: pen.ignore(name, _kind(kind), papers or ()), store, by, note, verdicts, rebuild
    )


@correct.command()
def forget(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A name as it stands in the file of verdicts.")
    ],
    store: Store = None,
    kind: Kind = None,
    verdicts: Verdicts = None,
    rebuild: Rebuild = False,
) -> None:
    """Take back every verdict on a name."""
    _said(lambda pen: pen.forget(name, _kind(kind)), store, None, None, verdicts, rebuild)


@correct.command()
def tie(
    answer: Annotated[
        str,
        typer.Argument(metavar="VERDICT", help="right, wrong, or forget to take a verdict back."),
    ],
    source: Annotated[
        str, typer.Argument(metavar="IRI", help="A statement, as kg query threads-ties lists them.")
    ],
    target: Annotated[
        str, typer.Argument(metavar="IRI", help="The statement that it leads to, or does not.")
    ],
    store: Store = None,
    by: By = None,
    note: Note = None,
    verdicts: Verdicts = None,
    rebuild: Rebuild = False,
) -> None:
    """Say whether two statements belong together: a request and its answer, two rows of logs, advice and decision."""
    from datetime import date
    from typing import cast, get_args

    from kg.review.session import known
    from kg.review.tie_review import Answer, TiePen

    if answer not in get_args(Answer):
        raise InputError(
            f"“{answer}” is no verdict on a tie; give one of {', '.join(get_args(Answer))}"
        )
    home = Path(_home(store))
    names = known(home, verdicts)
    pen = TiePen(names, by, date.today().isoformat(), note)
    kind, one, other = pen.tied(pen.at(home, source), pen.at(home, target))
    print(pen.say(cast("Answer", answer), kind, one, (other,)))
    _written(names.file, store, verdicts, rebuild)


# -- building and curating --------------------------------------------------------------------------------------------


def _home(given: str | None) -> str:
    """The folder in which the graph meant by ``--store`` is made, also where it lives in a server."""
    from kg.store.snapshots import build_folder_of, is_remote, store_location

    where = store_location(given)
    return str(build_folder_of(where)) if is_remote(where) else where


def _build(store: str | None, options: Options, paths: list[Path] | None) -> Built:
    """Build from papers, or anew from what is in the store, and send the graph to its server if it lives in one."""
    from kg.pipeline import build as builder
    from kg.store.snapshots import is_remote, store_location

    with _Bar() as bar:
        if paths:
            built = builder.build(paths, _home(store), options, bar.show)
        else:
            built = builder.rebuild(_home(store), options, bar.show)
    if is_remote(store_location(store)):
        from kg.store.remote import Remote

        remote = Remote(store_location(store))
        _say(f"{remote.push(Path(_home(store)))} named graph(s) sent to {remote.shown}")
    return built


def _said(
    say: Callable[[Pen], str],
    store: str | None,
    by: str | None,
    note: str | None,
    verdicts: Path | None,
    rebuild: bool,
) -> None:
    """Write down what somebody says about names."""
    from datetime import date

    from kg.review.name_verdicts import Pen
    from kg.review.session import known

    names = known(Path(_home(store)), verdicts)
    print(say(Pen(names, by, date.today().isoformat(), note)))
    _written(names.file, store, verdicts, rebuild)


def _written(file: Path, store: str | None, verdicts: Path | None, rebuild: bool) -> None:
    """Say where verdicts were written, and build with them or say how to."""
    from kg.pipeline.build import Options
    from kg.store.snapshots import store_location

    if rebuild:
        _tell(_build(store, Options(verdicts=verdicts), None), _home(store), summary=False)
        _say(f"written to {file}, and the graph was published anew")
        return
    own = f" --verdicts {verdicts}" if verdicts is not None else ""
    _say(f"written to {file}; to take effect: kg build --store {store_location(store)}{own}")


def _kind(given: str | None) -> EntityKind | None:
    from typing import cast, get_args

    from extractors.facts import EntityKind

    if given is not None and given not in get_args(EntityKind):
        raise InputError(f"“{given}” is no kind; give one of {', '.join(get_args(EntityKind))}")
    return cast("EntityKind | None", given)


# -- asking -----------------------------------------------------------------------------------------------------------


def _opened(given: str | None, timeout: float = 60.0) -> PublishedGraph | Remote:
    """The graph meant by ``--store``, open for reading."""
    from kg.store import snapshots

    where = snapshots.store_location(given)
    if snapshots.is_remote(where):
        from kg.store.remote import Remote

        return Remote(where, timeout)
    return snapshots.open_snapshot(where)


def _graph(opened: PublishedGraph | Remote) -> Any:
    from kg.store.snapshots import PublishedGraph

    return opened.graph if isinstance(opened, PublishedGraph) else opened


def _page(
    opened: PublishedGraph | Remote, topic: str | None, depth: int, kinds: str | None, limit: int
) -> bytes:
    from kg.store.entity_lookup import resolve_entity
    from kg.views.network.neighbourhood import network
    from kg.views.network.page import page

    graph = _graph(opened)
    iri = resolve_entity(graph, topic).iri if topic is not None else None
    wanted = [kind.strip() for kind in kinds.split(",")] if kinds is not None else None

    return page(network(graph, iri, depth, wanted, limit)).encode()


def _share(measure: QualityMeasure) -> str:
    share = "" if measure.share is None else f"{measure.share:7.1%}"
    return f"{measure.number:,} of {measure.of:,}{share}"


def _params(given: list[str]) -> dict[str, str]:
    found = {}
    for each in given:
        key, equals, value = each.partition("=")
        if not equals or not key.strip():
            raise InputError(f"--param {each}: not of the form key=value")
        found[key.strip()] = value
    return found


def _day(option: str, given: str | None) -> date | None:
    from datetime import date

    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise InputError(f"{option} {given}: not a date; write it as 2023-06-30") from error


# -- printing ---------------------------------------------------------------------------------------------------------


def _tell(built: Built, where: str, summary: bool = True) -> None:
    """The summary of a build: the table on standard output, the rest on standard error."""
    for note in built.notes:
        _say(note)
    for problem in built.problems:
        _say(problem)
    papers = built.counts["documents"]
    if not built.extracted:
        _say(
            f"no extraction: all {papers} paper(s) are as they were"
            + ("" if built.changed else "; nothing to write")
        )
    elif built.at_hand:
        _say(f"{built.extracted} paper(s) read, {built.at_hand} as they were")
    if built.problems:
        _say(
            f"{len(built.problems)} given path(s) not in the graph; the other {papers} paper(s) are"
        )
    if not summary:
        return
    rows = [*built.counts.items(), ("quads", built.quads), ("issues", built.issues)]
    _pairs([*((name, f"{count:,}") for name, count in rows), ("seconds", f"{built.seconds:.1f}")])
    if built.issues:
        _say(f"issues are listed by: kg issues --store {where}")


def _write(data: bytes, out: Path | None) -> None:
    """Print, or write to a file, whole or not at all."""
    if out is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    new = out.with_name(out.name + ".tmp")
    try:
        new.write_bytes(data)
        new.replace(out)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise InputError(
            f"{out}: cannot be written ({error.strerror}); give another --out"
        ) from error


def _pairs(rows: list[tuple[str, str]]) -> None:
    """Names and figures, one a line, figures flush right."""
    wide = max(len(name) for name, _ in rows)
    high = max(len(figure) for _, figure in rows)
    for name, figure in rows:
        print(f"{name:<{wide}}  {figure:>{high}}")


def _say(message: str) -> None:
    print(f"kg: {message}", file=sys.stderr)


class _Bar:
    """A progress bar on standard error for what takes more than a second; nothing where that is no terminal."""

    def __enter__(self) -> _Bar:
        import time

        self.clock = time.monotonic
        self.started = self.clock()
        self.bar: Any = None
        return self

    def show(self, stage: str, done: int, total: int) -> None:
        if self.bar is None:
            if not sys.stderr.isatty() or (self.clock() - self.started < 1 and done):
                return
            from rich.console import Console
            from rich.progress import Progress

            self.bar = Progress(console=Console(stderr=True), transient=True, auto_refresh=False)
            self.tasks: dict[str, Any] = {}
            self.bar.start()
        if stage not in self.tasks:
            self.tasks[stage] = self.bar.add_task(stage, total=total)
        self.bar.update(self.tasks[stage], completed=done, total=total, refresh=True)

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.stop()


def _folder(given: str | None) -> str:
    """The folder meant by ``--store``, for commands that need one."""
    from kg.store.snapshots import is_remote, store_location

    where = store_location(given)
    if is_remote(where):
        raise InputError(
            f"--store {where}: this command reads a folder that kg build wrote; name one"
        )
    return where


# -- the way in -------------------------------------------------------------------------------------------------------


def main(argv: list[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code; an error is one line, without a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(
                errors="replace"
            )  # a terminal that knows no dashes still gets the words
    sys.exit(run(sys.argv[1:] if argv is None else argv))


def run(argv: list[str]) -> int:
    """Run one command; the exit code."""
    words = argv[: argv.index("--")] if "--" in argv else argv
    debug = "--debug" in words
    argv = [word for at, word in enumerate(argv) if not (word == "--debug" and at < len(words))]
    if words[:1] == ["--version"]:
        print(f"kg {__version__}")
        return 0
    if debug:
        os.environ["KG_DEBUG"] = "1"
    usage_error = typer.BadParameter.__mro__[
        2
    ]  # click's base of all usage errors, whichever click typer brings
    try:
        code = app(argv or ["--help"], prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except BrokenPipeError:
        # The reader of our output has seen enough; keep Python from complaining as it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (KeyboardInterrupt, typer.Abort):
        _say("interrupted; what was published before is as it was")
        return 130
    except typer.Exit as stop:
        return stop.exit_code
    except Exception as error:
        if debug:
            raise
        if isinstance(error, KgError):
            for line in str(error).splitlines():
                _say(line)
            return error.exit_code
        if isinstance(error, usage_error):
            context = getattr(error, "ctx", None)
            name = context.command_path if context is not None else "kg"
            _say(f"{error.format_message().rstrip('.')}; see: {name} --help")  # type: ignore[attr-defined]
            return 2
        _say(f"{type(error).__name__}: {error}; run again with --debug to see where, and report it")
        return 2


if __name__ == "__main__":
    main()
