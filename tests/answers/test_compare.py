"""diff and compare: what is claimed otherwise is reported by gravity; moved and reworded text is quiet."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from tests.conftest import monograph
from typer.testing import CliRunner

from monograph.answers.compare import Change, compare, diff
from monograph.cli.main import app
from monograph.library.model import Entry
from monograph.pipeline.errors import UnusableError
from monograph.pipeline.read import read_entry
from monograph.pipeline.versions import in_git, on_disk

PAGE = monograph("Aspirin")


def entry(text: str, doc: str = "a.md") -> Entry:
    read = read_entry(text.encode(), doc)
    assert isinstance(read, Entry)
    return read


def changes(old: str, new: str) -> list[Change]:
    return diff(entry(PAGE), entry(PAGE.replace(old, new)))


@pytest.mark.parametrize(
    ("old", "new", "what", "gravity"),
    [
        (
            "dose is 3 g",
            "dose is 4 g",
            "maximum daily dose, oral, adult: up to 3 g a day -> up to 4 g a day",
            "weakened",
        ),
        (
            "dose is 3 g",
            "dose is 2 g",
            "maximum daily dose, oral, adult: up to 3 g a day -> up to 2 g a day",
            "strengthened",
        ),
        ("Avoid during pregnancy.", "Consult your doctor.", "pregnancy: avoid -> consult", "weakened"),
        ("It may interact with warfarin.", "", "interaction removed: warfarin", "weakened"),
        ("with warfarin", "with warfarin and lithium", "interaction added: lithium", "strengthened"),
        ("* **Serious:** liver damage\n", "", "side effect removed: liver damage (serious)", "weakened"),
        ("nausea, dizziness", "nausea", "side effect removed: dizziness (common)", "removed"),
        ("fever and mild pain", "fever", "use removed: mild pain", "removed"),
    ],
)
def test_one_edit_is_one_change(old: str, new: str, what: str, gravity: str) -> None:
    assert [(change.what, change.gravity) for change in changes(old, new)] == [(what, gravity)]


def test_a_dose_that_readers_take_is_said() -> None:
    (change,) = changes("500 mg", "750 mg")
    assert change.gravity == "dose"
    assert change.old is not None
    assert change.new is not None
    assert ("500 mg" in change.old.quote, "750 mg" in change.new.quote) == (True, True)


@pytest.mark.parametrize(
    ("new", "gravity"),
    [
        ("750 mg", "dose"),
        ("250 mg", "dose"),
        ("1 g", "dose-apart"),
        ("5 g", "dose-apart"),
        ("50 mg", "dose-apart"),
        ("500 mcg", "dose-apart"),
        ("500 units", "dose-apart"),
        ("500 mg/kg", "dose-apart"),
    ],
)
def test_a_dose_far_from_what_it_was_stops_a_gate(new: str, gravity: str, tmp_path: Path) -> None:
    edited = PAGE.replace("500 mg", new)
    assert [change.gravity for change in changes("500 mg", new)] == [gravity]
    for name, text in (("old.md", PAGE), ("new.md", edited)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    run = CliRunner().invoke(app, ["diff", str(tmp_path / "old.md"), str(tmp_path / "new.md"), "-f", "markdown"])
    assert (run.exit_code, "a dose far from" in run.stdout) == ((1, True) if gravity == "dose-apart" else (0, False))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("nausea, dizziness", "dizziness, nausea"),
        ("It blocks the making", "Here is how: it blocks the making"),
        ("\n\n### Side", "\n\n\n\n### Side"),
        ("* **Pregnancy:** Avoid during pregnancy.\n* **Kidney", "* **Kidney"),
        ("Take it when you remember", "Take it as soon as you remember"),
    ],
)
def test_moved_and_reworded_text_is_quiet(old: str, new: str) -> None:
    page = PAGE.replace(old, new)
    if "Pregnancy" in old:
        page = page.replace("### FAQs", "* **Pregnancy:** Avoid during pregnancy.\n\n### FAQs")
    assert diff(entry(PAGE), entry(page)) == []


def test_another_clearance_is_another_dose() -> None:
    dose = "* **Renal impairment:** CrCl 15-29 mL/min: 250 mg by mouth once daily.\n\n### Side"
    impaired = PAGE.replace("### Side", dose)
    (change,) = diff(entry(impaired), entry(impaired.replace("15-29", "15-49")))
    assert change.what.count("creatinine clearance 15 to 49 mL/min") == 2
    assert "creatinine clearance 15 to 29 mL/min ->" in change.what


def test_whole_monographs_come_and_go() -> None:
    assert [change.gravity for change in diff(entry(PAGE), None)] == ["weakened"]
    assert [change.gravity for change in diff(None, entry(PAGE))] == ["added"]
    assert diff(None, None) == []


def test_every_change_backwards_is_a_change() -> None:
    other = PAGE.replace("dose is 3 g", "dose is 4 g").replace("with warfarin", "with lithium")
    there, back = diff(entry(PAGE), entry(other)), diff(entry(other), entry(PAGE))
    assert len(there) == len(back) == 3
    assert diff(entry(other), entry(other)) == []


def test_side_by_side() -> None:
    rows = compare(entry(PAGE), entry(PAGE.replace("Avoid during pregnancy.", "Consult your doctor."), "b.md"))
    assert [(row.about, row.standing) for row in rows if row.standing != "same"] == [("pregnancy", "differ")]
    assert {row.standing for row in compare(entry(PAGE), entry(PAGE))} == {"same"}


def test_what_only_one_states_stands_beside_what_the_other_states_of_it() -> None:
    both = PAGE.replace("### FAQs", "* **Expecting:** Consult your doctor if you are pregnant.\n\n### FAQs")
    milder = PAGE.replace("Avoid during pregnancy.", "Consult your doctor.")
    rows = [row for row in compare(entry(both), entry(milder, "b.md")) if row.about == "pregnancy"]
    assert [(row.standing, row.first and row.first.says, row.second and row.second.says) for row in rows] == [
        ("differ", "avoid", "consult"), ("same", "consult", "consult"),
    ]  # fmt: skip


@pytest.mark.parametrize("other", ["300 mg into a vein", "300 mg/kg by mouth"])
def test_doses_taken_otherwise_do_not_differ(other: str) -> None:
    rows = compare(entry(PAGE), entry(PAGE.replace("500 mg by mouth", other)))
    assert not [row for row in rows if row.kind == "dose" and row.standing == "differ"]


def test_a_route_that_only_one_states_is_told_of_that_one_only() -> None:
    rows = compare(entry(PAGE), entry(PAGE.replace("500 mg by mouth", "400 mg"), "b.md"))
    told = [(row.about, row.first, row.second) for row in rows if row.kind == "dose" and row.standing == "differ"]
    assert told
    for about, first, second in told:
        assert first is not None
        assert second is not None
        assert ("oral" in about, "oral" in first.says, "oral" in second.says) == (False, True, False)


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "old", tmp_path / "new"
    for folder, text in ((old, PAGE), (new, PAGE.replace("dose is 3 g", "dose is 4 g"))):
        (folder / "a").mkdir(parents=True)
        (folder / "a/aspirin.md").write_text(text, encoding="utf-8")
        (folder / "a/same.md").write_text(monograph("Baclofen"), encoding="utf-8")
    return old, new


def test_only_what_differs_is_read(two: tuple[Path, Path]) -> None:
    assert [version.doc for version in on_disk(*two)] == ["a/aspirin.md"]


def test_the_command_warns_of_weakened_claims(two: tuple[Path, Path]) -> None:
    old, new = map(str, two)
    run = CliRunner().invoke(app, ["diff", old, new])
    assert run.exit_code == 1
    assert "Safety claims weakened (1)" in run.stdout
    assert CliRunner().invoke(app, ["diff", new, old]).exit_code == 0
    assert (
        json.loads(CliRunner().invoke(app, ["diff", old, new, "--format", "json"]).stdout)[0]["gravity"] == "weakened"
    )
    assert "| `a/aspirin.md:" in CliRunner().invoke(app, ["diff", old, new, "-f", "markdown"]).stdout
    assert CliRunner().invoke(app, ["diff", old, old]).stdout == "No claim changed.\n"


def test_a_moved_file_is_no_change(two: tuple[Path, Path]) -> None:
    old, _ = two
    moved = old.parent / "moved"
    (moved / "b").mkdir(parents=True)
    for path in (old / "a").iterdir():
        (moved / "b" / path.name).write_bytes(path.read_bytes())
    assert CliRunner().invoke(app, ["diff", str(old), str(moved)]).stdout == "No claim changed.\n"


def test_revisions_of_git(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", "-C", str(tmp_path), *identity, *arguments], check=True, capture_output=True)

    git("init")
    (tmp_path / "pages").mkdir()
    for text in (PAGE, PAGE.replace("with warfarin", "with lithium")):
        (tmp_path / "pages/aspirin.md").write_text(text, encoding="utf-8")
        git("add", "-A")
        git("commit", "-m", "page")
    (version,) = in_git("HEAD~1..HEAD", tmp_path / "pages")
    assert (version.doc, version.old) == ("aspirin.md", PAGE.encode())
    run = CliRunner().invoke(app, ["diff", "HEAD~1..HEAD", str(tmp_path)])
    assert "interaction removed: warfarin" in run.stdout


def test_outside_git_one_line_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnusableError, match=r"not a git repository") as caught:
        list(in_git("HEAD~1..HEAD", tmp_path))
    assert "\n" not in str(caught.value)
