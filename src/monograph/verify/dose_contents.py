"""What one tablet, capsule, inhalation ... holds, as a label tells it, and its doses in pieces as amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import structs

from monograph.claims.posology.amounts import Amount
from monograph.claims.posology.lexer import lex
from monograph.claims.posology.phrases import compose
from monograph.claims.posology.tokens import Sort
from monograph.claims.records import Dose
from monograph.names.units import Unit, unit
from monograph.text.model import Monograph, Span
from monograph.verify.dose_scope import LabelDose
from monograph.verify.quantity import dimension, unit_kind

_PIECES = "tablet|capsule|caplet|sachet|packet|suppository|lozenge|patch|vial|inhalation|actuation|puff|spray|dose"
_HOLDS = re.compile(
    rf"\b(?:each|every|one|1) (?:[a-z-]+ ){{0,3}}?({_PIECES})s?(?: \([^)]{{0,80}}\))? "
    r"(?:contains?|delivers?|provides?|releases?)\b"
)
_END = re.compile(r"\.(?!\d)|\b(?:other|inactive|following) |\beach\b")
_OF_SALT = re.compile(r"\bas\b|equivalent|correspond|\bequals?\b|\bbase\b|\bsalt\b")
_LONGEST = 200
_OTHERS = re.compile(r"\bor\b|\brespectively\b")
_MEASURED = ("mass", "units")

Contents = dict[str, set[frozenset[tuple[str, float]]]]
"""By the kind of piece, what the label says that one holds: the substance, and its salt or partners."""


def contents(text: Monograph, doses: list[Dose]) -> Contents:
    """What a label says that its pieces hold, anywhere or of a dose beside their number ("2 tablets (300 mg)")."""
    held: Contents = {}
    for counted, span, given in _held(text):
        if not _OTHERS.search(text.folded, *span):
            held.setdefault(unit_kind(counted), set()).add(frozenset((a.unit.name, a.high) for a in given))
    for one, told in pairwise(doses):
        if one.grounds.get("amount") != told.grounds.get("amount") or not one.amount_max or not told.amount_max:
            continue
        if dimension(one)[0] not in _MEASURED and dimension(told)[0] in _MEASURED:
            held.setdefault(dimension(one)[0], set()).add(
                frozenset({(told.unit, round(told.amount_max / one.amount_max, 4))})
            )
    return held


def as_salts(text: Monograph) -> list[tuple[str, float]]:
    """The amounts that a label tells of what its pieces hold as a salt and as its base, by what they measure."""
    told = (given for _, span, given in _held(text) if _OF_SALT.search(text.folded, *span))
    return [(unit_kind(amount.unit), amount.high * amount.unit.factor) for given in told for amount in given]


def _held(text: Monograph) -> Iterator[tuple[Unit, Span, list[Amount]]]:
    """What is said of what a piece holds: the piece, the words, the amounts."""
    for said in _HOLDS.finditer(text.folded):
        counted = unit(said[1])
        stop = _END.search(text.folded, said.end(), said.end() + _LONGEST)
        span = Span(said.end(), stop.start() if stop else min(said.end() + _LONGEST, len(text.folded)))
        tokens = compose(lex(text.folded, *span), text.folded)
        amounts = [token.value for token in tokens if token.sort is Sort.AMOUNT and token.value.per is None]
        given = [amount for amount in amounts if unit_kind(amount.unit) in _MEASURED]
        if counted and given:
            yield counted, span, given


def in_amounts(doses: list[LabelDose], held: Contents) -> Iterator[LabelDose]:
    """Doses in pieces as amounts of the substance, where the label tells of one strength only what a piece holds."""
    told = {other.dose.start for other in doses if dimension(other.dose)[0] in _MEASURED}
    for other in doses:
        strengths = held.get(dimension(other.dose)[0], set())
        if len(strengths) == 1 and other.dose.start not in told:
            for name, strength in next(iter(strengths)):
                yield other._replace(dose=_times(other.dose, name, strength))


def _times(dose: Dose, name: str, strength: float) -> Dose:
    low = None if dose.amount_min is None else dose.amount_min * strength
    return structs.replace(dose, amount_min=low, amount_max=(dose.amount_max or 0.0) * strength, unit=name)
