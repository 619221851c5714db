"""A small library with problems of every shape, as reports get it."""

from __future__ import annotations

from monograph.checks.example import Page
from monograph.checks.registry import select
from monograph.checks.report.folder import Folder
from monograph.checks.run import check
from monograph.library.model import Entry, Library
from monograph.pipeline.read import read_entry
from monograph.text.model import Unreadable

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
