"""The words of ``data/explicit_words.tsv``: what an advice must say, and must not, before it may contradict another."""

from __future__ import annotations

import re
from functools import cache

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


def is_special(about: str, said: str) -> bool:
    """Whether words limit what is said of persons to some uses or companions."""
    return about != "alcohol" and explicit()["special"].search(said) is not None
