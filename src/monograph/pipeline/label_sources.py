"""Official labels opened for a run: a store that ``monograph labels add`` made, or label documents themselves."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from monograph.library.label_store import LabelStore, open_labels
from monograph.pipeline.errors import UnusableError
from monograph.pipeline.program import program
from monograph.verify.matching import LabelIndex, Labels
from monograph.verify.read_label import ReadLabel
from monograph.verify.sources import StoredLabels, labels_in


def require_sources(paths: Sequence[Path]) -> None:
    """Raise ``UnusableError`` where labels are not there, before workers are hired that would ask them."""
    for path in paths:
        if not path.exists():
            raise UnusableError(f"there is no {path}: make it with `monograph labels add FILE… --labels {path}`")
    if _is_store(paths):
        open_store(paths[0]).close()


def open_sources(paths: Sequence[Path]) -> Labels:
    """The labels in one store, or in label documents and folders of them.

    To be called in the process and thread that asks them. Raises ``UnusableError`` where there is none.
    """
    require_sources(paths)
    if _is_store(paths):
        return StoredLabels(open_store(paths[0]), program())
    index = LabelIndex(ReadLabel(label) for label in labels_in(paths))
    if not index:
        raise UnusableError(f"{', '.join(map(str, paths))}: no label could be read there")
    return index


def open_store(path: Path) -> LabelStore:
    """The store in a file, open for writing where that can be, so that it keeps the claims of its labels."""
    if not path.exists():
        raise UnusableError(f"there is no {path}: make it with `monograph labels add FILE… --labels {path}`")
    try:
        return open_labels(path, writable=os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    except (OSError, ValueError) as error:
        raise UnusableError(str(error)) from error


def _is_store(paths: Sequence[Path]) -> bool:
    return len(paths) == 1 and paths[0].suffix == ".db"
