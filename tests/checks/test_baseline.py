"""Baselines: what is known stays quiet wherever it moves, what is new does not."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monograph.checks.baseline import Baseline, BaselineError, collect, read_baseline, render_baseline
from monograph.checks.example import Page
from monograph.checks.registry import select
from monograph.checks.run import check
from monograph.library.model import Entry, Library, Problem
from monograph.pipeline.read import read_entry

BAD = "It is used for [specific condition]."
WORSE = "It is used for [specific disease]."


def found(page: Page) -> list[tuple[Problem, str]]:
    entry = read_entry(page.source().encode(), page.path)
    assert isinstance(entry, Entry)
    return [(problem, entry.monograph.source) for problem in check(Library(entries=[entry]), select())]


def new(known: Page, now: Page, folder: str = "/library") -> list[str]:
    baseline = Baseline(collect(found(known)))
    left = [(p, s) for p, s in found(now) if baseline.is_new(p, s, f"{folder}/{p.doc}")]
    return [source[problem.start : problem.end] for problem, source in left]


def test_what_is_known_is_quiet() -> None:
    assert new(Page(usage=BAD), Page(usage=BAD)) == []


def test_what_is_new_is_not() -> None:
    assert new(Page(usage=BAD), Page(usage=f"{BAD} {WORSE}")) == ["[specific disease]"]
    assert new(Page(), Page(usage=BAD)) == ["[specific condition]"]


def test_a_second_one_with_the_same_words_is_new() -> None:
    assert new(Page(usage=BAD), Page(usage=f"{BAD}\n\n{BAD}")) == ["[specific condition]"]
    assert new(Page(usage=f"{BAD}\n\n{BAD}"), Page(usage=f"{BAD}\n\n{BAD}")) == []


def test_another_document_is_new() -> None:
    assert new(Page(doc="a/one.md", usage=BAD), Page(doc="a/two.md", usage=BAD)) != []


@given(st.lists(st.sampled_from(["For pain.", "For fever.", "", "* One\n* Two"]), max_size=4), st.booleans())
def test_moving_text_wakes_nothing(before: list[str], bold: bool) -> None:
    words = BAD.replace("[specific condition]", "**[specific condition]**") if bold else BAD
    assert new(Page(usage=BAD), Page(usage="\n\n".join([*before, words]))) == []
    assert new(Page(usage=BAD), Page(how_it_works="\n\n".join([*before, words]))) == []


def test_one_file_is_known_by_the_baseline_of_its_folder() -> None:
    alone = Page(doc="paracetamol.md", usage=BAD)
    assert new(Page(usage=BAD), alone, folder="/home/me/library/p") == []
    assert new(Page(doc="q/paracetamol.md", usage=BAD), alone, folder="/home/me/library/p") == ["[specific condition]"]


def test_the_file_has_a_problem_a_line_and_comes_back(tmp_path: Path) -> None:
    known = collect(found(Page(usage=f"{BAD} {WORSE}")))
    path = tmp_path / "known.json"
    path.write_text(render_baseline(known), encoding="utf-8")
    assert read_baseline(path).known == known
    assert len(path.read_text("utf-8").splitlines()) == len(known) + 2
    assert msgspec.json.decode(render_baseline([])) == {"version": 2, "problems": []}


@pytest.mark.parametrize("text", ["", "[]", '{"version": 9, "problems": []}', '{"version": 2, "problems": [{"x": 1}]}'])
def test_what_is_no_baseline_is_said(tmp_path: Path, text: str) -> None:
    path = tmp_path / "known.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BaselineError, match="--write-baseline"):
        read_baseline(path)
    with pytest.raises(BaselineError, match="--write-baseline"):
        read_baseline(tmp_path / "none.json")


def test_what_is_said_of_a_page_as_a_whole_is_known_whatever_stands_there() -> None:
    several = "**Adults:** 500mg by mouth, up to four times daily, then 750mg. The maximum daily dose is 4 g."
    mended = several.replace("500mg", "500 mg")
    assert new(Page(), Page(dosage=several)) == ["500mg"]
    assert new(Page(dosage=several), Page(dosage=mended)) == []
