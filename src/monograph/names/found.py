"""What a search in a text has found."""

from __future__ import annotations

from typing import Generic, Literal, TypeVar, get_args

from monograph.text.record import Record

V = TypeVar("V")
Advice = Literal[
    "contraindicated", "avoid", "adjust-dose", "monitor", "caution", "consult", "insufficient-data", "acceptable",
]  # fmt: skip
ADVICE_BY_STRENGTH: tuple[Advice, ...] = get_args(Advice)
"""Strongest first: one statement with two advices takes the first of them."""
FORBIDDING: frozenset[Advice] = frozenset({"contraindicated", "avoid"})
Force = Literal["says", "balance", "hints", "named", "own", "denies"]


class Match(Record, Generic[V]):
    """A phrase found at ``text[start:end]`` (code points, half-open) and what the vocabulary says of it."""

    start: int
    end: int
    value: V


class Found(Record, Generic[V]):
    """A phrase found in the words of a sentence: the index of its first word, of the word after its last, its value."""

    first: int
    last: int
    value: V


class Mention(Record):
    """A person or state named in text: its canonical word and its place (offsets of the text)."""

    about: str
    start: int
    end: int


class Cue(Record):
    """Words that advise ("says"), advise unless a doctor is to be asked ("balance"), or only name a risk ("hints").

    "own" words advise only for those whom their clause names;
    "named" is a thing that counts as advice unless its clause says that it is unknown or not needed ("denies").
    ``start`` and ``end`` are offsets of the text, ``first`` and ``last`` the places of the first word and of the
    one after the last among the words of the sentence.
    """

    advice: Advice
    force: Force
    start: int
    end: int
    first: int = 0
    last: int = 0
