"""Two versions of a label: which monographs they change, from the store to what is printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from tests.program import run
from tests.verify.conftest import spl

from monograph.library.model import Entry
from monograph.verify.changes import Change, changes
from monograph.verify.read_label import ReadLabel

Make = Callable[..., ReadLabel]
Page = Callable[..., Entry]
OLD = {
    "usage": "<paragraph>Exemplar is indicated for the treatment of hypertension.</paragraph>",
    "dosage": "<paragraph>Adults: The recommended dose is 10 mg orally once daily.</paragraph>",
    "contraindications": "<paragraph>Exemplar is contraindicated in patients with gout.</paragraph>",
    "effects": "<paragraph>Headache has occurred.</paragraph>",
}
NEW = OLD | {
    "dosage": "<paragraph>Adults: The recommended dose is 5 mg orally once daily.</paragraph>"
    "<paragraph>Do not exceed 5 mg daily.</paragraph>",
    "contraindications": "<paragraph>Exemplar is contraindicated in patients with gout.</paragraph>"
    "<paragraph>Exemplar is contraindicated in patients with myasthenia gravis.</paragraph>",
}
PAGE = """---
layout: minimal-medicine
title: Exempline
---

# Exempline

### Usage

It is used to treat high blood pressure.

### Dosage

**Adults:** 10 mg by mouth once daily.

### Precautions

* **Contraindications:** Exempline is contraindicated in patients with gout.
"""


def by_kind(found: list[Change]) -> dict[str, Change]:
    return {change.kind: change for change in found}


def test_a_newer_version_changes_a_dose_and_adds_a_contraindication(label: Make, page: Page) -> None:
    old = label(OLD, version="3", date="20240501")
    new = label(NEW, version="4", date="20250601")
    entry = page(
        usage="It is used to treat high blood pressure.",
        dosage="**Adults:** 10 mg by mouth once daily.",
        precautions="* **Contraindications:** Exempline is contraindicated in patients with gout.",
    )
    found = by_kind(list(changes([entry], old, new)))
    assert set(found) == {"dose", "contraindication"}
    dose = found["dose"]
    assert (dose.old, dose.new) == ("supported", "contradicted")
    assert "10 mg" in dose.old_label.quote
    assert "5 mg" in dose.new_label.quote
    assert (dose.old_label.version, dose.new_label.version) == ("3", "4")
    warned = found["contraindication"]
    assert (warned.old, warned.new) == ("not warned of", "left-out")
    assert "myasthenia gravis" in warned.new_label.quote
    assert "myasthenia gravis" in warned.why


def test_the_same_version_changes_nothing(label: Make, page: Page) -> None:
    old, new = label(OLD), label(OLD, version="4", date="20250601")
    assert list(changes([page(dosage="**Adults:** 10 mg by mouth once daily.")], old, new)) == []


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder with one monograph and a store with two versions of its label."""
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "exempline.md").write_text(PAGE)
    (tmp_path / "old.xml").write_bytes(spl(OLD, version="3", date="20240501"))
    (tmp_path / "new.xml").write_bytes(spl(NEW, version="4", date="20250601"))
    added = run("labels", "add", tmp_path / "old.xml", tmp_path / "new.xml", "--labels", tmp_path / "labels.db")
    assert added.returncode == 0, added.stderr
    return tmp_path


@pytest.mark.parametrize(("since", "count"), [("2024-12-31", 2), ("2025-12-31", 0)])
def test_the_monographs_that_a_newer_label_changes_are_named(library: Path, since: str, count: int) -> None:
    call = ("verify", library / "pages", "--labels", library / "labels.db", "--since", since)
    as_json = run(*call, "--format", "json")
    found = msgspec.json.decode(as_json.stdout, type=list[Change])
    assert (len(found), as_json.returncode) == (count, 1 if count else 0), as_json.stderr
    assert {change.doc for change in found} <= {"exempline.md"}
    words = run(*call).stdout
    assert ("exempline.md: dose: supported -> contradicted" in words) is bool(count)
    assert ("5 mg" in words) is bool(count)
