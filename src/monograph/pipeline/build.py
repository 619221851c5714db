"""The build: a folder of monographs becomes library.db, search/, site/ and build.json, whole or not at all."""

from __future__ import annotations

import gc
import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from monograph.checks.registry import select, without_labels
from monograph.checks.rule import Rule
from monograph.checks.run import check_library, settled
from monograph.claims.records import KINDS
from monograph.library.model import Library, Problem
from monograph.library.rows import CLAIM_TABLES, Rows
from monograph.library.search import IndexWriter
from monograph.library.store import FILE, LibraryWriter
from monograph.pipeline.errors import UnusableError
from monograph.pipeline.label_sources import require_sources
from monograph.pipeline.place import MANIFEST, new_folder
from monograph.pipeline.program import program
from monograph.pipeline.read import warm_up
from monograph.pipeline.readings import FILE as READINGS
from monograph.pipeline.readings import Reading, ReadingsWriter, unpack
from monograph.pipeline.walk import Walk, walk
from monograph.pipeline.worker import Labelled, Read, Result, ToWrite, Write, hire, write_page
from monograph.pipeline.workers import Crew, chunks
from monograph.site import Card, Site, assets, components_of, pages_of
from monograph.text.model import Unreadable

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many files are done, and of how many."""
SITE, SEARCH = "site", "search"


class Report(msgspec.Struct):
    """What a build read and found; ``build.json`` holds it."""

    program: str
    files: int
    monographs: int
    substances: int
    claims: dict[str, int]
    problems: dict[str, int]
    unreadable: list[Unreadable]
    sha256: dict[str, str]
    """Of the bytes of every monograph that was read, by its ``doc``."""
    pages: dict[str, str]
    """Digests of all that the page of a monograph is made of, by its ``doc``: the same digest, the same page."""


class Before(NamedTuple):
    """The build that was in OUT, made by this same program: what of it still holds is taken over."""

    folder: Path
    pages: dict[str, str]


def build(
    folder: Path,
    out: Path,
    *,
    workers: int,
    labels: Sequence[Path] = (),
    full: bool = False,
    name: str = "Medicine library",
    progress: Progress = lambda *_: None,
) -> Report:
    """Build the library of a folder into OUT and say what was read and found.

    What was read of files that have not changed is taken from OUT, where the same program made it, and so are pages
    made of the same things; all else is made anew, so that the result is the same, byte for byte.
    ``full`` reads every file. Held against ``labels``, monographs have verdicts in the library and on the site.

    Raises ``UnusableError`` where FOLDER holds nothing, OUT is no place for a build, or the disk is full; the build
    that was in OUT is then still there.
    """
    found = walk(folder)
    require_sources(labels)
    if not found.docs:
        raise UnusableError(f"{folder} holds no Markdown files (*.md): give the folder that holds the monographs")
    if folder.resolve().is_relative_to(out.resolve()):
        raise UnusableError(f"{folder} lies in {out}, which a build replaces: give -o another folder")
    gc.disable()  # what is read holds no cycles, and the collector would walk it again and again
    try:
        with new_folder(out) as new:
            before = None if full else _before(out)
            rules = select() if labels else without_labels(select())
            report = _Build(folder, new, rules, name, progress).run(found, workers, before, labels)
            (new / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n")
            return report
    except OSError as error:
        why = error.strerror or str(error)
        raise UnusableError(
            f"{out} could not be written ({why}): a build that was there is kept; is there room and permission?"
        ) from error
    finally:
        gc.enable()


def _before(out: Path) -> Before | None:
    """The build in OUT, or None where there is none, it cannot be told, or another program made it."""
    try:
        report = msgspec.json.decode((out / MANIFEST).read_bytes(), type=Report)
    except (OSError, msgspec.DecodeError):
        return None
    return Before(out.resolve(), report.pages) if report.program == program() else None


class _Build:
    """One build into a new folder: the steps in their order, and what they hand on."""

    def __init__(self, folder: Path, new: Path, rules: tuple[Rule, ...], name: str, progress: Progress) -> None:
        self.folder, self.new, self.rules, self.name, self.progress = folder, new, rules, name, progress
        self.library = Library(entries=[])
        self.problems: list[Problem] = []
        self.cards: list[Card] = []
        self.sha256: dict[str, str] = {}
        self.readers: dict[str, int] = {}
        """Which worker read, and keeps, a monograph."""
        self.claims: Counter[str] = Counter()
        self.verdicts: dict[str, bytes] = {}
        """Digests of what labels say of a monograph."""
        self.made_of: dict[str, str] = {}
        """Digests of what pages are made of: see ``Report.pages``."""

    def run(self, found: Walk, workers: int, before: Before | None, labels: Sequence[Path]) -> Report:
        """All steps; pages are rendered by the workers while this process finishes the library."""
        self.library.unreadable += found.unreadable
        (self.new / SITE).mkdir()
        warm_up()
        made = before.folder if before else None
        crew = Crew(workers, hire, self.folder, self.new / SITE, self.name, self.rules, made, labels)
        with crew, LibraryWriter(self.new / FILE) as store, IndexWriter(self.new / SEARCH) as index:
            with ReadingsWriter(self.new / READINGS) as readings:
                self.read(crew, found.docs, store, index, readings)
            self.check()
            pages = crew.run_own(self.pages(before))
            next(pages, None)
            store.finish(self.problems, self.library.unreadable)
            index.finish()
            self.write_library_pages()
            self.progress("Writing pages", 0, len(self.cards))
            for done, _ in enumerate(pages, 2):
                self.progress("Writing pages", min(done * PAGES, len(self.cards)), len(self.cards))
        return self.report()

    def read(
        self, crew: Crew, docs: list[str], store: LibraryWriter, index: IndexWriter, readings: ReadingsWriter
    ) -> None:
        """Read all files; store and index them in their order as they come."""
        decode = msgspec.msgpack.Decoder(Result).decode
        encode = msgspec.msgpack.Encoder().encode
        tasks = (encode(Read(list(part))) for part in chunks(list(enumerate(docs, 1))))
        done = 0
        for worker, answer in crew.run(tasks):
            result = decode(answer)
            rows: Rows = {}
            for number, packed, labelled in result.readings:
                reading = unpack(packed)
                self.take(reading, labelled or Labelled(), index)
                doc, sha256 = reading.entry.monograph.doc, reading.entry.sha256
                readings.add(doc, sha256, packed)
                self.readers[doc], self.sha256[doc] = worker, sha256
                for table, values in reading.numbered(number).items():
                    rows.setdefault(table, []).extend(values)
                if labelled and labelled.rows:
                    rows.setdefault("verdicts", []).extend(labelled.rows)
                    self.verdicts[doc] = hashlib.sha256(encode(labelled.rows)).digest()
            store.add(rows)
            self.claims.update({table: len(rows.get(table, ())) for table in CLAIM_TABLES.values()})
            self.library.unreadable += result.unreadable
            done += len(result.readings) + len(result.unreadable)
            self.progress("Reading", done, len(docs))
        self.library.unreadable.sort(key=lambda file: file.doc)

    def take(self, reading: Reading, labelled: Labelled, index: IndexWriter) -> None:
        """Index a monograph, and keep of it what the library needs as a whole."""
        entry, monograph = reading.entry, reading.entry.monograph
        start = min((section.start for section in monograph.sections), default=0)
        index.add(monograph.doc, monograph.title, " ".join(entry.identity.components), monograph.source[start:])
        self.library.entries.append(entry)
        self.problems += [*labelled.problems, *reading.problems]
        reading.card.held = labelled.held
        self.cards.append(reading.card)

    def check(self) -> None:
        """Hold the monographs against each other; then their outlines are let go, a third of the memory."""
        problems = [*self.problems, *check_library(self.library, self.rules)]
        self.problems = settled(problems, self.library, self.rules)
        self.library.entries = []

    def pages(self, before: Before | None) -> dict[int, list[bytes]]:
        """The pages that each worker writes, of the monographs that it has read; what has not changed is taken over."""
        problems: dict[str, list[Problem]] = {}
        for problem in self.problems:
            problems.setdefault(problem.doc, []).append(problem)
        substances: dict[str, list[Card]] = {}
        for card in self.cards:
            substances.setdefault(card.key, []).append(card)
        pages: dict[int, list[ToWrite]] = {}
        pack = msgspec.msgpack.Encoder().encode
        for card in self.cards:
            others = [other for other in substances[card.key] if other is not card]
            parts = {name: substances[name][0].doc for name in components_of(card) if name in substances}
            page = ToWrite(card.doc, problems.get(card.doc, []), others, parts)
            known = self.name, self.sha256[card.doc], self.verdicts.get(card.doc)
            made_of = hashlib.sha256(pack((known, page))).hexdigest()
            self.made_of[card.doc] = made_of
            if not (before and before.pages.get(card.doc) == made_of and self.take_over(before, card)):
                pages.setdefault(self.readers[card.doc], []).append(page)
        return {worker: [pack(Write(list(part))) for part in chunks(own, PAGES)] for worker, own in pages.items()}

    def take_over(self, before: Before, card: Card) -> bool:
        """Whether the pages of the build before could be put into the new one: as second names of their files."""
        linked: list[Path] = []
        for path in pages_of(card):
            place = self.new / SITE / path
            place.parent.mkdir(parents=True, exist_ok=True)
            try:
                place.hardlink_to(before.folder / SITE / path)
            except OSError:
                for done in linked:
                    done.unlink()
                return False
            linked.append(place)
        return True

    def write_library_pages(self) -> None:
        """Home, lists, rules and what pages load."""
        made: set[str] = set()
        for page in Site(self.name, self.rules).library_pages(self.cards, self.problems, self.library.unreadable):
            write_page(self.new / SITE, page.path, page.html.encode(), made)
        for path, data in assets(self.cards).items():
            write_page(self.new / SITE, path, data, made)

    def report(self) -> Report:
        """What was read and found."""
        return Report(
            program=program(),
            files=len(self.cards) + len(self.library.unreadable),
            monographs=len(self.cards),
            substances=len({card.key for card in self.cards}),
            claims={kind: self.claims[CLAIM_TABLES[kind]] for kind in KINDS},
            problems=dict(sorted(Counter(problem.severity for problem in self.problems).items())),
            unreadable=self.library.unreadable,
            sha256=self.sha256,
            pages=self.made_of,
        )


PAGES = 128
"""Pages a task: fewer would make progress finer and messages more."""
