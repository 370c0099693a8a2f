from __future__ import annotations

from pathlib import Path

from stormdesk.document.backups import backups, forget_backups, keep_backup


def test_the_last_five_contents_are_kept_newest_first(tmp_path: Path) -> None:
    path, state = tmp_path / "plan.stormdesk", tmp_path / "state"
    assert keep_backup(path, "b", state) is None
    for number in range(8):
        path.write_bytes(b"%d" % number)
        keep_backup(path, "b", state)
    assert [each.read_bytes() for each in backups(path, state)] == [b"7", b"6", b"5", b"4", b"3"]


def test_backups_belong_to_one_file_and_go_with_their_board(tmp_path: Path) -> None:
    state = tmp_path / "state"
    for name, board_id in (("a", "plan"), ("b", "plan"), ("c", "other")):
        (tmp_path / name).write_bytes(name.encode())
        keep_backup(tmp_path / name, board_id, state)
    assert [each.read_bytes() for each in backups(tmp_path / "b", state)] == [b"b"]
    forget_backups("plan", state)
    assert not backups(tmp_path / "a", state)
    assert not backups(tmp_path / "b", state)
    assert backups(tmp_path / "c", state)
