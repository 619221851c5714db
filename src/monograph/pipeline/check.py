"""The problems of a folder: a crew reads the files and checks each by itself, then they are held against each other."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from monograph.checks.fixes.mend import with_edits
from monograph.checks.registry import RULES
from monograph.checks.run import check_entry, check_library, settled
from monograph.library.model import Entry, Library, Problem
from monograph.pipeline.errors import UnusableError
from monograph.pipeline.label_sources import verify_against
from monograph.pipeline.read import find, read_files
from monograph.pipeline.worker import outline
from monograph.pipeline.workers import Crew, chunks
from monograph.text.model import Unreadable
from monograph.verify.problems import problems_of


class Checked(msgspec.Struct):
    """The outlines of a folder's monographs, the files that are none, and all problems in the order of their places."""

    entries: list[Entry] = []
    unreadable: list[Unreadable] = []
    problems: list[Problem] = []


Progress = Callable[[int, int], None]


def check_path(
    path: Path,
    codes: Sequence[str],
    workers: int,
    progress: Progress = lambda done, total: None,
    *,
    labels: Sequence[Path] = (),
    edits: bool = False,
) -> Checked:
    """Check a folder or a file with the rules of these codes. ``progress`` is told how many files of all are done.

    ``labels`` are what the rules against labels ask. With ``edits`` the problems of a monograph hold what a program can
    do about them. Raises ``UnusableError`` where there is nothing to check.
    """
    folder, docs, unreadable = find(path)
    if not docs and not unreadable:
        raise UnusableError(f"{path} holds no Markdown files (*.md): give the folder that holds the monographs")
    checked = check_files(folder, docs, codes, workers, progress, labels=labels, edits=edits)
    checked.unreadable += unreadable
    return held_together(checked, codes)


def check_files(
    folder: Path,
    docs: Sequence[str],
    codes: Sequence[str],
    workers: int,
    progress: Progress = lambda done, total: None,
    *,
    labels: Sequence[Path] = (),
    edits: bool = False,
) -> Checked:
    """Check each of these files by itself, and hold it against its labels."""
    checked = Checked()
    done = 0
    for part in _parts(docs, workers, Task(folder, codes, labels, edits)):
        checked.entries += part.entries
        checked.unreadable += part.unreadable
        checked.problems += part.problems
        done += len(part.entries) + len(part.unreadable)
        progress(done, len(docs))
    return checked


def held_together(checked: Checked, codes: Sequence[str]) -> Checked:
    """The same with the problems that show between monographs, in order, without those that comments silence."""
    library = Library(entries=checked.entries, unreadable=checked.unreadable)
    rules = [RULES[code] for code in codes]
    problems = settled([*checked.problems, *check_library(library, rules)], library, rules)
    return Checked(checked.entries, checked.unreadable, problems)


class Task(NamedTuple):
    """What is to be done with the files of a folder; it travels to the workers."""

    folder: Path
    codes: Sequence[str]
    labels: Sequence[Path] = ()
    edits: bool = False


def _parts(docs: Sequence[str], workers: int, task: Task) -> Iterator[Checked]:
    parts = chunks(docs)
    decode = msgspec.msgpack.Decoder(Checked).decode
    if workers == 1 or len(parts) < 2:
        try:
            yield from (decode(data) for data in map(_hire(task), parts))
        finally:
            gc.enable()
        return
    with Crew(workers, _hire, task) as crew:
        for done in crew.run(parts):
            yield decode(done.result)


def _hire(task: Task) -> Callable[[Sequence[str]], bytes]:
    gc.disable()  # entries hold no cycles, and the collector would walk them again and again
    rules = tuple(RULES[code] for code in task.codes)
    verdicts = verify_against(task.labels) if task.labels else None
    encode = msgspec.msgpack.Encoder().encode

    def work(docs: Sequence[str]) -> bytes:
        part = Checked()
        for entry in read_files(task.folder, docs):
            if isinstance(entry, Unreadable):
                part.unreadable.append(entry)
            else:
                part.entries.append(outline(entry))
                problems = check_entry(entry, rules)
                part.problems += with_edits(entry, problems) if task.edits else problems
                if verdicts:
                    part.problems += problems_of(entry, verdicts(entry), rules)
        return encode(part)

    return work
