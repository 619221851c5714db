"""What holds of every text: nothing raises, spans are exact, views have equal length, time is linear."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monograph.text.model import Monograph
from monograph.text.read import read_monograph

PARTS = st.sampled_from(
    ["### Usage\n", "### FAQs\n", "### Dosage: x\n", "**Adults:** ", "* ", "    * ", "1. ", "**Q: why?** ", "A: ",
     "5 mg daily. ", "\n", "\n\n", "|a|b|\n|-|-|\n", "<b>x</b>", "µg ", "İ", "`", "**", "_x_", "> ", "# H\n", "e.g. ",
     "---\n", "title: x\n", "&amp;", "\\*", "\r\n", "[a](b)", "Disclaimer: no.\n\n", ": ", "? "]
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(PARTS, max_size=40).map("".join) | st.text(max_size=200))
def test_any_text(text: str) -> None:
    monograph = read_monograph(b"# T\n### Usage\nFor cough.\n" + text.encode("utf-8", "replace"), "t.md")
    if not isinstance(monograph, Monograph):
        return
    assert len(monograph.plain) == len(monograph.folded) == len(monograph.source)
    last = 0
    for section in monograph.sections:
        assert last <= section.start <= section.end
        last = section.start
        for index, block in enumerate(section.blocks):
            assert section.start <= block.start <= block.body <= block.end <= section.end
            assert block.under < index
            assert all(block.body <= s.start < s.end <= block.end for s in block.sentences)
            if block.label:
                assert block.start <= block.label.start < block.label.end <= block.body
        for question in section.questions:
            assert (
                section.start <= question.question.start <= question.question.end <= question.answer.end <= section.end
            )


@settings(max_examples=100)
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    read_monograph(data, "t.md")
    read_monograph(b"---\n" + data, "t.md")


@pytest.mark.parametrize(
    "unit",
    ["* ", "> ", "*", "**a", "*a_ ", "[", "[a](", "<", "<a ", ":", "### a\n", ". ", ".)", " ", "\n", "? ", "`a",
     "Q: a?\n\n", "|1|2|\n", "**Usage:** a\n\n", "&amp;", "a:\n\n* b\n\n", "e.g. "],
)  # fmt: skip
def test_time_is_linear(unit: str) -> None:
    """A file as large as one may be, of one repeated piece, in seconds and not in hours."""
    head = b"# T\n### Usage\nFor cough. |a|b|\n|-|-|\n"
    data = head + (unit * (900_000 // len(unit))).encode()
    begin = time.process_time()
    read_monograph(data, "t.md")
    assert time.process_time() - begin < 10
