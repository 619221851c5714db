"""What a search in a text has found. Records apart from the searches, as ``hatch_build.py`` compiles no module with a Struct."""

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
