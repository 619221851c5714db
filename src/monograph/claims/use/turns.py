"""What a cue is where it stands: a role in a treatment is a use, a role in the body is how a medicine works."""

from __future__ import annotations

import re

from monograph.claims.use.phrases import NEAR
from monograph.names.found import Match

TURNING = frozenset(("role", "mechanism", "focus", "helps", "causes"))
"""Kinds of cues that are not the same everywhere."""
_ROLE_IN = re.compile(
    r" (?:the )?(?:management|treatment|prevention|managing|treating|preventing|relieving|reducing the risk"
    r"|palliative care)"
)
_PLAYS = re.compile(r"(?<!may )(?<!might )(?<!could )\bplay(?:s|ing)? an? (?:\w+ )?$")
_VERBAL = re.compile(r"(?:,|\b(?:and|or|to|help|helps|may|can|also|which|that|for|in|as|well as)) (?:\w+ly )?$")
_ORGANISM = re.compile(
    r"\b(?:bacteri(?:a|um)|fung(?:i|us)|yeasts?|parasites?|virus(?:es)?|protozo(?:a|an)|(?:micro-?)?organisms?|pathogens?"
    r"|species|germs|microbes|candida|dermatophytes|mou?lds?|worms|mites|strains of|trichomonas|giardia)\b"
)
"""What a medicine acts against, where the conditions that this causes are its uses."""


def turned(folded: str, mark: Match[str], start: int, opened: int | None) -> str:
    """What a cue does in a sentence from ``start`` on, where a phrase is open from ``opened`` on; "" for nothing."""
    near = max(start, mark.start - NEAR)
    match mark.value:
        case "role" | "mechanism" if _ROLE_IN.match(folded, mark.end):
            return ""  # the next cue opens the use
        case "role":
            return "mechanism" if _PLAYS.search(folded, near, mark.start) else "in"
        case "focus" if folded[mark.start - 4 : mark.start].endswith((" a ", " an ")):
            return ""  # an adverb in an apposition: "a particularly severe form"
        case "helps" if opened is not None and not _VERBAL.search(folded, near, mark.start):
            return ""  # an adjective in the phrase: "lower back pain"
        case "causes" if opened is not None and _ORGANISM.search(folded, max(opened, near), mark.start):
            return "causes"
        case "causes" if folded.startswith(("that ", "which "), mark.start):
            return "mechanism"
        case "causes":
            return ""  # part of the phrase: "conditions causing pain"
    return mark.value
