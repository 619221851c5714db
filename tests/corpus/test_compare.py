"""diff on real monographs: what is planted is reported, and nothing else."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from monograph.answers.compare import diff
from monograph.answers.compare.aligned import Meaning, meaning_of
from monograph.claims.records import AnyClaim, Dose
from monograph.library.model import Entry
from monograph.pipeline.read import read_entry
from monograph.text.model import Block, Span

pytestmark = pytest.mark.corpus

EDITS = 500
EXACT = 0.97
"""The share of edits that are reported exactly; the rest are edits by which a reader reads a neighbour otherwise."""


class Edit(NamedTuple):
    """A new text, and the claims that it no longer holds or holds otherwise (by quote and place in the old)."""

    source: str
    gone: frozenset[Meaning]
    changed: frozenset[Meaning] = frozenset()


def test_what_is_planted_is_reported(corpus: Path) -> None:
    chance = random.Random("diff")
    docs = sorted(path.relative_to(corpus).as_posix() for path in corpus.rglob("*.md"))
    outcomes: dict[str, Counter[bool]] = {}
    kinds: list[Callable[[Entry, random.Random], Edit | None]] = [delete, change_number, reword, reorder]
    while sum(sum(counts.values()) for counts in outcomes.values()) < EDITS:
        kind = kinds[sum(sum(counts.values()) for counts in outcomes.values()) % len(kinds)]
        doc = chance.choice(docs)
        old = read_entry((corpus / doc).read_bytes(), doc)
        edit = kind(old, chance) if isinstance(old, Entry) else None
        if edit is None or not isinstance(old, Entry):
            continue
        new = read_entry(edit.source.encode(), doc)
        assert isinstance(new, Entry)
        planted = edit.gone | edit.changed
        exact = reported(old, new) == planted and len(diff(old, new)) == len(planted)
        outcomes.setdefault(kind.__name__, Counter())[exact] += 1
    print({name: f"{counts[True]} of {sum(counts.values())}" for name, counts in outcomes.items()})
    right = sum(counts[True] for counts in outcomes.values())
    assert right >= EXACT * EDITS
    assert all(counts[True] >= 0.9 * sum(counts.values()) for counts in outcomes.values())


def reported(old: Entry, new: Entry) -> frozenset[Meaning]:
    """The claims of the old version that a change is reported of, and for what was only added the new one."""
    found = set()
    for change in diff(old, new):
        side, entry = (change.old, old) if change.old else (change.new, new)
        assert side is not None
        assert entry.monograph.source[side.start : side.end] == side.quote
        those = [c for c in entry.claims if (c.start, c.end, c.kind) == (side.start, side.end, change.kind)]
        found |= {meaning_of(claim) for claim in those if change.what.count("->") or _is_named(claim, change.what)}
    return frozenset(found & _only(old, new)) | frozenset(_come(old, new, found))


def _only(old: Entry, new: Entry) -> set[Meaning]:
    return {meaning_of(claim) for claim in old.claims} - {meaning_of(claim) for claim in new.claims}


def _come(old: Entry, new: Entry, found: set[Meaning]) -> set[Meaning]:
    return found - {meaning_of(claim) for claim in old.claims}


def _is_named(claim: AnyClaim, what: str) -> bool:
    return any(isinstance(part, str) and part in what.lower() for part in meaning_of(claim)[1:]) or claim.kind == "dose"


def leaves(entry: Entry, *kinds: str) -> Iterator[tuple[Block, int]]:
    """The list members of sections of these kinds that introduce nothing, with the place of what introduces them."""
    for section in entry.monograph.sections:
        if section.kind in kinds:
            opening = {block.under for block in section.blocks}
            for index, block in enumerate(section.blocks):
                if block.kind == "item" and index not in opening:
                    yield block, block.under


def line_span(source: str, block: Block) -> Span:
    start = source.rfind("\n", 0, block.start) + 1
    end = source.find("\n", block.end)
    return Span(start, len(source) if end < 0 else end + 1)


def delete(entry: Entry, chance: random.Random) -> Edit | None:
    """One member of a list is deleted: the claims in it are gone, unless they are stated elsewhere."""
    source = entry.monograph.source
    blocks = [block for block, _ in leaves(entry, "side-effects", "precautions")]
    if not blocks:
        return None
    start, end = line_span(source, chance.choice(blocks))
    inside = {meaning_of(c) for c in entry.claims if start <= c.start and c.end <= end}
    across = [c for c in entry.claims if c.start < end and start < c.end and not (start <= c.start and c.end <= end)]
    if across or not inside:
        return None
    outside = {meaning_of(c) for c in entry.claims if not (start <= c.start and c.end <= end)}
    return Edit(source[:start] + source[end:], frozenset(inside - outside))


def change_number(entry: Entry, chance: random.Random) -> Edit | None:
    """The number of one dose becomes another: that dose is changed."""
    source = entry.monograph.source
    doses = [c for c in entry.claims if isinstance(c, Dose) and c.amount_min == c.amount_max and "amount" in c.grounds]
    if not doses:
        return None
    dose = chance.choice(doses)
    start, end = dose.grounds["amount"]
    number = re.fullmatch(r"(\d+)\s?[a-zA-Z]+", source[start:end])
    sharing = [c for c in doses if c is not dose and c.grounds["amount"] == dose.grounds["amount"]]
    if number is None or sharing:
        return None
    same = [c for c in entry.claims if meaning_of(c) == meaning_of(dose)]
    if len(same) > 1:
        return None
    new = str(int(number[1]) * 3)
    return Edit(source[:start] + new + source[start + len(number[1]) :], frozenset(), frozenset({meaning_of(dose)}))


def reword(entry: Entry, chance: random.Random) -> Edit | None:
    """Other words and other markup for the same."""
    source = entry.monograph.source
    changes: list[Callable[[str], str]] = [
        lambda text: text.replace("individuals with", "people with"),
        lambda text: re.sub(r"(?m)^\* ", "- ", text),
        lambda text: re.sub(r"(?m)^\*   ", "* ", text),
        lambda text: text.replace(".  ", ". "),
        lambda text: text.replace("healthcare professional", "health professional"),
        lambda text: re.sub(r"(?m)^(### How it Works.*\n+)", r"\1Here is how it acts. ", text),
        lambda text: text.replace("\n\n\n", "\n\n"),
    ]
    text = source
    for change in chance.sample(changes, 3):
        text = change(text)
    return Edit(text, frozenset()) if text != source else None


def reorder(entry: Entry, chance: random.Random) -> Edit | None:
    """Two neighbours of a list change places."""
    source = entry.monograph.source
    blocks = list(leaves(entry, "side-effects", "precautions"))
    pairs = [
        (line_span(source, one), line_span(source, other))
        for (one, under), (other, same) in pairwise(blocks)
        if under == same and line_span(source, one).end == line_span(source, other).start
    ]
    pairs = [(one, other) for one, other in pairs if source[one.start : one.end] != source[other.start : other.end]]
    if not pairs:
        return None
    one, other = chance.choice(pairs)
    swapped = source[other.start : other.end] + source[one.start : one.end]
    if not source[other.start : other.end].endswith("\n"):
        return None
    return Edit(source[: one.start] + swapped + source[other.end :], frozenset())
