"""The desktop program: the one place where its parts are made and handed to one another."""

from __future__ import annotations

import gc
import os
import re
import sys
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLoggingCategory, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from stormdesk import __version__
from stormdesk.desktop import look
from stormdesk.desktop.canvas.accessible import accessible
from stormdesk.desktop.dialogs.ask import tell
from stormdesk.desktop.icons import icon
from stormdesk.desktop.opening import Opening
from stormdesk.desktop.settings import SettingsFile
from stormdesk.desktop.window import Window
from stormdesk.desktop.words import tr
from stormdesk.document.folders import settings_path, state_folder
from stormdesk.document.trouble import logged
from stormdesk.layout.card import Cards
from stormdesk.layout.fonts import Typefaces
from stormdesk.layout.themes import is_dark

_USAGE = "stormdesk: usage: stormdesk [BOARD | --tour]"
_QUIET = "qt.text.font.db=false"


def main(argv: Sequence[str]) -> int:
    """Open the window on what the arguments name, and return the exit code when it is closed."""
    if len(argv) > 1 or (argv and argv[0].startswith("-") and argv[0] != "--tour"):
        print(_USAGE, file=sys.stderr)  # noqa: T201  # there is no window to say it in
        return 2
    if not has_screen(sys.platform, os.environ):
        print(  # noqa: T201  # there is no window to say it in
            "stormdesk: window: there is no screen here; 'stormdesk --help' tells what works"
            " without one",
            file=sys.stderr,
        )
        return 2
    # Nothing that is made for the start is garbage; the window collects once it stands.
    gc.disable()
    settings = SettingsFile(settings_path())
    app = _application(dark=is_dark(settings.value.theme))
    state = state_folder()
    window = Window(Opening(settings, state, Cards(Typefaces.of_system())))
    sys.excepthook = Alarm(state, window).take
    _show(window, argv[0] if argv else "")
    code = app.exec()
    sys.excepthook = sys.__excepthook__
    return code


def has_screen(platform: str, environment: Mapping[str, str]) -> bool:
    """Tell whether a window can be shown at all."""
    if platform in ("win32", "darwin") or environment.get("WAYLAND_DISPLAY"):
        return True
    if environment.get("QT_QPA_PLATFORM") not in (None, "", "xcb"):
        return True
    return answers(environment.get("DISPLAY", ""))


def answers(display: str) -> bool:
    """Tell whether an X server answers; Qt would end the process without a word where none does."""
    local = re.match(r"(?:unix)?:(\d+)", display)
    if local is None:
        return bool(display)
    path = f"/tmp/.X11-unix/X{local[1]}"  # noqa: S108  # where X servers have always listened
    try:
        listening = Path("/proc/net/unix").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return Path(path).exists()
    return any(line.endswith((f" {path}", f" @{path}")) for line in listening.splitlines())


class Alarm:
    """Has what should never happen written down, and says where; boards are safe in journals."""

    def __init__(self, state: Path, window: Window | None = None) -> None:
        self._state = state
        self._window = window
        self._is_telling = False

    def take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Take an exception that nobody expected."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        log = logged(error, self._state)
        if log is None:
            traceback.print_exception(kind, error, trace)
        # One message at a time: what goes wrong in a paint goes wrong at every paint.
        if not self._is_telling:
            self._is_telling = True
            QTimer.singleShot(0, lambda: self._tell(error, log))

    def _tell(self, error: BaseException, log: Path | None) -> None:
        safe = tr("Your board is safe: every change is kept the moment it is made.")
        written = tr("What happened was written to\n{path}", path=log) if log is not None else ""
        what = f"{type(error).__name__}: {error}"
        tell(
            self._window,
            tr("Something went wrong in the program"),
            "\n\n".join((f"{safe} {written}".strip(), what)),
        )
        self._is_telling = False


def _application(*, dark: bool) -> QApplication:
    QApplication.setOrganizationName("stormdesk")
    QApplication.setApplicationName("stormdesk")
    QApplication.setApplicationVersion(__version__)
    QApplication.setDesktopFileName("stormdesk")
    # Qt tries our typeface for every script there is, and tells each one that it lacks.
    QLoggingCategory.setFilterRules(_QUIET)
    app = QApplication(["stormdesk"])
    look.dress(app, is_dark=dark)
    app.setWindowIcon(icon("stormdesk"))
    QAccessible.installFactory(accessible)
    return app


def _show(window: Window, told: str) -> None:
    window.show()
    window.activateWindow()
    if told == "--tour":
        window.open_tour()
    elif told:
        window.open_path(Path(told))
    else:
        window.show_start()
