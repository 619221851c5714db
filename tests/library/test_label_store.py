"""labels.db: what is added is read back, the newest version counts, nothing is half-written, all is documented."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.labels.samples import SET_ID, epi, leaflet, openfda, spl

from monograph.claims.read import read_claims
from monograph.labels.epi import read_epi
from monograph.labels.leaflet import read_leaflet
from monograph.labels.model import Label
from monograph.labels.openfda import read_openfda
from monograph.labels.spl import read_spl
from monograph.library.label_rows import Origin
from monograph.library.label_store import LabelStore, Outcome, open_labels
from monograph.pipeline.errors import UnusableError
from monograph.pipeline.labels import import_labels

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[LabelStore]:
    with open_labels(tmp_path / "labels.db", writable=True) as opened:
        yield opened


def version(number: int, *, date: str = "", dose: str = "20 mg once daily", set_id: str = SET_ID) -> Label:
    return read_spl(spl(set_id=set_id, version=str(number), date=date or f"20240{number}01", dose=dose), "x")


def add(store: LabelStore, label: Label, sha256: str = "", program: str = "one") -> Outcome:
    with store.transaction():
        return store.add(label, Origin("file", sha256 or str(hash(label.text.source)), program, "2024-01-01T00:00:00Z"))


LABELS = [
    version(1),
    version(2, dose="5 mg twice daily"),
    version(3, set_id="other"),
    read_openfda(openfda(version="1"), "x"),
    read_epi(epi(), "x"),
    read_epi(epi(language="es"), "x"),
    read_leaflet(leaflet(), "x"),
]


def test_a_label_is_read_back_as_it_was(store: LabelStore) -> None:
    for label in LABELS:
        add(store, label)
    read = [store.label(listing.id) for listing in store.listings(versions=True)]
    assert len(read) == len(LABELS)
    assert all(label in read for label in LABELS)


def test_claims_are_those_of_the_text(store: LabelStore) -> None:
    add(store, LABELS[0])
    number = store.listings()[0].id
    claims = read_claims(LABELS[0].text)
    assert claims
    assert store.claims(number, "one") == claims
    assert store.claims(number, "one") == claims, "kept"
    with open_labels(store.path) as reader:
        assert reader.claims(number, "another") == claims, "read again, and not kept in a store that is only read"


def test_claims_are_kept_for_the_program_that_read_them(store: LabelStore) -> None:
    add(store, LABELS[0])
    number = store.listings()[0].id
    store.claims(number, "one")
    with sqlite3.connect(store.path) as db:
        db.execute("UPDATE claims SET claims = '[]'")
    assert store.claims(number, "one") == []
    assert store.claims(number, "two") == read_claims(LABELS[0].text)


@given(st.permutations(range(1, 6)))
@settings(max_examples=30)
def test_the_newest_version_counts_in_whatever_order_they_come(order: list[int]) -> None:
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.executescript((Path(__file__).parents[2] / "src/monograph/library/data/labels.sql").read_text("utf-8"))
    with LabelStore(db, Path("memory")) as store:
        outcomes = [add(store, version(number)) for number in order]
        assert outcomes[0] == "added"
        assert outcomes[1:] == [
            "newer" if number == max(order[: place + 2]) else "older" for place, number in enumerate(order[1:])
        ]
        assert [listing.version for listing in store.listings()] == ["5"]
        assert [listing.version for listing in store.versions(SET_ID)] == ["5", "4", "3", "2", "1"]


def test_version_10_is_newer_than_version_9(store: LabelStore) -> None:
    add(store, version(10, date="20200101"))
    add(store, version(9, date="20240101"))
    assert store.listings()[0].version == "10"


def test_of_one_version_the_better_text_counts(store: LabelStore) -> None:
    for label in (
        read_openfda(openfda(), "x"),
        version(2, date="20240131"),
        read_openfda(openfda(date="20240131"), "x"),
    ):
        add(store, label)
    assert [listing.source for listing in store.listings()] == ["spl"]
    assert {listing.source for listing in store.versions(SET_ID)} == {"spl", "openfda"}


def test_a_language_does_not_displace_another(store: LabelStore) -> None:
    for language in ("en", "es"):
        add(store, read_epi(epi(language=language), "x"))
    assert {listing.language for listing in store.listings()} == {"en", "es"}
    key = store.listings()[0].substance
    assert [listing.language for listing in store.of_substance(key)] == ["en"]
    assert {listing.language for listing in store.find("exemplin sodium")} == {"en", "es"}


def test_adding_again_changes_nothing(store: LabelStore) -> None:
    label = version(1)
    assert add(store, label) == "added"
    assert add(store, label) == "unchanged"
    assert add(store, label, sha256="the same label in another file") == "unchanged"
    assert add(store, label, program="two") == "unchanged"
    assert len(store.listings(versions=True)) == 1
    assert store.knows("the same label in another file", "two") is False


def test_a_better_program_reads_again(store: LabelStore) -> None:
    add(store, version(1), "bytes", "one")
    assert store.knows("bytes", "one")
    assert not store.knows("bytes", "two")
    assert add(store, version(1, dose="10 mg once daily"), "bytes", "two") == "read-again"
    assert "10 mg once daily" in store.label(store.listings()[0].id).text.source
    assert len(store.listings(versions=True)) == 1


def test_other_text_under_the_same_version_is_a_newer_one(store: LabelStore) -> None:
    add(store, read_leaflet(leaflet(), "x"), "first")
    assert (
        add(store, read_leaflet(leaflet(before="Do not take exemplin If you have a cold."), "x"), "second") == "newer"
    )
    assert len(store.versions("leaflet:exemplin")) == 2
    assert "a cold" in store.label(store.listings()[0].id).text.source


def test_labels_are_found_by_set_id_product_and_any_name(store: LabelStore) -> None:
    add(store, version(1))
    add(store, read_leaflet(leaflet(), "x"))
    assert [one.set_id for one in store.find(SET_ID)] == [SET_ID]
    assert {one.set_id for one in store.find("EXEMPLIN")} == {SET_ID, "leaflet:exemplin"}
    assert [one.set_id for one in store.find("warfarin sodium")] == ["leaflet:exemplin"]
    assert store.find("nothing of the kind") == []
    add(store, read_leaflet(leaflet(file="warfarin.fsh"), "y"))
    assert {one.set_id for one in store.find("warfarin")} == {"leaflet:exemplin", "leaflet:warfarin"}
    assert store.substances() == {"exemplin", "warfarin"}


def test_what_is_removed_is_gone(store: LabelStore) -> None:
    for label in LABELS:
        add(store, label)
    assert store.remove(SET_ID) == 3
    assert store.remove(SET_ID) == 0
    with sqlite3.connect(store.path) as db:
        for table in ("ingredients", "sections", "claims"):
            assert not db.execute(f"SELECT 1 FROM {table} WHERE version_id NOT IN (SELECT id FROM versions)").fetchall()
    with pytest.raises(KeyError):
        store.label(1)


def test_changes_since_a_date(store: LabelStore) -> None:
    for number, dose in ((1, "20 mg once daily"), (2, "10 mg once daily"), (3, "5 mg once daily")):
        add(store, version(number, dose=dose))
    add(store, version(4, set_id="new"))
    changes = {change.new.set_id: change for change in store.changes("2024-02-15")}
    assert changes["new"].old is None
    change = changes[SET_ID]
    assert change.old is not None
    assert (change.old.version, change.new.version) == ("2", "3")
    assert store.changes("2024-04-01") == []


def test_a_transaction_that_fails_leaves_nothing(store: LabelStore) -> None:
    add(store, version(1))

    def killed() -> None:
        with store.transaction():
            store.add(version(2), Origin())
            store.add(version(3, set_id="other"), Origin())
            raise RuntimeError("killed")

    with pytest.raises(RuntimeError, match="killed"):
        killed()
    assert [listing.version for listing in store.listings(versions=True)] == ["1"]


def test_a_store_that_is_read_is_not_written(store: LabelStore) -> None:
    add(store, version(1))
    with open_labels(store.path) as reader, pytest.raises(sqlite3.OperationalError, match="readonly"):
        reader.remove(SET_ID)


def test_files_that_are_no_store_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="monograph labels add"):
        open_labels(tmp_path / "none.db")
    text, library = tmp_path / "text.db", tmp_path / "library.db"
    text.write_text("no database, but long enough to be looked at as one " * 100, encoding="utf-8")
    with sqlite3.connect(library) as db:
        db.execute("CREATE TABLE monographs (id)")
    for path in (text, library):
        for writable in (False, True):
            with pytest.raises(ValueError, match="no store of labels"):
                open_labels(path, writable=writable)
    with sqlite3.connect(library) as db:
        assert [row[0] for row in db.execute("SELECT name FROM sqlite_schema")] == ["monographs"]


def test_a_store_of_another_version_is_refused(store: LabelStore) -> None:
    with sqlite3.connect(store.path) as db:
        db.execute("ALTER TABLE claims RENAME COLUMN version_id TO version")
    for writable in (False, True):
        with pytest.raises(ValueError, match="another version of this program: add the labels again"):
            open_labels(store.path, writable=writable)


def test_sections_tell_their_text_and_structure(store: LabelStore) -> None:
    add(store, version(1))
    with sqlite3.connect(store.path) as db:
        text, blocks = db.execute("SELECT text, blocks FROM sections WHERE code = '34068-7'").fetchone()
    cells = [block["cells"] for block in msgspec.json.decode(blocks) if block["kind"] == "row"]
    assert len(cells) == 3
    assert "Adults | 20 mg" in text


def test_every_table_and_column_is_documented(store: LabelStore) -> None:
    page = (DOCS / "labels-db.md").read_text("utf-8")
    parts = {part.partition("\n")[0].strip(): part for part in page.split("\n## ")[1:]}
    with sqlite3.connect(store.path) as db:
        tables = [
            name
            for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        ]
        assert set(tables) == set(parts)
        for table in tables:
            columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
            missing = [column for column in columns if f"`{column}`" not in parts[table]]
            assert not missing, f"docs/labels-db.md does not explain {table}: {missing}"


def test_the_examples_of_the_page_run(store: LabelStore) -> None:
    add(store, version(1))
    for query in (DOCS / "labels-db.md").read_text("utf-8").split("```sql")[1].partition("```")[0].split(";"):
        with sqlite3.connect(store.path) as db:
            db.execute(query)


def test_a_full_disk_is_said_and_what_was_added_stays(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number:02}.xml").write_bytes(spl(set_id=f"set-{number}", dose=f"{number + 1} mg once daily"))
    with open_labels(tmp_path / "labels.db", writable=True) as store:
        pages = store._db.execute("PRAGMA page_count").fetchone()[0]
        store._db.execute(f"PRAGMA max_page_count = {pages + 4}")
        with pytest.raises(UnusableError, match=r"labels\.db could not be written .*full.*room"):
            import_labels([tmp_path], store, "program", lambda what, done, total: None)
        added = [listing.set_id for listing in store.listings()]
        assert 0 < len(added) < 30
        assert all(store.label(listing.id).text.sections for listing in store.listings())
        store._db.execute("PRAGMA max_page_count = 100000")
        result = import_labels([tmp_path], store, "program", lambda what, done, total: None)
    assert (result.labels["unchanged"], result.labels["added"]) == (len(added), 30 - len(added))
