"""The words of ``names/data/interaction_cues.tsv``, ready to be looked for."""

from __future__ import annotations

from monograph.names.phrases import READERS, PhraseBook, Words
from monograph.tables import read_table

_ROWS = read_table("monograph.names", "interaction_cues")
_OPENING = ("named", "known", "around", "effect", "members", "example", "deny", "none")
_LONGEST_LIST = 300
"""Words that a list can have."""


def _words(kind: str) -> frozenset[str]:
    return frozenset(word for row in _ROWS if row["kind"] == kind for word in row["phrase"].split("|"))


CUES = PhraseBook({row["phrase"]: row["kind"] for row in _ROWS if row["kind"] in _OPENING}, _words("filler"), READERS)
"""What opens a list of interacting things, with its kind."""
OUTCOMES = PhraseBook(
    {row["phrase"]: row["kind"] for row in _ROWS if row["kind"] in ("result", "interval")}, {"also"}, READERS
)
"""What opens a result, and intervals."""
CLOSERS = _words("close")
EDGES = _words("edge")
REASONS = _words("reason")
ENCLOSING = _words("encloses")
PERSONS = _words("person")
TOLD = _words("told")
MEDICINES = _words("medicines")
NOT_IN_NAMES = _words("no-name")
ACTING = _words("acts")
QUANTITIES = _words("quantity")
FORMS = _words("form")
SPEAKING = tuple(sorted(_words("speaks")))
FORBIDDING = _words("forbids")
OPENING_UNKNOWN = _words("unknown")
"""Stems of which one stands in every sentence that opens a list of names, known or not."""
DOSING = _words("doses")


def denies(words: Words) -> bool:
    """Whether a sentence says that there is no interaction."""
    return any(cue.value == "deny" for cue in CUES.find(words))


def list_end(words: Words, first: int) -> int:
    """The place after the last word of the list that starts at ``first``."""
    depth = 0
    texts = words.texts
    for place in range(first, min(first + _LONGEST_LIST, len(texts))):
        depth += (texts[place] == "(") - (texts[place] == ")")
        clause = place > first and texts[place - 1] in ("that", "which", "and", "or", "to")
        closes = (texts[place] in CLOSERS and not clause) or (texts[place] == ":" and place > first)
        if depth < 0 or (depth == 0 and closes):
            return place
    return min(first + _LONGEST_LIST, len(texts))
