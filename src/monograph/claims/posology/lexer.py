"""Posology as tokens: the words of doses, persons, routes and times in a stretch of folded text, each with its place.

All that the lexer knows is in the tables of ``names/data``. A phrase is found only as whole words, the longest first;
a hyphen before a letter parts words without being one ("extended-release" is "extended release"). Words that no table
holds become no token, but are counted: ``first`` and ``last`` say how many words stand between two tokens.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, cast

from monograph.claims.posology.tokens import Often, PopulationWord, RoleWord, RouteWord, Sort, Token
from monograph.claims.records import Role
from monograph.names.units import unit_words
from monograph.tables import read_table

_WORD = re.compile(
    r"(q(?=\d+(?:-\d+)?[hdw])|[a-zµ][a-z0-9µ²]*(?:'t|)"
    r"|\d+(?:,\d{3}(?:,\d{3})*|)(?:\.\d+|)|(?<!\w)\.\d+"
    r"|[^\s\w]|[½¼¾²])"
)
_ABBREVIATION = 4
"""Letters of an abbreviation of a route, which has no plural: "IMs" are other things."""
_NUMERIC = frozenset("0123456789.")
"""What a number begins with."""
_REPEATED = 3
"""Tokens of a number in words and in digits."""
_TWICE = frozenset({Sort.NUMBER, Sort.UNIT})
_SIGNS = frozenset("/(),;:.")


def _words(text: str, start: int, end: int) -> list[tuple[str, int]]:
    """The words, numbers and signs of a stretch with their offsets, without hyphens that lead to a letter."""
    part = text[start:end]
    words: list[tuple[str, int]] = []
    at = start
    for place, word in enumerate(_WORD.split(part)):  # a gap, a word, a gap, ...
        if place % 2:
            words.append((word, at))
        at += len(word)
    if "-" not in part:
        return words
    return [(word, at) for word, at in words if word != "-" or not _hyphenates(text, start, at, end)]


def _hyphenates(text: str, start: int, at: int, end: int) -> bool:
    """Whether a hyphen only joins words: it leads to a letter, or from a number in words to digits ("two-500 mg")."""
    if not start < at < end - 1 or not text[at - 1].isalnum():
        return False
    return text[at + 1].isalpha() or (text[at + 1].isdigit() and text.endswith(_SPELLED, start, at))


def _vocabulary() -> Iterator[tuple[str, Sort, Any]]:
    """All phrases with what they mean; where two tables have the same phrase the later one counts."""
    for row in read_table("monograph.names", "forms"):
        for words in _spellings(row):
            routed = RouteWord(row["route"], True, row["route"] in words)
            yield words, Sort.ROUTE, routed
            yield words + "s", Sort.ROUTE, routed
    for table, meaning in _MEANINGS.items():
        if table == "populations":  # after the routes: "two inhalations" counts, "by inhalation" is a route
            yield from ((word, Sort.UNIT, unit) for word, unit in unit_words().items())
        for row in read_table("monograph.names", table):
            sort, value = meaning(row)
            for words in _spellings(row):
                yield words, sort, value
                if sort is Sort.ROUTE and len(words) > _ABBREVIATION:
                    yield words + "s", sort, value
    for sign in _SIGNS:
        yield sign, Sort.SIGN, sign
    yield "-", Sort.RANGE, None


def _frequency(row: dict[str, str]) -> tuple[Sort, Any]:
    if row["kind"] == "total":
        return Sort.TOTAL, row["basis"]
    return Sort.OFTEN, Often(float(Fraction(row["times"])), row["kind"] == "time")


def _degrees(written: str) -> tuple[float, float]:
    """The least and the most of "2" or "1-2"."""
    least, _, most = written.partition("-")
    return float(least), float(most or least)


_MEANINGS: dict[str, Callable[[dict[str, str]], tuple[Sort, Any]]] = {
    "routes": lambda row: (Sort.ROUTE, RouteWord(row["route"], False)),
    "populations": lambda row: (
        Sort.POPULATION,
        PopulationWord(row["population"], row["standing"], _degrees(row["degree"]) if row["degree"] else None),
    ),
    "frequencies": _frequency,
    "dose_words": lambda row: (Sort[row["kind"].upper()], float(Fraction(row["value"])) if row["value"] else None),
    "roles": lambda row: (Sort.ROLE, RoleWord(cast(Role, row["role"]), row["use"])),
}


def _spellings(row: dict[str, str]) -> Iterator[str]:
    return filter(None, row["words"].split("|"))


_SPELLED = tuple(
    word
    for row in read_table("monograph.names", "dose_words")
    if row["kind"] == "number"
    for word in _spellings(row)
    if word.isalpha()
)


class _Node:
    """What can follow the words so far, and what they mean where they are a phrase."""

    __slots__ = ("meaning", "words")

    def __init__(self) -> None:
        self.words: dict[str, _Node] = {}
        self.meaning: tuple[Sort, Any] | None = None


def _tree() -> dict[str, _Node]:
    """The vocabulary as a tree of words."""
    root = _Node()
    for phrase, sort, value in _vocabulary():
        node = root
        for word, _ in _words(phrase, 0, len(phrase)):
            node = node.words.setdefault(word, _Node())
        node.meaning = (sort, value)
    return root.words


_TREE = _tree()


def lex(text: str, start: int, end: int) -> list[Token]:
    """The tokens of ``text[start:end]``, in order; ``text`` is folded (``Monograph.folded``).

    >>> [token.sort.name for token in lex("5-10 mg twice daily", 0, 19)]
    ['NUMBER', 'RANGE', 'NUMBER', 'UNIT', 'OFTEN']
    """
    words = _words(text, start, end)
    tokens: list[Token] = []
    position, count = 0, len(words)
    while position < count:
        word, first = words[position]
        node = _TREE.get(word)
        if node is None:
            if word[0] in _NUMERIC and (token := _number(word, first, position)):
                tokens.append(token)
            position += 1
            continue
        meaning, reached, ahead = node.meaning, position + 1, position + 1
        while ahead < count and (node := node.words.get(words[ahead][0])) is not None:
            ahead += 1
            if node.meaning is not None:
                meaning, reached = node.meaning, ahead
        if meaning is not None:
            last, at = words[reached - 1]
            if word == ")" and _is_repeated(tokens, position):
                tokens[-3:] = [tokens[-3].changed(end=at + 1, last=reached)]
                position = reached
                continue
            tokens.append(Token(meaning[0], meaning[1], first, at + len(last), position, reached))
        position = reached
    return tokens


def _is_repeated(tokens: list[Token], position: int) -> bool:
    """Whether a closing parenthesis ends a number or a unit that is given twice ("two (2) capsules", "5 grams (g)")."""
    if len(tokens) < _REPEATED or tokens[-1].sort not in _TWICE or tokens[-1].last != position:
        return False
    said, opening, again = tokens[-3:]
    close = said.last == opening.first and opening.last == again.first
    return close and opening.value == "(" and said.sort is again.sort and said.value == again.value


def _number(word: str, start: int, position: int) -> Token | None:
    """A number in digits."""
    end = start + len(word)
    if word.replace(",", "").replace(".", "").isdecimal():
        return Token(Sort.NUMBER, float(word.replace(",", "")), start, end, position, position + 1)
    return None
