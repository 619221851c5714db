"""Pieces to blocks: the bold label that leads a block, its sentences, and the block that introduces it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monograph.text.model import Block, Span
from monograph.text.pieces import Piece
from monograph.text.sentences import split_sentences
from monograph.text.source import make_span

_COLON = re.compile(r"\s*:\s*")
_DASH = re.compile(r"\s+[-–—]\s+")
CAPTION = 99
"""The level of a caption: it governs the rows or items behind it, and ends with them; lines within it are below."""
_LEAD = CAPTION - 1
"""The level of a paragraph: one that ends in a colon governs the table right behind it."""
_ROW = CAPTION + 2
_BOLD_LINE = 50
"""The level of a label that stands alone without a level of its own: below every heading."""
_INTRODUCES = ("include", "includes", "including", "are", "following", "such as")
_END = 40
"""Characters at the end of a block in which it leads to what follows."""


def make_blocks(pieces: Sequence[Piece], plain: str, first: int = 0) -> list[Block]:
    """Blocks of one section, in order; ``first`` is the index that the first of them will have there."""
    blocks = [_block(piece, plain) for piece in pieces]
    for block in blocks:
        block.sentences = split_sentences(plain, block.body, block.end)
    _introduce(blocks, pieces, plain, first)
    return blocks


def _block(piece: Piece, plain: str) -> Block:
    kind = "item" if piece.depth and piece.kind != "row" else piece.kind
    label, body = _label(piece, piece.lead, plain) if piece.lead else (None, piece.start)
    start, end, depth, cells, header = piece.start, piece.end, piece.depth, piece.cells or [], piece.header or []
    return Block(kind, start, end, depth, label, body, cells=cells, header=header)  # type: ignore[arg-type]


def _label(piece: Piece, lead: Span, plain: str) -> tuple[Span | None, int]:
    """The label of a block and where the text after it starts.

    Emphasis at the start of a block is its label where a colon, a question mark, a dash or nothing follows it.
    Emphasis that runs on into its sentence ("**Do not use** this after ...") is none, nor is a whole bold sentence.
    """
    end = piece.end
    text = plain[lead.start : lead.end]
    stripped = text.strip()
    start = lead.start + len(text) - len(text.lstrip())
    label = make_span(start, start + len(stripped.rstrip(": ")))
    if piece.level:  # a heading is known as one
        body = end
    elif stripped.endswith(":"):
        body = lead.end
    elif outside := _COLON.match(plain, lead.end, end):
        body = outside.end()
    elif not piece.bold:
        return None, piece.start
    elif stripped.endswith("?"):
        body = lead.end
    elif (whole := not plain[lead.end : end].strip()) and not stripped.endswith((".", "!")):
        body = end
    elif not whole and ((dash := _DASH.match(plain, lead.end, end)) or stripped.endswith(".")):
        body = dash.end() if dash else lead.end
    else:
        return None, piece.start
    return (label, body) if label.end > label.start else (None, piece.start)


def _introduce(blocks: list[Block], pieces: Sequence[Piece], plain: str, first: int) -> None:
    """Set ``under``: the enclosing list item; else the line before a list that leads to it; else the heading, caption
    or label that stands alone above, which itself stands under the heading of a higher level; a line or an item before
    a table that leads to it counts as a heading of the table."""
    standing: list[tuple[int, int]] = []  # the level and the index of what governs what follows, each below the last
    leading: dict[int, int] = {}  # by depth: the block that introduces the list of that depth
    last: dict[int, int] = {}  # by depth: the last item
    opened = -1  # the item right above the rows of a table, where it leads to them
    for index, (block, piece) in enumerate(zip(blocks, pieces, strict=True)):
        row, colon = piece.kind == "row", plain[piece.end - 1] == ":"
        if not row:
            opened = index if piece.depth and colon else -1
        if opened >= 0 and row:
            block.under = opened
        elif piece.depth == 0:
            alone = block.label is not None and not block.sentences
            level = (piece.level or _BOLD_LINE) if alone else _ROW if row else _LEAD
            while standing and standing[-1][0] >= level:
                standing.pop()
            block.under = standing[-1][1] if standing else -1
            leading = {1: index if _leads(block, plain) else block.under}
            last = {}
            if alone or (level == _LEAD and colon):
                standing.append((level, index))
        else:
            _place_item(blocks, pieces, index, leading, last, plain)
        if block.under >= 0:
            block.under += first


def _place_item(
    blocks: list[Block],
    pieces: Sequence[Piece],
    index: int,
    leading: dict[int, int],
    last: dict[int, int],
    plain: str,
) -> None:
    block, depth = blocks[index], blocks[index].depth
    before = last.get(depth, -1)
    if before >= 0 and pieces[before].item == pieces[index].item:  # a further paragraph of the same item
        block.under = before
        return
    enclosing = last.get(depth - 1, -1)
    block.under = enclosing if enclosing >= 0 else leading.get(1, -1)
    # A tier written as a bullet among its own members: "* **Serious:**" and then "* Rash" at the same depth.
    sibling = leading.get(depth + 100, -1)
    heads = _heads_siblings(block, plain)
    if sibling >= 0 and not heads and block.label is None:
        block.under = sibling
    if heads:
        leading[depth + 100] = index
    elif block.label is not None:
        leading.pop(depth + 100, None)
    for deeper in [level for level in last if level > depth]:
        del last[deeper]
        leading.pop(deeper + 100, None)
    last[depth] = index


def _leads(block: Block, plain: str) -> bool:
    if block.label is not None:
        return True
    first, last = max(block.start, block.end - _END), block.end
    while last > first and not _is_letter(plain[last - 1]):
        if plain[last - 1] == ":":
            return True
        last -= 1
    return any(
        plain.endswith(words, first, last) and not (last > len(words) and _is_letter(plain[last - len(words) - 1]))
        for words in _INTRODUCES
    )


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


def _heads_siblings(block: Block, plain: str) -> bool:
    return plain[block.start : block.end].rstrip().endswith(":") and len(block.sentences) <= 1
