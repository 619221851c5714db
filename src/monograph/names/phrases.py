"""Find phrases with fixed words in a sentence, fillers aside: "should generally not be used" is "should not be used".

A phrase is written as a pharmacist would write it, in lower case, with four signs:

=========  ==========================================================
``a|b``    one of these words ("used|taken|given")
``word?``  a word that may be missing
``#``      any number
``...``    up to eight other words, within the clause
=========  ==========================================================

Between two words of a phrase any of the filler words may stand ("generally", "strictly"), and a gloss in parentheses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any, Generic, NamedTuple, TypeVar

V = TypeVar("V")
_WORD = re.compile(r"n't|'t|can(?='t|not\b)|[a-z]+(?=n't)|[a-z0-9]+(?:['.-][a-z0-9]+)*|[,;:()]")
_NOT = ("n't", "'t")
_GAP = "..."
_GAP_WORDS = 8
_LONGEST_GLOSS = 12
_VALUE = ""


class Word(NamedTuple):
    """A word of a sentence or one of ``, ; : ( )``, with its place in the text."""

    text: str
    start: int
    end: int


class Found(NamedTuple, Generic[V]):
    """A phrase found: the index of its first word, of the word after its last, and its value."""

    first: int
    last: int
    value: V


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words of ``text[start:end]``; offsets are those of ``text``. The "n't" of "don't" is a word, "not".

    >>> [word.text for word in words_of("you don't need it (ever)", 4, 24)]
    ['do', 'not', 'need', 'it', '(', 'ever', ')']
    """
    return [
        Word("not" if m.group() in _NOT else m.group(), m.start(), m.end()) for m in _WORD.finditer(text, start, end)
    ]


class PhraseBook(Generic[V]):
    """Phrases with their values, to be found in the words of a sentence; the longest at each place wins.

    >>> book = PhraseBook({"should not be? used|taken": "avoid"}, fillers={"generally", "be"})
    >>> book.find(words_of("it should generally not be taken", 0, 32))
    [Found(first=1, last=6, value='avoid')]
    """

    def __init__(self, phrases: Mapping[str, V], fillers: Iterable[str] = ()) -> None:
        self._root: dict[str, Any] = {}
        self._values = list(phrases.values())
        self._fillers = frozenset(fillers)
        for index, phrase in enumerate(phrases):
            for words in _spellings(phrase):
                node = self._root
                for word in words:
                    node = node.setdefault(word, {})
                node.setdefault(_VALUE, index)

    def find(self, words: Sequence[Word]) -> list[Found[V]]:
        """The phrases in these words, in order, without overlap."""
        found = []
        place = 0
        while place < len(words):
            last, index = self._longest(words, place) if words[place].text in self._root else (0, 0)
            if last:
                found.append(Found(place, last, self._values[index]))
            place = max(last, place + 1)
        return found

    def _longest(self, words: Sequence[Word], first: int) -> tuple[int, int]:
        """One past the last word of the longest phrase that starts at ``first`` and its index, or (0, 0)."""
        best = 0, 0
        paths = [(self._root, first, 0)]
        while paths:
            node, place, skips = paths.pop()
            if place == len(words):
                continue
            text = words[place].text
            if step := node.get(text) or (node.get("#") if text[0].isdigit() else None):
                if _VALUE in step:
                    best = max(best, (place + 1, step[_VALUE]))
                paths.append((step, place + 1, 0))
                if _GAP in step:
                    paths.append((step[_GAP], place + 1, _GAP_WORDS))
            if place > first:
                if text in self._fillers:
                    paths.append((node, place + 1, skips))
                elif text == "(":
                    paths.append((node, _after_gloss(words, place), skips))
                elif skips and text not in ",;:":
                    paths.append((node, place + 1, skips - 1))
        return best


def _after_gloss(words: Sequence[Word], place: int) -> int:
    """The place after the parenthesis that closes the one at ``place``."""
    for after in range(place + 1, min(place + _LONGEST_GLOSS, len(words))):
        if words[after].text == ")":
            return after + 1
    return len(words)


def _spellings(phrase: str) -> Iterator[list[str]]:
    """The ways to write a phrase out: each choice taken, each optional word there and not there."""
    choices = []
    for word in phrase.split():
        options = word.rstrip("?").split("|")
        choices.append([*options, ""] if word.endswith("?") else options)
    for chosen in product(*choices):
        yield [word for word in chosen if word]
