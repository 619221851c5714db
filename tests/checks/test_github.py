"""Annotations for GitHub, read back by the rules by which its runner reads them."""

from __future__ import annotations

import re
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st
from tests.checks.shown import folder

from monograph.checks.report.folder import Folder
from monograph.checks.report.github import render
from monograph.library.model import Problem

COMMAND = re.compile(r"::(error|warning|notice) ([^\n]*?)::([^\n]*)\Z")


def read(line: str) -> tuple[str, dict[str, str], str]:
    """As the runner does: the first "::" after the properties ends them; then what is escaped is put back."""
    found = COMMAND.match(line)
    assert found, line
    properties = dict(part.split("=", 1) for part in found[2].split(","))
    return found[1], {name: unquote(value) for name, value in properties.items()}, unquote(found[3])


def test_one_command_a_problem() -> None:
    shown = folder()
    for line, problem in zip(render([shown]), shown.problems, strict=True):
        command, properties, message = read(line)
        assert command == {"error": "error", "warning": "warning", "info": "notice"}[problem.severity]
        assert properties["file"] == shown.root + problem.doc
        assert (properties["line"], properties["col"]) == (str(problem.line), str(problem.column))
        assert message.startswith(problem.message)
        assert all(related.quote in message for related in problem.related)


@given(st.text(), st.text(min_size=1))
def test_no_text_can_begin_another_command(message: str, doc: str) -> None:
    problem = Problem(code="D704", name="n", message=message, doc=doc, line=1, column=1, end_line=1, end_column=2)
    (line,) = render([Folder("", [problem], {})])
    assert "\n" not in line
    assert "\r" not in line
    _, properties, said = read(line)
    assert (properties["file"], said) == (doc, message)


def test_a_range_of_lines_has_no_columns() -> None:
    problem = Problem(code="D704", name="n", message="m", doc="a.md", line=1, column=5, end_line=2, end_column=2)
    (line,) = render([Folder("", [problem], {})])
    assert line == "::warning file=a.md,line=1,endLine=2,title=D704 n::m"
