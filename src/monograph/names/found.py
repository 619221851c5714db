"""What a search in a text has found: records apart from the searches, so that ``hatch_build.py`` compiles those."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

V = TypeVar("V")


class Match(msgspec.Struct, Generic[V], frozen=True, gc=False):
    """A phrase found at ``text[start:end]`` (code points, half-open) and what the vocabulary says of it."""

    start: int
    end: int
    value: V


class Found(msgspec.Struct, Generic[V], frozen=True, gc=False):
    """A phrase found in the words of a sentence: the index of its first word, of the word after its last, its value."""

    first: int
    last: int
    value: V
