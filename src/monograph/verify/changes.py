"""What a newer version of a label changes: verdicts that become others, and what a monograph now leaves out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from rapidfuzz import fuzz, process

from monograph.library.model import Entry
from monograph.text.model import Span
from monograph.verify.engine import verify_entry, what_is_left_out
from monograph.verify.matching import LabelIndex, match_labels
from monograph.verify.read_label import ReadLabel
from monograph.verify.verdict import LabelQuote, Verdict

_LIKE = 60
"""How alike, of 100, two sentences must be to be an older and a newer wording of one."""
_SILENT = "not warned of"
"""What stands for the verdict of a warning that a version of a label does not give."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What an older and a newer version of one label say of a place in a monograph, or of what it leaves out.

    ``old`` and ``new`` are verdicts, or "left-out" and "not warned of" for a warning of one version only. ``quote``
    is the monograph's sentence, "" where it has none; ``why`` is that of the newer version. Each label carries its own
    sentence: where one of them has none for the verdict, the one that is most like the other's.
    """

    doc: str
    kind: str
    quote: str
    old: str
    new: str
    why: str
    old_label: LabelQuote
    new_label: LabelQuote


def changes(entries: Iterable[Entry], old: ReadLabel, new: ReadLabel) -> Iterator[Change]:
    """What the newer version changes for the monographs of the label's substance, in the order of their texts.

    Combinations of which it is one component are passed over: what it means for them hangs on other labels as well.
    """
    index = LabelIndex([new])
    for entry in entries:
        if entry.identity.key == new.identity.key and match_labels(entry, index):
            for before, after in zip(verify_entry(entry, [old]), verify_entry(entry, [new]), strict=True):
                if before.verdict != after.verdict:
                    yield _of_claim(before, after, old, new)
            yield from _of_warnings(entry, old, new)


def _of_claim(before: Verdict, after: Verdict, old: ReadLabel, new: ReadLabel) -> Change:
    older, newer = before.label.quote, after.label.quote
    return Change(
        doc=after.doc,
        kind=after.kind,
        quote=after.quote,
        old=before.verdict,
        new=after.verdict,
        why=after.why,
        old_label=old.named(older or _like(newer, old)),
        new_label=new.named(newer or _like(older, new)),
    )


def _of_warnings(entry: Entry, old: ReadLabel, new: ReadLabel) -> Iterator[Change]:
    """The warnings of one version only that the monograph leaves out."""
    before = {record.what: record for record in what_is_left_out(entry, [old])}
    after = {record.what: record for record in what_is_left_out(entry, [new])}
    for what, record in (before | after).items():
        if (what in before) == (what in after):
            continue
        quote = record.label.quote
        yield Change(
            doc=record.doc,
            kind=record.gravity,
            quote="",
            old=record.verdict if what in before else _SILENT,
            new=record.verdict if what in after else _SILENT,
            why=what,
            old_label=old.named(quote if what in before else _like(quote, old)),
            new_label=new.named(quote if what in after else _like(quote, new)),
        )


def _like(quote: str, label: ReadLabel) -> str:
    """The sentence of a label that is most like one of another version; "" where none is."""
    if not quote:
        return ""
    source = label.text.source
    sentences = [
        " ".join(source[start:end].split())
        for section in label.text.sections
        for block in section.blocks
        for start, end in block.sentences or [Span(block.start, block.end)]
    ]
    found = process.extractOne(quote, sentences, scorer=fuzz.ratio, score_cutoff=_LIKE)
    return found[0] if found else ""
