"""The check as a plain shell script, which every server runs."""

from __future__ import annotations

import shlex

from stormdesk.exchange.ci.options import CiOptions

SCRIPT = "ci/stormdesk.sh"

_TEXT = """\
#!/bin/sh
# Looks a board over by its rules, and holds its messages to the schemas that were last published.
# Exit code: 0 good; 1 findings, or a message that breaks somebody; 2 bad usage or bad input.
set -u
cd "$(dirname "$0")/.." || exit 2
if ! command -v stormdesk >/dev/null; then
    echo "stormdesk: is not installed; install it with: "{install} >&2
    exit 2
fi
if [ ! -d {bundle} ]; then
    echo "stormdesk: "{bundle}": is no folder; export the first contracts with: "{publish} >&2
fi

status=0
run() {{
    code=0
    "$@" || code=$?
    [ "$code" -le "$status" ] || status=$code
}}

run {check}
run {compat}
# >>> hand-written: checks
# <<< hand-written: checks
exit "$status"
"""


def script(options: CiOptions) -> str:
    """Return the script; it may be started from anywhere and is in POSIX shell."""
    return _TEXT.format(
        check=shlex.join(check_command(options)),
        compat=shlex.join(compat_command(options)),
        install=shlex.quote(options.install),
        bundle=shlex.quote(f"./{options.bundle}"),
        publish=shlex.quote(shlex.join(publish_command(options))),
    )


def publish_command(options: CiOptions) -> list[str]:
    """Return the command that exports the schemas which later changes are held to."""
    return ["stormdesk", "export", "schemas", options.board_path, "-o", options.bundle]


def check_command(options: CiOptions) -> list[str]:
    """Return the command that looks the board over."""
    return ["stormdesk", "check", "--fail-on", options.fail_on, "--", options.board_path]


def compat_command(options: CiOptions) -> list[str]:
    """Return the command that holds its messages to those last published."""
    policy = [] if options.policy == "board" else ["--policy", options.policy]
    against = ["--against-bundle", options.bundle, *policy]
    return ["stormdesk", "compat", *against, "--", options.board_path]
