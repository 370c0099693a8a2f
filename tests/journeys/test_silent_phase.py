"""A silent phase by keyboard: what is typed waits unseen, survives a crash, and is revealed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from real_window import Window

from stormdesk.document.file import read
from stormdesk.document.inbox import read_inbox

SHEET = "[@: Name] Ann\n[1 e: What happens?]\n- Card refused\n"


def test_unseen_stickies_and_answers_are_revealed_together(
    open_window: Callable[..., Window], imported: Callable[[str], Path], tmp_path: Path
) -> None:
    path = imported("Order placed\nOrder paid\n")
    window = open_window(str(path))
    state = Path(window.env["STORMDESK_STATE"])
    board_id = read(path)[0].profile.id

    def waiting() -> list[str]:
        return [each.text for each in read_inbox(board_id, state)]

    window.settle(2)
    window.click(700, 500)
    window.key("ctrl+shift+w", "Tab")
    window.key("Tab", "space")
    window.settle(1)
    window.key("F6")
    window.settle(1)
    window.click(700, 500)
    window.key("e")
    for text in ("Power failed", "Queue grew", "Slip of the hand"):
        window.type(text)
        window.key("Return")
    window.key("Escape", "ctrl+z")
    window.wait_until(lambda: waiting() == ["Power failed", "Queue grew"], "two wait")
    window.screenshot("silent")
    window.kill()
    (tmp_path / "answers.txt").write_text(SHEET)
    command = [sys.executable, "-m", "stormdesk", "import", "answers.txt", "--into", str(path)]
    subprocess.run(command, check=True, cwd=tmp_path, env=window.env)
    again = open_window(str(path))
    again.settle(2)
    again.key("ctrl+alt+i", "Tab", "Tab", "space")
    again.wait_until(lambda: not waiting(), "all is revealed")
    again.key("ctrl+s")
    found = ["Card refused", "Order paid", "Order placed", "Power failed", "Queue grew"]
    again.wait_until(
        lambda: sorted(s.text for s in read(path)[0].stickies.values()) == found, "it is saved"
    )
    again.screenshot("revealed")
    again.close()
