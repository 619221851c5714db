"""One file, up the floors: bytes -> monograph -> claims -> entry."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from monograph.claims.read import read_all_claims
from monograph.library.model import Entry, Library
from monograph.names.identity import identify
from monograph.pipeline.errors import UnusableError
from monograph.pipeline.walk import read_bytes, walk
from monograph.pipeline.workers import chunks
from monograph.text.model import Unreadable
from monograph.text.read import read_monograph

BATCH = 64
"""Files that are read at once: enough to be read fast, few enough to be held in memory."""


def read_entry(data: bytes, doc: str) -> Entry | Unreadable:
    """The entry that a file's bytes make, or why they make none. A pure function."""
    return read_entries([(data, doc)])[0]


def read_entries(files: Sequence[tuple[bytes, str]]) -> list[Entry | Unreadable]:
    """The entries that the bytes of files make: the same as one by one, but faster."""
    read = [read_monograph(data, doc) for data, doc in files]
    claims = iter(read_all_claims([monograph for monograph in read if not isinstance(monograph, Unreadable)]))
    return [
        monograph
        if isinstance(monograph, Unreadable)
        else Entry(monograph, next(claims), identify(monograph.title), hashlib.sha256(data).hexdigest())
        for monograph, (data, _) in zip(read, files, strict=True)
    ]


def warm_up() -> None:
    """Compile the vocabularies now, before a process forks workers, which then share them.

    They stay for good, so the garbage collector passes them over from then on.
    """
    read_entry(
        b"# A\n\n### Usage\n\nFor pain.\n\n### Dosage\n\nAdults: 5 mg.\n\n### Side Effects\n\nNausea.\n", "warm-up.md"
    )
    gc.freeze()


def read_files(folder: Path, docs: Sequence[str]) -> Iterator[Entry | Unreadable]:
    """The entry of each file at ``folder / doc``, or why there is none, in order."""
    for batch in chunks(docs, BATCH):
        data = [read_bytes(folder / doc, doc) for doc in batch]
        files = [(own, doc) for own, doc in zip(data, batch, strict=True) if not isinstance(own, Unreadable)]
        entries = iter(read_safely(files))
        yield from (own if isinstance(own, Unreadable) else next(entries) for own in data)


def read_safely(files: Sequence[tuple[bytes, str]]) -> list[Entry | Unreadable]:
    """As ``read_entries``; a file on which a reader fails is unreadable: one document never stops the others."""
    try:
        return read_entries(files)
    except Exception as error:
        if len(files) > 1:
            return [entry for file in files for entry in read_safely([file])]
        message = f"the program failed on it ({type(error).__name__}: {error}); please report this as a defect"
        return [Unreadable(doc=files[0][1], line=1, reason="failed", message=message)]


def find(path: Path) -> tuple[Path, list[str], list[Unreadable]]:
    """The folder, the documents in it and what cannot be read, of a folder or of one file.

    A file is a folder of one document: its ``doc`` is its name.
    """
    if path.is_file():
        return path.parent, [path.name], []
    return path, *walk(path)


def read_path(path: Path) -> Iterator[Entry | Unreadable]:
    """What cannot be opened, then entries and unreadable files in the order of their ``doc``, in this process."""
    folder, docs, unreadable = find(path)
    yield from unreadable
    yield from read_files(folder, docs)


def read_library(path: Path) -> Library:
    """The library of a folder or a file, whole in memory. Raises ``UnusableError`` where nothing is there."""
    library = Library(entries=[])
    for result in read_path(path):
        if isinstance(result, Unreadable):
            library.unreadable.append(result)
        else:
            library.entries.append(result)
    if not library.entries and not library.unreadable:
        raise UnusableError(f"{path} holds no Markdown files (*.md): give the folder that holds the monographs")
    library.unreadable.sort(key=lambda file: file.doc)
    return library
