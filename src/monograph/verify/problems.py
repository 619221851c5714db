"""What verifying finds, as problems: of the rules that ask labels (``checks.labelled``), in the shape of all others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from monograph.checks.rule import AgainstLabels, Finding, LabelWords, Rule
from monograph.checks.structure import title_span
from monograph.library.model import Entry, LabelVersion, Problem
from monograph.text.model import Monograph, Span
from monograph.verify.verdict import LabelQuote, LeftOut, Record, Verdict


def problems_of(entry: Entry, records: Iterable[Record], rules: Sequence[Rule]) -> list[Problem]:
    """The problems that these rules see in the records of one monograph, each with the words of the label."""
    wanted: dict[tuple[str, str], tuple[Rule, str]] = {
        (check.verdict, of): (rule, check.fix)
        for rule in rules
        if isinstance(check := rule.check, AgainstLabels)
        for of in check.of
    }
    problems = []
    key: tuple[str, str]
    for record in records:
        match record:
            case Verdict():
                key, span, message = (record.verdict, record.kind), Span(record.start, record.end), record.why
                topic = ""
            case LeftOut():
                key, span, topic = (record.verdict, record.gravity), _warns_at(entry.monograph), record.what
                message = f"Left out: {topic[0].lower()}{topic[1:]}"
            case _:
                continue
        if key in wanted:
            rule, fix = wanted[key]
            words = LabelWords(label_version(record.label), record.label.quote)
            finding = Finding(entry, span, message.removesuffix("."), (words,), fix, topic)
            problems.append(rule.problem(finding))
    return problems


def label_version(quote: LabelQuote) -> LabelVersion:
    """The version of a label that a record quotes."""
    return LabelVersion(quote.set_id, quote.version, quote.date, quote.title)


def _warns_at(monograph: Monograph) -> Span:
    """Where what is left out would stand: the heading of the part that warns, else the title."""
    headings = [section.heading for section in monograph.of_kind("precautions", "contraindications")]
    return headings[0] if headings else title_span(monograph)
