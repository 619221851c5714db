"""``monograph build``: a folder of monographs becomes a library with its site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monograph.cli.options import Labels, Workers

if TYPE_CHECKING:
    from monograph.pipeline.build import Report

_LEVELS = {"error": ("error", "errors"), "warning": ("warning", "warnings"), "info": ("info", "info")}
"""The levels of problems, the gravest first: how one of them is called, and several."""


def build(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder that holds the monographs (*.md).")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="OUT", help="Where the library goes.")] = Path(
        "build"
    ),
    name: Annotated[str, typer.Option("--name", help="What the site is called.")] = "Medicine library",
    labels: Labels = None,
    full: Annotated[bool, typer.Option("--full", help="Read every file, even those unchanged since.")] = False,
    workers: Workers = 0,
) -> None:
    """Read, check, index and render a folder of monographs.

    \b
    OUT then holds library.db (SQLite), search/, site/ (open site/index.html) and build.json (what was read and what
    was not, with hashes). A build that was there stays whole until the new one is, and the same folder gives the same
    bytes. Files that have not changed since are not read again. Files that are no monographs are named, and the rest
    goes on.
    With --labels every page says how it stands against the official labels of its substance, claim by claim.

    \b
    Examples:
      monograph build library
      monograph build library -o public --name "Open Formulary"
      monograph build library --labels labels.db
      monograph build library --workers 1
    """
    from monograph.cli.progress import shown
    from monograph.pipeline.build import build as run
    from monograph.pipeline.workers import available_workers

    with shown() as progress:
        report = run(
            folder,
            output,
            workers=workers or available_workers(),
            labels=labels or (),
            full=full,
            name=name,
            progress=progress,
        )
    _tell(report, folder, output)


def _tell(report: Report, folder: Path, out: Path) -> None:
    from monograph.claims.records import KINDS
    from monograph.cli.output import say, say_unreadable
    from monograph.library.rows import CLAIM_TABLES

    say_unreadable(report.unreadable, folder)
    claims = ", ".join(f"{report.claims[kind]:,} {CLAIM_TABLES[kind]}" for kind in KINDS)
    counts = ((report.problems.get(level, 0), names) for level, names in _LEVELS.items())
    problems = ", ".join(f"{count:,} {names[count > 1]}" for count, names in counts if count)
    say(f"{report.files:,} files = {report.monographs:,} read + {len(report.unreadable):,} unreadable")
    say(f"{report.substances:,} substances")
    say(f"claims: {claims}")
    say(f"problems: {problems or 'none'}")
    say(f"open {out / 'site' / 'index.html'}")
