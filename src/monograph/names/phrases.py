"""Find phrases with fixed words in a sentence, fillers aside: "should generally not be used" is "should not be used".

A phrase is written as a pharmacist would write it, in lower case, with four signs:

=========  ==========================================================
``a|b``    one of these words ("used|taken|given")
``word?``  a word that may be missing
``N``      any number
``...``    up to eight other words, within the clause
=========  ==========================================================

Between two words of a phrase any of the filler words may stand ("generally", "strictly"), and a gloss in parentheses.

One pass over the words of a sentence finds where a phrase of any book of a shelf can open; most books are then done.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import Any, Generic, NamedTuple, TypeVar, overload

from monograph.names.found import Found

V = TypeVar("V")
_WORD = re.compile(r"([a-z0-9]++(?:['.-][a-z0-9]++(?:['.-][a-z0-9]++)*+|)|[,;:()])")
"""A word or one of ``, ; : ( )``. Few words have a tail, and ``(?:x|)`` costs nothing without one; ``(?:x)*`` would."""
_NEGATION = re.compile(r"(n't|'t|can(?='t|not\b)|[a-z]+(?=n't)|[a-z0-9]++(?:['.-][a-z0-9]++)*+)")
_NOT = ("n't", "'t")
_GAP = "..."
_NUMBER = "N"
_GAP_WORDS = 8
_LONGEST_SENTENCE = 3000
_LONGEST_GLOSS = 12


class Word(NamedTuple):
    """A word of a sentence or one of ``, ; : ( )``, with its place in the text."""

    text: str
    start: int
    end: int


class Words(Sequence[Word]):
    """The words of a sentence. Their places are looked up only when one is asked for: most sentences say nothing.

    ``found`` keeps what each phrase book has found in them, as several readers ask the same books.
    """

    __slots__ = ("_bounds", "_openings", "_sentence", "_start", "found", "texts")

    def __init__(self, texts: list[str], sentence: str, start: int, bounds: list[int] | None = None) -> None:
        """``sentence`` holds the words and stands in the text at ``start``."""
        self._sentence, self._start, self._bounds = sentence, start, bounds
        self._openings: dict[Shelf, dict[int, list[int]]] = {}
        self.texts = texts
        self.found: dict[PhraseBook[Any], list[Found[Any]]] = {}

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, place: int) -> Word: ...
    @overload
    def __getitem__(self, place: slice) -> Words: ...
    def __getitem__(self, place: int | slice) -> Word | Words:
        bounds = self.bounds()
        if isinstance(place, slice):
            first, last, _ = place.indices(len(self.texts))
            last = max(first, last)
            return Words(self.texts[first:last], self._sentence, self._start, bounds[2 * first : 2 * last + 2])
        at = place if place >= 0 else place + len(self.texts)
        return Word(self.texts[place], bounds[2 * at + 1], bounds[2 * at + 2])

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the words from ``first`` up to ``last`` (not included) stand in the text."""
        bounds = self.bounds()
        return bounds[2 * first + 1], bounds[2 * last]

    def openings(self, shelf: Shelf) -> dict[int, list[int]]:
        """By the number of a book of the shelf the places at which one of its phrases can open."""
        found = self._openings.get(shelf)
        if found is None:
            found = self._openings[shelf] = shelf.openings(self.texts)
        return found

    def bounds(self) -> list[int]:
        """Where each gap begins, and each word: what stands between two words holds no letter of a word."""
        if self._bounds is None:
            sentence, start, at = self._sentence, self._start, 0
            self._bounds = bounds = [start]
            for text in self.texts:
                at = sentence.find(text, at)
                bounds.append(start + at)
                at += len(text)
                bounds.append(start + at)
            bounds.append(start + len(sentence))
        return self._bounds


@lru_cache(maxsize=8)
def words_of(text: str, start: int, end: int) -> Words:
    """The words of ``text[start:end]``; offsets are those of ``text``. The "n't" of "don't" is a word, "not".

    Of more than 3,000 characters only the first are read: no sentence is that long. Only the last few sentences are
    remembered, as a reader asks again soon or never: what lies in memory for longer costs more than cutting it anew.

    >>> words_of("you don't need it (ever)", 4, 24).texts
    ['do', 'not', 'need', 'it', '(', 'ever', ')']
    """
    part = text[start : min(end, start + _LONGEST_SENTENCE)]
    texts = _WORD.findall(part)
    if "'t" not in part and "cannot" not in part:
        return Words(texts, part, start)
    written = Words([own for text in texts for own in _negation(text)], part, start)
    return Words(["not" if text in _NOT else text for text in written.texts], part, start, written.bounds())


def _negation(word: str) -> list[str]:
    """The parts of a word: "don't" is "do" and "n't"; most words are one part."""
    return _NEGATION.findall(word) if word not in ",;:()" else [word]


class _Node:
    """What can follow the words so far: a word, a number, a gap; ``value`` is that of the phrase that ends here."""

    def __init__(self) -> None:
        self.words: dict[str, _Node] = {}
        self.number: _Node | None = None
        self.gap: _Node | None = None
        self.value = -1

    @property
    def ends(self) -> bool:
        """Whether a phrase ends here and none goes on."""
        return self.value >= 0 and not (self.words or self.number or self.gap)

    def goes_on(self, texts: list[str], place: int) -> bool:
        """Whether a word that can follow a gap stands anywhere ahead: a quick look."""
        return self.number is not None or not self.words.keys().isdisjoint(texts[place:])

    def step(self, word: str) -> _Node:
        """The node after one more word of a phrase, made where there is none."""
        if word == _NUMBER:
            self.number = self.number or _Node()
            return self.number
        if word == _GAP:
            self.gap = self.gap or _Node()
            return self.gap
        return self.words.setdefault(word, _Node())


class Shelf:
    """Phrase books that are asked of the same sentences: one pass over the words serves them all."""

    def __init__(self) -> None:
        self._count = 0
        self._openings: dict[str, dict[str, list[int]]] = {}
        """By the first word of phrases, and by the word after it ("" for any other), the numbers of their books."""
        self._numbered: list[int] = []
        """Books with phrases that start with a number."""

    def put(self, root: _Node, fillers: Iterable[str]) -> int:
        """Take in a book by the root of its phrases; its number on the shelf."""
        number, self._count = self._count, self._count + 1
        for word, node in root.words.items():
            opening = self._openings.setdefault(word, {"": []})
            if node.value >= 0 or node.gap or node.number:
                for books in opening.values():
                    books.append(number)
            else:
                for following in {*node.words, *fillers, "("}:
                    opening.setdefault(following, list(opening[""])).append(number)
        if root.number:
            self._numbered.append(number)
        return number

    def openings(self, texts: list[str]) -> dict[int, list[int]]:
        """By the number of a book the places at which one of its phrases can open, as the next word fits the first."""
        found: dict[int, list[int]] = {}
        openings, count = self._openings, len(texts)
        for place, text in enumerate(texts):
            opening = openings.get(text)
            if opening is not None:
                following = texts[place + 1] if place + 1 < count else ""
                for book in opening.get(following) or opening[""]:
                    if book in found:
                        found[book].append(place)
                    else:
                        found[book] = [place]
        if self._numbered:
            numbers = [place for place, text in enumerate(texts) if text[0].isdigit()]
            for book in self._numbered if numbers else ():
                found[book] = sorted({*found.get(book, ()), *numbers})
        return found


READERS = Shelf()
"""The books that the readers of claims ask of each monograph."""


class PhraseBook(Generic[V]):
    """Phrases with their values, to be found in the words of a sentence; the longest at each place wins.

    Books that are asked of the same texts should stand on one ``shelf``; a book without one has its own.

    >>> book = PhraseBook({"should not be? used|taken": "avoid"}, fillers={"generally", "be"})
    >>> book.find(words_of("it should generally not be taken", 0, 32))
    [Found(first=1, last=6, value='avoid')]
    """

    def __init__(self, phrases: Mapping[str, V], fillers: Iterable[str] = (), shelf: Shelf | None = None) -> None:
        self._root = _Node()
        self._values = list(phrases.values())
        self._fillers = frozenset(fillers)
        for index, phrase in enumerate(phrases):
            for words in _spellings(phrase):
                node = self._root
                for word in words:
                    node = node.step(word)
                node.value = index if node.value < 0 else node.value
        self._alone = {word: node.value for word, node in self._root.words.items() if node.ends}
        """Words that are a phrase and open no other one."""
        self._shelf = shelf or Shelf()
        self._number = self._shelf.put(self._root, self._fillers)

    def find(self, words: Words) -> list[Found[V]]:
        """The phrases in these words, in order, without overlap."""
        found = words.found.get(self)
        if found is None:
            found = words.found[self] = self._find(words)
        return found

    def _find(self, words: Words) -> list[Found[V]]:
        found: list[Found[V]] = []
        places = words.openings(self._shelf).get(self._number)
        if places is None:
            return found
        texts, alone, reached = words.texts, self._alone, 0
        for place in places:
            if place >= reached:
                last, index = place + 1, alone.get(texts[place], -1)
                if index < 0:
                    last, index = self._longest(texts, place)
                if last:
                    found.append(Found(place, last, self._values[index]))
                    reached = last
        return found

    def end_at(self, words: Words, place: int) -> int:
        """The place after the longest phrase that starts at ``place``, or 0."""
        return self._longest(words.texts, place)[0] if place < len(words.texts) else 0

    def _longest(self, texts: list[str], first: int) -> tuple[int, int]:
        """One past the last word of the longest phrase that starts at ``first`` and its index, or (0, 0)."""
        best = 0, 0
        count = len(texts)
        paths: list[tuple[_Node, int, int]] = []
        node, place, skips = self._root, first, 0
        while True:
            if place < count:
                text = texts[place]
                step = node.words.get(text) or (node.number if text[0].isdigit() else None)
                past, left = place, skips
                if place > first:
                    if text in self._fillers:
                        past = place + 1
                    elif text == "(":
                        past = _after_gloss(texts, place)
                    elif skips and text not in ",;:":
                        past, left = place + 1, skips - 1
                if step is not None:
                    if past > place:
                        paths.append((node, past, left))
                    node, place, skips = step, place + 1, 0
                    best = max(best, (place, step.value)) if step.value >= 0 else best
                    if step.gap is not None and step.gap.goes_on(texts, place):
                        paths.append((step.gap, place, _GAP_WORDS))
                    continue
                if past > place:
                    place, skips = past, left
                    continue
            if not paths:
                return best
            node, place, skips = paths.pop()


def _after_gloss(texts: list[str], place: int) -> int:
    """The place after the parenthesis that closes the one at ``place``."""
    for after in range(place + 1, min(place + _LONGEST_GLOSS, len(texts))):
        if texts[after] == ")":
            return after + 1
    return len(texts)


def _spellings(phrase: str) -> Iterator[list[str]]:
    """The ways to write a phrase out: each choice taken, each optional word there and not there."""
    choices = []
    for word in phrase.split():
        options = word.rstrip("?").split("|")
        choices.append([*options, ""] if word.endswith("?") else options)
    for chosen in product(*choices):
        yield [word for word in chosen if word]
