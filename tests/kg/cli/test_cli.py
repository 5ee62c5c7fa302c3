"""The command line: exit codes, one line an error, results on standard output, a quick start."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import typer

from kg import cli
from kg.cli.command_table import command_line
from kg.cli.messages import MessageOptions, take_message_options
from kg.cli.progress import seconds_left
from kg.version import __version__

ROOT = Path(__file__).resolve().parents[3]
PACKS = ROOT / "kg" / "demo" / "packs"
COMMANDS = (
    "build",
    "check",
    "demo",
    "export",
    "issues",
    "queries",
    "search",
    "query",
    "show",
    "stats",
    "trace",
)


@pytest.fixture(scope="module")
def home(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the graph of the sample packs."""
    return Path(shutil.copytree(sample_store, tmp_path_factory.mktemp("cli") / "store"))


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every test in a folder of its own, with no store named in the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_STORE", raising=False)
    yield
    os.environ.pop("KG_DEBUG", None)


def run(capfd: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    capfd.readouterr()
    code = cli.run(list(words))
    out, err = capfd.readouterr()
    return code, out, err


def process(*words: str, **more: object) -> subprocess.CompletedProcess[str]:
    argv = [sys.executable, "-m", "kg", *words]
    return subprocess.run(argv, capture_output=True, text=True, check=False, **more)  # type: ignore[call-overload,no-any-return]


# -- help ----------------------------------------------------------------------------------------


def test_every_command_is_there_and_has_help(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "--help")
    listed = {
        line.split()[0]
        for line in out.partition("Commands:")[2].splitlines()
        if line.startswith("  ")
    }
    assert set(COMMANDS) <= listed
    for name in sorted(listed - {"Exit"}):
        code, out, _ = run(capfd, name, "--help")
        assert code == 0 and "Usage: kg " + name in out
        options = out.partition("Options:")[2].splitlines()
        bare = [
            line
            for line in options
            if line.startswith("  -") and len(line.split("  ")) < 3 and line.strip()
        ]
        assert not [
            line
            for at, line in enumerate(bare)
            if not options[options.index(line) + 1].startswith("    ")
        ]


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from kg.cli import run; run(['--help']); "
        "print([name for name in ('spacy', 'rdflib', 'networkx', 'pyvis', 'numpy', 'rich', 'pyoxigraph', 'jinja2') "
        "if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_asking_imports_no_spacy(home: Path) -> None:
    code = (
        "import sys; from kg.cli import run; "
        f"assert run(['query', 'meetings', '--store', {str(home)!r}]) == 0; assert run(['queries']) == 0; "
        "print([name for name in ('spacy', 'rdflib', 'networkx', 'pyvis') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("word", ["--version", "-V"])
def test_version(capfd: pytest.CaptureFixture[str], word: str) -> None:
    assert run(capfd, word) == (0, f"kg {__version__}\n", "")


# -- messages --------------------------------------------------------------------------------------


def test_quiet_leaves_results_and_errors_alone(
    capfd: pytest.CaptureFixture[str], home: Path
) -> None:
    for flag in ("-q", "--quiet"):
        code, out, err = run(capfd, "build", str(PACKS), "--store", str(home), flag)
        assert (code, err) == (0, "") and "documents" in out
    assert run(capfd, "-q", "queries", "nonsense")[2].startswith("kg: nonsense: no query")


def test_verbose_says_what_is_done(capfd: pytest.CaptureFixture[str]) -> None:
    pack = str(PACKS / "marlshire-2019-12-13.txt")
    _, _, err = run(capfd, "build", pack, "--store", "s", "-v")
    assert "kg: marlshire-2019-12-13.txt: read, " in err and "kg: reading: 1 of 1" in err
    _, _, err = run(capfd, "build", pack, "--store", "s", "--fresh")
    assert "reading" not in err


def test_messages_as_json_lines(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = str(PACKS / "marlshire-2019-12-13.txt")
    code, _, err = run(capfd, "build", pack, "nowhere", "--store", "s", "--log-json")
    lines = [json.loads(line) for line in err.splitlines()]
    assert code == 2 and all({"time", "level", "logger", "message"} <= set(line) for line in lines)
    told = [line for line in lines if line.get("stage") == "reading"]
    assert (told[0]["done"], told[-1]["done"], told[-1]["total"]) == (0, 1, 1)
    assert told[-1]["seconds_left"] == 0
    monkeypatch.setenv("KG_LOG", "json")
    _, _, err = run(capfd, "queries", "nonsense")
    assert json.loads(err)["level"] == "error"


def test_a_flag_after_two_dashes_is_a_word() -> None:
    assert take_message_options(["search", "-q", "--", "-v"]) == (
        ["search", "--", "-v"],
        MessageOptions(quiet=True),
    )


def test_the_time_left_is_as_for_what_is_done() -> None:
    assert seconds_left(10, 0, 5) is None
    assert seconds_left(10, 2, 6) == 20
    assert seconds_left(10, 6, 6) == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to one process")
@pytest.mark.parametrize(
    "words", [["build", str(PACKS), "--workers", "2"], ["query", "slow.rq", "--timeout", "60"]]
)
def test_an_interrupt_is_one_line(home: Path, tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "slow.rq").write_text("SELECT * { ?a ?b ?c . ?d ?e ?f . FILTER(?c = ?f + 1) }")
    store = "s" if words[0] == "build" else str(home)
    kg = subprocess.Popen(
        [sys.executable, "-m", "kg", *words, "--store", store, "-v"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        # Where the tests run in the background of a shell they inherit that SIGINT is ignored.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    assert kg.stderr is not None
    kg.stderr.readline()  # it is at work
    kg.send_signal(signal.SIGINT)
    out, err = kg.communicate()
    assert kg.returncode == 130 and out == "" and "Traceback" not in err
    assert err.splitlines()[-1] == "kg: interrupted; what was published before is as it was"


def test_an_interrupt_while_a_class_is_made_ends_with_the_same_code(tmp_path: Path) -> None:
    """CPython remembers an interrupt within exec(), and ends ``python -m`` by the signal."""
    (tmp_path / "interrupted.py").write_text(
        "import kg.cli\n"
        "from kg.__main__ import main\n"
        "kg.cli.main = lambda: exec('raise KeyboardInterrupt')\n"
        "main()\n"
    )
    ended = subprocess.run(
        [sys.executable, "-m", "interrupted"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(tmp_path)])},
        capture_output=True,
        text=True,
    )
    assert (ended.returncode, ended.stderr) == (130, "kg: interrupted\n")


# -- configuration ---------------------------------------------------------------------------------


def test_settings_of_the_folder_hold_where_nothing_else_is_said(
    capfd: pytest.CaptureFixture[str], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("kg.toml").write_text('store = "board"\nbase = "https://example.org/"\n')
    pack = str(PACKS / "marlshire-2019-12-13.txt")
    assert run(capfd, "build", pack)[0] == 0 and Path("board/STORE").is_file()
    assert "<https://example.org/" in run(capfd, "export", "--format", "nquads")[1]
    monkeypatch.setenv("KG_STORE", str(home))
    assert run(capfd, "stats")[1].splitlines()[0].split() == ["documents", "4"]
    assert run(capfd, "stats", "--store", "board")[1].splitlines()[0].split() == ["documents", "1"]


def test_verdicts_and_vocabulary_may_be_configured(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("names.ttl").write_text("")
    Path("people.toml").write_text("")
    Path("kg.toml").write_text('vocabulary = ["names.ttl"]\nverdicts = "people.toml"\n')
    pack = str(PACKS / "marlshire-2019-12-13.txt")
    assert run(capfd, "build", pack, "--store", "s")[0] == 0
    manifest = json.loads(next(Path("s/snapshots").glob("*/manifest.json")).read_text())
    assert manifest["vocabulary"] == [str(Path("names.ttl").resolve())]
    assert manifest["verdicts"] == str(Path("people.toml").resolve())
    monkeypatch.setenv("KG_VERDICTS", "gone.toml")
    code, _, err = run(capfd, "build", pack, "--store", "s")
    assert code == 2 and "gone.toml" in err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("store = ", "kg.toml: cannot be read"),
        ("shop = 1", "no setting is called shop"),
        ("store = 1", "store is to be a text"),
        ('vocabulary = "x.ttl"', "vocabulary is to be a list"),
    ],
)
def test_settings_that_cannot_be_used_are_one_line(
    capfd: pytest.CaptureFixture[str], text: str, says: str
) -> None:
    Path("kg.toml").write_text(text)
    code, out, err = run(capfd, "stats")
    assert (code, out) == (2, "") and err.count("\n") == 1 and says in err


# -- the shell ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "offered"),
    [("kg tra", "trace"), ("kg query time", "timeline"), ("kg issues --level w", "warning")],
)
def test_the_shell_completes_words(line: str, offered: str) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "_KG_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(line.count(" ")),
    }
    assert process(env=environment).stdout.split() == [offered]


# -- errors --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["bild"], 2, "No such command"),
        (["build"], 2, ".kg: no such store"),
        (["query"], 2, "Missing argument"),
        (["build", "nowhere"], 2, "nowhere: no such file or folder"),
        (["build", "empty.txt"], 2, "empty.txt: "),
        (["build", ".", "--workers", "many"], 2, "'--workers'"),
        (["stats"], 2, ".kg: no such store"),
        (["stats", "--store", "empty.txt"], 2, "this is a file, not a store"),
        (["query", "meetings", "--store", "nowhere"], 2, "nowhere: no such store"),
        (["query", "nonsense", "--store", "{home}"], 1, "no query of that name"),
        (["query", "nowhere.rq", "--store", "{home}"], 2, "nowhere.rq"),
        (["query", "timeline", "--store", "{home}"], 2, "topic"),
        (["query", "timeline", "--param", "topic", "--store", "{home}"], 2, "key=value"),
        (
            ["query", "timeline", "--param", "topic=Nixxor Quembly", "--store", "{home}"],
            1,
            "Nixxor Quembly",
        ),
        (["query", "meetings", "--param", "x=1", "--store", "{home}"], 2, "no parameter x"),
        (["query", "meetings", "--format", "turtle", "--store", "{home}"], 2, "turtle"),
        (["queries", "nonsense"], 1, "no query of that name"),
        (["trace", "Nixxor Quembly", "--store", "{home}"], 1, "Nixxor Quembly"),
        (["trace", "Lamplight", "--since", "soon", "--store", "{home}"], 2, "--since soon"),
        (["trace", "Lamplight", "--format", "pdf", "--store", "{home}"], 2, "pdf"),
        (["show", "Nixxor Quembly", "--store", "{home}"], 1, "Nixxor Quembly"),
        (["show", "--kinds", "dragon", "--store", "{home}"], 2, "dragon"),
        (
            ["show", "--out", "none/page.html", "--store", "{home}"],
            2,
            "none/page.html: cannot be written",
        ),
        (["export", "--format", "pdf", "--store", "{home}"], 2, "pdf"),
        (["issues", "--store", "nowhere"], 2, "nowhere: no such store"),
        (["stats", "--store", "http://127.0.0.1:9/query"], 2, "cannot be reached"),
        (["stats", "--store", "http://127.0.0.1:9"], 2, "no SPARQL endpoint answers there"),
        (["demo", "--store", "http://127.0.0.1:9/query"], 2, "the samples go into a folder"),
        (["issues", "--level", "bogus", "--store", "{home}"], 2, "info, warning, error"),
        (["issues", "--document", "no.txt", "--store", "{home}"], 1, "no.txt: no paper"),
        (["digest", "2031-01-01", "--store", "{home}"], 1, "no pack is of that day"),
        (["digest", "soon", "--store", "{home}"], 2, "DATE soon"),
        (["trace", "Lamplight", "--since-pack", "no.txt", "--store", "{home}"], 1, "no such pack"),
        (["search", "meeting", "--board", "Nobody", "--store", "{home}"], 1, "board Nobody"),
        (["why", "Nobody", "Lamplight", "--store", "{home}"], 1, "Nobody"),
        (["correct", "ignore", "Nobody", "--store", "{home}"], 1, "Nobody"),
        (["query", "meetings", "--store", "http://127.0.0.1:9/query"], 2, "cannot be reached"),
    ],
)
def test_an_error_is_one_line_with_its_exit_code(
    capfd: pytest.CaptureFixture[str], home: Path, words: list[str], code: int, says: str
) -> None:
    Path("empty.txt").touch()
    found, out, err = run(capfd, *(word.format(home=home) for word in words))
    assert (found, out) == (code, "")
    assert err.startswith("kg: ") and err.count("\n") == 1 and says in err
    assert "Traceback" not in err


def test_a_syntax_error_shows_its_place(home: Path) -> None:
    done = process("query", "-", "--store", str(home), input="SELECT ?x WHERE {\n  ?x ?y \n}")
    assert done.returncode == 2 and "line 3" in done.stderr and "Traceback" not in done.stderr


def test_a_traceback_comes_only_when_asked_for(tmp_path: Path) -> None:
    for words in (["--debug", "stats"], ["stats", "--debug"]):
        done = process(*words, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)})
        assert done.returncode != 0 and "Traceback" in done.stderr and "StoreMissing" in done.stderr


def test_an_error_nobody_thought_of_is_one_line_too(
    capfd: pytest.CaptureFixture[str], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.store import stats

    def broken(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(stats, "count_classes", broken)
    code, out, err = run(capfd, "stats", "--store", str(home))
    assert (code, out) == (2, "") and err.count("\n") == 1 and "--debug" in err


def test_a_reader_that_stops_early_is_no_error(home: Path) -> None:
    argv = [sys.executable, "-m", "kg", "export", "--format", "nquads", "--store", str(home)]
    kg = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)
    assert kg.stdout is not None and kg.stderr is not None
    kg.stdout.readline()
    kg.stdout.close()
    assert kg.stderr.read() == b"" and kg.wait() == 0


# -- what each command gives ---------------------------------------------------------------------


def test_build_prints_a_summary_and_says_when_it_read_nothing(
    capfd: pytest.CaptureFixture[str], home: Path
) -> None:
    code, out, err = run(capfd, "build", str(PACKS), "--store", str(home))
    counts = {line.rpartition("  ")[0].strip(): line.split()[-1] for line in out.splitlines()}
    assert code == 0 and counts["documents"] == "4"
    assert list(counts)[:3] == ["documents", "meetings", "people"] and list(counts)[-3:] == [
        "quads",
        "issues",
        "seconds",
    ]
    assert "no extraction" in err


def test_a_bad_file_in_a_folder_is_named_and_fails_a_strict_build_only(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "pack.txt").write_bytes((PACKS / "marlshire-2019-12-13.txt").read_bytes())
    (folder / "bad.pdf").write_bytes(b"%PDF-1.7 cut short")
    words = ("build", str(folder), "--store", "s", "--workers", "1")
    code, _, err = run(capfd, *words)
    assert code == 0 and f"{folder / 'bad.pdf'}: the PDF is damaged" in err
    assert run(capfd, *words, "--strict")[0] == 2
    assert run(capfd, "build", str(folder / "bad.pdf"), "--store", "s")[0] == 2
    first = run(capfd, "issues", "--store", "s")[1].splitlines()[0]
    assert first.startswith("error: ") and "bad.pdf" in first
    assert run(capfd, "issues", "--store", "s", "--document", "bad.pdf")[1].count("\n") == 1


def test_build_names_what_it_could_not_read_and_builds_the_rest(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    pack = PACKS / "marlshire-2019-12-13.txt"
    code, out, err = run(
        capfd,
        "build",
        str(pack),
        str(empty),
        "nowhere",
        "--store",
        "s",
        "--workers",
        "1",
        "--issues",
    )
    assert code == 2 and out.splitlines()[0].split() == ["documents", "1"]
    assert out.splitlines()[-1] == str(Path("s") / "issues.jsonl")
    assert sum(line.startswith(f"kg: {empty}: ") for line in err.splitlines()) == 1
    assert "nowhere: no such file" in err and "the other 1 paper(s) are" in err


def test_the_store_may_be_named_in_the_environment(
    capfd: pytest.CaptureFixture[str], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_STORE", str(home))
    code, out, _ = run(capfd, "stats")
    assert code == 0 and "first meeting" in out and "2019-09-27" in out


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml", "table"])
def test_query_formats(capfd: pytest.CaptureFixture[str], home: Path, form: str) -> None:
    code, out, _ = run(capfd, "query", "meetings", "--format", form, "--store", str(home))
    assert code == 0 and "2019-12-13" in out
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(out)))
        assert list(rows[0]) == [
            "meeting",
            "date",
            "board",
            "venue",
            "start",
            "end",
            "chair",
            "document",
            *("status", "last_day", "papers"),
        ]
    if form == "json":
        assert json.loads(out)["results"]["bindings"]


def test_query_from_a_file_and_from_standard_input(
    capfd: pytest.CaptureFixture[str], home: Path
) -> None:
    text = (
        "CONSTRUCT { ?m a <urn:Meeting> } WHERE { ?m a <https://w3id.org/boardgraph/ns#Meeting> }"
    )
    Path("mine.rq").write_text(text)
    code, out, _ = run(capfd, "query", "mine.rq", "--store", str(home))
    assert code == 0 and "<urn:Meeting>" in out
    done = process("query", "-", "--store", str(home), "--format", "ntriples", input=text, cwd=ROOT)
    assert done.returncode == 0 and done.stdout.count("<urn:Meeting>") == out.count("<urn:Meeting>")
    code, out, _ = run(capfd, "query", "mine.rq", "--store", str(home), "--out", "found.ttl")
    assert (code, out) == (0, "") and "<urn:Meeting>" in Path("found.ttl").read_text()


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "DROP ALL",
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",
    ],
)
def test_updates_and_service_are_refused(
    capfd: pytest.CaptureFixture[str], home: Path, text: str
) -> None:
    Path("bad.rq").write_text(text)
    code, out, err = run(capfd, "query", "bad.rq", "--store", str(home))
    assert (code, out) == (2, "") and err.startswith("kg: bad.rq")


def test_a_runaway_query_is_ended(capfd: pytest.CaptureFixture[str], home: Path) -> None:
    Path("slow.rq").write_text(
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?c != ?f && ?f != ?i) }"
    )
    code, out, err = run(capfd, "query", "slow.rq", "--timeout", "0.5", "--store", str(home))
    assert (code, out) == (2, "") and "0.5 seconds" in err and "--timeout" in err


def test_rules_evidence_lists_what_each_rule_rests_on(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capfd, "rules", "evidence")
    assert code == 0
    assert re.search(r"^person\.titled +\d+ +used$", out, re.M)
    assert "councils.ttl" in out
    code, out, _ = run(capfd, "rules", "evidence", "--quarantined")
    assert code == 0
    assert "used" not in out.split()


def test_queries_lists_parameters_and_shows_text(capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "queries")
    assert "timeline topic=…" in out and "meetings\n" in out
    code, out, _ = run(capfd, "queries", "timeline")
    assert code == 0 and out.startswith("# title:") and "SELECT" in out


def test_queries_of_our_own_commands_are_listed_on_request_alone(
    capfd: pytest.CaptureFixture[str],
) -> None:
    def listed(*options: str) -> set[str]:
        text = run(capfd, "queries", *options)[1]
        names = {line.split()[0] for line in text.splitlines() if line[:1].strip()}
        found = json.loads(run(capfd, "queries", "--json", *options)[1])
        assert {each["name"] for each in found} == names
        return names

    public, internal = (
        {path.stem for path in (ROOT / "queries" / folder).glob("*.rq")}
        for folder in ("public", "internal")
    )
    assert public and internal
    assert listed() == public
    assert listed("--all") == public | internal


@pytest.mark.parametrize(
    ("form", "sign"),
    [("table", "Lamplight"), ("markdown", "# "), ("html", "<!doctype html>"), ("csv", "date,")],
)
def test_trace_formats(capfd: pytest.CaptureFixture[str], home: Path, form: str, sign: str) -> None:
    code, out, _ = run(capfd, "trace", "Lamplight", "--format", form, "--store", str(home))
    assert code == 0 and sign in out.replace("<!DOCTYPE", "<!doctype")


def test_trace_as_json(capfd: pytest.CaptureFixture[str], home: Path) -> None:
    code, out, _ = run(
        capfd,
        "trace",
        "Lamplight",
        "--format",
        "json",
        "--until",
        "2020-12-31",
        "--store",
        str(home),
    )
    found = json.loads(out)
    assert code == 0 and {"iri", "name", "kind", "also_known_as"} <= set(found["topic"])
    assert {"date", "part", "item", "title", "event", "text", "page", "document"} <= set(
        found["events"][0]
    )
    assert max(event["date"] for event in found["events"]) < "2021"


def test_show_writes_a_page_and_says_where(capfd: pytest.CaptureFixture[str], home: Path) -> None:
    code, out, _ = run(capfd, "show", "YAN", "--store", str(home), "--out", "yan.html")
    assert (code, out) == (0, "yan.html\n") and "Youth Anchor Network" in Path(
        "yan.html"
    ).read_text(encoding="utf-8")
    code, out, _ = run(
        capfd, "show", "--store", str(home), "--out", "-", "--kinds", "person,organisation"
    )
    assert code == 0 and "</html>" in out


@pytest.mark.parametrize(
    "form", ["trig", "nquads", "turtle", "json-ld", "graphml", "gexf", "csv", "popolo"]
)
def test_export_formats(capfd: pytest.CaptureFixture[str], home: Path, form: str) -> None:
    first = run(capfd, "export", "--format", form, "--store", str(home))
    assert first[0] == 0 and "Lamplight" in first[1]
    assert run(capfd, "export", "--format", form, "--store", str(home)) == first


def test_check_holds_on_the_sample_packs(capfd: pytest.CaptureFixture[str], home: Path) -> None:
    code, out, err = run(capfd, "check", "--store", str(home))
    assert code == 0 and "shapes hold" in err and "%" in out


def test_issues_are_listed_and_filtered(capfd: pytest.CaptureFixture[str], home: Path) -> None:
    everything = run(capfd, "issues", "--store", str(home))[1].splitlines()
    levels = {
        level: run(capfd, "issues", "--store", str(home), "--level", level)[1].splitlines()
        for level in ("info", "warning", "error")
    }
    assert sum(map(len, levels.values())) == len(everything) > 0
    lines = run(capfd, "issues", "--store", str(home), "--json")[1].splitlines()
    assert len(lines) == len(everything) and all(json.loads(line)["message"] for line in lines)


def test_demo_shows_what_there_is(capfd: pytest.CaptureFixture[str], sample_store: Path) -> None:
    shutil.copytree(sample_store, "s")
    code, out, _ = run(capfd, "demo", "--store", "s")
    assert code == 0 and "Lamplight" in out and "Try next" in out
    assert Path("kg-demo-network.html").exists()
    nexts = [
        line.split("kg ", 1)[1]
        for line in out.splitlines()
        if line.startswith("  kg ") and "--store" in line
    ]
    assert len(nexts) == 4
    import shlex

    for words in nexts:
        assert cli.run(shlex.split(words)) == 0, words


def test_output_that_the_terminal_cannot_write_is_no_error(home: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    for words in (["stats"], ["issues"], ["query", "minutes"], ["trace", "Lamplight"]):
        done = process(*words, "--store", str(home), env=environment, cwd=ROOT)
        assert done.returncode == 0 and "Error" not in done.stderr, words


# -- search ------------------------------------------------------------------------------------------


def test_search_shows_passages_and_entities_beside_them(
    capfd: pytest.CaptureFixture[str], home: Path
) -> None:
    code, out, _ = run(capfd, "search", "Lamplight", "-f", "json", "--store", str(home))
    found = json.loads(out)
    assert code == 0 and found["total"] >= len(found["passages"]) > 0
    assert found["entities"][0]["name"].startswith("Lamplight")
    assert all("lamplight" in f"{p['text']} {p['title']}".lower() for p in found["passages"])


@pytest.mark.parametrize("form", ["table", "markdown", "csv"])
def test_search_in_every_format(capfd: pytest.CaptureFixture[str], home: Path, form: str) -> None:
    code, out, err = run(
        capfd, "search", "the", "meeting", "-f", form, "--limit", "1", "--store", str(home)
    )
    assert code == 0 and "meeting" in out.lower() and "--limit" in err


def test_search_says_no_in_one_line(capfd: pytest.CaptureFixture[str], home: Path) -> None:
    code, out, err = run(capfd, "search", "zeppelin", "--store", str(home))
    assert (code, out) == (1, "") and "no passage of all" in err
    code, _, err = run(capfd, "search", "meeting", "--kind", "poem", "--store", str(home))
    assert code == 2 and "use one of" in err
    assert run(capfd, "search", " ", "--store", str(home))[0] == 2


@pytest.mark.parametrize("command", ["stats", "check", "doctor", "queries"])
def test_facts_can_be_had_as_json(
    command: str, capfd: pytest.CaptureFixture[str], home: Path
) -> None:
    where = [] if command == "queries" else ["--store", str(home)]
    code, out, _ = run(capfd, command, "--json", *where)
    found = json.loads(out)
    assert code == 0
    assert {
        "stats": lambda: found["meetings"] > 0,
        "check": lambda: found["conforms"] is True,
        "doctor": lambda: found == [],
        "queries": lambda: "timeline" in {each["name"] for each in found},
    }[command]()


@pytest.mark.parametrize(
    "words",
    [
        ("why", "Lamplight Programme", "Lamplight"),
        ("rules", "evidence"),
        ("check",),
        ("stats",),
        ("doctor",),
        ("issues",),
        ("queries",),
        ("query", "meetings"),
        ("search", "lamplight"),
        ("trace", "Lamplight"),
        ("digest",),
        ("diff", "HOME", "HOME"),
        ("release", "out"),
        ("build",),
        ("backup", "store.tar.gz"),
        ("forget", "Nobody Zebedee", "--ahead", "--yes"),
    ],
    ids=" ".join,
)
def test_every_command_that_prints_facts_prints_them_as_json(
    words: tuple[str, ...], home: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    if words[0] == "forget":
        home = Path(shutil.copytree(home, tmp_path / "own"))
    named = [str(home) if word == "HOME" else word for word in words]
    store = [] if words[0] in ("rules", "queries") else ["--store", str(home)]
    code, out, _ = run(capfd, *named, *store, "--json")
    assert code == 0
    lines = out.splitlines() if words[0] == "issues" else [out]  # its log has one object a line
    assert all(json.loads(line) is not None for line in lines)


NO_FACTS = {  # what these commands do instead
    "demo": "shows on sample papers what build, trace and show do",
    "watch": "builds again and again, and says so in messages",
    "show": "draws a page, or a picture",
    "export": "has forms of its own, JSON-LD among them",
    "serve": "answers by HTTP",
    "open": "opens a browser",
    "review": "asks a person",
}


def test_every_command_has_json_but_those_that_print_no_facts() -> None:
    root = typer.main.get_command(command_line())
    without = {words for words, options in _options(root, "") if "--json" not in options}
    assert without == set(NO_FACTS)


def _options(command: Any, words: str) -> Iterator[tuple[str, set[str]]]:
    """Each command with the options that it takes."""
    if hasattr(command, "commands"):
        for name, each in command.commands.items():
            yield from _options(each, f"{words} {name}".strip())
    else:
        yield words, {option for param in command.params for option in param.opts}


def test_a_store_is_restored_with_facts_as_json(
    home: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    target = str(tmp_path / "store.tar.gz")
    assert run(capfd, "backup", target, "--store", str(home))[0] == 0
    again = str(tmp_path / "again")
    code, out, _ = run(capfd, "restore", target, "--store", again, "--json")
    assert code == 0 and json.loads(out)["store"] == again and json.loads(out)["files"] > 10


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(errno.EACCES, "Permission denied", "mill/release.json"), "its owner"),
        (OSError(errno.EMFILE, "Too many open files"), "raise the limit (ulimit -n)"),
    ],
)
def test_what_the_machine_refuses_is_said_in_a_line_and_is_no_fault_of_ours(
    error: OSError, said: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def refuse(folder: Path) -> bool:
        raise error

    monkeypatch.setattr("kg.store.opening.is_release", refuse)
    code, out, err = run(capfd, "stats", "--store", str(PACKS))
    assert code == 2 and out == "" and said in err and err.count("\n") == 1
    assert "report it" not in err
