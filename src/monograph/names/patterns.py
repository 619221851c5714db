"""Regular expressions of many words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter


def any_of(words: Iterable[str]) -> str:
    """A pattern of words, the longest first, branching where they part: it fails at the first letter that none has.

    >>> any_of(["gout", "gouty", "fever"])
    'fever|gout(?:y)?'
    """
    branches = []
    for _, group in groupby(sorted(set(words)), key=itemgetter(0)):
        same = list(group)
        stem = same[0][: _shared_length(same[0], same[-1])]
        rest = [word[len(stem) :] for word in same]
        tail = any_of(part for part in rest if part)
        branches.append(re.escape(stem) + (f"(?:{tail})" + "?" * ("" in rest) if tail else ""))
    return "|".join(branches)


def _shared_length(first: str, last: str) -> int:
    """How many letters two words begin with in common; sorted words between them do too."""
    return next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
