"""The walk through Usage: paragraphs and lists, labels that are indications and labels that are medicines."""

from __future__ import annotations

import re
from typing import Literal

from monograph.claims.records import Use
from monograph.claims.use.evidence import ESTABLISHED, Hedges, Sureness
from monograph.claims.use.phrases import Indication, indications, names_condition
from monograph.claims.use.sentences import Cues, Part, parts
from monograph.tables import read_table
from monograph.text.model import Block, Monograph, Section, Span

_LABELS = frozenset(row["words"] for row in read_table("monograph.names", "indication_not") if row["kind"] == "label")
_ASIDE = re.compile(r"\([^()]*\)?")
_WORD = re.compile(r"[a-z0-9]{2,}")
_VERB = re.compile(r"\b(?:is|are|can|may|might|could|helps?|used|has|have|will|should|this|it|it's|these)\b")
_MEMBERS = re.compile(r"\b(?:such as|includ(?:es|ing)|like)\b")

LabelKind = Literal["indication", "medicine", "heading"]


def read_uses(monograph: Monograph) -> list[Use]:
    """The conditions and purposes that the Usage sections give, in order, each once.

    An indication is a short noun phrase in lower case. Hedged, off-label and investigational uses are
    uncertain; what the medicine is said not to be for is not-for; how it works gives no use.
    """
    found: dict[str, Use] = {}
    for section in monograph.of_kind("usage"):
        for use in _Walk(monograph, section).uses():
            found.setdefault(use.indication, use)
    return list(found.values())


class _Walk:
    """One section, block by block."""

    def __init__(self, monograph: Monograph, section: Section) -> None:
        self._source, self._folded = monograph.source, monograph.folded
        self._section = section
        self._names = frozenset(_WORD.findall(f"{monograph.title} {section.component}".lower()))
        self._several = "+" in monograph.title
        self._cues = Cues(self._folded, section.start, section.end)
        self._hedges = Hedges(self._folded, section.start, section.end)
        self._outer: Sureness = ESTABLISHED
        self._found: list[Use] = []

    def uses(self) -> list[Use]:
        """What the section gives, in order."""
        for block in self._section.blocks:
            if block.kind == "item":
                self._item(block)
            else:
                self._paragraph(block)
        return self._found

    def _paragraph(self, block: Block) -> None:
        for start, end in block.sentences:
            self._sentence(start, end)
        ends = self._folded[block.start : block.end].rstrip().endswith(":")
        self._outer = self._hedges.of(*block.sentences[-1]) if ends and block.sentences else ESTABLISHED

    def _item(self, block: Block) -> None:
        label = block.label or self._before_colon(block)
        if label is None:
            self._bullet(block)
            return
        body = block.body if block.label else label.end + 1
        sentences = [Span(max(start, body), end) for start, end in block.sentences if end > body]
        kind = self._label_kind(label)
        if kind != "indication":
            for start, end in sentences:
                self._sentence(start, end)
            return
        hedge = self._hedges.of(*sentences[0]) if sentences else ESTABLISHED
        sureness = hedge if hedge.words else self._outer
        self._add(Part(indications(self._folded, *label), sureness, label))
        for start, end in sentences:
            if _MEMBERS.search(self._folded, start, end):
                self._sentence(start, end)

    def _bullet(self, block: Block) -> None:
        for number, (start, end) in enumerate(block.sentences):
            if number or _VERB.search(_ASIDE.sub(" ", self._folded[start:end])):
                self._sentence(start, end)
            else:
                self._add(Part(indications(self._folded, start, end), self._outer, Span(start, end)))

    def _sentence(self, start: int, end: int) -> None:
        for part in parts(self._folded, self._cues, self._hedges, start, end):
            self._add(part, Span(start, end))

    def _label_kind(self, label: Span) -> LabelKind:
        text = " ".join(_ASIDE.sub(" ", self._folded[slice(*label)]).split()).strip(" :*")
        if text in _LABELS:
            return "heading"
        words = _WORD.findall(text)
        named = sum(word in self._names for word in words)
        if words and (named == len(words) or (self._several and named * 2 >= len(words))):
            return "medicine"
        if self._several and not names_condition(text) and not self._outer_is_indication():
            return "medicine"
        return "indication"

    def _outer_is_indication(self) -> bool:
        return False

    def _before_colon(self, block: Block) -> Span | None:
        colon = self._folded.find(":", block.start, min(block.end, block.start + 90))
        if colon < 0 or "." in self._folded[block.start : colon]:
            return None
        return Span(block.start, colon)

    def _add(self, part: Part, sentence: Span | None = None) -> None:
        for item in part.indications:
            self._found.append(self._use(item, part, sentence or item.span))

    def _use(self, item: Indication, part: Part, quoted: Span) -> Use:
        grounds = {"indication": item.span}
        if part.sureness.words:
            grounds["evidence"] = part.sureness.words
        return Use(
            start=quoted.start,
            end=quoted.end,
            quote=self._source[quoted.start : quoted.end],
            indication=item.name,
            evidence=part.sureness.evidence,
            grounds=grounds,
        )
