"""How far a command is: a bar on a terminal, now and then a line elsewhere; always on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_SILENT = 5
"""Seconds before the first line where standard error is no terminal."""


@contextmanager
def shown() -> Iterator[Callable[[str, int, int], None]]:
    """Shows what is being done, how much of it is done, and of how much."""
    if not sys.stderr.isatty():
        yield _lines()
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from monograph.cli.output import console

    columns = (TextColumn("{task.description:<14}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    tasks = {}
    with Progress(*columns, console=console(stderr=True), transient=True) as bar:

        def show(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done)

        yield show


def _lines() -> Callable[[str, int, int], None]:
    """A line a quarter, of what takes long enough for someone to wonder."""
    began = time.monotonic()
    said: dict[str, int] = {}

    def show(what: str, done: int, total: int) -> None:
        quarter = 4 * done // max(total, 1)
        if quarter > said.get(what, 0) and time.monotonic() - began > _SILENT:
            said[what] = quarter
            print(f"{what}: {done:,} of {total:,}", file=sys.stderr)

    return show
