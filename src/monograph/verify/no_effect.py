"""Whether a label tells a clinical term as an effect: it may name who has it already, or say that it was not seen."""

from __future__ import annotations

import re

from monograph.text.model import Monograph, Span
from monograph.verify.explicit import patterns
from monograph.verify.setting import settings

_LETTERS = 130
"""Letters before a term within which it is said whose it is."""
_ENDS = re.compile(r"[.;](?=\s)|[|\n•]")
_DENY = ("no", "without", "neither", "absence", "free of", "rather")
"""One of these is in all words that deny: what holds none need not be searched."""
_BEGINS = re.compile(
    r"\b(?:may|can|could|has|have|had|was|were|is|are|will|should|must|occur\w*|report\w*|develop\w*|caus\w*|experienc\w*"
    r"|monitor\w*|receiv\w*|tak\w+|treat\w*|discontinu\w*|lead\w*|result\w*|increas\w*|but|although|associated)\b"
)
"""Words between those and the term with which something new begins."""


def is_effect(text: Monograph, place: Span, *, is_warning: bool) -> bool:
    """Whether what stands at a place is told as an effect there; of warnings only what is no state of somebody.

    >>> from monograph.text.read import read_monograph
    >>> text = read_monograph(b"### Precautions\\n\\nTell those with asthma. It may cause gout.\\n", "e.md")
    >>> places = [Span(text.folded.index(word), text.folded.index(word) + 4) for word in ("asthma", "gout")]
    >>> [is_effect(text, place, is_warning=True) for place in places]
    [False, True]
    """
    said = _ENDS.split(text.folded[max(0, place.start - _LETTERS) : place.start])[-1]
    if any(word in said for word in _DENY) and _is_said("denied", said):
        return False
    return not is_warning or not _is_said("state", _introduced(text, place, said))


def _is_said(kind: str, said: str) -> bool:
    """Whether words before a term say that it is no effect, and go on to it."""
    return any(not _BEGINS.search(said, found.end()) for found in patterns("no_effect")[kind].finditer(said))


def _introduced(text: Monograph, place: Span, said: str) -> str:
    """The words before a term, after those that introduce its list where it begins an item."""
    if "\n" not in text.folded[max(0, place.start - _LETTERS) : place.start]:
        return said
    _, *above, _ = (*settings(text, place), place)
    lead = text.folded[slice(*above[0])] if len(above) > 1 else ""
    return f"{lead.rstrip(': ')} {said}"
