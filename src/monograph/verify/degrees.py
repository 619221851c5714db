"""Of which degrees of an illness a statement speaks, and of which ages: two statements may be of other persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from monograph.claims.records import Precaution
from monograph.tables import read_table

_BANDS = {"normal": (90, 1000), "mild": (60, 90), "moderate": (30, 60), "severe": (15, 30), "end-stage": (0, 15)}
"""Kidney function in mL/min that the words mean (KDIGO, FDA guidance on renal impairment)."""
_ROUND = 1
"""Labels write 59 or 60 for the same bound."""
_MOST = _BANDS["normal"][1]
_BELOW = re.compile(r"(?<!to )(?<!- )(?:<|≤|less than|below|under|lower than)(?: or equal to)? ?(\d+) ?ml")
_ABOVE = re.compile(r"(?:>|≥|greater than|above|over|at least|more than|higher than)(?: or equal to)? ?(\d+) ?ml")
_OR_ABOVE = re.compile(r"(\d+) ?ml\S* (?:or (?:higher|more|greater|above)|and (?:above|higher))")
_OR_BELOW = re.compile(r"(\d+) ?ml\S* or (?:less|lower|below)")
_BETWEEN = re.compile(r"(\d+)(?: ?ml\S*)? ?(?:to|and|-) ?<? ?(\d+) ?ml")
_YEARS_BELOW = re.compile(
    r"(?:under|below|younger than|less than|<) (?:the age of )?(\d+)\b(?! ?(?:months|ml|kg|%|weeks|days))"
)
_YEARS_FROM = re.compile(
    r"(\d+) years (?:of age )?(?:and|or) (?:older|above|over)"
    r"|(?:aged|over|above|older than) (\d+)\b(?! ?(?:ml|kg|mg))"
)
_ADULT = 18
_TURN = re.compile(r"[,;] (?:but|and|while|whereas|however|though|although)\b|;|\. | and (?:is|are|should|must) ")
"""Where a sentence turns to other persons."""


@cache
def _words() -> dict[str, re.Pattern[str]]:
    return {row["degree"]: re.compile(row["pattern"]) for row in read_table("monograph.verify", "degree_words")}


def degrees_of(said: str) -> frozenset[str]:
    """The degrees of an illness that lower-case words name; none where they speak of all.

    >>> sorted(degrees_of("in moderate to severe hepatic impairment"))
    ['moderate', 'severe']
    >>> sorted(degrees_of("not recommended if CrCl is below 30 mL/min".lower()))
    ['0-30', 'end-stage', 'severe']
    """
    said = said.replace("–", "-")
    return frozenset([*(degree for degree, word in _words().items() if word.search(said)), *_bands(said)])


def degrees_in(advice: Precaution) -> frozenset[str]:
    """The degrees of a kidney or liver disease that an advice names: in its part of the sentence, else in all of it."""
    if advice.about not in ("renal", "hepatic"):
        return frozenset()
    said = advice.quote.lower()
    at = advice.grounds["advice"].start - advice.start if "advice" in advice.grounds else 0
    turns = [0, *(turn.start() for turn in _TURN.finditer(said)), len(said)]
    own = next((said[start:end] for start, end in pairwise(turns) if start <= at < end), said)
    return degrees_of(own) or degrees_of(said)


_GRAVE_ILLNESS = {
    about: re.compile(rf"(?:severe|advanced|end-stage|decompensated)(?! and| or moderate)[^.;,]{{0,40}}(?:{organ})")
    for about, organ in (("renal", r"renal|kidney"), ("hepatic", r"hepatic|liver|cirrhosis"))
}
_LESS = re.compile(r"\bmild|\bmoderate|\bany\b|child-pugh (?:class )?b")


def is_grave(about: str, said: str) -> bool:
    """Whether lower-case words are of a grave illness of an organ only.

    >>> is_grave("hepatic", "patients with severe hepatic impairment"), is_grave("hepatic", "liver disease")
    (True, False)
    """
    return bool(_GRAVE_ILLNESS[about].search(said)) and not _LESS.search(said)


def are_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two statements name degrees, and none that is the same."""
    return bool(one) and bool(other) and one.isdisjoint(other)


def years_of(said: str) -> tuple[int, int] | None:
    """The ages, from and below, of which lower-case words about children speak; None where they name none.

    >>> years_of("children under 12 years")
    (0, 12)
    """
    below, since = _YEARS_BELOW.search(said), _YEARS_FROM.search(said)
    if below is None and since is None:
        return None
    return int(since[1] or since[2]) if since else 0, int(below[1]) if below else _ADULT


def _bands(said: str) -> Iterator[str]:
    """Each range of kidney function that is given in numbers, and the words for the bands that are whole in it."""
    ranges = [(0, int(found[1])) for pattern in (_BELOW, _OR_BELOW) for found in pattern.finditer(said)]
    ranges += [(int(found[1]), _MOST) for pattern in (_ABOVE, _OR_ABOVE) for found in pattern.finditer(said)]
    ranges += [(int(found[1]), int(found[2])) for found in _BETWEEN.finditer(said)]
    for low, high in ranges:
        yield f"{low}-{high}"
        for band, (least, most) in _BANDS.items():
            if low <= least + _ROUND and most <= high + _ROUND:
                yield band
