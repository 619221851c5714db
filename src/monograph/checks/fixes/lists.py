"""X804: items that are listed twice."""

from __future__ import annotations

from collections.abc import Iterator

from monograph.library.model import Edit, Entry
from monograph.text.model import Block, Monograph, Section


def drop_repeated(entry: Entry) -> Iterator[Edit]:
    """The second of two equal items of a list: its whole line, where it stands alone on it."""
    monograph = entry.monograph
    if len(entry.identity.components) > 1:
        return
    for section in monograph.of_kind("side-effects"):
        seen: set[str] = set()
        for number, block in enumerate(section.blocks):
            text = monograph.folded[block.start : block.end].strip(" .")
            if block.kind != "item" or not text:
                continue
            if text in seen and not any(other.under == number for other in section.blocks):
                edit = _without_line(monograph, section, block)
                if edit:
                    yield edit
            seen.add(text)


def _without_line(monograph: Monograph, section: Section, block: Block) -> Edit | None:
    line = monograph.line_of(block.start)
    if monograph.line_of(block.end) != line or line >= len(monograph.lines):
        return None
    start, end = monograph.lines[line - 1], monograph.lines[line]
    alone = all(other is block or not start <= other.start < end for other in section.blocks)
    return Edit(start, end, "") if alone else None
