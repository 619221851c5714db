"""Two versions of a folder or file: on the disk, or two revisions that git holds. Only what differs is read."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from monograph.pipeline.errors import UnusableError
from monograph.pipeline.read import find
from monograph.pipeline.walk import read_bytes
from monograph.text.model import Unreadable


class Version(NamedTuple):
    """A document that differs: its bytes in the old and in the new version, None where it is not there."""

    doc: str
    old: bytes | None
    new: bytes | None


def on_disk(old: Path, new: Path) -> Iterator[Version]:
    """The documents that differ between two folders, or two files whatever their names."""
    if old.is_file() and new.is_file():
        before, after = _bytes(old.parent, old.name), _bytes(new.parent, new.name)
        if before != after:
            yield Version(new.name, before, after)
        return
    befores, afters = _docs(old), _docs(new)
    for doc in sorted(befores.keys() | afters.keys()):
        before, after = (_bytes(side[doc], doc) if doc in side else None for side in (befores, afters))
        if before != after:
            yield Version(doc, before, after)


def in_git(revisions: str, path: Path) -> Iterator[Version]:
    """The documents under a path that differ between two git revisions, written ``A..B``.

    Raises ``UnusableError`` where git does not know the revisions or the path.
    """
    if not path.exists():
        raise UnusableError(f"{path} does not exist: give a folder or file of the git repository")
    folder = path if path.is_dir() else path.parent
    before, _, after = revisions.partition("..")
    old, new = before or "HEAD", after.lstrip(".") or "HEAD"
    if old.startswith("-") or new.startswith("-"):
        raise UnusableError(f"{revisions} is no range of revisions: write it as HEAD~1..HEAD")
    # Outside a repository `git diff` takes the revisions for files and answers with its whole usage.
    _git(folder, "rev-parse", "--git-dir")
    listed = _git(
        folder, "diff", "--no-renames", "--name-only", "-z", "--relative", old, new, "--", str(path.resolve())
    )
    for doc in filter(None, listed.decode("utf-8", "surrogateescape").split("\0")):
        if doc.lower().endswith(".md"):
            yield Version(doc, _at(folder, old, doc), _at(folder, new, doc))


def _docs(path: Path) -> dict[str, Path]:
    folder, docs, _ = find(path)
    return dict.fromkeys(docs, folder)


def _bytes(folder: Path, doc: str) -> bytes | None:
    data = read_bytes(folder / doc, doc)
    return None if isinstance(data, Unreadable) else data


def _at(folder: Path, revision: str, doc: str) -> bytes | None:
    """The bytes of a document in a revision, or None where it is not in it."""
    run = subprocess.run(
        ["git", "-C", str(folder), "cat-file", "blob", f"{revision}:./{doc}"], capture_output=True, check=False
    )
    return run.stdout if run.returncode == 0 else None


def _git(folder: Path, *arguments: str) -> bytes:
    try:
        run = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
    except FileNotFoundError as error:
        raise UnusableError("git is not installed: give two folders or files instead of revisions") from error
    if run.returncode != 0:
        raise UnusableError(f"git: {run.stderr.decode('utf-8', 'replace').strip()}")
    return run.stdout
