"""Options that several commands have, so that they are called and explained alike."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How most commands print: for people or for programs."""

    text = "text"
    json = "json"


Workers = Annotated[
    int, typer.Option("--workers", "-j", min=0, help="Processes that read; 0 is one a processor.", metavar="N")
]
Labels = Annotated[
    list[Path] | None,
    typer.Option("--labels", metavar="FILE", help="What `monograph labels add` made, or label documents; repeatable."),
]
LibraryFolder = Annotated[
    Path, typer.Option("--library", "-l", metavar="OUT", help="The folder that `monograph build` made.")
]
