"""Reviews: only their lines change, a changed claim makes them stale and other wording does not."""

from __future__ import annotations

import errno
import itertools
import os
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.program import run

from monograph.answers.review import Review, ReviewError, Standing, claims_hash, signed, standing, text_hash
from monograph.claims.read import read_claims
from monograph.pipeline.files import write_whole
from monograph.text.model import Monograph, Unreadable
from monograph.text.read import read_monograph

PAGE = """\
---
layout: minimal-medicine
title: Exemplin # as it is sold
sources:
  - one
---

# Exemplin

### Dosage

**Adults:** 500 mg by mouth, three times daily. The maximum daily dose is 3 g.

### Precautions

* **Pregnancy:** Avoid during pregnancy.
* **Interactions:** Avoid use with warfarin, as bleeding may be worse.
"""
SIGNED_ON, NEXT, LATER = date(2026, 11, 23), date(2027, 11, 23), date(2027, 1, 1)


def read(source: str) -> Monograph:
    monograph = read_monograph(source.encode(), "exemplin.md")
    assert not isinstance(monograph, Unreadable)
    return monograph


def review_of(page: str, **other: object) -> Review:
    known: dict[str, object] = {"by": "A. Pharmacist", "date": SIGNED_ON, "next": NEXT, "source": ("label: 2022",)}
    monograph = read(page)
    hashes = {"claims": claims_hash(read_claims(monograph)), "text": text_hash(page)}
    return msgspec.convert({**known, **hashes, **other}, Review)


def stands(source: str, today: date = LATER) -> Standing:
    monograph = read(source)
    return standing(monograph, lambda: read_claims(monograph), today)


def test_only_the_lines_of_the_review_change() -> None:
    result = signed(PAGE, review_of(PAGE))
    before, after = PAGE.split("  - one\n")
    assert result.startswith(f"{before}  - one\nreviewed:\n  by: ")
    assert result.endswith(after)
    assert stands(result).state == "reviewed"


@pytest.mark.parametrize(
    "older",
    ["reviewed: no\n", "reviewed: no # not yet\n", "reviewed:\n  by: B\n  on: 2020-01-01\n",
     "reviewed: {by: B,\n  on: 1}\n", "reviewed:\n", "reviewed: >\n  folded\n  text\n",
     "reviewed:\n  by: B\n\n# about the sources\n"],
)  # fmt: skip
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_older_review_is_replaced(older: str, newline: str) -> None:
    page = PAGE.replace("sources:", older + "sources:").replace("\n", newline)
    result = signed(page, review_of(page))
    assert result.count("reviewed:") == 1
    kept = older.partition("\n\n")[2].replace("\n", newline)
    start = result.index("reviewed:")
    assert result[:start] == page[: page.index("reviewed:")]
    assert page.endswith(result[result.index(kept + "sources:") :])
    assert stands(result).state == "reviewed"
    assert newline != "\r\n" or "\n" not in result.replace("\r\n", "")


def test_signing_twice_is_signing_once() -> None:
    once = signed(PAGE, review_of(PAGE))
    assert signed(once, review_of(once)) == once


@given(by=st.text(min_size=1, max_size=40), source=st.lists(st.text(max_size=40), max_size=3))
def test_any_words_can_sign(by: str, source: list[str]) -> None:
    review = review_of(PAGE, by=by, source=tuple(source))
    assert stands(signed(PAGE, review)).review == review


@pytest.mark.parametrize("broken", ["- a\n- list\n", "{layout: x}\n", "key: [\n"])
def test_front_matter_that_cannot_take_it_is_left_alone(broken: str) -> None:
    with pytest.raises(ReviewError):
        signed(f"---\n{broken}---\n\n# Exemplin\n", review_of(PAGE))


def test_a_file_without_front_matter_gets_one() -> None:
    page = "# Exemplin\n\n### Usage\n\nFor fever.\n"
    result = signed(page, review_of(page))
    assert result.endswith("---\n\n" + page)
    assert stands(result).state == "reviewed"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("500 mg", "600 mg"),
        ("3 g", "4 g"),
        ("three times", "twice"),
        ("Avoid during pregnancy.", "Ask your doctor in pregnancy."),
        ("Avoid use with warfarin", "Ask your doctor before use with warfarin"),
        ("warfarin", "heparin"),
        ("* **Pregnancy:** Avoid during pregnancy.\n", ""),
    ],
)
def test_a_changed_claim_makes_it_stale(old: str, new: str) -> None:
    result = signed(PAGE, review_of(PAGE))
    assert old in result
    assert stands(result.replace(old, new)).state == "stale"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Avoid during pregnancy.", "It should be avoided in pregnancy."),
        ("as bleeding may be worse", "since it may cause more bleeding"),
        ("500 mg by mouth, three times daily.", "Take 500 mg by mouth three times a day."),
        ("\n### Precautions\n", "\n\n### Precautions  \n"),
    ],
)
def test_other_wording_does_not(old: str, new: str) -> None:
    result = signed(PAGE, review_of(PAGE))
    assert old in result
    assert stands(result.replace(old, new)).state == "reviewed"


def test_only_signed_kinds_count() -> None:
    doses = review_of(PAGE, kinds=("dose",), claims=claims_hash(read_claims(read(PAGE)), ("dose",)))
    result = signed(PAGE, doses)
    assert stands(result.replace("Avoid during", "Ask in")).state == "reviewed"
    assert stands(result.replace("500 mg", "600 mg")).state == "stale"


def test_it_is_due_on_its_day() -> None:
    result = signed(PAGE, review_of(PAGE))
    assert [stands(result, day).state for day in (date(2027, 11, 22), NEXT)] == ["reviewed", "due"]


@pytest.mark.parametrize("line", ["", "reviewed: no\n", "reviewed: B. Doctor, 2024\n"])
def test_what_signs_no_claims_is_no_review(line: str) -> None:
    assert stands(PAGE.replace("sources:", line + "sources:")).state == "never"


def test_a_file_is_replaced_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    path.chmod(0o640)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
    with pytest.raises(OSError, match="full"):
        write_whole(path, b"newer")
    assert [file.name for file in tmp_path.iterdir()] == ["a.md"]
    assert path.read_bytes() == b"new"


def test_the_commands_sign_and_list(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*.md")}
    assert run("review", "aspirin", "--folder", folder, "--by", "A", "--on", "2026-11-23").returncode == 0
    changed = [path for path, content in before.items() if path.read_bytes() != content]
    assert [path.name for path in changed] == ["aspirin.md"]
    listed = run("status", folder, "--on", "2026-12-01")
    assert (listed.returncode, "1 reviewed" in listed.stdout) == (0, True)
    assert run("status", folder, "--on", "2027-12-01").returncode == 1
    twins = run("review", "paracetamol 500", "--folder", folder, "--by", "A")
    assert twins.returncode == 2


def test_a_pipe_named_like_a_monograph_blocks_nobody(folder: Path) -> None:
    os.mkfifo(folder / "pipe.md")
    missing = run("review", "nowhere to be found", "--folder", folder, "--by", "A")
    assert missing.returncode == 2
    assert "has no monograph of “nowhere to be found”" in missing.stderr


def test_days_and_kinds_combine() -> None:
    for kinds, today in itertools.product([("dose",), ("dose", "precaution")], [SIGNED_ON, NEXT]):
        made = review_of(PAGE, kinds=kinds, claims=claims_hash(read_claims(read(PAGE)), kinds))
        assert stands(signed(PAGE, made), today).state == ("due" if today == NEXT else "reviewed")
