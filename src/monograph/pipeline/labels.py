"""Label documents out of files and folders into a store, with what could not be read."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from monograph.labels.documents import SUFFIXES, Document, Refused, open_documents
from monograph.labels.model import Label, LabelError
from monograph.labels.read import read_labels
from monograph.library.label_rows import Origin
from monograph.library.label_store import LabelStore, Outcome
from monograph.pipeline.errors import UnusableError

Progress = Callable[[str, int, int], None]
"""Called with what is done, how much of it (in millions of bytes) and of how much."""
_BATCH = 64
"""Documents a transaction: what a kill loses, and what is in memory at most, with 64 MB as the largest of them."""


class Import(NamedTuple):
    """What became of the documents: labels by outcome, and what was refused, in order."""

    labels: Counter[Outcome]
    refused: list[Refused]

    @property
    def read(self) -> int:
        """How many labels were read or known already."""
        return self.labels.total()


def import_labels(paths: Iterable[Path], store: LabelStore, program: str, progress: Progress) -> Import:
    """Read the label documents in files and folders into a store, a few of them a transaction.

    A document whose bytes this ``program`` has read before is not read again. What cannot be read is refused and the
    rest goes on. Raises ``UnusableError`` where a path is not there or the store
    cannot be written.
    """
    files = label_files(paths)
    total = sum(file.stat().st_size for file in files)
    done = 0
    result = Import(Counter(), [])
    for file in files:

        def told(position: int, before: int = done) -> None:
            progress("labels, MB", (before + position) // 1_000_000, total // 1_000_000)

        _import_file(file, store, program, told, result)
        done += file.stat().st_size
    return result


def _import_file(file: Path, store: LabelStore, program: str, told: Callable[[int], None], result: Import) -> None:
    try:
        with file.open("rb") as stream:
            found = open_documents(stream, str(file))
            while batch := list(islice(found, _BATCH)):
                try:
                    with store.transaction():
                        _add(batch, store, program, result)
                except sqlite3.OperationalError as error:
                    why = f"{store.path} could not be written ({error})"
                    raise UnusableError(
                        f"{why}: what was added before stays; is there room? Then add them again"
                    ) from error
                told(stream.tell())
    except OSError as error:
        result.refused.append(Refused(str(file), "", 1, "no-file", f"cannot be read ({error.strerror or error})"))


def _add(batch: list[Document | Refused], store: LabelStore, program: str, result: Import) -> None:
    added = datetime.now(UTC).isoformat(timespec="seconds")
    for document in batch:
        if isinstance(document, Refused):
            result.refused.append(document)
            continue
        sha256 = hashlib.sha256(document.data).hexdigest()
        if store.knows(sha256, program):
            result.labels["unchanged"] += 1
            continue
        place = f"{document.file}!{document.member}" if document.member else document.file
        labels = _read(document)
        if isinstance(labels, Refused):
            result.refused.append(labels)
            continue
        for label in labels:
            result.labels[store.add(label, Origin(place, sha256, program, added))] += 1


def _read(document: Document) -> list[Label] | Refused:
    try:
        return list(read_labels(document))
    except LabelError as error:
        return Refused(document.file, document.member, error.line, error.reason, error.message)
    except Exception as error:  # one document must not stop all that come after it
        message = f"the program failed on it ({type(error).__name__}: {error}): please report this"
        return Refused(document.file, document.member, document.line, "failed", message)


def label_files(paths: Iterable[Path]) -> list[Path]:
    """The documents in files and folders. ``UnusableError`` where a path is not there or there is none."""
    given = list(paths)
    files = [file for path in given for file in _files(path)]
    if not files:
        kinds = ", ".join(sorted(SUFFIXES))
        raise UnusableError(f"{', '.join(map(str, given))}: no label document there ({kinds})")
    return files


def _files(path: Path) -> Iterator[Path]:
    """The file, or all documents in the folder in the order of their paths; hidden ones aside."""
    if path.is_file():
        yield path
    elif path.is_dir():
        for place, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                file = Path(place, name)
                if file.suffix.lower() in SUFFIXES and not name.startswith(".") and file.is_file():
                    yield file
    else:
        raise UnusableError(f"{path} does not exist: give label documents or a folder of them")
