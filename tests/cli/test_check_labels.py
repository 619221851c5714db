"""``monograph check --labels``: official labels as one more thing that a page is held against, in every report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.checks.shown import FACTS
from tests.cli.test_check import write
from tests.program import run

from monograph.checks.example import CLEAN, Page
from monograph.checks.labelled import LABEL

TOO_MUCH = "**Adults:** 1 g by mouth, up to four times daily. The maximum daily dose is 12 g."
SET_ID = str(FACTS["set_id"])


def label_in(folder: Path, **changed: str) -> Path:
    """A label document of our own: it gives up to 4 g a day."""
    path = folder / "exemplar.json"
    sections = {field: [text] for field, text in (LABEL | changed).items()}
    path.write_text(json.dumps({"results": [FACTS | sections]}), encoding="utf-8")
    return path


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write(tmp_path / "library", Page(dosage=TOO_MUCH), Page(title="Aspirin"))


def test_a_contradicted_dose_fails_and_quotes_both_sides(library: Path, tmp_path: Path) -> None:
    result = run("check", library, "--labels", label_in(tmp_path))
    assert result.returncode == 1
    assert f"{library}/p/paracetamol.md:18:51 error V001 The page says up to 12 g a day" in result.stdout
    assert "The maximum daily dose is 12 g." in result.stdout
    assert f"= label of Exemplar, version 7, 2025-01-31, {SET_ID}: The maximum daily dose is 4 g." in result.stdout


def test_a_store_says_the_same_as_its_documents(library: Path, tmp_path: Path) -> None:
    document, store = label_in(tmp_path), tmp_path / "labels.db"
    assert run("labels", "add", document, "--labels", store).returncode == 0
    results = [run("check", library, "--labels", labels, "-f", "json").stdout for labels in (document, store)]
    assert results[0] == results[1]
    (record,) = json.loads(results[0])
    (other,) = record["related"]
    assert other["label"] == {"set_id": SET_ID, "version": "7", "date": "2025-01-31", "product": "Exemplar"}


def test_without_labels_these_rules_say_nothing(library: Path) -> None:
    assert run("check", library).returncode == 0
    result = run("check", library, "--select", "V")
    assert result.returncode == 2
    assert "give --labels" in result.stderr


def test_labels_that_are_not_there(library: Path, tmp_path: Path) -> None:
    result = run("check", library, "--labels", tmp_path / "none.db")
    assert result.returncode == 2
    assert "monograph labels add" in result.stderr


def test_every_report_has_the_label(library: Path, tmp_path: Path) -> None:
    labels = label_in(tmp_path)
    for form in ("sarif", "github", "html"):
        printed = run("check", library, "--labels", labels, "-f", form).stdout
        assert "The maximum daily dose is 4 g." in printed, form
        assert SET_ID in printed, form


def test_configuration_gives_labels(library: Path, tmp_path: Path) -> None:
    label_in(tmp_path)
    (tmp_path / "monograph.toml").write_text('[check]\nlabels = "exemplar.json"\n', encoding="utf-8")
    assert run("check", library, "-f", "concise").stdout.count("V001") == 1


def test_comments_baselines_and_ignores_silence_them(library: Path, tmp_path: Path) -> None:
    labels = label_in(tmp_path)
    assert run("check", library, "--labels", labels, "--ignore", "V001").returncode == 0
    known = tmp_path / "known.json"
    run("check", library, "--labels", labels, "--baseline", known, "--write-baseline")
    assert run("check", library, "--labels", labels, "--baseline", known).returncode == 0
    comment = " <!-- monograph: ignore V001 a newer guideline gives more -->"
    write(library, Page(dosage=TOO_MUCH + comment))
    assert run("check", library, "--labels", labels).returncode == 0
    assert run("check", library).returncode == 0


def test_what_is_left_out_is_known_whatever_stands_around_it(tmp_path: Path) -> None:
    labels = label_in(tmp_path, contraindications="It must not be used in patients with severe heart failure.")
    library, known = write(tmp_path / "library", Page()), tmp_path / "known.json"
    asked = ("check", library, "--labels", labels, "--select", "V004", "--baseline", known)
    assert run(*asked, "--write-baseline").returncode == 0
    headed = Page(text=Page().source().replace("### Precautions", "### Warnings"), doc=Page().path)
    write(library, headed)
    assert run(*asked).returncode == 0
    label_in(tmp_path, contraindications="It must not be used in patients with severe renal failure.")
    write(library, Page(precautions=CLEAN["Precautions"].replace("* **Kidney disease:** Ask a doctor first.\n", "")))
    assert "V004 Left out: the label contraindicates it in" in run(*asked).stdout
