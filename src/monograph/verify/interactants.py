"""What a text names that a medicine interacts with: substances and classes, and which belongs to which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from monograph.names.components import component
from monograph.names.match import Matcher
from monograph.names.mentions import find_medicines
from monograph.tables import read_table
from monograph.text.model import Span
from monograph.verify.explicit import patterns
from monograph.verify.terms import spellings

_EXCIPIENTS = ("benzyl ", "cetyl ", "stearyl ", "cetostearyl ", "polyvinyl ", "isopropyl ")
"""Before "alcohol": these are no drink."""
_LACK = (" deficien", " depletion", "-sparing")
"""After the name of a substance: an illness or a class, and nothing that is taken."""
_TAKEN = ("medicine", "medication", "drug", "agent")
_CLASS = "class: "
_MEDICINE = "medicine"
_MEDICINES = frozenset({"drug", "drugs", "medicine", "medicines", "medication", "medications", "agents", "products"})
_SAYING = frozenset(
    {"that", "which", "known", "to", "can", "may", "could", "also", "the", "with", "potential", "on", "of", "a", "an"}
    | {"medicinal", "certain", "other"}
)
"""Words that say nothing of what medicines do."""
_TELLING = 3
"""Words of the shortest gist: medicines, a verb and its object."""


@cache
def _classes() -> Matcher[tuple[str, ...]]:
    """Finds classes under all their names."""
    words: dict[str, tuple[str, ...]] = {}
    for row in read_table("monograph.verify", "class_members"):
        written = {form for word in row["words"].split("|") if word for form in (word, *_singular(word))}
        named = {spelled for form in written for spelled in spellings(form)}
        for word in sorted({_parted(word) for word in named}):
            words[word] = (*words.get(word, ()), _CLASS + row["class"])
    return Matcher(words, plural=True)


def _parted(words: str) -> str:
    """Words without their hyphens, of the same length: "serotonin-reuptake inhibitors"."""
    return words.replace("-", " ")


def _singular(plural: str) -> list[str]:
    """A class in the singular; a single word beside a noun only, as "analgesic doses" are none of analgesics.

    "Herbal product" explains the name of one.

    >>> _singular("ace inhibitors"), _singular("antipsychotics")[:2]
    (['ace inhibitor'], ['antipsychotic medicine', 'antipsychotic medication'])
    """
    if not plural.endswith("s") or plural.endswith(("ss", "is", "us", " products")):
        return []
    one = plural.removesuffix("s")
    return [one] if " " in one or "-" in one else [f"{one} {noun}" for noun in _TAKEN]


@cache
def _kin(*, through_kinds: bool = False) -> dict[str, set[str]]:
    """For substances and classes, the classes above them and what is in them, or in kinds of them too."""
    kin: dict[str, set[str]] = {}
    for row in read_table("monograph.verify", "class_members"):
        key = _CLASS + row["class"]
        above = [_CLASS + name for name in filter(None, row["broader"].split("|"))]
        holding = (key, *above) if through_kinds else (key,)
        pairs = [(member, one) for member in _members(row["members"]) for one in holding]
        for low, high in pairs + [(key, one) for one in above]:
            kin.setdefault(low, set()).add(high)
            kin.setdefault(high, set()).add(low)
    return kin


@cache
def _members(listed: str) -> tuple[str, ...]:
    """The members of a class as the table lists them, and under their canonical names."""
    members = list(filter(None, listed.split("|")))
    return tuple(dict.fromkeys([*members, *(name for member in members for name in component(member).substances)]))


@lru_cache(maxsize=1 << 13)
def classes_by_stem(substance: str) -> frozenset[str]:
    """The classes that the stem of a nonproprietary name tells.

    >>> sorted(classes_by_stem("perindopril"))
    ['class: ace inhibitors', 'class: antihypertensives']
    """
    classes: set[str] = set()
    for row in read_table("monograph.names", "class_stems"):
        stem = row["stem"]
        fits = substance.startswith(stem[:-1]) if stem.endswith("-") else substance.endswith(stem[1:])
        if fits and substance not in row["not"].split("|"):
            classes.update(_CLASS + name for name in row["classes"].split("|"))
    return frozenset(classes)


def named_in(folded: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    """The substances (canonical names) and classes (marked) that text names, wherever it does.

    >>> [name for name, _ in named_in("vitamin k antagonists", 0, 21)]
    ['class: anticoagulants']
    """
    classes: list[Span] = []
    for found in _classes().find(_parted(folded[start:end])):
        place = Span(start + found.start, start + found.end)
        if folded.endswith(_EXCIPIENTS, 0, place.start) and folded.startswith("alcohol", place.start):
            continue
        classes.append(place)
        for key in found.value:
            yield key, place
    for medicine in find_medicines(folded, start, end):
        place = Span(medicine.start, medicine.end)
        is_excipient = folded.endswith(_EXCIPIENTS, 0, place.start) and folded.startswith("alcohol", place.start)
        if not is_excipient and not folded.startswith(_LACK, place.end) and not _is_part(place, classes):
            yield medicine.value, place


def _is_part(place: Span, names: list[Span]) -> bool:
    """Whether words are part of a longer name."""
    return any(start <= place.start and place.end <= end and place != (start, end) for start, end in names)


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
    return frozenset(interactants_in(folded, [Span(0, len(folded))])) | _described().get(_gist(folded), frozenset())


@cache
def _described() -> dict[frozenset[str], frozenset[str]]:
    """The classes that are told by what they do, as "medicines known to prolong the QT interval", by their gist."""
    found: dict[frozenset[str], set[str]] = {}
    for row in read_table("monograph.verify", "class_members"):
        for word in filter(None, row["words"].split("|")):
            if len(gist := _gist(word)) >= _TELLING:
                found.setdefault(gist, set()).add(_CLASS + row["class"])
    return {gist: frozenset(classes) for gist, classes in found.items()}


def _gist(words: str) -> frozenset[str]:
    """What words about medicines say, however they are put.

    >>> _gist("agents that can prolong the qtc interval") == _gist("medicines known to prolong the qt interval")
    True
    """
    return frozenset(
        _MEDICINE if word in _MEDICINES else word.removesuffix("ing").removesuffix("s").removesuffix("e")
        for word in _parted(words).replace("qtc", "qt").split()
        if word not in _SAYING
    )


@lru_cache(maxsize=1 << 14)
def related(name: str) -> frozenset[str]:
    """A substance with the classes that it belongs to, or a class with its members, its kinds and what it is a kind of.

    >>> "class: nsaids" in related("ibuprofen")
    True
    """
    return frozenset({name, *_kin().get(name, ())})


def likened(name: str) -> frozenset[str]:
    """What is related to a thing, or would be if the kinds of a class were the class.

    >>> "fluvoxamine" in likened("class: antidepressants") and "class: antidepressants" in likened("fluvoxamine")
    True
    """
    return frozenset(
        {name, *_kin(through_kinds=True).get(name, ()), *(() if is_class(name) else classes_by_stem(name))}
    )


def named_by(name: str) -> frozenset[str]:
    """What names a thing at least by an example or by its own class: a class beside or above it does not.

    >>> "class: cns depressants" in named_by("class: opioids")
    False
    """
    return frozenset(one for one in related(name) if one == name or not (is_class(one) and is_class(name)))


def is_class(name: str) -> bool:
    """Whether a name found in text is that of a class."""
    return name.startswith(_CLASS)


def in_words(name: str) -> str:
    """A substance or class as people write it."""
    return name.removeprefix(_CLASS)


def warning_words() -> dict[str, re.Pattern[str]]:
    """The words that say how gravely a label warns of companions, and those that take a warning back, by their kind."""
    return patterns("grave_words")


def is_harmless(said: str) -> bool:
    """Whether a folded sentence of a label says that nothing comes of taking two together.

    >>> is_harmless("warfarin did not alter its pharmacokinetics")
    True
    """
    words = warning_words()
    takes_back = words["forbids"].search(said) or words["changed"].search(said)
    return words["none"].search(said) is not None and not takes_back
