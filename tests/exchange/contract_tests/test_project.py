"""Contract tests that are generated: they pass, and what breaks a contract or a consumer fails."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from exchange.contract_tests.generated_tests import run_all

from stormdesk.exchange.contract_tests.options import ContractTestOptions
from stormdesk.exchange.contract_tests.project import write
from stormdesk.exchange.delivery import deliver_folder, stale_files
from stormdesk.exchange.format import read
from stormdesk.exchange.formats import FORMATS
from stormdesk.model.board import Board
from stormdesk.resources import resource

_BOARDS = sorted(
    [
        *resource("templates").glob("*.yaml"),
        *(Path(__file__).parents[2] / "boards").glob("[hir]*.yaml"),
    ]
)
_SMALL = """\
format: stormdesk/1
board: {id: shop, title: Shop, namespace: com.example}
contexts: [{id: class, name: class}, {id: stock, name: Stock}]
types:
  - {name: Line, fields: [{name: sku, type: string, tag: 1}]}
  - {name: Way, values: [web, "1st", "class"]}
stickies:
  - id: order-placed
    kind: event
    text: class
    context: class
    at: 1
    message:
      name: OrderPlaced
      key: orderId
      idempotency-key: eventId
      fields:
        - {name: eventId, type: uuid, tag: 1}
        - {name: orderId, type: uuid, tag: 2}
        - {name: total, type: "decimal(9,2)", tag: 3}
        - {name: lines, type: list<Line>, tag: 4}
        - {name: way, type: Way, tag: 5, required: false}
        - {name: ratio, type: float32, tag: 6, example: "0.1"}
        - {name: "1st", type: timestamp, tag: 8}
      reserved: [{tag: 7, name: gone}]
  - {id: "1st policy", kind: policy, text: "Whenever class, reserve", context: stock, at: 2}
flows: [{from: order-placed, to: "1st policy"}]
"""
_STEM = "contracts/class/v1/OrderPlaced"
_SEAL = "not is_the_one_that_was_exported"


def _board(text: bytes) -> Board:
    return read(FORMATS["yaml"], {"board.yaml": text})


def _project(folder: Path, board: Board | None = None, **options: Any) -> Path:
    files = write(board or _board(_SMALL.encode()), ContractTestOptions(**options))
    deliver_folder(folder, files)
    return folder


def _run(folder: Path, *arguments: str) -> tuple[frozenset[str], int]:
    """Return the names of the tests that fail, and how many pass."""
    (result,) = run_all([folder], *arguments)
    return result.failed, result.passed


def test_they_pass_as_they_are_generated(tmp_path: Path) -> None:
    boards = {path.stem: (_board(path.read_bytes()), {}) for path in _BOARDS}
    boards |= {model: (None, {"content_model": model}) for model in ("open", "closed")}
    folders = [_project(tmp_path / name, each, **how) for name, (each, how) in boards.items()]
    results = dict(zip(boards, run_all(folders), strict=True))
    assert {name: result.failed for name, result in results.items()} == dict.fromkeys(
        boards, frozenset()
    )
    assert min(result.passed for result in results.values()) > 25
    assert min(results["open"].passed, results["closed"].passed) > 30


def _dropped(*path: Any) -> Callable[[Any], None]:
    def drop(value: Any) -> None:
        for name in path[:-1]:
            value = value[name]
        del value[path[-1]]

    return drop


def _put(value: Any, *path: Any) -> Callable[[Any], None]:
    def put(holder: Any) -> None:
        for name in path[:-1]:
            holder = holder[name]
        holder[path[-1]] = value

    return put


_BREAKS = [
    (".example.json", _dropped("orderId")),
    (".example.json", _dropped("way")),
    (".example.json", _put("not a uuid", "orderId")),
    (".example.json", _put("1.23", "total")),
    (".example.json", _put("class", "way")),
    (".example.json", _put(None, "total")),
    (".example.avro.json", _put("\x01", "total")),
    (".example.avro.json", _dropped("way")),
    (".example.proto.json", _put("WAY_NONE", "way")),
    (".example.proto.json", _dropped("total")),
    (".schema.json", _dropped("properties", "way")),
    (".schema.json", _dropped("properties", "total", "type")),
    (".schema.json", _put("integer", "properties", "total", "type")),
    (".schema.json", _put(9, "properties", "total", "x-tag")),
    (".schema.json", _dropped("required", 0)),
    (".schema.json", _put(False, "additionalProperties")),
    (".schema.json", _put("somebody", "x-stormdesk-sticky")),
    (".avsc", _dropped("fields", 2)),
    (".avsc", _put("string", "fields", 2, "type")),
    (".avsc", _put(9, "fields", 2, "x-tag")),
    (".avsc", _put("Other", "name")),
    (".cloudevent.json", _put("other.type", "type")),
    (".cloudevent.json", _dropped("data", "orderId")),
    (".cloudevent.schema.json", _dropped("properties", "data")),
    (".cloudevent.schema.json", _dropped("required", 3)),
    (".kafka-headers.json", _put("other.type", "headers", "ce_type")),
    (".kafka-headers.json", _put("elsewhere", "topic")),
]


def test_a_contract_that_was_broken_fails_even_without_the_check_of_digests(tmp_path: Path) -> None:
    folders: list[Path] = []
    for number, (suffix, change) in enumerate(_BREAKS):
        folders.append(_project(tmp_path / f"{number}"))
        path = folders[-1] / f"{_STEM}{suffix}"
        content = json.loads(path.read_text(encoding="utf-8"))
        change(content)
        path.write_text(json.dumps(content), encoding="utf-8")
    results = run_all(folders, "-k", _SEAL)
    passing = [_BREAKS[n][0] for n, result in enumerate(results) if not result.failed]
    assert passing == []


def test_a_broken_protobuf_file_fails(tmp_path: Path) -> None:
    folders: list[Path] = []
    for number, (old, new) in enumerate([(" = 3;", " = 9;"), ("reserved 7;", ""), ("string", "")]):
        folders.append(_project(tmp_path / f"{number}"))
        (path,) = (folders[-1] / "contracts/proto").rglob("*order*.proto")
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
    assert all(result.failed for result in run_all(folders, "-k", _SEAL))


def test_any_change_of_a_contract_fails(tmp_path: Path) -> None:
    path = _project(tmp_path) / f"{_STEM}.schema.json"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert _run(tmp_path)[0] == {"test_a_contract_is_the_one_that_was_exported"}


_MINE = """
from stormdesk_contracts.in_memory import InMemory


class Mine(InMemory):
    def __init__(self, consumer):
        super().__init__(consumer)
        self._fields = consumer.reads[0].message.fields
        self._count = 0
"""
_STRICT = """
    def handle(self, delivery):
        if set(delivery.payload) - {field.name for field in self._fields}:
            raise ValueError("unknown field")
        super().handle(delivery)
"""
_FORGETFUL = """
    def handle(self, delivery):
        self._seen.clear()
        self._count += 1
        super().handle(delivery)

    def effects(self):
        return {**super().effects(), "taken": self._count}
"""
_AS_IT_COMES = """
    def handle(self, delivery):
        self._times.clear()
        super().handle(delivery)
"""
_DEMANDING = """
    def handle(self, delivery):
        delivery.payload["way"].lower()
        super().handle(delivery)
"""
_IDLE = """
    def handle(self, delivery):
        pass
"""
_ONE_KEY = """
    def effects(self):
        return list(super().effects()["latest"].values())[-1:]
"""


_CAUGHT = {
    _STRICT: {"test_fields_that_nobody_knows_yet_change_nothing"},
    _FORGETFUL: {
        "test_a_repeated_delivery_has_one_effect",
        "test_a_message_sent_twice_has_one_effect",
        "test_a_replay_has_no_effect",
    },
    _AS_IT_COMES: {"test_an_older_message_of_a_key_undoes_no_later_one"},
    _DEMANDING: {
        "test_an_optional_field_may_be_missing_or_null",
        "test_all_optional_fields_may_be_missing",
    },
    _IDLE: {
        "test_a_message_has_an_effect",
        "test_an_optional_field_may_be_missing_or_null",
        "test_all_optional_fields_may_be_missing",
        "test_messages_of_several_keys_all_have_an_effect",
    },
    _ONE_KEY: {"test_messages_of_several_keys_may_come_in_any_order"},
}


def test_a_consumer_that_bears_less_fails(tmp_path: Path) -> None:
    folders: list[Path] = []
    for number, methods in enumerate(_CAUGHT):
        folders.append(_project(tmp_path / f"{number}"))
        (folders[-1] / "mine.py").write_text(_MINE + methods, encoding="utf-8")
        adapters = folders[-1] / "adapters.py"
        _write_between(adapters, "imports", "from mine import Mine\n")
        choice = '    if consumer.id == "1st policy":\n        return Mine(consumer)\n'
        _write_between(adapters, "consumers", choice)
    results = run_all(folders)
    assert [result.failed for result in results] == list(_CAUGHT.values())


def test_a_producer_that_breaks_its_promise_fails(tmp_path: Path) -> None:
    _project(tmp_path)
    lines = '    if message.name == "OrderPlaced":\n        return [{"orderId": "17"}]\n'
    _write_between(tmp_path / "adapters.py", "producers", lines)
    assert _run(tmp_path)[0] == {
        "test_what_is_produced_fulfils_the_json_schema",
        "test_what_is_produced_can_be_sent_in_avro",
    }


def _write_between(path: Path, name: str, lines: str) -> None:
    begin, end = f">>> hand-written: {name}\n", f"# <<< hand-written: {name}\n"
    head, _, rest = path.read_text(encoding="utf-8").partition(begin)
    path.write_text(f"{head}{begin}{lines}{rest[rest.index(end) :]}", encoding="utf-8")


def test_what_people_wrote_survives_the_next_export(tmp_path: Path) -> None:
    out = _project(tmp_path / "out")
    lines = "import decimal  # mine\n"
    _write_between(out / "adapters.py", "imports", lines)
    (out / "mine.py").write_text("MINE = 1\n")
    later = _board(
        _SMALL.replace("tag: 8}", "tag: 8}\n        - {name: x, type: date, tag: 9}").encode()
    )
    files = write(later, ContractTestOptions())
    assert f"{_STEM}.schema.json" in stale_files(out, files)
    assert "adapters.py" not in stale_files(out, files)
    delivery = deliver_folder(out, files, prune=True)
    assert (delivery.changed, delivery.orphans) == ((), ())
    assert lines in (out / "adapters.py").read_text()
    assert (out / "mine.py").exists()
    assert stale_files(out, files) == ()
    assert _run(out)[0] == set()


def test_a_board_without_messages_gives_the_manifest_alone() -> None:
    board = _board(b"format: stormdesk/1\nboard: {id: b, title: B}\n")
    assert set(write(board, ContractTestOptions())) == {"manifest.json"}


def test_a_board_without_consumers_has_tests_of_its_producers(tmp_path: Path) -> None:
    head, _, _ = _SMALL.partition("flows:")
    failed, passed = _run(_project(tmp_path, _board(head.encode())))
    assert failed == set()
    assert passed > 20


def test_the_readme_says_who_reads_what_and_what_is_left_out() -> None:
    text = write(_board(_SMALL.encode()), ContractTestOptions())["README.md"].decode()
    assert "| 1st policy | Whenever class, reserve |" in text
    assert "| eventId | orderId |" in text
    single = _SMALL.replace("idempotency-key: eventId", "idempotency-key: orderId")
    text = write(_board(single.encode()), ContractTestOptions())["README.md"].decode()
    assert "out of order: there is one message for each orderId" in text
    alone = _SMALL.replace("orderId, type: uuid", 'orderId, type: string, pattern: "^one$"')
    text = write(_board(alone.encode()), ContractTestOptions())["README.md"].decode()
    assert "out of order: orderId can have one value alone" in text


def test_a_key_of_one_value_leaves_out_what_cannot_be_tested(tmp_path: Path) -> None:
    alone = _SMALL.replace("orderId, type: uuid", 'orderId, type: string, pattern: "^one$"')
    single = _SMALL.replace("idempotency-key: eventId", "idempotency-key: orderId")
    folders = [
        _project(tmp_path / f"{n}", _board(text.encode())) for n, text in enumerate((alone, single))
    ]
    assert [result.failed for result in run_all(folders)] == [frozenset(), frozenset()]
