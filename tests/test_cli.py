"""The command line: what it prints, where it writes, how it ends."""

import inspect
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from stormdesk.__main__ import main, opens_window
from stormdesk.cli import COMMANDS
from stormdesk.cli.flags import options_of, parameters
from stormdesk.cli.program import program
from stormdesk.exchange.format import Options
from stormdesk.exchange.formats import ALIASES, FORMATS
from stormdesk.exchange.source import read_board
from stormdesk.model.board import Board
from stormdesk.model.problem import BadInput
from stormdesk.resources import resource

_BOARDS = Path(__file__).parent / "boards"
_MODEL = str(_BOARDS / "inventory.model.yaml")
_LEFT_OUT = """\
stormdesk: out: 5 events and commands have no message: Place order, Reserve stock, Book parcel,\
 Month ended, Parcel cancelled.
stormdesk: out: Topics are made where the broker is Kafka, so not for Shipping.
"""
"""What is told of the example where its schemas go into the folder ``out``."""
_STICKY = "stickies:\n  - {id: a, kind: event, text: A}\n"
_HEAD = "format: stormdesk/1\nboard: {title: T}\n"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: Any) -> Run:
    """Run a command in a folder of its own; give exit code, standard output and error."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: object) -> tuple[int, str, str]:
        code = main([str(each) for each in arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def _refused(result: tuple[int, str, str]) -> str:
    """Return the one line of a refusal."""
    code, out, err = result
    assert (code, out) == (2, "")
    assert err.startswith("stormdesk: ")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    return err.removeprefix("stormdesk: ").strip()


def test_every_command_is_known_and_shows_an_example(run: Run):
    registered = {each.name for each in program().registered_commands}
    registered |= {each.name for each in program().registered_groups}
    assert registered == set(COMMANDS)
    for command in COMMANDS:
        code, out, _ = run(command, "--help")
        assert code == 0
        assert f"Example: stormdesk {command}" in out


def test_every_format_that_can_be_written_has_help_with_an_example(run: Run):
    for form in FORMATS.values():
        if form.writer is not None:
            code, out, _ = run("export", form.name, "--help")
            assert code == 0
            assert f"Example: stormdesk export {form.name}" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["exprot"], "exprot: no such command; did you mean export?"),
        (["frobnicate"], "no such command; stormdesk --help lists them"),
        (["export"], "export: needs a format and a board"),
        (["export", "shemas", "b"], "export: no format shemas; did you mean schemas?"),
        (["export", "yaml"], "missing argument 'BOARD'"),
        (["show", "b", "--fromat", "json"], "no such option '--fromat'; did you mean --format?"),
        (["show", _MODEL, "--format", "jsn"], "'jsn' is not one of text, json"),
        (["show", "a", "b"], "show: "),
        (["check", _MODEL, "--fail-on", "eror"], "did you mean error?"),
        (["export", "yaml", _MODEL, "--redact", "peple"], "did you mean people?"),
        (["export", "schemas", _MODEL, "--content-model", "shut"], "--content-model: 'shut'"),
        (["export", "schemas", _MODEL, "-o", "-"], "name a folder"),
        (["export", "yaml", _MODEL, "--prune"], "goes with formats of several files"),
        (["export", "schemas", _MODEL, "--check", "--force"], "does not go with --force"),
        (["import", _MODEL], "needs either -o BOARD or --into BOARD"),
        (["import", _MODEL, "-o", "x", "--from", "yml"], "did you mean yaml?"),
        (["new", "x.stormdesk", "--template", "payment-outege"], "did you mean payment-outage?"),
        (["diff", "one"], "missing argument 'NEW'"),
        (["show", "none.stormdesk"], "none.stormdesk: "),
        (["--frob"], "no such option"),
    ],
)
def test_bad_usage_is_one_line_and_writes_nothing(
    run: Run, tmp_path: Path, arguments: list[str], said: str
):
    assert said in _refused(run(*arguments))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["--tour"], True),
        (["board.stormdesk"], True),
        (["boards/sale"], True),
        (["present"], True),
        (["check"], False),
        (["absent"], False),
        (["--help"], False),
    ],
)
def test_a_board_opens_the_window_and_a_word_is_a_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], window: bool
):
    monkeypatch.chdir(tmp_path)
    for name in ("present", "check"):
        (tmp_path / name).write_text("")
    assert opens_window(arguments) is window


def test_a_process_of_its_own_tells_the_version_without_loading_a_toolkit():
    script = (
        "import sys; from stormdesk.__main__ import main; main(['--version']);"
        "print(sorted({'typer', 'PySide6', 'pydantic'} & sys.modules.keys()))"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert out.stdout.splitlines()[1:] == ["[]"]


def test_the_command_line_never_loads_qt(tmp_path: Path):
    script = (
        "import sys; from stormdesk.__main__ import main;"
        f"main(['export', 'schemas', {_MODEL!r}, '-o', {str(tmp_path / 'out')!r}]);"
        f"main(['check', {_MODEL!r}]);"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'shiboken'))])"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert out.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", [["export", "yaml", _MODEL, "-o", "-"], ["templates"]])
def test_what_looks_at_no_flow_loads_neither_rules_nor_graphs(command: list[str]):
    script = (
        f"import sys; from stormdesk.__main__ import main; code = main({command!r});"
        "heavy = {'networkx', 'rapidfuzz', 'stormdesk.analysis.findings'};"
        "print(code, sorted(heavy & sys.modules.keys()))"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert out.stdout.splitlines()[-1] == "0 []"


def test_new_writes_an_empty_board_and_never_over_another(run: Run, tmp_path: Path):
    assert run("new", "sale.stormdesk") == (0, "", "")
    assert read_board("sale.stormdesk").profile.title == "sale"
    assert "already exists" in _refused(run("new", "sale.stormdesk"))
    assert run("new", "sale.stormdesk", "--force")[0] == 0


def test_new_copies_a_template_that_templates_lists(run: Run):
    code, out, _ = run("templates")
    assert code == 0
    names = [line.split("  ")[0] for line in out.splitlines()]
    assert names == sorted(path.stem for path in resource("templates").glob("*.yaml"))
    assert run("new", "copy.stormdesk", "--template", names[0])[0] == 0
    template = read_board(str(resource(f"templates/{names[0]}.yaml")))
    copy = read_board("copy.stormdesk")
    assert copy.profile.id != template.profile.id
    profile = copy.profile.revised(id=template.profile.id)
    others = (r for r in copy.records.values() if r is not copy.profile)
    assert Board.of([profile, *others]) == template


def test_formats_lists_every_format_with_its_ways(run: Run):
    code, out, _ = run("formats")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == [*FORMATS, *ALIASES]


@pytest.mark.parametrize("alias", ALIASES)
def test_a_short_name_exports_that_part_of_the_bundle(run: Run, alias: str):
    name, chosen = ALIASES[alias]
    assert (name, chosen) in (("schemas", {"only": (alias,)}), ("slo", {}))
    options = ["--only", alias] if chosen else []
    assert run("export", alias, _MODEL, "-o", "short")[0] == 0
    assert run("export", name, _MODEL, *options, "-o", "long")[0] == 0
    short, long = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")}
        for folder in (Path("short"), Path("long"))
    )
    assert short == long
    assert len(short) > 2


def test_schema_prints_json_that_takes_the_model_file(run: Run):
    code, out, _ = run("schema")
    assert code == 0
    assert json.loads(out)["$schema"].endswith("2020-12/schema")


def test_show_tells_what_is_on_the_board(run: Run):
    code, out, _ = run("show", _MODEL, "--format", "json")
    told = json.loads(out)
    assert code == 0
    assert told["title"] == "Inventory under load"
    assert told["level"] == "software-design"
    assert told["kinds"]["event"] == 6
    assert told["contexts"][0] == {"name": "Ordering", "owner": "Checkout team", "stickies": 5}
    assert told["pivotal"] == ["Order is binding"]
    assert [each["owner"] for each in told["open-hotspots"]] == ["Stock team"]
    code, out, _ = run("show", _MODEL)
    assert "Ordering (Checkout team): 5 stickies" in out
    assert "  breaks at Reserve stock (6 cut off without it), Stock item (6 cut off without" in out


def test_show_tells_what_the_flows_say(run: Run):
    told = json.loads(run("show", _MODEL, "--format", "json")[1])
    assert told["graph"]["counts"] == {
        "stickies": 16, "flows": 13, "triggers": 1, "dead-ends": 0, "cycles": 0, "ways-back": 1,
        "cut-points": 11,
    }  # fmt: skip
    (trigger,) = told["graph"]["triggers"]
    assert (trigger["id"], trigger["paths"], trigger["longest"]) == ("basket", 2, 13)
    assert trigger["outcomes"] == ["reservation-view", "parcel-booked"]
    assert told["graph"]["ways-back"] == [["parcel-booked", "order-placed"]]
    assert told["graph"]["fan-out"][0]["id"] == "inventory-reserved"
    assert told["coupling"] == {
        "contexts": ["ordering", "inventory", "shipping"],
        "matrix": [[0, 1, 0], [0, 0, 1], [1, 0, 0]],
    }
    assert told["context-map"][0] == {
        "upstream": "ordering", "downstream": "inventory", "pattern": "published-language",
        "events": ["order-placed"], "flows": 1,
    }  # fmt: skip
    stops = {each["id"]: each for each in told["stops"]}
    assert stops["carrier"]["after"] == 1
    assert stops["ordering"]["teams"] == ["Checkout team", "Logistics team", "Stock team"]
    assert [(each["flag"], each["stickies"]) for each in told["flags"]] == [
        ("fast-reservation", ["reserve-on-order"])
    ]


def test_show_sums_up_what_the_flows_say(run: Run):
    code, out, _ = run("show", _MODEL)
    lines = [line.strip() for line in out.splitlines()]
    assert code == 0
    assert "triggers  Basket with availability (2 paths)" in lines
    assert "map       Ordering → Inventory: 1 event in 1 flow, published-language" in lines
    assert "circles   0, and 1 marked as loops" in lines


def test_show_lists_the_hotspots_that_wait_each_once(run: Run, tmp_path: Path):
    hotspots = (
        "{id: a, text: Who pays?, status: deferred}",
        "{id: b, text: Who ships?, status: deferred, owner: Ada}",
        "{id: c, text: Gift wrap?, parked: true}",
        "{id: d, text: Who pays?, status: deferred, again: a}",
    )
    listed = "".join(f"  - {told[:-1]}, kind: hotspot}}\n" for told in hotspots)
    (tmp_path / "b.yaml").write_text(f"{_HEAD}stickies:\n{listed}")
    told = json.loads(run("show", "b.yaml", "--format", "json")[1])
    assert [each["text"] for each in told["open-hotspots"]] == ["Who pays?", "Gift wrap?"]


def test_show_says_where_it_stopped_to_count_paths(run: Run, tmp_path: Path):
    forks = range(21)
    stickies = [f"{{id: e{n}, kind: event, text: Step {n} done}}" for n in range(22)]
    stickies += [f"{{id: {k}{n}, kind: policy, text: Whenever {k}}}" for n in forks for k in "pq"]
    flows = [
        f"{{from: {source}, to: {target}}}"
        for n in forks
        for k in "pq"
        for source, target in ((f"e{n}", f"{k}{n}"), (f"{k}{n}", f"e{n + 1}"))
    ]
    listed = [
        f"{key}: [{', '.join(rows)}]" for key, rows in (("stickies", stickies), ("flows", flows))
    ]
    (tmp_path / "forks.yaml").write_text("\n".join([_HEAD.rstrip(), *listed]))
    code, out, _ = run("show", "forks.yaml")
    assert code == 0
    assert "triggers  Step 0 done (1,000,000 or more paths)" in out


def test_show_of_a_board_without_flows_says_nothing_of_them(run: Run, tmp_path: Path):
    (tmp_path / "b.yaml").write_text(_HEAD)
    code, out, _ = run("show", "b.yaml")
    assert code == 0
    assert "circles" not in out


def test_check_ends_with_1_where_something_as_grave_as_asked_is_found(run: Run, tmp_path: Path):
    board = tmp_path / "b.yaml"
    board.write_text(_HEAD + "stickies:\n  - {id: p, kind: event, text: Place the order}\n")
    code, out, _ = run("check", board, "--format", "json")
    findings = json.loads(out)["findings"]
    assert code == 1
    assert {"rule", "level", "records", "message", "remedy"} <= findings[0].keys()
    assert any(each["records"] == ["p"] for each in findings)
    levels = {each["level"] for each in findings}
    assert run("check", board, "--fail-on", "error")[0] == int("error" in levels)


def test_check_of_a_clean_board_ends_with_0(run: Run, tmp_path: Path):
    (tmp_path / "b.yaml").write_text(_HEAD)
    assert run("check", "b.yaml") == (0, "nothing found\n", "")
    assert json.loads(run("check", "b.yaml", "--format", "json")[1]) == {"findings": []}


def test_diff_tells_a_line_a_record(run: Run, tmp_path: Path):
    (tmp_path / "old.yaml").write_text(_HEAD + _STICKY)
    (tmp_path / "new.yaml").write_text(
        _HEAD + "stickies:\n  - {id: a, kind: event, text: B}\n  - {id: n, kind: note, text: N}\n"
    )
    assert run("diff", "old.yaml", "old.yaml") == (0, "", "")
    code, out, _ = run("diff", "old.yaml", "new.yaml")
    assert code == 1
    assert out.splitlines() == ['~ sticky a: text "A" -> "B"', '+ sticky n "N"']
    assert run("diff", "new.yaml", "old.yaml")[1].splitlines()[1] == '- sticky n "N"'


def test_import_writes_a_board_as_its_suffix_says(run: Run, tmp_path: Path):
    for name in ("b.stormdesk", "b.yaml"):
        assert run("import", _MODEL, "-o", name) == (0, "", "")
        assert read_board(name) == read_board(_MODEL)
    assert (tmp_path / "b.stormdesk").read_text().startswith('{"format"')
    assert "already exists" in _refused(run("import", _MODEL, "-o", "b.yaml"))


def test_a_drawing_that_carries_its_board_is_read_as_one(run: Run):
    assert run("export", "svg", _MODEL, "-o", "b.svg", "--embed-board")[0] == 0
    assert run("import", "b.svg", "-o", "b.yaml") == (0, "", "")
    assert read_board("b.yaml") == read_board(_MODEL)
    assert run("show", "b.svg")[:2] == run("show", "b.yaml")[:2]
    assert run("export", "svg", "b.svg", "-o", "plain.svg")[0] == 0
    assert "holds no board" in _refused(run("import", "plain.svg", "-o", "c.yaml"))
    assert "there is no lane 'X'" in _refused(run("export", "png", _MODEL, "--of", "lane X"))


def test_import_puts_several_sources_one_behind_the_other(run: Run, tmp_path: Path):
    (tmp_path / "one.txt").write_text("e: Order placed\ne: Order paid\n")
    (tmp_path / "two.txt").write_text("e: Parcel sent\n")
    assert run("import", "one.txt", "two.txt", "-o", "b.stormdesk")[0] == 0
    (tmp_path / "three.txt").write_text("e: Parcel lost\n")
    assert run("import", "three.txt", "--into", "b.stormdesk")[0] == 0
    board = read_board("b.stormdesk")
    told = sorted((s.at or 0, s.text) for s in board.stickies.values())
    assert [text for _, text in told] == [
        "Order placed",
        "Order paid",
        "Parcel sent",
        "Parcel lost",
    ]


def test_export_writes_beside_us_by_default_and_replaces_only_when_forced(run: Run, tmp_path: Path):
    assert run("export", "yaml", _MODEL) == (0, "", "")
    (path,) = tmp_path.iterdir()
    assert path.name.startswith("inventory.")
    path.write_text("mine")
    assert "already exists" in _refused(run("export", "yaml", _MODEL))
    assert path.read_text() == "mine"
    assert run("export", "yaml", _MODEL, "--check")[0] == 1
    assert run("export", "yaml", _MODEL, "--force") == (0, "", "")
    assert run("export", "yaml", _MODEL, "--check") == (0, "", "")
    assert read_board(str(path)) == read_board(_MODEL)


def test_export_to_standard_output_is_the_file(capfdbinary: Any):
    assert main(["export", "yaml", _MODEL, "-o", "-"]) == 0
    assert capfdbinary.readouterr().out.startswith(b"format: stormdesk/1\n")


def test_a_board_may_come_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch):
    for content, options in (
        (b"Order placed\n", ["--from", "outline"]),
        (b"e: Order placed\n", []),
    ):
        stream = io.TextIOWrapper(io.BytesIO(content))
        monkeypatch.setattr(sys, "stdin", stream)
        assert run("import", "-", "-o", "b.stormdesk", "--force", *options)[0] == 0
        assert [s.text for s in read_board("b.stormdesk").stickies.values()] == ["Order placed"]


def test_a_reader_that_has_seen_enough_causes_no_complaint(tmp_path: Path):
    command = [sys.executable, "-m", "stormdesk", "schema"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


def test_export_of_a_bundle_keeps_what_people_changed(run: Run, tmp_path: Path):
    assert run("export", "schemas", _MODEL, "-o", "out") == (0, "", _LEFT_OUT)
    assert run("export", "schemas", _MODEL, "-o", "out") == (0, "", _LEFT_OUT)
    assert run("export", "schemas", _MODEL, "-o", "out", "--check") == (0, "", "")
    (example,) = (tmp_path / "out" / "ordering").rglob("*.example.json")
    example.write_text("{}")
    code, _, err = run("export", "schemas", _MODEL, "-o", "out", "--content-model", "closed")
    assert code == 1
    assert "OrderPlaced.example.json: was changed by hand" in err
    assert example.read_text() == "{}"
    schema = json.loads((example.parent / "OrderPlaced.schema.json").read_text())
    assert schema["additionalProperties"] is False


def test_export_lists_orphans_and_prunes_them(run: Run, tmp_path: Path):
    run("export", "schemas", _MODEL, "-o", "out")
    (tmp_path / "empty.yaml").write_text(_HEAD)
    code, _, err = run("export", "schemas", "empty.yaml", "-o", "out")
    assert code == 0
    assert "no sticky has a message" in err
    assert "OrderPlaced.schema.json: is not generated any more" in err
    assert run("export", "schemas", "empty.yaml", "-o", "out", "--prune")[0] == 0
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["manifest.json"]


def test_an_orphan_that_people_changed_is_told_once_and_pruned_by_force(run: Run, tmp_path: Path):
    run("export", "ci", _MODEL, "-o", "out")
    path = tmp_path / "out" / ".gitlab-ci.yml"
    path.write_text("mine")
    code, _, err = run("export", "ci", _MODEL, "-o", "out", "--only", "github", "--prune")
    assert (code, err.count("\n")) == (1, 1)
    assert ".gitlab-ci.yml: is not generated any more, but was changed by hand" in err
    assert path.exists()
    arguments = ("--only", "github", "--prune", "--force")
    assert run("export", "ci", _MODEL, "-o", "out", *arguments) == (0, "", "")
    assert not path.exists()


@pytest.mark.parametrize("form", ["schemas", "contract-tests"])
def test_a_board_without_messages_is_said_on_one_line(run: Run, tmp_path: Path, form: str):
    (tmp_path / "empty.yaml").write_text(_HEAD)
    code, out, err = run("export", form, "empty.yaml", "-o", "out")
    assert (code, out, err.count("\n")) == (0, "", 1)
    assert "no sticky has a message" in err


@pytest.mark.parametrize(
    "form", [form.name for form in FORMATS.values() if form.writer is not None]
)
def test_redaction_holds_for_every_export(run: Run, tmp_path: Path, form: str):
    (tmp_path / "b.yaml").write_text(
        _HEAD
        + "participants: [{name: Annabel}]\nstickies:\n"
        + "  - {id: annabel-paid, kind: event, text: Paid, at: 1, author: Annabel, notes: Secretly,"
        + " owner: Moneyteam, message: {fields: [{name: mail, type: string, tag: 1,"
        + " personal: true, example: annabel@home}]}}\n"
    )
    every = "people,personal,notes,owners"
    assert run("export", form, "b.yaml", "-o", "out", "--redact", every)[0] == 0
    out = tmp_path / "out"
    files = [path for path in out.rglob("*") if path.is_file()] if out.is_dir() else [out]
    assert files
    for path in files:
        content = path.read_bytes()
        for gone in (b"nnabel", b"Secretly", b"Moneyteam"):
            assert gone not in content


class _Choices(Options):
    dark: bool = False
    names: tuple[str, ...] = ()
    width: int | None = None


def test_options_of_a_format_become_flags_and_back():
    made = {parameter.name: parameter for parameter in parameters(_Choices)}
    assert list(made) == ["dark", "names", "width"]
    assert all(each.kind is inspect.Parameter.KEYWORD_ONLY for each in made.values())
    given = {"dark": True, "names": ["a,b", "c"], "width": "12"}
    assert options_of(_Choices, given, "export") == _Choices(
        dark=True, names=("a", "b", "c"), width=12
    )
    assert options_of(_Choices, dict.fromkeys(given), "export") == _Choices()
    with pytest.raises(BadInput, match="export: --width"):
        options_of(_Choices, {"width": "wide"}, "export")


def _bomb() -> str:
    rows = [f"x-{n}: &b{n} [{', '.join([f'*b{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "\n".join([_HEAD + "x-0: &b0 [lol, lol]", *rows])


_BAD: dict[str, tuple[str, bytes]] = {
    "empty": ("b.yaml", b""),
    "empty board": ("b.stormdesk", b""),
    "torn": ("b.stormdesk", b'{"format":"stormdesk/1"}\n{"type":"board","id":"b","ti'),
    "binary": ("b.yaml", bytes(range(256)) * 40),
    "binary board": ("b.stormdesk", bytes(range(256)) * 40),
    "wrong format": ("b.yaml", b"openapi: 3.1.0\n"),
    "newer": ("b.yaml", b"format: stormdesk/7\nboard: {title: T}\n"),
    "newer board": ("b.stormdesk", b'{"format":"stormdesk/7"}\n'),
    "duplicate id": ("b.yaml", f"{_HEAD}{_STICKY}  - {{id: a, kind: note, text: B}}\n".encode()),
    "dangling": ("b.yaml", f"{_HEAD}{_STICKY}flows: [{{from: a, to: b}}]\n".encode()),
    "unknown kind": ("b.yaml", f"{_HEAD}stickies: [{{kind: evnt, text: A}}]\n".encode()),
    "nan": ("b.yaml", f"{_HEAD}{_STICKY}layout: {{a: {{x: .nan, y: 0}}}}\n".encode()),
    "infinite": ("b.yaml", f"{_HEAD}{_STICKY}layout: {{a: {{x: 1e999, y: 0}}}}\n".encode()),
    "bomb": ("b.yaml", _bomb().encode()),
    "tag": ("b.yaml", b"!!python/object/apply:os.system [exit]\n"),
    "deep": ("b.yaml", b"[" * 50_000),
    "deep board": ("b.stormdesk", b'{"format":"stormdesk/1"}\n' + b"[" * 50_000 + b"\n"),
    "unknown key": ("b.yaml", f"{_HEAD}sticky: []\n".encode()),
    "recursive type": (
        "b.yaml",
        f"{_HEAD}types: [{{name: A, fields: [{{name: a, type: A}}]}}]\n".encode(),
    ),
    "leaves folder": ("b.yaml", b"format: stormdesk/1\nboard: {title: T, logo: ../x.png}\n"),
    "megabyte": ("b.yaml", f"{_HEAD}stickies: [{{kind: note, text: {'a' * 2**20}}}]\n".encode()),
    "control": ("b.yaml", f'{_HEAD}stickies: [{{kind: note, text: "a\\x07"}}]\n'.encode()),
}


@pytest.mark.parametrize("case", _BAD)
def test_bad_input_is_one_line_and_writes_nothing(run: Run, tmp_path: Path, case: str):
    name, data = _BAD[case]
    (tmp_path / name).write_bytes(data)
    line = _refused(run("export", "yaml", name, "-o", "out.yaml"))
    assert line.startswith(name)
    assert len(line) < 500
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_bad_input_names_the_nearest_kind_and_key(run: Run, tmp_path: Path):
    for case, near in (("unknown kind", "event"), ("unknown key", "stickies")):
        name, data = _BAD[case]
        (tmp_path / name).write_bytes(data)
        assert f"did you mean {near}?" in _refused(run("check", name))


@pytest.mark.skipif(sys.platform == "win32", reason="no address space limit")
def test_bad_input_takes_less_than_500_megabytes(tmp_path: Path):
    for case, (name, data) in _BAD.items():
        (tmp_path / f"{case.replace(' ', '-')}-{name}").write_bytes(data)
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (500_000_000,) * 2);"
        "from stormdesk.__main__ import main;"
        "print([main(['check', name]) for name in sys.argv[1:]])"
    )
    names = sorted(str(path) for path in tmp_path.iterdir())
    done = subprocess.run(
        [sys.executable, "-c", script, *names], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == str([2] * len(names))
    assert "is too large or nested" not in done.stderr
    assert len(done.stderr.splitlines()) == len(names)


def test_formats_that_were_not_asked_for_are_no_orphans(run: Run, tmp_path: Path):
    run("export", "schemas", _MODEL, "-o", "out")
    before = {path for path in (tmp_path / "out").rglob("*") if path.is_file()}
    arguments = ("export", "schemas", _MODEL, "-o", "out", "--only", "avro,json-schema")
    for more in ((), ("--prune",), ("--check",), ("--prune", "--force")):
        code, _, err = run(*arguments, *more)
        assert (code, "not generated any more" in err) == (0, False)
        assert {path for path in (tmp_path / "out").rglob("*") if path.is_file()} == before
    (tmp_path / "empty.yaml").write_text(_HEAD)
    _, _, err = run("export", "schemas", "empty.yaml", "-o", "out")
    assert ".proto: is not generated any more" in err


@pytest.mark.parametrize("form", ["schemas", "yaml"])
def test_what_was_never_exported_is_told_on_one_line(run: Run, form: str):
    code, _, err = run("export", form, _MODEL, "-o", "nowhere", "--check")
    assert (code, err) == (1, "stormdesk: nowhere: does not exist; export it first\n")


def test_an_empty_bundle_says_where_messages_come_from(run: Run, tmp_path: Path):
    (tmp_path / "empty.yaml").write_text(_HEAD)
    assert "give an event or command fields" in run("export", "schemas", "empty.yaml")[2]
