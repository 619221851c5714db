"""What ``monograph verify`` does: read the labels and the monographs, hold them together, print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from rich.style import Style
from rich.table import Table

from monograph.checks.report.text import visible
from monograph.cli.output import console, print_json, require_there, say, say_unreadable, show_on_terminal
from monograph.cli.progress import shown
from monograph.library.model import Entry
from monograph.pipeline.errors import UnusableError
from monograph.pipeline.files import write_whole
from monograph.pipeline.label_sources import open_sources, open_store
from monograph.pipeline.program import program
from monograph.pipeline.read import read_path
from monograph.text.counted import counted
from monograph.text.model import Monograph, Unreadable
from monograph.verify.changes import changes
from monograph.verify.engine import verify
from monograph.verify.report.html import pages
from monograph.verify.sources import StoredLabels
from monograph.verify.summary import JUDGEMENTS, Summary, alarming, left_out_in_words, summarize
from monograph.verify.verdict import LeftOut, NoLabel, Record, Verdict

_COLOURS = {"supported": "green", "contradicted": "bold red", "left-out": "bold red", "not-found": "yellow"}
_GRAVEST = 20
"""Monographs that the summary names."""


def verify_paths(paths: list[Path], labels: list[Path]) -> tuple[list[Record], dict[str, Monograph]]:
    """The records of all monographs in the order of the paths, and the monographs by ``doc``."""
    index = open_sources(labels)
    entries = read_entries(paths)
    records: list[Record] = []
    with shown() as progress:
        for done, entry in enumerate(entries, 1):
            records += verify([entry], index)
            progress("verifying", done, len(entries))
    return records, {entry.monograph.doc: entry.monograph for entry in entries}


def read_entries(paths: list[Path]) -> list[Entry]:
    """The monographs of the paths; what cannot be read is named, and where nothing can the call is unusable."""
    require_there(paths)
    entries = []
    for path in paths:
        for entry in read_path(path):
            if isinstance(entry, Unreadable):
                say_unreadable([entry], path)
            else:
                entries.append(entry)
    if not entries:
        raise UnusableError(f"{', '.join(map(str, paths))}: no monograph could be read there")
    return entries


def print_changes(paths: list[Path], store_path: Path, since: str, form: str) -> int:
    """Print the verdicts and left-out warnings that labels newer than ``since`` change; how many there are."""
    entries = read_entries(paths)
    with open_store(store_path) as store:
        labels = StoredLabels(store, program())
        pairs = [(labels.read(change.old), labels.read(change.new)) for change in store.changes(since) if change.old]
    found = [change for old, new in pairs for change in changes(entries, old, new)]
    if form == "json":
        print_json(found)
        return len(found)
    for change in found:
        print(f"{change.doc}: {change.kind}: {change.old} -> {change.new}: {_in_line(change.quote or change.why)}")
        for label in (change.old_label, change.new_label):
            print(f"  {label.named}: {_in_line(label.quote) or 'says nothing of it'}")
    docs = len({change.doc for change in found})
    newer = counted(len(pairs), "label has", "labels have")
    say(f"{newer} a newer version; changed: {counted(len(found), 'finding')} in {counted(docs, 'monograph')}")
    return len(found)


def print_records(
    records: list[Record], monographs: dict[str, Monograph], form: str, *, every: bool, output: Path | None
) -> None:
    """Print the records, or write their pages."""
    if form == "json":
        print_json(records)
    elif form == "summary":
        _show_summary(summarize(records))
    elif output is not None:
        _write(pages(records, monographs), output)
    else:
        _show(records, monographs, every=every)
        say(_in_a_line(records))


def _write(found: Iterable[tuple[Path, str]], folder: Path) -> None:
    """Write pages, each whole; the page over all is the last, so that it never leads to one that is not there."""
    count = 0
    for path, html in found:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        write_whole(folder / path, html.encode())
        count += 1
    say(f"{counted(count, 'page')} in {folder}: open {folder / 'index.html'}")


def _show(records: list[Record], monographs: dict[str, Monograph], *, every: bool) -> None:
    for record in records:
        if every or alarming(record) or (isinstance(record, LeftOut) and record.gravity == "interaction"):
            print("\n".join(_lines(record, monographs[record.doc])))


def _lines(record: Record, monograph: Monograph) -> list[str]:
    """Place, verdict and why; then the page's words and the label's."""
    if isinstance(record, NoLabel):
        return [f"{record.doc}: {_painted(record.verdict)}: {record.why}", ""]
    label = record.label
    words = [f"  label: {_in_line(label.quote) or 'says nothing of it'} ({label.named})"]
    if isinstance(record, LeftOut):
        return [f"{record.doc}: {_painted(record.verdict)} {record.gravity}: {_in_line(record.what)}", *words, ""]
    others = [f"{other.label.named} says otherwise: {other.why}" for other in record.others]
    why = _in_line(" ".join([record.why, *others]))
    place = f"{record.doc}:{monograph.line_of(record.start)}"
    page = f"  page:  {_in_line(record.quote)}"
    return [f"{place}: {_painted(record.verdict)} {record.kind}: {why}", page, *words, ""]


def _in_line(quote: str) -> str:
    return visible(" ".join(quote.split()))


def _painted(verdict: str) -> str:
    terminal = console()
    if not terminal.is_terminal or terminal.no_color or verdict not in _COLOURS:
        return verdict
    return Style.parse(_COLOURS[verdict]).render(verdict)


def _show_summary(summary: Summary) -> None:
    table = Table(
        title=f"{counted(summary.monographs, 'monograph')}, {summary.with_label:,} with a label, "
        f"{counted(summary.by_components, 'combination')} with labels of components",
        title_justify="left",
        box=None,
        pad_edge=False,
    )
    table.add_column("claims")
    for word in (*JUDGEMENTS, "share supported"):
        table.add_column(word, justify="right")
    for kind, counts in sorted(summary.verdicts.items(), key=lambda pair: summary.share_supported(pair[0]) or 1):
        row = [f"{counts[word]:,}" for word in JUDGEMENTS]
        table.add_row(kind, *row, summary.percent_supported(kind))
    show_on_terminal(table)
    show_on_terminal(f"Left out: {left_out_in_words(summary.left_out)}.\n")
    print("The gravest: warnings left out, claims contradicted")
    print("boxed  contradicted  contraindications  monograph")
    for page in summary.pages[:_GRAVEST]:
        if not any(page.gravity):
            break
        # No table of rich: it would break a path in its middle, where nobody can copy it.
        print(f"{page.boxed:>5}  {page.contradicted:>12}  {page.contraindications:>17}  {page.doc}")


def _in_a_line(records: list[Record]) -> str:
    verdicts = [record for record in records if isinstance(record, Verdict)]
    contradicted = sum(record.verdict == "contradicted" for record in verdicts)
    without = sum(isinstance(record, NoLabel) for record in records)
    left_out = Counter(record.gravity for record in records if isinstance(record, LeftOut))
    return (
        f"{counted(len(verdicts), 'claim')} held against labels: {contradicted:,} contradicted; "
        f"left out: {left_out_in_words(left_out)}"
        + (f"; {counted(without, 'monograph has', 'monographs have')} no label here" if without else "")
    )
