"""Problems as a JSON list, in the shape that DESIGN.md of the project gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from monograph.library.model import Problem, Related

INTERNAL = ("start", "end", "edits", "topic")
"""Fields of a record that the shape does not have: offsets, edits and names, for programs that hold the text."""


def problem_record(problem: Problem) -> dict[str, object]:
    """One problem as JSON has it.

    >>> from monograph.library.model import Related
    >>> related = [Related(doc="b.md", line=2, quote="3 g")]
    >>> problem = Problem(code="D704", name="n", message="m", doc="a.md", line=1, column=1, end_line=1,
    ...                   end_column=5, related=related)
    >>> problem_record(problem)["related"]
    [{'doc': 'b.md', 'line': 2, 'quote': '3 g'}]
    """
    record: dict[str, object] = msgspec.to_builtins(problem)
    record["related"] = [_related(other) for other in problem.related]
    return {name: value for name, value in record.items() if name not in INTERNAL}


def _related(other: Related) -> dict[str, object]:
    if other.label:
        return {"label": msgspec.to_builtins(other.label), "quote": other.quote}
    return {"doc": other.doc, "line": other.line, "quote": other.quote}


def render(problems: Iterable[Problem]) -> str:
    """All problems as one JSON list, a problem a line."""
    lines = [msgspec.json.encode(problem_record(problem)).decode() for problem in problems]
    return "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"


def render_statistics(problems: Sequence[Problem]) -> str:
    """How often each rule fired: a list of ``{code, name, count, files}``, the most frequent first."""
    counts = Counter((problem.code, problem.name) for problem in problems)
    files = {code: len({p.doc for p in problems if p.code == code}) for code, _ in counts}
    rows = [
        {"code": code, "name": name, "count": count, "files": files[code]}
        for (code, name), count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    return msgspec.json.format(msgspec.json.encode(rows)).decode() + "\n"
