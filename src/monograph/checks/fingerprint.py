"""A problem's name by its content: rule, document and words, not the place, so that moving text leaves it as it is.

What is said of a monograph as a whole is named by its topic: the words at which it is shown may change freely.
"""

from __future__ import annotations

import hashlib
import re

from monograph.library.model import Problem

_MARKUP = re.compile(r"[*_#`\s]+")


def words(problem: Problem, source: str) -> str:
    """The topic of a problem, else the words that it stands at, without markup, capitals and line breaks.

    >>> problem = Problem(code="D704", name="", message="", doc="a.md", line=1, column=1, end_line=1, end_column=1,
    ...                   start=4, end=13)
    >>> words(problem, "A:  **500\\n mg** twice")
    '500 mg'
    """
    return _MARKUP.sub(" ", problem.topic or source[problem.start : problem.end]).strip().casefold()


def fingerprint(problem: Problem, source: str, doc: str | None = None) -> str:
    """Sixteen hexadecimal digits for the rule, the document and the words; ``doc`` may stand for the problem's own."""
    parts = (problem.code, problem.doc if doc is None else doc, words(problem, source))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
