"""The build as a user sees it: what OUT holds, whole or not at all, the same bytes each time."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from tests.conftest import monograph
from tests.program import PROGRAM

from monograph.checks.run import check
from monograph.library.model import Entry
from monograph.library.search import find
from monograph.library.store import open_library
from monograph.pipeline import build as build_module
from monograph.pipeline.build import build
from monograph.pipeline.errors import UnusableError
from monograph.pipeline.read import read_entries, read_library
from monograph.text.model import Unreadable

Tree = Callable[[Path], dict[str, bytes]]


@pytest.fixture(autouse=True)
def one_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody may be writing the program while its tests run: all builds of a test are by one program."""
    monkeypatch.setattr(build_module, "program", lambda: "one")


def hidden(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def test_a_build_holds_everything_and_loses_no_file(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    report = build(folder, out, workers=2)
    assert report.files == report.monographs + len(report.unreadable) == 5
    assert [(file.doc, file.reason) for file in report.unreadable] == [("b/broken.md", "front-matter")]
    assert report.substances == 3
    assert report.claims["dose"] >= 4
    assert json.loads((out / "build.json").read_bytes())["monographs"] == 4
    assert (out / "site/index.html").is_file()
    assert (out / "site/medicines/a/aspirin.html").is_file()
    assert find(out / "search", "aspirin")[0].doc == "a/aspirin.md"
    with open_library(out) as library:
        assert len(library.listings()) == 4
        assert [file.doc for file in library.unreadable()] == ["b/broken.md"]
    assert hidden(out.parent) == []


def test_pages_of_one_substance_name_each_other(folder: Path, tmp_path: Path) -> None:
    build(folder, tmp_path / "out", workers=2)
    page = (tmp_path / "out/site/medicines/a/acetaminophen.html").read_text("utf-8")
    assert "p/paracetamol.html" in page


def test_the_build_finds_what_check_finds(folder: Path, tmp_path: Path) -> None:
    build(folder, tmp_path / "out", workers=2)
    with open_library(tmp_path / "out") as library:
        assert library.problems() == check(read_library(folder))


def test_the_same_folder_gives_the_same_bytes(folder: Path, tmp_path: Path, tree: Tree) -> None:
    for number in range(150):
        (folder / f"c{number}.md").write_text(monograph(f"Medicine {number}"), encoding="utf-8")
    outs = [tmp_path / name for name in ("one", "three")]
    build(folder, outs[0], workers=1)
    build(folder, outs[1], workers=3)
    assert tree(outs[0]) == tree(outs[1])


def test_an_incremental_build_is_the_full_build(
    folder: Path, tmp_path: Path, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    build(folder, out, workers=1)
    (folder / "a/aspirin.md").write_text(monograph("Aspirin", dose="250 mg"), encoding="utf-8")
    (folder / "b/baclofen.md").unlink()
    (folder / "c.md").write_text(monograph("Codeine"), encoding="utf-8")
    read = tmp_path / "read"

    def noted(files: Sequence[tuple[bytes, str]]) -> list[Entry | Unreadable]:
        with read.open("a") as file:
            file.writelines(f"{doc}\n" for _, doc in files)
        return read_entries(files)

    monkeypatch.setattr("monograph.pipeline.read.read_entries", noted)
    build(folder, out, workers=1)
    assert set(read.read_text().split()) - {"warm-up.md"} == {"a/aspirin.md", "b/broken.md", "c.md"}
    build(folder, tmp_path / "fresh", workers=1, full=True)
    assert tree(out) == tree(tmp_path / "fresh")


def test_a_file_before_all_others_gives_every_monograph_another_number(
    folder: Path, tmp_path: Path, tree: Tree
) -> None:
    out = tmp_path / "out"
    build(folder, out, workers=1)
    (folder / "0.md").write_text(monograph("Zero"), encoding="utf-8")
    build(folder, out, workers=2)
    build(folder, tmp_path / "fresh", workers=1)
    assert tree(out) == tree(tmp_path / "fresh")


@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "overwritten", "without contents"])
def test_damaged_readings_are_made_anew(folder: Path, tmp_path: Path, tree: Tree, damage: str) -> None:
    out = tmp_path / "out"
    build(folder, out, workers=1)
    whole, readings = tree(out), out / "readings"
    data = readings.read_bytes()
    match damage:
        case "missing":
            readings.unlink()
        case "empty":
            readings.write_bytes(b"")
        case "cut":
            readings.write_bytes(data[: len(data) // 2])
        case "overwritten":
            readings.write_bytes(b"\0" * 100 + data[100:])
        case _:
            readings.write_bytes(data[:-8] + bytes(8))
    build(folder, out, workers=1)
    assert tree(out) == whole


def test_a_page_is_taken_over_where_nothing_that_it_shows_has_changed(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    pages = [out / "site/medicines" / page for page in ("a/acetaminophen.html", "p/paracetamol.html", "a/aspirin.html")]
    build(folder, out, workers=1)
    before = [page.stat().st_ino for page in pages]
    changed = folder / "p/paracetamol.md"
    changed.write_text(changed.read_text("utf-8").replace("mg", "g"), encoding="utf-8")
    build(folder, out, workers=1)
    after = [page.stat().st_ino for page in pages]
    assert [one == other for one, other in zip(before, after, strict=True)] == [False, False, True]


def test_a_build_of_another_program_is_not_reused(folder: Path, tmp_path: Path, tree: Tree) -> None:
    out = tmp_path / "out"
    build(folder, out, workers=1)
    whole = tree(out)
    manifest = json.loads((out / "build.json").read_bytes())
    (out / "build.json").write_text(json.dumps(manifest | {"program": "another"}))
    with sqlite3.connect(out / "library.db") as db:
        db.execute("UPDATE doses SET amount_max = 7")
    build(folder, out, workers=1)
    assert tree(out) == whole


@pytest.mark.parametrize("content", ["file", "folder"])
def test_what_is_no_build_is_never_replaced(folder: Path, tmp_path: Path, content: str) -> None:
    out = tmp_path / "out"
    if content == "file":
        out.write_text("precious")
    else:
        out.mkdir()
        (out / "thesis.txt").write_text("precious")
    with pytest.raises(UnusableError, match="give -o"):
        build(folder, out, workers=1)
    assert (out if content == "file" else out / "thesis.txt").read_text() == "precious"


def test_out_is_never_a_folder_that_holds_the_monographs(folder: Path) -> None:
    for out in (folder, folder.parent):
        with pytest.raises(UnusableError, match="give -o another folder"):
            build(folder, out, workers=1)
    assert (folder / "a/aspirin.md").is_file()


def test_a_folder_without_monographs(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnusableError, match="no Markdown files"):
        build(tmp_path / "empty", tmp_path / "out", workers=1)
    assert not (tmp_path / "out").exists()


HOLD = """
import sys, time
from pathlib import Path
from monograph.pipeline.place import new_folder
with new_folder(Path(sys.argv[1])) as new:
    (new / "build.json").write_text("half")
    print("in", flush=True)
    time.sleep(60)
"""


def holder(out: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(out)], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "in\n"
    return process


def test_the_second_of_two_builds_at_once_is_told(folder: Path, tmp_path: Path, tree: Tree) -> None:
    out = tmp_path / "out"
    build(folder, out, workers=1)
    before = tree(out)
    process = holder(out)
    try:
        with pytest.raises(UnusableError, match="another build is writing"):
            build(folder, out, workers=1)
    finally:
        process.kill()
        process.wait()
        assert process.stdout
        process.stdout.close()
    assert tree(out) == before
    build(folder, out, workers=1)
    assert hidden(tmp_path) == []


@pytest.mark.parametrize("after", [0.15, 0.4, 0.7, 1.0])
def test_a_killed_build_leaves_the_old_one(folder: Path, tmp_path: Path, tree: Tree, after: float) -> None:
    out = tmp_path / "out"
    build(folder, out, workers=1)
    before = tree(out)
    for number in range(400):
        (folder / f"c{number}.md").write_text(monograph(f"Medicine {number}"), encoding="utf-8")
    process = subprocess.Popen(
        [*PROGRAM, "build", str(folder), "-o", str(out), "-j", "2"], stderr=subprocess.DEVNULL, start_new_session=True
    )
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert wait_for_no_process_of(process.pid), "workers outlived the build"
    if tree(out) != before:  # the build was quicker than the kill
        assert json.loads((out / "build.json").read_bytes())["monographs"] == 404
    build(folder, out, workers=2)
    assert json.loads((out / "build.json").read_bytes())["monographs"] == 404
    assert hidden(tmp_path) == []


def wait_for_no_process_of(session: int) -> bool:
    for _ in range(100):
        try:
            os.killpg(session, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_an_interrupted_build_leaves_the_old_one_and_nothing_else(folder: Path, tmp_path: Path, tree: Tree) -> None:
    out = tmp_path / "out"
    build(folder, out, workers=1)
    before = tree(out)

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(folder, out, workers=2, progress=interrupt)
    assert tree(out) == before
    assert hidden(tmp_path) == []


LITTLE_ROOM = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
sys.argv[1:] = sys.argv[2:]
from monograph.cli import main
main()
"""


@pytest.mark.parametrize("room", [100, 20_000, 60_000])
def test_a_full_disk_is_said_and_the_old_build_kept(folder: Path, tmp_path: Path, tree: Tree, room: int) -> None:
    out = tmp_path / "out"
    build(folder, out, workers=1)
    before = tree(out)
    command = [sys.executable, "-c", LITTLE_ROOM, str(room), "build", str(folder), "-o", str(out)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 2, run.stderr
    assert "a build that was there is kept" in run.stderr
    assert "Traceback" not in run.stderr
    assert tree(out) == before
    assert hidden(tmp_path) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", place], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no small disk can be mounted here")
    yield place
    subprocess.run(["umount", place], check=True)


@pytest.mark.parametrize("spare", [0, 150_000, 350_000, 550_000])
def test_a_disk_that_runs_full_anywhere_on_the_way(folder: Path, small_disk: Path, tree: Tree, spare: int) -> None:
    for number in range(30):
        (folder / f"c{number}.md").write_text(monograph(f"Medicine {number}"), encoding="utf-8")
    (small_disk / "filler").write_bytes(b"x" * (1_000_000 - spare))
    with pytest.raises(UnusableError, match="could not be written"):
        build(folder, small_disk / "out", workers=2)
    assert [path.name for path in small_disk.iterdir()] == ["filler"]


def test_bad_files_are_named_and_the_rest_goes_on(folder: Path, tmp_path: Path) -> None:
    bad = {
        "bare.md": b"Just some words about nothing in particular.\n",
        "broken-yaml.md": b"---\ntitle: 'open\n---\n# A\n",
        "empty.md": b"",
        "latin.md": monograph("Caf\xe9ine").encode("latin-1"),
        "nul.md": monograph("Nul").replace("fever", "fe\0ver").encode(),
        "surrogate.md": monograph('"\\ud800"').encode(),
    }
    for name, data in bad.items():
        (folder / name).write_bytes(data)
    with (folder / "large.md").open("wb") as file:
        file.truncate(50_000_000)
    nested = "\n".join(f"{'  ' * depth}* level {depth}" for depth in range(2_000))
    (folder / "nested.md").write_text(monograph("Nested").replace("* **Common:**", nested), encoding="utf-8")
    report = build(folder, tmp_path / "out", workers=2)
    said = {file.doc: file for file in report.unreadable}
    assert report.files == report.monographs + len(said) == 13
    assert {"bare.md", "broken-yaml.md", "empty.md", "latin.md", "nul.md", "large.md"} <= said.keys()
    assert said["large.md"].reason == "too-large"
    assert all(file.line >= 1 and file.message and file.reason != "failed" for file in said.values()), said
