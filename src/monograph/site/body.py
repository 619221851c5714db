"""The text of a monograph as HTML: sections, paragraphs, lists, tables and questions, with marks in place."""

from __future__ import annotations

import re
from collections.abc import Iterable

from monograph.site.marked import Mark, escaped, marked
from monograph.text.model import Block, Monograph, Question, Section, Span

_NUMBERED = re.compile(r"(\d{1,9})[.)]\s*$")


class Body:
    """Writes the sections of one monograph, once, from the first to the last.

    ``marks`` are sorted; ``notes`` are what stands beside the block in which an offset lies; ``doses`` closes the
    first section on dosage.
    """

    def __init__(self, monograph: Monograph, marks: list[Mark], notes: list[tuple[int, str]], doses: str = "") -> None:
        self.monograph = monograph
        self.marks = marks
        self.notes = notes
        self.doses = doses
        self.next_mark = 0
        self.next_note = 0
        self.running: list[Mark] = []
        self.contents: list[tuple[str, str, bool]] = []
        """Identifier and title of each section written so far, and whether it is one of a component's."""

    def html(self) -> str:
        """All sections. Afterwards ``contents`` lists them."""
        taken: dict[str, int] = {}
        out: list[str] = []
        for section in self.monograph.sections:
            if section.title:
                count = taken[section.kind] = taken.get(section.kind, 0) + 1
                identifier = section.kind if count == 1 else f"{section.kind}-{count}"
                title = escaped(section.title)
                self.contents.append((identifier, title, section.component not in ("", section.title)))
                out.append(f'<h2 id="{identifier}">{title}</h2>\n')
            out.append(self._section(section))
            if section.kind == "dosage" and section.blocks:
                out.append(self.doses)
                self.doses = ""
        out.append(self.doses)
        out.append(self._notes(len(self.monograph.source) + 1))
        return "".join(out)

    def _section(self, section: Section) -> str:
        if section.questions:
            return self._questions(section)
        return self._blocks(section.blocks)

    def _questions(self, section: Section) -> str:
        """Questions fold; blocks that belong to none (a lead-in, the disclaimer) stand where they were."""
        out: list[str] = []
        blocks = section.blocks
        at = 0
        for question in section.questions:
            first = question.question.start
            until = max(question.question.end, question.answer.end)
            before = at
            while at < len(blocks) and blocks[at].end <= first:
                at += 1
            out.append(self._blocks(blocks[before:at]))
            before = at
            while at < len(blocks) and blocks[at].start < until:
                at += 1
            out.append(self._question(question, blocks[before:at]))
        out.append(self._blocks(blocks[at:]))
        return "".join(out)

    def _question(self, question: Question, blocks: list[Block]) -> str:
        start, end = question.question
        whole = next(((block.start, block.end) for block in blocks if block.end > start), None)
        asked = self._inline(start, end, whole)
        answer, until = question.answer
        parts = []
        for block in blocks:
            low, high = max(block.start, answer), min(block.end, until)
            if low < high:
                parts.append(f"<p>{self._inline(low, high, (block.start, block.end))}</p>{self._notes(high)}")
        said = "".join(parts) or '<p class="none">No answer is given.</p>'
        return f'<details id="q{start}"><summary>{asked}</summary>{said}</details>\n'

    def _blocks(self, blocks: Iterable[Block]) -> str:
        out: list[str] = []
        lists: list[str] = []
        """Closing tags of the open lists, outermost first."""
        depths: list[int] = []
        header: list[Span] = []
        in_table = False
        for block in blocks:
            kind = block.kind
            if in_table and (kind != "row" or block.header != header):
                out.append("</tbody></table></div>\n")
                in_table = False
            while depths and depths[-1] > block.depth:
                depths.pop()
                out.append(lists.pop())
            if kind == "row":
                if not in_table:
                    in_table, header = True, block.header
                    out.append(self._table_head(block))
                out.append(self._row(block))
                continue
            if kind == "item":
                if depths and depths[-1] == block.depth:
                    out.append("</li>\n<li>")
                else:
                    opening, closing = self._list_tags(block)
                    out.append(opening)
                    lists.append(closing)
                    depths.append(block.depth)
                out.append(self._inline(block.start, block.end, None))
            else:
                out.append(f"<p>{self._inline(block.start, block.end, None)}</p>\n")
            out.append(self._notes(block.end))
        if in_table:
            out.append("</tbody></table></div>\n")
        out.extend(reversed(lists))
        return "".join(out)

    def _list_tags(self, block: Block) -> tuple[str, str]:
        source = self.monograph.source
        line = source[source.rfind("\n", 0, block.start) + 1 : block.start]
        numbered = _NUMBERED.search(line)
        if numbered is None:
            return "\n<ul><li>", "</li></ul>\n"
        first = int(numbered[1])
        return (f'\n<ol start="{first}"><li>' if first != 1 else "\n<ol><li>"), "</li></ol>\n"

    def _table_head(self, block: Block) -> str:
        cells = "".join(f'<th scope="col">{self._inline(start, end, None)}</th>' for start, end in block.header)
        head = f"<thead><tr>{cells}</tr></thead>" if cells else ""
        return f'<div class="wide" tabindex="0" role="region" aria-label="Table"><table>{head}<tbody>'

    def _row(self, block: Block) -> str:
        cells = "".join(f"<td>{self._inline(start, end, None)}</td>" for start, end in block.cells)
        return f"<tr>{cells}</tr>"

    def _inline(self, start: int, end: int, block: tuple[int, int] | None) -> str:
        """A range of one block, with the marks that begin in it or run into it."""
        here = self.running
        marks = self.marks
        at = self.next_mark
        if at < len(marks) and marks[at].start < end:
            here = here[:]
            while at < len(marks) and marks[at].start < end:
                here.append(marks[at])
                at += 1
            self.next_mark = at
        if not here:
            return marked(self.monograph, start, end, here, block)
        self.running = [item._replace(opening=item.again) for item in here if -item.minus_end > end]
        if self.running or here[0].start < start:
            here = [
                item._replace(start=max(item.start, start), minus_end=max(item.minus_end, -end))
                for item in here
                if -item.minus_end > start
            ]
            here.sort()
        return marked(self.monograph, start, end, here, block)

    def _notes(self, until: int) -> str:
        """The notes that begin before the end of the block just written."""
        notes = self.notes
        at = self.next_note
        if at >= len(notes) or notes[at][0] >= until:
            return ""
        out = []
        while at < len(notes) and notes[at][0] < until:
            out.append(notes[at][1])
            at += 1
        self.next_note = at
        return "".join(out)
