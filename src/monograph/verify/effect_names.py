"""The ways in which an effect is put: in fewer words, at a site of application, or as what befalls an organ."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from monograph.tables import read_table
from monograph.verify.explicit import patterns
from monograph.verify.terms import general_words

_STEPS = 2
"""How often a phrase is put in fewer words: "increased risk of bleeding leading to anemia"."""
_MOST = 12
_EMPTY = frozenset({"organ", "system", "systems", "particularly", "especially", "systemic", "less", "more"})
"""Words that name no effect, beside those of organs and general ones."""


class AtSite(NamedTuple):
    """What is found where a medicine is laid "on" or put "into" the body; "" where that is not told."""

    finding: str
    kind: str


@cache
def _wording() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(row["pattern"]), row["said"]) for row in read_table("monograph.verify", "effect_wording")]


@cache
def _sites() -> dict[str, str]:
    """The words of a place of each kind: "injection site", "area of application"."""
    words = {kind: f"(?:{pattern.pattern})" for kind, pattern in patterns("site_words").items()}
    return {
        kind: rf"(?:\b{words[kind]}[ -]{words['place']}\b|\b{words['place']} of (?:the )?{words[kind]}\b)"
        for kind in ("on", "into")
    }


@cache
def site_words() -> dict[str, re.Pattern[str]]:
    """The words of a label for the place at which a medicine is laid "on", or put "into"."""
    near = patterns("site_words")
    return {kind: re.compile(f"{place}|{near[f'near {kind}'].pattern}") for kind, place in _sites().items()}


@lru_cache(maxsize=1 << 13)
def in_fewer_words(term: str) -> list[tuple[str, ...]]:
    """Other ways to put an effect, each the things of which all must be named.

    >>> in_fewer_words("severe diarrhea leading to dehydration"), in_fewer_words("qt prolongation on ecg")
    ([('severe diarrhea', 'dehydration')], [('qt prolongation',)])
    """
    found: dict[tuple[str, ...], None] = {}
    latest: list[tuple[str, ...]] = [(term,)]
    for _ in range(_STEPS):
        latest = [way for parts in latest for way in _put_again(parts) if way not in found]
        found.update(dict.fromkeys(latest))
    return list(found)[:_MOST]


def _put_again(parts: tuple[str, ...]) -> list[tuple[str, ...]]:
    ways = []
    for number, part in enumerate(parts):
        for pattern, said in _wording():
            if match := pattern.fullmatch(part):
                for one in said.split("|"):
                    put = tuple(" ".join(match.expand(piece).split()) for piece in one.split("&"))
                    ways.append((*parts[:number], *put, *parts[number + 1 :]))
    return ways


def at_site(term: str) -> AtSite | None:
    """The finding and the kind of site of an effect where the medicine is applied.

    >>> at_site("redness at the injection site"), at_site("application-site pain")
    (AtSite(finding='redness', kind='into'), AtSite(finding='pain', kind='on'))
    """
    for kind, place in _sites().items():
        found = re.fullmatch(rf"(?P<finding>.+?) (?:at|of|on|in|around|near|over) (?:the |your )?{place}", term)
        found = found or re.fullmatch(rf"{place} (?P<finding>.+)", term)
        if found:
            return AtSite(found["finding"], kind)
    local = re.fullmatch(r"locali[sz]ed (.+)|local (.+)", term)
    return AtSite(local[1] or local[2], "") if local else None


@cache
def _systems() -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
    """What is said of systems in general, and the members of each system by its names."""
    nouns: set[str] = set()
    systems: dict[str, tuple[str, ...]] = {}
    for row in read_table("monograph.verify", "organ_systems"):
        words = row["words"].split("|")
        if row["kind"] == "noun":
            nouns.update(words)
        for word in words if row["kind"] == "system" else ():
            systems[word] = (*systems.get(word, ()), *row["members"].split("|"))
    return frozenset(nouns), systems


@lru_cache(maxsize=1 << 13)
def effects_on_system(term: str) -> tuple[str, ...]:
    """The effects on an organ or system of which a phrase speaks in general.

    >>> "cataract" in effects_on_system("serious ophthalmic problems"), effects_on_system("ophthalmic pain")
    (True, ())
    """
    nouns, systems = _systems()
    words = term.split()
    bare = [word for word in words if word not in nouns and word not in general_words()]
    return systems.get(" ".join(bare), ()) if any(word in nouns for word in words) else ()


def names_nothing(term: str) -> bool:
    """Whether a phrase names no effect by itself: a fragment of a sentence, or an organ without what befalls it.

    >>> names_nothing("organ system complications"), names_nothing("neuromuscular"), names_nothing("renal failure")
    (True, True, False)
    """
    nouns, systems = _systems()
    words = term.split()
    empty = nouns | general_words() | _EMPTY
    return term in systems or ("infection" not in term and all(word in empty for word in words))
