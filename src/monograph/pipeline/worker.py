"""What one worker of a build does: reads files, keeps what their pages are made of, and writes them later."""

from __future__ import annotations

import gc
import hashlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

from monograph.checks.rule import Rule
from monograph.checks.run import check_entry
from monograph.claims.records import Dose
from monograph.library.model import Entry, Problem
from monograph.library.rows import Row, entry_rows
from monograph.library.store import FILE, StoredLibrary
from monograph.pipeline.label_sources import verify_against
from monograph.pipeline.read import BATCH, read_safely
from monograph.pipeline.readings import FILE as READINGS
from monograph.pipeline.readings import Reading, Readings, pack
from monograph.pipeline.walk import read_bytes
from monograph.pipeline.workers import chunks
from monograph.site import Card, Site, card_of, has_label, site_path, verdicts_path
from monograph.site.held import Held, held_of
from monograph.text.model import Unreadable
from monograph.verify.problems import problems_of
from monograph.verify.stored import records_of, verdict_rows
from monograph.verify.verdict import Record


class Read(msgspec.Struct, tag=True):
    """A task: read these files; their numbers are their places among all files."""

    files: list[tuple[int, str]]


class ToWrite(msgspec.Struct, array_like=True):
    """A page to be written, with the cards of its substance's other monographs and, by component, the ``doc`` of one
    about it alone."""

    doc: str
    problems: list[Problem]
    others: list[Card]
    parts: dict[str, str]


class Write(msgspec.Struct, tag=True):
    """A task: write these monographs' pages."""

    pages: list[ToWrite]


class Labelled(msgspec.Struct):
    """What labels say of a monograph: rows numbered as it is, and problems."""

    rows: list[Row] = []
    problems: list[Problem] = []
    held: Held | None = None


class Result(msgspec.Struct):
    """What reading gave: the numbers of monographs, their packed readings, and what labels say of them."""

    readings: list[tuple[int, bytes, Labelled | None]] = []
    unreadable: list[Unreadable] = []


class Kept(msgspec.Struct):
    """What a worker keeps of a monograph for its pages: the entry, unless the build before still has it, and the rows
    of what labels say of it."""

    entry: Entry | None = None
    verdicts: list[Row] = []


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
    short = msgspec.structs.replace(monograph, plain="", folded="", sections=sections)
    return msgspec.structs.replace(entry, monograph=short, claims=claims)


class Worker:
    """Does the tasks of a build in one process. Tasks and results are MessagePack: a third of the cost of pickle."""

    def __init__(
        self,
        folder: Path,
        site_folder: Path,
        site_name: str,
        rules: Sequence[Rule],
        before: Path | None,
        labels: Sequence[Path] = (),
    ) -> None:
        gc.disable()  # entries hold no cycles, and the collector would walk them again and again
        self.folder, self.site_folder, self.rules = folder, site_folder, rules
        self.before = StoredLibrary(before / FILE) if before else None
        self.readings = Readings(before / READINGS) if before else None
        self.verdicts = verify_against(labels) if labels else None
        self.site = Site(site_name, rules)
        self.kept: dict[str, tuple[int, int]] = {}
        """Where they wait packed, by their ``doc``: in a file without a name, as memory would hold 30 kB of each."""
        self._file = tempfile.TemporaryFile(dir=site_folder, buffering=0)  # noqa: SIM115
        self._size = 0
        self._folders: set[str] = set()
        self._tasks = msgspec.msgpack.Decoder(Read | Write)
        self._packer = msgspec.msgpack.Encoder()
        self._unpacker = msgspec.msgpack.Decoder(Kept)

    def __call__(self, task: bytes) -> bytes:
        """Do a packed task; its packed result."""
        match self._tasks.decode(task):
            case Read(files):
                return self._packer.encode(self.read(files))
            case Write(pages):
                for page in pages:
                    self.write(page)
        return b""

    def read(self, files: Sequence[tuple[int, str]]) -> Result:
        """Read the files that have changed since the build before; keep what the pages of all are made of."""
        result = Result()
        for batch in chunks(files, BATCH):
            self._read(batch, result)
        return result

    def _read(self, files: Sequence[tuple[int, str]], result: Result) -> None:
        data = [read_bytes(self.folder / doc, doc) for _, doc in files]
        before = [self._packed(own, doc) for own, (_, doc) in zip(data, files, strict=True)]
        given = [
            (own, doc)
            for own, known, (_, doc) in zip(data, before, files, strict=True)
            if not (known or isinstance(own, Unreadable))
        ]
        entries = iter(read_safely(given))
        for own, packed, (number, doc) in zip(data, before, files, strict=True):
            entry = own if isinstance(own, Unreadable) else next(entries) if packed is None else None
            if isinstance(entry, Unreadable):
                result.unreadable.append(entry)
                continue
            labelled = self._labelled(number, entry or self._unchanged(doc)) if self.verdicts else None
            if entry is not None:
                packed = pack(
                    Reading(entry_rows(0, entry), outline(entry), check_entry(entry, self.rules), card_of(entry))
                )
            assert packed is not None
            result.readings.append((number, packed, labelled))
            self._keep(doc, entry, labelled.rows if labelled else [])

    def _packed(self, data: bytes | Unreadable, doc: str) -> bytes | None:
        """The packed reading of a file that has not changed since the build before, or None."""
        if self.readings is None or isinstance(data, Unreadable):
            return None
        return self.readings.get(doc, hashlib.sha256(data).hexdigest())

    def _labelled(self, number: int, entry: Entry) -> Labelled:
        assert self.verdicts is not None
        records = self.verdicts(entry)
        return Labelled(verdict_rows(number, records), problems_of(entry, records, self.rules), held_of(records))

    def _unchanged(self, doc: str) -> Entry:
        """The entry of a file that has not changed since the build before."""
        assert self.before is not None
        return self.before.entry(doc)

    def write(self, page: ToWrite) -> None:
        """Write the pages of a monograph that this worker has read."""
        doc = page.doc
        entry, records = self._take(doc)
        html = self.site.render_monograph(entry, page.problems, page.others, records, page.parts)
        write_page(self.site_folder, site_path(doc), html.encode(), self._folders)
        if has_label(records):
            held = self.site.render_verdicts(entry, records)
            write_page(self.site_folder, verdicts_path(doc), held.encode(), self._folders)

    def _keep(self, doc: str, entry: Entry | None, verdicts: list[Row]) -> None:
        if entry is None and not verdicts:
            return
        packed = self._packer.encode(Kept(entry, verdicts))
        self._file.write(packed)
        self.kept[doc] = (self._size, len(packed))
        self._size += len(packed)

    def _take(self, doc: str) -> tuple[Entry, list[Record]]:
        """What was kept of a monograph; its entry, where its file has not changed, is that of the build before."""
        kept = Kept()
        if doc in self.kept:
            offset, size = self.kept.pop(doc)
            kept = self._unpacker.decode(os.pread(self._file.fileno(), size, offset))
        return kept.entry or self._unchanged(doc), records_of(doc, kept.verdicts)


def hire(
    folder: Path,
    site_folder: Path,
    site_name: str,
    rules: Sequence[Rule],
    before: Path | None,
    labels: Sequence[Path] = (),
) -> Worker:
    """A worker, made in its own process. ``before`` is a build of the same program, whose readings still hold."""
    return Worker(folder, site_folder, site_name, rules, before, labels)


def write_page(folder: Path, path: str, data: bytes, made: set[str]) -> None:
    """Write a file of the site; ``made`` holds the folders known to be there."""
    place = path.rpartition("/")[0]
    if place not in made:
        (folder / place).mkdir(parents=True, exist_ok=True)
        made.add(place)
    handle = os.open(f"{folder}/{path}", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    with open(handle, "wb") as file:  # noqa: PTH123
        file.write(data)
