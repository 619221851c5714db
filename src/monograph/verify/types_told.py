"""Types of a condition that a letter or number tells apart: hepatitis B, type 1 diabetes, bipolar II disorder."""

from __future__ import annotations

import re
from collections.abc import Iterable

from monograph.text.model import Span

_CODE = r"(?:[a-e]|\d{1,2}|iii?|iv|vi{0,3}|ix|xi{0,3}|i)\b"
_NAME = r"\b(type|hepatitis|influenza|vitamin|factor|bipolar|grade|stage|category)s?"
_TOLD = re.compile(rf"{_NAME}[ -]({_CODE}(?:(?:, | and | or |/| & ){_CODE})*)")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11"}


def is_another_type(condition: str, folded: str, spans: Iterable[Span]) -> bool:
    """Whether a text tells the types of what a condition is of, and only others.

    >>> is_another_type("type 1 diabetes", "for type 2 diabetes mellitus", [Span(0, 28)])
    True
    >>> is_another_type("type 2 diabetes", "for diabetes mellitus (type ii)", [Span(0, 31)])
    False
    """
    wanted = types_in(condition, [Span(0, len(condition))])
    if not wanted:
        return False
    told = types_in(folded, spans)
    return any(not codes & told[name] for name, codes in wanted.items() if name in told)


def types_in(folded: str, spans: Iterable[Span]) -> dict[str, set[str]]:
    """The letters and numbers that tell types apart, by what they are types of."""
    found: dict[str, set[str]] = {}
    for span in spans:
        for name, codes in (match.groups() for match in _TOLD.finditer(folded, *span)):
            written = re.findall(_CODE, codes)
            found.setdefault(name, set()).update(_ROMAN.get(code, code) for code in written)
    return found
