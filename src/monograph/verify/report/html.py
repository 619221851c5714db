"""One page a monograph: each claim beside the words of the label, the gravest first; and a page over all."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby
from pathlib import Path

from monograph.text.model import Monograph
from monograph.verify.summary import JUDGEMENTS, Summary, summarize
from monograph.verify.verdict import LabelQuote, LeftOut, NoLabel, Record, Verdict

_STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 76rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem; border-bottom: 1px solid #8886 }
.contradicted, .left-out { border-left: .4rem solid #c62828 }
.supported { border-left: .4rem solid #2e7d32 }
.not-found { border-left: .4rem solid #b26a00 }
.not-comparable, .no-label { border-left: .4rem solid #8888 }
small { opacity: .75 }
"""
_ORDER = ("left-out", "contradicted", "not-found", "supported", "not-comparable", "no-label")


def write_pages(records: Iterable[Record], monographs: dict[str, Monograph], folder: Path) -> int:
    """Write the pages into ``folder`` and say how many; the path of a page is its monograph's, with ``.html``."""
    everything = list(records)
    written = 0
    for doc, group in groupby(everything, key=lambda record: record.doc):
        path = folder / Path(doc).with_suffix(".html")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(list(group), monographs[doc]), encoding="utf-8")
        written += 1
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(overview(summarize(everything)), encoding="utf-8")
    return written + 1


def page(records: list[Record], monograph: Monograph) -> str:
    """The page of one monograph."""
    rows = [_row(record, monograph) for record in sorted(records, key=lambda record: _ORDER.index(record.verdict))]
    head = "<tr><th>Verdict</th><th>The page</th><th>The label</th><th>Why</th></tr>"
    return _document(monograph.title, f"<table><thead>{head}</thead><tbody>{''.join(rows)}</tbody></table>")


def overview(summary: Summary) -> str:
    """The page over all monographs: shares by kind, and the gravest pages."""
    head = "".join(f"<th>{word}</th>" for word in ("claims", *JUDGEMENTS))
    rows = "".join(
        f"<tr><td>{kind}</td>{''.join(f'<td>{counts[word]:,}</td>' for word in JUDGEMENTS)}</tr>"
        for kind, counts in summary.verdicts.items()
    )
    worst = "".join(
        f'<li><a href="{escape(str(Path(page.doc).with_suffix(".html")))}">{escape(page.doc)}</a>: '
        f"{page.contradicted} contradicted, {page.boxed} boxed warnings left out</li>"
        for page in summary.gravest
    )
    body = (
        f"<p>{summary.monographs:,} monographs, {summary.with_label:,} with an official label, "
        f"{summary.by_components:,} combinations with labels of their components.</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table><h2>The gravest</h2><ol>{worst}</ol>"
    )
    return _document("Held against official labels", body)


def _row(record: Record, monograph: Monograph) -> str:
    if isinstance(record, NoLabel):
        cells = ["", "", escape(record.why)]
    elif isinstance(record, LeftOut):
        cells = ["<small>says nothing of it</small>", _label(record.label), escape(record.what)]
    else:
        cells = [_claim(record, monograph), _label(record.label), _why(record)]
    kind = f"<br><small>{record.kind}</small>" if isinstance(record, Verdict) else ""
    told = record.verdict.replace("-", " ")
    return f'<tr class="{record.verdict}"><th>{told}{kind}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'


def _claim(verdict: Verdict, monograph: Monograph) -> str:
    return f"<q>{escape(verdict.quote)}</q><br><small>line {monograph.line_of(verdict.start)}</small>"


def _label(label: LabelQuote) -> str:
    quote = f"<q>{escape(label.quote)}</q><br>" if label.quote else ""
    said = " ".join(filter(None, (f"version {label.version}" if label.version else "", label.date)))
    return f"{quote}<small>{escape(label.title)}, {escape(said)}, {escape(label.set_id)}</small>"


def _why(verdict: Verdict) -> str:
    others = "".join(
        f"<p><small>{escape(other.label.product)}, {escape(other.label.date)}: {escape(other.why)}</small></p>"
        for other in verdict.others
    )
    return f"{escape(verdict.why)}{others}"


def _document(title: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head>'
        f"<body><h1>{escape(title)}</h1>{body}</body></html>\n"
    )
