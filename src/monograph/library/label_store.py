"""labels.db: official labels in one SQLite file, all versions of each, the newest first.

A label is known by its set id and its language. Every write is a transaction: a program killed at any moment leaves the
store as it was before it or after it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib import resources
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec

from monograph.claims.read import read_claims
from monograph.claims.records import AnyClaim
from monograph.labels.model import Label, Source
from monograph.library.label_rows import (
    INGREDIENT,
    SECTION,
    VERSION,
    Origin,
    ingredient_rows,
    label_of,
    section_rows,
    version_row,
)
from monograph.names.identity import identify

_APPLICATION = 0x4C424C53
"""By which a file is known to be a store of labels ("LBLS")."""
_BETTER: tuple[Source, ...] = ("leaflet", "openfda", "epi", "spl")
"""Of one version from several sources that with the better text counts."""
_RANK = "CASE source " + " ".join(f"WHEN '{source}' THEN {rank}" for rank, source in enumerate(_BETTER)) + " END"
_NEWEST_FIRST = f"number DESC, date DESC, {_RANK} DESC, id DESC"
_LISTED = "id, set_id, language, version, date, source, kind, product, labeler, substance, newest, file, added"

Outcome = Literal["added", "newer", "older", "read-again", "unchanged"]
"""What adding a label came to: one that was not there, a newer or an older version of one that was, the same document
read again with another text, or nothing new."""

_claims = msgspec.json.Decoder(list[AnyClaim])


class LabelListing(NamedTuple):
    """A version of a label as a list shows it; ``substance`` is the key of its identity, ``added`` a UTC time."""

    id: int
    set_id: str
    language: str
    version: str
    date: str
    source: str
    kind: str
    product: str
    labeler: str
    substance: str
    newest: bool
    file: str
    added: str


class Change(NamedTuple):
    """A label of which a newer version came; ``old`` is None where there was none before."""

    old: LabelListing | None
    new: LabelListing


class _Known(NamedTuple):
    """A version that is stored, as it is looked at when it comes again."""

    id: int
    sha256: str
    program: str
    text: str


class LabelStore:
    """An open store. A connection belongs to the process that opened it: open again after a ``fork``."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self.path = path

    def __enter__(self) -> LabelStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What is written within is written whole or not at all."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:  # a full disk may have ended it already
                self._db.execute("ROLLBACK")
            raise

    def add(self, label: Label, origin: Origin) -> Outcome:
        """Add a version of a label; the newest of its set id and language counts. To be called in a transaction."""
        before = self._newest(label.set_id, label.language)
        known = self._known(label, origin)
        if known and (known.sha256, known.program) == (origin.sha256, origin.program):
            return "unchanged"
        row = version_row(label, origin)
        if known:
            assignments = f"({_names(VERSION)}) = ({_marks(VERSION)})"
            self._db.execute(f"UPDATE versions SET {assignments} WHERE id = ?", (*row, known.id))
            for table in ("ingredients", "sections", "claims"):
                self._db.execute(f"DELETE FROM {table} WHERE version_id = ?", (known.id,))
        number = known.id if known else self._insert("versions", VERSION, [row])
        self._insert("ingredients", INGREDIENT, ingredient_rows(number, label))
        self._insert("sections", SECTION, section_rows(number, label))
        self._choose_newest(label.set_id, label.language)
        if known:
            return "unchanged" if known.text == label.text.source else "read-again"
        if before is None:
            return "added"
        return "newer" if self._newest(label.set_id, label.language) == number else "older"

    def _known(self, label: Label, origin: Origin) -> _Known | None:
        """The row of this very version: from the same document, or from another one with the same text."""
        key = (label.set_id, label.language, label.version, label.date, label.source)
        where = "set_id = ? AND language = ? AND version = ? AND date = ? AND source = ?"
        rows = self._db.execute(f"SELECT id, sha256, program FROM versions WHERE {where}", key).fetchall()
        known = [_Known(number, sha256, program, self._text(number)) for number, sha256, program in rows]
        same = [one for one in known if one.sha256 == origin.sha256]
        return next(iter(same or [one for one in known if one.text == label.text.source]), None)

    def _newest(self, set_id: str, language: str) -> int | None:
        found = self._one("SELECT id FROM versions WHERE set_id = ? AND language = ? AND newest", set_id, language)
        return found[0] if found else None

    def knows(self, sha256: str, program: str) -> bool:
        """Whether the labels of a document with these bytes are here, read by this very program."""
        return bool(self._one("SELECT 1 FROM versions WHERE sha256 = ? AND program = ?", sha256, program))

    def remove(self, set_id: str) -> int:
        """Remove all versions of a label in all languages; how many there were."""
        with self.transaction():
            return self._db.execute("DELETE FROM versions WHERE set_id = ?", (set_id,)).rowcount

    def listings(self, *, versions: bool = False) -> list[LabelListing]:
        """The newest version of every label, or all ``versions``, by product, set id and age."""
        which = "1" if versions else "newest"
        return self._listings(f"WHERE {which} ORDER BY product COLLATE NOCASE, set_id, language, {_NEWEST_FIRST}")

    def of_substance(self, key: str, language: str = "en") -> list[LabelListing]:
        """The newest versions of the labels of a set of substances (``Identity.key``), the latest date first."""
        return self._listings("WHERE substance = ? AND language = ? AND newest ORDER BY date DESC, id", key, language)

    def substances(self, language: str = "en") -> set[str]:
        """The sets of substances of which there is a label."""
        rows = self._db.execute("SELECT DISTINCT substance FROM versions WHERE newest AND language = ?", (language,))
        return {key for (key,) in rows}

    def find(self, name: str) -> list[LabelListing]:
        """The labels with this set id or product and those of the medicine with this name; the newest versions."""
        where = "set_id = ?1 OR product = ?1 COLLATE NOCASE OR substance = ?2"
        return self._listings(f"WHERE newest AND ({where}) ORDER BY date DESC, id", name, identify(name).key)

    def versions(self, set_id: str, language: str | None = None) -> list[LabelListing]:
        """All versions of a label, the newest first."""
        where, values = "WHERE set_id = ?", [set_id]
        if language is not None:
            where, values = f"{where} AND language = ?", [*values, language]
        return self._listings(f"{where} ORDER BY language, {_NEWEST_FIRST}", *values)

    def label(self, number: int) -> Label:
        """The label with the ``id`` of a listing. Raises ``KeyError`` where there is none."""
        version = self._dicts("SELECT * FROM versions WHERE id = ?", number)
        if not version:
            raise KeyError(number)
        rows = [self._dicts(f"SELECT * FROM {table} WHERE version_id = ? ORDER BY number", number)
                for table in ("ingredients", "sections")]  # fmt: skip
        return label_of(version[0], *rows)

    def claims(self, number: int, program: str, label: Label | None = None) -> list[AnyClaim]:
        """The claims of a version, as this ``program`` reads them: kept from before, or read now and kept where the
        store is open for writing. ``label`` spares reading it again.
        """
        kept = self._one("SELECT claims FROM claims WHERE version_id = ? AND program = ?", number, program)
        if kept:
            return _claims.decode(kept[0])
        claims = read_claims((label or self.label(number)).text)
        if self._writable():
            text = msgspec.json.encode(claims).decode()
            self._db.execute("INSERT OR REPLACE INTO claims VALUES (?, ?, ?)", (number, program, text))
        return claims

    def changes(self, since: str) -> list[Change]:
        """The labels whose newest version has a date after ``since`` (YYYY-MM-DD), with the newest of before it."""
        new = self._listings("WHERE newest AND date > ? ORDER BY date, set_id", since)
        return [Change(self._before(one, "date <= ?", since), one) for one in new]

    def _before(self, one: LabelListing, condition: str, value: object) -> LabelListing | None:
        where = f"WHERE set_id = ? AND language = ? AND {condition} ORDER BY {_NEWEST_FIRST} LIMIT 1"
        return next(iter(self._listings(where, one.set_id, one.language, value)), None)

    def _choose_newest(self, set_id: str, language: str) -> None:
        where = "set_id = ?1 AND language = ?2"
        first = f"SELECT id FROM versions WHERE {where} ORDER BY {_NEWEST_FIRST} LIMIT 1"
        self._db.execute(f"UPDATE versions SET newest = (id = ({first})) WHERE {where}", (set_id, language))

    def _text(self, number: int) -> str:
        rows = self._db.execute("SELECT text FROM sections WHERE version_id = ? ORDER BY number", (number,))
        return "".join(text for (text,) in rows)

    def _insert(self, table: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> int:
        cursor = self._db.cursor()
        for row in rows:
            cursor.execute(f"INSERT INTO {table} ({_names(columns)}) VALUES ({_marks(columns)})", row)
        return cursor.lastrowid or 0

    def _listings(self, clause: str, *values: object) -> list[LabelListing]:
        rows = self._db.execute(f"SELECT {_LISTED} FROM versions {clause}", values)
        return [LabelListing(*row)._replace(newest=bool(row[10])) for row in rows]

    def _dicts(self, query: str, *values: object) -> list[dict[str, Any]]:
        cursor = self._db.execute(query, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def _one(self, query: str, *values: object) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._db.execute(query, values).fetchone()
        return row

    def _writable(self) -> bool:
        return not self._one("PRAGMA query_only")[0]  # type: ignore[index]


def open_labels(path: Path, *, writable: bool = False) -> LabelStore:
    """The store in a file; a ``writable`` one is made where there is none.

    Raises ``FileNotFoundError`` where there is none, ``PermissionError`` where it may not be written and
    ``ValueError`` where the file is no store of labels.
    """
    if not path.is_file() and not writable:
        raise FileNotFoundError(f"there is no {path}: add labels with `monograph labels add FILE… --labels {path}`")
    # SQLite writes its journal beside the file: both must be ours.
    touched = [path.parent, path] if path.exists() else [path.parent]
    if writable and not all(os.access(one, os.W_OK) for one in touched):
        raise PermissionError(f"{path} cannot be written: give a file in a folder that you may write to")
    mode = "rwc" if writable else "ro"
    db = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=60)
    try:
        db.execute(f"PRAGMA query_only = {int(not writable)}")
        db.execute("PRAGMA foreign_keys = ON")
        _check(db, path, writable=writable)
    except BaseException:
        db.close()
        raise
    return LabelStore(db, path)


def _check(db: sqlite3.Connection, path: Path, *, writable: bool) -> None:
    try:
        application = db.execute("PRAGMA application_id").fetchone()[0]
        tables = _tables(db)
        if writable and not tables:
            db.executescript(f"BEGIN; {_schema()} PRAGMA application_id = {_APPLICATION}; COMMIT;")
            return
    except sqlite3.OperationalError as error:
        raise PermissionError(f"{path} cannot be read or written ({error}): is there room?") from error
    except sqlite3.DatabaseError as error:
        raise ValueError(f"{path} is no store of labels ({error}): give another file to --labels") from error
    if application != _APPLICATION:
        raise ValueError(f"{path} is no store of labels: give another file to --labels")
    with closing(sqlite3.connect(":memory:")) as new:
        new.executescript(_schema())
        if tables != _tables(new):
            what = f"{path} was made by another version of this program"
            raise ValueError(f"{what}: add the labels again to a new file, `monograph labels add FILE… --labels NEW`")


def _tables(db: sqlite3.Connection) -> set[tuple[str, str]]:
    """The tables and indexes with the SQL that made them: by it a store of another version of this program is known."""
    rows = db.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")
    return {(name, " ".join(sql.split())) for name, sql in rows}


def _schema() -> str:
    return resources.files(__package__).joinpath("data", "labels.sql").read_text("utf-8")


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(columns)


def _marks(columns: tuple[str, ...]) -> str:
    return ", ".join("?" * len(columns))
