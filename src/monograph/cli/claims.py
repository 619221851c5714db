"""``monograph claims``: what the monographs claim, each claim with the words that it was read from."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from monograph.cli.options import Workers


class Format(StrEnum):
    """How claims are printed."""

    jsonl = "jsonl"
    json = "json"
    table = "table"


def claims(
    path: Annotated[Path, typer.Argument(metavar="FOLDER|FILE", help="A folder of monographs, or one of them.")],
    form: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="jsonl is the default, table on a terminal.", show_default=False),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show the words that gave each field.")] = False,
    workers: Workers = 0,
) -> None:
    """Print what monographs claim.

    \b
    Doses, effects, interactions, precautions, uses and answers: each with its document (relative to FOLDER) and the
    exact words and character offsets that it was read from. Files that are no monographs are named on standard error.

    \b
    Examples:
      monograph claims library
      monograph claims library/l/l-glutamine.md --explain
      monograph claims library --format jsonl > claims.jsonl
      monograph claims library --format json | jq '.[] | select(.kind == "dose")'
    """
    chosen = form or (Format.table if sys.stdout.isatty() else Format.jsonl)
    read = _print_tables(path, explain) if chosen is Format.table else _print_json(path, chosen, explain, workers)
    if not read:
        from monograph.pipeline.errors import UnusableError

        raise UnusableError(f"{path} holds no monograph that can be read")


def _print_json(path: Path, form: Format, explain: bool, workers: int) -> int:
    from monograph.cli.output import say_unreadable
    from monograph.pipeline.claim_lines import claim_lines
    from monograph.pipeline.workers import available_workers

    out = sys.stdout.buffer
    read = printed = 0
    for part in claim_lines(path, workers or available_workers(), explain=explain):
        say_unreadable(part.unreadable, path)
        read += part.monographs
        if form is Format.jsonl:
            out.write(part.lines)
        elif part.lines:
            out.write(b",\n" if printed else b"[\n")
            out.write(part.lines.rstrip().replace(b"\n", b",\n"))
            printed += 1
    if form is Format.json:
        out.write(b"\n]\n" if printed else b"[]\n")
    out.flush()
    return read


def _print_tables(path: Path, explain: bool) -> int:
    from monograph.cli.output import say_unreadable, show_on_terminal
    from monograph.cli.tables import claims_table
    from monograph.pipeline.read import read_path
    from monograph.text.model import Unreadable

    read = 0
    for entry in read_path(path):
        if isinstance(entry, Unreadable):
            say_unreadable([entry], path)
        else:
            read += 1
            show_on_terminal(claims_table(entry, explain=explain))
    return read
