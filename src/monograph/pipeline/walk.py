"""Which files of a folder are monographs, and the bytes of one: the only place where monographs are opened."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import NamedTuple

from monograph.pipeline.errors import UnusableError
from monograph.text.model import Unreadable
from monograph.text.source import MAX_BYTES

MAX_NAME = 250
"""Bytes of a file's name: its page has a name two bytes longer, and most file systems end at 255."""


class Walk(NamedTuple):
    """What lies under a folder: the documents to be read, in order, and what can already be said not to be."""

    docs: list[str]
    unreadable: list[Unreadable]


def walk(folder: Path) -> Walk:
    """All ``*.md`` under a folder, in the order of their paths, which are relative and have forward slashes.

    Hidden files and folders (``.git``) are no part of a library. Links are read where they stay in the folder;
    a linked folder inside it is read where it lies. What cannot be listed, what leads out of the folder, and a
    name that is no UTF-8 are said to be unreadable. Raises ``UnusableError`` where the folder itself is not there.
    """
    if not folder.is_dir():
        what = "is a file, not a folder" if folder.exists() else "does not exist"
        raise UnusableError(f"{folder} {what}: give the folder that holds the monographs")
    docs: list[str] = []
    unreadable: list[Unreadable] = []
    root = folder.resolve()

    def cannot_list(error: OSError) -> None:
        if Path(error.filename) == folder:
            raise UnusableError(f"{folder} cannot be listed ({error.strerror}): give yourself permission to read it")
        doc = _doc(folder, error.filename) + "/"
        unreadable.append(_refuse(doc, "no-permission", f"the folder cannot be listed ({error.strerror})"))

    for place, folders, files in os.walk(folder, onerror=cannot_list):
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if os.path.islink(os.path.join(place, name))]  # noqa: PTH114, PTH118
        pages = [name for name in files if name.lower().endswith(".md") and not name.startswith(".")]
        for name in links + pages:
            path = f"{place}/{name}"
            doc = _doc(folder, path)
            if os.path.islink(path) and not Path(os.path.realpath(path)).is_relative_to(root):  # noqa: PTH114
                unreadable.append(_refuse(doc, "outside-folder", "a link that leads out of the folder"))
            elif not doc.isprintable() or len(os.fsencode(name)) > MAX_NAME:
                shown = doc.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
                shown = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in shown)
                message = f"the name of the file is not printable UTF-8 of {MAX_NAME} bytes at most"
                unreadable.append(_refuse(shown, "file-name", message))
            elif name not in links:
                docs.append(doc)
    return Walk(sorted(docs), sorted(unreadable, key=lambda file: file.doc))


def read_bytes(path: Path, doc: str) -> bytes | Unreadable:
    """The bytes of a file, or why they cannot be had: no permission, no regular file, too large, gone."""
    try:
        # A pipe named like a monograph would block a plain open for ever.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with open(handle, "rb") as file:  # noqa: PTH123
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                return _refuse(doc, "no-file", "not a regular file")
            data = file.read(MAX_BYTES + 1)
    except PermissionError as error:
        return _refuse(doc, "no-permission", f"the file may not be read ({error.strerror})")
    except OSError as error:
        return _refuse(doc, "no-file", f"the file cannot be read ({error.strerror})")
    if len(data) > MAX_BYTES:
        return _refuse(doc, "too-large", f"{status.st_size:,} bytes: a monograph has {MAX_BYTES:,} at most")
    return data


def _doc(folder: Path, path: str) -> str:
    return Path(path).relative_to(folder).as_posix()


def _refuse(doc: str, reason: str, message: str) -> Unreadable:
    return Unreadable(doc=doc, line=1, reason=reason, message=message)
