"""One file, up the floors: bytes -> monograph -> claims -> entry."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterator
from pathlib import Path

from monograph.claims.read import read_claims
from monograph.library.model import Entry, Library
from monograph.names.identity import identify
from monograph.pipeline.errors import UnusableError
from monograph.pipeline.walk import read_bytes, walk
from monograph.text.model import Unreadable
from monograph.text.read import read_monograph


def read_entry(data: bytes, doc: str) -> Entry | Unreadable:
    """The entry that a file's bytes make, or why they make none. A pure function."""
    monograph = read_monograph(data, doc)
    if isinstance(monograph, Unreadable):
        return monograph
    return Entry(
        monograph=monograph,
        claims=read_claims(monograph),
        identity=identify(monograph.title),
        sha256=hashlib.sha256(data).hexdigest(),
    )


def warm_up() -> None:
    """Compile the vocabularies now, before a process forks workers, which then share them.

    They stay for good, so the garbage collector passes them over from then on.
    """
    read_entry(
        b"# A\n\n### Usage\n\nFor pain.\n\n### Dosage\n\nAdults: 5 mg.\n\n### Side Effects\n\nNausea.\n", "warm-up.md"
    )
    gc.freeze()


def read_file(folder: Path, doc: str) -> Entry | Unreadable:
    """The entry of the file at ``folder / doc``, or why there is none."""
    data = read_bytes(folder / doc, doc)
    return data if isinstance(data, Unreadable) else read_safely(data, doc)


def read_safely(data: bytes, doc: str) -> Entry | Unreadable:
    """As ``read_entry``; a file on which a reader fails is unreadable as well: one document never stops the others."""
    try:
        return read_entry(data, doc)
    except Exception as error:
        message = f"the program failed on it ({type(error).__name__}: {error}); please report this as a defect"
        return Unreadable(doc=doc, line=1, reason="failed", message=message)


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
    for doc in docs:
        yield read_file(folder, doc)


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
