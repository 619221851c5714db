"""What a question can be about: the words that ask for it, the words and claims that answer it, and where they stand."""

from __future__ import annotations

from functools import cache
from typing import Literal, cast

import msgspec

from monograph.names.phrases import PhraseBook, Words
from monograph.tables import read_table
from monograph.text.model import SectionKind

By = Literal["words", "dose", "effect", "interaction", "precaution", "use"]
_PACKAGE = "monograph.answers"


class Topic(msgspec.Struct, frozen=True):
    """A row of topics.tsv with the phrases of questions.tsv (``asks``) and evidence.tsv (``answers``)."""

    name: str
    by: By
    about: frozenset[str]
    sections: tuple[SectionKind, ...]
    asks: PhraseBook[bool]
    answers: PhraseBook[bool]
    """The value of a phrase is whether it answers by itself, or only helps."""

    def strength(self, words: Words) -> int:
        """How strongly words answer: 2 where a phrase answers, one more for each that helps; 0 where none answers."""
        found = {match.value for match in self.answers.find(words)}
        return 2 + (False in found) if True in found else 0


@cache
def topics() -> dict[str, Topic]:
    """All topics by name, in the order in which a question takes them."""
    asks, answers = _phrases("questions"), _phrases("evidence")
    rows = {row["topic"]: row for row in read_table(_PACKAGE, "topics")}
    order = [*asks, *(name for name in rows if name not in asks)]
    return {
        name: Topic(
            name=name,
            by=cast(By, rows[name]["by"]),
            about=frozenset(filter(None, rows[name]["about"].split("|"))),
            sections=cast(tuple[SectionKind, ...], tuple(rows[name]["sections"].split("|"))),
            asks=PhraseBook(asks.get(name) or {"\0": True}),
            answers=PhraseBook(answers.get(name) or {"\0": True}),
        )
        for name in order
    }


def topics_of(words: Words) -> list[str]:
    """The topics whose phrases a question holds, the first of the table first."""
    return [name for name, topic in topics().items() if topic.asks.find(words)]


def _phrases(table: str) -> dict[str, dict[str, bool]]:
    phrases: dict[str, dict[str, bool]] = {}
    for row in read_table(_PACKAGE, table):
        phrases.setdefault(row["topic"], {})[row["phrase"]] = row.get("strength") != "helps"
    return phrases
