"""EU package leaflets as text, one record a leaflet: ``{"product", "identifier", "sections": [{"title", "text"}]}``.

Their lines were wrapped, so that paragraphs are found again by lines that end early.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from monograph.labels.leaflet_text import LeafletComposer, chapter_kind
from monograph.labels.model import Ingredient, Label, LabelError
from monograph.labels.titles import WITHIN
from monograph.names.mentions import find_medicines
from monograph.names.routes import find_routes
from monograph.text.model import Monograph, Span

_SUBSTANCES = r"active\s+(?:substances?|ingredients?)"
_LISTED = re.compile(rf"\b{_SUBSTANCES}(?:\s+(?:in|of)(?:\s+\S+){{1,4}}?)?\s+(?:is|are)[:\s]+")
_CONTAINED = re.compile(
    rf"\bcontains\s+(?:\w+\s+){{1,3}}?{_SUBSTANCES}[:,]?\s+(?!(?:is|are|in|of|for|per|consists?)\b)"
)
_ACTIVE_ENDS = re.compile(r"[.;]\s|\b(?:adsorbed|each|other ingredients|is|are|it|which|that|belongs?|used|known)\b")
_NO_NAME = re.compile(r"(?:and|or|after|[\d.]+)\b")
"""How words begin that tell of a substance, and are no name of one."""
_LONGEST_NAMES = 200
_FORBIDS = re.compile(r"\b(?:not|never|avoid|without|cannot|unable|difficulty|trouble)\b|n't\b")
_VERBS = frozenset({"drink", "swallow", "swallowed"})
"""What one does with water as well, and with what is inhaled by mistake."""
_INJECTED = frozenset({"intravenous", "intramuscular", "subcutaneous"})
"""Routes beside which "infusion" does not tell that it is given into a vein."""
_WASHED = frozenset({"topical"})
"""A route whose words say as well how one washes what was spilt, or where one injects."""
_RARELY = 4
"""A route is that of the product where it is named at least once for so many times that the first is."""
_NUMBERS = frozenset({"one", "two", "three", "four"})
_LONGEST_ASIDE = 200
"""Characters in parentheses that are closed on another line."""
_WIDTH = 72
"""Columns at which the lines were wrapped; some earlier, before words that a blank of no break joins."""


def read_leaflet(record: dict[str, Any], name: str) -> Label:
    """The label in one record; ``name`` says where it came from, for messages.

    A leaflet has no set id of its own and several may share an authorisation: it is called after its file. Raises
    ``LabelError`` where the record has no name or none of the chapters of a leaflet.
    """
    called = str(record.get("file") or record.get("product") or "").rpartition("/")[2].partition(".")[0]
    if not called:
        raise LabelError(name, "the leaflet has neither file nor product")
    product = str(record.get("product") or called)
    composer = LeafletComposer(f"label:leaflet:{called}", product)
    for section in record["sections"]:
        if not isinstance(section, dict):
            raise LabelError(name, "a section of the leaflet is no object")
        title, text = str(section.get("title") or ""), str(section.get("text") or "")
        kind = chapter_kind(title)
        if kind is not None and text.strip():
            composer.chapter(kind, title, "")
            _add_text(composer, text)
    if not composer.codes:
        raise LabelError(name, f"the leaflet {called} has none of the chapters of a leaflet")
    monograph = composer.finish()
    return Label(
        set_id=f"leaflet:{called}",
        version="",
        date="",
        product=product,
        kind="leaflet",
        ingredients=[Ingredient(substance) for substance in _active(monograph.folded)],
        routes=_routes(monograph),
        source="leaflet",
        text=monograph,
        codes=composer.codes,
    )


def _add_text(composer: LeafletComposer, text: str) -> None:
    for block in _blocks(text):
        item = block.removeprefix("- ")
        if item != block:
            composer.item([(item, False)])
        elif block != "-":
            composer.paragraph([(block, False)])


def _blocks(text: str) -> Iterator[str]:
    """The paragraphs and items of wrapped text; an item keeps its ``- ``, a mark alone on a line goes with the next."""
    held = ""
    for line, following in pairwise([*text.splitlines(), ""]):
        stripped = line.strip()
        held = f"{held} {stripped}".strip()
        ahead = following.split(maxsplit=1)
        full = ahead and len(stripped) + 1 + len(ahead[0]) > _WIDTH
        goes_on = len(stripped) > _WIDTH / 2 and stripped[-1] not in ".:;!?" and following.strip()[:1].islower()
        wrapped = ahead and (full or goes_on or _hangs(held, following)) and ahead[0] != "-"
        if held and stripped != "-" and not wrapped:
            yield held
            held = ""
    if held:
        yield held


def _hangs(text: str, following: str) -> bool:
    """Whether a text cannot end here: within parentheses, behind a small word ("two tablets of"), behind a number
    before a small word."""
    opening = text.rfind("(", max(0, len(text) - _LONGEST_ASIDE))
    asks = text.startswith("What ")  # "What Exemplin is used for" is a heading
    last = text.rpartition(" ")[2]
    counts = following.strip()[:1].islower() and (last.isdigit() or last in _NUMBERS)
    return counts or opening > text.rfind(")") or (last in WITHIN and not asks)


def _active(folded: str) -> list[str]:
    """The active substances that a leaflet names: where it lists its contents, which is last, or where it says what it
    contains. One that is not in the vocabulary is taken as it is written.
    """
    written = ""
    for found in (*reversed(list(_LISTED.finditer(folded))), *_CONTAINED.finditer(folded)):
        end = _ACTIVE_ENDS.search(folded, found.end(), found.end() + _LONGEST_NAMES)
        stop = end.start() if end else min(found.end() + _LONGEST_NAMES, len(folded))
        if names := [match.value for match in find_medicines(folded, found.end(), stop)]:
            return list(dict.fromkeys(names))
        name = " ".join(re.split(r"[(,]|\bas\b", folded[found.end() : stop])[0].split())
        written = written or ("" if _NO_NAME.match(name) else name)
    return [written] if written else []


def _routes(monograph: Monograph) -> list[str]:
    """The routes that the chapter on taking it names, where it does not forbid them; those that only a form or a verb
    tells where none is named. What is rarely named beside others is another medicine's, or how one washes.
    """
    sentences = [
        sentence for section in monograph.of_kind("dosage") for block in section.blocks for sentence in block.sentences
    ]
    allowed = [sentence for sentence in sentences if not _FORBIDS.search(monograph.folded, *sentence)]
    named, told = _named_and_told(monograph.folded, allowed)
    if named.keys().isdisjoint(_INJECTED):
        named += Counter({"intravenous": told["intravenous"]})  # "infusion"
    counts = named or told or sum(_named_and_told(monograph.folded, sentences), Counter())
    most = max(counts.values(), default=0)
    return [
        route for route, count in counts.items() if count * _RARELY >= most and (route not in _WASHED or count == most)
    ]


def _named_and_told(folded: str, sentences: Iterable[Span]) -> tuple[Counter[str], Counter[str]]:
    """How often sentences name each route, and how often only a form or a verb tells one."""
    named: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for start, end in sentences:
        for found in find_routes(folded, start, end):
            weak = found.value.implied or folded[found.start : found.end] in _VERBS
            (told if weak else named)[found.value.name] += 1
    return named, told
