"""Which classes a substance belongs to, and what the words of an interaction name."""

from __future__ import annotations

from functools import cache, lru_cache

from monograph.names.components import component
from monograph.names.mentions import find_medicines
from monograph.tables import read_table
from monograph.text.model import Span
from monograph.verify.interactants import interactants_in, related

_CLASS = "class: "


@lru_cache(maxsize=1 << 13)
def classes_of(substance: str) -> frozenset[str]:
    """The classes of a substance: those whose table lists it, and those that the stem of its name tells.

    >>> sorted(classes_of("naproxen"))[0], sorted(classes_of("perindopril"))[0]
    ('nsaids', 'ace inhibitors')
    """
    listed = {name.removeprefix(_CLASS) for name in related(substance) if name.startswith(_CLASS)}
    return frozenset(listed | _members().get(substance, set()) | _by_stem(substance))


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


@cache
def _members() -> dict[str, set[str]]:
    """The classes of each member under its canonical name: the table may call it by another."""
    classes: dict[str, set[str]] = {}
    for row in read_table("monograph.verify", "class_members"):
        for member in filter(None, row["members"].split("|")):
            for name in component(member).substances:
                classes.setdefault(name, set()).add(row["class"])
    return classes


def _by_stem(substance: str) -> set[str]:
    classes: set[str] = set()
    for row in read_table("monograph.names", "class_stems"):
        fits = (
            substance.startswith(row["stem"][:-1]) if row["stem"].endswith("-") else substance.endswith(row["stem"][1:])
        )
        if fits and substance not in row["not"].split("|"):
            classes |= set(row["classes"].split("|"))
    return classes
