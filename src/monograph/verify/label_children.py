"""What a label says of minors: to whom it denies its medicine, and from what age it is for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from monograph.text.model import Span
from monograph.verify.read_label import WARNINGS, ReadLabel

_MINORS = re.compile(
    r"pa?ediatric (?:patients|population|subjects|age groups?)"
    r"|\b(?:infants|children|adolescents|young people)(?:(?:,|,? and|,? or) (?:children|adolescents|young people))*"
)
_BELOW = re.compile(
    r",? \(?(?:who are )?(?:aged? )?(?:below|under|less than|younger than|<)(?: the age of| age)? ?(\d+)(?!\d)"
    r"(?: ?(?:years|yrs)(?: of age| old)?)?\)?(?! ?(?:months?|weeks?|days?|kg))"
)
_CONFINED = re.compile(
    r",? \(?(?:aged? |ages |of age )?(?:between|from|below|under|less|younger|over|above|older|greater|[<≤≥>]|\d|in "
    r"|for |with|who|undergoing|receiving|taking|requiring|weighing)"
)
"""Not all minors, or those of one use only."""
_OF_SOME = re.compile(
    r"(?:treatment|prevention|prophylaxis|management|relief) of|adjunct|\bdos(?:es|ages?)\b|\bwho\b|\bwith\b|at risk"
    r"|weigh|\badults?,?(?: and| or)? $|\b(?:unless|except|without|directed|ask a)\b"
)
"""Words that confine a sentence to one of several uses, or to some persons of any age."""
_FORBIDDEN = re.compile(
    r"(?:\bnot(?: be| for)? (?:recommended|indicated|intended|approved|suitable|used|use|given?|taken?|administered)"
    r"|\bnot for|contraindicated|no (?:relevant|identified(?: potential)?) (?:use|indication))[^.;\d]{0,40}$"
)
_MUST_NOT = re.compile(r",? (?:should|must|may|can) ?not (?:use|take|receive|be (?:given|treated|used))")
_SAFETY = re.compile(r"safety|efficacy|effective")
_NOT_SHOWN = re.compile(r"not (?:been|yet been) (?:established|studied|evaluated|determined|demonstrated)")
_FROM = re.compile(
    r"(\d+) ?(years|months)(?: of age)?,?(?: and| or)? (?:older|above|over|up)|(?:≥|from|aged?) ?(\d+) (years|months)"
)
_OF_CHILDREN = re.compile(r"pa?ediatric|children|adolescents|infants|neonates")
_ALL = 18.0
_NEAR = 120


class Denial(NamedTuple):
    """The sentence in which a label denies its medicine to those below an age in years.

    ``is_firm`` where it tells not to use it, not only that nobody has shown how.
    """

    below: float
    quote: str
    is_firm: bool


@lru_cache(maxsize=32)
def denials(label: ReadLabel) -> tuple[Denial, ...]:
    """What a label denies to minors, of whatever use."""
    return tuple(_denials(label))


def _denials(label: ReadLabel) -> Iterator[Denial]:
    folded = label.text.folded
    for start, end in label.spans(*WARNINGS, "usage", "dosage"):
        for minors in _MINORS.finditer(folded, start, end):
            before = folded[max(start, folded.rfind(". ", start, minors.start()) + 2) : minors.start()][-_NEAR:]
            stop = folded.find(". ", minors.end(), end)
            after = folded[minors.end() : stop if stop >= 0 else end][:_NEAR]
            below = _BELOW.match(after)
            rest = after[below.end() :] if below else after
            if below is None and _CONFINED.match(after):
                continue
            is_firm = bool(_FORBIDDEN.search(before) or _MUST_NOT.match(rest))
            unshown = _NOT_SHOWN.search(before) or (_SAFETY.search(before) and _NOT_SHOWN.search(rest[:60]))
            quote = label.quote(Span(*minors.span())) if is_firm or unshown else ""
            if quote and not _OF_SOME.search(before) and not _OF_SOME.search(rest):
                yield Denial(float(below[1]) if below else _ALL, quote, is_firm)


@lru_cache(maxsize=32)
def least_age(label: ReadLabel) -> float:
    """The age in years from which a label is for minors, as its indications tell; 0 where they name no age."""
    folded = label.text.folded
    found = [
        _FROM.search(folded, minors.start(), min(end, minors.end() + _NEAR // 2))
        for start, end in label.spans("usage")
        for minors in _OF_CHILDREN.finditer(folded, start, end)
    ] or [age for span in label.spans("usage") for age in _FROM.finditer(folded, *span)]
    if not found and (shown := label.shown_in_children):
        found = [_FROM.search(folded, shown.end, shown.end + _NEAR)]
    return min((_years(age) if age else 0.0 for age in found), default=0.0)


def _years(age: re.Match[str]) -> float:
    number, measure = (age[1], age[2]) if age[1] else (age[3], age[4])
    return float(number) / (12 if measure == "months" else 1)
