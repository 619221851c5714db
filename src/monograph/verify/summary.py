"""What verifying a library comes to: verdicts by kind, what is left out, and what is gravest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import get_args

import msgspec

from monograph.text.counted import counted
from monograph.verify.report.groups import told_once
from monograph.verify.verdict import Gravity, Judgement, LeftOut, NoLabel, Record, Verdict

JUDGEMENTS: tuple[Judgement, ...] = get_args(Judgement)
GRAVITIES: tuple[Gravity, ...] = get_args(Gravity)


class Page(msgspec.Struct):
    """One monograph: what was found in it, counted as a reader sees it (the same of one sentence once).

    ``judged`` are the claims that a label can judge. ``of_components`` says that no label of its own is at hand, only
    of its components.
    """

    doc: str
    of_components: bool = False
    supported: int = 0
    judged: int = 0
    contradicted: int = 0
    boxed: int = 0
    contraindications: int = 0

    @property
    def gravity(self) -> tuple[bool, int, int]:
        """What orders pages: a boxed warning left out is the gravest, then what the label contradicts."""
        return self.boxed > 0, self.contradicted, self.contraindications


class Summary(msgspec.Struct):
    """The numbers of a library. ``verdicts`` counts claims by kind and verdict, ``left_out`` records by gravity.

    ``with_label`` counts monographs that have a label of their own, ``by_components`` combinations of whose components
    only there is one; ``pages`` are both, the gravest first.
    """

    monographs: int
    with_label: int
    by_components: int
    verdicts: dict[str, dict[str, int]]
    left_out: dict[Gravity, int]
    pages: list[Page]

    def share_supported(self, kind: str) -> float | None:
        """Of the claims of a kind that labels can judge, the share that they support; None where there are none."""
        counts = self.verdicts.get(kind, {})
        judged = sum(counts.get(word, 0) for word in ("supported", "contradicted", "not-found"))
        return counts.get("supported", 0) / judged if judged else None

    def percent_supported(self, kind: str) -> str:
        """The same as people read it; "" where there is none."""
        share = self.share_supported(kind)
        return "" if share is None else f"{share:.0%}"


def summarize(records: Iterable[Record]) -> Summary:
    """Count the records."""
    everything = list(records)
    counts = Counter((record.kind, record.verdict) for record in everything if isinstance(record, Verdict))
    left_out = Counter(record.gravity for record in everything if isinstance(record, LeftOut))
    without = {record.doc for record in everything if isinstance(record, NoLabel)}
    pages = _pages(everything)
    kinds = [
        kind for kind in ("dose", "precaution", "interaction", "effect", "use") if any(k == kind for k, _ in counts)
    ]
    return Summary(
        monographs=len(pages) + len(without),
        with_label=len(pages) - sum(page.of_components for page in pages.values()),
        by_components=sum(page.of_components for page in pages.values()),
        verdicts={kind: {word: counts[kind, word] for word in JUDGEMENTS} for kind in kinds},
        left_out={gravity: left_out[gravity] for gravity in GRAVITIES},
        pages=sorted(sorted(pages.values(), key=lambda page: page.doc), key=lambda page: page.gravity, reverse=True),
    )


def _pages(records: Iterable[Record]) -> dict[str, Page]:
    """The monographs that have a label, by ``doc``."""
    pages: dict[str, Page] = {}
    for record in told_once(records):
        if isinstance(record, NoLabel):
            continue
        page = pages.setdefault(record.doc, Page(record.doc))
        page.of_components |= bool(record.label.component)
        if isinstance(record, LeftOut):
            page.boxed += record.gravity == "boxed-warning"
            page.contraindications += record.gravity == "contraindication"
        else:
            page.supported += record.verdict == "supported"
            page.judged += record.verdict != "not-comparable"
            page.contradicted += record.verdict == "contradicted"
    return pages


def left_out_in_words(left_out: Mapping[Gravity, int]) -> str:
    """How many warnings are left out, by gravity; mentions are not counted, as few of them would be missed.

    >>> left_out_in_words({"contraindication": 1, "interaction": 39})
    '0 boxed warnings, 1 contraindication, 39 interactions'
    """
    return ", ".join(counted(left_out.get(gravity, 0), gravity.replace("-", " ")) for gravity in GRAVITIES[:-1])


def alarming(record: Record) -> bool:
    """Whether an editor must look at a record: a contradiction, or a grave warning that is left out."""
    if isinstance(record, Verdict):
        return record.verdict == "contradicted"
    return isinstance(record, LeftOut) and record.gravity in ("boxed-warning", "contraindication")
