"""What readers find in a text on their way to a claim."""

from __future__ import annotations

from typing import Literal

from monograph.text.model import Span
from monograph.text.record import Record

Sharing = Literal["", "head", "opener", "part", "whole"]


class Conjunct(Record):
    """One part of a coordinated phrase and, where its parts share a word, the phrases that it stands for.

    ``phrases`` is the text itself where nothing is shared; ``sharing`` says what is. Phrases and ``whole``, the
    undivided text, are without parentheses and in single spaces.
    """

    span: Span
    phrases: tuple[str, ...]
    sharing: Sharing = ""
    whole: str = ""


class Term(Record):
    """An effect's name and the span of the words that gave it."""

    name: str
    span: Span
