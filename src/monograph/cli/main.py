"""The command line: every command in its own module, and what they share: exit codes and broken pipes.

Modules of commands import nothing heavy on top, so that ``monograph --help`` answers at once: readers, stores and
tables are imported inside the command that needs them.
"""

from __future__ import annotations

import errno
import functools
import os
import sys
from collections.abc import Callable
from typing import Any

import typer

from monograph.cli import (
    ask,
    build,
    check,
    claims,
    compare,
    diff,
    labels,
    lsp,
    plan,
    review,
    rule,
    screen,
    show,
    status,
    verify,
)

BROKEN_PIPE = 141
"""What a shell reports of a program whose reader went away (128 + SIGPIPE)."""
INTERRUPTED = 130
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO})
_IN_THE_WAY = frozenset(
    {errno.EACCES, errno.EPERM, errno.EROFS, errno.EEXIST, errno.EISDIR, errno.ENOTDIR, errno.ENAMETOOLONG}
)
"""What a file of the person's may refuse; without a file it is a defect of the program."""

app = typer.Typer(
    name="monograph",
    help="Reads, checks and publishes folders of medicine monographs, claim by claim.",
    epilog="A reference tool for editors and readers: no medical device, no substitute for a professional.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _as_shells_expect(command: Callable[..., None]) -> Callable[..., None]:
    """A command that ends as a shell expects it when it is interrupted or whoever reads its output goes away."""

    @functools.wraps(command)
    def run(*args: Any, **options: Any) -> None:
        try:
            try:
                command(*args, **options)
            finally:  # a command that found problems leaves by an exception
                if not sys.stdout.closed:  # the language server closes it when its editor goes
                    sys.stdout.flush()
        except BrokenPipeError:
            _let_go_of_output()
            raise SystemExit(BROKEN_PIPE) from None
        except OSError as error:
            if error.errno not in _NO_ROOM and not (error.errno in _IN_THE_WAY and error.filename):
                raise
            from monograph.pipeline.errors import UnusableError

            _let_go_of_output()
            what = f"{error.filename or 'the output'} could not be written ({error.strerror})"
            raise UnusableError(f"{what}: is there room and permission?") from error
        except KeyboardInterrupt:
            print("monograph: interrupted; nothing is left half-written", file=sys.stderr)
            raise SystemExit(INTERRUPTED) from None

    return run


def _let_go_of_output() -> None:
    """Python would complain once more when it flushes standard output on its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


for command in (
    build.build,
    claims.claims,
    check.check,
    rule.rule,
    verify.verify,
    show.show,
    ask.ask,
    screen.screen,
    plan.plan,
    compare.compare,
    diff.diff,
    review.review,
    status.status,
    lsp.lsp,
):
    app.command(command.__name__)(_as_shells_expect(command))

group = typer.Typer(help=labels.HELP, no_args_is_help=True, rich_markup_mode=None)
for name, part in labels.COMMANDS.items():
    group.command(name)(_as_shells_expect(part))
app.add_typer(group, name="labels")


def main() -> None:
    """Run the command line: 0 nothing wrong, 1 problems found, 2 the call or its input is unusable."""
    from monograph.pipeline.errors import UnusableError

    try:
        app()
    except UnusableError as error:
        print(f"monograph: {error}", file=sys.stderr)
        sys.exit(2)
