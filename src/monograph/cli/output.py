"""What commands share when they print: data to standard output, everything else to standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from monograph.answers.library import Library
    from monograph.library.store import StoredLibrary
    from monograph.text.model import Unreadable


def console(*, stderr: bool = False) -> Console:
    """A terminal to print on; where it is none, plain text of a width that people read well."""
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    return Console(stderr=stderr, highlight=False, width=None if stream.isatty() else 100)


def show_on_terminal(words: RenderableType) -> None:
    """Print to standard output, without blanks at the ends of lines where it is no terminal."""
    terminal = console()
    if terminal.is_terminal:
        terminal.print(words)
        return
    with terminal.capture() as captured:
        terminal.print(words)
    print("\n".join(line.rstrip() for line in captured.get().splitlines()))


def as_json(value: object) -> bytes:
    """What a command found as JSON, indented; an exact amount (``Decimal``) is a number there as well."""
    import msgspec

    return msgspec.json.format(msgspec.json.Encoder(decimal_format="number").encode(value), indent=2) + b"\n"


def print_json(value: object) -> None:
    """Print what a command found as JSON."""
    sys.stdout.buffer.write(as_json(value))


def require_there(paths: Iterable[Path]) -> None:
    """Raise ``UnusableError`` for the first path of monographs that does not exist."""
    from monograph.pipeline.errors import UnusableError

    for path in paths:
        if not path.exists():
            raise UnusableError(f"{path} does not exist: give a folder of monographs, or a single one")


def opened(folder: Path) -> Library:
    """The library that ``monograph build`` made in a folder. Raises ``UnusableError`` where there is none."""
    from monograph.answers.library import Library
    from monograph.pipeline.errors import UnusableError

    try:
        return Library.open(folder)
    except (FileNotFoundError, ValueError) as error:
        raise UnusableError(str(error)) from error


def no_such(name: str, library: StoredLibrary) -> str:
    """That a library has no medicine of that name, with the names most like it."""
    similar = library.similar(name, 3)
    hint = f"did you mean {', '.join(similar)}?" if similar else "look it up on the A-Z of the site"
    return f"the library has no medicine called “{name}”: {hint}"


def say(text: str) -> None:
    """Tell the person something that is no data."""
    print(text, file=sys.stderr)


def say_unreadable(files: Iterable[Unreadable], path: Path) -> None:
    """Name the files that could not be read, with line and reason."""
    for file in files:
        place = path / file.doc if path.is_dir() else path
        say(f"{place}:{file.line}: {file.reason}: {file.message}")
