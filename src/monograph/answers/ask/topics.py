"""What a question can be about: the words that ask for it, what answers it, and where that stands."""

from __future__ import annotations

from functools import cache
from typing import Literal, cast

import msgspec

from monograph.names.phrases import PhraseBook, Words
from monograph.tables import read_table
from monograph.text.model import SectionKind

By = Literal["words", "dose", "effect", "interaction", "precaution", "use"]
_PACKAGE = "monograph.answers"
_NEVER = "\0"
"""A word that no text has: a book must have one."""


class Topic(msgspec.Struct, frozen=True):
    """A row of topics.tsv with the phrases of questions.tsv (``asks``)."""

    name: str
    by: By
    about: frozenset[str]
    sections: tuple[SectionKind, ...]
    asks: PhraseBook[int]
    """Phrases with their rows in the table: a question takes the topic of the first row that it holds."""

    def strength(self, words: Words) -> int:
        """How strongly words answer: 2 where a phrase answers, 3 where one helps as well; 0 where none does."""
        if not _evidence(self.name, "answers").find(words) or _evidence(self.name, "misleads").find(words):
            return 0
        return 2 + bool(_evidence(self.name, "helps").find(words))


@cache
def topics() -> dict[str, Topic]:
    """All topics by name."""
    asks: dict[str, dict[str, int]] = {}
    for number, row in enumerate(read_table(_PACKAGE, "questions")):
        asks.setdefault(row["topic"], {}).setdefault(row["phrase"], number)
    for name, phrases in asks.items():  # of two phrases as long a book takes the later one
        asks[name] = dict(reversed(phrases.items()))
    return {
        row["topic"]: Topic(
            name=row["topic"],
            by=cast(By, row["by"]),
            about=frozenset(filter(None, row["about"].split("|"))),
            sections=cast(tuple[SectionKind, ...], tuple(row["sections"].split("|"))),
            asks=PhraseBook(asks.get(row["topic"]) or {_NEVER: 0}),
        )
        for row in read_table(_PACKAGE, "topics")
    }


def topics_of(words: Words) -> list[str]:
    """The topics whose phrases a question holds, in the order of their rows."""
    rows = {
        name: min((match.value for match in topic.asks.find(words)), default=None) for name, topic in topics().items()
    }
    return [name for _, name in sorted((row, name) for name, row in rows.items() if row is not None)]


@cache
def _evidence(topic: str, strength: str) -> PhraseBook[bool]:
    """The phrases of evidence.tsv, made into a book when a question first needs them."""
    rows = read_table(_PACKAGE, "evidence")
    phrases = [row["phrase"] for row in rows if row["topic"] == topic and row["strength"] == strength]
    return PhraseBook(dict.fromkeys(phrases, True) or {_NEVER: True})
