"""What is advised: the phrases of ``data/advice.tsv`` found in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, cast

from monograph.names.phrases import PhraseBook, Word
from monograph.tables import read_table

Wording = Literal[
    "contraindicated", "avoid", "adjust-dose", "monitor", "caution", "consult", "insufficient-data", "acceptable",
]  # fmt: skip
_FILLERS = frozenset(row["word"] for row in read_table("monograph.names", "fillers"))
_BOOK = PhraseBook(
    {row["phrase"]: (row["advice"], row["force"]) for row in read_table("monograph.names", "advice")}, _FILLERS
)


class Cue(NamedTuple):
    """Words that advise (or, where ``hint``, only name a risk).

    ``start`` and ``end`` are offsets of the text, ``first`` and ``last`` the places of the first word and of the
    one after the last among the words of the sentence.
    """

    advice: Wording
    hint: bool
    start: int
    end: int
    first: int = 0
    last: int = 0


def cues(words: Sequence[Word]) -> list[Cue]:
    """The cues in the words of a sentence, in order.

    >>> from monograph.names.phrases import words_of
    >>> text = "it should generally not be used"
    >>> cues(words_of(text, 0, len(text)))[0].advice
    'avoid'
    """
    return [
        Cue(cast(Wording, advice), force == "hints", words[first].start, words[last - 1].end, first, last)
        for first, last, (advice, force) in _BOOK.find(words)
        if advice != "nothing"
    ]
