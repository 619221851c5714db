"""Offsets and positions of the protocol, with letters of one and two UTF-16 code units and line ends of all kinds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position, PositionEncodingKind

from monograph.lsp.positions import offset_of, position_of
from monograph.text.model import Monograph
from monograph.text.source import line_starts

TEXTS = st.text(st.sampled_from("ab é💊𝒳\u2028\x0c\r\n"), max_size=40)
ENCODINGS = pytest.mark.parametrize("encoding", list(PositionEncodingKind))
CODECS = {
    PositionEncodingKind.Utf8: ("utf-8", 1),
    PositionEncodingKind.Utf16: ("utf-16-le", 2),
    PositionEncodingKind.Utf32: ("utf-32-le", 4),
}


def text_of(source: str) -> Monograph:
    return Monograph("a.md", source, "", "", "", {}, [], line_starts(source))


@ENCODINGS
@given(source=TEXTS, data=st.data())
def test_there_and_back(encoding: PositionEncodingKind, source: str, data: st.DataObject) -> None:
    text = text_of(source)
    offset = data.draw(st.integers(0, len(source)))
    position = position_of(text, offset, encoding)
    within_line_end = source[offset - 1 : offset + 1] == "\r\n"
    assert offset_of(text, position, encoding) == offset - within_line_end


@ENCODINGS
@given(source=TEXTS, data=st.data())
def test_columns_are_those_of_an_encoder(encoding: PositionEncodingKind, source: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(source)))
    position = position_of(text_of(source), offset, encoding)
    codec, size = CODECS[encoding]
    before = source[:offset].replace("\r\n", "\n")
    last = before.replace("\r", "\n").rsplit("\n", 1)[-1]
    if source[offset - 1 : offset + 1] != "\r\n":
        assert position.character == len(last.encode(codec)) // size
        assert position.line == before.replace("\r", "\n").count("\n")


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_every_position_is_somewhere(source: str, line: int, character: int) -> None:
    offset = offset_of(text_of(source), Position(line, character))
    assert 0 <= offset <= len(source)
    there = position_of(text_of(source), offset)
    assert there.line <= line
    if there.line == line:
        assert there.character <= character


def test_a_position_inside_a_character_is_its_beginning() -> None:
    assert offset_of(text_of("a💊b"), Position(0, 2)) == 1
    assert offset_of(text_of("a💊b"), Position(0, 3)) == 2
