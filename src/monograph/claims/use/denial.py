"""What a "not" before a cue does: it denies the use, or only limits it ("not a first-line treatment of")."""

from __future__ import annotations

import re
from typing import NamedTuple

from monograph.claims.use.phrases import NEAR
from monograph.text.model import Span

_NOT = re.compile(
    r"\b(?P<not>not|never|isn't|doesn't|don't|aren't|won't|can't|cannot|neither)\s+(?!only|just|merely)"
    r"(?P<between>(?:(?!but\b)[\w-]+\s+){0,6})$"
)
_LIMITS = re.compile(
    r"(?:\w+ly\s+)?(?:all|always|limited|alone|as)\b|(?:.* )?(?:an?|the)\s+(?:[\w-]+\s+)?"
    r"(?:cure|substitute|replacement|first\S*|second\S*|primary|preferred|stand\S*|proven|suitable|complete|sole"
    r"|typical|common|single|recommended|long-term|permanent|definitive)\b|(?:.* )?(?:replac|substitut)"
)
_ALL = re.compile(r"\s*(?:all|every)\b")
_OVER = re.compile(r", and |, but |; ")


class Negation(NamedTuple):
    """A "not" and whether it only limits what follows."""

    span: Span
    limits: bool


def negation(folded: str, start: int, at: int) -> Negation | None:
    """The "not" that stands before the cue at ``at``, in the sentence that begins at ``start``."""
    found = _NOT.search(folded, max(start, at - NEAR), at)
    if found is None:
        return None
    return Negation(Span(*found.span("not")), bool(_LIMITS.match(folded, *found.span("between"))))


def denies_all(folded: str, at: int) -> bool:
    """Whether it is only denied that it is for each of what follows: "all types of infections"."""
    return bool(_ALL.match(folded, at))


def denial_end(folded: str, start: int, end: int) -> int:
    """Where what is denied is over: what goes on with "and" after a comma is another clause."""
    over = _OVER.search(folded, start, end)
    return over.start() if over else end
