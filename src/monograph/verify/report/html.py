"""One page a monograph that has a label, each claim beside the label's words, the gravest first; and a page over all.

Every page stands alone: it can be opened from a disk, sent and printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from minijinja import Environment

from monograph.text.counted import counted
from monograph.text.model import Monograph
from monograph.verify.report.groups import GROUPS
from monograph.verify.summary import JUDGEMENTS, Page, Summary, left_out_in_words, summarize
from monograph.verify.verdict import LeftOut, NoLabel, Record, Verdict

_TEMPLATES = ("base.html", "index.html", "page.html")


def pages(records: Iterable[Record], monographs: dict[str, Monograph]) -> Iterator[tuple[Path, str]]:
    """The pages, each with its path: that of its monograph with ``.html``; the page over all comes last."""
    everything = list(records)
    held = [record for record in everything if not isinstance(record, NoLabel)]
    summary = summarize(everything)
    said = {one.doc: one for one in summary.pages}
    for doc, group in groupby(held, key=lambda record: record.doc):
        yield _page_of(doc), page(list(group), monographs[doc], said[doc])
    titles = {doc: monograph.title for doc, monograph in monographs.items()}
    yield Path("index.html"), overview(summary, titles)


def page(records: list[Record], monograph: Monograph, said: Page) -> str:
    """The page of one monograph."""
    labels = {record.label.set_id: record.label for record in records if not isinstance(record, NoLabel)}
    newest = sorted(labels.values(), key=lambda label: (label.date, label.set_id), reverse=True)
    groups = [
        {
            "shape": group.shape,
            "title": group.title,
            "is_open": group.is_open,
            "rows": [_row(record, monograph) for record in found],
        }
        for group in GROUPS
        if (found := group.of(records))
    ]
    return _render(
        "page.html",
        title=monograph.title,
        doc=monograph.doc,
        home="../" * monograph.doc.count("/") + "index.html",
        of_components=said.of_components,
        shape=_shape(said),
        said=_said(said),
        found=_found(said),
        labels=[f"{label.named}, set id {label.set_id}" for label in newest],
        groups=groups,
    )


def overview(summary: Summary, titles: dict[str, str]) -> str:
    """The page over all monographs: what labels say by kind of claim, and all that have one, the gravest first."""
    return _render(
        "index.html",
        title="Held against official labels",
        monographs=counted(summary.monographs, "monograph"),
        with_label=f"{summary.with_label:,}",
        by_components=f"{summary.by_components:,}",
        without=f"{summary.monographs - len(summary.pages):,}",
        judgements=[word.replace("-", " ") for word in JUDGEMENTS],
        kinds=[
            (kind, [summary.percent_supported(kind), *(f"{counts[word]:,}" for word in JUDGEMENTS)])
            for kind, counts in summary.verdicts.items()
        ],
        left_out=left_out_in_words(summary.left_out),
        pages=[
            (quote(_page_of(one.doc).as_posix()), titles[one.doc], _shape(one), _said(one), _found(one))
            for one in summary.pages
        ],
    )


def _page_of(doc: str) -> Path:
    return Path(doc).with_suffix(".html")


def _shape(one: Page) -> str:
    if one.contradicted or one.boxed:
        return "stop"
    return "care" if one.contraindications else "fine"


def _said(one: Page) -> str:
    """What is wrong with a monograph, in words."""
    counts = [
        (one.boxed, "boxed warning left out", "boxed warnings left out"),
        (one.contradicted, "claim contradicted", "claims contradicted"),
        (one.contraindications, "contraindication left out", "contraindications left out"),
    ]
    said = ", ".join(counted(count, words, plural) for count, words, plural in counts if count)
    return said or "nothing contradicted, no grave warning left out"


def _found(one: Page) -> str:
    return f"{one.supported} of {one.judged}"


def _row(record: Verdict | LeftOut, monograph: Monograph) -> dict[str, Any]:
    """A record as a page shows it: what the monograph says and where, why, and the label's words."""
    quoted = {"label": record.label.quote, "named": record.label.named}
    if isinstance(record, LeftOut):
        return {"why": record.what, "others": [], **quoted}
    return {
        "why": record.why.removesuffix("."),
        "kind": record.kind,
        "page": record.quote,
        "line": monograph.line_of(record.start),
        "others": [f"{other.label.named}: {other.why}" for other in record.others],
        **quoted,
    }


def _render(template: str, **values: Any) -> str:
    text: str = _environment().render_template(template, **values)
    return text


@cache
def _environment() -> Environment:
    folder = resources.files(__package__).joinpath("templates")
    return Environment(
        templates={name: folder.joinpath(name).read_text(encoding="utf-8") for name in _TEMPLATES}, trim_blocks=True
    )
