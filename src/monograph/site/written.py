"""Names as a monograph writes them: claims hold them in lower case, "hiv", and readers know them as "HIV"."""

from __future__ import annotations

from monograph.text.model import Monograph

_MOST = 8
"""Places of a word that are looked at."""
_LONGEST = 32
"""Letters before a word that are looked at."""


class Written:
    """The capitals of names in one monograph."""

    def __init__(self, monograph: Monograph) -> None:
        self._source = monograph.source
        self._folded = monograph.folded
        self._known: dict[str, str] = {}

    def name(self, name: str) -> str:
        """A name with the capitals that the monograph gives its words.

        >>> from monograph.text.model import Monograph
        >>> text = "HIV infection. Infection with HIV, and Crohn's disease. It helps in Crohn's."
        >>> Written(Monograph("a.md", text, text, text.lower(), "", {}, [], [])).name("infection in crohn's and hiv")
        "infection in Crohn's and HIV"
        """
        return " ".join([self._word(word) for word in name.split(" ")])

    def _word(self, word: str) -> str:
        if word not in self._known:
            self._known[word] = self._find(word)
        return self._known[word]

    def _find(self, word: str) -> str:
        """The word in lower case where the monograph ever writes it so; else its capitals, if they are its own."""
        found = word
        at = self._folded.find(word) if word else -1
        for _ in range(_MOST):
            if at < 0:
                break
            end = at + len(word)
            if not self._folded[at - 1 : at].isalnum() and not self._folded[end : end + 1].isalnum():
                written = self._source[at:end]
                if written == word:
                    return word
                if _is_sign(written) or self._is_within(at):
                    found = written
            at = self._folded.find(word, end)
        return found

    def _is_within(self, at: int) -> bool:
        """Whether a word follows one in lower case: its capital is then not that of a beginning, or of a title."""
        before = self._source[max(0, at - _LONGEST) : at]
        return before[-1:] == " " and before[-2:-1].isalpha() and before.split()[-1][:1].islower()


def _is_sign(written: str) -> bool:
    """Whether capitals are a word's own wherever it stands: "NSAIDs", "HbA1c", "B12", "B"."""
    capitals = sum(map(str.isupper, written))
    return capitals > 1 or (capitals == 1 and (len(written) == 1 or (not written.isalpha() and written[-1].isdigit())))
