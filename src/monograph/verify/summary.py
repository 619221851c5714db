"""What verifying a library comes to: verdicts by kind, what is left out, and what is gravest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import get_args

import msgspec

from monograph.verify.verdict import Gravity, Judgement, LeftOut, NoLabel, Record, Verdict

JUDGEMENTS: tuple[Judgement, ...] = get_args(Judgement)
GRAVITIES: tuple[Gravity, ...] = get_args(Gravity)
_WEIGHTS = {"boxed-warning": 8, "contraindication": 1, "interaction": 0, "mention": 0}
_CONTRADICTED = {"dose": 4, "precaution": 4, "use": 2, "interaction": 2, "effect": 1}


class Page(msgspec.Struct):
    """One monograph: what was found, and a number that orders pages by how grave it is.

    ``of_components`` says that no label of its own is at hand, only of its components.
    """

    doc: str
    of_components: bool = False
    contradicted: int = 0
    boxed: int = 0
    contraindications: int = 0
    weight: int = 0


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


def summarize(records: Iterable[Record]) -> Summary:
    """Count the records."""
    counts: Counter[tuple[str, str]] = Counter()
    left_out: Counter[Gravity] = Counter()
    pages: dict[str, Page] = {}
    without = set()
    for record in records:
        if isinstance(record, NoLabel):
            without.add(record.doc)
            continue
        page = pages.setdefault(record.doc, Page(record.doc))
        page.of_components |= bool(record.label.component)
        if isinstance(record, LeftOut):
            left_out[record.gravity] += 1
            page.boxed += record.gravity == "boxed-warning"
            page.contraindications += record.gravity == "contraindication"
            page.weight += _WEIGHTS[record.gravity]
        else:
            counts[record.kind, record.verdict] += 1
            if record.verdict == "contradicted":
                page.contradicted += 1
                page.weight += _CONTRADICTED[record.kind]
    kinds = [
        kind for kind in ("dose", "precaution", "interaction", "effect", "use") if any(k == kind for k, _ in counts)
    ]
    return Summary(
        monographs=len(pages) + len(without),
        with_label=len(pages) - sum(page.of_components for page in pages.values()),
        by_components=sum(page.of_components for page in pages.values()),
        verdicts={kind: {word: counts[kind, word] for word in JUDGEMENTS} for kind in kinds},
        left_out={gravity: left_out[gravity] for gravity in GRAVITIES},
        pages=sorted(pages.values(), key=lambda page: (-page.weight, page.doc)),
    )


def alarming(record: Record) -> bool:
    """Whether an editor must look at a record: a contradiction, or a grave warning that is left out."""
    if isinstance(record, Verdict):
        return record.verdict == "contradicted"
    return isinstance(record, LeftOut) and record.gravity in ("boxed-warning", "contraindication")
