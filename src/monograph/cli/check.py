"""``monograph check``: what is wrong in monographs, and between them."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monograph.cli.options import Workers

if TYPE_CHECKING:
    from monograph.checks.rule import Rule
    from monograph.library.model import Problem
    from monograph.pipeline.check import Checked


class Format(StrEnum):
    """How problems are printed."""

    text = "text"
    concise = "concise"
    json = "json"


def check(
    paths: Annotated[list[Path], typer.Argument(metavar="FOLDER|FILE…", help="Folders of monographs, or single ones.")],
    form: Annotated[Format, typer.Option("--format", "-f", help="How problems are printed.")] = Format.text,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="CODES", help="Only these rules: D704, a family (D), or ALL."),
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", metavar="CODES", help="Not these rules.")] = None,
    statistics: Annotated[bool, typer.Option("--statistics", help="Print only how often each rule fired.")] = False,
    workers: Workers = 0,
) -> None:
    """Check monographs, each by itself and all against each other; `monograph rule` lists the rules.

    \b
    Codes are separated by commas; a beginning stands for all rules that have it, and the longer word decides.
    Exit code 0: no problems. 1: problems. 2: the call or its input is unusable.

    \b
    Examples:
      monograph check library
      monograph check library/l/l-glutamine.md
      monograph check library --select D,C --ignore D701
      monograph check library --select ALL --statistics
      monograph check library --format json > problems.json
    """
    rules = _rules(select or [], ignore or [])
    parts = [(path, _check(path, rules, workers)) for path in paths]
    problems = [problem for _, part in parts for problem in part.problems]
    if form is Format.json:
        _print_json(problems, statistics)
    else:
        _print_text(parts, problems, rules, form, statistics)
    raise typer.Exit(1 if problems else 0)


def _rules(select: list[str], ignore: list[str]) -> tuple[Rule, ...]:
    from monograph.checks import registry
    from monograph.pipeline.errors import UnusableError

    try:
        return registry.select(_codes(select), _codes(ignore))
    except registry.UnknownRuleError as error:
        raise UnusableError(str(error)) from error


def _codes(words: list[str]) -> list[str]:
    return [code.strip() for word in words for code in word.split(",") if code.strip()]


def _check(path: Path, rules: tuple[Rule, ...], workers: int) -> Checked:
    """The problems of one path, with progress where standard error is a terminal."""
    from rich.progress import Progress

    from monograph.cli.output import console
    from monograph.pipeline.check import check_path
    from monograph.pipeline.workers import available_workers

    terminal = console(stderr=True)
    with Progress(console=terminal, transient=True, disable=not terminal.is_terminal) as bar:
        task = bar.add_task("Checking")
        return check_path(
            path,
            [rule.code for rule in rules],
            workers or available_workers(),
            lambda done, total: bar.update(task, completed=done, total=total),
        )


def _print_json(problems: list[Problem], statistics: bool) -> None:
    from monograph.checks.report import json

    sys.stdout.write(json.render_statistics(problems) if statistics else json.render(problems))


def _print_text(
    parts: list[tuple[Path, Checked]],
    problems: list[Problem],
    rules: tuple[Rule, ...],
    form: Format,
    statistics: bool,
) -> None:
    from monograph.checks.report import text
    from monograph.cli.output import console, say, say_unreadable

    terminal = console()
    paint = _colours if terminal.is_terminal and not terminal.no_color else text.plain
    spoken_for = {reason for rule in rules for reason in rule.reasons}
    for path, part in parts:
        say_unreadable([file for file in part.unreadable if file.reason not in spoken_for], path)
        if statistics:
            continue
        root = f"{path if path.is_dir() else path.parent}/".removeprefix("./")
        sources = {entry.monograph.doc: entry.monograph for entry in part.entries}
        if form is Format.concise:
            lines = text.concise(part.problems, root, paint)
        else:
            lines = text.render(part.problems, sources.get, root, paint)
        for line in lines:
            print(line)
    if statistics:
        print("\n".join(text.statistics(problems)))
    say(text.summary(problems, sum(len(part.entries) + len(part.unreadable) for _, part in parts)))


def _colours(words: str, style: str) -> str:
    from rich.style import Style

    return Style.parse(style).render(words)
