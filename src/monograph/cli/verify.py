"""``monograph verify``: the claims of monographs held against official labels."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from monograph.cli.options import Labels

STORE = Path("labels.db")


class Format(StrEnum):
    """How verdicts are printed."""

    text = "text"
    json = "json"
    summary = "summary"
    html = "html"


def verify(
    paths: Annotated[list[Path], typer.Argument(metavar="FOLDER|FILE…", help="Folders of monographs, or single ones.")],
    labels: Labels = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="How verdicts are printed.")] = Format.text,
    every: Annotated[bool, typer.Option("--all", help="In text: every verdict, not only what needs a look.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FOLDER", help="Where the pages of --format html go.")
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(
            "--since", formats=["%Y-%m-%d"], metavar="DATE", help="Only what labels newer than this date changed."
        ),
    ] = None,
) -> None:
    """Hold the claims of monographs against official labels: supported, contradicted, not found, not comparable.

    \b
    A verdict names the label, its version and date, and quotes both sides. What a label gravely warns of and a
    monograph leaves out is told as well. A monograph without a label is said to have none. Without --labels those
    that monograph.toml names are taken, or labels.db where the command is called.
    Exit code 0: nothing contradicted, no boxed warning or contraindication left out. 1: something is; with --since
    where something changed. 2: the call or its input is unusable.

    \b
    Examples:
      monograph verify library --labels labels.db
      monograph verify library/m/metformin.md --labels labels.db --all
      monograph verify library --labels metformin.xml --labels openfda.json.gz
      monograph verify library --labels labels.db --format json > verdicts.json
      monograph verify library --labels labels.db --format summary
      monograph verify library --labels labels.db --format html --output verified
      monograph verify library --labels labels.db --since 2026-01-01
    """
    from monograph.cli.verifying import print_changes, print_records, verify_paths
    from monograph.pipeline.errors import UnusableError
    from monograph.verify.summary import alarming

    if (form is Format.html) != (output is not None):
        raise UnusableError("--format html and --output FOLDER go together: one page a monograph is written there")
    stores = labels or [_configured(paths[0]) or STORE]
    if since is not None:
        if len(stores) != 1 or form not in (Format.text, Format.json):
            raise UnusableError("--since needs one store of labels (--labels labels.db) and prints text or json")
        raise typer.Exit(1 if print_changes(paths, stores[0], since.date().isoformat(), form.value) else 0)
    records, sources = verify_paths(paths, stores)
    print_records(records, sources, form.value, every=every, output=output)
    raise typer.Exit(1 if any(alarming(record) for record in records) else 0)


def _configured(path: Path) -> Path | None:
    """The labels that the configuration of the first path names."""
    from monograph.checks.config import ConfigError, find_config
    from monograph.pipeline.errors import UnusableError

    try:
        return find_config(path).labels
    except ConfigError as error:
        raise UnusableError(str(error)) from error
