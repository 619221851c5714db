"""The medicine that a monograph is about: its own name in a sentence is no interaction."""

from __future__ import annotations

from monograph.claims.interaction.cues import FORMS
from monograph.names.mentions import find_medicines
from monograph.names.phrases import words_of


class Own:
    """The medicine of a title.

    >>> own = Own("Amoxycillin + Ambroxol")
    >>> [own.is_named(name) for name in ("amoxicillin", "oral ambroxol", "warfarin")]
    [True, True, False]
    """

    def __init__(self, title: str) -> None:
        folded = title.lower()
        self._words = frozenset(words_of(folded, 0, len(folded)).texts)
        self._medicines = frozenset(match.value for match in find_medicines(folded))

    def is_named(self, member: str) -> bool:
        """Whether a member (lower case) is this medicine, in another salt, spelling or form."""
        if self._words.issuperset(words_of(member, 0, len(member)).texts):
            return True
        rest = member
        for match in reversed(find_medicines(member)):
            if match.value in self._medicines:
                rest = rest[: match.start] + rest[match.end :]
        words = frozenset(words_of(rest, 0, len(rest)).texts)
        others = {word for word in words - self._words if not word[0].isdigit()}
        return (rest != member or others != words) and others <= FORMS
