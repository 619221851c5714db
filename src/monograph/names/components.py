"""One component of a title, under whatever name: spelling, salt, hydrate and glosses aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from monograph.names.substances import PACKAGE, known_name, squeeze
from monograph.tables import read_table

SET = " + "
SALT_KINDS = frozenset({"salt", "hydrate", "ester", "prodrug ester"})
LONGEST = 120
"""Letters of the longest name that is looked up; what is longer is no name."""
ION_PREFIXES = ("sodium", "disodium", "potassium", "calcium", "magnesium")
_LEVO = re.compile(r"^(l|levo)[- ]+")
_BRACKETS = re.compile(r"^(.+?)\s*[(\[]([^()\[\]]*)[)\]]$")
_JOINTS = (re.compile(r" ?(?:, ?and\b|[/,&]|\band\b|\bwith\b) ?"), re.compile(r" ?- ?"))
_BIOLOGICAL_SUFFIX = re.compile(r"-[a-z]{4}$")
"""Four letters that the FDA puts after the name of a biological, to tell makers apart: "adalimumab-aaty"."""
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Component:
    """What a component of a title is.

    ``substances`` are its canonical names (several for a set such as co-trimoxazole, or for two names that a
    slash or "and" joins); ``known`` says whether the vocabulary has all of them; ``misspelt`` is the name as written
    where a table says that another is meant; ``route`` the qualifier that the title carries, or "".
    """

    substances: tuple[str, ...]
    known: bool
    route: str = ""
    misspelt: str = ""


@lru_cache(maxsize=1 << 12)
def component(written: str) -> Component:
    """The component that a part of a title names.

    >>> component("Metformin Hydrochloride").substances
    ('metformin',)
    >>> component("Ciclosporin (Ophthalmic)").route
    'ophthalmic'
    """
    name, route = _without_qualifier(_tidied(written))
    right = _misspellings().get(squeeze(name))
    found = _lookup(right or name)
    if found is None:
        found = _glossed(name) or _joined(name)
    substances = tuple((found or _in_one_spelling(right or name)).split(SET))
    return Component(substances, found is not None, route, name if right else "")


def _tidied(written: str) -> str:
    """Lower case, single spaces, straight quotes, no stray sign at the end."""
    return (
        _SPACES.sub(" ", written.lower().replace("’", "'"))
        .strip(" \"',;")
        .removesuffix(" .")
        .removesuffix(" -")
        .strip()
    )


def _without_qualifier(name: str) -> tuple[str, str]:
    """The name without a route or grade in brackets, or after it as plain words, and the route."""
    bracketed = _BRACKETS.match(name)
    if bracketed and bracketed[2].strip() in _qualifiers():
        return bracketed[1], _qualifiers()[bracketed[2].strip()]
    if not name.endswith(_endings()):
        return name, ""
    for words, route in _qualifiers().items():
        rest = name.removesuffix(" " + words)
        if rest != name and _lookup(name) is None and (_lookup(rest) or _joined(rest)):
            return rest, route
    return name, ""


@lru_cache(maxsize=1 << 15)
def _lookup(name: str) -> str | None:
    """The known substance of a name, in its other spellings and without its salt words, or None."""
    if len(name) > LONGEST:
        return None
    for spelling in _spellings(name):
        found = known_name(spelling) or _base(spelling) or _variant(spelling)
        if found is not None:
            # A name that is known as a whole may be a synonym of a salt: "aspirin" keeps what "acetate" would strip.
            while (base := _base(found)) is not None and base != found:
                found = base
            return found
    return None


def _spellings(name: str) -> Iterator[str]:
    """The name as written, with each spelling change alone, and with all those that change nothing back."""
    yield name
    every = name
    for row in read_table(PACKAGE, "spelling"):
        if row["from"] in name:
            yield name.replace(row["from"], row["to"])
            every = every.replace(row["from"], row["to"])
    yield every


def _in_one_spelling(name: str) -> str:
    """An unknown name in the spelling that it has in common with its variants."""
    for row in read_table(PACKAGE, "spelling"):
        if row["unknown"]:
            name = name.replace(row["from"], row["to"])
    return name


def _base(name: str) -> str | None:
    """The known substance that is left of a name without its salt words, or None where none is or none go."""
    words = name.split(" ")
    if squeeze(name) in _kept():
        return None
    if len(words) == 2 and words[0] in ION_PREFIXES and words[1] not in _salts():
        return known_name(words[1])
    while len(words) > 1 and _salts().get(words[-1]) in SALT_KINDS:
        words.pop()
        if squeeze(" ".join(words)) in _kept():
            break
    if words[0] in _ions():
        words = [word for word in name.split(" ") if _salts().get(word) != "hydrate"]
    base = " ".join(words)
    return known_name(base) if base != name else None


def _variant(name: str) -> str | None:
    """The amino acid that "L-" before its name leaves the same, or the biological without its maker's letters."""
    bare = _LEVO.sub("", name)
    return known_name(bare if bare in _natural() else _BIOLOGICAL_SUFFIX.sub("", name))


def _glossed(name: str) -> str | None:
    """The substance of "acetaminophen [paracetamol]": where both name the same, or one of them nothing known."""
    bracketed = _BRACKETS.match(name)
    if bracketed is None:
        return None
    outer, inner = _lookup(bracketed[1]), _lookup(bracketed[2].strip())
    abbreviation = len(bracketed[2]) <= 5 and bracketed[2].isalpha()
    if outer is not None and (inner is not None or abbreviation):
        return outer
    return inner if "[" in name else None


def _joined(name: str) -> str | None:
    """The substances of "lidocaine/lignocaine" (one) and "amoxicillin and clavulanate" (two), if all are known."""
    for joint in _JOINTS if len(name) <= LONGEST else ():
        found = [_lookup(part) for part in joint.split(name)]
        if len(found) > 1 and None not in found:
            return SET.join(sorted({part for names in found if names for part in names.split(SET)}))
    return None


@cache
def _misspellings() -> dict[str, str]:
    return {squeeze(row["name"]): row["right"] for row in read_table(PACKAGE, "misspellings")}


@cache
def _qualifiers() -> dict[str, str]:
    rows = read_table(PACKAGE, "qualifiers")
    return {row["words"]: row["route"] for row in sorted(rows, key=lambda row: -len(row["words"]))}


@cache
def _endings() -> tuple[str, ...]:
    return tuple(" " + words for words in _qualifiers())


@cache
def _salts() -> dict[str, str]:
    return {row["word"]: row["kind"] for row in read_table(PACKAGE, "salts") if row["kind"] != "ion"}


@cache
def _ions() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table(PACKAGE, "salts") if row["kind"] == "ion")


@cache
def _kept() -> frozenset[str]:
    return frozenset(squeeze(row["name"]) for row in read_table(PACKAGE, "salts_kept"))


@cache
def _natural() -> frozenset[str]:
    return frozenset(row["name"] for row in read_table(PACKAGE, "stereo"))
