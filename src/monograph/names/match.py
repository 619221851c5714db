"""Find the words of a vocabulary in text: whole words, the longest at the leftmost place, in linear time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Generic, TypeVar

from monograph.names.found import Match

V = TypeVar("V")
PLURALS = ("s", "es")
_WORD = re.compile(r"[^\W_]+")
_SIGNS_BLANKED = bytes(byte if chr(byte).isalnum() and byte < 128 else 32 for byte in range(256))


class Matcher(Generic[V]):
    """Finds the phrases of a vocabulary ``{phrase: value}`` in folded text.

    Phrases are in lower case, as text is (``Monograph.folded``); one that is not could never be found
    and raises ``ValueError``. A phrase is found only as whole words: next to a letter or digit at its
    edge stands no other letter or digit, so "iron" is not in "environment" nor "vitamin b1" in "vitamin
    b12", while hyphens, apostrophes and signs part words ("iron-rich", "5%"). Where several phrases could
    start, the longest is taken, and the search goes on after its end.

    ``plural`` lets a phrase carry a final "s" or "es", which then belongs to the match.

    Each phrase is known by one of its words, the one that the fewest phrases have: most texts hold none of these
    words and need no further look.

    >>> Matcher({"folic acid": 1, "acid": 2}).find("acid, folic acid; acidic")
    [Match(start=0, end=4, value=2), Match(start=6, end=16, value=1)]
    >>> [m.end for m in Matcher({"tablet": "tablet"}, plural=True).find("tablets")]
    [7]
    """

    def __init__(self, phrases: Mapping[str, V], *, plural: bool = False) -> None:
        self._values = list(phrases.values())
        self._plural = plural
        self._known: dict[bytes, list[tuple[str, int, int]]] = {}
        """By the word (UTF-8) that a phrase is known by: the phrase, where the word stands in it, its index."""
        self._signs: list[tuple[str, int]] = []
        """Phrases without a letter or digit ("%"), each with its index."""
        words = [_words(phrase) for phrase in phrases]
        shared: dict[bytes, int] = {}
        for own in words:
            for word in own:
                shared[word] = shared.get(word, 0) + 1
        for index, (phrase, own) in enumerate(zip(phrases, words, strict=True)):
            if not phrase or phrase != phrase.lower():
                raise ValueError(f"a phrase must be lower-case words, this is not: {phrase!r}")
            if own:
                self._put(phrase, index, max(own, key=len), own[-1])
            else:
                self._signs.append((phrase, index))

    def _put(self, phrase: str, index: int, word: bytes, last: bytes) -> None:
        """Take in a phrase by a word of it, in the plural too where it is the last."""
        before = _place_of(word.decode(), phrase, 0)
        for ending in ("", *PLURALS) if self._plural and word == last else ("",):
            self._known.setdefault(word + ending.encode(), []).append((phrase, before, index))

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Match[V]]:
        """All matches within ``text[start:end]``, in order; the edges of the range do not make words."""
        stop = len(text) if end is None else min(end, len(text))
        part = text if start == 0 and stop == len(text) else text[start:stop]
        known = self._known
        words = [word for word in _words(part) if word in known]
        if not words and not self._signs:
            return []
        longest: dict[int, tuple[int, int]] = {}
        for phrase, first, index in self._candidates(part, words):
            first += start
            if _is_edge(text, first) and (last := self._close(text, first + len(phrase), stop)) >= 0:
                earlier = longest.get(first)
                if earlier is None or (last, index) > earlier:
                    longest[first] = last, index
        found: list[Match[V]] = []
        reached = 0
        for first in sorted(longest):
            if first >= reached:
                reached, index = longest[first]
                found.append(Match(first, reached, self._values[index]))
        return found

    def _candidates(self, part: str, words: list[bytes]) -> list[tuple[str, int, int]]:
        """The phrases that stand in a text, whole words or not, where in it, and their indices.

        ``words`` are those of the text that phrases are known by.
        """
        found: list[tuple[str, int, int]] = []
        at = 0
        for word in words:
            letters = word.decode()
            at = _place_of(letters, part, at)
            for phrase, before, index in self._known[word]:
                first = at - before
                if first >= 0 and part[first : first + len(phrase)] == phrase:
                    found.append((phrase, first, index))
            at += len(letters)
        for sign, index in self._signs:
            at = part.find(sign)
            while at >= 0:
                found.append((sign, at, index))
                at = part.find(sign, at + 1)
        return found

    def _close(self, text: str, last: int, stop: int) -> int:
        """Where a phrase that ends at ``last`` closes as whole words, with its plural ending, or -1."""
        if _is_edge(text, last):
            return last
        if self._plural:
            for ending in PLURALS:
                after = last + len(ending)
                if after <= stop and text.startswith(ending, last) and _is_edge(text, after):
                    return after
        return -1


def _words(text: str) -> list[bytes]:
    """The runs of letters and digits in a text, in order, in UTF-8: bytes are cut faster than characters."""
    if text.isascii():
        return text.encode().translate(_SIGNS_BLANKED).split()
    return [word.encode() for word in _WORD.findall(text)]


def _place_of(word: str, text: str, start: int) -> int:
    """Where a run of letters and digits stands by itself in a text that holds it, from ``start`` on."""
    at = text.find(word, start)
    while not (_is_edge(text, at) and _is_edge(text, at + len(word))):
        at = text.find(word, at + 1)
    return at


def _is_edge(text: str, offset: int) -> bool:
    """Whether no word runs on over ``offset``."""
    return not 0 < offset < len(text) or not text[offset].isalnum() or not text[offset - 1].isalnum()
