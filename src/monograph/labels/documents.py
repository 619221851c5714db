"""The label documents in what people have: XML, JSON, zip, zips in a zip as DailyMed publishes them, gz of each.

Everything is told by its first bytes, read as a stream and never unpacked to a disk. What cannot be read is said to be
refused, and the rest goes on.
"""

from __future__ import annotations

import gzip
import io
import os
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, BinaryIO, Literal, NamedTuple

from monograph.labels.json_records import LONGEST, BrokenStreamError, json_records

SUFFIXES = frozenset({".xml", ".json", ".jsonl", ".ndjson", ".gz", ".zip"})
"""Names that documents have in a folder or an archive; others there (pictures, style sheets) are passed over."""
LARGEST_INNER = 200_000_000
"""Bytes of an archive in an archive, which is held in memory; those of DailyMed have less than 100 MB."""
DEEPEST = 4
"""Archives in each other; DailyMed has two."""
RATIO, FLOOR = 100, 200_000_000
"""A file may unpack to so many times its size, or to the floor where that is more. Labels reach about 10 times."""

_BUFFER = 1 << 20
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)
"""What the parts that unpack raise of archives that are broken, encrypted or packed in an unknown way."""


class Document(NamedTuple):
    """One document: the file given, the path within its archives ("" where it is none), the line, from 1, and bytes."""

    file: str
    member: str
    line: int
    form: Literal["xml", "json"]
    data: bytes


class Refused(NamedTuple):
    """What could not be read, where and why; ``reason`` is a short word, ``message`` a sentence."""

    file: str
    member: str
    line: int
    reason: str
    message: str


class _UnpackedTooFarError(Exception):
    """The file unpacks to far more than label documents do."""


class _Budget:
    """How many bytes a file may still unpack to, whatever the archives and levels."""

    def __init__(self, size: int, floor: int) -> None:
        self.left = max(floor, size * RATIO)

    def take(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise _UnpackedTooFarError


class _Unpacked(io.RawIOBase):
    """A stream that is being unpacked and pays for each byte."""

    def __init__(self, stream: Any, budget: _Budget) -> None:
        self._stream = stream
        self._budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        self._budget.take(len(data))
        buffer[: len(data)] = data
        return len(data)


def open_documents(stream: BinaryIO, file: str, *, floor: int = FLOOR) -> Iterator[Document | Refused]:
    """The documents in a seekable stream, in its order; ``file`` is what it is called.

    ``floor`` are the bytes that any file may unpack to. Never raises for what the stream holds.
    """
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    budget = _Budget(size, floor)
    try:
        yield from _Opener(file, budget).opened(io.BufferedReader(_Raw(stream), _BUFFER), "", 0)
    except _UnpackedTooFarError:
        message = (
            f"it unpacks to more than {max(floor, size * RATIO):,} bytes: no label file does; the rest is not read"
        )
        yield Refused(file, "", 1, "unpacks-too-far", message)


class _Raw(io.RawIOBase):
    """A stream as the lowest layer of a buffer, which does not close it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._stream.seek(offset, whence)

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class _Opener:
    """Opens one file given; ``member`` is the path within its archives, ``depth`` how many are open."""

    def __init__(self, file: str, budget: _Budget) -> None:
        self.file = file
        self.budget = budget

    def opened(self, stream: io.BufferedReader, member: str, depth: int) -> Iterator[Document | Refused]:
        try:
            head = stream.peek(64)
            if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
                yield from self._archive(stream, member, depth)
            elif head.startswith(b"\x1f\x8b"):
                yield from self._gzip(stream, member, depth)
            elif (form := _form(head)) == "xml":
                yield self._xml(stream, member)
            elif form == "json":
                yield from self._json(stream, member)
            else:
                what = "the file is empty" if not head else "neither XML, JSON, zip nor gz"
                yield self._refused(member, "unknown-format", what)
        except _FAULTS as error:
            yield self._refused(member, "broken-archive", f"cannot be unpacked: {error or type(error).__name__}")

    def _xml(self, stream: io.BufferedReader, member: str) -> Document | Refused:
        data = stream.read(LONGEST + 1)
        if len(data) > LONGEST:
            return self._refused(member, "too-large", f"an XML document of more than {LONGEST:,} bytes")
        return Document(self.file, member, 1, "xml", data)

    def _json(self, stream: io.BufferedReader, member: str) -> Iterator[Document | Refused]:
        name = PurePosixPath(member or self.file).name.lower()
        try:
            for record in json_records(stream, lines=".jsonl" in name or ".ndjson" in name):
                yield Document(self.file, member, record.line, "json", record.data)
        except BrokenStreamError as error:
            yield Refused(self.file, member, error.line, error.reason, error.message)

    def _gzip(self, stream: io.BufferedReader, member: str, depth: int) -> Iterator[Document | Refused]:
        if depth >= DEEPEST:
            yield self._refused(member, "too-deep", f"more than {DEEPEST} archives in each other")
            return
        with gzip.GzipFile(fileobj=stream) as unpacked:
            yield from self.opened(self._paid(unpacked), member, depth + 1)

    def _archive(self, stream: io.BufferedReader, member: str, depth: int) -> Iterator[Document | Refused]:
        if depth >= DEEPEST:
            yield self._refused(member, "too-deep", f"more than {DEEPEST} archives in each other")
            return
        if depth:  # what is being unpacked cannot be gone back in
            data = stream.read(LARGEST_INNER + 1)
            if len(data) > LARGEST_INNER:
                yield self._refused(member, "too-large", f"an archive of more than {LARGEST_INNER:,} bytes within one")
                return
            source: Any = io.BytesIO(data)
        else:
            source = stream
        with zipfile.ZipFile(source) as archive:
            for entry in archive.infolist():
                yield from self._entry(archive, entry, member, depth)

    def _entry(
        self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, member: str, depth: int
    ) -> Iterator[Document | Refused]:
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        if entry.is_dir() or path.suffix.lower() not in SUFFIXES or "__MACOSX" in path.parts:
            return
        inner = f"{member}!{entry.filename}" if member else entry.filename
        if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
            yield self._refused(inner, "path-in-archive", "its name leads out of the archive")
            return
        try:
            with archive.open(entry) as unpacked:
                yield from self.opened(self._paid(unpacked), inner, depth + 1)
        except _FAULTS as error:
            yield self._refused(inner, "broken-archive", f"cannot be unpacked: {error or type(error).__name__}")

    def _paid(self, stream: Any) -> io.BufferedReader:
        return io.BufferedReader(_Unpacked(stream, self.budget), _BUFFER)

    def _refused(self, member: str, reason: str, message: str) -> Refused:
        return Refused(self.file, member, 1, reason, message)


def _form(head: bytes) -> Literal["xml", "json"] | None:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "xml"  # UTF-16; JSON is UTF-8
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return "xml" if start.startswith(b"<") else "json" if start.startswith((b"{", b"[")) else None
