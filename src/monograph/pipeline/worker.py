"""What one worker of a build does: reads files into rows, keeps the entries, and writes their pages later."""

from __future__ import annotations

import gc
import marshal
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

from monograph.checks.rule import Rule
from monograph.checks.run import check_entry
from monograph.claims.records import Dose
from monograph.library.model import Entry, Problem
from monograph.library.rows import Rows, entry_rows
from monograph.library.store import StoredLibrary
from monograph.pipeline.read import read_file
from monograph.site import Card, Site, card_of, site_path
from monograph.text.model import Unreadable


class Read(msgspec.Struct, tag=True):
    """A task: read these files; their numbers are their places among all files."""

    files: list[tuple[int, str]]


class Write(msgspec.Struct, tag=True):
    """A task: write these monographs' pages, with their problems and the cards of their substance's others."""

    pages: list[tuple[str, list[Problem], list[Card]]]


class Result(msgspec.Struct):
    """What reading gave. ``entries`` are for the rules that hold monographs against each other: see ``outline``."""

    rows: bytes
    entries: list[Entry] = []
    problems: list[Problem] = []
    cards: list[Card] = []
    unreadable: list[Unreadable] = []


def outline(entry: Entry) -> Entry:
    """An entry without its blocks and questions: title, headings, claims and text remain.

    A whole library of these fits into a process. Rules that hold monographs against each other need no more: a test
    compares what they find in outlines with what they find in whole entries.
    """
    monograph = entry.monograph
    sections = [msgspec.structs.replace(section, blocks=[], questions=[]) for section in monograph.sections]
    claims = [
        claim if isinstance(claim, Dose) else msgspec.structs.replace(claim, grounds={}) for claim in entry.claims
    ]
    short = msgspec.structs.replace(monograph, plain="", sections=sections)
    return msgspec.structs.replace(entry, monograph=short, claims=claims)


class Worker:
    """Does the tasks of a build in one process. Tasks and results are MessagePack: a third of the cost of pickle."""

    def __init__(
        self, folder: Path, site_folder: Path, site_name: str, rules: Sequence[Rule], before: Path | None
    ) -> None:
        gc.disable()  # entries hold no cycles, and the collector would walk them again and again
        self.folder, self.site_folder, self.rules = folder, site_folder, rules
        self.before = StoredLibrary(before) if before else None
        self.site = Site(site_name, rules)
        self.kept: dict[str, tuple[int, int]] = {}
        """Where packed entries wait, by their ``doc``: in a file without a name, as memory would hold 30 kB of each."""
        self._file = tempfile.TemporaryFile(dir=site_folder, buffering=0)  # noqa: SIM115
        self._size = 0
        self._folders: set[str] = set()
        self._tasks = msgspec.msgpack.Decoder(Read | Write)
        self._packer = msgspec.msgpack.Encoder()
        self._entries = msgspec.msgpack.Decoder(Entry)

    def __call__(self, task: bytes) -> bytes:
        """Do a packed task; its packed result."""
        match self._tasks.decode(task):
            case Read(files):
                return self._packer.encode(self.read(files))
            case Write(pages):
                for doc, problems, cards in pages:
                    self.write(doc, problems, cards)
        return b""

    def read(self, files: Sequence[tuple[int, str]]) -> Result:
        """Read files into rows, outlines, problems and cards; keep their entries."""
        rows: Rows = {}
        result = Result(rows=b"")
        for number, doc in files:
            entry = read_file(self.folder, doc, self.before)
            if isinstance(entry, Unreadable):
                result.unreadable.append(entry)
                continue
            for table, values in entry_rows(number, entry).items():
                rows.setdefault(table, []).extend(values)
            result.problems += check_entry(entry, self.rules)
            result.cards.append(card_of(entry))
            result.entries.append(outline(entry))
            if self.before is None or not self.before.holds(doc, entry.sha256):
                self._keep(entry)
        result.rows = marshal.dumps(rows)
        return result

    def write(self, doc: str, problems: Sequence[Problem], cards: Sequence[Card]) -> None:
        """Write the page of a monograph that this worker has read."""
        page = self.site.render_monograph(self._entry(doc), problems, cards)
        write_page(self.site_folder, site_path(doc), page.encode(), self._folders)

    def _keep(self, entry: Entry) -> None:
        packed = self._packer.encode(entry)
        self._file.write(packed)
        self.kept[entry.monograph.doc] = (self._size, len(packed))
        self._size += len(packed)

    def _entry(self, doc: str) -> Entry:
        """The entry of a monograph: a kept one, or that of a file which has not changed since the build before."""
        if self.before and doc not in self.kept:
            return self.before.entry(doc)
        offset, size = self.kept.pop(doc)
        return self._entries.decode(os.pread(self._file.fileno(), size, offset))


def hire(folder: Path, site_folder: Path, site_name: str, rules: Sequence[Rule], before: Path | None) -> Worker:
    """A worker, made in its own process. ``before`` is a library of the same program, whose readings still hold."""
    return Worker(folder, site_folder, site_name, rules, before)


def write_page(folder: Path, path: str, data: bytes, made: set[str]) -> None:
    """Write a file of the site; ``made`` holds the folders known to be there."""
    place = path.rpartition("/")[0]
    if place not in made:
        (folder / place).mkdir(parents=True, exist_ok=True)
        made.add(place)
    handle = os.open(f"{folder}/{path}", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    with open(handle, "wb") as file:  # noqa: PTH123
        file.write(data)
