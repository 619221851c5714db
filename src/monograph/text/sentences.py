"""Sentences of a block: half-open spans without the white space around them."""

from __future__ import annotations

import re

from monograph.tables import read_table
from monograph.text.model import Span
from monograph.text.source import make_span, places_of

_MAY_END = {row["word"]: row["may_end"] for row in read_table("monograph.text", "abbreviations")}
_LONGEST = max(map(len, _MAY_END))
"""Letters of the longest abbreviation."""
_LETTERED = tuple(row["noun"] for row in read_table("monograph.text", "lettered"))

_MARKS = [*".!?…"]
# A mark, closing brackets and quotes, then white space and something that can open a sentence. Text has few marks, so
# the word before one is looked at only there.
_MARK = re.compile(r"""([.!?…]["'”’)\]]*)\s+(?=["'“‘(\[]*(.))""")
_BREAK = re.compile(r"[(\[\"'“‘/,;]")


def split_sentences(plain: str, start: int, end: int) -> list[Span]:
    """Spans of the sentences of ``plain[start:end]``, in order; together they hold every character but white space.

    A full stop within a number ("0.5"), after an abbreviation ("e.g.", "approx.") or an initial ("E. coli"), and one
    that a small letter follows, ends no sentence.

    >>> split_sentences("Take 0.5 mg i.v. daily. Stop, e.g. After rash.", 0, 46)
    [Span(start=0, end=23), Span(start=24, end=46)]
    """
    while start < end and plain[start].isspace():
        start += 1
    while start < end and plain[end - 1].isspace():
        end -= 1
    sentences: list[Span] = []
    begin = start
    for at in places_of(_MARKS, plain, start, end - 1):
        mark = _MARK.match(plain, at, end)
        if mark is not None and _ends_sentence(plain, begin, mark):
            sentences.append(make_span(begin, mark.end(1)))
            begin = mark.end()
    if begin < end:
        sentences.append(make_span(begin, end))
    return sentences


def _ends_sentence(plain: str, begin: int, mark: re.Match[str]) -> bool:
    following = mark[2]
    if following.islower():
        return False
    at = mark.start()
    if plain[at] != ".":
        return True
    if at - begin > _LONGEST and plain[at - _LONGEST - 1 : at].isalpha():
        return True
    word = _last_word(plain[max(begin, at - 20) : at]).lower()
    if len(word) == 1 and word.isalpha():  # an initial, unless it ends on a lone letter such as "vitamin C."
        return plain[at - 1].islower() or plain[max(begin, at - 12) : at - 1].rstrip().lower().endswith(_LETTERED)
    may_end = _MAY_END.get(word, "yes")
    if may_end == "case":  # "No. 5" is a number, "The answer is no." is not
        return not following.isdigit()
    return may_end == "yes" and not (word in _MAY_END and following.isdigit())


def _last_word(text: str) -> str:
    """What follows the last space, bracket, quote or comma of a text."""
    words = text.split()
    if not words or text[-1].isspace():
        return ""
    return words[-1] if words[-1].isalnum() else _BREAK.split(words[-1])[-1]
