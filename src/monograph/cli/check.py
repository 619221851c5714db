"""``monograph check``: what is wrong in monographs, and between them."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from monograph.checks.rule import Rule
    from monograph.library.model import Library, Problem


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
    from monograph.checks.run import check as run_rules

    rules = _rules(select or [], ignore or [])
    problems: list[Problem] = []
    libraries: list[tuple[Path, Library]] = []
    for path in paths:
        library = _read(path)
        libraries.append((path, library))
        problems += run_rules(library, rules)
    if form is Format.json:
        _print_json(problems, statistics)
    else:
        _print_text(libraries, problems, rules, form, statistics)
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


def _read(path: Path) -> Library:
    """The library, with its progress on a terminal."""
    from rich.progress import track

    from monograph.cli.output import console
    from monograph.library.model import Library
    from monograph.pipeline.errors import UnusableError
    from monograph.pipeline.read import find, read_file
    from monograph.text.model import Unreadable

    folder, docs, unreadable = find(path)
    library = Library(entries=[], unreadable=list(unreadable))
    terminal = console(stderr=True)
    for doc in track(docs, "Reading", console=terminal, transient=True, disable=not terminal.is_terminal):
        result = read_file(folder, doc)
        if isinstance(result, Unreadable):
            library.unreadable.append(result)
        else:
            library.entries.append(result)
    if not docs and not unreadable:
        raise UnusableError(f"{path} holds no Markdown files (*.md): give the folder that holds the monographs")
    return library


def _print_json(problems: list[Problem], statistics: bool) -> None:
    from monograph.checks.report import json

    sys.stdout.write(json.render_statistics(problems) if statistics else json.render(problems))


def _print_text(
    libraries: list[tuple[Path, Library]],
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
    read = 0
    for path, library in libraries:
        read += len(library.entries) + len(library.unreadable)
        say_unreadable([file for file in library.unreadable if file.reason not in spoken_for], path)
        if statistics:
            continue
        own = [problem for problem in problems if problem.doc in _documents(library)]
        root = f"{path.as_posix().rstrip('/')}/" if path.is_dir() else f"{path.parent.as_posix()}/".removeprefix("./")
        sources = {entry.monograph.doc: entry.monograph for entry in library.entries}
        lines = text.concise(own, root, paint) if form is Format.concise else text.render(own, sources.get, root, paint)
        for line in lines:
            print(line)
    if statistics:
        print("\n".join(text.statistics(problems)))
    say(text.summary(problems, read))


def _documents(library: Library) -> set[str]:
    return {entry.monograph.doc for entry in library.entries} | {file.doc for file in library.unreadable}


def _colours(words: str, style: str) -> str:
    from rich.style import Style

    return Style.parse(style).render(words)
