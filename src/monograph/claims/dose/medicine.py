"""Whose dose it is: the medicine that the words beside an amount or its label name, if not the monograph's own."""

from __future__ import annotations

import re

from monograph.claims.posology.tokens import Token
from monograph.names.substances import known_name
from monograph.tables import read_table
from monograph.text.model import Monograph, Span

_AFTER = re.compile(r" (of )?(?:oral |iv |intravenous )?([a-z][a-z0-9-]+)(?: ([a-z][a-z0-9-]+))?(?!\w|/[a-z])")
_LINKS = (" at a dose of", " in a dose of", " at", " to", " of", " (or equivalent)")
_OPENING = " \n(:≤<≥>"
"""Signs between a medicine and its amount."""
_SUBJECT = re.compile(
    r"(?:^|[,;:] |\b(?:and|the|then|if tolerated,?) )((?:[a-z][a-z0-9-]+ )?([a-z][a-z0-9-]+))"
    r" (?:doses? |dosage |therapy )?(?:is|are|was|were|should|may|can|must|will)\b"
)
_DOSE_OF = re.compile(
    r"\b(?:doses?|dosages?) of ((?:[a-z][a-z0-9-]+ )?([a-z][a-z0-9-]+))(?! (?:and|or)\b|[/+])"
    r"(?=[^.;:0-9]{0,90}? (?:is|are|should|may|can|must)\b)"
)
_CHANGED = re.compile(
    r"\b(?:increase|decrease|reduce|lower|adjust)d? (?:the )?((?:[a-z][a-z0-9-]+ )??([a-z][a-z0-9-]+))"
    r" (?:(?:maintenance|starting|initial|daily) )?(?:doses?|dosages?) to\b"
)
_PARTNER = re.compile(r"(?: [a-z-]+)? ?(?:and|/|\+) ?([a-z][a-z0-9-]+)")
_PARTNERED = re.compile(r"\b([a-z][a-z0-9-]+)(?: ([a-z][a-z0-9-]+))? (?:and|/|\+) [a-z][a-z0-9-]+(?: [a-z-]+)? \(?$")
_BESIDE = re.compile(r"\b(?:with|without|from|to|after|plus|not|on) $")
_STEM = 4
_REACH = 40
_CONSTITUENTS = frozenset(
    words for row in read_table("monograph.names", "constituents") for words in row["words"].split("|")
)


def own_names(monograph: Monograph) -> str:
    """The folded text in which a monograph names its own medicine: the title and the Generic Name section.

    A combination has none: which of its components an amount is of is worth knowing.
    """
    if " + " in monograph.title:
        return ""
    named = [monograph.folded[section.start : section.end] for section in monograph.of_kind("generic-name")]
    return " ".join([monograph.title.lower(), *named])


def medicine_beside(folded: str, amount: Token, own: str) -> str | None:
    """The medicine named right before or after an amount ("25 mg of onamine", "onamine (25 mg"), unless in ``own``.

    >>> amount = Token(1, None, 21, 27, 0, 2)
    >>> medicine_beside("take with probenecid 500 mg.", amount, "cefalexin")
    'probenecid'
    """
    after = _AFTER.match(folded, amount.end)
    if not own and _is_whole(folded, amount, after.end(2) if after else amount.end):
        return None
    if after is not None:
        named = _other((after[2], after[3] or ""), own)
        if named is not None or after[1] or after[2] in own:
            return named
    said = folded[max(amount.start - _REACH, 0) : amount.start].rstrip(_OPENING)
    before = said.removesuffix(next(filter(said.endswith, _LINKS), "")).rsplit(None, 2)
    return _other((before[-1], ""), own, before[-2] if len(before) > 1 else "") if before else None


def _is_whole(folded: str, amount: Token, end: int) -> bool:
    """Whether an amount is of a combination, whose components are named together beside it ("2 tablets of onamine and
    twomine", "onamine and twomine 5/10 mg")."""
    behind, before = (
        _PARTNER.match(folded, end),
        _PARTNERED.search(folded[max(amount.start - _REACH, 0) : amount.start]),
    )
    named = [name for found in (behind, before) if found is not None for name in found.groups() if name]
    return any(known_name(name) is not None for name in named)


def medicines_spoken_of(folded: str, sentence: Span, own: str) -> list[tuple[int, str | None]]:
    """The medicines that are subjects of what a sentence says ("Onamine is given at 25 mg", "the dose of onamine is
    25 mg"), each with where the words on it begin; None for one in ``own``.

    >>> medicines_spoken_of("probenecid is given at 25 mg and may be increased.", Span(0, 50), "cefalexin")
    [(13, 'probenecid')]
    """
    spoken: list[tuple[int, str | None]] = []
    text = folded[sentence.start : sentence.end]
    for found in sorted(
        (found for pattern in (_SUBJECT, _DOSE_OF, _CHANGED) for found in pattern.finditer(text)), key=_end
    ):
        other = _other((found[2], ""), own, found[1].rpartition(" ")[0])
        if other == found[1] or any(word in own for word in found[1].split() if len(word) >= _STEM):
            spoken.append((sentence.start + found.end(), other))
    return spoken


def _end(found: re.Match[str]) -> int:
    return found.end()


def _other(words: tuple[str, str], own: str, first: str = "") -> str | None:
    if not _CONSTITUENTS.isdisjoint((*words, first)):
        return None
    first, words = first if first.isalpha() else "", (words[0].lstrip("("), words[1])
    for name in (f"{first} {words[0]}".strip(), f"{words[0]} {words[1]}".strip(), words[0]):
        if len(name) > 3 and name[-1].isalnum() and known_name(name) is not None:
            return None if name in own or _derives(name, own) else name
    return None


def _derives(name: str, own: str) -> bool:
    """Whether a name is made of that of the monograph's own medicine ("sennosides" of senna)."""
    return any(len(word) >= _STEM and name.startswith(word[: max(_STEM, len(word) - 1)]) for word in own.split())


def medicine_labelled(folded: str, label: Span, own: str) -> str | None:
    """The medicine that a label names and nothing else ("Onamine:" over its doses, not "with onamine")."""
    name = folded[label.start : label.end]
    if _BESIDE.search(folded, max(label.start - _REACH, 0), label.start):
        return None
    return name if is_medicine(name) and (name not in own or not own) else None


def is_medicine(words: str) -> bool:
    """Whether words are the name of a medicine and nothing else."""
    return words not in _CONSTITUENTS and known_name(words) is not None
