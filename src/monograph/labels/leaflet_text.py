"""The text of a European leaflet into sections: its chapters, and the headings that stand in their running text.

A leaflet has six chapters. The second alone holds contraindications, warnings, interactions and pregnancy, parted by
headings that are plain paragraphs or run into the sentence behind them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple, cast

from monograph.labels.leaflet_headings import headed
from monograph.tables import read_table
from monograph.text.compose import Composer, Run
from monograph.text.model import SectionKind, Span

_TITLES = read_table("monograph.labels", "leaflet_titles")
_MASK = "\ue000"
"""Stands for each letter of the product's name, so that the headings of all products are one pattern."""
_NUMBER = re.compile(r"\A\s*(?:[A-Z]\.|\d+(?:\.\d+)*\.?)\s+")
_NAME_WORDS = 8
"""A name of a product of more words is not written out in a heading."""
_NO_NAME = "after|and|are|at|before|by|during|for|if|in|is|on|or|tell|to|together|unless|until|when|while|with|you"
_FURTHER = rf"(?: (?!(?:{_NO_NAME})\b)[\w-]+){{1,3}}"
"""Words of a name in a heading that the leaflet is not called by: the form, the firm."""
_ALONE = r"(?=[ :]*\Z)"
_BEFORE_IF = r"(?=[ :]*\Z|:? if\b)"
"""Behind a heading that stands alone, or before the condition that it forbids the medicine in."""


class _Part(NamedTuple):
    """A stretch of text, and the heading above it where one was found in the text."""

    title: str
    kind: SectionKind | None
    text: str


def chapter_kind(title: str) -> SectionKind | None:
    """The kind of a chapter by its title; None where nothing in it is to be read.

    >>> chapter_kind("4. Possible side effects")
    'side-effects'
    """
    folded = title.lower()
    for row in _TITLES:
        if not row["within"] and row["words"] in folded:
            return None if row["kind"] == "skip" else cast(SectionKind, row["kind"])
    return None


class LeafletComposer(Composer):
    """A composer that opens a section at each heading of the table, wherever in a chapter it stands."""

    def __init__(self, doc: str, product: str) -> None:
        super().__init__(doc, product)
        self.codes: list[str] = []
        self._chapter: SectionKind = "other"
        self._code = ""
        self._name = _words(product)
        self._announced: tuple[SectionKind, str] | None = None  # the chapter whose section nothing stands in yet
        self._late = False  # whether the chapter has come to its warnings: what must not be done is said before them

    def chapter(self, kind: SectionKind, title: str, code: str) -> None:
        """Open a chapter; ``code`` is that of all sections that its text is parted into."""
        self._chapter, self._code, self._late = kind, code, False
        self._announced = (kind, _NUMBER.sub("", title))

    def paragraph(self, runs: Sequence[Run]) -> None:
        """A paragraph; headings in it part the chapter."""
        parts = self._parts(runs)
        if len(parts) == 1 and parts[0].kind is None:
            self._running(parts[0].text, runs)
            return
        for part in parts:
            self._open_part(part)
            self._running(part.text)

    def _running(self, text: str, runs: Sequence[Run] = ()) -> None:
        """Running text, as it is in ``runs``; that on how the medicine is taken under the headings in it."""
        stretches = list(headed(text, self._name)) if self._chapter == "dosage" else []
        if not any(stretch.heading for stretch in stretches):
            super().paragraph(runs or [(text, False)])
            return
        for heading, level, body in stretches:
            super().subheading(heading, level)
            super().paragraph([(body, False)])

    def subheading(self, title: str, level: int = 1) -> None:
        """A heading; one of the table parts the chapter."""
        if any(part.kind is not None for part in self._parts([(title, True)])):
            self.paragraph([(title, True)])
        else:
            super().subheading(title, level)

    def item(self, runs: Sequence[Run], depth: int = 1, *, further: bool = False) -> None:
        """A list item; what stands behind a heading in it is a paragraph."""
        first, *others = self._parts(runs)
        if first.kind is None:
            super().item([(first.text, False)] if others else runs, depth, further=further)
        for part in others if first.kind is None else (first, *others):
            self._open_part(part)
            self._running(part.text)

    def _write(self, text: str, after: str = "\n") -> Span:
        """The text of a part, under the title of its chapter where it is the first in it."""
        if self._announced and text:
            self._open(*self._announced)
        return super()._write(text, after)

    def _open_part(self, part: _Part) -> None:
        if part.kind is not None:
            self._open(part.kind, part.title)
            self._late = self._late or part.kind != "contraindications"

    def _open(self, kind: SectionKind, title: str) -> None:
        self._announced = None
        self.section(kind, title)
        self.codes.append(self._code)

    def _parts(self, runs: Sequence[Run]) -> list[_Part]:
        text = " ".join("".join(part for part, _ in runs).split())
        return list(_parted(text, self._chapter, self._name, late=self._late))


def _parted(text: str, chapter: str, name: str, *, late: bool) -> Iterator[_Part]:
    """The stretches of a text; ``late`` says that "You must not take X" in it is a sentence and no heading."""
    heads = []
    for head in _headings(chapter).finditer(_masked(text, name)):
        forbids = _kind(head, chapter) == "contraindications"
        if _is_heading(head, text, chapter) and not (forbids and late):
            heads.append(head)
            late = late or not forbids
    if not heads or heads[0].start() > 0:
        yield _Part("", None, text[: heads[0].start()] if heads else text)
    for number, head in enumerate(heads):
        end = heads[number + 1].start() if number + 1 < len(heads) else len(text)
        title = text[head.start() : head.end()]
        yield _Part(title, _kind(head, chapter), text[head.end() : end].lstrip(" :"))


def _is_heading(head: re.Match[str], text: str, chapter: str) -> bool:
    """A heading begins with a capital at the start or after a sentence; behind it a sentence begins, or nothing.

    "Do not take X if you are allergic" at the start of a paragraph is one as well: the conditions follow it.
    """
    before = text[: head.start()].rstrip()
    after = text[head.end() :].lstrip(" :")
    if not text[head.start()].isupper() or (before and before[-1] not in ".:;)!?"):
        return False
    if not before and after.startswith("if"):
        return _kind(head, chapter) == "contraindications"
    return not after or not after[0].islower()


def _kind(head: re.Match[str], chapter: str) -> SectionKind:
    return cast(SectionKind, _rows(chapter)[int(str(head.lastgroup).removeprefix("h"))]["kind"])


@cache
def _rows(chapter: str) -> tuple[dict[str, str], ...]:
    """The headings within a chapter, the longest first."""
    return tuple(sorted((r for r in _TITLES if r["within"] == chapter), key=lambda row: -len(row["words"])))


@cache
def _headings(chapter: str) -> re.Pattern[str]:
    """What opens a heading within a chapter, in text whose product is masked: made once, since it is long."""
    patterns = []
    for number, row in enumerate(_rows(chapter)):
        words = re.escape(row["words"])
        named = words.replace(r"\ …", f"(?: {_MASK}+)?").replace("…", f"{_MASK}+")
        end = _BEFORE_IF if row["kind"] == "contraindications" else _ALONE
        longer = f"{words.replace('…', f'{_MASK}+' + _FURTHER)}{end}|" if "…" in words else ""
        patterns.append(f"(?P<h{number}>{longer}{named})")
    return re.compile(rf"(?<![\w-])(?:{'|'.join(patterns) or '(?!)'})(?![\w-])", re.IGNORECASE)


@cache
def _plain_words() -> frozenset[str]:
    """The words of headings, as ``_words`` has them: a name that holds one ("... for injection") is not known by it."""
    return frozenset(re.escape(word) for row in _TITLES if row["within"] for word in row["words"].split())


@lru_cache(maxsize=64)  # one for each product that is being read
def _product(name: str) -> re.Pattern[str]:
    """The words of a product's name as they follow one another."""
    own = "|".join(word for word in name.split("|") if word.lower() not in _plain_words())
    return re.compile(rf"(?<![\w-])(?:{own})(?:(?: (?:{name})){{0,{_NAME_WORDS}}} (?:{own}))?(?![\w-])", re.IGNORECASE)


def _masked(text: str, name: str) -> str:
    """A text of the same length, with another letter for each of the product's name."""
    return _product(name).sub(lambda found: _MASK * len(found[0]), text)


def _words(product: str) -> str:
    """A pattern of the words that the name of a product is made of."""
    words = {re.escape(word.strip(",.()")) for word in product.split()[:_NAME_WORDS]} - {""}
    return "|".join([*sorted(words, key=len, reverse=True), "this medicine"])
