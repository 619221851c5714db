"""Where labels come from: a store that ``monograph labels add`` made, or the label documents themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from monograph.labels.documents import SUFFIXES, Document, open_documents
from monograph.labels.model import Label, LabelError
from monograph.labels.read import read_labels


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
