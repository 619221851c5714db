"""What the server knows: the folders of the editor as they were checked last, and the texts that are open.

An open text is checked by itself while it is written. Problems between monographs come from the last check of the whole
folder, when a file is opened or saved; until the next one they stay with their words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from monograph.checks import registry
from monograph.checks.config import Config, ConfigError, find_config
from monograph.checks.fixes.catalogue import FIXES
from monograph.checks.fixes.mend import harmless, mend, with_edits
from monograph.checks.ignores import without_ignored
from monograph.checks.rule import Across, Rule
from monograph.checks.run import check_entry, check_library, in_order
from monograph.library.model import Edit, Entry, Library, Problem
from monograph.pipeline.check import Checked, check_files, held_together
from monograph.pipeline.errors import UnusableError
from monograph.pipeline.label_sources import verify_against
from monograph.pipeline.read import find, read_entry
from monograph.text.model import Monograph, Unreadable
from monograph.verify.problems import problems_of
from monograph.verify.verdict import Record


class Open(msgspec.Struct):
    """A text that is open: what it was read as (its source alone where it is no monograph) and its problems."""

    doc: str
    source: str
    entry: Entry | Unreadable
    problems: list[Problem]


class Folder:
    """One folder of the editor, or that of a file in none. ``complaint`` says why its configuration is unusable."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.config = Config()
        self.rules: tuple[Rule, ...] = registry.select()
        self.verdicts: Callable[[Entry], list[Record]] | None = None
        self.complaint = ""
        self.single: Checked = Checked()
        self.between: list[Problem] = []
        self.whole: dict[str, Entry] = {}
        self.decide()

    def decide(self) -> None:
        """Take the configuration of the folder, or the default rules where it is unusable."""
        try:
            self.config = find_config(self.root)
            self.rules = registry.select(self.config.checks.select, self.config.checks.ignore)
            labels = self.config.labels
            self.verdicts = verify_against([labels]) if labels else None
        except (ConfigError, registry.UnknownRuleError, UnusableError) as error:
            self.complaint = str(error)
        if self.verdicts is None:
            self.rules = registry.without_labels(self.rules)

    def check_all(self, changed: Sequence[str] | None = None) -> None:
        """Check all files, or again those that have changed, and hold the monographs against each other.

        They are held against labels only when they are open: see ``read``.
        """
        codes = [rule.code for rule in registry.without_labels(self.rules)]
        _, docs, _ = find(self.root)
        again = check_files(self.root, docs if changed is None else [d for d in changed if d in docs], codes, 1)
        if changed is not None:
            kept = [entry for entry in self.single.entries if entry.monograph.doc not in changed]
            entries = sorted([*kept, *again.entries], key=lambda entry: entry.monograph.doc)
            again = Checked(entries, [file for file in self.single.unreadable if file.doc not in changed])
        across = {rule.code for rule in self.rules if isinstance(rule.check, Across)}
        found = held_together(Checked(again.entries, again.unreadable), codes).problems
        self.single = again
        self.whole = {entry.monograph.doc: entry for entry in again.entries}
        self.between = [problem for problem in found if problem.code in across]

    def read(self, doc: str, source: str) -> Open:
        """A text as it stands in the editor, with the problems of its own and those between monographs."""
        entry = read_entry(source.encode(), doc)
        if isinstance(entry, Unreadable):
            alone = Library(entries=[], unreadable=[entry])
            return Open(doc, source, entry, check_library(alone, self.rules))
        own = check_entry(entry, self.rules)
        if self.verdicts:
            own += problems_of(entry, self.verdicts(entry), self.rules)
        kept = [placed for problem in self.between if problem.doc == doc if (placed := self._placed(problem, entry))]
        # One entry: comments for rules between monographs are not called unused while only this text is looked at.
        problems = without_ignored([*own, *kept], [entry], self.rules, registry.RULES)
        words = self.config.ignored_for(self.root / doc)
        silent = {rule.code for rule in registry.select(words)} if words else set()
        problems = in_order(p for p in problems if p.code not in silent)
        return Open(doc, source, entry, with_edits(entry, problems))

    def _placed(self, problem: Problem, entry: Entry) -> Problem | None:
        """A problem of the last check where its words stand now; None where they are gone."""
        before, now = self.whole[problem.doc].monograph, entry.monograph
        words = before.source[problem.start : problem.end]
        start = _nearest(now.source, words, problem.start)
        if start < 0 or not words:
            return None
        end, last = start + len(words), max(start, start + len(words) - 1)
        return msgspec.structs.replace(
            problem,
            start=start,
            end=end,
            line=now.line_of(start),
            column=now.column_of(start),
            end_line=now.line_of(last),
            end_column=now.column_of(last) + 1,
        )

    def monograph(self, doc: str) -> Monograph | None:
        """A monograph as it was at the last check."""
        return self.whole[doc].monograph if doc in self.whole else None


def edits_for(text: Open, problem: Problem) -> list[Edit]:
    """What can be done about one problem without a change of a claim."""
    if isinstance(text.entry, Unreadable):
        return []
    return harmless(text.entry, problem.edits, lambda source: _entry(source, text.doc))


def mended(text: Open, rules: Sequence[Rule]) -> str:
    """The text with all safe fixes."""
    if isinstance(text.entry, Unreadable):
        return text.source
    codes = {problem.code for problem in text.problems}
    wanted = [rule for rule in rules if rule.code in codes and rule.code in FIXES]
    return mend(text.entry, wanted, lambda source: _entry(source, text.doc), unsafe=False).source


def _entry(source: str, doc: str) -> Entry | None:
    entry = read_entry(source.encode(), doc)
    return None if isinstance(entry, Unreadable) else entry


def _nearest(source: str, words: str, offset: int) -> int:
    """Where these words stand nearest to an offset, or -1."""
    after = source.find(words, max(0, offset))
    before = source.rfind(words, 0, offset + len(words))
    if after < 0 or before < 0:
        return max(after, before)
    return after if after - offset <= offset - before else before
