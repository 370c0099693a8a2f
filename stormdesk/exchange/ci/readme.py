"""What one has to know of the checks: what runs where, and what to do when they fail."""

from __future__ import annotations

import shlex
from collections.abc import Mapping

from stormdesk.exchange.ci.options import CiOptions, Place
from stormdesk.exchange.ci.pipelines import PIPELINES
from stormdesk.exchange.ci.script import SCRIPT, check_command, compat_command, publish_command

README = "ci/README.md"

_TEXT = """\
# Checks of the event storming board

Each change of the board is looked over by its rules, and its messages are held to the schemas that
were last published: whoever breaks a consumer or a producer learns it before anybody else does.

```sh
{check}
{compat}
```

## What runs where

These files belong in the root of the repository, where servers look for them: export them there
with `-o .`, or copy them with their folders. All paths in them are meant from there.
Where a file of the name is there already, leave it out with `--only` and start the script from it.

- `{script}` runs both commands, and is what the others start: `sh {script}`.
{places}
The servers install stormdesk with this command; `--install` of the export names another one.

```sh
{install}
```

## Before the first run

Publish the messages once, and commit the folder. From then on it is what changes are held to.

```sh
{publish}
```

## When it fails

- Exit code 1 from `check`: the board has findings of the level that counts; each says what to do.
  Those that are mechanical are mended by `stormdesk check --fix`.
- Exit code 1 from `compat`: a message would break somebody. The report names whom, and the remedy.
  A change that is meant gets the next major version; publish it by exporting the schemas again,
  with the command above, in the same commit, or give it a topic of its own.
- Exit code 2: a file is missing or cannot be read; the line on standard error says which.

## What is yours

What stands between lines that say `hand-written` is kept when the files are exported again. What
was changed elsewhere is reported and left as it is.
"""

_PLACES: Mapping[Place, str] = {
    "github": "GitHub Actions runs it for every push and pull request.",
    "gitlab": "GitLab runs it in every pipeline.",
    "pre-commit": "pre-commit runs both commands when board or schemas changed, with the\n"
    "  stormdesk that is installed. Say `pre-commit install` once.",
}


def readme(options: CiOptions) -> str:
    """Return the README of the files that are asked for."""
    places = [
        f"- `{path}`: {_PLACES[place]}\n"
        for place, (path, _) in PIPELINES.items()
        if not options.only or place in options.only
    ]
    return _TEXT.format(
        check=shlex.join(check_command(options)),
        compat=shlex.join(compat_command(options)),
        script=SCRIPT,
        places="".join(places),
        install=options.install,
        publish=shlex.join(publish_command(options)),
    )
