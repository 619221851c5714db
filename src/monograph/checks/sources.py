"""R: where a statement comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monograph.checks.example import CLEAN, Page
from monograph.checks.rule import Finding, Phrases, Rule
from monograph.checks.scope import amount_span, doses
from monograph.library.model import Entry

CITES = re.compile(r"https?://|\bdoi\b|\bpmid\b|\[\d{1,3}\](?!\()|\bset id\b")


def unsourced_numbers(entry: Entry) -> Iterator[Finding]:
    """Doses in a file that names no source: one finding, at the first."""
    monograph = entry.monograph
    claims = doses(entry)
    if claims and not monograph.front_matter.get("sources") and not CITES.search(monograph.folded):
        message = (
            f"No source is named for this dose, nor for the {len(claims) - 1} others" if len(claims) > 1 else NO_SOURCE
        )
        yield Finding(entry, amount_span(claims[0]), message, fix="Name it under “sources:” in the front matter")


NO_SOURCE = "No source is named for this dose"
_BARE = Page().source().replace("sources:\n  - Example formulary, 2026\n", "")

RULES: tuple[Rule, ...] = (
    Rule(
        code="R971",
        name="unsourced-number",
        finds="Doses are given and the file names no source.",
        why="A number that cannot be traced cannot be checked, nor corrected when its source changes.",
        bad=(Page(text=_BARE),),
        good=(Page(),),
        severity="info",
        once=True,
        check=unsourced_numbers,
    ),
    Rule(
        code="R972",
        name="unsourced-claim",
        finds="“Studies show”, “the manufacturer's labeling”, without saying which.",
        why="It sounds like a source and is none.",
        bad=(Page(usage="Studies show that it lowers fever."),),
        good=(Page(usage=CLEAN["Usage"]),),
        severity="info",
        check=Phrases(table="unsourced", message="“{phrase}”: which?", fix="Name the study or the label"),
    ),
)
