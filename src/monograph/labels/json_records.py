"""The records of a JSON stream, one after another, however long the stream is.

What people have: an answer of the openFDA API or a part of its bulk download (``{"meta": …, "results": [record, …]}``),
a list of records, one record (a FHIR Bundle), or one record a line. Only one record is in memory at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BufferedReader
from typing import NamedTuple

import msgspec

_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|["{}\[\]]', re.DOTALL)
"""A whole string, a bracket, or the quote of a string that goes on behind the end of the buffer."""
_RESULTS = re.compile(rb'"results"\s*:\s*\Z')
_KEY = 64
"""Bytes that are kept of what is known, so that a list finds its key before it."""
_CHUNK = 1 << 20
LONGEST = 64_000_000
"""Bytes of a record; the longest label known has 3 MB."""


class Record(NamedTuple):
    """The bytes of one record and the line on which it starts, from 1."""

    line: int
    data: bytes


class BrokenStreamError(Exception):
    """The stream ends within a record, or one of its records has no end in sight."""

    def __init__(self, line: int, reason: str, message: str) -> None:
        super().__init__(message)
        self.line, self.reason, self.message = line, reason, message


def json_records(stream: BufferedReader, *, lines: bool = False, longest: int = LONGEST) -> Iterator[Record]:
    """The records of a stream. Their own JSON is not looked at: a bad one does not hide the next.

    ``lines`` says that each stands on a line of its own; where the first line is a record this is seen without.
    Raises ``BrokenStreamError`` where there is no way on.
    """
    if lines or _is_record_a_line(stream):
        yield from _lines(stream, longest)
    else:
        yield from _Splitter(stream, longest).records()


def _is_record_a_line(stream: BufferedReader) -> bool:
    head = stream.peek(_CHUNK).removeprefix(b"\xef\xbb\xbf").lstrip()
    first, newline, _ = head.partition(b"\n")
    if not newline:
        return False
    try:
        record = msgspec.json.decode(first)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return False
    return isinstance(record, dict) and not isinstance(record.get("results"), list)


def _lines(stream: BufferedReader, longest: int) -> Iterator[Record]:
    number = 0
    while line := stream.readline(longest + 1):
        number += 1
        if len(line) > longest:
            raise BrokenStreamError(number, "too-large", f"a line of more than {longest:,} bytes")
        if record := line.removeprefix(b"\xef\xbb\xbf").strip():
            yield Record(number, record)


class _Splitter:
    """Finds where records start and end by their brackets, in one pass over the stream."""

    def __init__(self, stream: BufferedReader, longest: int) -> None:
        self.stream = stream
        self.longest = longest
        self.buffer = b""
        self.at = 0  # up to here the buffer is known
        self.start = -1  # of the record that is open
        self.depth = 0
        self.level = 0  # the depth at which records stand; -1 behind the results
        self.line = 1
        self.counted = 0  # up to here the lines are counted

    def records(self) -> Iterator[Record]:
        """All records; the next chunk is as long as what is held, so that a long string is not scanned often."""
        found = False
        while chunk := self.stream.read(max(_CHUNK, len(self.buffer))):
            self.buffer += chunk
            for record in self._scan():
                found = True
                yield record
            self._drop()
            if len(self.buffer) > self.longest:
                raise BrokenStreamError(self.line, "too-large", f"a record of more than {self.longest:,} bytes")
        if self.start >= 0 or self.depth > 0:
            raise BrokenStreamError(self.line, "truncated", "the JSON ends before its last record does")
        if not found and self.level == 0:
            raise BrokenStreamError(self.line, "no-label", "the JSON holds no record")

    def _scan(self) -> Iterator[Record]:
        for token in _TOKEN.finditer(self.buffer, self.at):
            sign = token[0]
            if sign == b'"':
                self.at = token.start()
                return
            self.at = token.end()
            if sign in (b"{", b"["):
                self._open(sign, token.start())
            elif sign in (b"}", b"]") and (record := self._close(token.end())):
                yield record
        self.at = len(self.buffer)

    def _open(self, sign: bytes, at: int) -> None:
        if sign == b"[" and self.depth == 0:
            self.level = 1
        elif sign == b"[" and self.depth == 1 and self._names_results(at):
            self.level, self.start = 2, -1
        elif self.depth == self.level and sign == b"{":
            self._count(at)
            self.start = at
        self.depth += 1

    def _names_results(self, at: int) -> bool:
        return bool(_RESULTS.search(self.buffer, max(0, at - _KEY), at))

    def _close(self, end: int) -> Record | None:
        self.depth -= 1
        if self.depth < 0:
            self._count(end)
            raise BrokenStreamError(self.line, "not-json", "a bracket is closed that was never opened")
        if self.depth == 0 or self.depth < self.level:
            closed, self.level = self.level, 0 if self.depth == 0 else -1
            return self._take(end) if closed == 0 else None
        return self._take(end) if self.depth == self.level else None

    def _take(self, end: int) -> Record | None:
        if self.start < 0:
            return None
        record = Record(self.line, self.buffer[self.start : end])
        self.start = -1
        return record

    def _count(self, at: int) -> None:
        if at > self.counted:
            self.line += self.buffer.count(b"\n", self.counted, at)
            self.counted = at

    def _drop(self) -> None:
        """Forget what no record needs any more."""
        keep = self.start if self.start >= 0 else max(0, self.at - _KEY)
        self._count(keep)
        self.buffer = self.buffer[keep:]
        self.at -= keep
        self.counted = max(0, self.counted - keep)
        if self.start >= 0:
            self.start = 0
