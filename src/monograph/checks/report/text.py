"""Problems for a terminal: place and message, the line with the words marked, the other places with their words.

``text`` (the default) looks like this::

    a/acrivastine.md:17:20 error D704 8 mg up to 4 times a day makes 32 mg, above the daily maximum of 24 mg
       |
    17 | The usual dose is 8 mg taken up to four times daily. The maximum daily dose is 24 mg.
       |                   ^^^^
       = a/acrivastine.md:17: The maximum daily dose is 24 mg
       = do: ...
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from monograph.library.model import Level, Problem
from monograph.text.model import Monograph

WIDTH = 100
"""Columns of source that are shown of a line; longer lines are cut around the words."""
QUOTE = 140

Paint = Callable[[str, str], str]
"""Colours a text in a style (``bold``, ``red``, ``dim`` ...)."""

COLOURS: dict[Level, str] = {"error": "red", "warning": "yellow", "info": "cyan"}


def plain(text: str, style: str) -> str:
    """Paint without colours."""
    return text


def render(
    problems: Iterable[Problem], source: Callable[[str], Monograph | None], root: str = "", paint: Paint = plain
) -> Iterator[str]:
    """Each problem as a few lines. ``source`` gives a document by its ``doc``; ``root`` is put before every path."""
    for problem in problems:
        place = f"{root}{problem.doc}:{problem.line}:{problem.column}"
        yield f"{paint(place, 'bold')} {_level_and_code(problem, paint)} {problem.message}"
        monograph = source(problem.doc)
        if monograph is not None and problem.end > problem.start:
            yield from _excerpt(monograph, problem, paint)
        gutter = " " * len(str(problem.line))
        for related in problem.related:
            where = paint(f"{related.place(root)}:", "dim")
            yield f"{gutter} = {where} {_shorten(related.quote)}"
        if problem.fix:
            yield f"{gutter} = {paint('do:', 'green')} {problem.fix}"
        yield ""


def concise(problems: Iterable[Problem], root: str = "", paint: Paint = plain) -> Iterator[str]:
    """Each problem on one line."""
    for problem in problems:
        place = f"{root}{problem.doc}:{problem.line}:{problem.column}:"
        yield f"{place} {_level_and_code(problem, paint)} {problem.message}"


def statistics(problems: Sequence[Problem]) -> Iterator[str]:
    """How often each rule fired and in how many files, the most frequent first."""
    counts = Counter((problem.code, problem.name) for problem in problems)
    files = {code: len({p.doc for p in problems if p.code == code}) for code, _ in counts}
    for (code, name), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"{count:>7,}  {files[code]:>6,} {'file ' if files[code] == 1 else 'files'}  {code}  {name}"


def summary(problems: Sequence[Problem], monographs: int, known: int = 0) -> str:
    """One line at the end; ``known`` are problems that a baseline keeps quiet.

    >>> summary([], 3)
    'No problems in 3 monographs.'
    >>> summary([], 3, known=2)
    'No new problems in 3 monographs; 2 known ones are in the baseline.'
    """
    checked = f"{monographs:,} monograph{'' if monographs == 1 else 's'}"
    quiet = f"; {known:,} known one{' is' if known == 1 else 's are'} in the baseline" if known else ""
    if not problems:
        return f"No {'new ' if known else ''}problems in {checked}{quiet}."
    files = len({problem.doc for problem in problems})
    levels = Counter(problem.severity for problem in problems)
    parts = [f"{levels[level]:,} {_plural(level, levels[level])}" for level in COLOURS if levels[level]]
    found = f"{len(problems):,} problem{'' if len(problems) == 1 else 's'} ({', '.join(parts)})"
    return f"{found} in {files:,} of {checked}{quiet}."


def _level_and_code(problem: Problem, paint: Paint) -> str:
    return paint(f"{problem.severity} {problem.code}", f"bold {COLOURS[problem.severity]}")


def _excerpt(monograph: Monograph, problem: Problem, paint: Paint) -> Iterator[str]:
    """The first line of the problem with its words underlined; of many words the first."""
    start, end = problem.start, min(problem.end, problem.start + WIDTH)
    begin = monograph.lines[problem.line - 1]
    stop = monograph.source.find("\n", start)
    stop = len(monograph.source) if stop < 0 else stop
    stop -= monograph.source[stop - 1 : stop] == "\r"
    end = min(end, stop)
    left, right = _window(begin, stop, start, end)
    before = "… " if left > begin else ""
    after = " …" if right < stop else ""
    text = before + monograph.source[left:right] + after
    number = str(problem.line)
    gutter = " " * len(number)
    marks = " " * (len(before) + start - left) + paint("^" * max(1, end - start), COLOURS[problem.severity])
    yield f"{gutter} {paint('|', 'dim')}"
    yield f"{paint(number + ' |', 'dim')} {visible(text)}"
    yield f"{gutter} {paint('|', 'dim')} {marks}"


def _window(begin: int, stop: int, start: int, end: int) -> tuple[int, int]:
    """The part of a line to be shown: whole when it fits, else what stands around the words."""
    if stop - begin <= WIDTH:
        return begin, stop
    spare = max(0, WIDTH - (end - start))
    left = max(begin, start - spare // 2)
    right = min(stop, max(end, left + WIDTH))
    return left, right


def visible(text: str) -> str:
    """Characters that would move the marks or steer the terminal, each as one that does not."""
    return "".join(c if c.isprintable() else " " if c == "\t" else "�" for c in text)


def _shorten(quote: str) -> str:
    words = " ".join(visible(quote).split())
    return words if len(words) <= QUOTE else words[: QUOTE - 1].rstrip() + "…"


def _plural(level: str, count: int) -> str:
    return level if count == 1 or level == "info" else f"{level}s"
