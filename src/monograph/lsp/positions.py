"""Offsets into a monograph and the positions of the Language Server Protocol.

A position is a line and a column, both from 0; columns count UTF-16 code units, or what both sides have agreed on.
Lines end at ``\\n``, ``\\r\\n`` and ``\\r``, in the protocol as in ``Monograph.lines``.
"""

from __future__ import annotations

from lsprotocol.types import Position, PositionEncodingKind, Range

from monograph.text.model import Monograph

Encoding = PositionEncodingKind | str
UTF16 = PositionEncodingKind.Utf16


def position_of(monograph: Monograph, offset: int, encoding: Encoding = UTF16) -> Position:
    """The position of an offset."""
    line = monograph.line_of(offset)
    start = monograph.lines[line - 1]
    return Position(line - 1, _units(monograph.source[start:offset], encoding))


def range_of(monograph: Monograph, start: int, end: int, encoding: Encoding = UTF16) -> Range:
    """The range of a span."""
    return Range(position_of(monograph, start, encoding), position_of(monograph, end, encoding))


def offset_of(monograph: Monograph, position: Position, encoding: Encoding = UTF16) -> int:
    """The offset of a position; beyond the end of a line it is that end, beyond the last line the end of the text.

    A position inside a character (between its two code units) is that of the character.
    """
    if position.line >= len(monograph.lines):
        return len(monograph.source)
    start = monograph.lines[position.line]
    last = position.line + 1 == len(monograph.lines)
    stop = len(monograph.source) if last else monograph.lines[position.line + 1]
    line = monograph.source[start:stop].rstrip("\r\n")
    if encoding == PositionEncodingKind.Utf32 or line.isascii():
        return start + min(position.character, len(line))
    left = position.character
    for index, letter in enumerate(line):
        left -= _units(letter, encoding)
        if left < 0:
            return start + index
    return start + len(line)


def _units(text: str, encoding: Encoding) -> int:
    if encoding == PositionEncodingKind.Utf32 or text.isascii():
        return len(text)
    if encoding == PositionEncodingKind.Utf8:
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text) + sum(letter > "\uffff" for letter in text)
