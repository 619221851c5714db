"""Find phrases with fixed words in a sentence, fillers aside: "should generally not be used" is "should not be used".

A phrase is written as a pharmacist would write it, in lower case, with four signs:

=========  ==========================================================
``a|b``    one of these words ("used|taken|given")
``word?``  a word that may be missing
``N``      any number
``...``    up to eight other words, within the clause
=========  ==========================================================

Between two words of a phrase any of the filler words may stand ("generally", "strictly"), and a gloss in parentheses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import Any, Generic, NamedTuple, TypeVar, overload

V = TypeVar("V")
_WORD = re.compile(r"[a-z0-9]+(?:['.-][a-z0-9]+)*|[,;:()]")
_WORD_OR_NOT = re.compile(rf"n't|'t|can(?='t|not\b)|[a-z]+(?=n't)|{_WORD.pattern}")
_NOT = ("n't", "'t")
_GAP = "..."
_GAP_WORDS = 8
_LONGEST_SENTENCE = 3000
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


class Words(Sequence[Word]):
    """The words of a sentence. Their places are looked up only when one is asked for: most sentences say nothing.

    ``found`` keeps what each phrase book has found in them, as several readers ask the same books.
    """

    __slots__ = ("_end", "_places", "_start", "_text", "found", "texts")

    def __init__(self, text: str, start: int, end: int, texts: list[str], places: list[tuple[int, int]] | None) -> None:
        self._text, self._start, self._end, self._places = text, start, end, places
        self.texts = texts
        self.found: dict[PhraseBook[Any], list[Found[Any]]] = {}

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, place: int) -> Word: ...
    @overload
    def __getitem__(self, place: slice) -> Words: ...
    def __getitem__(self, place: int | slice) -> Word | Words:
        places = self._places or self._look_up()
        if isinstance(place, slice):
            return Words(self._text, self._start, self._end, self.texts[place], places[place])
        return Word(self.texts[place], *places[place])

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the words from ``first`` up to ``last`` (not included) stand in the text."""
        places = self._places or self._look_up()
        return places[first][0], places[last - 1][1]

    def any_starts(self, stems: tuple[str, ...]) -> bool:
        """Whether a word starts with one of the stems; most sentences hold none of them anywhere."""
        held = any(self._text.find(stem, self._start, self._end) >= 0 for stem in stems)
        return held and any(word.startswith(stems) for word in self.texts)

    def _look_up(self) -> list[tuple[int, int]]:
        word = _word(self._text, self._start, self._end)
        self._places = [match.span() for match in word.finditer(self._text, self._start, self._end)]
        return self._places


def _word(text: str, start: int, end: int) -> re.Pattern[str]:
    """What a word is in a text: looking for "not" within words takes twice the time and is rarely needed."""
    negates = text.find("'t", start, end) >= 0 or text.find("cannot", start, end) >= 0
    return _WORD_OR_NOT if negates else _WORD


@lru_cache(maxsize=512)
def words_of(text: str, start: int, end: int) -> Words:
    """The words of ``text[start:end]``; offsets are those of ``text``. The "n't" of "don't" is a word, "not".

    Of more than 3,000 characters only the first are read: no sentence is that long. Two readers of one monograph
    share the words of its sentences.

    >>> words_of("you don't need it (ever)", 4, 24).texts
    ['do', 'not', 'need', 'it', '(', 'ever', ')']
    """
    end = min(end, start + _LONGEST_SENTENCE)
    word = _word(text, start, end)
    texts = word.findall(text, start, end)
    if word is _WORD_OR_NOT:
        texts = ["not" if word in _NOT else word for word in texts]
    return Words(text, start, end, texts, None)


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
        self._tells: set[str] = set()
        self._needs: dict[str, set[str]] = {}
        for index, phrase in enumerate(phrases):
            for words in _spellings(phrase):
                node = self._root
                for word in words:
                    node = node.setdefault(word, {})
                node.setdefault(_VALUE, index)
                self._tells.add(_longest_of(words) or words[0])
                self._needs.setdefault(words[0], set()).add(_longest_of(words[1:]) or words[0])
        self._numbered = "N" in self._root

    def find(self, words: Words) -> Sequence[Found[V]]:
        """The phrases in these words, in order, without overlap."""
        found = words.found.get(self)
        if found is None:
            found = words.found[self] = self._find(words.texts)
        return found

    def _find(self, texts: list[str]) -> list[Found[V]]:
        found: list[Found[V]] = []
        if self._tells.isdisjoint(texts):
            return found
        reached = 0
        for place in self._candidates(texts):
            if place >= reached:
                last, index = self._longest(texts, place)
                if last:
                    found.append(Found(place, last, self._values[index]))
                    reached = last
        return found

    def _candidates(self, texts: list[str]) -> list[int]:
        """The places at which a phrase can start, as its telling word is there and its second word fits."""
        needs = self._needs
        starts = [place for place, text in enumerate(texts) if text in needs]
        places = [
            place
            for place in starts
            if self._goes_on(self._root[texts[place]], texts, place + 1) and not needs[texts[place]].isdisjoint(texts)
        ]
        if self._numbered:
            places += [place for place, text in enumerate(texts) if text[0].isdigit()]
            places.sort()
        return places

    def end_at(self, words: Words, place: int) -> int:
        """The place after the longest phrase that starts at ``place``, or 0."""
        return self._longest(words.texts, place)[0] if place < len(words) else 0

    def _goes_on(self, node: dict[str, Any], texts: list[str], place: int) -> bool:
        """Whether what follows a first word can make a phrase: a quick look that spares most of the work."""
        if _VALUE in node or _GAP in node:
            return True
        if place == len(texts):
            return False
        text = texts[place]
        return text in node or text in self._fillers or text == "(" or ("N" in node and text[0].isdigit())

    def _longest(self, texts: list[str], first: int) -> tuple[int, int]:
        """One past the last word of the longest phrase that starts at ``first`` and its index, or (0, 0)."""
        best = 0, 0
        paths = [(self._root, first, 0)]
        while paths:
            node, place, skips = paths.pop()
            if place == len(texts):
                continue
            text = texts[place]
            if step := node.get(text) or (node.get("N") if text[0].isdigit() else None):
                if _VALUE in step:
                    best = max(best, (place + 1, step[_VALUE]))
                if len(step) > (_VALUE in step):
                    paths.append((step, place + 1, 0))
                if _GAP in step:
                    paths.append((step[_GAP], place + 1, _GAP_WORDS))
            if place > first:
                if text in self._fillers:
                    paths.append((node, place + 1, skips))
                elif text == "(":
                    paths.append((node, _after_gloss(texts, place), skips))
                elif skips and text not in ",;:":
                    paths.append((node, place + 1, skips - 1))
        return best


def _after_gloss(texts: list[str], place: int) -> int:
    """The place after the parenthesis that closes the one at ``place``."""
    for after in range(place + 1, min(place + _LONGEST_GLOSS, len(texts))):
        if texts[after] == ")":
            return after + 1
    return len(texts)


def _longest_of(words: list[str]) -> str:
    """The longest word, or "": a phrase is not looked for where it is missing, and long words are the rarest."""
    return max((word for word in words if word not in (_GAP, "N")), key=len, default="")


def _spellings(phrase: str) -> Iterator[list[str]]:
    """The ways to write a phrase out: each choice taken, each optional word there and not there."""
    choices = []
    for word in phrase.split():
        options = word.rstrip("?").split("|")
        choices.append([*options, ""] if word.endswith("?") else options)
    for chosen in product(*choices):
        yield [word for word in chosen if word]
