"""The vocabulary of substances: names and synonyms, looked up by their letters and suggested for typos."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from rapidfuzz import fuzz, process, utils

from monograph.tables import read_table

PACKAGE = "monograph.names"
LIKE_ENOUGH = 75
"""The least likeness (0 to 100) of a suggestion: one or two letters in a name of eight."""
_NO_LETTER = re.compile(r"[\W_]+")
_NO_LETTERS = (string.punctuation + " ").replace("|", "").encode()


@dataclass(frozen=True)
class Substance:
    """A substance of the vocabulary: its name in lower case, and its UNII and CAS numbers ("" where unknown)."""

    name: str
    synonyms: tuple[str, ...]
    unii: str
    cas: str


def squeeze(name: str) -> str:
    """The letters and digits of a name, by which it is looked up: "Co-trimoxazole" and "cotrimoxazole" are one.

    >>> squeeze("L- Glutamine")
    'lglutamine'
    """
    low = name.lower()
    return low if low.isalnum() else _NO_LETTER.sub("", low)


def substance(name: str) -> Substance | None:
    """The substance that the compiled vocabulary has under this name or synonym, or None.

    >>> substance("Paracetamol").name
    'acetaminophen'
    """
    lines, rows = _vocabulary()
    row = rows.get(squeeze(name))
    if row is None:
        return None
    cells = lines[row].split("\t")
    return Substance(cells[0], tuple(filter(None, cells[1].split("|"))), cells[2], cells[3])


def known_name(name: str) -> str | None:
    """The substance (or, for a set such as co-trimoxazole, the substances joined by " + ") that a name means.

    >>> known_name("co-trimoxazole")
    'sulfamethoxazole + trimethoprim'
    """
    letters = squeeze(name)
    if letters in _synonyms():
        return _synonyms()[letters]
    lines, rows = _vocabulary()
    row = rows.get(letters)
    if row is None:
        return None
    known = lines[row].partition("\t")[0]
    return _synonyms().get(squeeze(known), known)


def all_names() -> Iterator[tuple[str, str]]:
    """Every name and synonym in lower case as people write it, with the name of its substance."""
    for line in _vocabulary()[0]:
        name, synonyms, _ = line.split("\t", 2)
        yield name, name
        for synonym in filter(None, synonyms.split("|")):
            yield synonym, name
    for row in read_table(PACKAGE, "synonyms"):
        yield row["name"], row["substance"]


def suggest(name: str, among: Iterable[str], limit: int = 5) -> list[str]:
    """Those of ``among`` that are most like a name, best first: for a person to choose from, never to merge by.

    >>> suggest("amoxicilin", ["Amoxicillin", "Ampicillin", "Warfarin"])[0]
    'Amoxicillin'
    >>> suggest("spironolactone", ["Iron"])
    []
    """
    found = process.extract(
        name, among, scorer=fuzz.WRatio, processor=utils.default_process, limit=None, score_cutoff=LIKE_ENOUGH
    )
    return [candidate for candidate, _, _ in found if not _is_within_a_word(candidate, name)][:limit]


def _is_within_a_word(part: str, name: str) -> bool:
    return any(part.lower() in word and part.lower() != word for word in name.lower().split())


@cache
def _synonyms() -> dict[str, str]:
    rows = read_table(PACKAGE, "synonyms")
    own = {squeeze(row["substance"]): row["substance"] for row in rows if " + " not in row["substance"]}
    return own | {squeeze(row["name"]): row["substance"] for row in rows}


@cache
def _vocabulary() -> tuple[list[str], dict[str, int]]:
    """The lines of substances.tsv, and for the letters of each name and synonym the line that it stands in.

    Read here and not by ``read_table``, as sixteen thousand dictionaries would take five times as long.
    """
    raw = resources.files(PACKAGE).joinpath("data", "substances.tsv").read_bytes()
    body = raw[raw.index(b"\nname\t") + 1 :].partition(b"\n")[2]
    rows: dict[str, int] = {}
    for number, line in enumerate(body.translate(None, _NO_LETTERS).decode().splitlines()):
        name, synonyms, _ = line.split("\t", 2)
        rows[name] = number
        if synonyms:
            for synonym in synonyms.split("|"):
                rows.setdefault(synonym, number)
    return body.decode().splitlines(), rows
