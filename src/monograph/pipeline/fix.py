"""Mended files: the texts of a folder's monographs with what a program can do about their problems, and how they are
written: whole or not at all, and never outside the folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from monograph.checks.fixes.mend import mend
from monograph.checks.registry import RULES
from monograph.library.model import Entry
from monograph.pipeline.files import write_whole
from monograph.pipeline.read import read_entry
from monograph.pipeline.walk import read_bytes
from monograph.text.model import Unreadable


class Fixed(msgspec.Struct, frozen=True):
    """A document before and after; ``applied`` counts edits by rule, ``refused`` those that would change a claim."""

    doc: str
    before: str
    after: str
    applied: Counter[str]
    refused: Counter[str]


def fix_files(folder: Path, codes: Mapping[str, Sequence[str]], *, unsafe: bool) -> Iterator[Fixed]:
    """Each of these documents with the edits of its rules; nothing is written. ``codes`` are those of the rules by
    document; what is no monograph is passed over."""
    for doc, own in codes.items():
        data = read_bytes(folder / doc, doc)
        entry = _entry(data, doc) if isinstance(data, bytes) else None
        if entry is None:
            continue

        def read(source: str, doc: str = doc) -> Entry | None:
            return _entry(source.encode(), doc)

        mended = mend(entry, [RULES[code] for code in own], read, unsafe=unsafe)
        yield Fixed(doc, entry.monograph.source, mended.source, mended.applied, mended.refused)


def write_back(folder: Path, fixed: Fixed) -> str | None:
    """Put the mended text in the place of the old one in one step; or say why that cannot be done.

    A link is followed where it stays in the folder, and stays a link. A file that somebody has changed since it was
    read is left as it is.
    """
    root, path = folder.resolve(), (folder / fixed.doc).resolve()
    if not path.is_relative_to(root):
        return "a link that leads out of the folder; it was not changed"
    try:
        if path.read_bytes() != fixed.before.encode():
            return "it was changed in the meantime; run the command again"
        write_whole(path, fixed.after.encode())
    except OSError as error:
        return f"it could not be written ({error.strerror})"
    return None


def _entry(data: bytes, doc: str) -> Entry | None:
    entry = read_entry(data, doc)
    return None if isinstance(entry, Unreadable) else entry
