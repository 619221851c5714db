"""What a rule is: a value that says what it finds and why that matters, shows it, and holds the check.

To add a rule, copy one in the file of its family, give it the next free code and two examples, and run
``make test``: the examples are its tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import msgspec

from monograph.checks.example import Page, shown
from monograph.library.model import Entry, LabelVersion, Level, Library, Problem, Related, Sureness
from monograph.tables import read_table
from monograph.text.model import Span


class Place(NamedTuple):
    """A span of one monograph."""

    entry: Entry
    span: Span


class LabelWords(NamedTuple):
    """Words of an official label."""

    label: LabelVersion
    quote: str


class Finding(NamedTuple):
    """What a check yields: where, what to say of it, the places that belong to it, and what to do.

    ``topic`` is given where the finding is about the monograph as a whole: see ``Problem``.
    """

    entry: Entry
    span: Span
    message: str
    related: tuple[Place | LabelWords, ...] = ()
    fix: str | None = None
    topic: str = ""


class Phrases(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """A check that is data: any phrase of ``data/<table>.tsv`` is a problem, once a line.

    A row has a ``phrase`` (lower case, whole words) and may have ``unless``: words, separated by ``|``, any of which
    near it on its line makes the phrase harmless. In ``message`` and ``fix`` the braces ``{phrase}`` stand for the
    words found and ``{note}`` for the row's note.
    """

    table: str
    message: str
    fix: str | None = None

    def rows(self) -> tuple[dict[str, str], ...]:
        """The rows of the table."""
        return read_table("monograph.checks", self.table)


class Across(msgspec.Struct, frozen=True, eq=False):
    """A check that needs the whole library: monographs held against each other.

    A build hands it outlines: titles, headings, claims with their quotes and the source are there; ``plain``,
    ``folded``, blocks and the grounds of claims are not. ``check`` holds whole entries, and must find the same.
    """

    find: Callable[[Library], Iterable[Finding]]


class AgainstLabels(msgspec.Struct, frozen=True):
    """A check that needs official labels: its findings are what ``verify`` says of a monograph with this ``verdict``.

    ``of`` are the kinds of claims that a verdict is about, or how gravely a label warns of what is left out. Where no
    labels are given such a rule says nothing.
    """

    verdict: str
    of: tuple[str, ...]
    fix: str


InMonograph = Callable[[Entry], Iterable[Finding]]


class Rule(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """One check.

    ``finds`` and ``why`` are sentences for people, ``source`` says where the reason comes from. ``severity`` is how
    bad a finding is if true, ``confidence`` how often it is true. ``default_on`` needs a judged precision of 0.9; only
    checks against labels may have less, as they are asked for by giving labels. ``bad`` and ``good`` are libraries of
    one or more pages: the rule fires on each of the first, on none of the second. ``once`` is for what is said of a
    monograph as a whole and shown at the first or worst place: a baseline then knows the monograph, not those words.
    ``reasons`` names the kinds of unreadable files that the rule speaks for. ``label`` is the official label that the
    examples of a check against labels are held against: fields of openFDA and their text.
    """

    code: str
    name: str
    finds: str
    why: str
    source: str = ""
    bad: tuple[Page, ...]
    good: tuple[Page, ...]
    severity: Level = "warning"
    confidence: Sureness = "high"
    default_on: bool = False
    fixable: bool = False
    once: bool = False
    check: InMonograph | Phrases | Across | AgainstLabels
    reasons: tuple[str, ...] = ()
    label: tuple[tuple[str, str], ...] = ()

    def shown(self, pages: Sequence[Page]) -> list[str]:
        """The parts of examples of this rule that matter."""
        headings = {heading for page in self.bad for heading in (*page.stated(), *page.without)}
        return [shown(page, () if page.without else headings) for page in pages]

    def problem(self, finding: Finding) -> Problem:
        """The finding as a problem of this rule, with its lines and columns."""
        monograph, (start, end) = finding.entry.monograph, finding.span
        last = max(start, end - 1)
        return Problem(
            code=self.code,
            name=self.name,
            message=finding.message,
            doc=monograph.doc,
            line=monograph.line_of(start),
            column=monograph.column_of(start),
            end_line=monograph.line_of(last),
            end_column=monograph.column_of(last) + 1,
            start=start,
            end=end,
            severity=self.severity,
            confidence=self.confidence,
            related=[_related(place) for place in finding.related],
            fix=finding.fix,
            topic=finding.topic or ("the monograph" if self.once else ""),
        )


def _related(place: Place | LabelWords) -> Related:
    if isinstance(place, LabelWords):
        return Related(doc="", line=0, quote=place.quote, label=place.label)
    monograph, (start, end) = place.entry.monograph, place.span
    return Related(
        doc=monograph.doc,
        line=monograph.line_of(start),
        quote=monograph.source[start:end],
        start=start,
        end=end,
    )
