"""Every file is read or said not to be: walk and read_bytes on folders that are not as they should be."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from monograph.pipeline.errors import UnusableError
from monograph.pipeline.walk import read_bytes, walk
from monograph.text.model import Unreadable
from monograph.text.source import MAX_BYTES


def write(path: Path, text: str = "# A\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_documents_come_sorted_with_forward_slashes(tmp_path: Path) -> None:
    for name in ("b/z.md", "b/a.md", "a.md", "b-c/d.MD", "notes.txt", ".hidden/e.md", ".f.md"):
        write(tmp_path / name)
    assert walk(tmp_path) == (["a.md", "b-c/d.MD", "b/a.md", "b/z.md"], [])


def test_a_link_out_of_the_folder_is_said_and_not_followed(tmp_path: Path) -> None:
    secret = write(tmp_path / "elsewhere/secret.md")
    inside = write(tmp_path / "in/a.md")
    (tmp_path / "in/out.md").symlink_to(secret)
    (tmp_path / "in/folder").symlink_to(secret.parent)
    (tmp_path / "in/same.md").symlink_to(inside)
    found = walk(tmp_path / "in")
    assert found.docs == ["a.md", "same.md"]
    assert [(file.doc, file.reason) for file in found.unreadable] == [
        ("folder", "outside-folder"),
        ("out.md", "outside-folder"),
    ]


def test_a_circle_of_links_ends(tmp_path: Path) -> None:
    write(tmp_path / "a/b.md")
    (tmp_path / "a/again").symlink_to(tmp_path)
    (tmp_path / "a/self.md").symlink_to(tmp_path / "a/self.md")
    found = walk(tmp_path)
    assert "a/b.md" in found.docs
    results = [read_bytes(tmp_path / doc, doc) for doc in found.docs if doc != "a/b.md"]
    assert all(isinstance(result, Unreadable) for result in results)


def test_what_is_no_file_is_said_and_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere.md")
    for doc in walk(tmp_path).docs:
        result = read_bytes(tmp_path / doc, doc)
        assert isinstance(result, Unreadable)
        assert result.reason == "no-file"


def test_a_file_above_the_limit_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "large.md").open("wb") as file:
        file.truncate(50_000_000)
    (tmp_path / "limit.md").write_bytes(b"x" * MAX_BYTES)
    result = read_bytes(tmp_path / "large.md", "large.md")
    assert isinstance(result, Unreadable)
    assert result.reason == "too-large"
    assert "50,000,000" in result.message
    assert read_bytes(tmp_path / "limit.md", "limit.md") == b"x" * MAX_BYTES


def test_a_name_that_is_no_text_is_said(tmp_path: Path) -> None:
    for name in (b"caf\xe9.md", b"two\nlines.md", b"x" * 251 + b".md"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).touch()
    found = walk(tmp_path)
    assert found.docs == []
    assert {file.reason for file in found.unreadable} == {"file-name"}
    assert len(found.unreadable) == 3
    assert all(file.doc.isprintable() for file in found.unreadable)


@pytest.mark.parametrize("name", ["missing", "file.md"])
def test_a_folder_that_is_none(tmp_path: Path, name: str) -> None:
    write(tmp_path / "file.md")
    with pytest.raises(UnusableError, match="give the folder"):
        walk(tmp_path / name)


AS_NOBODY = """
import os, sys
from pathlib import Path
from monograph.pipeline.walk import read_bytes, walk
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
root = Path(sys.argv[1])
found = walk(root)
print(found.docs, [(f.doc, f.reason) for f in found.unreadable], read_bytes(root / "closed.md", "closed.md").reason)
"""


def test_what_may_not_be_read_is_said() -> None:
    with tempfile.TemporaryDirectory() as place:  # pytest's own folders are closed to other users
        root = Path(place)
        root.chmod(0o755)
        write(root / "closed.md").chmod(0o000)
        write(root / "shut/a.md")
        write(root / "open.md")
        (root / "shut").chmod(0o000)
        run = subprocess.run([sys.executable, "-c", AS_NOBODY, place], capture_output=True, text=True, check=False)
        (root / "shut").chmod(0o755)
    assert run.stdout.strip() == "['closed.md', 'open.md'] [('shut/', 'no-permission')] no-permission", run.stderr
