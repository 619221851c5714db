"""What an interaction does ("may increase the risk of bleeding") and what to do about it ("avoid"), as written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from monograph.claims.interaction.cues import CLOSERS, OUTCOMES
from monograph.names.advice import cues, strongest
from monograph.names.phrases import Words, words_of
from monograph.text.model import Span

_RELATIVES = frozenset({"that", "which", "to"})
_ENDS = frozenset({";", ":"})


class Outcome(NamedTuple):
    """Where a statement says what happens, and where what to do; None where it does not."""

    result: Span | None = None
    management: Span | None = None


def outcome_of(folded: str, sentences: Sequence[Span]) -> Outcome:
    """The outcome that a sentence states, or, what to do, the one after it that names nobody.

    >>> text = "warfarin may increase the risk of bleeding; avoid both."
    >>> result, management = outcome_of(text, [Span(0, len(text))])
    >>> text[slice(*result)], text[slice(*management)]
    ('may increase the risk of bleeding', 'avoid')
    """
    if not sentences:
        return Outcome()
    words = words_of(folded, *sentences[0])
    management = _management(words)
    for following in sentences[1:2] if management is None else ():
        management = _management(words_of(folded, *following))
    return Outcome(_result(words), management)


def _result(words: Words) -> Span | None:
    """From the words that say what happens to the end of their clause."""
    for match in OUTCOMES.find(words):
        if match.value == "result" and not _is_relative(words.texts[max(0, match.first - 2) : match.first]):
            last = next((p for p in range(match.last, len(words)) if _ends(words, p)), len(words))
            return Span(*words.span(match.first, last)) if last > match.last else None
    return None


def _is_relative(before: list[str]) -> bool:
    """Whether a result is said of something else ("drugs that") or as a purpose ("to", but not "due to")."""
    return bool(before) and before[-1] in _RELATIVES and before != ["due", "to"]


def _ends(words: Words, place: int) -> bool:
    text = words.texts[place]
    return text in _ENDS or (words.texts[place - 1] == "," and (text in CLOSERS or text in ("and", "which")))


def _management(words: Words) -> Span | None:
    """An interval between the two if one is given, else the words of the strongest advice."""
    for match in OUTCOMES.find(words):
        if match.value == "interval":
            return Span(*words.span(match.first, match.last))
    said = strongest([cue for cue in cues(words) if cue.force == "says" and cue.advice != "acceptable"])
    return Span(said.start, said.end) if said else None
