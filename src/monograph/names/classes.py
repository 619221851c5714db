"""What a medicine interacts with: medicines, classes, foods and drinks, told from words that name nobody."""

from __future__ import annotations

import re
from functools import lru_cache

from monograph.names.mentions import find_medicines
from monograph.names.phrases import PhraseBook, Words, words_of
from monograph.tables import read_table

_ROWS = read_table("monograph.names", "classes")
_BOOK = PhraseBook({row["phrase"]: row["kind"] for row in _ROWS if row["kind"] != "part"})
_CLAUSE = re.compile(
    r",? (?:that|which|affecting|altering|influencing|lowering|prolonging|containing|increasing|inhibiting|inducing"
    r"|suppressing|causing|impacting|targeting|reducing|raising"
    r"|used (?:to|for|in)|known to|metabolized|metabolised|processed|eliminated|cleared|excreted)\b"
)
"""Where a clause begins that tells which of a class are meant: "drugs that lower blood pressure"."""
_PURPOSE = re.compile(r"(?:s|those) (?:for|of) ")
"""Where a purpose follows a class in the plural: "medications for diabetes", "inhibitors of cyp3a4"."""
_PARTS = frozenset(word for row in _ROWS if row["kind"] == "part" for word in row["phrase"].split("|"))
"""Words that no name has before its noun."""
NOUNS = frozenset(
    word
    for row in _ROWS
    if row["kind"] in ("class", "head", "food")
    for word in row["phrase"].replace("?", "").split()[-1].split("|")
) | {"those"}
"""Words in which a class or a food can end."""
_SALTS = frozenset(word for row in read_table("monograph.names", "salts") for word in next(iter(row.values())).split())
_HEADS = frozenset({"those", "ones", "medications", "drugs", "medicines", "agents"})
_LONGEST = 6
"""Words above which a noun with what stands before it is no name."""


@lru_cache(maxsize=1 << 14)
def is_vague(phrase: str) -> bool:
    """Whether a phrase names no medicine, class or food.

    >>> is_vague("other over-the-counter medications"), is_vague("heart medications")
    (True, False)
    """
    words = words_of(phrase, 0, len(phrase))
    covered = {place for m in _BOOK.find(words) if m.value in ("vague", "head") for place in range(m.first, m.last)}
    return all(place in covered or not text[0].isalnum() for place, text in enumerate(words.texts))


def may_name(folded: str, words: Words, first: int, last: int) -> bool:
    """Whether a medicine, a class or a food can be among the words from ``first`` up to ``last``: a quick look."""
    if not NOUNS.isdisjoint(words.texts[first:last]):
        return True
    if first >= last:
        return False
    start, end = words.span(first, last)
    return bool(find_medicines(folded, start, end))


def is_class(phrase: str) -> bool:
    """Whether a phrase is, as it stands, in the vocabulary of classes, foods and drinks."""
    words = words_of(phrase, 0, len(phrase))
    return any(m.value in ("class", "food") and m.first == 0 and m.last == len(words) for m in _BOOK.find(words))


@lru_cache(maxsize=1 << 14)
def is_interactant(phrase: str) -> bool:
    """Whether a phrase names a medicine, a class, a food or a drink, with nothing but what qualifies it.

    >>> [is_interactant(p) for p in ("strong cyp3a4 inhibitors", "warfarin", "drugs that lower blood pressure")]
    [True, True, True]
    >>> [is_interactant(p) for p in ("liver function", "other drugs", "history of alcohol abuse")]
    [False, False, False]
    """
    if is_class(phrase):
        return True
    if is_vague(phrase):
        return False
    clause = _CLAUSE.search(phrase) or _PURPOSE.search(phrase)
    noun = (
        phrase[: clause.start() + len(clause.group().split()[0]) * (not clause.group().startswith((" ", ",")))]
        if clause
        else phrase
    )
    words = words_of(noun, 0, len(noun))
    if not words or len(words) > _LONGEST or not _PARTS.isdisjoint(words.texts[:-1]):
        return False
    kinds = {match.value for match in _BOOK.find(words) if match.last == len(words)}
    if kinds - {"vague"} or (clause and words.texts[-1] in _HEADS):
        return True
    return any(_SALTS.issuperset(noun[match.end :].split()) for match in find_medicines(noun)[-1:])
