"""A build that holds its monographs against labels: in the library, on the site, and again when a label changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.test_check import write
from tests.cli.test_check_labels import TOO_MUCH, label_in

from monograph.checks.example import Page
from monograph.library.store import open_library
from monograph.pipeline import build as build_module
from monograph.pipeline.build import build
from monograph.pipeline.errors import UnusableError
from monograph.verify.stored import stored_records


@pytest.fixture(autouse=True)
def one_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody may be writing the program while its tests run: all builds of a test are by one program."""
    monkeypatch.setattr(build_module, "program", lambda: "one")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write(tmp_path / "library", Page(dosage=TOO_MUCH), Page(title="Aspirin"))


def test_the_library_holds_verdicts_and_problems(library: Path, tmp_path: Path) -> None:
    build(library, tmp_path / "out", workers=2, labels=[label_in(tmp_path)])
    with open_library(tmp_path / "out") as built:
        records = stored_records(built, "p/paracetamol.md")
        assert "contradicted" in {record.verdict for record in records}
        assert [record.verdict for record in stored_records(built, "a/aspirin.md")] == ["no-label"]
        assert [problem.code for problem in built.problems()] == ["V001"]
    assert (tmp_path / "out/site/labels/p/paracetamol.html").is_file()
    assert not (tmp_path / "out/site/labels/a").exists()


def test_without_labels_there_are_no_verdicts(library: Path, tmp_path: Path) -> None:
    build(library, tmp_path / "out", workers=1)
    with open_library(tmp_path / "out") as built:
        assert stored_records(built, "p/paracetamol.md") == []
    assert not (tmp_path / "out/site/labels").exists()


def test_another_label_makes_the_pages_anew_and_no_other(
    library: Path, tmp_path: Path, tree: Callable[[Path], dict[str, bytes]]
) -> None:
    out, labels = tmp_path / "out", label_in(tmp_path)
    pages = [out / "site" / page for page in ("medicines/p/paracetamol.html", "labels/p/paracetamol.html",
                                              "medicines/a/aspirin.html")]  # fmt: skip
    build(library, out, workers=1, labels=[labels])
    first = [page.stat().st_ino for page in pages]
    build(library, out, workers=1, labels=[labels])
    assert [page.stat().st_ino for page in pages] == first
    label_in(tmp_path, dosage_and_administration="Adults: 1 g orally 4 times daily. The maximum daily dose is 12 g.")
    build(library, out, workers=1, labels=[labels])
    assert [page.stat().st_ino == number for page, number in zip(pages, first, strict=True)] == [False, False, True]
    build(library, tmp_path / "fresh", workers=2, labels=[labels], full=True)
    assert tree(out) == tree(tmp_path / "fresh")


def test_labels_that_are_not_there_stop_the_build(library: Path, tmp_path: Path) -> None:
    with pytest.raises(UnusableError, match="labels add"):
        build(library, tmp_path / "out", workers=2, labels=[tmp_path / "none.db"])
