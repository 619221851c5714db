"""What a heading, or a bold label that stands for one, opens: kind of section, component, the value it carries."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import cast

import msgspec

from monograph.tables import read_table
from monograph.text.model import SectionKind

_KINDS = {row["heading"]: cast(SectionKind, row["kind"]) for row in read_table("monograph.text", "headings")}
_NAMES = "|".join(sorted(map(re.escape, _KINDS), key=len, reverse=True))
_CARRIES = re.compile(rf"({_NAMES})\s*:\s*(?=\S)")
_BRACKET = re.compile(rf"({_NAMES})\s*\((.*?)\)\s*(?::|\Z)")
_OF = re.compile(rf"({_NAMES})\s+(?:of|for|with)\s+(.+)\Z")
_AFTER = re.compile(rf"(.+?)[\s:'-]+({_NAMES})\s*:?\Z")
_NUMBER = re.compile(r"(?:\d+[.)]|[ivx]+\.)\s+")
_LONGEST = 300  # a longer line under a "#" is running text
# Words in brackets after a section's name that name no component of a combination.
_NO_COMPONENT = re.compile(r"not applicable|combined|combination|component|n/a|general|adult|ongoing|continued")


class Heading(msgspec.Struct, frozen=True):
    """What a heading says: ``kind`` of section; the span of the ``component`` and of the text that follows a colon
    (``value``), as offsets into the heading, both (0, 0) where there is none."""

    kind: SectionKind
    component: tuple[int, int] = (0, 0)
    value: tuple[int, int] = (0, 0)


@lru_cache(maxsize=4096)
def read_heading(folded: str) -> Heading:
    """What a heading (in folded form) opens; kind "other" where it names no known section.

    >>> read_heading("dosage (omeprazole)")
    Heading(kind='dosage', component=(8, 18), value=(0, 0))
    >>> read_heading("generic name: x + y").value
    (14, 19)
    """
    if len(folded) > _LONGEST:
        return Heading("other")
    end = len(folded.rstrip(" :"))
    number = _NUMBER.match(folded)
    start = number.end() if number else 0
    kind = _KINDS.get(folded[start:end].strip())
    if kind:
        return Heading(kind)
    if carries := _CARRIES.match(folded, start):
        return Heading(_KINDS[carries[1]], value=(carries.end(), len(folded.rstrip())))
    if bracket := _BRACKET.match(folded, start):
        value = (bracket.end(), len(folded.rstrip())) if folded[bracket.end() :].strip() else (0, 0)
        component = (0, 0) if _NO_COMPONENT.search(bracket[2]) else bracket.span(2)
        return Heading(_KINDS[bracket[1]], component, value)
    if of := _OF.match(folded[:end], start):
        return Heading(_KINDS[of[1]], of.span(2))
    if (after := _AFTER.match(folded[:end], start)) and len(after[1].split()) <= 4:
        return Heading(_KINDS[after[2]], after.span(1))
    return Heading("other")
