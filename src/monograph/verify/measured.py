"""Measured things that rise or fall, whoever names them: "increased glucose", "glucose increased", "hyperglycemia"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from monograph.names.match import Matcher
from monograph.tables import read_table
from monograph.text.model import Span
from monograph.verify.explicit import patterns
from monograph.verify.terms import forms, phrase_places, spellings, terms_of

Way = Literal["rise", "fall", "change"]
_WAYS: tuple[Way, ...] = ("rise", "fall", "change")
_LETTERS = 110
"""Letters before a measured thing within which it is said what becomes of several: "increases in ALT and bilirubin"."""
_NEAR = 60
_END = re.compile(r"[.](?=\s)|[;|\n•]")
"""Where what is said of one thing ends."""
_WORD = re.compile(r"[a-z0-9][a-z0-9'-]*")


_BEYOND = r"[>≥]|greater than|above|exceed|(?:[^.;|]{0,30})(?:x|times) (?:the )?(?:uln|upper limit)"
"""Words behind a measured thing that say it is high: "ALT (> 3 x ULN)"."""


_EITHER = r"\w+(?: or | and |/)\w+\Z"
"""Two ways at once: "increased or decreased potassium"."""


class Change(NamedTuple):
    """What is measured, by its first name, and what becomes of it."""

    measured: str
    way: Way


class _Measured(NamedTuple):
    names: tuple[str, ...]
    terms: dict[Way, tuple[str, ...]]
    kinds: tuple[str, ...]
    abnormal: str


@cache
def _book() -> dict[str, _Measured]:
    """What is measured, by its first name."""
    book: dict[str, _Measured] = {}
    for row in read_table("monograph.verify", "measured"):
        names = [spelled for name in row["measured"].split("|") for spelled in spellings(name)]
        terms: dict[Way, tuple[str, ...]] = {
            "rise": _spelled(row["high"]),
            "fall": _spelled(row["low"]),
        }
        kinds = tuple(filter(None, row["kinds"].split("|")))
        book[names[0]] = _Measured(tuple(dict.fromkeys(names)), terms, kinds, row["abnormal"])
    return book


def _spelled(terms: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for term in filter(None, terms.split("|")) for form in spellings(term)))


@cache
def _names() -> Matcher[tuple[str, ...]]:
    """Finds measured things under all their names."""
    found: dict[str, tuple[str, ...]] = {}
    for first, measured in _book().items():
        for name in measured.names:
            found[name] = (*found.get(name, ()), first)
    return Matcher(found)


@cache
def _of_terms() -> dict[str, frozenset[Change]]:
    """The change that a clinical term is."""
    found: dict[str, set[Change]] = {}
    for first, measured in _book().items():
        for way, terms in measured.terms.items():
            for term in terms:
                found.setdefault(term, set()).add(Change(first, way))
    return {term: frozenset(changes) for term, changes in found.items()}


@cache
def _ways() -> dict[Way, re.Pattern[str]]:
    return {way: re.compile(rf"(?:{patterns('measured_words')[way].pattern})") for way in _WAYS}


@cache
def _filler() -> re.Pattern[str]:
    return patterns("measured_words")["filler"]


@cache
def _behind() -> re.Pattern[str]:
    """What becomes of a thing, told behind it: "glucose levels (fasting) increased"."""
    ways = "|".join(rf"(?P<{way}>{pattern.pattern})" for way, pattern in _ways().items())
    return re.compile(rf"(?:[\s()/-]+(?:{_filler().pattern})\b)*[\s()/-]+(?:(?:{ways})\b|(?P<beyond>{_BEYOND}))")


@lru_cache(maxsize=1 << 13)
def changes_in(phrase: str) -> tuple[frozenset[Change], bool]:
    """The change of something measured that a phrase as a whole means, and whether it names the thing itself.

    >>> changes_in("increased blood glucose levels"), changes_in("increased thirst")
    ((frozenset({Change(measured='glucose', way='rise')}), True), (frozenset(), False))
    >>> changes_in("hypokalaemia")
    (frozenset({Change(measured='potassium', way='fall')}), False)
    """
    for form in forms(phrase):
        for found in _names().find(form):
            rest = _WORD.findall(f"{form[: found.start]} {form[found.end :]}")
            told = [{way for way in _WAYS if _ways()[way].fullmatch(word)} for word in rest]
            ways = set[Way]().union(*told)
            if ways and all(way or _filler().fullmatch(word) for word, way in zip(rest, told, strict=True)):
                way = ways.pop() if len(ways) == 1 else "change"
                return frozenset(Change(first, way) for first in found.value), True
    known = {change for term in (*forms(phrase), *terms_of(phrase)) for change in _of_terms().get(term, ())}
    return frozenset(known), False


def places_of_changes(folded: str, spans: Iterable[Span], changes: Iterable[Change]) -> Iterator[Span]:
    """Where folded text tells one of these changes, by a clinical term or beside the thing that is measured."""
    places = list(spans)
    for change in sorted(changes):
        yield from _places(folded, places, change)


def _places(folded: str, spans: list[Span], change: Change) -> Iterator[Span]:
    whole = _book()[change.measured]
    for measured in (whole, *(_book()[kind] for kind in whole.kinds)):
        for way, terms in measured.terms.items():
            if change.way in (way, "change"):
                for term in terms:
                    yield from phrase_places(folded, spans, term)
        for start, end in spans:
            for found in _names().find(folded, start, end):
                if measured.names[0] in found.value:
                    told = _way_of(folded, Span(max(start, found.start - _LETTERS), end), found.start, found.end)
                    told = measured.abnormal if told == "change" and measured.abnormal else told
                    if told in (change.way, "change") or (told and change.way == "change"):
                        yield Span(found.start, found.end)


def _way_of(folded: str, within: Span, start: int, end: int) -> str | None:
    """What becomes of what stands from start to end: told behind it, else before it and others of a list."""
    behind = _behind().match(folded, end, min(within.end, end + _NEAR))
    if behind:
        return "rise" if behind["beyond"] else behind.lastgroup
    said = _END.split(folded[within.start : start])[-1]
    spaces = " " * (start - within.start - len(said)) + said
    told = [
        (found.end(), way)
        for way, pattern in _ways().items()
        for found in re.finditer(rf"\b(?:{pattern.pattern})\b", spaces)
    ]
    if not told:
        return None
    at, way = max(told)
    if re.search(_EITHER, spaces[:at]) and len({one for _, one in told}) > 1:
        way = "change"
    gap = spaces[at:]
    for known in reversed(_names().find(gap)):
        gap = gap[: known.start] + gap[known.end :]
    return way if all(_filler().fullmatch(word) for word in _WORD.findall(gap)) else None
