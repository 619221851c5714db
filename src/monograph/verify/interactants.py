"""What a text names that a medicine interacts with: substances and classes, and which belongs to which."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from monograph.names.match import Matcher
from monograph.names.mentions import find_medicines
from monograph.tables import read_table
from monograph.text.model import Span

_CLASS = "class: "


@cache
def _classes() -> tuple[Matcher[tuple[str, ...]], dict[str, frozenset[str]]]:
    words: dict[str, tuple[str, ...]] = {}
    members = {}
    for row in read_table("monograph.verify", "class_members"):
        key = _CLASS + row["class"]
        for word in filter(None, row["words"].split("|")):
            words[word] = (*words.get(word, ()), key)
        members[key] = frozenset(filter(None, row["members"].split("|")))
    return Matcher(words, plural=True), members


def named_in(folded: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    """The substances (canonical names) and classes (marked) that text names, wherever it does."""
    for found in _classes()[0].find(folded, start, end):
        for key in found.value:
            yield key, Span(found.start, found.end)
    for medicine in find_medicines(folded, start, end):
        yield medicine.value, Span(medicine.start, medicine.end)


def interactants_in(folded: str, spans: list[Span]) -> dict[str, Span]:
    """The substances and classes that text names, each with its first place."""
    places: dict[str, Span] = {}
    for start, end in spans:
        for name, place in named_in(folded, start, end):
            places.setdefault(name, place)
    return places


@lru_cache(maxsize=1 << 14)
def interactants_of(phrase: str) -> frozenset[str]:
    """The substances and classes that a phrase names.

    >>> sorted(interactants_of("blood thinners such as warfarin"))
    ['class: anticoagulants', 'class: antiplatelets', 'warfarin']
    """
    folded = phrase.lower()
    return frozenset(interactants_in(folded, [Span(0, len(folded))]))


@lru_cache(maxsize=1 << 14)
def related(name: str) -> frozenset[str]:
    """A substance with the classes that it belongs to, or a class with its members.

    >>> "class: nsaids" in related("ibuprofen")
    True
    """
    members = _classes()[1]
    if name in members:
        return members[name] | {name}
    return frozenset({name, *(key for key, names in members.items() if name in names)})


def in_words(name: str) -> str:
    """A substance or class as people write it."""
    return name.removeprefix(_CLASS)
