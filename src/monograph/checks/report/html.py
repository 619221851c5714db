"""Problems as one page that can be opened, sent and printed: both quotes of a problem side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from itertools import groupby
from typing import Any

from minijinja import Environment

from monograph.checks.registry import RULES
from monograph.checks.report.folder import Folder
from monograph.library.model import Problem
from monograph.text.model import Monograph

AROUND = 160
"""Characters of the line that are shown before and after the words of a problem."""


def render(folders: Sequence[Folder], summary: str) -> str:
    """The whole page; ``summary`` is the line on top of it. Whatever a monograph says is text, never markup."""
    codes = Counter(problem.code for folder in folders for problem in folder.problems)
    counts = [
        {"code": code, "name": RULES[code].name, "finds": RULES[code].finds, "count": f"{count:,}"}
        for code, count in sorted(codes.items(), key=lambda item: (-item[1], item[0]))
    ]
    files = [file for folder in folders for file in _files(folder)]
    values = {"title": "Problems in monographs", "summary": summary, "counts": counts, "files": files}
    page: str = _environment().render_template("report.html", **values)
    return page


@cache
def _environment() -> Environment:
    text = resources.files(__package__).joinpath("templates", "report.html").read_text(encoding="utf-8")
    return Environment(templates={"report.html": text}, trim_blocks=True)


def _files(folder: Folder) -> Iterator[dict[str, Any]]:
    for doc, problems in groupby(folder.problems, key=lambda problem: problem.doc):
        shown = [_shown(problem, folder) for problem in problems]
        yield {"path": folder.root + doc, "problems": shown}


def _shown(problem: Problem, folder: Folder) -> dict[str, Any]:
    before, words, after = _excerpt(problem, folder.monographs.get(problem.doc))
    return {
        "code": problem.code,
        "message": problem.message,
        "severity": problem.severity,
        "line": problem.line,
        "before": before,
        "words": words,
        "after": after,
        "related": [{"place": r.place(folder.root), "quote": r.quote} for r in problem.related],
        "fix": problem.fix,
    }


def _excerpt(problem: Problem, monograph: Monograph | None) -> tuple[str, str, str]:
    """The words of a problem with what stands before and after them on their lines."""
    if monograph is None:
        return "", "", ""
    source, start, end = monograph.source, problem.start, problem.end
    stop = source.find("\n", end)
    before = source[monograph.lines[problem.line - 1] : start]
    after = source[end : len(source) if stop < 0 else stop]
    if len(before) > AROUND:
        before = "… " + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + " …"
    return before, source[start:end], after
