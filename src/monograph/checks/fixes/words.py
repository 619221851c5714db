"""L953: words written twice in a row."""

from __future__ import annotations

from collections.abc import Iterator

from monograph.checks.language import DOUBLED, RIGHTLY_DOUBLED
from monograph.library.model import Edit, Entry


def single_words(entry: Entry) -> Iterator[Edit]:
    """The first of two equal words stays."""
    monograph = entry.monograph
    for found in DOUBLED.finditer(monograph.folded):
        if found[1] not in RIGHTLY_DOUBLED:
            yield Edit(found.end(1), found.end(), "")
