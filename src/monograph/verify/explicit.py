"""The words of ``data/explicit_words.tsv``: what an advice must say, and must not, before it may contradict another."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from monograph.tables import read_table


@cache
def patterns(table: str) -> dict[str, re.Pattern[str]]:
    """The regular expressions of a table of data, the alternatives of a kind in one."""
    kinds: dict[str, list[str]] = {}
    for row in read_table("monograph.verify", table):
        kinds.setdefault(row["kind"], []).append(row["pattern"])
    return {kind: re.compile("|".join(rows)) for kind, rows in kinds.items()}


def explicit() -> dict[str, re.Pattern[str]]:
    """The patterns of ``explicit_words.tsv``, by their kind."""
    return patterns("explicit_words")


@cache
def degrees() -> tuple[re.Pattern[str], ...]:
    """The words that narrow a state, those that say the same in one pattern: "untreated", "uncontrolled"."""
    rows = read_table("monograph.verify", "explicit_words")
    return tuple(re.compile(row["pattern"]) for row in rows if row["kind"] == "degree")


@lru_cache(maxsize=1 << 12)
def without_degree(state: str) -> str:
    """A state without the words before it that narrow it.

    >>> without_degree("history of uncontrolled high blood pressure")
    'high blood pressure'
    """
    words = state.split()
    while len(words) > 1 and (words[0] == "of" or any(degree.match(words[0]) for degree in degrees())):
        words = words[1:]
    return " ".join(words)


def is_special(about: str, said: str) -> bool:
    """Whether words limit what is said of persons to some uses or companions."""
    return about != "alcohol" and explicit()["special"].search(said) is not None
