"""What a library comes to: the gravest first, and counted as its pages show it."""

from __future__ import annotations

import msgspec

from monograph.verify.summary import summarize
from monograph.verify.verdict import LabelQuote, LeftOut, Verdict

LABEL = LabelQuote("a1", "3", "2024-05-01", "Exemplar", "The maximum is 4 g a day.")
TOO_MUCH = Verdict(
    doc="a.md", kind="dose", claim="12 g", quote="12 g a day", start=3, end=13, verdict="contradicted", why="No.",
    label=LABEL,
)  # fmt: skip
BOXED = LeftOut(doc="b.md", gravity="boxed-warning", what="The label's boxed warning: liver failure", label=LABEL)


def test_a_boxed_warning_left_out_is_graver_than_any_contradiction() -> None:
    other = msgspec.structs.replace(TOO_MUCH, start=30, end=40)
    assert [page.doc for page in summarize([TOO_MUCH, other, BOXED]).pages] == ["b.md", "a.md"]


def test_what_a_reader_sees_once_is_one_fault_of_the_page_and_each_claim_is_counted() -> None:
    summary = summarize([TOO_MUCH, TOO_MUCH])
    assert [page.contradicted for page in summary.pages] == [1]
    assert summary.verdicts["dose"]["contradicted"] == 2
