"""Files are read in batches; each is read as if it were alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import monograph

from monograph.claims.read import READERS
from monograph.library.model import Entry
from monograph.pipeline.read import BATCH, read_entries, read_entry, read_files
from monograph.text.model import Monograph, Unreadable


@pytest.fixture
def docs(tmp_path: Path) -> list[str]:
    """Files of more than one batch, of which one is no monograph and one is missing."""
    names = [f"m{number}.md" for number in range(BATCH + 3)]
    for name in names:
        (tmp_path / name).write_text(monograph(f"Exemplin {name[1:-3]}", dose=f"{len(name)}0 mg"), encoding="utf-8")
    (tmp_path / names[2]).write_bytes(b"\xff")
    (tmp_path / names[5]).unlink()
    return names


def test_a_batch_gives_what_its_files_give_one_by_one(tmp_path: Path, docs: list[str]) -> None:
    files = [(path.read_bytes(), doc) for doc in docs if (path := tmp_path / doc).exists()]
    assert read_entries(files) == [read_entry(data, doc) for data, doc in files]
    assert read_entries([]) == []


def test_every_file_has_its_result_in_order(tmp_path: Path, docs: list[str]) -> None:
    results = list(read_files(tmp_path, docs))
    assert [r.doc if isinstance(r, Unreadable) else r.monograph.doc for r in results] == docs
    assert [doc for doc, r in zip(docs, results, strict=True) if isinstance(r, Unreadable)] == [docs[2], docs[5]]


def test_a_file_on_which_a_reader_fails_stops_no_other(
    tmp_path: Path, docs: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(monograph: Monograph) -> list[object]:
        if monograph.doc == docs[7]:
            raise ValueError("seven")
        return []

    monkeypatch.setitem(READERS, "use", failing)
    results = list(read_files(tmp_path, docs))
    failed = [r for r in results if isinstance(r, Unreadable) and r.reason == "failed"]
    assert [(r.doc, "seven" in r.message) for r in failed] == [(docs[7], True)]
    assert sum(isinstance(r, Entry) for r in results) == len(docs) - 3
