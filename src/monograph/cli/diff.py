"""``monograph diff``: what changed between two versions, claim by claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from monograph.answers.compare import Change, Gravity
    from monograph.pipeline.versions import Version

HEADINGS = {
    "weakened": "Safety claims weakened",
    "dose-apart": "Doses twice as much or more, a tenth or less, or in another unit",
    "dose": "Doses changed",
    "removed": "Claims removed",
    "strengthened": "Safety claims strengthened or added",
    "changed": "Claims changed",
    "added": "Claims added",
}
"""What each gravity is called where changes are listed."""


class Format(StrEnum):
    """How changes are printed."""

    text = "text"
    markdown = "markdown"
    json = "json"


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A file or folder, or two git revisions as A..B.")],
    new: Annotated[
        Path, typer.Argument(metavar="NEW", help="A file or folder; of a git repository with A..B.")
    ] = Path(),
    form: Annotated[
        Format, typer.Option("--format", "-f", help="markdown is a comment on a pull request.")
    ] = Format.text,
) -> None:
    """Show what changed between two versions, claim by claim.

    \b
    The gravest first: safety claims that were weakened (an advice against use that is gone or milder, an interaction
    removed, a maximum raised), doses that are twice as much or more, a tenth or less, or in another unit, other doses,
    then the rest. Text that was moved or reworded and claims the same is no change. Exit code 1 where a safety claim
    was weakened or a dose is so far from what it was.

    \b
    Examples:
      monograph diff old-library library
      monograph diff HEAD~1..HEAD library --format markdown
    """
    from monograph.answers.compare.changes import DANGEROUS
    from monograph.cli.output import print_json
    from monograph.pipeline.changes import changes

    found = changes(_versions(old, new))
    if form is Format.json:
        print_json(found)
    else:
        print("\n".join(_markdown(found) if form is Format.markdown else _text(found)))
    if any(change.gravity in DANGEROUS for change in found):
        raise typer.Exit(1)


def _versions(old: str, new: Path) -> list[Version]:
    from monograph.pipeline.errors import UnusableError
    from monograph.pipeline.versions import in_git, on_disk

    if ".." in old and not Path(old).exists():
        return list(in_git(old, new))
    for path in (Path(old), new):
        if not path.exists():
            raise UnusableError(f"{path} does not exist: give two files, two folders, or revisions as A..B")
    if Path(old).is_file() != new.is_file():
        raise UnusableError(f"{old} and {new} are a file and a folder: give two of one kind")
    return list(on_disk(Path(old), new))


def _text(changes: Sequence[Change]) -> list[str]:
    if not changes:
        return ["No claim changed."]
    lines: list[str] = []
    for gravity, heading in HEADINGS.items():
        those = [change for change in changes if change.gravity == gravity]
        lines += ([""] if lines and those else []) + ([f"{heading} ({len(those)})"] if those else [])
        for change in those:
            lines.append(f"  {_place(change)}  {change.what}")
            lines += [
                f"    {sign} {_line(side.quote)}" for sign, side in (("-", change.old), ("+", change.new)) if side
            ]
    return lines


def _markdown(changes: Sequence[Change]) -> list[str]:
    if not changes:
        return ["**No claim changed.**"]
    count = f"{len(changes)} claim{'' if len(changes) == 1 else 's'} changed"
    gravities = Counter(change.gravity for change in changes)
    dangers: tuple[tuple[Gravity, str], ...] = (
        ("weakened", "a safety claim that was weakened"),
        ("dose-apart", "a dose far from what it was"),
    )
    said = "".join(f", {gravities[gravity]} of them {words}" for gravity, words in dangers if gravities[gravity])
    lines = [f"**{count}**{said}"]
    for gravity, heading in HEADINGS.items():
        those = [change for change in changes if change.gravity == gravity]
        if not those:
            continue
        lines += ["", f"### {heading}", "", "| monograph | change | before | after |", "|---|---|---|---|"]
        for change in those:
            before, after = (_cell(side.quote) if side else "" for side in (change.old, change.new))
            lines.append(f"| `{_place(change)}` | {_cell(change.what)} | {before} | {after} |")
    return lines


def _place(change: Change) -> str:
    side = change.new or change.old
    return f"{change.doc}:{side.line}" if side else change.doc


def _line(quote: str) -> str:
    return " ".join(quote.split())


def _cell(text: str) -> str:
    return _line(text).replace("|", "\\|").replace("<", "&lt;").replace("`", "'")
