"""What verifying gives: verdicts of claims, and what labels warn of and a monograph leaves out."""

from __future__ import annotations

from typing import Literal

import msgspec

Judgement = Literal["supported", "contradicted", "not-found", "not-comparable"]
Gravity = Literal["boxed-warning", "contraindication", "interaction", "mention"]
"""Where and how a label warns; a "mention" is an interaction that asks for care and is not grave."""


class LabelQuote(msgspec.Struct, frozen=True):
    """The label that a verdict names and its own words; ``quote`` is "" where the label is silent.

    ``component`` is the substance that the label is of, where that is only one of the monograph's.
    """

    set_id: str
    version: str
    date: str
    product: str
    quote: str = ""
    component: str = ""

    @property
    def title(self) -> str:
        """The product as people are told of it.

        >>> LabelQuote("a1", "3", "2024-05-01", "Glucophage", component="metformin").title
        'Glucophage (metformin, a component)'
        """
        return f"{self.product} ({self.component}, a component)" if self.component else self.product

    @property
    def named(self) -> str:
        """The product with what is known of its version and date.

        >>> LabelQuote("a1", "", "2024-05-01", "Glucophage").named
        'Glucophage, 2024-05-01'
        """
        return ", ".join(filter(None, (self.title, self.version and f"version {self.version}", self.date)))


class Opinion(msgspec.Struct, frozen=True):
    """What one label says of a claim; ``quote`` is the label's words.

    ``is_weak`` where the label only says that nothing is known: what another label forbids outright stands above that.
    """

    verdict: Judgement
    why: str
    quote: str = ""
    is_weak: bool = False


class Dissent(msgspec.Struct, frozen=True):
    """Another label of the same substance that does not say the same."""

    verdict: Judgement
    why: str
    label: LabelQuote


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """One claim held against the labels of its substance.

    ``claim`` is what it says in a few words, to tell claims of one sentence apart; ``quote`` is that sentence.
    ``why`` is a sentence; ``label`` is the one that decided. ``others`` are labels that judge otherwise.
    ``start`` and ``end`` are code points into the monograph's source.
    """

    doc: str
    kind: str
    claim: str
    quote: str
    start: int
    end: int
    verdict: Judgement
    why: str
    label: LabelQuote
    others: list[Dissent] = []


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """What a label warns of and the monograph does not say: ``what`` in words, ``gravity`` from where it stands."""

    doc: str
    verdict: Literal["left-out"] = "left-out"
    what: str
    gravity: Gravity
    label: LabelQuote


class NoLabel(msgspec.Struct, frozen=True, kw_only=True):
    """Said of a monograph for whose substance no label is at hand: no official source was found."""

    doc: str
    verdict: Literal["no-label"] = "no-label"
    why: str


Record = Verdict | LeftOut | NoLabel
