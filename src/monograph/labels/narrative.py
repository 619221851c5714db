"""The narrative of a label (SPL text, XHTML of an ePI, tables of openFDA) into a ``Composer``, with its structure.

Lists stay lists and tables stay rows under their head: flattened, a table of doses cannot be told from prose.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from monograph.labels.model import LabelError
from monograph.labels.running import typed_items
from monograph.labels.titles import is_title
from monograph.text.compose import Composer, Run

_BLOCKS = frozenset({"paragraph", "p", "div", "text", "blockquote", "section"})
_LISTS = frozenset({"list", "ul", "ol"})
_ITEMS = frozenset({"item", "li"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "caption", "title"})
_SILENT = frozenset(
    {"footnote", "footnoteRef", "renderMultiMedia", "col", "colgroup", "img", "style", "script", "tfoot"}
)
_EMPHASES = {"b": "bold", "strong": "bold", "u": "underline", "i": "italics", "em": "italics"}
_LEVELS = {"bold": 50, "underline": 51, "italics": 52, "": 53}
"""A line of its own that is emphasised, or worded as a heading, is one; labels set theirs in this order, below the
titles of sections."""
_NO_HEADING = re.compile(r"\A\W*see\b|[.;,!]\W*\Z", re.IGNORECASE)
_LONGEST_HEADING = 150
_TABLE_NUMBER = re.compile(r"\A\s*table\s+[\dA-Z]{1,3}\b[.:]?\s*", re.IGNORECASE)
_DEEPEST_HEAD = 3
"""Rows of the head of a table that does not mark it as one."""
_FEWEST_ROWS = 2
"""Rows and columns of a table whose first row can be known as its head by what stands below."""
_NEARLY = 0.8
_NOTE = re.compile(r"\s*[a-o](?:\s*,\s*[a-o])*\s*")
"""The letters by which a word is referred to a note."""
_DIGIT = re.compile(r"\d")
_MEASURE = re.compile(
    r"1\.73 ?m ?2?|m ?2\b|\b\d+ (?:years?|months?)\b|\b(?:days?|weeks?) \d+(?: (?:and|to|through) \d+)?", re.IGNORECASE
)
"""Digits of units, ages and times, which a head may have."""
_DENIES = re.compile(r"no(?:t|ne)?\b", re.IGNORECASE)
"""How a cell below a head begins that has words instead of a number ("No adjustment")."""
_WIDEST = 60
"""A table of more columns, or a cell that spans more, is a fault of the document."""


def parse_xml(data: bytes, name: str) -> Any:
    """The root of an XML document; nothing is loaded, no entity is resolved.

    Raises ``LabelError`` where ``data`` is not well-formed, is nested too deep or has entities of its own: no
    label does, and a text with holes in it would be read as if it were whole.
    """
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as error:
        deep = "depth" in str(error.msg).lower()
        reason = "too-deep" if deep else "not-xml"
        raise LabelError(
            name, f"not well-formed XML: {' '.join(error.msg.split())}", reason, line=error.lineno or 1
        ) from error
    if root is None:
        raise LabelError(name, "no element in the XML", "not-xml")
    declared = root.getroottree().docinfo.internalDTD
    if (declared is not None and any(True for _ in declared.iterentities())) or any(
        True for _ in root.iter(etree.Entity)
    ):
        raise LabelError(name, "the document has XML entities of its own, which no label has", "entities")
    return root


def _parser() -> Any:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )


def add_narrative(composer: Composer, element: Any) -> None:
    """Add what ``element`` holds to the open section: paragraphs, list items, tables, headings."""
    walker = _Walker(composer)
    walker.walk(element, "")
    walker.flush()


def plain_text(element: Any) -> str:
    """All text of an element in single spaces, without footnotes and pictures."""
    return " ".join("".join(_texts(element)).split())


class _Walker:
    """Walks over an element, gathering runs of text until a block ends."""

    def __init__(self, composer: Composer) -> None:
        self.composer = composer
        self.runs: list[tuple[str, str]] = []  # texts and how each is emphasised, "" where it is not
        self.depth = 0
        self.opens_item = False
        self.notes: list[str] = []  # the footnotes of the block that is open; they follow it

    def walk(self, element: Any, emphasis: str) -> None:
        self.runs.append((element.text or "", emphasis))
        for child in element:
            self.child(child, _name(child), emphasis)
            self.runs.append((child.tail or "", emphasis))

    def child(self, child: Any, name: str, emphasis: str) -> None:
        if name in _BLOCKS:
            self.flush()
            self.walk(child, emphasis)
            self.flush()
        elif name in _LISTS:
            self.flush()
            self.items(child)
        elif name == "table":
            self.flush()
            _add_table(self.composer, child)
        elif name == "caption" and self.depth:
            self.runs.append((_words(child), "bold"))  # the sign of an item, or its label
        elif name in _HEADINGS:
            self.flush()
            if title := plain_text(child):
                self.composer.subheading(title, int(name[1]) if name[1:].isdigit() else 1)
        elif name == "br":
            self.runs.append((" ", emphasis))
        elif name == "footnote":
            self.notes.append(plain_text(child))
        elif name and name not in _SILENT:
            self.walk(child, emphasis or _emphasis(child, name))

    def items(self, element: Any) -> None:
        self.depth += 1
        for child in element:
            if _name(child) in _ITEMS:
                self.opens_item = True
                self.walk(child, "")
                self.flush()
            elif _name(child) == "caption" and (title := plain_text(child)):
                self.composer.caption(title)
        self.depth -= 1

    def flush(self) -> None:
        if any(text.strip() for text, _ in self.runs):
            runs: list[Run] = [(text, bool(emphasis)) for text, emphasis in self.runs]
            first, typed = typed_items(" ".join("".join(text for text, _ in runs).split()))
            if typed:
                self.typed(first, typed)
            elif self.depth:
                self.composer.item(runs, self.depth, further=not self.opens_item)
            elif level := self.level():
                self.heading("".join(text for text, _ in runs), level)
            else:
                self.composer.paragraph(runs)
            self.opens_item = False
        self.runs = []
        notes, self.notes = self.notes, []
        for note in notes:
            self.runs = [(note, "")]
            self.flush()

    def typed(self, first: str, items: list[tuple[int, str]]) -> None:
        """Items that the document has typed with their bullets instead of making a list."""
        if first and self.depth:
            self.composer.item([(first, False)], self.depth, further=not self.opens_item)
        elif first:
            self.composer.paragraph([(first, False)])
        inner = self.depth if first else max(0, self.depth - 1)
        for depth, item in items:
            self.composer.item([(item, False)], inner + depth)

    def level(self) -> int:
        """The level of a paragraph that is a heading, as its emphasis says; 0 where it is text."""
        emphases = {emphasis for text, emphasis in self.runs if any(map(str.isalnum, text))}
        text = " ".join("".join(text for text, _ in self.runs).split())
        if not emphases or len(text) > _LONGEST_HEADING or _NO_HEADING.search(text):
            return 0
        if "" in emphases and not is_title(text):
            return 0
        return min(_LEVELS[emphasis] for emphasis in emphases)

    def heading(self, text: str, level: int) -> None:
        """A line that is a heading: one with the number of a table is the caption of that."""
        if title := _TABLE_NUMBER.sub("", text.strip()):
            (self.composer.subheading(title, level) if title == text.strip() else self.composer.caption(title))


def _add_table(composer: Composer, table: Any) -> None:
    """The rows of a table, then its notes. A line across the whole table governs the rows below it."""
    rows = [row for row in table.iter() if _name(row) == "tr" and _name(row.getparent()) != "tfoot"]
    grid = _grid(rows)
    for caption in (child for child in table if _name(child) == "caption"):
        if title := _TABLE_NUMBER.sub("", plain_text(caption)):
            composer.caption(title)
    titled = _is_titled(rows, grid)
    if titled:
        composer.caption(_TABLE_NUMBER.sub("", grid[0][0]) or grid[0][0])
        rows, grid = rows[1:], grid[1:]
    headed = _headed(rows, grid)
    if headed:
        composer.table_head([" ".join(dict.fromkeys(column)) for column in zip(*grid[:headed], strict=True)])
    for row in grid[headed:]:
        if len(row) > 1 and row[0] and len(set(row)) == 1:
            composer.row_group(row[0])
        else:
            composer.row(row)
    composer.end_table()
    notes = [plain_text(part) for part in table.iter() if _name(part) == "footnote" or _is_foot(part)]
    for note in dict.fromkeys(notes):
        composer.paragraph([(note, False)])


def _is_titled(rows: list[Any], grid: list[list[str]]) -> bool:
    """Whether the first row is a line across the table and the next its head."""
    across = len(rows) > _FEWEST_ROWS and len(grid[0]) > 1 and len(set(grid[0])) == 1 and bool(grid[0][0])
    return across and _marked(rows, grid) == 0 and _is_head(rows[1], grid[1])


def _headed(rows: list[Any], grid: list[list[str]]) -> int:
    """How many rows are the head, with one below that begins as it does ("Weight | Dose", "Weight | Day 1 | Day 8")."""
    headed = _marked(rows, grid)
    again = 0 < headed < len(rows) - 1 and grid[headed][0] == grid[0][0] != "" and len(set(grid[headed])) > 1
    return headed + again


def _marked(rows: list[Any], grid: list[list[str]]) -> int:
    """How many rows are the head: the ``thead``; else those at the top that are all bold or all but whose corner is
    filled; else the one that has words alone where numbers stand below.
    """
    if headed := sum(1 for row in rows if _name(row.getparent()) == "thead"):
        return headed
    while headed < min(_DEEPEST_HEAD, len(rows) - 1) and _is_head(rows[headed], grid[headed]):
        headed += 1
    return headed or int(len(rows) > 1 and (_has_empty_corner(grid) or _heads_numbers(grid)))


def _is_head(row: Any, cells: list[str]) -> bool:
    """Whether a row with more than one text has only bold ones."""
    return len(set(filter(None, cells))) > 1 and all(_is_head_cell(cell) for cell in row if plain_text(cell))


def _has_empty_corner(grid: list[list[str]]) -> bool:
    corner, *others = grid[0] or [""]
    return not corner and bool(others) and all(others) and any(grid[1])


def _heads_numbers(grid: list[list[str]]) -> bool:
    """Whether the first row has words in every cell, and nearly all rows below have numbers in one column."""
    head, below = grid[0], [row for row in grid[1:] if len(set(row)) > 1]
    if len(below) < _FEWEST_ROWS or len(set(head)) < _FEWEST_ROWS:
        return False
    if not all(head) or any(_DIGIT.search(_MEASURE.sub("", cell)) or _DENIES.match(cell) for cell in head):
        return False
    columns = [list(filter(None, column)) for column in zip(*below, strict=True)][1:]
    return any(
        len(column) > 1
        and _DIGIT.search(column[0])
        and sum(map(bool, map(_DIGIT.search, column))) >= _NEARLY * len(column)
        for column in columns
    )


def _is_foot(element: Any) -> bool:
    return _name(element) in ("td", "th") and _name(element.getparent().getparent()) == "tfoot"


def _grid(rows: list[Any]) -> list[list[str]]:
    """The text of each cell in a rectangle; a cell that spans several places stands in each of them."""
    grid: list[list[str]] = []
    covered: dict[tuple[int, int], str] = {}  # (row, column) that a cell above reaches down to
    for number, row in enumerate(rows):
        cells: list[str] = []
        for cell in [cell for cell in row if _name(cell) in ("td", "th")]:
            while (number, len(cells)) in covered:
                cells.append(covered.pop((number, len(cells))))
            text, deep = plain_text(cell), _span(cell, "rowspan")
            for column in range(len(cells), min(len(cells) + _span(cell, "colspan"), _WIDEST)):
                cells.append(text)
                covered |= {(below, column): text for below in range(number + 1, min(number + deep, len(rows)))}
        while (number, len(cells)) in covered:
            cells.append(covered.pop((number, len(cells))))
        grid.append(cells)
    width = max(map(len, grid), default=0)
    return [cells + [""] * (width - len(cells)) for cells in grid]


def _span(cell: Any, name: str) -> int:
    value = cell.get(name, "1")
    return min(max(int(value), 1), _WIDEST) if value.isdigit() else 1


def _is_head_cell(cell: Any) -> bool:
    if _name(cell) == "th":
        return True
    parts = (part for part in cell.iter() if part is not cell and _emphasis(part, _name(part)) == "bold")
    bold = "".join(map(plain_text, parts))
    return bool(bold) and len(bold.replace(" ", "")) >= len(plain_text(cell).replace(" ", ""))


def _emphasis(element: Any, name: str) -> str:
    style = (element.get("styleCode") or "").lower()
    return _EMPHASES.get(name) or next((emphasis for emphasis in _LEVELS if emphasis in style), "")


def _words(element: Any) -> str:
    """The text of an element, or "" where it is only a sign such as a bullet."""
    text = plain_text(element)
    return f"{text} " if any(map(str.isalnum, text)) else ""


def _texts(element: Any) -> list[str]:
    texts = [element.text or ""]
    for child in element:
        name = _name(child)
        if name not in _SILENT and not (name == "sup" and _NOTE.fullmatch(child.text or "") and not len(child)):
            gap = " " if name in _BLOCKS or name in _ITEMS or name == "br" else ""
            texts += [gap, *_texts(child), gap]
        texts.append(child.tail or "")
    return texts


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""
