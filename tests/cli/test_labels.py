"""``monograph labels`` as a shell sees it, and what a kill in the middle leaves behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from tests.labels.samples import SET_ID, as_json, as_lines, epi, gzipped, leaflet, openfda, spl, zipped
from tests.program import PROGRAM, run

from monograph.library.label_store import open_labels


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    """A folder of documents as people have them; one is broken, one is an older version."""
    folder = tmp_path / "downloads"
    (folder / "inner").mkdir(parents=True)
    files = {
        "exemplin.xml": spl(),
        "older.xml": spl(version="1", date="20200101", dose="10 mg once daily"),
        "broken.xml": spl()[:-50],
        "notes.txt": b"nothing to read",
        "inner/release.zip": zipped({"a.zip": zipped({"a.xml": spl(set_id="zipped")}), "../b.xml": spl()}),
        "inner/part.json.gz": gzipped(as_json({"results": [openfda(set_id="fda"), {"set_id": "bare"}]})),
        "epi.json": as_json(epi(language="es")),
        "leaflets.jsonl": as_lines(leaflet()),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def test_everything_is_added_and_what_cannot_be_is_named(downloads: Path, tmp_path: Path) -> None:
    done = run("labels", "add", downloads, "--format", "json", cwd=tmp_path)
    assert done.returncode == 0
    said = json.loads(done.stdout)
    assert said["labels"] == {"added": 5, "older": 1}
    refused = {(Path(one["file"]).name, one["member"], one["reason"]) for one in said["refused"]}
    assert refused == {
        ("broken.xml", "", "not-xml"), ("release.zip", "../b.xml", "path-in-archive"), ("part.json.gz", "", "no-label"),
    }  # fmt: skip
    assert "broken.xml:" in done.stderr
    assert "release.zip!../b.xml:1: path-in-archive" in done.stderr
    assert "6 labels: 5 added, 1 older; 3 documents refused" in done.stderr
    assert not list(tmp_path.glob("*.xml")), "nothing is unpacked to the disk"


def test_adding_twice_reads_nothing_again(downloads: Path, tmp_path: Path) -> None:
    run("labels", "add", downloads, cwd=tmp_path)
    before = (tmp_path / "labels.db").read_bytes()
    done = run("labels", "add", downloads, cwd=tmp_path)
    assert "6 labels: 6 unchanged" in done.stderr
    assert (tmp_path / "labels.db").read_bytes() == before


def test_list_and_show(downloads: Path, tmp_path: Path) -> None:
    run("labels", "add", downloads, cwd=tmp_path)
    listed = json.loads(run("labels", "list", "--format", "json", cwd=tmp_path).stdout)
    assert {one["set_id"] for one in listed} == {SET_ID, "zipped", "fda", "EU/1/99/001/001", "leaflet:exemplin"}
    assert all(one["newest"] for one in listed)
    table = run("labels", "list", "exemplin", "--versions", cwd=tmp_path).stdout
    assert table.count(SET_ID) == 2
    nothing = run("labels", "list", "nothing of the kind", cwd=tmp_path)
    assert (nothing.returncode, nothing.stdout) == (0, "")
    assert "no label of “nothing of the kind”" in nothing.stderr
    every = run("labels", "list", cwd=tmp_path).stdout
    assert all(value in every for one in listed for value in (one["set_id"], one["product"], one["substance"]))
    (shown,) = json.loads(run("labels", "show", SET_ID, "--format", "json", cwd=tmp_path).stdout)
    assert [one["version"] for one in shown["versions"]] == ["2", "1"]
    assert "20 mg once daily" in next(one for one in shown["sections"] if one["kind"] == "dosage")["text"]
    text = run("labels", "show", SET_ID, cwd=tmp_path).stdout
    assert "Exemplin sodium 20 mg" in text
    assert "contraindications" in text


def test_an_older_version_is_reached_and_its_text_read(downloads: Path, tmp_path: Path) -> None:
    run("labels", "add", downloads, cwd=tmp_path)
    assert "others   1 of 2020-01-01 (spl)" in run("labels", "show", SET_ID, cwd=tmp_path).stdout
    older = run("labels", "show", SET_ID, "--version", "1", "--text", cwd=tmp_path).stdout
    assert "version  1 of 2020-01-01" in older
    assert "10 mg once daily" in older
    assert older == run("labels", "show", SET_ID, "--version", "2020-01-01", "--text", cwd=tmp_path).stdout
    missing = run("labels", "show", SET_ID, "--version", "99", cwd=tmp_path)
    assert missing.returncode == 2
    assert "there are 2 of 2024-01-31 (spl), 1 of " in missing.stderr


def test_a_name_with_signs_that_steer_a_terminal_is_shown_without_them(tmp_path: Path) -> None:
    record = openfda(set_id="odd")
    record["openfda"]["brand_name"] = ["Exem\x1b[31mplin"]
    (tmp_path / "odd.json").write_bytes(as_json({"results": [record]}))
    run("labels", "add", "odd.json", cwd=tmp_path)
    for command in ("list", "show"):
        said = run("labels", command, *(["odd"] if command == "show" else []), cwd=tmp_path).stdout
        assert "plin" in said
        assert "\x1b" not in said


def test_remove(downloads: Path, tmp_path: Path) -> None:
    run("labels", "add", downloads, cwd=tmp_path)
    assert "2 versions removed" in run("labels", "remove", SET_ID, cwd=tmp_path).stderr
    again = run("labels", "remove", SET_ID, cwd=tmp_path)
    assert again.returncode == 2
    assert "no label" in again.stderr


@pytest.mark.parametrize(
    "args",
    [("add", "nowhere"), ("add", "empty.xml"), ("list",), ("show", "x"), ("remove", "x"),
     ("list", "--labels", "empty.xml"), ("add", "empty.xml", "--labels", "other.db"),
     ("add", "empty.xml", "--labels", "nowhere/labels.db")],
)  # fmt: skip
def test_what_cannot_be_done_ends_with_2_and_says_why(args: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "empty.xml").write_bytes(b"")
    (tmp_path / "other.db").write_text("something of somebody's\n" * 99, encoding="utf-8")
    before = (tmp_path / "other.db").read_bytes()
    done = run("labels", *args, cwd=tmp_path)
    assert done.returncode == 2
    assert "monograph: " in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "other.db").read_bytes() == before


def test_no_store_is_made_for_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    for path in ("nowhere", "pictures"):
        done = run("labels", "add", path, cwd=tmp_path)
        assert done.returncode == 2
        assert path in done.stderr
    assert not (tmp_path / "labels.db").exists()


def test_a_kill_in_the_middle_leaves_whole_labels(tmp_path: Path) -> None:
    (tmp_path / "many.jsonl").write_bytes(as_lines(*(openfda(set_id=f"set {number}") for number in range(8_000))))
    process = subprocess.Popen([*PROGRAM, "labels", "add", "many.jsonl"], cwd=tmp_path, stderr=subprocess.DEVNULL)
    store, deadline = tmp_path / "labels.db", time.monotonic() + 30
    while time.monotonic() < deadline and (not store.exists() or store.stat().st_size < 300_000):
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    with open_labels(store, writable=True) as opened:
        listings = opened.listings()
        assert 0 < len(listings) < 8_000
        assert all(opened.label(listing.id).text.sections for listing in listings[::50])
    assert "8,000 labels" in run("labels", "add", "many.jsonl", cwd=tmp_path).stderr
