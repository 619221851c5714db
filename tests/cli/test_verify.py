"""``monograph verify`` in text and as a summary: whole words on whole lines, and everything grave is counted."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
from tests.cli.test_check import write
from tests.cli.test_check_labels import SET_ID, TOO_MUCH, label_in
from tests.program import run

from monograph.checks.example import Page
from monograph.library.label_store import open_labels


@pytest.fixture
def call(tmp_path: Path) -> tuple[Path | str, ...]:
    """A page with too high a dose that leaves out two of whom the label tells not to take it."""
    label = label_in(tmp_path, contraindications="Paracetamol is contraindicated in acute porphyria and in hemophilia.")
    return "verify", write(tmp_path / "library", Page(dosage=TOO_MUCH)), "--labels", label


def test_text_is_lines_without_a_box(call: tuple[Path | str, ...]) -> None:
    result = run(*call)
    assert result.returncode == 1
    first, page, label = result.stdout.splitlines()[:3]
    assert first.startswith("p/paracetamol.md:18: contradicted dose: ")
    assert page == "  page:  The maximum daily dose is 12 g."
    assert label.startswith("  label: The maximum daily dose is 4 g. (Exemplar, version 7, ")
    assert not set("│┃┏") & set(result.stdout)


def test_a_label_that_says_otherwise_is_shown_with_its_reason(call: tuple[Path | str, ...], tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    text = "Adults: The maximum daily dose is 12 g."
    more = label_in(tmp_path / "more", dosage_and_administration=text).read_text("utf-8")
    other = tmp_path / "more" / "other.json"
    other.write_text(more.replace(SET_ID, "99999999-2222-3333-4444-555555555555"), encoding="utf-8")
    said = run(*call, "--labels", other, "--all").stdout
    (line,) = [line for line in said.splitlines() if "says otherwise" in line and "dose" in line]
    assert ": supported dose: " in line
    assert "Exemplar, version 7, 2025-01-31 says otherwise: The page says up to 12 g a day; " in line
    assert line.endswith("4 g a day.")


def test_what_is_left_out_is_counted(call: tuple[Path | str, ...]) -> None:
    result = run(*call)
    left_out = result.stdout.count("left-out contraindication")
    assert left_out == 1
    assert "left out: 0 boxed warnings, 1 contraindication, 0 interactions\n" in result.stderr
    summary = run(*call, "--format", "summary").stdout
    assert summary.splitlines()[-1].split() == ["0", "1", str(left_out), "p/paracetamol.md"]


def test_a_store_without_labels_is_no_source_that_says_nothing(call: tuple[Path | str, ...], tmp_path: Path) -> None:
    with open_labels(tmp_path / "empty.db", writable=True):
        pass
    for command in ("verify", "check"):
        result = run(command, call[1], "--labels", tmp_path / "empty.db")
        assert result.returncode == 2
        assert "empty.db holds no label in English" in result.stderr


def test_a_store_is_known_by_its_content_and_goes_alone(call: tuple[Path | str, ...], tmp_path: Path) -> None:
    store = tmp_path / "store.sqlite"
    assert run("labels", "add", call[3], "--labels", store).returncode == 0
    assert "contradicted dose" in run("verify", call[1], "--labels", store).stdout
    both = run(*call, "--labels", store)
    assert both.returncode == 2
    assert "store.sqlite is a store of labels and must be given alone" in both.stderr


def test_since_takes_only_a_date(call: tuple[Path | str, ...]) -> None:
    result = run("verify", call[1], "--since", "2026-8-32")
    assert result.returncode == 2
    assert "2026-8-32" in result.stderr


def test_pages_that_cannot_be_written_are_no_contradiction(call: tuple[Path | str, ...], tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file\n", encoding="utf-8")
    result = run(*call, "--format", "html", "--output", tmp_path / "taken")
    assert result.returncode == 2
    assert f"{tmp_path / 'taken'}" in result.stderr
    assert "could not be written" in result.stderr


def test_a_quote_turns_no_text_around(tmp_path: Path) -> None:
    folder = write(tmp_path / "library", Page(dosage=TOO_MUCH.replace("daily dose", "daily\u202e dose")))
    result = run("verify", folder, "--labels", label_in(tmp_path), "--all")
    assert "page:  " in result.stdout
    assert "\u202e" not in result.stdout


def test_the_labels_of_the_configuration_are_asked(call: tuple[Path | str, ...], tmp_path: Path) -> None:
    _, folder, _, label = call
    (tmp_path / "library" / "monograph.toml").write_text(f'[check]\nlabels = "{Path(label).name}"\n')
    Path(label).rename(tmp_path / "library" / Path(label).name)
    assert "contradicted dose" in run("verify", folder).stdout


def test_pages_hold_both_sides_and_lead_to_each_other(call: tuple[Path | str, ...], tmp_path: Path) -> None:
    library = Path(call[1])
    other = library / "u" / "unlabelled.md"
    other.parent.mkdir()
    other.write_text("# Unlabelled\n\n### Usage\n\nIt is used to treat gout.\n", encoding="utf-8")
    hostile = library / "p" / "paracetamol.md"
    hostile.write_text(hostile.read_text("utf-8") + "\n<script>alert(1)</script>\n", encoding="utf-8")
    result = run(*call, "--format", "html", "--output", tmp_path / "pages")
    assert result.stderr.splitlines()[-1].startswith("2 pages in ")
    index = unescape((tmp_path / "pages" / "index.html").read_text("utf-8"))
    assert '<a href="p/paracetamol.html">' in index
    assert "1 claim contradicted, " in index
    assert "2 monographs: 1 with an official label" in index
    assert not (tmp_path / "pages" / "u").exists()
    page = (tmp_path / "pages" / "p" / "paracetamol.html").read_text("utf-8")
    assert 'href="../index.html"' in unescape(page)
    assert page.index("The maximum daily dose is 12 g.") < page.index("The maximum daily dose is 4 g.")
    assert page.index("Contradicted by the label") < page.index("Contraindications that this page leaves out")
    assert "<script" not in page
