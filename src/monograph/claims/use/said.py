"""Uses said once: what a monograph says of a use again, in other words, is no other use."""

from __future__ import annotations

import re

from monograph.claims.records import Use
from monograph.tables import read_table

_NOT = read_table("monograph.names", "indication_not")
_SMALL = frozenset(row["words"] for row in _NOT if row["kind"] == "small")
_DESCRIBED = frozenset(("characterized", "characterised", "involving", "involve", "complicated", "prophylaxis"))
"""Words of an indication whose parts may be indications beside it: "skin conditions characterized by itching"."""
_SAME = {"contraceptive": "contraception", "pregnancy": "contraception"}
"""Words that name one use: what prevents pregnancy is contraception."""
_REMEMBERED = 200
"""Uses among which an indication is looked for again: monographs have fewer, and the time stays linear."""


class Said:
    """The uses of one monograph so far, in order, each once."""

    def __init__(self) -> None:
        self.uses: list[Use] = []
        self._words: list[frozenset[str]] = []
        self._known: set[frozenset[str]] = set()

    def add(self, use: Use, short_forms: frozenset[str], *, listed: bool = False) -> None:
        """Keep a use that was not said before; a short form ("UTIs") is one that was.

        What an item of a list names (``listed``) is only known again by the same words.
        """
        words = _key(use.indication)
        if words <= short_forms and use.evidence != "not-for":
            return
        if use.evidence == "not-for":
            words |= {"not"}
        if words in self._known or (not listed and self._is_restated(use, words)):
            return
        self._known.add(words)
        self._words.append(words)
        self.uses.append(use)

    def _is_restated(self, use: Use, words: frozenset[str]) -> bool:
        """Whether words only speak again of what an earlier sentence said more fully: "pain" after "back pain"."""
        if self.uses and " these " in use.indication:
            return True
        if use.evidence == "not-for" or use.indication.startswith("other "):
            return False
        recent = zip(self.uses[-_REMEMBERED:], self._words[-_REMEMBERED:], strict=True)
        return any(known.start < use.start and _says_more(known, fuller, use, words) for known, fuller in recent)


def _says_more(known: Use, fuller: frozenset[str], use: Use, words: frozenset[str]) -> bool:
    """Whether an earlier use says the same with more words."""
    if not words < fuller or not _DESCRIBED.isdisjoint(fuller):
        return False
    return len(words) == 1 or known.evidence in (use.evidence, "uncertain")


def _key(indication: str) -> frozenset[str]:
    """The words of an indication by which it is known again: without small words, in the singular."""
    words = [word for word in re.findall(r"(?:non-)?[a-z0-9]+", indication) if word not in _SMALL] or [indication]
    words = [_SAME.get(word, word) for word in words]
    return frozenset(
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in words
    )
