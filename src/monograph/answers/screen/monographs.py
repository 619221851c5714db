"""The monographs of the medicines that a person takes: found once, their claims kept for the next person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from monograph.answers.profile.model import Medicine
from monograph.answers.screen.membership import classes_of
from monograph.answers.screen.model import Finding, Gravity, Sort
from monograph.claims.records import AnyClaim
from monograph.library.store import Listing, Part, StoredLibrary
from monograph.names.identity import identify
from monograph.names.mentions import find_medicines
from monograph.names.substances import squeeze

KEPT = 512
"""Monographs whose claims are kept in memory."""
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z*(])")
_LEAD = re.compile(r"[\s*#>-]*")
SYSTEMIC = frozenset({"", "systemic", "oral"})


class Page(NamedTuple):
    """A monograph with what a screening needs of it."""

    listing: Listing
    claims: tuple[AnyClaim, ...]
    source: str
    folded: str
    parts: tuple[Part, ...]
    medicines: dict[str, tuple[int, int]]
    """The substances that its text names, each with its first place."""

    def section_at(self, offset: int) -> str:
        """The title of the section that an offset stands in."""
        return next((part.title for part in self.parts if part.start <= offset < part.end), "")


class Taken(NamedTuple):
    """A medicine of the person: the substances in it with their classes, and its monographs."""

    medicine: Medicine
    substances: frozenset[str]
    classes: frozenset[str]
    pages: tuple[Page, ...]

    @property
    def name(self) -> str:
        """As the profile calls it."""
        return self.medicine.name


class Monographs:
    """The monographs of a library by what they are about."""

    def __init__(self, library: StoredLibrary) -> None:
        self._library = library
        self._of_key: dict[str, list[Listing]] = {}
        self._of_title: dict[str, Listing] = {}
        for listing in library.listings():
            self._of_key.setdefault(listing.substance, []).append(listing)
            self._of_title.setdefault(squeeze(listing.title), listing)
            self._of_title.setdefault(listing.doc, listing)
        self.page = lru_cache(maxsize=KEPT)(self._page)
        self._named = lru_cache(maxsize=4 * KEPT)(self._name)

    def taken(self, medicine: Medicine) -> Taken:
        """The medicine with its substances and monographs; without monographs where the library has none."""
        key, listings = self._named(tuple(part.name for part in medicine.ingredients) or (medicine.name,))
        substances = frozenset(filter(None, key.split(" + ")))
        classes = frozenset(name for substance in substances for name in classes_of(substance))
        return Taken(medicine, substances, classes, tuple(self.page(listing.doc) for listing in listings))

    def about(self, substance: str) -> list[Page]:
        """The monographs of a single substance, those of local forms aside."""
        return [self.page(listing.doc) for listing in _of_route(self._of_key.get(substance, ()), "")]

    def _name(self, names: tuple[str, ...]) -> tuple[str, tuple[Listing, ...]]:
        """The key of what these names mean together, and the monographs of it."""
        if len(names) == 1 and (called := self._of_title.get(squeeze(names[0])) or self._of_title.get(names[0])):
            return called.substance, _of_route(self._of_key[called.substance], called.route)
        identity = identify(" + ".join(names))
        keys = [identity.key]
        if identity.key not in self._of_key and len(identity.known) < len(identity.components):
            folded = " , ".join(names).lower().replace("’", "'")
            found = sorted({part for match in find_medicines(folded) for part in match.value.split(" + ")})
            keys = [" + ".join(found) or identity.key]
        if keys[0] not in self._of_key:
            keys += keys[0].split(" + ")
            return keys[0], tuple(one for key in keys for one in _of_route(self._of_key.get(key, []), identity.route))
        return keys[0], _of_route(self._of_key[keys[0]], identity.route)

    def _page(self, doc: str) -> Page:
        source = self._library.source(doc)
        listing = self._of_title[doc]
        folded = source.lower().replace("’", "'")
        medicines: dict[str, tuple[int, int]] = {}
        for match in find_medicines(folded) if len(folded) == len(source) else ():
            for name in match.value.split(" + "):
                medicines.setdefault(name, (match.start, match.end))
        parts = tuple(self._library.sections(doc))
        return Page(listing, tuple(self._library.claims(doc)), source, folded, parts, medicines)


def _of_route(listings: Iterable[Listing], route: str) -> tuple[Listing, ...]:
    """Those for the route that the person names; where none is named, an eye drop's page speaks of no tablet."""
    listings = tuple(listings)
    wanted = SYSTEMIC if route in SYSTEMIC else {"", route}
    return tuple(one for one in listings if (one.route or "") in wanted) or listings


def finding(
    page: Page, claim: AnyClaim | None, gravity: Gravity, sort: Sort, about: str, medicines: Iterable[str], why: str,
    *, start: int = 0, end: int = 0,
) -> Finding:  # fmt: skip
    """A finding that quotes a claim, or ``source[start:end]`` where the place is no claim."""
    if claim is not None:
        start, end = claim.start, claim.end
    return Finding(
        gravity=gravity, sort=sort, about=about, medicines=tuple(medicines), doc=page.listing.doc,
        title=page.listing.title, section=page.section_at(start), quote=page.source[start:end], start=start, end=end,
        why=why,
    )  # fmt: skip


def sentence_around(source: str, start: int, end: int) -> tuple[int, int]:
    """The sentence, within its line, in which a place stands."""
    first = source.rfind("\n", 0, start) + 1
    last = source.find("\n", end)
    last = len(source) if last < 0 else last
    for stop in _SENTENCE_END.finditer(source, first, last):
        if stop.end() <= start:
            first = stop.end()
        elif stop.start() >= end:
            last = stop.start()
            break
    lead = _LEAD.match(source, first, start)
    return (lead.end() if lead else first), last
