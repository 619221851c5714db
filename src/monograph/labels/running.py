"""The structure of running text that a label's section was flattened to: headings, lists, labels before a colon.

openFDA joins all that a section holds with blanks: a heading stands before its sentence without a mark, and items of a
list follow one another, with bullets only where the document had typed them.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from itertools import chain
from typing import NamedTuple

from monograph.labels.titles import WITHIN, lead_end, title_end
from monograph.text.compose import Composer
from monograph.text.model import Span

_POWER = re.compile(r"(/[cm]?m|1\.73 m) (?=[23]\b)")
_SEE = re.compile(r"\[[^\[\]]*\]|\(\s*see\b[^()]*(?:\([^()]*\)[^()]*)*\)", re.IGNORECASE)
_INNER_WORDS = re.compile(r"[^\s\[\]()]")
_BULLET = re.compile(r"[•●▪■◦‣](?<!\S[•●▪■◦‣])\s*")
_INNER_BULLET = re.compile(r"o (?<!\So )(?=[A-Z])")
_REFERENCE = r"\(\s*\d{1,2}(?:\.\d{1,2})?(?:\s*,\s*\d{1,2}(?:\.\d{1,2})?)*\s*\)"
_BREAK = re.compile(rf"(?:[.!?]['\"”)\]]*(?:\s*{_REFERENCE})?|\]\s*\.?|{_REFERENCE}\s*[.,;]?)\s+(?=[A-Z0-9≥<(])")
"""What may stand before a heading: the end of a sentence, or a reference to another section."""
_STATEMENT = re.compile(rf"{_REFERENCE}\s*\.?\s+(?=[A-Z])")
"""The end of a statement of the highlights, which name the section that each is taken from."""
_SOURCES = re.compile(rf"(?:\s*{_REFERENCE})+\s*(\.?)\s*\Z")
_LONGEST_SOURCES = 120
_JOINT = re.compile(r"(?:(?<=[\w)%,;])|\]\s*\.?) (?:(?:and|or) )?(?=[A-Z][a-z]+(?![\w'’.-]))")
"""Where an item of a list without bullets may end and the next begin, or a heading."""
_LIST_END = re.compile(r"(?<=[a-z0-9)])\.\s+(?=[A-Z])")
_CAPTION = re.compile(r"(?:^|(?<=\s))Table\s+[\dA-Z]{1,3}\b[.:]?\s+([A-Z][^.]{2,250})$")
_LONGEST_CAPTION = 300
_FEWEST, _LONGEST_ITEM, _LONGEST_LIST = 2, 250, 4000
"""Items, and the characters of one and of all, in a list that has no bullets."""
_HEADING_LEVEL = 2
"""Headings with a number are above those without."""


def repaired(text: str) -> str:
    """The text without the blanks that stand before a power ("mg/m 2")."""
    return _POWER.sub(r"\1", text)


def typed_items(text: str) -> tuple[str, list[tuple[int, str]]]:
    """The text before the first bullet that is typed in it, and the items behind each, with their depth from 1."""
    first, *others = _BULLET.split(text)
    before, *inner = _INNER_BULLET.split(first) if not first or _INNER_BULLET.match(first) else (first,)
    items = [(1, one) for one in inner]
    for other in others:
        outer, *inner = _INNER_BULLET.split(other)
        items += [(1, outer), *((2, one) for one in inner)]
    return before, items


def add_running(composer: Composer, text: str, own: Container[str], *, table: bool = False) -> None:
    """Add running text to the open section; ``own`` are words in lower case that name the product.

    ``table`` says that a table follows: its caption may end the text.
    """
    text = " ".join(text.split())
    caption = _CAPTION.search(text, max(0, len(text) - _LONGEST_CAPTION)) if table else None
    _Running(composer, text[: caption.start()] if caption else text, own).add()
    if caption:
        composer.caption(caption[1])


class _Part(NamedTuple):
    """A stretch of text with the heading above it, or the label before it; an empty ``head`` where it has neither."""

    head: Span
    is_label: bool
    body: Span


class _Running:
    """A stretch of running text; ``masked`` has small letters for all within a reference to other sections."""

    def __init__(self, composer: Composer, text: str, own: Container[str]) -> None:
        self.composer = composer
        self.own = own
        self.text = text
        self.masked = _SEE.sub(lambda see: _INNER_WORDS.sub("x", see[0]), text)

    def add(self) -> None:
        marks = [*_BULLET.finditer(self.masked)]
        borders = [*(mark.start() for mark in marks), len(self.text)]
        self.prose(0, borders[0])
        items = [Span(mark.end(), end) for mark, end in zip(marks, borders[1:], strict=True)]
        single = len(items) > 1 and not any(_LIST_END.search(self.masked, *item) for item in items[:-1])
        for number, (start, stop) in enumerate(items):
            end = self.item_end(start, stop, alone=single and number == len(items) - 1)
            for depth, item in typed_items("• " + self.text[start:end])[1]:
                self.composer.item([(_without_sources(item), False)], depth)
            self.prose(end, stop)

    def item_end(self, start: int, stop: int, *, alone: bool) -> int:
        """Where an item ends: before a heading in it; the last of items of one sentence also behind its own."""
        item = self.masked[start:stop]
        for mark in _BREAK.finditer(item):
            if (alone and item[mark.start()] == ".") or title_end(item, mark.end(), self.own) > mark.end():
                return start + mark.end()
        for mark in _JOINT.finditer(item):
            if self.is_joint(item, 0, mark) and mark.end() < title_end(item, mark.end()) < len(item):
                return start + mark.end()
        return stop

    def prose(self, start: int, stop: int) -> None:
        """Text without bullets: parted at its headings and labels, its statements and lists."""
        for head, is_label, (left, right) in self.parts(start, stop):
            title = self.text[head.start : head.end].strip()
            if title and not is_label:
                self.composer.subheading(title, _HEADING_LEVEL)
            begins = [left, *(mark.end() for mark in _STATEMENT.finditer(self.masked, left, right))]
            for begin, end in zip(begins, [*begins[1:], right], strict=True):
                self.statement(title if is_label and begin == left else "", begin, end)

    def parts(self, start: int, stop: int) -> Iterator[_Part]:
        stretch = self.masked[start:stop]
        head, is_label, at, here = Span(start, start), False, start, 0
        while here < len(stretch):
            lead = lead_end(stretch, here)
            end = lead if lead > here else title_end(stretch, here, self.own)
            if end > here:
                if head.end > head.start or at < start + here:
                    yield _Part(head, is_label, Span(at, start + here))
                head, is_label, at = Span(start + here, start + end), lead > here, start + end
                here = end + stretch.startswith(" ", end)
            else:
                mark = _BREAK.search(stretch, here)
                here = mark.end() if mark else len(stretch)
        yield _Part(head, is_label, Span(at, stop))

    def statement(self, label: str, start: int, stop: int) -> None:
        """Paragraphs, with their lists: what follows a colon, or the label, may be one."""
        colon = start if label else self.masked.find(": ", start, stop) + 1
        while colon:
            items = self.items(colon, min(stop, colon + _LONGEST_LIST))
            if len(items) >= _FEWEST:
                self.composer.paragraph([(label, True), (f" {self.text[start:colon]}", False)])
                for item in items:
                    self.composer.item([(_without_sources(self.text[slice(*item)]), False)])
                start, label = items[-1].end, ""
            colon = self.masked.find(": ", max(start, colon), stop) + 1
        text = _without_sources(self.text[start:stop])
        self.composer.paragraph([(label, True), (f" {text}", False)])

    def items(self, start: int, stop: int) -> list[Span]:
        """The items that follow one another without a mark: each begins with a capital, up to one that has a colon."""
        start += self.text.startswith(" ", start)
        found: list[Span] = []
        if not self.text[start : start + 1].isupper():
            return found
        for mark in chain(_JOINT.finditer(self.masked, start, stop), (None,)):
            end = mark.start() + len(mark[0].split(" ")[0]) if mark else stop
            if end - start > _LONGEST_ITEM or ": " in self.masked[start:end]:
                break
            if mark is not None and not self.is_joint(self.masked, start, mark):
                continue
            last = _LIST_END.search(self.masked, start, end)
            found.append(Span(start, last.start() + 1 if last else end))
            if last:
                break
            start = mark.end() if mark else stop
        return found

    def is_joint(self, text: str, start: int, mark: re.Match[str]) -> bool:
        """Whether the words before a capitalised one may end an item that began at ``start``."""
        end = mark.start() + len(mark[0].split(" ")[0])
        start = max(start, end - _LONGEST_ITEM)
        before = text[start:end].rsplit(" ", 1)[-1]
        if before in WITHIN or text.count("(", start, end) > text.count(")", start, end):
            return False
        return before.lower() in self.own or not (before.isalpha() and before.istitle())


def _without_sources(statement: str) -> str:
    """A statement of the highlights without the numbers of the sections that it is taken from ("( 5.1 )")."""
    if not (sources := _SOURCES.search(statement, max(0, len(statement) - _LONGEST_SOURCES))):
        return statement
    text = statement[: sources.start()]
    return text if text.endswith(".") else text + sources[1]
