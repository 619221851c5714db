"""Which classes a substance belongs to, and what the words of an interaction name."""

from __future__ import annotations

from functools import lru_cache

from monograph.names.mentions import find_medicines
from monograph.text.model import Span
from monograph.verify.interactants import classes_by_stem, interactants_in, related

_CLASS = "class: "


@lru_cache(maxsize=1 << 13)
def classes_of(substance: str) -> frozenset[str]:
    """The classes of a substance: those whose table lists it, and those that the stem of its name tells.

    >>> sorted(classes_of("naproxen"))[0], sorted(classes_of("perindopril"))[0]
    ('nsaids', 'ace inhibitors')
    """
    named = related(substance) | classes_by_stem(substance)
    return frozenset(name.removeprefix(_CLASS) for name in named if name.startswith(_CLASS))


@lru_cache(maxsize=1 << 14)
def named(phrase: str) -> tuple[frozenset[str], frozenset[str]]:
    """The substances and the classes that a phrase names.

    >>> [sorted(names) for names in named("nsaids such as ibuprofen")]
    [['ibuprofen'], ['nsaids']]
    """
    places = interactants_in(phrase, [Span(0, len(phrase))])
    substances = {part for name in places if not name.startswith(_CLASS) for part in name.split(" + ")}
    classes = {
        name.removeprefix(_CLASS)
        for name, (start, end) in places.items()
        if name.startswith(_CLASS) and not _is_member(phrase[start:end], name.removeprefix(_CLASS))
    }
    return frozenset(substances), frozenset(classes)


@lru_cache(maxsize=1 << 12)
def _is_member(words: str, name: str) -> bool:
    """Whether words that stand for a class are a single medicine: "aluminum hydroxide" speaks of no other antacid."""
    found = find_medicines(words)
    whole = bool(found) and found[0].start == 0 and found[0].end == len(words)
    return whole and words not in (name, name + "s", name.removesuffix("s"))
