"""Problems as annotations of a pull request: the workflow commands that GitHub reads from the output of a step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from monograph.checks.report.folder import Folder
from monograph.library.model import Level

COMMANDS: dict[Level, str] = {"error": "error", "warning": "warning", "info": "notice"}


def render(folders: Iterable[Folder]) -> Iterator[str]:
    """One command a problem. What a monograph says can neither end a command nor begin another."""
    for folder in folders:
        for problem in folder.problems:
            place = {
                "file": folder.root + problem.doc,
                "line": problem.line,
                "endLine": problem.end_line,
                "title": f"{problem.code} {problem.name}",
            }
            if problem.line == problem.end_line:  # GitHub refuses columns of a range of several lines
                place |= {"col": problem.column, "endColumn": problem.end_column}
            properties = ",".join(f"{name}={_property(str(value))}" for name, value in place.items())
            lines = [problem.message, *(f"{r.place(folder.root)}: {r.quote}" for r in problem.related)]
            if problem.fix:
                lines.append(f"Do: {problem.fix}")
            yield f"::{COMMANDS[problem.severity]} {properties}::{escaped(chr(10).join(lines))}"


def escaped(text: str) -> str:
    r"""A text as the message of a command.

    >>> escaped("5 %\n::error::x")
    '5 %25%0A::error::x'
    """
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return escaped(text).replace(":", "%3A").replace(",", "%2C")
