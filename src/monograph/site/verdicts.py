"""A monograph and its labels side by side: each statement, the label's words, and why they agree or do not."""

from __future__ import annotations

from collections.abc import Sequence

from monograph.site.held import label_html
from monograph.site.marked import escaped
from monograph.verify.report.groups import GROUPS
from monograph.verify.verdict import LeftOut, Record, Verdict


def labels_html(records: Sequence[Record]) -> str:
    """The labels that decided, each once, the newest first."""
    labels = {record.label.set_id: record.label for record in records if isinstance(record, Verdict | LeftOut)}
    newest = sorted(labels.values(), key=lambda label: (label.date, label.set_id), reverse=True)
    return "".join(f"<li>{label_html(label)} <small>set id {escaped(label.set_id)}</small></li>" for label in newest)


def groups_html(records: Sequence[Record], url: str) -> str:
    """All records in their groups; ``url`` is the page of the monograph, to whose statements the rows lead."""
    out = []
    for group in GROUPS:
        rows = [_row(record, url) for record in group.of(records)]
        if not rows:
            continue
        opened = " open" if group.is_open else ""
        summary = f'<summary><span class="mark {group.shape}">{group.title}</span> <small>{len(rows)}</small></summary>'
        out.append(
            f'<details class="pairs"{opened}>{summary}'
            '<table><thead><tr><th scope="col">This page</th><th scope="col">The label</th></tr></thead>'
            f"<tbody>{''.join(rows)}</tbody></table></details>\n"
        )
    return "".join(out)


def _row(record: Verdict | LeftOut, url: str) -> str:
    if isinstance(record, LeftOut):
        said = f'<span class="none">Says nothing of it.</span><p>{escaped(record.what)}.</p>'
        return f"<tr><td>{said}</td><td>{_quoted(record)}</td></tr>"
    said = f'<a href="{url}#c{record.start}"><q>{escaped(" ".join(record.quote.split()))}</q></a>'
    return f"<tr><td>{said}<p>{escaped(record.why)}</p></td><td>{_quoted(record)}</td></tr>"


def _quoted(record: Verdict | LeftOut) -> str:
    words = f"<q>{escaped(record.label.quote)}</q> " if record.label.quote else ""
    return f"{words}<cite>{label_html(record.label)}</cite>"
