"""Where labels come from: a store that ``monograph labels add`` made, or the label documents themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from monograph.labels.documents import SUFFIXES, Document, open_documents
from monograph.labels.model import Label, LabelError
from monograph.labels.read import read_labels
from monograph.library.label_store import LabelListing, LabelStore
from monograph.verify.matching import by_date
from monograph.verify.read_label import ReadLabel

_KEPT = 64
"""Sets of substances whose labels are kept: monographs of one substance mostly come one after another."""


class StoredLabels:
    """The labels of a store, found by their substances; each is read when a monograph asks for it."""

    def __init__(self, store: LabelStore, program: str) -> None:
        self._store = store
        self._program = program
        self._read: dict[str, list[ReadLabel]] = {}

    def __bool__(self) -> bool:
        return bool(self._store.substances())

    def of(self, key: str) -> list[ReadLabel]:
        """The newest versions of the labels of a set of substances, the latest date first."""
        if key not in self._read:
            if len(self._read) == _KEPT:
                del self._read[next(iter(self._read))]
            self._read[key] = [self.read(listing) for listing in self._store.of_substance(key)]
        return by_date(self._read[key])

    def read(self, listing: LabelListing) -> ReadLabel:
        """The label of a listing, with its claims."""
        label = self._store.label(listing.id)
        return ReadLabel(label, self._store.claims(listing.id, self._program, label))


def labels_in(paths: Iterable[Path]) -> Iterator[Label]:
    """The newest version of each label in files and folders of label documents, in English.

    What is no label is passed over: ``monograph labels add`` says why.
    """
    newest: dict[str, Label] = {}
    for file in sorted(_files(paths)):
        with file.open("rb") as stream:
            for document in open_documents(stream, file.name):
                for label in _labels(document) if isinstance(document, Document) else ():
                    known = newest.get(label.set_id)
                    if known is None or _age(known) < _age(label):
                        newest[label.set_id] = label
    yield from (label for label in newest.values() if label.language.startswith("en"))


def _labels(document: Document) -> Iterator[Label]:
    try:
        yield from read_labels(document)
    except LabelError:
        return


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from (file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
        else:
            yield path


def _age(label: Label) -> tuple[int, str]:
    return (int(label.version) if label.version.isdigit() else 0, label.date)
