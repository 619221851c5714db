"""Where a build goes: a new folder beside OUT, put in its place whole, one build at a time."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from monograph.pipeline.errors import UnusableError

MANIFEST = "build.json"
"""The file by which a folder is known to be a build: no other folder is ever replaced."""
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@contextmanager
def new_folder(out: Path) -> Iterator[Path]:
    """A new folder beside OUT that takes OUT's place when the block ends well, and goes away when it does not.

    On Linux the two folders change names in one step of the file system, so that a program killed at any moment leaves
    the old build or the new one under the name, never none and never half of one. Elsewhere there is an instant
    between two renames; the next build puts back what a kill in that instant left aside. What killed builds left
    lying is cleaned here. Nothing is forced to the disk: after a power cut, build again.
    """
    out = out.resolve()
    out.parent.mkdir(parents=True, exist_ok=True)
    with _lock(out):
        _tidy(out)
        _refuse_foreign(out)
        new = out.with_name(f".{out.name}.new")
        new.mkdir()
        try:
            yield new
            _swap(new, out)
        finally:
            shutil.rmtree(new, ignore_errors=True)


@contextmanager
def _lock(out: Path) -> Iterator[None]:
    """Held by one build at a time; the system lets go of it when the holder ends in whatever way."""
    path = out.with_name(f".{out.name}.lock")
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(handle)
            raise UnusableError(f"another build is writing to {out}: wait for it, or give another -o") from error
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), path.stat()):
                break
        os.close(handle)  # whoever held it has just removed it: this lock locks nothing
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(handle)


def _tidy(out: Path) -> None:
    """Clean what builds that were killed left beside OUT."""
    aside = out.with_name(f".{out.name}.old")
    if aside.exists() and not out.exists():
        aside.rename(out)
    for left in (aside, out.with_name(f".{out.name}.new")):
        shutil.rmtree(left, ignore_errors=True)


def _refuse_foreign(out: Path) -> None:
    if not out.exists():
        return
    if not out.is_dir():
        raise UnusableError(f"{out} is a file: give -o a folder")
    if not (out / MANIFEST).is_file() and any(out.iterdir()):
        raise UnusableError(f"{out} is not empty and no build (no {MANIFEST} in it): give -o another folder")


def _swap(new: Path, out: Path) -> None:
    if not out.exists():
        new.rename(out)
    elif not _exchange(new, out):
        aside = out.with_name(f".{out.name}.old")
        out.rename(aside)
        new.rename(out)
        shutil.rmtree(aside, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change names in one step, where the system and the file system can."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL):
        return False
    raise OSError(code, os.strerror(code), str(other))
