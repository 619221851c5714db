"""Doses in the very words of a label: every amount of its dosage with what is said beside it.

The reader of doses asks of an amount whom it is for, by what route and for what; where a label's text is flattened it
errs, or takes no dose from it at all. A claim whose amount, frequency and part in the regimen the label says in one
breath is stated there all the same, unless that sentence, or what stands above it, is about other persons.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from monograph.claims.posology.amounts import Amount
from monograph.claims.posology.bands import clearance_in
from monograph.claims.posology.bounds import Bound
from monograph.claims.posology.frequency import Frequency
from monograph.claims.posology.lexer import lex
from monograph.claims.posology.phrases import compose
from monograph.claims.posology.tokens import Sort, Token
from monograph.claims.records import Band, Dose
from monograph.text.model import Monograph, Span
from monograph.verify.dose_scope import ADULT_AGE, CHILDREN, LIGHT, SPECIAL, WELL, bounds, group, meet
from monograph.verify.quantity import Range, amounts, dimension, near, times, unit_kind
from monograph.verify.setting import settings

_PARTS: dict[str, frozenset[str]] = {
    "starting": frozenset({"starting", ""}),
    "loading": frozenset({"loading"}),
    "maintenance": frozenset({"maintenance", "maximum", ""}),
    "maximum": frozenset({"maximum"}),
    "unsafe-above": frozenset({"maximum"}),
    "usual": frozenset({"usual", "maintenance", ""}),
    "repeat": frozenset({"repeat", "usual", ""}),
}
"""Of which part in a label's regimen an amount may be that a page gives as this one; "" where no word tells."""

_PERSONS = CHILDREN | SPECIAL | {"adult"}
_BOUNDED = {Sort.AGE: "age", Sort.WEIGHT: "weight"}
_GROWN = {"age": Band(ADULT_AGE, None), "weight": Band(LIGHT, None), "creatinine clearance": Band(WELL, None)}
"""Between what bounds adults are of whom nothing else is said."""
_STEPS = frozenset({Sort.BY, Sort.INCREMENT})
"""Words before an amount by which a dose is changed, which is not given itself."""


class Mention(NamedTuple):
    """An amount in a sentence of a label, how often and as what it is given there, and the persons that are named."""

    span: Span
    amount: Amount
    often: Range | None
    is_total: bool
    """Whether it is what is given in a day, in one dose or several."""
    role: str
    persons: frozenset[str]
    bounds: list[tuple[str, Bound]]
    """Between what ages (years), weights (kg) or clearances (mL/min) they are, by what is measured."""


class Part(NamedTuple):
    """A sentence of a label's dosage, or a cell of a table in it, with its tokens and those of the whole row."""

    span: Span
    tokens: list[Token]
    row: list[Token]


def parts(text: Monograph) -> Iterator[Part]:
    """The sentences and cells of the dosage in the order of the text."""
    for section in text.of_kind("dosage"):
        for block in section.blocks:
            row = _tokens(text, Span(block.start, block.end)) if block.cells else []
            for span in block.cells or block.sentences:
                yield Part(span, _tokens(text, span), row)


def mentions(text: Monograph, part: Part) -> Iterator[Mention]:
    """All amounts of a sentence or cell, but concentrations and steps by which a dose is changed."""
    tokens = part.tokens
    places = [at for at, token in enumerate(tokens) if token.sort is Sort.AMOUNT]
    if not places:
        return
    persons, bounds = _persons(text, part), _bounds(part.row or part.tokens)
    lone = [token.value for token in tokens if token.sort is Sort.FREQUENCY]
    role = ""
    for number, at in enumerate(places):
        before = tokens[places[number - 1] + 1 if number else 0 : at]
        if tokens[at].value.within is not None or (before and before[-1].sort in _STEPS):
            continue
        after = tokens[at + 1 : places[number + 1] if number + 1 < len(places) else len(tokens)]
        beside = [*after, *_beside(part.row, tokens[at])]
        often = next((t.value for t in beside if t.sort is Sort.FREQUENCY), lone[0] if len(lone) == 1 else None)
        role = _role(before, after) or (role if text.folded[tokens[at].start - 1] == "(" else "")
        yield Mention(
            Span(tokens[at].start, tokens[at].end),
            tokens[at].value,
            _range(often),
            _is_total(tokens[at].value, often, [*before, *after]),
            role,
            persons,
            bounds,
        )


def _beside(row: list[Token], amount: Token) -> list[Token]:
    """What a row says between an amount and the next: in other cells."""
    after = [token for token in row if token.start > amount.start]
    stop = next((at for at, token in enumerate(after) if token.sort is Sort.AMOUNT), len(after))
    return after[:stop]


def _tokens(text: Monograph, span: Span) -> list[Token]:
    return compose(lex(text.folded, *span), text.folded, in_label=True)


def _persons(text: Monograph, part: Part) -> frozenset[str]:
    """Who is named in a sentence or cell, or where nobody is, in its row, or in what stands nearest above it."""
    if named := _named(part.tokens) or _named(part.row):
        return named
    above = (_tokens(text, words) for words in settings(text, part.span)[1:])
    return next((named for words in above if (named := _named(words))), frozenset())


def _bounds(tokens: list[Token]) -> list[tuple[str, Bound]]:
    """What bounds the persons of a sentence, or of a row."""
    found = [(_BOUNDED[token.sort], token.value) for token in tokens if token.sort in _BOUNDED]
    clearance = clearance_in(tokens, renal=any(token.sort is Sort.POPULATION for token in tokens))
    return [*found, ("creatinine clearance", clearance.bound)] if clearance else found


def _named(tokens: list[Token]) -> frozenset[str]:
    """The kinds of person that are named, not those of a disease or an organ alone."""
    return frozenset(t.value.name for t in tokens if t.sort is Sort.POPULATION and t.value.name in _PERSONS)


def persons_in(text: Monograph, span: Span) -> frozenset[str]:
    """The kinds of person that some words name."""
    return _named(_tokens(text, span))


def naming(text: Monograph, span: Span, kind: str) -> Span | None:
    """Where some words first name a kind of person."""
    said = (token for token in _tokens(text, span) if token.sort is Sort.POPULATION)
    return next((Span(token.start, token.end) for token in said if token.value.name == kind), None)


def _range(often: Frequency | None) -> Range | None:
    if often is None or often.high is None:
        return None
    return Range(often.low if often.low is not None else often.high, often.high)


def _is_total(amount: Amount, often: Frequency | None, after: list[Token]) -> bool:
    if amount.basis == "day" or any(token.sort is Sort.TOTAL and token.value == "day" for token in after):
        return True
    return often is not None and often.divided


def _role(before: list[Token], after: list[Token]) -> str:
    """The part in the regimen that the words before an amount say, or those that may follow it."""
    said: list[str] = [token.value.name for token in before if token.sort is Sort.ROLE]
    behind = [token.value.name for token in after[:2] if token.sort is Sort.ROLE and token.value.use == "after"]
    if said[-2:] == ["starting", "maximum"]:
        return "starting"  # "the initial dose should be no more than"
    return (said[-1:] or behind[:1] or [""])[0]


def stating(claim: Dose, said: Iterable[Mention], *, unnamed: bool) -> Mention | None:
    """The mention that says just what a claim does; ``unnamed`` where those who are not named may be its persons."""
    alike = [mention for mention in said if measures(claim, mention) and _is_of_them(claim, mention, unnamed)]
    parts = _PARTS.get(claim.role, frozenset())
    if claim.role == "starting" and any(mention.role == "starting" for mention in alike):
        parts -= {""}  # what is said without a word on its part comes later
    return next((m for m in alike if m.role in parts and _is_amount(claim, m) and _is_as_often(claim, m)), None)


def measures(claim: Dose, mention: Mention) -> bool:
    """Whether an amount measures what a claim does."""
    return (unit_kind(mention.amount.unit), mention.amount.per) == dimension(claim)


def _is_amount(claim: Dose, mention: Mention) -> bool:
    own, amount = amounts(claim), mention.amount
    if own is None:
        return False
    factor = amount.unit.factor
    return near(amount.high * factor, own.high) and (own.low is None or near(amount.low * factor, own.low))


def _is_as_often(claim: Dose, mention: Mention) -> bool:
    own, often = times(claim), mention.often
    if claim.basis == "day":
        return mention.is_total or (often is not None and often.high == 1)
    if own is None:
        return claim.basis == "unclear" or (claim.basis == "dose" and not mention.is_total)
    if often is None:
        return mention.is_total and own.high == 1
    if mention.is_total and own.high != 1:
        return False
    return near(own.high, often.high) and near(own.least, often.least)


def _is_of_them(claim: Dose, mention: Mention, unnamed: bool) -> bool:
    own, named = group(claim), mention.persons
    if not all(_may_be_within(claim, key, mention) for key in {key for key, _ in mention.bounds}):
        return False
    if own in SPECIAL:
        return own in named or (not named and unnamed)
    if own == "child":
        return not CHILDREN.isdisjoint(named) or (not named and unnamed)
    return not named or "adult" in named or not named <= CHILDREN | SPECIAL


def _may_be_within(claim: Dose, key: str, mention: Mention) -> bool:
    """Whether persons of a claim are between some of the bounds that are told; adults are neither young nor light."""
    own = bounds(claim).get(key) or (_GROWN.get(key) if group(claim) == "adult" else None)
    return own is None or any(meet(*own, *told) for other, told in mention.bounds if other == key)
