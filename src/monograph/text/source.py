"""From bytes to text: decoding, the two views of equal length, and offsets in bytes made offsets in characters."""

from __future__ import annotations

import re

from monograph.text.model import Span, Unreadable

MAX_BYTES = 1_000_000
"""Larger files are refused: the largest of 6,447 real monographs has 9.5 kB."""

_BEYOND = b"\x80"
"""A byte that begins no character; all others of them are taken for it."""
_CONTINUATION = bytes(128 if 128 <= byte < 192 else byte for byte in range(256))
_LINE_END = re.compile(r"\r\n?|\n")
_CONTROL_BYTES = bytes([*range(9), *range(14, 32)])
_CONTROL = re.compile(f"[{_CONTROL_BYTES.decode()}]")
_NEW_TUPLE = tuple.__new__
_STRAIGHT = {
    "’": "'", "‘": "'", "ʼ": "'", "′": "'", "“": '"', "”": '"', "–": "-", "‑": "-", "‐": "-", "−": "-",
    "μ": "µ", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2002": " ", "\u2003": " ", "\u200b": " ", "\ufeff": " ",
}  # fmt: skip


def decode(data: bytes, doc: str) -> str | Unreadable:
    """The text of a file, or why it has none: too large, binary, or not UTF-8 (with the line of the first bad byte)."""
    if len(data) > MAX_BYTES:
        size = f"{len(data) / 1e6:.1f} MB"
        return Unreadable(
            doc,
            1,
            "too-large",
            f"{size} is more than a monograph may have ({MAX_BYTES // 10**6} MB); split it",
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        if b"\0" in data:
            return Unreadable(
                doc, data.count(b"\n", 0, data.index(b"\0")) + 1, "binary", "this is a binary file, not text"
            )
        return Unreadable(doc, line, "encoding", f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8")
    if len(data.translate(None, _CONTROL_BYTES)) < len(data):
        control = _CONTROL.search(text)
        assert control is not None
        line = text.count("\n", 0, control.start()) + 1
        message = f"control character U+{ord(control[0]):04X}: this is a binary file, or a damaged one"
        return Unreadable(doc, line, "binary", message)
    return text


def make_span(start: int, end: int) -> Span:
    """A span, made without the Python frame of ``Span(start, end)``: for where hundreds are made of a file."""
    return _NEW_TUPLE(Span, (start, end))


def places_of(signs: list[str], text: str, start: int, end: int) -> list[int]:
    """The offsets in ``text[start:end]`` at which one of a few signs or words stands, in order.

    >>> places_of([".", "!"], "no. no! no.", 0, 11)
    [2, 6, 10]
    """
    found: list[int] = []
    for sign in signs:
        at = text.find(sign, start, end)
        while at >= 0:
            found.append(at)
            at = text.find(sign, at + 1, end)
    found.sort()
    return found


def line_starts(text: str) -> list[int]:
    """The offsets at which lines start.

    >>> line_starts("a\\nbc\\n")
    [0, 2, 5]
    """
    if "\r" in text:
        return [0, *(match.end() for match in _LINE_END.finditer(text))]
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts


def continuation_bytes(text: str) -> list[int]:
    """The offsets, in the UTF-8 form of ``text``, of bytes that begin no character: none where text is ASCII.

    >>> continuation_bytes("5 µg")
    [3]
    """
    if text.isascii():
        return []
    found, at = [], -1
    for part in text.encode().translate(_CONTINUATION).split(_BEYOND)[:-1]:
        at += len(part) + 1
        found.append(at)
    return found


def fold(plain: str) -> str:
    """Lower case with straight quotes, hyphens and spaces, character for character.

    >>> fold("0.5–1 MG")
    '0.5-1 mg'
    """
    if plain.isascii():
        return plain.lower()
    folded = plain.lower()
    if len(folded) != len(plain):  # a few letters (İ) have a lower case of two characters
        folded = "".join(low if len(low := letter.lower()) == 1 else letter for letter in plain)
    for written, straight in _STRAIGHT.items():
        folded = folded.replace(written, straight)
    return folded
