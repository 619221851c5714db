"""Run rules over monographs and libraries: findings become problems in the order of their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from monograph.checks.ignores import without_ignored
from monograph.checks.registry import RULES, select
from monograph.checks.rule import Across, AgainstLabels, Finding, Phrases, Rule
from monograph.library.model import Entry, Library, Problem
from monograph.names.match import Matcher
from monograph.text.model import Span, Unreadable

NEAR = 400
"""How many letters before and after a phrase its harmless words may stand."""


def check(library: Library, rules: Sequence[Rule] | None = None) -> list[Problem]:
    """All problems of a library: of each monograph, across monographs, and of the files that cannot be read."""
    rules = select() if rules is None else rules
    problems = [problem for entry in library.entries for problem in check_entry(entry, rules)]
    return settled([*problems, *check_library(library, rules)], library, rules)


def check_entry(entry: Entry, rules: Sequence[Rule]) -> list[Problem]:
    """The problems that the monograph shows by itself; rules that need the library or labels are passed over."""
    phrases = _phrases(tuple(rules)).findings(entry)
    problems = [rule.problem(finding) for rule, finding in phrases]
    for rule in rules:
        if not isinstance(rule.check, Phrases | Across | AgainstLabels):
            problems += [rule.problem(finding) for finding in rule.check(entry)]
    return in_order(problems)


def check_library(library: Library, rules: Sequence[Rule]) -> list[Problem]:
    """The problems that show only when monographs are held against each other, and the unreadable files."""
    problems = [
        rule.problem(finding)
        for rule in rules
        if isinstance(rule.check, Across)
        for finding in rule.check.find(library)
    ]
    for unreadable in library.unreadable:
        problems += [_unreadable(rule, unreadable) for rule in rules if unreadable.reason in rule.reasons]
    return in_order(problems)


def settled(problems: Iterable[Problem], library: Library, rules: Sequence[Rule]) -> list[Problem]:
    """All problems of a library in order, each once, without those that a comment silences (``checks.ignores``)."""
    return in_order(without_ignored(problems, library.entries, rules, RULES))


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems in the order of their places, then of what they say; each once, though two claims may show it."""
    return [problem for problem, _ in groupby(sorted(problems, key=_place))]


def _place(problem: Problem) -> tuple[str, int, int, str, str]:
    return problem.doc, problem.start, problem.end, problem.code, problem.message


def _unreadable(rule: Rule, unreadable: Unreadable) -> Problem:
    return Problem(
        code=rule.code,
        name=rule.name,
        message=unreadable.message,
        doc=unreadable.doc,
        line=unreadable.line,
        column=1,
        end_line=unreadable.line,
        end_column=1,
        severity=rule.severity,
        confidence=rule.confidence,
    )


class _PhraseRules:
    """All rules that are phrases: one automaton finds them in one pass over the text."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rows: dict[str, list[tuple[Rule, Phrases, dict[str, str]]]] = {}
        for rule in rules:
            if isinstance(rule.check, Phrases):
                for row in rule.check.rows():
                    self.rows.setdefault(row["phrase"], []).append((rule, rule.check, row))
        self.matcher = Matcher({phrase: phrase for phrase in self.rows})

    def findings(self, entry: Entry) -> Iterator[tuple[Rule, Finding]]:
        """The findings, at most one a rule and line."""
        if not self.rows:
            return
        monograph = entry.monograph
        seen = set()
        for match in self.matcher.find(monograph.folded):
            line = monograph.line_of(match.start)
            for rule, phrases, row in self.rows[match.value]:
                key = (rule.code, line)
                if key in seen or not _counts(entry, match.start, row.get("unless", "")):
                    continue
                seen.add(key)
                words = {"phrase": monograph.source[match.start : match.end], "note": row.get("note", "")}
                fix = phrases.fix.format(**words) if phrases.fix else None
                message = phrases.message.format(**words)
                yield rule, Finding(entry, Span(match.start, match.end), message, fix=fix)


@lru_cache(maxsize=8)
def _phrases(rules: tuple[Rule, ...]) -> _PhraseRules:
    return _PhraseRules(rules)


def _counts(entry: Entry, offset: int, unless: str) -> bool:
    """Whether no word near a phrase at this place, on its line, makes it harmless."""
    if not unless:
        return True
    text = entry.monograph.folded
    start = max(text.rfind("\n", max(0, offset - NEAR), offset) + 1, offset - NEAR, 0)
    end = text.find("\n", offset, offset + NEAR)
    line = text[start : end if end >= 0 else offset + NEAR]
    return not any(word in line for word in unless.split("|"))
