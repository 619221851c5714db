"""What else bounds those that a dose is for: creatinine clearance, body surface and how far an organ is impaired."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from monograph.claims.posology.bounds import Bound, adjoins, is_one_of, is_sort
from monograph.claims.posology.tokens import Sort, Token
from monograph.text.model import Span

_JOINED = frozenset({Sort.DEGREE, Sort.RANGE, Sort.OR, Sort.AND})
_DEGREE_WORDS = 3
"""Words between a degree and the impairment that it is of ("moderate (Child-Pugh B) hepatic impairment")."""
_OPENING = 2
"""Tokens before a number that opens a statement ("if 10-29 mL/min give ...", "for < 30 mL/min: ...")."""


class Band(NamedTuple):
    """A bound and the words that say it."""

    bound: Bound
    said: Span

    def joined(self, other: Band) -> Band:
        """From the least to the most of two bands, closed at both ends."""
        lows, highs = zip(self.bound, other.bound, strict=True)
        return Band(Bound(min(filter(None, lows)), max(filter(None, highs))), self.said)


class Bands(NamedTuple):
    """Clearance in mL/min, body surface in m2, degree of impairment from 1 (mild) to 4 (end stage, dialysis)."""

    clearance: Band | None = None
    surface: Band | None = None
    degree: Band | None = None

    def within(self, outer: Bands) -> Bands:
        """These bands, and those of the words around where they leave one open."""
        return Bands(*(own or around for own, around in zip(self, outer, strict=True)))


NO_BANDS = Bands()


def clearance_in(tokens: list[Token], *, renal: bool) -> Band | None:
    """The first creatinine clearance that tokens bound."""
    return next(clearances_in(tokens, renal=renal), None)


def clearances_in(tokens: list[Token], *, renal: bool) -> Iterator[Band]:
    """The creatinine clearances that tokens bound ("30 to 50 mL/min", "eGFR below 30"); where they do not speak of
    kidneys (``renal``) only what opens them, since others may be rates."""
    for at, token in enumerate(tokens):
        if _is_clearance(tokens, at):
            band = _sided(tokens, at, at + 1, token.value.low, token.value.high)
            if band.bound.high in (None, band.bound.low):
                band = _capped(tokens, at + 1, band)
            if renal or (band.bound.low != band.bound.high and at <= _OPENING):
                yield band
        elif renal and _is_bare(tokens, at):
            ranged = is_sort(tokens, at + 1, Sort.RANGE) and is_sort(tokens, at + 2, Sort.NUMBER)
            last = at + 2 if ranged else at
            band = _sided(tokens, at, last + 1, token.value, tokens[last].value)
            if band.bound.low != band.bound.high:
                yield band


def _is_clearance(tokens: list[Token], at: int) -> bool:
    token = tokens[at] if at < len(tokens) else None
    if token is None or token.sort is not Sort.AMOUNT:
        return False
    return token.value.unit.name == "mL" and (token.value.per or "").startswith("min")


def _capped(tokens: list[Token], at: int, band: Band) -> Band:
    """A band with the upper end that follows it ("30 mL/min or more to less than 45 mL/min")."""
    at += is_one_of(tokens, at, Sort.RANGE, Sort.AND)
    below = is_sort(tokens, at, Sort.BELOW) and adjoins(tokens, at)
    if not below or not _is_clearance(tokens, at + 1) or tokens[at + 1].value.high <= (band.bound.low or 0.0):
        return band
    return Band(Bound(band.bound.low, tokens[at + 1].value.high), Span(band.said.start, tokens[at + 1].end))


def surface_in(tokens: list[Token]) -> Band | None:
    """The body surface that tokens bound ("1.11 to 1.5 m2", "less than 0.7 m2")."""
    for at, token in enumerate(tokens):
        if token.sort is not Sort.AREA or not is_sort(tokens, at - 1, Sort.NUMBER):
            continue
        ranged = is_sort(tokens, at - 2, Sort.RANGE) and is_sort(tokens, at - 3, Sort.NUMBER)
        first = at - 3 if ranged else at - 1
        band = _sided(tokens, first, at + 1, tokens[first].value, tokens[at - 1].value)
        if band.bound.low != band.bound.high and not is_sort(tokens, first - 1, Sort.PER):
            return band
    return None


def degree_at(tokens: list[Token], at: int) -> Band | None:
    """How far the organ is impaired that the token at ``at`` names: by its own words, those before or behind it."""
    token = tokens[at]
    if token.sort is Sort.POPULATION and token.value.degree is not None:
        return Band(Bound(*token.value.degree), token.span)
    first = at
    while first and (tokens[first - 1].sort in _JOINED or tokens[first - 1].value == ","):
        first -= 1
    before = [t for t in tokens[first:at] if t.sort is Sort.DEGREE]
    if before and token.first - before[-1].last <= _DEGREE_WORDS:
        return _degree(before)
    behind = at + 1 + (is_sort(tokens, at + 1, Sort.SIGN) and tokens[at + 1].value in "(:")
    return alone_in(tokens[behind:]) if adjoins(tokens, behind, 1) else None


def alone_in(tokens: list[Token]) -> Band | None:
    """The degree that tokens begin with, where no other word follows it ("Mild", "Moderate or severe: 5 mg")."""
    last = 0
    while last < len(tokens) and tokens[last].sort in _JOINED and (not last or adjoins(tokens, last)):
        last += 1
    degrees = [t for t in tokens[:last] if t.sort is Sort.DEGREE]
    if not degrees or tokens[0].sort is not Sort.DEGREE or not (last == len(tokens) or adjoins(tokens, last)):
        return None
    return _degree(degrees)


def _degree(tokens: list[Token]) -> Band:
    values = [token.value for token in tokens]
    return Band(Bound(min(values), max(values)), Span(tokens[0].start, tokens[-1].end))


def _is_bare(tokens: list[Token], at: int) -> bool:
    """Whether a number without a unit stands right behind a word for the clearance ("CrCl < 30", "eGFR 30 to 45")."""
    before = unit = at - 1 - is_one_of(tokens, at - 1, Sort.ABOVE, Sort.BELOW)
    while is_one_of(tokens, before, Sort.UNIT, Sort.TIME, Sort.AREA, Sort.NUMBER, Sort.SIGN) and adjoins(
        tokens, before + 1
    ):
        before -= 1  # "creatinine clearance (mL/min) < 30"
    measured = unit > before and is_sort(tokens, unit, Sort.SIGN) and tokens[unit].value == ")"
    if unit > before and not measured:
        return False
    behind = at + 1 + 2 * is_sort(tokens, at + 1, Sort.RANGE)
    return (
        is_sort(tokens, at, Sort.NUMBER)
        and is_sort(tokens, before, Sort.POPULATION)
        and tokens[before].value.name != "hepatic impairment"  # "Child-Pugh score 5-6"
        and tokens[before].value.degree is None
        and (
            measured or tokens[at].first - tokens[before].last <= 1 + tokens[before + 1].last - tokens[before + 1].first
        )
        and not is_sort(tokens, at + 2, Sort.BELOW)
        and not (is_one_of(tokens, behind, Sort.UNIT, Sort.AREA, Sort.TIME, Sort.COUNT) and adjoins(tokens, behind))
    )


def _sided(tokens: list[Token], first: int, after: int, low: float, high: float) -> Band:
    """A number or range at ``first`` with the words beside it that leave an end open, or add one ("30 to <60")."""
    start, end = tokens[first].start, tokens[after - 1].end
    side = tokens[first - 1].sort if is_one_of(tokens, first - 1, Sort.ABOVE, Sort.BELOW) else None
    if side is not None:
        start = tokens[first - 1].start
    elif is_one_of(tokens, after, Sort.UPWARD, Sort.DOWNWARD) and adjoins(tokens, after):
        side = Sort.ABOVE if tokens[after].sort is Sort.UPWARD else Sort.BELOW
        end = tokens[after].end
    if low != high or side is None:
        return Band(Bound(min(low, high), max(low, high)), Span(start, end))  # "CrCl 60-30 mL/min"
    if side is Sort.ABOVE:
        return Band(Bound(low, None), Span(start, end))
    floor = _floor(tokens, first - 1)
    return Band(Bound(floor, high), Span(start, end))


def _floor(tokens: list[Token], edge: int) -> float | None:
    """The lower end that stands before "to less than" ("30 to <60 mL/min", "15 mL/min to below 30 mL/min")."""
    at = edge - is_one_of(tokens, edge - 1, Sort.RANGE, Sort.AND)  # "and less than" is one word
    if not adjoins(tokens, at):
        return None
    if at > 0 and is_sort(tokens, at - 1, Sort.NUMBER):
        return float(tokens[at - 1].value)
    return None
