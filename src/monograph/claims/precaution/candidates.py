"""The words without which a sentence names no person, no state and no list of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from monograph.claims.candidates import Search
from monograph.tables import read_table


def _telling(phrase: str) -> list[str]:
    """The words of which one stands in every spelling of a phrase: those of its word that is never short."""
    needed = [word.split("|") for word in phrase.split() if not word.endswith("?") and word not in ("...", "N")]
    return max(needed, key=lambda options: min(map(len, options)))


def _openings(phrase: str) -> Iterator[str]:
    """The first two words of each spelling of a phrase, with the marks that may stand between them."""
    first, *rest = phrase.split()
    marks = [""] + [word[:-1] for word in rest[:1] if word.endswith("?")]
    following = next((word for word in rest if not word.endswith("?")), "")
    for one, mark, two in product(first.split("|"), marks, following.split("|")):
        yield f"{one}{mark} {two}".strip()


def _names() -> Iterator[str]:
    for row in read_table("monograph.names", "conditions"):
        if row["kind"] in ("person", "organ"):
            yield from _telling(row["phrase"])
    for row in read_table("monograph.names", "openers"):
        if row["kind"] == "person":
            yield from _openings(row["phrase"])


NAMED = Search(_names())
