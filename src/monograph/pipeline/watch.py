"""A folder under watch: what has changed since is read again, the rest is kept.

Files are looked at every second (docs/decisions/0021-watching.md says why no event of the system is waited for).
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from monograph.pipeline.check import Checked, Progress, check_files, held_together
from monograph.pipeline.read import find

PAUSE = 1.0
"""Seconds between two looks."""

Stamp = tuple[int, int, int]


def watch(
    path: Path,
    codes: Sequence[str],
    workers: int,
    progress: Progress,
    pause: float = PAUSE,
    labels: Sequence[Path] = (),
) -> Iterator[Checked]:
    """The problems of a folder or file now, and again each time after something in it has changed. It never ends."""
    folder, docs, unreadable = find(path)
    stamps = _stamps(folder, docs)
    single = check_files(folder, docs, codes, workers, progress, labels=labels)
    while True:
        whole = Checked(single.entries, [*single.unreadable, *unreadable], single.problems)
        yield held_together(whole, codes)
        before = stamps, unreadable
        while (stamps, unreadable) == before:
            time.sleep(pause)
            folder, docs, unreadable = find(path)
            stamps = _stamps(folder, docs)
        changed = [doc for doc in docs if stamps.get(doc) != before[0].get(doc)]
        gone = {doc for doc in before[0] if doc not in stamps}
        again = check_files(folder, changed, codes, 1, labels=labels)
        single = _replaced(single, again, gone | set(changed))


def _stamps(folder: Path, docs: Sequence[str]) -> dict[str, Stamp]:
    """What of each file changes when it is written."""
    stamps = {}
    for doc in docs:
        try:
            status = (folder / doc).stat()
        except OSError:
            stamps[doc] = (0, 0, 0)
        else:
            stamps[doc] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return stamps


def _replaced(before: Checked, again: Checked, changed: set[str]) -> Checked:
    entries = [*(entry for entry in before.entries if entry.monograph.doc not in changed), *again.entries]
    return Checked(
        sorted(entries, key=lambda entry: entry.monograph.doc),
        [*(file for file in before.unreadable if file.doc not in changed), *again.unreadable],
        [*(problem for problem in before.problems if problem.doc not in changed), *again.problems],
    )
