"""Hostile documents: the time of every rule grows with the length only."""

from __future__ import annotations

import time

import pytest

from monograph.checks.example import Page
from monograph.checks.registry import select
from monograph.checks.run import check
from monograph.library.model import Entry, Library
from monograph.pipeline.read import read_entry

NASTY = {
    "letters": "pregnancy category c ",
    "safety": "it is safe for everyone ",
    "brackets": "[[specific ",
    "doses": "40 mg four times daily. The maximum daily dose is 80 mg. ",
    "children": "Safety in children is not established. Children: 5 mg/kg daily. ",
    "doubled": "the the ",
    "pointers": "see the see the see the ",
    "tags": "<p <p <p ",
    "bold": "**",
    "interactions": "it may interact with certain medicines and ",
    "withdrawn": "was was was withdrawn from from from ",
    "json": '{"a": ',
}
ALL = select(["ALL"])


def seconds(nasty: str, repeats: int) -> float:
    entry = read_entry(Page(dosage=nasty * repeats, precautions=nasty * repeats).source().encode(), "p/paracetamol.md")
    if not isinstance(entry, Entry):
        return 0.0
    start = time.process_time()
    check(Library(entries=[entry]), ALL)
    return time.process_time() - start


@pytest.mark.parametrize("kind", NASTY)
def test_time_grows_with_the_length_only(kind: str) -> None:
    repeats = 40_000 // len(NASTY[kind])
    short = max(seconds(NASTY[kind], repeats), 0.02)
    assert seconds(NASTY[kind], 4 * repeats) < 10 * short
