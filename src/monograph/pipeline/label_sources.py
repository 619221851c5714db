"""Official labels opened for a run: a store that ``monograph labels add`` made, or label documents themselves.

What reads labels and holds texts against them is imported when labels are given: most runs are without.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from monograph.library.model import Entry
from monograph.pipeline.errors import UnusableError
from monograph.pipeline.program import program

if TYPE_CHECKING:
    from monograph.library.label_store import LabelStore
    from monograph.verify.matching import Labels
    from monograph.verify.verdict import Record


def require_sources(paths: Sequence[Path]) -> None:
    """Raise ``UnusableError`` where labels are not there, before workers are hired that would ask them."""
    for path in paths:
        if not path.exists():
            raise UnusableError(f"there is no {path}: make it with `monograph labels add FILE… --labels {path}`")
    stores = [path for path in paths if _is_store(path)]
    if stores and len(paths) > 1:
        alone = f"{stores[0]} is a store of labels and must be given alone"
        raise UnusableError(f"{alone}: add the others to it, `monograph labels add FILE… --labels {stores[0]}`")
    for store in stores:
        with open_store(store) as opened:
            if not opened.substances():
                none = f"{store} holds no label in English, so that nothing could be held against it"
                raise UnusableError(f"{none}: add some, `monograph labels add FILE… --labels {store}`")


def open_sources(paths: Sequence[Path]) -> Labels:
    """The labels in one store, or in label documents and folders of them.

    To be called in the process and thread that asks them. Raises ``UnusableError`` where there is none.
    """
    from monograph.verify.matching import LabelIndex
    from monograph.verify.read_label import ReadLabel
    from monograph.verify.sources import StoredLabels, labels_in

    require_sources(paths)
    if _is_store(paths[0]):
        return StoredLabels(open_store(paths[0]), program())
    index = LabelIndex(ReadLabel(label) for label in labels_in(paths))
    if not index:
        raise UnusableError(f"{', '.join(map(str, paths))}: no label could be read there")
    return index


def verify_against(paths: Sequence[Path]) -> Callable[[Entry], list[Record]]:
    """What gives the records of an entry that is held against these labels; for the process and thread that calls."""
    from monograph.verify.engine import verify

    labels = open_sources(paths)
    return lambda entry: list(verify([entry], labels))


def open_store(path: Path) -> LabelStore:
    """The store in a file, open for writing where that can be, so that it keeps the claims of its labels."""
    if not path.exists():
        raise UnusableError(f"there is no {path}: make it with `monograph labels add FILE… --labels {path}`")
    from monograph.library.label_store import open_labels

    try:
        return open_labels(path, writable=os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    except (OSError, ValueError) as error:
        raise UnusableError(str(error)) from error


def _is_store(path: Path) -> bool:
    """Told by its content, whatever it is called; what is called a store must be one."""
    if path.suffix == ".db" or not path.is_file():
        return path.suffix == ".db"
    with path.open("rb") as file:
        return file.read(len(_SQLITE)) == _SQLITE


_SQLITE = b"SQLite format 3\0"
"""How each file of SQLite begins."""
