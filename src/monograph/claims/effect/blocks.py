"""The walk through Side Effects: paragraphs, lists and labels, each within the tier that it stands under."""

from __future__ import annotations

import re

from monograph.claims.effect.appositions import without_appositions
from monograph.claims.effect.labels import LabelKind, label_kind
from monograph.claims.effect.narrative import is_name, narrated
from monograph.claims.effect.sentences import said, steering
from monograph.claims.effect.terms import names_effect, terms
from monograph.claims.effect.tiers import NO_TIER, Tier, Tiers
from monograph.claims.found import Term
from monograph.claims.records import Effect
from monograph.text.model import Block, Monograph, Section, Span
from monograph.text.source import make_span

_NARRATIVE = 2500
"""Characters of Side Effects above which they are a label's prose, no monograph's lists; so where there is a table."""
_LETTERS = re.compile(r"[a-z]{3}")
_SYSTEM = re.compile(r"(?:disorders|conditions|infestations|investigations|complications|neoplasms\b.*)$")
_VERB = re.compile(
    r"\b(?:can|may|might|could|is|are|was|were|has|have|had|includes?|causes?|will|would|should|you|your|been"
    r"|occurs?|consult|contact (?:your|a|the)|seek|stop|these|this|leads? to|results? in)\b"
)
_ASIDE = re.compile(r"\([^()]*\)?")
_POINTS_BACK = re.compile(r"\b(?:these|they|this|those|symptoms|the following)\b")
_OVERVIEW = re.compile(r"\b(?:some|others|range|ranging|vary|varies|differ)\b")
_REMARK = re.compile(r"\s+(?:this|these|it) (?:is|are|can|may)\b")
_FOOTNOTE = re.compile(r"(?: [a-h0-9*†‡§]){1,2}\s*\Z")
"""The signs behind an effect in a table that lead to its notes."""
_SIDE_EFFECTS = re.compile(r"(?:side|adverse|undesirable|unwanted) (?:effect|event|reaction)s?")


def read_effects(monograph: Monograph) -> list[Effect]:
    """The adverse effects that the Side Effects sections name, in order, each once a severity.

    A term is as written in lower case without its gloss in parentheses; severity and frequency come from the
    remark, sentence, label or heading that stands nearest. Advice, disclaimers and denied effects give none.
    """
    found: dict[tuple[str, str | None], Effect] = {}
    sections = monograph.of_kind("side-effects")
    narrative = sum(section.end - section.start for section in sections) > _NARRATIVE or any(
        block.kind == "row" for section in sections for block in section.blocks
    )
    for section in sections:
        walk = _Walk(monograph, section)
        for effect in walk.narrated() if narrative else walk.effects():
            found.setdefault((effect.term, effect.severity), effect)
    return list(found.values())


class _Walk:
    """One section, block by block; ``_levels`` holds the tier of each level of the lists that are open."""

    def __init__(self, monograph: Monograph, section: Section) -> None:
        self._source, self._folded = monograph.source, without_appositions(monograph.folded, section.start, section.end)
        self._section = section
        self._names = frozenset(re.findall(r"[a-z0-9]{3,}", f"{monograph.title} {section.component}".lower()))
        self._tiers = Tiers(monograph.folded, section.start, section.end)
        self._cues = steering(self._folded, section.start, section.end)
        self._levels: list[Tier] = [self._tiers.of(*section.heading)]
        self._found: list[Effect] = []

    def effects(self) -> list[Effect]:
        """What the section names, in order."""
        for number, block in enumerate(self._section.blocks):
            following = self._section.blocks[number + 1 : number + 2]
            leads = bool(following) and following[0].kind == "item"
            if block.kind == "item":
                self._item(block, deeper=leads and following[0].depth > block.depth)
            else:
                self._paragraph(block, leads=leads)
        return self._found

    def narrated(self) -> list[Effect]:
        """What a section names that has no lists with tiers but a label's prose and tables."""
        for block in self._section.blocks:
            if block.kind == "row":
                self._row(block)
            for start, end in block.sentences or [Span(block.start, block.end)]:
                if block.kind != "row":
                    self._add(narrated(self._folded, start, end), self._tiers.of(start, end))
        return self._found

    def _row(self, block: Block) -> None:
        """A row of a table of effects: its cells of words name them, or the system of the body that follows."""
        for cell in block.cells:
            name = " ".join(self._folded[slice(*cell)].split()).strip(" :")
            if not _LETTERS.search(name) or label_kind(name) == "system" or _SYSTEM.search(name):
                continue
            named = narrated(self._folded, *cell)
            if not named and cell == block.cells[0] and not _VERB.search(name):
                sign = _FOOTNOTE.search(self._folded, *cell)
                listed = terms(self._folded, cell.start, sign.start() if sign else cell.end)
                named = [term for term in listed if names_effect(term.name) and is_name(term.name)]
            self._add(named, NO_TIER)

    def _paragraph(self, block: Block, *, leads: bool) -> None:
        tier = NO_TIER
        kind: LabelKind = "tier"
        if block.label:
            kind = self._label(block.label)
            if kind == "note":
                return
            tier = self._tiers.of(block.label.start, block.label.end)
            if kind == "effect":
                self._add(terms(self._folded, block.label.start, block.label.end), tier)
        for start, end in block.sentences:
            self._sentence(start, end, tier, listed=bool(block.label))
        if leads:
            self._levels = [self._leading(block, tier)]

    def _leading(self, block: Block, tier: Tier) -> Tier:
        """The tier of the list that a paragraph introduces."""
        if tier.severity or not block.sentences:
            return self._tiers.of(block.body, block.end).over(tier) if tier.severity is None else tier
        for start, end in reversed(block.sentences):
            if _OVERVIEW.search(self._folded, start, end):
                continue
            own = self._tiers.of(start, end)
            if own.severity or own.frequency:
                return own
            if not _POINTS_BACK.search(self._folded, start, end) and _SIDE_EFFECTS.search(self._folded, start, end):
                break
        return NO_TIER

    def _item(self, block: Block, *, deeper: bool) -> None:
        del self._levels[max(1, block.depth) :]
        outer = self._levels[-1]
        label = block.label or self._before_colon(block)
        if label is None:
            self._bullet(block, outer)
            self._open(block, self._tiers.of(block.start, block.end).over(outer) if deeper else outer)
            return
        kind = self._label(label)
        tier = self._tiers.of(label.start, label.end).within(outer)
        if kind == "note":
            return
        body = block.body if block.label else label.end + 1
        if kind in ("effect", "unknown"):
            self._labelled(block, label, body, outer, kind)
        else:
            for start, end in self._sentences(block, body):
                self._sentence(start, end, tier, listed=True)
        self._open(block, tier)
        if kind == "tier" and not self._folded[body : block.end].strip(" :*\n") and not deeper:
            self._levels[-2:] = [tier] * min(2, len(self._levels))

    def _labelled(self, block: Block, label: Span, body: int, outer: Tier, kind: LabelKind) -> None:
        """A label that is an effect, with its members or its description; or a medicine with its effects."""
        sentences = self._sentences(block, body)
        rest = self._folded[body : block.end]
        if kind == "unknown":
            before = len(self._found)
            for start, end in sentences:
                self._sentence(start, end, outer, listed=True)
            if len(self._found) > before or self._is_component(label) or _SIDE_EFFECTS.search(rest):
                return
        tier = self._remark(label.start, block.end, outer)
        named = terms(self._folded, label.start, label.end)
        self._add(named, tier)
        if sentences and any(_is_group(term.name) for term in named):
            self._sentence(*sentences[0], tier, listed=True)

    def _bullet(self, block: Block, outer: Tier) -> None:
        """A bullet without a label: a phrase, a list of them, or a sentence."""
        sentences = self._sentences(block, block.start)
        listed = False
        if sentences and (remark := _REMARK.search(self._folded, sentences[0].start, sentences[0].end)):
            sentences[0] = Span(sentences[0].start, remark.start())
        for number, (start, end) in enumerate(sentences):
            if number and not listed:
                self._sentence(start, end, outer, listed=False)
            elif not number:
                listed = not _VERB.search(_ASIDE.sub(" ", self._folded[start:end].partition(" - ")[0]))
                if listed:
                    self._listed(start, end, outer)
                else:
                    self._sentence(start, end, outer, listed=True)

    def _listed(self, start: int, end: int, tier: Tier) -> None:
        named = terms(self._folded, start, end)
        for term in named:
            remark_end = end if term is named[-1] else term.span.end
            opened = self._tiers.opened(start, term.span.end).over(tier)
            self._add([term], self._remark(term.span.start, remark_end, opened))

    def _sentence(self, start: int, end: int, tier: Tier, *, listed: bool) -> None:
        """A sentence of prose; where it may be ``listed``, one without a verb is a list of effects."""
        if listed and not _VERB.search(_ASIDE.sub(" ", self._folded[start:end])):
            self._listed(start, end, tier)
            return
        colon = _colon(self._folded, start, end)
        if colon >= 0 and _SIDE_EFFECTS.search(self._folded, start, colon) and self._folded[colon + 1 : end].strip():
            self._listed(colon + 1, end, self._tiers.of(start, colon).within(tier))
            return
        for part in said(self._folded, self._cues, self._tiers, start, end):
            for term in part.terms:
                self._add([term], self._tiers.opened(start, term.span.end).over(part.tier.over(tier)))

    def _add(self, named: list[Term], tier: Tier) -> None:
        for term in named:
            start, end = term.span
            grounds = {"term": term.span}
            if tier.words and tier.severity:
                grounds["severity"] = tier.words
            if tier.frequency:
                grounds["frequency"] = tier.frequency
            band = self._source[slice(*tier.frequency)] if tier.frequency else None
            self._found.append(
                Effect(
                    start=start,
                    end=end,
                    quote=self._source[start:end],
                    term=term.name,
                    severity=tier.severity,
                    frequency=band,
                    grounds=grounds,
                )
            )

    def _remark(self, start: int, end: int, outer: Tier) -> Tier:
        """The tier of an effect with the remarks beside it: "(rare)", "- this is rare but serious"."""
        return self._tiers.of(start, end).over(outer)

    def _label(self, label: Span) -> LabelKind:
        return "unknown" if self._is_component(label) else label_kind(self._folded[slice(*label)])

    def _is_component(self, label: Span) -> bool:
        words = self._folded[slice(*label)].split("(")[0].split()
        return bool(words) and len(words) < 5 and any(word.strip(":,") in self._names for word in words)

    def _before_colon(self, block: Block) -> Span | None:
        colon = _colon(self._folded, block.start, block.end)
        return Span(block.start, colon) if block.start < colon else None

    def _sentences(self, block: Block, body: int) -> list[Span]:
        return [make_span(max(start, body), end) for start, end in block.sentences if end > body]

    def _open(self, block: Block, tier: Tier) -> None:
        del self._levels[max(1, block.depth) :]
        self._levels.append(tier)


def _colon(folded: str, start: int, end: int) -> int:
    """Where the first colon outside parentheses stands in a bullet's first sentence, or -1."""
    if folded.find(":", start, min(end, start + 90)) < 0:
        return -1
    depth = 0
    for offset in range(start, min(end, start + 90)):
        character = folded[offset]
        if character == "(":
            depth += 1
        elif character == ")":
            depth = max(0, depth - 1)
        elif character == ":" and not depth:
            return offset
        elif character == "." and not depth:
            return -1
    return -1


def _is_group(name: str) -> bool:
    """Whether an effect is a kind that its members are listed under: "allergic reactions: rash, hives"."""
    return name.endswith(("reactions", "reaction", "issues", "problems", "effects", "symptoms", "discomfort", "upset"))
