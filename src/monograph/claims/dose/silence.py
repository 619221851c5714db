"""Statements that no dose is known or told: "has not been established", "the labelling does not specify".

They are silence, and not the statement that no adjustment is needed, which is advice.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from monograph.claims.context import SectionContext
from monograph.claims.posology.phrases import compose
from monograph.claims.posology.tokens import Sort, Token
from monograph.claims.scope import Person, persons_of
from monograph.text.model import Monograph, Span

_WORDS_APART = 14
"""The denial stands at most so many words before the verb ("no specific dosage adjustments are provided")."""


class Kind(StrEnum):
    """What kind of silence: no dose is known, or the source that is spoken of tells none."""

    NOT_ESTABLISHED = "not-established"
    NOT_SPECIFIED = "not-specified"


_KINDS = frozenset(kind.value for kind in Kind)


@dataclass(frozen=True)
class Silence:
    """A sentence that says that no dose is known or told, and for whom."""

    said: Span
    kind: Kind
    persons: tuple[Person, ...] = ()


def silences(monograph: Monograph) -> list[Silence]:
    """The silences of the dosage sections, in the order of the text.

    >>> from monograph.text.read import read_monograph
    >>> text = b"# A\\n### Dosage\\n**Children:** Safety has not been established.\\n"
    >>> [(silence.kind.value, silence.persons[0].population) for silence in silences(read_monograph(text, "a.md"))]
    [('not-established', 'child')]
    """
    found = []
    for section in monograph.of_kind("dosage"):
        context = SectionContext(monograph, section)
        for index, block in enumerate(section.blocks):
            for sentence in block.sentences:
                tokens = context.sentence(index, sentence)
                kind = _kind(tokens)
                if kind is not None:
                    persons = persons_of(compose(tokens, monograph.folded)) or context.scope(index).persons
                    found.append(Silence(sentence, kind, persons))
    return found


def _kind(tokens: list[Token]) -> Kind | None:
    """The silence of a sentence: a verb of telling or knowing that is denied in its clause."""
    denied: Token | None = None
    for token in tokens:
        if token.sort is Sort.NOT:
            denied = token
        elif token.sort is Sort.CONTRAST or (token.sort is Sort.SIGN and token.value == ";"):
            denied = None
        elif (
            token.sort is Sort.SILENT
            and token.value in _KINDS
            and denied is not None
            and token.first - denied.last <= _WORDS_APART
        ):
            return Kind(token.value)
    return None
