"""Infections of three or more places are one of each: "infections of the lungs (pneumonia), skin, and bones"."""

from __future__ import annotations

import re

from monograph.claims.use.naming import PEOPLE

_OF = re.compile(rf"(?:[\w-]+ ){{0,4}}infections (?:of|in|affecting|within) (?:both )?(?:the )?(?!{PEOPLE}\b|hospital)")
_PLACE = re.compile(r"(?!less\b|other\b|among\b)(?:[\w-]+ ){0,4}[\w-]+$")
_NEXT = re.compile(r"\s*,\s*(?:and |or )?(?:(?:sometimes|occasionally|even) )?(?:the |other .*)?")
_SEVERAL = 3


def is_next_place(before: str, after: str) -> bool:
    """Whether a phrase after one of infections names a further place of them."""
    return "infections " in before and bool(_OF.match(before) and _PLACE.match(after))


def infections_of(phrase: str) -> tuple[str, ...]:
    """The infections of each place in a phrase; none where it names fewer than three.

    >>> infections_of("infections of the lungs, skin and bones")
    ('infections of the lungs', 'infections of the skin', 'infections of the bones')
    """
    listed = _OF.match(phrase) if "infections " in phrase else None
    if listed is None or phrase.endswith("nose, and throat"):
        return ()
    places = _NEXT.split(phrase[listed.end() :])
    places[-1:] = places[-1].split(" and ", 1)
    places = [place for place in places if _PLACE.match(place)]
    if len(places) < _SEVERAL:
        return ()
    return tuple(place if place.endswith("infections") else listed.group() + place for place in places)
