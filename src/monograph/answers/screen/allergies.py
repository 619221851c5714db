"""Allergies of the person: to a substance, to its class, to a class that cross-reacts, to what a product is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import msgspec

from monograph.answers.gravity import Gravity
from monograph.answers.screen.membership import named
from monograph.answers.screen.model import Finding
from monograph.answers.screen.monographs import Page, Taken, finding, sentence_around
from monograph.answers.screen.title import title_place
from monograph.claims.records import Precaution
from monograph.names.match import Matcher
from monograph.tables import read_table

SAME_SUBSTANCE: Gravity = "contraindicated"
SAME_CLASS: Gravity = "contraindicated"
RELATED_CLASS: Gravity = "caution"
TRACE: Gravity = "caution"


class Allergen(msgspec.Struct, frozen=True):
    """What an allergy is to, as written; its substances and classes, those that cross-react, words of excipients."""

    written: str
    substances: frozenset[str]
    classes: frozenset[str]
    related: frozenset[str]
    traces: tuple[str, ...]


def allergies(taken: Sequence[Taken], written: Sequence[str]) -> Iterator[Finding]:
    """What each medicine has to do with each allergy."""
    for allergen in map(allergen_of, written):
        for one in taken:
            for page in one.pages:
                yield from _held_against(page, one, allergen)


def _held_against(page: Page, one: Taken, allergen: Allergen) -> Iterator[Finding]:
    about = f"allergy to {allergen.written}"
    if not one.substances.isdisjoint(allergen.substances):
        yield _quoted(page, one, SAME_SUBSTANCE, about, f"{one.name} is what the person is allergic to.")
    elif shared := one.classes & allergen.classes:
        why = f"{one.name} is one of the {min(shared)}, and the person is allergic to {allergen.written}."
        yield _quoted(page, one, SAME_CLASS, about, why)
    elif crossing := one.classes & allergen.related:
        why = f"{one.name} is one of the {min(crossing)}, to which some people with this allergy react as well."
        yield _quoted(page, one, RELATED_CLASS, about, why)
    for claim in page.claims:
        if isinstance(claim, Precaution) and claim.about == "allergy" and _names(claim.quote, allergen):
            why = f"{page.listing.title} names {allergen.written} where it speaks of allergies."
            yield finding(page, claim, SAME_CLASS if claim.advice == "contraindicated" else "avoid", "allergy", about,
                          [one.name], why)  # fmt: skip
    for match in _traces(allergen.traces).find(page.folded)[:1]:
        start, end = sentence_around(page.source, match.start, match.end)
        why = f"{page.listing.title} names {page.source[match.start : match.end]}."
        yield finding(page, None, TRACE, "allergy", about, [one.name], why, start=start, end=end)


def _quoted(page: Page, one: Taken, gravity: Gravity, about: str, why: str) -> Finding:
    """A finding that quotes what the monograph says of allergies, or its title, which names the substance."""
    for claim in page.claims:
        if isinstance(claim, Precaution) and claim.about == "allergy":
            return finding(page, claim, gravity, "allergy", about, [one.name], why)
    start, end = title_place(page)
    return finding(page, None, gravity, "allergy", about, [one.name], why, start=start, end=end)


def _names(quote: str, allergen: Allergen) -> bool:
    substances, classes = named(quote.lower().replace("’", "'"))
    return not substances.isdisjoint(allergen.substances) or not classes.isdisjoint(allergen.classes)


@lru_cache(maxsize=1 << 10)
def allergen_of(written: str) -> Allergen:
    """What is meant by an allergy as people write it.

    >>> sorted(allergen_of("Penicillin allergy").classes)
    ['penicillins']
    """
    folded = written.lower().replace("’", "'")
    rows = [row for match in _groups().find(folded) for row in match.value]
    substances, classes = named(folded)
    word = folded.removesuffix(" allergy").removeprefix("allergy to ").strip()
    listed = {
        key: frozenset(cell for row in rows for cell in row[key].split("|") if cell)
        for key in ("substances", "classes", "related", "traces")
    }
    traces = listed["traces"] if rows or substances or classes else frozenset({word})
    return Allergen(
        word, substances | listed["substances"], classes | listed["classes"], listed["related"], tuple(sorted(traces))
    )


@cache
def _groups() -> Matcher[tuple[dict[str, str], ...]]:
    phrases: dict[str, tuple[dict[str, str], ...]] = {}
    for row in read_table("monograph.answers", "allergy_groups"):
        for word in row["words"].split("|"):
            phrases[word] = (*phrases.get(word, ()), row)
    return Matcher(phrases)


@lru_cache(maxsize=1 << 10)
def _traces(words: tuple[str, ...]) -> Matcher[bool]:
    return Matcher(dict.fromkeys(words, True), plural=True)
