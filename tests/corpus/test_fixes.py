"""Fixes on real monographs: no claim changes, and a second run has nothing to do."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from monograph.checks.fixes.catalogue import FIXES
from monograph.checks.fixes.mend import Mended, mend
from monograph.checks.registry import RULES
from monograph.claims.records import claim_record
from monograph.library.model import Entry
from monograph.pipeline.read import read_entry
from monograph.pipeline.walk import walk

pytestmark = pytest.mark.corpus

BY_RULE = [RULES[code] for code in FIXES]


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
def test_no_claim_changes_and_a_second_run_has_nothing_to_do(corpus: Path, unsafe: bool) -> None:
    applied: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    for doc in walk(corpus).docs:
        entry = read_entry((corpus / doc).read_bytes(), doc)
        if not isinstance(entry, Entry):
            continue
        first = mended(entry, unsafe)
        after = read(first.source, doc)
        assert after is not None, doc
        assert stated(after) == stated(entry), doc
        assert mended(after, unsafe).source == first.source, doc
        applied += first.applied
        refused += first.refused
    print(f"\napplied {dict(applied)}\nrefused {dict(refused)}")
    assert applied.total() > 1000
    assert refused.total() < 0.01 * applied.total()


def mended(entry: Entry, unsafe: bool) -> Mended:
    doc = entry.monograph.doc
    return mend(entry, BY_RULE, lambda source: read(source, doc), unsafe=unsafe)


def read(source: str, doc: str) -> Entry | None:
    entry = read_entry(source.encode(), doc)
    return entry if isinstance(entry, Entry) else None


def stated(entry: Entry) -> set[str]:
    """The claims as the program prints them, without their places, quotes, blanks and asterisks."""
    places = ("start", "end", "quote", "unread")
    records = [claim_record("", claim) for claim in entry.claims]
    told = [{name: value for name, value in record.items() if name not in places} for record in records]
    return {"".join(sign for sign in repr(record) if sign not in " *_\\n") for record in told}
