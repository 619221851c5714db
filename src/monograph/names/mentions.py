"""Find the medicines that a text names."""

from __future__ import annotations

from functools import cache

from monograph.names.components import SET, component
from monograph.names.found import Match
from monograph.names.match import Matcher
from monograph.names.substances import PACKAGE, all_names
from monograph.tables import read_table

SHORTEST = 4
"""Letters of the shortest name looked for: shorter ones are mostly other abbreviations."""
NO_MEDICINE = ""


def find_medicines(folded: str, start: int = 0, end: int | None = None) -> list[Match[str]]:
    """The medicines that folded text names: each with its place and its canonical name, as identities have it.

    Words that rarely mean a medicine (not_medicines.tsv) are not found, nor those of drug classes. A set of
    substances under one name is joined by " + ".

    >>> find_medicines("take paracetamol, not aspirin")[0]
    Match(start=5, end=16, value='acetaminophen')
    >>> find_medicines("blood glucose, iron deficiency")
    []
    """
    found = _matcher().find(folded, start, end)
    return [Match(match.start, match.end, _canonical(match.value)) for match in found if match.value != NO_MEDICINE]


@cache
def _matcher() -> Matcher[str]:
    """All names, also without the dots of abbreviations; words that are no medicine, to hide the names within them."""
    names = {phrase: name for phrase, name in all_names() if len(phrase) >= SHORTEST}
    phrases = {phrase.replace(". ", " "): name for phrase, name in names.items()} | names
    phrases |= {row["word"]: NO_MEDICINE for row in read_table(PACKAGE, "not_medicines")}
    return Matcher(phrases, plural=True)


@cache
def _canonical(name: str) -> str:
    return SET.join(sorted(component(name).substances))
