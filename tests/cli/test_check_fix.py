"""``monograph check`` with --fix, --diff, --baseline, --watch, configuration and the formats for other programs."""

from __future__ import annotations

import json
import os
import subprocess
import time
from pathlib import Path

import pytest
from tests.cli.test_check import write
from tests.program import PROGRAM, run_bytes

from monograph.checks.example import CLEAN, Page

GLUED = "**Adults:** 500mg OD by mouth. The maximum daily dose is 4 g."


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write(tmp_path / "library", Page(title="Aspirin", dosage=GLUED), Page())


def test_a_diff_changes_nothing_and_can_be_applied(library: Path) -> None:
    before = (library / "a/aspirin.md").read_bytes()
    result = run_bytes("check", library, "--diff")
    assert result.returncode == 1
    assert (library / "a/aspirin.md").read_bytes() == before
    subprocess.run(["patch", "-p0", "-s", "-d", "/"], input=result.stdout, check=True)
    assert (library / "a/aspirin.md").read_bytes() == before.replace(b"500mg", b"500 mg")
    assert run_bytes("check", library, "--diff").returncode == 0


def test_fix_writes_what_is_safe_and_reports_the_rest(library: Path) -> None:
    page = library / "a/aspirin.md"
    page.chmod(0o640)
    result = run_bytes("check", library, "--fix", "--format", "concise")
    assert result.returncode == 1
    assert b"Fixed 1 place (U751 1)." in result.stderr
    assert [line.split()[1:3] for line in result.stdout.splitlines()] == [[b"warning", b"U752"]]
    assert b"500 mg OD" in page.read_bytes()
    assert page.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in page.parent.iterdir()] == ["aspirin.md"]
    result = run_bytes("check", library, "--fix", "--unsafe-fixes")
    assert (result.returncode, result.stdout) == (0, b"")
    assert b"500 mg once daily by mouth" in page.read_bytes()


def test_unsafe_fixes_alone_are_no_call(library: Path) -> None:
    result = run_bytes("check", library, "--unsafe-fixes")
    assert result.returncode == 2
    assert b"--fix or --diff" in result.stderr


def test_nothing_is_written_outside_the_folder(library: Path, tmp_path: Path) -> None:
    outside = write(tmp_path / "elsewhere", Page(doc="b.md", title="Baclofen", dosage=GLUED)) / "b.md"
    (library / "b.md").symlink_to(outside)
    (library / "a/inside.md").symlink_to(library / "a/aspirin.md")
    before = outside.read_bytes()
    for path in (library, library / "b.md"):
        run_bytes("check", path, "--fix")
    assert outside.read_bytes() == before
    assert b"500 mg OD" in (library / "a/aspirin.md").read_bytes()
    assert (library / "a/inside.md").is_symlink()


def test_a_file_that_cannot_be_written_is_said_and_the_rest_goes_on(library: Path) -> None:
    write(library, Page(title="Baclofen", dosage=GLUED))
    page = library / "a/aspirin.md"
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    page.parent.chmod(0o500)
    result = run_bytes("check", library, "--fix")
    page.parent.chmod(0o700)
    assert b"aspirin.md:1: it could not be written" in result.stderr
    assert b"500 mg OD" in (library / "b/baclofen.md").read_bytes()


def test_a_baseline_quiets_what_is_known_and_fails_what_is_new(library: Path, tmp_path: Path) -> None:
    known = tmp_path / "known.json"
    assert run_bytes("check", library, "--baseline", known, "--write-baseline").returncode == 0
    assert run_bytes("check", library, "--baseline", known).returncode == 0
    assert run_bytes("check", library / "a/aspirin.md", "--baseline", known).returncode == 0
    moved = CLEAN["Usage"] + "\n\nAnd for fever.\n"
    write(library, Page(title="Aspirin", usage=moved, dosage=GLUED))
    assert run_bytes("check", library, "--baseline", known).returncode == 0
    write(library, Page(title="Aspirin", usage="For [specific condition].", dosage=GLUED))
    result = run_bytes("check", library, "--baseline", known, "--format", "concise")
    assert result.returncode == 1
    assert [line.split()[2] for line in result.stdout.splitlines()] == [b"A502"]
    assert run_bytes("check", library, "--baseline", tmp_path / "none.json").returncode == 2


def test_the_configuration_of_the_folder_counts(library: Path) -> None:
    config = library.parent / "monograph.toml"
    config.write_text('[check]\nignore = ["U752"]\n[check.per-file-ignores]\n"library/a/*" = ["U751"]\n', "utf-8")
    assert run_bytes("check", library).returncode == 0
    assert run_bytes("check", library, "--select", "U", "--ignore", "U751").returncode == 1
    config.write_text('[check]\nbaseline = "known.json"\n', "utf-8")
    assert run_bytes("check", library, "--write-baseline").returncode == 0
    assert (library.parent / "known.json").is_file()
    assert run_bytes("check", library).returncode == 0
    config.write_text("[check]\nselekt = []\n", "utf-8")
    result = run_bytes("check", library)
    assert result.returncode == 2
    assert f"{config}:2: “selekt” is no key of [check]".encode() in result.stderr
    config.write_text('[check]\nignore = ["Z999"]\n', "utf-8")
    assert run_bytes("check", library).returncode == 2


def test_formats_for_other_programs(library: Path) -> None:
    result = run_bytes("check", library, "--format", "sarif")
    assert result.returncode == 1
    (log,) = json.loads(result.stdout)["runs"]
    fixes = {found["ruleId"]: found.get("fixes") for found in log["results"]}
    assert set(fixes) == {"U751", "U752"}
    assert all(fixes.values())
    lines = run_bytes("check", library, "--format", "github").stdout.decode().splitlines()
    assert [line.partition(" ")[0] for line in lines] == ["::warning", "::warning"]
    page = run_bytes("check", library, "--format", "html").stdout
    assert page.startswith(b"<!doctype html>")
    assert b"2 problems (2 warnings) in 1 of 2 monographs." in page


def test_watching(library: Path) -> None:
    page = library / "a/aspirin.md"
    command = [*PROGRAM, "check", str(library), "--watch", "--format", "concise", "-j", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stderr

        def until(words: str) -> None:
            assert process.stderr
            while words not in process.stderr.readline():
                assert process.poll() is None

        try:
            until("Waiting for changes")
            assert [process.stdout.readline().split()[2] for _ in range(2)] == ["U751", "U752"]
            page.write_text(page.read_text("utf-8").replace("500mg OD", "500 mg OD"), encoding="utf-8")
            until("Waiting for changes")
            assert process.stdout.readline().split()[2] == "U752"
            page.unlink()
            started = time.monotonic()
            until("No problems in 1 monograph.")
            assert time.monotonic() - started < 10
        finally:
            process.kill()


def test_watching_changes_nothing(library: Path) -> None:
    assert run_bytes("check", library, "--watch", "--fix").returncode == 2
