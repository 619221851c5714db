"""The files that pages load: style sheet, script and icon under names that change with their content, and the names."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from functools import cache
from importlib import resources

from monograph.names.brands import brands
from monograph.names.substances import substance
from monograph.site.glance import Card
from monograph.site.paths import site_path

NAMES = "assets/names.js"
"""The index of names. Its name does not change: pages would else change whenever any title does."""
_FILES = ("site.css", "search.js", "icon.svg")


@cache
def fixed_assets() -> dict[str, tuple[str, bytes]]:
    """Path and bytes of the files that belong to the program, by their plain name."""
    folder = resources.files("monograph.site").joinpath("assets")
    found = {}
    for name in _FILES:
        data = folder.joinpath(name).read_bytes()
        stem, _, suffix = name.partition(".")
        found[name] = (f"assets/{stem}.{hashlib.sha256(data).hexdigest()[:8]}.{suffix}", data)
    return found


def assets(cards: Sequence[Card]) -> dict[str, bytes]:
    """All files that pages load, by their path in the site."""
    return dict(fixed_assets().values()) | {NAMES: names_index(cards)}


def names_index(cards: Sequence[Card]) -> bytes:
    """The names for the search, as a script that a page opened from a disk can load too.

    It calls ``monographNames(folders, titles, pages, others)``. A title is a character for how many characters it
    shares with the title before ("#" for none, "$" for one, ...) and the rest. A page is the number of its folder where
    its file is named as ``slug`` makes it of the title, else "number/name". Others are brands and synonyms, each
    followed by the number of its title.
    """
    cards = sorted(cards, key=lambda card: (card.title, site_path(card.doc)))
    rows = [(card.title, site_path(card.doc).removeprefix("medicines/")) for card in cards]
    folders = sorted({page.rpartition("/")[0] for _, page in rows})
    number = {folder: index for index, folder in enumerate(folders)}
    titles: list[str] = []
    pages: list[int | str] = []
    before = ""
    for title, page in rows:
        shared = _shared(before, title)
        titles.append(chr(ord("#") + shared) + title[shared:])
        before = title
        folder, _, name = page.removesuffix(".html").rpartition("/")
        pages.append(number[folder] if name == slug(title) else f"{number[folder]}/{name}")
    parts = (
        json.dumps(part, ensure_ascii=False, separators=(",", ":")) for part in (folders, titles, pages, _others(cards))
    )
    return f"monographNames({','.join(parts)})\n".encode()


def _others(cards: Sequence[Card]) -> list[str | int]:
    """Brands and synonyms of the substances, each with the place of the monograph that it leads to."""
    places: dict[str, int] = {}
    for place, card in enumerate(cards):
        if card.key not in places or (cards[places[card.key]].route and not card.route):
            places[card.key] = place
    titles = {card.title.lower() for card in cards}
    found: dict[str, int] = {}
    for brand, key in brands().items():
        if key in places:
            found.setdefault(brand, places[key])
    for key, place in places.items():
        known = substance(key)
        for name in (known.name, *known.synonyms) if known else ():
            if name.isalpha() and len(name) >= _SHORTEST:
                found.setdefault(name, place)
    told = (name for name in sorted(found.keys() - titles) if name not in cards[found[name]].title.lower())
    return [part for name in told for part in (name, found[name])]


_SHORTEST = 5
"""Letters of a synonym that is worth a place in the index."""


def _shared(before: str, title: str) -> int:
    """How many characters two titles begin with in common, up to what one character can say."""
    most = min(len(before), len(title), _MOST_SHARED)
    return next((at for at in range(most) if before[at] != title[at]), most)


_MOST_SHARED = 56
"""So that the character stays below the backslash, which JSON would have to escape."""


def slug(title: str) -> str:
    """The usual name of a title's file; ``search.js`` does the same.

    >>> slug("Amoxicillin + Clavulanic acid")
    'amoxicillin-clavulanic-acid'
    """
    return re.sub("[^a-z0-9]+", "-", title.lower()).strip("-")
