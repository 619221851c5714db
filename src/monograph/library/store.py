"""library.db: a library in one SQLite file, written once by a build and read back a monograph at a time."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import NamedTuple, Self, TypeVar

from monograph.claims.records import KINDS, AnyClaim, Kind
from monograph.library.model import Entry, Library, Problem
from monograph.library.rows import (
    CLAIM_TABLES,
    COLUMNS,
    Row,
    Rows,
    claim_of,
    problem_of,
    problem_rows,
    schema,
    unreadable_rows,
)
from monograph.names.brands import brand_key
from monograph.names.identity import identify
from monograph.names.substances import squeeze, suggest
from monograph.text.model import Unreadable
from monograph.text.read import read_monograph

FILE = "library.db"


class LibraryWriter:
    """Writes library.db. Rows come in the order of their monographs, so that the same library is the same bytes."""

    def __init__(self, path: Path) -> None:
        self._numbers: dict[str, int] = {}
        self._substances: dict[str, int] = {}
        self._db = sqlite3.connect(path, isolation_level=None)
        with ExitStack() as opened, _disk_errors():
            opened.callback(self._db.close)
            # The file lies in a folder that nobody sees before it is whole: a journal would guard nothing.
            for pragma in ("journal_mode=OFF", "synchronous=OFF", "locking_mode=EXCLUSIVE", "cache_size=-8192"):
                self._db.execute(f"PRAGMA {pragma}").close()
            self._db.executescript(schema())
            self._db.execute("BEGIN")
            opened.pop_all()

    def __enter__(self) -> LibraryWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def add(self, rows: Rows) -> None:
        """Add the rows of some entries."""
        for table, values in rows.items():
            self._insert(table, values)
        for number, doc, _, substance, *_ in rows.get("monographs", ()):
            self._numbers[doc] = number
            self._substances[substance] = self._substances.get(substance, 0) + 1

    def finish(self, problems: Iterable[Problem], unreadable: Iterable[Unreadable]) -> None:
        """Add what is known only of the library as a whole, and close the file."""
        self._insert("substances", sorted(self._substances.items()))
        self._insert("problems", problem_rows(problems, self._numbers))
        self._insert("unreadable", unreadable_rows(unreadable))
        with _disk_errors():
            self._db.execute("CREATE INDEX problems_by_monograph ON problems (monograph)")
            self._db.execute("CREATE INDEX monographs_by_substance ON monographs (substance)")
            self._db.execute("COMMIT")
        self._db.close()

    def _insert(self, table: str, rows: Iterable[Row]) -> None:
        columns = COLUMNS[table]
        names = ", ".join(f'"{column}"' for column in columns)
        with _disk_errors():
            self._db.executemany(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})", rows)


@contextmanager
def _disk_errors() -> Iterator[None]:
    """What SQLite says of a full or failing disk, as the system's own kind of error."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname.startswith(("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN")):
            raise OSError(errno.EIO, f"{FILE}: {error}") from error
        raise


class Listing(NamedTuple):
    """A monograph as a list shows it."""

    doc: str
    title: str
    substance: str
    route: str


SYSTEMIC = frozenset({"", "systemic", "oral"})
"""Routes of monographs that speak of what is swallowed, or of the medicine as such."""


class Part(NamedTuple):
    """A section as a claim is placed by it."""

    kind: str
    title: str
    start: int
    end: int


class StoredLibrary:
    """A built library. Nothing is read before it is asked for, and then only of the monograph that is meant.

    Opened read-only, and to be opened again after a ``fork``: a connection belongs to the process that opened it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def listings(self) -> list[Listing]:
        """All monographs in the order of their ``doc``."""
        return [Listing(*row) for row in self._rows("SELECT doc, title, substance, ifnull(route, '') FROM monographs")]

    def find(self, name: str) -> list[Listing]:
        """The monographs of a medicine under any of its names, or of a document: the one called so to the letter first.

        Of the others those of a local form (an eye drop) are last.
        """
        listings = self.listings()
        wanted = squeeze(name)
        called = [one for one in listings if one.doc == name or squeeze(one.title) == wanted]
        called.sort(key=lambda one: one.title.casefold() != name.casefold())
        keys = {one.substance for one in called} or {brand_key(name) or identify(name).key}
        of_substance = [one for one in listings if one.substance in keys and one not in called]
        return called + sorted(of_substance, key=lambda one: one.route not in SYSTEMIC)

    def similar(self, name: str, limit: int = 5) -> list[str]:
        """The titles that are most like a name, best first (of those as like the shortest): for a person to choose."""
        return suggest(name, sorted((listing.title for listing in self.listings()), key=len), limit)

    def entry(self, doc: str) -> Entry:
        """A monograph with its claims, as it was when it was read. Raises ``KeyError`` where there is none."""
        for number, source, sha256 in self._rows("SELECT id, source, sha256 FROM monographs WHERE doc = ?", doc):
            monograph = read_monograph(source.encode(), doc)
            assert not isinstance(monograph, Unreadable)
            return Entry(monograph, self._claims(number), identify(monograph.title), sha256)
        raise KeyError(doc)

    def claims(self, doc: str, kinds: Sequence[Kind] = KINDS) -> list[AnyClaim]:
        """The claims of a monograph in the order of their place; none where there is no such monograph."""
        return [
            claim
            for (number,) in self._rows("SELECT id FROM monographs WHERE doc = ?", doc)
            for claim in self._claims(number, kinds)
        ]

    def source(self, doc: str) -> str:
        """The text of a monograph as it was read: what the offsets of its claims count in. Raises ``KeyError``."""
        for (source,) in self._rows("SELECT source FROM monographs WHERE doc = ?", doc):
            return str(source)
        raise KeyError(doc)

    def sections(self, doc: str) -> list[Part]:
        """The sections of a monograph in their order."""
        query = (
            "SELECT sections.kind, sections.title, start_offset, end_offset FROM sections "
            "JOIN monographs ON monograph = id WHERE doc = ? ORDER BY number"
        )
        return [Part(*row) for row in self._rows(query, doc)]

    def problems(self, doc: str | None = None) -> list[Problem]:
        """The problems of a monograph, or of the whole library, in the order of their places."""
        columns = ", ".join(f'"{column}"' for column in COLUMNS["problems"])
        query = f"SELECT {columns} FROM problems"
        rows = (
            self._rows(f"{query} ORDER BY id") if doc is None else self._rows(f"{query} WHERE doc = ? ORDER BY id", doc)
        )
        return [problem_of(row) for row in rows]

    def rows(self, table: str, doc: str) -> Iterator[Row]:
        """The rows of a monograph in a table that a floor above this one fills, in their order."""
        columns = ", ".join(f"{table}.{column}" for column in COLUMNS[table])
        return self._rows(f"SELECT {columns} FROM {table} JOIN monographs ON id = monograph WHERE doc = ?", doc)

    def unreadable(self) -> list[Unreadable]:
        """The files that could not be read."""
        return [Unreadable(*row) for row in self._rows("SELECT doc, line, reason, message FROM unreadable")]

    def load(self) -> Library:
        """The library whole in memory."""
        entries = [self.entry(listing.doc) for listing in self.listings()]
        return Library(entries=entries, unreadable=self.unreadable())

    def columns(self) -> set[tuple[str, str]]:
        """Its tables with their columns: a look that reads no row."""
        query = "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table'"
        return {(table, column) for table, column in self._rows(query)}

    def counts(self) -> Mapping[str, int]:
        """How many rows each table has."""
        return {table: next(self._rows(f"SELECT count(*) FROM {table}"))[0] for table in COLUMNS}

    def _claims(self, number: int, kinds: Sequence[Kind] = KINDS) -> list[AnyClaim]:
        numbered = []
        for kind in kinds:
            columns = ", ".join(f'"{column}"' for column in COLUMNS[CLAIM_TABLES[kind]])
            query = f"SELECT {columns} FROM {CLAIM_TABLES[kind]} WHERE monograph = ?"
            numbered += [(row[1], claim_of(kind, row)) for row in self._rows(query, number)]
        return [claim for _, claim in sorted(numbered, key=lambda pair: pair[0])]

    def _rows(self, query: str, *values: object) -> Iterator[Row]:
        with closing(self._db.execute(query, values)) as cursor:
            yield from cursor


def open_library(path: Path) -> StoredLibrary:
    """The library that ``monograph build`` made in a folder (or its ``library.db``).

    Raises ``FileNotFoundError`` where there is none and ``ValueError`` where the file is no library.
    """
    return open_as(StoredLibrary, path)


Opened = TypeVar("Opened", bound=StoredLibrary)


def open_as(kind: type[Opened], path: Path) -> Opened:
    """As ``open_library``, of a class that adds to what a stored library can do."""
    file = path / FILE if path.is_dir() else path
    if not file.is_file():
        raise FileNotFoundError(f"there is no {FILE} in {path}: build one with `monograph build FOLDER -o {path}`")
    library = kind(file)
    try:
        there = library.columns()
    except sqlite3.DatabaseError as error:
        raise ValueError(f"{file} is no library ({error}): build it again with `monograph build`") from error
    missing = {(table, column) for table, columns in COLUMNS.items() for column in columns} - there
    if missing:
        why = f"no column {'.'.join(min(missing))}" if there else "an empty file"
        raise ValueError(f"{file} is no library of this version ({why}): build it again with `monograph build`")
    return library
