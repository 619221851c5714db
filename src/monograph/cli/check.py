"""``monograph check``: what is wrong in monographs, and between them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from monograph.cli.options import Labels, Workers


class Format(StrEnum):
    """How problems are printed."""

    text = "text"
    concise = "concise"
    json = "json"
    sarif = "sarif"
    github = "github"
    html = "html"


Codes = list[str] | None


def check(
    paths: Annotated[list[Path], typer.Argument(metavar="FOLDER|FILE…", help="Folders of monographs, or single ones.")],
    form: Annotated[Format, typer.Option("--format", "-f", help="How problems are printed.")] = Format.text,
    select: Annotated[
        Codes, typer.Option("--select", metavar="CODES", help="Only these rules: D704, a family (D), or ALL.")
    ] = None,
    ignore: Annotated[Codes, typer.Option("--ignore", metavar="CODES", help="Not these rules.")] = None,
    labels: Labels = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can be mended safely, in the files.")] = False,
    unsafe: Annotated[
        bool, typer.Option("--unsafe-fixes", help="With --fix or --diff: also edits that a person should look at.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Print what --fix would change, and change nothing.")] = False,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", metavar="FILE", help="Be quiet about the problems in this file.")
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Write all problems that there are into the baseline.")
    ] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="Print only how often each rule fired.")] = False,
    watch: Annotated[bool, typer.Option("--watch", "-w", help="Check again whenever a file changes.")] = False,
    workers: Workers = 0,
) -> None:
    """Check monographs, each by itself and all against each other; `monograph rule` lists the rules.

    \b
    Codes are separated by commas; a beginning stands for all rules that have it, and the longer word decides.
    What is not given here is taken from monograph.toml, or [tool.monograph] of pyproject.toml, of the nearest
    folder upwards. A comment in a monograph silences a rule there: <!-- monograph: ignore D704 the reason -->
    Given official labels, the rules of V also hold monographs against them, each finding with the label's own words.
    No fix ever changes what a monograph claims.
    Exit code 0: no problems. 1: problems. 2: the call or its input is unusable.

    \b
    Examples:
      monograph check library
      monograph check library/l/l-glutamine.md
      monograph check library --select D,C --ignore D701
      monograph check library --select ALL --statistics
      monograph check library --labels labels.db --select V
      monograph check library --diff
      monograph check library --select U,F105,Q304 --fix
      monograph check library --baseline known.json --write-baseline
      monograph check library --format sarif > problems.sarif
    """
    from monograph.cli.checking import Asked, check_once, keep_checking
    from monograph.pipeline.errors import UnusableError

    if unsafe and not (fix or diff):
        raise UnusableError("--unsafe-fixes does nothing by itself: give --fix or --diff with it")
    asked = Asked(
        paths=paths,
        form=form.value,
        select=_codes(select),
        ignore=_codes(ignore),
        labels=labels,
        fix=fix,
        unsafe=unsafe,
        diff=diff,
        baseline=baseline,
        write_baseline=write_baseline,
        statistics=statistics,
        workers=workers,
    )
    if watch:
        keep_checking(asked)
    raise typer.Exit(check_once(asked))


def _codes(words: Codes) -> list[str] | None:
    return [code.strip() for word in words for code in word.split(",") if code.strip()] if words else None
