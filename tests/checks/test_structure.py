"""Headings that are underlined are headings, as those behind the signs # are."""

from __future__ import annotations

import re

import pytest

from monograph.checks.example import Page
from monograph.checks.registry import select
from monograph.checks.run import check
from monograph.library.model import Entry, Library
from monograph.pipeline.read import read_entry


def codes(text: str) -> set[str]:
    entry = read_entry(text.encode(), "p/paracetamol.md")
    assert isinstance(entry, Entry)
    return {problem.code for problem in check(Library(entries=[entry]), select())}


@pytest.mark.parametrize("line", ["-" * 6, "="])
def test_an_underlined_heading_is_no_bold_label(line: str) -> None:
    source = Page().source()
    underlined = re.sub(r"^### (.+)$", rf"\1\n{line}", source, flags=re.MULTILINE)
    assert underlined != source
    assert codes(underlined) == codes(source)


def test_an_underlined_heading_that_ends_in_a_colon_is_told() -> None:
    assert codes(Page().source().replace("### Usage", "Usage:\n------")) == {"H203"}
