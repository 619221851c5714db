"""What changed between two versions of many monographs."""

from __future__ import annotations

from collections.abc import Iterable

from monograph.answers.compare.changes import GRAVITIES, Change, diff
from monograph.library.model import Entry
from monograph.pipeline.read import read_entry
from monograph.pipeline.versions import Version
from monograph.text.model import Unreadable

Read = Entry | Unreadable | None


def changes(versions: Iterable[Version]) -> list[Change]:
    """All changes of claims, the gravest first. A document that only has another name or place is the same one."""
    pairs: list[tuple[Read, Read]] = [(_read(v.old, v.doc), _read(v.new, v.doc)) for v in versions]
    gone = {old.monograph.title: old for old, new in pairs if isinstance(old, Entry) and new is None}
    come = {new.monograph.title: new for old, new in pairs if isinstance(new, Entry) and old is None}
    moved = gone.keys() & come.keys()
    stayed = [pair for pair in pairs if not any(isinstance(one, Entry) and _is_moved(pair, one, moved) for one in pair)]
    found = [
        change for old, new in [*stayed, *((gone[title], come[title]) for title in moved)] for change in diff(old, new)
    ]
    return sorted(found, key=lambda change: (GRAVITIES.index(change.gravity), change.doc))


def _is_moved(pair: tuple[Read, Read], one: Entry, moved: set[str]) -> bool:
    return None in pair and one.monograph.title in moved


def _read(data: bytes | None, doc: str) -> Read:
    return None if data is None else read_entry(data, doc)
