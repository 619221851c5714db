"""The monographs of the medicines that a person takes: found once, their claims kept for the next person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from monograph.answers.gravity import Gravity
from monograph.answers.labelled import left_out
from monograph.answers.profile.model import Medicine
from monograph.answers.review.standing import stands
from monograph.answers.screen.membership import classes_of
from monograph.answers.screen.model import Finding, Sort
from monograph.claims.records import AnyClaim, Kind
from monograph.library.store import SYSTEMIC, Listing, Part, StoredLibrary
from monograph.names.brands import brand_key
from monograph.names.components import SET
from monograph.names.identity import identify
from monograph.names.mentions import find_medicines
from monograph.names.substances import squeeze
from monograph.text.front_matter import read_front_matter
from monograph.text.model import Span, Unreadable
from monograph.text.sentences import split_sentences
from monograph.verify.stored import stored_records
from monograph.verify.verdict import LeftOut

SCREENED: tuple[Kind, ...] = ("dose", "interaction", "precaution")
"""The kinds of claims that speak of persons and of other medicines."""
UNNAMED = "S908"
"""The rule that finds interactions which name nobody: a library keeps its problems, so that no text is read again."""
KEPT = 512
"""Monographs whose claims are kept in memory."""
ALIKE = 3
"""Titles that are offered for a name which the library does not have."""
FRONT = 64_000
"""Characters in which a front matter ends."""
_SPOKEN_FOR = re.compile(r"^(?:reviewed|sources):", re.MULTILINE)
_MARKS = re.compile(r"[\s*_]*(?:A:)?[\s*_]*")
_LEAD = re.compile(r"[\s>#]*(?:[*-] +)?")


class Page(NamedTuple):
    """A monograph with what a screening needs of it."""

    listing: Listing
    claims: tuple[AnyClaim, ...]
    source: str
    folded: str
    parts: tuple[Part, ...]
    reviewed: bool
    sources: int
    warnings: tuple[LeftOut, ...]
    """What its official label warns of and it leaves out."""

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
        self.general = lru_cache(maxsize=KEPT)(self._general)
        self._named = lru_cache(maxsize=4 * KEPT)(self._name)

    def taken(self, medicine: Medicine) -> Taken:
        """The medicine with its substances and monographs; without monographs where the library has none."""
        parts = tuple(part.name for part in medicine.ingredients)
        substances, listings = self._named(medicine.name, parts)
        classes = frozenset(name for substance in substances for name in classes_of(substance))
        return Taken(medicine, substances, classes, tuple(self.page(listing.doc) for listing in listings))

    def alike(self, name: str) -> list[str]:
        """The titles that are most like a name: for a person to choose from."""
        return self._library.similar(name, ALIKE)

    def about(self, substance: str) -> list[Page]:
        """The monographs of a single substance, those of local forms aside."""
        return [self.page(listing.doc) for listing in _of_route(self._of_key.get(substance, ()), "")]

    def _name(self, name: str, parts: tuple[str, ...]) -> tuple[frozenset[str], tuple[Listing, ...]]:
        """The substances of a medicine, and the monographs of them together; else of as many of them as have one."""
        called = self._of_title.get(name) or self._of_title.get(squeeze(name))
        if called and not parts:
            return frozenset(called.substance.split(SET)), _of_route(self._of_key[called.substance], called.route or "")
        identities = [identify(SET.join(parts))] if parts else []
        identities.append(identify(brand_key(name) or name))
        for identity in identities:
            if identity.key in self._of_key:
                return frozenset(identity.components), _of_route(self._of_key[identity.key], identity.route)
        named = {part for match in find_medicines(_folded(name)) for part in match.value.split(SET)}
        substances = named.union(*(identity.known for identity in identities))
        return frozenset(substances or identities[0].components), tuple(self._of_parts(substances))

    def _of_parts(self, substances: set[str]) -> Iterator[Listing]:
        """The monographs of some of these substances together: the largest such sets."""
        sets = [(key, frozenset(key.split(SET))) for key in self._of_key]
        within = [(key, parts) for key, parts in sets if parts <= substances]
        for key, parts in within:
            if not any(parts < others for _, others in within):
                yield from _of_route(self._of_key[key], "")

    def _page(self, doc: str) -> Page:
        source = self._library.source(doc)
        listing = self._of_title[doc]
        claims, parts = self._library.claims(doc, SCREENED), self._library.sections(doc)
        front_matter = _front_matter(source, doc)
        reviewed = stands(front_matter, source, lambda: self._library.claims(doc))
        sources = front_matter.get("sources")
        count = len(sources) if isinstance(sources, list) else int(bool(sources))
        warnings = left_out(stored_records(self._library, doc))
        return Page(listing, tuple(claims), source, _folded(source), tuple(parts), reviewed, count, warnings)

    def _general(self, doc: str) -> Span | None:
        """The statement that there are interactions, of a monograph that names no medicine for any."""
        problems = self._library.problems(doc)
        return next((Span(one.start, one.end) for one in problems if one.code == UNNAMED), None)


def _front_matter(source: str, doc: str) -> dict[str, object]:
    """The front matter of those that speak of reviews or sources; YAML is slow."""
    read = read_front_matter(source, doc) if _SPOKEN_FOR.search(source, 0, FRONT) else ({}, 0)
    return {} if isinstance(read, Unreadable) else read[0]


def _folded(text: str) -> str:
    """Lower case and straight quotes, where that keeps every offset; else the text as it is."""
    folded = text.lower().replace("’", "'")
    return folded if len(folded) == len(text) else text


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
        start, end = claim.start, _with_answer(page.source, claim.end)
    return Finding(
        gravity=gravity, sort=sort, about=about, medicines=tuple(medicines), doc=page.listing.doc,
        title=page.listing.title, section=page.section_at(start), quote=page.source[start:end], start=start, end=end,
        why=why, line=page.source.count("\n", 0, start) + 1, reviewed=page.reviewed, sources=page.sources,
    )  # fmt: skip


def sentence_around(source: str, start: int, end: int) -> tuple[int, int]:
    """The sentence, within its line, in which a place stands."""
    first, last = _line(source, start, end)
    lead = _LEAD.match(source, first, start)
    for sentence in split_sentences(source, lead.end() if lead else first, last):
        if sentence.start <= start < sentence.end:
            return sentence.start, max(sentence.end, end)
    return first, last


def _with_answer(source: str, end: int) -> int:
    """Where a quote that is only a question ends with the first sentence of its answer."""
    if not source[:end].endswith("?"):
        return end
    begin = end + len(_MARKS.match(source, end)[0])  # type: ignore[index]
    sentences = split_sentences(source, begin, _line(source, begin, begin)[1])
    return sentences[0].end if sentences else end


def _line(source: str, start: int, end: int) -> tuple[int, int]:
    last = source.find("\n", end)
    return source.rfind("\n", 0, start) + 1, len(source) if last < 0 else last
