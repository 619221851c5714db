"""The words of questions and sentences: cut to their stems, and told from those that every question has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from monograph.tables import read_table

_TOKEN = re.compile(r"[^\W\d_][^\W_]*(?:['-][^\W_]+)*")
_ENDINGS = ("ations", "ation", "nesses", "ness", "ings", "ing", "ied", "ies", "ed", "es", "s", "ly", "y", "e")
_LEAST = 4
"""Letters that are left of a word whose ending is cut."""


def tokens(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of folded text with their places; numbers are none."""
    for match in _TOKEN.finditer(text):
        yield match[0], match.start(), match.end()


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """A word without its ending, so that forms of one word agree.

    >>> stem("crushed") == stem("crushing") == stem("crush")
    True
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            return word[: -len(ending)]
    return word


def stems(text: str) -> frozenset[str]:
    """The stems of the words that carry the meaning of folded text.

    >>> sorted(stems("can i crush the tablets?"))
    ['crush']
    """
    return frozenset(stem(word) for word in _TOKEN.findall(text) if word not in _common())


def is_ordinary(word: str) -> bool:
    """Whether a word is known as one of questions, conditions or effects, and so names no medicine."""
    return word in _ordinary()


@cache
def _common() -> frozenset[str]:
    rows = read_table("monograph.answers", "common_words")
    return frozenset(word for row in rows for word in row["words"].split("|"))


@cache
def _ordinary() -> frozenset[str]:
    tables = (
        ("monograph.answers", "questions", "phrase"),
        ("monograph.answers", "evidence", "phrase"),
        ("monograph.names", "conditions", "phrase"),
        ("monograph.names", "classes", "phrase"),
        ("monograph.verify", "terms", "term"),
        ("monograph.verify", "terms", "words"),
        ("monograph.names", "effect_word", "word"),
    )
    texts = [row.get(column, "") for package, name, column in tables for row in read_table(package, name)]
    return _common() | {word for text in texts for word in _TOKEN.findall(text)}
