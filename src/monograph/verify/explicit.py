"""The words that forbid or permit outright, and whom they name: what an advice must say before it may contradict."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from monograph.claims.records import Precaution
from monograph.tables import read_table
from monograph.text.model import Span

NEAR = 110
"""Letters between words that forbid or permit and those that say whom."""
_CLAUSE = re.compile(r"[.;•](?=\s)|\n")
_ITEM = re.compile(
    r"[,;:](?=\s)|\band (?:in |for )?(?:those|patients|individuals|people)\b"
    r"|\bor (?:in |for |if )?(?:those|the patient)\b"
)
"""What parts the items of a list of persons."""
_OUTRIGHT = re.compile(r"\bsafe\b|acceptable|compatible|\bno (?:known )?risk")
"""Words that permit by themselves: that no dose need be adjusted does so only in its own clause."""
_EXCEPTION = re.compile(r"\b(?:unless|except)\b")


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


def clause_around(folded: str, place: Span, section: Span, *, near: int = NEAR) -> Span:
    """The sentence or bullet around a place in folded text, no further than ``near`` letters from it."""
    start, end = max(section.start, place.start - near), min(section.end, place.end + near)
    for cut in _CLAUSE.finditer(folded, start, place.start):
        start = cut.end()
    after = _CLAUSE.search(folded, place.end, end)
    return Span(start, after.start() if after else end)


def statement(advice: Precaution, kind: str, *, is_listed: bool = False) -> str | None:
    """The words of an advice that forbid or permit, with those close to them, where they name whom it is about.

    Among the contraindications (``is_listed``) naming them forbids, and what is excepted leaves the others forbidden.
    """
    said, words = advice.quote.lower(), explicit()
    if advice.about not in words:
        return None
    if is_listed:
        said = _EXCEPTION.split(said)[0]
    for clause in _CLAUSE.split(said):
        for found in words[advice.about if is_listed else kind].finditer(clause):
            around = clause[max(0, found.start() - NEAR) : found.end() + NEAR]
            limited = is_special(advice.about, around) or words["weighed"].search(around)
            if words[advice.about].search(around) and not limited:
                return around
    return None


def is_special(about: str, said: str) -> bool:
    """Whether words limit what is said of persons to some uses or companions."""
    return about != "alcohol" and explicit()["special"].search(said) is not None


def advising_words(claim: Precaution) -> str:
    """The words that a precaution's advice was read from, in lower case; all of it where they stand elsewhere."""
    start, end = claim.grounds.get("advice", (claim.start, claim.end))
    return claim.quote[start - claim.start : end - claim.start].lower() if start >= claim.start else claim.quote.lower()


def is_preferred(advice: Precaution) -> bool:
    """Whether an advice only says that it is better not used: "it is preferable to avoid it in pregnancy"."""
    is_of_mothers = advice.about in ("pregnancy", "breastfeeding")
    return is_of_mothers and explicit()["preferred"].search(advising_words(advice)) is not None


def permission(advice: Precaution) -> str | None:
    """The words that permit something outright; with what narrows them, they do not."""
    said = statement(advice, "permits")
    return said if said and not explicit()["narrows"].search(said) else None


def permitted(claim: Precaution) -> str | None:
    """The words in which a page permits something outright: the item that permits, and the item that names whom."""
    said, words = claim.quote.lower(), explicit()
    places = [claim.grounds[key].start - claim.start for key in ("advice", "about") if key in claim.grounds]
    if claim.advice != "acceptable" or len(places) < 2 or min(places) < 0 or words["narrows"].search(said):
        return None
    ends = [0, *(found.start() for found in _ITEM.finditer(said)), len(said)]
    items = [(start, end) for start, end in pairwise(ends) if any(start <= place < end for place in places)]
    around = " ".join(said[slice(*item)] for item in items)
    allows = words["permits"].search(around) and _OUTRIGHT.search(around)
    return around if allows and not is_special(claim.about, around) else None
