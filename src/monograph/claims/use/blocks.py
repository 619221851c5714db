"""The walk through Usage: paragraphs and lists, labels that are indications and labels that are medicines."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Literal

from monograph.claims.coordination import is_part
from monograph.claims.records import Use
from monograph.claims.use.cues import steering
from monograph.claims.use.evidence import ESTABLISHED, Hedges, Sureness
from monograph.claims.use.naming import names_condition
from monograph.claims.use.phrases import Indication, indications
from monograph.claims.use.said import Said
from monograph.claims.use.sentences import Part, Setting, parts
from monograph.tables import read_table
from monograph.text.model import Block, Monograph, Section, Span

_LABELS = frozenset(row["words"] for row in read_table("monograph.names", "indication_not") if row["kind"] == "label")
_ASIDE = re.compile(r"\([^()]*\)?")
_WORD = re.compile(r"[a-z0-9]{2,}")
_VERB = re.compile(
    r"\b(?:is|are|can|may|might|could|helps?|used|has|have|will|should|this|it|it's|these|suggests?|shows?)\b"
)
_DENIED = re.compile(r"\bnot (?:been |be )?(?:established|indicated|recommended|approved|used|intended) (?:for|in)\b")
"""What makes the members of a list that which the medicine is not for."""
_OF_USES = re.compile(
    r"\b(?:conditions|infections|diseases|disorders|uses|indications|applications|symptoms|situations|treat|relieve"
    r"|prevent|manage|against)\b[^:]*:\s*$"
)
_OF_PLACES = re.compile(r"\binfections (?:of|in|affecting)(?: the)?:\s*$")
"""What makes labels the places of infections: "infections of the:" before "Ear: otitis media"."""
_DESCRIBES = re.compile(r"\s*(?:infections?|conditions?|disorders?|inflammation|swelling|a|an|the|to|when|where) ")
_GROUP = re.compile(r"\b(?:infections|conditions|disorders|diseases|cancers|problems|issues|symptoms)\b")
_MEMBERS = re.compile(r"\b(?:such as|includ(?:es?|ing)|like|treats)\b")

_MEMBERS_OF = re.compile(r"(?:such as|includ|like|treats|these include|for (?:example|instance))")
_VACCINE = frozenset(("vaccine", "toxoid", "vaccines", "attenuated", "antitoxin"))
"""Words of a title whose other words are the diseases that it prevents."""
_SHORT_FORM = re.compile(r"\(([A-Z][A-Za-z]?[A-Z0-9-]{1,6}s?)\)")
_MANY = 2
"""Commas of a list after a label from which on it holds members, where fewer conditions may describe it."""
_LONGEST_QUOTE = 1000
"""Characters of a sentence above which a use quotes only the words that name it."""
LabelKind = Literal["indication", "medicine", "heading"]


def read_uses(monograph: Monograph) -> list[Use]:
    """The conditions and purposes that the Usage sections give, in order, each once.

    An indication is a short noun phrase in lower case. Hedged, off-label and investigational uses are
    uncertain; what the medicine is said not to be for is not-for; how it works gives no use.
    """
    said = Said()
    for section in monograph.of_kind("usage"):
        walk = _Walk(monograph, section)
        for use, listed in walk.uses():
            said.add(use, walk.short_forms, listed=listed)
    return said.uses


class _Walk:
    """One section, block by block."""

    def __init__(self, monograph: Monograph, section: Section) -> None:
        self._source = monograph.source
        self._folded = monograph.folded
        self._section = section
        self._names = frozenset(_WORD.findall(f"{monograph.title} {section.component}".lower()))
        self._several = "+" in monograph.title
        self._cues = steering(self._folded, section.start, section.end)
        self._hedges = Hedges(self._folded, section.start, section.end)
        text = self._source[section.start : section.end]
        shorts = [match.lower().removesuffix("s") for match in _SHORT_FORM.findall(text)]
        self.short_forms = frozenset(part for short in shorts for part in (short, short.split("-")[0]))
        self._outer: Sureness = ESTABLISHED
        self._components = self._of_uses = False
        self._intro = ""
        self._found: list[tuple[Use, bool]] = []

    def uses(self) -> list[tuple[Use, bool]]:
        """What the section gives, in order, and whether it is an item of a list."""
        for is_list, blocks in groupby(self._section.blocks, key=lambda block: block.kind == "item"):
            run = list(blocks)
            if not is_list:
                for block in run:
                    self._paragraph(block)
                continue
            labels = [block.label or self._before_colon(block) for block in run]
            self._of_uses = bool(_OF_USES.search(self._intro))
            self._components = self._several and any(label and self._is_named(label) for label in labels)
            for block, label in zip(run, labels, strict=True):
                self._item(block, label)
        return self._found

    def _paragraph(self, block: Block) -> None:
        ends = self._folded[block.start : block.end].rstrip().endswith(":") and bool(block.sentences)
        self._intro = self._folded[slice(*block.sentences[-1])] if ends else ""
        self._outer = self._sureness(*block.sentences[-1]) if ends else ESTABLISHED
        for start, end in block.sentences:
            self._sentence(start, end)

    def _sureness(self, start: int, end: int) -> Sureness:
        """How sure a sentence is of the members of the list that follows it."""
        denied = _DENIED.search(self._folded, start, end)
        return Sureness("not-for", Span(*denied.span())) if denied else self._hedges.of(start, end)

    def _item(self, block: Block, label: Span | None) -> None:
        if label is None:
            self._bullet(block)
            return
        body = block.body if block.label else label.end + 1
        sentences = [Span(max(start, body), end) for start, end in block.sentences if end > body]
        kind = self._label_kind(label)
        if kind == "heading":
            self._headed(sentences, sure=True)
            return
        if kind == "medicine":
            for start, end in sentences:
                self._sentence(start, end, component=True)
            return
        named = self._labelled(label)
        if not named:
            self._headed(sentences if self._of_uses else [], sure=False)
            return
        hedge = self._hedges.of(*sentences[0]) if sentences else ESTABLISHED
        sureness = hedge if hedge.words else self._outer
        self._add(Part(named, sureness, label), listed=True)
        for start, end in sentences:
            self._explanation(start, end, label, sureness)

    def _labelled(self, label: Span) -> list[Indication]:
        """What a label names; a place in a list of those of infections is one of them."""
        text = self._folded[slice(*label)]
        last = text.rsplit(" and ", 1)[-1]
        if _OF_PLACES.search(self._intro) and (is_part(last) or not names_condition(last)):
            placed = indications(of := f"infections of the {text}", 0, len(of), whole=True).indications
            return [Indication(item.name, label) for item in placed]
        return indications(self._folded, *label, whole=True).indications

    def _headed(self, sentences: list[Span], *, sure: bool) -> None:
        """What stands after a label that names no indication: a bare list of them, or sentences of their own."""
        for number, (start, end) in enumerate(sentences):
            if number == 0 and not self._is_stated(start, end):
                named = indications(self._folded, start, end, sure=sure).indications
                self._add(Part(named, self._outer, Span(start, end)))
            else:
                self._sentence(start, end)

    def _explanation(self, start: int, end: int, label: Span, sureness: Sureness) -> None:
        """What stands after a label that is an indication: only its members, and what the medicine is not for."""
        members = bool(_MEMBERS.search(self._folded, start, end))
        denies = self._folded.find("not ", start, end) >= 0 or self._folded.find("n't ", start, end) >= 0
        said = self._parts(start, end, component=self._several, labelled=True) if members or denies else []
        for part in said:
            if part.sureness.evidence == "not-for" or (members and _MEMBERS_OF.match(self._folded, part.opener.start)):
                self._add(part, Span(start, end))
        if not members:
            self._listed(start, end, label, sureness)

    def _listed(self, start: int, end: int, label: Span, sureness: Sureness) -> None:
        """A bare list after a label holds its members, where it has many or the label is of a group."""
        group = bool(_GROUP.search(self._folded, *label))
        many = self._folded.count(",", start, end) >= _MANY
        if (group or many) and not self._is_clause(start, end):
            named = indications(self._folded, start, end, sure=group).indications
            if group or len(named) > _MANY:
                self._add(Part([item for item in named if not _restates_label(item.name)], sureness, label))

    def _bullet(self, block: Block) -> None:
        for number, (start, end) in enumerate(block.sentences):
            if number or self._is_stated(start, end):
                self._sentence(start, end)
            else:
                named = indications(self._folded, start, end).indications
                self._add(Part(named, self._outer, Span(start, end)), listed=True)

    def _is_stated(self, start: int, end: int) -> bool:
        """Whether a sentence states something, and is no bare list of indications."""
        return bool(_VERB.search(_ASIDE.sub(" ", self._folded[start:end])))

    def _sentence(self, start: int, end: int, *, component: bool = False) -> None:
        for part in self._parts(start, end, component=component or self._several):
            self._add(part, Span(start, end))

    def _parts(self, start: int, end: int, *, component: bool = False, labelled: bool = False) -> list[Part]:
        setting = Setting(bool(self._found), component, labelled)
        return parts(self._folded, self._cues, self._hedges, Span(start, end), setting)

    def _is_clause(self, start: int, end: int) -> bool:
        if _DESCRIBES.match(self._folded, start, end):
            return True
        return bool(_VERB.search(self._folded, start, end) or self._cues.of(start, end))

    def _label_kind(self, label: Span) -> LabelKind:
        text = " ".join(_ASIDE.sub(" ", self._folded[slice(*label)]).split()).strip(" :*")
        if text in _LABELS:
            return "heading"
        if self._of_uses and (_VACCINE & self._names or not self._is_named(label)):
            return "indication"
        if self._is_named(label) or (self._components and not names_condition(text)):
            return "medicine"
        return "indication"

    def _is_named(self, label: Span) -> bool:
        """Whether a label names the medicine or one of its components."""
        text = _ASIDE.sub(" ", self._folded[slice(*label)])
        words = [word for word in _WORD.findall(text) if word != "and"]
        named = sum(word in self._names for word in words)
        if not words or named == len(words):
            return bool(words)
        return self._several and named * 2 >= len(words) and not names_condition(text.strip(" :*"))

    def _before_colon(self, block: Block) -> Span | None:
        colon = self._folded.find(":", block.start, min(block.end, block.start + 90))
        if colon < 0 or "." in self._folded[block.start : colon]:
            return None
        return Span(block.start, colon)

    def _add(self, part: Part, sentence: Span | None = None, *, listed: bool = False) -> None:
        for item in part.indications:
            if self._is_latin(item):
                continue
            if frozenset(_WORD.findall(item.name)) <= self._names and not _VACCINE & self._names:
                continue
            if part.sureness.evidence == "not-for" and not self._names.isdisjoint(_WORD.findall(item.name)):
                continue
            whole = sentence is not None and sentence.end - sentence.start <= _LONGEST_QUOTE
            self._found.append((self._use(item, part, sentence if sentence and whole else item.span), listed))

    def _is_latin(self, item: Indication) -> bool:
        """Whether a name stands in italics by itself, as those of organisms do."""
        start, end = item.span.start - 1, item.span.start + len(item.name)
        if self._source[start : start + 1] != "*" or self._source[end : end + 1] != "*":
            return False
        return self._source[start - 1 : start] != "*" and self._source[end + 1 : end + 2] != "*"

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


def _restates_label(name: str) -> bool:
    """Whether a member of a list after a label only says what the label's group is: "infections of the lungs"."""
    return bool(_GROUP.search(name)) and not name.startswith("other ")
