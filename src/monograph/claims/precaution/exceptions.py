"""Exceptions of a sentence: who is named in "unless for ..." or "except in ..." does not get its advice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monograph.claims.precaution.words import words_that
from monograph.names.found import Mention
from monograph.names.phrases import Words
from monograph.text.model import Span

_OPENING = words_that("excepting")
_BALANCE = words_that("balance")
_RESUMING = words_that("resuming")
_DENIED = frozenset({"contraindication", "contraindications"})
"""Where there are none of these, an exception is one."""


def outside_exceptions(words: Words, mentions: Sequence[Mention]) -> list[Mention]:
    """Those named outside the exceptions of a sentence."""
    excepted = list(_exceptions(words)) if mentions and not _OPENING.isdisjoint(words.texts) else ()
    return [mention for mention in mentions if not any(left <= mention.start < right for left, right in excepted)]


def _exceptions(words: Words) -> Iterator[Span]:
    """Where each exception stands; a balance ("unless the benefit ...") speaks of those before it and is none."""
    texts = words.texts
    if "no" in texts and not _DENIED.isdisjoint(texts):
        return
    for place, text in enumerate(texts):
        if text in _OPENING:
            last = _end(texts, place)
            if _BALANCE.isdisjoint(texts[place:last]):
                yield Span(*words.span(place, last))


def _end(texts: Sequence[str], first: int) -> int:
    """The place after an exception: where it pauses, its parenthesis closes, or a second advice joins ("and is")."""
    depth = 0
    for place in range(first, len(texts)):
        depth += (texts[place] == "(") - (texts[place] == ")")
        joins = texts[place] == "and" and not _RESUMING.isdisjoint(texts[place + 1 : place + 2])
        if depth < 0 or (depth == 0 and (joins or texts[place] in (",", ";", ":"))):
            return place
    return len(texts)
