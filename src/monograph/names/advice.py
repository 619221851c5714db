"""What is advised: the phrases of ``data/advice.tsv`` found in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, cast

from monograph.names.found import ADVICE_BY_STRENGTH, Advice, Cue, Force
from monograph.names.phrases import READERS, PhraseBook, Words
from monograph.tables import read_table

_FILLERS = frozenset(row["word"] for row in read_table("monograph.names", "fillers"))
_NOT_EXPECTED = ["not", "expected"]
_UNSETTLED = frozenset({"named", "denies"})
_ROWS = read_table("monograph.names", "advice")
_Said = tuple[Advice | Literal["nothing"], Force]
_BOOK = PhraseBook(
    {row["phrase"]: cast(_Said, (row["advice"], row["force"])) for row in _ROWS if row["force"] != "whole"},
    _FILLERS,
    READERS,
)
_MUTING = PhraseBook({row["phrase"]: True for row in _ROWS if row["force"] == "whole"}, _FILLERS, READERS)


def strongest(found: Sequence[Cue]) -> Cue | None:
    """The cue that a statement takes: advice before risks and harms, a doctor before a balance, then strength."""
    if len(found) == 1:
        return found[0]
    said = [cue for cue in found if cue.force != "hints"] or found
    if any(cue.advice == "consult" for cue in said):
        said = [cue for cue in said if cue.force != "balance"]
    if any(cue.advice == "caution" and cue.force == "says" for cue in said):
        said = [cue for cue in said if cue.advice != "avoid" or cue.force != "named"]
    return min(said, key=lambda cue: (ADVICE_BY_STRENGTH.index(cue.advice), cue.force == "balance"), default=None)


def cues(words: Words) -> list[Cue]:
    """The cues in the words of a clause, in order; a thing named that the clause denies is left out.

    >>> from monograph.names.phrases import words_of
    >>> text = "it should generally not be used"
    >>> cues(words_of(text, 0, len(text)))[0].advice
    'avoid'
    """
    matches = _BOOK.find(words)
    if not matches or is_mute(words):
        return []
    found = []
    plain = True
    for match in matches:
        advice, force = match.value
        if advice != "nothing":
            start, end = words.span(match.first, match.last)
            found.append(Cue(advice, force, start, end, match.first, match.last))
            plain = plain and force not in _UNSETTLED
    return found if plain else _undenied(found, words.texts)


def is_mute(words: Words) -> bool:
    """Whether a clause advises nothing whatever it says: what was seen in animals, how often it is without medicine."""
    return bool(_MUTING.find(words))


def _undenied(found: list[Cue], texts: Sequence[str]) -> list[Cue]:
    """The cues without the things named that are denied, or without the denials where there is no such thing."""
    named = any(cue.force == "named" for cue in found)
    denied = any(
        cue.force == "denies" or cue.advice == "insufficient-data" or texts[cue.first : cue.first + 2] == _NOT_EXPECTED
        for cue in found
    )
    hidden = "denies" if not named else "named" if denied else ""
    return [cue for cue in found if cue.force != hidden]
