"""A small library with problems of every shape, as reports get it."""

from __future__ import annotations

from collections.abc import Sequence

from monograph.checks.example import Page
from monograph.checks.registry import select
from monograph.checks.report.folder import Folder
from monograph.checks.rule import Rule
from monograph.checks.run import check
from monograph.labels.openfda import read_openfda
from monograph.library.model import Entry, Library, Problem
from monograph.pipeline.read import read_entry
from monograph.text.model import Unreadable
from monograph.verify.engine import verify
from monograph.verify.matching import LabelIndex
from monograph.verify.problems import problems_of
from monograph.verify.read_label import ReadLabel

TRICKY = "**Adults:** 40 mg 💊 by <b>mouth</b> four times daily, 100%. The maximum daily dose is 80 mg."


def entry_of(page: Page) -> Entry:
    entry = read_entry(page.source().encode(), page.path)
    assert isinstance(entry, Entry)
    return entry


def folder(*codes: str) -> Folder:
    """Two twins that differ, one with markup, a percent sign and a sign outside the basic plane; a refusal."""
    entries = [
        entry_of(Page(dosage=TRICKY, usage="It is used 💊 for [specific condition]: pain, and fever.")),
        entry_of(Page(doc="p/acet, a: 1%.md", title="Acetaminophen")),
    ]
    refusal = Unreadable("x/x.md", 7, "refusal", "a refusal, and no section")
    library = Library(entries=entries, unreadable=[refusal])
    problems = check(library, select(codes or ("D704", "A501", "A502", "C851")))
    return Folder("my library/", problems, {entry.monograph.doc: entry.monograph for entry in entries})


FACTS = {
    "set_id": "00000000-1111-2222-3333-444444444444",
    "version": "7",
    "effective_time": "20250131",
    "openfda": {"brand_name": ["Exemplar"], "substance_name": ["ACETAMINOPHEN"], "route": ["ORAL"]},
}


def against_label(entry: Entry, rule: Rule, rules: Sequence[Rule]) -> list[Problem]:
    """The problems of an entry that is held against the label of a rule's examples."""
    record = FACTS | {field: [text] for field, text in rule.label}
    index = LabelIndex([ReadLabel(read_openfda(record, "own.json"))])
    return problems_of(entry, verify([entry], index), rules)
