"""The build of the real monographs: none lost, none unreadable by a defect, every quote where it is said to be."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from monograph.checks.registry import select
from monograph.checks.run import check
from monograph.library.search import find
from monograph.library.store import FILE, open_library
from monograph.pipeline import build as build_module
from monograph.pipeline.build import Report, build
from monograph.pipeline.read import read_entry, read_library

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def built(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    out = tmp_path_factory.mktemp("corpus") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build_module, "program", lambda: "one")  # somebody may be writing it while its tests run
        return out, build(corpus, out, workers=2)


def test_no_file_is_lost(corpus: Path, built: tuple[Path, Report]) -> None:
    out, report = built
    files = {path.relative_to(corpus).as_posix() for path in corpus.rglob("*.md")}
    unreadable = {file.doc for file in report.unreadable}
    with open_library(out) as library:
        read = {listing.doc for listing in library.listings()}
    assert read | unreadable == files
    assert not read & unreadable
    assert report.files == len(files)
    assert len(unreadable) < 0.01 * len(files)
    assert not [file for file in report.unreadable if file.reason == "failed"]
    pages = {path.relative_to(out / "site/medicines").as_posix() for path in (out / "site/medicines").rglob("*.html")}
    assert pages == {doc.removesuffix(".md") + ".html" for doc in read}


def test_every_quote_stands_where_its_claim_says(built: tuple[Path, Report]) -> None:
    with sqlite3.connect(built[0] / FILE) as db:
        wrong = db.execute(
            "SELECT doc, kind, number FROM claims JOIN monographs ON id = monograph"
            " WHERE substr(source, start_offset + 1, end_offset - start_offset) != quote"
        ).fetchall()
        assert wrong == []
        assert db.execute("SELECT count(*) FROM claims").fetchone()[0] == sum(built[1].claims.values()) > 100_000
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_entries_are_read_back_whole(corpus: Path, built: tuple[Path, Report]) -> None:
    with open_library(built[0]) as library:
        for listing in library.listings()[::40]:
            assert library.entry(listing.doc) == read_entry((corpus / listing.doc).read_bytes(), listing.doc)


def test_the_build_finds_what_check_finds(corpus: Path, built: tuple[Path, Report]) -> None:
    """The build checks in parts, in many processes; ``check`` holds whole entries in one."""
    with open_library(built[0]) as library:
        assert library.problems() == check(read_library(corpus), select())


def test_three_glutamines_are_one_substance(built: tuple[Path, Report]) -> None:
    with open_library(built[0]) as library:
        docs = {listing.doc for listing in library.find("L- glutamine")}
    assert {f"composition/{page}.md" for page in ("l/l--glutamine", "l/l-glutamine", "g/glutamine")} <= docs


def test_search_finds_titles_first(built: tuple[Path, Report]) -> None:
    out, _ = built
    with open_library(out) as library:
        listings = library.listings()[::100]
    first = [any(hit.title == one.title for hit in find(out / "search", one.title, 3)) for one in listings]
    assert sum(first) >= 0.95 * len(first)


def test_workers_do_not_change_a_byte(
    corpus: Path,
    built: tuple[Path, Report],
    tmp_path: Path,
    tree: Callable[[Path], dict[str, bytes]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(build_module, "program", lambda: "one")
    build(corpus, tmp_path / "again", workers=3)
    one, other = tree(built[0]), tree(tmp_path / "again")
    assert [path for path in one.keys() | other.keys() if one.get(path) != other.get(path)] == []
