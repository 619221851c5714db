"""library.db: what is written is read back, the schema is in step with the records and with its page of the docs."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from types import NoneType
from typing import Literal, get_args, get_origin

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import monograph

from monograph.claims.records import KINDS, Answer, AnyClaim, Band, Dose, Effect, Interaction, Precaution, Use
from monograph.library.model import Entry, Problem, Related
from monograph.library.rows import COLUMNS, claim_of, entry_rows, problem_of, problem_rows, schema
from monograph.library.store import FILE, LibraryWriter, open_library
from monograph.names.identity import identify
from monograph.pipeline.read import read_entry
from monograph.text.model import Span, Unreadable

DOCS = Path(__file__).parents[2] / "docs"

texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
spans = st.builds(Span, st.integers(0, 2**40), st.integers(0, 2**40))
floats = st.floats(allow_nan=False, allow_infinity=False) | st.integers(0, 1000).map(float)


def claims_of(kind: type[AnyClaim]) -> st.SearchStrategy[AnyClaim]:
    """Claims of a kind with every field drawn at random, whatever fields the record has."""
    common = {
        "start": st.integers(0, 2**40),
        "end": st.integers(0, 2**40),
        "quote": texts,
        "unread": st.lists(texts, max_size=2),
        "grounds": st.dictionaries(texts, spans, max_size=2),
    }
    own = {field.name: values(field.type) for field in msgspec.structs.fields(kind) if field.name not in common}
    return st.builds(kind, **common, **own)


def values(kind: object) -> st.SearchStrategy[object]:
    """Values of the types that claim records are made of."""
    if get_origin(kind) is Literal:
        return st.sampled_from(get_args(kind))
    if get_origin(kind) is dict:
        key, value = get_args(kind)
        return st.dictionaries(values(key), values(value), max_size=2)
    if kind is Band:
        return st.builds(Band, st.none() | floats, st.none() | floats)
    if parts := get_args(kind):
        return st.one_of(*map(values, parts))
    return {str: texts, float: floats, NoneType: st.none()}[kind]


any_claim = st.one_of(*(claims_of(kind) for kind in (Dose, Effect, Interaction, Precaution, Use, Answer)))


@given(any_claim)
@settings(max_examples=300)
def test_a_claim_is_read_back_as_it_was(claim: AnyClaim) -> None:
    entry = entry_of("Aspirin")
    rows = entry_rows(1, msgspec.structs.replace(entry, claims=[claim]))
    table = next(table for table in rows if table not in ("monographs", "components", "sections"))
    with sqlite3.connect(":memory:") as db:
        db.executescript(schema())
        names = ", ".join(f'"{name}"' for name in COLUMNS[table])
        db.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(COLUMNS[table]))})", rows[table][0])
        assert claim_of(claim.kind, db.execute(f"SELECT {names} FROM {table}").fetchone()) == claim


problems = st.builds(
    Problem,
    **dict.fromkeys(("code", "name", "message", "doc"), texts),
    **dict.fromkeys(("line", "column", "end_line", "end_column", "start", "end"), st.integers(0, 2**40)),
    severity=st.sampled_from(["error", "warning", "info"]),
    confidence=st.sampled_from(["high", "medium", "low"]),
    related=st.lists(st.builds(Related, doc=texts, line=st.integers(0, 99), quote=texts), max_size=2),
    fix=texts | st.none(),
)


@given(problems)
def test_a_problem_is_read_back_as_it_was(problem: Problem) -> None:
    assert problem_of(problem_rows([problem], {})[0]) == problem


def entry_of(title: str) -> Entry:
    entry = read_entry(monograph(title).encode(), f"{title[0].lower()}/{title.lower()}.md")
    assert isinstance(entry, Entry)
    return entry


@pytest.fixture
def library(tmp_path: Path) -> Path:
    with LibraryWriter(tmp_path / FILE) as store:
        for number, title in enumerate(("Acetaminophen", "Aspirin", "Paracetamol"), 1):
            store.add(entry_rows(number, entry_of(title)))
        store.finish([], [Unreadable("x.md", 3, "refusal", "no")])
    return tmp_path


def test_entries_are_read_back_whole(library: Path) -> None:
    with open_library(library) as opened:
        loaded = opened.load()
    assert loaded.entries == [entry_of(title) for title in ("Acetaminophen", "Aspirin", "Paracetamol")]
    assert loaded.unreadable == [Unreadable("x.md", 3, "refusal", "no")]


@pytest.mark.parametrize("head", ["\ufeff", ""])
def test_a_file_with_odd_line_ends_is_read_back_whole(tmp_path: Path, head: str) -> None:
    entry = read_entry((head + monograph("Aspirin").replace("\n", "\r\n")).encode(), "a.md")
    assert isinstance(entry, Entry)
    with LibraryWriter(tmp_path / FILE) as store:
        store.add(entry_rows(1, entry))
        store.finish([], [])
    with open_library(tmp_path) as opened:
        assert opened.entry("a.md") == entry


def test_a_medicine_is_found_under_any_of_its_names(library: Path) -> None:
    with open_library(library) as opened:
        for name in ("paracetamol", "PARACETAMOL", "p/paracetamol.md"):
            assert [one.title for one in opened.find(name)] == ["Paracetamol", "Acetaminophen"]
        assert [one.title for one in opened.find("Tylenol")] == ["Acetaminophen", "Paracetamol"]
        assert opened.find("paracetmol") == []
        assert opened.similar("paracetmol")[0] == "Paracetamol"


def test_the_title_to_the_letter_comes_first(tmp_path: Path) -> None:
    titles = ("L- glutamine", "L-Glutamine")
    with LibraryWriter(tmp_path / FILE) as store:
        for number, title in enumerate(titles, 1):
            store.add(entry_rows(number, entry_of(title)))
        store.finish([], [])
    with open_library(tmp_path) as opened:
        for title in titles:
            assert opened.find(title.lower())[0].title == title


def test_what_is_no_library_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="monograph build"):
        open_library(tmp_path)
    (tmp_path / FILE).write_text("no database, but long enough to be looked at" * 100)
    with pytest.raises(ValueError, match="no library"):
        open_library(tmp_path)
    (tmp_path / FILE).write_bytes(b"")
    with pytest.raises(ValueError, match="an empty file"):
        open_library(tmp_path)


def test_a_library_of_another_version_is_said_to_be_one(library: Path) -> None:
    with closing(sqlite3.connect(library / FILE)) as db:
        db.execute("ALTER TABLE doses DROP COLUMN medicine")
        db.commit()
    with pytest.raises(ValueError, match=r"this version.*doses\.medicine.*build it again"):
        open_library(library)


def test_a_built_library_is_never_written_to(library: Path) -> None:
    with open_library(library) as opened, pytest.raises(sqlite3.OperationalError, match="readonly"):
        opened._db.execute("DELETE FROM doses")


def tables_of(library: Path) -> dict[str, list[str]]:
    with sqlite3.connect(library / FILE) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")]
        return {name: [row[1] for row in db.execute(f"PRAGMA table_info({name})")] for name in names}


def test_the_schema_has_the_fields_of_the_records(library: Path) -> None:
    found = tables_of(library)
    assert {table: found[table] for table in COLUMNS} == {table: list(columns) for table, columns in COLUMNS.items()}


def test_foreign_keys_hold(library: Path) -> None:
    with sqlite3.connect(library / FILE) as db:
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_claims_view_has_every_claim(library: Path) -> None:
    with sqlite3.connect(library / FILE) as db:
        kinds = dict(db.execute("SELECT kind, count(*) FROM claims GROUP BY kind"))
        quoted = db.execute(
            "SELECT count(*) FROM claims JOIN monographs ON id = monograph"
            " WHERE substr(source, start_offset + 1, end_offset - start_offset) = quote"
        ).fetchone()
    entries = [entry_of(title) for title in ("Acetaminophen", "Aspirin", "Paracetamol")]
    counted = {kind: sum(claim.kind == kind for entry in entries for claim in entry.claims) for kind in KINDS}
    assert kinds == {kind: count for kind, count in counted.items() if count}
    assert quoted == (sum(counted.values()),)


def test_every_table_and_column_is_documented(library: Path) -> None:
    page = (DOCS / "library-db.md").read_text("utf-8")
    parts = {part.partition("\n")[0].strip("` "): part for part in page.split("\n## ")[1:]}
    for table, columns in tables_of(library).items():
        assert table in parts, f"docs/library-db.md has no part on {table}"
        shared = parts["Every table of claims"] if columns[2:4] == ["start_offset", "end_offset"] else ""
        missing = [name for name in columns if f"`{name}`" not in parts[table] + shared]
        assert not missing, f"docs/library-db.md does not explain {table}: {missing}"


def test_identity_is_what_the_title_says(library: Path) -> None:
    with open_library(library) as opened:
        assert all(one.substance == identify(one.title).key for one in opened.listings())
