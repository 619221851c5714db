"""Headings of labels by their wording: a line of its own, or the words that stand before a sentence in running text.

Their words are capitalised, but for small ones within; sentences have one capital. The words that open a sentence, and
those that headings end with, are in ``data/title_words.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from monograph.tables import read_table
from monograph.text.model import Span

_PLACES: dict[str, frozenset[str]] = {}
for _row in read_table("monograph.labels", "title_words"):
    _PLACES[_row["place"]] = _PLACES.get(_row["place"], frozenset()) | {_row["word"]}
WITHIN = _PLACES["within"]
"""Small words that a heading may hold, and no item of a list ends with."""
OPENERS = _PLACES["opens"]
"""Words that a sentence begins with and no name: capitalised behind a small word, they end the heading before them."""
VERBS = _PLACES["verb"]
"""Words that make a sentence of what could be a heading."""
_WORD = re.compile(r"\S+")
_LONGEST = 24
"""Words of a heading at most."""
_TWO_WORDS = re.compile(rf"[A-Z]\S*\s+(?:[^a-z\s]|(?:{'|'.join(sorted(WITHIN))})\s)")
"""How a heading begins: nearly all sentences do not."""
_ENDS = re.compile(r"[.;:!?\ue000]\W*\Z")
_REST = re.compile(r"\s*(?=([•●▪■◦‣\ue000]|\Z))")
_LEAD = re.compile(r"([A-Z][^.:;!?\[\]\ue000]{1,119}(?:\.\d[^.:;!?\[\]\ue000]{0,60})?):(?=\s)")
_DASHED = re.compile(r"([A-Z][^.:;!?\[\]\ue000]{1,80}?) [-–—] (?=\d)")


def is_title(line: str) -> bool:
    """Whether a line of its own is worded as a heading.

    >>> is_title("Adults and Children Over 12 Years of Age"), is_title("Children weigh less")
    (True, False)
    """
    words = [match[0] for match in _WORD.finditer(line)]
    if not 0 < len(words) <= _LONGEST or _ENDS.search(line) or not line[0].isupper():
        return False
    return all(_is_capital(word) or word in WITHIN for word in words)


def title_end(text: str, start: int, own: Container[str] = (), *, certain: bool = False) -> int:
    """Where the heading that stands in running text at ``start`` ends, and its sentence begins; ``start`` for none.

    ``own`` are words, in lower case, that name the product: they may open a sentence. ``certain``: it is known that
    a heading stands there.

    >>> text = "Renal Impairment The dose is 5 mg."
    >>> text[: title_end(text, 0)]
    'Renal Impairment '
    """
    if not certain and not _TWO_WORDS.match(text, start):
        return start
    run = list(_capitals(text, start))
    words = [text[left:right] for left, right in run]
    if not words or not (certain or _may_begin(words[0])):
        return start
    last = len(words) - 1
    for number in range(1, last + 1):
        if words[number] in OPENERS and _may_close(words[:number]):
            after = words[number + 1] if number < last else ""
            if not (after.istitle() and after.isalpha()):
                return run[number].start
    rest = _REST.match(text, run[-1].end)
    if rest:  # nothing behind it, or a list
        return rest.start(1) if _may_close(words) and (last or certain) else start
    if not last or words[last][0] == "(" or not _may_close(words[:last]):
        return start
    while last > 1 and _bare(words[last - 1]) in own and _bare(words[last]) in own:
        last -= 1
    bare = _bare(words[last])
    named = bare in own and not (last == 1 and words[0].endswith(("ed", "ing")))  # "Crushed Exemplin tablets"
    opens = words[last] in _PLACES["starts"] or named or bare == words[0].lower()
    return run[last].start if certain or opens or words[last - 1] in _PLACES["last"] else start


def _bare(word: str) -> str:
    return word.strip("®™,()").lower()


def lead_end(text: str, start: int) -> int:
    """Where the label ends that opens a sentence at ``start``: behind its colon, or before the dash that parts it from
    an amount; ``start`` for none.

    >>> text = "Patients over 60 kg: 10 mg daily."
    >>> text[: lead_end(text, 0)]
    'Patients over 60 kg:'
    """
    if (dashed := _DASHED.match(text, start)) and is_title(dashed[1]):
        return dashed.end(1)
    lead = _LEAD.match(text, start)
    if lead is None:
        return start
    words = lead[1].split()
    plain = len(words) <= _LONGEST and _may_begin(words[0]) and not any(word in VERBS for word in words)
    return lead.end() if plain else start


def _capitals(text: str, start: int) -> Iterator[Span]:
    """The capitalised words from ``start`` on, with the small ones within, up to the one before a small word."""
    held: list[Span] = []
    for number, word in enumerate(_WORD.finditer(text, start)):
        if number > _LONGEST:
            return
        if word[0] in WITHIN and number:
            held.append(Span(*word.span()))
        elif _is_capital(word[0]):
            yield from held
            held = []
            yield Span(*word.span())
            if _ENDS.search(word[0]):
                return
        else:
            return


def _is_capital(word: str) -> bool:
    bare = word.lstrip('(["“≥<>')
    return bool(bare) and (bare[0].isupper() or bare[0].isdigit())


def _may_begin(word: str) -> bool:
    return word[0].isupper() and word.strip(",:") not in OPENERS


def _may_close(words: Sequence[str]) -> bool:
    """Whether the words, all of them, can be a heading."""
    last, text = words[-1], "".join(words)
    return last not in WITHIN and last[-1] not in ",.;:(" and text.count("(") == text.count(")")
