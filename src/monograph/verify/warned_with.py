"""What labels warn of taking together with the medicine, and a monograph never names: one record a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from itertools import pairwise, zip_longest
from typing import NamedTuple

from monograph.text.model import Block, Section, Span
from monograph.verify.contraindicated import contraindicated
from monograph.verify.interactants import is_class, is_harmless, named_by, named_in, warning_words
from monograph.verify.mentioned import Mentioned
from monograph.verify.read_label import ReadLabel
from monograph.verify.verdict import Gravity, LeftOut

WARNS_OF = "The label warns of taking it with"
_GRAVITIES: tuple[Gravity, ...] = ("contraindication", "interaction", "mention")
_NOT_TAKEN = frozenset({"class: food", "class: human milk", "class: alcohols of formulations"})
"""What is named for other reasons: meals at which to take it, milk that it passes into, excipients."""
_ALCOHOL = "class: alcohol"
_CONSUMED = frozenset({_ALCOHOL, "class: grapefruit", "class: tyramine"})
"""What people eat and drink: a warning of it is one of taking it beside the medicine."""
_MEASURED = ("serum ", "plasma ", "levels of ")
"""What is measured in the blood is not taken."""
_IN_THE_BODY = (" channel", "-channel", " metabolism", " excretion", " homeostasis")
"""Nor is what does so in the body."""
_ABUSED = re.compile(
    r"(?:ic|-related| or drug)? (?:abuse|dependen|withdrawal|use disorder|intoxication|hepatitis|liver|misuse)"
)
"""Behind "alcohol": an illness, and no drink beside the medicine."""
_EXAMPLES = re.compile(
    r"(?: (?!or\b|and\b)[\w-]+){0,3}? ?"
    r"(?:\((?!an? |another )(?:such as|e\.g\.?,?|for example|including|like)?|such as|e\.g\.|called|for example) ?"
)
_OF_ONE = re.compile(r"(?<=\. )[a-z][a-z'/() -]{2,50}: ")
_LAST = re.compile(r"\)|;|\. |\Z")
"""Where examples open behind a class, and where they end."""
_MOST_NAMES = 8
_SHORT = 60
"""Letters of a sentence that is a heading: what it says stands in the next one."""


class _Warning(NamedTuple):
    """A sentence of a label that warns of something taken together with the medicine."""

    gravity: Gravity
    names: dict[str, str]  # of each thing that it names, the label's own word
    examples: dict[str, set[str]]  # of each class what the sentence names behind it as examples
    label: ReadLabel
    place: Span


def warned_with(doc: str, page: Mentioned, labels: Iterable[ReadLabel], own: Iterable[str]) -> Iterator[LeftOut]:
    """The interactions that labels warn of and the page does not name, the grave ones first; none of them twice.

    ``own`` are the substances of the monograph.
    """
    own = frozenset(own)
    known = page.interactants.keys() - own  # that the medicine is named does not name others of its class
    said = set(known)
    found = [warning for label in labels for warning in _warnings(label)]
    for warning in sorted(found, key=lambda warning: _GRAVITIES.index(warning.gravity)):
        missing = [
            name
            for name in warning.names
            if name not in own
            if named_by(name).isdisjoint(said)
            if not _all(warning.examples.get(name, set()), known)
        ]
        if missing:
            said.update(missing)
            words = list(dict.fromkeys(warning.names[name] for name in missing))[:_MOST_NAMES]
            what = f"{WARNS_OF} {', '.join(words)}"
            label = warning.label.named(warning.label.quote(warning.place))
            yield LeftOut(doc=doc, what=what, gravity=warning.gravity, label=label)


def _warnings(label: ReadLabel) -> Iterator[_Warning]:
    """The sentences of a label that warn of companions, with what they name, classes before substances."""
    folded, boxed, forbidden = label.text.folded, label.boxed, contraindicated(label)
    salts = (word for ingredient in label.label.ingredients for word in ingredient.name.lower().split())
    own = {*label.label.product.lower().split(), *label.identity.components, *salts}
    for section in label.text.of_kind("contraindications", "interactions", "precautions", "dosage"):
        is_boxed = any(start <= section.start < end for start, end in boxed)
        kind = "interactions" if is_boxed else section.kind
        for sentence, lead, after in _sentences(section, folded):
            if kind == "contraindications" and not any(start <= sentence.start < end for start, end in forbidden):
                continue
            places = [
                (name, place)
                for name, place in named_in(folded, *sentence)
                if own.isdisjoint({name, folded[slice(*place)]}) and _is_taken(name, own, folded, place)
            ]
            if not places:
                continue
            said = folded[sentence.start : sentence.end]
            consumed = not _CONSUMED.isdisjoint(name for name, _ in places)
            gravity = _gravity(said, lead, kind, consumed) or (
                _gravity(f"{said} {after}", lead, kind, consumed) if after else None
            )
            if gravity is not None:
                names: dict[str, str] = {}
                for name, place in sorted(places, key=lambda named: not is_class(named[0])):
                    names.setdefault(name, _written(label.text.source[slice(*place)]))
                examples = {name: _examples(place, places, folded) for name, place in places if is_class(name)}
                yield _Warning(gravity, names, examples, label, min(place for _, place in places))


def _all(examples: set[str], known: Set[str]) -> bool:
    """Whether there are examples of a class, each of which a page names: then it names the class."""
    return bool(examples) and not any(named_by(one).isdisjoint(known) for one in examples)


def _examples(place: Span, places: list[tuple[str, Span]], folded: str) -> set[str]:
    """What a sentence names as examples of the thing at a place: "some antiviral medicines (e.g. ritonavir)"."""
    opens = _EXAMPLES.match(folded, place.end)
    ends = _LAST.search(folded, opens.end()) if opens else None
    if opens is None or ends is None:
        return set()
    return {name for name, (start, _) in places if opens.end() <= start < ends.start()}


def _written(word: str) -> str:
    """A word of a label as it stands within a sentence: "NSAIDs", but "warfarin" for "Warfarin"."""
    return word if any(letter.isupper() for letter in word[1:]) else word.lower()


def _is_taken(name: str, own: set[str], folded: str, place: Span) -> bool:
    """Whether what is named is a companion: nothing that is measured, and of the medicine's own class only others."""
    start, end = place
    if name in _NOT_TAKEN or folded.endswith(_MEASURED, 0, start) or folded.startswith(_IN_THE_BODY, end):
        return False
    if name == _ALCOHOL and (_ABUSED.match(folded, end) or folded.endswith("related to ", 0, start)):
        return False
    return not is_class(name) or named_by(name).isdisjoint(own) or folded.endswith("other ", 0, start)


def _sentences(section: Section, folded: str) -> Iterator[tuple[Span, str, str]]:
    """The sentences of a section, with the words that introduce them and, for a heading, the sentence after it."""
    parts = [
        (part, _lead(section.blocks, block, folded))
        for block in section.blocks
        for part in (_statements(block, folded) if block.kind == "row" else block.sentences)
    ]
    for (sentence, lead), following in zip_longest(parts, parts[1:]):
        is_heading = following and sentence.end - sentence.start < _SHORT
        yield sentence, lead, folded[slice(*following[0])] if is_heading else ""


def _statements(row: Block, folded: str) -> list[Span]:
    """A row of a table, parted where a cell says something of each of several things ("Atazanavir: avoid it. ...")."""
    starts = [row.start, *(found.start() for found in _OF_ONE.finditer(folded, row.start, row.end)), row.end]
    return [Span(start, end) for start, end in pairwise(starts)]


def _lead(blocks: list[Block], block: Block, folded: str) -> str:
    """The words of the line that introduces a block, or of the bold label before it."""
    above = blocks[block.under] if block.under >= 0 else None
    label = folded[slice(*block.label)] if block.label else ""
    return f"{folded[above.start : above.end] if above else ''} {label}"


def _gravity(said: str, lead: str, kind: str, consumed: bool) -> Gravity | None:
    """How gravely a sentence under a line warns of companions; None where it does not, or says that nothing happens.

    Of what is ``consumed`` nothing need say that it is taken together with the medicine.
    """
    words, context = warning_words(), f"{lead} {said}"
    forbids = words["forbids"].search(context)
    if is_harmless(said) or words["beside"].search(said):
        return None
    together = words["together"].search(context)
    if kind == "contraindications":
        return "contraindication" if together else None
    if kind == "dosage":  # of companions it says how they change the dose, which the interactions tell
        return "interaction" if consumed and words["forbids"].search(said) else None
    if kind == "precautions":
        if not consumed and not words["together"].search(said) and not (forbids and together):
            return None
        if words["forbids"].search(said):
            return "interaction"
        return "mention" if words["care"].search(context) or words["interaction"].search(said) else None
    if words["contraindicated"].search(context):
        return "contraindication"
    if forbids or words["interaction"].search(context):
        return "interaction"
    return "mention"
