"""What was read of each file, kept in OUT, so that the next build reads only files that have changed.

One file, ``readings``: the packed readings one after the other, then a table of contents, then where that begins.
"""

from __future__ import annotations

import os
import zlib
from pathlib import Path
from types import TracebackType

import msgspec

from monograph.library.model import Entry, Problem
from monograph.library.rows import Rows
from monograph.site import Card

FILE = "readings"
_LEVEL = 1
"""Of compression: a fifth of the size for 0.2 ms a file."""
_END = 8
"""Bytes at the end that say where the contents begin."""
_Contents = dict[str, tuple[str, int, int, int]]
"""By ``doc``: the digest of the file's bytes; of what was read the place, size and checksum."""


class Reading(msgspec.Struct):
    """All that a library takes from one file and that no other file or label has a part in.

    ``rows`` are numbered 0; ``entry`` is an outline.
    """

    rows: Rows
    entry: Entry
    problems: list[Problem]
    card: Card

    def numbered(self, number: int) -> Rows:
        """The rows with the number that the monograph has in its library."""
        return {table: [(number, *row[1:]) for row in rows] for table, rows in self.rows.items()}


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Reading).decode


def pack(reading: Reading) -> bytes:
    """A reading as it is kept and sent."""
    return zlib.compress(_encode(reading), _LEVEL)


def unpack(packed: bytes) -> Reading:
    """What ``pack`` has packed."""
    return _decode(zlib.decompress(packed))


class ReadingsWriter:
    """Writes the file, in the order of the library: the same readings are the same bytes."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("xb")
        self._contents: _Contents = {}

    def __enter__(self) -> ReadingsWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is None:
            start = self._file.tell()
            self._file.write(_encode(self._contents) + start.to_bytes(_END))
        self._file.close()

    def add(self, doc: str, sha256: str, packed: bytes) -> None:
        """Add what was read of a file with this digest."""
        self._contents[doc] = (sha256, self._file.tell(), len(packed), zlib.crc32(packed))
        self._file.write(packed)


class Readings:
    """The readings of a build. A file that is missing or damaged holds none: all is then read anew."""

    def __init__(self, path: Path) -> None:
        self._contents: _Contents = {}
        try:
            self._file = path.open("rb")
            size = os.fstat(self._file.fileno()).st_size
            start = int.from_bytes(self._at(size - _END, _END))
            contents = msgspec.msgpack.decode(self._at(start, size - _END - start), type=_Contents)
        except (OSError, OverflowError, ValueError, msgspec.DecodeError):
            return
        self._contents = contents

    def get(self, doc: str, sha256: str) -> bytes | None:
        """The packed reading of a file with this digest, or None."""
        known, start, size, checksum = self._contents.get(doc, ("", 0, 0, 0))
        packed = self._at(start, size) if known == sha256 else b""
        return packed if packed and zlib.crc32(packed) == checksum else None

    def _at(self, start: int, size: int) -> bytes:
        return os.pread(self._file.fileno(), size, start)
