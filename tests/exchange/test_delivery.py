"""Files of an export on the disk: all or none, and nobody's work lost."""

import hashlib
import json
from pathlib import Path

import pytest

from stormdesk.exchange.delivery import deliver_file, deliver_folder, stale_files
from stormdesk.exchange.file_list import file_list
from stormdesk.model.problem import BadInput


def _bundle(**contents: str) -> dict[str, bytes]:
    files = {f"{name}/v1/{name}.txt": text.encode() for name, text in contents.items()}
    listed = [{"path": p, "sha256": hashlib.sha256(d).hexdigest()} for p, d in files.items()]
    manifest = {"format": "stormdesk-bundle/1", "files": listed}
    return {**files, "manifest.json": json.dumps(manifest).encode()}


def _tree(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files}


def test_a_new_folder_holds_exactly_the_files(tmp_path: Path):
    deliver_folder(tmp_path / "deep" / "out", _bundle(a="1", b="2"))
    assert {k: v for k, v in _tree(tmp_path).items() if not k.endswith("json")} == {
        "deep/out/a/v1/a.txt": "1",
        "deep/out/b/v1/b.txt": "2",
    }


def test_files_that_nobody_touched_are_replaced(tmp_path: Path):
    deliver_folder(tmp_path, _bundle(a="1", b="2"))
    delivery = deliver_folder(tmp_path, _bundle(a="1", b="new"))
    assert delivery.written == ("b/v1/b.txt", "manifest.json")
    assert _tree(tmp_path)["b/v1/b.txt"] == "new"


def test_a_file_that_people_changed_is_reported_and_left_until_forced(tmp_path: Path):
    deliver_folder(tmp_path, _bundle(a="1", b="2"))
    (tmp_path / "a/v1/a.txt").write_text("mine")
    for _ in range(2):
        delivery = deliver_folder(tmp_path, _bundle(a="new", b="new"))
        assert delivery.changed == ("a/v1/a.txt",)
        assert _tree(tmp_path)["a/v1/a.txt"] == "mine"
        assert _tree(tmp_path)["b/v1/b.txt"] == "new"
    deliver_folder(tmp_path, _bundle(a="new", b="new"), force=True)
    assert _tree(tmp_path)["a/v1/a.txt"] == "new"


def test_files_of_others_stay_and_stop_the_export_before_anything_is_written(tmp_path: Path):
    (tmp_path / "b/v1").mkdir(parents=True)
    (tmp_path / "b/v1/b.txt").write_text("theirs")
    with pytest.raises(BadInput, match="already there; use --force"):
        deliver_folder(tmp_path, _bundle(a="1", b="2"))
    assert _tree(tmp_path) == {"b/v1/b.txt": "theirs"}
    deliver_folder(tmp_path, _bundle(a="1", b="2"), force=True)
    assert _tree(tmp_path)["b/v1/b.txt"] == "2"


def test_orphans_are_listed_and_pruned_on_demand_with_their_empty_folders(tmp_path: Path):
    deliver_folder(tmp_path, _bundle(a="1", b="2"))
    (tmp_path / "notes.txt").write_text("mine")
    delivery = deliver_folder(tmp_path, _bundle(a="1"))
    assert delivery.orphans == ("b/v1/b.txt",)
    assert (tmp_path / "b/v1/b.txt").exists()
    delivery = deliver_folder(tmp_path, _bundle(a="1"), prune=True)
    assert delivery.pruned == ("b/v1/b.txt",)
    assert stale_files(tmp_path, _bundle(a="1")) == ()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a", "manifest.json", "notes.txt"]


def test_an_orphan_that_people_changed_is_not_pruned_unless_forced(tmp_path: Path):
    deliver_folder(tmp_path, _bundle(a="1", b="2"))
    (tmp_path / "b/v1/b.txt").write_text("mine")
    delivery = deliver_folder(tmp_path, _bundle(a="1"), prune=True)
    assert (delivery.pruned, delivery.changed) == ((), ("b/v1/b.txt",))
    assert _tree(tmp_path)["b/v1/b.txt"] == "mine"


def test_stale_files_are_told_without_writing(tmp_path: Path):
    assert stale_files(tmp_path / "none", _bundle(a="1")) == ("a/v1/a.txt", "manifest.json")
    assert not (tmp_path / "none").exists()
    deliver_folder(tmp_path, _bundle(a="1", b="2"))
    assert stale_files(tmp_path, _bundle(a="1", b="2")) == ()
    (tmp_path / "a/v1/a.txt").write_text("mine")
    assert stale_files(tmp_path, _bundle(a="1", b="2")) == ("a/v1/a.txt",)
    assert "b/v1/b.txt" in stale_files(tmp_path, _bundle(a="1"))


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "a/../../out.txt", "a\\..\\b", ""])
def test_no_file_leaves_the_folder(tmp_path: Path, name: str):
    with pytest.raises(BadInput, match="outside of the folder"):
        deliver_folder(tmp_path / "out", {name: b"x"}, force=True)
    assert _tree(tmp_path) == {}


def test_no_file_leaves_the_folder_through_a_link(tmp_path: Path):
    (tmp_path / "out").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out" / "a").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    with pytest.raises(BadInput, match="outside of the folder"):
        deliver_folder(tmp_path / "out", {"a/x.txt": b"x"}, force=True)
    assert _tree(tmp_path / "elsewhere") == {}


def test_a_manifest_that_lists_files_elsewhere_makes_nothing_vanish(tmp_path: Path):
    (tmp_path / "precious.txt").write_text("keep")
    out = tmp_path / "out"
    out.mkdir()
    digest = hashlib.sha256(b"keep").hexdigest()
    listed = [{"path": "../precious.txt", "sha256": digest}]
    (out / "manifest.json").write_text(
        json.dumps({"format": "stormdesk-bundle/1", "files": listed})
    )
    with pytest.raises(BadInput, match="outside of the folder"):
        deliver_folder(out, _bundle(a="1"), prune=True)
    assert (tmp_path / "precious.txt").read_text() == "keep"


@pytest.mark.parametrize("torn", ["", "[]", "{", '{"format": 1}', '{"format": "stormdesk-x"}'])
def test_a_manifest_that_is_not_ours_is_somebody_elses_file(tmp_path: Path, torn: str):
    (tmp_path / "manifest.json").write_text(torn)
    with pytest.raises(BadInput, match="already there"):
        deliver_folder(tmp_path, _bundle(a="1"))
    assert _tree(tmp_path) == {"manifest.json": torn}


def test_a_single_file_is_replaced_only_when_forced(tmp_path: Path):
    path = tmp_path / "board.yaml"
    deliver_file(path, b"1")
    with pytest.raises(BadInput, match="already exists"):
        deliver_file(path, b"2")
    assert path.read_bytes() == b"1"
    deliver_file(path, b"2", force=True)
    assert path.read_bytes() == b"2"
    with pytest.raises(BadInput, match="is a folder"):
        deliver_file(tmp_path, b"3", force=True)
    with pytest.raises(BadInput, match="its folder does not exist"):
        deliver_file(tmp_path / "none" / "board.yaml", b"3")


_MARKED = "head {version}\n# >>> hand-written: mine\n# here\n# <<< hand-written: mine\nfoot\n"


def _marked(version: int, text: str = _MARKED, sort: str = "stormdesk-tests") -> dict[str, bytes]:
    files = {"a.py": text.format(version=version).encode(), "b.txt": b"b"}
    listed = {"format": f"{sort}/1", "files": file_list(files, marked={"a.py"})}
    return {**files, "manifest.json": json.dumps(listed).encode()}


def _between(path: Path, lines: str) -> None:
    text = path.read_text()
    head, _, foot = text.partition("# >>> hand-written: mine\n")
    _, mark, foot = foot.partition("# <<< hand-written: mine")
    path.write_text(f"{head}# >>> hand-written: mine\n{lines}{mark}{foot}")


def test_what_people_wrote_between_marks_is_kept_in_what_is_generated_anew(tmp_path: Path):
    deliver_folder(tmp_path, _marked(1))
    _between(tmp_path / "a.py", "mine\n")
    assert stale_files(tmp_path, _marked(1)) == ()
    assert deliver_folder(tmp_path, _marked(1)).written == ()
    assert stale_files(tmp_path, _marked(2)) == ("a.py", "manifest.json")
    for force, version in ((False, 2), (True, 3), (False, 4)):
        delivery = deliver_folder(tmp_path, _marked(version), force=force)
        assert (delivery.written, delivery.changed) == (("a.py", "manifest.json"), ())
        assert _tree(tmp_path)["a.py"] == (
            f"head {version}\n# >>> hand-written: mine\nmine\n# <<< hand-written: mine\nfoot\n"
        )
        assert stale_files(tmp_path, _marked(version)) == ()


def test_what_people_changed_outside_of_marks_is_left_and_reported(tmp_path: Path):
    deliver_folder(tmp_path, _marked(1))
    path = tmp_path / "a.py"
    path.write_text(path.read_text() + "more\n")
    _between(path, "mine\n")
    before = path.read_text()
    assert deliver_folder(tmp_path, _marked(2)).changed == ("a.py",)
    assert path.read_text() == before
    deliver_folder(tmp_path, _marked(2), force=True)
    assert "mine\n" in path.read_text()
    assert "more" not in path.read_text()


def test_lines_of_people_survive_force_even_where_the_manifest_was_lost(tmp_path: Path):
    deliver_folder(tmp_path, _marked(1))
    _between(tmp_path / "a.py", "mine\n")
    (tmp_path / "manifest.json").unlink()
    with pytest.raises(BadInput, match="already there"):
        deliver_folder(tmp_path, _marked(2))
    deliver_folder(tmp_path, _marked(2), force=True)
    assert "head 2\n# >>> hand-written: mine\nmine\n" in _tree(tmp_path)["a.py"]


def test_what_stands_between_marks_by_default_is_replaced_until_people_write(tmp_path: Path):
    deliver_folder(tmp_path, _marked(1))
    later = _marked(1, _MARKED.replace("# here", "# or here"))
    deliver_folder(tmp_path, later)
    assert "# or here" in _tree(tmp_path)["a.py"]
    assert stale_files(tmp_path, later) == ()


def test_lines_whose_marks_are_not_generated_any_more_are_not_lost(tmp_path: Path):
    deliver_folder(tmp_path, _marked(1))
    _between(tmp_path / "a.py", "mine\n")
    delivery = deliver_folder(tmp_path, _marked(2, text="head {version}\n"))
    assert delivery.changed == ("a.py",)
    assert "mine\n" in _tree(tmp_path)["a.py"]


def test_a_file_with_torn_marks_was_changed(tmp_path: Path):
    deliver_folder(tmp_path, _marked(1))
    path = tmp_path / "a.py"
    path.write_text(path.read_text().replace("# <<< hand-written: mine\n", "mine\n"))
    assert deliver_folder(tmp_path, _marked(2)).changed == ("a.py",)
    assert "mine\n" in path.read_text()


def test_marks_count_only_in_files_that_people_may_write_in(tmp_path: Path):
    files = _bundle(a=_MARKED.format(version=1))
    deliver_folder(tmp_path, files)
    path = tmp_path / "a/v1/a.txt"
    path.write_text(path.read_text().replace("# here", "mine"))
    assert deliver_folder(tmp_path, _bundle(a=_MARKED.format(version=2))).changed == ("a/v1/a.txt",)


def test_an_orphan_that_people_wrote_in_is_not_pruned_unless_forced(tmp_path: Path):
    deliver_folder(tmp_path, _marked(1))
    _between(tmp_path / "a.py", "mine\n")
    without = _marked(1)
    del without["a.py"]
    listed = {"format": "stormdesk-tests/1", "files": file_list({"b.txt": b"b"})}
    without["manifest.json"] = json.dumps(listed).encode()
    delivery = deliver_folder(tmp_path, without, prune=True)
    assert (delivery.pruned, delivery.changed) == ((), ("a.py",))
    assert deliver_folder(tmp_path, without, prune=True, force=True).pruned == ("a.py",)


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_of_another_sort_of_export_is_refused(tmp_path: Path, force: bool):
    deliver_folder(tmp_path, _bundle(a="1"))
    before = _tree(tmp_path)
    with pytest.raises(BadInput, match="another sort of export, stormdesk-bundle"):
        deliver_folder(tmp_path, _marked(1), force=force)
    with pytest.raises(BadInput, match="another sort of export"):
        stale_files(tmp_path, _marked(1))
    assert _tree(tmp_path) == before


def test_a_file_stays_as_executable_as_people_made_it(tmp_path: Path):
    deliver_folder(tmp_path, _bundle(a="1"))
    path = tmp_path / "a/v1/a.txt"
    path.chmod(0o750)
    deliver_folder(tmp_path, _bundle(a="2"))
    assert path.read_text() == "2"
    assert path.stat().st_mode & 0o777 == 0o750
