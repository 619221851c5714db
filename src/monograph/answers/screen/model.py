"""What a screening gives: findings, each with the words of a monograph, and what no monograph says."""

from __future__ import annotations

from typing import Literal

import msgspec

from monograph.answers.gravity import Gravity
from monograph.verify.verdict import LabelQuote

Sort = Literal["interaction", "precaution", "dose", "allergy", "duplicate", "daily-amount", "mention", "label"]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to know before these medicines are taken by this person.

    ``about`` is what it concerns: the state ("pregnancy"), or the other thing as the monograph names it ("nsaids").
    ``quote`` is ``source[start:end]`` of the monograph ``doc``; ``why`` says in a sentence how it concerns the person.
    ``medicines`` are named as in the profile. ``reviewed`` says whether a person stands behind the monograph as it is,
    ``sources`` how many it names. Of the sort "label" the words are not the monograph's, which leaves this out, but
    those of ``label``, and no place is given.
    """

    gravity: Gravity
    sort: Sort
    about: str
    medicines: tuple[str, ...]
    doc: str
    title: str
    section: str
    quote: str
    start: int
    end: int
    why: str
    line: int = 1
    reviewed: bool = False
    sources: int = 0
    label: LabelQuote | None = None


class Silence(msgspec.Struct, frozen=True, order=True):
    """A medicine, and a state or another medicine of the person that none of its monographs says a word of."""

    medicine: str
    about: str


class Screening(msgspec.Struct, frozen=True):
    """All findings, the gravest first; what the monographs are silent of; medicines that the library does not have.

    ``suggestions`` are for each of these the titles that are most like its name: nothing was looked up in them.
    """

    findings: list[Finding]
    silent: list[Silence]
    unknown: list[str]
    suggestions: dict[str, list[str]]

    @property
    def gravest(self) -> Gravity | None:
        """The gravity of the first finding."""
        return self.findings[0].gravity if self.findings else None
