"""Appositions: what an effect is said to be, "X (ABBR), [a serious disorder that can be fatal]", names no effect."""

from __future__ import annotations

import re

_WEIGHT = (
    r"(?:(?:very|extremely|potentially|sometimes|often) )?"
    r"(?:rare|uncommon|serious|severe|dangerous|fatal|deadly|devastating|debilitating|life-threatening)"
)
_KIND = r"(?:[\w-]+ ){0,2}(?:type|form|kind) of|(?:[\w-]+ ){0,2}(?:condition|disorder|complication)\b"
_REST = r"(?:(?! (?:and|or|but|that|which|as well as) )[^,;:.()\n])*(?: (?:that|which) [^,;:.()\n]*)?"
"""Up to the next member of the list; a clause of its own ("that can be fatal and lasting") as a whole."""
_APPOSITION = re.compile(rf", an? (?:{_WEIGHT}(?:,? (?:and|but|or|yet) (?:also )?{_WEIGHT})* |{_KIND}){_REST}")


def without_appositions(folded: str, start: int, end: int) -> str:
    """The text with blanks where appositions stand in ``folded[start:end]``: offsets stay what they are."""
    if ", a" not in folded[start:end]:
        return folded
    section = _APPOSITION.sub(lambda match: " " * len(match.group()), folded[start:end])
    return folded[:start] + section + folded[end:]
