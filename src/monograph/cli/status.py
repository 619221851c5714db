"""``monograph status``: which monographs are reviewed, due, stale or were never signed."""

from __future__ import annotations

import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monograph.cli.options import Format

if TYPE_CHECKING:
    from monograph.answers.review import Standing

COLOURS = {"stale": "red", "due": "yellow", "reviewed": "green", "never": "dim"}
"""The states in the order in which they are listed."""


class State(StrEnum):
    """Where a monograph stands with its review."""

    stale = "stale"
    due = "due"
    reviewed = "reviewed"
    never = "never"


def status(
    path: Annotated[Path, typer.Argument(metavar="FOLDER|FILE", help="A folder of monographs, or one of them.")],
    only: Annotated[
        list[State] | None, typer.Option("--only", help="Only monographs in this state; may be repeated.")
    ] = None,
    on: Annotated[
        datetime.datetime | None,
        typer.Option("--on", formats=["%Y-%m-%d"], metavar="DATE", help="As of that day.  [default: today]"),
    ] = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="How standings are printed.")] = Format.text,
) -> None:
    """List where the reviews of monographs stand.

    \b
    reviewed: signed, and no claim has changed. due: signed, but the day of the next review has come.
    stale: a claim has changed since it was signed. never: nobody signed its claims.
    Exit code 0: none is stale or due. 1: some are. 2: the call or its input is unusable.

    \b
    Examples:
      monograph status library
      monograph status library --only stale --only due
      monograph status library --on 2027-01-01 --format json
    """
    day = on.date() if on else datetime.date.today()
    standings = _standings(path, day)
    wanted = {state.value for state in only or State}
    shown = [one for one in standings if one.state in wanted]
    if form is Format.json:
        from monograph.cli.output import print_json

        print_json(shown)
    else:
        _print(shown, standings, whole=bool(only))
    raise typer.Exit(int(any(one.state in ("stale", "due") for one in standings)))


def _standings(path: Path, day: datetime.date) -> list[Standing]:
    from monograph.answers.review import standing
    from monograph.claims.read import read_claims
    from monograph.cli.output import say_unreadable
    from monograph.pipeline.errors import UnusableError
    from monograph.pipeline.read import find
    from monograph.pipeline.walk import read_bytes
    from monograph.text.model import Unreadable
    from monograph.text.read import read_monograph

    folder, docs, unreadable = find(path)
    standings = []
    for doc in docs:
        data = read_bytes(folder / doc, doc)
        read = data if isinstance(data, Unreadable) else read_monograph(data, doc)
        if isinstance(read, Unreadable):
            unreadable.append(read)
        else:
            standings.append(standing(read, lambda read=read: read_claims(read), day))  # type: ignore[misc]
    say_unreadable(unreadable, path)
    if not standings:
        raise UnusableError(f"{path} holds no monograph that can be read")
    return standings


def _print(shown: list[Standing], standings: list[Standing], *, whole: bool) -> None:
    """The monographs by state; those that were never signed are only counted, unless they are asked for."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    from monograph.cli.output import show_on_terminal

    grid = Table.grid(padding=(0, 2))
    for state, colour in COLOURS.items():
        for one in shown:
            if one.state == state and (whole or state != "never"):
                grid.add_row(Text(state, colour), one.doc, Text(one.why, "dim"))
    counts = ", ".join(f"{sum(one.state == state for one in standings):,} {state}" for state in COLOURS)
    show_on_terminal(Group(grid, Text(counts, "bold")) if grid.row_count else Text(counts, "bold"))
