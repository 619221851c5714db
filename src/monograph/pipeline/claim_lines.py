"""The claims of a folder as JSON lines, read and encoded by a crew."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from monograph.claims.records import claim_record
from monograph.pipeline.read import find, read_files, warm_up
from monograph.pipeline.workers import Crew, chunks
from monograph.text.model import Unreadable


class Lines(NamedTuple):
    """JSON lines of the claims of some documents, how many monographs made them, and the files that made none."""

    lines: bytes
    monographs: int
    unreadable: list[Unreadable]


def claim_lines(path: Path, workers: int, *, explain: bool = False) -> Iterator[Lines]:
    """The claims of a folder or a file in the order of the documents, part by part."""
    folder, docs, unreadable = find(path)
    yield Lines(b"", 0, unreadable)
    parts = chunks(docs)
    if workers == 1 or len(parts) < 2:
        yield from map(_hire(folder, explain), parts)
        return
    warm_up()
    with Crew(workers, _hire, folder, explain) as crew:
        for done in crew.run(parts):
            yield done.result


def _hire(folder: Path, explain: bool) -> Callable[[Sequence[str]], Lines]:
    gc.disable()  # entries hold no cycles, and the collector would walk them again and again

    def work(docs: Sequence[str]) -> Lines:
        records, unreadable = [], []
        for entry in read_files(folder, docs):
            if isinstance(entry, Unreadable):
                unreadable.append(entry)
            else:
                records += [claim_record(entry.monograph.doc, claim, explain=explain) for claim in entry.claims]
        return Lines(msgspec.json.Encoder().encode_lines(records), len(docs) - len(unreadable), unreadable)

    return work
