"""Comments in a monograph that silence a rule at one place, with the reason for it.

``<!-- monograph: ignore D704 the label gives both -->`` at the end of a line silences D704 on that line; on a line of
its own, on the next line that has text. Without a reason it silences nothing, and one that silences nothing is a
problem itself, so that comments go when their problem has gone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec

from monograph.checks.example import Page
from monograph.checks.rule import Across, Finding, Rule
from monograph.library.model import Entry, Problem
from monograph.text.model import Monograph, Span

MARK = "monograph: ignore"
COMMENT = re.compile(r"<!-- *monograph: *ignore\b([^<>\n]*?)-->")
ANY_COMMENT = re.compile(r"<!--[^<>]*-->")
CODES = re.compile(r"[\s:]*([A-Z]\d{3}(?:[\s,]+[A-Z]\d{3})*)[\s,:]*")
FORM = "Write “<!-- monograph: ignore D704 the reason -->”"


class Ignore(msgspec.Struct):
    """A comment: ``codes`` are silenced on ``line``; ``span`` is the comment's own place."""

    codes: tuple[str, ...]
    reason: str
    line: int
    span: Span


def read_ignores(monograph: Monograph) -> list[Ignore]:
    """The comments of a monograph that ask for silence."""
    if MARK not in monograph.source:
        return []
    ignores = []
    for comment in COMMENT.finditer(monograph.source):
        words = comment[1].strip()
        codes = CODES.match(words)
        listed = tuple(re.findall(r"[A-Z]\d{3}", codes[1])) if codes else ()
        reason = words[codes.end() :] if codes else words
        line = _silenced_line(monograph, comment.start())
        ignores.append(Ignore(listed, reason, line, Span(*comment.span())))
    return ignores


def _silenced_line(monograph: Monograph, offset: int) -> int:
    """The comment's own line where it has other text, else the next line that has."""
    first = monograph.line_of(offset)
    for line in range(first, len(monograph.lines) + 1):
        stop = monograph.lines[line] if line < len(monograph.lines) else len(monograph.source)
        if ANY_COMMENT.sub("", monograph.source[monograph.lines[line - 1] : stop]).strip():
            return line
    return first


def without_ignored(
    problems: Iterable[Problem], entries: Sequence[Entry], rules: Sequence[Rule], known: Collection[str]
) -> list[Problem]:
    """The problems that no comment silences, and those of the comments themselves (F106, F107).

    ``rules`` are those that were run, ``known`` the codes of all. Whether a comment for a rule that holds monographs
    against each other is of use shows only where several monographs were checked.
    """
    asked = {e.monograph.doc: (e, ignores) for e in entries if (ignores := read_ignores(e.monograph))}
    if not asked:
        return list(problems)
    used: set[tuple[str, int, str]] = set()
    left = []
    for problem in problems:
        _, ignores = asked.get(problem.doc, (None, []))
        silent = [i for i in ignores if i.reason and problem.code in i.codes and i.line == problem.line]
        used |= {(problem.doc, ignore.span.start, problem.code) for ignore in silent}
        if not silent:
            left.append(problem)
    on = {rule.code: rule for rule in rules}
    could_fire = {code for code, rule in on.items() if len(entries) > 1 or not isinstance(rule.check, Across)}
    for entry, ignores in asked.values():
        for ignore in ignores:
            idle = [
                c for c in ignore.codes if c in could_fire and (entry.monograph.doc, ignore.span.start, c) not in used
            ]
            for code, finding in _faults(entry, ignore, idle, known):
                if code in on:
                    left.append(on[code].problem(finding))
    return left


def _faults(entry: Entry, ignore: Ignore, idle: Sequence[str], known: Collection[str]) -> Iterator[tuple[str, Finding]]:
    unknown = [code for code in ignore.codes if code not in known]
    if not ignore.codes:
        yield "F107", Finding(entry, ignore.span, "This comment names no rule, and silences nothing", fix=FORM)
    elif unknown:
        yield "F107", Finding(entry, ignore.span, f"No rule has the code {unknown[0]}", fix=FORM)
    elif not ignore.reason:
        yield "F107", Finding(entry, ignore.span, "This comment gives no reason, and silences nothing", fix=FORM)
    elif idle:
        message = f"{' and '.join(idle)} would say nothing here: the comment silences nothing"
        yield "F106", Finding(entry, ignore.span, message, fix="Remove it")


def _with_comment(comment: str) -> Page:
    return Page(usage=f"It is used for pain and for [specific condition]. <!-- monograph: ignore {comment} -->")


RULES: tuple[Rule, ...] = (
    Rule(
        code="F106",
        name="unused-ignore",
        finds="A comment silences a rule that would say nothing there.",
        why="The problem has gone; the next one in its place would be silenced unseen.",
        bad=(Page(usage="It is used for pain. <!-- monograph: ignore A502 a form to be filled in -->"),),
        good=(_with_comment("A502 a form to be filled in"),),
        default_on=True,
        check=lambda entry: (),
    ),
    Rule(
        code="F107",
        name="bare-ignore",
        finds="A comment that should silence a rule gives no reason, or names no rule that there is.",
        why="Whoever comes next must be able to see whether the reason still holds.",
        bad=(
            Page(usage="It is used for pain. <!-- monograph: ignore A502 -->"),
            Page(usage="It is used for pain. <!-- monograph: ignore A999 a form -->"),
            Page(usage="It is used for pain. <!-- monograph: ignore -->"),
        ),
        good=(_with_comment("A502 a form to be filled in"),),
        default_on=True,
        check=lambda entry: (),
    ),
)
